//! What the panel shows beside its picture.

use downhill_plot::{Camera, SurfacePlot};
use serde::Serialize;

use super::{Layout, Surface};
use crate::panel::Context;
use crate::texts::{add_sentence, fill};

/// What the panel shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SurfaceView {
    /// Which pictures there are.
    pub layout: Layout,
    /// Whether the surface lets through what it hides.
    pub sees_through: bool,
    /// From where it is looked at.
    pub camera: CameraView,
    /// The picture for those who do not see it; empty while it is not shown.
    pub description: String,
    /// Who is behind the surface, or not on it; empty where everyone is seen.
    pub note: String,
}

/// From where the surface is looked at, in degrees; and how many times as near as usual.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CameraView {
    /// How far above the floor, 0 to 90.
    pub elevation: f64,
    /// Where around, from −180 to 180.
    pub azimuth: f64,
    /// 0.5 to 8.
    pub zoom: f64,
}

impl From<Camera> for CameraView {
    fn from(Camera { elevation, azimuth, zoom }: Camera) -> Self {
        Self { elevation, azimuth, zoom }
    }
}

pub(super) fn view(panel: &Surface, context: &Context<'_>) -> SurfaceView {
    let texts = &context.texts.surface;
    let Surface { layout, sees_through, camera, .. } = *panel;
    let camera = CameraView::from(camera);
    if !panel.is_shown() {
        return SurfaceView {
            layout,
            sees_through,
            camera,
            description: String::new(),
            note: String::new(),
        };
    }
    let config = context.runner.config();
    let note = if panel.is_empty {
        texts.empty.to_owned()
    } else {
        let labels = config.labels();
        let mut note = String::new();
        for (text, racers) in
            [(texts.hidden, &panel.hidden), (texts.off_surface, &panel.off_surface)]
        {
            let names: Vec<&str> =
                racers.iter().filter_map(|racer| Some(labels.get(*racer)?.as_str())).collect();
            if !names.is_empty() {
                add_sentence(&mut note, &fill(text, &[&names.join(", ")]));
            }
        }
        note
    };
    let is_logarithmic = panel.plot.as_ref().is_some_and(SurfacePlot::is_logarithmic);
    let scale = if is_logarithmic { texts.logarithmic } else { texts.linear };
    let [left, right, low, high] = [config.view.x, config.view.y]
        .as_flattened()
        .iter()
        .map(|end| context.numbers.brief(*end))
        .collect::<Vec<_>>()
        .try_into()
        .unwrap_or_default();
    let mut description =
        fill(texts.picture, &[&config.objective.reading(), &left, &right, &low, &high, scale]);
    add_sentence(&mut description, &place_of(panel.camera, context));
    add_sentence(&mut description, &note);
    SurfaceView { layout, sees_through, camera, description, note }
}

/// Where the camera is, in a sentence.
pub(super) fn place_of(camera: Camera, context: &Context<'_>) -> String {
    let [elevation, azimuth] =
        [camera.elevation, camera.azimuth].map(|angle| context.numbers.integer(angle.round()));
    fill(context.texts.surface.camera, &[&elevation, &azimuth])
}
