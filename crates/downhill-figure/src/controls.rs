//! The run as the controls of a page show it.

use downhill::{Noise, Objective, Parameter, Preset, RacerConfig, RunConfig, Slider};
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
            racers: config.racers.iter().zip(labels).map(racer_controls).collect(),
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

fn racer_controls((racer, label): (&RacerConfig, String)) -> RacerControls {
    let mut optimizer = racer.optimizer;
    let mut settings = Vec::new();
    while let Some((parameter, value)) = optimizer.setting(settings.len()) {
        let value = match value {
            downhill::Setting::Number(number) => SettingValue::Number(*number),
            downhill::Setting::Pair(pair) => SettingValue::Pair(*pair),
            downhill::Setting::Switch(is_on) => SettingValue::Switch(*is_on),
        };
        settings.push(SettingControl { name: parameter.name, value });
    }
    RacerControls {
        optimizer: racer.optimizer.kind().name(),
        label,
        own_label: racer.label.clone().unwrap_or_default(),
        is_shown: !racer.off,
        settings,
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
        let controls = racer_controls((&config.racers[0], label));
        assert_eq!((controls.label.as_str(), controls.own_label.as_str()), ("fast", "fast"));
        let setting = |name| controls.settings.iter().find(|setting| setting.name == name).unwrap();
        assert_eq!(setting("lr").value, SettingValue::Number(0.3));
        assert_eq!(setting("betas").value, SettingValue::Pair([0.5, 0.6]));
        assert_eq!(setting("biasCorrection").value, SettingValue::Switch(true));
    }
}
