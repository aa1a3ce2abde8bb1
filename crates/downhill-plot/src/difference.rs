//! How different two colours look, also to people with colour blindness: CIEDE2000 (Sharma, Wu & Dalal
//! 2005) on colours as Machado, Oliveira & Fernandes (2009) simulate them. Only tests need it.
#![allow(clippy::disallowed_methods, reason = "colour science, where no bits matter")]

use crate::color::Rgb;

/// A kind of colour vision: the matrix on linear RGB that simulates it at severity 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Sight {
    pub(crate) name: &'static str,
    matrix: [[f64; 3]; 3],
}

pub(crate) const SIGHTS: [Sight; 4] = [
    Sight { name: "normal", matrix: [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]] },
    Sight {
        name: "deuteranopia",
        matrix: [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    },
    Sight {
        name: "protanopia",
        matrix: [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    },
    Sight {
        name: "tritanopia",
        matrix: [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    },
];

/// From linear sRGB to XYZ at D65. The sums of the rows are its white.
const XYZ: [[f64; 3]; 3] = [
    [0.412_456_4, 0.357_576_1, 0.180_437_5],
    [0.212_672_9, 0.715_152_2, 0.072_175_0],
    [0.019_333_9, 0.119_192_0, 0.950_304_1],
];

fn product(matrix: [[f64; 3]; 3], [x, y, z]: [f64; 3]) -> [f64; 3] {
    matrix.map(|[a, b, c]| a * x + b * y + c * z)
}

fn linear(Rgb(parts): Rgb) -> [f64; 3] {
    parts.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    })
}

/// CIE's relative luminance, which WCAG uses, too.
pub(crate) fn luminance(color: Rgb) -> f64 {
    product(XYZ, linear(color))[1]
}

/// CIE's lightness L* of a relative luminance, and back.
pub(crate) fn lightness(luminance: f64) -> f64 {
    if luminance > 216.0 / 24389.0 {
        116.0 * luminance.cbrt() - 16.0
    } else {
        24389.0 / 27.0 * luminance
    }
}

pub(crate) fn luminance_of(lightness: f64) -> f64 {
    if lightness > 8.0 { ((lightness + 16.0) / 116.0).powi(3) } else { lightness * 27.0 / 24389.0 }
}

/// CIE L*a*b* of a colour as it is seen with that vision.
fn lab(color: Rgb, by: Sight) -> [f64; 3] {
    let seen = product(by.matrix, linear(color)).map(|part| part.clamp(0.0, 1.0));
    let white = product(XYZ, [1.0; 3]);
    let found = product(XYZ, seen);
    let [x, y, z] = [0, 1, 2].map(|axis| (lightness(found[axis] / white[axis]) + 16.0) / 116.0);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// The difference of two colours as it is seen with that vision.
pub(crate) fn difference(lhs: Rgb, rhs: Rgb, to: Sight) -> f64 {
    ciede2000(lab(lhs, to), lab(rhs, to))
}

/// CIEDE2000 with all weights 1.
fn ciede2000([l1, a1, b1]: [f64; 3], [l2, a2, b2]: [f64; 3]) -> f64 {
    let seventh = |chroma: f64| (chroma.powi(7) / (chroma.powi(7) + 25.0_f64.powi(7))).sqrt();
    let stretch = 1.5 - 0.5 * seventh(f64::midpoint(a1.hypot(b1), a2.hypot(b2)));
    let [a1, a2] = [a1 * stretch, a2 * stretch];
    let [c1, c2] = [a1.hypot(b1), a2.hypot(b2)];
    let hue = |a: f64, b: f64| b.atan2(a).to_degrees().rem_euclid(360.0);
    let [h1, h2] = [hue(a1, b1), hue(a2, b2)];
    let is_grey = c1 * c2 == 0.0;
    // The shorter way around the circle, and the hue in its middle.
    let (turn, hue) = if is_grey {
        (0.0, h1 + h2)
    } else if (h2 - h1).abs() <= 180.0 {
        (h2 - h1, f64::midpoint(h1, h2))
    } else {
        let whole = if h1 + h2 < 360.0 { 360.0 } else { -360.0 };
        let turn = h2 - h1 + if h2 > h1 { -360.0 } else { 360.0 };
        (turn, (h1 + h2 + whole) / 2.0)
    };
    let cos = |degrees: f64| degrees.to_radians().cos();
    let [light, chroma] = [f64::midpoint(l1, l2), f64::midpoint(c1, c2)];
    let weight = 1.0 - 0.17 * cos(hue - 30.0) + 0.24 * cos(2.0 * hue) + 0.32 * cos(3.0 * hue + 6.0)
        - 0.2 * cos(4.0 * hue - 63.0);
    let from_50 = (light - 50.0).powi(2);
    let lightness = (l2 - l1) / (1.0 + 0.015 * from_50 / (20.0 + from_50).sqrt());
    let colorfulness = (c2 - c1) / (1.0 + 0.045 * chroma);
    let hues =
        2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin() / (1.0 + 0.015 * chroma * weight);
    let angle = 60.0 * (-((hue - 275.0) / 25.0).powi(2)).exp();
    let rotation = -angle.to_radians().sin() * 2.0 * seventh(chroma);
    (lightness.powi(2) + colorfulness.powi(2) + hues.powi(2) + rotation * colorfulness * hues)
        .sqrt()
}

#[test]
fn ciede2000_gives_the_published_differences() {
    // Sharma, Wu & Dalal 2005, table 1.
    for (lhs, rhs, published) in [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 3.1571, -77.2803], [50.0, 0.0, -82.7485], 2.8615),
        ([50.0, 2.8361, -74.02], [50.0, 0.0, -82.7485], 3.4412),
        ([50.0, -1.3802, -84.2814], [50.0, 0.0, -82.7485], 1.0),
        ([50.0, -1.1848, -84.8006], [50.0, 0.0, -82.7485], 1.0),
        ([50.0, -0.9009, -85.5211], [50.0, 0.0, -82.7485], 1.0),
        ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
        ([50.0, 2.49, -0.001], [50.0, -2.49, 0.0009], 7.1792),
        ([50.0, 2.49, -0.001], [50.0, -2.49, 0.0011], 7.2195),
        ([50.0, -0.001, 2.49], [50.0, 0.0009, -2.49], 4.8045),
        ([50.0, -0.001, 2.49], [50.0, 0.0011, -2.49], 4.7461),
        ([50.0, 2.5, 0.0], [50.0, 0.0, -2.5], 4.3065),
        ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
        ([50.0, 2.5, 0.0], [61.0, -5.0, 29.0], 22.8977),
        ([50.0, 2.5, 0.0], [56.0, -27.0, -3.0], 31.903),
        ([50.0, 2.5, 0.0], [58.0, 24.0, 15.0], 19.4535),
        ([50.0, 2.5, 0.0], [50.0, 3.1736, 0.5854], 1.0),
        ([50.0, 2.5, 0.0], [50.0, 3.2972, 0.0], 1.0),
        ([50.0, 2.5, 0.0], [50.0, 1.8634, 0.5757], 1.0),
        ([50.0, 2.5, 0.0], [50.0, 3.2592, 0.335], 1.0),
        ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
        ([63.0109, -31.0961, -5.8663], [62.8187, -29.7946, -4.0864], 1.263),
        ([61.2901, 3.7196, -5.3901], [61.4292, 2.248, -4.962], 1.8731),
        ([35.0831, -44.1164, 3.7933], [35.0232, -40.0716, 1.5901], 1.8645),
        ([22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619], 2.0373),
        ([36.4612, 47.858, 18.3852], [36.2715, 50.5065, 21.2231], 1.4146),
        ([90.8027, -2.0831, 1.441], [91.1528, -1.6435, 0.0447], 1.4441),
        ([90.9257, -0.5406, -0.9208], [88.6381, -0.8985, -0.7239], 1.5381),
        ([6.7747, -0.2908, -2.4247], [5.8714, -0.0985, -2.2286], 0.6377),
        ([2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082),
    ] {
        for found in [ciede2000(lhs, rhs), ciede2000(rhs, lhs)] {
            assert!((found - published).abs() < 5.1e-5, "{lhs:?} {rhs:?}: {found}");
        }
    }
}

#[test]
fn lightness_and_luminance_are_each_others_inverse() {
    assert!((lightness(luminance(Rgb([255; 3]))) - 100.0).abs() < 1e-4);
    for l in 0..=100 {
        let l = f64::from(l);
        assert!((lightness(luminance_of(l)) - l).abs() < 1e-9);
    }
}
