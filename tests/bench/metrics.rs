//! What Chromium counts of a tab.

use serde_json::{Value, json};

use crate::session::{Outcome, Session};

/// Begins to count. Times are the main thread's own, without those in which other programs ran.
pub(crate) fn enable(session: &Session) -> Outcome<()> {
    session.chromium("Performance.enable", &json!({"timeDomain": "threadTicks"})).map(|_| ())
}

/// The present counts of these names.
pub(crate) fn read<const N: usize>(session: &Session, names: [&str; N]) -> Outcome<[f64; N]> {
    let found = session.chromium("Performance.getMetrics", &json!({}))?;
    let all = found["metrics"].as_array().cloned().unwrap_or_default();
    let of = |name: &str| {
        let metric = all.iter().find(|metric| metric["name"] == name);
        metric.and_then(|metric| metric["value"].as_f64())
    };
    let values = names.map(of);
    match names.iter().zip(values).find(|(_, value)| value.is_none()) {
        Some((name, _)) => Err(format!("Chromium does not count {name}").into()),
        None => Ok(values.map(Option::unwrap_or_default)),
    }
}

/// Has the tab's garbage collected, so that only what is held on to is counted.
pub(crate) fn collect_garbage(session: &Session) -> Outcome<()> {
    session.run::<Value>("await new Promise((done) => setTimeout(done, 100));", Value::Null)?;
    for _ in 0..2 {
        session.chromium("HeapProfiler.collectGarbage", &json!({}))?;
    }
    Ok(())
}
