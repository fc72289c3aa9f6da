//! The featured medium of a post.

use json::Value;

use super::embedded;
use crate::html::read_line;
use crate::limits::{self, MAX_CANDIDATES};
use crate::model::{Block, Figure, Image, ImageCandidate, Media};
use crate::text::{clean, split_at, split_last, split_once};
use crate::url::Resolver;

/// Reads the featured medium.
pub(super) fn read(post: &Value, resolver: &Resolver<'_>) -> Option<Figure> {
    let medium = embedded(post, "wp:featuredmedia")?;
    let src = medium.text("source_url").and_then(|url| resolver.media(url))?;
    let details = medium.get("media_details").unwrap_or(&Value::Null);
    let (width, height) = (pixels(details, "width"), pixels(details, "height"));
    let media = match medium.text("mime_type").map(|kind| split_at(kind, "/").0) {
        Some("video") => Media::Video { src, poster: None, width, height },
        Some("audio") => Media::Audio { src },
        _ => Media::Image(Image {
            srcset: candidates(details, resolver),
            src,
            sizes: None,
            width,
            height,
            alt: clean(medium.text("alt_text").unwrap_or_default()),
        }),
    };
    let caption = medium.text("caption/rendered").or_else(|| medium.text("caption"));
    let credit = details.text("image_meta/credit").map(clean);
    Some(Figure {
        media: vec![media],
        caption: read_line(caption.unwrap_or_default(), resolver),
        credit: credit.filter(|credit| !credit.is_empty()),
    })
}

/// The sizes that the site keeps of a picture, the smallest first. Those that were cropped show another picture.
fn candidates(details: &Value, resolver: &Resolver<'_>) -> Vec<ImageCandidate> {
    let (Some(full_width), Some(full_height)) = (pixels(details, "width"), pixels(details, "height")) else {
        return Vec::new();
    };
    let mut widths = Vec::new();
    let mut candidates = Vec::new();
    let Some(sizes) = details.get("sizes").and_then(Value::as_object) else { return Vec::new() };
    for (_, size) in sizes.iter() {
        let (Some(width), Some(height)) = (pixels(size, "width"), pixels(size, "height")) else { continue };
        let Some(url) = size.text("source_url") else { continue };
        // Both are rounded to whole pixels.
        let (across, down) =
            (u64::from(width) * u64::from(full_height), u64::from(height) * u64::from(full_width));
        let uncropped = across.abs_diff(down) <= u64::from(full_width.max(full_height));
        let mut at = 0;
        while widths.get(at).is_some_and(|known| *known < width) {
            at += 1;
        }
        let known = widths.get(at) == Some(&width);
        if uncropped
            && !known
            && candidates.len() < MAX_CANDIDATES
            && let Some(src) = resolver.media(url)
        {
            let mut descriptor = String::new();
            json::push_number(&mut descriptor, u64::from(width));
            descriptor.push('w');
            widths.insert(at, width);
            candidates.insert(at, ImageCandidate { src, descriptor });
        }
    }
    candidates
}

fn pixels(value: &Value, name: &str) -> Option<u32> {
    // Some versions and plug-ins write numbers as strings.
    let found = value.get(name)?;
    limits::pixels(found.as_u64().or_else(|| json::whole(found.as_str()?))?)
}

/// Drops the figure at the beginning of a body that shows the hero again; a caption that only it has goes to the hero.
pub(super) fn drop_repetition(hero: &mut Figure, body: &mut Vec<Block>) {
    let [Media::Image(shown)] = hero.media.as_slice() else { return };
    let Some(Block::Figure(first)) = body.first_mut() else { return };
    let [Media::Image(image)] = first.media.as_slice() else { return };
    if picture(shown.src.as_str()) != picture(image.src.as_str()) {
        return;
    }
    if hero.caption.is_empty() {
        hero.caption = std::mem::take(&mut first.caption);
    }
    hero.credit = hero.credit.take().or(first.credit.take());
    body.remove(0);
}

/// What all sizes of a picture have in common: the address without query, ending, `-scaled` and size, as in
/// `lamp-1024x577.jpg`.
fn picture(url: &str) -> &str {
    let (path, _) = split_at(url, "?#");
    let (_, path) = split_once(path, "//").unwrap_or(("", path));
    let stem = split_last(path, b'.').map_or(path, |(stem, _)| stem);
    let stem = match split_last(stem, b'-') {
        Some((name, size)) if is_size(size) => name,
        _ => stem,
    };
    stem.strip_suffix("-scaled").unwrap_or(stem)
}

fn is_size(text: &str) -> bool {
    let (width, height) = split_at(text, "x");
    json::whole(width).is_some() && height.get(1..).and_then(json::whole).is_some()
}
