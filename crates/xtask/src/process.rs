//! Running other programs, so that none outlives us: a signal that ends us ends them first.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};
use std::{env, fs, io, thread};

use anyhow::{Context, Result, bail, ensure};
use rustix::process::{Pid, Signal, kill_process_group};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use crate::workspace;

static INTERRUPTED: OnceLock<Arc<AtomicBool>> = OnceLock::new();

/// How long a program that was asked to end may take before it is killed.
const GRACE: Duration = Duration::from_secs(8);

/// From now on SIGINT, SIGTERM and SIGHUP no longer end this process at once: what waits for a program ends that first.
pub(crate) fn watch_signals() {
    let flag = INTERRUPTED.get_or_init(Arc::default);
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        if let Err(error) = signal_hook::flag::register(signal, Arc::clone(flag)) {
            eprintln!("warning: signal {signal} will not end the programs that are started: {error}");
        }
    }
}

/// Whether a signal asked us to end.
pub(crate) fn interrupted() -> bool {
    INTERRUPTED.get().is_some_and(|flag| flag.load(Ordering::Relaxed))
}

/// A program that runs in a process group of its own, and ends with its owner, all that it started included.
pub(crate) struct Group(Child);

impl Group {
    pub(crate) fn spawn(command: &mut Command) -> Result<Self> {
        let child = command.process_group(0).spawn();
        Ok(Self(child.with_context(|| format!("cannot start {}", command.get_program().display()))?))
    }

    /// Its status, if it has ended.
    pub(crate) fn ended(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.0.try_wait()?)
    }

    /// Waits until it has ended; an interruption or the end of `limit` ends it.
    fn wait(&mut self, limit: Option<Duration>) -> Result<ExitStatus> {
        let started = Instant::now();
        let mut pause = Duration::from_millis(1);
        loop {
            if let Some(status) = self.ended()? {
                return Ok(status);
            }
            ensure!(!interrupted(), "interrupted");
            if limit.is_some_and(|limit| started.elapsed() > limit) {
                bail!("no answer within {} s", started.elapsed().as_secs());
            }
            thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(40));
        }
    }

    fn signal(&self, signal: Signal) {
        if let Some(group) = i32::try_from(self.0.id()).ok().and_then(Pid::from_raw) {
            // It fails where the group is gone already, which is what was wanted.
            let _ = kill_process_group(group, signal);
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if matches!(self.0.try_wait(), Ok(Some(_))) {
            // Whatever it started and left behind.
            self.signal(Signal::TERM);
            return;
        }
        self.signal(Signal::TERM);
        let asked = Instant::now();
        while asked.elapsed() < GRACE {
            if matches!(self.0.try_wait(), Ok(Some(_)) | Err(_)) {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        self.signal(Signal::KILL);
        let _ = self.0.wait();
    }
}

/// Runs a program to its end, its output going where ours goes.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = Group::spawn(command)?.wait(None)?;
    ensure!(status.success(), "{} failed ({status})", shown(command));
    Ok(())
}

/// Runs a program to its end, prints its standard output and gives it line by line to `see` as well.
pub(crate) fn run_seen(command: &mut Command, see: impl FnMut(&str) + Send) -> Result<()> {
    let mut group = Group::spawn(command.stdout(Stdio::piped()))?;
    let output = group.0.stdout.take().context("standard output was not piped")?;
    let status = thread::scope(|scope| {
        let reader = scope.spawn(move || echo(BufReader::new(output), see));
        let status = group.wait(None);
        if status.is_err() {
            // Else the reader would wait for ever for a program that goes on.
            group.signal(Signal::KILL);
        }
        match reader.join() {
            Ok(echoed) => echoed.context("cannot pass its output on")?,
            Err(_) => bail!("reading its output failed"),
        }
        status
    })?;
    ensure!(status.success(), "{} failed ({status})", shown(command));
    Ok(())
}

fn echo(mut from: impl BufRead, mut see: impl FnMut(&str)) -> io::Result<()> {
    let mut line = Vec::new();
    while from.read_until(b'\n', &mut line)? > 0 {
        io::stdout().write_all(&line)?;
        see(String::from_utf8_lossy(&line).trim_end());
        line.clear();
    }
    io::stdout().flush()
}

/// Runs a program whose output matters only if it fails: it goes to the file `log`, whose end is then part of the error.
pub(crate) fn run_logged(command: &mut Command, log: &Path, limit: Option<Duration>) -> Result<()> {
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder)?;
    }
    let file = fs::File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
    command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file);
    let ended = Group::spawn(command).and_then(|mut group| group.wait(limit));
    let failure = match ended {
        Ok(status) if status.success() => return Ok(()),
        Ok(status) => format!("{} failed ({status})", shown(command)),
        Err(error) => format!("{}: {error:#}", shown(command)),
    };
    let text = fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let end = lines.get(lines.len().saturating_sub(20)..).unwrap_or_default().join("\n  ");
    bail!("{failure}; the end of {}:\n  {end}", log.display());
}

/// What a program prints on standard output, if it can be started and succeeds.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Cargo, in the workspace's folder, without what the cargo that runs us has put into our environment.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    clean(&mut command);
    command
}

/// Any other program, in the workspace's folder and with the same clean environment.
pub(crate) fn program(path: impl AsRef<Path>) -> Command {
    let mut command = Command::new(path.as_ref());
    clean(&mut command);
    command
}

/// Takes away what cargo sets for the program it runs. Left in place it makes a nested cargo build things anew that
/// have not changed, or lets a compiler load another compiler's libraries.
fn clean(command: &mut Command) {
    command.current_dir(workspace::root());
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(set_by_cargo) {
            command.env_remove(name);
        }
    }
    for name in ["LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH"] {
        if let Some(value) = env::var_os(name) {
            match without_cargos_folders(&value) {
                Some(rest) => command.env(name, rest),
                None => command.env_remove(name),
            };
        }
    }
}

fn set_by_cargo(name: &str) -> bool {
    const NAMES: [&str; 8] = [
        "CARGO",
        "CARGO_BIN_NAME",
        "CARGO_CRATE_NAME",
        "CARGO_MANIFEST_DIR",
        "CARGO_MANIFEST_PATH",
        "CARGO_PRIMARY_PACKAGE",
        "OUT_DIR",
        "RUST_RECURSION_COUNT",
    ];
    NAMES.contains(&name) || name.starts_with("CARGO_PKG_")
}

/// What is left of a library path without the folders of cargo's builds and of rustup's toolchains.
fn without_cargos_folders(path: &OsString) -> Option<OsString> {
    let target = workspace::target_folder();
    let kept: Vec<_> = env::split_paths(path)
        .filter(|folder| !folder.as_os_str().is_empty() && !folder.starts_with(&target))
        .filter(|folder| !folder.components().any(|part| part.as_os_str() == "toolchains"))
        .collect();
    if kept.is_empty() { None } else { env::join_paths(kept).ok() }
}

/// A command line, for messages.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let mut text = program.display().to_string();
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.display().to_string());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_program_that_fails_is_named_with_its_arguments() {
        let error = run(&mut shell("exit 3")).unwrap_err().to_string();
        assert!(error.starts_with("sh -c exit 3 failed") && error.contains('3'), "{error}");
    }

    #[test]
    fn the_lines_of_a_program_are_seen_in_order() {
        let mut lines = Vec::new();
        run_seen(&mut shell("echo one; echo two"), |line| lines.push(line.to_owned())).unwrap();
        assert_eq!(lines, ["one", "two"]);
    }

    #[test]
    fn a_program_past_its_limit_ends_with_all_it_started() {
        let log = env::temp_dir().join(format!("xtask-limit-{}", std::process::id()));
        let started = Instant::now();
        let script = "sleep 60 & echo $!; wait";
        let error = run_logged(&mut shell(script), &log, Some(Duration::from_millis(200))).unwrap_err();
        assert!(started.elapsed() < GRACE, "{error:#}");
        let text = fs::read_to_string(&log).unwrap();
        fs::remove_file(&log).unwrap();
        let started_by_it = text.trim();
        assert!(started_by_it.parse::<u32>().is_ok(), "{text}");
        let gone = || answer(Command::new("kill").args(["-0", started_by_it])).is_none();
        while !gone() {
            assert!(started.elapsed() < GRACE, "process {started_by_it} is still there");
            thread::sleep(Duration::from_millis(20));
        }
    }

    #[test]
    fn library_paths_lose_only_what_cargo_added() {
        let target = workspace::target_folder().join("debug/deps");
        let path = env::join_paths([target.as_path(), Path::new("/opt/lib")]).unwrap();
        assert_eq!(without_cargos_folders(&path), Some("/opt/lib".into()));
        assert_eq!(without_cargos_folders(&target.into_os_string()), None);
    }

    #[test]
    fn only_cargos_own_variables_are_taken_away() {
        assert!(set_by_cargo("CARGO_PKG_NAME") && set_by_cargo("CARGO_MANIFEST_DIR"));
        assert!(
            !set_by_cargo("CARGO_HOME")
                && !set_by_cargo("CARGO_TARGET_DIR")
                && !set_by_cargo("RUSTUP_TOOLCHAIN")
        );
    }
}
