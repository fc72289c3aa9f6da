// Embeds that play in the page, as in crates/article/src/frames.rs and static/standfirst.js.

const FRAMES = `
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
soundcloud.com|/|w.soundcloud.com/player/?url=*|low`.trim().split("\n").map((line) => line.split("|"));

const PLAIN = /^[\w\-.:/@]*$/;

/** The frame of a page; nothing where its site is not known. */
export function frameOf(address) {
  const page = address.replace(/^https?:\/\/(www\.|m\.)?/, "");
  for (const [site, marker, template, shape] of FRAMES) {
    if (!page.startsWith(`${site}/`)) continue;
    const path = page.slice(site.length);
    const at = path.indexOf(marker);
    if (at < 0) continue;
    const before = path.slice(0, at);
    const rest = path.slice(at + marker.length).split(/[?#&]/)[0].replace(/\/$/, "");
    const [id] = rest.split("/");
    if (!PLAIN.test(rest) || !PLAIN.test(before) || rest.includes("..") || (id !== rest && template.includes("$"))) continue;
    const parts = { $: id, ">": rest, "<": `${before.replace("/profile", "")}/`, "*": `https://${site}${before}${marker}${rest}` };
    return { frame: `https://${template.replace(/[$><*]/g, (sign) => parts[sign])}`, shape, site };
  }
  return undefined;
}

/** Puts the frame of an embed in the place of the button that asks for it. */
export function showFrame({ target }) {
  const button = target.closest("[data-frame]");
  if (!button) return;
  const { frame, name, shape } = button.dataset;
  const place = document.createElement("iframe");
  place.className = shape;
  place.title = name;
  place.sandbox = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation";
  place.allow = "encrypted-media; fullscreen; picture-in-picture";
  place.referrerPolicy = "strict-origin-when-cross-origin";
  place.src = frame;
  button.replaceWith(place);
  place.focus();
}
