//! A run as a program with PyTorch.

use downhill_math::{
    Clipping, Formula, Optimizer, Schedule, Setting, Training, format_number, parse_number,
};

use super::expression::Graph;
use super::python::{Module, Writer};
use super::{heading, noise, python_string};
use crate::code;
use crate::{RacerConfig, RunConfig};

/// The rules and schedules that torch does not have.
const DAMPED_MOMENTUM: &str = include_str!("torch/damped_momentum.py");
const UNCORRECTED_ADAM: &str = include_str!("torch/uncorrected_adam.py");
const LION: &str = include_str!("torch/lion.py");
const RATE_SCHEDULE: &str = include_str!("torch/rate_schedule.py");

/// By what a racer's steps are taken.
struct Call {
    /// The class of its optimizer.
    class: &'static str,
    /// The class spelled out, if torch has none.
    own: Option<&'static str>,
    /// The settings in which it is not torch's default.
    settings: String,
}

/// The program.
pub(super) fn script(config: &RunConfig) -> String {
    let racers: Vec<Training> = config.racers.iter().map(RacerConfig::training).collect();
    let calls: Vec<Call> = racers.iter().map(|racer| call(&racer.optimizer)).collect();
    let has = |what: fn(&Training) -> bool| racers.iter().any(what);
    let has_schedule = has(|racer| racer.schedule != Schedule::Constant);
    let has_noise = config.noise.sigma > 0.0;
    let has_own_rates = has(|racer| !is_torchs(&racer.schedule));
    let mut program = heading(config, "#");
    if has_noise || has_own_rates {
        program.push_str("import math\n\n");
    }
    program.push_str("import torch\n");
    if has_schedule {
        program.push_str("from torch.optim import lr_scheduler\n");
    }
    program.push_str("\ntorch.set_default_dtype(torch.float64)\n\n\n");
    program.push_str(&objective(config));
    if has_noise {
        program.push_str(&noise::python(&config.noise));
        program.push_str("\n\n");
    }
    for own in [DAMPED_MOMENTUM, UNCORRECTED_ADAM, LION] {
        if calls.iter().any(|call| call.own == Some(own)) {
            program.push_str(own);
            program.push_str("\n\n");
        }
    }
    if has_own_rates {
        program.push_str(RATE_SCHEDULE);
        program.push_str("\n\n");
    }
    for (index, racer) in racers.iter().enumerate() {
        if !is_torchs(&racer.schedule) {
            let name = format!("def rate_{}(", index + 1);
            let rate = code::rate_in_python(racer).replace("np.", "math.");
            program.push_str(&rate.replacen("def rate(", &name, 1));
        }
    }
    program.push_str(&run(config, &racers));
    program.push_str("races = [\n");
    for (index, ((racer, call), label)) in
        racers.iter().zip(&calls).zip(config.labels()).enumerate()
    {
        let mut arguments = vec![call.class.to_owned(), call.settings.clone()];
        arguments.extend(schedule(racer, index + 1));
        let Clipping { norm, value } = racer.clipping;
        arguments.extend(norm.map(|norm| format!("clip_norm={}", format_number(norm))));
        arguments.extend(value.map(|value| format!("clip_value={}", format_number(value))));
        if has_noise && !config.noise.shared {
            arguments.push(format!("racer={index}"));
        }
        program.push_str(&entry(&python_string(&label), &arguments));
    }
    program.push_str("]\nfor name, path in races:\n    print(name)\n    ");
    program.push_str("for step, p in enumerate(path):\n        ");
    program.push_str("print(step, *p.tolist(), f(*p).item())\n");
    program
}

/// An entry of the list of races: in one line, or with a line for each argument.
fn entry(label: &str, arguments: &[String]) -> String {
    let line = format!("    ({label}, run({})),\n", arguments.join(", "));
    if line.chars().count() <= 89 {
        return line;
    }
    let mut lines = format!("    (\n        {label},\n        run(\n");
    for argument in arguments {
        lines.push_str(&format!("            {argument},\n"));
    }
    lines.push_str("        ),\n    ),\n");
    lines
}

/// The function f, with what it calls.
fn objective(config: &RunConfig) -> String {
    let Ok(formula) = Formula::parse(config.objective.formula()) else { return String::new() };
    let (graph, value) = Graph::of(&formula);
    let writer = Writer::new(&graph, Module::Torch, &[value], false);
    let mut code = String::new();
    if writer.calls_cbrt() {
        code.push_str("def cbrt(u):\n    return torch.sign(u) * torch.abs(u) ** (1 / 3)\n\n\n");
    }
    code.push_str("def f(x, y):\n");
    let mut lines = writer.assignments();
    if writer.is_followed(value) {
        lines.extend(writer.lines("return ", value));
    } else {
        lines.extend(writer.lines("value = ", value));
        lines.push("return value + 0 * x  # So that there is a gradient.".to_owned());
    }
    for line in lines {
        code.push_str(&format!("    {line}\n"));
    }
    code + "\n\n"
}

/// The training loop, with what the racers need of it.
fn run(config: &RunConfig, racers: &[Training]) -> String {
    let has = |what: fn(&Training) -> bool| racers.iter().any(what);
    let has_schedule = has(|racer| racer.schedule != Schedule::Constant);
    let clips_norm = has(|racer| racer.clipping.norm.is_some());
    let clips_value = has(|racer| racer.clipping.value.is_some());
    let has_noise = config.noise.sigma > 0.0;
    let has_own_noise = has_noise && !config.noise.shared;
    let mut parameters = String::from("optimizer_class");
    for (is_needed, parameter) in [
        (has_schedule, "schedule=None"),
        (clips_norm, "clip_norm=None"),
        (clips_value, "clip_value=None"),
        (has_own_noise, "racer=0"),
    ] {
        if is_needed {
            parameters = format!("{parameters}, {parameter}");
        }
    }
    let [x, y] = config.start.map(code::literal);
    let mut code = format!(
        "def run({parameters}, **settings):\n    \
         \"\"\"The iterates of an optimizer, the start first.\"\"\"\n    \
         p = torch.tensor([{x}, {y}], requires_grad=True)\n    \
         optimizer = optimizer_class([p], **settings)\n"
    );
    if has_schedule {
        code.push_str("    scheduler = schedule(optimizer) if schedule else None\n");
    }
    code.push_str("    path = [p.detach().clone()]\n");
    let step = if has_noise { "step" } else { "_" };
    code.push_str(&format!("    for {step} in range({}):\n", code::whole(config.steps)));
    code.push_str("        optimizer.zero_grad()\n        f(*p).backward()\n");
    if has_noise {
        let arguments = if has_own_noise { "step, racer" } else { "step" };
        code.push_str(&format!("        p.grad += torch.tensor(noise({arguments}))\n"));
    }
    for (is_needed, name, function) in [
        (clips_norm, "clip_norm", "clip_grad_norm_"),
        (clips_value, "clip_value", "clip_grad_value_"),
    ] {
        if is_needed {
            code.push_str(&format!(
                "        if {name} is not None:\n            torch.nn.utils.{function}(p, {name})\n"
            ));
        }
    }
    code.push_str("        optimizer.step()\n");
    let outlasts = |racer: &Training| matches!(racer.schedule, Schedule::OneCycle { total_steps, .. } if total_steps < config.steps);
    if racers.iter().any(outlasts) {
        code.push_str(&format!(
            "        # OneCycleLR has no rate after its last step: that one stays.\n        \
             last_step = getattr(scheduler, \"total_steps\", {}) - 1\n        \
             if scheduler and scheduler.last_epoch < last_step:\n            scheduler.step()\n",
            code::whole(config.steps)
        ));
    } else if has_schedule {
        code.push_str("        if scheduler:\n            scheduler.step()\n");
    }
    code + "        path.append(p.detach().clone())\n    return path\n\n\n"
}

/// How a rule is made.
fn call(optimizer: &Optimizer) -> Call {
    let (class, own) = match optimizer {
        Optimizer::Momentum(rule)
            if rule.damp_first_step && rule.momentum != 0.0 && rule.dampening != 0.0 =>
        {
            ("DampedMomentum", Some(DAMPED_MOMENTUM))
        }
        Optimizer::Adam(rule) if !rule.bias_correction => {
            ("UncorrectedAdam", Some(UNCORRECTED_ADAM))
        }
        Optimizer::Lion(_) => ("Lion", Some(LION)),
        optimizer => (optimizer.kind().about().torch, None),
    };
    let mut settings = Vec::new();
    let (mut given, mut usual) = (*optimizer, optimizer.kind().with_defaults());
    let mut place = 0;
    while let (Some((parameter, value)), Some((_, default))) =
        (given.setting(place), usual.setting(place))
    {
        place += 1;
        // They choose the class.
        if matches!(parameter.name, "dampFirstStep" | "biasCorrection") {
            continue;
        }
        let is_usual = match (&value, parameter.about.torch.and_then(parse_number)) {
            // What is spelled out has no default that differs from ours, and not every torch has this
            // default for the rate.
            _ if parameter.name == "lr" => false,
            (Setting::Number(number), Some(torchs)) if own.is_none() => **number == torchs,
            (Setting::Number(_), Some(_)) => false,
            _ => value == default,
        };
        if !is_usual {
            let value = code::value_in_python(&value);
            settings.push(format!("{}={value}", code::snake_case(parameter.name)));
        }
    }
    Call { class, own, settings: settings.join(", ") }
}

/// Whether torch's scheduler takes these settings.
fn is_torchs(schedule: &Schedule) -> bool {
    match *schedule {
        // LinearLR cannot start at 0.
        Schedule::WarmupCosine { start_factor, .. } => start_factor > 0.0,
        // OneCycleLR divides by 0 if the rate is highest at the first step.
        Schedule::OneCycle { total_steps, pct_start, .. } => {
            pct_start * f64::from(total_steps) != 1.0
        }
        _ => true,
    }
}

/// The argument that makes a racer's scheduler.
fn schedule(racer: &Training, number: usize) -> Option<String> {
    let literal = code::literal;
    let whole = code::whole;
    let call = match racer.schedule {
        Schedule::Constant => return None,
        _ if !is_torchs(&racer.schedule) => format!("RateSchedule(optimizer, rate_{number})"),
        Schedule::Step { step_size, gamma } => format!(
            "lr_scheduler.StepLR(optimizer, step_size={}, gamma={})",
            whole(step_size),
            literal(gamma)
        ),
        Schedule::Exponential { gamma } => {
            format!("lr_scheduler.ExponentialLR(optimizer, gamma={})", literal(gamma))
        }
        Schedule::Cosine { t_max, eta_min } => cosine(t_max, eta_min),
        Schedule::WarmupCosine { total_iters, start_factor, t_max, eta_min } => {
            let iters = whole(total_iters);
            let warmup = format!(
                "lr_scheduler.LinearLR(optimizer, start_factor={}, total_iters={iters})",
                literal(start_factor)
            );
            format!(
                "lr_scheduler.SequentialLR(\n                optimizer,\n                [\n                    \
                 {warmup},\n                    {},\n                ],\n                \
                 milestones=[{iters}],\n            )",
                cosine(t_max, eta_min)
            )
        }
        Schedule::OneCycle { total_steps, pct_start, div_factor, final_div_factor } => {
            let mut optimizer = racer.optimizer;
            format!(
                "lr_scheduler.OneCycleLR(\n                optimizer,\n                max_lr={},\n                \
                 total_steps={},\n                pct_start={},\n                div_factor={},\n                \
                 final_div_factor={},\n                cycle_momentum=False,\n            )",
                literal(*optimizer.learning_rate_mut()),
                whole(total_steps),
                literal(pct_start),
                literal(div_factor),
                literal(final_div_factor)
            )
        }
    };
    Some(format!("schedule=lambda optimizer: {call}"))
}

fn cosine(t_max: u32, eta_min: f64) -> String {
    let rest = if eta_min == 0.0 {
        String::new()
    } else {
        format!(", eta_min={}", code::literal(eta_min))
    };
    format!("lr_scheduler.CosineAnnealingLR(optimizer, T_max={}{rest})", code::whole(t_max))
}
