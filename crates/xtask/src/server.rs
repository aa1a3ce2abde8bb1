//! A static file server on 127.0.0.1, for `cargo xtask serve` and for tests.

use std::convert::Infallible;
use std::fs;
use std::io;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::http::HeaderValue;
use hyper::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HeaderName, LOCATION};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::runtime::{Builder, Runtime};

use crate::error::{Error, Result};

/// A running server; dropping it stops it.
pub struct Server {
    port: u16,
    runtime: Runtime,
}

/// Folders by the prefix of the address under which they are served.
#[derive(Debug)]
struct Mounts(Vec<(String, PathBuf)>);

/// What is at an address.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    File(PathBuf),
    /// A folder asked for without its final slash, against which relative addresses
    /// in its index would go wrong.
    Folder,
    Nothing,
}

impl Server {
    /// Serves each folder under its prefix (`"/"`, `"/fixtures"`) at `port`, or at
    /// any free port when that is 0.
    pub fn start(mounts: &[(&str, PathBuf)], port: u16) -> Result<Self> {
        Self::on(listen(port)?, mounts)
    }

    /// Serves on a port that was taken before with [`listen`].
    pub fn on(listener: TcpListener, mounts: &[(&str, PathBuf)]) -> Result<Self> {
        let cannot =
            |error: io::Error| Error::new(format!("the file server could not be started: {error}"));
        let port = listener.local_addr().map_err(cannot)?.port();
        listener.set_nonblocking(true).map_err(cannot)?;
        let runtime =
            Builder::new_multi_thread().worker_threads(2).enable_io().build().map_err(cannot)?;
        let mounts = Arc::new(Mounts::new(mounts));
        runtime.spawn(async move {
            let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
            while let Ok((stream, _)) = listener.accept().await {
                let mounts = Arc::clone(&mounts);
                let answer = service_fn(move |request: Request<Incoming>| {
                    let answer = answer(request.method(), request.uri().path(), &mounts);
                    async { Ok::<_, Infallible>(answer) }
                });
                let mut http = http1::Builder::new();
                let serving =
                    http.title_case_headers(true).serve_connection(TokioIo::new(stream), answer);
                // A browser that hangs up in the midst is no matter.
                tokio::spawn(serving);
            }
        });
        Ok(Self { port, runtime })
    }

    /// The port it listens at.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The address of `/`.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Serves until the process ends.
    pub fn wait(self) {
        self.runtime.block_on(std::future::pending::<()>());
    }
}

/// Takes a port on 127.0.0.1; 0 is any free one.
pub fn listen(port: u16) -> Result<TcpListener> {
    TcpListener::bind(("127.0.0.1", port)).map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => {
            let other = port.checked_add(1).unwrap_or(8080);
            Error::new(format!(
                "port {port} is in use by another program; end that one, or choose another port: \
                 `cargo xtask serve --port {other}`."
            ))
        }
        io::ErrorKind::PermissionDenied => Error::new(format!(
            "port {port} may not be used without root; choose one from 1024 up: \
             `cargo xtask serve --port 8080`."
        )),
        _ => Error::new(format!("port {port} on 127.0.0.1 could not be opened: {error}.")),
    })
}

impl Mounts {
    fn new(mounts: &[(&str, PathBuf)]) -> Self {
        let mut mounts: Vec<_> = mounts
            .iter()
            .map(|(prefix, folder)| (prefix.trim_matches('/').to_owned(), folder.clone()))
            .collect();
        // The longest prefix first: "/" holds everything that no other does.
        mounts.sort_by_key(|(prefix, _)| std::cmp::Reverse(prefix.len()));
        Self(mounts)
    }

    fn find(&self, url: &str) -> Found {
        let Some(segments) = segments(url) else { return Found::Nothing };
        for (prefix, folder) in &self.0 {
            let prefix: Vec<_> = prefix.split('/').filter(|segment| !segment.is_empty()).collect();
            let is_under = segments.len() >= prefix.len()
                && prefix.iter().zip(&segments).all(|(prefix, segment)| prefix == segment);
            if !is_under {
                continue;
            }
            let mut path = folder.clone();
            path.extend(&segments[prefix.len()..]);
            let is_folder_address = path_of(url).ends_with('/');
            return match fs::metadata(&path) {
                Ok(meta) if meta.is_dir() && !is_folder_address => Found::Folder,
                Ok(meta) if meta.is_dir() => {
                    let index = path.join("index.html");
                    if index.is_file() { Found::File(index) } else { Found::Nothing }
                }
                Ok(_) if !is_folder_address => Found::File(path),
                _ => Found::Nothing,
            };
        }
        Found::Nothing
    }
}

fn path_of(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or_default()
}

/// The names along the path of an address, or nothing when one of them could lead
/// out of the served folder.
fn segments(url: &str) -> Option<Vec<String>> {
    let mut segments = Vec::new();
    for segment in path_of(url).split('/') {
        let segment = decode(segment)?;
        match segment.as_str() {
            "" | "." => {}
            ".." => return None,
            _ if segment.contains(['/', '\\', ':', '\0']) => return None,
            _ => segments.push(segment),
        }
    }
    Some(segments)
}

/// Undoes percent-encoding.
fn decode(segment: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(segment.len());
    let mut rest = segment.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let digits = std::str::from_utf8(&digits).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

type Answer = Response<Full<Bytes>>;

fn answer(method: &Method, path: &str, mounts: &Mounts) -> Answer {
    if !matches!(*method, Method::GET | Method::HEAD) {
        let only = "Only GET and HEAD are answered here.";
        return text(StatusCode::METHOD_NOT_ALLOWED, only, Some((ALLOW, "GET, HEAD")));
    }
    match mounts.find(path) {
        Found::File(path) => match fs::read(&path) {
            Ok(content) => respond(StatusCode::OK, content, &[(CONTENT_TYPE, mime(&path))]),
            Err(_) => text(StatusCode::NOT_FOUND, "There is nothing here.", None),
        },
        Found::Folder => {
            let location = format!("{}/", path_of(path));
            let header = Some((LOCATION, location.as_str()));
            text(StatusCode::MOVED_PERMANENTLY, "This is a folder.", header)
        }
        Found::Nothing => text(StatusCode::NOT_FOUND, "There is nothing here.", None),
    }
}

fn text(status: StatusCode, body: &str, more: Option<(HeaderName, &str)>) -> Answer {
    let mut headers = vec![(CONTENT_TYPE, mime(Path::new("answer.txt")))];
    headers.extend(more);
    respond(status, format!("{body}\n").into_bytes(), &headers)
}

fn respond(status: StatusCode, body: Vec<u8>, headers: &[(HeaderName, &str)]) -> Answer {
    let mut response = Response::new(Full::new(Bytes::from(body)));
    *response.status_mut() = status;
    for (name, value) in headers.iter().chain(&[(CACHE_CONTROL, "no-cache")]) {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// The media type of a file, by its name.
fn mime(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("gif") => "image/gif",
        Some("ts" | "txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests;
