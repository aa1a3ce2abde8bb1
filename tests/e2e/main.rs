//! End-to-end tests: the built page in a browser, over `WebDriver`.
//!
//! `DOWNHILL_DIST` names the built page (the workspace's `dist/` unless it is set), `CHROMEDRIVER`
//! the driver (the one on PATH unless it is set).
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what fails to unwrap or is out of place fails the test"
)]

mod api;
mod article;
mod attributes;
mod axe;
mod basins;
mod beginner;
mod canvas;
mod chart;
mod code_and_numbers;
mod controls;
mod document;
mod driver;
mod element;
mod engines;
mod explore;
mod export;
mod extension;
mod fallback;
mod files;
mod frame;
mod frameworks;
mod injection;
mod jobs;
mod keys;
mod layout;
mod life;
mod links;
mod live;
mod loading;
mod lost_files;
mod many;
mod noise;
mod objectives;
mod odd_documents;
mod odd_server;
mod package;
mod page;
mod picture;
mod placing;
mod preferences;
mod properties;
mod race;
mod random_user;
mod rates;
mod reference;
mod same_everywhere;
mod same_pixels;
mod security;
mod served;
mod server;
mod session;
mod share;
mod step_inspector;
mod stories;
mod surface;
mod tasks;
mod values;
mod walks;
mod weight;
