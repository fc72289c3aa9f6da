//! A compiler and standard library for wasm32-unknown-unknown: the ones in use if they have it, else Debian's matched
//! pair of compiler and source.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::time::{Duration, Instant};
use std::{fmt, fs};

use anyhow::{Context, Result};

use super::log_file;
use crate::{process, report, workspace};

pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

pub(super) const PACKAGES: [&str; 2] = ["rustc-web", "rust-web-src"];

pub(super) const BY_HAND: &str =
    "`rustup target add wasm32-unknown-unknown` and `rustup component add rust-src`, for the compiler in use";

/// How long rustup may take. It loads some 20 MB; where its server is out of reach it should not be waited for.
const RUSTUP_LIMIT: Duration = Duration::from_secs(120);

/// What Debian's compiler and source are called once they are installed.
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_STD: &str = "/usr/lib/rustlib/src/rust/library/std/Cargo.toml";

/// For whom the WebAssembly is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Build {
    /// For developers and for tests: names, messages, and quickly built.
    Development,
    /// For readers: as small as it gets.
    Release,
}

/// A way to build for the browser.
#[derive(Clone, Debug)]
pub(crate) enum Toolchain {
    /// The compiler in use has the target. `source` tells whether it has the library's source as well, which the
    /// smallest build compiles anew.
    InUse { sysroot: PathBuf, source: bool },
    /// Debian's compiler, which builds the library from Debian's source; cargo and the linker stay those in use.
    Debian { linker: PathBuf },
}

impl fmt::Display for Toolchain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InUse { sysroot, source: true } => write!(f, "in {}", sysroot.display()),
            Self::InUse { sysroot, source: false } => {
                write!(
                    f,
                    "in {}, without its source: the release build is some 10 KB larger",
                    sysroot.display()
                )
            }
            Self::Debian { .. } => write!(f, "built from Debian's source by Debian's {DEBIAN_RUSTC}"),
        }
    }
}

impl Toolchain {
    /// Whether nothing better is to be had by trying again.
    pub(super) fn settled(&self) -> bool {
        match self {
            Self::InUse { sysroot, source } => {
                *source
                    || fs::read_to_string(refused().unwrap_or_default())
                        .is_ok_and(|of| sysroot == Path::new(&of))
            }
            Self::Debian { .. } => true,
        }
    }

    /// Whether clippy knows the target: Debian's pair has none.
    pub(crate) fn has_clippy(&self) -> bool {
        matches!(self, Self::InUse { .. })
    }

    /// Cargo, set up so that `--target wasm32-unknown-unknown` works.
    pub(crate) fn cargo(&self, build: Build) -> Command {
        let mut cargo = process::cargo();
        // Flags of the user's are for this machine's programs; these would be taken before RUSTFLAGS.
        cargo.env_remove("CARGO_ENCODED_RUSTFLAGS").env_remove("RUSTFLAGS").env_remove("RUSTC");
        if let Self::Debian { linker } = self {
            cargo.env("RUSTC", DEBIAN_RUSTC).env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
        }
        let from_source = match self {
            Self::InUse { source, .. } => *source && build == Build::Release,
            Self::Debian { .. } => true,
        };
        if from_source {
            cargo.env("RUSTC_BOOTSTRAP", "1").env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
        }
        if build == Build::Development {
            // Debugging information is not for browsers: it would be written, read again by wasm-bindgen and dropped.
            cargo.env("CARGO_PROFILE_DEV_DEBUG", "0");
        } else {
            // Inlining tiny functions before LLVM sees them gives 1.3 % less after compression; these thresholds gave
            // the least of those that were tried, and the compiler's own gave half as much.
            let mut flags = vec![
                "-Zunstable-options",
                "-Zfmt-debug=none",
                "-Zlocation-detail=none",
                // The names of functions as `unused` knows them.
                "-Csymbol-mangling-version=v0",
                "-Zinline-mir=yes",
                "-Zinline-mir-threshold=20",
                "-Zinline-mir-hint-threshold=40",
            ];
            if from_source {
                cargo.env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size");
                flags.push("-Cpanic=immediate-abort");
            }
            cargo.env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", flags.join(" "));
        }
        cargo
    }
}

/// The best way to build that is there already.
pub(crate) fn find() -> Option<Toolchain> {
    let in_use = sysroot().filter(|sysroot| sysroot.join("lib/rustlib").join(TARGET).join("lib").is_dir());
    let in_use = in_use.map(|sysroot| {
        let source = sysroot.join("lib/rustlib/src/rust/library/std/Cargo.toml").is_file();
        Toolchain::InUse { sysroot: sysroot.clone(), source }
    });
    match in_use {
        Some(Toolchain::InUse { source: true, .. }) => in_use,
        other => debian().or(other),
    }
}

/// The way to build that is set up.
pub(crate) fn ready() -> Result<Toolchain> {
    find().context("there is no compiler for the browser: run `cargo xtask setup`")
}

/// Lets rustup add the target, and the source for the smallest build. `false` where that does not work.
pub(super) fn add_with_rustup() -> Result<bool> {
    let Some(sysroot) = sysroot().filter(|_| workspace::on_path("rustup").is_some()) else {
        return Ok(false);
    };
    let started = Instant::now();
    let rustup = |arguments: &[&str]| {
        let mut command = process::program("rustup");
        // Whether it works shows at the first try; more would only be waited for.
        command.args(arguments).env("RUSTUP_MAX_RETRIES", "1");
        process::run_logged(&mut command, &log_file("rustup")?, Some(RUSTUP_LIMIT))
    };
    let target = rustup(&["target", "add", TARGET]);
    if process::interrupted() {
        return target.map(|()| false);
    }
    if target.is_err() {
        report::setup("wasm32 std", "rustup cannot load the target, so Debian's source is taken", started);
        return Ok(false);
    }
    if rustup(&["component", "add", "rust-src"]).is_err() {
        fs::write(refused()?, sysroot.as_os_str().as_encoded_bytes())?;
    }
    let Some(toolchain) = find() else { return Ok(false) };
    report::setup("wasm32 std", &format!("added by rustup: {toolchain}"), started);
    Ok(true)
}

/// Remembers the compiler for which rustup had no source, so that it is not asked again at each start.
fn refused() -> Result<PathBuf> {
    Ok(workspace::cache_folder()?.join("no-rust-src"))
}

fn debian() -> Option<Toolchain> {
    if !Path::new(DEBIAN_STD).is_file() {
        return None;
    }
    let version = process::answer(Command::new(DEBIAN_RUSTC).arg("--version"))?;
    if release(&version)? < release(&format!("rustc {}", workspace::RUST_VERSION))? {
        return None;
    }
    Some(Toolchain::Debian { linker: linker()? })
}

/// The linker: the one that comes with rustup's compilers, else LLVM's.
fn linker() -> Option<PathBuf> {
    let targets = fs::read_dir(sysroot()?.join("lib/rustlib")).ok()?;
    let bundled =
        targets.flatten().map(|target| target.path().join("bin/rust-lld")).find(|path| path.is_file());
    bundled.or_else(|| workspace::on_path("wasm-ld"))
}

/// The folder of the compiler in use.
fn sysroot() -> Option<&'static PathBuf> {
    static SYSROOT: OnceLock<Option<PathBuf>> = OnceLock::new();
    SYSROOT
        .get_or_init(|| {
            process::answer(process::program("rustc").args(["--print", "sysroot"])).map(PathBuf::from)
        })
        .as_ref()
}

/// Major and minor number in what `rustc --version` answers.
fn release(answer: &str) -> Option<(u32, u32)> {
    let mut numbers = answer.strip_prefix("rustc ")?.split([' ', '.', '-']);
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compilers_are_compared_by_number_not_by_text() {
        assert_eq!(
            release("rustc 1.96.0 (ac68faa20 2026-05-25) (built from a source tarball)"),
            Some((1, 96))
        );
        assert_eq!(release("rustc 1.95"), Some((1, 95)));
        assert!(release("rustc 1.100.0") > release("rustc 1.95.0"));
        assert_eq!(release("clang 1.95.0"), None);
    }

    #[test]
    fn only_the_release_build_gives_up_messages_and_names() {
        let toolchain = Toolchain::InUse { sysroot: PathBuf::from("/opt/rust"), source: true };
        let has = |build, name: &str| {
            toolchain.cargo(build).get_envs().any(|(key, value)| key == name && value.is_some())
        };
        assert!(has(Build::Release, "RUSTFLAGS") && has(Build::Release, "CARGO_UNSTABLE_BUILD_STD"));
        assert!(
            !has(Build::Development, "RUSTFLAGS") && !has(Build::Development, "CARGO_UNSTABLE_BUILD_STD")
        );
    }
}
