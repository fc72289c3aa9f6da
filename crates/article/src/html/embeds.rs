//! The sites whose players and posts become embeds.

use json::text::{split_any, split_once_any};

use super::flow::Mapping;
use crate::limits::MAX_LINE_CHARS;
use crate::model::Embed;
use crate::text::{cut, find, is_one_of, split_at, split_last, split_once};
use crate::url::percent_decode;

/// The sites, one a line: the domain, the name, and where the page differs from the player, what of the player's address
/// stands for what of the page's. See [`page`]. One text is fewer bytes of the widget than a table.
const SITES: &str = "\
youtube.com|YouTube|/embed/|https://www.youtube.com/watch?v=
youtube-nocookie.com|YouTube|/embed/|https://www.youtube.com/watch?v=
youtu.be|YouTube
vimeo.com|Vimeo|player.vimeo.com/video/|https://vimeo.com/
twitter.com|X
x.com|X
instagram.com|Instagram|/embed
tiktok.com|TikTok|/embed/|https://www.tiktok.com/video/
facebook.com|Facebook|href=
bsky.app|Bluesky
spotify.com|Spotify|/embed/|/
soundcloud.com|SoundCloud|url=
podcasts.apple.com|Apple Podcasts|//embed.|//
bandcamp.com|Bandcamp
dailymotion.com|Dailymotion|/embed/|/
twitch.tv|Twitch
ted.com|TED|//embed.|//www.
reddit.com|Reddit
datawrapper.dwcdn.net|Datawrapper
flourish.studio|Flourish";

impl Mapping<'_> {
    /// The embed of an address; `None` where that is not of a known site.
    pub(super) fn embed(&self, address: &str, title: &str) -> Option<Embed> {
        let url = self.resolver.link(address)?;
        let host = host(url.as_str())?;
        for site in split_any(SITES, "\n") {
            let mut fields = split_any(site, "|");
            let (domain, name) = (fields.next()?, fields.next()?);
            let Some(before) = host.strip_suffix(domain) else { continue };
            if !before.is_empty() && !before.ends_with(".") {
                continue;
            }
            let page = fields.next().and_then(|part| page(url.as_str(), part, fields.next()));
            // What every player of a site is called says nothing about this one.
            let lower = title.to_ascii_lowercase();
            let said =
                !title.is_empty() && find(&lower, "player").or_else(|| find(&lower, "embed")).is_none();
            return Some(Embed {
                url: page.and_then(|page| self.resolver.link(&page)).unwrap_or(url),
                provider: Some(name.to_owned()),
                title: said.then(|| cut(title, MAX_LINE_CHARS)),
                still: None,
                caption: Vec::new(),
            });
        }
        None
    }
}

/// The page that a reader knows, from the address of a player. The part is a parameter that holds it (`url=`), or what is
/// replaced: where the replacement is a whole address, the identifier after the part is put behind it; without one, the
/// page ends before the part.
fn page(player: &str, part: &str, replacement: Option<&str>) -> Option<String> {
    if part.ends_with("=") {
        let (_, query) = split_once_any(player, "?")?;
        let value = split_any(query, "&").find_map(|parameter| parameter.strip_prefix(part))?;
        return Some(percent_decode(split_at(value, "#").0));
    }
    let (before, after) = split_once(player, part)?;
    Some(match replacement {
        None => json::text::concat(&[before, "/"]),
        Some(page) if page.starts_with("h") => {
            let after = after.strip_prefix("v2/").unwrap_or(after);
            let end =
                after.bytes().position(|byte| !byte.is_ascii_alphanumeric() && byte != b'-' && byte != b'_');
            let id = after.get(..end.unwrap_or(after.len()))?;
            if is_one_of("|videoseries", id) {
                return None;
            }
            json::text::concat(&[page, id])
        }
        Some(other) => json::text::concat(&[before, other, after]),
    })
}

/// The host of a serialised address.
fn host(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let (authority, _) = split_at(rest, "/?#");
    let host = split_last(authority, b'@').map_or(authority, |(_, host)| host);
    Some(split_at(host, ":").0)
}
