use super::{
    Conflict, Family, HyperParameter, Marker, Optimizer, OptimizerKind, Rule, RuleVisitor, Setting,
    with_rule,
};

impl OptimizerKind {
    /// The article's race, in its order: the default racers of a run.
    pub const ARTICLE: [Self; 5] =
        [Self::Sgd, Self::Momentum, Self::AdaGrad, Self::RmsProp, Self::Adam];

    /// The name in a racer's `optimizer` field.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.info().name
    }

    /// The name that people read.
    #[must_use]
    pub fn label(self) -> &'static str {
        self.info().label
    }

    /// The optimizer with its default hyper-parameters and this learning rate. An objective has its own
    /// ([`Objective::learning_rate`](crate::Objective::learning_rate)).
    #[must_use]
    pub fn with_learning_rate(self, lr: f64) -> Optimizer {
        let mut optimizer = self.with_defaults();
        *optimizer.learning_rate_mut() = lr;
        optimizer
    }
}

impl Optimizer {
    /// The learning rate.
    pub fn learning_rate_mut(&mut self) -> &mut f64 {
        with_rule!(self, rule => &mut rule.lr)
    }

    /// The hyper-parameter at this index, with its value; none past the last. The learning rate is the
    /// first.
    pub fn setting(&mut self, place: usize) -> Option<(&'static HyperParameter, Setting<'_>)> {
        fn setting<U: Rule>(
            rule: &mut U,
            place: usize,
        ) -> Option<(&'static HyperParameter, Setting<'_>)> {
            let (parameter, field) = U::PARAMETERS.get(place)?;
            Some((parameter, field.of(rule)))
        }
        with_rule!(self, rule => setting(rule, place))
    }

    /// Calls `visitor` with the optimizer's rule.
    pub fn visit<V: RuleVisitor>(&self, visitor: V) -> V::Output {
        with_rule!(self, rule => visitor.visit(rule))
    }

    /// The first hyper-parameter that does not go with the others, if there is one.
    #[must_use]
    pub fn conflict(&self) -> Option<Conflict> {
        with_rule!(self, rule => rule.conflict())
    }

    /// The name that people read.
    #[must_use]
    pub fn label(&self) -> &'static str {
        with_rule!(self, rule => rule.known_as().0)
    }

    /// The shape of its racer's marker.
    #[must_use]
    pub fn marker(&self) -> Marker {
        with_rule!(self, rule => rule.known_as().1)
    }

    /// The family, which decides the colour of its racer.
    #[must_use]
    pub fn family(&self) -> Family {
        self.kind().info().family
    }

    /// The names of what the optimizer remembers between steps, as in a [`Snapshot`].
    ///
    /// [`Snapshot`]: super::Snapshot
    #[must_use]
    pub fn state_names(&self) -> Vec<&'static str> {
        let all = self.kind().info().state.iter().copied().enumerate();
        let is_there = |index: usize| with_rule!(self, rule => rule.remembers(index));
        all.filter(|(index, _)| is_there(*index)).map(|(_, name)| name).collect()
    }

    /// What the optimizer computed from the gradient `[∂f/∂x, ∂f/∂y]` at an iterate, on each
    /// coordinate. `before` and `after` are its states around the step.
    #[must_use]
    pub fn explain(
        &self,
        iterate: [f64; 2],
        gradient: [f64; 2],
        before: &super::Snapshot,
        after: &super::Snapshot,
    ) -> [super::Explanation; 2] {
        fn explain<U: Rule>(
            rule: &U,
            [x, gradient]: [f64; 2],
            states: [&super::Snapshot; 2],
            axis: usize,
        ) -> super::Explanation {
            let [before, after] = states.map(|given| given.resumed(rule, |both| both[axis]));
            rule.explain(x, gradient, &before, &after)
        }
        let states = [before, after];
        [0, 1].map(|axis| {
            let coordinate = [iterate[axis], gradient[axis]];
            with_rule!(self, rule => explain(rule, coordinate, states, axis))
        })
    }
}
