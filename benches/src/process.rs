//! Programs that end with this one.

use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

/// A program that is killed when whoever runs it lets go of it.
pub(crate) fn program(path: &Path) -> Command {
    let mut command = Command::new(path);
    command.stdin(Stdio::null()).kill_on_drop(true);
    command
}

/// Runs a program to its end, with `input` on its standard input.
pub(crate) async fn run_with(mut command: Command, input: &[u8]) -> Result<()> {
    let name = command.as_std().get_program().to_owned();
    let name = name.display();
    let mut child = command.stdin(Stdio::piped()).spawn().with_context(|| format!("cannot start {name}"))?;
    let mut stdin = child.stdin.take().context("standard input was not piped")?;
    stdin.write_all(input).await?;
    drop(stdin);
    let status = child.wait().await?;
    ensure!(status.success(), "{name} failed ({status})");
    Ok(())
}
