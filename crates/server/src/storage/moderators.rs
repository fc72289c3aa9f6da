//! Who decides, and the sessions in which they do.

use std::time::Duration;

use sha2::{Digest, Sha256};

/// How long a session lives that is not used.
pub const SESSION_IDLE: Duration = Duration::from_secs(12 * 60 * 60);

/// How long any session lives.
pub const SESSION_LIFE: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// What a moderator may do.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Role {
    /// Decides.
    #[default]
    Moderator,
    /// Decides, and is named as the one in charge.
    Admin,
}

impl Role {
    /// As the command line and the database have it.
    pub const fn name(self) -> &'static str {
        match self {
            Role::Moderator => "moderator",
            Role::Admin => "admin",
        }
    }

    /// The role of that name.
    pub fn from_name(name: &str) -> Option<Role> {
        [Role::Moderator, Role::Admin].into_iter().find(|role| role.name() == name)
    }
}

/// Who decides.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Moderator {
    /// The name, as it is typed to log in and stands in the audit log.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The names of the sites that they may see; all where none is listed.
    pub sites: Vec<String>,
}

/// The SHA-256 of a session's token, which has 256 bits of chance in it, so that no slow hash is needed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct TokenDigest([u8; 32]);

impl TokenDigest {
    /// The digest of a token.
    pub fn of(token: &str) -> TokenDigest {
        TokenDigest(Sha256::digest(token).into())
    }

    /// The 32 bytes, for the database.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Somebody who is logged in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Session {
    /// Who.
    pub moderator: Moderator,
    /// What each form of the session carries, so that no other page can post one.
    pub csrf: String,
}

/// What changes moderators or their sessions.
#[derive(Clone, Debug)]
pub enum ModeratorChange {
    /// A new one with this password's hash; false where the name is taken.
    Add(Moderator, String),
    /// One is no more, and their sessions end; false where there is no such name.
    Remove(String),
    /// Another password's hash, and the sessions end; false where there is no such name.
    SetPassword(String, String),
    /// A session begins; false where the moderator was removed, or the password changed, since the hash was looked up.
    Begin {
        /// The moderator's name.
        name: String,
        /// The hash that the password fits.
        password: String,
        /// The session's token.
        token: TokenDigest,
        /// See [`Session::csrf`].
        csrf: String,
    },
    /// A session ends; false where there was none.
    End(TokenDigest),
}
