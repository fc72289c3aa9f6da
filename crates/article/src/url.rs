//! Addresses that may stand in a page: nothing with another scheme can be made into one.

use json::text::split_once_any;

use crate::model::LinkTarget;
use crate::text::split_at;

/// WHATWG URL parsing, which the browser has built in and a server takes from a crate.
pub trait Urls {
    /// Parses a reference against a base and serialises the result, as `new URL(reference, base).href` does; `None`
    /// where that would throw.
    fn join(&self, reference: &str, base: Option<&str>) -> Option<String>;
}

/// Where a link may lead: http, https, mailto, tel, or relative to the page where no base was known.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LinkUrl(String);

impl LinkUrl {
    /// The address, for an `href`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Where a picture, a video or a sound may come from: http, https, or relative to the page where no base was known.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MediaUrl(String);

impl MediaUrl {
    /// The address, for a `src`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Makes addresses out of the references of one document. The only way to a [`LinkUrl`] or a [`MediaUrl`].
#[derive(Clone)]
pub struct Resolver<'a> {
    urls: &'a dyn Urls,
    base: Option<String>,
}

impl<'a> Resolver<'a> {
    /// A resolver against a base; one that is not absolute, http or https is no base.
    #[must_use]
    pub fn new(urls: &'a dyn Urls, base: Option<&str>) -> Self {
        let base = base.and_then(|base| urls.join(base, None)).filter(|base| is_web(base));
        Self { urls, base }
    }

    /// The same document with a base that it names itself, which may be relative to the present one. One that makes
    /// no sense changes nothing.
    #[must_use]
    pub fn rebased(&self, base: &str) -> Self {
        let base = self.urls.join(base, self.base.as_deref()).filter(|base| is_web(base));
        Self { urls: self.urls, base: base.or_else(|| self.base.clone()) }
    }

    /// The base, serialised.
    #[must_use]
    pub fn base(&self) -> Option<&str> {
        self.base.as_deref()
    }

    /// Where a link leads.
    #[must_use]
    pub fn link(&self, reference: &str) -> Option<LinkUrl> {
        self.resolve(reference, |url| is_web(url) || url.starts_with("mailto:") || url.starts_with("tel:"))
            .map(LinkUrl)
    }

    /// Where a picture, a video or a sound comes from.
    #[must_use]
    pub fn media(&self, reference: &str) -> Option<MediaUrl> {
        self.resolve(reference, is_web).map(MediaUrl)
    }

    /// Where a link leads, within the article too: a reference that is a fragment alone, or that names this very
    /// document and a fragment, leads to the identifier in it. An empty fragment leads nowhere.
    #[must_use]
    pub fn target(&self, reference: &str) -> Option<LinkTarget> {
        let trimmed = stripped(reference);
        if let Some(fragment) = trimmed.strip_prefix("#") {
            return fragment_target(fragment);
        }
        let url = self.link(reference)?;
        if let (Some(base), Some((page, fragment))) = (&self.base, split_once_any(url.as_str(), "#"))
            && split_at(base, "#").0 == page
        {
            return fragment_target(fragment);
        }
        Some(LinkTarget::Url(url))
    }

    /// The scheme is looked at in what the parser made of the reference, never in the reference: parsing drops
    /// tabs, line ends and leading blanks and lowers letters, so `java\nscript:` is a scheme too.
    fn resolve(&self, reference: &str, allowed: fn(&str) -> bool) -> Option<String> {
        if stripped(reference).is_empty() {
            return None;
        }
        if let Some(url) = self.urls.join(reference, self.base.as_deref()) {
            return allowed(&url).then_some(url);
        }
        // Without a base a relative reference stays what it is, for the page to resolve. That it parses against
        // some web address and not alone shows that it is relative.
        if self.base.is_some() {
            return None;
        }
        self.urls.join(reference, Some("https://relative.invalid/")).filter(|url| is_web(url))?;
        let mut kept = String::new();
        for found in stripped(reference).chars() {
            if !matches!(found, '\t' | '\n' | '\r') {
                kept.push(found);
            }
        }
        Some(kept)
    }
}

fn fragment_target(fragment: &str) -> Option<LinkTarget> {
    let id = percent_decode(fragment);
    (!id.is_empty()).then_some(LinkTarget::Fragment(id))
}

/// Percent-decoding, as the HTML standard does to find what a fragment indicates.
pub(crate) fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        let mut byte = *first;
        if let [high, low, after @ ..] = after
            && byte == b'%'
            && let (Some(high), Some(low)) = (hex(*high), hex(*low))
        {
            byte = high * 16 + low;
            rest = after;
        }
        bytes.push(byte);
    }
    // What is no UTF-8 then stays as it is written.
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|digit| digit as u8)
}

/// A reference without what URL parsing strips from both ends: C0 controls and the space.
fn stripped(reference: &str) -> &str {
    let is_kept = |byte: &u8| *byte > b' ';
    let start = reference.as_bytes().iter().position(is_kept).unwrap_or(reference.len());
    let end = reference.as_bytes().iter().rposition(is_kept).map_or(start, |last| last + 1);
    reference.get(start..end).unwrap_or_default()
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// URL parsing by the crate `url`, for servers and tests.
#[cfg(feature = "native")]
#[derive(Clone, Copy, Debug, Default)]
pub struct NativeUrls;

#[cfg(feature = "native")]
impl Urls for NativeUrls {
    fn join(&self, reference: &str, base: Option<&str>) -> Option<String> {
        let base = match base {
            Some(base) => Some(::url::Url::parse(base).ok()?),
            None => None,
        };
        let mut url = ::url::Url::options().base_url(base.as_ref()).parse(reference).ok()?;
        // The URL standard's set of what is encoded in paths has had this one since 2024, the crate has not; browsers and
        // this are to make the same address.
        if url.path().contains('^') && !url.cannot_be_a_base() {
            let path = url.path().replace('^', "%5E");
            url.set_path(&path);
        }
        Some(url.into())
    }
}

#[cfg(all(test, feature = "native"))]
mod tests {
    use super::{NativeUrls, Resolver};
    use crate::model::LinkTarget;

    fn resolver(base: Option<&str>) -> Resolver<'static> {
        Resolver::new(&NativeUrls, base)
    }

    #[test]
    fn allowed_schemes_pass_and_are_resolved() {
        let cases = [
            ("/news/1", "https://paper.example/news/1"),
            ("2", "https://paper.example/world/2"),
            ("?page=2", "https://paper.example/world/?page=2"),
            ("//other.example/x", "https://other.example/x"),
            (" HTTP://Other.Example:80/a b ", "http://other.example/a%20b"),
            ("/a^b?c^d", "https://paper.example/a%5Eb?c^d"),
            ("mailto:desk@paper.example", "mailto:desk@paper.example"),
            ("TEL:+3581234", "tel:+3581234"),
            ("https://user:pass@paper.example/%zz", "https://user:pass@paper.example/%zz"),
        ];
        for (reference, expected) in cases {
            let link = resolver(Some("https://paper.example/world/")).link(reference);
            assert_eq!(link.as_ref().map(|url| url.as_str()), Some(expected), "{reference:?}");
        }
    }

    #[test]
    fn other_schemes_never_pass() {
        let cases = [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "\u{1} java\tscript\r:alert(1)",
            "\u{0}javascript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "data:image/svg+xml,<svg/>",
            "vbscript:msgbox(1)",
            "blob:https://paper.example/1",
            "file:///etc/passwd",
            "filesystem:https://paper.example/temporary/x",
            "about:blank",
            "ftp://paper.example/x",
            "view-source:https://paper.example/",
            "intent://x#Intent;scheme=http;end",
            "https://",
            "http://[::1",
            "",
            "  ",
        ];
        for base in [Some("https://paper.example/world/"), None] {
            for reference in cases {
                assert_eq!(resolver(base).link(reference), None, "{reference:?}");
                assert_eq!(resolver(base).media(reference), None, "{reference:?}");
            }
        }
        assert_eq!(resolver(None).media("mailto:desk@paper.example"), None);
    }

    #[test]
    fn without_a_base_a_relative_reference_stays_relative() {
        for base in [None, Some("javascript:alert(1)"), Some("file:///x"), Some("/relative")] {
            assert_eq!(resolver(base).link(" /a\n/b ").unwrap().as_str(), "/a/b");
            assert_eq!(
                resolver(base).media("//other.example/x.png").unwrap().as_str(),
                "//other.example/x.png"
            );
        }
    }

    #[test]
    fn in_page_links_are_fragments() {
        let resolver = resolver(Some("https://paper.example/world/1"));
        let fragment = |id: &str| Some(LinkTarget::Fragment(id.to_owned()));
        assert_eq!(resolver.target(" #fn1"), fragment("fn1"));
        assert_eq!(resolver.target("https://paper.example/world/1#%C3%A9%zz%4"), fragment("é%zz%4"));
        assert_eq!(resolver.target("#"), None);
        assert_eq!(resolver.target("https://paper.example/world/1#"), None);
        let elsewhere = resolver.target("/world/2#fn1");
        assert!(matches!(elsewhere, Some(LinkTarget::Url(url)) if url.as_str().ends_with("/world/2#fn1")));
    }

    #[test]
    fn a_document_s_own_base_is_resolved_against_the_present_one() {
        let outer = resolver(Some("https://paper.example/world/"));
        assert_eq!(outer.rebased("/sport/").link("1").unwrap().as_str(), "https://paper.example/sport/1");
        assert_eq!(outer.rebased("data:text/plain,").base(), Some("https://paper.example/world/"));
    }
}
