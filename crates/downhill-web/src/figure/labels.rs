//! The labels of the markup, in one table a language. What the figure itself says is in downhill-figure.

/// Labels by the name under which the markup asks for them.
type Labels = &'static [(&'static str, &'static str)];

const EN: Labels = &[
    ("lang", "en"),
    ("figure", "Optimizer race"),
    ("restart", "Back to the start"),
    ("back", "One step back"),
    ("play", "Play"),
    ("pause", "Pause"),
    ("forward", "One step on"),
    ("seek", "Step"),
    ("speed", "Speed"),
    ("auto", "auto"),
    ("whole", "whole run in 10 s"),
    ("racer", "Optimizer"),
    ("loss", "f(x, y)"),
    ("note", "Remark"),
    ("caption", "Every optimizer at this step"),
];

/// What only the whole page has.
#[cfg(feature = "playground")]
const EN_PLAYGROUND: Labels = &[
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
    ("objective", "Objective"),
    ("formula", "f(x, y) ="),
    ("inside", "Inside a step"),
    ("inside when", "Pause the race to look inside a step."),
    (
        "inside key",
        "Arrows from where it stands: −g downhill, −v or −m what is remembered, Δ the step. The cross has arms of √s; of Adam, where it is corrected, of √ŝ.",
    ),
    ("equations", "The rule with this step’s numbers"),
    ("python", "In Python"),
    ("rust", "In Rust"),
    ("experiments", "What the article says, tried"),
    ("look for", "Look for:"),
    ("claim", "The article:"),
    (
        "cursor",
        "Cursor: arrow keys move it and read out f and ∇f, with Shift they move the view; + and - zoom, 0 is the usual view",
    ),
];

/// The label of that name in the language that comes nearest to `lang`, a BCP 47 tag.
pub(crate) fn label(_lang: &str, name: &str) -> &'static str {
    // English is the one that ships; another table is chosen here.
    let all = EN.iter();
    #[cfg(feature = "playground")]
    let all = all.chain(EN_PLAYGROUND);
    all.into_iter().find(|(key, _)| *key == name).map_or("", |(_, label)| label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_of_one_label() {
        let all = EN.iter();
        #[cfg(feature = "playground")]
        let all = all.chain(EN_PLAYGROUND);
        let mut names: Vec<&str> = all.map(|(name, _)| *name).collect();
        names.sort_unstable();
        assert_eq!(names.windows(2).find(|pair| pair[0] == pair[1]), None);
    }
}
