//! The panel of noise: the run that its controls ask for, and the cloud of one racer's seeds.

use downhill::{Noise, Preset, RunConfig};

use crate::session::{Session, browse};

/// Opens the page, stops its race at its end and opens the panel.
fn open(page: &Session) {
    page.goto("");
    page.until("ready() && playing() && step() > 0");
    page.run("click('play'); await until(() => !playing());");
    page.run(&format!(
        "await openTab('noise'); {PANEL} seek(100); await until(() => step() === 100);"
    ));
}

/// The panel's controls, and one of them set as a hand would.
const PANEL: &str = "
    const panel = id('panel');
    const [slider, sigma, seed, shared, seeds] = [part('noise'), id('sigma'), id('seed'), part('shared'), id('seeds')];
    const error = (of) => id(`${of}-error`)?.textContent ?? '';
    const fire = (control, kind) => control.dispatchEvent(
      new Event(kind, { bubbles: true, composed: true }));
    const give = (control, value) => {
      if (control === shared) control.checked = value;
      else {
        // As a hand would; the page may render between the two events.
        control.focus();
        control.value = value;
      }
      fire(control, 'input');
      fire(control, 'change');
    };
    const undo = () => click('undo');
    const cloud = part('ensemble-canvas') ?? canvases()[1];
    const same = async () => (await rests(), String(await hashes()));
    const blank = () => pixels(cloud).every((part) => part === 0);
    const rests = async () => {
      await nextFrame();
      await until(() => text('grown') === '' && watch.pending === 0);
      return blank();
    };";

/// Checks that the page shows the article's run with this noise.
fn check(page: &Session, noise: Noise) {
    let found: RunConfig = page.get("return race.config");
    assert_eq!(found, RunConfig { noise, ..Preset::Article.config() });
}

#[test]
fn each_control_asks_for_its_noise_and_the_address_has_it() {
    browse(|page| {
        open(page);
        let steps = [
            ("give(sigma, '0.5')", Noise { sigma: 0.5, seed: 0, shared: true }),
            ("give(seed, '4294967295')", Noise { sigma: 0.5, seed: u32::MAX, shared: true }),
            ("give(shared, false)", Noise { sigma: 0.5, seed: u32::MAX, shared: false }),
            // After the last seed comes the first.
            ("click('next-seed')", Noise { sigma: 0.5, seed: 0, shared: false }),
        ];
        for (act, noise) in steps {
            page.run(&format!("{PANEL} {act};"));
            check(page, noise);
            let Noise { sigma, seed, shared } = noise;
            let part = format!("noise=sigma={sigma},seed={seed},shared={shared}");
            page.until(&format!("location.hash.includes('{part}')"));
        }
        for (_, noise) in steps.iter().rev().skip(1) {
            page.run(&format!("{PANEL} undo();"));
            check(page, *noise);
        }
        page.run(&format!("{PANEL} undo();"));
        check(page, Noise::NONE);
        let [written, shown]: [bool; 2] = page.get(&format!(
            "{PANEL} return [location.hash.includes('noise'), sigma.value === '0' && slider.value === slider.min];"
        ));
        assert!(!written && shown);
    });
}

#[test]
fn the_slider_is_one_gesture_and_its_lower_end_is_off_and_keeps_the_seed() {
    browse(|page| {
        open(page);
        page.run(&format!(
            "{PANEL}
             give(seed, '7');
             for (const at of [-3, -1, 0]) {{
               slider.value = at;
               fire(slider, 'input');
               await nextFrame();
             }}
             fire(slider, 'change');"
        ));
        check(page, Noise { sigma: 1.0, seed: 7, shared: true });
        let found: [String; 2] = page
            .get(&format!("{PANEL} return [sigma.value, slider.getAttribute('aria-valuetext')];"));
        assert_eq!(found, ["1", "1"]);
        page.run(&format!("{PANEL} undo();"));
        check(page, Noise::NONE);
        page.run(&format!("{PANEL} give(slider, 1); await nextFrame(); give(slider, slider.min);"));
        check(page, Noise::NONE);
        page.run(&format!("{PANEL} give(sigma, '0.25');"));
        check(page, Noise { sigma: 0.25, seed: 7, shared: true });
    });
}

#[test]
fn a_bad_number_is_answered_beside_its_control_and_the_picture_stays() {
    browse(|page| {
        open(page);
        page.run(&format!("{PANEL} give(sigma, '0.5');"));
        check(page, Noise { sigma: 0.5, seed: 0, shared: true });
        page.run(&format!("{PANEL} window.before = await same();"));
        for (act, part) in [
            ("give(seed, '1.5')", "seed"),
            ("give(seed, '')", "seed"),
            ("give(sigma, '-1')", "sigma"),
        ] {
            let said: String = page.get(&format!(
                "{PANEL} {act}; await rendered(); const said = error('{part}'); {part}.focus(); {part}.blur(); await rendered();
                 if (Number({part}.value) < 0 || {part}.value === '' || {part}.value === '1.5') throw new Error('it stays in the field');
                 return said;"
            ));
            assert!(said.contains(": "), "{said}");
            let same: bool = page.get(&format!("{PANEL} return await same() === window.before;"));
            assert!(same, "{act}");
        }
        let said: String = page
            .get(&format!("{PANEL} give(seeds, '300'); await rendered(); return error('seeds');"));
        assert_eq!(said, "Seeds: a whole number from 1 to 200");
    });
}

#[test]
fn a_cloud_lies_between_field_and_trails_while_there_is_noise() {
    browse(|page| {
        open(page);
        // In this order: none chosen; no noise; shown; a gesture; after it; none again.
        let found: [bool; 6] = page.get(&format!(
            "{PANEL}
             const found = [canvases().length === 7 && await rests()];
             choose('ensemble', '4');
             found.push(await rests() && text('seen').startsWith('Without noise'));
             give(sigma, '1');
             found.push(!await rests() && text('seen').startsWith('Faint'));
             slider.value = -1;
             fire(slider, 'input');
             found.push(await rests());
             fire(slider, 'change');
             found.push(!await rests());
             choose('ensemble', '');
             found.push(await rests() && text('seen') === '');
             return found;"
        ));
        assert_eq!(found, [true; 6]);
        // It follows seeds, view and size, and is in the picture as a whole.
        let found: [bool; 4] = page.get(&format!(
            "{PANEL}
             const without = race.toDataURL();
             const known = new Set();
             const anew = async () => {{
               await rests();
               const hash = (await hashes())[1];
               return !known.has(hash) && !!known.add(hash);
             }};
             choose('ensemble', '0');
             const found = [await anew() && race.toDataURL() !== without];
             give(seeds, '5');
             found.push(await anew());
             click('zoom-in');
             found.push(await anew());
             const [{{ width }}] = canvases();
             id('stage').style.width = '700px';
             await until(() => canvases()[0].width !== width && cloud.width === canvases()[0].width);
             found.push(await anew() && Math.abs(cloud.clientWidth - canvases()[0].clientWidth) < 1);
             return found;"
        ));
        assert_eq!(found, [true; 4]);
    });
}

#[test]
fn the_keyboard_does_all_of_it() {
    browse(|page| {
        page.goto("");
        page.until("ready() && playing() && step() > 0");
        page.run("click('play'); id('tab-chart').focus();");
        page.press("\u{E014}");
        let focused = |what: &str| {
            let found: bool =
                page.get(&format!("{PANEL} return document.activeElement === {what};"));
            assert!(found, "{what}");
        };
        // Learning rates and basins lie between.
        for _ in 0..3 {
            page.press("\u{E014}");
        }
        page.until("part('noise') && document.activeElement.id === 'tab-noise'");
        page.press("\u{E004}");
        focused("slider");
        // One step up from off, and one more.
        page.press("\u{E014}");
        page.until("race.config.noise?.sigma === 0.0001");
        page.press("\u{E004}");
        focused("sigma");
        page.press("\u{E004}");
        focused("seed");
        page.press("\u{E013}");
        page.until("race.config.noise.seed === 1");
        page.press("\u{E004}");
        page.press("\u{E007}");
        page.until("race.config.noise.seed === 2");
        page.press("\u{E004}");
        focused("shared");
        page.press(" ");
        page.until("race.config.noise.shared === false");
        page.press("\u{E004}");
        focused("part('ensemble')");
        page.press("\u{E015}");
        page.until("text('seen').startsWith('Faint')");
        page.press("\u{E004}");
        focused("seeds");
        page.press("\u{E013}");
        page.until("id('seeds').value === '51'");
        let blank: bool = page.get(&format!("{PANEL} return await rests();"));
        assert!(!blank);
    });
}
