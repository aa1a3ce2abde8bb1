use super::*;

use std::io::{Read, Write};
use std::net::TcpStream;

/// A folder `page` and a folder `fixtures` beside a file that must not be served.
struct Site(PathBuf);

impl Site {
    fn new(test: &str) -> Self {
        let root = std::env::temp_dir().join(format!("xtask-server-{test}-{}", std::process::id()));
        for (name, content) in [
            ("secret.txt", "secret"),
            ("page/index.html", "<p>page"),
            ("page/downhill/downhill.js", "export {};"),
            ("page/downhill/downhill_bg.wasm", "\0asm"),
            ("page/downhill/index.html", "<p>inner"),
            ("page/with space.css", "p {}"),
            ("fixtures/a.json", "{}"),
        ] {
            let file = root.join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, content).unwrap();
        }
        fs::write(root.join("page/long.svg"), "x".repeat(100_000)).unwrap();
        Self(root)
    }

    fn serve(&self) -> Server {
        let mounts = [("/", self.0.join("page")), ("/fixtures/", self.0.join("fixtures"))];
        Server::start(&mounts, 0).unwrap()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The head and the body of the answer to one request, sent as it stands.
fn ask(server: &Server, method: &str, path: &str) -> (String, String) {
    let mut stream = TcpStream::connect(("127.0.0.1", server.port())).unwrap();
    write!(stream, "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let answer = String::from_utf8(answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.to_owned(), body.to_owned())
}

#[test]
fn files_come_with_their_types() {
    let site = Site::new("types");
    let server = site.serve();
    for (path, mime, content) in [
        ("/", "text/html", "<p>page"),
        ("/index.html?x=1#y", "text/html", "<p>page"),
        ("/downhill/", "text/html", "<p>inner"),
        ("/downhill/downhill.js", "text/javascript", "export {};"),
        ("/downhill/downhill_bg.wasm", "application/wasm", "\0asm"),
        ("/with%20space.css", "text/css", "p {}"),
        ("/fixtures/a.json", "application/json", "{}"),
    ] {
        let (head, body) = ask(&server, "GET", path);
        assert!(head.starts_with("HTTP/1.1 200"), "{path}: {head}");
        assert!(head.contains(&format!("Content-Type: {mime}")), "{path}: {head}");
        assert!(head.contains("Cache-Control: no-cache"), "{path}: {head}");
        assert_eq!(body, content, "{path}");
    }
}

#[test]
fn a_head_request_gets_the_length_without_the_body() {
    let site = Site::new("head");
    let server = site.serve();
    let (head, body) = ask(&server, "HEAD", "/long.svg");
    assert!(head.contains("Content-Length: 100000"), "{head}");
    assert!(head.contains("image/svg+xml"), "{head}");
    assert_eq!(body, "");
    assert_eq!(ask(&server, "GET", "/long.svg").1.len(), 100_000);
}

#[test]
fn nothing_outside_is_served() {
    let site = Site::new("outside");
    let server = site.serve();
    for path in [
        "/../secret.txt",
        "/downhill/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/fixtures/../../secret.txt",
        "/%00",
        "/%",
        "/%zz",
        "/missing.js",
        "/index.html/",
        "/fixtures/",
    ] {
        let (head, body) = ask(&server, "GET", path);
        assert!(head.starts_with("HTTP/1.1 404"), "{path}: {head}");
        assert!(!body.contains("secret"), "{path}");
    }
}

#[test]
fn a_folder_without_its_slash_is_redirected() {
    let site = Site::new("redirect");
    let (head, _) = ask(&site.serve(), "GET", "/downhill?x=1");
    assert!(head.starts_with("HTTP/1.1 301"), "{head}");
    assert!(head.contains("Location: /downhill/\r\n"), "{head}");
}

#[test]
fn other_methods_are_refused() {
    let site = Site::new("methods");
    let (head, _) = ask(&site.serve(), "POST", "/");
    assert!(head.starts_with("HTTP/1.1 405"), "{head}");
    assert!(head.contains("Allow: GET, HEAD"), "{head}");
}

#[test]
fn a_dropped_server_frees_its_port() {
    let site = Site::new("drop");
    let server = site.serve();
    let port = server.port();
    assert_eq!(server.url(), format!("http://127.0.0.1:{port}/"));
    ask(&server, "GET", "/");
    drop(server);
    // Its accepting thread closes the socket a moment later.
    let is_free = (0..100).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(20));
        listen(port).is_ok()
    });
    assert!(is_free);
}

#[test]
fn a_busy_port_is_an_error_with_a_remedy() {
    let taken = listen(0).unwrap();
    let port = taken.local_addr().unwrap().port();
    let error = listen(port).unwrap_err().to_string();
    assert!(error.contains(&format!("port {port} is in use")), "{error}");
    assert!(error.contains("`cargo xtask serve --port "), "{error}");
}

#[test]
fn connections_that_stay_open_hold_up_no_other() {
    let site = Site::new("burst");
    let server = site.serve();
    let streams: Vec<TcpStream> =
        (0..40).map(|_| TcpStream::connect(("127.0.0.1", server.port())).unwrap()).collect();
    for mut stream in &streams {
        stream.set_read_timeout(Some(std::time::Duration::from_secs(10))).unwrap();
        write!(stream, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        let mut beginning = [0; 12];
        stream.read_exact(&mut beginning).unwrap();
        assert_eq!(&beginning, b"HTTP/1.1 200");
    }
}
