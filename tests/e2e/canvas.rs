//! The canvases: crisp at every pixel ratio, every racer visible, and no more work than a frame needs.

use downhill::RunConfig;
use downhill_plot::{Identity, Palette};
use serde_json::json;

use crate::session::{Wishes, browse, browse_with};

#[test]
fn canvases_have_as_many_pixels_as_the_screen() {
    for ratio in [1.0, 1.5, 2.0, 3.0] {
        let argument = format!("--force-device-scale-factor={ratio}");
        let wishes = Wishes { arguments: &[&argument], ..Wishes::default() };
        browse_with(&wishes, |page| {
            // Only with outlines is there something on all of them.
            page.open_figure(&json!({"preset": "article-gif"}));
            for width in [576.0, 431.0] {
                let sizes: Vec<[f64; 5]> = page.with(
                    "race.style.width = `${given}px`;
                     const near = () => Math.abs(canvases()[0].width - given * devicePixelRatio) < 2;
                     await until(near);
                     await settled();
                     return canvases().map((canvas) => {
                       const { width, height } = canvas.getBoundingClientRect();
                       return [devicePixelRatio, width, height, canvas.width, canvas.height];
                     });",
                    width,
                );
                assert_eq!(sizes.len(), 4);
                for [found, wide, high, across, down] in sizes {
                    assert_eq!((found, wide), (ratio, width));
                    // Where the picture begins between two pixels, it may cover one more or less.
                    assert!((across - wide * ratio).abs() <= 0.5, "{across} for {wide} × {ratio}");
                    assert!((down - high * ratio).abs() < 1.0, "{down} for {high} × {ratio}");
                }
            }
        });
    }
}

#[test]
fn on_a_shared_line_every_racer_can_be_seen() {
    browse(|page| {
        page.open_figure(&json!({"preset": "article"}));
        // AdaGrad, RMSProp and Adam take the diagonal; as far as AdaGrad goes it is all three's, and
        // nobody else is near until y = −0.65.
        let racers = Identity::of(&RunConfig::default(), Palette::default());
        let colors: Vec<[u8; 3]> = racers[2..].iter().map(|racer| racer.color.0).collect();
        let counts: [u32; 3] = page.with(
            "const colors = given;
             await show(100);
             const core = canvases()[2];
             const data = pixels(core);
             const counts = [0, 0, 0];
             for (let x = Math.round(1.3 * 288); x < 1.65 * 288; x++) {
               for (let y = Math.floor(x * 0.75) - 2; y <= x * 0.75 + 2; y++) {
                 const pixel = at(data, core.width, x, y);
                 const which = colors.findIndex((color) =>
                   pixel[3] > 200 && color.every((part, index) => Math.abs(part - pixel[index]) < 40));
                 if (which >= 0) counts[which] += 1;
               }
             }
             return counts;",
            colors,
        );
        for count in counts {
            // Of 126 px, almost three periods of the dashes; every racer draws alone once in each.
            assert!(count >= 8, "{counts:?}");
        }
    });
}

/// How many canvas calls a frame takes on average, playing from a step of a run of many steps.
const CALLS_PER_FRAME: &str = "
    seek(given);
    await until(() => step() === given, 90000);
    await settled(90000);
    watch.count(true);
    click('play');
    await until(() => playing());
    const [calls, asked] = [watch.calls, watch.asked];
    await until(() => watch.asked >= asked + 60);
    const each = (watch.calls - calls) / (watch.asked - asked);
    click('play');
    await until(() => !playing());
    watch.count(false);
    return each;";

#[test]
fn a_frames_work_does_not_grow_with_the_run() {
    browse(|page| {
        page.open_figure(&json!({"steps": "1000000", "autoplay": ""}));
        page.run("await until(() => playing()); click('play');");
        let early: f64 = page.with(CALLS_PER_FRAME, 100);
        let late: f64 = page.with(CALLS_PER_FRAME, 999_900);
        assert!(early > 0.0);
        assert!(late <= 1.2 * early + 20.0, "{late} calls a frame, and {early} near the start");
    });
}
