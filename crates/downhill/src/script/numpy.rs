//! A run as a program with NumPy: the article's kind of code, every rule and the gradient spelled out.

use downhill_math::{Formula, OptimizerKind, Schedule, Training};

use super::expression::{Graph, Node};
use super::python::{Module, Writer};
use super::{heading, noise, python_string};
use crate::code;
use crate::{RacerConfig, RunConfig};

/// How wide a function's head is at most.
const LINE: usize = 88;

/// What a rule's function takes beside its settings.
#[derive(Clone, Copy)]
struct Needs {
    /// The function that gives the gradient, as there is noise or a gradient is clipped.
    gradient: bool,
    /// The function that gives the learning rate.
    rate: bool,
}

/// The program.
pub(super) fn script(config: &RunConfig) -> String {
    let racers: Vec<Training> = config.racers.iter().map(RacerConfig::training).collect();
    let has_noise = config.noise.sigma > 0.0;
    let clips = racers.iter().any(is_clipped);
    let mut program = heading(config, "#");
    if has_noise {
        program.push_str("import math\n\n");
    }
    program.push_str("import numpy as np\n\n\n");
    program.push_str(&objective(config));
    if has_noise {
        program.push_str(&noise::python(&config.noise));
        program.push_str("\n\n");
    }
    if clips {
        program.push_str(
            "def clip(dx, norm=np.inf, value=np.inf):\n    \
             dx = dx * min(1, norm / (np.linalg.norm(dx) + 1e-6))\n    \
             return np.clip(dx, -value, value)\n\n\n",
        );
    }
    let mut kinds: Vec<OptimizerKind> = Vec::new();
    for racer in &racers {
        let kind = racer.optimizer.kind();
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    for kind in kinds {
        let is_scheduled =
            |racer: &&Training| racer.optimizer.kind() == kind && !is_constant(racer);
        let needs =
            Needs { gradient: has_noise || clips, rate: racers.iter().any(|r| is_scheduled(&r)) };
        program.push_str(&rule(kind.about().python, needs));
        program.push_str("\n\n");
    }
    for (index, racer) in racers.iter().enumerate() {
        let name = format!("def rate_{}(", index + 1);
        program.push_str(&code::rate_in_python(racer).replacen("def rate(", &name, 1));
    }
    let [x, y] = config.start.map(code::literal);
    program.push_str(&format!("start = [{x}, {y}]\nraces = [\n"));
    for (index, (racer, label)) in racers.iter().zip(config.labels()).enumerate() {
        let mut arguments = vec!["np.array(start)".to_owned()];
        if has_noise || clips {
            arguments.push(gradient(config, racer, index));
        }
        arguments.extend(settings(racer));
        if !is_constant(racer) {
            arguments.push(format!("rate=rate_{}", index + 1));
        }
        arguments.push(format!("num_steps={}", code::whole(config.steps)));
        let name = code::name_in(racer.optimizer.kind().about().python, "def ");
        program.push_str(&entry(&python_string(&label), name, &arguments));
    }
    program.push_str("]\nfor name, path in races:\n    print(name)\n    ");
    program.push_str("for step, (x, y) in enumerate(path):\n        print(step, x, y, f(x, y))\n");
    program
}

fn is_constant(racer: &Training) -> bool {
    racer.schedule == Schedule::Constant
}

fn is_clipped(racer: &Training) -> bool {
    racer.clipping.norm.is_some() || racer.clipping.value.is_some()
}

/// An entry of the list of races.
fn entry(label: &str, function: &str, arguments: &[String]) -> String {
    let all = arguments.join(", ");
    let line = format!("    ({label}, {function}({all})),\n");
    if line.chars().count() <= LINE + 1 {
        return line;
    }
    let inner = format!("            {all},\n");
    let arguments = if inner.chars().count() <= LINE + 1 {
        inner
    } else {
        arguments.iter().map(|argument| format!("            {argument},\n")).collect()
    };
    format!("    (\n        {label},\n        {function}(\n{arguments}        ),\n    ),\n")
}

/// The functions f and `compute_gradient`.
fn objective(config: &RunConfig) -> String {
    let Ok(formula) = Formula::parse(config.objective.formula()) else { return String::new() };
    let (mut graph, value) = Graph::of(&formula);
    let mut code = String::from("def f(x, y):\n");
    let writer = Writer::new(&graph, Module::NumPy, &[value], false);
    for line in writer.assignments().into_iter().chain(writer.lines("return ", value)) {
        code.push_str(&format!("    {line}\n"));
    }
    let gradient = graph.gradient(value);
    if graph.nodes().iter().any(|node| matches!(node, Node::SlopeOfSinc(_))) {
        code.push_str(
            "\n\ndef slope_of_sinc(u):\n    \
             if abs(u) < 1e-3:\n        \
             return -(np.pi**2) * u / 3 * (1 - (np.pi * u) ** 2 / 10)\n    \
             return (np.cos(np.pi * u) - np.sinc(u)) / u\n",
        );
    }
    code.push_str("\n\ndef compute_gradient(p):\n    x, y = p\n");
    let writer = Writer::new(&graph, Module::NumPy, &gradient, true);
    let [by_x, by_y] = gradient.map(|slope| writer.lines("", slope));
    let mut lines = writer.assignments();
    match (by_x.as_slice(), by_y.as_slice()) {
        ([by_x], [by_y]) if by_x.len() + by_y.len() < LINE - 30 => {
            lines.push(format!("return np.array([{by_x}, {by_y}])"));
        }
        _ => {
            for (name, slope) in ["dx = ", "dy = "].into_iter().zip(gradient) {
                lines.extend(writer.lines(name, slope));
            }
            lines.push("return np.array([dx, dy])".to_owned());
        }
    }
    for line in lines {
        code.push_str(&format!("    {line}\n"));
    }
    code + "\n\n"
}

/// What gives a racer's gradient at a place and a step.
fn gradient(config: &RunConfig, racer: &Training, index: usize) -> String {
    let mut gradient = "compute_gradient(x)".to_owned();
    if config.noise.sigma > 0.0 {
        gradient.push_str(" + noise(i");
        if !config.noise.shared {
            gradient.push_str(&format!(", {index}"));
        }
        gradient.push(')');
    }
    if is_clipped(racer) {
        let limits = [("norm", racer.clipping.norm), ("value", racer.clipping.value)];
        for (name, limit) in limits {
            if let Some(limit) = limit {
                gradient.push_str(&format!(", {name}={}", code::literal(limit)));
            }
        }
        gradient = format!("clip({gradient})");
    }
    format!("lambda x, i: {gradient}")
}

/// A racer's settings, but those that are options and not used.
fn settings(racer: &Training) -> Vec<String> {
    let mut settings = Vec::new();
    let mut optimizer = racer.optimizer;
    let mut usual = optimizer.kind().with_defaults();
    let mut place = 0;
    while let (Some((parameter, value)), Some((_, default))) =
        (optimizer.setting(place), usual.setting(place))
    {
        place += 1;
        if !(parameter.is_left_out && value == default) {
            let value = code::value_in_python(&value);
            settings.push(format!("{}={value}", code::snake_case(parameter.name)));
        }
    }
    settings
}

/// A rule's function that returns its path.
fn rule(python: &str, needs: Needs) -> String {
    const LOOP: &str = "    for i in range(num_steps):\n";
    let Some((head, body)) = python.split_once("):\n") else { return String::new() };
    let Some((name, parameters)) = head.split_once('(') else { return String::new() };
    let mut parameters: Vec<String> = parameters_in(parameters);
    let mut body = body.to_owned();
    if needs.gradient {
        parameters.insert(1, "gradient".to_owned());
        body = body.replace("compute_gradient(x)", "gradient(x, i)");
    }
    if needs.rate {
        body = code::with_rate(&body);
        parameters.insert(parameters.len() - 1, "rate=lambda lr, i: lr".to_owned());
    }
    let body = body.replacen(LOOP, &["    path = [x.copy()]\n", LOOP].concat(), 1);
    let body =
        body.replacen("    return x\n", "        path.append(x.copy())\n    return path\n", 1);
    let head = format!("{name}({}):\n", parameters.join(", "));
    if head.chars().count() <= LINE + 1 {
        return head + &body;
    }
    // As many parameters in a line as it holds.
    let mut lines = vec![String::new()];
    for parameter in parameters {
        let is_full = lines.last().is_some_and(|line| line.len() + parameter.len() + 6 > LINE);
        if is_full {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(&format!("{}{parameter},", if line.is_empty() { "    " } else { " " }));
        }
    }
    format!("{name}(\n{}\n):\n{body}", lines.join("\n"))
}

/// The parameters of a function's head. A pair has a comma of its own.
fn parameters_in(head: &str) -> Vec<String> {
    let mut depth = 0_u32;
    let parts = head.split(|sign: char| {
        match sign {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        sign == ',' && depth == 0
    });
    parts.map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}
