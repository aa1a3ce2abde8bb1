//! The tab of learning rates on the page, and as the panel of an element in a post.

use crate::session::{Session, browse};

fn open(page: &Session, run: &str) {
    page.goto(&format!("#v1&{run}"));
    page.until("ready() && part('play')");
    page.run("if (playing()) click('play'); await openTab('rates');");
    computed(page);
}

/// Waits until all is computed.
fn computed(page: &Session) {
    page.until(
        "document.querySelectorAll('.rates-dot').length > 0 && text('rates-progress') === ''",
    );
}

/// A cell of the table, by the racer's name and the column.
fn cell(page: &Session, racer: &str, column: u32) -> String {
    page.get(&format!(
        "const rows = [...document.querySelectorAll('.rates-table tbody tr')];
         const row = rows.find((row) => row.querySelector('th').textContent === '{racer}');
         return row.children[{column}].textContent;"
    ))
}

#[test]
fn every_racer_gets_its_best_rate_and_one_rate_leads_back() {
    browse(|page| {
        open(page, "preset=article");
        assert_eq!(cell(page, "SGD", 1), "0.02");
        let best = cell(page, "SGD", 2);
        page.run("click('best');");
        page.until("text('chosen').startsWith('Set to the best of each: SGD ')");
        assert_eq!(cell(page, "SGD", 1), best);
        assert!(cell(page, "Adam", 3).ends_with(" steps"));
        page.run("click('one-rate');");
        page.until("[...document.querySelectorAll('.rates-table tbody td:nth-child(2)')].every((cell) => cell.textContent === '0.02')");
        let address: String = page.get("return location.hash");
        assert!(!address.contains(&format!("sgd(lr={best})")), "{address}");
    });
}

#[test]
fn a_dot_on_a_curve_sets_its_rate_by_key_and_by_pointer() {
    browse(|page| {
        open(page, "preset=article");
        page.run("document.querySelector('.rates-dot').focus();");
        page.press("\u{E014}");
        page.until("document.querySelector('.rates-dot').ariaValueText !== '0.02'");
        let by_key: f64 = page.get("return +document.querySelector('.rates-dot').ariaValueNow");
        assert!(by_key > 0.02 && by_key < 0.03, "{by_key}");
        let [x, y, to]: [f64; 3] = page.get(
            "const dot = document.querySelector('.rates-dot');
             dot.scrollIntoView({ block: 'center' });
             const { left, top, width, height } = dot.getBoundingClientRect();
             return [Math.round(left + width / 2), Math.round(top + height / 2), Math.round(left + width / 2 + 60)];",
        );
        page.actions(
            serde_json::json!({"actions": [{"type": "pointer", "id": "mouse", "actions": [
                {"type": "pointerMove", "x": x, "y": y},
                {"type": "pointerDown", "button": 0},
                {"type": "pointerMove", "x": to, "y": y},
                {"type": "pointerUp", "button": 0},
            ]}]}),
        );
        page.until(&format!("+document.querySelector('.rates-dot').ariaValueNow > {by_key} * 1.5"));
        page.until("location.hash.includes('sgd(lr=')");
    });
}

#[test]
fn a_map_over_two_numbers_is_computed_and_a_click_sets_both() {
    browse(|page| {
        open(page, "objective=bowl&racers=momentum(lr=0.1)&steps=200");
        page.run("part('against').value = 'momentum'; part('against').dispatchEvent(new Event('change'));");
        page.until("part('rates-canvas').ariaLabel.startsWith('The racer arrives at ')");
        page.until("text('rates-progress') === ''");
        let label: String = page.get("return part('rates-canvas').ariaLabel");
        assert!(!label.contains("arrives at 0 percent"), "{label}");
        page.run("part('rates-canvas').click();");
        page.until("!location.hash.includes('momentum(lr=0.1,')");
    });
}

#[test]
fn an_element_shows_the_panel_beneath_its_picture_and_loads_it_only_then() {
    browse(|page| {
        page.open_blank();
        let names =
            "performance.getEntriesByType('resource').map(({ name }) => name.split('/').pop())";
        page.run(
            "const made = document.createElement('downhill-race');
             made.setAttribute('objective', 'himmelblau');
             document.querySelector('main').append(made);
             await until(() => ready(made));",
        );
        let loaded: Vec<String> = page.get(&format!("return {names}"));
        assert!(!loaded.iter().any(|name| name == "panels.js" || name == "playground_bg.wasm"));
        page.run("document.querySelector('downhill-race').panel = 'rates';");
        page.until("document.querySelector('downhill-race').shadowRoot.querySelectorAll('.rates-dot').length === 5");
        page.until("document.querySelector('downhill-race').shadowRoot.querySelector('[data-name=rates-progress]').textContent === ''");
        let loaded: Vec<String> = page.get(&format!("return {names}"));
        assert!(loaded.iter().any(|name| name == "panels.js"), "{loaded:?}");
        page.run("document.querySelector('downhill-race').shadowRoot.querySelector('[data-name=best]').click();");
        page.until("!JSON.stringify(document.querySelector('downhill-race').config.racers).includes('\"lr\":0.01}')
            && document.querySelector('downhill-race').shadowRoot.querySelector('[data-name=chosen]').textContent.startsWith('Set to')");
        page.run("document.querySelector('downhill-race').panel = null;");
        page.until("!document.querySelector('downhill-race').shadowRoot.querySelector('.rates')");
        page.until("ready(document.querySelector('downhill-race'))");
    });
}

#[test]
fn an_element_shows_maps_of_basins_or_the_surface_beneath_its_picture() {
    browse(|page| {
        page.open_blank();
        page.run(
            "const made = document.createElement('downhill-race');
             made.setAttribute('objective', 'himmelblau');
             made.setAttribute('panel', 'basins');
             document.querySelector('main').append(made);
             await until(() => ready(made));",
        );
        let shadow = "document.querySelector('downhill-race').shadowRoot";
        page.until(&format!("{shadow}.querySelectorAll('.basin').length === 5"));
        page.until(&format!(
            "pixels({shadow}.querySelector('.basin canvas')).some((part) => part > 0)"
        ));
        page.run("document.querySelector('downhill-race').panel = 'surface';");
        page.until(&format!("{shadow}.querySelector('[data-name=surface-canvas]')?.width > 200"));
        page.until(&format!(
            "pixels({shadow}.querySelector('[data-name=surface-canvas]')).some((part) => part > 0)"
        ));
        let label: String = page
            .get(&format!("return {shadow}.querySelector('[data-name=surface-canvas]').ariaLabel"));
        assert!(label.contains("as a surface"), "{label}");
    });
}

#[test]
fn a_panel_that_there_is_not_is_refused_by_name_and_the_figure_is_shown() {
    browse(|page| {
        page.open_blank();
        let told: String = page.get(
            "const made = document.createElement('downhill-race');
             made.setAttribute('panel', 'speed');
             const told = new Promise((done) => made.addEventListener('downhill-error', ({ detail }) => done(detail.message)));
             document.querySelector('main').append(made);
             await until(() => ready(made));
             return await told;",
        );
        assert!(
            told.starts_with("panel is \"speed\"; it must be rates, basins or surface."),
            "{told}"
        );
    });
}
