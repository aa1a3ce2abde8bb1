//! Gradients that are typed by hand instead of an objective's.

use downhill::by_hand::{MAX_GRADIENTS, NotGradients, gradients};
use downhill::table::Table;
use downhill::{OptimizerKind, Preset, RacerConfig, RunConfig, format_number, parse_number};
use serde::Serialize;

use super::table::TableView;
use crate::controls::{SettingControl, setting_controls};
use crate::edit::{Edit, Setting};
use crate::figure::refusal::refusal;
use crate::panel::Context;
use crate::texts::{HandTexts, fill};

/// A rule on gradients of one coordinate.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ByHand {
    /// The rule with its settings, as the only racer of a run, whose objective does not matter.
    config: RunConfig,
    start: f64,
    /// The gradients as they were typed.
    text: String,
    gradients: Vec<f64>,
}

/// What the page shows of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct HandView {
    /// The name of the optimizer.
    pub optimizer: &'static str,
    /// Its settings.
    pub settings: Vec<SettingControl>,
    /// Where it starts.
    pub start: f64,
    /// The gradients as they were typed last.
    pub gradients: String,
    /// What they lead to, in a sentence, with all digits.
    pub outcome: String,
    /// The table of all steps.
    pub table: TableView,
    /// The same as text, with all digits.
    pub text: String,
}

/// The rule with torch's default learning rate, which is what courses take.
fn with_torchs_rate(kind: OptimizerKind) -> RunConfig {
    let mut optimizer = kind.with_defaults();
    let rate = optimizer.setting(0).and_then(|(rate, _)| rate.about.torch).and_then(parse_number);
    if let Some(rate) = rate {
        *optimizer.learning_rate_mut() = rate;
    }
    RunConfig { racers: vec![RacerConfig::new(optimizer)], ..RunConfig::default() }
}

impl Default for ByHand {
    fn default() -> Self {
        let text = "0.1, −0.2, 0.05, −0.1, 0.15".to_owned();
        let gradients = gradients(&text).unwrap_or_default();
        Self { config: with_torchs_rate(OptimizerKind::Adam), start: 1.0, text, gradients }
    }
}

impl ByHand {
    /// Takes the rule of that name with its usual settings; another name is ignored.
    pub(super) fn set_rule(&mut self, name: &str) {
        if let Some(kind) = OptimizerKind::ALL.into_iter().find(|kind| kind.name() == name) {
            self.config = with_torchs_rate(kind);
        }
    }

    /// Sets a setting of the rule, or says why not.
    pub(super) fn set(&mut self, name: &str, value: Setting) -> Option<String> {
        let edit = Edit::Hyperparameter { racer: 0, name: name.to_owned(), value };
        match edit.apply(&self.config, &self.config, Preset::Article) {
            Ok(config) => {
                self.config = config;
                None
            }
            Err(error) => Some(refusal(&self.config, &error)),
        }
    }

    /// Sets where it starts, or says why not.
    pub(super) fn set_start(&mut self, start: f64, texts: &HandTexts) -> Option<String> {
        if !start.is_finite() {
            return Some(texts.start.to_owned());
        }
        self.start = start;
        None
    }

    /// Sets the gradients, or says why not: then the ones before stay.
    pub(super) fn set_gradients(&mut self, text: &str, texts: &HandTexts) -> Option<String> {
        let most = format_number(f64::from(u32::try_from(MAX_GRADIENTS).unwrap_or(u32::MAX)));
        match gradients(text) {
            Ok(gradients) => {
                text.clone_into(&mut self.text);
                self.gradients = gradients;
                None
            }
            Err(NotGradients::None) => Some(texts.none.to_owned()),
            Err(NotGradients::TooMany) => Some(fill(texts.too_many, &[&most])),
            Err(NotGradients::DecimalCommas) => Some(texts.decimal_commas.to_owned()),
            Err(NotGradients::NotANumber(place, word)) => {
                let place = u32::try_from(place).unwrap_or(u32::MAX);
                Some(fill(texts.not_a_number, &[&format_number(f64::from(place)), &word]))
            }
        }
    }

    /// The table of its steps.
    fn table(&self) -> Table {
        let training = self.config.racers.first().map(RacerConfig::training);
        let pairs: Vec<[f64; 2]> = self.gradients.iter().map(|part| [*part, 0.0]).collect();
        training.map_or_else(Table::default, |training| {
            Table::on_gradients(training, [self.start, 0.0], &pairs)
        })
    }

    pub(super) fn view(&self, context: &Context<'_>) -> HandView {
        let table = self.table();
        let optimizer = self.config.racers.first().map(|racer| racer.optimizer);
        let end = table.rows.last().map_or(self.start, |row| row.iterate[0]);
        let count =
            context.numbers.integer(u32::try_from(self.gradients.len()).unwrap_or(u32::MAX));
        HandView {
            optimizer: optimizer.map_or("", |optimizer| optimizer.kind().name()),
            settings: optimizer.map(setting_controls).unwrap_or_default(),
            start: self.start,
            gradients: self.text.clone(),
            outcome: fill(
                context.texts.hand.outcome,
                &[&count, &format_number(end).replace('-', "−")],
            ),
            table: TableView::new(&table, 1, context.numbers),
            text: table.text(1),
        }
    }
}
