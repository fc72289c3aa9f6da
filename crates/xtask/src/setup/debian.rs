//! Packages of Debian and its descendants.

use std::process::Command;
use std::sync::OnceLock;
use std::time::Instant;

use anyhow::Result;

use super::log_file;
use crate::{process, report, workspace};

/// Why packages cannot be installed, where they cannot.
pub(super) const WHY_NOT: &str =
    "packages can be installed only where there is apt-get, as root or by sudo without a password";

/// Whether we may install packages.
pub(super) fn can_install() -> bool {
    workspace::on_path("apt-get").is_some() && (is_root() || sudo())
}

/// Installs packages, from lists that are fetched anew.
pub(super) fn install(packages: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    report::setup_begins("packages", &format!("installing {list} by apt-get"));
    let started = Instant::now();
    process::run_logged(apt_get().arg("update"), &log_file("apt-get-update")?, None)?;
    let mut command = apt_get();
    command.args(["install", "--yes", "--no-install-recommends"]).args(packages);
    process::run_logged(&mut command, &log_file("apt-get-install")?, None)?;
    report::setup("packages", &format!("installed by apt-get: {list}"), started);
    Ok(())
}

fn apt_get() -> Command {
    let mut command = if is_root() {
        process::program("apt-get")
    } else {
        let mut sudo = process::program("sudo");
        sudo.args(["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        sudo
    };
    // Another apt-get may be at work, as on a machine that has just been started.
    command.env("DEBIAN_FRONTEND", "noninteractive").args(["-o", "DPkg::Lock::Timeout=120"]);
    command
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// Whether sudo asks for no password.
fn sudo() -> bool {
    static SUDO: OnceLock<bool> = OnceLock::new();
    *SUDO.get_or_init(|| {
        workspace::on_path("sudo").is_some()
            && process::answer(Command::new("sudo").args(["-n", "true"])).is_some()
    })
}
