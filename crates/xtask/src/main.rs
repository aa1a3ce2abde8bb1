//! `cargo xtask`: get the tools, build, serve, test and package Downhill.

use std::env;
use std::process::ExitCode;

use xtask::args::{self, Task};
use xtask::error::Result;
use xtask::project::Project;
use xtask::{bench, package, page, poster, serve, sizes, suite};

fn main() -> ExitCode {
    match args::parse(env::args().skip(1)).and_then(run) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<ExitCode> {
    if task == Task::Help {
        print!("{}", args::HELP);
        return Ok(ExitCode::SUCCESS);
    }
    if let Task::Poster(request) = &task {
        poster::run(request)?;
        return Ok(ExitCode::SUCCESS);
    }
    let project = Project::open()?;
    match task {
        Task::Help | Task::Poster(_) => {}
        Task::Serve { port } => serve::run(&project, port)?,
        Task::Test => return suite::run(&project),
        Task::Build => page::build(&project)?,
        Task::PackageFolder => package::make_folder(&project)?,
        Task::Package => package::pack(&project)?,
        Task::Bench { args } => bench::run(&project, &args)?,
        Task::Sizes => sizes::print(&project)?,
    }
    Ok(ExitCode::SUCCESS)
}
