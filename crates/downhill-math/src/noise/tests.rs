//! The integers are compared with published vectors, the deviates with the properties of the normal
//! distribution. The samples are fixed, so a test that passes once passes always. A correct generator
//! would fail each bound with a probability of a thousandth or less.
#![allow(clippy::disallowed_methods, reason = "the platform's functions are what to compare with")]

use super::{Noise, normals, philox};
use crate::arithmetic::Pair;

const COUNT: u32 = 100_000;

fn noise(seed: u32, shared: bool) -> Noise {
    Noise { sigma: 1.0, seed, shared }
}

/// Samples along one argument each: steps, seeds, racers.
fn samples() -> [(&'static str, Vec<[f64; 2]>); 4] {
    let steps = |noise: Noise| (0..COUNT).map(|step| noise.of(2).at(step)).collect();
    let seeds = (0..COUNT).map(|seed| noise(seed, true).of(0).at(17)).collect();
    let racers = (0..100_000).map(|racer| noise(7, false).of(racer).at(17)).collect();
    [
        ("shared steps", steps(noise(7, true))),
        ("own steps", steps(noise(u32::MAX, false))),
        ("seeds", seeds),
        ("racers", racers),
    ]
}

/// The greatest distance of a sample's distribution function from `below`, times √n.
fn kolmogorov_smirnov(mut sample: Vec<f64>, below: impl Fn(f64) -> f64) -> f64 {
    sample.sort_by(f64::total_cmp);
    let count = f64::from(u32::try_from(sample.len()).unwrap());
    let mut greatest = 0.0_f64;
    for (rank, x) in (0_u32..).zip(sample) {
        let (from, to) = (f64::from(rank) / count, f64::from(rank + 1) / count);
        greatest = greatest.max((below(x) - from).abs()).max((below(x) - to).abs());
    }
    greatest * count.sqrt()
}

/// The part of a normal distribution below x: ½ + φ(x)·(x + x³/3 + x⁵/15 + …).
fn below(x: f64) -> f64 {
    let (mut term, mut sum, mut odd) = (x, 0.0, 1.0);
    while term != 0.0 && sum + term != sum {
        sum += term;
        odd += 2.0;
        term *= x * x / odd;
    }
    0.5 + sum * (-0.5 * x * x).exp() / std::f64::consts::TAU.sqrt()
}

fn mean(sample: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = f64::from(u32::try_from(sample.len()).unwrap());
    sample.sum::<f64>() / count
}

#[test]
fn the_words_are_those_of_random123() {
    // Its file kat_vectors.
    assert_eq!(philox([0, 0], 0), [0xff1d_ae59, 0x6cd1_0df2]);
    assert_eq!(philox([u32::MAX; 2], u32::MAX), [0x2c3f_628b, 0xab4f_d7ad]);
    assert_eq!(philox([0x243f_6a88, 0x85a3_08d3], 0x1319_8a2e), [0xdd7c_e038, 0xf62a_4c12]);
}

#[test]
fn it_is_a_function_of_seed_racer_and_step() {
    for racer in 0..16 {
        assert_eq!(noise(7, true).of(racer).at(5), noise(7, true).of(0).at(5));
        assert_ne!(noise(7, false).of(racer).at(5), noise(7, true).of(racer).at(5));
        assert_ne!(noise(7, false).of(racer).at(5), noise(7, false).of(racer + 1).at(5));
    }
    assert_ne!(noise(7, true).of(0).at(5), noise(8, true).of(0).at(5));
    assert_ne!(noise(7, true).of(0).at(5), noise(7, true).of(0).at(6));
    let doubled = Noise { sigma: 2.0, ..noise(7, true) };
    assert_eq!(doubled.of(0).at(5), noise(7, true).of(0).at(5).map(|part| 2.0 * part));
}

#[test]
fn without_noise_a_gradient_stays_as_it_is() {
    for gradient in [[-0.0, 0.0], [f64::NAN, f64::INFINITY], [1.0, -2.0]] {
        let found = Noise::NONE.of(3).added_to(Pair::new(gradient), 9).to_array();
        assert_eq!(found.map(f64::to_bits), gradient.map(f64::to_bits));
    }
}

#[test]
fn the_extremes_are_finite() {
    let most = (66.0 * 2.0_f64.ln()).sqrt();
    for left in [0, 1, u32::MAX / 2, u32::MAX] {
        for right in [0, 1, u32::MAX / 4, u32::MAX / 2, u32::MAX] {
            let [x, y] = normals([left, right]);
            assert!(x.abs() <= most + 1e-12 && y.abs() <= most + 1e-12, "{x} {y}");
        }
    }
    assert!((normals([0, 0])[0] - most).abs() < 1e-8);
}

#[test]
fn the_moments_are_0_1_0_and_3() {
    // The variances of x, x², x³ and x⁴ are 1, 2, 15 and 96; four standard deviations.
    for (name, sample) in samples() {
        for coordinate in 0..2 {
            for (power, expected, variance) in
                [(1, 0.0, 1.0_f64), (2, 1.0, 2.0), (3, 0.0, 15.0), (4, 3.0, 96.0)]
            {
                let found = mean(sample.iter().map(|both| both[coordinate].powi(power)));
                let allowed = 4.0 * (variance / f64::from(COUNT)).sqrt();
                assert!((found - expected).abs() < allowed, "{name} {coordinate} {power} {found}");
            }
        }
    }
}

#[test]
fn the_distribution_is_normal() {
    // Kolmogorov's distribution exceeds 1.95 once in a thousand times.
    for (name, sample) in samples() {
        for coordinate in 0..2 {
            let found =
                kolmogorov_smirnov(sample.iter().map(|both| both[coordinate]).collect(), below);
            assert!(found < 1.95, "{name} {coordinate}: {found}");
        }
        // Half the square of the distance from 0 is exponential, where x and y are independent.
        let halves = sample.iter().map(|[x, y]| 0.5 * (x * x + y * y)).collect();
        let found = kolmogorov_smirnov(halves, |half| 1.0 - (-half).exp());
        assert!(found < 1.95, "{name}: {found}");
        let angles = sample.iter().map(|[x, y]| y.atan2(*x)).collect();
        let found = kolmogorov_smirnov(angles, |angle| 0.5 + angle / std::f64::consts::TAU);
        assert!(found < 1.95, "{name}: {found}");
    }
}

#[test]
fn the_tails_hold_what_they_should() {
    // A million deviates: 2,700 beyond 3 σ, 63 beyond 4 σ.
    let stream = noise(1, true).of(0);
    let deviates: Vec<f64> = (0..500_000).flat_map(|step| stream.at(step)).collect();
    for limit in [1.0, 2.0, 3.0, 4.0] {
        let expected = 2e6 * below(-limit);
        let beyond = deviates.iter().filter(|x| x.abs() > limit).count();
        let beyond = f64::from(u32::try_from(beyond).unwrap());
        assert!((beyond - expected).abs() < 4.0 * expected.sqrt(), "{limit}: {beyond} {expected}");
    }
}

/// Pairs of deviates that should be independent.
fn pairs() -> Vec<(&'static str, Vec<[f64; 2]>)> {
    let of = |seed, shared, racer, step| noise(seed, shared).of(racer).at(step);
    let along = |pair: &dyn Fn(u32) -> [f64; 2]| (0..COUNT).map(pair).collect();
    vec![
        ("x and y", along(&|step| of(7, true, 0, step))),
        ("steps", along(&|step| [of(7, true, 0, step)[0], of(7, true, 0, step + 1)[0]])),
        ("y, next x", along(&|step| [of(7, true, 0, step)[1], of(7, true, 0, step + 1)[0]])),
        ("far steps", along(&|step| [of(7, true, 0, step)[0], of(7, true, 0, step + 256)[0]])),
        ("racers", along(&|step| [of(7, false, 0, step)[0], of(7, false, 1, step)[0]])),
        ("far racers", along(&|step| [of(7, false, 0, step)[1], of(7, false, 15, step)[1]])),
        ("shared and own", along(&|step| [of(7, true, 0, step)[0], of(7, false, 0, step)[0]])),
        ("seeds", along(&|step| [of(7, true, 0, step)[0], of(8, true, 0, step)[0]])),
        ("seeds at a step", along(&|seed| [of(seed, true, 0, 3)[0], of(seed + 1, true, 0, 3)[0]])),
        ("seed and step", along(&|seed| [of(seed, true, 0, 3)[0], of(seed, true, 0, 4)[0]])),
    ]
}

#[test]
fn coordinates_steps_racers_and_seeds_are_independent() {
    for (name, sample) in pairs() {
        // Correlations of the deviates and of their squares, to four standard deviations.
        let count = f64::from(COUNT);
        let plain = mean(sample.iter().map(|[first, second]| first * second));
        assert!(plain.abs() < 4.0 / count.sqrt(), "{name}: {plain}");
        let squares = mean(sample.iter().map(|[a, b]| (a * a - 1.0) * (b * b - 1.0) / 2.0));
        assert!(squares.abs() < 4.0 / count.sqrt(), "{name}: {squares}");
        // χ² over 8 × 8 equally likely cells: 64 on average for a known distribution, 11 the
        // standard deviation.
        let cell = |x: f64| (0..7).filter(|part| below(x) > f64::from(part + 1) / 8.0).count();
        let mut cells = [0_u32; 64];
        for [first, second] in &sample {
            cells[8 * cell(*first) + cell(*second)] += 1;
        }
        let expected = count / 64.0;
        let chi: f64 = cells.iter().map(|found| (f64::from(*found) - expected).powi(2)).sum();
        let chi = chi / expected;
        assert!((25.0..110.0).contains(&chi), "{name}: {chi}");
    }
}
