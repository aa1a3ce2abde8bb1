//! The page, built through Trunk.

use std::env;

use crate::error::Result;
use crate::process;
use crate::project::Project;
use crate::toolchain::{Need, Toolchain};
use crate::tools::Tool;

/// Builds the page into dist/. Trunk's `pre_build` hook makes the package folder on
/// the way, so that a plain `trunk build` does the same.
pub fn build(project: &Project) -> Result<()> {
    let toolchain = Toolchain::find(&[Need::Wasm])?;
    let trunk = Tool::Trunk.get(project, &toolchain)?;
    // The hook would get these too, but what it says comes in the midst of Trunk's.
    Tool::WasmBindgen.get(project, &toolchain)?;
    Tool::WasmOpt.get(project, &toolchain)?;

    println!("Building the page (cold about a minute, then seconds)");
    let mut command = toolchain.wasm_command(&trunk.to_string_lossy());
    // Offline: Trunk downloads no tools of its own.
    command.args(["build", "--release", "--offline"]).current_dir(&project.root);
    if env::var_os("NO_COLOR").is_some() {
        // Trunk takes no other value, though the convention allows any.
        command.env("NO_COLOR", "true");
    }
    process::run(&mut command)?;
    println!("The page is in {}", project.dist().display());
    Ok(())
}
