/// What a page's styles say about the drawing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Style {
    /// How wide trails are, against their usual width.
    pub(crate) trail: f64,
    /// The fonts of the picture's text, as CSS names them.
    pub(crate) fonts: String,
}

impl Default for Style {
    fn default() -> Self {
        Self { trail: 1.0, fonts: "system-ui, sans-serif".to_owned() }
    }
}
