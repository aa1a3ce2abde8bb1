//! The keys, which act while the figure has focus and take nothing from the page.

use serde_json::json;

use crate::session::{Session, browse};

/// A still figure at step 50, with focus, on a page that can be scrolled.
fn open(page: &Session) {
    page.open_figure(&json!({}));
    page.run(
        "const below = document.createElement('div');
         below.style.height = '5000px';
         document.body.append(below);
         window.kept = [];
         document.addEventListener('keydown', (event) => kept.push([event.key, event.defaultPrevented]));
         await show(50);
         part('figure').focus();",
    );
}

#[test]
fn keys_steer_the_figure_that_has_focus() {
    browse(|page| {
        open(page);
        page.press(".");
        page.until("step() === 51");
        page.press(",");
        page.press(",");
        page.until("step() === 49");
        page.press("k");
        page.until("playing() && step() > 49");
        page.press("k");
        page.until("!playing()");
        page.press("r");
        page.until("step() === 0");
        for (key, speed) in [(">", "2"), (">", "4"), ("<", "2"), ("w", "whole"), (">", "whole")] {
            page.press(key);
            page.until(&format!("part('speed').value === '{speed}'"));
        }
        for _ in 0..9 {
            page.press("<");
        }
        page.until("part('speed').value === '0.25'");
        let prevented: bool = page.get("return kept.every(([, prevented]) => prevented)");
        assert!(prevented);
        // They work from every control but a list of choices, where letters choose.
        page.run("part('seek').focus();");
        page.press(".");
        page.until("step() === 1");
        page.run("part('speed').focus();");
        page.press(".");
        page.run("await nextFrame(); await nextFrame();");
        page.until("step() === 1");
    });
}

#[test]
fn a_click_on_the_picture_gives_the_figure_its_keys() {
    browse(|page| {
        open(page);
        page.run("part('figure').blur();");
        page.click("picture");
        page.press(",");
        page.until("step() === 49");
    });
}

#[test]
fn keys_do_nothing_while_focus_is_elsewhere() {
    browse(|page| {
        open(page);
        page.run("part('figure').blur(); kept.length = 0;");
        let nobody: bool = page.get("return document.activeElement === document.body");
        assert!(nobody);
        for key in ["k", ".", ",", "r", "<", ">", "w"] {
            page.press(key);
        }
        page.run("await nextFrame(); await nextFrame();");
        let [step, kept, prevented]: [u32; 3] = page
            .get("return [step(), kept.length, kept.filter(([, prevented]) => prevented).length]");
        assert_eq!([step, kept, prevented], [50, 7, 0]);
        page.until("!playing() && part('speed').value === '1'");
    });
}

#[test]
fn keys_with_a_modifier_are_the_browsers() {
    browse(|page| {
        open(page);
        // Made by hand: the real ones would reload or close the page.
        let prevented: u32 = page.get(
            "let prevented = 0;
             for (const modifier of ['ctrlKey', 'altKey', 'metaKey', 'isComposing']) {
               for (const key of ['k', '.', ',', 'r', '<', '>', 'w']) {
                 const event = new KeyboardEvent('keydown',
                   { key, [modifier]: true, bubbles: true, composed: true, cancelable: true });
                 if (!part('figure').dispatchEvent(event)) prevented += 1;
               }
             }
             await nextFrame();
             await nextFrame();
             return prevented;",
        );
        assert_eq!(prevented, 0);
        page.until("step() === 50 && !playing() && part('speed').value === '1'");
    });
}

#[test]
fn the_keys_that_move_about_a_page_stay_the_pages() {
    browse(|page| {
        open(page);
        let (end, home, left, up) = ("\u{e010}", "\u{e011}", "\u{e012}", "\u{e013}");
        let (right, down, page_up, page_down) = ("\u{e014}", "\u{e015}", "\u{e00e}", "\u{e00f}");
        for key in [left, right, up, down, page_down, page_up, " ", end, home, "\u{e00c}"] {
            page.press(key);
        }
        let prevented: Vec<String> =
            page.get("return kept.filter(([, prevented]) => prevented).map(([key]) => key)");
        assert_eq!(prevented, Vec::<String>::new());
        page.until("step() === 50");
    });
}

#[test]
fn a_page_scrolls_by_its_keys_while_the_figure_has_focus() {
    browse(|page| {
        open(page);
        for key in ["\u{e015}", "\u{e00f}", " ", "\u{e010}"] {
            let before: f64 = page.get("return scrollY");
            page.press(key);
            // Until the movement has ended.
            page.run(&format!(
                "let last = -1;
                 await until(async () => {{
                   const still = scrollY > {before} && scrollY === last;
                   last = scrollY;
                   await nextFrame();
                   await nextFrame();
                   return still;
                 }});"
            ));
        }
        page.until("step() === 50");
    });
}

#[test]
fn tab_leads_from_the_figure_to_its_first_control() {
    browse(|page| {
        open(page);
        page.press("\u{e004}");
        let reached: String = page.get("return race.shadowRoot.activeElement.dataset.name");
        assert_eq!(reached, "restart");
    });
}
