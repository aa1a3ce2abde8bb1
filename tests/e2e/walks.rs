//! Two ways through the page, of somebody who has read the article and asks why AdaGrad stalls and
//! momentum overshoots: by mouse, and by keys alone, from the top of the page on, with what a screen
//! reader is told.

use std::cell::Cell;

use downhill::{OptimizerRunner, RunConfig};
use downhill_figure::panels::story::{Reading, Verdict, stories};
use serde_json::json;

use crate::session::{Session, browse};

const TAB: &str = "\u{E004}";
const ENTER: &str = "\u{E007}";
const SHIFT: &str = "\u{E008}";
const END: &str = "\u{E010}";
const LEFT: &str = "\u{E012}";
const RIGHT: &str = "\u{E014}";
const DOWN: &str = "\u{E015}";

/// What somebody works the page with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    Mouse,
    Keys,
    Finger,
}

/// How somebody works the page.
pub(crate) struct Hands<'a> {
    page: &'a Session,
    by: By,
    /// How often something has been used.
    actions: Cell<u32>,
}

impl<'a> Hands<'a> {
    pub(crate) fn new(page: &'a Session, by: By) -> Self {
        Self { page, by, actions: Cell::new(0) }
    }

    /// How many actions there have been: each use of a control is one, with the way there.
    pub(crate) fn actions(&self) -> u32 {
        self.actions.get()
    }

    fn acts(&self) {
        self.actions.set(self.actions.get() + 1);
    }

    /// Gives what is used a name, for the mouse to find.
    fn name(&self, selector: &str) {
        let _: () = self.page.with(
            "const used = document.querySelector(given);
             used.dataset.name ||= `used ${given.replaceAll('\\x22', '')}`;
             window.used = used.dataset.name;",
            selector,
        );
    }

    /// Goes to a control by the Tab key, as far as need be.
    fn tab_to(&self, selector: &str) {
        for _ in 0..200 {
            let way: i32 = self.page.with(
                "const [at, to] = [document.activeElement, document.querySelector(given)];
                 if (at === to) return at.matches(':focus-visible') ? 0 : 2;
                 return at !== document.body && to.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;",
                selector,
            );
            match way {
                0 => return,
                2 => panic!("{selector} has the focus, and nobody sees it"),
                -1 => self.page.actions(
                    json!({"actions": [{"type": "key", "id": "keyboard", "actions": [
                        {"type": "keyDown", "value": SHIFT},
                        {"type": "keyDown", "value": TAB},
                        {"type": "keyUp", "value": TAB},
                        {"type": "keyUp", "value": SHIFT},
                    ]}]}),
                ),
                _ => self.page.press(TAB),
            }
        }
        panic!("Tab does not lead to {selector}");
    }

    pub(crate) fn press(&self, selector: &str) {
        self.acts();
        self.go_and_press(selector);
    }

    fn go_and_press(&self, selector: &str) {
        if self.by == By::Keys {
            self.tab_to(selector);
            self.page.press(ENTER);
        } else if self.by == By::Finger {
            self.tap(selector, 0.5);
        } else {
            // The page may be scrolling yet, to the picture.
            self.page.run(
                "let last;
                 await until(async () => {
                   const still = last === scrollY;
                   last = scrollY;
                   await frames();
                   return still;
                 });",
            );
            self.name(selector);
            self.page.click(&self.page.get::<String>("return window.used"));
        }
    }

    /// Taps what is brought into the middle of the screen, where nothing lies over it, at this part of its
    /// width.
    fn tap(&self, selector: &str, part: f64) {
        let [x, y]: [f64; 2] = self.page.with(
            "const [selector, part] = given;
             const used = document.querySelector(selector);
             used.scrollIntoView({ block: 'center', behavior: 'instant' });
             const { x, y, width, height } = used.getBoundingClientRect();
             const [middle, level] = [Math.round(x + width * part), Math.round(y + height / 2)];
             const hit = document.elementFromPoint(middle, level);
             if (!used.contains(hit)) throw new Error(`${selector} is covered by ${hit?.outerHTML.slice(0, 80)}`);
             return [middle, level];",
            json!([selector, part]),
        );
        self.page.touch("touchStart", &[[x, y]]);
        self.page.touch("touchEnd", &[]);
    }

    /// Stands at one of the 100 steps, not far from the end.
    pub(crate) fn seek(&self, step: u32) {
        self.acts();
        if self.by == By::Keys {
            self.tab_to("[data-name=seek]");
            self.page.press(END);
            for _ in step..100 {
                self.page.press(LEFT);
            }
        } else {
            let width: f64 = self.page.get("return part('seek').getBoundingClientRect().width");
            // The middle of the thumb is 8 px from the edge at both ends.
            let part = (8.0 + (width - 16.0) * f64::from(step) / 100.0) / width;
            if self.by == By::Finger {
                self.tap("[data-name=seek]", part);
            } else {
                self.page.drag("seek", &[0.5, part]);
            }
        }
        self.page.until(&format!("step() === {step} && !playing()"));
    }

    /// Moves a slider from its middle to well above it.
    fn slide(&self, selector: &str) {
        self.acts();
        if self.by == By::Keys {
            self.tab_to(selector);
            for _ in 0..40 {
                self.page.press(RIGHT);
            }
        } else {
            self.name(selector);
            self.page.drag(&self.page.get::<String>("return window.used"), &[0.55, 0.6, 0.7]);
        }
    }

    /// Types a number into a field.
    pub(crate) fn enter(&self, selector: &str, number: &str) {
        self.acts();
        if self.by == By::Keys {
            self.tab_to(selector);
        } else {
            self.go_and_press(selector);
            self.page.run("document.activeElement.select();");
        }
        // By Tab one comes to a field with all of it selected.
        for letter in number.chars() {
            self.page.press(&letter.to_string());
        }
        self.page.press(ENTER);
    }

    /// The second of a list.
    fn choose_second(&self, selector: &str) {
        self.acts();
        if self.by == By::Keys {
            self.tab_to(selector);
            self.page.press(DOWN);
        } else {
            // The list of a browser without a window is out of the mouse's reach.
            let _: () = self.page.with(
                "const list = document.querySelector(given);
                 list.selectedIndex = 1;
                 for (const kind of ['input', 'change']) list.dispatchEvent(new Event(kind, { bubbles: true }));",
                selector,
            );
        }
    }

    /// What was spoken last, once it begins so.
    fn hears(&self, beginning: &str) {
        let _: () = self.page.with(
            "await until(() => said.at(-1)?.startsWith(given)).catch(() => {
               throw new Error(`not ${given}, but ${JSON.stringify(said.slice(-5))}`);
             });",
            beginning,
        );
    }

    /// What the page says of the story in the run that is shown, which is what the core does.
    fn reads(&self, which: usize) -> Reading {
        let config: RunConfig = self.page.get("return race.config");
        let steps = config.steps;
        let mut runner = OptimizerRunner::new(config);
        runner.step(steps).unwrap();
        let reading = stories().nth(which).unwrap().read(&runner);
        let _: () = self.page.with(
            "const verdict = () => document.querySelector('#story .verdict');
             await until(() => verdict()?.querySelector('span')?.textContent === given && verdict().role === 'status').catch(() => {
               throw new Error(`${given}, but ${verdict()?.textContent}`);
             });",
            reading.sentence.clone(),
        );
        reading
    }
}

fn walk(by: By) {
    browse(|page| {
        let hands = Hands::new(page, by);
        page.goto("");
        page.until("ready() && playing()");
        page.run(
            "window.said = [];
             const live = part('live');
             new MutationObserver(() => said.push(live.textContent))
               .observe(live, { childList: true, characterData: true, subtree: true });",
        );
        hands.press("[data-name=play]");
        hands.hears("Paused. Step ");

        // What the article says of AdaGrad, tested.
        hands.press("[data-name=lessons]");
        let which = stories().position(|story| story.title() == "AdaGrad runs out of steam");
        let which = which.unwrap();
        hands.press(&format!("[data-story=\"{which}\"]"));
        page.until("playing()");
        let first = hands.reads(which);
        assert!(first.verdict == Verdict::True && first.sentence.contains("AdaGrad"), "{first:?}");
        hands.press("[data-name=play]");
        hands.hears("Paused. Step ");
        hands.seek(100);
        hands.hears("Step 100 of 100");
        let loss = "Number(document.querySelector('#racer-0 .standing').textContent)";
        let short: f64 = page.get(&format!("return {loss}"));
        assert!(short > 0.2, "{short}");
        // What is so of the article's run is not so of all. First of two steps only, and back.
        hands.enter("#steps", "2");
        assert_ne!(hands.reads(which), first);
        hands.press("[data-name=undo]");
        assert_eq!(hands.reads(which), first);
        // It stalls since its rate falls: a larger one leads to the centre, and falls yet.
        hands.slide("#racer-0 .slide");
        page.run(&format!("await until(() => !({loss} >= {short} / 2));"));
        let faster = hands.reads(which);
        assert!(
            faster.verdict == Verdict::True && faster.sentence.contains("grows 0 times"),
            "{faster:?}"
        );
        // And the step itself says so: √s, in the rule with its numbers.
        if by == By::Keys {
            hands.tab_to("#tab-chart");
            page.press(RIGHT);
        } else {
            hands.press("#tab-step");
        }
        page.until("part('equations')?.querySelectorAll('msqrt').length >= 3");

        // Momentum, in the article's own race, near its end.
        hands.press("[data-name=reset]");
        page.until("race.config.racers.length === 5");
        hands.choose_second("[data-name=inspected]");
        hands.seek(97);
        hands.hears("Step 97 of 100 · lowest: ");
        // Its step goes on where the velocity points, though downhill is the other way.
        let numbers: [f64; 2] = page.get(
            "await until(() => text('equations').includes('v'));
             const lines = [...part('equations').querySelectorAll('p')];
             const moved = lines.map((line) => line.textContent).find((line) => line.includes('Δx='));
             return [
               Number(moved.split('=').at(-1).replace('−', '-')),
               race.config.racers.length && Number(race.shadowRoot.querySelector('[data-name=x1]').textContent.replace('−', '-')),
             ];",
        );
        let [step, x] = numbers;
        assert!(x <= 0.0 && step < 0.0, "past the centre, and farther: {numbers:?}");
    });
}

#[test]
fn by_mouse_one_finds_why_adagrad_stalls_and_momentum_overshoots() {
    walk(By::Mouse);
}

#[test]
fn by_keys_one_finds_why_adagrad_stalls_and_momentum_overshoots() {
    walk(By::Keys);
}
