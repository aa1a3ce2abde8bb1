//! The 255 colours that a GIF shows a figure in.

use std::collections::HashMap;

/// A colour in sRGB.
pub(crate) type Color = [u8; 3];

/// How much a difference in red, green and blue counts.
const WEIGHTS: [f64; 3] = [2.0, 4.0, 3.0];
/// How often colours are moved to the middle of what they stand for.
const ROUNDS: u32 = 4;

/// How often each colour occurs.
#[derive(Default)]
pub(crate) struct Histogram(HashMap<Color, u32>);

impl Histogram {
    /// Counts a picture's colours.
    pub(crate) fn add(&mut self, mut colors: impl Iterator<Item = Color>) {
        // Neighbours often have the same colour, which is counted before it is looked up.
        let Some(mut last) = colors.next() else { return };
        let mut times = 1;
        for color in colors {
            if color != last {
                *self.0.entry(last).or_default() += times;
                (last, times) = (color, 0);
            }
            times += 1;
        }
        *self.0.entry(last).or_default() += times;
    }

    /// At most `count` colours that show what was counted with little error, the most frequent first. The
    /// colours of areas, those that make up most of what one colour stands for, are there exactly.
    pub(crate) fn palette(self, count: usize) -> Vec<Color> {
        let mut colors: Vec<Counted> = self.0.into_iter().map(Counted::from).collect();
        // A HashMap has them in any order.
        colors.sort_unstable_by_key(|color| color.color);
        if colors.len() <= count {
            colors.sort_by(|a, b| b.times.total_cmp(&a.times));
            return colors.iter().map(|color| color.color).collect();
        }
        let mut clusters = split(colors, count);
        for _ in 0..ROUNDS {
            clusters = gathered(clusters);
        }
        clusters.sort_by(|a, b| b.times.total_cmp(&a.times));
        clusters.iter().map(Cluster::shown).collect()
    }
}

/// A colour, and how often it occurs.
#[derive(Clone, Copy)]
struct Counted {
    color: Color,
    at: [f64; 3],
    times: f64,
}

impl From<(Color, u32)> for Counted {
    fn from((color, times): (Color, u32)) -> Self {
        Self { color, at: color.map(f64::from), times: f64::from(times) }
    }
}

/// Colours that are shown as one.
struct Cluster {
    colors: Vec<Counted>,
    mean: [f64; 3],
    times: f64,
    /// The channel in which they differ most.
    axis: usize,
    /// The error of showing them all as the mean.
    error: f64,
}

impl Cluster {
    fn new(colors: Vec<Counted>) -> Self {
        let times: f64 = colors.iter().map(|color| color.times).sum();
        let mean = [0, 1, 2].map(|channel| {
            let sum: f64 = colors.iter().map(|color| color.times * color.at[channel]).sum();
            sum / times.max(1.0)
        });
        let errors = [0, 1, 2].map(|channel| {
            let off = |color: &Counted| {
                let off = color.at[channel] - mean[channel];
                color.times * off * off
            };
            WEIGHTS[channel] * colors.iter().map(off).sum::<f64>()
        });
        let axis = (0..3).max_by(|a, b| errors[*a].total_cmp(&errors[*b])).unwrap_or_default();
        Self { colors, mean, times, axis, error: errors.iter().sum() }
    }

    /// The colour that they are shown as.
    fn shown(&self) -> Color {
        let most = self.colors.iter().max_by(|a, b| a.times.total_cmp(&b.times));
        match most {
            Some(most) if 2.0 * most.times >= self.times => most.color,
            _ => self.mean.map(channel),
        }
    }
}

/// Splits colours into `count` clusters: always the one with the greatest error, at its mean.
fn split(colors: Vec<Counted>, count: usize) -> Vec<Cluster> {
    let mut clusters = vec![Cluster::new(colors)];
    while clusters.len() < count {
        let worst = (0..clusters.len())
            .max_by(|a, b| clusters[*a].error.total_cmp(&clusters[*b].error))
            .unwrap_or_default();
        if clusters[worst].error == 0.0 {
            break;
        }
        let Cluster { colors, mean, axis, .. } = clusters.swap_remove(worst);
        let (low, high) = colors.into_iter().partition(|color| color.at[axis] <= mean[axis]);
        clusters.extend([low, high].map(Cluster::new));
    }
    clusters
}

/// The colours of all clusters, each in the one whose mean is nearest (Lloyd 1982).
fn gathered(clusters: Vec<Cluster>) -> Vec<Cluster> {
    let mut gathered = vec![Vec::new(); clusters.len()];
    let means: Vec<[f64; 3]> = clusters.iter().map(|cluster| cluster.mean).collect();
    for color in clusters.into_iter().flat_map(|cluster| cluster.colors) {
        gathered[nearest(&means, color.at)].push(color);
    }
    gathered.into_iter().filter(|colors| !colors.is_empty()).map(Cluster::new).collect()
}

fn nearest(colors: &[[f64; 3]], wanted: [f64; 3]) -> usize {
    let mut found = (0, f64::INFINITY);
    for (index, color) in colors.iter().enumerate() {
        let mut distance = 0.0;
        for channel in 0..3 {
            let off = color[channel] - wanted[channel];
            distance += WEIGHTS[channel] * off * off;
        }
        if distance < found.1 {
            found = (index, distance);
        }
    }
    found.0
}

/// Finds the nearest colour of a palette, and remembers what it has found.
pub(crate) struct Nearest {
    colors: Vec<[f64; 3]>,
    found: HashMap<Color, u8>,
}

impl Nearest {
    /// The colours of a palette, 256 at most.
    pub(crate) fn new(palette: &[Color]) -> Self {
        let colors = palette.iter().map(|color| color.map(f64::from)).collect();
        Self { colors, found: HashMap::new() }
    }

    /// The index of the nearest colour.
    pub(crate) fn index(&mut self, color: Color) -> u8 {
        let Self { colors, found } = self;
        *found.entry(color).or_insert_with(|| {
            u8::try_from(nearest(colors, color.map(f64::from))).unwrap_or_default()
        })
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the mean of channels is between 0 and 255"
)]
fn channel(number: f64) -> u8 {
    number.round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_colours_are_all_there() {
        let mut histogram = Histogram::default();
        histogram.add([[1, 2, 3], [9, 9, 9], [1, 2, 3]].into_iter());
        assert_eq!(histogram.palette(255), [[1, 2, 3], [9, 9, 9]]);
    }

    #[test]
    fn areas_are_exact_and_mixtures_near() {
        let areas = [[255, 255, 217], [8, 29, 88], [200, 30, 60]];
        let mut histogram = Histogram::default();
        for (index, area) in areas.iter().enumerate() {
            histogram.add(std::iter::repeat_n(*area, 10_000));
            // Between two areas there are all their mixtures, each once.
            let other = areas[(index + 1) % 3];
            histogram.add((1..=255_u16).map(|part| {
                [0, 1, 2].map(|channel| {
                    let [from, to] = [area[channel], other[channel]].map(u16::from);
                    u8::try_from((from * (255 - part) + to * part) / 255).unwrap()
                })
            }));
        }
        let counted: Vec<Color> = histogram.0.keys().copied().collect();
        let palette = histogram.palette(64);
        assert_eq!(palette.len(), 64);
        let first: Vec<&Color> = palette[..3].iter().collect();
        for area in &areas {
            assert!(first.contains(&area), "{palette:?}");
        }
        let mut nearest = Nearest::new(&palette);
        for color in counted {
            let shown = palette[usize::from(nearest.index(color))];
            let off = [0, 1, 2].map(|channel| color[channel].abs_diff(shown[channel]));
            assert!(off.iter().all(|off| *off <= 12), "{color:?} is shown as {shown:?}");
        }
    }
}
