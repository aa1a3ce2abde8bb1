//! "Export" saves pictures, animations and data that a worker makes, by what the page offers for download.

use serde_json::{Value, json};

use crate::session::{Session, browse};

/// Opens a run and the dialog, and keeps what is saved from now on, by name.
fn open(page: &Session) {
    page.goto("#v1&objective=himmelblau&steps=40&step=30");
    page.until("ready() && step() === 30");
    page.run(
        "window.saved = [];
         const files = new Map();
         const create = URL.createObjectURL;
         URL.createObjectURL = (file) => {
           const url = create.call(URL, file);
           files.set(url, file);
           return url;
         };
         const click = HTMLAnchorElement.prototype.click;
         HTMLAnchorElement.prototype.click = function () {
           if (!this.download) return click.call(this);
           saved.push(files.get(this.href).arrayBuffer().then((bytes) => [this.download, [...new Uint8Array(bytes)]]));
         };
         window.exported = () => document.querySelector('[data-name=exported]').textContent;
         window.pickKind = (name) => document.querySelector(`#export input[value=${name}]`).click();",
    );
    page.run("document.querySelector('[data-name=export]').click();");
}

/// Saves a file of that kind, and gives its name and its bytes.
fn save(page: &Session, kind: &str) -> (String, Vec<u8>) {
    page.get::<Value>(&format!(
        "pickKind('{kind}');
         await until(() => document.querySelector('[data-name=save]')?.textContent.endsWith('{}'));
         document.querySelector('[data-name=save]').click();
         return null;",
        kind.to_uppercase()
    ));
    page.until("exported().startsWith('Saved ')");
    page.get("return saved.at(-1);")
}

#[test]
fn every_kind_of_file_is_saved_under_a_name_that_says_what_it_is() {
    browse(|page| {
        open(page);
        for (kind, name, begin) in [
            ("png", "downhill-himmelblau-5-racers-step-30.png", &b"\x89PNG\r\n"[..]),
            ("svg", "downhill-himmelblau-5-racers-step-30.svg", b"<svg "),
            ("csv", "downhill-himmelblau-5-racers.csv", b"step,racer,x,y,f,"),
            ("json", "downhill-himmelblau-5-racers.json", b"{\"link\":\"v1&"),
            ("gif", "downhill-himmelblau-5-racers.gif", b"GIF89a"),
        ] {
            let (found, bytes) = save(page, kind);
            assert_eq!(found, name);
            assert!(bytes.starts_with(begin), "{kind}: {:?}", &bytes[..20]);
            if kind == "png" {
                // 576 × 432 CSS px, twice.
                assert_eq!(bytes[16..24], [0, 0, 4, 0x80, 0, 0, 3, 0x60]);
            }
        }
    });
}

#[test]
fn the_surface_is_saved_as_it_is_turned() {
    browse(|page| {
        open(page);
        // The view is that of the page, until another is chosen.
        let view = "document.querySelector('[data-name=export-view]').value";
        page.until(&format!("{view} === '0'"));
        page.run("document.querySelector('[data-name=layout-surface]').click();");
        page.until("document.querySelector('[data-name=layout-surface]').ariaPressed === 'true'");
        page.run(
            "const box = document.querySelector('[data-name=surface]');
             for (let turn = 0; turn < 4; turn += 1) box.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
             document.querySelector('#export').close?.();
             document.querySelector('[data-name=export]').click();",
        );
        page.until(&format!("{view} === '1'"));
        let (name, bytes) = save(page, "svg");
        assert_eq!(name, "downhill-himmelblau-surface-5-racers-step-30.svg");
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains("seen from an elevation of 50° and an azimuth of −30°"));
        let (name, bytes) = save(page, "png");
        assert_eq!(name, "downhill-himmelblau-surface-5-racers-step-30.png");
        assert_eq!(bytes[16..24], [0, 0, 4, 0x80, 0, 0, 3, 0x60]);
        // What is no picture has no view.
        let (name, _) = save(page, "json");
        assert_eq!(name, "downhill-himmelblau-5-racers.json");
    });
}

#[test]
fn an_animation_can_be_cancelled() {
    browse(|page| {
        open(page);
        let found: Value = page.get(
            "pickKind('gif');
             await until(() => document.querySelector('[data-name=export-first]') || document.getElementById('export-first'));
             document.querySelector('[data-name=save]').click();
             await until(() => document.querySelector('#export progress'));
             document.querySelector('[data-name=cancel-export]').click();
             await until(() => exported());
             return [exported(), saved.length, document.querySelector('[data-name=save]') !== null];",
        );
        assert_eq!(found, json!(["Cancelled.", 0, true]));
    });
}

#[test]
fn exported_json_opens_as_the_same_run() {
    browse(|page| {
        open(page);
        let (_, bytes) = save(page, "json");
        let text = String::from_utf8(bytes).unwrap();
        let before: Value = page.get("return race.config;");
        page.goto("#v1&objective=booth");
        page.until("ready()");
        page.run("document.querySelector('[data-name=export]').click();");
        page.run(&format!(
            "const input = document.querySelector('[data-name=open-file]');
             const files = new DataTransfer();
             files.items.add(new File([{}], 'run.json'));
             input.files = files.files;
             input.dispatchEvent(new Event('change'));",
            json!(text)
        ));
        page.until("race.config.objective === 'himmelblau'");
        let after: Value = page.get("return race.config;");
        assert_eq!(after, before);
    });
}

#[test]
fn an_element_gives_its_run_as_a_file() {
    browse(|page| {
        page.open_blank();
        page.run(
            "const made = document.createElement('downhill-race');
             made.config = {objective: {formula: 'x^2 + 3*y^2'}, start: [1, -0.5], steps: 7, racers: [{optimizer: 'adam', lr: 0.1, label: '50 % & #1'}]};
             document.querySelector('main').append(made);
             await until(() => ready(made));
             made.seek(5);",
        );
        let [name, text]: [String; 2] = page.get(
            "const file = await document.querySelector('downhill-race').exportAs('svg');
             return [file.name, await file.text()];",
        );
        assert!(name.ends_with("-step-5.svg"), "{name}");
        assert!(text.starts_with("<svg ") && text.contains("50 % &amp; #1"), "{text}");
        let table: String = page.get(
            "const parts = [];
             const file = await document.querySelector('downhill-race').exportAs('csv', { onprogress: (part) => parts.push(part) });
             return await file.text();",
        );
        assert_eq!(table.lines().count(), 9);
        let [name, text]: [String; 2] = page.get(
            "const file = await document.querySelector('downhill-race').exportAs('svg', { view: 'surface', azimuth: 130 });
             return [file.name, await file.text()];",
        );
        assert!(name.ends_with("-surface-adam-step-5.svg"), "{name}");
        assert!(text.contains("an azimuth of 130°"), "{text}");
        let refused: [String; 2] = page.get(
            "const figure = document.querySelector('downhill-race');
             const refusal = (options) => figure.exportAs('png', options).catch(({ message }) => message);
             return [await refusal({ view: '3d' }), await refusal({ view: 'surface', elevation: 100 })];",
        );
        assert_eq!(refused[0], "view is \"3d\"; it must be one of map, surface");
        assert_eq!(refused[1], "elevation is 100; it must be a number from 0 to 90");
        let refused: String = page.get(
            "return await document.querySelector('downhill-race').exportAs('bmp').catch(({ message }) => message)",
        );
        assert_eq!(refused, "kind is \"bmp\"; it must be one of png, svg, gif, csv, json");
        let given_up: String = page.get(
            "const abort = new AbortController();
             const file = document.querySelector('downhill-race').exportAs('gif', { signal: abort.signal });
             abort.abort(new Error('enough'));
             return await file.catch(({ message }) => message);",
        );
        assert_eq!(given_up, "enough");
    });
}
