use std::fmt::Write;

use downhill::OptimizerRunner;

use crate::field::field;
use crate::head::{arrow, head};
use crate::identity::{DARK, Identity, LIGHT, Trace};
use crate::item::{Item, Point};
use crate::legend::legend;
use crate::trail::{Trail, in_order};
use crate::view::{View, distance};

/// A run after `step` steps as a standalone SVG picture of `width` × `height` px. `runner` has
/// taken these steps. `description` is what those are told who do not see it.
#[must_use]
pub fn poster(
    runner: &OptimizerRunner,
    step: u32,
    [width, height]: [f64; 2],
    description: &str,
) -> String {
    let config = runner.config();
    let view = View { bounds: config.view, width, height };
    let racers = Identity::of(&config.racers);
    let trajectories: Vec<&[f64]> =
        (0..racers.len()).filter_map(|racer| runner.trajectory(racer).ok()).collect();
    let mut trails: Vec<Trail> =
        trajectories.iter().map(|path| Trail::new(view, [path[0], path[1]])).collect();
    for (trail, path) in trails.iter_mut().zip(&trajectories) {
        trail.grow(path, step);
    }
    let field = field(config, &view);
    let mut items = field.items;
    items.extend(legend(&racers, None, [width, height]));
    for trace in [Trace::Dark, Trace::Light, Trace::Core] {
        let mut line = |racer: usize, points: Vec<Point>, arc: f64| {
            let of = &racers[racer];
            let color = match trace {
                Trace::Dark => DARK,
                Trace::Light => LIGHT,
                Trace::Core => of.color,
            };
            let dash = if trace == Trace::Core { of.dash(arc) } else { None };
            items.push(Item::Line { points, color, width: trace.width(), dash });
        };
        for (racer, piece) in in_order(&trails, None, step) {
            line(racer, trails[racer].points(&piece), piece.arc);
        }
        for (racer, trail) in trails.iter().enumerate() {
            let (points, arc) = trail.under_way(step);
            line(racer, points, arc);
        }
    }
    for ((racer, trail), path) in racers.iter().zip(&trails).zip(&trajectories) {
        let last = 2 * usize::try_from(step).unwrap_or_default();
        let at = view.to_px([path[last], path[last + 1]]);
        match trail.exit(step) {
            Some((_, edge, direction)) if !view.contains(at) => {
                items.extend(arrow(racer, edge, direction));
            }
            _ => items.extend(head(racer, at)),
        }
    }
    document(&items, [width, height], description)
}

fn document(items: &[Item], [width, height]: [f64; 2], description: &str) -> String {
    let mut svg = String::new();
    let title = escape(description);
    // Writing to a String cannot fail.
    let _ = write!(
        svg,
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"><title>{title}</title><g stroke-linecap="round" stroke-linejoin="round" fill-rule="evenodd" font-family="sans-serif">"#
    );
    for item in items {
        match item {
            Item::Area { rings, color, opacity } => {
                let path: String = rings.iter().map(|ring| path(ring) + "Z").collect();
                let _ = write!(svg, r#"<path d="{path}" fill="{}""#, color.css());
                if *opacity < 1.0 {
                    let _ = write!(svg, r#" fill-opacity="{opacity}""#);
                }
                svg.push_str("/>");
            }
            Item::Line { points, color, width, dash } if points.len() > 1 => {
                let _ = write!(
                    svg,
                    r#"<path d="{}" fill="none" stroke="{}" stroke-width="{width}""#,
                    path(points),
                    color.css()
                );
                if let Some(dash) = dash {
                    let lengths: Vec<String> =
                        dash.pattern.iter().map(|length| short(*length)).collect();
                    let _ = write!(
                        svg,
                        r#" stroke-dasharray="{}" stroke-dashoffset="{}""#,
                        lengths.join(" "),
                        short(dash.offset)
                    );
                }
                svg.push_str("/>");
            }
            Item::Line { .. } => {}
            Item::Text { at, text, size, .. } => {
                let _ = write!(
                    svg,
                    r#"<text x="{}" y="{}" font-size="{size}" dominant-baseline="central">{}</text>"#,
                    short(at[0]),
                    short(at[1]),
                    escape(text)
                );
            }
        }
    }
    svg.push_str("</g></svg>\n");
    svg
}

/// The points without which the path would be off by more than a twentieth of a px (Douglas &
/// Peucker 1973).
fn needed(points: &[Point]) -> Vec<Point> {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return Vec::new() };
    let length = distance(*first, *last);
    let off = |at: &Point| {
        let [x, y] = [at[0] - first[0], at[1] - first[1]];
        let [dx, dy] = [last[0] - first[0], last[1] - first[1]];
        if length > 0.0 { (x * dy - y * dx).abs() / length } else { distance(*first, *at) }
    };
    let inner = points.iter().enumerate().skip(1).take(points.len().saturating_sub(2));
    match inner.map(|(index, at)| (index, off(at))).max_by(|a, b| a.1.total_cmp(&b.1)) {
        Some((farthest, distance)) if distance > 0.05 => {
            let mut kept = needed(&points[..=farthest]);
            kept.pop();
            kept.extend(needed(&points[farthest..]));
            kept
        }
        Some(_) => vec![*first, *last],
        None => points.to_vec(),
    }
}

fn path(points: &[Point]) -> String {
    let mut path = String::new();
    for (index, [x, y]) in needed(points).iter().enumerate() {
        path.push(if index == 0 { 'M' } else { 'L' });
        path.push_str(&short(*x));
        path.push(' ');
        path.push_str(&short(*y));
    }
    path
}

/// A number with at most two decimals.
fn short(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use downhill::RunConfig;

    fn poster_of(line: &str, step: u32) -> String {
        let config: RunConfig = line.parse().unwrap();
        let mut runner = OptimizerRunner::new(config);
        runner.step(step).unwrap();
        poster(&runner, step, [576.0, 432.0], "a < b & c")
    }

    #[test]
    fn has_a_title_the_bands_and_a_head_for_each_racer() {
        let svg = poster_of("preset=article", 100);
        assert!(svg.contains("<title>a &lt; b &amp; c</title>"));
        for band in crate::field::band_colors(&RunConfig::default().levels) {
            assert!(svg.contains(&format!("fill=\"{}\"", band.css())), "{}", band.css());
        }
        for racer in RunConfig::default().racers {
            // Once in the legend, once at the racer's place.
            assert_eq!(
                svg.matches(&format!("fill=\"{}\"", racer.color)).count(),
                2,
                "{}",
                racer.label
            );
        }
    }

    #[test]
    fn says_nothing_that_is_no_number_whatever_the_racers_do() {
        let svg = poster_of("racers=sgd(lr=1e300),momentum(lr=1.7e308,momentum=4)", 20);
        assert!(!svg.contains("NaN") && !svg.contains("inf"));
    }

    #[test]
    fn what_is_left_out_of_a_path_is_near_what_is_kept() {
        let circle: Vec<Point> = (0..=720)
            .map(|step| {
                let part = f64::from(step) / 360.0 - 1.0;
                [100.0 * part, 100.0 * (1.0 - part * part).max(0.0).sqrt()]
            })
            .collect();
        let kept = needed(&circle);
        assert!((10..120).contains(&kept.len()), "{}", kept.len());
        for at in &circle {
            let near = kept.windows(2).any(|pair| {
                let length = distance(pair[0], pair[1]);
                distance(pair[0], *at) + distance(*at, pair[1]) < length + 0.1
            });
            assert!(near, "{at:?}");
        }
    }

    #[test]
    fn labels_are_text_and_never_markup() {
        let svg = poster_of("racers=sgd#%3Cscript%3E%26", 3);
        assert!(svg.contains("&lt;script&gt;&amp;") && !svg.contains("<script"));
    }
}
