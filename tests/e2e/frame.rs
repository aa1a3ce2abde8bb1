//! `embed.html` in an `<iframe>`, and by itself.

use serde_json::{Value, json};

use crate::session::{browse, dist};

/// Puts a sandboxed frame into the page.
const FRAME: &str = "const frame = document.createElement('iframe');
     Object.assign(frame, { sandbox: 'allow-scripts', src: `/downhill/embed.html${given}`, width: 600, height: 100 });
     document.querySelector('main').append(frame);
     await new Promise((done) => (frame.onload = done));";

#[test]
fn a_sandboxed_frame_runs_and_tells_its_height() {
    browse(|page| {
        page.goto("fixtures/plain.html");
        let _: Value = page.with(
            &format!(
                "window.told = [];
                 addEventListener('message', ({{ data, origin }}) => told.push([data, origin]));
                 {FRAME}
                 const script = document.createElement('script');
                 script.src = '/downhill/embed-height.js';
                 document.head.append(script);"
            ),
            "?objective=rosenbrock&racers=sgd,adam(lr=0.1)%23my%20one&steps=80&autoplay&loop&theme=light",
        );
        page.in_frame(0, || {
            page.until("ready() && playing() && step() > 3");
            let [label, steps, theme]: [String; 3] =
                page.get("return [text('label1'), part('seek').max, part('figure').dataset.theme]");
            assert_eq!([label.as_str(), &steps, &theme], ["my one", "80", "light"]);
        });
        // The page around it has given it the height that it asked for, and no more is told.
        page.until("document.querySelector('iframe').getBoundingClientRect().height > 500");
        let [height, asked, origin]: [Value; 3] = page.get(
            "const [data, origin] = told.at(-1);
             if (Object.keys(data).sort().join() !== 'height,type' || data.type !== 'downhill-height') throw new Error(JSON.stringify(data));
             return [document.querySelector('iframe').style.height, `${data.height}px`, origin];",
        );
        assert_eq!(height, asked);
        assert_eq!(origin, "null", "of no origin, as the sandbox wants it");
        page.in_frame(0, || {
            let fits: bool = page.get(
                "const page = document.documentElement;
                 return page.scrollHeight <= page.clientHeight",
            );
            assert!(fits);
        });
        // Another frame gets no height, whatever it asks for.
        page.run(
            "const frame = document.createElement('iframe');
             frame.src = '/fixtures/blank.html';
             document.querySelector('main').append(frame);
             await new Promise((done) => (frame.onload = done));",
        );
        page.in_frame(1, || {
            page.run("parent.postMessage({ type: 'downhill-height', height: 9000 }, '*');");
        });
        let heights: Vec<String> = page.get(
            "await until(() => told.at(-1)[0].height === 9000);
             return [...document.querySelectorAll('iframe')].map(({ style }) => style.height);",
        );
        assert_eq!(heights, [asked.as_str().unwrap(), ""]);
    });
}

#[test]
fn what_the_address_has_too_much_is_said_as_text() {
    browse(|page| {
        page.goto("fixtures/plain.html");
        let _: Value = page.with(
            FRAME,
            "?onclick=alert(1)&<img src=x>&formula=x^2+y^2&style=x&utm_source=y&objektive=<b>",
        );
        page.in_frame(0, || {
            page.until("ready() && document.querySelector('body > p')");
            let [note, attributes, formula]: [String; 3] = page.get(
                "return [document.querySelector('body > p').textContent, race.getAttributeNames().sort().join(), race.config.objective.formula]",
            );
            assert_eq!(note, "Ignored in the address: \"objektive\" is not known.");
            assert_eq!(attributes, "formula,loading,racers,start,steps,view");
            assert_eq!(formula, "x^2+y^2");
        });
    });
}

#[test]
fn what_the_address_has_twice_counts_once_and_is_said() {
    browse(|page| {
        page.goto("fixtures/plain.html");
        let _: Value =
            page.with(FRAME, "?objective=bowl&objective=beale&formula=x^2&steps=7&steps=9");
        page.in_frame(0, || {
            page.until("ready() && document.querySelector('body > p')");
            let (note, objective, steps): (String, String, u32) = page.get(
                "return [document.querySelector('body > p').textContent, race.config.objective, race.config.steps]",
            );
            let phrase = |name| format!("{name} is given twice; the first is taken");
            let phrases = ["objective", "formula", "steps"].map(phrase).join("; ");
            assert_eq!(note, format!("Ignored in the address: {phrases}."));
            assert_eq!((objective.as_str(), steps), ("bowl", 7));
        });
    });
}

#[test]
fn what_the_address_has_wrong_is_said_and_the_rest_is_shown() {
    browse(|page| {
        page.visit(&page.url(
            "downhill/embed.html?v1&objective=rosenbrock&steps=700&start=1&theme=blue&racers=sgd,adma&step=250",
        ));
        page.until("ready() && step() === 250 && document.querySelector('body > p')");
        let shown: Value = page.get(
            "const { objective, steps, racers } = race.config;
             return [objective, steps, racers.length, part('message').hidden];",
        );
        assert_eq!(shown, json!(["rosenbrock", 700, 5, true]));
        let note: String = page.get("return document.querySelector('body > p').textContent");
        let said = [
            "theme is \"blue\"; it must be one of auto, light, dark",
            "start is [1]; it must be two finite numbers",
            "racers[1].optimizer is \"adma\"; it must be one of sgd, ",
        ];
        for sentence in said {
            assert!(note.contains(sentence), "{note}");
        }
        assert!(!note.contains("usual race") && !note.contains("picture stays"), "{note}");
        // What a later version means is not known.
        page.visit(&page.url("downhill/embed.html?v2&objective=rosenbrock"));
        page.until("ready() && document.querySelector('body > p')");
        let [objective, note]: [String; 2] = page
            .get("return [race.config.objective, document.querySelector('body > p').textContent];");
        assert_eq!(objective, "gaussian");
        assert_eq!(note, "Ignored in the address: the link is of version v2; it must be v1.");
    });
}

#[test]
fn an_address_is_read_however_it_was_encoded() {
    browse(|page| {
        for address in [
            "?objective=bowl&racers=sgd adam(lr=0.1)%23one%2C%20two&autoplay=false",
            "?objective=bowl&racers=sgd%2Cadam%28lr%3D0.1%29%23one%252C%20two",
            "?v1&objective=bowl&racers=sgd,adam(lr=0.1)#two",
        ] {
            page.visit(&page.url(&format!("downhill/embed.html{address}")));
            page.until("ready()");
            let [objective, lr, count]: [Value; 3] = page.get(
                "return [race.config.objective, race.config.racers[1].lr, race.config.racers.length]",
            );
            assert_eq!((objective, lr, count), ("bowl".into(), 0.1.into(), 2.into()), "{address}");
            let [hidden, playing]: [bool; 2] =
                page.get("return [part('message').hidden, race.playing]");
            assert!(hidden && !playing, "{address}");
        }
    });
}

#[test]
fn it_opens_from_a_file() {
    browse(|page| {
        let file = dist().join("downhill/embed.html");
        page.visit(&format!("file://{}?objective=booth&shown-step=9", file.display()));
        page.until("ready() && step() === 9");
        page.until("race.config.objective === 'booth'");
    });
}

#[test]
fn a_module_that_is_inlined_is_read_in_browsers_that_have_no_function_for_it() {
    browse(|page| {
        page.before_scripts("delete Uint8Array.fromBase64;");
        page.goto("downhill/embed.html");
        page.until("ready()");
    });
}
