//! Any changed link gives a valid run, in bounded time, and reports what it ignored.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use downhill::{Link, MAX_RACERS, MAX_STEPS, Reading, RunConfig};

/// The number of links that are tried: some 250 of each link below by every kind of change.
/// `PROPTEST_CASES` sets another number, as in property tests. Each takes a hundred microseconds.
const MUTATIONS: usize = 20_000;

const LINKS: [&str; 8] = [
    "v1&objective=gaussian&view=-1:1,-1:1&levels=0,0.5,1&start=0.75,-0.75&racers=sgd(lr=0.02),\
     momentum(lr=0.02,momentum=0.9,dampening=0.9,dampFirstStep=true),adagrad(lr=0.02,eps=1e-8),\
     rmsprop(lr=0.02,alpha=0.99,eps=1e-8),\
     adam(lr=0.02,betas=0.9:0.999,eps=1e-8,biasCorrection=true)&steps=100&step=57",
    "v1&racers=sgd(lr=0.02,color=aabbcc)%23my%20label,sgd(lr=1e-300)%23%CE%B2&steps=7",
    "objective=gaussian&view=-1:1,0.5:0.500001&start=1,2&steps=1000000&step=0",
    "v1&preset=article-gif&levels=-1e-7,0.1,1e21&step=100",
    "#v1&racers=sgd%28lr%3D0.1%29,adam%28betas%3D0.5%3A0.9%29&start=1%2C2",
    "racers=sgd adam(lr=0.1) rmsprop#x&start=0.1 0.2",
    "v1&objective=taco(condition=50)&start=1,1&steps=5",
    "v1&formula=x^2+3*y^2&view=-2:2,-2:2&levels=0,1,2&start=1,1&racers=sgd(lr=0.1)&steps=9",
];

const PARTS: [&str; 32] = [
    "%00",
    "%FF",
    "%",
    "%2",
    "%25",
    "%26",
    "%2523",
    "%F0%9F%91%9F",
    "\0",
    "&",
    "&&&",
    "=",
    "#",
    "?",
    "(((((((((",
    ")",
    ",,",
    "::",
    "👟",
    "\u{202e}",
    "<script>alert(1)</script>",
    "\"><img src=x>",
    "1e999",
    "-0",
    "NaN",
    "99999999999999999999999999999999999999999999",
    "v2&",
    "&steps=0&",
    "&racers=&",
    "&step=-1&",
    "&formula=((((x))))&",
    "&objective=pizza(condition=1)",
];

/// `SplitMix64` (Steele, Lea & Flood 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(count).unwrap()).unwrap()
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

fn mutated(random: &mut Random) -> String {
    let mut bytes = random.of(&LINKS).as_bytes().to_vec();
    for _ in 0..random.of(&[1, 1, 1, 2, 5]) {
        let at = random.below(bytes.len() + 1);
        let length = random.of(&[1, 2, 30]);
        let end = (at + 1 + random.below(length)).min(bytes.len());
        match random.below(10) {
            0 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            1 if at < bytes.len() => bytes[at] = u8::try_from(random.below(256)).unwrap(),
            2 | 3 if at < bytes.len() => {
                bytes[at] = b'0' + u8::try_from(random.below(10)).unwrap();
            }
            4 => drop(bytes.drain(at..end)),
            5 => {
                let part = bytes[at..end].repeat(1 + random.below(9));
                bytes.splice(at..at, part);
            }
            6 => {
                let other = random.of(&LINKS).as_bytes();
                let from = random.below(other.len());
                bytes.splice(at..end, other[from..].iter().copied());
            }
            7 => bytes.truncate(at),
            _ => drop(bytes.splice(at..at, random.of(&PARTS).bytes())),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Asserts that a reading is a valid run that is written and read again as itself.
fn assert_valid(text: &str, reading: &Reading) {
    let Reading { link, given, ignored } = reading;
    let config = &link.config;
    assert!((1..=MAX_STEPS).contains(&config.steps), "{text}");
    assert!((1..=MAX_RACERS).contains(&config.racers.len()), "{text}");
    assert!(link.step.is_none_or(|step| step <= config.steps), "{text}");
    assert!(ignored.len() <= 20, "{text}: {ignored:?}");
    for phrase in ignored {
        assert!(!phrase.is_empty() && phrase.chars().count() <= 501, "{text}: {phrase}");
    }
    assert!(*given || *config == RunConfig::default(), "{text}");
    let written = link.to_text();
    let again = Link::read(&written);
    assert_eq!(&again.link, link, "{text}: {written}");
    assert!(again.given && again.ignored.is_empty(), "{text}: {written}");
    assert_eq!(again.link.to_text(), written, "{text}");
}

/// The run of a link without encoded characters, read strictly; none if any part is refused.
fn strictly(text: &str) -> Option<RunConfig> {
    let text = text.trim();
    let text = text.strip_prefix(['#', '?']).unwrap_or(text);
    let fields: Vec<&str> =
        text.split('&').filter(|part| *part != "v1" && !part.starts_with("step=")).collect();
    fields.join("&").parse().ok()
}

#[test]
fn a_mutated_link_is_a_valid_run_and_nothing_is_dropped_in_silence() {
    let chosen = std::env::var("PROPTEST_CASES").ok().and_then(|count| count.parse().ok());
    let mutations = chosen.unwrap_or(MUTATIONS);
    let mut random = Random(4);
    let (mut refused, mut taken, mut same) = (0, 0, 0);
    for _ in 0..mutations {
        let text = mutated(&mut random);
        let reading = Link::read(&text);
        assert_valid(&text, &reading);
        let plain = text.replace("%23", "#");
        if plain.contains('%') {
            continue;
        }
        match strictly(&plain) {
            None => {
                refused += 1;
                assert!(!reading.ignored.is_empty(), "dropped in silence: {text}");
            }
            Some(config) => {
                taken += 1;
                same += usize::from(reading.ignored.is_empty());
                assert_eq!(reading.link.config, config, "{text}");
                let is_about_step = |phrase: &String| phrase.starts_with("step ");
                assert!(reading.ignored.iter().all(is_about_step), "{text}: {:?}", reading.ignored);
            }
        }
    }
    // The mutations make links of every kind.
    for count in [refused, taken, same] {
        assert!(count > mutations / 20, "{refused} {taken} {same}");
    }
}

#[test]
fn much_of_anything_is_a_valid_run() {
    let much = |part: &str| part.repeat(30_000 / part.len());
    for part in PARTS {
        for text in [much(part), format!("racers={}", much(part)), format!("view={}", much(part))] {
            assert_valid(&text, &Link::read(&text));
            let longer = text.repeat(100);
            let reading = Link::read(&longer);
            assert_valid(&longer, &reading);
            assert_eq!(reading.ignored.len(), 1, "{part}");
        }
    }
    for text in [
        much("racers=&"),
        much("racers=sgd&"),
        format!("racers={}", much("a,")),
        format!("racers={}", much("sgd(lr=1),")),
        format!("racers=sgd({})", much("lr=1,")),
        format!("racers=sgd({})", much("a=")),
        format!("levels={}", much("1,")),
        format!("formula={}", much("(")),
        format!("formula={}&racers=!&view=!&levels=!&start=!&steps=!", "sin(x)*".repeat(140)),
        format!("objective=taco(condition={})", "9".repeat(29_000)),
        format!("start=0.{},1", "3".repeat(29_000)),
    ] {
        assert_valid(&text, &Link::read(&text));
    }
}
