//! The page at the widths that it is designed for: what is pressed is large enough, nothing is wider
//! than the screen, and nothing moves while a race plays.

use serde_json::{Value, json};

use crate::session::{Session, browse};

/// A wide screen, a tablet and a telephone, in CSS px.
const WIDTHS: [u32; 3] = [1280, 768, 390];

/// What can be pressed and seen, each with what it is called.
const CONTROLS: &str = "const controls = () => [...race.shadowRoot.querySelectorAll('button, input, select, textarea, summary, [tabindex=\"0\"]')]
       .filter((control) => control.checkVisibility())
       .map((control) => [control, [control.localName, ...Object.values(control.dataset), control.textContent.trim()].join(' ')]);
     const openAll = () => race.shadowRoot.querySelectorAll('details').forEach((details) => (details.open = true));";

/// Opens the page at a run, as on a screen of that width.
fn open(page: &Session, run: &str, width: u32) {
    page.width(width);
    page.goto("fixtures/plain.html");
    page.goto(&format!("#v1&{run}"));
    page.until("ready() && !playing() && step() === 0");
}

#[test]
fn main_controls_are_44_px_and_all_others_24() {
    browse(|page| {
        for width in WIDTHS {
            open(page, "preset=article&step=0", width);
            let found: (u32, Vec<String>) = page.get(&format!(
                "{CONTROLS}
                 openAll();
                 await frames();
                 const small = [];
                 for (const [control, name] of controls()) {{
                   const {{ width, height }} = control.getBoundingClientRect();
                   const least = [part('play'), part('start')].includes(control) ? 44 : 24;
                   if (Math.min(width, height) < least) small.push(`${{name}}: ${{width}} x ${{height}}`);
                 }}
                 return [controls().length, small];"
            ));
            assert!(found.0 > 100, "{width}: {}", found.0);
            assert_eq!(found.1, Vec::<String>::new(), "{width}");
        }
    });
}

#[test]
fn nothing_is_wider_than_the_screen() {
    browse(|page| {
        for width in WIDTHS {
            let long = "x".repeat(60);
            let run =
                format!("formula=log(x)%2By^2&racers=sgd#{long},momentum(lr=1e9),adam&step=0");
            open(page, &run, width);
            let wide: [Vec<String>; 2] = page.get(&format!(
                "{CONTROLS}
                 const beyond = () => document.documentElement.scrollWidth <= {width}
                   ? [] : controls().filter(([control]) => control.getBoundingClientRect().right > {width}).map(([, name]) => name);
                 const closed = beyond();
                 openAll();
                 seek(100);
                 await until(() => step() === 100);
                 choose('inside', '2');
                 await nextFrame();
                 await settled();
                 return [closed, beyond()];"
            ));
            assert_eq!(wide, [const { Vec::<String>::new() }; 2], "{width}");
            let scrolled: f64 = page.get("scrollTo(10000, 0); return scrollX");
            assert_eq!(scrolled, 0.0, "{width}");
        }
    });
}

#[test]
fn nothing_moves_while_a_race_plays() {
    browse(|page| {
        let wild = "objective=bowl&racers=sgd,momentum(lr=1e10),adagrad,rmsprop,adam(lr=3)&step=0";
        for (width, run, panels) in WIDTHS.into_iter().flat_map(|width| {
            [("preset=article&step=0", ""), (wild, ""), ("preset=article&step=0", "openAll();")]
                .map(|(run, panels)| (width, run, panels))
        }) {
            open(page, run, width);
            let moved: Value = page.get(&format!(
                "{CONTROLS}
                 {panels}
                 await frames();
                 await settled();
                 const places = () => {{
                   const found = {{}};
                   const more = ['chart-canvas', 'racers', 'card0', 'card4', 'status'].map((name) => [part(name), name]);
                   for (const [element, name] of [...controls(), ...more, [document.body, 'page']]) {{
                     const {{ x, y, width, height }} = element.getBoundingClientRect();
                     found[name + ' ' + Object.keys(found).length] = [x, y + scrollY, width, height].map(Math.round).join();
                   }}
                   return found;
                 }};
                 const before = places();
                 const moved = {{}};
                 choose('speed', '4');
                 click('play');
                 await until(() => playing());
                 let last = -1;
                 while (last < Number(part('seek').max)) {{
                   last = step();
                   for (const [name, place] of Object.entries(places())) {{
                     if (place !== before[name]) moved[name] ??= `${{before[name]}} at first, ${{place}} at step ${{last}}`;
                   }}
                   await frames();
                 }}
                 return moved;"
            ));
            assert_eq!(moved, json!({}), "{width} {run} {panels}");
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
