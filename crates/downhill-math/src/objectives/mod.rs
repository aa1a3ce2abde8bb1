//! The library of objectives, one file each.
#![cfg_attr(
    not(feature = "simd-batch"),
    allow(dead_code, unused_imports, reason = "a page runs the formulas, not these functions")
)]

mod ackley;
mod beale;
mod booth;
mod bounded_saddle;
mod bowl;
mod branin;
mod easom;
pub(crate) mod gaussian;
mod goldstein_price;
mod himmelblau;
mod matyas;
mod mccormick;
mod monkey_saddle;
mod plateau;
mod rastrigin;
mod rosenbrock;
mod saddle;
mod six_hump_camel;
mod styblinski_tang;
mod taco;
mod taco_rotated;
mod three_hump_camel;
mod two_gaussians;

mod library_objective;

use library_objective::compiled;
pub use library_objective::{LibraryObjective, Parameter};

/// Every objective that a run can name, the article's first.
#[must_use]
pub fn objectives() -> &'static [&'static LibraryObjective] {
    static ALL: [&LibraryObjective; 23] = [
        &gaussian::GAUSSIAN,
        &bowl::BOWL,
        &taco::TACO,
        &taco_rotated::TACO_ROTATED,
        &saddle::SADDLE,
        &bounded_saddle::BOUNDED_SADDLE,
        &monkey_saddle::MONKEY_SADDLE,
        &plateau::PLATEAU,
        &rosenbrock::ROSENBROCK,
        &beale::BEALE,
        &himmelblau::HIMMELBLAU,
        &booth::BOOTH,
        &matyas::MATYAS,
        &rastrigin::RASTRIGIN,
        &ackley::ACKLEY,
        &styblinski_tang::STYBLINSKI_TANG,
        &six_hump_camel::SIX_HUMP_CAMEL,
        &three_hump_camel::THREE_HUMP_CAMEL,
        &goldstein_price::GOLDSTEIN_PRICE,
        &mccormick::MCCORMICK,
        &easom::EASOM,
        &branin::BRANIN,
        &two_gaussians::TWO_GAUSSIANS,
    ];
    &ALL
}

#[cfg(test)]
mod tests;
