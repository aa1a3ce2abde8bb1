//! Animated GIFs.

use std::borrow::Cow;
use std::io::Write;

use downhill::OptimizerRunner;
use downhill_plot::Sheet;
use gif::{AnyExtension, DisposalMethod, Encoder, Frame, Repeat};

use crate::animation::Animation;
use crate::canvas::Canvas;
use crate::colors::{Color, Histogram, Nearest};
use crate::drawing::Drawing;
use crate::error::ExportError;
use crate::png::run_text;

/// The index that stands for "as in the frame before".
const UNCHANGED: u8 = 0;
/// The colours of all frames are chosen by this many of them.
const SAMPLES: usize = 16;
/// The label of an extension with a comment, and the greatest length of its parts.
const COMMENT: u8 = 0xfe;
const COMMENT_PART: usize = 255;

/// A run on a sheet as a GIF that starts over at its end, written to `out`. The run is in its comment, as a
/// page or `downhill` reads it.
///
/// All frames share 255 colours, chosen for this figure. The first is whole; each of the others has the
/// rectangle that differs from the one before, and in it what differs. `goes_on` is called before each frame with
/// the part of the work that is done; if it returns false, nothing more is written.
///
/// # Errors
/// If the animation or the size is not allowed, if it was cancelled, or if it cannot be written.
pub fn gif(
    runner: &OptimizerRunner,
    sheet: &Sheet,
    animation: &Animation,
    out: &mut dyn Write,
    goes_on: &mut dyn FnMut(f64) -> bool,
) -> Result<(), ExportError> {
    animation.check(runner)?;
    let shown = animation.shown();
    let samples = samples(&shown);
    let mut progress = Progress { done: 0, all: samples.len() + shown.len(), goes_on };

    let mut histogram = Histogram::default();
    let mut drawing = Drawing::new(runner, sheet, animation.scale)?;
    for step in samples {
        progress.advance()?;
        histogram.add(colors(drawing.show(step)));
    }
    let mut palette = vec![[0; 3]];
    palette.append(&mut histogram.palette(255));
    let mut nearest = Nearest::new(&palette[1..]);

    // Whatever was drawn for the palette has no part in the frames.
    let mut drawing = Drawing::new(runner, sheet, animation.scale)?;
    drawing.play();
    let pixmap = drawing.show(shown.first().copied().unwrap_or_default()).pixmap();
    let size =
        [pixmap.width(), pixmap.height()].map(|side| u16::try_from(side).unwrap_or(u16::MAX));
    let mut encoder = Encoder::new(out, size[0], size[1], palette.as_flattened())?;
    encoder.set_repeat(Repeat::Infinite)?;
    let run = run_text(runner, None);
    let parts: Vec<&[u8]> = run.as_bytes().chunks(COMMENT_PART).collect();
    encoder.write_raw_extension(AnyExtension(COMMENT), &parts)?;

    let mut before = Shown::default();
    for (step, delay) in shown.iter().zip(animation.delays(shown.len())) {
        progress.advance()?;
        let after = before.next(drawing.show(*step), &mut nearest);
        let mut frame = difference(&before.indices, &after.indices, usize::from(size[0]));
        frame.delay = delay;
        encoder.write_frame(&frame)?;
        before = after;
    }
    Ok(())
}

/// What a frame shows.
#[derive(Default)]
struct Shown {
    colors: Vec<Color>,
    /// The colours in the palette.
    indices: Vec<u8>,
}

impl Shown {
    /// What the next frame shows. Most of it is as it was, and is not looked up again.
    fn next(&self, picture: &Canvas, nearest: &mut Nearest) -> Self {
        let colors: Vec<Color> = colors(picture).collect();
        let mut indices = self.indices.clone();
        if self.colors.len() == colors.len() {
            let places = indices.iter_mut().zip(&self.colors).zip(&colors);
            for ((index, old), new) in places {
                if old != new {
                    *index = nearest.index(*new) + 1;
                }
            }
        } else {
            indices = colors.iter().map(|color| nearest.index(*color) + 1).collect();
        }
        Self { colors, indices }
    }
}

/// How much of the work is done.
struct Progress<'a> {
    done: u32,
    all: usize,
    goes_on: &'a mut dyn FnMut(f64) -> bool,
}

impl Progress<'_> {
    fn advance(&mut self) -> Result<(), ExportError> {
        let all = u32::try_from(self.all.max(1)).unwrap_or(u32::MAX);
        let part = f64::from(self.done) / f64::from(all);
        self.done += 1;
        if (self.goes_on)(part) { Ok(()) } else { Err(ExportError::Cancelled) }
    }
}

/// The steps whose colours are counted, the first and the last among them.
fn samples(shown: &[u32]) -> Vec<u32> {
    let count = shown.len().min(SAMPLES);
    let last = shown.len().saturating_sub(1);
    let sample = |index: usize| shown.get(last * index / count.saturating_sub(1).max(1));
    (0..count).filter_map(sample).copied().collect()
}

fn colors(picture: &Canvas) -> impl Iterator<Item = Color> + '_ {
    picture.pixmap().pixels().iter().map(|pixel| [pixel.red(), pixel.green(), pixel.blue()])
}

/// The frame that makes one picture of another that is as wide. Without a picture before, it is all of it.
fn difference(before: &[u8], after: &[u8], width: usize) -> Frame<'static> {
    let width = width.max(1);
    if before.len() != after.len() {
        return Frame {
            width: side(width),
            height: side(after.len() / width),
            buffer: Cow::Owned(after.to_vec()),
            dispose: DisposalMethod::Keep,
            ..Frame::default()
        };
    }
    let (mut low, mut high) = ([usize::MAX; 2], [0; 2]);
    for (index, (old, new)) in before.iter().zip(after).enumerate() {
        if old != new {
            let at = [index % width, index / width];
            low = [low[0].min(at[0]), low[1].min(at[1])];
            high = [high[0].max(at[0]), high[1].max(at[1])];
        }
    }
    if low[0] > high[0] {
        // A frame has at least one pixel.
        (low, high) = ([0; 2], [0; 2]);
    }
    let mut buffer = Vec::with_capacity((high[0] + 1 - low[0]) * (high[1] + 1 - low[1]));
    for row in low[1]..=high[1] {
        let columns = row * width + low[0]..=row * width + high[0];
        let rows = before[columns.clone()].iter().zip(&after[columns]);
        buffer.extend(rows.map(|(old, new)| if old == new { UNCHANGED } else { *new }));
    }
    Frame {
        left: side(low[0]),
        top: side(low[1]),
        width: side(high[0] + 1 - low[0]),
        height: side(high[1] + 1 - low[1]),
        buffer: Cow::Owned(buffer),
        transparent: Some(UNCHANGED),
        dispose: DisposalMethod::Keep,
        ..Frame::default()
    }
}

fn side(length: usize) -> u16 {
    u16::try_from(length).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_the_rectangle_that_differs() {
        let before = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
        let after = [1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 3, 1];
        let whole = difference(&[], &before, 4);
        assert_eq!([whole.left, whole.top, whole.width, whole.height], [0, 0, 4, 3]);
        assert_eq!((&*whole.buffer, whole.transparent), (&before[..], None));
        let frame = difference(&before, &after, 4);
        assert_eq!([frame.left, frame.top, frame.width, frame.height], [1, 1, 2, 2]);
        assert_eq!((&*frame.buffer, frame.transparent), (&[2, 0, 0, 3][..], Some(0)));
        let same = difference(&after, &after, 4);
        assert_eq!(([same.width, same.height], &*same.buffer), ([1, 1], &[0][..]));
    }

    #[test]
    fn colours_are_counted_from_the_first_step_to_the_last() {
        let shown: Vec<u32> = (0..=100).collect();
        let found = samples(&shown);
        assert_eq!((found.len(), found[0], found[15]), (16, 0, 100));
        assert_eq!(samples(&[4, 9]), [4, 9]);
        assert_eq!(samples(&[4]), [4]);
    }
}
