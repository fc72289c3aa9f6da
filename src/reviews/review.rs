//! One review, as everybody sees it.

use standfirst_article::Timestamp;
use standfirst_review::Review;
use yew::AttrValue;

use super::stars::stars;
use crate::effects::clock::Clock;
use crate::language::{Label, Language};
use crate::markup::Tag;

/// Puts stars, title, text, name and date of a review into `place`.
///
/// Nobody knows the direction of what a reader wrote before it is there, so the browser finds out.
pub(super) fn review(place: Tag, review: &Review, language: &Language, clock: &Clock) -> Tag {
    let rating = u64::from(review.rating.stars());
    let lang = review.lang.clone().map(AttrValue::from);
    let title = review.title.clone().map(|title| {
        Tag::new("p", "class=review-title;dir=auto").set("lang", lang.clone()).text(title.into())
    });
    let head = Tag::new("div", "class=review-head")
        .tag(stars(rating * 10, language.count(Label::StarsOfFive, rating)))
        .maybe(title);
    let mut text = Tag::new("div", "class=review-text").set("lang", lang);
    for paragraph in paragraphs(review.text.as_deref().unwrap_or_default()) {
        text = text.tag(Tag::new("p", "dir=auto").text(paragraph.into()));
    }
    let author = review.author.clone().map_or_else(|| language.text(Label::Anonymous), AttrValue::from);
    let edited = review.edited.is_some().then(|| Tag::new("span", "").say(language, Label::Edited));
    let meta = Tag::new("p", "class=review-meta")
        .tag(Tag::new("bdi", "").text(author))
        .maybe(time(&review.created, language, clock))
        .maybe(edited);
    place.tag(head).tag(text).tag(meta)
}

/// The paragraphs of a text: what empty lines part.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in standfirst_json::text::split_any(text, "\n") {
        match paragraphs.last_mut() {
            Some(last) if !standfirst_json::text::trim(line).is_empty() => {
                if !last.is_empty() {
                    last.push('\n');
                }
                last.push_str(line);
            }
            _ => paragraphs.push(String::new()),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

fn time(created: &str, language: &Language, clock: &Clock) -> Option<Tag> {
    let time = Timestamp::parse(created)?;
    let tag = Tag::new("time", "")
        .set("datetime", Some(AttrValue::from(created.to_owned())))
        .set("title", Some(language.locale.date(time).into()));
    Some(tag.text(language.locale.elapsed(time, clock.now()).into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_lines_part_paragraphs() {
        assert_eq!(paragraphs("\n\na\nb\n \n\nc\n"), ["a\nb", "c"]);
        assert!(paragraphs(" \n").is_empty());
    }
}
