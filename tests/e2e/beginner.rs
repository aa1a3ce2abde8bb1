//! What a beginner asks of the page, in a few actions each: by mouse, by keys, and by finger on a phone.

use downhill_figure::panels::story::stories;
use serde_json::Value;

use crate::session::{Session, browse};
use crate::walks::{By, Hands};

/// The page as it opens, and somebody who has done nothing yet.
fn open(page: &Session, by: By) -> Hands<'_> {
    if by == By::Finger {
        page.width(390);
        page.touch_screen();
    }
    page.goto("");
    page.until("ready() && playing() && document.querySelectorAll('.racer').length === 5");
    Hands::new(page, by)
}

/// Does a task in each of the three ways, which takes no more than these actions.
fn in_each_way(most: [u32; 3], task: impl Fn(&Session, &Hands<'_>, By)) {
    for (by, most) in [By::Mouse, By::Keys, By::Finger].into_iter().zip(most) {
        browse(|page| {
            let hands = open(page, by);
            task(page, &hands, by);
            let taken = hands.actions();
            assert!(taken <= most, "{by:?}: {taken} actions, not {most}");
        });
    }
}

/// Has a story told, by the list of all.
fn tell(page: &Session, hands: &Hands<'_>, by: By, title: &str) {
    let which = stories().position(|story| story.title() == title).unwrap();
    if by == By::Finger {
        hands.press("#tab-lesson");
        hands.press("[data-name=start-claims]");
    } else {
        hands.press("[data-name=lessons]");
    }
    hands.press(&format!("[data-story=\"{which}\"]"));
    let _: Value = page.with(
        "const said = await until(() => document.querySelector('.card .verdict span'));
         const { verdict } = said.parentElement.dataset;
         if (document.querySelector('.card h2').textContent !== given) throw new Error('another story');
         if (verdict !== 'true' && verdict !== 'conditional') throw new Error(`${verdict}: ${said.textContent}`);
         return said.textContent;",
        title,
    );
}

#[test]
fn one_sees_why_momentum_overshoots() {
    in_each_way([2, 2, 3], |page, hands, by| tell(page, hands, by, "Momentum overshoots"));
}

#[test]
fn one_sees_why_adagrad_slows_down() {
    in_each_way([2, 2, 3], |page, hands, by| tell(page, hands, by, "AdaGrad runs out of steam"));
}

#[test]
fn one_compares_sgd_at_two_rates() {
    in_each_way([4, 4, 4], |page, hands, _| {
        hands.press("#more-0");
        hands.press("#racer-0 .acts button:nth-child(3)");
        page.until("race.config.racers.length === 6 && id('racer-1-lr')");
        hands.enter("#racer-0-lr", "0.01");
        hands.enter("#racer-1-lr", "0.1");
        page.until(
            "race.config.racers[0].lr === 0.01 && race.config.racers[1].lr === 0.1
             && race.config.racers[1].optimizer === 'sgd'",
        );
        let names: [String; 2] = page.get(
            "await rendered();
             return [0, 1].map((row) => id(`racer-${row}`).getAttribute('aria-label'));",
        );
        assert_ne!(names[0], names[1], "each says what it is");
    });
}

#[test]
fn one_finds_the_minimum() {
    in_each_way([0, 0, 0], |page, _, _| {
        // It is marked on the map, in ink on the lightest band.
        let [mark, beside]: [f64; 2] = page.get(
            "await settled().catch(() => {});
             const [field] = canvases();
             const copy = new OffscreenCanvas(field.width, field.height);
             const context = copy.getContext('2d', { willReadFrequently: true });
             seek(0);
             await until(() => step() === 0 && watch.pending === 0);
             for (const layer of canvases()) if (layer.width) context.drawImage(layer, 0, 0, field.width, field.height);
             const { view } = race.config;
             const x = Math.round(field.width * (0 - view.x[0]) / (view.x[1] - view.x[0]));
             const y = Math.round(field.height * (view.y[1] - 0) / (view.y[1] - view.y[0]));
             const light = (x, y) => {
               const [red, green, blue] = context.getImageData(x, y, 1, 1).data;
               return red + green + blue;
             };
             const ratio = field.width / field.clientWidth;
             return [light(x, y), light(x + Math.round(9 * ratio), y + Math.round(9 * ratio))];",
        );
        assert!((mark - beside).abs() > 200.0, "{mark} beside {beside}");
    });
}

#[test]
fn one_sees_who_has_converged() {
    in_each_way([1, 1, 1], |page, hands, _| {
        hands.seek(100);
        let arrived: Vec<bool> = page.get(
            "await until(() => step() === 100 && !playing());
             await rendered();
             return [...document.querySelectorAll('.racer .standing')].map((standing) => standing.textContent.includes('✓'));",
        );
        assert!(arrived.contains(&true) && arrived.contains(&false), "{arrived:?}");
    });
}

#[test]
fn one_makes_adam_ten_times_faster_and_sees_the_difference() {
    in_each_way([1, 1, 1], |page, hands, _| {
        let before: f64 = page.get("return race.config.racers[4].lr");
        let rate = format!("{}", before * 10.0);
        hands.enter("#racer-4-lr", &rate);
        page.until(&format!("race.config.racers[4].lr === {rate}"));
        // The path before the change stays, faintly, and the page says so.
        page.until("document.querySelector('[data-name=ghost]')?.checkVisibility()");
        page.run(
            "const ghost = part('ghost-canvas') ?? canvases()[2];
             await until(() => pixels(ghost).some((part) => part !== 0));",
        );
    });
}

#[test]
fn one_shows_it_on_the_full_screen_and_comes_back() {
    in_each_way([2, 2, 2], |page, hands, _| {
        hands.press("[data-name=present]");
        page.until(
            "Math.abs(id('stage').clientWidth - innerWidth) < 2
             && id('stage').clientHeight + id('transport').offsetHeight > innerHeight - 4",
        );
        hands.press("[data-name=leave-presentation]");
        page.until("part('share').checkVisibility() && document.activeElement === part('present')");
    });
}
