//! The surface in three dimensions: that it shows beside the map or alone, is turned by hand and by keys, and goes on
//! with the race.

use serde_json::json;

use crate::session::{Session, browse};

/// A hash of what is painted on one of the surface's canvases.
const HASH: &str = "const hash = async (name) => {
  const digest = await crypto.subtle.digest('SHA-256', pixels(part(`${name}-canvas`)));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};";

fn hash(page: &Session, canvas: &str) -> String {
    page.with(&format!("{HASH} await settled(); return hash(given);"), canvas)
}

/// Opens a run at its end with the pictures of that name.
fn open(page: &Session, run: &str, layout: &str) {
    page.goto(&format!("#v1&{run}"));
    page.run("await until(() => ready()); if (playing()) click('play'); seek(part('seek').max); await settled();");
    page.run(&format!("click('layout-{layout}');"));
    page.until(&format!("id('stage').dataset.layout === '{layout}'"));
    if layout != "map" {
        page.until("part('surface-canvas').width > 100 && pixels(part('surface-canvas')).some((part) => part)");
    }
    page.run("await settled();");
}

#[test]
fn map_and_surface_are_shown_alone_or_side_by_side() {
    browse(|page| {
        open(page, "objective=himmelblau", "both");
        let apart: bool = page.get(
            "const [map, surface] = [race, id('surface')].map((part) => part.getBoundingClientRect());
             return map.width > 200 && surface.width > 200 && map.right <= surface.left + 1;",
        );
        assert!(apart);
        page.run(
            "click('layout-surface'); await until(() => id('stage').dataset.layout === 'surface');",
        );
        let alone: bool = page.get(
            "const [stage, surface] = [id('stage'), id('surface')].map((part) => part.getBoundingClientRect());
             return surface.width > stage.width - 2 && !part('cursor').checkVisibility({ visibilityProperty: true });",
        );
        assert!(alone);
        let label: String = page.get("return part('surface-canvas').ariaLabel");
        assert!(label.starts_with("f(x, y) = ") && label.contains("elevation of 50°"), "{label}");
        page.run("click('layout-map'); await until(() => !id('surface').checkVisibility());");
        assert!(
            page.get::<bool>("return part('cursor').checkVisibility({ visibilityProperty: true })")
        );
        // On a phone there is no room for both.
        page.width(390);
        page.until("part('layout-surface') && !part('layout-both')");
    });
}

#[test]
fn keys_and_pointer_turn_it_and_reset_brings_it_back() {
    browse(|page| {
        open(page, "preset=article", "surface");
        let first = hash(page, "surface");
        page.run("part('surface').focus();");
        page.press("\u{e012}");
        page.until("part('surface-canvas').ariaLabel.includes('azimuth of −55°')");
        let turned = hash(page, "surface");
        assert_ne!(turned, first);
        page.press("0");
        page.until("part('surface-canvas').ariaLabel.includes('azimuth of −50°')");
        assert_eq!(hash(page, "surface"), first);
        page.press("+");
        assert_ne!(hash(page, "surface"), first);
        page.click("surface-reset");
        assert_eq!(hash(page, "surface"), first);
        let [x, y]: [f64; 2] = page.get(
            "const { left, top, width, height } = part('surface').getBoundingClientRect();
             return [Math.round(left + width / 2), Math.round(top + height / 2)];",
        );
        page.actions(json!({"actions": [{"type": "pointer", "id": "mouse", "actions": [
            {"type": "pointerMove", "x": x, "y": y},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerMove", "x": x + 50.0, "y": y},
            {"type": "pointerUp", "button": 0},
        ]}]}));
        page.until("part('surface-canvas').ariaLabel.includes('azimuth of −70°')");
        assert_ne!(hash(page, "surface"), first);
        // That is no change of the run.
        assert_eq!(page.get::<String>("return part('undo').ariaDisabled"), "true");
    });
}

#[test]
fn trails_and_heads_go_on_while_the_surface_stays() {
    browse(|page| {
        open(page, "objective=himmelblau", "both");
        let before = ["surface", "surface-trails", "surface-heads"].map(|name| hash(page, name));
        page.run("await show(60);");
        let after = ["surface", "surface-trails", "surface-heads"].map(|name| hash(page, name));
        assert_eq!(before[0], after[0]);
        assert!(before[1] != after[1] && before[2] != after[2]);
        // Who is behind it is told, and seen where that is asked for.
        page.until("text('surface-note').startsWith('Behind the surface: ')");
        page.click("see-through");
        page.until("part('see-through').ariaPressed === 'true'");
        assert_ne!(hash(page, "surface-trails"), after[1]);
    });
}
