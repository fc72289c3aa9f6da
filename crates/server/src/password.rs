//! Moderators' passwords: Argon2id (RFC 9106) with the parameters of OWASP's Password Storage Cheat Sheet: 19 MiB of
//! memory, two passes, one lane.

use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

/// The fewest characters of a password.
pub(crate) const FEWEST: usize = 12;

/// The most bytes of a password: more is no password.
pub(crate) const MOST: usize = 1_024;

/// What the password of a name that there is not is compared with, so that it takes the same time.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| hash("the password of nobody").ok());

/// The hash of a password, in PHC form, with a salt of its own.
///
/// # Errors
/// A sentence: the system has no random bytes.
pub(crate) fn hash(password: &str) -> Result<String, String> {
    let hash: PasswordHash =
        argon2()?.hash_password(password.as_bytes()).map_err(|error| error.to_string())?;
    Ok(hash.to_string())
}

/// Whether the password fits; never without a hash, and then in the same time.
pub(crate) fn fits(password: &str, stored: Option<&str>) -> bool {
    let nobody = NOBODY.as_deref();
    let Some(hash) = stored.or(nobody).and_then(|hash| PasswordHash::new(hash).ok()) else { return false };
    let fits = argon2().is_ok_and(|argon2| argon2.verify_password(password.as_bytes(), &hash).is_ok());
    fits && stored.is_some()
}

fn argon2() -> Result<Argon2<'static>, String> {
    let params = Params::new(19 * 1024, 2, 1, None).map_err(|error| error.to_string())?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_fits_its_own_hash_alone() {
        let stored = hash("correct horse battery").unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert_ne!(stored, hash("correct horse battery").unwrap(), "each has its own salt");
        assert!(fits("correct horse battery", Some(&stored)));
        assert!(!fits("correct horse batterz", Some(&stored)));
        assert!(!fits("the password of nobody", None));
        assert!(!fits("", Some("no hash")));
    }
}
