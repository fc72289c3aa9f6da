//! Every limit of a review, with its reason. The form counts against them, the service refuses what is past them.

/// The longest title, in grapheme clusters: what fits on two lines of a phone.
pub const TITLE_GRAPHEMES: usize = 120;
/// The longest title, in bytes of UTF-8. One grapheme cluster can hold any number of code points, so counting
/// clusters alone bounds nothing; this leaves 17 bytes for each of the clusters, more than any script needs.
pub const TITLE_BYTES: usize = 2_048;
/// The longest text, in grapheme clusters: some 800 words, a long letter to the editor.
pub const TEXT_GRAPHEMES: usize = 5_000;
/// The longest text, in bytes of UTF-8: 5,000 clusters of the widest common scripts (3 to 4 bytes each).
pub const TEXT_BYTES: usize = 20_000;
/// The longest name of an author, in grapheme clusters: longer than the names people sign with.
pub const AUTHOR_GRAPHEMES: usize = 80;
/// The longest name of an author, in bytes of UTF-8, for the same reason as [`TITLE_BYTES`].
pub const AUTHOR_BYTES: usize = 1_024;
/// The longest language tag, in bytes: RFC 5646, section 4.4.1, shows that 35 hold every tag without private use.
pub const LANG_BYTES: usize = 35;
/// The longest subject, in bytes: the limit of the Sitemaps protocol for a page's URL, below what browsers,
/// proxies and databases take.
pub const SUBJECT_BYTES: usize = 2_048;
/// The largest body of a request, in bytes. The largest valid review is about 26,000 bytes; the rest is for escapes.
pub const BODY_BYTES: usize = 32 * 1_024;
/// The longest note of a moderator or with a report, in grapheme clusters: a paragraph.
pub const NOTE_GRAPHEMES: usize = 500;
/// The longest note, in bytes of UTF-8, for the same reason as [`TITLE_BYTES`].
pub const NOTE_BYTES: usize = 4_096;
/// Reviews on a page where the request does not say.
pub const PAGE_DEFAULT: u32 = 20;
/// The most reviews on a page: 100 long ones are 2 MB, as much as a phone should have to read at once.
pub const PAGE_MAX: u32 = 100;
/// The most subjects in one request for summaries: a long listing page.
pub const SUMMARIES_MAX: usize = 100;
/// The shortest edit key, in characters: 22 of base64url hold 128 bits, beyond guessing.
pub const EDIT_KEY_MIN: usize = 22;
/// The longest edit key, in characters: room for other makers' keys, yet one short header.
pub const EDIT_KEY_MAX: usize = 128;
