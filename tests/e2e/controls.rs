//! The controls: buttons, seek bar and speed.

use serde_json::json;

use crate::session::{Session, browse};

/// Waits until the figure stands at `step`.
fn stands_at(page: &Session, step: u32) {
    page.until(&format!("step() === {step} && !playing()"));
}

#[test]
fn each_button_and_the_list_of_speeds_does_its_own() {
    browse(|page| {
        page.open_figure(&json!({}));
        let label = || -> String { page.get("return part('play').getAttribute('aria-label')") };
        assert_eq!(label(), "Play");
        for (name, step) in [("back", 99), ("restart", 0), ("forward", 1)] {
            page.click(name);
            stands_at(page, step);
        }
        page.click("play");
        page.until("playing() && step() > 2");
        assert_eq!(label(), "Pause");
        page.click("play");
        page.until("!playing()");
        assert_eq!(label(), "Play");
        page.run(
            "window.speeds = [];
             race.addEventListener('downhill-change', ({ detail }) => speeds.push([detail.control, detail.speed]));
             part('speed').focus();",
        );
        page.press("\u{e015}");
        page.until("String(speeds) === 'speed,2' && part('speed').value === '2'");
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
