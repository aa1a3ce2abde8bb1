use crate::bounds::Bounds;
use crate::objective::{Evaluation, Objective};
use crate::real::Real;

/// An inverted Gaussian, wider along x than along y.
///
/// $$ f(x, y) = 1 - e^{-(x^2/0.7 + y^2/0.3)} $$
///
/// Usual domain: x, y ∈ [−1, 1]. One minimum, f(0, 0) = 0. Convex only where
/// x²/0.35 + y²/0.15 ≤ 1; outside lies a shoulder that flattens towards f = 1.
///
/// Source: "Neural Network Optimization Algorithms Explained with Code".
pub(crate) static GAUSSIAN: Objective = Objective {
    name: "gaussian",
    formula: "1 − exp(−(x²/0.7 + y²/0.3))",
    view: Bounds { x: [-1.0, 1.0], y: [-1.0, 1.0] },
    start: [0.75, -0.75],
    levels: &[0.0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1.05],
    minima: &[[0.0, 0.0]],
    learning_rate: |_| 0.02,
    pair: gaussian,
};

pub(super) fn gaussian<R: Real>([x, y]: [R; 2]) -> Evaluation<R> {
    let (a, b) = (R::splat(0.7), R::splat(0.3));
    let two = R::splat(2.0);
    let bell = (-(x * x / a + y * y / b)).exp();
    Evaluation { value: R::splat(1.0) - bell, gradient: [two * x / a * bell, two * y / b * bell] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn is_what_the_article_prints_at_its_start() {
        let at = GAUSSIAN.evaluate([0.75, -0.75]);
        assert!((at.value - 0.931339).abs() < 5e-7);
        assert!((at.gradient[0] - 0.147131).abs() < 5e-7);
        assert!((at.gradient[1] + 0.343306).abs() < 5e-7);
    }

    #[test]
    fn its_minimum_is_one_by_value_and_by_gradient() {
        let at = GAUSSIAN.evaluate(GAUSSIAN.minima[0]);
        assert_eq!(at, Evaluation { value: 0.0, gradient: [0.0, 0.0] });
    }

    #[test]
    fn is_flat_and_finite_however_far_away() {
        for far in [40.0, 1e160, 1e307] {
            let at = GAUSSIAN.evaluate([far, -far]);
            assert_eq!(at.value, 1.0);
            assert_eq!(at.gradient, [0.0, 0.0]);
        }
    }

    proptest! {
        #[test]
        fn its_gradient_is_the_limit_of_finite_differences(
            x in -2.0..2.0_f64, y in -2.0..2.0_f64
        ) {
            let h = 1e-5;
            let value = |x, y| GAUSSIAN.evaluate([x, y]).value;
            let exact = GAUSSIAN.evaluate([x, y]).gradient;
            // Central differences: truncation h²·|f‴|/6 and rounding ε/h are both near 1e-9.
            let along_x = (value(x + h, y) - value(x - h, y)) / (2.0 * h);
            let along_y = (value(x, y + h) - value(x, y - h)) / (2.0 * h);
            prop_assert!((exact[0] - along_x).abs() < 5e-9, "{} {along_x}", exact[0]);
            prop_assert!((exact[1] - along_y).abs() < 5e-9, "{} {along_y}", exact[1]);
        }
    }
}
