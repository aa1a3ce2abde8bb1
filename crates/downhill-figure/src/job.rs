//! What a panel wants computed elsewhere: by the page, in workers where it has any.

use downhill::Value;
use serde::Serialize;

/// Work that takes too long for a frame. A panel shows it as a part of its view; the page has it done and
/// hands the results back slice by slice. Another job has another number, and abandons the one before.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct JobView {
    /// Its number. Results of a job of another number are ignored.
    pub id: u32,
    /// The run.
    #[cfg_attr(test, ts(type = "object"))]
    pub config: Value,
    /// What is to be computed of it.
    #[cfg_attr(test, ts(type = "object"))]
    pub options: Value,
}
