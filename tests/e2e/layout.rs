//! The page at the sizes that it is designed for: all of it in one screen, what is pressed is large enough,
//! nothing is wider than the screen, and nothing moves while a race plays.

use serde_json::{Value, json};

use crate::session::{Session, browse};

/// The windows for which the page is designed, in CSS px.
const WINDOWS: [[u32; 2]; 5] = [[1280, 800], [1440, 900], [768, 1024], [844, 390], [390, 844]];

/// A wide screen, a tablet and a telephone, in CSS px.
const WIDTHS: [u32; 3] = [1280, 768, 390];

/// What can be pressed and seen, each with what it is called.
const CONTROLS: &str = "const controls = () => [...document.querySelectorAll('button, input, select, textarea, summary, [tabindex=\"0\"]')]
       .filter((control) => control.checkVisibility())
       .map((control) => [control, [control.localName, control.id, ...Object.values(control.dataset), control.textContent.trim()].join(' ')]);
     const tabs = () => [...document.querySelectorAll('[role=tab]')].map(({ id }) => id.slice(4));";

fn window(page: &Session, [width, height]: [u32; 2]) {
    page.screen([width, height]);
}

/// Opens the page at a run, as on a screen of that width.
fn open(page: &Session, run: &str, width: u32) {
    page.width(width);
    page.goto("fixtures/plain.html");
    page.goto(&format!("#v1&{run}"));
    page.until("ready() && !playing() && step() === 0");
}

#[test]
fn picture_transport_and_racers_are_in_the_window_as_it_opens() {
    browse(|page| {
        for size @ [width, height] in WINDOWS {
            window(page, size);
            page.goto("fixtures/plain.html");
            page.goto("");
            page.until("ready() && document.querySelectorAll('.racer').length === 5");
            let racers = if height < 500 { 1 } else { 3 };
            let outside: Vec<String> = page.with(
                "const parts = { picture: id('stage'), transport: id('transport') };
                 for (let row = 0; row < given; row++) parts[`racer ${row}`] = document.querySelector(`#racer-${row} .row`);
                 const outside = ({ top, right, bottom, left, width, height }) =>
                   top < 0 || left < 0 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5 || Math.min(width, height) < 20;
                 const found = Object.entries(parts).filter(([, part]) => outside(part.getBoundingClientRect()));
                 const [stage, transport, racer] = [parts.picture, parts.transport, parts['racer 0']].map((part) => part.getBoundingClientRect());
                 if (stage.width * stage.height < innerWidth * innerHeight / 5) found.push(['the picture is small']);
                 if (stage.bottom > transport.top + 1) found.push(['the transport lies on the picture']);
                 if (document.documentElement.scrollWidth > innerWidth) found.push(['it scrolls sideways']);
                 return found.map(([name]) => name);",
                racers,
            );
            assert_eq!(outside, Vec::<String>::new(), "{width} x {height}");
        }
    });
}

#[test]
fn the_layout_does_not_shift_while_the_page_loads() {
    browse(|page| {
        for size in [[390, 844], [1280, 800]] {
            window(page, size);
            page.goto("fixtures/plain.html");
            page.goto("");
            page.until("ready() && playing() && step() > 2");
            let (shift, sources): (f64, Vec<String>) = page.get(
                "return await new Promise((done) => {
                   let sum = 0;
                   const sources = [];
                   const see = (list) => {
                     for (const entry of list) {
                       sum += entry.hadRecentInput ? 0 : entry.value;
                       for (const { node, previousRect, currentRect } of entry.sources) {
                         sources.push(`${node?.id || node?.className || node?.nodeName}: ${JSON.stringify(previousRect)} ${JSON.stringify(currentRect)}`);
                       }
                     }
                   };
                   new PerformanceObserver((list) => see(list.getEntries())).observe({ type: 'layout-shift', buffered: true });
                   frames(6).then(() => done([sum, sources]));
                 });",
            );
            assert!(shift < 0.05, "{size:?}: {shift} {sources:?}");
        }
    });
}

#[test]
fn the_hint_at_the_start_is_whole_in_the_corners_of_a_small_picture() {
    browse(|page| {
        window(page, [390, 844]);
        for start in ["-2,-1.4", "2,-1.4", "-2,1.4", "2,1.4"] {
            page.goto(&format!("#v1&objective=two-gaussians&start={start}"));
            page.until(
                "ready() && part('start') && part('start').querySelector('span').offsetWidth > 0",
            );
            let [beyond_left, beyond_right]: [f64; 2] = page.get(
                "const hint = part('start').querySelector('span').getBoundingClientRect();
                 return [-hint.left, hint.right - document.documentElement.clientWidth];",
            );
            assert!(
                beyond_left <= 0.0 && beyond_right <= 0.0,
                "{start}: {beyond_left} {beyond_right}"
            );
        }
    });
}

#[test]
fn main_controls_are_44_px_and_all_others_24() {
    browse(|page| {
        for width in WIDTHS {
            open(page, "preset=article&step=0", width);
            let found: (u32, Vec<String>) = page.get(&format!(
                "{CONTROLS}
                 const small = [];
                 let count = 0;
                 const measure = () => {{
                   for (const [control, name] of controls()) {{
                     count++;
                     const {{ width, height }} = control.getBoundingClientRect();
                     // A switch is pressed by its label, too.
                     const pressed = control.type === 'checkbox' ? control.closest('label').getBoundingClientRect() : {{ width, height }};
                     if (Math.min(pressed.width, pressed.height) < 24) small.push(`${{name}}: ${{width}} x ${{height}}`);
                   }}
                 }};
                 id('more-4').click();
                 await rendered();
                 for (const tab of tabs()) {{
                   await openTab(tab);
                   measure();
                 }}
                 for (const name of ['gallery', 'share', 'objective']) {{
                   if (!part(name).checkVisibility()) continue;
                   part(name).click();
                   await rendered();
                   measure();
                   document.querySelector('dialog[open]').close();
                 }}
                 const {{ width, height }} = part('start').getBoundingClientRect();
                 if (Math.min(width, height) < 44) small.push('the start');
                 return [count, [...new Set(small)]];"
            ));
            assert!(found.0 > 100, "{width}: {}", found.0);
            assert_eq!(found.1, Vec::<String>::new(), "{width}");
        }
    });
}

#[test]
fn nothing_is_wider_than_the_screen() {
    browse(|page| {
        for width in [1280, 768, 390, 320] {
            let long = "x".repeat(60);
            let run =
                format!("formula=log(x)%2By^2&racers=sgd#{long},momentum(lr=1e9),adam&step=0");
            open(page, &run, width);
            let wide: Vec<String> = page.get(&format!(
                "{CONTROLS}
                 seek(100);
                 await until(() => step() === 100);
                 id('more-0').click();
                 const beyond = [];
                 for (const tab of tabs()) {{
                   await openTab(tab);
                   await frames(1);
                   if (document.documentElement.scrollWidth > {width}) beyond.push(tab);
                 }}
                 return beyond;"
            ));
            assert_eq!(wide, Vec::<String>::new(), "{width}");
            let scrolled: f64 = page.get("scrollTo(10000, 0); return scrollX");
            assert_eq!(scrolled, 0.0, "{width}");
        }
    });
}

#[test]
fn nothing_moves_while_a_race_plays() {
    browse(|page| {
        let wild = "objective=bowl&racers=sgd,momentum(lr=1e10),adagrad,rmsprop,adam(lr=3)&step=0";
        for (width, run) in WIDTHS
            .into_iter()
            .flat_map(|width| ["preset=article&step=0", wild].map(|run| (width, run)))
        {
            open(page, run, width);
            let moved: Value = page.get(&format!(
                "{CONTROLS}
                 await frames();
                 await settled();
                 const places = () => {{
                   const found = {{}};
                   const rows = [...document.querySelectorAll('.racer .row, #story, #stage, #transport, #panel')].map((row) => [row, row.id || 'row']);
                   for (const [element, name] of [...controls().filter(([control]) => control !== part('seek')), ...rows]) {{
                     const {{ x, y, width, height }} = element.getBoundingClientRect();
                     found[name.replace(/[\\d.,−×⁻]+/g, '') + ' ' + Object.keys(found).length] = [x, y + scrollY, width, height].map(Math.round).join();
                   }}
                   return found;
                 }};
                 choose('speed', '4');
                 await rendered();
                 const before = places();
                 const moved = {{}};
                 click('play');
                 await until(() => playing());
                 let last = -1;
                 while (last < Number(part('seek').max)) {{
                   last = step();
                   for (const [name, place] of Object.entries(places())) {{
                     if (before[name] && place !== before[name]) moved[name] ??= `${{before[name]}} at first, ${{place}} at step ${{last}}`;
                   }}
                   await frames();
                 }}
                 return moved;"
            ));
            assert_eq!(moved, json!({}), "{width} {run}");
        }
    });
}

#[test]
fn a_figure_keeps_the_height_of_its_first_picture() {
    browse(|page| {
        for width in WIDTHS {
            page.width(width);
            page.open_blank();
            let [first, last]: [f64; 2] = page.get(
                "const made = document.createElement('downhill-race');
                 document.querySelector('main').append(made);
                 await made.ready;
                 const first = made.offsetHeight;
                 await settled();
                 return [first, made.offsetHeight];",
            );
            // Lines of text are a little higher than what stands for them.
            assert!((last - first).abs() <= 6.0, "{width}: {first} and then {last}");
        }
    });
}
