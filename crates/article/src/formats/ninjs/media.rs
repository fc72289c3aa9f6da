//! Pictures, video and sound of items, which have renditions of several sizes and kinds.

use json::Value;

use super::texts::{alternative, credit, description, entries};
use crate::html::{plain, read_line, read_text};
use crate::limits::MAX_CANDIDATES;
use crate::loose;
use crate::model::{Figure, Image, ImageCandidate, Media};
use crate::repetition::{self, shows_same};
use crate::url::{LinkUrl, MediaUrl, Resolver};

/// The widest rendition, in pixels, that is shown where the browser does not choose by itself. Agencies send originals of
/// 5,000 and more.
const MAX_DEFAULT_WIDTH: u32 = 2048;

/// What an item is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A story.
    Text,
    /// A photograph.
    Picture,
    /// A drawing, a logo, a chart.
    Graphic,
    Video,
    Audio,
    /// What has not happened yet, or is no news: an event, a planning item, a part of another item.
    Planned,
}

/// What an item is, by its type, else by its renditions.
pub(super) fn kind(item: &Value) -> Kind {
    match loose::first(item, &["type"]).unwrap_or_default() {
        "picture" => Kind::Picture,
        "graphic" => Kind::Graphic,
        "video" => Kind::Video,
        "audio" => Kind::Audio,
        "event" | "planning" | "component" => Kind::Planned,
        "text" | "composite" => Kind::Text,
        _ if item.get("eventDetails").is_some() || item.get("planningDetails").is_some() => Kind::Planned,
        _ if item.get("renditions").is_some() => Kind::Picture,
        _ => Kind::Text,
    }
}

/// One rendition that a browser can show.
struct Rendition {
    src: MediaUrl,
    width: Option<u32>,
    height: Option<u32>,
}

/// The renditions whose media type begins so. Without one, the ending of the address tells.
fn renditions(item: &Value, kind: &str, resolver: &Resolver<'_>) -> Vec<Rendition> {
    let mut found = Vec::new();
    for rendition in entries(item, "renditions") {
        let Some(address) = loose::first(rendition, &["href"]) else { continue };
        let media_type = media_type(rendition, address);
        let shown = media_type.starts_with(kind) && !is_foreign(&media_type);
        if shown && let Some(src) = resolver.media(address) {
            let (width, height) = (loose::pixels(rendition, "width"), loose::pixels(rendition, "height"));
            found.push(Rendition { src, width, height });
        }
    }
    found
}

fn media_type(rendition: &Value, address: &str) -> String {
    let said = loose::first(rendition, &["contentType", "contenttype", "mimetype", "mimeType"]);
    if let Some(said) = said {
        return said.to_ascii_lowercase();
    }
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    match ending.as_str() {
        "jpg" | "jpeg" | "png" | "gif" | "webp" | "avif" | "svg" => "image/",
        "mp4" | "webm" | "m4v" => "video/",
        "mp3" | "m4a" | "ogg" | "oga" | "wav" | "aac" | "flac" => "audio/",
        "htm" | "html" => "text/html",
        _ => "",
    }
    .to_owned()
}

/// Whether browsers show nothing of a media type.
fn is_foreign(media_type: &str) -> bool {
    ["tif", "postscript", "photoshop", "wmv", "flv", "msvideo", "mxf"].iter().any(|part| media_type.contains(part))
}

/// The address of an item's page. The `uri` is an identifier, even where it looks like an address.
pub(super) fn link(item: &Value, resolver: &Resolver<'_>) -> Option<LinkUrl> {
    entries(item, "renditions").into_iter().find_map(|rendition| {
        let address = loose::first(rendition, &["href"])?;
        media_type(rendition, address).starts_with("text/html").then(|| resolver.link(address)).flatten()
    })
}

/// What an item shows, with its caption and credit.
pub(super) fn figure(item: &Value, resolver: &Resolver<'_>) -> Option<Figure> {
    let medium = match kind(item) {
        Kind::Video => video(item, resolver)?,
        Kind::Audio => Media::Audio { src: renditions(item, "audio/", resolver).into_iter().next()?.src },
        _ => Media::Image(read_image(item, resolver)?),
    };
    Some(Figure {
        media: vec![medium],
        caption: description(item).map(|text| read_line(text, resolver)).unwrap_or_default(),
        credit: credit(item).map(|text| read_text(text, resolver)).filter(|text| !text.is_empty()),
    })
}

/// A film; a still of it where no rendition plays.
fn video(item: &Value, resolver: &Resolver<'_>) -> Option<Media> {
    let still = read_image(item, resolver);
    let mut films = renditions(item, "video/", resolver);
    // The first one of its size, and of all sizes the one that most screens show as it is.
    films.sort_by_key(|film| film.width.map_or(1, |width| u32::from(width > 1920)));
    match films.into_iter().next() {
        Some(Rendition { src, width, height }) => {
            Some(Media::Video { src, poster: still.map(|still| still.src), width, height })
        }
        None => still.map(Media::Image),
    }
}

/// The picture of an item in all sizes that show the same part of it.
pub(super) fn read_image(item: &Value, resolver: &Resolver<'_>) -> Option<Image> {
    let mut renditions = renditions(item, "image/", resolver);
    // The first of the widest that are not too wide: without sizes the publisher's order counts.
    let mut chosen = renditions.first()?;
    for rendition in &renditions {
        let rank = |rendition: &Rendition| match rendition.width {
            Some(width) if width <= MAX_DEFAULT_WIDTH => width,
            _ => 0,
        };
        if rank(rendition) > rank(chosen) {
            chosen = rendition;
        }
    }
    let (src, width, height) = (chosen.src.clone(), chosen.width, chosen.height);
    renditions.sort_by_key(|rendition| rendition.width);
    let mut srcset: Vec<ImageCandidate> = Vec::new();
    for rendition in &renditions {
        if let (Some(full), Some(high), Some(across), Some(down)) =
            (width, height, rendition.width, rendition.height)
        {
            let (one, other) = (u64::from(across) * u64::from(high), u64::from(down) * u64::from(full));
            let descriptor = format!("{across}w");
            let known = srcset.last().is_some_and(|candidate| candidate.descriptor == descriptor);
            // Both are rounded to whole pixels.
            let uncropped = one.abs_diff(other) <= u64::from(full.max(high));
            if uncropped && !known && srcset.len() < MAX_CANDIDATES {
                srcset.push(ImageCandidate { src: rendition.src.clone(), descriptor });
            }
        }
    }
    if srcset.len() < 2 {
        srcset.clear();
    }
    Some(Image { src, srcset, sizes: None, width, height, alt: alternative(item, resolver) })
}

/// Whether two figures show the same: one picture, or what has one caption.
pub(super) fn is_same(one: &Figure, other: &Figure) -> bool {
    shows_same(one, other) || repetition::is_same(&plain(&one.caption), &plain(&other.caption))
}

/// Gives a figure of the body what the item knows of it: all its sizes, its credit, its caption.
pub(super) fn improve(shown: &mut Figure, mut known: Figure) {
    if let ([Media::Image(shown)], [Media::Image(known)]) = (shown.media.as_mut_slice(), known.media.as_mut_slice()) {
        if !shown.alt.is_empty() {
            known.alt = std::mem::take(&mut shown.alt);
        }
        std::mem::swap(shown, known);
    }
    if shown.caption.is_empty() {
        shown.caption = known.caption;
    }
    shown.credit = shown.credit.take().or(known.credit);
}
