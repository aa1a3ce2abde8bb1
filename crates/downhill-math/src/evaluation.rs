//! The value and the gradient of an objective at a point.

#[cfg(feature = "simd-batch")]
use crate::arithmetic::{Block, LANES, Lanes};
use crate::arithmetic::{Dual, Variables};

/// The value and the exact gradient of an objective at one point, or at a block of points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evaluation<R> {
    /// f(x, y).
    pub value: R,
    /// [∂f/∂x, ∂f/∂y].
    pub gradient: [R; 2],
}

impl Evaluation<f64> {
    /// Evaluates a function on dual numbers at a point.
    ///
    /// `quick` and `traced` are that function, on numbers without and with their dependences. Where a
    /// derivative is NaN, the 0 of a variable that a term does not contain may have been multiplied by
    /// an infinite slope; so it is evaluated again, with dependences. Elsewhere both give the same
    /// bits.
    #[inline(always)]
    pub(crate) fn at(
        point: [f64; 2],
        quick: impl Fn([Dual<f64>; 2]) -> Dual<f64>,
        traced: impl Fn([Dual<f64, Variables>; 2]) -> Dual<f64, Variables>,
    ) -> Self {
        let found = quick(Dual::variables(point));
        let gradient = found.gradient();
        if gradient[0].is_nan() || gradient[1].is_nan() {
            let found = traced(Dual::traced_variables(point));
            return Self { value: found.value, gradient: found.gradient() };
        }
        Self { value: found.value, gradient }
    }
}

#[cfg(feature = "simd-batch")]
impl Evaluation<Block> {
    /// Corrects the result at a block of points: lanes in which a derivative is NaN are evaluated again
    /// by `alone`, with dependences.
    #[inline(always)]
    pub(crate) fn traced(
        self,
        point: [Block; 2],
        alone: impl Fn([f64; 2]) -> Evaluation<f64>,
    ) -> Self {
        let [dx, dy] = self.gradient;
        let infinity = <Block as Lanes>::splat(f64::INFINITY);
        let size = Lanes::abs(dx) + Lanes::abs(dy);
        if Lanes::all_below(size, infinity) {
            return self;
        }
        self.traced_by_lanes(point, alone)
    }

    #[cold]
    #[inline(never)]
    fn traced_by_lanes(
        self,
        [x, y]: [Block; 2],
        alone: impl Fn([f64; 2]) -> Evaluation<f64>,
    ) -> Self {
        let [x, y, mut value] = [x, y, self.value].map(Block::to_array);
        let [mut dx, mut dy] = self.gradient.map(Block::to_array);
        for lane in 0..LANES {
            if dx[lane].is_nan() || dy[lane].is_nan() {
                let single = alone([x[lane], y[lane]]);
                (value[lane], [dx[lane], dy[lane]]) = (single.value, single.gradient);
            }
        }
        Self { value: Block::new(value), gradient: [dx, dy].map(Block::new) }
    }
}
