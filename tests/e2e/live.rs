//! What is announced reaches the live region. What is announced and when, the tests of
//! `downhill-figure` know.

use serde_json::json;

use crate::session::browse;

#[test]
fn what_is_announced_is_written_into_the_live_region_and_nothing_else() {
    browse(|page| {
        page.open_figure(&json!({"autoplay": ""}));
        page.run(
            "window.said = [text('live')];
             const live = part('live');
             new MutationObserver(() => said.push(live.textContent))
               .observe(live, { childList: true, characterData: true, subtree: true });",
        );
        // The text has changed twice meanwhile.
        page.until("step() > 8");
        page.click("play");
        page.until("!playing() && said.length > 1");
        let (said, status): (Vec<String>, String) =
            page.get("await nextFrame(); return [said, text('status')]");
        assert_eq!(said, [String::new(), format!("Paused. {status}")]);
    });
}
