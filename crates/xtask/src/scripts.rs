//! The scripts of the package, made from those of www/ by esbuild.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha384};

use crate::error::{Error, Result};
use crate::{files, pack, process};

/// Where they come from and what makes them.
pub struct Scripts {
    /// The program.
    pub esbuild: PathBuf,
    /// The folder www/.
    pub www: PathBuf,
}

impl Scripts {
    /// Makes the script that has an engine, which is never loaded in parts: `engine.js`, or `page.js`,
    /// for the page needs all of it at once. Beside wasm-bindgen's glue in the folder `glue` it gets
    /// what fetches its `module`, and unpacks one that is packed. wasm-bindgen's own `init` knows more
    /// ways to do that than are wanted here; the engine has its own, and esbuild leaves out `init`.
    pub fn engine(&self, glue: &Path, module: &str, script: &str, folder: &Path) -> Result<()> {
        append(
            &glue.join("glue.js"),
            "export { __wbg_get_imports as imports, __wbg_finalize_init as begin };\n",
        )?;
        append(
            &glue.join("glue.d.ts"),
            "export function imports(): WebAssembly.Imports;\n\
             export function begin(instance: WebAssembly.Instance): void;\n",
        )?;
        let file = glue.join("glue.js");
        let mut text = files::read(&file)?;
        for (long, short) in SHORTER {
            if !text.contains(long) {
                return Err(Error::new(format!("wasm-bindgen's glue does not have `{long}`.")));
            }
            text = text.replace(long, short);
        }
        let text = untried(&text)?;
        files::write(&file, text.as_bytes())?;
        files::write(&glue.join("wasm.d.ts"), TYPES)?;
        let integrity = integrity(&read(&folder.join(module))?);
        let (before, content) = if module.ends_with(".bin") {
            (UNPACKER, "joined(unpacked(new Uint8Array(await response.arrayBuffer())))")
        } else {
            ("", "response.arrayBuffer()")
        };
        let fetch = format!(
            "{before}export const wasm = async () => {{
               const response = await fetch(new URL(\"./{module}\", import.meta.url), {{ integrity: \"{integrity}\" }});
               if (!response.ok) throw new Error(`${{response.status}} ${{response.url}}`);
               return {content};
             }};\n"
        );
        files::write(&glue.join("wasm.js"), fetch.as_bytes())?;
        self.gather(glue)?;
        // Minified at once: names of a script without exports are safe only in its own scope.
        let mut bundle = self.command(&["--bundle", "--minify", "--format=esm"]);
        // A figure is always freed, and by no `using`.
        bundle
            .args(["--define:FinalizationRegistry=undefined", "--define:Symbol.dispose=undefined"]);
        let file = format!("{script}.js");
        process::run(bundle.arg(glue.join(&file)).arg(outfile(&folder.join(&file))))
    }

    /// Makes the scripts that load at once, each whole, since one after the other they would come
    /// later. What they load themselves stays outside.
    pub fn elements(&self, glue: &Path, names: &[&str], folder: &Path) -> Result<()> {
        for name in names {
            let mut bundle = self.command(&["--bundle", "--minify", "--format=esm"]);
            bundle.arg("--external:./engine.js");
            bundle.arg(glue.join(format!("{name}.js")));
            process::run(bundle.arg(outfile(&folder.join(format!("{name}.js")))))?;
        }
        Ok(())
    }

    /// Makes `embed.js`: all that a race needs in one classic script, its module inlined. That runs
    /// in a sandboxed frame and from a file, where module scripts and fetches are blocked.
    pub fn classic(&self, engine: &Path, folder: &Path) -> Result<()> {
        let glue = engine.with_file_name("embed");
        files::create(&glue)?;
        files::copy(&engine.join("glue.js"), &glue.join("glue.js"))?;
        let module = pack::module(&read(&folder.join("engine_bg.wasm"))?)?;
        files::write(&glue.join("module.bin"), &module)?;
        files::write(&glue.join("wasm.js"), inlined().as_bytes())?;
        self.gather(&glue)?;
        // Minified at once, or the parts' names stay in it as text.
        let mut bundle =
            self.command(&["--bundle", "--minify", "--format=iife", "--loader:.bin=binary"]);
        // Only in wasm-bindgen's init, which is left out.
        bundle.args(["--log-override:empty-import-meta=silent"]).arg(glue.join("embed.js"));
        process::run(bundle.arg(outfile(&folder.join("embed.js"))))
    }

    /// Makes what a bundler takes in place of the scripts that fetch a module: the same with their
    /// module inlined. Bundlers move scripts and leave a module where it was, or find it only when
    /// they are told how. Compressed, it is no larger on its way than the module itself.
    pub fn bundled(&self, engine: &Path, folder: &Path) -> Result<()> {
        let glue = engine.with_file_name("bundled");
        files::create(&glue)?;
        self.gather(&glue)?;
        let inline = |module: &str, from: &str, to: &str| {
            let module = pack::module(&read(&folder.join(module))?)?;
            files::write(&glue.join("module.bin"), &module)?;
            let mut bundle = self.command(&["--bundle", "--format=esm", "--loader:.bin=binary"]);
            process::run(bundle.arg(glue.join(from)).arg(outfile(&folder.join(to))))
        };
        files::write(&glue.join("wasm.js"), inlined().as_bytes())?;
        inline("engine_bg.wasm", "wasm.js", MODULE)?;

        let script = files::read(&folder.join("downhill.js"))?;
        let script = taking(&script, "joined(unpacked(bytes))")?;
        files::write(&glue.join("downhill.js"), [UNPACKER, BYTES, &script].concat().as_bytes())?;
        inline("downhill_bg.wasm", "downhill.js", "downhill.bundled.js")?;

        let later = format!(
            "export const wasm = () => import(\"./{MODULE}\").then(({{ wasm }}) => wasm());\n"
        );
        files::write(&glue.join("wasm.js"), later.as_bytes())?;
        let mut element = self.command(&["--bundle", "--format=esm", "--external:./engine.js"]);
        element.arg(format!("--external:./{MODULE}")).arg(glue.join("element.js"));
        process::run(element.arg(outfile(&folder.join("element.bundled.js"))))?;
        let define = files::read(&glue.join("define.js"))?;
        let define = define.replace("./element.js", "./element.bundled.js");
        files::write(&folder.join("define.bundled.js"), define.as_bytes())
    }

    /// Has `downhill.js` check the module that it fetches against its hash; Node, which fetches no files,
    /// reads it, by what no bundler takes for an import that it has to resolve.
    pub fn program(&self, folder: &Path) -> Result<()> {
        let integrity = integrity(&read(&folder.join("downhill_bg.wasm"))?);
        let own = format!(
            "const ownModule = async () => {{
               const url = new URL(\"downhill_bg.wasm\", import.meta.url);
               const files = url.protocol === \"file:\" && globalThis.process?.getBuiltinModule?.(\"node:fs/promises\");
               return files ? files.readFile(url) : fetch(url, {{ integrity: \"{integrity}\" }});
             }};\n"
        );
        let file = folder.join("downhill.js");
        let script = taking(&files::read(&file)?, "ownModule()")?;
        files::write(&file, [own, script].concat().as_bytes())
    }

    /// Takes comments and white space out of scripts and styles, in place.
    pub fn minify(&self, folder: &Path) -> Result<()> {
        let mut command = self.command(&["--minify"]);
        for file in files::list(folder)? {
            if file.extension().is_some_and(|kind| kind == "js" || kind == "css") {
                command.arg(file);
            }
        }
        process::run(command.arg(format!("--outdir={}", folder.display())))
    }

    /// Puts the scripts of www/ beside what was made for them.
    fn gather(&self, folder: &Path) -> Result<()> {
        for file in files::list(&self.www)? {
            let name = file.strip_prefix(&self.www).unwrap_or(&file);
            if name.components().count() == 1 && name.extension().is_some_and(|kind| kind == "js") {
                files::copy(&file, &folder.join(name))?;
            }
        }
        Ok(())
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = process::command(&self.esbuild.to_string_lossy());
        command.args(args);
        command.args(["--charset=utf8", "--log-level=warning", "--allow-overwrite", OLDEST]);
        command
    }
}

/// What of wasm-bindgen's glue can be shorter: what it asks and is so in no browser that runs the module
/// and in no module of ours; what does nothing without `FinalizationRegistry`; functions that can be
/// methods; one question in place of three.
const SHORTER: [(&str, &str); 8] = [
    ("!('encodeInto' in cachedTextEncoder)", "false"),
    ("realloc === undefined", "false"),
    ("FigureFinalization.register(obj, obj.__wbg_ptr, obj);", ""),
    ("FigureFinalization.unregister(this);", ""),
    ("CLOSURE_DTORS.register(real, state, state);", ""),
    ("CLOSURE_DTORS.unregister(state);", ""),
    (": function(", "("),
    (VIEW_IS_OLD, "(cachedDataViewMemory0?"),
];

/// The oldest browsers that run the modules: esbuild's own helpers are to run there, too.
const OLDEST: &str = "--target=chrome96,firefox101,safari16.4";

/// The engine's module as a script, for bundlers.
const MODULE: &str = "module.bundled.js";

/// What the types of every `wasm.js` are: it gives a module.
const TYPES: &[u8] = b"export function wasm(): Promise<BufferSource>;\n";

/// What it asks of a view of the memory, but for whether its buffer is another than the memory's; a view
/// whose buffer has been taken away, or none, is another.
const VIEW_IS_OLD: &str = "cachedDataViewMemory0 === null || \
     cachedDataViewMemory0.buffer.detached === true || \
     (cachedDataViewMemory0.buffer.detached === undefined && cachedDataViewMemory0";

/// wasm-bindgen's glue without what it does when one of two texts it is given is none. Ours are texts.
fn untried(glue: &str) -> Result<String> {
    let mut pieces = glue.split("        try {\n            ptr0 = ");
    let mut short = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let ends = piece.split_once("        } catch (e) {\n").and_then(|(tried, rest)| {
            let (_, after) = rest.split_once("            throw e;\n        }\n")?;
            Some([tried, after])
        });
        let [tried, after] =
            ends.ok_or_else(|| Error::new("wasm-bindgen's glue tries something else now."))?;
        short += &["ptr0 = ", tried, after].concat();
    }
    Ok(short)
}

/// What a script begins with that has a packed module.
const UNPACKER: &str =
    "import { joined } from \"./join.js\";\nimport { unpacked } from \"./unpack.js\";\n";
/// And one that has it in it.
const BYTES: &str = "import bytes from \"./module.bin\";\n";

/// Gives a module that is part of the script.
fn inlined() -> String {
    [UNPACKER, BYTES, "export const wasm = async () => joined(unpacked(bytes));\n"].concat()
}

/// wasm-bindgen's script, whose `init` takes `module` unless it is given one.
fn taking(script: &str, module: &str) -> Result<String> {
    const FETCHED: &str = "new URL('downhill_bg.wasm', import.meta.url)";
    if !script.contains(FETCHED) {
        let error = format!("wasm-bindgen's glue does not have `{FETCHED}`, which is replaced.");
        return Err(Error::new(error));
    }
    Ok(script.replace(FETCHED, module))
}

fn outfile(path: &Path) -> String {
    format!("--outfile={}", path.display())
}

/// What a browser checks a file against before it uses it.
pub fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(content)))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| Error::file("read", path, &error))
}

fn append(path: &Path, addition: &str) -> Result<()> {
    let mut text = read(path)?;
    text.extend(addition.bytes());
    files::write(path, &text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_takes_another_module() {
        let script =
            "if (given === undefined) given = new URL('downhill_bg.wasm', import.meta.url);";
        let taken = taking(script, "own()").unwrap();
        assert_eq!(taken, "if (given === undefined) given = own();");
        assert!(taking("given = other;", "own()").is_err());
    }

    #[test]
    fn texts_are_given_without_a_trial() {
        let glue = "let ptr0;\n        try {\n            ptr0 = pass(text);\n        } catch (e) {\n            \
                    free(ptr0);\n            throw e;\n        }\n        act(ptr0);\n";
        let short = untried(glue).unwrap();
        assert_eq!(short, "let ptr0;\nptr0 = pass(text);\n        act(ptr0);\n");
        assert_eq!(untried(&short).unwrap(), short);
        assert!(untried("        try {\n            ptr0 = pass(text);\n").is_err());
    }

    #[test]
    fn the_hash_is_that_of_the_standard() {
        // FIPS 180-4's example, "abc".
        let abc = "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn";
        assert_eq!(integrity(b"abc"), abc);
    }
}
