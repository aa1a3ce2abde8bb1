//! What can be done to a run.

use downhill::decimal::{decimals, rounded};
use downhill::{Bounds, InputError, Preset, RunConfig, Schedule, Value, whole_number};

/// One change of a run.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// The usual race on the objective of that name; of `article-gif`, the preset. A new run.
    Objective(String),
    /// The same race on a formula in x and y, from its start.
    Formula(String),
    /// The run that a line of text describes. A new run.
    Run(String),
    /// The objective's parameter, such as the condition number of a ravine, has another value. Start,
    /// view and rates stay.
    ObjectiveParameter(f64),
    /// All racers start at `[x, y]`, in objective coordinates.
    Start([f64; 2]),
    /// A hyper-parameter of a racer, or a setting of its schedule, under its name in a [`RunConfig`], has
    /// another value.
    Hyperparameter {
        /// The racer's index.
        racer: usize,
        /// `lr`, `betas`, `tMax`, …
        name: String,
        /// Its value.
        value: Setting,
    },
    /// A racer's learning rate changes by the schedule of that name, whose lengths are those of the run.
    Schedule {
        /// The racer's index.
        racer: usize,
        /// `constant`, `cosine`, …
        name: String,
    },
    /// A racer's gradients are clipped.
    Clip {
        /// The racer's index.
        racer: usize,
        /// What of them is bounded.
        by: Clip,
        /// Its bound; none where they are not clipped.
        most: Option<f64>,
    },
    /// Every learning rate is so many times what it was when the gesture began.
    LearningRates(f64),
    /// Numbers of several racers have other values: each with the racer's index and a name, `lr`, or of a
    /// pair `betas[0]`.
    Values(Vec<(usize, String, f64)>),
    /// A racer has a label of its own; without text, the usual one.
    Label {
        /// The racer's index.
        racer: usize,
        /// The label.
        label: String,
    },
    /// A racer is shown, or not.
    Shown {
        /// The racer's index.
        racer: usize,
        /// Whether it is shown.
        is_shown: bool,
    },
    /// Only this racer is shown; where it is alone already, all of them are.
    Alone(usize),
    /// Another racer, with the usual settings of the optimizer of that name.
    AddRacer(String),
    /// Another racer like that of this index, behind it.
    DuplicateRacer(usize),
    /// One racer less.
    RemoveRacer(usize),
    /// A racer is drawn so many places later; earlier where it is negative.
    MoveRacer {
        /// The racer's index.
        racer: usize,
        /// How many places.
        by: isize,
    },
    /// Another part of the plane is shown.
    View(Bounds),
    /// What the objective is usually seen in.
    UsualView,
    /// The run has so many steps.
    Steps(f64),
    /// The gradients have noise of this standard deviation; with 0 there is none.
    Noise {
        /// Its standard deviation on each coordinate.
        sigma: f64,
        /// Its seed, a whole number.
        seed: f64,
        /// Whether all racers share it.
        is_shared: bool,
    },
    /// The usual race on this objective.
    Reset,
}

/// The value of a hyper-parameter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Setting {
    /// A number.
    Number(f64),
    /// One number of a pair, by its index.
    Part(usize, f64),
    /// True or false.
    Switch(bool),
}

/// What of a gradient is bounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clip {
    /// Its length.
    Norm,
    /// The size of each coordinate.
    Value,
}

impl Edit {
    /// Whether it shows another run from its start, rather than changing the one that is shown.
    #[must_use]
    pub fn starts_run(&self) -> bool {
        matches!(self, Self::Objective(_) | Self::Formula(_) | Self::Run(_))
    }

    /// The run as it is after the edit. `committed` is the run before the gesture that this is part of,
    /// and `base` the preset from which it came.
    ///
    /// # Errors
    /// Names the field whose value is not allowed.
    pub(crate) fn apply(
        &self,
        config: &RunConfig,
        committed: &RunConfig,
        base: Preset,
    ) -> Result<RunConfig, InputError> {
        match self {
            Self::Objective(name) => usual_race(name),
            Self::Formula(formula) => {
                let objective = RunConfig::from_fields(&[("formula", formula)])?.objective;
                let is_same = objective == config.objective;
                // Levels that were chosen are those of the objective.
                let levels = config.levels.clone().filter(|_| is_same);
                Ok(RunConfig { objective, levels, ..config.clone() })
            }
            Self::Run(line) => RunConfig::from_text(line),
            Self::ObjectiveParameter(value) => with_parameter(config, *value),
            Self::UsualView => {
                let view = RunConfig::on(config.objective.clone()).view;
                Ok(RunConfig { view, ..config.clone() })
            }
            Self::Reset => {
                let preset = base.config();
                let is_presets = config.objective == preset.objective;
                Ok(if is_presets { preset } else { RunConfig::on(config.objective.clone()) })
            }
            _ => {
                let mut run = Value::from(config);
                let mut racers = match get(&run, "racers") {
                    Value::List(racers) => racers,
                    _ => Vec::new(),
                };
                self.change(&mut run, &mut racers, committed)?;
                set(&mut run, "racers", Value::List(racers));
                // All of it is checked as if it had been given so.
                RunConfig::from_value(&run)
            }
        }
    }

    /// Changes a run in its structured form.
    fn change(
        &self,
        run: &mut Value,
        racers: &mut Vec<Value>,
        committed: &RunConfig,
    ) -> Result<(), InputError> {
        match self {
            Self::Start(start) => set(run, "start", Value::from(start.as_slice())),
            Self::View(Bounds { x, y }) => {
                let [x, y] = [x, y].map(|range| Value::from(range.as_slice()));
                set(run, "view", Value::map(vec![("x", x), ("y", y)]));
            }
            Self::Steps(steps) => set(run, "steps", Value::Number(*steps)),
            Self::Noise { sigma: 0.0, .. } => set(run, "noise", Value::Null),
            Self::Noise { sigma, seed, is_shared } => {
                let [sigma, seed] = [sigma, seed].map(|number| Value::Number(*number));
                let shared = Value::Bool(*is_shared);
                let noise = vec![("sigma", sigma), ("seed", seed), ("shared", shared)];
                set(run, "noise", Value::map(noise));
            }
            Self::LearningRates(factor) => {
                for (racer, before) in racers.iter_mut().zip(&committed.racers) {
                    let rate = *before.optimizer.clone().learning_rate_mut();
                    set(racer, "lr", Value::Number(to_four_digits(rate * factor)));
                }
            }
            Self::Values(values) => {
                for (racer, name, value) in values {
                    let (name, part) = downhill::sweep::name_and_part(name);
                    let value = match part {
                        Some(part) => Setting::Part(part, *value),
                        None => Setting::Number(*value),
                    };
                    let (racer, name) = (*racer, name.to_owned());
                    Self::Hyperparameter { racer, name, value }.change(run, racers, committed)?;
                }
            }
            Self::AddRacer(optimizer) => {
                let racer = Value::map(vec![("optimizer", optimizer.as_str().into())]);
                racers.push(racer);
            }
            Self::Hyperparameter { racer, name, value } => {
                let racer = one_of(racers, *racer)?;
                match value {
                    Setting::Number(number) => set(racer, name, Value::Number(*number)),
                    Setting::Switch(is_on) => set(racer, name, Value::Bool(*is_on)),
                    Setting::Part(index, number) => {
                        let mut pair = get(racer, name);
                        if let Value::List(parts) = &mut pair
                            && let Some(part) = parts.get_mut(*index)
                        {
                            *part = Value::Number(*number);
                        }
                        set(racer, name, pair);
                    }
                }
            }
            Self::Schedule { racer, name } => {
                let racer = one_of(racers, *racer)?;
                // What another schedule calls alike means something else.
                for mut schedule in Schedule::all(1) {
                    let mut place = 0;
                    while let Some((parameter, _)) = schedule.setting(place) {
                        remove(racer, parameter.name);
                        place += 1;
                    }
                }
                set(racer, "schedule", name.as_str().into());
            }
            Self::Clip { racer, by, most } => {
                let name = match by {
                    Clip::Norm => "clipNorm",
                    Clip::Value => "clipValue",
                };
                set(one_of(racers, *racer)?, name, most.map_or(Value::Null, Value::Number));
            }
            Self::Label { racer, label } => {
                let label = Some(label.trim()).filter(|label| !label.is_empty());
                let racer = one_of(racers, *racer)?;
                set(racer, "label", label.map_or(Value::Null, Value::from));
            }
            Self::Shown { racer, is_shown } => {
                set(one_of(racers, *racer)?, "off", Value::Bool(!is_shown));
            }
            Self::Alone(index) => {
                one_of(racers, *index)?;
                let is_off = |racer: &Value| get(racer, "off") == Value::Bool(true);
                let is_alone = racers
                    .iter()
                    .enumerate()
                    .all(|(other, racer)| other == *index || is_off(racer));
                for (other, racer) in racers.iter_mut().enumerate() {
                    set(racer, "off", Value::Bool(!is_alone && other != *index));
                }
            }
            Self::DuplicateRacer(index) => {
                let mut copy = one_of(racers, *index)?.clone();
                // These are what told it apart.
                set(&mut copy, "label", Value::Null);
                set(&mut copy, "color", Value::Null);
                racers.insert(index + 1, copy);
            }
            Self::RemoveRacer(index) => {
                one_of(racers, *index)?;
                racers.remove(*index);
            }
            Self::MoveRacer { racer, by } => {
                let moved = one_of(racers, *racer)?.clone();
                racers.remove(*racer);
                let place = racer.saturating_add_signed(*by).min(racers.len());
                racers.insert(place, moved);
            }
            Self::Objective(_)
            | Self::Formula(_)
            | Self::Run(_)
            | Self::ObjectiveParameter(_)
            | Self::UsualView
            | Self::Reset => {}
        }
        Ok(())
    }
}

/// A run on the same objective with another value of its parameter.
fn with_parameter(config: &RunConfig, value: f64) -> Result<RunConfig, InputError> {
    let entry = config.objective.entry();
    let Some((entry, parameter)) = entry.and_then(|entry| Some((entry, entry.parameter?))) else {
        let allowed = "left out, since the objective has none";
        return Err(InputError::not_allowed("parameter", &Value::Number(value), allowed));
    };
    let mut run = Value::from(config);
    let fields = vec![("name", entry.name.into()), (parameter.name, Value::Number(value))];
    set(&mut run, "objective", Value::map(fields));
    RunConfig::from_value(&run)
}

/// The usual race on an objective. A list has the article's race under the name of its objective.
pub(crate) fn usual_race(name: &str) -> Result<RunConfig, InputError> {
    let preset = Preset::ALL.into_iter().find(|preset| match preset {
        Preset::Article => name == "gaussian",
        Preset::ArticleGif => name == preset.name(),
    });
    match preset {
        Some(preset) => Ok(preset.config()),
        None => RunConfig::from_fields(&[("objective", name)]),
    }
}

/// A number with four digits that mean something.
fn to_four_digits(number: f64) -> f64 {
    // What is smaller would lose digits.
    if number.abs() < 1e-9 { number } else { rounded(number, decimals(number.abs() * 1e-3)) }
}

/// The value of a field.
fn get(of: &Value, name: &str) -> Value {
    let Value::Map(fields) = of else { return Value::Null };
    let field = fields.iter().find(|(field, _)| field == name);
    field.map_or(Value::Null, |(_, value)| value.clone())
}

/// Gives a field a value.
fn set(of: &mut Value, name: &str, value: Value) {
    let Value::Map(fields) = of else { return };
    match fields.iter_mut().find(|(field, _)| field == name) {
        Some((_, present)) => *present = value,
        None => fields.push((name.to_owned(), value)),
    }
}

/// Takes a field away.
fn remove(of: &mut Value, name: &str) {
    if let Value::Map(fields) = of {
        fields.retain(|(field, _)| field != name);
    }
}

/// The racer of that index.
fn one_of(racers: &mut [Value], index: usize) -> Result<&mut Value, InputError> {
    let last = u32::try_from(racers.len().saturating_sub(1)).unwrap_or(u32::MAX);
    let given = u32::try_from(index).map_or(f64::INFINITY, f64::from);
    let index = whole_number("racer", &Value::Number(given), [0, last])?;
    let index = usize::try_from(index).unwrap_or_default();
    racers.get_mut(index).ok_or_else(|| InputError::not_allowed("racer", &Value::Null, "a racer"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use downhill::Objective;

    const RUN: &str = "racers=sgd(lr=0.02)#slow,adam(lr=0.1,color=123456)&start=0.5,0.5&steps=50";

    fn applied(edit: &Edit) -> Result<RunConfig, InputError> {
        let config: RunConfig = RUN.parse().unwrap();
        edit.apply(&config, &config, Preset::Article)
    }

    /// The edit does what the other text says.
    fn assert_same(edit: &Edit, line: &str) {
        assert_eq!(applied(edit).unwrap(), line.parse().unwrap(), "{edit:?}");
    }

    #[test]
    fn an_edit_changes_what_it_names_and_nothing_else() {
        let racer =
            |racer, name: &str, value| Edit::Hyperparameter { racer, name: name.to_owned(), value };
        let schedule = |name: &str| Edit::Schedule { racer: 1, name: name.to_owned() };
        for (edit, from, to) in [
            (racer(0, "lr", Setting::Number(0.3)), "lr=0.02", "lr=0.3"),
            (racer(1, "betas", Setting::Part(1, 0.5)), "lr=0.1", "lr=0.1,betas=0.9:0.5"),
            (
                racer(1, "biasCorrection", Setting::Switch(false)),
                "lr=0.1",
                "lr=0.1,biasCorrection=false",
            ),
            (schedule("cosine"), "lr=0.1", "lr=0.1,schedule=cosine,tMax=50"),
            (schedule("constant"), RUN, RUN),
            (
                Edit::Clip { racer: 0, by: Clip::Norm, most: Some(2.0) },
                "lr=0.02",
                "lr=0.02,clipNorm=2",
            ),
            (
                Edit::Clip { racer: 0, by: Clip::Value, most: Some(0.5) },
                "lr=0.02",
                "lr=0.02,clipValue=0.5",
            ),
            (Edit::Clip { racer: 0, by: Clip::Value, most: None }, RUN, RUN),
            (Edit::Start([1.0, -2.0]), "0.5,0.5", "1,-2"),
            (Edit::Steps(7.0), "steps=50", "steps=7"),
            (Edit::Label { racer: 1, label: " fast ".to_owned() }, "123456)", "123456)#fast"),
            (Edit::Label { racer: 0, label: " ".to_owned() }, "#slow", ""),
            (Edit::Shown { racer: 0, is_shown: false }, "lr=0.02", "lr=0.02,off=true"),
            (Edit::Alone(1), "lr=0.02", "lr=0.02,off=true"),
            (
                Edit::LearningRates(0.5),
                RUN,
                "racers=sgd(lr=0.01)#slow,adam(lr=0.05,color=123456)&start=0.5,0.5&steps=50",
            ),
            (Edit::AddRacer("rmsprop".to_owned()), "&start", ",rmsprop&start"),
            (Edit::DuplicateRacer(1), "&start", ",adam(lr=0.1)&start"),
            (Edit::RemoveRacer(1), ",adam(lr=0.1,color=123456)", ""),
            (
                Edit::MoveRacer { racer: 1, by: -5 },
                RUN,
                "racers=adam(lr=0.1,color=123456),sgd(lr=0.02)#slow&start=0.5,0.5&steps=50",
            ),
            (
                Edit::Noise { sigma: 0.1, seed: 7.0, is_shared: false },
                "&start",
                "&noise=sigma=0.1,seed=7,shared=false&start",
            ),
            (Edit::View(Bounds { x: [0.0, 1.0], y: [2.0, 3.0] }), "&start", "&view=0:1,2:3&start"),
        ] {
            assert!(!edit.starts_run());
            assert_same(&edit, &RUN.replace(from, to));
        }
    }

    #[test]
    fn a_schedule_begins_with_lengths_of_the_run_and_forgets_those_of_another() {
        let after = |line: &str, edit: Edit| {
            let before: RunConfig = line.parse().unwrap();
            edit.apply(&before, &before, Preset::Article)
        };
        let choose = |name: &str| Edit::Schedule { racer: 0, name: name.to_owned() };
        let stepped = "racers=adam(schedule=step,stepSize=7,gamma=0.5,clipNorm=1)&steps=60";
        let chosen = after(stepped, choose("exponential")).unwrap();
        assert_eq!(chosen.racers[0].schedule, Schedule::Exponential { gamma: 0.98 });
        assert_eq!(chosen.racers[0].clipping.norm, Some(1.0));
        let chosen = after(stepped, choose("oneCycle")).unwrap();
        assert!(matches!(chosen.racers[0].schedule, Schedule::OneCycle { total_steps: 60, .. }));
        let chosen = after(stepped, choose("constant")).unwrap();
        assert_eq!(chosen.racers[0].schedule, Schedule::Constant);
        let name = "stepSize".to_owned();
        let set = |value| Edit::Hyperparameter { racer: 0, name: name.clone(), value };
        let set = |value| after(stepped, set(Setting::Number(value)));
        let chosen = set(20.0).unwrap();
        assert_eq!(chosen.racers[0].schedule, Schedule::Step { step_size: 20, gamma: 0.5 });
        assert_eq!(set(2.5).unwrap_err().field, "racers[0].stepSize");
    }

    #[test]
    fn learning_rates_are_scaled_from_what_they_were_when_the_gesture_began() {
        let committed: RunConfig = RUN.parse().unwrap();
        let once = Edit::LearningRates(3.0).apply(&committed, &committed, Preset::Article).unwrap();
        let twice = Edit::LearningRates(1e-9).apply(&once, &committed, Preset::Article).unwrap();
        assert_eq!(*twice.racers[0].optimizer.clone().learning_rate_mut(), 0.02 * 1e-9);
    }

    #[test]
    fn a_parameter_of_the_objective_changes_and_start_view_and_rates_stay() {
        let edit = Edit::ObjectiveParameter(75.0);
        assert!(!edit.starts_run());
        for line in [
            "objective=taco-rotated&start=-1,0.5&view=-3:3,-2:2&steps=70&racers=sgd(lr=0.03)",
            // Usual settings, which the text of a run leaves out.
            "objective=taco",
        ] {
            let before: RunConfig = line.parse().unwrap();
            let after = edit.apply(&before, &before, Preset::Article).unwrap();
            assert_eq!(
                [before.objective.parameter(), after.objective.parameter()],
                [Some(20.0), Some(75.0)]
            );
            let back = Edit::ObjectiveParameter(20.0).apply(&after, &before, Preset::Article);
            assert_eq!(back, Ok(before.clone()));
            assert_eq!(RunConfig { objective: before.objective.clone(), ..after }, before);
            for value in [0.5, 2e6, f64::NAN, f64::INFINITY] {
                let edit = Edit::ObjectiveParameter(value);
                let error = edit.apply(&before, &before, Preset::Article).unwrap_err();
                assert!(error.field.contains("condition"), "{error}");
            }
        }
        let error = applied(&edit).unwrap_err().to_string();
        assert_eq!(error, "parameter is 75; it must be left out, since the objective has none");
    }

    #[test]
    fn what_is_not_allowed_is_refused_with_its_field() {
        let racer = |racer, value| Edit::Hyperparameter { racer, name: "lr".to_owned(), value };
        for (edit, field) in [
            (racer(0, Setting::Number(-1.0)), "racers[0].lr"),
            (racer(1, Setting::Number(f64::NAN)), "racers[1].lr"),
            (racer(2, Setting::Number(0.1)), "racer"),
            (Edit::RemoveRacer(usize::MAX), "racer"),
            (Edit::Start([f64::INFINITY, 0.0]), "start"),
            (Edit::Steps(0.5), "steps"),
            (Edit::AddRacer("adams".to_owned()), "racers[2].optimizer"),
            (Edit::Schedule { racer: 1, name: "sine".to_owned() }, "racers[1].schedule"),
            (Edit::Clip { racer: 1, by: Clip::Norm, most: Some(0.0) }, "racers[1].clipNorm"),
            (Edit::Clip { racer: 1, by: Clip::Value, most: Some(f64::NAN) }, "racers[1].clipValue"),
            (Edit::Clip { racer: 2, by: Clip::Value, most: None }, "racer"),
            (Edit::Noise { sigma: -1.0, seed: 0.0, is_shared: true }, "noise.sigma"),
            (Edit::Noise { sigma: 1.0, seed: 0.5, is_shared: true }, "noise.seed"),
            (Edit::Objective("bow".to_owned()), "objective"),
            (Edit::Label { racer: 0, label: "x".repeat(61) }, "racers[0].label"),
        ] {
            assert_eq!(applied(&edit).unwrap_err().field, field, "{edit:?}");
        }
        let one: RunConfig = "racers=sgd".parse().unwrap();
        assert!(Edit::RemoveRacer(0).apply(&one, &one, Preset::Article).is_err());
    }

    #[test]
    fn an_objective_brings_its_usual_race_and_a_reset_leads_back_to_it() {
        for (name, line) in [
            ("gaussian", "preset=article"),
            ("article-gif", "preset=article-gif"),
            ("bowl", "objective=bowl"),
        ] {
            let edit = Edit::Objective(name.to_owned());
            assert!(edit.starts_run());
            assert_same(&edit, line);
            let usual: RunConfig = line.parse().unwrap();
            let edited = RunConfig { steps: 3, ..usual.clone() };
            let base = if name == "article-gif" { Preset::ArticleGif } else { Preset::Article };
            assert_eq!(Edit::Reset.apply(&edited, &edited, base), Ok(usual.clone()));
            let moved =
                RunConfig { view: Bounds { x: [5.0, 6.0], y: [5.0, 6.0] }, ..usual.clone() };
            assert_eq!(Edit::UsualView.apply(&moved, &moved, base).unwrap().view, usual.view);
        }
        let kept = RUN.parse::<RunConfig>().unwrap();
        let objective = Objective::typed("x^2 + y^4").unwrap();
        let edited = applied(&Edit::Formula("x^2 + y^4".to_owned())).unwrap();
        assert_eq!(edited, RunConfig { objective, levels: None, ..kept });
        assert_same(&Edit::Run("objective=bowl&steps=9".to_owned()), "objective=bowl&steps=9");
    }
}
