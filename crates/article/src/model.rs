//! The typed article: what every format is read into and every component renders from.
//!
//! Nothing in here is markup. Text is plain text, structure is [`Block`] and [`Inline`], and an address can only
//! be a [`LinkUrl`] or a [`MediaUrl`], which cannot be made from a scheme that is not allowed.

use crate::timestamp::Timestamp;
use crate::url::{LinkUrl, MediaUrl};

/// One article, read from any format.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// The canonical address, absolute where the document or its own address allows it.
    pub url: Option<LinkUrl>,
    /// The headline, as plain text; never empty.
    pub headline: String,
    /// The intro under the headline, as plain text.
    pub standfirst: Option<String>,
    /// The people who wrote it, in the document's order. A format that gives one ready-made line gives one entry.
    pub byline: Vec<String>,
    /// When it was first published.
    pub published: Option<Timestamp>,
    /// When it was last changed, where that is later than `published`.
    pub updated: Option<Timestamp>,
    /// The section of the paper it stands in, such as "World".
    pub section: Option<String>,
    /// Keywords, in the document's order.
    pub tags: Vec<String>,
    /// The language of the text, BCP 47.
    pub lang: Option<String>,
    /// The base direction of the text, where the document or its language says so.
    pub dir: Option<Direction>,
    /// The picture, video or sound that stands between the headline and the text.
    pub hero: Option<Figure>,
    /// The text.
    pub body: Vec<Block>,
    /// Other articles that this one names.
    pub related: Vec<RelatedHeadline>,
}

/// Base direction of a text, HTML's `dir`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// A part of the text that stands on lines of its own.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading inside the text.
    Heading {
        /// 1 to 6, as the document ranks it; what it becomes on the page is the component's affair.
        level: u8,
        /// What an in-page link may point at.
        id: Option<String>,
        /// The text of the heading.
        content: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph {
        /// What an in-page link may point at.
        id: Option<String>,
        /// The text of the paragraph.
        content: Vec<Inline>,
    },
    /// A list, ordered or not, nested through its items.
    List(List),
    /// A quotation that stands apart from the text.
    Quote {
        /// What is quoted.
        blocks: Vec<Block>,
        /// Who or what is quoted.
        citation: Vec<Inline>,
        /// Where it is quoted from, HTML's `cite`.
        source: Option<LinkUrl>,
    },
    /// Pictures, video or sound with a caption.
    Figure(Figure),
    /// Figures that belong together, each with a caption or a credit of its own.
    Gallery {
        /// The figures; never empty.
        figures: Vec<Figure>,
        /// What is said of all of them.
        caption: Vec<Inline>,
    },
    /// A table.
    Table(Table),
    /// What the publisher says was wrong in an earlier version of the article.
    Correction {
        /// What kind of note it is, such as "Clarification", where the document says so apart from the text.
        title: Option<String>,
        /// What it says.
        blocks: Vec<Block>,
    },
    /// Preformatted text, such as a program.
    Code {
        /// The name of the programming language, such as "rust".
        language: Option<String>,
        /// The text, its white space kept.
        text: String,
    },
    /// Something that another site shows, such as a video player. It loads nothing until the reader asks.
    Embed(Embed),
    /// A thematic break.
    Divider,
}

/// A list and its items.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// Whether the items are numbered.
    pub ordered: bool,
    /// The number of the first item, where it is not 1.
    pub start: Option<i32>,
    /// The items.
    pub items: Vec<ListItem>,
}

/// One item of a [`List`].
#[derive(Clone, Debug, PartialEq)]
pub struct ListItem {
    /// What an in-page link may point at, such as a footnote's mark.
    pub id: Option<String>,
    /// What the item says; a plain item is one paragraph.
    pub blocks: Vec<Block>,
}

/// One or more pictures, videos or sounds that share a caption. More than one is a gallery.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What is shown; never empty.
    pub media: Vec<Media>,
    /// The caption, without the credit.
    pub caption: Vec<Inline>,
    /// Whose work it is.
    pub credit: Option<String>,
}

impl Figure {
    /// Its first medium, where that is a picture: what stands for the article in a list.
    #[must_use]
    pub fn into_picture(self) -> Option<Image> {
        match self.media.into_iter().next() {
            Some(Media::Image(image)) => Some(image),
            _ => None,
        }
    }
}

/// What a [`Figure`] shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Media {
    /// A picture.
    Image(Image),
    /// A video, played by the browser's own controls.
    Video {
        /// Address of the file.
        src: MediaUrl,
        /// The picture that stands in before it plays.
        poster: Option<MediaUrl>,
        /// Width in CSS pixels.
        width: Option<u32>,
        /// Height in CSS pixels.
        height: Option<u32>,
    },
    /// A sound, played by the browser's own controls.
    Audio {
        /// Address of the file.
        src: MediaUrl,
    },
}

/// A picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    /// Address of the file.
    pub src: MediaUrl,
    /// Candidates of other sizes, HTML's `srcset`.
    pub srcset: Vec<ImageCandidate>,
    /// HTML's `sizes`, which says how wide the picture will be shown.
    pub sizes: Option<String>,
    /// Width in pixels; with `height` it reserves the space before the picture has come.
    pub width: Option<u32>,
    /// Height in pixels.
    pub height: Option<u32>,
    /// What the picture shows, for whoever does not see it. Empty: it is decoration.
    pub alt: String,
}

/// One candidate of an [`Image`]'s `srcset`.
#[derive(Clone, Debug, PartialEq)]
pub struct ImageCandidate {
    /// Address of the file.
    pub src: MediaUrl,
    /// HTML's descriptor: a width such as `640w`, or a density such as `2x`.
    pub descriptor: String,
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The caption.
    pub caption: Vec<Inline>,
    /// The rows of the head.
    pub head: Vec<Row>,
    /// The rows of the body and the foot.
    pub body: Vec<Row>,
}

/// One row of a [`Table`].
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The cells, in reading order.
    pub cells: Vec<Cell>,
}

/// One cell of a [`Row`].
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Whether it is a header cell.
    pub header: bool,
    /// How many columns it spans, at least 1.
    pub colspan: u16,
    /// How many rows it spans, at least 1.
    pub rowspan: u16,
    /// How its text stands; nothing where that is left to the page.
    pub align: Option<Align>,
    /// What the cell says.
    pub content: Vec<Inline>,
}

/// How the text of a [`Cell`] stands, CSS's `text-align`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// At the left, in any direction of writing.
    Left,
    /// In the middle.
    Center,
    /// At the right, as numbers often do.
    Right,
}

impl Align {
    /// The word of CSS and of HTML for it, as documents write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Center => "center",
            Self::Right => "right",
        }
    }

    /// What a document names so.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "left" => Some(Self::Left),
            "center" => Some(Self::Center),
            "right" => Some(Self::Right),
            _ => None,
        }
    }
}

/// Something that another site shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Embed {
    /// Where a reader finds it: the page, for a link.
    pub url: LinkUrl,
    /// The name of the site, such as "YouTube", where it is a known one.
    pub provider: Option<String>,
    /// What it is called.
    pub title: Option<String>,
    /// The picture that stands in for it, where the document names one.
    pub still: Option<Image>,
    /// The caption under it.
    pub caption: Vec<Inline>,
}

/// A run of text inside a block.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Strong importance.
    Strong(Vec<Inline>),
    /// Stress emphasis.
    Emphasis(Vec<Inline>),
    /// A link.
    Link {
        /// Where it leads.
        target: LinkTarget,
        /// What is linked.
        content: Vec<Inline>,
    },
    /// A piece of code.
    Code(Vec<Inline>),
    /// Subscript.
    Subscript(Vec<Inline>),
    /// Superscript.
    Superscript(Vec<Inline>),
    /// Text that is marked for reference.
    Mark(Vec<Inline>),
    /// Text that no longer holds.
    Strike(Vec<Inline>),
    /// A quotation inside a sentence; the browser sets the quotation marks of its language.
    Quote(Vec<Inline>),
    /// An abbreviation and what it stands for.
    Abbreviation {
        /// The words it stands for.
        title: String,
        /// The abbreviation.
        content: Vec<Inline>,
    },
    /// A time, readable by machines.
    Time {
        /// HTML's `datetime`.
        datetime: String,
        /// The time as it is written.
        content: Vec<Inline>,
    },
    /// A place that an in-page link may point at, such as a footnote's reference.
    Anchor {
        /// Its identifier, unique in the article.
        id: String,
        /// The text there.
        content: Vec<Inline>,
    },
    /// A line break that is part of the text.
    Break,
}

/// Where an [`Inline::Link`] leads.
#[derive(Clone, Debug, PartialEq)]
pub enum LinkTarget {
    /// To another page.
    Url(LinkUrl),
    /// To the `id` of a block or an anchor of this article.
    Fragment(String),
}

/// Another article that this one, or a feed, names.
#[derive(Clone, Debug, PartialEq)]
pub struct RelatedHeadline {
    /// Its headline, as plain text; never empty.
    pub title: String,
    /// Where it is; a list saved as text names none.
    pub url: Option<LinkUrl>,
    /// What it says, in a sentence or two.
    pub summary: Option<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// Its picture.
    pub image: Option<Image>,
}
