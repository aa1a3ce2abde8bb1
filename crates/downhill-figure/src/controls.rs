//! The run as the controls of a page show it.

use downhill::{
    Clipping, Noise, Objective, Optimizer, Parameter, Preset, RacerConfig, RunConfig, Schedule,
    ScheduleSetting, Slider,
};
use serde::Serialize;

use crate::figure::Figure;
use crate::gallery::label_of;
use crate::panel::Panels;
use crate::session::article_preset;

/// A run, with all that its controls show.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ControlsView {
    /// The objective in the list of them: its name, that of a preset, or nothing for a formula.
    pub objective: &'static str,
    /// What it is called, or what the preset is.
    pub title: &'static str,
    /// f(x, y) = …, typeset, as MathML; nothing where it cannot be.
    pub reading: String,
    /// Whether the racers from before the objective was chosen are offered, since they had been changed.
    pub offers_rates: bool,
    /// What to look for on it.
    pub look_for: &'static str,
    /// Its formula.
    pub formula: String,
    /// Its parameter, if it has one.
    pub parameter: Option<ObjectiveParameter>,
    /// Where all racers start, `[x, y]`.
    pub start: [f64; 2],
    /// What is seen of the plane, along x and along y.
    pub view: [[f64; 2]; 2],
    /// How many steps there are.
    pub steps: u32,
    /// The racers.
    pub racers: Vec<RacerControls>,
    /// The noise of their gradients.
    pub noise: NoiseControls,
    /// Whether there is something to be undone.
    pub can_undo: bool,
    /// Whether there is something to be redone.
    pub can_redo: bool,
}

/// The parameter of an objective, with its slider.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ObjectiveParameter {
    /// Its name in a run: `condition`.
    pub name: &'static str,
    /// What a page calls it: `condition number`.
    pub label: &'static str,
    /// Its value, which may lie beyond the slider's ends.
    pub value: f64,
    /// Both ends of the slider: values, or powers of ten.
    pub range: [f64; 2],
    /// The scale of the slider.
    pub scale: SliderScale,
}

/// What moves along a slider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum SliderScale {
    /// The value.
    Linear,
    /// The power of ten that the value is.
    Power,
}

impl ObjectiveParameter {
    /// The parameter of an objective, if it has one.
    fn of(objective: &Objective) -> Option<Self> {
        let Parameter { name, label, slider, .. } = objective.entry()?.parameter?;
        let (scale, range) = match slider {
            Slider::Linear(range) => (SliderScale::Linear, range),
            Slider::Logarithmic(powers) => (SliderScale::Power, powers),
            // Only hyper-parameters have these.
            Slider::NearOne(_) | Slider::Switch => return None,
        };
        Some(Self { name, label, value: objective.parameter()?, range, scale })
    }
}

/// A racer with its settings.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct RacerControls {
    /// The name of its optimizer.
    pub optimizer: &'static str,
    /// What it is called.
    pub label: String,
    /// Its label where one was chosen, else nothing.
    pub own_label: String,
    /// Whether it is shown.
    pub is_shown: bool,
    /// Its hyper-parameters, in the order of their list.
    pub settings: Vec<SettingControl>,
    /// How its learning rate changes.
    pub schedule: ScheduleControls,
    /// The greatest length of its gradients; none where they are not clipped by it.
    pub clip_norm: Option<f64>,
    /// The greatest size of each coordinate of its gradients; none where they are not clipped by it.
    pub clip_value: Option<f64>,
}

/// The schedule of a racer's learning rate.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ScheduleControls {
    /// Its name.
    pub name: &'static str,
    /// Its settings, in the order of their list.
    pub settings: Vec<SettingControl>,
    /// The learning rates over the run, as the corners of a line: `[step, rate]`, in order. None where it
    /// stays.
    pub rates: Vec<[f64; 2]>,
}

/// A hyper-parameter of a racer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SettingControl {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: SettingValue,
}

/// The value of a hyper-parameter.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(untagged)]
pub enum SettingValue {
    /// A number.
    Number(f64),
    /// Two numbers.
    Pair([f64; 2]),
    /// True or false.
    Switch(bool),
}

/// The noise of a run.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct NoiseControls {
    /// Its standard deviation; 0 where there is none.
    pub sigma: f64,
    /// Its seed.
    pub seed: u32,
    /// Whether all racers share it.
    pub is_shared: bool,
}

impl<P: Panels> Figure<P> {
    /// The run as its controls show it.
    #[must_use]
    pub fn controls(&self) -> ControlsView {
        let config = self.config();
        let entry = config.objective.entry();
        let gif = Preset::ArticleGif;
        let is_gif = *config == gif.config();
        let name = entry.map_or("", |entry| entry.name);
        let Noise { sigma, seed, shared } = config.noise;
        let labels = config.labels();
        ControlsView {
            objective: if is_gif { gif.name() } else { name },
            title: title(config),
            reading: reading(&config.objective),
            offers_rates: self.offers_rates(),
            look_for: entry.map_or("", |entry| entry.look_for),
            formula: config.objective.formula().to_owned(),
            parameter: ObjectiveParameter::of(&config.objective),
            start: config.start,
            view: [config.view.x, config.view.y],
            steps: config.steps,
            racers: config
                .racers
                .iter()
                .zip(labels)
                .map(|(racer, label)| racer_controls(racer, label, config.steps))
                .collect(),
            noise: NoiseControls { sigma, seed, is_shared: shared },
            can_undo: self.can_undo(),
            can_redo: self.can_redo(),
        }
    }
}

/// What the objective is called, or the preset.
fn title(config: &RunConfig) -> &'static str {
    let name = config.objective.entry().map(|entry| entry.name);
    let label = match (article_preset(config), name) {
        (Some(Preset::Article), _) => label_of("gaussian"),
        (Some(preset), _) => label_of(preset.name()),
        // By its name the gallery has the article's race on it, which this is no more.
        (None, Some("gaussian")) => Some("Gaussian"),
        (None, name) => name.and_then(label_of),
    };
    label.unwrap_or("Your formula")
}

/// f(x, y) = …, as MathML.
fn reading(objective: &Objective) -> String {
    const NAME: &str = "<mi>f</mi><mo>(</mo><mi>x</mi><mo>,</mo><mi>y</mi><mo>)</mo><mo>=</mo>";
    let formula = objective.mathml();
    // Behind the tag of the `math` element.
    let named = formula
        .split_once('>')
        .map_or_else(String::new, |(tag, content)| format!("{tag}>{NAME}{content}"));
    // In a line of text, parentheses as tall as a fraction would be cut.
    named
        .replace("<mo>(</mo>", "<mo stretchy=\"false\">(</mo>")
        .replace("<mo>)</mo>", "<mo stretchy=\"false\">)</mo>")
}

/// A curve of rates has so many corners at most, beside the first.
const CORNERS: u32 = 120;

/// The learning rates of a racer over `steps` steps: at every step, or of a long run at some.
fn rates(racer: &RacerConfig, steps: u32) -> Vec<[f64; 2]> {
    let training = racer.training();
    let last = steps.saturating_sub(1);
    let count = last.clamp(1, CORNERS);
    let step =
        |corner: u32| (u64::from(last) * u64::from(corner) / u64::from(count)).min(last.into());
    (0..=count)
        .filter_map(|corner| u32::try_from(step(corner)).ok())
        .map(|step| [f64::from(step), training.rate(step)])
        .collect()
}

fn schedule_controls(racer: &RacerConfig, steps: u32) -> ScheduleControls {
    let mut schedule = racer.schedule;
    let mut settings = Vec::new();
    while let Some((parameter, value)) = schedule.setting(settings.len()) {
        let value = match value {
            ScheduleSetting::Number(number) => *number,
            ScheduleSetting::Steps(count) => f64::from(*count),
        };
        settings.push(SettingControl { name: parameter.name, value: SettingValue::Number(value) });
    }
    let is_constant = schedule == Schedule::Constant;
    let rates = if is_constant { Vec::new() } else { rates(racer, steps) };
    ScheduleControls { name: schedule.name(), settings, rates }
}

/// The settings of an optimizer.
pub(crate) fn setting_controls(mut optimizer: Optimizer) -> Vec<SettingControl> {
    let mut settings = Vec::new();
    while let Some((parameter, value)) = optimizer.setting(settings.len()) {
        let value = match value {
            downhill::Setting::Number(number) => SettingValue::Number(*number),
            downhill::Setting::Pair(pair) => SettingValue::Pair(*pair),
            downhill::Setting::Switch(is_on) => SettingValue::Switch(*is_on),
        };
        settings.push(SettingControl { name: parameter.name, value });
    }
    settings
}

fn racer_controls(racer: &RacerConfig, label: String, steps: u32) -> RacerControls {
    let Clipping { norm, value } = racer.clipping;
    RacerControls {
        optimizer: racer.optimizer.kind().name(),
        label,
        own_label: racer.label.clone().unwrap_or_default(),
        is_shown: !racer.off,
        settings: setting_controls(racer.optimizer),
        schedule: schedule_controls(racer, steps),
        clip_norm: norm,
        clip_value: value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use downhill::RunConfig;

    #[test]
    fn every_parameter_of_an_objective_has_a_slider_whose_ends_are_allowed() {
        let mut names = Vec::new();
        for entry in downhill::objectives() {
            let control = ObjectiveParameter::of(&Objective::from_library(entry, None));
            let Some(parameter) = entry.parameter else {
                assert_eq!(control, None);
                continue;
            };
            names.push(entry.name);
            let control = control.unwrap();
            assert_eq!((control.name, control.value), (parameter.name, parameter.value));
            for end in control.range {
                let value = match control.scale {
                    SliderScale::Linear => end.to_string(),
                    SliderScale::Power => format!("1e{end}"),
                };
                let line = format!("objective={}({}={value})", entry.name, parameter.name);
                let config: RunConfig = line.parse().unwrap();
                let control = ObjectiveParameter::of(&config.objective).unwrap();
                assert_eq!(control.value, value.parse::<f64>().unwrap());
            }
        }
        assert_eq!(names, ["taco", "taco-rotated"]);
        assert_eq!(ObjectiveParameter::of(&Objective::typed("x^2").unwrap()), None);
    }

    #[test]
    fn every_setting_of_a_racer_is_there() {
        let config: RunConfig = "racers=adam(lr=0.3,betas=0.5:0.6)#fast".parse().unwrap();
        let label = config.labels().remove(0);
        let controls = racer_controls(&config.racers[0], label, config.steps);
        assert_eq!((controls.label.as_str(), controls.own_label.as_str()), ("fast", "fast"));
        let setting = |name| controls.settings.iter().find(|setting| setting.name == name).unwrap();
        assert_eq!(setting("lr").value, SettingValue::Number(0.3));
        assert_eq!(setting("betas").value, SettingValue::Pair([0.5, 0.6]));
        assert_eq!(setting("biasCorrection").value, SettingValue::Switch(true));
    }

    #[test]
    fn the_schedule_and_the_clipping_of_a_racer_are_there() {
        let run = "racers=sgd,adam(lr=0.5,schedule=step,stepSize=20,gamma=0.1,clipNorm=2)&steps=50";
        let config: RunConfig = run.parse().unwrap();
        let controls =
            config.racers.iter().map(|racer| racer_controls(racer, String::new(), config.steps));
        let controls: Vec<RacerControls> = controls.collect();
        let schedule = &controls[0].schedule;
        assert_eq!((schedule.name, &schedule.settings[..]), ("constant", &[][..]));
        assert_eq!(schedule.rates, [[0.0; 2]; 0]);
        assert_eq!((controls[0].clip_norm, controls[0].clip_value), (None, None));
        let schedule = &controls[1].schedule;
        let settings =
            schedule.settings.iter().map(|SettingControl { name, value }| (*name, *value));
        assert_eq!(
            settings.collect::<Vec<_>>(),
            [("stepSize", SettingValue::Number(20.0)), ("gamma", SettingValue::Number(0.1))]
        );
        assert_eq!((controls[1].clip_norm, controls[1].clip_value), (Some(2.0), None));
        // Every step of a short run has its rate.
        assert_eq!(schedule.rates.len(), 50);
        assert_eq!([schedule.rates[19], schedule.rates[20]], [[19.0, 0.5], [20.0, 0.05]]);
        let long: RunConfig = "racers=sgd(schedule=cosine)&steps=1000000".parse().unwrap();
        let rates = rates(&long.racers[0], long.steps);
        assert_eq!(rates.len(), 121);
        assert_eq!([rates[0][0], rates[120][0]], [0.0, 999_999.0]);
        let shortest: RunConfig = "racers=sgd(schedule=cosine)&steps=1".parse().unwrap();
        assert!(super::rates(&shortest.racers[0], 1).iter().all(|[step, _]| *step == 0.0));
    }
}
