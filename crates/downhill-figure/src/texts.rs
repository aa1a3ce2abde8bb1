//! Every sentence that a figure says, in one table a language. In a text, `{0}`, `{1}` … stand for what
//! the figure puts in.

use downhill::Minimum;
use downhill_plot::{Hatching, Places, Remark};

/// The texts of one language.
pub struct Texts {
    /// The language, as a BCP 47 tag: numbers are written by its rules.
    pub lang: &'static str,
    pub(crate) picture: &'static str,
    pub(crate) bar: &'static str,
    pub(crate) hatched_undefined: &'static str,
    pub(crate) hatched_overflow: &'static str,
    pub(crate) hatched_either: &'static str,
    pub(crate) minima_found: &'static str,
    pub(crate) local_minima_found: &'static str,
    pub(crate) leads: &'static str,
    pub(crate) off: &'static str,
    pub(crate) outside: &'static str,
    pub(crate) diverged: &'static str,
    pub(crate) undefined: &'static str,
    pub(crate) no_step: &'static str,
    pub(crate) cannot_start: &'static str,
    pub(crate) growing: &'static str,
    pub(crate) step: &'static str,
    pub(crate) leader: &'static str,
    pub(crate) paused: &'static str,
    pub(crate) ended: &'static str,
    pub(crate) stopped: &'static str,
    pub(crate) refused: &'static str,
    pub(crate) replaced: &'static str,
    pub(crate) ignored: &'static str,
    pub(crate) formula_error: &'static str,
    pub(crate) chart: ChartTexts,
    pub(crate) inspector: InspectorTexts,
    pub(crate) story: StoryTexts,
    pub(crate) ensemble: EnsembleTexts,
    pub(crate) probe: ProbeTexts,
    pub(crate) surface: SurfaceTexts,
    pub(crate) basins: BasinsTexts,
    pub(crate) swarm: SwarmTexts,
    pub(crate) rates: RatesTexts,
    pub(crate) table: TableTexts,
    pub(crate) hand: HandTexts,
}

pub(crate) struct TableTexts {
    pub(crate) span: &'static str,
    pub(crate) stopped: &'static str,
}

pub(crate) struct HandTexts {
    pub(crate) outcome: &'static str,
    pub(crate) start: &'static str,
    pub(crate) none: &'static str,
    pub(crate) too_many: &'static str,
    pub(crate) not_a_number: &'static str,
    pub(crate) decimal_commas: &'static str,
}

pub(crate) struct ChartTexts {
    /// By [`Measure`](crate::panels::chart::Measure).
    pub(crate) measures: [&'static str; 7],
    pub(crate) logarithmic: &'static str,
    pub(crate) linear: &'static str,
    pub(crate) span: &'static str,
    pub(crate) unknown: &'static str,
    pub(crate) no_minimum: &'static str,
    pub(crate) no_root: &'static str,
    pub(crate) leaves: &'static str,
    pub(crate) passes: &'static str,
    pub(crate) peaks: &'static str,
    pub(crate) sinks: &'static str,
}

pub(crate) struct InspectorTexts {
    pub(crate) step: &'static str,
    pub(crate) arrows: &'static str,
    pub(crate) one: &'static str,
    pub(crate) two: &'static str,
    pub(crate) noisy: &'static str,
    pub(crate) clipped: &'static str,
    pub(crate) rate: &'static str,
    pub(crate) no_step: &'static str,
}

pub(crate) struct StoryTexts {
    pub(crate) lesson: &'static str,
    pub(crate) claim: &'static str,
}

pub(crate) struct EnsembleTexts {
    pub(crate) shown: &'static str,
    pub(crate) without_noise: &'static str,
}

pub(crate) struct SurfaceTexts {
    pub(crate) picture: &'static str,
    pub(crate) linear: &'static str,
    pub(crate) logarithmic: &'static str,
    pub(crate) camera: &'static str,
    pub(crate) hidden: &'static str,
    pub(crate) off_surface: &'static str,
    pub(crate) empty: &'static str,
}

pub(crate) struct ProbeTexts {
    pub(crate) readout: &'static str,
}

pub(crate) struct BasinsTexts {
    pub(crate) reach: &'static str,
    pub(crate) reach_any: &'static str,
    pub(crate) no_minimum: &'static str,
    pub(crate) one_found: &'static str,
    pub(crate) one_of_them_found: &'static str,
    pub(crate) all_found: &'static str,
    pub(crate) some_found: &'static str,
    pub(crate) left_view: [&'static str; 2],
    pub(crate) diverged: [&'static str; 2],
    pub(crate) undefined: [&'static str; 2],
    pub(crate) under_way: [&'static str; 2],
    pub(crate) others: &'static str,
    pub(crate) share: &'static str,
    pub(crate) map: &'static str,
    pub(crate) minimum: &'static str,
    pub(crate) minimum_about: &'static str,
    pub(crate) hovered: &'static str,
    pub(crate) reaches: &'static str,
    pub(crate) stops: &'static str,
    pub(crate) unknown: &'static str,
}

pub(crate) struct SwarmTexts {
    pub(crate) counts: &'static str,
    pub(crate) outside: &'static str,
    pub(crate) stopped: &'static str,
    pub(crate) height: &'static str,
    pub(crate) value: &'static str,
    pub(crate) values: &'static str,
    pub(crate) none: &'static str,
}

pub(crate) struct RatesTexts {
    pub(crate) rule: &'static str,
    pub(crate) chosen: &'static str,
    pub(crate) stops: &'static str,
    pub(crate) never: &'static str,
    pub(crate) span: &'static str,
    pub(crate) decades: &'static str,
    pub(crate) steps: &'static str,
    pub(crate) comes_to: &'static str,
    pub(crate) row: &'static str,
    pub(crate) map: &'static str,
}

static EN: Texts = Texts {
    lang: "en",
    picture: "Paths of {0} optimizers down f(x, y) = {1}, drawn on its contour map. Every position is given in text, too.",
    bar: "Colours from low to high f; they change at",
    hatched_undefined: "Where f is not defined, the map is hatched.",
    hatched_overflow: "Where f is beyond the range of numbers, the map is hatched.",
    hatched_either: "Where f is not defined or beyond the range of numbers, the map is hatched.",
    minima_found: "Its minima were found numerically.",
    local_minima_found: "Its local minima were found numerically.",
    leads: "lowest",
    off: "not shown",
    outside: "outside the picture",
    diverged: "flew off at step {0}: try a smaller learning rate",
    undefined: "stopped at step {0}: undefined here",
    no_step: "stopped at step {0}: {1}",
    cannot_start: "cannot start: {1}",
    growing: "growing: f is far above its start and rises on",
    step: "Step {0} of {1}",
    leader: "lowest: {0}, {1}",
    paused: "Paused.",
    ended: "The end of the run.",
    stopped: "{0} {1}.",
    refused: "{0}. The picture stays as it was.",
    replaced: "{0}. The usual race is shown instead.",
    ignored: "Ignored in the address: {0}.",
    formula_error: "Expected {0} at column {1}.",
    chart: ChartTexts {
        measures: [
            "f(x, y)",
            "distance to the nearest global minimum",
            "gradient norm",
            "step length",
            "learning rate",
            "effective rate lr/√s along x",
            "effective rate lr/√s along y",
        ],
        logarithmic: "logarithmic",
        linear: "linear",
        span: "{0} from {1} to {2}",
        unknown: "–",
        no_minimum: "No minimum of this f is known.",
        no_root: "None of these racers divides by a root.",
        leaves: "{0} leaves the chart at step {1}.",
        passes: "{0} is above the chart between steps {1} and {2}.",
        peaks: "{0} is above the chart at step {1}.",
        sinks: "{0} falls below the chart at step {1}.",
    },
    inspector: InspectorTexts {
        step: "{0}, step {1} to {2}",
        arrows: "Arrows are drawn {0} times as long.",
        one: "{0} is drawn {1} times as long.",
        two: "{0} and {1} are drawn {2} times as long.",
        noisy: "g is with noise.",
        clipped: "∇f = ({0}, {1}) is clipped to g = ({2}, {3}).",
        rate: "The schedule’s learning rate for this step: {0}.",
        no_step: "No step to show: {0}.",
    },
    story: StoryTexts { lesson: "Lesson {0} of {1}", claim: "Claim {0} of {1}" },
    ensemble: EnsembleTexts {
        shown: "Faint: the racer under so many seeds, from the run’s own on. Dashed: their median path, which no seed need take.",
        without_noise: "Without noise every seed takes the same path.",
    },
    surface: SurfaceTexts {
        picture: "f(x, y) = {0} as a surface, over x from {1} to {2} and y from {3} to {4}, with the racers’ paths on it. {5}",
        linear: "The axis of values is linear.",
        logarithmic: "The axis of values is logarithmic.",
        camera: "Seen from an elevation of {0}° and an azimuth of {1}°.",
        hidden: "Behind the surface: {0}.",
        off_surface: "Not on the surface: {0}.",
        empty: "f has no value anywhere in this view.",
    },
    rates: RatesTexts {
        rule: "Best: the middle of the widest band of neighbouring values that arrive within twice the steps of the fastest one, by the median over the starts, and from which no start flies off. The fastest single value is often a lucky jump.",
        chosen: "Set to the best of each: {0}.",
        stops: "flies off",
        never: "never",
        span: "{0} to {1}",
        decades: "{0} decades",
        steps: "{0} steps",
        comes_to: "f = {0}",
        row: "{0}: now {1}; it arrives at {2}; best {3}, {4}.",
        map: "The racer arrives at {0} percent of these values, and flies off at {1} percent.",
    },
    probe: ProbeTexts { readout: "f({0}, {1}) = {2}, ∇f = ({3}, {4})" },
    basins: BasinsTexts {
        reach: "Starts that reach the lowest minimum, {0}, within {1} steps: {2}.",
        reach_any: "Starts that reach one of the lowest minima, {0}, within {1} steps: {2}.",
        no_minimum: "No minimum is known in this view.",
        one_found: "The minimum was found numerically.",
        one_of_them_found: "1 of the minima was found numerically.",
        all_found: "All {0} minima were found numerically.",
        some_found: "{0} of the minima were found numerically.",
        left_view: ["outside", "outside the view at the end"],
        diverged: ["flew off", "flew off"],
        undefined: ["undefined", "came to where f is not defined"],
        under_way: ["not yet", "at no minimum at the end"],
        others: "+{0} more",
        share: "{0} reach {1}, half of them in {2} steps or fewer",
        map: "{0}, of all starts: {1}.",
        minimum: "({0}, {1}), f = {2}",
        minimum_about: "({0}, {1}), f ≈ {2}",
        hovered: "{0} from ({1}, {2}): {3}",
        reaches: "reaches {0} in {1} steps",
        stops: "{0} at step {1}",
        unknown: "not known yet",
    },
    swarm: SwarmTexts {
        counts: "{0} from {1} starts after {2} steps",
        outside: "{0} outside the view",
        stopped: "{0} stopped",
        height: "f above its minimum",
        value: "f",
        values: "{0}, of {1} racers sorted: lowest {2}, quartiles {3}, {4}, {5}, highest {6}.",
        none: "No racer of the swarm is under way.",
    },
    table: TableTexts { span: "Steps {0} to {1} of {2}", stopped: "The racer {0}." },
    hand: HandTexts {
        outcome: "After {0} steps x = {1}",
        start: "Start: a finite number",
        none: "Gradients: one number or more, as in 0.1, −0.2, 0.05",
        too_many: "Gradients: at most {0}",
        not_a_number: "Gradient {0}, “{1}”: a finite number",
        decimal_commas: "Gradients: write decimals with a point, as in 0.1, −0.2",
    },
};

impl Texts {
    /// The texts of the language that comes nearest to `lang`, a BCP 47 tag.
    #[must_use]
    pub fn of(_lang: &str) -> &'static Self {
        // English is the one that ships; another table is chosen here.
        &EN
    }

    /// What a map calls places at which heads gather.
    pub(crate) fn places(&self) -> Places {
        Places::ENGLISH
    }

    /// What the map calls places that are hatched.
    pub(crate) fn hatched_place(&self, hatching: Hatching) -> &'static str {
        hatching.text()
    }

    /// The sentence that says what is hatched.
    pub(crate) fn about_hatching(&self, hatching: Hatching) -> &'static str {
        match hatching {
            Hatching::Undefined => self.hatched_undefined,
            Hatching::Overflow => self.hatched_overflow,
            Hatching::Either => self.hatched_either,
        }
    }

    /// The sentence that says which of the minima that are marked are not known, if there are any.
    pub(crate) fn about_minima(&self, minima: &[Minimum]) -> Option<&'static str> {
        let found = minima.iter().filter(|minimum| minimum.is_found).count();
        let sentence =
            if found == minima.len() { self.minima_found } else { self.local_minima_found };
        (found > 0).then_some(sentence)
    }

    /// The sentence that says why there is little to see.
    pub(crate) fn remark(&self, remark: Remark) -> &'static str {
        remark.text()
    }
}

/// A text with each `{0}`, `{1}` … replaced by the part of that number.
pub(crate) fn fill(text: &str, parts: &[&str]) -> String {
    let mut pieces = text.split(['{', '}']);
    let mut filled = String::from(pieces.next().unwrap_or_default());
    while let Some(number) = pieces.next() {
        let part = number.parse().ok().and_then(|number: usize| parts.get(number));
        filled.push_str(part.copied().unwrap_or_default());
        filled.push_str(pieces.next().unwrap_or_default());
    }
    filled
}

/// Appends a sentence to a text.
pub(crate) fn add_sentence(text: &mut String, sentence: &str) {
    if !text.is_empty() && !sentence.is_empty() {
        text.push(' ');
    }
    text.push_str(sentence);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_put_where_their_numbers_stand() {
        assert_eq!(fill(EN.step, &["7", "100"]), "Step 7 of 100");
        assert_eq!(fill(EN.cannot_start, &["0", "why"]), "cannot start: why");
        assert_eq!(fill(EN.paused, &[]), "Paused.");
    }

    #[test]
    fn sentences_are_parted_by_a_blank() {
        let mut text = String::new();
        for sentence in ["One.", "", "Two."] {
            add_sentence(&mut text, sentence);
        }
        assert_eq!(text, "One. Two.");
    }
}
