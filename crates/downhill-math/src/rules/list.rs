//! The macro that makes the enums of all rules.

/// Makes the enums [`Optimizer`](super::Optimizer), [`OptimizerKind`](super::OptimizerKind) and
/// [`Stepper`](super::Stepper) from the list of the rules, and the macros that dispatch on them.
macro_rules! optimizers {
    ($($rule:ident),+ $(,)?) => {
        optimizers!(@make ($) $($rule)+);
    };
    (@make ($dollar:tt) $($rule:ident)+) => {
        /// An optimizer with its hyper-parameters, under `torch.optim`'s names.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub enum Optimizer {
            $(
                #[doc = concat!("The rule of [`", stringify!($rule), "`].")]
                $rule($rule),
            )+
        }

        /// Which optimizer, without its hyper-parameters.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum OptimizerKind {
            $(
                #[doc = concat!("That of [`", stringify!($rule), "`].")]
                $rule,
            )+
        }

        impl OptimizerKind {
            /// Every optimizer.
            pub const ALL: [Self; [$(stringify!($rule)),+].len()] = [$(Self::$rule),+];

            /// The properties of its rule.
            #[must_use]
            pub const fn info(self) -> &'static Info {
                match self {
                    $(Self::$rule => &<$rule as Rule>::INFO,)+
                }
            }

            /// What people are told of its rule.
            #[must_use]
            pub const fn about(self) -> &'static About {
                match self {
                    $(Self::$rule => &<$rule as Rule>::ABOUT,)+
                }
            }

            /// The optimizer with its default hyper-parameters; its learning rate is that of a typed
            /// formula.
            #[must_use]
            pub const fn with_defaults(self) -> Optimizer {
                match self {
                    $(Self::$rule => Optimizer::$rule(<$rule as Rule>::DEFAULT),)+
                }
            }
        }

        impl Optimizer {
            /// Which optimizer it is.
            #[must_use]
            pub const fn kind(&self) -> OptimizerKind {
                match self {
                    $(Self::$rule(_) => OptimizerKind::$rule,)+
                }
            }
        }

        /// A rule with its state for x and y, which it steps side by side.
        ///
        /// It is an enum and not a type parameter, so that code that steps, records or replays is
        /// compiled once and not once for each rule.
        #[derive(Clone, Copy)]
        pub(crate) enum Stepper {
            $($rule($rule, <$rule as Rule>::State<Pair>),)+
        }

        impl Stepper {
            /// The optimizer before its first step.
            pub(crate) fn new(optimizer: &Optimizer) -> Self {
                match *optimizer {
                    $(Optimizer::$rule(rule) => Self::$rule(rule, rule.start::<Pair>()),)+
                }
            }
        }

        /// Evaluates `$body` with `$bound` bound to the rule inside an [`Optimizer`].
        macro_rules! with_rule {
            ($dollar optimizer:expr, $dollar bound:ident => $dollar body:expr) => {
                match $dollar optimizer {
                    $($crate::rules::Optimizer::$rule($dollar bound) => $dollar body,)+
                }
            };
        }

        /// Evaluates `$body` with `$bound` and `$state` bound to the rule and the state inside a
        /// [`Stepper`].
        macro_rules! with_state {
            (
                $dollar stepper:expr,
                ($dollar bound:ident, $dollar state:ident) => $dollar body:expr
            ) => {
                match $dollar stepper {
                    $($crate::rules::Stepper::$rule($dollar bound, $dollar state) => $dollar body,)+
                }
            };
        }
    };
}
