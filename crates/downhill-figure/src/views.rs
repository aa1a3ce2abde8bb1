//! The TypeScript types of what goes out, made from the Rust ones.
//!
//! `UPDATE=1 cargo test -p downhill-figure views` writes them anew.

use ts_rs::TS;

use crate::controls::{ControlsView, NoiseControls, RacerControls, SettingControl, SettingValue};
use crate::effect::{Band, PictureView, PresentationView, RunView, Transport, View};
use crate::frame_address::FrameAddress;
use crate::panels::PanelView;
use crate::panels::chart::{ChartView, Measure};
use crate::panels::claims::{ClaimsView, Mark};
use crate::panels::ensemble::EnsembleView;
use crate::panels::probe::ProbeView;
use crate::panels::step_inspector::InspectorView;
use crate::presentation::{Controls, Scheme};
use crate::readout::{Readout, Row, RowKind};
use crate::snippets::Snippets;

/// The declarations of these types.
macro_rules! declarations {
    ($($view:ty),+ $(,)?) => {
        [$(<$view as TS>::decl()),+]
    };
}

#[test]
fn the_types_of_views_are_those_of_the_file() {
    let types = declarations![
        Band,
        ChartView,
        ClaimsView,
        Controls,
        ControlsView,
        EnsembleView,
        FrameAddress,
        InspectorView,
        Mark,
        Measure,
        NoiseControls,
        PanelView,
        PictureView,
        PresentationView,
        ProbeView,
        RacerControls,
        Readout,
        Row,
        RowKind,
        RunView,
        Scheme,
        SettingControl,
        SettingValue,
        Snippets,
        Transport,
        View<PanelView>,
    ];
    let mut text =
        "// Made from the Rust types by `UPDATE=1 cargo test -p downhill-figure views`.\n"
            .to_owned();
    for declaration in types {
        text.push_str(&format!("export {declaration}\n"));
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/views.d.ts");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), text);
}

#[test]
fn every_panels_view_is_shown_by_a_script() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../www");
    let mut scripts = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "js") {
            scripts.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
    let declaration = <PanelView as TS>::decl();
    let panels: Vec<&str> = declaration.split("\"panel\": \"").skip(1).collect();
    assert!(panels.len() >= 5, "{declaration}");
    for panel in panels {
        let (name, _) = panel.split_once('"').unwrap();
        assert!(scripts.contains(&format!("shows(\"{name}\"")), "no script shows {name}");
    }
}
