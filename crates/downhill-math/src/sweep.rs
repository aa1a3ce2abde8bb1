use crate::arithmetic::{Block, LANES};
use crate::objective::Objective;
use crate::rules::{Optimizer, Rule, with_rule};

/// Where an optimizer stands after `steps` steps from each of many starts, `[x, y]` each.
///
/// Eight starts are stepped side by side and no path is kept. The iterates are the same bits as
/// those of a racer that starts there; one that diverges is infinite or NaN.
#[must_use]
pub fn sweep(
    objective: &Objective,
    optimizer: &Optimizer,
    starts: &[[f64; 2]],
    steps: u32,
) -> Vec<[f64; 2]> {
    with_rule!(optimizer, rule => {
        starts.chunks(LANES).flat_map(|chunk| sweep_block(objective, rule, chunk, steps)).collect()
    })
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
        x += rule.step(&mut of_x, along_x);
        y += rule.step(&mut of_y, along_y);
    }
    let (x, y) = (x.to_array(), y.to_array());
    starts.iter().enumerate().map(|(lane, _)| [x[lane], y[lane]]).collect()
}
