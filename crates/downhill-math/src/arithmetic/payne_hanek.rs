//! An angle of any size modulo π/2. (Payne and Hanek, "Radian reduction for trigonometric
//! functions", 1983.)

/// The bits of 2/π after the point, behind 64 zeros.
const TWO_OVER_PI: [u64; 20] = [
    0,
    0xa2f9_836e_4e44_1529,
    0xfc27_57d1_f534_ddc0,
    0xdb62_9599_3c43_9041,
    0xfe51_63ab_debb_c561,
    0xb724_6e3a_424d_d2e0,
    0x0649_2eea_09d1_921c,
    0xfe1d_eb1c_b129_a73e,
    0xe882_35f5_2ebb_4484,
    0xe99c_7026_b45f_7e41,
    0x3991_d639_8353_39f4,
    0x9c84_5f8b_bdf9_283b,
    0x1ff8_97ff_de05_980f,
    0xef2f_118b_5a0a_6d1f,
    0x6d36_7ecf_27cb_09b7,
    0x4f46_3f66_9e5f_ea2d,
    0x7527_bac7_ebe5_f17b,
    0x3d07_39f7_8a52_92ea,
    0x6bfb_5fb1_1f8d_5d08,
    0x5603_3046_fc7b_6bab,
];

/// x as n·π/2 + r with |r| ≤ π/4: n modulo 4, r, and the rounding error of r. It is right to the last
/// digit for all numbers from ½ on; NaN where x is not finite.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "what is cast was cut to the bits that fit"
)]
pub(super) fn reduced(x: f64) -> [f64; 3] {
    if !x.is_finite() {
        return [f64::NAN; 3];
    }
    // |x| = m·2^e with a whole m. Bits of 2/π that have the weight 4 or more after the multiplication
    // only count whole turns, so they are left out.
    let bits = x.to_bits();
    let exponent = (bits >> 52) & 0x7ff;
    let m = (bits & 0x000f_ffff_ffff_ffff) | 0x0010_0000_0000_0000;
    // The first bit that counts is e − 2, after 64 zeros; the exponent e is biased by 1075.
    let start = (exponent + 64).saturating_sub(1077);
    let word = |index: u64| {
        let (first, shift) = ((start / 64 + index) as usize, start % 64);
        let at = |place: usize| TWO_OVER_PI.get(place).copied().unwrap_or_default();
        // Two shifts, because a shift by 64 is not allowed.
        (at(first) << shift) | (at(first + 1) >> 1 >> (63 - shift))
    };
    // The last 192 bits of the product. The first two of them count the quarters.
    let wide = |number: u64| u128::from(number) * u128::from(m);
    let low = wide(word(2));
    let middle = wide(word(1)) + (low >> 64);
    let high = m.wrapping_mul(word(0)).wrapping_add((middle >> 64) as u64);
    let mut top = (u128::from(high) << 64) | (middle & u128::from(u64::MAX));
    let mut last = (low & u128::from(u64::MAX)) as u64;
    // Rounded to the nearest quarter; the rest is a signed number of 190 bits.
    let mut quarter = (top >> 126) as u8;
    top = (top << 2) | u128::from(last >> 62);
    last <<= 2;
    let is_below = top >> 127 == 1;
    if is_below {
        quarter = (quarter + 1) % 4;
        top = !top;
        last = !last;
    }
    // The first 106 bits of the rest, in two doubles.
    let zeros = top.leading_zeros().min(63);
    let shifted = (top << zeros) | u128::from(last >> 1 >> (63 - zeros));
    let part = |bits: u128| (bits & 0x001f_ffff_ffff_ffff) as f64;
    let unit = f64::from_bits(u64::from(1023 - 53 - zeros) << 52);
    let first = part(shifted >> 75) * unit;
    let second = part(shifted >> 22) * unit * f64::EPSILON * 0.5;
    let [angle, error] = super::double::product(first, std::f64::consts::FRAC_PI_2);
    let error = error + (second * std::f64::consts::FRAC_PI_2 + first * 6.123_233_995_736_766e-17);
    let [angle, rest] = super::double::ordered_sum(angle, error);
    let sign = |number: f64| if is_below == (x < 0.0) { number } else { -number };
    let quarter = if x < 0.0 { (4 - quarter) % 4 } else { quarter };
    [f64::from(quarter), sign(angle), sign(rest)]
}
