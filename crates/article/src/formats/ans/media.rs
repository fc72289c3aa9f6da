//! Pictures, galleries, films and sounds.

use json::Value;

use super::text::{DESCRIPTION, HEADLINE, credit};
use crate::html::{read_line, read_text};
use crate::loose;
use crate::model::{Figure, Image, Inline, Media};
use crate::text::clean;
use crate::url::Resolver;

/// Width of a film, in pixels, beyond which a smaller stream is taken: the browser plays one and cannot choose.
const MAX_STREAM_WIDTH: u32 = 1280;

/// An element or a promoted item that can be looked at or heard; `None` for any other, and without an address that is
/// allowed.
pub(super) fn figure(item: &Value, resolver: &Resolver<'_>) -> Option<Figure> {
    let (medium, caption) = match item.text("type")? {
        "image" => (Media::Image(image(item, resolver)?), loose::first(item, &["caption", "subtitle"])),
        "video" => (video(item, resolver)?, loose::first(item, DESCRIPTION).or_else(|| loose::first(item, HEADLINE))),
        "audio" => (audio(item, resolver)?, loose::first(item, HEADLINE)),
        "gallery" => return pictures(item, resolver),
        _ => return None,
    };
    Some(Figure {
        media: vec![medium],
        caption: caption.map(|caption| read_line(caption, resolver)).unwrap_or_default(),
        credit: credit(item).map(|credit| read_text(&credit, resolver)).filter(|credit| !credit.is_empty()),
    })
}

/// The figures of a gallery, and its own caption.
pub(super) fn gallery(item: &Value, resolver: &Resolver<'_>) -> (Vec<Figure>, Vec<Inline>) {
    // A gallery in a gallery is no picture.
    let elements = loose::list(item, "content_elements").iter();
    let elements = elements.filter(|element| element.text("type") != Some("gallery"));
    let figures = elements.filter_map(|element| figure(element, resolver)).collect();
    let own = loose::first(item, DESCRIPTION).or_else(|| loose::first(item, HEADLINE));
    (figures, own.map(|own| read_line(own, resolver)).unwrap_or_default())
}

/// The pictures of a gallery as one figure, with their captions below each other; under them the gallery's own.
fn pictures(item: &Value, resolver: &Resolver<'_>) -> Option<Figure> {
    let mut all = Figure { media: Vec::new(), caption: Vec::new(), credit: None };
    let (figures, own) = gallery(item, resolver);
    for figure in figures {
        add(&mut all, figure);
    }
    join(&mut all.caption, own);
    (!all.media.is_empty()).then_some(all)
}

fn add(gallery: &mut Figure, mut figure: Figure) {
    gallery.media.append(&mut figure.media);
    join(&mut gallery.caption, figure.caption);
    let Some(credit) = figure.credit else { return };
    match &mut gallery.credit {
        None => gallery.credit = Some(credit),
        Some(credits) if credits.split(", ").any(|known| known == credit) => {}
        Some(credits) => {
            credits.push_str(", ");
            credits.push_str(&credit);
        }
    }
}

/// Adds a caption on a line of its own.
fn join(caption: &mut Vec<Inline>, mut more: Vec<Inline>) {
    if !caption.is_empty() && !more.is_empty() {
        caption.push(Inline::Break);
    }
    caption.append(&mut more);
}

fn image(item: &Value, resolver: &Resolver<'_>) -> Option<Image> {
    Some(Image {
        src: resolver.media(loose::first(item, &["url", "additional_properties/originalUrl"])?)?,
        srcset: Vec::new(),
        sizes: None,
        width: loose::pixels(item, "width"),
        height: loose::pixels(item, "height"),
        alt: clean(loose::first(item, &["alt_text"]).unwrap_or_default()),
    })
}

/// The picture that stands in for a film.
pub(super) fn still(item: &Value, resolver: &Resolver<'_>) -> Option<Image> {
    image(item.at("promo_items/basic")?, resolver)
}

/// The stream that browsers play: a file, of the largest size that is not too large.
fn video(item: &Value, resolver: &Resolver<'_>) -> Option<Media> {
    let mut streams: Vec<&Value> = loose::list(item, "streams").iter().collect();
    streams.sort_by_key(|stream| {
        let kind = loose::first(stream, &["stream_type"]).unwrap_or("mp4");
        let width = loose::pixels(stream, "width").unwrap_or_default();
        let distance = if width > MAX_STREAM_WIDTH { width } else { MAX_STREAM_WIDTH - width };
        (kind != "mp4", width > MAX_STREAM_WIDTH, distance)
    });
    let stream = streams.into_iter().find(|stream| loose::first(stream, &["url"]).is_some())?;
    let still = still(item, resolver);
    Some(Media::Video {
        src: resolver.media(loose::first(stream, &["url"])?)?,
        poster: still.map(|still| still.src),
        width: loose::pixels(stream, "width"),
        height: loose::pixels(stream, "height"),
    })
}

fn audio(item: &Value, resolver: &Resolver<'_>) -> Option<Media> {
    let mut addresses = loose::list(item, "streams").iter().filter_map(|stream| loose::first(stream, &["url"]));
    Some(Media::Audio { src: addresses.find_map(|address| resolver.media(address))? })
}
