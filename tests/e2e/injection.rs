//! Scripts that run before all others of a document, in browsers whose drivers have no command for that:
//! the server writes them into the documents.

use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, IF_MODIFIED_SINCE};
use axum::middleware::{Next, from_fn};
use axum::response::Response;

/// The scripts of one test, in their order. A document has those that are there when it is asked for.
#[derive(Clone, Default)]
pub(crate) struct Injection {
    scripts: Arc<Mutex<Vec<String>>>,
}

impl Injection {
    /// One more script, for the documents from now on.
    pub(crate) fn add(&self, source: &str) {
        self.scripts.lock().unwrap_or_else(PoisonError::into_inner).push(source.to_owned());
    }

    /// The site with the scripts in each of its documents.
    pub(crate) fn into_site(self, site: Router) -> Router {
        site.layer(from_fn(move |request, next| {
            let injection = self.clone();
            async move { injection.answer(request, next).await }
        }))
    }

    async fn answer(&self, mut request: Request, next: Next) -> Response {
        let accepted = request.headers().get(ACCEPT).and_then(|value| value.to_str().ok());
        if accepted.is_some_and(|kinds| kinds.contains("text/html")) {
            // What the browser has kept of a document may have other scripts in it.
            request.headers_mut().remove(IF_MODIFIED_SINCE);
        }
        let response = next.run(request).await;
        let kind = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let is_document = kind.is_some_and(|kind| kind.starts_with("text/html"));
        if response.status() != StatusCode::OK || !is_document {
            return response;
        }
        let (mut parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
        parts.headers.remove(CONTENT_LENGTH);
        let html = self.inject(&String::from_utf8_lossy(&bytes));
        Response::from_parts(parts, Body::from(html))
    }

    /// The document with the scripts at the beginning of its head, where no policy of its own is in
    /// force yet. They leave no element behind.
    fn inject(&self, html: &str) -> String {
        let scripts = self.scripts.lock().unwrap_or_else(PoisonError::into_inner);
        let elements: String = scripts
            .iter()
            .map(|source| format!("<script>{source}\n;document.currentScript.remove();</script>"))
            .collect();
        let after = |mark: &str| Some(html.find(mark)? + mark.len());
        let at = after("<head>").or_else(|| after("<!doctype html>")).unwrap_or_default();
        let (before, rest) = html.split_at(at);
        [before, &elements, rest].concat()
    }
}
