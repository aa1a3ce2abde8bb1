//! The values of f that the racers of a swarm have, sorted, beside those at their starts.

use downhill::{Objective, Status, Swarm, lowest_value};
use downhill_plot::{Chart, Filling, Identity};

use crate::effect::{Painting, Surface};
use crate::panel::Context;
use crate::texts::fill;

/// How strong the values at the starts are.
const FAINT: f64 = 0.35;

/// See the [module](self).
#[derive(Default)]
pub(super) struct Values {
    /// The chart's size in CSS px; none before the page has one.
    size: Option<[f64; 2]>,
    /// The lowest value, from which others are measured, where the library knows it.
    lowest: Option<f64>,
    /// The values at the starts, and at the step that is painted, ascending.
    first: Vec<f64>,
    now: Vec<f64>,
}

impl Values {
    /// Begins with the racers at their starts.
    pub(super) fn restart(&mut self, objective: &Objective, racers: Option<&Swarm>) {
        self.lowest = lowest_value(objective, &[]);
        self.first = racers.map_or_else(Vec::new, |racers| self.sorted(racers));
        self.now = Vec::new();
    }

    /// The chart is now so large.
    pub(super) fn resize(&mut self, size: [f64; 2]) {
        self.size = size.iter().all(|length| *length >= 48.0).then_some(size);
    }

    /// The values of those that are under way, ascending.
    fn sorted(&self, racers: &Swarm) -> Vec<f64> {
        let running = racers.walkers().iter().filter(|walker| walker.status() == Status::Running);
        let lowest = self.lowest.unwrap_or_default();
        let mut values: Vec<f64> =
            running.map(|walker| (walker.loss() - lowest).max(self.least())).collect();
        values.sort_unstable_by(f64::total_cmp);
        values
    }

    /// Rounding takes no value below the lowest one.
    fn least(&self) -> f64 {
        if self.lowest.is_some() { 0.0 } else { f64::NEG_INFINITY }
    }

    /// Paints the values, and those at the starts faintly.
    pub(super) fn paint(
        &mut self,
        context: &Context<'_>,
        racers: &Swarm,
        racer: &Identity,
        paint: &mut dyn FnMut(Painting),
    ) {
        self.now = self.sorted(racers);
        let Some(size) = self.size else { return };
        let last = u32::try_from(self.first.len()).unwrap_or(u32::MAX).saturating_sub(1).max(1);
        let is_logarithmic = self.first.iter().chain(&self.now).all(|value| *value >= 0.0);
        let mut chart = Chart::new(size, 2, last, is_logarithmic);
        for (line, values) in [&self.now, &self.first].into_iter().enumerate() {
            // From the greatest: the scale keeps room for the first number that it sees.
            let count = u32::try_from(values.len()).unwrap_or(u32::MAX);
            for (rank, value) in (0..count).rev().zip(values.iter().rev()) {
                chart.add(line, rank, *value);
            }
        }
        let Some(scale) = chart.scale(&|_| true) else { return self.clear(paint) };
        let say = |number: f64, is_count: bool| {
            if is_count { context.numbers.integer(number) } else { context.numbers.short(number) }
        };
        let grid = chart.grid(&scale, context.palette, &say);
        paint(Painting::anew(Surface::SwarmValues, size, grid));
        let muted = Identity { color: context.palette.beside().muted(), ..racer.clone() };
        let nothing = Identity { filling: Filling::Hollow, ..racer.clone() };
        // The first line is that of now, which is painted over the other.
        let all = chart.lines(&scale, &[nothing, muted]);
        let now = chart.lines(&scale, std::slice::from_ref(racer));
        let first = all.get(now.len()..).unwrap_or_default().to_vec();
        paint(Painting::over(Surface::SwarmValues, FAINT, first));
        paint(Painting::over(Surface::SwarmValues, 1.0, now));
    }

    /// Leaves nothing on the chart.
    pub(super) fn clear(&self, paint: &mut dyn FnMut(Painting)) {
        if let Some(size) = self.size {
            paint(Painting::anew(Surface::SwarmValues, size, Vec::new()));
        }
    }

    /// What the chart shows of each racer.
    pub(super) fn measure(&self, context: &Context<'_>) -> &'static str {
        let texts = &context.texts.swarm;
        if self.lowest.is_some() { texts.height } else { texts.value }
    }

    /// The chart in a sentence.
    pub(super) fn text(&self, context: &Context<'_>) -> String {
        let texts = &context.texts.swarm;
        if self.first.is_empty() {
            return String::new();
        }
        let Some(last) = self.now.len().checked_sub(1) else { return texts.none.to_owned() };
        let measure = self.measure(context);
        let count = context.numbers.integer(u32::try_from(self.now.len()).unwrap_or(u32::MAX));
        let at = |quarter: usize| context.numbers.brief(self.now[quarter * last / 4]);
        fill(texts.values, &[measure, &count, &at(0), &at(1), &at(2), &at(3), &at(4)])
    }
}
