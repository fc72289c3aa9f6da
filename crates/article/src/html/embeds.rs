//! The sites whose players and posts become embeds.

use super::flow::Mapping;
use crate::limits::MAX_LINE_CHARS;
use crate::model::Embed;
use crate::text::cut;

/// How the address of a player leads to the page that a reader knows.
type Page = fn(&str) -> Option<String>;

/// Domains, the names of their sites, and their pages where these differ from their players.
const SITES: &[(&str, &str, Option<Page>)] = &[
    ("youtube.com", "YouTube", Some(youtube)),
    ("youtube-nocookie.com", "YouTube", Some(youtube)),
    ("youtu.be", "YouTube", None),
    ("vimeo.com", "Vimeo", Some(vimeo)),
    ("twitter.com", "X", None),
    ("x.com", "X", None),
    ("instagram.com", "Instagram", Some(instagram)),
    ("tiktok.com", "TikTok", Some(tiktok)),
    ("facebook.com", "Facebook", Some(in_query_href)),
    ("bsky.app", "Bluesky", None),
    ("spotify.com", "Spotify", Some(without_embed)),
    ("soundcloud.com", "SoundCloud", Some(in_query_url)),
    ("podcasts.apple.com", "Apple Podcasts", Some(apple)),
    ("music.apple.com", "Apple Music", Some(apple)),
    ("mixcloud.com", "Mixcloud", None),
    ("bandcamp.com", "Bandcamp", None),
    ("dailymotion.com", "Dailymotion", Some(without_embed)),
    ("dai.ly", "Dailymotion", None),
    ("twitch.tv", "Twitch", None),
    ("ted.com", "TED", Some(ted)),
    ("reddit.com", "Reddit", None),
    ("flickr.com", "Flickr", None),
    ("flic.kr", "Flickr", None),
    ("giphy.com", "Giphy", Some(without_embed)),
    ("codepen.io", "CodePen", None),
    ("datawrapper.dwcdn.net", "Datawrapper", None),
    ("flourish.studio", "Flourish", None),
    ("infogram.com", "Infogram", None),
    ("issuu.com", "Issuu", None),
    ("scribd.com", "Scribd", None),
    ("slideshare.net", "SlideShare", None),
    ("pinterest.com", "Pinterest", None),
    ("tumblr.com", "Tumblr", None),
    ("loom.com", "Loom", Some(without_embed)),
    ("archive.org", "Internet Archive", Some(archive)),
];

impl Mapping<'_> {
    /// The embed of an address; `None` where that is not of a known site.
    pub(super) fn embed(&self, address: &str, title: Option<String>) -> Option<Embed> {
        let url = self.resolver.link(address)?;
        let host = host(url.as_str())?;
        let (_, provider, page) = SITES.iter().find(|(domain, _, _)| {
            host.strip_suffix(domain).is_some_and(|before| before.is_empty() || before.ends_with('.'))
        })?;
        let page = page.and_then(|page| page(url.as_str())).and_then(|page| self.resolver.link(&page));
        // What every player of a site is called says nothing about this one.
        let title =
            title.filter(|title| !title.to_lowercase().contains("player") && !title.contains("embed"));
        Some(Embed {
            url: page.unwrap_or(url),
            provider: Some((*provider).to_owned()),
            title: title.map(|title| cut(&title, MAX_LINE_CHARS)),
            caption: Vec::new(),
        })
    }
}

/// The host of a serialised address.
fn host(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    host.split(':').next()
}

fn youtube(url: &str) -> Option<String> {
    let (_, after) = url.split_once("/embed/").or_else(|| url.split_once("/v/"))?;
    let id = token(after)?;
    Some(match id {
        "videoseries" => ["https://www.youtube.com/playlist?list=", token(&query(url, "list")?)?].concat(),
        id => ["https://www.youtube.com/watch?v=", id].concat(),
    })
}

fn vimeo(url: &str) -> Option<String> {
    let (_, after) = url.split_once("player.vimeo.com/video/")?;
    Some(["https://vimeo.com/", token(after)?].concat())
}

fn instagram(url: &str) -> Option<String> {
    let (page, _) = url.split_once("/embed")?;
    Some([page, "/"].concat())
}

fn tiktok(url: &str) -> Option<String> {
    let (_, after) = url.split_once("/embed/")?;
    let id = token(after.strip_prefix("v2/").unwrap_or(after))?;
    Some(["https://www.tiktok.com/video/", id].concat())
}

fn ted(url: &str) -> Option<String> {
    let (_, after) = url.split_once("//embed.ted.com/")?;
    Some(["https://www.ted.com/", after].concat())
}

fn apple(url: &str) -> Option<String> {
    let (_, after) = url.split_once("//embed.")?;
    Some(["https://", after].concat())
}

fn archive(url: &str) -> Option<String> {
    let (_, after) = url.split_once("/embed/")?;
    Some(["https://archive.org/details/", token(after)?].concat())
}

fn without_embed(url: &str) -> Option<String> {
    let (site, after) = url.split_once("/embed/")?;
    Some([site, "/", after].concat())
}

fn in_query_url(url: &str) -> Option<String> {
    query(url, "url")
}

fn in_query_href(url: &str) -> Option<String> {
    query(url, "href")
}

/// The letters that identifiers are made of, at the beginning.
fn token(text: &str) -> Option<&str> {
    let end = text.find(|found: char| !found.is_ascii_alphanumeric() && found != '-' && found != '_');
    text.get(..end.unwrap_or(text.len())).filter(|token| !token.is_empty())
}

/// A parameter of the query, percent-decoded.
fn query(url: &str, name: &str) -> Option<String> {
    let (_, query) = url.split_once('?')?;
    let parameters = query.split('#').next()?.split('&');
    let value = parameters.filter_map(|parameter| parameter.split_once('=')).find(|(key, _)| *key == name)?.1;
    Some(crate::url::percent_decode(value))
}
