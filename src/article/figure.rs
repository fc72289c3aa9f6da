//! Pictures, video and sound.

use standfirst_article::{Figure, Image, Inline, Media};
use yew::AttrValue;

use super::context::words;
use super::inline::{attribute, inlines};
use crate::language::{Label, Language};
use crate::markup::Tag;

/// How wide a picture is shown where the document does not say it: as wide as the widest figure of the stylesheet.
/// `auto` lets a browser that knows it measure a picture that loads late; others skip the word.
const SIZES: &str = "auto, (min-width: 54em) 52em, 100vw";
/// The same for the hero, which loads at once.
const HERO_SIZES: &str = "(min-width: 54em) 52em, 100vw";

/// Renders a figure. The hero is what the reader sees first, so it loads before anything else does.
pub(super) fn figure(figure: &Figure, hero: bool, language: &Language) -> Tag {
    let attributes = match figure.media.as_slice() {
        [Media::Image(image)] if is_tall(image) => "class=figure tall;part=figure",
        _ if hero => "class=figure hero;part=figure",
        _ => "class=figure;part=figure",
    };
    let gallery = figure.media.len() > 1;
    let mut shown = if gallery { Tag::new("div", "class=gallery") } else { Tag::new("figure", attributes) };
    for media in &figure.media {
        shown = shown.tag(medium(media, hero));
    }
    let tag = if gallery { Tag::new("figure", attributes).tag(shown) } else { shown };
    if figure.caption.is_empty() && figure.credit.is_none() {
        return tag;
    }
    let caption = caption(&figure.caption);
    tag.tag(match &figure.credit {
        Some(credit) => {
            let credit = language.fill(Label::PictureCredit, &[("credit", credit)]);
            let credit = Tag::new("small", "class=credit").tag(words(language, credit));
            caption.text(AttrValue::Static(" ")).tag(credit)
        }
        None => caption,
    })
}

/// Renders figures that belong together.
pub(super) fn gallery(figures: &[Figure], all: &[Inline], language: &Language) -> Tag {
    let mut shown = Tag::new("div", "class=gallery");
    for part in figures {
        shown = shown.tag(figure(part, false, language));
    }
    Tag::new("figure", "class=figure;part=figure").tag(shown).maybe((!all.is_empty()).then(|| caption(all)))
}

fn caption(content: &[Inline]) -> Tag {
    Tag::new("figcaption", "").child(inlines(content))
}

/// A picture beside words that already say what it is about.
pub(crate) fn thumbnail(picture: &Image) -> Tag {
    image(picture, "auto, 8em", true)
}

fn medium(media: &Media, hero: bool) -> Tag {
    match media {
        Media::Image(picture) => image(picture, if hero { HERO_SIZES } else { SIZES }, !hero),
        Media::Video { src, poster, width, height } => {
            let preload = if poster.is_some() { "none" } else { "metadata" };
            Tag::new("video", "controls;playsinline")
                .fix("preload", preload)
                .set("poster", poster.as_ref().map(|url| attribute(url.as_str())))
                .set("width", number(*width))
                .set("height", number(*height))
                .set("src", Some(attribute(src.as_str())))
        }
        Media::Audio { src } => {
            Tag::new("audio", "controls;preload=metadata").set("src", Some(attribute(src.as_str())))
        }
    }
}

fn image(image: &Image, default_sizes: &'static str, lazy: bool) -> Tag {
    let srcset = srcset(image);
    let sizes = match &image.sizes {
        _ if srcset.is_none() => None,
        Some(sizes) => Some(attribute(sizes)),
        None => Some(AttrValue::Static(default_sizes)),
    };
    // How it loads must be known before its address is.
    Tag::new("img", if lazy { "decoding=async;loading=lazy" } else { "fetchpriority=high" })
        .set("alt", Some(attribute(&image.alt)))
        .set("width", number(image.width))
        .set("height", number(image.height))
        .set("sizes", sizes)
        .set("srcset", srcset)
        .set("src", Some(attribute(image.src.as_str())))
}

fn srcset(image: &Image) -> Option<AttrValue> {
    if image.srcset.is_empty() {
        return None;
    }
    let mut list = String::new();
    for candidate in &image.srcset {
        if !list.is_empty() {
            list.push_str(", ");
        }
        list.push_str(candidate.src.as_str());
        list.push(' ');
        list.push_str(&candidate.descriptor);
    }
    Some(AttrValue::from(list))
}

fn number(value: Option<u32>) -> Option<AttrValue> {
    value.map(|value| AttrValue::from(value.to_string()))
}

/// Whether a picture is so much higher than wide that it would fill the screen if it were as wide as the others.
fn is_tall(image: &Image) -> bool {
    matches!((image.width, image.height), (Some(width), Some(height)) if height > width)
}
