//! The elements that mean something to the mapping, and what they have in common.

use super::dictionary::Dictionary;

/// Stands on lines of its own, or is a picture or the like, which we set on a line of its own.
pub(super) const BLOCK: u8 = 1;
/// Its start tag ends an open paragraph.
pub(super) const ENDS_P: u8 = 1 << 1;
/// Has no content and no end tag.
pub(super) const VOID: u8 = 1 << 2;
/// Formats the text in it, so that its end tag ends it however it is nested.
pub(super) const FORMATTING: u8 = 1 << 3;
/// Nothing closes what is around it from within.
pub(super) const BOUNDARY: u8 = 1 << 4;
/// Gives nothing at all, its text included.
pub(super) const NOTHING: u8 = 1 << 5;
/// Means something inside a table alone.
pub(super) const TABLE_PART: u8 = 1 << 6;
/// Its start tag in SVG or MathML is HTML's again, and ends them.
pub(super) const ENDS_FOREIGN: u8 = 1 << 7;
/// What most blocks are.
const FLOW: u8 = BLOCK | ENDS_P | ENDS_FOREIGN;

macro_rules! elements {
    ($($kind:ident $name:literal = $flags:expr;)+) => {
        #[allow(dead_code, reason = "some are known by their flags alone")]
        enum Place {
            $($kind,)+
            Other,
        }

        #[allow(dead_code, non_upper_case_globals, reason = "these are the variants of what would be an enum")]
        impl Kind {
            $(pub(crate) const $kind: Self = Self(Place::$kind as u8);)+
            /// One that means nothing, so that only its text counts.
            pub(crate) const Other: Self = Self(Place::Other as u8);
        }

        /// All names, and what they are, in the same order. A text and bytes are a quarter of a table of both.
        pub(super) const NAMES: &str = concat!($($name, " "),+);
        const FLAGS: &[u8] = &[$($flags,)+];
    };
}

/// Which element one is: its place below. A number is compared in fewer bytes of code than a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kind(u8);

// Headings stand in a row.
elements! {
    A "a" = FORMATTING;
    Abbr "abbr" = 0;
    Acronym "acronym" = 0;
    Address "address" = FLOW;
    Applet "applet" = BOUNDARY;
    Area "area" = VOID | NOTHING;
    Article "article" = FLOW;
    Aside "aside" = FLOW;
    Audio "audio" = BLOCK;
    B "b" = FORMATTING | ENDS_FOREIGN;
    Base "base" = VOID | NOTHING;
    Basefont "basefont" = VOID;
    Bgsound "bgsound" = VOID | NOTHING;
    Big "big" = FORMATTING | ENDS_FOREIGN;
    Blockquote "blockquote" = FLOW;
    Body "body" = BLOCK | ENDS_FOREIGN;
    Br "br" = VOID | ENDS_FOREIGN;
    Button "button" = NOTHING;
    Caption "caption" = BLOCK | BOUNDARY | TABLE_PART;
    Center "center" = FLOW;
    Cite "cite" = 0;
    Code "code" = FORMATTING | ENDS_FOREIGN;
    Col "col" = VOID | NOTHING;
    Colgroup "colgroup" = NOTHING | TABLE_PART;
    Datalist "datalist" = NOTHING;
    Dd "dd" = FLOW;
    Del "del" = 0;
    Details "details" = FLOW;
    Dfn "dfn" = 0;
    Dialog "dialog" = FLOW;
    Dir "dir" = FLOW;
    Div "div" = FLOW;
    Dl "dl" = FLOW;
    Dt "dt" = FLOW;
    Em "em" = FORMATTING | ENDS_FOREIGN;
    Embed "embed" = VOID | NOTHING | ENDS_FOREIGN;
    Fieldset "fieldset" = FLOW;
    Figcaption "figcaption" = FLOW;
    Figure "figure" = FLOW;
    Font "font" = FORMATTING;
    Footer "footer" = FLOW;
    Form "form" = FLOW | NOTHING;
    Frame "frame" = VOID | NOTHING;
    Frameset "frameset" = NOTHING;
    H1 "h1" = FLOW;
    H2 "h2" = FLOW;
    H3 "h3" = FLOW;
    H4 "h4" = FLOW;
    H5 "h5" = FLOW;
    H6 "h6" = FLOW;
    Head "head" = 0;
    Header "header" = FLOW;
    Hgroup "hgroup" = FLOW;
    Hr "hr" = FLOW | VOID;
    Html "html" = BLOCK;
    I "i" = FORMATTING | ENDS_FOREIGN;
    Iframe "iframe" = BLOCK;
    Img "img" = BLOCK | VOID | ENDS_FOREIGN;
    Input "input" = VOID | NOTHING;
    Kbd "kbd" = 0;
    Keygen "keygen" = VOID;
    Legend "legend" = BLOCK;
    Li "li" = FLOW;
    Link "link" = VOID | NOTHING;
    Listing "listing" = FLOW;
    Main "main" = FLOW;
    Map "map" = NOTHING;
    Mark "mark" = 0;
    Marquee "marquee" = BOUNDARY;
    Math "math" = 0;
    Menu "menu" = FLOW;
    Meta "meta" = VOID | NOTHING | ENDS_FOREIGN;
    Nav "nav" = FLOW;
    Nobr "nobr" = FORMATTING | ENDS_FOREIGN;
    Noembed "noembed" = NOTHING;
    Noframes "noframes" = NOTHING;
    Noscript "noscript" = NOTHING;
    Object "object" = BOUNDARY;
    Ol "ol" = FLOW;
    Optgroup "optgroup" = NOTHING;
    Option "option" = NOTHING;
    P "p" = FLOW;
    Param "param" = VOID | NOTHING;
    Picture "picture" = BLOCK;
    Plaintext "plaintext" = FLOW;
    Pre "pre" = FLOW;
    Progress "progress" = NOTHING;
    Q "q" = 0;
    Rp "rp" = NOTHING;
    Rt "rt" = 0;
    Ruby "ruby" = ENDS_FOREIGN;
    S "s" = FORMATTING | ENDS_FOREIGN;
    Samp "samp" = 0;
    Script "script" = NOTHING;
    Search "search" = FLOW;
    Section "section" = FLOW;
    Select "select" = NOTHING;
    Small "small" = FORMATTING | ENDS_FOREIGN;
    Source "source" = VOID | NOTHING;
    Span "span" = ENDS_FOREIGN;
    Strike "strike" = FORMATTING | ENDS_FOREIGN;
    Strong "strong" = FORMATTING | ENDS_FOREIGN;
    Style "style" = NOTHING;
    Sub "sub" = ENDS_FOREIGN;
    Summary "summary" = FLOW;
    Sup "sup" = ENDS_FOREIGN;
    Svg "svg" = NOTHING;
    Table "table" = FLOW | BOUNDARY;
    Tbody "tbody" = BLOCK | TABLE_PART;
    Td "td" = BLOCK | BOUNDARY | TABLE_PART;
    Template "template" = BOUNDARY | NOTHING;
    Textarea "textarea" = NOTHING;
    Tfoot "tfoot" = BLOCK | TABLE_PART;
    Th "th" = BLOCK | BOUNDARY | TABLE_PART;
    Thead "thead" = BLOCK | TABLE_PART;
    Time "time" = 0;
    Title "title" = NOTHING;
    Tr "tr" = BLOCK | TABLE_PART;
    Track "track" = VOID | NOTHING;
    Tt "tt" = FORMATTING | ENDS_FOREIGN;
    U "u" = FORMATTING | ENDS_FOREIGN;
    Ul "ul" = FLOW;
    Var "var" = ENDS_FOREIGN;
    Video "video" = BLOCK;
    Wbr "wbr" = VOID;
    Xmp "xmp" = FLOW;
}

impl Kind {
    /// The element of a name in lower case, by the dictionary of [`NAMES`].
    pub(super) fn of(name: &str, names: &Dictionary<'_>) -> Self {
        let place = names.find(name).and_then(|place| u8::try_from(place).ok());
        Self(place.unwrap_or(Self::Other.0))
    }

    /// Whether it is any of these flags.
    pub(super) fn is(self, flags: u8) -> bool {
        FLAGS.get(usize::from(self.0)).is_some_and(|own| own & flags != 0)
    }

    /// The level of a heading.
    pub(super) fn heading_level(self) -> Option<u8> {
        let level = self.0.wrapping_sub(Self::H1.0);
        (level < 6).then(|| level + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::{Dictionary, FLAGS, Kind, NAMES};

    #[test]
    fn every_element_is_found() {
        let names = Dictionary::read(NAMES);
        for (place, name) in NAMES.split(' ').enumerate().take(FLAGS.len()) {
            assert_eq!(usize::from(Kind::of(name, &names).0), place, "{name}");
        }
        for (level, name) in ["h1", "h2", "h3", "h4", "h5", "h6"].into_iter().enumerate() {
            assert_eq!(Kind::of(name, &names).heading_level().map(usize::from), Some(level + 1));
        }
        assert_eq!(Kind::of("made-up", &names), Kind::Other);
        assert_eq!(Kind::of("", &names), Kind::Other);
        assert_eq!(Kind::P.heading_level(), None);
        assert!(!Kind::Other.is(u8::MAX));
    }
}
