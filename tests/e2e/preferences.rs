//! What the user has told the browser to prefer: less motion, dark colours.

use downhill::RunConfig;
use downhill_plot::{Identity, Palette, Theme};
use serde_json::{Value, json};

use crate::engines::Capability;
use crate::session::{Session, browse};

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
fn what_plays_stops_when_motion_is_switched_off_and_plays_on_when_asked() {
    let stops = |page: &Session| {
        page.until("ready() && playing() && step() > 3");
        page.prefer("prefers-reduced-motion", "reduce");
        page.until("!playing()");
        let stood: u32 = page.get("await frames(12); return step()");
        assert_eq!(page.get::<u32>("await frames(12); return step()"), stood);
        // Who asks for it gets it.
        page.click("play");
        page.until(&format!("playing() && step() !== {stood}"));
        page.prefer("prefers-reduced-motion", "no-preference");
        page.until("playing()");
    };
    browse(|page| {
        page.open_figure(&json!({"autoplay": "", "loop": ""}));
        stops(page);
        page.goto("");
        stops(page);
        // One that sleeps meanwhile does not begin to move when it is seen again.
        page.goto("fixtures/far.html");
        page.run(
            "await customElements.whenDefined('downhill-race');
             race.setAttribute('autoplay', '');
             race.setAttribute('loop', '');
             race.scrollIntoView();
             await until(() => ready() && playing());
             scrollTo(0, 0);
             await until(() => race.shadowRoot.querySelector('canvas') === null);",
        );
        page.prefer("prefers-reduced-motion", "reduce");
        page.run("await until(() => matchMedia('(prefers-reduced-motion: reduce)').matches); await frames();");
        page.run("race.scrollIntoView(); await until(() => ready()); await frames(12);");
        assert!(!page.get::<bool>("return playing()"));
    });
}

#[test]
fn on_another_monitor_the_picture_is_as_sharp_without_device_pixel_boxes() {
    browse(|page| {
        page.before_scripts(
            "const observe = ResizeObserver.prototype.observe;
             ResizeObserver.prototype.observe = function (element, how) {
               if (how?.box === 'device-pixel-content-box') throw new TypeError('no such box');
               return observe.call(this, element);
             };
             Object.defineProperty(ResizeObserverEntry.prototype, 'devicePixelContentBoxSize', { value: undefined });",
        );
        page.open_figure(&json!({}));
        for ratio in [2, 1, 3] {
            if ratio == 1 {
                // The emulation tells of another screen when it begins and ends.
                page.chromium(
                    Capability::Pixels,
                    "Emulation.clearDeviceMetricsOverride",
                    &json!({}),
                );
            } else {
                let metrics = json!({"width": 800, "height": 844, "deviceScaleFactor": ratio, "mobile": false});
                page.chromium(Capability::Pixels, "Emulation.setDeviceMetricsOverride", &metrics);
            }
            page.until(&format!(
                "canvases().every(({{ width }}) => width === {} || width === 1)",
                576 * ratio
            ));
        }
        // One that is gone hears no more of it.
        page.run("race.remove();");
        page.chromium(Capability::Pixels, "Emulation.clearDeviceMetricsOverride", &json!({}));
        page.run("await frames();");
        assert_eq!(page.get::<Vec<String>>("return watch.errors"), Vec::<String>::new());
    });
}

/// The contrast of the colours of an element's middle row against what is beside it, from its pixels.
const SEEN: &str = "
    const bytes = Uint8Array.from(atob(given), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const luminance = (at) => {
      const [red, green, blue] = [0, 1, 2].map((part) => data[at + part] / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const all = [];
    for (let at = 0; at < data.length; at += 4) all.push(luminance(at));
    return (Math.max(...all) + 0.05) / (Math.min(...all) + 0.05);";

#[test]
fn with_forced_colours_every_control_can_be_seen() {
    /// The contrast within the box of an element.
    fn seen(page: &Session, element: &str) -> f64 {
        let [x, y, width, height]: [f64; 4] = page.get(&format!(
            "const element = {element};
             element.scrollIntoView({{ block: 'center', behavior: 'instant' }});
             await frames();
             const {{ x, y, width, height }} = element.getBoundingClientRect();
             return [x + scrollX, y + scrollY, width, height];"
        ));
        let clip = json!({"x": x, "y": y, "width": width, "height": height, "scale": 1});
        let shot = page.chromium(
            Capability::Pixels,
            "Page.captureScreenshot",
            &json!({"format": "png", "clip": clip}),
        );
        page.with(SEEN, shot["data"].clone())
    }
    browse(|page| {
        for scheme in ["light", "dark"] {
            page.chromium(
                Capability::Pixels,
                "Emulation.setEmulatedMedia",
                &json!({"features": [
                    {"name": "forced-colors", "value": "active"},
                    {"name": "prefers-color-scheme", "value": scheme},
                ]}),
            );
            page.open_figure(&json!({}));
            page.run("race.seek(50); await settled();");
            for name in ["restart", "back", "play", "forward", "seek", "speed"] {
                let contrast = seen(page, &format!("part('{name}')"));
                assert!(contrast >= 3.0, "{name}, {scheme}: {contrast}");
            }
            page.goto("");
            page.until("ready() && step() > 2");
            page.run("click('play'); await settled();");
            for name in [
                "present",
                "share",
                "objective",
                "play",
                "restart",
                "back",
                "forward",
                "seek",
                "speed",
                "loop",
                "zoom-in",
                "zoom-out",
                "fit",
                "home",
                "start",
                "add",
                "measure",
                "log",
            ] {
                let contrast =
                    seen(page, &format!("document.querySelector('[data-name=\"{name}\"]')"));
                assert!(contrast >= 3.0, "the page's {name}, {scheme}: {contrast}");
            }
            page.run("id('more-0').click(); await rendered();");
            for element in
                ["document.querySelector('#racer-0 .slide')", "id('racer-0-lr')", "id('tab-chart')"]
            {
                let contrast = seen(page, element);
                assert!(contrast >= 3.0, "{element}, {scheme}: {contrast}");
            }
        }
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
