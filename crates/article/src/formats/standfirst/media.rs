//! Reading pictures, video and sound.

use json::Value;

use super::read::{Parts, single_member, string, token};
use crate::limits::{self, MAX_CANDIDATES};
use crate::model::{Image, ImageCandidate, Media};
use crate::srcset::descriptor;
use crate::url::Resolver;

/// The media of a figure, or the one that stands for it.
pub(super) fn read_media(figure: &Value, parts: &mut Parts<'_>) -> Vec<Media> {
    let mut media = Vec::new();
    let elements = match figure.get("media") {
        Some(Value::Array(elements)) => elements,
        Some(_) | None => std::slice::from_ref(figure),
    };
    for element in elements {
        parts.count();
        if let Some((kind, content)) = single_member(element)
            && let Some(medium) = read_medium(kind, content, &parts.resolver)
        {
            media.push(medium);
        }
    }
    media
}

/// One medium of a kind.
pub(super) fn read_medium(kind: &str, value: &Value, resolver: &Resolver<'_>) -> Option<Media> {
    match kind {
        "image" => read_image(value, resolver).map(Media::Image),
        "video" => Some(Media::Video {
            src: resolver.media(source(value)?)?,
            poster: value.text("poster").and_then(|poster| resolver.media(poster)),
            width: pixels(value, "width"),
            height: pixels(value, "height"),
        }),
        "audio" => Some(Media::Audio { src: resolver.media(source(value)?)? }),
        _ => None,
    }
}

/// A picture.
pub(super) fn read_image(value: &Value, resolver: &Resolver<'_>) -> Option<Image> {
    let src = resolver.media(source(value)?)?;
    let mut srcset = Vec::new();
    for candidate in value.list("srcset") {
        if srcset.len() < MAX_CANDIDATES
            && let Some(src) = source(candidate).and_then(|source| resolver.media(source))
            && let Some(descriptor) = candidate.text("descriptor").and_then(descriptor)
        {
            srcset.push(ImageCandidate { src, descriptor });
        }
    }
    Some(Image {
        src,
        srcset,
        sizes: token(value, "sizes"),
        width: pixels(value, "width"),
        height: pixels(value, "height"),
        alt: string(value, "alt").unwrap_or_default(),
    })
}

/// The address: the member `src`, or a bare string.
fn source(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| value.text("src"))
}

fn pixels(value: &Value, name: &str) -> Option<u32> {
    limits::pixels(value.get(name)?.as_u64()?)
}
