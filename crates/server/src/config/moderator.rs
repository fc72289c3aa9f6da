use crate::storage::{Moderator, Role};

/// What `standfirst-server moderator` is asked to do.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ModeratorCommand {
    /// Make one.
    Add(Moderator),
    /// Print all.
    List,
    /// Remove the one of that name.
    Remove(String),
    /// Give the one of that name another password.
    Password(String),
}

/// What stands after `moderator`, unread.
#[derive(Default)]
pub(super) struct Words {
    pub(super) words: Vec<String>,
    pub(super) roles: Vec<String>,
    pub(super) sites: Vec<String>,
}

impl Words {
    pub(super) fn command(self) -> Result<ModeratorCommand, String> {
        let words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        let named = !self.roles.is_empty() || !self.sites.is_empty();
        if named && !matches!(words.as_slice(), ["add", _]) {
            return Err("moderator: --role and --site go with \"add NAME\" (see --help)".to_owned());
        }
        match words.as_slice() {
            ["add", name] => {
                let role = match self.roles.as_slice() {
                    [] => Role::default(),
                    [role] => Role::from_name(role)
                        .ok_or_else(|| format!("--role: \"{role}\" is neither moderator nor admin"))?,
                    _ => return Err("--role is given twice".to_owned()),
                };
                Ok(ModeratorCommand::Add(Moderator { name: (*name).to_owned(), role, sites: self.sites }))
            }
            ["list"] => Ok(ModeratorCommand::List),
            ["remove", name] => Ok(ModeratorCommand::Remove((*name).to_owned())),
            ["password", name] => Ok(ModeratorCommand::Password((*name).to_owned())),
            _ => Err("moderator: say add NAME, list, remove NAME or password NAME (see --help)".to_owned()),
        }
    }
}
