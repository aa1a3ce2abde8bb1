//! Every text that the figure shows, in one table. In a text, `{0}`, `{1}` … stand for what the
//! figure puts in.

use downhill::Minimum;
use downhill_plot::{Hatching, Places, Remark};

/// The texts of one language, by the name under which markup and code ask for them.
pub(crate) type Strings = &'static [(&'static str, &'static str)];

const EN: Strings = &[
    ("lang", "en"),
    ("figure", "Optimizer race"),
    (
        "picture",
        "Paths of {0} optimizers down f(x, y) = {1}, drawn on its contour map. Every position is given in text, too.",
    ),
    ("bar", "Colours from low to high f; they change at"),
    ("undefined place", Hatching::Undefined.text()),
    ("overflow place", Hatching::Overflow.text()),
    ("either place", Hatching::Either.text()),
    ("hatched undefined", "Where f is not defined, the map is hatched."),
    ("hatched overflow", "Where f is beyond the range of numbers, the map is hatched."),
    (
        "hatched either",
        "Where f is not defined or beyond the range of numbers, the map is hatched.",
    ),
    ("constant", Remark::Constant.text()),
    ("too small", Remark::TooSmall.text()),
    ("too far", Remark::TooFar.text()),
    ("nowhere defined", Remark::Undefined.text()),
    ("restart", "Back to the start"),
    ("back", "One step back"),
    ("play", "Play"),
    ("pause", "Pause"),
    ("forward", "One step on"),
    ("seek", "Step"),
    ("speed", "Speed"),
    ("whole", "whole run in 10 s"),
    ("racer", "Optimizer"),
    ("loss", "f(x, y)"),
    ("note", "Remark"),
    ("caption", "Every optimizer at this step"),
    ("leads", "lowest f now"),
    ("off", "not shown"),
    ("left", "left the picture at step {0}"),
    ("outside", "outside the picture"),
    ("found", "Its minima were found numerically."),
    ("found local", "Its local minima were found numerically."),
    ("at minimum", Places::ENGLISH.minimum),
    ("at one minimum", Places::ENGLISH.one_minimum),
    ("at local minimum", Places::ENGLISH.local_minimum),
    ("at start", Places::ENGLISH.start),
    ("at edge", Places::ENGLISH.outside),
    ("flew off", Places::ENGLISH.flew_off),
    ("undefined here", Places::ENGLISH.undefined),
    ("stuck", Places::ENGLISH.stopped),
    ("diverged", "diverged at step {0}: {1}"),
    ("undefined", "left the domain at step {0}: {1}"),
    ("no way on", "stopped at step {0}: {1}"),
    ("no start", "cannot start: {1}"),
    ("growing", "growing: f is far above its start and rises on"),
    ("step", "Step {0} of {1}"),
    ("leader", "lowest f now: {0}, {1}"),
    ("paused", "Paused."),
    ("ended", "The end of the run."),
    ("stopped", "{0} {1}."),
    ("refused", "{0}. The picture stays as it was."),
    ("replaced", "{0}. The usual race is shown instead."),
];

/// What only the lab says.
#[cfg(feature = "playground")]
const EN_LAB: Strings = &[
    ("ignored", "Ignored in the address: {0}."),
    ("share", "Share"),
    ("share link", "Link to this run and step"),
    ("share element", "In a page (from another server, with CORS)"),
    ("share frame", "In a frame, where scripts cannot be added"),
    ("share poster", "Still picture"),
    ("copy", "Copy"),
    ("copied", "Copied."),
    ("download", "Download as SVG"),
    ("run", "The run"),
    ("undo", "Undo"),
    ("redo", "Redo"),
    ("reset", "Reset"),
    ("steps", "Steps"),
    ("start", "Start"),
    ("handle", "Start: drag it, or move it with the arrow keys, with Shift less far"),
    ("drag", "Drag to move the start"),
    ("drag me", "drag me"),
    ("view", "View"),
    ("zoom in", "Nearer"),
    ("zoom out", "Farther"),
    ("fit", "Fit to paths"),
    ("home", "Usual view"),
    ("far", "{0} from the nearest global minimum"),
    ("on", "Race"),
    ("settings", "More settings"),
    ("name", "Name"),
    ("duplicate", "Duplicate"),
    ("remove", "Remove"),
    ("up", "Up"),
    ("down", "Down"),
    ("add", "Add a racer"),
    ("all", "All learning rates"),
    ("chart", "Chart"),
    ("distance", "distance to the nearest global minimum"),
    ("gradient", "gradient norm"),
    ("length", "step length"),
    ("log", "logarithmic"),
    ("linear", "linear"),
    ("from", " from "),
    ("to", " to "),
    ("left out", "Left out: what is unknown, not finite or, on a logarithmic scale, not above 0."),
    ("noise", "Noise"),
    (
        "about noise",
        "Gaussian, of standard deviation σ, on each coordinate of the gradient. A seed gives the same run on every machine.",
    ),
    ("seed", "Seed"),
    ("next seed", "Next seed"),
    ("shared", "All racers share the noise"),
    ("cloud of", "Many seeds of"),
    ("nobody", "none"),
    ("seeds", "Seeds"),
    ("seeds range", "A whole number from 1 to 200."),
    (
        "cloud",
        "Faint: the racer under so many seeds, from the run’s own on. Dashed: their median path, which no seed need take.",
    ),
    ("no cloud", "Without noise every seed takes the same path."),
    ("objective", "Objective"),
    ("formula", "f(x, y) ="),
    ("expected", "Expected {0} at column {1}."),
    ("inside", "Inside a step"),
    ("inside when", "Pause the race to look inside a step."),
    (
        "inside key",
        "Arrows from where it stands: −g downhill, −v or −m what is remembered, Δ the step. The cross has arms of √s; of Adam, where it is corrected, of √ŝ.",
    ),
    ("taken", "Step {0} to {1}. Arrows are drawn {2} times as long."),
    ("cross", "{0} is drawn {1} times as long."),
    ("noisy", "g is with noise."),
    ("no inside", "No step to show: {0}."),
    ("equations", "The rule with this step’s numbers"),
    ("python", "In Python"),
    ("rust", "In Rust"),
    ("experiments", "What the article says, tried"),
    ("look for", "Look for:"),
    ("claim", "The article:"),
    ("happened", "It happened: {0}"),
    ("absent", "It did not happen: {0}"),
    ("unread", "This run cannot tell: {0}"),
    (
        "cursor",
        "Cursor: arrow keys move it and read out f and ∇f, with Shift they move the view; + and - zoom, 0 is the usual view",
    ),
    (
        "ask",
        "Click to move the start, drag to move the view; point, or hold a finger, for f and ∇f there. Ctrl + wheel zooms.",
    ),
    ("readout", "f({0}, {1}) = {2}, ∇f = ({3}, {4})"),
];

/// The texts of the language that comes nearest to `lang`, a BCP 47 tag.
pub(crate) fn strings(_lang: &str) -> Strings {
    // English is the one that ships; another table is chosen here.
    EN
}

/// The text called `name`.
pub(crate) fn text(strings: Strings, name: &str) -> &'static str {
    let all = strings.iter();
    #[cfg(feature = "playground")]
    let all = all.chain(EN_LAB);
    all.into_iter().find(|(key, _)| *key == name).map_or("", |(_, text)| text)
}

/// What a chip begins with where heads gather at a place that has a name.
pub(crate) fn places(strings: Strings) -> Places {
    let text = |name| text(strings, name);
    Places {
        minimum: text("at minimum"),
        one_minimum: text("at one minimum"),
        local_minimum: text("at local minimum"),
        start: text("at start"),
        outside: text("at edge"),
        flew_off: text("flew off"),
        undefined: text("undefined here"),
        stopped: text("stuck"),
    }
}

/// What the picture calls places that are hatched.
pub(crate) fn hatched_place(strings: Strings, hatching: Hatching) -> &'static str {
    let name = match hatching {
        Hatching::Undefined => "undefined place",
        Hatching::Overflow => "overflow place",
        Hatching::Either => "either place",
    };
    text(strings, name)
}

/// The sentence that says what is hatched.
pub(crate) fn about_hatching(strings: Strings, hatching: Hatching) -> &'static str {
    let name = match hatching {
        Hatching::Undefined => "hatched undefined",
        Hatching::Overflow => "hatched overflow",
        Hatching::Either => "hatched either",
    };
    text(strings, name)
}

/// The sentence that says which of the minima that are marked are not known, if there are any.
pub(crate) fn found(strings: Strings, minima: &[Minimum]) -> Option<&'static str> {
    let count = minima.iter().filter(|minimum| minimum.is_found).count();
    let name = if count == minima.len() { "found" } else { "found local" };
    (count > 0).then(|| text(strings, name))
}

/// The sentence that says why there is little to see.
pub(crate) fn remark(strings: Strings, remark: Remark) -> &'static str {
    let name = match remark {
        Remark::Constant => "constant",
        Remark::TooSmall => "too small",
        Remark::TooFar => "too far",
        Remark::Undefined => "nowhere defined",
    };
    text(strings, name)
}

/// The text called `name`, filled in.
pub(crate) fn filled(strings: Strings, name: &str, parts: &[&str]) -> String {
    fill(text(strings, name), |index| {
        let index = index.parse().ok();
        index.and_then(|index: usize| parts.get(index)).copied().unwrap_or_default()
    })
}

/// The same with parts that were made for it.
#[cfg(feature = "playground")]
pub(crate) fn filled_with(strings: Strings, name: &str, parts: &[String]) -> String {
    let mut all = Vec::new();
    for part in parts {
        all.push(part.as_str());
    }
    filled(strings, name, &all)
}

/// The markup of the figure's shadow tree, in which `{name}` stands for a text. Its pieces close
/// what others open: between them the lab has its own.
#[cfg(not(feature = "playground"))]
const MARKUP: &str = concat!(
    fragment!("picture.html"),
    fragment!("bar.html"),
    fragment!("controls.html"),
    fragment!("table.html")
);
#[cfg(feature = "playground")]
const MARKUP: &str = concat!(
    fragment!("picture.html"),
    fragment!("cursor.html"),
    fragment!("bar.html"),
    fragment!("readout.html"),
    fragment!("controls.html"),
    fragment!("lab.html"),
    fragment!("racers.html"),
    fragment!("more.html"),
    fragment!("chart.html"),
    fragment!("inside.html"),
    fragment!("experiments.html"),
    fragment!("noise.html"),
    fragment!("share.html"),
    fragment!("end.html"),
);

/// The markup of the figure's shadow tree, with its texts in place.
pub(crate) fn markup(strings: Strings) -> String {
    fill(MARKUP, |name| text(strings, name))
}

/// `template` with every `{name}` replaced by what `part` gives for it.
fn fill<'a>(template: &'a str, part: impl Fn(&'a str) -> &'a str) -> String {
    let mut pieces = template.split(['{', '}']);
    let mut filled = String::from(pieces.next().unwrap_or_default());
    while let Some(name) = pieces.next() {
        filled.push_str(part(name));
        filled.push_str(pieces.next().unwrap_or_default());
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_put_where_their_numbers_stand() {
        assert_eq!(filled(EN, "step", &["7", "100"]), "Step 7 of 100");
        assert_eq!(filled(EN, "paused", &[]), "Paused.");
    }

    #[test]
    fn every_name_is_of_one_text() {
        let all = EN.iter();
        #[cfg(feature = "playground")]
        let all = all.chain(EN_LAB);
        let mut names: Vec<&str> = all.map(|(name, _)| *name).collect();
        names.sort_unstable();
        assert_eq!(names.windows(2).find(|pair| pair[0] == pair[1]), None);
    }

    #[test]
    fn the_markup_has_every_text_it_asks_for() {
        // In the markup a name is what stands between braces.
        let names: Vec<_> = MARKUP.split(['{', '}']).skip(1).step_by(2).collect();
        assert!(names.contains(&"restart"), "{names:?}");
        for name in names {
            assert!(!text(EN, name).is_empty(), "no text is called {name}");
        }
    }

    #[test]
    fn every_text_has_a_name_of_its_own() {
        let all = EN.iter();
        #[cfg(feature = "playground")]
        let all = all.chain(EN_LAB);
        let mut names: Vec<_> = all.map(|(name, _)| *name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
