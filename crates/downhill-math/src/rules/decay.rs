//! 1 − βᵗ, by which Adam's running means are too small because they start at zero.

use std::f64::consts::LOG2_E;

use crate::arithmetic::{Lanes, Pair};

/// ln 2 as a number whose last 21 bits are 0, so that small multiples of it are exact, and the rest.
/// (fdlibm's `e_log.c`.)
const LN_2_HIGH: f64 = 6.931_471_803_691_238e-1;
const LN_2_LOW: f64 = 1.908_214_929_270_587_7e-10;

/// e⁻³⁸ is less than half a unit in the last place of 1.
const GONE: f64 = -38.0;

/// The number, counted from 1, of a step that is `ahead` steps after the next one.
pub(super) fn number_of_next(taken: u32, ahead: u32) -> u32 {
    taken.saturating_add(1).saturating_add(ahead)
}

/// The shares β₁ and β₂ of Adam's running means that are kept at each step, as their logarithms.
///
/// [`missing`](Self::missing) is −(e^(t·ln β) − 1). It is a function of t alone, so that a resumed
/// state has the same bits as one that was stepped. A power that is subtracted from 1 would lose as
/// many digits as β has nines, and a running product loses digits at every step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Decays {
    /// Each ln β as the sum of two numbers, side by side. The first has 33 bits, so that its products
    /// with a count of up to 2²⁰ steps are exact.
    log: [Pair; 2],
}

impl Decays {
    /// For shares from 0 up to, but not including, 1.
    #[must_use]
    pub(super) fn new(betas: [f64; 2]) -> Self {
        Self::of(betas.map(log))
    }

    /// For a share, and one that is base to the power `exponent`, of a base above 0 and below 1 and an exponent
    /// of 0 or more.
    #[must_use]
    pub(super) fn with_power(beta: f64, base: f64, exponent: f64) -> Self {
        let [high, low] = log(base);
        let power = if exponent * high < GONE {
            [f64::NEG_INFINITY, 0.0]
        } else {
            let [product, rest] = exact_product(exponent, high);
            cut(product, rest + exponent * low)
        };
        Self::of([log(beta), power])
    }

    fn of([first, second]: [[f64; 2]; 2]) -> Self {
        Self { log: [Pair::new([first[0], second[0]]), Pair::new([first[1], second[1]])] }
    }

    /// 1 − β₁ᵗ and 1 − β₂ᵗ after `steps` steps, 1 or more, within a unit in the last place.
    #[must_use]
    pub(super) fn missing(self, steps: u32) -> [f64; 2] {
        self.missing_after([steps; 2])
    }

    /// As [`missing`](Self::missing), but each share after a number of steps of its own.
    #[must_use]
    pub(super) fn missing_after(self, steps: [u32; 2]) -> [f64; 2] {
        let c = Pair::splat;
        let t = Pair::new(steps.map(f64::from));
        let gone = c(GONE);
        let [high, low] = self.log.map(|part| t * part);
        if high.all_below(gone) {
            return [1.0; 2];
        }
        let high = high.choose(gone, gone, high);
        // t·ln β = n·ln 2 + r with |r| at most about ln 2 / 2, r in two numbers.
        let n = Lanes::floor(high * c(LOG2_E) + c(0.5));
        let reduced = high - n * c(LN_2_HIGH);
        let correction = low - n * c(LN_2_LOW);
        let r = reduced + correction;
        let r_rest = (reduced - r) + correction;
        // eʳ − 1 = r + r²·(1/2 + r/6 + …). The even and the odd terms are summed side by side, because
        // each sum waits for its previous term. The first two terms are added last.
        let z = r * r;
        let (mut even, mut odd) = (c(0.0), c(0.0));
        for [of_even, of_odd] in REVERSED_FACTORIALS {
            even = even * z + c(of_even);
            odd = odd * z + c(of_odd);
        }
        let grown = r + (z * (even + r * odd) + (r_rest + r * r_rest));
        // 1 − 2ⁿ·(1 + (eʳ − 1)).
        let power = n.two_to();
        ((c(1.0) - power) - power * grown).to_array()
    }
}

/// The logarithm of a number from 0 up to, but not including, 1, to about 60 bits.
fn log(beta: f64) -> [f64; 2] {
    // A share this small has vanished after one step.
    if beta < f64::EPSILON / 4.0 {
        return [f64::NEG_INFINITY, 0.0];
    }
    // beta = 2ⁿ·m with m from 3/4 to 3/2, and ln m = 2·artanh s with s = (m − 1)/(m + 1).
    let [mantissa, exponent] = beta.mantissa_and_exponent();
    let (m, n) =
        if mantissa > 1.5 { (mantissa / 2.0, exponent + 1.0) } else { (mantissa, exponent) };
    let (above, below) = (m - 1.0, m + 1.0);
    let below_rest = m - (below - 1.0);
    let s = above / below;
    let [product, product_rest] = exact_product(s, below);
    let s_rest = ((above - product) - product_rest - s * below_rest) / below;
    // artanh s = s·(1 + s²/3 + s⁴/5 + …), |s| ≤ 1/5. The sum without its 1 is at most 1/70, so its own
    // rounding error is below the 59th bit of the result.
    let z = s * s;
    let mut series = 0.0;
    for odd in (3..=25).rev().step_by(2) {
        series = z * (series + 1.0 / f64::from(odd));
    }
    let rest = 2.0 * (s_rest + s * series) + n * LN_2_LOW;
    // The larger number comes first: n is 0, or |n·ln 2| is at least twice |2s|.
    let [sum, sum_rest] = exact_sum(n * LN_2_HIGH, 2.0 * s);
    cut(sum, sum_rest + rest)
}

/// The sum of two numbers, the first much larger, as two others, the first of which has 33 bits.
fn cut(sum: f64, rest: f64) -> [f64; 2] {
    let high = f64::from_bits((sum + rest).to_bits() & !0xf_ffff);
    [high, (sum - high) + rest]
}

/// 1/k! in pairs, from 1/14! and 1/15! down to 1/2! and 1/3!.
const REVERSED_FACTORIALS: [[f64; 2]; 7] = [
    [1.0 / 87_178_291_200.0, 1.0 / 1_307_674_368_000.0],
    [1.0 / 479_001_600.0, 1.0 / 6_227_020_800.0],
    [1.0 / 3_628_800.0, 1.0 / 39_916_800.0],
    [1.0 / 40_320.0, 1.0 / 362_880.0],
    [1.0 / 720.0, 1.0 / 5_040.0],
    [1.0 / 24.0, 1.0 / 120.0],
    [1.0 / 2.0, 1.0 / 6.0],
];

/// The sum of two numbers and its rounding error. The first is the larger one, or 0. (Dekker 1971.)
fn exact_sum(larger: f64, smaller: f64) -> [f64; 2] {
    let sum = larger + smaller;
    let rest = if larger == 0.0 { 0.0 } else { smaller - (sum - larger) };
    [sum, rest]
}

/// The product of two numbers and its rounding error. (Veltkamp and Dekker 1971.)
fn exact_product(lhs: f64, rhs: f64) -> [f64; 2] {
    let halves = |number: f64| {
        let shifted = number * 134_217_729.0;
        let high = shifted - (shifted - number);
        [high, number - high]
    };
    let product = lhs * rhs;
    let ([a, b], [c, d]) = (halves(lhs), halves(rhs));
    [product, ((a * c - product) + a * d + b * c) + b * d]
}
