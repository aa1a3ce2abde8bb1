//! What stands around a rule in a training loop, as code: how gradients are clipped, and the schedule of the
//! learning rate.

use downhill_math::{Clipping, Schedule, Training};

use super::{literal, whole};

/// The functions `clip` and `rate` in Python, as far as they are needed.
pub(super) fn python(training: &Training) -> String {
    let mut code = String::new();
    if training.clipping != Clipping::default() {
        code.push_str("def clip(dx):\n");
        if let Some(most) = training.clipping.norm.map(literal) {
            let share = ["min(1, ", &most, " / (np.linalg.norm(dx) + 1e-6))"].concat();
            code.push_str(&["    dx = dx * ", &share, "\n"].concat());
        }
        if let Some(most) = training.clipping.value.map(literal) {
            code.push_str(&["    dx = np.clip(dx, -", &most, ", ", &most, ")\n"].concat());
        }
        code.push_str("    return dx\n\n\n");
    }
    let lines = |lines: &[&[&str]]| {
        let lines = lines.iter().map(|line| ["    ", &line.concat(), "\n"].concat());
        ["def rate(lr, i):\n", &lines.collect::<String>(), "\n\n"].concat()
    };
    let rate = match training.schedule {
        Schedule::Constant => return code,
        Schedule::Step { step_size, gamma } => {
            lines(&[&["return lr * ", &literal(gamma), " ** (i // ", &whole(step_size), ")"]])
        }
        Schedule::Exponential { gamma } => lines(&[&["return lr * ", &literal(gamma), " ** i"]]),
        Schedule::Cosine { t_max, eta_min } => {
            let eta_min = literal(eta_min);
            let part = ["(1 + np.cos(np.pi * i / ", &whole(t_max), ")) / 2"].concat();
            lines(&[&["return ", &eta_min, " + (lr - ", &eta_min, ") * ", &part]])
        }
        Schedule::WarmupCosine { total_iters, start_factor, t_max, eta_min } => {
            let (rising, eta_min) = (whole(total_iters), literal(eta_min));
            let factor = literal(start_factor);
            let part = ["(1 + np.cos(np.pi * (i - ", &rising, ") / ", &whole(t_max), ")) / 2"];
            lines(&[
                &["if i < ", &rising, ":"],
                &["    return lr * (", &factor, " + (1 - ", &factor, ") * i / ", &rising, ")"],
                &["return ", &eta_min, " + (lr - ", &eta_min, ") * ", &part.concat()],
            ])
        }
        Schedule::OneCycle { total_steps, pct_start, div_factor, final_div_factor } => {
            let (total, first) = (whole(total_steps), literal(div_factor));
            lines(&[
                &[
                    "first, last = lr / ",
                    &first,
                    ", lr / ",
                    &first,
                    " / ",
                    &literal(final_div_factor),
                ],
                &["peak, end = ", &literal(pct_start), " * ", &total, " - 1, ", &total, " - 1"],
                &["if min(i, end) <= peak and peak > 0:"],
                &["    return lr + (first - lr) / 2 * (1 + np.cos(np.pi * min(i, end) / peak))"],
                &["part = (min(i, end) - peak) / (end - peak) if end > peak else 1"],
                &["return last + (lr - last) / 2 * (1 + np.cos(np.pi * part))"],
            ])
        }
    };
    code + &rate
}

/// A rule's body in Python with these functions called.
pub(super) fn python_body(training: &Training, body: &str) -> String {
    let code = clipped(training, body, "compute_gradient(x)");
    if training.schedule == Schedule::Constant { code } else { with_rate(&code) }
}

/// The same with the function `rate` called at each step.
pub(super) fn with_rate(code: &str) -> String {
    let head = "for i in range(num_steps):\n";
    let (before, inside) = code.split_once(head).unwrap_or((code, ""));
    let before = renamed(before, "rate(lr, 0)");
    let inside = renamed(inside, "lr_now");
    [&before, head, "        lr_now = rate(lr, i)\n", &inside].concat()
}

/// The functions `clip` and `rate` in Rust, as far as they are needed.
pub(super) fn rust(training: &Training) -> String {
    let mut code = String::new();
    if training.clipping != Clipping::default() {
        code.push_str("fn clip(dx: [f64; 2]) -> [f64; 2] {\n");
        if let Some(most) = training.clipping.norm.map(literal) {
            let share = [&most, "_f64 / ((dx[0] * dx[0] + dx[1] * dx[1]).sqrt() + 1e-6)"].concat();
            let share = ["    let share = (", &share, ").min(1.0);\n"].concat();
            code.push_str(&share);
            code.push_str("    let dx = dx.map(|part| part * share);\n");
        }
        if let Some(most) = training.clipping.value.map(literal) {
            let clamp = ["dx.map(|part| part.clamp(-", &most, ", ", &most, "))"].concat();
            code.push_str(&["    let dx = ", &clamp, ";\n"].concat());
        }
        code.push_str("    dx\n}\n\n");
    }
    let lines = |lines: &[&[&str]]| {
        let lines = lines.iter().map(|line| ["    ", &line.concat(), "\n"].concat());
        ["fn rate(lr: f64, step: i32) -> f64 {\n", &lines.collect::<String>(), "}\n\n"].concat()
    };
    const PI: &str = "std::f64::consts::PI";
    let rate = match training.schedule {
        Schedule::Constant => return code,
        Schedule::Step { step_size, gamma } => {
            let power = ["_f64.powi(step / ", &whole(step_size), ")"].concat();
            lines(&[&["lr * ", &literal(gamma), &power]])
        }
        Schedule::Exponential { gamma } => lines(&[&["lr * ", &literal(gamma), "_f64.powi(step)"]]),
        Schedule::Cosine { t_max, eta_min } => {
            let eta_min = literal(eta_min);
            lines(&[
                &["let part = f64::from(step) / ", &whole(t_max), ".0;"],
                &[&eta_min, " + (lr - ", &eta_min, ") * (1.0 + (", PI, " * part).cos()) / 2.0"],
            ])
        }
        Schedule::WarmupCosine { total_iters, start_factor, t_max, eta_min } => {
            let (rising, eta_min) = (whole(total_iters), literal(eta_min));
            let factor = literal(start_factor);
            lines(&[
                &["let t = f64::from(step);"],
                &["if step < ", &rising, " {"],
                &["    return lr * (", &factor, " + (1.0 - ", &factor, ") * t / ", &rising, ".0);"],
                &["}"],
                &["let part = (t - ", &rising, ".0) / ", &whole(t_max), ".0;"],
                &[&eta_min, " + (lr - ", &eta_min, ") * (1.0 + (", PI, " * part).cos()) / 2.0"],
            ])
        }
        Schedule::OneCycle { total_steps, pct_start, div_factor, final_div_factor } => {
            let total = whole(total_steps);
            lines(&[
                &["let first = lr / ", &literal(div_factor), ";"],
                &["let last = first / ", &literal(final_div_factor), ";"],
                &["let (end, pi) = (", &total, ".0 - 1.0, ", PI, ");"],
                &["let peak = ", &literal(pct_start), " * ", &total, ".0 - 1.0;"],
                &["let t = f64::from(step).min(end);"],
                &["if t <= peak && peak > 0.0 {"],
                &["    return lr + (first - lr) / 2.0 * (1.0 + (pi * t / peak).cos());"],
                &["}"],
                &["let part = if end > peak { (t - peak) / (end - peak) } else { 1.0 };"],
                &["last + (lr - last) / 2.0 * (1.0 + (pi * part).cos())"],
            ])
        }
    };
    code + &rate
}

/// A rule's function in Rust with these functions called.
pub(super) fn rust_body(training: &Training, function: &str) -> String {
    let mut code = clipped(training, function, "gradient(x)");
    if training.schedule != Schedule::Constant {
        let head = "for step in 0..steps {\n";
        code = code.replace("for _ in 0..steps {\n", head);
        if let Some((before, inside)) = code.split_once(head)
            && let Some((signature, before)) = before.split_once(") ->")
        {
            let before = renamed(before, "rate(lr, 0)");
            let now = "        let lr = rate(lr, step);\n";
            code = [signature, ") ->", &before, head, now, inside].concat();
        }
    }
    code
}

/// Code with its gradients clipped, if they are.
fn clipped(training: &Training, code: &str, gradient: &str) -> String {
    if training.clipping == Clipping::default() {
        return code.to_owned();
    }
    code.replace(gradient, &["clip(", gradient, ")"].concat())
}

/// Code with another expression in place of the name `lr`.
fn renamed(code: &str, by: &str) -> String {
    let is_in_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut text = String::with_capacity(code.len());
    let mut rest = code;
    while let Some((before, after)) = rest.split_once("lr") {
        text.push_str(before);
        let is_name = !text.ends_with(is_in_name) && !after.starts_with(is_in_name);
        text.push_str(if is_name { by } else { "lr" });
        rest = after;
    }
    text.push_str(rest);
    text
}
