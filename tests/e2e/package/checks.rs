//! What the package holds, what it says of itself, and what it is to TypeScript and to Node.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use super::bundlers::place;
use super::installed::{installed, npm};
use crate::files::{folder, list, run, write};

/// The names of all files in a folder.
fn names(folder: &Path) -> BTreeSet<String> {
    let name = |file: &Path| file.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
    list(folder).iter().map(|file| name(file)).collect()
}

#[test]
fn the_archive_has_all_but_what_only_the_page_needs() {
    let mut made = names(&folder("../target/npm"));
    let is_the_pages =
        |name: &String| ["page.", "favicon.", "preview."].iter().any(|part| name.starts_with(part));
    assert_eq!(made.extract_if(.., is_the_pages).count(), 4);
    assert_eq!(names(&installed().package()), made);
}

/// Vite and Rollup warn of scripts above 500 kB, in a build of whoever uses the package.
#[test]
fn no_script_for_bundlers_is_so_large_that_they_warn() {
    let package = installed().package();
    let sizes =
        names(&package).into_iter().filter(|name| name.ends_with(".bundled.js")).map(|name| {
            let size = fs::metadata(package.join(&name)).unwrap().len();
            (name, size)
        });
    let sizes: Vec<_> = sizes.collect();
    assert!(!sizes.is_empty());
    for (name, size) in sizes {
        assert!(size < 500_000, "{name} has {size} bytes");
    }
}

/// Where it would do nothing, and nothing would say so.
#[test]
fn a_server_component_that_imports_the_element_is_told_to_leave_it_to_the_browser() {
    for entry in ["define", "react"] {
        let mut node = Command::new("node");
        node.args(["--conditions=react-server", "--input-type=module", "--eval"]);
        node.arg(format!("import 'downhill-race/{entry}'")).current_dir(&installed().site);
        let output = node.output().unwrap();
        let printed = String::from_utf8_lossy(&output.stderr);
        assert!(printed.contains("in a component that begins with \"use client\""), "{printed}");
    }
}

#[test]
fn npm_would_publish_it_and_warns_of_nothing() {
    let mut publish = npm();
    publish.args(["publish", "--dry-run", "--loglevel", "warn"]);
    // Nothing is asked of npm's registry, which nobody is logged in to here.
    publish.args(["--registry", "http://127.0.0.1:9/", "--fetch-retries", "0"]);
    publish.args(["--//127.0.0.1:9/:_authToken=none"]);
    let printed = run(publish.current_dir(folder("../target/npm")));
    assert!(printed.trim().starts_with("+ downhill-race@"), "{printed}");
    assert!(!printed.to_lowercase().contains("warn"), "{printed}");
}

#[test]
fn publint_finds_nothing() {
    run(installed().program("publint").args(["run", "--strict"]).arg(&installed().archive));
}

#[test]
fn every_entry_has_types_wherever_modules_are_resolved() {
    let mut attw = installed().program("attw");
    // Styles have none.
    let settings = ["--profile", "esm-only", "--exclude-entrypoints", "./place.css"];
    run(attw.arg(&installed().archive).args(settings));
}

#[test]
fn a_program_in_typescript_is_checked() {
    for settings in [&[][..], &["--module", "nodenext", "--moduleResolution", "nodenext"]] {
        run(installed().program("tsc").args(["-p", "."]).args(settings));
    }
}

#[test]
fn jsx_and_templates_are_checked() {
    let modules = folder("node_modules");
    for (of, jsx, types) in [
        ("react", "react", "@types/react"),
        ("react", "react", "@types/react-18"),
        ("preact", "preact", "preact"),
        ("vue", "react", "vue"),
    ] {
        // A site has the one or the other, and each site the same text.
        let file = if of == "vue" { "template.ts" } else { "jsx.tsx" };
        let text = fs::read_to_string(folder("package").join(file)).unwrap();
        let text = text.replace("downhill-race/react", &format!("downhill-race/{of}"));
        let name = types.trim_start_matches('@').replace('/', "-");
        let file = format!("{name}-{file}");
        write(&installed().site.join(&file), &text);
        let types = modules.join(types);
        let settings = json!({
            "extends": "./tsconfig.json",
            "compilerOptions": {
                "jsx": "react-jsx",
                "jsxImportSource": jsx,
                "paths": { of: [types], format!("{of}/*"): [types.join("*")] },
            },
            "files": [file],
        });
        let project = format!("{name}.json");
        write(&installed().site.join(&project), settings.to_string());
        run(installed().program("tsc").args(["-p", &project]));
    }
}

#[test]
fn types_manifest_and_readme_say_what_the_class_has() {
    let mut agree = Command::new("node");
    agree
        .arg("agree.mjs")
        .arg(folder("../www/node_modules/typescript"))
        .current_dir(&installed().site);
    assert_eq!(run(&mut agree), "");
}

#[test]
fn the_manifest_names_the_parts_and_properties_that_there_are() {
    let text = fs::read_to_string(installed().package().join("custom-elements.json")).unwrap();
    let manifest: Value = serde_json::from_str(&text).unwrap();
    let names = |list: &str| -> BTreeSet<String> {
        let list = manifest["modules"][0]["declarations"][0][list].as_array().unwrap();
        list.iter().map(|entry| entry["name"].as_str().unwrap().to_owned()).collect()
    };
    let sources: String = list(&folder("../www"))
        .iter()
        // What is not in the package.
        .filter(|file| !file.starts_with(folder("../www/node_modules")))
        .filter(|file| !file.starts_with(folder("../www/page")))
        .filter(|file| !file.ends_with("README.md"))
        .filter(|file| file.extension().is_some_and(|kind| kind != "json"))
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    let after = |before: &str| -> BTreeSet<String> {
        let is_name = |letter: char| letter.is_ascii_lowercase() || letter == '-';
        let pieces = sources.split(before).skip(1);
        pieces.map(|piece| piece.split(|letter| !is_name(letter)).next().unwrap().into()).collect()
    };
    assert_eq!(names("cssParts"), after(" part=\""));
    let properties = after("--downhill-");
    let properties = properties.iter().map(|name| format!("--downhill-{name}")).collect();
    assert_eq!(names("cssProperties"), properties);
    // What styles fall back to is what the manifest says; it is the script that reads this one.
    let styles = fs::read_to_string(folder("../www/fragments/figure.css"));
    let styles = styles.unwrap();
    for property in manifest["modules"][0]["declarations"][0]["cssProperties"].as_array().unwrap() {
        let [name, default] = ["name", "default"].map(|key| property[key].as_str().unwrap());
        if name != "--downhill-trail" {
            let fallback = format!("var({name}, {default})");
            assert!(styles.contains(&fallback), "the styles have no {fallback}");
        }
    }
}

#[test]
fn node_runs_it_without_a_page() {
    for module in ["own", "bytes"] {
        let mut node = Command::new("node");
        let printed = run(node.args(["node.mjs", module]).current_dir(&installed().site));
        assert_eq!(place(printed.trim()), place(&super::bundlers::expected()), "{module}");
    }
}
