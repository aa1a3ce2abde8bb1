//! How long gestures keep the page from answering: the browser's long tasks (more than 50 ms)
//! while a user types, drags and seeks. They are told (`--nocapture` shows them) and never asserted,
//! for they are the machine's; what is asserted is that the gesture did what it is for.

use serde_json::{Value, json};

use crate::driver::Engine;
use crate::session::{Session, browse};

impl Session {
    /// Tells the long tasks of a gesture, and of what it sets off until `done`, an expression, is
    /// true on the page.
    pub(crate) fn tasks(&self, name: &str, done: &str, gesture: impl FnOnce()) {
        let counted = Engine::chosen() == Engine::Chromium;
        if counted {
            self.run(
                "window.tasks = [];
                 window.observer = new PerformanceObserver((list) =>
                   tasks.push(...list.getEntries().map((task) => task.duration)));
                 observer.observe({ type: 'longtask' });",
            );
        }
        gesture();
        self.run(&format!("await until(() => {done}, 60000);"));
        if counted {
            // A task is told after it has ended.
            let tasks: Vec<f64> = self.get("await frames(); observer.disconnect(); return tasks");
            let longest = tasks.iter().copied().fold(0.0, f64::max);
            eprintln!("{name}: {} long tasks, the longest {longest:.0} ms", tasks.len());
        }
    }

    /// Drags the thumb of a slider with the mouse through these parts of its way, 0 to 1, and lets
    /// go of it at the last.
    pub(crate) fn drag(&self, slider: &str, parts: &[f64]) {
        let [left, y, width]: [f64; 3] = self.with(
            "part(given).scrollIntoView({ block: 'nearest', behavior: 'instant' });
             const { x, y, width, height } = part(given).getBoundingClientRect();
             return [x, y + height / 2, width];",
            slider,
        );
        let to = |part: &f64, duration: u32| {
            // At the ends the pointer is still on the slider.
            let x = left + (part * width).clamp(1.0, width - 1.0);
            json!({"type": "pointerMove", "duration": duration, "x": x.round(), "y": y.round()})
        };
        let mut actions = Vec::new();
        if let Some(first) = parts.first() {
            actions.extend([to(first, 0), json!({"type": "pointerDown", "button": 0})]);
        }
        actions.extend(parts.iter().skip(1).map(|part| to(part, 50)));
        actions.push(json!({"type": "pointerUp", "button": 0}));
        self.actions(json!({"actions": [{"type": "pointer", "id": "mouse", "actions": actions}]}));
    }

    /// Types a text into a field in place of what it holds, a letter a frame.
    pub(crate) fn enter(&self, field: &str, text: &str) {
        let _: Value = self.with("part(given).focus(); part(given).select();", field);
        for letter in text.chars() {
            self.press(&letter.to_string());
            self.run("await new Promise(requestAnimationFrame);");
        }
    }
}

#[test]
fn a_formula_is_typed_letter_by_letter() {
    browse(|page| {
        page.goto("");
        page.until("ready() && playing()");
        let formula = "sin(3*x)*cos(2*y) + x^2/4 + y^2";
        page.tasks(
            "typing a formula",
            &format!("text('formula-error') === '' && race.config.objective.formula === '{formula}'"),
            || {
                page.run("click('edit-formula'); await rendered(); id('formula').dataset.name = 'formula';");
                page.enter("formula", formula);
            },
        );
        let typed: String = page.get("return part('formula').value");
        assert_eq!(typed, formula);
        page.until(&format!("part('picture').ariaLabel.includes('{formula}')"));
        page.until("playing() && step() > 0");
        // All of it is one step of undo, as soon as it is entered.
        let can_undo = "return part('undo').ariaDisabled";
        assert_eq!(page.get::<String>(can_undo), "true");
        page.press("\u{e007}");
        page.run("await nextFrame();");
        assert_eq!(page.get::<String>(can_undo), "false");
        let back: bool = page.get(
            "click('undo');
             await rendered();
             return text('objective').startsWith('The article’s race') && part('undo').ariaDisabled === 'true';",
        );
        assert!(back);
    });
}

#[test]
fn a_race_of_a_million_steps_is_sought() {
    browse(|page| {
        page.goto("#v1&steps=1000000&step=0");
        page.until("ready() && !playing() && part('seek').max === '1000000'");
        let shown = "step() === Number(part('seek').value)";
        let way: Vec<f64> = (0..=20).map(|part| f64::from(part) / 20.0).collect();
        page.tasks("seeking a million steps ahead", shown, || page.drag("seek", &way));
        page.until("step() > 980000");
        let back: Vec<f64> = way.iter().rev().copied().take(11).collect();
        page.tasks("seeking back to the middle", shown, || page.drag("seek", &back));
        page.until("step() > 450000 && step() < 550000");
    });
}

#[test]
fn a_setting_of_a_million_steps_is_slid() {
    browse(|page| {
        page.goto("#v1&steps=1000000&step=0");
        page.until("ready() && !playing() && part('seek').max === '1000000'");
        page.run("document.querySelector('#racer-4 .slide').dataset.name = 'rate';");
        let way: Vec<f64> = (0..=20).map(|part| 0.5 + f64::from(part) / 80.0).collect();
        let done = "race.config.racers[4].lr > 0.1 && location.hash.includes('adam(lr=0.')";
        page.tasks("sliding a rate of a million steps", done, || page.drag("rate", &way));
        let rate: f64 = page.get("return race.config.racers[4].lr");
        assert!((0.1..2.0).contains(&rate), "{rate}");
    });
}
