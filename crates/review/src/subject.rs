use core::fmt;

use json::text::{split_any, split_once_any};

use crate::limits::SUBJECT_BYTES;
use crate::problem::{FieldError, code};

/// What is reviewed: a page's URL, normalised so that one page is one subject however its link was decorated.
///
/// Two spellings of a URL become one in two steps. First a parser of the WHATWG URL Standard parses and serialises it
/// (`new URL(…).href` in a browser, crate `url` in the service): scheme and host in lower case, no default port, dots
/// resolved. Then [`Subject::from_serialised`] takes off what does not say which page it is.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Subject(String);

impl Subject {
    /// Takes a URL that a WHATWG parser has serialised, and drops its fragment, its credentials and the parameters
    /// that trackers add (`utm_*`, `fbclid`, `gclid`).
    ///
    /// # Errors
    /// A [`FieldError`] of field `subject`: `not_a_url` where it is not absolute or not http(s), `too_long` where more
    /// than [`SUBJECT_BYTES`] are left.
    pub fn from_serialised(href: &str) -> Result<Subject, FieldError> {
        let not_a_url = || {
            FieldError::new(
                "subject",
                code::NOT_A_URL,
                "a subject is an absolute URL that begins with http:// or https://",
            )
        };
        let (scheme, rest) = after_scheme(href).ok_or_else(not_a_url)?;
        if scheme != "http" && scheme != "https" {
            return Err(not_a_url());
        }
        let (rest, _) = split_once_any(rest, "#").unwrap_or((rest, ""));
        let (rest, query) = split_once_any(rest, "?").unwrap_or((rest, ""));
        let (authority, path) = split_once_any(rest, "/").unwrap_or((rest, ""));
        let host_at = authority.bytes().rposition(|byte| byte == b'@').map_or(0, |at| at + 1);
        let host = authority.get(host_at..).unwrap_or_default();
        if host.is_empty() {
            return Err(not_a_url());
        }

        let mut subject = String::with_capacity(href.len());
        for part in [scheme, "://", host, "/", path] {
            subject.push_str(part);
        }
        let bare = subject.len();
        let mut separator = '?';
        // A query of nothing but separators is no query.
        let mut says_something = false;
        for parameter in split_any(query, "&") {
            if !is_tracking(parameter) {
                says_something |= !parameter.is_empty();
                subject.push(separator);
                subject.push_str(parameter);
                separator = '&';
            }
        }
        if !says_something {
            subject.truncate(bare);
        }
        if subject.len() > SUBJECT_BYTES {
            return Err(FieldError::new("subject", code::TOO_LONG, "a subject has at most 2,048 bytes"));
        }
        Ok(Subject(subject))
    }

    /// The normalised URL.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host, without the port: `news.example`, `127.0.0.1`, `[::1]`.
    pub fn host(&self) -> &str {
        let rest = after_scheme(&self.0).map_or("", |(_, rest)| rest);
        let authority = split_any(rest, "/").next().unwrap_or_default();
        match authority.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
            _ => authority,
        }
    }
}

/// The scheme, and what stands after `://`.
fn after_scheme(url: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = split_once_any(url, ":")?;
    Some((scheme, rest.strip_prefix("//")?))
}

fn is_tracking(parameter: &str) -> bool {
    let (name, _) = split_once_any(parameter, "=").unwrap_or((parameter, ""));
    name.starts_with("utm_") || name == "fbclid" || name == "gclid"
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Subject> for String {
    fn from(subject: Subject) -> String {
        subject.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(href: &str, expect: &str) {
        let subject = Subject::from_serialised(href).unwrap();
        assert_eq!(subject.as_str(), expect);
        assert_eq!(Subject::from_serialised(expect).unwrap(), subject, "not idempotent");
    }

    #[test]
    fn decoration_is_dropped() {
        check("https://a.example/", "https://a.example/");
        check("https://a.example/x#comments", "https://a.example/x");
        check("https://a.example/x?utm_source=b&id=3&fbclid=Q#c", "https://a.example/x?id=3");
        check("https://a.example/?gclid=1", "https://a.example/");
        check("https://a.example/?", "https://a.example/");
        check("https://a.example/?&utm_x=1&", "https://a.example/");
        check("https://a.example/?a=1&&b=2", "https://a.example/?a=1&&b=2");
        check("https://a.example/?q=utm_x&gclids=1", "https://a.example/?q=utm_x&gclids=1");
        check("https://a.example/?q=a?b/c@d", "https://a.example/?q=a?b/c@d");
        check("http://reader:secret@a.example:8080/x@y", "http://a.example:8080/x@y");
    }

    #[test]
    fn what_is_no_page_is_refused() {
        for bad in [
            "",
            "a.example",
            "/a",
            "ftp://a.example/",
            "javascript:alert(1)",
            "https://",
            "https:///x",
            "https://@/",
        ] {
            assert_eq!(Subject::from_serialised(bad).unwrap_err().code, code::NOT_A_URL, "{bad}");
        }
        let base = "https://a.example/";
        let longest = format!("{base}{}", "x".repeat(SUBJECT_BYTES - base.len()));
        check(&longest, &longest);
        check(&format!("{longest}#{longest}"), &longest);
        assert_eq!(Subject::from_serialised(&format!("{longest}x")).unwrap_err().code, code::TOO_LONG);
    }

    #[test]
    fn hosts_have_no_port() {
        for (href, host) in [
            ("https://a.example/x:1", "a.example"),
            ("http://127.0.0.1:8080/", "127.0.0.1"),
            ("http://[::1]/", "[::1]"),
            ("http://[::1]:80/", "[::1]"),
        ] {
            assert_eq!(Subject::from_serialised(href).unwrap().host(), host);
        }
    }
}
