//! The shipped package agrees with NumPy and `torch.optim` on the stored runs.

use downhill_tests::reference::{Run, load_all};
use serde::Deserialize;

use crate::session::browse;

#[derive(Debug, Deserialize)]
struct Compared {
    runs: usize,
    steps: usize,
    gradients: usize,
    free: usize,
    failures: Vec<String>,
}

#[test]
fn the_shipped_package_takes_every_stored_step_as_numpy_and_torch_do() {
    let stored = load_all().unwrap();
    let steps: usize = stored.iter().map(|run| run.losses.len() - 1).sum();
    browse(|page| {
        page.open_blank();
        let found: Compared = page.get(
            "const { compare } = await import('/fixtures/reference.js');
             return await compare();",
        );
        assert_eq!(found.failures, Vec::<String>::new());
        assert_eq!(found.runs, stored.len());
        assert_eq!(found.steps, steps);
        assert_eq!(found.gradients, steps + stored.len());
        assert_eq!(found.free, stored.iter().map(Run::comparable).sum::<usize>());
        assert!(found.runs > 100 && found.steps > 10_000, "{found:?}");
    });
}
