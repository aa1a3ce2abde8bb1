//! The picture against the article's own frames, of which only measured numbers are kept.

use downhill::{OptimizerRunner, Preset};
use downhill_plot::View;
use serde_json::json;

use crate::article::{FIELD, HEADS};
use crate::session::browse;

/// The size of the article's frames in px.
const SIZE: [f64; 2] = [576.0, 432.0];

#[test]
fn heads_are_where_the_articles_frames_have_their_markers() {
    let config = Preset::ArticleGif.config();
    let view = View { bounds: config.view, width: SIZE[0], height: SIZE[1] };
    let mut runner = OptimizerRunner::new(config);
    runner.step(100).unwrap();
    for (step, racer, marker) in HEADS {
        let at = 2 * step;
        let path = runner.trajectory(racer).unwrap();
        let ours = view.to_px([path[at], path[at + 1]]);
        for axis in 0..2 {
            // Matplotlib moves markers to the middle of the next whole pixel.
            let off = (ours[axis] - marker[axis]).abs();
            assert!(off <= 1.0, "racer {racer} after {step}: {ours:?}, not {marker:?}");
        }
    }
}

#[test]
fn heads_are_drawn_in_their_colour_where_the_articles_frames_have_their_markers() {
    let colors = ["#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd"];
    browse(|page| {
        page.open_figure(&json!({"preset": "article-gif"}));
        let size: [f64; 2] =
            page.get("const { width, height } = canvases()[0]; return [width, height]");
        assert_eq!(size, SIZE);
        let mut seen = 0;
        for (step, racer, marker) in HEADS {
            // Heads that meet cover one another: the later racer's is on top.
            let covered = HEADS.iter().any(|(at, other, place)| {
                let near = (0..2).all(|axis| (place[axis] - marker[axis]).abs() < 9.0);
                *at == step && *other > racer && near
            });
            if covered {
                continue;
            }
            seen += 1;
            let [red, green, blue, opaque]: [u8; 4] = page.with(
                "const [step, x, y] = given;
                 await show(step);
                 const heads = canvases()[3];
                 return at(pixels(heads), heads.width, x, y);",
                json!([step, marker[0].floor(), marker[1].floor()]),
            );
            let found = format!("#{red:02x}{green:02x}{blue:02x}");
            assert_eq!(
                (found.as_str(), opaque),
                (colors[racer], 255),
                "racer {racer} after {step}"
            );
        }
        assert_eq!(seen, 16);
    });
}

#[test]
fn a_heads_pixels_are_centred_on_its_iterate() {
    let mut runner = OptimizerRunner::new(Preset::ArticleGif.config());
    runner.step(100).unwrap();
    let view = View { bounds: runner.config().view, width: SIZE[0], height: SIZE[1] };
    browse(|page| {
        page.open_figure(&json!({"preset": "article-gif"}));
        // SGD's circle and SGD+Momentum's square are symmetric, and apart from all others.
        for (step, racer, color) in
            [(24_usize, 0, [31, 119, 180]), (24, 1, [255, 127, 14]), (49, 0, [31, 119, 180])]
        {
            let centre: [f64; 2] = page.with(
                "await show(given.step);
                 const heads = canvases()[3];
                 const data = pixels(heads);
                 let [sum, sumX, sumY] = [0, 0, 0];
                 for (let y = given.y - 6; y < given.y + 6; y++) {
                   for (let x = given.x - 6; x < given.x + 6; x++) {
                     const pixel = at(data, heads.width, x, y);
                     if (given.color.every((part, index) => Math.abs(part - pixel[index]) < 3)) {
                       sum += 1;
                       sumX += x + 0.5;
                       sumY += y + 0.5;
                     }
                   }
                 }
                 return [sumX / sum, sumY / sum];",
                {
                    let path = runner.trajectory(racer).unwrap();
                    let [x, y] = view.to_px([path[2 * step], path[2 * step + 1]]);
                    json!({"step": step, "color": color, "x": x.round(), "y": y.round()})
                },
            );
            let path = runner.trajectory(racer).unwrap();
            let ours = view.to_px([path[2 * step], path[2 * step + 1]]);
            for axis in 0..2 {
                let off = (centre[axis] - ours[axis]).abs();
                assert!(off < 0.6, "racer {racer} after {step}: {centre:?}, not {ours:?}");
            }
        }
    });
}

#[test]
fn bands_have_the_colours_of_the_articles_frames() {
    browse(|page| {
        page.open_figure(&json!({"preset": "article-gif"}));
        let points: Vec<[u32; 2]> = FIELD.iter().map(|(place, _)| *place).collect();
        let found: Vec<[u8; 4]> = page.with(
            "const field = canvases()[0];
             const data = pixels(field);
             return given.map(([x, y]) => at(data, field.width, x, y));",
            json!(points),
        );
        let mut wrong = Vec::new();
        for ((place, color), pixel) in FIELD.iter().zip(&found) {
            let parts = [16, 8, 0].map(|shift| u8::try_from(color >> shift & 0xff).unwrap());
            let near = parts.iter().zip(pixel).all(|(one, other)| one.abs_diff(*other) <= 2);
            if !near || pixel[3] != 255 {
                wrong.push(format!("{place:?}: {pixel:?}, not {parts:?}"));
            }
        }
        assert_eq!((found.len(), wrong), (200, Vec::<String>::new()));
    });
}
