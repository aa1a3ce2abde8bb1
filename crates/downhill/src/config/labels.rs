//! What racers are called that were given no name.

use downhill_math::{Optimizer, Setting, format_number};

use super::RacerConfig;
use super::print::joined;

/// The racers' labels: the chosen one, or else the rule's name with the first settings by which it
/// differs from others of its rule, "Adam 0.01"; a number where there is no difference, "SGD 2".
/// Those with a chosen label are told apart by that, so nobody's label depends on their settings.
pub(crate) fn labels(racers: &[RacerConfig]) -> Vec<String> {
    let chosen = racers.iter().map(|racer| racer.label.clone().unwrap_or_default());
    let mut labels: Vec<String> = chosen.collect();
    for (index, racer) in racers.iter().enumerate() {
        if racer.label.is_none() {
            labels[index] = free(&name(racer.optimizer, racers), &labels);
        }
    }
    labels
}

/// The name of a rule with the settings by which it differs from those of its rule without a label.
fn name(mut optimizer: Optimizer, racers: &[RacerConfig]) -> Name {
    let mut alike: Vec<Optimizer> = racers
        .iter()
        .filter(|racer| racer.label.is_none() && racer.optimizer.marker() == optimizer.marker())
        .map(|racer| racer.optimizer)
        .collect();
    let mut text = optimizer.label().to_owned();
    let mut has_settings = false;
    let mut place = 0;
    while let Some((parameter, own)) = optimizer.setting(place) {
        let count = alike.len();
        alike.retain_mut(|other| other.setting(place).is_some_and(|(_, other)| other == own));
        if alike.len() < count {
            // A lone number is the learning rate.
            if place > 0 {
                text.push(' ');
                text.push_str(parameter.name);
            }
            text.push(' ');
            text.push_str(&match own {
                Setting::Number(number) => format_number(*number),
                Setting::Pair(pair) => joined(pair, ", "),
                Setting::Switch(given) => given.to_string(),
            });
            has_settings = true;
        }
        place += 1;
    }
    Name { text, has_settings }
}

struct Name {
    text: String,
    has_settings: bool,
}

/// The name, with the first number that leaves it unlike every label so far.
fn free(name: &Name, labels: &[String]) -> String {
    let mut label = name.text.clone();
    let mut number = 1;
    while labels.contains(&label) {
        number += 1;
        // The number is not to be read as one of the setting's.
        let [before, after] = if name.has_settings { [" (", ")"] } else { [" ", ""] };
        label = [&name.text, before, &number.to_string(), after].concat();
    }
    label
}
