//! Links of every release open the runs that they were made of: `links/README.md`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use downhill::{Link, OptimizerRunner, RunConfig};
use downhill_tests::hashes::hash_of;
use url::Url;

const RELEASES: [(&str, &str); 2] =
    [("0.1", include_str!("links/0.1.txt")), ("0.2", include_str!("links/0.2.txt"))];

/// The hash of all racers' trajectories up to the run's last step.
fn hash(config: &RunConfig) -> String {
    let mut runner = OptimizerRunner::new(config.clone());
    runner.step(config.steps).unwrap();
    let trajectories: Vec<f64> = (0..runner.racer_count())
        .flat_map(|racer| runner.trajectory(racer).unwrap().to_vec())
        .collect();
    format!("{:#018x}", hash_of(&trajectories))
}

#[test]
fn links_of_every_release_open_the_same_runs() {
    for (release, file) in RELEASES {
        let lines: Vec<&str> = file.lines().collect();
        assert!(lines.len() >= 3 * 12, "{release}");
        for entry in lines.chunks(3) {
            let [text, expected_hash, json] = entry else { panic!("{release}: {entry:?}") };
            let reading = Link::read(text);
            assert!(reading.given, "{text}");
            assert!(reading.ignored.is_empty(), "{text}: {:?}", reading.ignored);
            let Link { config, step } = &reading.link;
            let mut expected: serde_json::Value = serde_json::from_str(json).unwrap();
            // 0.1 wrote levels that nobody had chosen, too.
            if config.levels.is_none() {
                let levels = expected.as_object_mut().unwrap().remove("levels");
                assert_eq!(levels.is_some(), release == "0.1", "{text}");
            }
            assert_eq!(serde_json::to_value(config).unwrap(), expected, "{text}");
            assert_eq!(&hash(config), expected_hash.trim(), "{text}");
            let shown = text.rsplit_once("&step=").map(|(_, step)| step.parse().unwrap());
            assert_eq!(*step, shown, "{text}");
            let again = reading.link.to_text();
            assert_eq!(Link::read(&again).link, reading.link, "{text}");
            assert!(release == "0.1" || again == *text, "{text}");
        }
    }
}

#[test]
fn browsers_keep_a_link_as_it_is() {
    for (_, file) in RELEASES {
        for text in file.lines().step_by(3) {
            let url = Url::parse(&format!("https://example.org/?{text}#{text}")).unwrap();
            assert_eq!((url.query(), url.fragment()), (Some(text), Some(text)));
        }
    }
}

/// Of 0.1's links those of the Gaussian in its usual view have the article's levels, which it chose;
/// others have those that people chose.
#[test]
fn levels_that_nobody_chose_are_automatic() {
    let (_, file) = RELEASES[0];
    let mut automatic = 0;
    for text in file.lines().step_by(3) {
        let levels = Link::read(text).link.config.levels;
        let is_chosen = text.contains("objective=gaussian");
        assert_eq!(levels.is_some(), is_chosen, "{text}");
        automatic += usize::from(!is_chosen);
    }
    assert!(automatic > 8);
    // 0.1 wrote these of the Gaussian where it was seen from farther away.
    let far = "v1&objective=gaussian&view=-2:2,-2:2&levels=";
    let levels = "0.5,0.9,0.98,0.997,0.9997,0.99998,0.999999,0.9999999,0.999999995";
    let chosen = Link::read(&format!("{far}{levels}")).link.config;
    assert_eq!(chosen.levels.map(|levels| levels.len()), Some(9));
}

/// The last file is this release's. What it lacks stands in the message of the failure.
#[test]
fn this_release_writes_these_runs_so() {
    let (name, stored) = RELEASES.last().unwrap();
    let mut missing = String::new();
    for (line, step) in RUNS {
        let config: RunConfig = line.parse().unwrap();
        let json = serde_json::to_string(&config).unwrap();
        let hash = hash(&config);
        let link = Link { config, step };
        let entry = format!("{}\n  {hash}\n  {json}\n", link.to_text());
        if !stored.contains(&entry) {
            missing += &entry;
        }
    }
    assert!(missing.is_empty(), "{name} should end with:\n{missing}");
}

/// Runs with the steps at which they are shown.
const RUNS: [(&str, Option<u32>); 17] = [
    ("preset=article", None),
    ("preset=article", Some(57)),
    // The article's GIF as the first release wrote it, without colours.
    (
        "levels=-0.05,0.1,0.25,0.4,0.55,0.7,0.85,1&racers=sgd \
         momentum(dampening=0.9,dampFirstStep=true) adagrad rmsprop(alpha=0.9) adam(betas=0.9:0.99)",
        Some(100),
    ),
    ("objective=taco(condition=50)", Some(0)),
    ("objective=taco-rotated&start=-1.5,0.5&racers=sgd momentum(dampening=0)#heavy%20ball", None),
    ("objective=rosenbrock&racers=adam(lr=0.1) adam(lr=0.01) adam(lr=0.001)", Some(250)),
    ("objective=branin", None),
    ("objective=goldstein-price&steps=50", Some(50)),
    (
        "objective=styblinski-tang&racers=momentum(dampFirstStep=false) adam(biasCorrection=false)",
        Some(3),
    ),
    ("formula=sin(1.3*x)*cos(0.7*y) + 0.05*(x^2 + y^2)", Some(120)),
    ("formula=log(2 + x) − 2π·y^2/(1 + y^4)&racers=sgd", None),
    (
        "racers=sgd#plain%20%26%20simple,adam(color=aa00ff)#β₂%20=%200.999%2C%20👟,\
         rmsprop(color=1f77b4)#100%25%20(%23%3Cb%3E)",
        Some(99),
    ),
    ("view=0.7499995:0.7500005,-0.7500005:-0.7499995&levels=-1e-7,0.325,0.675347&steps=1", Some(1)),
    (
        "steps=1000&racers=sgd sgd sgd momentum adagrad(eps=0) rmsprop(alpha=0.5) adam sgd(lr=1e300)\
         #diverges",
        Some(1000),
    ),
    ("noise=sigma=0.05,seed=4294967295", None),
    ("objective=himmelblau&noise=sigma=2,seed=7,shared=false&racers=sgd adam(lr=0.1)", Some(12)),
    ("objective=beale&racers=sgd(off=true)#resting momentum rmsprop(off=true)", Some(150)),
];
