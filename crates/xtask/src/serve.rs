//! `cargo xtask serve`.

use crate::error::Result;
use crate::page;
use crate::project::Project;
use crate::server::{self, Server};

/// Builds the page and serves it until the process is ended.
pub fn run(project: &Project, port: u16) -> Result<()> {
    // Taken first: who waits for a build wants to know at once that the port is busy.
    let listener = server::listen(port)?;
    page::build(project)?;
    let server = Server::on(listener, &[("/", project.dist())])?;
    println!("\nDownhill runs at {}  (Ctrl-C ends it)", server.url());
    server.wait();
    Ok(())
}
