//! A surface on the layers of a picture.

use downhill::OptimizerRunner;

use super::plot::{SurfaceLook, SurfacePlot};
use crate::labels::{Rect, shortened, text_size, text_width};
use crate::painter::{Layer, Layers, Painter};
use crate::palette::Palette;
use crate::shape::{Anchor, Shape, Text};

/// What is said where there is no surface.
const EMPTY: &str = "f has no value anywhere in this view.";
/// The distance of notes from the edges, in text sizes.
const MARGIN: f64 = 0.6;

/// The surface of a run as the picture of a sheet. As with a [`Scene`](crate::Scene), the picture of a step depends on
/// the run, the camera, the size and the step alone.
pub(crate) struct SurfaceScene {
    /// None if f has no value anywhere.
    plot: Option<SurfacePlot>,
    palette: Palette,
    size: [f64; 2],
    has_labels: bool,
    /// The places of the box's numbers and names, which notes avoid.
    taken: Vec<Rect>,
    /// Whether the picture is one of a sequence. Labels then keep their places.
    pub(crate) is_playing: bool,
}

impl SurfaceScene {
    /// The surface of a run with `cells` × `cells` cells, of which the ground is drawn at once.
    pub(crate) fn new(
        layers: &mut dyn Layers,
        runner: &OptimizerRunner,
        cells: usize,
        palette: Palette,
        look: SurfaceLook,
        has_labels: bool,
    ) -> Self {
        let painter = layers.layer(Layer::Field);
        let [width, height] = look.size;
        let ring = vec![[0.0, 0.0], [width, 0.0], [width, height], [0.0, height]];
        painter.area(&[ring], palette.beside().halo(), 1.0);
        let plot = SurfacePlot::new(runner, cells, palette, look);
        let ground = plot.as_ref().map_or_else(Vec::new, |plot| plot.ground(runner, false));
        paint(painter, &ground);
        let place = |shape: &Shape| match shape {
            Shape::Text(text) => Some(Rect::around(text.at, [text.width, text.size])),
            _ => None,
        };
        let taken = ground.iter().filter_map(place).collect();
        Self { plot, palette, size: look.size, has_labels, taken, is_playing: false }
    }

    /// Draws the picture of a step.
    pub(crate) fn show(&mut self, layers: &mut dyn Layers, runner: &OptimizerRunner, step: u32) {
        layers.layer(Layer::Heads).clear();
        let Some(plot) = &mut self.plot else {
            paint(layers.layer(Layer::Heads), self.note(&[EMPTY.to_owned()]).as_slice());
            return;
        };
        let trails = plot.trails(runner, step, &|| false);
        let outlines = layers.layer(Layer::Outlines);
        if trails.is_anew {
            outlines.clear();
        }
        outlines.paint_beneath(true);
        paint(outlines, &trails.beneath);
        outlines.paint_beneath(false);
        paint(outlines, &trails.outlines);
        let painter = layers.layer(Layer::Trails);
        if trails.is_anew {
            painter.clear();
        }
        paint(painter, &trails.trails);

        let heads = plot.heads(runner, step, self.has_labels.then_some(self.is_playing));
        paint(layers.layer(Layer::Heads), &heads.shapes);
        if self.has_labels && !heads.hidden.is_empty() {
            let texts = [behind(runner, &heads.hidden), behind_in_short(runner, &heads.hidden)];
            paint(layers.layer(Layer::Heads), self.note(&texts).as_slice());
        }
    }

    /// The first of these texts that finds room in a corner: at the lower left, else at the upper left.
    fn note(&self, texts: &[String]) -> Option<Shape> {
        let palette = self.palette.beside();
        let [width, height] = self.size;
        let size = text_size(width);
        let margin = MARGIN * size;
        let inset = margin + 0.5 * size;
        let places = [height - inset, inset].into_iter().flat_map(|down| {
            texts.iter().map(move |text| {
                let text = shortened(text, size, width - 2.0 * margin);
                let length = text_width(&text, size);
                (Rect::around([margin + 0.5 * length, down], [length, size]), text)
            })
        });
        let places: Vec<(Rect, String)> = places.collect();
        let is_free =
            |(rect, _): &&(Rect, String)| !self.taken.iter().any(|other| other.overlaps(rect));
        let chosen = places.iter().find(is_free).or(places.last());
        let (rect, text) = chosen.cloned()?;
        Some(Shape::Text(Text {
            at: [rect.low[0], 0.5 * (rect.low[1] + rect.high[1])],
            size,
            width: rect.high[0] - rect.low[0],
            text,
            color: palette.muted(),
            anchor: Anchor::Start,
            halo: Some(palette.halo()),
        }))
    }
}

/// Says which racers the surface hides: `Behind the surface: SGD, Adam`.
pub(crate) fn behind(runner: &OptimizerRunner, hidden: &[usize]) -> String {
    let config = runner.config();
    if hidden.len() > 1 && hidden.len() == config.racers.iter().filter(|racer| !racer.off).count() {
        return behind_in_short(runner, hidden);
    }
    let labels = config.labels();
    let names: Vec<&str> =
        hidden.iter().filter_map(|racer| Some(labels.get(*racer)?.as_str())).collect();
    format!("Behind the surface: {}", names.join(", "))
}

/// Says how many racers the surface hides: `Behind the surface: 2 of 5 racers`.
fn behind_in_short(runner: &OptimizerRunner, hidden: &[usize]) -> String {
    let shown = runner.config().racers.iter().filter(|racer| !racer.off).count();
    match hidden.len() {
        all if all == shown => format!("Behind the surface: all {shown} racers"),
        some => format!("Behind the surface: {some} of {shown} racers"),
    }
}

fn paint(painter: &mut dyn Painter, shapes: &[Shape]) {
    for shape in shapes {
        shape.paint(painter);
    }
}

#[cfg(test)]
mod tests {
    use super::super::camera::Camera;
    use super::super::plot::tests::{BEHIND, run};
    use super::*;
    use crate::painter::recording::Recording;
    use crate::palette::Theme;
    use crate::picture::Picture;
    use crate::scene::SceneStyle;
    use crate::sheet::Sheet;
    use crate::svg::svg;

    /// The article's surface as vectors takes at most so many bytes.
    const MOST_BYTES: usize = 300_000;

    fn sheet(runner: &OptimizerRunner, camera: Camera) -> Sheet {
        let palette = Palette::of(runner.config(), Theme::Light, false);
        let style = SceneStyle { palette, axes: true, ..SceneStyle::default() };
        let picture = Picture::Surface { camera, sees_through: false };
        Sheet { size: [576.0, 432.0], style, title: None, picture }
    }

    /// What is on the layers after these steps have been shown in turn.
    fn shown(runner: &OptimizerRunner, sheet: &Sheet, steps: &[u32]) -> Recording {
        let mut layers = Recording::default();
        let mut scene = sheet.scene(&mut layers, runner, Sheet::VECTOR_CELLS);
        for step in steps {
            scene.show(&mut layers, runner, *step);
        }
        layers
    }

    fn texts(shapes: &[Shape]) -> Vec<&str> {
        shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Text(text) => Some(text.text.as_str()),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn the_articles_surface_as_vectors_is_what_the_page_paints() {
        let runner = run("preset=article-gif");
        let sheet = sheet(&runner, Camera::default());
        let look = SurfaceLook {
            camera: Camera::default(),
            size: sheet.size,
            trail: 1.0,
            axes: true,
            sees_through: false,
        };
        let plot = SurfacePlot::new(&runner, 64, sheet.style.palette, look).unwrap();
        let ground = plot.ground(&runner, false);
        let layers = shown(&runner, &sheet, &[0]);
        assert_eq!(layers.shapes(Layer::Field)[1..], ground);
        let picture = svg(&runner, 0, &sheet);
        // Each of its areas is there in its colour, above a ground that fills the sheet.
        let paths = picture.split("<path ").skip(1);
        let fills: Vec<&str> = paths
            .filter_map(|path| path.split("/>").next()?.split(" fill=\"").nth(1)?.split('"').next())
            .filter(|fill| *fill != "none")
            .collect();
        let colors: Vec<String> = ground
            .iter()
            .filter_map(|shape| match shape {
                Shape::Area { color, .. } => Some(color.css()),
                _ => None,
            })
            .collect();
        assert!(colors.len() > 3000, "{}", colors.len());
        assert_eq!(fills[0], sheet.ground().css());
        assert!(fills[1..].iter().zip(&colors).all(|(found, color)| found == color));
        assert!(fills.len() > colors.len());
        assert!(picture.len() < MOST_BYTES, "{} bytes", picture.len());
    }

    #[test]
    fn a_step_looks_alike_however_one_comes_to_it() {
        for line in ["preset=article-gif", "objective=himmelblau&steps=60"] {
            let runner = run(line);
            let sheet = sheet(&runner, BEHIND);
            let sought = shown(&runner, &sheet, &[40]);
            assert!(sought.shapes(Layer::Trails).len() > 10);
            let every: Vec<u32> = (0..=40).collect();
            for steps in [&every[..], &[55, 0, 13, 40]] {
                assert!(shown(&runner, &sheet, steps) == sought, "{line} {steps:?}");
            }
        }
    }

    #[test]
    fn axes_and_labels_are_there_if_wanted() {
        let runner = run("preset=article-gif");
        let with = sheet(&runner, BEHIND);
        let layers = shown(&runner, &with, &[10]);
        let field = texts(layers.shapes(Layer::Field));
        assert!(["x", "y", "f(x, y)", "0.8"].iter().all(|text| field.contains(text)), "{field:?}");
        assert!(texts(layers.shapes(Layer::Heads)).contains(&"SGD"));
        let style = SceneStyle { axes: false, labels: false, ..with.style };
        let layers = shown(&runner, &Sheet { style, ..with }, &[10]);
        for layer in Layer::ALL {
            assert_eq!(texts(layers.shapes(layer)), [""; 0]);
        }
    }

    #[test]
    fn who_is_hidden_is_told_in_the_picture_and_in_words() {
        let runner = run("preset=article-gif");
        let last = runner.config().steps;
        let told = |camera, step| {
            let sheet = sheet(&runner, camera);
            let layers = shown(&runner, &sheet, &[step]);
            let heads = texts(layers.shapes(Layer::Heads));
            let note = heads.into_iter().find(|text| text.starts_with("Behind"));
            (note.unwrap_or_default().to_owned(), sheet.summary(&runner, step))
        };
        let (note, words) = told(Camera::default(), 0);
        assert!(note.is_empty() && !words.contains("Behind"), "{words}");
        let (note, words) = told(Camera::default(), last);
        assert_eq!(note, "Behind the surface: all 5 racers");
        assert!(words.ends_with(&format!(" {note}.")), "{words}");
        // The picture has no room for the names.
        let (note, words) = told(BEHIND, last);
        assert_eq!(note, "Behind the surface: 4 of 5 racers");
        let names = " Behind the surface: SGD, SGD+Momentum, RMSProp, Adam.";
        assert!(words.ends_with(names), "{words}");
        let (note, _) = told(BEHIND, 40);
        assert_eq!(note, "Behind the surface: RMSProp, Adam");
        let seen = "A surface, seen from an elevation of 60° and an azimuth of 130°.";
        assert!(sheet(&runner, BEHIND).summary(&runner, 0).ends_with(seen));
    }

    #[test]
    fn the_note_covers_no_number_of_the_box() {
        for (line, size) in [
            ("objective=rosenbrock", [576.0, 294.0]),
            ("objective=rastrigin", [200.0, 150.0]),
            ("preset=article-gif", [1280.0, 720.0]),
        ] {
            let runner = run(line);
            let sheet = Sheet { size, ..sheet(&runner, Camera::default()) };
            let layers = shown(&runner, &sheet, &[100]);
            let places = |layer: Layer, is_wanted: &dyn Fn(&str) -> bool| {
                let rect = |shape: &Shape| match shape {
                    Shape::Text(text) if is_wanted(&text.text) => {
                        let across = match text.anchor {
                            Anchor::Start => text.at[0] + 0.5 * text.width,
                            _ => text.at[0],
                        };
                        Some(Rect::around([across, text.at[1]], [text.width, text.size]))
                    }
                    _ => None,
                };
                layers.shapes(layer).iter().filter_map(rect).collect::<Vec<_>>()
            };
            let notes = places(Layer::Heads, &|text| text.starts_with("Behind"));
            assert_eq!(notes.len(), 1, "{line}");
            assert!(notes[0].is_within(size));
            assert!(!places(Layer::Field, &|_| true).iter().any(|text| text.overlaps(&notes[0])));
        }
    }

    #[test]
    fn where_f_has_no_value_the_picture_says_so() {
        let runner = run("formula=log(-1-x^2)&view=-1:1,-1:1&steps=1");
        let sheet = sheet(&runner, Camera::default());
        let layers = shown(&runner, &sheet, &[0]);
        assert_eq!(texts(layers.shapes(Layer::Heads)), [EMPTY]);
        assert!(svg(&runner, 0, &sheet).contains(EMPTY));
    }
}
