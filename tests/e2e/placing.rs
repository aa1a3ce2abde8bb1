//! The figure in its page: its width in any box, room for it before it is there, other documents, and pages
//! that are written from right to left.

use serde_json::{Value, json};

use crate::session::{Session, browse};

#[test]
fn it_has_a_width_of_its_own_in_a_box_that_shrinks_to_fit_and_is_never_wider_than_the_box() {
    browse(|page| {
        page.open_blank();
        for width in [900, 390, 280] {
            let found: Vec<(String, [f64; 3])> = page.with(
                "const main = document.querySelector('main');
                 const boxes = {
                   block: ['', ''],
                   'flex row': ['display: flex', ''],
                   'inline flex': ['display: inline-flex', ''],
                   'flex column': ['display: flex; flex-direction: column; align-items: center', ''],
                   float: ['display: flow-root', 'float: left'],
                   'inline block': ['', 'display: inline-block'],
                   grid: ['display: grid; justify-items: start', ''],
                   'grid auto column': ['display: grid; grid-template-columns: auto', 'justify-self: center'],
                   'table cell': ['display: table-cell', ''],
                   absolute: ['position: relative; height: 900px', 'position: absolute'],
                   'maximal content': ['', 'width: max-content; max-width: 100%'],
                   'fitting content': ['', 'width: fit-content'],
                 };
                 const found = [];
                 for (const [name, [outer, inner]] of Object.entries(boxes)) {
                   const around = document.createElement('div');
                   around.style.width = `${given}px`;
                   const box = document.createElement('div');
                   box.style.cssText = outer;
                   const made = document.createElement('downhill-race');
                   made.style.cssText = inner;
                   made.loading = 'eager';
                   made.innerHTML = `<p>${'A long text in its place. '.repeat(40)}</p>`;
                   box.append(made);
                   around.append(box);
                   main.replaceChildren(around);
                   await nextFrame();
                   const before = made.getBoundingClientRect().width;
                   await made.ready;
                   await until(() => ready(made));
                   const { width, height } = made.getBoundingClientRect();
                   if (around.scrollWidth > given) throw new Error(`${name} is ${around.scrollWidth} wide`);
                   found.push([name, [before, width, height]]);
                 }
                 return found;",
                width,
            );
            let width = f64::from(width);
            for (name, [before, after, height]) in found {
                let wanted = if name == "block" { width } else { width.min(576.0) };
                assert!((after - wanted).abs() < 1.0, "{name} in {width}: {after}");
                assert!((before - after).abs() < 1.0, "{name} in {width}: {before} at first");
                assert!(height > after * 0.75, "{name} in {width}: {height} high");
            }
        }
    });
}

#[test]
fn it_leaves_room_to_others_in_a_row() {
    browse(|page| {
        page.open_blank();
        let found: Vec<f64> = page.get(
            "const main = document.querySelector('main');
             main.innerHTML = `<div><p>${'Some text. '.repeat(50)}</p><downhill-race></downhill-race></div><div><downhill-race></downhill-race></div>`;
             main.firstChild.style.cssText = 'display: flex; width: 800px';
             main.lastChild.style.width = main.lastChild.firstChild.style.width = '100px';
             const [one, small] = main.querySelectorAll('downhill-race');
             await one.ready;
             await small.ready;
             return [one.getBoundingClientRect().width, one.parentElement.scrollWidth, small.getBoundingClientRect().width];",
        );
        assert!(found[0] >= 224.0 && found[1] <= 800.0, "{found:?}");
        assert_eq!(found[2..], [100.0]);
    });
}

/// How far what there is of a post moves while the figure comes into it. The script comes `late`, after the
/// post was painted, or first.
fn shift(page: &Session, figure: &str, late: bool) -> (f64, Vec<String>) {
    page.goto("fixtures/late.html");
    page.with(
        "const [figure, late] = given;
         const { head } = document;
         let sum = 0;
         const sources = [];
         const see = (list) => {
           for (const entry of list) {
             sum += entry.value;
             for (const { node, previousRect, currentRect } of entry.sources) {
               sources.push(`${node?.className || node?.nodeName}: ${JSON.stringify(previousRect)} ${JSON.stringify(currentRect)}`);
             }
           }
         };
         const observer = new PerformanceObserver((list) => see(list.getEntries()));
         observer.observe({ type: 'layout-shift' });
         const begin = () => {
           const script = document.createElement('script');
           Object.assign(script, { type: 'module', src: '/downhill/define.js' });
           head.append(script);
           return customElements.whenDefined('downhill-race');
         };
         if (!late) await begin();
         document.querySelector('main').innerHTML = `<p>Before.</p>${figure}<p>After it the post goes on, in as many lines as there are. ${'And so on. '.repeat(90)}</p>`;
         await frames(4);
         if (late) await begin();
         const made = document.querySelector('downhill-race');
         await made.ready;
         await until(() => ready(made));
         await frames(4);
         see(observer.takeRecords());
         return [sum, sources];",
        json!([figure, late]),
    )
}

#[test]
fn a_post_does_not_move_while_its_figure_comes() {
    let image = "<img src=\"/downhill/poster.svg\" width=\"576\" height=\"432\" alt=\"\">";
    let mut figures = vec![
        format!("<downhill-race objective=\"rosenbrock\" racers=\"sgd adam(lr=0.1)\" steps=\"300\" autoplay>{image}</downhill-race>"),
        "<downhill-race></downhill-race>".to_owned(),
        "<downhill-race axes theme=\"dark\">Five optimizers on their way.</downhill-race>".to_owned(),
        "<downhill-race racers=\"sgd sgd(lr=0.5) adam adam(lr=0.1,betas=0.9:0.99)#mine momentum rmsprop adagrad adamw\"></downhill-race>".to_owned(),
    ];
    for controls in ["minimal", "none"] {
        for inside in [image, "Five optimizers on their way.", ""] {
            figures.push(format!(
                "<downhill-race controls=\"{controls}\" racers=\"sgd,adam\">{inside}</downhill-race>"
            ));
        }
    }
    browse(|page| {
        for (width, height) in [(390, 844), (1280, 900)] {
            page.screen([width, height]);
            for figure in &figures {
                for late in [false, true] {
                    let (moved, sources) = shift(page, figure, late);
                    let when = if late { "late" } else { "first" };
                    assert!(
                        moved < 0.05,
                        "{moved} at {width}, script {when}: {figure} {sources:#?}"
                    );
                }
            }
        }
    });
}

#[test]
fn in_another_document_it_is_built_anew_with_styles_of_that_document() {
    browse(|page| {
        page.open_figure(&json!({"racers": "sgd"}));
        let found: Value = page.get(
            "const frame = document.createElement('iframe');
             frame.style.cssText = 'width: 700px; height: 900px';
             // Some browsers put the frame's document in place later.
             const loaded = new Promise((done) => (frame.onload = done));
             document.body.append(frame);
             await loaded;
             const main = document.querySelector('main');
             const look = async () => {
               await until(() => ready(race) && race.shadowRoot.querySelector('canvas').width > 0);
               await frames();
               const { display } = getComputedStyle(race.shadowRoot.querySelector('.controls'));
               return [display, race.shadowRoot.adoptedStyleSheets.length, Math.round(race.shadowRoot.querySelector('.picture').getBoundingClientRect().height), race.shownStep, race.toDataURL().length > 1000];
             };
             race.shownStep = 12;
             const found = [await look()];
             for (const into of [frame.contentDocument.body, main, frame.contentDocument.body, main]) {
               into.append(race);
               found.push(await look());
             }
             window.look = look;
             // Browsers open a window for who has clicked.
             part('picture').addEventListener('click', () => (window.other = open('', '', 'width=700,height=900')), { once: true });
             return found;",
        );
        let usual = json!(["flex", 2, 432, 12, true]);
        assert_eq!(found, json!(vec![usual.clone(); 5]));
        page.click("picture");
        let found: Value = page.get(
            "const main = document.querySelector('main');
             other.document.body.append(race);
             const found = [await look()];
             main.append(race);
             found.push(await look());
             other.close();
             race.shownStep = 20;
             await until(() => step(race) === 20);
             return found;",
        );
        assert_eq!(found, json!(vec![usual; 2]));
    });
}

#[test]
fn in_a_page_from_right_to_left_the_figure_is_left_to_right() {
    let texts = "const sides = (of) => {
           const { direction } = getComputedStyle(of);
           return direction;
         };";
    browse(|page| {
        page.open_blank();
        let found: Value = page.get(&format!(
            "{texts}
             document.documentElement.dir = 'ltr';
             const hash = async (dir) => {{
               document.documentElement.dir = dir;
               const made = await mount({{ axes: '', racers: 'sgd adam#\\u05d0\\u05d1' }});
               made.shownStep = 50;
               await until(() => step(made) === 50);
               await settled();
               const pictures = await hashes(made);
               const {{ left }} = made.getBoundingClientRect();
               const places = ['play', 'seek', 'forward', 'x0', 'label0', 'note0', 'status', 'swatch1', 'label1'].map((name) => {{
                 const box = part(name, made).getBoundingClientRect();
                 return [name, Math.round(box.left - left), Math.round(box.width)].join(' ');
               }});
               const directions = ['status', 'seek', 'x0', 'scale'].map((name) => sides(part(name, made)));
               made.remove();
               return {{ pictures, places, directions }};
             }};
             return [await hash('ltr'), await hash('rtl')];"
        ));
        assert_eq!(found[0], found[1]);
        assert_eq!(found[1]["directions"], json!(["ltr", "ltr", "ltr", "ltr"]));
        // The page, too: its picture, its transport, its numbers and its charts.
        let found: Value = page.get("return 1");
        assert_eq!(found, 1);
        let places = |dir: &str| -> Value {
            page.goto("fixtures/plain.html");
            page.goto("#v1&preset=article&step=40");
            page.until("ready() && document.querySelectorAll('.racer').length === 5");
            page.with(
                "document.documentElement.dir = given;
                 await frames();
                 await settled();
                 const within = (inner, outer) => {
                   const [a, b] = [inner, outer].map((element) => element.getBoundingClientRect());
                   return [Math.round(a.left - b.left), Math.round(a.width)];
                 };
                 const [stage, transport] = [id('stage'), id('transport')];
                 const found = { stage: within(race, stage) };
                 for (const control of transport.querySelectorAll('button, input, select')) found[control.dataset.name ?? control.ariaLabel] = within(control, transport);
                 const directions = {};
                 for (const selector of ['#transport', '#stage', '.racer', '[data-name=chart-canvas]', '#panels input']) {
                   const element = document.querySelector(selector);
                   if (element) directions[selector] = getComputedStyle(element).direction;
                 }
                 return { found, directions, wide: document.documentElement.scrollWidth <= innerWidth };",
                dir,
            )
        };
        assert_eq!(places("ltr"), places("rtl"));
    });
}
