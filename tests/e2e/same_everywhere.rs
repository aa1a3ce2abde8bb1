//! What is the same in every engine: trajectories to the bit, and pictures but for the edges of what is drawn.

use downhill::RunConfig;
use downhill_tests::hashes::runs;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::driver::Engine;
use crate::session::{Session, Wishes, browse, browse_in};

#[test]
fn the_bits_of_every_run_are_those_of_native_code() {
    let (configs, expected): (Vec<Value>, Vec<String>) = runs()
        .iter()
        .map(|(line, hash)| {
            let config: RunConfig = line.parse().unwrap();
            (serde_json::to_value(config).unwrap(), format!("{hash:016x}"))
        })
        .unzip();
    browse(|page| {
        page.open_blank();
        let found: Vec<String> = page.with(
            "const { default: init, OptimizerRunner } = await import('/downhill/downhill.js');
             await init();
             return given.map((config) => {
               const runner = new OptimizerRunner(config);
               runner.step(config.steps);
               // 64-bit FNV-1a.
               let hash = 0xcbf29ce484222325n;
               for (let racer = 0; racer < config.racers.length; racer++) {
                 for (const byte of new Uint8Array(new Float64Array(runner.trajectory(racer)).buffer)) {
                   hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
                 }
               }
               return hash.toString(16).padStart(16, '0');
             });",
            configs,
        );
        assert_eq!(found, expected);
    });
}

/// How far a picture is from another, of 0 to 255.
#[derive(Clone, Copy, Debug, Deserialize)]
struct Distance {
    /// The mean of all channels of all pixels.
    mean: f64,
    /// The share of pixels that differ by more than 48 in a channel.
    far: f64,
}

impl Distance {
    /// Whether only edges differ. Glyphs differ in shape, so a layer that has text may differ more.
    fn is_small(self, has_text: bool) -> bool {
        let [mean, far] = if has_text { [1.8, 0.015] } else { [0.2, 0.0015] };
        self.mean < mean && self.far < far
    }
}

/// The pixels of all layers at a step, as text.
fn layers(page: &Session, attributes: &Value, step: u32) -> Vec<String> {
    page.open_figure(attributes);
    page.with(
        "await show(given);
         return canvases().map((canvas) => {
           let text = '';
           const data = pixels(canvas);
           for (let at = 0; at < data.length; at += 4096) text += String.fromCharCode(...data.subarray(at, at + 4096));
           return btoa(text);
         });",
        step,
    )
}

/// How far the layers that are shown are from others.
fn distances(page: &Session, others: &[String]) -> Vec<Distance> {
    page.with(
        "return canvases().map((canvas, layer) => {
           const data = pixels(canvas);
           const other = atob(given[layer]);
           if (other.length !== data.length) throw new Error(`${data.length} and ${other.length} bytes`);
           let [sum, far] = [0, 0];
           for (let pixel = 0; pixel < data.length; pixel += 4) {
             let most = 0;
             for (let channel = 0; channel < 4; channel++) {
               // As it is seen: what is clear has no colour.
               const seen = (value, alpha) => channel < 3 ? value * alpha / 255 : value;
               const off = Math.abs(seen(data[pixel + channel], data[pixel + 3])
                 - seen(other.charCodeAt(pixel + channel), other.charCodeAt(pixel + 3)));
               sum += off;
               most = Math.max(most, off);
             }
             if (most > 48) far++;
           }
           return { mean: sum / data.length, far: far / (data.length / 4) };
         });",
        json!(others),
    )
}

#[test]
fn the_picture_is_chromiums_but_for_its_edges() {
    const STEP: u32 = 73;
    let run = json!({"preset": "article-gif"});
    let mut others = Vec::new();
    browse_in(Engine::Chromium, &Wishes::default(), |page| {
        let same = layers(page, &run, STEP);
        let earlier = layers(page, &run, STEP - 8);
        let moved = layers(page, &json!({"preset": "article-gif", "view": "-1:1.05,-1:1"}), STEP);
        others = vec![same, earlier, moved];
    });
    browse(|page| {
        layers(page, &run, STEP);
        let [same, earlier, moved] = [0, 1, 2].map(|other| distances(page, &others[other]));
        println!("{same:?}\n{earlier:?}\n{moved:?}");
        assert_eq!(same.len(), 4);
        for (layer, distance) in same.iter().enumerate() {
            assert!(distance.is_small(layer == 3), "layer {layer}: {same:?}");
        }
        // The measure tells pictures apart: heads a few steps earlier, and a view that is moved by a fortieth.
        assert!(!earlier[3].is_small(true), "{earlier:?}");
        for (layer, distance) in moved.iter().enumerate() {
            assert!(!distance.is_small(layer == 3), "layer {layer}: {moved:?}");
        }
    });
}
