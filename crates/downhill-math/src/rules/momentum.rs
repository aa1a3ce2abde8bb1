use super::Explanation;
use super::seen::{explain_seen, seen};
use super::{
    About, AboutParameter, Conflict, Family, Field, HyperParameter, Info, LEARNING_RATE, Marker,
    Range, Rule, Slider,
};
use crate::arithmetic::Real;

/// SGD with momentum, v ← momentum·v + (1 − dampening)·g, x ← x − lr·v
/// (Polyak 1964; `torch.optim.SGD` with `momentum` and `dampening`).
///
/// It has four forms:
/// - undamped (`dampening: 0`), the default: the article's formula, CS231n's, and `torch.optim.SGD`'s
///   where its `dampening` is left out.
/// - damped from the second step (`damp_first_step: false`): the first velocity is g itself, as in
///   `torch.optim.SGD`.
/// - damped from the first step (`damp_first_step: true`): v starts at 0, so the first velocity is
///   (1 − dampening)·g. This is the article's code, with dampening = 1 − its own factor; its presets
///   write it out.
/// - Nesterov's (`nesterov: true`), x ← x − lr·(g + momentum·v): undamped, and one step of the velocity
///   ahead (Nesterov 1983, in the form of Sutskever et al. 2013). As in torch, it needs a momentum above
///   0 and a dampening of 0, also of the first step.
///
/// With momentum 0 there is no velocity and so no dampening, in any of these forms, as in
/// `torch.optim.SGD`: x ← x − lr·g. torch then keeps no `momentum_buffer`; here the state holds the
/// last gradient, which the velocity would be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Momentum {
    /// The learning rate. Usually the objective's own (torch: 1e-3).
    pub lr: f64,
    /// The share of the velocity that is kept at each step. Usually 0.9 (torch: 0).
    pub momentum: f64,
    /// The share of the gradient that is held back at each step. Usually 0, as in torch.
    pub dampening: f64,
    /// Whether the very first gradient is damped too. Usually false, as in torch.
    pub damp_first_step: bool,
    /// Whether the step uses the velocity that the next step would have on the same gradient.
    pub nesterov: bool,
    /// The share of the iterate that is added to its gradient.
    pub weight_decay: f64,
    /// Whether it goes uphill.
    pub maximize: bool,
}

/// What momentum remembers of one coordinate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MomentumState<R> {
    /// The velocity v (torch: `momentum_buffer`).
    pub velocity: R,
    /// Whether a step has been taken.
    pub moving: bool,
}

impl Rule for Momentum {
    type State<R: Real> = MomentumState<R>;
    type Constants = ();

    const DEFAULT: Self = Self {
        lr: LEARNING_RATE,
        momentum: 0.9,
        dampening: 0.0,
        damp_first_step: false,
        nesterov: false,
        weight_decay: 0.0,
        maximize: false,
    };

    const INFO: Info =
        Info::new(["momentum", "SGD+Momentum"], (Family::Velocity, Marker::Square), &["velocity"]);

    const ABOUT: About = About {
        what: "Goes by a velocity, in which earlier gradients live on.",
        source: "Polyak 1964; Nesterov 1983",
        torch: "torch.optim.SGD",
        python: include_str!("code/momentum.py"),
        rust: include_str!("code/momentum.rs"),
    };

    const PARAMETERS: &'static [(HyperParameter, Field<Self>)] = &[
        (HyperParameter::learning_rate("1e-3"), Field::Number(|rule| &mut rule.lr)),
        (
            HyperParameter::new(
                "momentum",
                Range::NOT_NEGATIVE,
                AboutParameter {
                    labels: &["Momentum"],
                    what: "share of the velocity that is kept; with 0 there is no velocity and no dampening",
                    torch: Some("0"),
                    slider: Slider::NearOne(-4.0),
                },
            ),
            Field::Number(|rule| &mut rule.momentum),
        ),
        (
            HyperParameter::new(
                "dampening",
                Range::FINITE,
                AboutParameter {
                    labels: &["Damp new gradients"],
                    what: "share of the gradient that is held back",
                    torch: None,
                    slider: Slider::Linear([0.0, 1.0]),
                },
            ),
            Field::Number(|rule| &mut rule.dampening),
        ),
        (
            HyperParameter::new(
                "dampFirstStep",
                Range::SWITCH,
                AboutParameter {
                    labels: &["Damp the first step"],
                    what: "whether the first gradient is damped too, as in the article's code",
                    torch: None,
                    slider: Slider::Switch,
                },
            ),
            Field::Switch(|rule| &mut rule.damp_first_step),
        ),
        (
            HyperParameter::new(
                "nesterov",
                Range::SWITCH,
                AboutParameter {
                    labels: &["Nesterov’s look ahead"],
                    what: "whether it looks one step of the velocity ahead; wants a momentum above 0, \
                            dampening 0, dampFirstStep false",
                    torch: None,
                    slider: Slider::Switch,
                },
            )
            .left_out(),
            Field::Switch(|rule| &mut rule.nesterov),
        ),
        (HyperParameter::weight_decay(), Field::Number(|rule| &mut rule.weight_decay)),
        (HyperParameter::maximize(), Field::Switch(|rule| &mut rule.maximize)),
    ];

    fn start<R: Real>(&self) -> MomentumState<R> {
        MomentumState { velocity: R::splat(0.0), moving: false }
    }

    fn constants<R: Real>(&self, _: &MomentumState<R>, _: u32) {}

    #[cfg_attr(feature = "simd-batch", inline(always))]
    fn step_with<R: Real>(&self, (): (), state: &mut MomentumState<R>, x: R, gradient: R) -> R {
        let gradient = seen(gradient, x, self.weight_decay, self.maximize);
        state.velocity = if self.is_damped(state.moving) {
            R::splat(self.momentum) * state.velocity + R::splat(1.0 - self.dampening) * gradient
        } else {
            gradient
        };
        state.moving = true;
        let velocity = if self.nesterov {
            gradient + R::splat(self.momentum) * state.velocity
        } else {
            state.velocity
        };
        x - R::splat(self.lr) * velocity
    }

    fn parts<R: Real>(state: &mut MomentumState<R>) -> impl IntoIterator<Item = &mut R> {
        [&mut state.velocity]
    }

    fn set_step<R: Real>(state: &mut MomentumState<R>, step: u32) {
        state.moving = step > 0;
    }

    fn known_as(&self) -> (&'static str, Marker) {
        if self.nesterov {
            ("Nesterov", Marker::FramedSquare)
        } else {
            (Self::INFO.label, Self::INFO.marker)
        }
    }

    fn conflict(&self) -> Option<Conflict> {
        let is_torchs = self.momentum > 0.0 && self.dampening == 0.0 && !self.damp_first_step;
        (self.nesterov && !is_torchs).then_some(Conflict {
            name: "nesterov",
            allowed: "false, unless momentum is above 0, dampening 0 and dampFirstStep false",
        })
    }

    fn explain(
        &self,
        x: f64,
        gradient: f64,
        before: &MomentumState<f64>,
        after: &MomentumState<f64>,
    ) -> Explanation {
        const FIRST: &str = "{V<mi>v</mi>}|{g<mi>g</mi>}\n";
        const LATER: &str = concat!(
            "{V<mi>v</mi>}|",
            mixed!(
                "{o<mi>momentum</mi>}",
                "{v<mi>v</mi>}",
                "{d<mi>dampening</mi>}",
                "{g<mi>g</mi>}"
            ),
            "\n"
        );
        const UNDAMPED: &str =
            "{V<mi>v</mi>}|{o<mi>momentum</mi>}<mo>·</mo>{v<mi>v</mi>}<mo>+</mo>{g<mi>g</mi>}\n";
        const STEP: &str = concat!(plain!("{V<mi>v</mi>}"), next!());
        const AHEAD: &str = concat!(
            plain!(concat!(
                open!(),
                "{g<mi>g</mi>}<mo>+</mo>{o<mi>momentum</mi>}<mo>·</mo>{V<mi>v</mi>}",
                close!()
            )),
            next!()
        );
        let gradient = seen(gradient, x, self.weight_decay, self.maximize);
        let (equations, velocity) = if self.nesterov {
            (
                if before.moving { UNDAMPED } else { FIRST },
                gradient + self.momentum * after.velocity,
            )
        } else {
            (if self.is_damped(before.moving) { LATER } else { FIRST }, after.velocity)
        };
        let letters = vec![
            ('v', before.velocity),
            ('V', after.velocity),
            ('o', self.momentum),
            ('d', self.dampening),
        ];
        let equations = [equations, if self.nesterov { AHEAD } else { STEP }].concat();
        let found = Explanation {
            follows: Some((after.velocity, "−v")),
            ..Explanation::plain(equations, letters, x, -(self.lr * velocity))
        };
        explain_seen(found, gradient, self.weight_decay, self.maximize)
    }
}

impl Momentum {
    /// Whether a step has a velocity to start from; `was_taken` says whether there was a step before
    /// it.
    fn is_damped(&self, was_taken: bool) -> bool {
        self.momentum != 0.0 && (was_taken || self.damp_first_step)
    }
}
