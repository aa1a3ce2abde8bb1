//! A post of a Hugo site, by the package's shortcode.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

use super::installed::installed;
use crate::document::snippet;
use crate::files::{copy, copy_replaced, folder, run, write};
use crate::session::{Wishes, browse_with};

/// The site's folder, with the package where the document says.
fn site(name: &str) -> PathBuf {
    let site = installed().beside(name);
    copy(&folder("hugo"), &site);
    let package = installed().package();
    copy(&package, &site.join("static/downhill"));
    copy(&package.join("hugo/downhill.html"), &site.join("layouts/shortcodes/downhill.html"));
    let poster = package.join("poster.svg");
    copy(&poster, &site.join("static/rosenbrock.svg"));
    let post = site.join("content/how-optimizers-move.md");
    let pasted = snippet("Hugo", "go-html-template");
    copy_replaced(&post, &post, "<!--pasted-->", &pasted);
    site
}

fn hugo(site: &PathBuf) -> Command {
    let mut hugo = Command::new("hugo");
    // Debian's is older than this name of its configuration.
    hugo.args(["--config", "hugo.toml", "--destination", "built"]).current_dir(site);
    hugo
}

static BUILT: LazyLock<PathBuf> = LazyLock::new(|| {
    let site = site("hugo");
    run(&mut hugo(&site));
    site.join("built")
});

const ALT: &str = "\"SGD\" creeps & Adam runs: x < y.";

#[test]
fn hugos_shortcode_writes_figures_with_their_settings() {
    browse_with(&Wishes { folders: &[("/notes", BUILT.clone())], ..Wishes::default() }, |page| {
        page.goto("notes/how-optimizers-move/");
        page.until("ready()");
        page.run("race.seek(60); await until(() => step() === 60 && race.config.steps === 300);");
        let poster: [String; 2] = page.get(
            "const poster = race.querySelector('img'); return [poster.getAttribute('src'), poster.alt];",
        );
        assert_eq!(poster, ["/notes/rosenbrock.svg", "SGD creeps along the valley, Adam runs."]);
        page.run(
            "const other = document.querySelectorAll('downhill-race')[1];
             other.scrollIntoView();
             await until(() => ready(other));
             const { objective, start, steps } = other.config;
             const found = JSON.stringify([objective.formula, start, steps, other.shownStep, other.playing, other.axes]);
             if (found !== '[\"x^2 + 3*y^2\",[1,-1],50,10,false,true]') throw new Error(found);",
        );
        let alt: [String; 2] = page.get(
            "const other = document.querySelectorAll('downhill-race')[1];
             return [other.alt, other.querySelector('span').textContent];",
        );
        assert_eq!(alt, [ALT, ALT]);
    });
}

#[test]
fn hugos_shortcode_refuses_what_no_figure_has() {
    let site = site("hugo-refused");
    write(&site.join("content/refused.md"), "# Refused\n\n{{< downhill objektive=\"bowl\" >}}");
    let output = hugo(&site).output().unwrap();
    let printed = [&*output.stdout, &*output.stderr].map(String::from_utf8_lossy).concat();
    assert!(!output.status.success(), "{printed}");
    assert!(printed.contains("\"objektive\" is not one of preset, objective, "), "{printed}");
    assert!(printed.contains("refused.md:3:"), "{printed}");
}

#[test]
fn hugos_shortcode_has_every_attribute() {
    let package = installed().package();
    let manifest = fs::read_to_string(package.join("custom-elements.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    for include in ["hugo/downhill.html", "jekyll/downhill.html"] {
        let text = fs::read_to_string(package.join(include)).unwrap();
        for attribute in manifest["modules"][0]["declarations"][0]["attributes"].as_array().unwrap()
        {
            let name = attribute["name"].as_str().unwrap();
            let is_named = text
                .split(|letter: char| !(letter.is_ascii_lowercase() || letter == '-'))
                .any(|word| word == name);
            assert!(is_named, "{include} does not name {name}");
        }
    }
}
