//! Processor time of a program with all the processes that it started, as Linux counts it.

use std::collections::HashMap;
use std::fs;
use std::io::ErrorKind;

use crate::session::Outcome;

/// How long a tick of /proc is (ms): `USER_HZ` is 100 on every processor that Chromium runs on.
const TICK: f64 = 10.0;

/// What the processes of one program have used, user and system, each since it began.
#[derive(Debug)]
pub(crate) struct Processes {
    /// Ticks by process.
    used: HashMap<u32, u64>,
}

/// A line of /proc/…/stat.
#[derive(Debug)]
struct Stat {
    parent: u32,
    ticks: u64,
}

impl Processes {
    /// Those of the program whose first process is `root`.
    pub(crate) fn of(root: u32) -> Outcome<Self> {
        let mut all = HashMap::new();
        for entry in fs::read_dir("/proc")? {
            let name = entry?.file_name();
            let Some(id) = name.to_str().and_then(|name| name.parse::<u32>().ok()) else {
                continue;
            };
            match fs::read_to_string(format!("/proc/{id}/stat")) {
                Ok(line) => {
                    let stat = Stat::read(&line).ok_or_else(|| format!("of {id}: {line}"))?;
                    all.insert(id, stat);
                }
                // It has ended in the meantime.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                // ESRCH, which has no kind: it ends just now.
                Err(error) if error.raw_os_error() == Some(3) => {}
                Err(error) => return Err(error.into()),
            }
        }
        if !all.contains_key(&root) {
            return Err(format!("there is no process {root}").into());
        }
        let used = all.iter().filter(|(id, _)| descends(&all, **id, root));
        Ok(Self { used: used.map(|(id, stat)| (*id, stat.ticks)).collect() })
    }

    /// What was used since `earlier` (ms), but for what a process used that has ended since.
    pub(crate) fn since(&self, earlier: &Self) -> f64 {
        let ticks = self.used.iter().map(|(id, ticks)| {
            let before = earlier.used.get(id).copied().unwrap_or_default();
            ticks.saturating_sub(before)
        });
        TICK * ticks.map(|ticks| u32::try_from(ticks).map_or(f64::INFINITY, f64::from)).sum::<f64>()
    }
}

impl Stat {
    /// The fields 4, 14 and 15 of `proc_pid_stat(5)`; the second one, a name in parentheses, may hold
    /// blanks and parentheses itself.
    fn read(line: &str) -> Option<Self> {
        let (_, rest) = line.rsplit_once(')')?;
        let fields: Vec<&str> = rest.split_ascii_whitespace().collect();
        let number = |at: usize| fields.get(at)?.parse::<u64>().ok();
        Some(Self { parent: fields.get(1)?.parse().ok()?, ticks: number(11)? + number(12)? })
    }
}

fn descends(all: &HashMap<u32, Stat>, id: u32, root: u32) -> bool {
    let parents = std::iter::successors(Some(id), |id| all.get(id).map(|stat| stat.parent));
    // Of a list that was read while processes ended, a line of parents could be a ring.
    parents.take(all.len()).any(|id| id == root)
}
