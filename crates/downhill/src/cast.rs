//! The few conversions between number types that can lose something, and what each loses.

/// `value` rounded towards zero; callers have checked that it is in range.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "callers check that value is a whole number from 0 to u32::MAX"
)]
pub(crate) fn whole(value: f64) -> u32 {
    value as u32
}
