use crate::arithmetic::{Block, LANES};
use crate::objective::Objective;
use crate::rules::{Rule, RuleVisitor, Setting};
use crate::schedule::Schedule;
use crate::training::Training;

/// Where an optimizer stands after `steps` steps from each of many starts, `[x, y]` each.
///
/// Eight starts are stepped side by side, and no path is kept. The iterates have the same bits as those
/// of a racer that starts there. An iterate that diverges is infinite or NaN.
#[must_use]
pub fn sweep(
    objective: &Objective,
    training: impl Into<Training>,
    starts: &[[f64; 2]],
    steps: u32,
) -> Vec<[f64; 2]> {
    let training = training.into();
    training.optimizer.visit(Sweep { training, objective, starts, steps })
}

struct Sweep<'a> {
    training: Training,
    objective: &'a Objective,
    starts: &'a [[f64; 2]],
    steps: u32,
}

impl RuleVisitor for Sweep<'_> {
    type Output = Vec<[f64; 2]>;

    fn visit<U: Rule>(self, rule: &U) -> Vec<[f64; 2]> {
        let blocks = self.starts.chunks(LANES);
        blocks.flat_map(|starts| self.block(*rule, starts)).collect()
    }
}

impl Sweep<'_> {
    /// Eight starts side by side.
    fn block<U: Rule>(&self, mut rule: U, starts: &[[f64; 2]]) -> Vec<[f64; 2]> {
        let lanes = |coordinate: usize| -> Block {
            let mut lanes = [starts[0][coordinate]; LANES];
            for (lane, start) in lanes.iter_mut().zip(starts) {
                *lane = start[coordinate];
            }
            Block::new(lanes)
        };
        let (mut x, mut y) = (lanes(0), lanes(1));
        let has_constant_rate = self.training.schedule == Schedule::Constant;
        if !has_constant_rate {
            set_learning_rate(&mut rule, self.training.rate(0));
        }
        let (mut of_x, mut of_y) = (rule.start::<Block>(), rule.start::<Block>());
        for step in 0..self.steps {
            if !has_constant_rate {
                set_learning_rate(&mut rule, self.training.rate(step));
            }
            let gradient = self.objective.evaluate_block([x, y]).gradient;
            let [along_x, along_y] = self.training.clipping.clipped(gradient);
            x = rule.step(&mut of_x, x, along_x);
            y = rule.step(&mut of_y, y, along_y);
        }
        let (x, y) = (x.to_array(), y.to_array());
        starts.iter().enumerate().map(|(lane, _)| [x[lane], y[lane]]).collect()
    }
}

fn set_learning_rate<U: Rule>(rule: &mut U, rate: f64) {
    // It is the first parameter of every rule.
    if let Some((_, field)) = U::PARAMETERS.first()
        && let Setting::Number(place) = field.of(rule)
    {
        *place = rate;
    }
}
