//! The documents and types about the rules are what the rules say of themselves. If not,
//! `UPDATE=1 cargo test -p downhill --test generated` writes them.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use downhill::{HyperParameter, OptimizerKind, Schedule, Setting, Value};

fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// Compares a file with its expected text, or writes it.
fn check(path: &str, expected: &str) {
    if env::var_os("UPDATE").is_some() {
        fs::write(file(path), expected).unwrap();
    }
    let stored = fs::read_to_string(file(path)).unwrap();
    assert!(stored == expected, "{path} should be:\n{expected}");
}

/// Every hyper-parameter but the learning rate, with its default.
fn parameters(kind: OptimizerKind) -> Vec<(&'static HyperParameter, Value)> {
    let mut defaults = kind.with_defaults();
    let mut parameters = Vec::new();
    while let Some((parameter, default)) = defaults.setting(parameters.len()) {
        parameters.push((parameter, Value::from(&default)));
    }
    assert_eq!(parameters.remove(0).0.name, "lr");
    parameters
}

/// torch's learning rate for an optimizer.
fn torchs_rate(kind: OptimizerKind) -> &'static str {
    kind.with_defaults().setting(0).unwrap().0.about.torch.unwrap()
}

/// `SGD, SGD+Momentum and Adam`
fn listed(names: &[&str]) -> String {
    match names {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => names.concat(),
    }
}

/// The default learning rate, in words.
fn rates() -> String {
    let mut rates: Vec<&str> = OptimizerKind::ALL.map(torchs_rate).into();
    rates.sort_by(|one, other| number_in(one).total_cmp(&number_in(other)));
    rates.dedup();
    let torchs: Vec<String> = rates
        .into_iter()
        .map(|rate| {
            let kinds = OptimizerKind::ALL.into_iter().filter(|kind| torchs_rate(*kind) == rate);
            let labels: Vec<&str> = kinds.map(OptimizerKind::label).collect();
            format!("{rate} for {}", listed(&labels))
        })
        .collect();
    let mut text = format!(
        "the objective's own for the optimizer, 0.02 on the article's and on formulas (torch: {})",
        torchs.join(", ")
    );
    let mut told = Vec::new();
    for rate_of in OptimizerKind::ALL.into_iter().filter_map(|kind| kind.info().rate_of) {
        if told.contains(&rate_of) {
            continue;
        }
        told.push(rate_of);
        let kinds = OptimizerKind::ALL.into_iter();
        let takers: Vec<&str> = kinds
            .filter(|kind| kind.info().rate_of == Some(rate_of))
            .map(OptimizerKind::label)
            .collect();
        let (other, times) = rate_of;
        let share = if times == 1.0 { String::new() } else { format!("{times} times ") };
        let take = if takers.len() == 1 { "takes" } else { "take" };
        write!(text, "; {} {take} {share}{}'s", listed(&takers), other.label()).unwrap();
    }
    text.push_str(" where an objective names none");
    text
}

fn number_in(text: &str) -> f64 {
    text.parse().unwrap()
}

fn number(value: f64) -> String {
    if value != 0.0 && value.abs() < 1e-4 { format!("{value:e}") } else { value.to_string() }
}

/// A default as documents have it.
fn shown(default: &Value) -> String {
    match default {
        Value::Number(value) => number(*value),
        Value::Bool(given) => given.to_string(),
        Value::List(items) => items.iter().map(shown).collect::<Vec<_>>().join(" and "),
        other => unreachable!("{other:?}"),
    }
}

/// The table of the documents.
fn table() -> String {
    let mut table = String::from(
        "| racer | what it is | defaults; in parentheses torch's, where they differ |\n\
         | --- | --- | --- |\n",
    );
    writeln!(table, "| all | | `lr`: {} |", rates()).unwrap();
    for kind in OptimizerKind::ALL {
        let about = kind.about();
        let defaults: Vec<String> = parameters(kind)
            .iter()
            .map(|(parameter, default)| {
                let torch =
                    parameter.about.torch.map_or_else(String::new, |torch| format!(" ({torch})"));
                format!("`{}` {}{torch}", parameter.name, shown(default))
            })
            .collect();
        writeln!(
            table,
            "| `{}` | {} {} (`{}`). | {} |",
            kind.name(),
            about.what,
            about.source,
            about.torch,
            defaults.join(", ")
        )
        .unwrap();
    }
    table
}

#[test]
fn the_documents_have_the_table_of_the_rules() {
    for path in ["docs/api.md", "www/README.md"] {
        let text = fs::read_to_string(file(path)).unwrap();
        let begin = text.find("| racer | ").unwrap();
        let length = text[begin..].find("\n\n").unwrap() + 1;
        check(path, &[&text[..begin], &table(), &text[begin + length..]].concat());
    }
    // The element's attribute names every optimizer.
    let (begin, end) = ("| `racers` | ", ", with settings");
    let text = fs::read_to_string(file("www/README.md")).unwrap();
    let (before, rest) = text.split_once(begin).unwrap();
    let (_, after) = rest.split_once(end).unwrap();
    let names = OptimizerKind::ALL.map(|kind| format!("`{}`", kind.name())).join(", ");
    check("www/README.md", &[before, begin, &names, end, after].concat());
}

/// A comment that explains a field.
fn comment(indent: &str, text: &str) -> String {
    format!("{indent}/** {text} */\n")
}

/// A sentence of its own, from a phrase.
fn sentence(phrase: &str) -> String {
    let mut letters = phrase.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The types of racers and of their states.
fn types() -> String {
    let mut text = format!(
        "/**\n \
         * A racer: an optimizer with torch.optim's hyper-parameters. What is left out takes its default;\n \
         * where that differs from torch's, it is said beside it. One that is `off` is computed, but neither\n \
         * shown nor compared.\n \
         *\n \
         * A learning rate that is left out is {}.\n \
         */\n\
         export type Racer = {{\n  label?: string;\n  color?: string;\n  lr?: number;\n  off?: boolean;\n  \
         /** The greatest length of a gradient (torch.nn.utils.clip_grad_norm_). */\n  clipNorm?: number;\n  \
         /** The greatest size of a gradient's coordinate (torch.nn.utils.clip_grad_value_). */\n  clipValue?: number;\n}} & Schedule & (\n",
        rates()
    );
    for kind in OptimizerKind::ALL {
        let about = kind.about();
        text.push_str("  | {\n");
        let what = format!("{} {} ({}).", about.what, about.source, about.torch);
        text.push_str(&comment("      ", &what));
        writeln!(text, "      optimizer: \"{}\";", kind.name()).unwrap();
        for (parameter, default) in parameters(kind) {
            let torch =
                parameter.about.torch.map_or_else(String::new, |torch| format!("; torch: {torch}"));
            let default = serde_json::to_string(&default).unwrap();
            let label = sentence(parameter.about.what);
            text.push_str(&comment("      ", &format!("{label}. Default: {default}{torch}.")));
            let kind = match kind.with_defaults().setting(place(kind, parameter)).unwrap().1 {
                Setting::Number(_) => "number",
                Setting::Pair(_) => "[number, number]",
                Setting::Switch(_) => "boolean",
            };
            writeln!(text, "      {}?: {kind};", parameter.name).unwrap();
        }
        text.push_str("    }\n");
    }
    text.push_str(");\n\n");
    text.push_str(&schedules());
    text.push_str(
        "\n/**\n \
         * A rule's state after `step` steps: what it remembers of `[x, y]`, by name. Numbers that \
         overflowed\n \
         * are infinite.\n \
         */\n\
         export interface State {\n  step: number;\n",
    );
    let mut named = Vec::new();
    for name in OptimizerKind::ALL.iter().flat_map(|kind| kind.info().state) {
        if named.contains(name) {
            continue;
        }
        named.push(name);
        let kinds = OptimizerKind::ALL.into_iter().filter(|kind| kind.info().state.contains(name));
        let labels: Vec<&str> = kinds.map(OptimizerKind::label).collect();
        text.push_str(&comment("  ", &format!("Of {}.", listed(&labels))));
        writeln!(text, "  {name}?: [number, number];").unwrap();
    }
    text.push_str("}\n");
    text
}

/// The types of schedules.
fn schedules() -> String {
    let mut text = String::from(
        "/**\n * How the learning rate changes, by torch.optim.lr_scheduler's names. Lengths that are left out are the\n \
         * run's.\n */\nexport type Schedule =\n",
    );
    for mut schedule in Schedule::all(100) {
        let mut fields = Vec::new();
        while let Some((parameter, _)) = schedule.setting(fields.len()) {
            fields.push(format!("{}?: number", parameter.name));
        }
        let is_required = if schedule == Schedule::Constant { "?" } else { "" };
        fields.insert(0, format!("schedule{is_required}: \"{}\"", schedule.name()));
        writeln!(text, "  | {{ {} }}", fields.join("; ")).unwrap();
    }
    text.truncate(text.len() - 1);
    text.push_str(";\n");
    text
}

/// The index of a hyper-parameter among those of its optimizer.
fn place(kind: OptimizerKind, wanted: &HyperParameter) -> usize {
    let mut defaults = kind.with_defaults();
    let mut place = 0;
    while defaults.setting(place).unwrap().0 != wanted {
        place += 1;
    }
    place
}

#[test]
fn the_types_of_racers_and_states_are_those_of_the_rules() {
    check("crates/downhill-web/src/racers.d.ts", &types());
}

#[test]
fn what_is_said_of_a_rule_can_stand_where_it_is_said() {
    for kind in OptimizerKind::ALL {
        let about = kind.about();
        assert!(about.what.ends_with('.') && about.what.len() <= 90, "{}", about.what);
        for text in [about.what, about.source, about.torch] {
            assert!(!text.contains(['|', '<', '*', '\n']), "{text}");
        }
        let names = parameters(kind);
        for (parameter, _) in &names {
            let label = parameter.about.what;
            assert!(!label.is_empty() && !label.ends_with('.'), "{label}");
            assert!(parameter.name.chars().all(char::is_alphanumeric), "{}", parameter.name);
        }
    }
}
