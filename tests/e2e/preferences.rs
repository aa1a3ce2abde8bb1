//! What the user has told the browser to prefer: less motion, dark colours.

use downhill::RunConfig;
use downhill_plot::{Identity, Palette, Theme};
use serde_json::{Value, json};

use crate::session::browse;

/// The contrast, by WCAG, of the text of an element against what is behind it.
const CONTRAST: &str = r"
    const parts = (css) => {
      const numbers = css.match(/[\d.e+-]+/g).map(Number);
      const scale = css.startsWith('color(') ? 1 : 255;
      return [...numbers.slice(0, 3).map((part) => part / scale), numbers[3] ?? 1];
    };
    const behind = (element) => {
      for (let at = element; at; at = at.assignedSlot ?? at.parentElement ?? at.getRootNode().host) {
        const color = parts(getComputedStyle(at).backgroundColor);
        if (color[3] > 0) return color;
      }
      return [1, 1, 1, 1];
    };
    const luminance = (color) => {
      const [red, green, blue] = color.map((part) =>
        part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const contrast = (element) => {
      const both = [parts(getComputedStyle(element).color), behind(element)].map(luminance);
      return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
    };";

#[test]
fn with_less_motion_the_race_opens_still_at_its_end_and_plays_when_asked() {
    browse(|page| {
        page.prefer("prefers-reduced-motion", "reduce");
        page.goto("");
        page.until("ready() && step() === 100 && !playing()");
        page.run(
            "for (let frame = 0; frame < 12; frame++) await new Promise(requestAnimationFrame);",
        );
        page.until("step() === 100 && !playing()");
        page.click("play");
        page.until("playing() && step() > 3 && step() < 100");
    });
}

#[test]
fn text_can_be_read_in_light_and_in_dark_colours() {
    browse(|page| {
        let mut backgrounds = Vec::new();
        for scheme in ["light", "dark"] {
            page.prefer("prefers-color-scheme", scheme);
            page.goto("");
            page.until("ready() && step() > 2");
            let contrasts: Vec<(String, f64)> = page.get(&format!(
                "{CONTRAST}
                 race.setAttribute('racers', 'sgd,adma');
                 await until(() => document.querySelector('#over [data-name=message]'));
                 await openTab('numbers');
                 const texts = ['[data-name=message]', '[data-name=status]', '.tagline', '#story .place', '#story .text', '#story .link',
                   '.racer .name', '.racer .standing', '.racer .bare', '.all label', '.add .key', '#proof', '#proof b', '.count', '.title', '.start-at',
                   '[role=tab]', '[role=tab][aria-selected=true]', 'thead th', 'td', 'footer p', 'footer a', '[data-name=share]'];
                 texts.push('.start span', '#share h2', '#share .way label', '#share textarea', '#gallery h3', '#gallery p', '#gallery button span:last-child', '#stories button span', '#racer-0-lr-error');
                 await enter(id('racer-0-lr'), '-1');
                 click('gallery');
                 await rendered();
                 return [
                   ...texts.map((of) => [of, contrast(document.querySelector(of))]),
                 ];"
            ));
            for (of, contrast) in contrasts {
                assert!(contrast >= 4.5, "{of}, {scheme}: {contrast}");
            }
            // Signs that are no text need 3 : 1.
            let button: f64 = page.get(&format!("{CONTRAST} return contrast(part('play'));"));
            assert!(button >= 3.0, "the play button, {scheme}: {button}");
            let background: String =
                page.get("return getComputedStyle(document.body).backgroundColor");
            backgrounds.push(background);
        }
        assert_ne!(backgrounds[0], backgrounds[1]);
    });
}

#[test]
fn the_colours_of_the_bar_stay_on_paper_and_where_colours_are_forced() {
    browse(|page| {
        page.open_figure(&json!({}));
        let look = "const [first] = part('scale').querySelectorAll('span');
             const { printColorAdjust, backgroundColor } = getComputedStyle(first);
             return [printColorAdjust, backgroundColor, getComputedStyle(first, '::before').borderRightColor];";
        let usual: [String; 3] = page.get(look);
        assert_eq!(usual[0], "exact");
        page.prefer("forced-colors", "active");
        assert_eq!(page.get::<[String; 3]>(look), usual);
        // But its numbers are text as any other.
        let [number, status]: [String; 2] = page.get(
            "race.style.setProperty('--downhill-ink', 'rgb(1, 2, 3)');
             const [first] = part('scale').querySelectorAll('span');
             return [getComputedStyle(first, '::after').color, getComputedStyle(part('status')).color];",
        );
        assert_eq!(number, status);
        assert_ne!(number, "rgb(1, 2, 3)");
    });
}

#[test]
fn an_embedder_chooses_the_colours_by_properties() {
    browse(|page| {
        page.open_figure(&json!({}));
        let [ink, quiet]: [String; 2] = page.get(
            "race.style.setProperty('--downhill-ink', 'rgb(1, 2, 3)');
             race.style.setProperty('--downhill-quiet', 'rgb(4, 5, 6)');
             return [part('status'), part('note0')].map((element) => getComputedStyle(element).color);",
        );
        assert_eq!((ink.as_str(), quiet.as_str()), ("rgb(1, 2, 3)", "rgb(4, 5, 6)"));
    });
}

#[test]
fn the_picture_follows_the_page_from_light_to_dark() {
    /// Whether SGD's swatch comes to have the colour that it has on a page of that theme.
    const COMES: &str = "
        const [theme, colors] = given;
        const shown = () => {
          const data = pixels(part('swatch0'));
          for (const [theme, color] of Object.entries(colors)) {
            for (let from = 0; from < data.length; from += 4) {
              if (color.every((part, index) => Math.abs(part - data[from + index]) < 3)) return theme;
            }
          }
        };
        await until(() => shown() === theme);
        await settled();";
    browse(|page| {
        page.open_figure(&json!({}));
        let color = |theme| {
            let palette = Palette { theme, ..Palette::default() };
            Identity::of(&RunConfig::default(), palette)[0].color.0
        };
        let colors = json!({"light": color(Theme::Light), "dark": color(Theme::Dark)});
        let becomes = |theme: &str| {
            let _: Value = page.with(COMES, json!([theme, colors]));
        };
        becomes("light");
        page.run("document.body.style.color = 'rgb(230, 230, 240)';");
        becomes("dark");
        page.run("race.theme = 'light';");
        becomes("light");
        page.run("race.theme = 'auto'; document.body.style.color = 'oklch(0.95 0.01 200)';");
        becomes("dark");
        page.run("document.body.style.color = '';");
        becomes("light");
        page.run("race.theme = 'dark';");
        becomes("dark");
        page.run("race.theme = 'auto';");
        becomes("light");
        page.run("document.documentElement.style.colorScheme = 'light dark';");
        page.prefer("prefers-color-scheme", "dark");
        becomes("dark");
        page.prefer("prefers-color-scheme", "light");
        becomes("light");
    });
}
