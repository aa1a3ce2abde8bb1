use std::mem::take;

use downhill::decimal::rounded;
use downhill::{OptimizerRunner, format_number};

use crate::color::Rgb;
use crate::labels::text_width;
use crate::painter::{Layer, Layers, Painter};
use crate::scene::SceneStyle;
use crate::shape::{Anchor, HALO_WIDTH, Point, Shape, Stroke, Text};
use crate::sheet::{Sheet, labelled_map};
use crate::strokes::{Joined, Strokes};
use crate::summary::summary;
use crate::view::{between, distance};

/// The distance from the middle of a line of text to its baseline, as part of the text size.
const BASELINE: f64 = 0.36;
/// Paths are simplified in sections of this many points, which bounds the work for long paths.
const SECTION: usize = 256;

/// The fonts of all text. They are set here, since the picture may be shown outside any page.
const FONTS: &str = "system-ui, sans-serif";

/// A run after `step` steps as a standalone SVG picture of `width` × `height` CSS px, drawn in `style`,
/// with [`summary`] as its title. If `runner` has taken fewer steps, its last step is shown.
#[must_use]
pub fn poster(runner: &OptimizerRunner, step: u32, size: [f64; 2], style: SceneStyle) -> String {
    // Only the map is in this one, so that a figure has no surface in its module.
    let step = step.min(runner.step_count());
    let mut layers = SvgLayers::default();
    labelled_map(&mut layers, runner, size, style).show(&mut layers, runner, step, &|| false);
    document(size, &summary(runner, step), layers, 0.0, "")
}

/// A run after `step` steps on a sheet, as a standalone SVG picture, with [`Sheet::summary`] as its description.
/// If `runner` has taken fewer steps, its last step is shown.
#[must_use]
pub fn svg(runner: &OptimizerRunner, step: u32, sheet: &Sheet) -> String {
    let step = step.min(runner.step_count());
    let mut layers = SvgLayers::default();
    let mut scene = sheet.scene(&mut layers, runner, Sheet::VECTOR_CELLS);
    scene.show(&mut layers, runner, step);
    let mut title = Svg::default();
    sheet.paint_title(&mut title, runner, step);
    title.write_strokes();
    let [_, down] = sheet.origin();
    document(sheet.size, &sheet.summary(runner, step), layers, down, &title.text)
}

/// The document of a picture, moved so many CSS px down, with its title above it.
fn document(
    size: [f64; 2],
    description: &str,
    mut layers: SvgLayers,
    down: f64,
    title: &str,
) -> String {
    let mut svg = Svg::default();
    svg.open(size, Some(description));
    if down > 0.0 {
        svg.add("<g transform=\"translate(0 ");
        svg.number(down);
        svg.add(")\">");
    }
    for layer in &mut layers.layers {
        layer.write_strokes();
        svg.add(&take(&mut layer.beneath));
        svg.add(&take(&mut layer.text));
    }
    if down > 0.0 {
        svg.add("</g>");
    }
    svg.add(title);
    svg.close()
}

/// The layers of a picture, each as SVG.
#[derive(Default)]
struct SvgLayers {
    layers: [Svg; 4],
}

impl Layers for SvgLayers {
    fn layer(&mut self, layer: Layer) -> &mut dyn Painter {
        &mut self.layers[layer as usize]
    }
}

/// A small standalone SVG picture of that width and height in CSS px, which is not to be enlarged: areas
/// with an outline, and shapes above them.
pub(crate) fn small_svg(
    size: [f64; 2],
    areas: &[Shape],
    outline: &Stroke,
    shapes: &[Shape],
) -> String {
    let mut svg = Svg::new(Accuracy::COARSE);
    svg.open(size, None);
    // An outline that areas inherit takes no path of its own.
    svg.add("<g stroke=\"");
    svg.add(&outline.color.css());
    svg.add("\"");
    svg.attribute("stroke-width", outline.width);
    svg.add(">");
    for area in areas {
        area.paint(&mut svg);
    }
    svg.add("</g>");
    for shape in shapes {
        shape.paint(&mut svg);
    }
    svg.close()
}

/// How exactly a picture is written.
#[derive(Clone, Copy, Debug)]
struct Accuracy {
    /// By how much a path may be off, in CSS px.
    tolerance: f64,
    /// The most decimals of a coordinate.
    decimals: u32,
}

impl Accuracy {
    /// For pictures that may be enlarged.
    const FINE: Self = Self { tolerance: 0.05, decimals: 2 };
    /// For small pictures that are shown as they are: it halves their size.
    const COARSE: Self = Self { tolerance: 0.25, decimals: 1 };
}

/// A layer as SVG markup, while it is being written.
struct Svg {
    accuracy: Accuracy,
    text: String,
    /// The markup that lies beneath it.
    beneath: String,
    /// Whether markup is currently added beneath.
    is_beneath: bool,
    /// Strokes that are still to be written, those beneath and the others.
    strokes: [Strokes; 2],
}

impl Default for Svg {
    fn default() -> Self {
        Self::new(Accuracy::FINE)
    }
}

impl Painter for Svg {
    fn clear(&mut self) {
        *self = Self::new(self.accuracy);
    }

    fn paint_beneath(&mut self, beneath: bool) {
        self.is_beneath = beneath;
    }

    fn area(&mut self, rings: &[Vec<Point>], color: Rgb, opacity: f64) {
        self.write_strokes();
        self.add("<path d=\"");
        for ring in rings {
            self.path(ring);
            self.add("Z");
        }
        self.add("\" fill=\"");
        self.add(&color.css());
        self.add("\"");
        if opacity < 1.0 {
            // The opacity of shading differs in hundredths, so two decimals are too few.
            self.add(" fill-opacity=\"");
            self.add(&format_number(rounded(opacity, 4)));
            self.add("\"");
        }
        self.add("/>");
    }

    fn stroke(&mut self, lines: &[&[Point]], stroke: &Stroke) {
        let strokes = &mut self.strokes[usize::from(self.is_beneath)];
        for points in lines.iter().filter(|points| points.len() > 1) {
            strokes.add(points, stroke);
        }
    }

    fn text(&mut self, text: &Text) {
        self.write_strokes();
        self.add("<text");
        self.attribute("x", text.at[0]);
        self.attribute("y", text.at[1] + BASELINE * text.size);
        self.attribute("font-size", text.size);
        if text_width(&text.text, text.size) > text.width + 0.01 {
            self.attribute("textLength", text.width);
            self.add(" lengthAdjust=\"spacingAndGlyphs\"");
        }
        match text.anchor {
            Anchor::Start => {}
            Anchor::Middle => self.add(" text-anchor=\"middle\""),
            Anchor::End => self.add(" text-anchor=\"end\""),
        }
        self.add(" fill=\"");
        self.add(&text.color.css());
        self.add("\"");
        if let Some(halo) = text.halo {
            self.add(" paint-order=\"stroke\" stroke=\"");
            self.add(&halo.css());
            self.add("\"");
            self.attribute("stroke-width", HALO_WIDTH);
        }
        self.add(">");
        self.escaped(&text.text);
        self.add("</text>");
    }
}

impl Svg {
    fn new(accuracy: Accuracy) -> Self {
        let (text, beneath) = Default::default();
        Self { accuracy, text, beneath, is_beneath: false, strokes: Default::default() }
    }

    /// Writes the strokes that have been kept back, so that what comes next lies above them.
    fn write_strokes(&mut self) {
        let is_beneath = self.is_beneath;
        for beneath in [false, true] {
            self.is_beneath = beneath;
            for joined in self.strokes[usize::from(beneath)].take() {
                self.write_stroke(&joined);
            }
        }
        self.is_beneath = is_beneath;
    }

    fn write_stroke(&mut self, Joined { stroke, lines, .. }: &Joined) {
        self.add("<path d=\"");
        for points in lines {
            self.path(points);
        }
        self.add("\" fill=\"none\" stroke=\"");
        self.add(&stroke.color.css());
        self.add("\"");
        self.attribute("stroke-width", stroke.width);
        if let Some(dash) = &stroke.dash {
            self.add(" stroke-dasharray=\"");
            for (index, length) in dash.pattern.iter().enumerate() {
                self.add(if index > 0 { " " } else { "" });
                self.number(*length);
            }
            self.add("\"");
            self.attribute("stroke-dashoffset", dash.offset);
        }
        self.add("/>");
    }

    /// Begins a document of that width and height.
    fn open(&mut self, [width, height]: [f64; 2], title: Option<&str>) {
        self.add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0");
        for size in [width, height] {
            self.add(" ");
            self.number(size);
        }
        self.add("\"");
        self.attribute("width", width);
        self.attribute("height", height);
        if let Some(title) = title {
            self.add(" role=\"img\"><title>");
            self.escaped(title);
            self.add("</title");
        }
        self.add("><g stroke-linecap=\"round\" stroke-linejoin=\"round\" ");
        self.add("fill-rule=\"evenodd\" font-family=\"");
        self.add(FONTS);
        self.add("\">");
    }

    /// The document, complete.
    fn close(mut self) -> String {
        self.write_strokes();
        self.add("</g></svg>\n");
        self.text
    }

    fn path(&mut self, points: &[Point]) {
        let mut from = 0;
        let mut sign = "M";
        while from < points.len() {
            // Sections share their end points.
            let to = (from + SECTION).min(points.len() - 1);
            for [x, y] in simplified(&points[from..=to], self.accuracy.tolerance)
                .iter()
                .skip(usize::from(from > 0))
            {
                self.add(sign);
                self.number(*x);
                self.add(" ");
                self.number(*y);
                sign = "L";
            }
            from = if to + 1 < points.len() { to } else { points.len() };
        }
    }

    fn attribute(&mut self, name: &str, value: f64) {
        for part in [" ", name, "=\""] {
            self.add(part);
        }
        self.number(value);
        self.add("\"");
    }

    /// Writes a number with as many decimals as are wanted.
    fn number(&mut self, number: f64) {
        let text = format_number(rounded(number, self.accuracy.decimals));
        self.add(&text);
    }

    /// Writes escaped text. Characters that XML does not allow become spaces.
    fn escaped(&mut self, text: &str) {
        for char in text.chars() {
            match char {
                '&' => self.add("&amp;"),
                '<' => self.add("&lt;"),
                '>' => self.add("&gt;"),
                '\0'..' ' | '\u{fffe}' | '\u{ffff}' => self.add(" "),
                _ => self.add(char.encode_utf8(&mut [0; 4])),
            }
        }
    }

    fn add(&mut self, text: &str) {
        if self.is_beneath {
            self.beneath.push_str(text);
        } else {
            self.text.push_str(text);
        }
    }
}

/// The points that are needed for the path to be off by at most `tolerance` px (Douglas & Peucker 1973).
fn simplified(points: &[Point], tolerance: f64) -> Vec<Point> {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return Vec::new() };
    // From the segment, not from the line through it: a path may go beyond its ends and come back.
    let off = |at: &Point| {
        let [dx, dy] = [last[0] - first[0], last[1] - first[1]];
        let along = (at[0] - first[0]) * dx + (at[1] - first[1]) * dy;
        let part = along / (dx * dx + dy * dy).max(f64::MIN_POSITIVE);
        distance(between(*first, *last, part.clamp(0.0, 1.0)), *at)
    };
    let inner = points.iter().enumerate().skip(1).take(points.len().saturating_sub(2));
    match inner.map(|(index, at)| (index, off(at))).max_by(|a, b| a.1.total_cmp(&b.1)) {
        Some((farthest, distance)) if distance > tolerance => {
            let mut kept = simplified(&points[..=farthest], tolerance);
            kept.pop();
            kept.extend(simplified(&points[farthest..], tolerance));
            kept
        }
        Some(_) => vec![*first, *last],
        None => points.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::Identity;
    use crate::palette::{Palette, Theme};
    use crate::picture::Picture;
    use downhill::{Family, RunConfig};

    fn styled(line: &str, step: u32, theme: Theme, as_article: bool) -> String {
        let config: RunConfig = line.parse().unwrap();
        let palette = Palette::of(&config, theme, as_article);
        let mut runner = OptimizerRunner::new(config);
        runner.step(step).unwrap();
        let style = SceneStyle { palette, axes: true, ..SceneStyle::default() };
        poster(&runner, step, [576.0, 432.0], style)
    }

    fn poster_of(line: &str, step: u32) -> String {
        styled(line, step, Theme::Light, false)
    }

    #[test]
    fn has_the_ground_and_the_ink_of_its_theme_and_palette() {
        let is_filled = |svg: &str, color: Rgb| svg.contains(&format!("fill=\"{}\"", color.css()));
        let looks = [
            (Theme::Light, false),
            (Theme::Dark, false),
            (Theme::Light, true),
            (Theme::Dark, true),
        ];
        for (theme, is_article) in looks {
            let svg = styled("preset=article", 100, theme, is_article);
            for (other_theme, other_is_article) in looks {
                let palette = Palette { theme: other_theme, is_article: other_is_article };
                let is_own = is_article == other_is_article && (is_article || theme == other_theme);
                for band in &crate::field::band_colors(8, &palette)[1..8] {
                    assert_eq!(is_filled(&svg, *band), is_own, "{theme:?} {}", band.css());
                }
            }
            let palette = Palette { theme, is_article };
            assert!(is_filled(&svg, palette.ink()));
            assert!(is_filled(&svg, palette.tone(Family::Adam, 0)));
        }
    }

    #[test]
    fn text_is_in_system_fonts_and_placed_by_its_baseline() {
        let svg = poster_of("preset=article", 100);
        assert_eq!(svg.matches("font-family=\"system-ui, sans-serif\"").count(), 1);
        // Many programs that show SVG do not support the attributes for baselines.
        assert!(!svg.contains("baseline"));
    }

    #[test]
    fn the_articles_race_takes_at_most_200_kb() {
        for theme in [Theme::Light, Theme::Dark] {
            let svg = styled("preset=article", 100, theme, false);
            assert!(svg.len() < 200_000, "{} bytes", svg.len());
        }
    }

    fn on_a_sheet(with: impl FnOnce(&mut Sheet)) -> String {
        let mut runner = OptimizerRunner::new(RunConfig::default());
        runner.step(100).unwrap();
        let style = SceneStyle { axes: true, ..SceneStyle::default() };
        let mut sheet = Sheet { size: [640.0, 360.0], style, title: None, picture: Picture::Map };
        with(&mut sheet);
        svg(&runner, 60, &sheet)
    }

    #[test]
    fn labels_axes_and_title_are_there_if_wanted() {
        let svg = on_a_sheet(|_| ());
        assert!(svg.contains("viewBox=\"0 0 640 360\"") && !svg.contains("translate"));
        assert!(svg.contains(">AdaGrad</text>") && svg.contains(">−0.5</text>"));
        let svg = on_a_sheet(|sheet| sheet.style.labels = false);
        assert!(!svg.contains(">AdaGrad</text>") && svg.contains(">−0.5</text>"));
        let svg = on_a_sheet(|sheet| (sheet.style.labels, sheet.style.axes) = (false, false));
        assert!(!svg.contains("<text"));
        let svg = on_a_sheet(|sheet| sheet.title = Some("<A race>".to_owned()));
        assert!(svg.contains("<g transform=\"translate(0 3"));
        assert!(svg.contains(">&lt;A race&gt;</text>") && svg.contains(">step 60 of 100</text>"));
    }

    #[test]
    fn is_well_formed() {
        for svg in [on_a_sheet(|_| ()), on_a_sheet(|sheet| sheet.title = Some("a & b".to_owned()))]
        {
            let opened = svg.matches("<g").count();
            assert_eq!(svg.matches("</g>").count(), opened);
            assert_eq!(svg.matches("<text").count(), svg.matches("</text>").count());
        }
    }

    #[test]
    fn has_a_title_the_bands_and_a_head_for_each_racer() {
        let svg = poster_of("preset=article", 100);
        assert!(svg.contains("<title>5 optimizers on f(x, y) = "));
        for band in &crate::field::band_colors(8, &Palette::default())[1..8] {
            assert!(svg.contains(&format!("fill=\"{}\"", band.css())), "{}", band.css());
        }
        for racer in Identity::of(&RunConfig::default(), Palette::default()) {
            // The racer is drawn at its place, and on a chip where it is not alone.
            assert!(svg.contains(&format!("fill=\"{}\"", racer.color.css())), "{}", racer.label);
            assert!(svg.contains(&format!(">{}</text>", racer.label)), "{}", racer.label);
        }
    }

    #[test]
    fn says_nothing_that_is_no_number_whatever_the_racers_do() {
        let svg = poster_of("racers=sgd(lr=1e300),momentum(lr=1.7e308,momentum=4)", 20);
        assert!(!svg.contains("NaN") && !svg.contains("inf"));
    }

    #[test]
    fn what_is_left_out_of_a_path_is_near_what_is_kept() {
        let circle: Vec<Point> = (0..=720)
            .map(|step| {
                let part = f64::from(step) / 360.0 - 1.0;
                [100.0 * part, 100.0 * (1.0 - part * part).max(0.0).sqrt()]
            })
            .collect();
        let kept = simplified(&circle, 0.05);
        assert!((10..120).contains(&kept.len()), "{}", kept.len());
        for at in &circle {
            let near = kept.windows(2).any(|pair| {
                let length = distance(pair[0], pair[1]);
                distance(pair[0], *at) + distance(*at, pair[1]) < length + 0.1
            });
            assert!(near, "{at:?}");
        }
    }

    #[test]
    fn a_path_that_comes_back_on_itself_keeps_its_far_end() {
        let there_and_back = [[0.0, 0.0], [5.0, 5.0], [9.0, 9.0], [7.0, 7.0]];
        assert_eq!(simplified(&there_and_back, 0.05), [[0.0, 0.0], [9.0, 9.0], [7.0, 7.0]]);
        let closed = [[0.0, 0.0], [9.0, 0.0], [0.0, 0.0]];
        assert_eq!(simplified(&closed, 0.05), closed);
    }

    #[test]
    fn long_paths_are_shortened_in_parts_that_meet() {
        let mut svg = Svg::default();
        let wave = |step: u32| [f64::from(step) / 4.0, f64::from(step % 40)];
        let points: Vec<Point> = (0..2000).map(wave).collect();
        svg.path(&points);
        // Each wave has two corners, and there is a point where sections meet.
        let count = svg.text.matches(['M', 'L']).count();
        assert!((100..110).contains(&count), "{count}");
        assert!(svg.text.starts_with("M0 0L9.75 39L10 0L19.75 39L"), "{}", svg.text);
        assert!(svg.text.ends_with("L499.75 39"), "{}", svg.text);
        for (points, path) in [(0, ""), (1, "M0 0"), (2, "M0 0L0.25 1"), (257, "L64 16")] {
            svg.text.clear();
            svg.path(&(0..points).map(wave).collect::<Vec<_>>());
            assert!(svg.text.ends_with(path), "{}", svg.text);
        }
    }

    #[test]
    fn hatching_is_named_and_a_long_label_is_shortened() {
        let svg = poster_of("formula=log(x)&view=-1:1,-1:1&start=0.5,0.5", 3);
        assert!(svg.contains(">f is not defined</text>"));
        assert!(!svg.contains("textLength"));
        let svg = poster_of(&format!("racers=sgd#{}", "w".repeat(60)), 3);
        assert!(svg.contains("www…</text>") && !svg.contains("textLength"), "{svg}");
    }

    #[test]
    fn nothing_that_xml_cannot_have_is_written() {
        let svg = poster_of("formula=x^2%0B+y^2&racers=sgd#a\u{fffe}b", 3);
        assert!(svg.contains(">a b</text>") && !svg.contains('\u{b}'));
    }

    #[test]
    fn labels_are_text_and_never_markup() {
        let svg = poster_of("racers=sgd#%3Cscript%3E%26", 3);
        assert!(svg.contains("&lt;script&gt;&amp;") && !svg.contains("<script"));
    }

    #[test]
    fn who_sits_out_is_not_drawn() {
        let without = poster_of("racers=sgd,adam(off=true)", 20);
        let color = Palette::default().tone(Family::Adam, 0).css();
        assert!(!without.contains("Adam") && !without.contains(&color));
        assert!(poster_of("racers=sgd,adam", 20).contains(&color));
    }
}
