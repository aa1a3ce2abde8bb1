//! The file server of the tests and the benchmark.

use std::path::PathBuf;

use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_header::SetResponseHeaderLayer;

/// A running server; dropping it stops it.
pub(crate) struct Server {
    port: u16,
    runtime: Option<Runtime>,
}

impl Server {
    /// Serves this site, at any free port.
    pub(crate) fn serve(site: Router) -> std::io::Result<Self> {
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"))?;
        let port = listener.local_addr()?.port();
        runtime.spawn(async { axum::serve(listener, site).await });
        Ok(Self { port, runtime: Some(runtime) })
    }

    /// The address of `/`.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            // Not to wait for connections that the browser keeps open.
            runtime.shutdown_background();
        }
    }
}

/// Each folder or file at its address (`/`, `/fixtures`, `/downhill/engine.js`). Of two with the same address the first counts.
pub(crate) fn site(mounts: &[(&str, PathBuf)]) -> Router {
    let mut site = Router::new();
    let mut known = Vec::new();
    for (address, path) in mounts {
        let address = address.trim_end_matches('/');
        if known.contains(&address) {
            continue;
        }
        known.push(address);
        site = if address.is_empty() {
            site.fallback_service(ServeDir::new(path))
        } else if path.is_file() {
            site.route_service(address, ServeFile::new(path))
        } else {
            site.nest_service(address, ServeDir::new(path))
        };
    }
    // What is built anew is to be seen.
    let no_cache = HeaderValue::from_static("no-cache");
    site.layer(SetResponseHeaderLayer::overriding(CACHE_CONTROL, no_cache))
}
