//! Pages with `Cross-Origin-Embedder-Policy: require-corp`, which lets in only what says that it may be: what
//! `docs/embedding.md` says of them, for each way of embedding.

use axum::Router;
use axum::http::{HeaderName, HeaderValue};
use tower_http::set_header::SetResponseHeaderLayer;

use super::installed::installed;
use crate::files::{folder, write};
use crate::server::{Server, site};
use crate::session::{Session, Wishes, browse_with};

const POLICY: (&str, &str) = ("cross-origin-embedder-policy", "require-corp");
const RESOURCE: (&str, &str) = ("cross-origin-resource-policy", "cross-origin");

fn with_headers(site: Router, headers: &[(&'static str, &'static str)]) -> Router {
    headers.iter().fold(site, |site, (name, value)| {
        let value = HeaderValue::from_static(value);
        site.layer(SetResponseHeaderLayer::overriding(HeaderName::from_static(name), value))
    })
}

/// Opens a page with that policy, and that in its body. The package is at `/downhill`; at `/allowed` it has the
/// headers that the document names.
fn visit(body: &str, test: impl FnOnce(&Session)) {
    let made =
        installed().beside(&std::thread::current().name().unwrap_or_default().replace("::", "-"));
    let page = std::fs::read_to_string(folder("e2e/fixtures/isolated.html")).unwrap();
    write(&made.join("index.html"), page.replace("<!--body-->", body));
    let package = installed().package();
    let server = with_headers(site(&[("/page", made)]), &[POLICY])
        .merge(site(&[("/downhill", package.clone())]))
        .merge(with_headers(site(&[("/allowed", package)]), &[POLICY, RESOURCE]));
    let server = Server::serve(server).unwrap();
    browse_with(&Wishes { origin: Some(&server.url()), ..Wishes::default() }, |page| {
        page.goto("page/index.html");
        let isolated: bool = page.get("return document.readyState && origin !== 'null'");
        assert!(isolated);
        test(page);
    });
}

const RUNS: &str = "ready() && document.querySelector('downhill-race').config.objective === 'bowl'";

#[test]
fn an_isolated_page_runs_an_element() {
    let element = "<script type=\"module\" src=\"/downhill/define.js\"></script>
        <downhill-race objective=\"bowl\"></downhill-race>";
    visit(element, |page| page.until(RUNS));
}

fn frame(folder: &str, attributes: &str) -> String {
    format!(
        "<iframe src=\"/{folder}/embed.html?objective=bowl\" sandbox=\"allow-scripts\" {attributes}></iframe>"
    )
}

#[test]
fn an_isolated_page_refuses_a_frame_that_does_not_say_that_it_may_be_there() {
    visit(&frame("downhill", ""), |page| {
        // Each browser says it in its own words.
        for words in ["ERR_BLOCKED_BY_RESPONSE", "Cross-Origin-Embedder-Policy"] {
            page.expect_in_console(words);
        }
        page.in_frame(0, || {
            let is_there: bool =
                page.get("return Boolean(document.querySelector('#late, downhill-race'))");
            assert!(!is_there, "the frame's document");
        });
    });
}

#[test]
fn an_isolated_page_runs_a_frame_that_says_so() {
    visit(&frame("allowed", ""), |page| page.in_frame(0, || page.until(RUNS)));
}

#[test]
fn an_isolated_page_runs_a_frame_without_credentials() {
    visit(&frame("downhill", "credentialless"), |page| page.in_frame(0, || page.until(RUNS)));
}

#[test]
fn an_isolated_page_runs_a_race_in_one_file() {
    visit("", |page| {
        page.run(
            "const whole = await (await fetch('/downhill/race.html')).text();
             const frame = document.createElement('iframe');
             frame.srcdoc = whole.replace('data-race=\"\"', 'data-race=\"objective=bowl\"');
             document.body.append(frame);
             await new Promise((done) => (frame.onload = done));",
        );
        page.in_frame(0, || page.until(RUNS));
    });
}
