//! One document of each format that is JSON, with everything in it that the format can have: what the hostile tests
//! break, and what the tests of detection look at.

/// An article in Standfirst JSON with every kind of block.
pub(crate) const STANDFIRST: &str = r##"{
  "standfirst": 1, "url": "https://paper.example/lamps/", "headline": "The lamps go out", "intro": "All but four.", "byline": ["Ida Berg"],
  "published": "2026-11-24T10:00:00Z", "updated": "2026-11-24T11:00:00Z", "section": "Islands", "tags": ["lamps"], "lang": "en", "dir": "ltr", "format": "ghost",
  "hero": {"media": [{"image": {"src": "/lamp.jpg", "srcset": [{"src": "/lamp-2.jpg", "descriptor": "600w"}], "sizes": "100vw", "width": 600, "height": 400, "alt": "A lamp"}}], "caption": "Off.", "credit": "Jon Moe"},
  "body": [
    {"paragraph": ["The ", {"strong": "lamps"}, " ", {"link": {"url": "#note", "content": "go"}}, " out.", {"abbreviation": {"title": "kilowatt", "content": "kW"}}, {"time": {"datetime": "2026-11-24", "content": "today"}}]},
    {"heading": {"level": 2, "id": "why", "content": "Why"}},
    {"list": {"ordered": true, "start": 3, "items": ["One", {"id": "note", "blocks": [{"paragraph": [{"anchor": {"id": "n", "content": "Two"}}]}]}]}},
    {"quote": {"blocks": ["Nobody minds."], "citation": "Elin", "source": "https://x.example/"}},
    {"figure": {"media": [{"video": {"src": "/f.mp4", "poster": "/f.jpg", "width": 640, "height": 360}}, {"audio": {"src": "/s.mp3"}}], "caption": "Film"}},
    {"gallery": {"figures": [{"media": [{"image": {"src": "/1.jpg", "alt": "1"}}], "caption": "One", "credit": "Jon Moe"}, {"media": [{"image": {"src": "/2.jpg", "alt": "2"}}]}], "caption": "Both"}},
    {"correction": {"title": "Clarification", "blocks": [{"paragraph": "Four, not three."}]}},
    {"table": {"caption": "Lamps", "head": [["Year", {"align": "right", "content": "Lamps"}]], "body": [[{"header": true, "rowspan": 2, "content": "2026"}, {"colspan": 2, "align": "right", "content": "4"}]]}},
    {"code": {"language": "rust", "text": "fn main() {}"}},
    {"embed": {"url": "https://www.youtube.com/watch?v=abc", "provider": "YouTube", "title": "Film", "caption": "Off.", "still": {"src": "/still.jpg", "alt": ""}}},
    {"divider": true}
  ],
  "related": [{"title": "Ports share a lane", "url": "/ports/", "summary": "They agree.", "published": "2026-11-20", "image": {"src": "/p.jpg", "alt": ""}}]}"##;

/// Posts of Ghost.
pub(crate) const GHOST: &str = r##"{"posts": [{
  "id": "5f", "uuid": "a-b", "comment_id": "5f", "slug": "lamps", "title": "The lamps &amp; the sea", "html": "<p>The <b>lamps</b> go out.</p><h2 id=a>Why</h2><p>Nobody <a href=/x>minds</a>.</p>",
  "feature_image": "https://paper.example/content/images/lamp.jpg", "feature_image_alt": "A lamp", "feature_image_caption": "Photo: <a href='https://x.example'>X</a>",
  "custom_excerpt": "All but four.", "visibility": "public", "access": true, "featured": false,
  "published_at": "2026-11-24T10:00:00.000+00:00", "updated_at": "2026-11-24T11:30:00.000+00:00",
  "url": "https://paper.example/lamps/", "canonical_url": "https://first.example/lamps/", "reading_time": 1,
  "codeinjection_head": "<script>alert(1)</script>",
  "authors": [{"id": "1", "name": "Ida Berg", "slug": "ida"}, {"name": "Jon Moe"}], "primary_author": {"name": "Ida Berg"},
  "tags": [{"name": "World", "visibility": "public"}, {"name": "Lamps"}, {"name": "#front", "visibility": "internal"}], "primary_tag": {"name": "World"}
}, {"uuid": "c", "title": "A second post", "html": "<p>x</p>", "excerpt": "It says more.", "url": "https://paper.example/second/",
  "published_at": "2026-11-20T10:00:00.000+00:00", "feature_image": "/content/images/2.jpg", "feature_image_alt": "Two"}],
 "meta": {"pagination": {"page": 1}}}"##;

/// A feed, whose second item is the newest.
pub(crate) const JSON_FEED: &str = r#"{
  "version": "https://jsonfeed.org/version/1.1", "title": "The Paper", "home_page_url": "https://paper.example/", "feed_url": "https://paper.example/feed.json",
  "language": "en_GB", "authors": [{"name": "The Paper"}],
  "items": [
    {"id": 1, "url": "/old/", "title": "An old &amp; short item", "summary": "It says little.", "content_text": "One.\n\nTwo.", "date_published": "2026-11-20T10:00:00Z", "image": "/old.jpg"},
    {"id": "https://paper.example/lamps/", "title": "The lamps go out", "content_html": "<p>The <b>lamps</b> go out.</p><p>Nobody minds.</p>", "summary": "All but four.",
     "date_published": "2026-11-24T10:00:00+01:00", "date_modified": "2026-11-24T12:00:00+01:00", "image": "/lamp.jpg", "banner_image": "/banner.jpg",
     "authors": [{"name": "Ida Berg"}], "author": {"name": "Somebody else"}, "tags": ["lamps", "islands"], "language": "da",
     "attachments": [{"url": "/lamps.mp3", "mime_type": "audio/mpeg", "title": "Listen"}, {"url": "/lamps.ogg", "mime_type": "audio/ogg", "title": "Listen"}, {"url": "/lamps.pdf", "mime_type": "application/pdf"}]},
    {"id": "3", "content_html": "<p>A note has no title. It has text.</p>"}
  ]}"#;

/// An item of ninjs 1.
pub(crate) const NINJS_1: &str = r#"{
  "uri": "urn:x:1", "type": "text", "headline": "The lamps go out", "headline_short": "Lamps", "description_text": "All but four.", "byline": "Ida Berg",
  "firstcreated": "2026-11-24T10:00:00Z", "versioncreated": "2026-11-24T11:00:00Z", "embargoed": "2026-11-24T09:00:00Z", "pubstatus": "usable", "language": "en",
  "body_text": "The lamps go out.", "body_xhtml": "<p>The <b>lamps</b> go out.</p><p>Nobody minds.</p>",
  "subject": [{"name": "Power", "code": "1"}], "person": [{"name": "Ida Berg"}], "place": [{"name": "Great Tarn"}],
  "associations": {"pic": {"type": "picture", "headline": "A lamp", "description_text": "Off.", "byline": "Jon Moe",
      "renditions": {"small": {"href": "/s.jpg", "mimetype": "image/jpeg", "width": 300, "height": 200}, "big": {"href": "/b.jpg", "mimetype": "image/jpeg", "width": 600, "height": 400}}},
    "more": {"type": "text", "headline": "Ports share a lane", "description_text": "They agree.", "versioncreated": "2026-11-20T10:00:00Z"}}}"#;

/// An item of ninjs 3.
pub(crate) const NINJS_3: &str = r#"{
  "standard": {"name": "ninjs", "version": "3.0"}, "uri": "urn:x:2", "type": "composite", "by": "Ida Berg", "language": "en",
  "headlines": [{"role": "short", "value": "Lamps"}, {"role": "main", "value": "The lamps go out"}],
  "descriptions": [{"role": "creditline", "value": "Reuters"}, {"role": "lead", "contentType": "text/plain", "value": "All but four."}],
  "bodies": [{"role": "text", "contentType": "text/plain", "value": "The lamps go out."}, {"role": "html", "contentType": "text/html", "value": "<html><head><title>x</title></head><body><h1>The lamps go out</h1><p>The <b>lamps</b> go out.</p></body></html>"}],
  "firstCreated": "2026-11-24T10:00:00Z", "versionCreated": "2026-11-24T11:00:00Z", "embargoedUntil": "2026-11-24T09:00:00Z", "pubStatus": "usable",
  "subjects": [{"name": "Power"}], "people": [{"name": "Ida Berg"}], "places": [{"name": "Great Tarn"}],
  "renditions": [{"name": "web", "href": "/lamps.html", "contentType": "text/html"}],
  "associations": [
    {"name": "logo", "type": "graphic", "renditions": [{"name": "l", "href": "/logo.png", "contentType": "image/png"}]},
    {"name": "film", "type": "video", "headlines": [{"value": "A film"}], "renditions": [{"href": "/f.wmv", "contentType": "video/x-ms-wmv"}, {"href": "/f.mp4", "contentType": "video/mp4", "width": 1280, "height": 720}, {"href": "/f.jpg", "contentType": "image/jpeg"}]},
    {"name": "sound", "type": "audio", "renditions": [{"href": "/s.mp3", "contentType": "audio/mpeg"}]},
    {"name": "pic", "type": "picture", "copyrightHolder": "Reuters", "descriptions": [{"role": "altText", "value": "A lamp"}, {"role": "caption", "value": "Off."}], "renditions": [{"href": "/p.tif", "contentType": "image/tiff", "width": 5000, "height": 4000}, {"href": "/p.jpg", "contentType": "image/jpeg", "width": 500, "height": 400}]},
    {"name": "more", "type": "text", "headlines": [{"value": "Ports share a lane"}], "descriptions": [{"value": "They agree."}], "renditions": [{"href": "https://paper.example/ports", "contentType": "text/html"}], "associations": [{"type": "picture", "renditions": [{"href": "/ports.jpg", "contentType": "image/jpeg"}]}]},
    {"name": "soon", "type": "event", "title": "A meeting"}
  ]}"#;

/// A story of ANS.
pub(crate) const ANS: &str = r#"{
  "type": "story", "version": "0.10.12", "canonical_url": "/world/lamps/", "language": "en", "headlines": {"basic": "The lamps go out"}, "subheadlines": {"basic": "All but four."}, "description": {"basic": "On an island"},
  "credits": {"by": [{"type": "author", "name": "Ida Berg"}, {"type": "reference", "referent": {"id": "1"}}]},
  "first_publish_date": "2026-11-24T10:00:00Z", "display_date": "2026-11-24T10:30:00Z", "last_updated_date": "2026-11-24T11:00:00Z",
  "taxonomy": {"primary_section": {"name": "World"}, "tags": [{"text": "lamps"}, {"text": "islands"}], "sections": [{"name": "Other"}]},
  "content_restrictions": {"embargo": {"active": true, "end_time": "2026-11-24T09:00:00Z"}}, "revision": {"published": true}, "publishing": {"has_published_edition": true},
  "promo_items": {"basic": {"type": "image", "url": "https://paper.example/lamp.jpg", "alt_text": "A lamp", "caption": "Off.", "width": 800, "height": 600, "credits": {"by": [{"name": "Jon Moe"}], "affiliation": [{"name": "Reuters"}]}}},
  "related_content": {"basic": [
    {"type": "story", "headlines": {"basic": "Ports share a lane"}, "description": {"basic": "They agree."}, "canonical_url": "/world/ports/", "display_date": "2026-11-20T10:00:00Z", "promo_items": {"basic": {"type": "image", "url": "https://paper.example/ports.jpg", "alt_text": "A port"}}},
    {"type": "reference", "referent": {"id": "2"}}]},
  "content_elements": [
    {"type": "text", "content": "The <b>lamps</b> go out."},
    {"type": "header", "level": 3, "content": "Why <i>now</i>"},
    {"type": "list", "list_type": "ordered", "items": [{"type": "text", "content": "One"}, {"type": "list", "list_type": "unordered", "items": [{"type": "text", "content": "Inner"}]}]},
    {"type": "quote", "content_elements": [{"type": "text", "content": "Quoted"}], "citation": {"type": "text", "content": "Jon Moe"}},
    {"type": "blockquote", "content": "<i>Plain</i>"},
    {"type": "image", "url": "/two.jpg", "caption": "Two", "width": "640px", "height": 480},
    {"type": "gallery", "headlines": {"basic": "Both"}, "content_elements": [{"type": "image", "url": "/g1.jpg", "caption": "G1", "credits": {"by": [{"name": "A"}]}}, {"type": "image", "url": "/g2.jpg", "caption": "G2", "credits": {"by": [{"name": "A"}]}}]},
    {"type": "element_group", "content_elements": [{"type": "image", "url": "/e1.jpg"}, {"type": "image", "url": "/e2.jpg"}]},
    {"type": "video", "headlines": {"basic": "Film"}, "streams": [{"url": "/f.m3u8", "stream_type": "ts"}, {"url": "/f-big.mp4", "stream_type": "mp4", "width": 1920, "height": 1080}, {"url": "/f.mp4", "stream_type": "mp4", "width": 1280, "height": 720}], "promo_items": {"basic": {"type": "image", "url": "/still.jpg"}}},
    {"type": "audio", "headlines": {"basic": "Sound"}, "streams": [{"url": "/s.mp3"}]},
    {"type": "table", "header": [{"type": "text", "content": "Year"}, "Lamps"], "rows": [["2025", {"content": "<b>40</b>"}], {"cells": ["2026", 4]}]},
    {"type": "code", "language": "rust", "content": "fn main() {}\n"},
    {"type": "oembed_response", "raw_oembed": {"type": "video", "provider_name": "YouTube", "html": "<iframe src='https://www.youtube.com/embed/abc' title='Film'></iframe>"}},
    {"type": "oembed_response", "raw_oembed": {"type": "photo", "title": "Still", "url": "https://x.example/p.jpg", "width": 10, "height": 20, "author_name": "B"}},
    {"type": "oembed_response", "raw_oembed": {"type": "rich", "title": "Chart", "url": "https://x.example/chart", "provider_name": "Charts", "html": "<script>x</script>"}},
    {"type": "reference", "referent": {"id": "https://x.example/post/1"}},
    {"type": "raw_html", "content": "<p>Raw</p><script>alert(1)</script>"},
    {"type": "custom_embed", "embed": {"id": "1", "url": "https://api.example/", "config": {"title": "Map", "caption": "Where it is", "url": "https://x.example/map"}}},
    {"type": "interstitial_link", "url": "/more/", "content": "Read more", "description": {"type": "text", "content": "Of the same"}},
    {"type": "link_list", "title": "Links", "items": [{"type": "interstitial_link", "url": "/l1/", "content": "L1"}]},
    {"type": "divider"},
    {"type": "correction", "correction_type": "clarification", "text": "Four, not three."},
    {"type": "numeric_rating", "numeric_rating": 4.5, "max": 5, "units": "stars"},
    {"type": "endorsement", "endorsement": "Recommended"},
    {"type": "story", "headlines": {"basic": "Inside"}, "canonical_url": "/inside/", "content_elements": [{"type": "text", "content": "A story within a story"}]},
    {"type": "mystery", "title": "M", "content": "Mystery", "items": [{"type": "text", "content": "Item"}]},
    {"type": "text", "content": " "}
  ],
  "corrections": [{"type": "correction", "correction_type": "correction", "text": "At the end."}]}"#;

/// All of them.
pub(crate) const ALL: &[(&str, &str)] = &[
    ("standfirst", STANDFIRST),
    ("ghost", GHOST),
    ("json-feed", JSON_FEED),
    ("ninjs", NINJS_1),
    ("ninjs", NINJS_3),
    ("ans", ANS),
];
