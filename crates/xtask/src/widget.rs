//! `cargo xtask widget`: builds what a page loads. standfirst.js is the entry with wasm-bindgen's glue bundled into it,
//! beside it are standfirst.wasm, standfirst-formats.wasm, standfirst.css and locales/.
//!
//! trunk's hook calls it too, with the folder and the profile in variables.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

use anyhow::{Context, Result};
use lexopt::{Arg, Parser};

use crate::gather::gather;
use crate::setup::wasm::{self, Build};
use crate::setup::{self, Need, npm, wasm_bindgen};
use crate::shorten::shorten;
use crate::{process, report, unused, workspace};

/// The features that the compiler's WebAssembly uses and that every browser knows. Named one by one: with all of them
/// wasm-opt writes encodings that browsers refuse.
const WASM_FEATURES: [&str; 8] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// What wasm-opt does. A second pass finds what the first has uncovered. Functions that are written out where they are
/// called make the file smaller and what is left of it after compression 3 % larger, so only tiny ones are. Rust keeps
/// its stack at the bottom of the memory, so nothing it points at lies in the first kilobyte. What is computed twice is
/// left twice: it compresses better than the variable that would keep it. The section that names the features is for
/// tools.
const OPTIMISE: [&str; 9] = [
    "-Oz",
    "-Oz",
    "--strip-target-features",
    "--skip-pass=local-cse",
    "--skip-pass=simplify-locals",
    "--low-memory-unused",
    "--always-inline-max-function-size=3",
    "--one-caller-inline-max-function-size=20",
    "--flexible-inline-max-function-size=0",
];

/// The exports of the WebAssembly and of its glue that the entry knows by name.
const ENTRY_EXPORTS: [&str; 4] = ["memory", "__wbindgen_start", "__wbg_set_wasm", "convert"];

/// The crates that become a WebAssembly of their own. They are built one by one: together, Cargo would give both the
/// features of either, and the widget all formats.
const MODULES: [Module; 2] = [
    Module { package: "standfirst", alias: "standfirst-glue" },
    Module { package: "standfirst-formats", alias: "standfirst-formats-glue" },
];

/// A crate that becomes a WebAssembly, which has its name.
struct Module {
    package: &'static str,
    /// What static/standfirst.js calls its glue.
    alias: &'static str,
}

pub(crate) fn command(mut arguments: Parser) -> Result<bool> {
    // What trunk tells its hooks.
    let mut out = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    let mut build = if env::var("TRUNK_PROFILE").as_deref() == Ok("release") {
        Build::Release
    } else {
        Build::Development
    };
    let in_hook = out.is_some();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("out") => out = Some(env::current_dir()?.join(arguments.value()?)),
            Arg::Long("release") => build = Build::Release,
            other => return Err(other.unexpected().into()),
        }
    }
    if in_hook {
        setup::prepare_quietly(&Need::WIDGET)?
    } else {
        setup::prepare(&Need::WIDGET)?
    }
    let started = Instant::now();
    let built = self::build(build)?;
    let place = out.as_ref().unwrap_or(&built);
    if place != &built {
        copy_folder(&built, place)?;
    }
    eprintln!("widget in {} ({})", place.display(), report::duration(started.elapsed()));
    Ok(true)
}

/// Where the built widget is kept, so that a service has its files whatever trunk is doing.
pub(crate) fn folder(build: Build) -> PathBuf {
    workspace::target_folder().join("widget").join(name(build))
}

fn name(build: Build) -> &'static str {
    match build {
        Build::Development => "development",
        Build::Release => "release",
    }
}

/// Builds the widget, and gives the folder that it is in.
pub(crate) fn build(build: Build) -> Result<PathBuf> {
    let out = folder(build);
    let glue = MODULES.iter().map(|module| module.bound(build)).collect::<Result<Vec<_>>>()?;
    // Begun anew, so that a file that is no longer built is no longer shipped; but only once the code compiles.
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    fs::create_dir_all(&out).with_context(|| format!("cannot make {}", out.display()))?;
    let mut entry = esbuild(build, "static/standfirst.js", &out.join("standfirst.js"))?;
    entry.args(["--format=esm", "--target=es2022"]);
    for (module, glue) in MODULES.iter().zip(&glue) {
        let (bound, script) = (glue.join(module.file("_bg.wasm")), glue.join(module.file("_bg.js")));
        let shipped = out.join(format!("{}.wasm", module.package));
        match build {
            Build::Development => {
                fs::copy(&bound, &shipped)?;
            }
            Build::Release => {
                if module.package == "standfirst" {
                    leave_out_unused(&bound)?;
                }
                optimise(&bound, &shipped, &[])?;
                shorten_names(&shipped, &script)?;
            }
        }
        fs::write(&script, gather(&fs::read_to_string(&script)?, &ENTRY_EXPORTS)?)?;
        entry.arg(format!("--alias:{}={}", module.alias, script.display()));
        if module.package == "standfirst" {
            entry.arg(format!("--alias:standfirst-browser={}", browser_script(&script)?.display()));
        }
    }
    entry.arg(format!("--define:STANDFIRST_VERSION=\"{}\"", workspace::VERSION));
    process::run(&mut entry)?;
    process::run(&mut esbuild(build, "static/standfirst.css", &out.join("standfirst.css"))?)?;
    copy_folder(&workspace::root().join("static/locales"), &out.join("locales"))?;
    Ok(out)
}

/// Builds the widget's WebAssembly as it is shipped, but with the names of its functions, and gives its place.
pub(crate) fn build_with_names() -> Result<PathBuf> {
    let [widget, ..] = &MODULES;
    let glue = widget.bound(Build::Release)?;
    let (bound, named) = (glue.join(widget.file("_bg.wasm")), glue.join("named.wasm"));
    leave_out_unused(&bound)?;
    optimise(&bound, &named, &["--debuginfo"])?;
    Ok(named)
}

/// Has wasm-opt make the WebAssembly small.
fn optimise(from: &Path, to: &Path, flags: &[&str]) -> Result<()> {
    let mut optimise = process::program(npm::tool("wasm-opt")?);
    process::run(optimise.args(OPTIMISE).args(WASM_FEATURES).args(flags).arg(from).arg("-o").arg(to))
}

/// Takes the code of functions that are never called out of the WebAssembly.
fn leave_out_unused(wasm: &Path) -> Result<()> {
    let (cut, missing) = unused::cut(&fs::read(wasm)?)?;
    for name in missing {
        eprintln!("warning: nothing in the WebAssembly is called {name} any more, so it cannot be left out");
    }
    Ok(fs::write(wasm, cut)?)
}

/// Gives imports and exports short names, in the WebAssembly and in its glue.
fn shorten_names(wasm: &Path, glue: &Path) -> Result<()> {
    let (short, script) = shorten(&fs::read(wasm)?, &fs::read_to_string(glue)?, &ENTRY_EXPORTS)?;
    fs::write(wasm, short)?;
    fs::write(glue, script)?;
    Ok(())
}

impl Module {
    /// A file that is called after the crate.
    fn file(&self, end: &str) -> String {
        format!("{}{end}", self.package.replace('-', "_"))
    }

    /// Compiles the crate, makes the glue between JavaScript and its WebAssembly, and gives the folder of both.
    fn bound(&self, build: Build) -> Result<PathBuf> {
        let out = workspace::wasm_target_folder().join("glue").join(name(build));
        let mut bindgen = process::program(wasm_bindgen::tool("wasm-bindgen")?);
        // The target that leaves loading the WebAssembly to us.
        bindgen
            .args(["--target", "bundler", "--no-typescript", "--out-name", &self.file(""), "--out-dir"])
            .arg(&out);
        if build == Build::Release {
            // The names tell what can be left out, and wasm-opt drops them.
            bindgen.arg("--remove-producers-section");
        }
        process::run(bindgen.arg(self.compiled(build)?))?;
        Ok(out)
    }

    /// Compiles the crate.
    fn compiled(&self, build: Build) -> Result<PathBuf> {
        let target = workspace::wasm_target_folder();
        let mut cargo = wasm::ready()?.cargo(build);
        cargo
            .args(["build", "--package", self.package, "--lib", "--target", wasm::TARGET, "--target-dir"])
            .arg(&target);
        let profile = match build {
            Build::Development => "debug",
            Build::Release => {
                cargo.args(["--profile", "widget"]);
                "widget"
            }
        };
        process::run(&mut cargo)?;
        Ok(target.join(wasm::TARGET).join(profile).join(self.file(".wasm")))
    }
}

/// The copy of src/effects/browser.js that the glue imports: the entry shares with it what was asked for early, so it
/// must be the same.
fn browser_script(glue: &Path) -> Result<PathBuf> {
    let script = fs::read_to_string(glue)?;
    let mut names = script.split(['\'', '"']).filter(|name| name.ends_with("/effects/browser.js"));
    Ok(glue.with_file_name(names.next().context("the glue does not import src/effects/browser.js")?))
}

/// esbuild, set up to bundle one file of the workspace into `to`.
fn esbuild(build: Build, from: &str, to: &Path) -> Result<Command> {
    let mut esbuild = process::program(npm::tool("esbuild")?);
    esbuild.args([from, "--bundle", "--log-level=warning"]).arg(format!("--outfile={}", to.display()));
    esbuild.arg(match build {
        Build::Development => "--sourcemap=inline",
        Build::Release => "--minify",
    });
    Ok(esbuild)
}

/// Copies a folder with all that is in it.
fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot make {}", to.display()))?;
    let entries = fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))?;
    for entry in entries {
        let entry = entry?;
        let place = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &place)?;
        } else {
            fs::copy(entry.path(), &place).with_context(|| format!("cannot write {}", place.display()))?;
        }
    }
    Ok(())
}
