//! What holds of `Values` in the projects of React and Vue, which hand values of every kind to the element.

use crate::session::Session;

/// Opens that part of the page and looks at what became of the values, in both figures.
pub(crate) fn check_values(page: &Session) {
    page.run("id('values').click(); await until(() => ready(id('first')) && ready(id('second')));");
    page.run(
        "const first = id('first'), second = id('second');
         const { objective, racers, view, start, steps } = first.config;
         const found = JSON.stringify([objective, racers.map(({ optimizer, lr, label }) => [optimizer, lr, label]), view, start, steps]);
         const expected = '[\"bowl\",[[\"adam\",0.1,\"one\"]],{\"x\":[-3,3],\"y\":[-2,2]},[2,1],40]';
         if (found !== expected) throw new Error(found);
         if (!first.axes || first.autoplay || first.loop || first.playing) throw new Error(first.outerHTML);
         if (first.shownStep !== 7) throw new Error(`step ${first.shownStep}`);
         if (JSON.stringify(second.config) !== JSON.stringify(first.config)) throw new Error(JSON.stringify(second.config));",
    );
    // Set to true, the property plays; the event of the end is heard, once.
    page.run(
        "id('play').click();
         await until(() => id('first').shownStep === 40 && document.querySelector('output').textContent === '1');
         if (id('first').playing) throw new Error('it plays on');",
    );
}
