//! A server of a site's own that is started for a test, such as a framework's.

use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long such a server may take to listen.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running server, which is ended with its test.
pub(crate) struct Served {
    process: Child,
    /// Its address, with a slash at the end.
    pub(crate) origin: String,
}

impl Served {
    /// Starts a server, whose last argument is the port, and waits until it listens there.
    pub(crate) fn start(mut command: Command) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        command.arg(port.to_string()).stdin(Stdio::null());
        let process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let mut served = Self { process, origin: format!("http://127.0.0.1:{port}/") };
        let begun = Instant::now();
        while !is_listened_at(port) {
            let has_ended = !matches!(served.process.try_wait(), Ok(None));
            assert!(!has_ended, "{command:?} has ended");
            assert!(begun.elapsed() < PATIENCE, "{command:?} does not listen");
            thread::sleep(Duration::from_millis(20));
        }
        served
    }
}

/// Whether somebody listens there. Where nobody does, a system can connect a socket with itself.
fn is_listened_at(port: u16) -> bool {
    let stream = TcpStream::connect(("127.0.0.1", port));
    stream.is_ok_and(|stream| stream.local_addr().ok() != stream.peer_addr().ok())
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
