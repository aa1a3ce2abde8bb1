//! The picture of a run in pixels.

use downhill::{InputError, OptimizerRunner};
use downhill_plot::{Layer, Layers, Painter, PictureScene, Sheet};

use crate::canvas::Canvas;

/// A run on a sheet, in pixels, at one step after the other.
pub(crate) struct Drawing<'a> {
    runner: &'a OptimizerRunner,
    sheet: &'a Sheet,
    layers: Canvases,
    scene: PictureScene,
    /// The layers one upon the other, and the title.
    picture: Canvas,
}

impl<'a> Drawing<'a> {
    /// An empty sheet, each CSS px `scale` pixels wide.
    pub(crate) fn new(
        runner: &'a OptimizerRunner,
        sheet: &'a Sheet,
        scale: u32,
    ) -> Result<Self, InputError> {
        let canvas = || Canvas::new(sheet.size, sheet.origin(), scale);
        let picture = Canvas::new(sheet.size, [0.0; 2], scale)?;
        let mut layers = Canvases([canvas()?, canvas()?, canvas()?, canvas()?]);
        // Where the field ends at half a pixel, its colour is mixed with this one.
        layers.0[0].fill(sheet.ground());
        let scene = sheet.scene(&mut layers, runner, Sheet::PIXEL_CELLS);
        Ok(Self { runner, sheet, layers, scene, picture })
    }

    /// Has labels keep their places from one step to the next as long as they can.
    pub(crate) fn play(&mut self) {
        self.scene.play();
    }

    /// The picture of a step that the runner has taken. It has no transparency.
    pub(crate) fn show(&mut self, step: u32) -> &Canvas {
        self.scene.show(&mut self.layers, self.runner, step);
        let [field, above @ ..] = &self.layers.0;
        self.picture.copy(field);
        for layer in above {
            self.picture.draw(layer);
        }
        self.sheet.paint_title(&mut self.picture, self.runner, step);
        &self.picture
    }
}

/// The layers of the picture, the lowest first.
struct Canvases([Canvas; 4]);

impl Layers for Canvases {
    fn layer(&mut self, layer: Layer) -> &mut dyn Painter {
        &mut self.0[layer as usize]
    }
}
