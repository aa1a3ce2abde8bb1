//! Which picture of a run is drawn: its map, or its surface.

use downhill::OptimizerRunner;

use crate::painter::Layers;
use crate::scene::Scene;
use crate::surface::{Camera, SurfaceScene};

/// Which picture of a run is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Picture {
    /// The map.
    #[default]
    Map,
    /// The surface in three dimensions.
    Surface {
        /// From where it is looked at.
        camera: Camera,
        /// Whether it lets through what it hides: trails dotted, and heads faintly.
        sees_through: bool,
    },
}

/// A picture of a run on layers, which shows one step after the other.
pub struct PictureScene(Kind);

enum Kind {
    Map(Box<Scene>),
    Surface(Box<SurfaceScene>),
}

impl PictureScene {
    /// A map with its field and annotations drawn.
    pub(crate) fn of_map(scene: Scene) -> Self {
        Self(Kind::Map(Box::new(scene)))
    }

    /// A surface with its ground drawn.
    pub(crate) fn of_surface(scene: SurfaceScene) -> Self {
        Self(Kind::Surface(Box::new(scene)))
    }

    /// Has labels keep their places from one step to the next as long as they can.
    pub fn play(&mut self) {
        match &mut self.0 {
            Kind::Map(scene) => scene.is_playing = true,
            Kind::Surface(scene) => scene.is_playing = true,
        }
    }

    /// Draws the picture of a step, which `runner` must have computed.
    pub fn show(&mut self, layers: &mut dyn Layers, runner: &OptimizerRunner, step: u32) {
        match &mut self.0 {
            Kind::Map(scene) => while !scene.show(layers, runner, step, &|| false) {},
            Kind::Surface(scene) => scene.show(layers, runner, step),
        }
    }
}
