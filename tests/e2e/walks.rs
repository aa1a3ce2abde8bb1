//! Two ways through the page, of somebody who has read the article and asks why AdaGrad stalls and
//! momentum overshoots: by mouse, and by keys alone with what a screen reader is told.

use downhill::experiments::experiments;

use crate::session::{Session, browse};

/// Gives what is used a name, for the mouse to find.
fn name(page: &Session, selector: &str, name: &str) {
    let given = [selector, name];
    let _: () = page.with(
        "race.shadowRoot.querySelector(given[0]).setAttribute('data-name', given[1]);",
        given.as_slice(),
    );
}

/// How somebody works the page.
struct Hands<'a> {
    page: &'a Session,
    by_keys: bool,
}

impl Hands<'_> {
    fn press(&self, control: &str) {
        if self.by_keys {
            let _: () = self.page.with("part(given).focus();", control);
            self.page.press("\u{E007}");
        } else {
            self.page.click(control);
        }
    }

    /// Moves a slider from its middle to well above it.
    fn slide(&self, slider: &str) {
        if self.by_keys {
            let _: () = self.page.with("part(given).focus();", slider);
            for _ in 0..40 {
                self.page.press("\u{E014}");
            }
        } else {
            self.page.drag(slider, &[0.55, 0.6, 0.7]);
        }
    }
}

fn walk(by_keys: bool) {
    browse(|page| {
        let hands = Hands { page, by_keys };
        page.goto("");
        page.until("ready() && playing()");
        // What the article says of AdaGrad, tried.
        name(page, ".tried summary", "open-tried");
        hands.press("open-tried");
        let which = experiments().iter().position(|it| it.title() == "AdaGrad runs out of steam");
        hands.press(&format!("try{}", which.unwrap()));
        page.until("text('reading').startsWith('It happened: AdaGrad')");
        let live: String = page.get("return part('reading').getAttribute('role')");
        assert_eq!(live, "status");
        page.run("if (playing()) click('play'); seek(100); await until(() => step() === 100);");
        let short: f64 = page.get("return Number(text('f0'))");
        assert!(short > 0.2, "{short}");
        // It stalls since its rate falls: a larger one leads to the centre, and falls yet.
        name(page, "[data-name=card0] [type=range]", "rate");
        hands.slide("rate");
        page.run(&format!("await until(() => Number(text('f0')) < {short} / 2);"));
        page.until(
            "text('reading').startsWith('It did not happen: AdaGrad')
             && text('reading').includes('grows 0 times')",
        );
        // And the step itself says so: √s, in the rule with its numbers.
        page.run("part('inside-panel').querySelector('summary').setAttribute('data-name', 'open')");
        hands.press("open");
        page.until("part('equations').querySelectorAll('msqrt').length >= 3");

        // Momentum, in the article's own race, near its end.
        hands.press("reset");
        page.until("race.config.racers.length === 5");
        if by_keys {
            page.run("part('inside').focus();");
            page.press("\u{E015}");
        } else {
            page.run("choose('inside', '1');");
        }
        page.run("seek(97); await until(() => step() === 97 && !playing());");
        // Its step goes on where the velocity points, though downhill is the other way.
        let numbers: [f64; 2] = page.get(
            "await until(() => text('equations').includes('v'));
             const result = (part) => Number(part.textContent.split('=').at(-1).trim().replace('−', '-'));
             const lines = [...part('equations').querySelectorAll('p')];
             const moved = lines.map((line) => line.textContent).find((line) => line.includes('Δx='));
             return [
               Number(moved.split('=').at(-1).replace('−', '-')),
               Number(text('x1').replace('−', '-')),
             ];",
        );
        let [step, x] = numbers;
        assert!(x <= 0.0 && step < 0.0, "past the centre, and farther: {numbers:?}");
    });
}

#[test]
fn by_mouse_one_finds_why_adagrad_stalls_and_momentum_overshoots() {
    walk(false);
}

#[test]
fn by_keys_one_finds_why_adagrad_stalls_and_momentum_overshoots() {
    walk(true);
}
