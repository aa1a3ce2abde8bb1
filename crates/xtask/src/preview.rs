//! The picture that a link to the page is shown with, as a PNG: a race on its map.

use anyhow::{Result, anyhow};
use downhill::{OptimizerRunner, RunConfig};
use downhill_plot::{Picture, SceneStyle, Sheet};

/// The race that is shown, and its step: from one start, five racers take four ways to three minima.
const RUN: &str = "objective=himmelblau";
const STEP: u32 = 150;

/// Width and height in CSS px: half of what those who show links want, since the picture is seen small.
const SIZE: [f64; 2] = [600.0, 315.0];
const SCALE: u32 = 2;

/// The picture's bytes.
pub(crate) fn preview() -> Result<Vec<u8>> {
    let config = RunConfig::from_text(RUN).map_err(|error| anyhow!("{error}"))?;
    let mut runner = OptimizerRunner::new(config);
    runner.step(STEP).map_err(|error| anyhow!("{error}"))?;
    let sheet =
        Sheet { size: SIZE, style: SceneStyle::default(), title: None, picture: Picture::Map };
    Ok(downhill_export::png(&runner, STEP, &sheet, SCALE)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_of_the_size_that_previews_have_and_soon_loaded() {
        let bytes = preview().unwrap();
        assert!(bytes.len() <= 160_000, "{} bytes", bytes.len());
        let (start, end) = (&bytes[..24], &bytes[bytes.len() - 12..]);
        assert!(start.starts_with(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"), "{start:?}");
        assert_eq!(start[16..], [0, 0, 4, 0xb0, 0, 0, 2, 0x76]);
        // The checksum that every PNG ends with.
        assert_eq!(end, b"\0\0\0\0IEND\xae\x42\x60\x82");
    }
}
