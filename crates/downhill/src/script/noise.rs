//! A run's noise in Python: the draws are those of the run itself.

use downhill_math::{Noise, format_number};

/// The function `noise`, which gives the noise of a step as a list. It needs the module `math`. Where
/// every racer draws its own, it takes the racer's number too.
pub(super) fn python(noise: &Noise) -> String {
    let (parameters, stream) =
        if noise.shared { ("step", "0xFFFFFFFF") } else { ("step, racer", "racer") };
    let (sigma, seed) = (format_number(noise.sigma), noise.seed);
    format!(
        "def noise({parameters}):\n    \
         # Philox2x32-10 (Salmon et al. 2011) and Box-Muller: the same draws as in Downhill.\n    \
         left, right, key = step, {stream}, {seed}\n    \
         for _ in range(10):\n        \
         product = left * 0xD256D193\n        \
         left, right = (product >> 32) ^ key ^ right, product & 0xFFFFFFFF\n        \
         key = (key + 0x9E3779B9) & 0xFFFFFFFF\n    \
         radius = math.sqrt(-2 * math.log((left + 0.5) / 2**32))\n    \
         angle = 2 * math.pi * (right + 0.5) / 2**32\n    \
         return [{sigma} * radius * math.cos(angle), {sigma} * radius * math.sin(angle)]\n"
    )
}
