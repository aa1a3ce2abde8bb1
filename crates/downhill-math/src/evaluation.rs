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

/// Eight points, with f and ∇f there.
#[cfg(feature = "simd-batch")]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Eight {
    /// The points, `[x, y]`.
    pub(crate) point: [Block; 2],
    /// f and ∇f there.
    pub(crate) found: Evaluation<Block>,
}

#[cfg(feature = "simd-batch")]
impl Eight {
    /// Eight points at which nothing is evaluated yet.
    pub(crate) fn unknown(point: [Block; 2]) -> Self {
        let nan = <Block as Lanes>::splat(f64::NAN);
        Self { point, found: Evaluation { value: nan, gradient: [nan; 2] } }
    }

    /// The point of a lane, with f and ∇f there.
    pub(crate) fn of(&self, lane: usize) -> ([f64; 2], Evaluation<f64>) {
        let one = |block: Block| block.as_array()[lane];
        let Evaluation { value, gradient } = self.found;
        (self.point.map(one), Evaluation { value: one(value), gradient: gradient.map(one) })
    }

    /// Puts a point, with f and ∇f there, into a lane.
    pub(crate) fn put(&mut self, lane: usize, ([x, y], found): ([f64; 2], Evaluation<f64>)) {
        let Evaluation { value, gradient: [dx, dy] } = found;
        let Self { point: [xs, ys], found: Evaluation { value: values, gradient: [dxs, dys] } } =
            self;
        for (block, number) in [(xs, x), (ys, y), (values, value), (dxs, dx), (dys, dy)] {
            block.as_mut_array()[lane] = number;
        }
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
