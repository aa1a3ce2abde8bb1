//! The controls: buttons, seek bar and speed.

use serde_json::json;

use crate::session::{Session, browse};

fn step(page: &Session) -> u32 {
    page.get("return step()")
}

/// Waits until the figure stands at `step`.
fn stands_at(page: &Session, step: u32) {
    page.until(&format!("step() === {step} && !playing()"));
}

#[test]
fn buttons_step_to_and_fro_and_stop_at_the_ends() {
    browse(|page| {
        page.open_figure(&json!({}));
        stands_at(page, 100);
        page.click("forward");
        page.click("back");
        stands_at(page, 99);
        page.click("back");
        stands_at(page, 98);
        page.click("forward");
        stands_at(page, 99);
        page.click("restart");
        stands_at(page, 0);
        page.click("back");
        page.click("forward");
        stands_at(page, 1);
    });
}

#[test]
fn the_play_button_plays_and_pauses_and_says_which_it_does_next() {
    browse(|page| {
        page.open_figure(&json!({}));
        let label = || -> String { page.get("return part('play').getAttribute('aria-label')") };
        assert_eq!(label(), "Play");
        // At the end it begins again.
        page.click("play");
        page.until("playing() && step() > 2 && step() < 100");
        assert_eq!(label(), "Pause");
        page.click("play");
        page.until("!playing()");
        assert_eq!(label(), "Play");
        let stood = step(page);
        page.run("for (let frame = 0; frame < 12; frame++) await nextFrame();");
        assert_eq!(step(page), stood);
        page.click("play");
        page.until(&format!("playing() && step() > {stood}"));
        // Whoever steps wants to look, so the race stops.
        page.click("forward");
        page.until("!playing()");
    });
}

#[test]
fn the_seek_bar_is_moved_by_the_keys_of_every_slider() {
    browse(|page| {
        page.open_figure(&json!({}));
        page.run("part('seek').focus();");
        let (left, up, right, down) = ("\u{e012}", "\u{e013}", "\u{e014}", "\u{e015}");
        for (key, after) in [
            ("\u{e011}", 0),
            (right, 1),
            (up, 2),
            (left, 1),
            (down, 0),
            ("\u{e010}", 100),
            (left, 99),
        ] {
            page.press(key);
            stands_at(page, after);
        }
        // A slider's Page keys go by a tenth.
        page.press("\u{e00e}");
        page.press("\u{e00f}");
        page.until("step() < 99");
    });
}

#[test]
fn seeking_while_it_plays_goes_on_from_there() {
    browse(|page| {
        page.open_figure(&json!({"autoplay": ""}));
        page.run("await until(() => step() > 0); seek(60);");
        page.until("playing() && step() > 62 && step() < 100");
    });
}

#[test]
fn a_speed_is_so_many_times_the_articles_pace() {
    browse(|page| {
        page.open_figure(&json!({"steps": "2000", "autoplay": "", "loop": ""}));
        // "whole" takes ten seconds for any run. A machine that has much to do is slower.
        let mut last = f64::INFINITY;
        for (speed, ms) in [("0.5", 120.0), ("4", 15.0), ("whole", 5.0), ("16", 3.75)] {
            let found: f64 = page.with(
                "choose('speed', given.speed);
                 seek(100);
                 await nextFrame();
                 await nextFrame();
                 const from = step(), begun = performance.now();
                 await until(() => performance.now() - begun > 600);
                 await until(((now) => () => step() !== now)(step()));
                 return (performance.now() - begun) / (step() - from);",
                json!({"speed": speed}),
            );
            assert!((0.8 * ms..last).contains(&found), "{speed}: {found} ms, not {ms}");
            last = found;
        }
    });
}

#[test]
fn controls_have_names_and_can_be_reached_by_tab_in_their_order() {
    browse(|page| {
        page.open_figure(&json!({}));
        page.run("document.body.tabIndex = -1; document.body.focus();");
        let mut reached = Vec::new();
        for _ in 0..6 {
            page.press("\u{e004}");
            let [name, label]: [String; 2] = page.get(
                "const element = race.shadowRoot.activeElement;
                 return [element.dataset.name, element.ariaLabel ?? element.labels[0].innerText.trim()];",
            );
            assert!(!label.is_empty(), "{name}");
            reached.push(name);
        }
        assert_eq!(reached, ["restart", "back", "play", "forward", "seek", "speed"]);
        // Enter and Space press the button that has focus, once.
        page.run("await show(50); part('forward').focus();");
        page.press("\u{e007}");
        page.until("step() === 51");
        page.press(" ");
        page.until("step() === 52");
    });
}
