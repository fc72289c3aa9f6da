//! Moderators' passwords: Argon2id (RFC 9106) with the parameters of OWASP's Password Storage Cheat Sheet: 19 MiB of
//! memory, two passes, one lane.

use argon2::password_hash::PasswordHasher;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, Version};

/// The fewest characters of a password.
pub(crate) const FEWEST: usize = 12;

/// The most bytes of a password: more is no password.
pub(crate) const MOST: usize = 1_024;

/// The hash of a password, in PHC form, with a salt of its own.
///
/// # Errors
/// A sentence: the system has no random bytes.
pub(crate) fn hash(password: &str) -> Result<String, String> {
    let hash: PasswordHash =
        argon2()?.hash_password(password.as_bytes()).map_err(|error| error.to_string())?;
    Ok(hash.to_string())
}

fn argon2() -> Result<Argon2<'static>, String> {
    let params = Params::new(19 * 1024, 2, 1, None).map_err(|error| error.to_string())?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}
