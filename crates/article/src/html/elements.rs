//! What kinds of elements there are. The lists are sorted, for a binary search.

/// Whether an element stands on lines of its own, or is a picture or the like, which we set on a line of its own.
pub(super) fn is_block(name: &str) -> bool {
    #[rustfmt::skip]
    const BLOCKS: &[&str] = &[
        "address", "article", "aside", "audio", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
        "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
        "h6", "header", "hgroup", "hr", "html", "iframe", "img", "legend", "li", "listing", "main", "menu", "nav",
        "ol", "p", "picture", "plaintext", "pre", "search", "section", "summary", "table",
        "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "video", "xmp",
    ];
    BLOCKS.binary_search(&name).is_ok()
}

/// Whether a start tag ends an open paragraph, by the HTML standard's tree construction.
pub(super) fn ends_paragraph(name: &str) -> bool {
    is_block(name)
        && !matches!(
            name,
            "audio"
                | "body"
                | "caption"
                | "html"
                | "iframe"
                | "img"
                | "legend"
                | "optgroup"
                | "option"
                | "picture"
                | "tbody"
                | "td"
                | "tfoot"
                | "th"
                | "thead"
                | "tr"
                | "video"
        )
}

/// Whether an element has no content and no end tag.
pub(super) fn is_void(name: &str) -> bool {
    #[rustfmt::skip]
    const VOID: &[&str] = &[
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link",
        "meta", "param", "source", "track", "wbr",
    ];
    VOID.binary_search(&name).is_ok()
}

/// Whether an element formats the text in it, so that its end tag ends it however it is nested.
pub(super) fn is_formatting(name: &str) -> bool {
    #[rustfmt::skip]
    const FORMATTING: &[&str] = &[
        "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
    ];
    FORMATTING.binary_search(&name).is_ok()
}

/// Whether the search for an open element ends here: nothing closes what is around a table's cell from within.
pub(super) fn is_boundary(name: &str) -> bool {
    matches!(name, "applet" | "caption" | "marquee" | "object" | "table" | "td" | "template" | "th")
}

/// Whether an element gives nothing at all, its text included.
pub(super) fn gives_nothing(name: &str) -> bool {
    #[rustfmt::skip]
    const NOTHING: &[&str] = &[
        "area", "base", "bgsound", "button", "col", "colgroup", "datalist", "embed", "form", "frame", "frameset",
        "input", "link", "map", "meta", "noembed", "noframes", "noscript", "optgroup", "option", "param", "progress",
        "rp", "script", "select", "source", "style", "svg", "template", "textarea", "title", "track",
    ];
    NOTHING.binary_search(&name).is_ok()
}

/// The level of a heading.
pub(super) fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

/// Whether a start tag in SVG or MathML is HTML's again, and ends them.
pub(super) fn ends_foreign(name: &str) -> bool {
    ends_paragraph(name)
        || (is_formatting(name) && !matches!(name, "a" | "font"))
        || matches!(name, "body" | "br" | "embed" | "img" | "meta" | "ruby" | "span" | "sub" | "sup" | "var")
}

#[cfg(test)]
mod tests {
    use super::{gives_nothing, is_block, is_formatting, is_void};

    /// A list out of order would not find some of its own elements.
    #[test]
    fn the_lists_are_sorted() {
        for name in
            ["address", "article", "dir", "div", "dl", "fieldset", "h1", "hr", "html", "img", "ul", "xmp"]
        {
            assert!(is_block(name), "{name}");
        }
        for name in ["area", "br", "hr", "img", "input", "wbr"] {
            assert!(is_void(name), "{name}");
        }
        for name in ["a", "b", "i", "strong", "u"] {
            assert!(is_formatting(name), "{name}");
        }
        for name in
            ["area", "form", "noscript", "rp", "script", "style", "svg", "template", "textarea", "track"]
        {
            assert!(gives_nothing(name), "{name}");
        }
    }
}
