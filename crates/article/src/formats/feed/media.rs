//! The picture, the video or the sound of an item: Media RSS, and RSS's own enclosures.

use crate::limits;
use crate::model::{Figure, Image, Inline, Media};
use crate::text::clean;
use crate::url::{MediaUrl, Resolver};
use crate::xml::{Element, Space};

/// What one element of an item offers.
struct Offer<'a> {
    kind: Kind,
    src: MediaUrl,
    element: &'a Element,
    /// The group around it, or the item, where its caption may stand.
    around: &'a Element,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Image,
    Video,
    Audio,
}

/// The best of what an item offers: its largest picture, else a video, else a sound, else the picture that stands for
/// it in lists.
pub(in crate::formats) fn hero(item: &Element, enclosure: Space, resolver: &Resolver<'_>) -> Option<Figure> {
    let mut offers = Vec::new();
    let groups: Vec<&Element> = std::iter::once(item).chain(item.all(Space::Media, "group")).collect();
    for around in &groups {
        for element in around.all(Space::Media, "content") {
            offers.extend(offer(element, "url", around, resolver));
        }
    }
    for element in item.all(enclosure, "enclosure") {
        offers.extend(offer(element, "url", item, resolver));
    }
    for element in item.all(Space::Atom, "link").chain(item.all(enclosure, "link")) {
        if element.attribute("rel") == Some("enclosure") {
            offers.extend(offer(element, "href", item, resolver));
        }
    }
    let thumbnail = groups.iter().find_map(|around| {
        around.all(Space::Media, "thumbnail").find_map(|element| {
            let src = resolver.media(element.attribute("url")?)?;
            Some(Offer { kind: Kind::Image, src, element, around })
        })
    });
    let mut best: Option<&Offer<'_>> = None;
    for offer in offers.iter().filter(|offer| offer.kind == Kind::Image) {
        if best.is_none_or(|best| width(offer) > width(best)) {
            best = Some(offer);
        }
    }
    let best = best.or_else(|| offers.iter().find(|offer| offer.kind == Kind::Video));
    let best = best.or_else(|| offers.first()).or(thumbnail.as_ref())?;
    let media = match best.kind {
        Kind::Image => Media::Image(Image {
            src: best.src.clone(),
            srcset: Vec::new(),
            sizes: None,
            width: width(best),
            height: pixels(best.element, "height"),
            alt: String::new(),
        }),
        Kind::Video => Media::Video {
            src: best.src.clone(),
            poster: thumbnail.as_ref().map(|thumbnail| thumbnail.src.clone()),
            width: width(best),
            height: pixels(best.element, "height"),
        },
        Kind::Audio => Media::Audio { src: best.src.clone() },
    };
    let said = |name: &str| {
        let found =
            [best.element, best.around].into_iter().find_map(|element| element.text_of(Space::Media, name));
        found.map(|text| clean(&crate::html::read_text(&text, resolver))).filter(|text| !text.is_empty())
    };
    // A video's description is that of the item, and no caption.
    let caption = if best.kind == Kind::Image { said("description") } else { None };
    Some(Figure {
        media: vec![media],
        caption: caption.map(|caption| vec![Inline::Text(caption)]).unwrap_or_default(),
        credit: said("credit"),
    })
}

fn offer<'a>(
    element: &'a Element,
    address: &str,
    around: &'a Element,
    resolver: &Resolver<'_>,
) -> Option<Offer<'a>> {
    let address = element.attribute(address)?;
    let src = resolver.media(address)?;
    let said = element.attribute("medium").or_else(|| element.attribute("type")).unwrap_or_default();
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| path.ends_with(ending));
    let kind = match said.split('/').next().unwrap_or_default() {
        "image" => Kind::Image,
        // What a medium says is a video may be the page of a player.
        "video" if element.attribute("type").is_some() || ends(&[".mp4", ".webm", ".m4v", ".ogv"]) => {
            Kind::Video
        }
        "audio" => Kind::Audio,
        "" if ends(&[".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"]) => Kind::Image,
        _ => return None,
    };
    let flash = element.attribute("type") == Some("application/x-shockwave-flash");
    (!flash).then_some(Offer { kind, src, element, around })
}

fn width(offer: &Offer<'_>) -> Option<u32> {
    pixels(offer.element, "width")
}

fn pixels(element: &Element, name: &str) -> Option<u32> {
    limits::pixels(json::whole(element.attribute(name)?)?)
}
