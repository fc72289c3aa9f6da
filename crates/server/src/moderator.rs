//! `standfirst-server moderator`: who may decide.

use std::io::{self, BufRead, IsTerminal};
use std::sync::Arc;

use crate::config::{Config, ModeratorCommand};
use crate::password;
use crate::storage::sqlite::SqliteStorage;
use crate::storage::{Moderator, ModeratorChange, Storage};

/// Does what the command says, beside a running service or without one, and prints what came of it.
///
/// # Errors
/// A sentence: what is wrong with the name, the site or the password, or with the database.
pub(crate) fn run(command: ModeratorCommand, config: &Config) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("cannot start: {error}"))?;
    let names: Vec<_> = config.sites.iter().map(|site| Arc::clone(&site.name)).collect();
    let change = match command {
        ModeratorCommand::List => None,
        ModeratorCommand::Add(moderator) => {
            check(&moderator, config)?;
            Some(ModeratorChange::Add(moderator, new_password()?))
        }
        ModeratorCommand::Remove(name) => Some(ModeratorChange::Remove(name)),
        ModeratorCommand::Password(name) => Some(ModeratorChange::SetPassword(name, new_password()?)),
    };
    let storage = SqliteStorage::open(&config.database, &names)?;
    let said = runtime.block_on(async {
        let said = match change {
            None => Ok(listed(&storage.moderators().await.map_err(|error| error.to_string())?)),
            Some(change) => {
                let done = storage.change_moderators(change.clone()).await;
                told(&change, done.map_err(|error| error.to_string())?)
            }
        };
        storage.close().await.map_err(|error| error.to_string())?;
        said
    })?;
    print!("{said}");
    Ok(())
}

/// A name is what stands in the audit log, so it has nothing in it that is not seen.
fn check(moderator: &Moderator, config: &Config) -> Result<(), String> {
    let Moderator { name, sites, .. } = moderator;
    let plain = |character: char| character.is_alphanumeric() || " ._@+-'".contains(character);
    if name.trim() != name || !(1..=64).contains(&name.chars().count()) || !name.chars().all(plain) {
        return Err(format!(
            "\"{}\" is no name: it has 1 to 64 letters and digits, and maybe spaces and . _ @ + - '",
            name.escape_debug()
        ));
    }
    match sites.iter().find(|site| config.sites.named(site).is_none()) {
        Some(site) => Err(format!("--site: there is no site \"{site}\" in the configuration")),
        None => Ok(()),
    }
}

/// The hash of a password: typed twice without being shown, or the first line of what is piped in.
fn new_password() -> Result<String, String> {
    let unread = |error: io::Error| format!("cannot read the password: {error}");
    let password = if io::stdin().is_terminal() {
        let first = rpassword::prompt_password("Password: ").map_err(unread)?;
        if rpassword::prompt_password("Again: ").map_err(unread)? != first {
            return Err("the two passwords are not the same".to_owned());
        }
        first
    } else {
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line).map_err(unread)?;
        line.trim_end_matches(['\r', '\n']).to_owned()
    };
    if password.chars().count() < password::FEWEST || password.len() > password::MOST {
        return Err(format!(
            "a password has at least {} characters, and at most {} bytes",
            password::FEWEST,
            password::MOST
        ));
    }
    password::hash(&password)
}

fn listed(moderators: &[Moderator]) -> String {
    moderators
        .iter()
        .map(|moderator| {
            let sites =
                if moderator.sites.is_empty() { "all sites".to_owned() } else { moderator.sites.join(", ") };
            format!("{} ({}): {sites}\n", moderator.name, moderator.role.name())
        })
        .collect()
}

fn told(change: &ModeratorChange, done: bool) -> Result<String, String> {
    match (change, done) {
        (ModeratorChange::Add(moderator, _), true) => Ok(format!("{} may decide\n", moderator.name)),
        (ModeratorChange::Add(moderator, _), false) => {
            Err(format!("there is a moderator \"{}\" already", moderator.name))
        }
        (ModeratorChange::Remove(name), true) => Ok(format!("{name} may decide no more\n")),
        (ModeratorChange::SetPassword(name, _), true) => {
            Ok(format!("{name} has a new password, and is logged out everywhere\n"))
        }
        (ModeratorChange::Remove(name) | ModeratorChange::SetPassword(name, _), false) => {
            Err(format!("there is no moderator \"{name}\""))
        }
        (ModeratorChange::Begin { .. } | ModeratorChange::End(_), _) => Ok(String::new()),
    }
}
