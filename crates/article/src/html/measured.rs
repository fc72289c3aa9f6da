//! How much text is where in a page, and which of its elements stand around every story.

use super::elements::{Kind, NOTHING};
use super::inlines::is_hidden;
use super::tree::{Data, Element, Id, ROOT, Tree};

/// The share of a part's text that a part of it must have to stand for it, in per cent.
const MOST: usize = 70;

/// The longest line about the writer or the time that is passed over, in characters.
const MAX_LINE: usize = 200;

/// How many classes of an element are looked at; those of tools that write a class for each property have some 40.
const MAX_CLASSES: usize = 50;

/// Classes and identifiers of what stands around a story, as whole words or as words that dashes part.
const FURNITURE: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "adverts",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "cookie",
    "newsletter",
    "pagination",
    "paywall",
    "popup",
    "promo",
    "promoted",
    "recirculation",
    "recommended",
    "related",
    "share",
    "sharing",
    "sharedaddy",
    "sidebar",
    "signup",
    "skip",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "toolbar",
    "trending",
];

/// Those that say so for certain, however long they are.
const COMMENTS: &[&str] = &[
    "comments",
    "comment-list",
    "commentlist",
    "comments-area",
    "comment-respond",
    "disqus_thread",
    "respond",
    "related-posts",
    "related-articles",
    "jp-relatedposts",
    "share-bar",
    "share-buttons",
    "social-share",
    "site-footer",
    "site-header",
    "post-navigation",
    "nav-links",
];

/// Lines about the writer and the time, which the article says elsewhere; and texts for screen readers alone, which
/// label what is passed over.
const LINES: &[&str] = &[
    "article-meta",
    "author",
    "byline",
    "entry-meta",
    "post-meta",
    "posted-on",
    "publish-date",
    "published",
    "reading-time",
    "screen-reader-text",
    "sr-only",
    "tags",
    "tag-list",
    "timestamp",
    "visually-hidden",
];

/// How much text each element has.
pub(super) struct Measured<'a> {
    pub(super) tree: &'a Tree,
    /// Characters outside links and furniture.
    prose: Vec<u32>,
    furniture: Vec<bool>,
}

impl<'a> Measured<'a> {
    pub(super) fn of(tree: &'a Tree) -> Self {
        let mut measured = Self { tree, prose: Vec::new(), furniture: Vec::new() };
        let count = tree.nodes().count() + 1;
        let all = measured.sum(count, false);
        let with_links = measured.sum(count, true);
        // Whether a node holds what no furniture holds, and whether it is in a quotation, whose lines are its own.
        let mut holds = vec![false; count];
        let mut quoted = vec![false; count];
        for (id, data) in tree.nodes().rev() {
            let Data::Element(element) = data else { continue };
            let story = matches!(element.kind, Kind::H1 | Kind::Main) || has_property(element, "articleBody");
            if story {
                set(&mut holds, id);
            }
            if get(&holds, id) {
                set(&mut holds, tree.parent(id));
            }
        }
        measured.furniture = vec![false; count];
        for (id, data) in tree.nodes() {
            let Data::Element(element) = data else { continue };
            let parent = tree.parent(id);
            if get(&quoted, parent) || element.kind == Kind::Blockquote {
                set(&mut quoted, id);
                continue;
            }
            let (prose, text) = (size(&all, id), size(&with_links, id));
            let minor = prose * 2 < size(&all, ROOT);
            if !get(&holds, id) && is_furniture(element, prose, text, minor) {
                set(&mut measured.furniture, id);
            }
        }
        measured.prose = measured.sum(count, false);
        measured
    }

    /// The characters in every node, of what is shown and is no furniture, with those of links or without.
    fn sum(&self, count: usize, links: bool) -> Vec<u32> {
        let mut sums = vec![0u32; count];
        for (id, data) in self.tree.nodes().rev() {
            let at = id as usize;
            let own = match data {
                Data::Text(text) => letters(text),
                Data::Element(element) => {
                    let counts = !element.kind.is(NOTHING)
                        && (links || element.kind != Kind::A)
                        && !self.is_furniture(id)
                        && !is_hidden(element);
                    if counts { sums.get(at).copied().unwrap_or_default() } else { 0 }
                }
            };
            if let Some(sum) = sums.get_mut(at) {
                *sum = own;
            }
            if let Some(sum) = sums.get_mut(self.tree.parent(id) as usize) {
                *sum = sum.saturating_add(own);
            }
        }
        sums
    }

    /// How many characters of text a node has.
    pub(super) fn prose(&self, node: Id) -> usize {
        size(&self.prose, node)
    }

    /// Whether an element stands around a story.
    pub(super) fn is_furniture(&self, node: Id) -> bool {
        get(&self.furniture, node)
    }

    /// Whether a node is in another.
    pub(super) fn is_within(&self, node: Id, around: Id) -> bool {
        let mut id = node;
        while id != ROOT {
            id = self.tree.parent(id);
            if id == around {
                return true;
            }
        }
        false
    }

    /// The element with the most text of some; the outermost of those with the same.
    pub(super) fn longest(&self, wanted: impl Fn(&Element) -> bool) -> Option<Id> {
        let mut longest: Option<Id> = None;
        for (id, data) in self.tree.nodes() {
            if let Data::Element(element) = data
                && self.prose(id) > longest.map_or(0, |longest| self.prose(longest))
                && wanted(element)
                && !self.is_in_furniture(id)
            {
                longest = Some(id);
            }
        }
        longest
    }

    fn is_in_furniture(&self, node: Id) -> bool {
        let mut id = node;
        while id != ROOT {
            if self.is_furniture(id) {
                return true;
            }
            id = self.tree.parent(id);
        }
        false
    }

    /// The innermost element that has most of the text of one around it.
    pub(super) fn densest(&self, node: Id) -> Id {
        let mut id = node;
        loop {
            let most = self.tree.children(id).find(|child| {
                self.prose(*child) * 100 >= self.prose(id).max(1) * MOST
                    && self.tree.element(*child).is_some_and(|element| is_container(element.kind))
            });
            match most {
                Some(child) => id = child,
                None => return id,
            }
        }
    }
}

fn is_container(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Article
            | Kind::Center
            | Kind::Div
            | Kind::Main
            | Kind::Other
            | Kind::Section
            | Kind::Table
            | Kind::Tbody
            | Kind::Td
            | Kind::Tr
    )
}

/// Whether an element is no part of a story: by its kind, its role, or by the words of its classes and its identifier.
fn is_furniture(element: &Element, prose: usize, text: usize, minor: bool) -> bool {
    let linked = prose * 2 < text;
    let is_line = prose <= MAX_LINE;
    match element.kind {
        Kind::Nav | Kind::Search => return true,
        Kind::Footer => return minor,
        Kind::Aside if linked => return true,
        _ => {}
    }
    let role = element.attribute("role").unwrap_or_default();
    if matches!(role, "navigation" | "search" | "contentinfo") || (role == "complementary" && minor) {
        return true;
    }
    let about = [
        "author",
        "datePublished",
        "dateModified",
        "publisher",
        "comment",
        "headline",
        "alternativeHeadline",
    ];
    if about.iter().any(|name| has_property(element, name)) && (is_line || has_property(element, "comment")) {
        return true;
    }
    let names = ["class", "id"].into_iter().filter_map(|name| element.attribute(name));
    for token in names.flat_map(str::split_whitespace).take(MAX_CLASSES) {
        let token = token.to_ascii_lowercase();
        if COMMENTS.contains(&token.as_str())
            || (is_line && LINES.contains(&token.as_str()))
            || (minor && token.split(['-', '_']).any(|word| FURNITURE.contains(&word)))
        {
            return true;
        }
    }
    false
}

/// Whether an element says that it is a property of what the page is about.
pub(super) fn has_property(element: &Element, name: &str) -> bool {
    element
        .attribute("itemprop")
        .is_some_and(|properties| properties.split_whitespace().any(|found| found == name))
}

/// The characters of a text that are no white space, and a fair measure of its length.
fn letters(text: &str) -> u32 {
    let count = text.chars().filter(|found| !found.is_whitespace()).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn size(sums: &[u32], node: Id) -> usize {
    sums.get(node as usize).copied().unwrap_or_default() as usize
}

fn get(flags: &[bool], node: Id) -> bool {
    flags.get(node as usize).copied().unwrap_or_default()
}

fn set(flags: &mut [bool], node: Id) {
    if let Some(flag) = flags.get_mut(node as usize) {
        *flag = true;
    }
}
