//! Where the sites that embeds come from show them inside other pages.
//!
//! The address of a frame is never one that a document names: it is made of this table and of what identifies the page
//! that a reader would open. A page that the table does not know has no frame, and stays a link.

use json::text::split_any;

use crate::text::{find, is_all, is_any, is_letter, split_at, split_once};
use crate::url::LinkUrl;

/// The sites, one a line: the host of the page, what stands in its path before the identifier, the frame without its
/// scheme, and its shape where that is not a film's: `low` for sound, `high` for a post. In the frame, `$` is the
/// identifier, `>` all of the path from it on, `<` what stands in the path before, `*` the whole address of the page. One
/// text is fewer bytes of the widget than a table.
const FRAMES: &str = "\
youtube.com|/watch?v=|www.youtube-nocookie.com/embed/$
youtube.com|/shorts/|www.youtube-nocookie.com/embed/$
youtube.com|/live/|www.youtube-nocookie.com/embed/$
youtu.be|/|www.youtube-nocookie.com/embed/$
vimeo.com|/|player.vimeo.com/video/$?dnt=1
dailymotion.com|/video/|www.dailymotion.com/embed/video/$
ted.com|/talks/|embed.ted.com/talks/$
facebook.com|/videos/|www.facebook.com/plugins/video.php?href=*
facebook.com|/posts/|www.facebook.com/plugins/post.php?href=*|high
twitter.com|/status/|platform.twitter.com/embed/Tweet.html?dnt=true&id=$|high
x.com|/status/|platform.twitter.com/embed/Tweet.html?dnt=true&id=$|high
instagram.com|/p/|www.instagram.com/p/$/embed/|high
instagram.com|/reel/|www.instagram.com/reel/$/embed/|high
tiktok.com|/video/|www.tiktok.com/embed/v2/$|high
bsky.app|/post/|embed.bsky.app/embed<app.bsky.feed.post/$|high
reddit.com|/r/|embed.reddit.com/r/>|high
datawrapper.dwcdn.net|/|datawrapper.dwcdn.net/>|high
public.flourish.studio|/visualisation/|flo.uri.sh/visualisation/$/embed|high
open.spotify.com|/|open.spotify.com/embed/>|low
api.soundcloud.com|/tracks/|w.soundcloud.com/player/?url=*|low
soundcloud.com|/|w.soundcloud.com/player/?url=*|low";

/// What shows an embed inside the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The address, which is always https.
    pub address: String,
    /// What it has the shape of: empty for a film, `low` for a sound, `high` for a post.
    pub shape: &'static str,
    /// The host of the page, such as `youtube.com`.
    pub site: &'static str,
}

impl Frame {
    /// The frame of a page; `None` where the site is not known, or the page is none that it shows in frames.
    #[must_use]
    pub fn of(page: &LinkUrl) -> Option<Frame> {
        let page =
            page.as_str().strip_prefix("https://").or_else(|| page.as_str().strip_prefix("http://"))?;
        let page = page.strip_prefix("www.").or_else(|| page.strip_prefix("m.")).unwrap_or(page);
        split_any(FRAMES, "\n").find_map(|line| frame(page, line))
    }
}

fn frame(page: &str, line: &'static str) -> Option<Frame> {
    let mut fields = split_any(line, "|");
    let (site, marker, template) = (fields.next()?, fields.next()?, fields.next()?);
    let path = page.strip_prefix(site).filter(|path| path.starts_with("/"))?;
    let (before, rest) = split_once(path, marker)?;
    let (rest, _) = split_at(rest, "?#&");
    let rest = rest.strip_suffix("/").unwrap_or(rest);
    // An address is normalised, but what stands in a query is not: no path may lead up from there.
    let (id, _) = split_at(rest, "/");
    let sound = is_all(rest, is_plain) && before.chars().all(is_plain) && find(rest, "..").is_none();
    if !sound || (id.len() < rest.len() && find(template, "$").is_some()) {
        return None;
    }
    let mut address = String::from("https://");
    for letter in template.chars() {
        match letter {
            '$' => address.push_str(id),
            '>' => address.push_str(rest),
            '<' => {
                address.push_str(before.strip_prefix("/profile")?);
                address.push('/');
            }
            '*' => {
                address.push_str("https://");
                for part in [site, before, marker, rest] {
                    address.push_str(part);
                }
            }
            _ => address.push(letter),
        }
    }
    Some(Frame { address, shape: fields.next().unwrap_or_default(), site })
}

/// Whether a character stands for itself in a path and in a parameter.
fn is_plain(found: char) -> bool {
    (found.is_ascii() && is_letter(found)) || found.is_ascii_digit() || is_any("-_.:/@", found)
}

#[cfg(all(test, feature = "native"))]
mod tests {
    use super::Frame;
    use crate::url::{NativeUrls, Resolver};

    fn frame(page: &str) -> Option<(String, &'static str)> {
        let page = Resolver::new(&NativeUrls, None).link(page)?;
        Frame::of(&page).map(|frame| (frame.address, frame.shape))
    }

    #[test]
    fn pages_have_the_frames_of_the_table() {
        for (page, address, shape) in [
            (
                "https://www.youtube.com/watch?v=a-B_1&t=3s",
                "https://www.youtube-nocookie.com/embed/a-B_1",
                "",
            ),
            ("http://m.youtube.com/shorts/a1?x", "https://www.youtube-nocookie.com/embed/a1", ""),
            ("https://youtu.be/a1#t", "https://www.youtube-nocookie.com/embed/a1", ""),
            ("https://vimeo.com/12/", "https://player.vimeo.com/video/12?dnt=1", ""),
            (
                "https://x.com/paper/status/12",
                "https://platform.twitter.com/embed/Tweet.html?dnt=true&id=12",
                "high",
            ),
            ("https://www.instagram.com/paper/p/Cx/?hl=en", "https://www.instagram.com/p/Cx/embed/", "high"),
            ("https://www.tiktok.com/@paper/video/7", "https://www.tiktok.com/embed/v2/7", "high"),
            (
                "https://bsky.app/profile/did:plc:a/post/3k?ref_src=embed",
                "https://embed.bsky.app/embed/did:plc:a/app.bsky.feed.post/3k",
                "high",
            ),
            (
                "https://www.facebook.com/the.paper/posts/12",
                "https://www.facebook.com/plugins/post.php?href=https://facebook.com/the.paper/posts/12",
                "high",
            ),
            ("https://open.spotify.com/episode/4x?si=1", "https://open.spotify.com/embed/episode/4x", "low"),
            (
                "https://soundcloud.com/paper/tide",
                "https://w.soundcloud.com/player/?url=https://soundcloud.com/paper/tide",
                "low",
            ),
        ] {
            assert_eq!(frame(page), Some((address.to_owned(), shape)), "{page}");
        }
    }

    #[test]
    fn nothing_else_has_one() {
        for page in [
            "https://youtube.com.evil.example/watch?v=a",
            "https://evil.example/https://youtube.com/watch?v=a",
            "https://youtube.com@evil.example/watch?v=a",
            "https://x.community/paper/status/12",
            "https://www.youtube.com/watch?v=",
            "https://www.youtube.com/watch?v=../../x",
            "https://www.youtube.com/watch?v=a%2f..",
            "https://www.youtube.com/watch?v=a/b",
            "https://www.youtube.com/watch?v=\"onload=\"x",
            "https://www.youtube.com:8443/watch?v=a",
            "https://vimeo.com/12/secret",
            "https://vimeo.com/",
            "https://open.spotify.com/episode/..%2f..",
            "https://soundcloud.com/a?url=https://evil.example/",
            "mailto:a@youtube.com",
            "/watch?v=a",
            "https://mastodon.example/@paper/1",
        ] {
            let found = frame(page);
            let harmless = page.starts_with("https://soundcloud.com/a?");
            assert_eq!(found.is_some(), harmless, "{page}: {found:?}");
            assert!(found.is_none_or(|(address, _)| !address.contains("evil")), "{page}");
        }
    }
}
