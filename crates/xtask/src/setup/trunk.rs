//! trunk, which serves the demo page.

use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;
use std::{env, fmt};

use anyhow::{Context, Result};

use super::{cargo_install, fill_folder};
use crate::{process, report, workspace};

/// The version that is installed. The next series wants a newer compiler than this workspace does.
const VERSION: &str = "0.21.14";

/// The series that reads our Trunk.toml as we mean it.
const SERIES: &str = "0.21.";

/// A trunk that serves.
pub(crate) struct Trunk {
    path: PathBuf,
    version: String,
}

impl fmt::Display for Trunk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.path.display(), self.version)
    }
}

/// The first trunk of the right series: the user's own, else the one in our cache.
pub(crate) fn find() -> Result<Option<Trunk>> {
    let places =
        [workspace::on_path("trunk"), Some(default_path()?), Some(private_folder()?.join("bin/trunk"))];
    Ok(places.into_iter().flatten().find_map(|path| {
        let answer = process::answer(Command::new(&path).arg("--version"))?;
        let version = version_of_ours(&answer)?.to_owned();
        Some(Trunk { path, version })
    }))
}

/// The trunk that is set up, ready to be given its arguments.
pub(crate) fn command() -> Result<Command> {
    let trunk = find()?.context("trunk is not set up: run `cargo xtask setup`")?;
    let mut command = process::program(trunk.path);
    // Nothing that it does here needs the network, so it should not look for a newer version of itself. It reads the
    // value of NO_COLOR, which others only look for, and refuses any but these two.
    command.env("TRUNK_SKIP_VERSION_CHECK", "true");
    if env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        command.env("NO_COLOR", "true");
    }
    Ok(command)
}

/// Installs it where trunk's users expect it, for `trunk serve`; but never in the place of another trunk.
pub(super) fn install() -> Result<()> {
    let started = Instant::now();
    report::setup_begins("trunk", &format!("compiling trunk {VERSION}, about five minutes on two cores"));
    // Without --locked this version does not compile any more.
    let (place, installed) = if workspace::on_path("trunk").is_some() || default_path()?.exists() {
        let folder = private_folder()?;
        let installed = fill_folder(&folder, |partial| {
            cargo_install("trunk", VERSION, &["--locked", "--root", &partial.display().to_string()])
        });
        (folder, installed)
    } else {
        (default_path()?, cargo_install("trunk", VERSION, &["--locked"]))
    };
    installed?;
    report::setup("trunk", &format!("compiled by cargo install: {VERSION} in {}", place.display()), started);
    Ok(())
}

fn default_path() -> Result<PathBuf> {
    Ok(workspace::cargo_bin_folder()?.join("trunk"))
}

fn private_folder() -> Result<PathBuf> {
    Ok(workspace::cache_folder()?.join(format!("trunk-{VERSION}")))
}

/// The version in what `trunk --version` answers, if it is of our series.
fn version_of_ours(answer: &str) -> Option<&str> {
    let version = answer.strip_prefix("trunk ")?.trim();
    version.starts_with(SERIES).then_some(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_series_of_trunk_is_taken() {
        assert_eq!(version_of_ours("trunk 0.21.14\n"), Some("0.21.14"));
        assert_eq!(version_of_ours("trunk 0.21.2"), Some("0.21.2"));
        assert_eq!(version_of_ours("trunk 0.22.1"), None);
        assert_eq!(version_of_ours("trunk 0.210.0"), None);
        assert_eq!(version_of_ours("an elephant"), None);
    }
}
