//! A link is one exact run: it reads back to the bit, also after its characters were percent-encoded,
//! and a field that is not allowed does not affect the others.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

#[path = "common/configs.rs"]
mod configs;

use configs::{Numbers, config};
use downhill::{
    Bounds, Link, MAX_RACERS, MAX_STEPS, Noise, Objective, Preset, RacerConfig, Reading, RunConfig,
};
use proptest::prelude::*;

fn read(text: &str) -> Reading {
    Link::read(text)
}

fn written(link: &Link) -> String {
    link.to_text()
}

/// Asserts that the text is that link, to the bit: `==` takes −0 for 0, Debug does not.
fn assert_is(text: &str, link: &Link) -> Result<(), TestCaseError> {
    let Reading { link: read, given, ignored } = read(text);
    prop_assert!(ignored.is_empty(), "{:?} in {}", ignored, text);
    prop_assert!(given);
    prop_assert_eq!(&read, link);
    prop_assert_eq!(format!("{read:?}"), format!("{link:?}"), "{}", text);
    Ok(())
}

fn link() -> impl Strategy<Value = Link> {
    (config(Numbers::All), any::<Option<prop::sample::Index>>()).prop_map(|(config, step)| {
        let steps = usize::try_from(config.steps).unwrap();
        let step = step.map(|step| u32::try_from(step.index(steps + 1)).unwrap());
        Link { config, step }
    })
}

/// Encodes as messengers do: reserved characters in every field, and in racers only those that cannot
/// break a label.
fn as_a_messenger_sends_it(text: &str, lower: bool) -> String {
    let encode = |field: &str, signs: &str| {
        let mut encoded = String::new();
        for letter in field.chars() {
            if signs.contains(letter) {
                let code = u32::from(letter);
                encoded += &if lower { format!("%{code:02x}") } else { format!("%{code:02X}") };
            } else {
                encoded.push(letter);
            }
        }
        encoded
    };
    let parts: Vec<String> = text
        .split('&')
        .map(|part| match part.split_once('=') {
            Some(("racers", racers)) => ["racers=", &encode(racers, "():=")].concat(),
            // What is encoded already is not encoded again.
            Some((name, field)) => [name, "=", &encode(field, "():=,*/^+- ")].concat(),
            None => part.to_owned(),
        })
        .collect();
    parts.join("&")
}

proptest! {
    #[test]
    fn a_link_reads_back_as_what_it_was_written_from(link in link()) {
        let text = written(&link);
        assert_is(&text, &link)?;
        assert_is(&format!("#{text}"), &link)?;
        assert_is(text.strip_prefix("v1&").unwrap(), &link)?;
    }

    #[test]
    fn a_link_has_only_signs_that_addresses_keep_and_ends_in_a_digit(link in link()) {
        let text = written(&link);
        let is_plain =
            |letter: char| letter.is_ascii_alphanumeric() || "-_.~%&=,:()+*/^".contains(letter);
        prop_assert!(text.chars().all(is_plain), "{}", text);
        prop_assert!(text.ends_with(|letter: char| letter.is_ascii_digit()), "{}", text);
    }

    #[test]
    fn a_link_reads_back_when_its_signs_were_encoded(link in link(), lower in any::<bool>()) {
        assert_is(&as_a_messenger_sends_it(&written(&link), lower), &link)?;
    }

    #[test]
    fn a_link_that_is_read_is_written_the_same(config in config(Numbers::Short)) {
        let text = written(&Link { config, step: None });
        prop_assert_eq!(written(&read(&text).link), text);
    }

    #[test]
    fn fields_read_back_as_the_run_they_were_written_from(given in config(Numbers::All)) {
        let fields = given.to_fields();
        let fields: Vec<_> = fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let read = RunConfig::from_fields(&fields)?;
        prop_assert_eq!(format!("{read:?}"), format!("{given:?}"));
    }

    #[test]
    fn any_text_is_a_valid_run(text in ".*") {
        let reading = read(&text);
        let again = read(&written(&reading.link));
        prop_assert_eq!(again.link, reading.link);
        prop_assert!(again.ignored.is_empty());
    }
}

#[test]
fn the_articles_link_is_short_and_has_every_setting() {
    let link = Link { config: RunConfig::default(), step: Some(57) };
    assert_eq!(
        written(&link),
        "v1&objective=gaussian&view=-1:1,-1:1&levels=0,0.15,0.3,0.45,0.6,0.75,0.9,1.05\
         &start=0.75,-0.75&racers=sgd(lr=0.02),\
         momentum(lr=0.02,momentum=0.9,dampening=0.9,dampFirstStep=true),\
         adagrad(lr=0.02,eps=1e-8),rmsprop(lr=0.02,alpha=0.99,eps=1e-8),\
         adam(lr=0.02,betas=0.9:0.999,eps=1e-8,biasCorrection=true)&steps=100&step=57"
    );
    let config: RunConfig = "racers=sgd#my%20%23β,sgd(color=123456)".parse().unwrap();
    let text = written(&Link { config, step: None });
    let racers = "&racers=sgd(lr=0.02)%23my%20%23%CE%B2,sgd(lr=0.02,color=123456)&steps=100";
    assert!(text.ends_with(racers), "{text}");
}

#[test]
fn nothing_given_is_the_default_run() {
    for text in ["", "#", "?", " ", "&", "v1", "#v1&", "&&v1&&"] {
        let reading = read(text);
        assert_eq!(reading.link, Link { config: RunConfig::default(), step: None }, "{text}");
        assert!(!reading.given && reading.ignored.is_empty(), "{text}");
    }
    let reading = read("step=7");
    assert!(reading.given && reading.ignored.is_empty());
    assert_eq!(reading.link, Link { config: RunConfig::default(), step: Some(7) });
    assert_eq!(read("preset=article-gif").link.config, Preset::ArticleGif.config());
}

#[test]
fn a_field_that_is_not_allowed_is_ignored_and_the_others_are_not() {
    let whole = "v1&objective=branin&view=-2:2,-3:3&levels=0,1,2&start=1,2&racers=sgd(lr=0.5)\
                 &steps=50&step=20";
    let intact = read(whole);
    assert!(intact.ignored.is_empty());
    let names = ["objective", "view", "levels", "start", "racers", "steps"];
    for name in names {
        let fields: Vec<&str> = whole.split('&').collect();
        let without: Vec<&str> = fields
            .iter()
            .copied()
            .filter(|field| !field.starts_with(&format!("{name}=")))
            .collect();
        let broken = format!("{}&{name}=1:no", without.join("&"));
        let reading = read(&broken);
        assert!(reading.given);
        assert_eq!(reading.ignored.len(), 1, "{:?}", reading.ignored);
        assert!(reading.ignored[0].starts_with(name), "{:?}", reading.ignored);
        assert!(reading.ignored[0].contains("it must be "), "{:?}", reading.ignored);
        assert_eq!(reading.link, read(&without.join("&")).link, "{broken}");
        assert_ne!(reading.link, intact.link, "{broken}");
    }
    let all: Vec<String> = names.iter().map(|name| format!("{name}=!")).collect();
    let reading = read(&all.join("&"));
    assert!(!reading.given);
    assert_eq!(reading.ignored.len(), names.len());
    assert_eq!(reading.link.config, RunConfig::default());
}

#[test]
fn what_is_ignored_is_said_in_a_few_phrases() {
    let said = |text: &str| read(text).ignored;
    let steps = "a whole number from 1 to 1000000";
    assert_eq!(said("steps=0"), [format!("steps is 0; it must be {steps}")]);
    assert_eq!(said("v1&step=101"), ["step is 101; it must be a whole number from 0 to 100"]);
    assert_eq!(
        said("steps=9&step=ten&x=1"),
        ["\"x\" is not known", "step is \"ten\"; it must be a whole number from 0 to 9"]
    );
    assert_eq!(
        said("formula=sin("),
        [
            "objective.formula cannot be read: expected a number, x, y, a function or an opening parenthesis at column 5"
        ]
    );
    assert_eq!(
        said("racers=sgd(lr=-1)"),
        ["racers[0].lr is -1; it must be a finite number, 0 or more"]
    );
    assert_eq!(said("steps=5&steps=6&steps=7"), ["steps is given twice; the first is taken"]);
    assert_eq!(said("objective=branin&formula=x"), ["formula is given twice; the first is taken"]);
    assert_eq!(
        said("utm_source=a&b=&<script>alert(1)</script>&d&e"),
        ["\"utm_source\", \"b\", \"<script>alert(1)</sc…\" and 2 more are not known"]
    );
    assert_eq!(said("v2&steps=5"), ["the link is of version v2; it must be v1"]);
    assert!(!read("v2&steps=5").given);
    assert_eq!(
        said(&"x".repeat(30_001)),
        ["the link is too long; it must have 30000 characters at most"]
    );
    for phrase in said(&format!("racers=sgd({}=1)&{}=2", "a".repeat(9000), "b".repeat(9000))) {
        assert!(phrase.chars().count() <= 501, "{}", phrase.len());
    }
}

#[test]
fn links_that_people_write_are_understood() {
    let adam: RunConfig = "racers=adam(lr=0.1)#my%20Adam&steps=20".parse().unwrap();
    for text in [
        "racers=adam(lr=0.1)#my%20Adam&steps=20",
        "#v1&steps=20&racers=adam(lr=0.1)%23my%20Adam",
        "#racers=adam%28lr%3d0.1%29%23my%20Adam&steps=%20%32%30",
        "#v1&amp;steps=20&amp;racers=adam(lr=0.1)%23my%20Adam",
        "#v1&amp;amp;steps=20&amp;amp;racers=adam(lr=0.1)%23my%20Adam",
        "?racers=adam(%20lr%20=%200.1%20)%23my%20Adam&steps=+20",
    ] {
        let reading = read(text);
        assert!(reading.ignored.is_empty(), "{:?}", reading.ignored);
        assert_eq!(reading.link.config, adam, "{text}");
    }
    let formula: RunConfig = "formula=x^2 + 3*y^2&start=1,1".parse().unwrap();
    for text in ["formula=x^2%20%2B%203*y^2&start=1%2C1", "formula=x%5E2 + 3%2ay^2&start=1,1"] {
        assert_eq!(read(text).link.config, formula, "{text}");
    }
    // The commas between settings and between racers without labels too.
    let two: RunConfig = "racers=sgd(lr=1),adam(lr=0.1,betas=0.9:0.99)".parse().unwrap();
    let encoded = "racers=sgd%28lr%3D1%29%2Cadam%28lr%3D0.1%2Cbetas%3D0.9%3A0.99%29";
    assert_eq!(read(encoded).link.config, two);
}

#[test]
fn the_longest_run_has_a_link() {
    let racer = RunConfig::default().racers[1].clone();
    let small = -1.234_567_890_123_456_7e-300;
    let racers = (0..MAX_RACERS).map(|index| {
        let mut racer = RacerConfig { color: Some(format!("#00000{index:x}")), ..racer.clone() };
        racer.label = Some("👟".repeat(60));
        racer
    });
    let formula = format!("x{}y", "\u{3000}".repeat(998));
    let config = RunConfig {
        objective: Objective::typed(&formula).unwrap(),
        view: Bounds { x: [small, 1.234_567_890_123_456_7e300], y: [small, -small] },
        levels: Some((0..64).map(|level| small * f64::from(65 - level)).collect()),
        start: [small, small],
        racers: racers.collect(),
        steps: MAX_STEPS,
        noise: Noise { sigma: small.abs(), seed: u32::MAX, shared: false },
    };
    let link = Link { config, step: Some(MAX_STEPS) };
    let text = written(&link);
    assert!(text.len() > 20_000, "{}", text.len());
    assert_eq!(read(&text), Reading { link, given: true, ignored: Vec::new() });
}
