//! What search engines read: JSON-LD by schema.org.

use serde_json::{Map, Value, json};
use standfirst_article::{Article, Media, Timestamp};
use standfirst_review::Summary;

/// The types of schema.org of which a page may show the ratings that its readers gave. An article is none of them:
/// ratings of a page's own content are not to be published as such.
const RATED: [&str; 17] = [
    "Book",
    "Course",
    "CreativeWorkSeason",
    "CreativeWorkSeries",
    "Episode",
    "Event",
    "Game",
    "HowTo",
    "LocalBusiness",
    "MediaObject",
    "Movie",
    "MusicPlaylist",
    "MusicRecording",
    "Organization",
    "Product",
    "Recipe",
    "SoftwareApplication",
];

/// Whether ratings of this type may be published as such.
pub(crate) fn may_be_rated(kind: &str) -> bool {
    RATED.contains(&kind)
}

/// The article as `NewsArticle`, and what is rated where the publisher says what that is: a list of JSON objects, as
/// the text of a script.
pub(super) fn data(article: &Article, address: Option<&str>, rated: Option<(&str, &Summary)>) -> String {
    let mut things = vec![news_article(article, address)];
    if let Some((kind, summary)) = rated
        && let Some(mean) = summary.mean
    {
        things.push(json!({
            "@context": "https://schema.org",
            "@type": kind,
            "name": article.headline,
            "aggregateRating": {
                "@type": "AggregateRating",
                "ratingValue": (mean * 100.0).round() / 100.0,
                "ratingCount": summary.count,
                "bestRating": 5,
                "worstRating": 1,
            },
        }));
    }
    without_markup(&Value::Array(things).to_string())
}

fn news_article(article: &Article, address: Option<&str>) -> Value {
    let mut thing = Map::new();
    let mut set = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            thing.insert(name.to_owned(), value);
        }
    };
    let time = |time: Option<Timestamp>| time.map(|time| Value::from(time.to_rfc3339()));
    set("@context", Some("https://schema.org".into()));
    set("@type", Some("NewsArticle".into()));
    set("headline", Some(article.headline.as_str().into()));
    set("description", article.standfirst.as_deref().map(Value::from));
    set("datePublished", time(article.published));
    set("dateModified", time(article.updated));
    set("articleSection", article.section.as_deref().map(Value::from));
    set("inLanguage", article.lang.as_deref().map(Value::from));
    set("mainEntityOfPage", address.map(Value::from));
    set("image", image(article).map(|image| json!([image])));
    if !article.tags.is_empty() {
        set("keywords", Some(article.tags.clone().into()));
    }
    if !article.byline.is_empty() {
        let authors = article.byline.iter().map(|name| json!({ "@type": "Person", "name": name }));
        set("author", Some(authors.collect()));
    }
    Value::Object(thing)
}

/// The address of the picture that stands for the article.
pub(super) fn image(article: &Article) -> Option<&str> {
    article.hero.as_ref()?.media.iter().find_map(|media| match media {
        Media::Image(image) => Some(image.src.as_str()),
        Media::Video { poster, .. } => poster.as_ref().map(|poster| poster.as_str()),
        Media::Audio { .. } => None,
    })
}

/// JSON that can stand in a script of any kind: what could end the script, or begin a comment, is escaped (HTML,
/// section 4.12.1.3).
pub(super) fn without_markup(json: &str) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_script_can_end_it() {
        let json = json!({ "text": "</script><!--<script>&amp;" }).to_string();
        let safe = without_markup(&json);
        assert!(!safe.contains(['<', '>', '&']));
        assert_eq!(
            serde_json::from_str::<Value>(&safe).unwrap(),
            serde_json::from_str::<Value>(&json).unwrap()
        );
    }

    #[test]
    fn an_article_itself_is_not_rated() {
        assert!(may_be_rated("Recipe"));
        assert!(!may_be_rated("NewsArticle") && !may_be_rated("recipe"));
    }
}
