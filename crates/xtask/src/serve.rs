//! `cargo xtask serve`.

use std::net::{Ipv4Addr, TcpListener};

use anyhow::{Context, Result};
use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::package;
use crate::project::Project;

/// Builds the page, and serves it until the process is stopped.
pub(crate) fn run(project: &Project, port: u16) -> Result<()> {
    // The port is taken before the build, so that the user learns at once if it is busy.
    let listener = listen(port)?;
    package::build_page(project)?;
    listener.set_nonblocking(true)?;
    let no_cache = HeaderValue::from_static("no-cache");
    let page = Router::new()
        .fallback_service(ServeDir::new(project.dist()))
        .layer(SetResponseHeaderLayer::overriding(CACHE_CONTROL, no_cache));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        println!("\nDownhill runs at http://127.0.0.1:{port}/  (Ctrl-C ends it)");
        axum::serve(listener, page).await
    })?;
    Ok(())
}

fn listen(port: u16) -> Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).with_context(|| {
        format!("port {port} cannot be used; choose another, as in `cargo xtask serve --port 8081`")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_busy_port_is_an_error_with_a_remedy() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let error = listen(taken.local_addr().unwrap().port()).unwrap_err().to_string();
        assert!(error.contains("`cargo xtask serve --port "), "{error}");
    }
}
