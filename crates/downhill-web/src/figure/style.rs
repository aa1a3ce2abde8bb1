/// What a page's styles say about the drawing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Style {
    /// How wide trails are, against their usual width.
    pub(crate) trail: f64,
    /// Whether its text is light, and so the page dark.
    pub(crate) is_dark: bool,
    /// The fonts of the picture's text, as CSS names them.
    pub(crate) fonts: String,
}

impl Default for Style {
    fn default() -> Self {
        Self { trail: 1.0, is_dark: false, fonts: "system-ui, sans-serif".to_owned() }
    }
}
