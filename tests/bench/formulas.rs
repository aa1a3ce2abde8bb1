//! A module for the benchmark alone: typed formulas and the same functions compiled, both on blocks.
#![cfg(target_arch = "wasm32")]

use downhill::{Block, Bounds, Dual, Evaluation, LANES, Lanes, Objective, Real};
use wasm_bindgen::prelude::*;

/// How many points there are along x and along y.
const ACROSS: usize = 64;

/// A function of the library, or the one that is compiled here, and points to evaluate it at.
#[wasm_bindgen]
pub struct Function {
    typed: Objective,
    /// None for [`waves`].
    known: Option<Objective>,
    points: Vec<[Block; 2]>,
}

#[wasm_bindgen]
impl Function {
    /// The function of that name; [`waves`] where the library has none.
    #[wasm_bindgen(constructor)]
    pub fn new(name: &str) -> Result<Function, JsError> {
        let entry = downhill::objectives().iter().find(|entry| entry.name == name);
        let known = entry.map(|entry| Objective::from_library(entry, None));
        let text = known.as_ref().map_or(WAVES, Objective::formula);
        let typed =
            Objective::typed(text).map_err(|error| JsError::new(&format!("{text}: {error}")))?;
        let view = entry.map_or(Bounds { x: [-4.0, 4.0], y: [-4.0, 4.0] }, |entry| entry.view);
        Ok(Self { typed, known, points: grid(view) })
    }

    /// `[x0, y0, x1, y1, …]`.
    pub fn points(&self) -> Vec<f64> {
        let points = self.points.iter().map(|point| point.map(Block::to_array));
        points.flat_map(|[x, y]| x.into_iter().zip(y)).flat_map(|(x, y)| [x, y]).collect()
    }

    /// The sums of f, ∂f/∂x and ∂f/∂y over all points, by the formula.
    pub fn typed(&self) -> Vec<f64> {
        self.sums(|point| self.typed.evaluate_block(point))
    }

    /// The same by the compiled function.
    pub fn built(&self) -> Vec<f64> {
        match &self.known {
            Some(known) => self.sums(|point| known.evaluate_block(point)),
            None => self.sums(evaluate_waves),
        }
    }

    /// f, ∂f/∂x and ∂f/∂y at each point, by the formula.
    pub fn typed_values(&self) -> Vec<f64> {
        self.values(|point| self.typed.evaluate_block(point))
    }

    /// The same by the compiled function.
    pub fn built_values(&self) -> Vec<f64> {
        match &self.known {
            Some(known) => self.values(|point| known.evaluate_block(point)),
            None => self.values(evaluate_waves),
        }
    }

    fn sums(&self, evaluate: impl Fn([Block; 2]) -> Evaluation<Block>) -> Vec<f64> {
        let mut sums = [<Block as Lanes>::splat(0.0); 3];
        for point in &self.points {
            let Evaluation { value, gradient: [dx, dy] } = evaluate(*point);
            sums = [sums[0] + value, sums[1] + dx, sums[2] + dy];
        }
        sums.map(|lanes| lanes.to_array().iter().sum()).to_vec()
    }

    fn values(&self, evaluate: impl Fn([Block; 2]) -> Evaluation<Block>) -> Vec<f64> {
        let mut values = Vec::new();
        for point in &self.points {
            let Evaluation { value, gradient: [dx, dy] } = evaluate(*point);
            let found = [value, dx, dy].map(Block::to_array);
            values.extend((0..LANES).flat_map(|lane| found.map(|lanes| lanes[lane])));
        }
        values
    }
}

/// Points on a grid over the view, none of them on its edge or in its middle.
fn grid(view: Bounds) -> Vec<[Block; 2]> {
    let along = |[low, high]: [f64; 2], index: usize| {
        #[allow(clippy::cast_precision_loss, reason = "it is below 64")]
        let part = (index as f64 + 0.5) / ACROSS as f64;
        low * (1.0 - part) + high * part
    };
    let of_row = |row: usize| {
        (0..ACROSS).step_by(LANES).map(move |column| {
            let x = std::array::from_fn(|lane| along(view.x, column + lane));
            [Block::new(x), <Block as Lanes>::splat(along(view.y, row))]
        })
    };
    (0..ACROSS).flat_map(of_row).collect()
}

/// As somebody could type it.
const WAVES: &str = "sin(1.3*x)*cos(0.7*y) + 0.05*(x^2 + y^2)";

/// [`WAVES`], as an objective of the library would be written.
fn waves<R: Real>([x, y]: [R; 2]) -> R {
    let n = R::splat;
    (n(1.3) * x).sin() * (n(0.7) * y).cos() + n(0.05) * (x.powi(2) + y.powi(2))
}

fn evaluate_waves(point: [Block; 2]) -> Evaluation<Block> {
    let Dual { value, dx, dy, .. } = waves(Dual::variables(point));
    Evaluation { value, gradient: [dx, dy] }
}
