//! Inside a step: what a racer's rule did with its numbers, as equations beside the picture and as
//! arrows on it.

use downhill::anatomy::Anatomy;
use downhill_plot::arrows;

use super::State;
use super::tell::add_sentence;
use crate::figure::report::stop_note;
use crate::figure::strings::{filled, filled_with, text};

impl State {
    /// Has the next step of the racer of that number be taken apart; of none without a number.
    pub(super) fn choose_inside(&mut self, racer: &str) {
        self.lab.inside = racer.parse().ok();
        self.draw();
    }

    /// Takes apart the step that leads on from the one that is shown, where a racer is chosen and
    /// nothing plays. What has been taken apart stays until another step, run or view is shown.
    pub(super) fn look_inside(&mut self, step: u32) {
        let steps = self.config().steps;
        // The last step is the one that led there.
        let from = step.min(steps - 1);
        let can = !self.player.is_playing() && from < self.runner.step_count();
        let wanted = self.lab.inside.filter(|_| can).map(|racer| (racer, from));
        let Some(picture) = &mut self.picture else { return };
        if wanted != self.lab.inspected {
            self.lab.inspected = wanted;
            picture.cover(Vec::new());
            if let Some((racer, from)) = wanted {
                self.tell_inside(usize::try_from(racer).unwrap_or(usize::MAX), from);
            }
        }
    }

    fn tell_inside(&mut self, racer: usize, from: u32) {
        let mut equations = String::new();
        let mut told;
        if let Some(of) = Anatomy::of(&self.runner, racer, from)
            && let Some(picture) = &mut self.picture
        {
            let down = |[x, y]: [f64; 2]| [-x, -y];
            // What is not drawn has no length.
            let (remembered, follows) =
                of.follows.map_or(([0.0; 2], ""), |(of, name)| (down(of), name));
            let (scale, root) = of.root.unwrap_or_default();
            // With what a decay takes from the iterate.
            let step = [0, 1].map(|axis| (of.base[axis] - of.iterate[axis]) + of.change[axis]);
            let vectors = [down(of.gradient), remembered, step];
            let drawn = arrows(&picture.view, of.iterate, vectors, [follows, root], scale);
            picture.cover(drawn.shapes);
            let [arrows, cross] = drawn.factors;
            let numbers = &self.numbers;
            let parts = [
                numbers.whole(f64::from(from)),
                numbers.whole(f64::from(from + 1)),
                numbers.short(arrows),
            ];
            told = filled_with(self.strings, "taken", &parts);
            if of.root.is_some() {
                let cross = self.numbers.short(cross);
                add_sentence(&mut told, &filled(self.strings, "cross", &[root, &cross]));
            }
            if self.config().noise.sigma > 0.0 {
                add_sentence(&mut told, text(self.strings, "noisy"));
            }
            equations = of.markup(&|number| self.numbers.exact(number));
            let code = of.optimizer.kind().info().about;
            self.set_text("python", "textContent", code.python);
            self.set_text("rust", "textContent", code.rust);
        } else {
            let whole = |number| self.numbers.whole(number);
            let note = stop_note(&self.runner, racer, from + 1, self.strings, &whole);
            told = filled(self.strings, "no inside", &[&note.unwrap_or_default()]);
        }
        self.set_text("taken", "textContent", &told);
        // Names and numbers of our own, and nothing that anybody has typed.
        self.set_text("equations", "innerHTML", &equations);
    }
}
