//! Pictures, video and sound.

use standfirst_article::{Figure, Image, Media};
use yew::prelude::*;

use super::context::words;
use super::inline::{attribute, inlines};
use crate::language::{Label, Language};

/// How wide a picture is shown where the document does not say it: as wide as the widest figure of the stylesheet.
/// `auto` lets a browser that knows it measure a picture that loads late; others skip the word.
const SIZES: &str = "auto, (min-width: 54em) 52em, 100vw";
/// The same for the hero, which loads at once.
const HERO_SIZES: &str = "(min-width: 54em) 52em, 100vw";

/// Renders a figure. The hero is what the reader sees first, so it loads before anything else does.
pub(super) fn figure(figure: &Figure, hero: bool, language: &Language) -> Html {
    let media = figure.media.iter().map(|media| medium(media, hero)).collect::<Html>();
    let gallery = figure.media.len() > 1;
    let class = match figure.media.as_slice() {
        [Media::Image(image)] if is_tall(image) => "figure tall",
        _ if hero => "figure hero",
        _ => "figure",
    };
    html! {
        <figure {class} part="figure">
            if gallery {
                <div class="gallery">{ media }</div>
            } else {
                { media }
            }
            if !figure.caption.is_empty() || figure.credit.is_some() {
                <figcaption>
                    { inlines(&figure.caption) }
                    if let Some(credit) = &figure.credit {
                        { " " }
                        <small class="credit">
                            { words(language, language.fill(Label::PictureCredit, &[("credit", credit)])) }
                        </small>
                    }
                </figcaption>
            }
        </figure>
    }
}

/// A small picture beside words that already say what it is about.
pub(crate) fn thumbnail(picture: &Image) -> Html {
    image(picture, "auto, 8em", true)
}

fn medium(media: &Media, hero: bool) -> Html {
    match media {
        Media::Image(picture) => image(picture, if hero { HERO_SIZES } else { SIZES }, !hero),
        Media::Video { src, poster, width, height } => html! {
            <video
                controls=true
                playsinline=true
                preload={if poster.is_some() { "none" } else { "metadata" }}
                poster={poster.as_ref().map(|url| attribute(url.as_str()))}
                width={number(*width)}
                height={number(*height)}
                src={attribute(src.as_str())}
            />
        },
        Media::Audio { src } => html! {
            <audio controls=true preload="metadata" src={attribute(src.as_str())} />
        },
    }
}

fn image(image: &Image, default_sizes: &'static str, lazy: bool) -> Html {
    let srcset = srcset(image);
    let sizes = match &image.sizes {
        _ if srcset.is_none() => None,
        Some(sizes) => Some(attribute(sizes)),
        None => Some(AttrValue::Static(default_sizes)),
    };
    html! {
        <img
            alt={attribute(&image.alt)}
            decoding={lazy.then_some("async")}
            fetchpriority={(!lazy).then_some("high")}
            loading={lazy.then_some("lazy")}
            width={number(image.width)}
            height={number(image.height)}
            {sizes}
            {srcset}
            src={attribute(image.src.as_str())}
        />
    }
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
