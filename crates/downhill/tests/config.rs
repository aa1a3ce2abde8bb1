//! A printed run reads back as the same run, and any other input gives a run or an error that says what
//! is wrong.

#[path = "common/configs.rs"]
mod configs;

use configs::{Numbers, config};
use downhill::{Bounds, InputError, Problem, RunConfig, Value, levels};
use proptest::prelude::*;

/// All digits of a run: `==` takes −0 for 0, this text does not.
fn digits(config: &RunConfig) -> String {
    let RunConfig { objective, view, levels, start, racers, steps, noise } = config;
    format!("{objective:?} {view:?} {levels:?} {start:?} {racers:?} {steps} {noise:?}")
}

/// A run, or an error that says what is wrong; in a text of `length` characters also where.
fn check(read: Result<RunConfig, InputError>, length: Option<usize>) -> Result<(), TestCaseError> {
    let Err(error) = read else { return Ok(()) };
    prop_assert!(!error.field.is_empty(), "{:?}", error);
    prop_assert!(!error.allowed.is_empty(), "{:?}", error);
    prop_assert!(error.to_string().contains(&error.field), "{:?}", error);
    prop_assert!(error.to_string().contains(&error.allowed), "{:?}", error);
    match (length, error.position) {
        // In a structure only a formula has positions: its error says where in the formula.
        (None, position) => {
            prop_assert_eq!(
                position.is_some(),
                error.problem == Problem::Unreadable,
                "{:?}",
                error
            );
        }
        (Some(_), None) => prop_assert!(false, "no position: {error:?}"),
        // One past the end, if something is missing there.
        (Some(length), Some(at)) => prop_assert!((1..=length + 1).contains(&at), "{:?}", error),
    }
    Ok(())
}

fn check_line(line: &str) -> Result<(), TestCaseError> {
    check(line.parse(), Some(line.chars().count()))
}

proptest! {
    #[test]
    fn a_line_of_text_reads_back_as_the_run_it_was_printed_from(given in config(Numbers::All)) {
        let line = given.to_string();
        let read: RunConfig = match line.parse() {
            Ok(read) => read,
            Err(error) => return Err(TestCaseError::fail(format!("{error} in {line}"))),
        };
        prop_assert_eq!(&read, &given);
        prop_assert_eq!(digits(&read), digits(&given), "{}", line);
        prop_assert!(!line.contains(char::is_whitespace), "{}", line);
    }

    #[test]
    fn a_structure_reads_back_as_the_run_it_was_written_from(given in config(Numbers::All)) {
        let structure = serde_json::to_value(&given)?;
        let read: RunConfig = serde_json::from_value(structure)?;
        prop_assert_eq!(&read, &given);
        prop_assert_eq!(digits(&read), digits(&given));
    }

    #[test]
    fn json_reads_back_as_the_run_it_was_written_from(given in config(Numbers::Short)) {
        let json = serde_json::to_string(&given)?;
        let read: RunConfig = serde_json::from_str(&json)?;
        prop_assert_eq!(&read, &given);
        prop_assert_eq!(digits(&read), digits(&given), "{}", json);
    }

    #[test]
    fn any_text_is_a_run_or_an_error_that_says_why_not(line in ".*") {
        check_line(&line)?;
    }

    #[test]
    fn any_text_of_a_known_field_is_a_run_or_an_error_that_says_why_not(
        name in prop::sample::select(FIELDS.to_vec()), text in TEXTS
    ) {
        check_line(&format!("{name}={text}"))?;
        // The same as an attribute, in which & and = have no meaning.
        let read = RunConfig::from_fields(&[(name, text.as_str())]);
        check(read, Some(text.chars().count()))?;
    }

    #[test]
    fn a_printed_run_with_misprints_is_a_run_or_an_error_that_says_why_not(
        given in config(Numbers::Short), misprints in prop::collection::vec(misprint(), 1..6)
    ) {
        let mut letters: Vec<char> = given.to_string().chars().collect();
        for (at, misprint) in misprints {
            misprint.apply(at, &mut letters);
        }
        check_line(&letters.into_iter().collect::<String>())?;
    }

    #[test]
    fn any_structure_is_a_run_or_an_error_that_says_why_not(value in structure()) {
        check(RunConfig::from_value(&value), None)?;
    }
}

#[test]
fn an_error_in_a_formula_of_a_structure_says_where_in_the_formula() {
    for (formula, position) in [("", 1), ("sin(", 5)] {
        let formula = Value::map(vec![("formula", formula.into())]);
        let value = Value::map(vec![("objective", formula)]);
        let error = RunConfig::from_value(&value).err();
        assert_eq!(error.and_then(|error| error.position), Some(position));
    }
}

const FIELDS: [&str; 10] = [
    "preset",
    "objective",
    "formula",
    "view",
    "levels",
    "start",
    "racers",
    "steps",
    "noise",
    "title",
];

/// Short texts from the pieces that a field can be made of.
const TEXTS: &str = "(sgd|adam|lr|betas|sigma=|seed=|shared=|dampFirstStep|color|true|[0-9]{1,3}|1e999|[-+.e]|[,:=()#%& ]|é){0,12}";

#[derive(Clone, Debug)]
enum Misprint {
    Left,
    Put(char),
    Twice(usize),
    Cut,
}

impl Misprint {
    fn apply(self, at: prop::sample::Index, letters: &mut Vec<char>) {
        let at = at.index(letters.len() + 1);
        match self {
            Self::Left if at < letters.len() => {
                letters.remove(at);
            }
            Self::Left => {}
            Self::Put(letter) => letters.insert(at, letter),
            Self::Twice(count) => {
                let part = letters[at..letters.len().min(at + count)].to_vec();
                letters.splice(at..at, part);
            }
            Self::Cut => letters.truncate(at),
        }
    }
}

fn misprint() -> impl Strategy<Value = (prop::sample::Index, Misprint)> {
    let mark = prop::sample::select("&=,:()#%+-.e0 \té\u{301}".chars().collect::<Vec<_>>());
    let misprint = prop_oneof![
        4 => Just(Misprint::Left),
        4 => prop_oneof![mark, any::<char>()].prop_map(Misprint::Put),
        2 => (1..40_usize).prop_map(Misprint::Twice),
        1 => Just(Misprint::Cut),
    ];
    (any::<prop::sample::Index>(), misprint)
}

/// Anything that JSON and JavaScript can say, with a preference for names that have a meaning.
fn structure() -> impl Strategy<Value = Value> {
    let names = [
        "",
        "preset",
        "objective",
        "view",
        "x",
        "y",
        "levels",
        "start",
        "racers",
        "optimizer",
        "name",
        "formula",
        "condition",
        "lr",
        "momentum",
        "betas",
        "label",
        "color",
        "steps",
        "noise",
        "sigma",
        "seed",
        "shared",
    ];
    let name = prop::sample::select(names.to_vec()).prop_map(str::to_owned);
    let words = [
        "", "article", "gaussian", "taco", "x^2 + y", "sin(", "sgd", "adam", "#1f77b4", "#éa", "1",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        prop::num::f64::ANY.prop_map(Value::Number),
        (-2..20).prop_map(|number| Value::Number(f64::from(number))),
        prop::sample::select(words.to_vec()).prop_map(Value::from),
        any::<String>().prop_map(Value::Text),
    ];
    leaf.prop_recursive(4, 64, 8, move |inner| {
        let entry = (prop_oneof![9 => name.clone(), 1 => any::<String>()], inner.clone());
        prop_oneof![
            prop::collection::vec(inner, 0..6).prop_map(Value::List),
            prop::collection::vec(entry, 0..6).prop_map(Value::Map),
        ]
    })
}

#[test]
fn levels_are_automatic_unless_they_are_chosen() {
    let automatic = [
        "objective=gaussian",
        "objective=rosenbrock",
        "formula=x^2+y^2",
        "preset=article&objective=bowl",
        "preset=article-gif&objective=gaussian",
    ];
    for line in automatic {
        let mut config: RunConfig = line.parse().unwrap();
        assert_eq!(config.levels, None, "{line}");
        assert!(!config.to_string().contains("levels"), "{line}");
        assert!(serde_json::to_value(&config).unwrap().get("levels").is_none(), "{line}");
        assert_eq!(config.to_string().parse::<RunConfig>().unwrap(), config);
        // Automatic levels follow the view.
        let before = config.survey().levels;
        config.view = Bounds { x: [-0.1, 0.1], y: [0.0, 0.05] };
        assert_ne!(config.survey().levels, before, "{line}");
        assert_eq!(config.survey().levels, levels(&config.objective, config.view), "{line}");
    }
    let chosen =
        ["", "preset=article", "racers=sgd", "preset=article-gif", "objective=bowl&levels=0,0.5"];
    for line in chosen {
        let mut config: RunConfig = line.parse().unwrap();
        let levels = config.levels.clone().unwrap();
        assert!(config.to_string().contains("&levels="), "{line}");
        assert_eq!(config.to_string().parse::<RunConfig>().unwrap(), config);
        // Chosen levels stay.
        config.view = Bounds { x: [-0.1, 0.1], y: [0.0, 0.05] };
        assert_eq!(config.survey().levels.values, levels, "{line}");
    }
}

#[test]
fn a_racer_can_sit_out() {
    let config: RunConfig = "racers=sgd,adam(lr=0.1,off=true)#slow".parse().unwrap();
    assert_eq!([config.racers[0].off, config.racers[1].off], [false, true]);
    let text = config.to_string();
    assert!(text.contains("eps=1e-8,biasCorrection=true,off=true)#slow"), "{text}");
    assert_eq!(text.parse::<RunConfig>().unwrap(), config);
    let json = serde_json::to_value(&config).unwrap();
    assert_eq!(json["racers"][1]["off"], true);
    assert!(json["racers"][0].get("off").is_none());
    let error = "racers=sgd(off=2)".parse::<RunConfig>().unwrap_err();
    assert_eq!((error.field.as_str(), error.allowed.as_str()), ("racers[0].off", "true or false"));
}
