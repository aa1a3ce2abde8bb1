use downhill::{Marker, RunConfig};

use crate::color::{DARK, LIGHT, Rgb};
use crate::grid::number;
use crate::palette::{Palette, TONES};
use crate::shape::{Point, Shape, Stroke};

/// How wide a trail is without outlines, in CSS px.
pub const TRAIL_WIDTH: f64 = 2.6;

/// The three strokes of a trail: two outlines beneath, the racer's colour on top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StrokeLayer {
    /// The outer outline.
    OuterOutline,
    /// The inner outline.
    InnerOutline,
    /// The line itself, in the racer's colour.
    Stroke,
}

impl StrokeLayer {
    /// All three, from the lowest.
    pub const ALL: [Self; 3] = [Self::OuterOutline, Self::InnerOutline, Self::Stroke];

    /// The stroke's width in CSS px.
    #[must_use]
    pub fn width(self) -> f64 {
        match self {
            Self::OuterOutline => TRAIL_WIDTH + 2.6,
            Self::InnerOutline => TRAIL_WIDTH + 1.2,
            Self::Stroke => TRAIL_WIDTH,
        }
    }
}

/// How the inside of a racer's marker is filled, by its index among the racers of its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filling {
    /// Filled with its colour.
    Filled,
    /// Not filled: only a rim.
    Hollow,
    /// The upper half is filled.
    Half,
    /// Filled around a dot.
    Dotted,
}

impl Filling {
    /// Every filling, in the order in which the racers of a rule get them.
    pub const ALL: [Self; 4] = [Self::Filled, Self::Hollow, Self::Half, Self::Dotted];
}

/// What distinguishes a racer: its colour shows its family, the shape of its marker its rule, and tone
/// and filling its index among the racers of the rule. Colour is never the only difference.
#[derive(Clone, Debug, PartialEq)]
pub struct Identity {
    /// Its name.
    pub label: String,
    /// The colour of its trail and marker.
    pub color: Rgb,
    /// Whether it is not shown.
    pub off: bool,
    /// The shape of its marker.
    pub marker: Marker,
    /// The filling of its marker.
    pub filling: Filling,
    /// Whether trail and marker have the two outlines: with a chosen colour, and on the article's
    /// ground. The palette's own colours are visible on the map's ground without outlines.
    pub has_outline: bool,
    /// The colour around its marker if there are no outlines, and of the part of the marker that is not
    /// filled.
    pub halo: Rgb,
    /// The radius of its marker. Markers of earlier racers are slightly larger, so that they are
    /// visible behind later ones.
    pub radius: f64,
}

impl Identity {
    /// The identities of a run's racers.
    #[must_use]
    pub fn of(config: &RunConfig, palette: Palette) -> Vec<Self> {
        let count = config.racers.len();
        let mut identities: Vec<Self> = Vec::with_capacity(count);
        for (index, (racer, label)) in config.racers.iter().zip(config.labels()).enumerate() {
            let marker = racer.optimizer.marker();
            let rank = identities.iter().filter(|other| other.marker == marker).count();
            identities.push(Self {
                label,
                color: match &racer.color {
                    Some(chosen) => Rgb::parse(chosen),
                    None => palette.tone(racer.optimizer.family(), rank),
                },
                off: racer.off,
                marker,
                // From the fifth racer on, tones and fillings are paired in another way.
                filling: Filling::ALL[(rank + rank / TONES) % Filling::ALL.len()],
                has_outline: racer.color.is_some() || palette.is_article,
                halo: palette.halo(),
                radius: 6.0 - 0.8 * number(index) / number(count),
            });
        }
        identities
    }

    /// The strokes that its lines are made of, from the lowest.
    #[must_use]
    pub fn stroke_layers(&self) -> &'static [StrokeLayer] {
        if self.has_outline { &StrokeLayer::ALL } else { &[StrokeLayer::Stroke] }
    }

    /// One of the strokes of a line.
    #[must_use]
    pub(crate) fn stroke(&self, layer: StrokeLayer, points: Vec<Point>) -> Shape {
        let color = match layer {
            StrokeLayer::OuterOutline => DARK,
            StrokeLayer::InnerOutline => LIGHT,
            StrokeLayer::Stroke => self.color,
        };
        Shape::Line { points, stroke: Stroke::solid(color, layer.width()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use downhill::RunConfig;

    fn five() -> Vec<Identity> {
        Identity::of(&RunConfig::default(), Palette::default())
    }

    #[test]
    fn no_two_racers_of_the_articles_have_the_same_marker_or_color() {
        let racers = five();
        for (index, racer) in racers.iter().enumerate() {
            for later in &racers[index + 1..] {
                assert_ne!(racer.marker, later.marker);
                assert_ne!(racer.color, later.color);
            }
        }
    }

    fn looks(racers: &str) -> Vec<(Marker, Filling, Rgb)> {
        let config: RunConfig = format!("racers={racers}").parse().unwrap();
        let racers = Identity::of(&config, Palette::default());
        racers.into_iter().map(|racer| (racer.marker, racer.filling, racer.color)).collect()
    }

    #[test]
    fn whoever_else_races_a_rule_keeps_its_marker_and_its_first_racer_its_look() {
        let all = looks("sgd momentum adagrad rmsprop adam adamw");
        for (index, name) in
            ["sgd", "momentum", "adagrad", "rmsprop", "adam", "adamw"].into_iter().enumerate()
        {
            assert_eq!(looks(name), [all[index]]);
            // A doubled racer, as by the page's button.
            let others = looks(&format!("{name} {name} sgd(lr=1) adam(lr=1)"));
            assert_eq!(others[0], all[index]);
            assert_eq!(others[1].0, all[index].0);
            assert_eq!([others[2].0, others[3].0], [Marker::Circle, Marker::DownTriangle]);
        }
        let nesterov = looks("momentum(dampening=0,dampFirstStep=false,nesterov=true) momentum");
        assert_eq!([nesterov[0].0, nesterov[1].0], [Marker::FramedSquare, Marker::Square]);
        assert_eq!(nesterov[0].2, nesterov[1].2);
    }

    #[test]
    fn sixteen_racers_of_one_rule_have_sixteen_looks() {
        let racers = looks(&"adam ".repeat(16));
        for (index, racer) in racers.iter().enumerate() {
            assert_eq!(racer.0, Marker::DownTriangle);
            assert!(racers[..index].iter().all(|earlier| earlier != racer), "{index}");
        }
        assert_eq!(racers[..4].iter().map(|racer| racer.1).collect::<Vec<_>>(), Filling::ALL);
    }

    #[test]
    fn only_chosen_colours_and_the_articles_ground_have_outlines() {
        let config: RunConfig = "racers=sgd,adam(color=ff0000)".parse().unwrap();
        let outlined = |palette: Palette| -> Vec<bool> {
            Identity::of(&config, palette).iter().map(|racer| racer.has_outline).collect()
        };
        assert_eq!(outlined(Palette::default()), [false, true]);
        assert_eq!(outlined(Palette { is_article: true, ..Palette::default() }), [true, true]);
    }
}
