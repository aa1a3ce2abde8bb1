//! Still pictures.

use std::ops::RangeInclusive;

use downhill::{InputError, Link, OptimizerRunner, Value};
use downhill_plot::Sheet;
use png::{ColorType, Compression, Encoder, Filter, PixelDimensions, Unit};
use tiny_skia::Pixmap;

use crate::drawing::Drawing;
use crate::error::ExportError;

/// How many pixels wide a CSS px of a picture can be.
pub const SCALES: RangeInclusive<u32> = 1..=4;

/// Pixels to the metre at 96 to the inch, as a CSS px has them.
const PIXELS_PER_METRE: u32 = 3780;

/// A run after `step` steps on a sheet, as a PNG with `scale` pixels to the CSS px. In its texts are a
/// sentence that describes it ([`Sheet::summary`]) and the run, which a page or `downhill` reads. If `runner` has
/// taken fewer steps, its last step is shown.
///
/// # Errors
/// If the scale or the size is not allowed.
pub fn png(
    runner: &OptimizerRunner,
    step: u32,
    sheet: &Sheet,
    scale: u32,
) -> Result<Vec<u8>, ExportError> {
    check_scale(scale)?;
    let step = step.min(runner.step_count());
    let mut drawing = Drawing::new(runner, sheet, scale)?;
    encode(
        drawing.show(step).pixmap(),
        scale,
        &sheet.summary(runner, step),
        &run_text(runner, Some(step)),
    )
}

/// The run as a link has it, which is written into pictures so that they can become the run again.
pub(crate) fn run_text(runner: &OptimizerRunner, step: Option<u32>) -> String {
    let config = runner.config().clone();
    let step = step.map(|step| step.min(config.steps));
    Link { config, step }.to_text()
}

pub(crate) fn check_scale(scale: u32) -> Result<(), InputError> {
    if SCALES.contains(&scale) {
        return Ok(());
    }
    let given = Value::Number(f64::from(scale));
    Err(InputError::not_allowed("scale", &given, "a whole number from 1 to 4"))
}

/// A picture without transparency as a PNG.
fn encode(
    picture: &Pixmap,
    scale: u32,
    description: &str,
    run: &str,
) -> Result<Vec<u8>, ExportError> {
    let rgb: Vec<u8> =
        picture.pixels().iter().flat_map(|at| [at.red(), at.green(), at.blue()]).collect();
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_color(ColorType::Rgb);
    encoder.set_compression(Compression::High);
    // Most pixels are those of a few bands, and what filters leave of them repeats less.
    encoder.set_filter(Filter::NoFilter);
    let density = PIXELS_PER_METRE * scale;
    let density = PixelDimensions { xppu: density, yppu: density, unit: Unit::Meter };
    encoder.set_pixel_dims(Some(density));
    for (name, text) in [("Description", description), ("Source", run), ("Software", "Downhill")] {
        encoder.add_itxt_chunk(name.to_owned(), text.to_owned())?;
    }
    encoder.write_header()?.write_image_data(&rgb)?;
    Ok(bytes)
}
