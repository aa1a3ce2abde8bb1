//! The gradient as a rule sees it: turned round to go uphill, and with weight decay.

use super::Explanation;
use crate::arithmetic::Real;

/// The gradient that a rule works with (`torch.optim`'s `maximize` and `weight_decay`): its sign is turned
/// to maximize, then `weight_decay` times the iterate is added, which is the gradient of
/// `weight_decay·(x² + y²)/2`. Without both it is the gradient itself.
#[inline]
pub(super) fn seen<R: Real>(gradient: R, x: R, weight_decay: f64, maximize: bool) -> R {
    let gradient = if maximize { -gradient } else { gradient };
    if weight_decay == 0.0 { gradient } else { gradient + R::splat(weight_decay) * x }
}

/// Puts before the equations of a step the one of the gradient that the rule sees, where it is not the
/// objective's own.
pub(super) fn explain_seen(
    found: Explanation,
    seen: f64,
    weight_decay: f64,
    maximize: bool,
) -> Explanation {
    const OWN: &str = "{g<mi>g</mi>}";
    const SEEN: &str = "{h<mover><mi>g</mi><mo>~</mo></mover>}";
    if weight_decay == 0.0 && !maximize {
        return found;
    }
    let mut equations = [SEEN, "|"].concat();
    equations.push_str(if maximize { "<mo>−</mo>" } else { "" });
    equations.push_str(OWN);
    let mut letters = found.letters;
    if weight_decay != 0.0 {
        equations.push_str("<mo>+</mo>{w<mi>weightDecay</mi>}<mo>·</mo>{x<mi>x</mi>}");
        letters.push(('w', weight_decay));
    }
    letters.push(('h', seen));
    equations.push('\n');
    equations.push_str(&found.equations.replace(OWN, SEEN));
    Explanation { equations, letters, ..found }
}
