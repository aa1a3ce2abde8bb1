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
fn keys_steer_the_figure_that_has_focus_but_not_from_a_list_of_choices() {
    browse(|page| {
        open(page);
        page.press(".");
        page.until("step() === 51");
        page.press("k");
        page.until("playing()");
        page.press("k");
        page.until("!playing()");
        page.press(">");
        page.until("part('speed').value === '2'");
        let prevented: bool = page.get("return kept.every(([, prevented]) => prevented)");
        assert!(prevented, "the page gets none of them");
        // They work from every control but a list of choices, where letters choose.
        page.press("r");
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
fn keys_do_nothing_while_focus_is_elsewhere_until_the_picture_is_clicked() {
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
        page.click("picture");
        page.press(",");
        page.until("step() === 49");
    });
}

#[test]
fn keys_with_a_modifier_and_those_that_move_about_a_page_are_the_pages() {
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
             kept.length = 0;
             return prevented;",
        );
        assert_eq!(prevented, 0, "with a modifier");
        let (end, home, left, up) = ("\u{e010}", "\u{e011}", "\u{e012}", "\u{e013}");
        let (right, down, page_up, page_down) = ("\u{e014}", "\u{e015}", "\u{e00e}", "\u{e00f}");
        for key in [left, right, up, down, page_down, page_up, " ", end, home, "\u{e00c}"] {
            page.press(key);
        }
        let (count, prevented): (u32, Vec<String>) = page.get(
            "return [kept.length, kept.filter(([, prevented]) => prevented).map(([key]) => key)]",
        );
        assert_eq!((count, prevented), (10, Vec::new()));
        page.until("step() === 50 && !playing() && part('speed').value === '1'");
    });
}

#[test]
fn a_page_scrolls_by_its_keys_and_tab_leads_to_the_first_control_while_the_figure_has_focus() {
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
        page.press("\u{e004}");
        let reached: String = page.get("return race.shadowRoot.activeElement.dataset.name");
        assert_eq!(reached, "restart");
    });
}
