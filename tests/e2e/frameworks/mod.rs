//! Sites of frameworks, as their users have them: small projects with the packed package, into which
//! `docs/embedding.md` was pasted. `cargo xtask test --frameworks` runs these tests.

mod astro;
mod next;
pub(crate) mod project;
mod sveltekit;
mod vitepress;
mod vue;

use crate::driver::Engine;
use crate::engines::{self, Capability};
use crate::session::Session;

/// What holds of a figure with 300 steps that was pasted: it gets ready, is as wide as a figure should be and
/// no wider than the page, and another step can be shown. Its children are not seen any more.
pub(crate) fn check_figure(page: &Session) {
    page.until("ready() && canvases().length === 4");
    page.run(
        "await race.ready;
         race.seek(60);
         await until(() => step() === 60);
         const { width, height } = part('picture').getBoundingClientRect();
         if (!(width > 250 && height > 150)) throw new Error(`${width} x ${height}`);
         const { scrollWidth, clientWidth } = document.documentElement;
         if (scrollWidth > clientWidth) throw new Error(`${scrollWidth} > ${clientWidth}`);
         if (race.firstElementChild.getClientRects().length) throw new Error('the children are seen');
         if (race.config.steps !== 300) throw new Error(JSON.stringify(race.config));",
    );
}

/// Goes away from a page with a figure and back, some times, within one document: `away` and `back` are
/// scripts that do it. Of the figures that were there no more than one, which the framework may still know, stays
/// in memory.
pub(crate) fn check_leaving(page: &Session, away: &str, back: &str) {
    page.until("ready()");
    page.run("window.left = []; window.sameDocument = true;");
    for _ in 0..4 {
        page.run(&format!(
            "left.push(new WeakRef(race));
             {away};
             await until(() => !left.at(-1).deref()?.isConnected);"
        ));
        page.run(&format!("{back}; await until(() => document.querySelector('downhill-race'));"));
        page.until("ready()");
    }
    if !engines::has(Engine::chosen(), Capability::Memory) {
        return;
    }
    page.run(
        "if (!window.sameDocument) throw new Error('the document was left');
         await until(() => {
           gc();
           return left.filter((race) => race.deref()).length <= 1;
         });",
    );
}
