//! A static file server on 127.0.0.1, for `cargo xtask serve` and for tests.

use std::fs::{self, File};
use std::io;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use tiny_http::{Header, Method, Request, Response, StatusCode};

use crate::error::{Error, Result};

/// Enough that a slow reader of one file does not hold up a page's others.
const WORKERS: usize = 4;

/// A running server; dropping it stops it.
pub struct Server {
    http: Arc<tiny_http::Server>,
    port: u16,
    workers: Vec<JoinHandle<()>>,
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
        let cannot = |error: &dyn std::fmt::Display| {
            Error::new(format!("the file server could not be started: {error}"))
        };
        let port = listener.local_addr().map_err(|error| cannot(&error))?.port();
        let http =
            tiny_http::Server::from_listener(listener, None).map_err(|error| cannot(&error))?;
        let http = Arc::new(http);
        let mounts = Arc::new(Mounts::new(mounts));
        let workers = (0..WORKERS)
            .map(|_| {
                let (http, mounts) = (Arc::clone(&http), Arc::clone(&mounts));
                thread::spawn(move || {
                    while let Ok(request) = http.recv() {
                        // A browser that hangs up in the midst is no matter.
                        let _ = answer(request, &mounts);
                    }
                })
            })
            .collect();
        Ok(Self { http, port, workers })
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
    pub fn wait(mut self) {
        for worker in self.workers.drain(..) {
            // A worker ends only by a panic; the others serve on.
            let _ = worker.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        for _ in &self.workers {
            self.http.unblock();
        }
        for worker in self.workers.drain(..) {
            let _ = worker.join();
        }
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

fn answer(request: Request, mounts: &Mounts) -> io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(text(
            405,
            "Only GET and HEAD are answered here.",
            &[("Allow", "GET, HEAD")],
        ));
    }
    match mounts.find(request.url()) {
        Found::File(path) => match File::open(&path) {
            Ok(file) => {
                let mut response = Response::from_file(file)
                    // Without it long files go out in chunks, without their length.
                    .with_chunked_threshold(usize::MAX);
                for header in
                    headers(&[("Content-Type", mime(&path)), ("Cache-Control", "no-cache")])
                {
                    response.add_header(header);
                }
                request.respond(response)
            }
            Err(_) => request.respond(text(404, "There is nothing here.", &[])),
        },
        Found::Folder => {
            let location = format!("{}/", path_of(request.url()));
            request.respond(text(301, "This is a folder.", &[("Location", &location)]))
        }
        Found::Nothing => request.respond(text(404, "There is nothing here.", &[])),
    }
}

fn text(status: u16, body: &str, more: &[(&str, &str)]) -> Response<io::Cursor<Vec<u8>>> {
    let mut response =
        Response::from_string(format!("{body}\n")).with_status_code(StatusCode(status));
    for header in headers(more).chain(headers(&[("Cache-Control", "no-cache")])) {
        response.add_header(header);
    }
    response
}

fn headers(pairs: &[(&str, &str)]) -> impl Iterator<Item = Header> {
    pairs.iter().filter_map(|(name, value)| Header::from_bytes(*name, *value).ok())
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
