//! A server that answers for some of its files as servers do when something has gone wrong.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::{HeaderValue, Response, StatusCode, Uri};

use crate::files::folder;
use crate::injection::Injection;
use crate::server::Server;
use crate::session::dist;

/// What comes instead of a file.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    /// This status, with a page that says so.
    Status(u16),
    /// The site's own page, as of a server that shows it at every address.
    Page,
    /// The file as this type.
    Type(&'static str),
    /// The first half of the file.
    Half,
    /// Something that breaks off on the way.
    Broken,
    /// The file, when it is released.
    Held,
    /// Another file, which a browser may keep.
    Kept(PathBuf),
    /// Another file.
    File(PathBuf),
}

/// What is answered, by address; everything else is as usual.
type Answers = Arc<Mutex<HashMap<String, Answer>>>;

/// The server. The page is at `/`, and the fixtures are in `/fixtures/`.
pub(crate) struct OddServer {
    server: Server,
    answers: Answers,
    /// What it writes into documents, as the tests' usual server does.
    pub(crate) injection: Injection,
}

impl OddServer {
    pub(crate) fn start() -> Self {
        let answers = Answers::default();
        let asked = answers.clone();
        let site = Router::new().fallback(move |uri: Uri| respond(asked.clone(), uri));
        let injection = Injection::default();
        // Documents of a site are as usual; what comes in place of a file is as it is.
        let site = injection.clone().into_site(site);
        Self { server: Server::serve(site).unwrap(), answers, injection }
    }

    pub(crate) fn url(&self) -> String {
        self.server.url()
    }

    /// From now on a file of the package is answered so, and the others as usual.
    pub(crate) fn answer(&self, file: &str, answer: Answer) {
        self.release();
        self.and(file, answer);
    }

    /// And this one so.
    pub(crate) fn and(&self, file: &str, answer: Answer) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.insert(format!("/downhill/{file}"), answer);
    }

    /// From now on everything is as usual, also what is held back.
    pub(crate) fn release(&self) {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

async fn respond(answers: Answers, uri: Uri) -> Response<Body> {
    let path = uri.path().to_owned();
    let look = || answers.lock().unwrap_or_else(PoisonError::into_inner).get(&path).cloned();
    let mut answer = look();
    while matches!(answer, Some(Answer::Held)) {
        tokio::time::sleep(Duration::from_millis(5)).await;
        answer = look();
    }
    let file = match path.strip_prefix("/fixtures/") {
        Some(name) => folder("e2e/fixtures").join(name),
        None if path == "/" => dist().join("index.html"),
        None => dist().join(&path[1..]),
    };
    let usual = type_of(&path);
    match answer {
        Some(Answer::Status(status)) => {
            let status = StatusCode::from_u16(status).unwrap();
            with(b"<!doctype html>no".to_vec(), "text/html", status)
        }
        Some(Answer::Page) => read(&dist().join("index.html"), "text/html"),
        Some(Answer::Type(other)) => read(&file, other),
        Some(Answer::Half) => {
            let mut bytes = std::fs::read(&file).unwrap();
            bytes.truncate(bytes.len() / 2);
            with(bytes, usual, StatusCode::OK)
        }
        Some(Answer::Broken) => {
            // What begins as gzip, and is none.
            let begun = [&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3], &[0xff; 64][..]].concat();
            let mut response = with(begun, usual, StatusCode::OK);
            response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            response
        }
        Some(Answer::Kept(other)) => {
            let mut response = read(&other, usual);
            let long = HeaderValue::from_static("max-age=3600");
            response.headers_mut().insert(CACHE_CONTROL, long);
            response
        }
        Some(Answer::File(other)) => read(&other, usual),
        Some(Answer::Held) | None => read(&file, usual),
    }
}

fn read(file: &std::path::Path, kind: &'static str) -> Response<Body> {
    match std::fs::read(file) {
        Ok(bytes) => with(bytes, kind, StatusCode::OK),
        Err(_) => with(Vec::new(), "text/html", StatusCode::NOT_FOUND),
    }
}

fn with(bytes: Vec<u8>, kind: &'static str, status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// The type of a file, by the end of its name.
fn type_of(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        _ => "text/html",
    }
}
