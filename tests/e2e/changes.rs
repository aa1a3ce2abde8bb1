//! What a race keeps when it is changed, sought or left.

use serde_json::json;

use crate::session::browse;

#[test]
fn a_paused_race_stays_paused_where_it_was_when_its_run_changes() {
    browse(|page| {
        page.open_figure(&json!({"preset": "article", "autoplay": "", "loop": ""}));
        page.until("step() > 5");
        page.click("play");
        page.until("!playing()");
        let [before, after]: [u32; 2] = page.get(
            "await settled();
             const before = step();
             race.setAttribute('preset', 'article-gif');
             await nextFrame();
             await settled();
             return [before, step()];",
        );
        assert_eq!(before, after);
        page.until("!playing()");
    });
}

#[test]
fn seeking_ahead_of_the_computation_speaks_of_the_step_once_it_is_there() {
    browse(|page| {
        page.open_blank();
        let spoken: Vec<String> = page.get(
            "const made = document.createElement('downhill-race');
             made.setAttribute('steps', '1000000');
             made.setAttribute('racers', 'sgd');
             made.setAttribute('autoplay', '');
             made.style.width = '400px';
             document.querySelector('main').append(made);
             await until(() => playing());
             click('play');
             await until(() => !playing());
             const said = [];
             const live = part('live');
             new MutationObserver(() => said.push(live.textContent))
               .observe(live, { childList: true, characterData: true, subtree: true });
             const bar = part('seek');
             bar.value = 1000000;
             bar.dispatchEvent(new Event('input', { bubbles: true }));
             bar.dispatchEvent(new Event('change', { bubbles: true }));
             await until(() => step() === 1000000, 60000);
             await settled();
             return [...said, bar.value];",
        );
        let (bar, said) = spoken.split_last().unwrap();
        assert_eq!(bar, "1000000");
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].starts_with("Step 1,000,000 of 1,000,000"), "{said:?}");
    });
}

#[test]
fn racers_that_stop_at_the_same_step_are_all_spoken_of() {
    browse(|page| {
        let wild = "momentum(lr=1.7e308,momentum=4)";
        page.open_figure(&json!({"racers": format!("{wild}#one {wild}#two sgd")}));
        let spoken: String = page.get("await settled(); return text('live')");
        assert!(spoken.contains("one diverged") && spoken.contains("two diverged"), "{spoken}");
    });
}

#[test]
fn a_racer_that_starts_outside_is_shown_at_the_edge_and_said_to_be_outside() {
    browse(|page| {
        page.open_figure(&json!({"racers": "sgd", "start": "5,0"}));
        let (note, shown): (String, u32) = page.get(
            "await settled();
             const canvas = canvases()[3];
             const edge = canvas.getContext('2d')
               .getImageData(canvas.width - 16, canvas.height / 2 - 10, 16, 20).data;
             return [text('note0'), edge.filter((part, index) => index % 4 === 3 && part > 0).length];",
        );
        assert_eq!(note, "outside the picture");
        assert!(shown > 30, "{shown}");
    });
}

#[test]
fn the_text_follows_while_only_the_controls_are_in_view() {
    browse(|page| {
        page.open_figure(&json!({}));
        page.run(
            "document.body.style.paddingBottom = '3000px';
             const bottom = part('picture').getBoundingClientRect().bottom + scrollY;
             scrollTo(0, bottom + 1);
             await until(() => part('picture').getBoundingClientRect().bottom <= 0);
             await pause(100);
             click('restart');",
        );
        page.until("step() === 0");
    });
}
