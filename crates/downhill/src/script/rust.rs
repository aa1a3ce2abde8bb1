//! A run as a program in Rust.

use super::{escaped, heading};
use crate::RunConfig;

const REST: &str = "    ])?;
    let (labels, steps) = (config.labels(), config.steps);
    let mut runner = OptimizerRunner::new(config);
    runner.step(steps)?;
    for (racer, label) in labels.iter().enumerate() {
        println!(\"{label}\");
        let iterates = runner.trajectory(racer)?.chunks_exact(2);
        for (step, (iterate, f)) in iterates.zip(runner.losses(racer)?).enumerate() {
            println!(\"{step} {} {} {f}\", iterate[0], iterate[1]);
        }
    }
    Ok(())
}
";

/// The program.
pub(super) fn script(config: &RunConfig) -> String {
    let mut program = heading(config, "//");
    program.push_str("// In Cargo.toml: [dependencies] downhill = \"");
    program.push_str(env!("CARGO_PKG_VERSION"));
    program.push_str(
        "\"\nuse downhill::{InputError, OptimizerRunner, RunConfig};\n\n\
         fn main() -> Result<(), InputError> {\n    \
         let config = RunConfig::from_fields(&[\n",
    );
    for (name, text) in config.to_fields() {
        match name {
            // Of the picture alone.
            "view" | "levels" => {}
            "racers" => {
                let racers: Vec<String> = racers(&text).into_iter().map(literal).collect();
                // A line each; the blanks after a backslash are no part of the text.
                let racers = racers.join(",\\\n             ");
                program.push_str(&format!(
                    "        (\n            \"{name}\",\n            \"{racers}\",\n        ),\n"
                ));
            }
            _ => program.push_str(&format!("        (\"{name}\", \"{}\"),\n", literal(&text))),
        }
    }
    program.push_str(REST);
    program
}

/// The racers of their list: commas in parentheses part settings.
fn racers(list: &str) -> Vec<&str> {
    let mut depth = 0_u32;
    list.split(|sign: char| {
        match sign {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        sign == ',' && depth == 0
    })
    .collect()
}

/// A text as it stands in a literal.
fn literal(text: &str) -> String {
    escaped(text, |code| format!("\\u{{{code:x}}}"))
}
