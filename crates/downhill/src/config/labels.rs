//! The labels of racers for which none was chosen.

use downhill_math::{Schedule, Setting, Training, format_number};

use super::RacerConfig;
use super::print::joined;
use super::racer::clips;

/// The racers' labels: the chosen one, or else the rule's name with the first settings by which it
/// differs from others of its rule, "Adam 0.01"; or with a number if it does not differ, "SGD 2".
/// Racers with a chosen label are not compared, so no label depends on their settings.
pub(crate) fn labels(racers: &[RacerConfig]) -> Vec<String> {
    let chosen = racers.iter().map(|racer| racer.label.clone().unwrap_or_default());
    let mut labels: Vec<String> = chosen.collect();
    for (index, racer) in racers.iter().enumerate() {
        if racer.label.is_none() {
            labels[index] = free(&name(racer, racers), &labels);
        }
    }
    labels
}

/// The name of a rule with the settings by which it differs from unlabelled racers of the same rule, and
/// with its schedule and its clipping if they tell it from these.
fn name(racer: &RacerConfig, racers: &[RacerConfig]) -> Name {
    let mut optimizer = racer.optimizer;
    let mut alike: Vec<Training> = racers
        .iter()
        .filter(|racer| racer.label.is_none() && racer.optimizer.marker() == optimizer.marker())
        .map(RacerConfig::training)
        .collect();
    let mut text = optimizer.label().to_owned();
    let mut has_settings = false;
    let mut place = 0;
    while let Some((parameter, own)) = optimizer.setting(place) {
        let count = alike.len();
        alike.retain_mut(|other| {
            other.optimizer.setting(place).is_some_and(|(_, other)| other == own)
        });
        if alike.len() < count {
            // A number without a name is the learning rate.
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
    let count = alike.len();
    alike.retain(|other| other.schedule == racer.schedule);
    if alike.len() < count && racer.schedule != Schedule::Constant {
        text = [&text, " ", racer.schedule.name()].concat();
        has_settings = true;
    }
    for (place, (name, own)) in clips(&mut { racer.clipping }).into_iter().enumerate() {
        let count = alike.len();
        alike.retain_mut(|other| clips(&mut other.clipping)[place].1 == own);
        if let Some(most) = own
            && alike.len() < count
        {
            text = [&text, " ", name, " ", &format_number(*most)].concat();
            has_settings = true;
        }
    }
    Name { text, has_settings }
}

struct Name {
    text: String,
    has_settings: bool,
}

/// The name, with the first number that makes it different from every label so far.
fn free(name: &Name, labels: &[String]) -> String {
    let mut label = name.text.clone();
    let mut number = 1;
    while labels.contains(&label) {
        number += 1;
        // The number must not look like the number of a setting.
        let [before, after] = if name.has_settings { [" (", ")"] } else { [" ", ""] };
        label = [&name.text, before, &number.to_string(), after].concat();
    }
    label
}
