//! The objectives that a page offers, grouped by what they teach, with a small map of each.

use downhill::InputError;
use downhill_plot::Theme;
use serde::Serialize;

use crate::edit::usual_race;

/// The least and the greatest width and height of a small map, in CSS px.
const SIDES: [f64; 2] = [16.0, 512.0];

/// Objectives that teach the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ObjectiveGroup {
    /// Its title.
    pub title: &'static str,
    /// What they teach, in one sentence.
    pub what: &'static str,
    /// The objectives, the simplest first.
    pub objectives: Vec<ObjectiveChoice>,
}

/// An objective that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ObjectiveChoice {
    /// The name by which it is chosen: that of an objective of the library, or of a preset.
    pub name: &'static str,
    /// What a page calls it.
    pub label: &'static str,
    /// Its shape, in one sentence.
    pub what: &'static str,
}

/// A group of objectives, each with name, label and description.
fn group(
    title: &'static str,
    what: &'static str,
    objectives: &[[&'static str; 3]],
) -> ObjectiveGroup {
    let choice = |[name, label, what]: &[&'static str; 3]| ObjectiveChoice { name, label, what };
    ObjectiveGroup { title, what, objectives: objectives.iter().map(choice).collect() }
}

/// Every objective of the library and the presets, each in one group.
#[must_use]
pub fn objective_groups() -> Vec<ObjectiveGroup> {
    vec![
        group(
            "Bowls",
            "One smooth minimum: how each rule sets off, gathers speed and comes to rest.",
            &[
                [
                    "gaussian",
                    "The article’s race",
                    "A smooth dent that flattens out at its shoulder.",
                ],
                [
                    "article-gif",
                    "The article’s GIF",
                    "The same dent, with the settings and colours of the article’s animation.",
                ],
                ["bowl", "Bowl", "A bowl in which the gradient points at the minimum."],
            ],
        ),
        group(
            "Ravines",
            "Steep across and shallow along: why SGD zigzags, and what other rules do about it.",
            &[
                ["taco", "Taco shell", "A ravine along the x axis, as steep across as you like."],
                ["taco-rotated", "Taco shell, rotated", "The same ravine at an angle to the axes."],
                ["booth", "Booth", "A tilted ellipse with steep sides."],
                ["matyas", "Matyas", "A tilted valley with a floor that is almost level."],
                ["mccormick", "McCormick", "A wavy slope down to a tilted valley."],
                ["rosenbrock", "Rosenbrock", "A narrow valley that bends like a banana."],
            ],
        ),
        group(
            "Saddles",
            "The gradient fades where there is no minimum: who is held up, and who gets past.",
            &[
                ["saddle", "Saddle", "Up on two sides, down on the other two without an end."],
                ["bounded-saddle", "Bounded saddle", "A saddle between two minima."],
                ["monkey-saddle", "Monkey saddle", "Three ways down from an even flatter middle."],
            ],
        ),
        group(
            "Flats and cliffs",
            "Gradients from tiny to huge: what happens if a step is as long as the gradient.",
            &[
                ["plateau", "Plateau", "A hollow in a plain that hardly slopes."],
                ["easom", "Easom", "A narrow well in a flat sea."],
                ["beale", "Beale", "Steep walls around a long, flat floor."],
                ["goldstein-price", "Goldstein–Price", "Hollows between slopes of thousands."],
            ],
        ),
        group(
            "Which minimum?",
            "A few minima: start, rate and speed decide where a racer ends.",
            &[
                ["two-gaussians", "Two Gaussians", "A deep dent and a shallow one, side by side."],
                ["himmelblau", "Himmelblau", "Four minima of the same depth."],
                ["branin", "Branin", "Three minima of the same depth along a bent valley."],
                [
                    "six-hump-camel",
                    "Six-hump camel",
                    "Two deepest minima, with lesser ones around.",
                ],
                [
                    "three-hump-camel",
                    "Three-hump camel",
                    "The deepest minimum between two lesser ones.",
                ],
                ["styblinski-tang", "Styblinski–Tang", "Four hollows, one of them the deepest."],
            ],
        ),
        group(
            "Many small traps",
            "Dents all over: who is caught in the first one, and who rolls on.",
            &[
                ["ackley", "Ackley", "A rippled plain with a steep funnel in the middle."],
                ["rastrigin", "Rastrigin", "A shallow bowl that is covered with dents."],
            ],
        ),
    ]
}

/// What a page calls the objective or preset of that name, if it offers it.
pub(crate) fn label_of(name: &str) -> Option<&'static str> {
    let mut choices = objective_groups().into_iter().flat_map(|group| group.objectives);
    choices.find(|choice| choice.name == name).map(|choice| choice.label)
}

/// A small map of the objective or preset of that name in its usual view, as an SVG picture of
/// `width` × `height` CSS px.
///
/// # Errors
/// If there is no such objective, or if a side is not from 16 to 512.
pub fn thumbnail(name: &str, width: f64, height: f64, is_dark: bool) -> Result<String, InputError> {
    let config = usual_race(name)?;
    for (field, side) in [("width", width), ("height", height)] {
        if !(SIDES[0]..=SIDES[1]).contains(&side) {
            let value = downhill::Value::Number(side);
            return Err(InputError::not_allowed(field, &value, "a number from 16 to 512"));
        }
    }
    let theme = if is_dark { Theme::Dark } else { Theme::Light };
    Ok(downhill_plot::thumbnail(&config, [width, height], theme))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn choices() -> Vec<ObjectiveChoice> {
        objective_groups().into_iter().flat_map(|group| group.objectives).collect()
    }

    #[test]
    fn every_objective_and_preset_is_in_exactly_one_group() {
        let mut names: Vec<&str> = choices().iter().map(|choice| choice.name).collect();
        let library = downhill::objectives().iter().map(|entry| entry.name);
        // The article's race is chosen by the name of its objective.
        let mut expected: Vec<&str> = library.chain(["article-gif"]).collect();
        names.sort_unstable();
        expected.sort_unstable();
        assert_eq!(names, expected);
    }

    #[test]
    fn groups_are_few_and_every_text_is_a_short_sentence_of_its_own() {
        let groups = objective_groups();
        assert!((3..=6).contains(&groups.len()));
        assert!(groups.iter().all(|group| group.objectives.len() >= 2));
        let choices = choices();
        let titles: HashSet<&str> = groups.iter().map(|group| group.title).collect();
        let labels: HashSet<&str> = choices.iter().map(|choice| choice.label).collect();
        assert_eq!((titles.len(), labels.len()), (groups.len(), choices.len()));
        let whole_groups = groups.iter().map(|group| group.what);
        let texts: Vec<&str> =
            whole_groups.chain(choices.iter().map(|choice| choice.what)).collect();
        assert_eq!(texts.iter().collect::<HashSet<_>>().len(), texts.len());
        for text in texts {
            assert!(text.ends_with('.') && text.chars().count() <= 90, "{text}");
        }
    }

    #[test]
    fn every_choice_has_a_small_map_in_both_themes() {
        for ObjectiveChoice { name, .. } in choices() {
            let maps = [false, true].map(|is_dark| thumbnail(name, 144.0, 108.0, is_dark).unwrap());
            assert!(maps.iter().all(|svg| svg.starts_with("<svg ") && svg.len() <= 15_000));
            // The colours of the article's animation are the same on every page.
            assert_eq!(maps[0] == maps[1], name == "article-gif", "{name}");
        }
    }

    #[test]
    fn a_map_that_cannot_be_drawn_is_refused_with_its_field() {
        for (name, width, height, field) in [
            ("pizza", 144.0, 108.0, "objective"),
            ("", 144.0, 108.0, "objective"),
            ("bowl", f64::NAN, 108.0, "width"),
            ("bowl", 144.0, 0.0, "height"),
            ("bowl", 144.0, f64::INFINITY, "height"),
        ] {
            assert_eq!(thumbnail(name, width, height, false).unwrap_err().field, field);
        }
    }
}
