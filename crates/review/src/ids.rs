use core::fmt;

use serde::{Deserialize, Serialize};

use crate::limits::{EDIT_KEY_MAX, EDIT_KEY_MIN};

/// The id of a review: a UUID (RFC 9562) in its lower-case form with hyphens, made by its author's browser.
#[derive(Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct ReviewId(String);

impl ReviewId {
    /// Reads the form with hyphens in either case, of any version; nothing where it is anything else.
    pub fn parse(text: &str) -> Option<ReviewId> {
        let well_formed = text.len() == 36
            && text.bytes().enumerate().all(|(at, byte)| match at {
                8 | 13 | 18 | 23 => byte == b'-',
                _ => byte.is_ascii_hexdigit(),
            });
        well_formed.then(|| ReviewId(text.to_ascii_lowercase()))
    }

    /// A UUID of version 4 from 128 random bits, for pages whose browser withholds `crypto.randomUUID`
    /// (it is only there in secure contexts).
    pub fn from_random(bits: u128) -> ReviewId {
        let version = 0x4000_u128 << 64;
        let variant = 0x8000_u128 << 48;
        let bits = (bits & !(0xf000_u128 << 64) & !(0xc000_u128 << 48)) | version | variant;
        let mut text = String::with_capacity(36);
        for digit in 0..32_u32 {
            if matches!(digit, 8 | 12 | 16 | 20) {
                text.push('-');
            }
            let nibble = (bits >> (124 - 4 * digit)) as u32 & 0xf;
            text.push(char::from_digit(nibble, 16).unwrap_or('0'));
        }
        ReviewId(text)
    }

    /// The 36 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ReviewId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for ReviewId {
    type Error = &'static str;

    fn try_from(text: String) -> Result<ReviewId, &'static str> {
        ReviewId::parse(&text).ok_or("an id is a UUID")
    }
}

impl From<ReviewId> for String {
    fn from(id: ReviewId) -> String {
        id.0
    }
}

/// The secret that makes a review its author's: 22 to 128 characters of base64url (RFC 4648, section 5).
#[derive(Clone, Eq, PartialEq)]
pub struct EditKey(String);

impl EditKey {
    /// Reads a key; nothing where it is too short, too long or has another character.
    pub fn parse(text: &str) -> Option<EditKey> {
        let well_formed = (EDIT_KEY_MIN..=EDIT_KEY_MAX).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        well_formed.then(|| EditKey(text.to_owned()))
    }

    /// The key made of 32 random bytes: 43 characters.
    pub fn from_random(bytes: &[u8; 32]) -> EditKey {
        const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        let mut text = String::with_capacity(43);
        let (mut held, mut bits) = (0_u32, 0_u32);
        let mut push = |six: u32| {
            if let Some(&character) = ALPHABET.get(six as usize & 0x3f) {
                text.push(char::from(character));
            }
        };
        for &byte in bytes {
            held = (held << 8) | u32::from(byte);
            bits += 8;
            while bits >= 6 {
                bits -= 6;
                push(held >> bits);
            }
        }
        push(held << (6 - bits));
        EditKey(text)
    }

    /// The key itself: for an `Authorization: Bearer` header or the device's storage, never for a log.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Hides the key, so that no log or message can show it.
impl fmt::Debug for EditKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EditKey(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_uuids_in_one_form() {
        let id = ReviewId::parse("0190D3A5-0000-7000-8000-00000000000F").unwrap();
        assert_eq!(id.as_str(), "0190d3a5-0000-7000-8000-00000000000f");
        for bad in [
            "",
            "0190d3a5000070008000000000000001",
            "0190d3a5-0000-7000-8000-00000000000",
            "0190d3a5-0000-7000-8000-00000000000g",
            "0190d3a5-0000-7000-80000-0000000000f",
            "{0190d3a5-0000-7000-8000-00000000000f}",
            "0190d3a5-0000-7000-8000-0000000000é",
        ] {
            assert_eq!(ReviewId::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn random_bits_make_a_uuid_of_version_4() {
        assert_eq!(ReviewId::from_random(0).as_str(), "00000000-0000-4000-8000-000000000000");
        assert_eq!(ReviewId::from_random(u128::MAX).as_str(), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        let id = ReviewId::from_random(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef);
        assert_eq!(id.as_str(), "01234567-89ab-4def-8123-456789abcdef");
        assert_eq!(ReviewId::parse(id.as_str()), Some(id));
    }

    #[test]
    fn edit_keys_are_base64url_of_a_safe_length() {
        assert!(EditKey::parse(&"a".repeat(21)).is_none());
        assert!(EditKey::parse(&"a".repeat(22)).is_some());
        assert!(EditKey::parse(&"-_".repeat(64)).is_some());
        assert!(EditKey::parse(&"a".repeat(129)).is_none());
        assert!(EditKey::parse(&"a+".repeat(20)).is_none());
        assert!(EditKey::parse(&"é".repeat(20)).is_none());
        assert_eq!(format!("{:?}", EditKey::parse(&"a".repeat(22))), "Some(EditKey(hidden))");
    }

    #[test]
    fn random_bytes_are_encoded_as_rfc_4648_has_it() {
        let bytes: [u8; 32] = core::array::from_fn(|at| at as u8 * 8);
        let key = EditKey::from_random(&bytes);
        assert_eq!(key.as_str(), "AAgQGCAoMDhASFBYYGhweICIkJigqLC4wMjQ2ODo8Pg");
        assert_eq!(EditKey::parse(key.as_str()), Some(key));
        assert_eq!(EditKey::from_random(&[0xff; 32]).as_str(), format!("{}8", "_".repeat(42)));
    }
}
