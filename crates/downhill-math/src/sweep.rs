use crate::arithmetic::{Block, LANES};
use crate::objective::Objective;
use crate::rules::{Optimizer, Rule, RuleVisitor};

/// Where an optimizer stands after `steps` steps from each of many starts, `[x, y]` each.
///
/// Eight starts are stepped side by side, and no path is kept. The iterates have the same bits as those
/// of a racer that starts there. An iterate that diverges is infinite or NaN.
#[must_use]
pub fn sweep(
    objective: &Objective,
    optimizer: &Optimizer,
    starts: &[[f64; 2]],
    steps: u32,
) -> Vec<[f64; 2]> {
    optimizer.visit(Sweep { objective, starts, steps })
}

struct Sweep<'a> {
    objective: &'a Objective,
    starts: &'a [[f64; 2]],
    steps: u32,
}

impl RuleVisitor for Sweep<'_> {
    type Output = Vec<[f64; 2]>;

    fn visit<U: Rule>(self, rule: &U) -> Vec<[f64; 2]> {
        let blocks = self.starts.chunks(LANES);
        blocks.flat_map(|starts| sweep_block(self.objective, rule, starts, self.steps)).collect()
    }
}

fn sweep_block<U: Rule>(
    objective: &Objective,
    rule: &U,
    starts: &[[f64; 2]],
    steps: u32,
) -> Vec<[f64; 2]> {
    let lanes = |coordinate: usize| -> Block {
        let mut lanes = [starts[0][coordinate]; LANES];
        for (lane, start) in lanes.iter_mut().zip(starts) {
            *lane = start[coordinate];
        }
        Block::new(lanes)
    };
    let (mut x, mut y) = (lanes(0), lanes(1));
    let (mut of_x, mut of_y) = (rule.start::<Block>(), rule.start::<Block>());
    for _ in 0..steps {
        let [along_x, along_y] = objective.evaluate_block([x, y]).gradient;
        x = rule.step(&mut of_x, x, along_x);
        y = rule.step(&mut of_y, y, along_y);
    }
    let (x, y) = (x.to_array(), y.to_array());
    starts.iter().enumerate().map(|(lane, _)| [x[lane], y[lane]]).collect()
}
