//! What RUN is.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use downhill::{Link, OptimizerRunner, Value, export};

use crate::failure::Failure;
use crate::progress::Progress;

/// Fields of a frame's address that say how the frame presents its run. They are left out, because there are
/// options for that.
const PRESENTATION_FIELDS: [&str; 10] =
    ["autoplay", "loop", "speed", "controls", "theme", "palette", "axes", "loading", "lang", "alt"];

/// Reads a run, and the step that it is shown at if there is one. Whatever a page would ignore with a warning is
/// an error here.
pub(crate) fn read(run: &str) -> Result<Link, Failure> {
    if run == "-" {
        let mut text = String::new();
        io::stdin()
            .read_to_string(&mut text)
            .map_err(|error| Failure::System(format!("cannot read standard input: {error}")))?;
        let text = text.trim();
        return if text.starts_with('{') { json(text, "standard input") } else { link(text) };
    }
    let path = Path::new(run);
    if !run.contains(['=', '&']) && path.extension().is_some_and(|ending| ending == "json") {
        let text = fs::read_to_string(path).map_err(|error| Failure::file("read", path, &error))?;
        return json(&text, run);
    }
    link(run)
}

/// A config in JSON, or an export that has one.
fn json(text: &str, source: &str) -> Result<Link, Failure> {
    let value: Value = serde_json::from_str(text)
        .map_err(|error| Failure::Input(format!("{source} is not JSON: {error}")))?;
    let config =
        export::config(&value).map_err(|error| Failure::Input(format!("{source}: {error}")))?;
    Ok(Link { config, step: None })
}

/// A run as text, or in the address of a page or a frame.
fn link(text: &str) -> Result<Link, Failure> {
    let part = match text.split_once("://") {
        None => text,
        Some((_, address)) => {
            let part = address.split_once('#').or(address.split_once('?')).map(|(_, part)| part);
            part.ok_or_else(|| {
                Failure::Input(format!(
                    "the address `{text}` has no run; it must have one behind `#` or `?`, as the \
                     page's own links have"
                ))
            })?
        }
    };
    let is_presentation = |field: &&str| {
        field.split('=').next().is_some_and(|name| PRESENTATION_FIELDS.contains(&name))
    };
    let fields =
        part.trim_start_matches(['#', '?']).split('&').filter(|field| !is_presentation(field));
    // A frame has `step` under this name.
    let fields: Vec<_> =
        fields.map(|field| field.strip_prefix("shown-").unwrap_or(field)).collect();
    let reading = Link::read(&fields.join("&"));
    if reading.ignored.is_empty() {
        return Ok(reading.link);
    }
    Err(Failure::Input(format!("the run cannot be read: {}", reading.ignored.join("; "))))
}

/// A runner after all steps of its run, or after as many as are wanted.
pub(crate) fn computed(
    config: downhill::RunConfig,
    steps: u32,
    progress: &mut Progress,
) -> Result<OptimizerRunner, Failure> {
    /// How often the runner is asked to go on before the progress is shown.
    const SLICES: u32 = 50;
    let whole = config.clone();
    let mut runner = OptimizerRunner::new(downhill::RunConfig { steps: steps.max(1), ..config });
    let mut complete = steps == 0;
    while !complete {
        let mut left = SLICES;
        complete = runner.advance(|| {
            left -= 1;
            left > 0
        })?;
        progress.show(f64::from(runner.step_count()) / f64::from(steps));
    }
    runner.replace_config(whole);
    Ok(runner)
}

/// A text as a number, or as it is so that an error can name it.
pub(crate) fn number(text: &str) -> Value {
    downhill::parse_number(text.trim()).map_or_else(|| Value::from(text.trim()), Value::Number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use downhill::RunConfig;

    fn failed(run: &str) -> String {
        read(run).map(|_| ()).unwrap_err().to_string()
    }

    #[test]
    fn a_run_is_a_text_or_a_hash_or_an_address() {
        let config: RunConfig = "objective=booth&racers=adam(lr=0.5)#my%20Adam".parse().unwrap();
        let hash = Link { config: config.clone(), step: Some(7) }.to_text();
        for run in [
            hash.clone(),
            format!("#{hash}"),
            format!("https://example.org/a?b=c#{hash}"),
            format!("http://127.0.0.1:8080/embed.html?{hash}"),
            "objective=booth&racers=adam(lr=0.5)#my%20Adam&step=7".to_owned(),
            "https://example.org/embed.html?autoplay&objective=booth&controls=none&theme=dark\
             &racers=adam(lr=0.5)%23my%20Adam&shown-step=7&loop=true&alt=two&lang=en"
                .to_owned(),
        ] {
            assert_eq!(
                read(&run).unwrap(),
                Link { config: config.clone(), step: Some(7) },
                "{run}"
            );
        }
        assert_eq!(read("").unwrap().config, RunConfig::default());
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for (run, named) in [
            ("steps=0", "steps is 0; it must be a whole number from 1 to 1000000"),
            ("steps=5&step=6", "step is 6; it must be a whole number from 0 to 5"),
            ("pizza", "\"pizza\" is not known"),
            ("https://example.org/", "behind `#` or `?`"),
            ("v2&steps=5", "it must be v1"),
            ("missing.json", "cannot read missing.json: No such file"),
        ] {
            let error = failed(run);
            assert!(error.contains(named), "{run}: {error}");
        }
    }

    #[test]
    fn json_is_a_config_or_an_export() {
        let config: RunConfig = "objective=booth&start=0.1,0.7&steps=3".parse().unwrap();
        let runner = computed(config.clone(), 3, &mut Progress::hidden()).unwrap();
        let whole: String = export::json(&runner).collect();
        let alone = serde_json::to_string(&config).unwrap();
        for text in [whole, alone] {
            assert_eq!(json(&text, "x").unwrap().config, config);
        }
        let error = json("{\"steps\": ", "a.json").unwrap_err().to_string();
        assert!(error.starts_with("a.json is not JSON: EOF"), "{error}");
        let error = json("{\"steps\": 0}", "a.json").unwrap_err().to_string();
        assert!(error.starts_with("a.json: steps is 0; it must be"), "{error}");
    }

    #[test]
    fn a_run_is_computed_up_to_the_step_that_is_wanted() {
        let config: RunConfig = "steps=50".parse().unwrap();
        for steps in [0, 1, 20, 50] {
            let runner = computed(config.clone(), steps, &mut Progress::hidden()).unwrap();
            assert!(runner.step_count() >= steps && runner.config() == &config);
        }
    }
}
