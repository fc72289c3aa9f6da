//! The featured medium of a post.

use json::Value;

use super::embedded;
use crate::html::read_line;
use crate::limits::MAX_CANDIDATES;
use crate::loose::pixels;
use crate::model::{Figure, Image, ImageCandidate, Media};
use crate::text::{clean, split_at};
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
