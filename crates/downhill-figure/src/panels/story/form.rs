//! Racers by what they are.

use downhill::{Adam, Momentum, Optimizer, RacerConfig, RmsProp, Rule};

/// What a racer must be to be measured.
#[derive(Clone, Copy, Debug)]
pub(super) enum Form {
    Sgd,
    /// The one of that number among several, counted from 0.
    SgdOf(u8),
    /// As in the article's code, with the learning rate of the first racer that is measured.
    Damped,
    /// As in the article's formula, with that rate.
    Undamped,
    /// In whatever form.
    AnyMomentum,
    /// Damped from the first step on, or not at all.
    Momentum,
    /// As the first racer that is measured, but for its first step.
    TorchsMomentum,
    AdaGrad,
    RmsProp,
    /// With this alpha, in thousandths.
    RmsPropOf(u16),
    /// Adam without momentum, of the rates of the first racer that is measured.
    CorrectedRmsProp,
    /// With bias correction or without.
    AnyAdam,
    Adam,
    /// With this β₂, in thousandths.
    AdamOf(u16),
    /// As the first racer that is measured, but for that.
    UncorrectedAdam,
}

impl Form {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Sgd | Self::SgdOf(0) => "SGD",
            Self::SgdOf(1) => "second SGD",
            Self::SgdOf(_) => "third SGD",
            Self::Damped => "damped momentum at SGD’s rate",
            Self::Undamped => "undamped momentum at SGD’s rate",
            Self::Momentum | Self::AnyMomentum => "momentum",
            Self::TorchsMomentum => "momentum with another first step",
            Self::AdaGrad => "AdaGrad",
            Self::RmsProp => "RMSProp",
            Self::RmsPropOf(_) => "RMSProp with that alpha",
            Self::CorrectedRmsProp => "Adam with β₁ = 0 and RMSProp’s other settings",
            Self::Adam => "Adam with bias correction",
            Self::AnyAdam => "Adam",
            Self::AdamOf(_) => "Adam with that β₂",
            Self::UncorrectedAdam => "Adam without bias correction",
        }
    }

    /// The place of the first such racer, or of that number; `first` is that of the first that is measured.
    pub(super) fn find(self, racers: &[RacerConfig], first: Option<usize>) -> Option<usize> {
        let mut places = racers.iter().enumerate().filter_map(|(place, racer)| {
            let first = racers.get(first.unwrap_or(place)).unwrap_or(racer);
            self.is(racer.optimizer, first.optimizer).then_some(place)
        });
        match self {
            Self::SgdOf(number) => places.nth(usize::from(number)),
            _ => places.next(),
        }
    }

    fn is(self, racer: Optimizer, mut first: Optimizer) -> bool {
        let rate = *first.learning_rate_mut();
        // What is claimed of momentum is claimed of the heavy ball.
        if matches!(racer, Optimizer::Momentum(of) if of.nesterov) {
            return false;
        }
        match (self, racer, first) {
            (Self::Sgd | Self::SgdOf(_), Optimizer::Sgd(_), _)
            | (Self::AnyMomentum, Optimizer::Momentum(_), _)
            | (Self::AnyAdam, Optimizer::Adam(_), _)
            | (Self::AdaGrad, Optimizer::AdaGrad(_), _)
            | (Self::RmsProp, Optimizer::RmsProp(_), _) => true,
            (Self::Damped, Optimizer::Momentum(of), _) => {
                of.lr == rate && of.dampening > 0.0 && of.damp_first_step
            }
            (Self::Undamped, Optimizer::Momentum(of), _) => of.lr == rate && of.dampening == 0.0,
            (Self::Momentum, Optimizer::Momentum(of), _) => of.damp_first_step,
            (Self::TorchsMomentum, Optimizer::Momentum(of), Optimizer::Momentum(first)) => {
                of == Momentum { damp_first_step: false, ..first }
            }
            (Self::RmsPropOf(alpha), Optimizer::RmsProp(of), _) => {
                of.alpha == f64::from(alpha) / 1000.0
            }
            (
                Self::CorrectedRmsProp,
                Optimizer::Adam(of),
                Optimizer::RmsProp(RmsProp { lr, alpha, eps, .. }),
            ) => of == Adam { lr, betas: [0.0, alpha], eps, ..Adam::DEFAULT },
            (Self::Adam, Optimizer::Adam(of), _) => of.bias_correction,
            (Self::AdamOf(beta), Optimizer::Adam(of), _) => {
                of.bias_correction && of.betas[1] == f64::from(beta) / 1000.0
            }
            (Self::UncorrectedAdam, Optimizer::Adam(of), Optimizer::Adam(first)) => {
                of == Adam { bias_correction: false, ..first }
            }
            _ => false,
        }
    }
}
