//! Lessons, and the article's words, tested, on the page. What is read of which run, the tests of
//! `downhill-figure` know.

use downhill::RunConfig;
use downhill_figure::panels::story::{StoryKind, stories};
use serde_json::Value;

use crate::api::assert_same;
use crate::session::browse;

#[test]
fn a_story_is_chosen_from_the_list_and_what_is_read_is_told_of_the_run_that_is_shown() {
    browse(|page| {
        page.goto("");
        page.until("ready() && playing()");
        for which in [0, 3, 10, 26] {
            let story = stories().nth(which).unwrap();
            let (title, text, verdict, config): (String, String, String, Value) = page.with(
                "click('lessons');
                 const choice = document.querySelector(`[data-story=\"${given}\"]`);
                 const title = choice.querySelector('b').textContent;
                 choice.click();
                 await until(() => document.querySelector('#story h2').textContent === title && document.querySelector('#story .verdict span') && playing());
                 const card = document.querySelector('#story');
                 return [card.querySelector('h2').textContent, card.querySelector('.text').textContent, card.querySelector('.verdict').dataset.verdict, race.config];",
                which,
            );
            assert_eq!([title.as_str(), &text], [story.title(), story.text()]);
            let run: RunConfig = story.run().parse().unwrap();
            assert_same(&config, &serde_json::to_value(&run).unwrap(), title.as_str());
            let is_seen = verdict == "true" || verdict == "conditional";
            assert!(is_seen || story.kind() == StoryKind::Claim, "{title}: {verdict}");
        }
        // Whoever changes the run sees what comes of it, and what stays is spoken.
        let verdicts: [String; 2] = page.get(
            "click('lessons');
             document.querySelector('[data-story=\"10\"]').click();
             const verdict = () => document.querySelector('#story .verdict')?.dataset.verdict;
             const found = [await until(() => verdict() === 'conditional' && verdict())];
             await enter(id('racer-0-lr'), '0.02');
             await until(() => document.querySelector('#story .verdict[role=status]') && verdict() === 'false');
             return [...found, verdict()];",
        );
        assert_eq!(verdicts, ["conditional", "false"]);
        page.run("click('leave-story'); await until(() => part('start-lessons'));");
    });
}

#[test]
fn keys_alone_lead_through_the_lessons() {
    browse(|page| {
        page.goto("");
        page.until("ready() && playing() && part('start-lessons')");
        page.run("part('start-lessons').focus();");
        page.press("\u{E007}");
        page.until(
            "document.querySelector('#story .place')?.textContent.includes('Lesson 1 of 8')",
        );
        page.run("part('next-story').focus();");
        page.press("\u{E007}");
        page.until("document.querySelector('#story .place').textContent.includes('Lesson 2 of 8')");
        let kept: bool = page.get("return document.activeElement === part('next-story')");
        assert!(kept, "the focus stays, for the next one");
    });
}
