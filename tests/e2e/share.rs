//! What "Share" offers reproduces the run.

use downhill::{Link, OptimizerRunner};
use downhill_plot::SceneStyle;
use serde_json::{Value, json};

use crate::session::{Session, browse};

/// A run with all that an address and an attribute have trouble with.
const RUN: &str = "v1&formula=sin(x)*cos(y)+%20x^2/9&view=-3:3,-3:3&levels=-1,0,0.5,1.25\
     &start=1.5,-2&steps=90&noise=sigma=0.1,seed=7,shared=true\
     &racers=sgd(lr=0.1)%23a%20%22quote%22,adam(lr=0.2,color=ff0000)%23%3Cb%3E%26,rmsprop(off=true)&step=57";

/// Opens that run and the panel, and gives its texts.
fn open(page: &Session) -> Value {
    page.goto(&format!("#{RUN}"));
    page.until("ready() && step() === 57");
    page.get(
        "click('share');
         const field = (name) => document.querySelector(`[data-share=${name}]`).value;
         await until(() => field('link'));
         window.before = [JSON.stringify(race.config), race.shownStep];
         return Object.fromEntries(['link', 'element', 'frame', 'poster'].map((name) => [name, field(name)]));",
    )
}

fn runner() -> (OptimizerRunner, u32) {
    let link = Link::read(RUN);
    assert!(link.ignored.is_empty(), "{:?}", link.ignored);
    let mut runner = OptimizerRunner::new(link.link.config);
    runner.step(90).unwrap();
    (runner, link.link.step.unwrap())
}

/// Asserts that the figure of the page that is open now shows that run.
fn assert_run(page: &Session) {
    page.until("ready() && step() === 57");
    let (runner, _) = runner();
    let [config, playing]: [Value; 2] = page.get("return [race.config, race.playing]");
    let expected = serde_json::to_value(runner.config()).unwrap();
    crate::api::assert_same(&config, &expected, "config");
    assert_eq!(playing, false);
}

/// Puts HTML into a page, whose scripts run as if it had been there.
const INSERT: &str = "const made = document.createRange().createContextualFragment(given);
     const frame = made.querySelector('iframe');
     const loaded = frame && new Promise((done) => (frame.onload = done));
     if (frame) frame.loading = 'eager';
     document.querySelector('main').append(made);
     await loaded;";

#[test]
fn the_link() {
    browse(|page| {
        let texts = open(page);
        let link = texts["link"].as_str().unwrap();
        page.goto("fixtures/blank.html");
        page.visit(link);
        assert_run(page);
        assert!(
            link.ends_with("&step=57") && !link.contains(' ') && link.matches('#').count() == 1
        );
    });
}

#[test]
fn the_element() {
    browse(|page| {
        let texts = open(page);
        page.goto("fixtures/plain.html");
        let _: Value = page.with(INSERT, texts["element"].clone());
        // A reader that strips scripts has a link and a sentence.
        let [tag, sentence]: [String; 2] = page.get(
            "const link = race.querySelector('a'); return [link.localName, link.textContent];",
        );
        assert_eq!(tag, "a");
        assert!(
            sentence.starts_with("2 optimizers on f(x, y) = sin(x)*cos(y) + x^2/9 from (1.5, "),
            "{sentence}"
        );
        assert!(sentence.contains("<b>&"), "{sentence}");
        assert_run(page);
        let marked: bool = page.get("return document.querySelector('b') === null");
        assert!(marked);
    });
}

#[test]
fn the_frame() {
    browse(|page| {
        let texts = open(page);
        page.goto("fixtures/plain.html");
        let _: Value = page.with(
            &format!(
                "{INSERT}
                 if (String(frame.sandbox) !== 'allow-scripts') throw new Error(frame.sandbox);"
            ),
            texts["frame"].clone(),
        );
        page.in_frame(0, || assert_run(page));
    });
}

#[test]
fn the_frame_shows_all_of_it_however_wide_it_is() {
    browse(|page| {
        page.goto("");
        page.until("ready() && playing()");
        let snippet: Value = page.get(
            "click('play');
             click('share');
             const field = document.querySelector('[data-share=frame]');
             return await until(() => field.value);",
        );
        page.goto("fixtures/plain.html");
        let _: Value = page.with(INSERT, snippet);
        for width in [390, 640, 800, 1200] {
            let _: Value =
                page.with("document.querySelector('iframe').style.width = `${given}px`;", width);
            page.in_frame(0, || {
                page.run(&format!("await until(() => ready() && innerWidth === {width});"));
                let [fits, wide, high]: [f64; 3] = page.get(
                    "await frames(6);
                     const { scrollHeight, clientHeight } = document.documentElement;
                     const { width, height } = part('picture').getBoundingClientRect();
                     return [clientHeight - scrollHeight, width, height];",
                );
                assert!(fits >= 0.0, "{width} px: {fits} px too high");
                assert!((wide / high - 4.0 / 3.0).abs() < 0.02, "{width} px: {wide} by {high}");
                assert!(wide > 200.0, "{width} px: {wide}");
            });
        }
    });
}

#[test]
fn the_still_picture() {
    browse(|page| {
        let texts = open(page);
        let [svg, width]: [Value; 2] = page.get(
            "let made;
             const create = URL.createObjectURL;
             URL.createObjectURL = (blob) => { made = blob; return create.call(URL, blob); };
             HTMLAnchorElement.prototype.click = () => {};
             document.querySelector('[data-download]').click();
             const svg = await made.text();
             const image = new Image();
             image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
             await image.decode();
             return [svg, image.naturalWidth];",
        );
        assert_eq!(width, 576);
        let (runner, step) = runner();
        let style = SceneStyle { axes: true, ..SceneStyle::default() };
        let expected = downhill_plot::poster(&runner, step, [576.0, 432.0], style);
        assert_eq!(svg.as_str().unwrap(), expected);
        let sentence = downhill_plot::summary(&runner, step);
        // The page itself takes no markup from scripts.
        page.goto("fixtures/blank.html");
        let image: Value = page.with(
            "const { body } = new DOMParser().parseFromString(given, 'text/html');
             const [image] = body.children;
             return [body.children.length, image.alt, image.getAttribute('width'), image.getAttribute('src')];",
            texts["poster"].clone(),
        );
        assert_eq!(image, json!([1, sentence, "576", "downhill.svg"]));
    });
}

#[test]
fn it_is_copied_by_a_button_or_selected_for_the_keyboard() {
    browse(|page| {
        let texts = open(page);
        let [copied, said]: [String; 2] = page.get(
            "let copied;
             Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => (copied = text) } });
             document.querySelector('[data-copy=link]').click();
             await until(() => text('copied'));
             return [copied, text('copied')];",
        );
        assert_eq!([copied.as_str(), &said], [texts["link"].as_str().unwrap(), "Copied."]);
        let selected: bool = page.get(
            "Object.defineProperty(navigator.clipboard, 'writeText', { value: async () => { throw new Error('no'); } });
             document.querySelector('[data-copy=frame]').click();
             const field = document.querySelector('[data-share=frame]');
             return until(() => field.selectionStart === 0 && field.selectionEnd === field.value.length);",
        );
        assert!(selected);
        // What is offered is always of the step that stands.
        page.run(
            "seek(12);
             await until(() => document.querySelector('[data-share=link]').value.endsWith('&step=12'));",
        );
    });
}

#[test]
fn while_it_is_open_back_brings_its_run_into_every_text() {
    browse(|page| {
        page.goto("");
        page.until("ready() && playing()");
        let found: Value = page.get(
            "for (const name of ['booth', 'bowl']) {
               await chooseObjective(name);
               await until(() => location.hash.includes(name));
             }
             click('share');
             const text = (name) => document.querySelector(`[data-share=${name}]`).value;
             await until(() => text('link').includes('bowl'));
             history.back();
             await until(() => text('link').includes('booth'));
             await rendered();
             return [race.config.objective, playing(), ...['link', 'element', 'frame'].map((name) => text(name).includes('booth') && !text(name).includes('bowl'))];",
        );
        assert_eq!(found[0], "booth");
        assert_eq!(found.as_array().unwrap()[2..], [true, true, true], "{found}");
    });
}
