//! Inside a step: what a racer's rule did with its numbers, as equations beside the picture and as
//! arrows on it.

use downhill::OptimizerKind;
use downhill::anatomy::{Anatomy, code};
use downhill_plot::arrows;

use super::State;
use super::tell::add_sentence;
use crate::figure::report::stop_note;
use crate::figure::strings::{filled, text};

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
        if wanted != picture.inside {
            picture.inside = wanted;
            picture.cover(Vec::new());
            if let Some((racer, from)) = wanted {
                self.tell_inside(usize::try_from(racer).unwrap_or_default(), from);
            }
        }
    }

    fn tell_inside(&mut self, racer: usize, from: u32) {
        let whole = |number| self.numbers.whole(number);
        let [start, end] = [from, from + 1].map(|step| whole(f64::from(step)));
        let mut told = filled(self.strings, "taken", &[&start, &end]);
        let mut equations = String::new();
        if let Some(of) = Anatomy::of(&self.runner, racer, from) {
            for equation in of.equations(&|number| self.numbers.exact(number)) {
                equations.push_str("<p>");
                equations.push_str(&equation.symbols);
                for (axis, numbers) in ["x", "y"].iter().zip(&equation.numbers) {
                    equations.push_str("<p><b>");
                    equations.push_str(axis);
                    equations.push_str("</b>");
                    equations.push_str(numbers);
                }
            }
            let kind = of.optimizer.kind();
            let remembered = match kind {
                OptimizerKind::Momentum => "−v",
                OptimizerKind::Adam => "−m",
                _ => "",
            };
            // What is not drawn has no length.
            let mut vectors = [[-of.gradient[0], -of.gradient[1]], [0.0; 2], of.change];
            if let Some((_, [x, y])) = of.after.parts.first()
                && !remembered.is_empty()
            {
                vectors[1] = [-x, -y];
            }
            if let Some(picture) = &mut self.picture {
                let letters = ["−g", remembered, "Δ"];
                let scale = of.scale.unwrap_or_default();
                let drawn = arrows(&picture.view, of.iterate, vectors, letters, scale);
                picture.cover(drawn.items);
                for (name, factor) in [("arrows", drawn.factor), ("cross", drawn.cross)] {
                    if factor != 1.0 {
                        let times = self.numbers.short(factor);
                        add_sentence(&mut told, &filled(self.strings, name, &[&times]));
                    }
                }
            }
            if self.config().noise.sigma > 0.0 {
                add_sentence(&mut told, text(self.strings, "noisy"));
            }
            let code = code(kind);
            self.set_text("python", "textContent", code.python);
            self.set_text("rust", "textContent", code.rust);
        } else {
            let note = stop_note(&self.runner, racer, from + 1, self.strings, &whole);
            told = filled(self.strings, "no step", &[note.as_deref().unwrap_or_default()]);
        }
        self.set_text("taken", "textContent", &told);
        // Names and numbers of our own, and nothing that anybody has typed.
        self.set_text("equations", "innerHTML", &equations);
    }
}
