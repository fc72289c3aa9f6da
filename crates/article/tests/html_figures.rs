//! Pictures, galleries, video, sound and embeds in HTML bodies.

mod support;

use support::check_bodies;

#[test]
fn pictures() {
    check_bodies(&[
        (
            "<p>a<img src='/1.jpg' alt=' A lamp ' width=640 height='480px'>b</p>",
            r#"[{"paragraph":"a"},{"figure":{"media":[{"image":{"src":"https://paper.example/1.jpg","width":640,"height":480,"alt":"A lamp"}}]}},{"paragraph":"b"}]"#,
        ),
        (
            "<img src=/1.jpg srcset='/1-300.jpg 300w, /1-600.jpg 600w' sizes='(min-width: 40em) 30em, 100vw' width=100%>",
            r#"[{"figure":{"media":[{"image":{"src":"https://paper.example/1.jpg","srcset":[{"src":"https://paper.example/1-300.jpg","descriptor":"300w"},{"src":"https://paper.example/1-600.jpg","descriptor":"600w"}],"sizes":"(min-width: 40em) 30em, 100vw","alt":""}}]}}]"#,
        ),
        (
            "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' data-src=/1.jpg data-srcset='/2.jpg 2x'>",
            r#"[{"figure":{"media":[{"image":{"src":"https://paper.example/1.jpg","srcset":[{"src":"https://paper.example/2.jpg","descriptor":"2x"}],"alt":""}}]}}]"#,
        ),
        (
            "<picture><source srcset='/a.webp 640w' sizes=50vw><img src=/a.jpg alt=a></picture>",
            r#"[{"figure":{"media":[{"image":{"src":"https://paper.example/a.jpg","srcset":[{"src":"https://paper.example/a.webp","descriptor":"640w"}],"sizes":"50vw","alt":"a"}}]}}]"#,
        ),
        (
            "<figure><a href=/1><img src=/1.jpg alt=a></a><figcaption>A <em>lamp</em> <span class=photo-credit>(J. Doe)</span></figcaption></figure>",
            r#"[{"figure":{"media":[{"image":{"src":"https://paper.example/1.jpg","alt":"a"}}],"caption":["A ",{"emphasis":"lamp"}],"credit":"J. Doe"}}]"#,
        ),
        (
            "<div id=x class='wp-caption alignleft'><img src=/1.jpg alt=a><p class=wp-caption-text>b</p></div>",
            r#"[{"figure":{"media":[{"image":{"src":"https://paper.example/1.jpg","alt":"a"}}],"caption":"b"}}]"#,
        ),
        (
            "<h2><img src=/1.jpg alt=a>Title</h2>",
            r#"[{"heading":{"level":2,"content":"Title"}},{"figure":{"media":[{"image":{"src":"https://paper.example/1.jpg","alt":"a"}}]}}]"#,
        ),
        ("<p>fine <img class=wp-smiley src=/s.png alt='🙂'></p>", r#"[{"paragraph":"fine 🙂"}]"#),
        (
            "<p>a<img src=/pixel.gif width=1 height=1><img src='javascript:x' alt=b><img></p>",
            r#"[{"paragraph":"a"}]"#,
        ),
    ]);
}

#[test]
fn galleries() {
    let both = r#"[{"gallery":{"figures":[{"media":[{"image":{"src":"https://paper.example/1.jpg","alt":"a"}}],"caption":"one"},{"media":[{"image":{"src":"https://paper.example/2.jpg","alt":"b"}}]}],"caption":"all"}}]"#;
    let each = r#"[{"gallery":{"figures":[{"media":[{"image":{"src":"https://paper.example/1.jpg","alt":"a"}}],"caption":"one"},{"media":[{"image":{"src":"https://paper.example/2.jpg","alt":"b"}}],"caption":"two"}]}}]"#;
    let alike = r#"[{"figure":{"media":[{"image":{"src":"https://paper.example/1.jpg","alt":"a"}},{"image":{"src":"https://paper.example/2.jpg","alt":"b"}}],"caption":"all"}}]"#;
    check_bodies(&[
        (
            "<figure class='wp-block-gallery has-nested-images'><figure class=wp-block-image><img src=/1.jpg alt=a>\
             <figcaption>one</figcaption></figure>\n<figure><img src=/2.jpg alt=b></figure><figcaption>all</figcaption></figure>",
            both,
        ),
        (
            "<ul class=wp-block-gallery><li class=blocks-gallery-item><figure><img src=/1.jpg alt=a></figure></li></ul>",
            r#"[{"figure":{"media":[{"image":{"src":"https://paper.example/1.jpg","alt":"a"}}]}}]"#,
        ),
        (
            "<figure class=wp-block-gallery><ul class=blocks-gallery-grid><li><figure><img src=/1.jpg alt=a>\
             <figcaption>one</figcaption></figure></li><li><figure><img src=/2.jpg alt=b></figure></li></ul>\
             <figcaption class=blocks-gallery-caption>all</figcaption></figure>",
            both,
        ),
        (
            "<div id='gallery-1' class='gallery galleryid-5'><dl class=gallery-item><dt class=gallery-icon><a href=/1>\
             <img src=/1.jpg alt=a></a></dt><dd class='wp-caption-text gallery-caption'>one</dd></dl>\
             <dl class=gallery-item><dt><img src=/2.jpg alt=b></dt><dd class=gallery-caption>two</dd></dl></div>",
            each,
        ),
        (
            "<figure class=wp-block-gallery><figure><img src=/1.jpg alt=a></figure><figure><img src=/2.jpg alt=b></figure>\
             <figcaption>all</figcaption></figure>",
            alike,
        ),
    ]);
}

#[test]
fn video_and_sound() {
    check_bodies(&[
        (
            "<figure class=wp-block-video><video controls poster=/p.jpg width=640 height=360 src=/v.mp4></video><figcaption>a</figcaption></figure>",
            r#"[{"figure":{"media":[{"video":{"src":"https://paper.example/v.mp4","poster":"https://paper.example/p.jpg","width":640,"height":360}}],"caption":"a"}}]"#,
        ),
        (
            "<audio controls><source src='data:audio/x,' type=audio/x><source src=/a.mp3><a href=/a.mp3>a.mp3</a></audio>b",
            r#"[{"figure":{"media":[{"audio":{"src":"https://paper.example/a.mp3"}}]}},{"paragraph":"b"}]"#,
        ),
        ("<video src='javascript:x'>a</video>b", r#"[{"paragraph":"b"}]"#),
    ]);
}

#[test]
fn embeds() {
    check_bodies(&[
        (
            "<figure class='wp-block-embed is-provider-youtube'><div class=wp-block-embed__wrapper><iframe title='How lamps work' \
             src='https://www.youtube.com/embed/abc-1_2?feature=oembed'></iframe></div><figcaption>a</figcaption></figure>",
            r#"[{"embed":{"url":"https://www.youtube.com/watch?v=abc-1_2","provider":"YouTube","title":"How lamps work","caption":"a"}}]"#,
        ),
        (
            "<figure class=wp-block-embed><div>\nhttps://vimeo.com/123\n</div></figure>",
            r#"[{"embed":{"url":"https://vimeo.com/123","provider":"Vimeo"}}]"#,
        ),
        (
            "<iframe data-src='https://player.vimeo.com/video/123?h=x' src=about:blank title='vimeo-player'></iframe>",
            r#"[{"embed":{"url":"https://vimeo.com/123","provider":"Vimeo"}}]"#,
        ),
        (
            "<iframe src='https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/a/b&color=red'></iframe>",
            r#"[{"embed":{"url":"https://soundcloud.com/a/b","provider":"SoundCloud"}}]"#,
        ),
        (
            "<iframe src='https://w.soundcloud.com/player/?url=javascript:alert(1)'></iframe>",
            r#"[{"embed":{"url":"https://w.soundcloud.com/player/?url=javascript:alert(1)","provider":"SoundCloud"}}]"#,
        ),
        (
            "<iframe src='//open.spotify.com/embed/episode/1'></iframe>",
            r#"[{"embed":{"url":"https://open.spotify.com/episode/1","provider":"Spotify"}}]"#,
        ),
        (
            "<blockquote class=twitter-tweet><p>Lamps <a href='https://t.co/1'>off</a></p>&mdash; A (@a) \
             <a href='https://twitter.com/a/status/1?ref_src=x'>24 November</a></blockquote><script src=x></script>",
            r#"[{"embed":{"url":"https://twitter.com/a/status/1?ref_src=x","provider":"X","caption":["Lamps ",{"link":{"url":"https://t.co/1","content":"off"}}," — A (@a) ",{"link":{"url":"https://twitter.com/a/status/1?ref_src=x","content":"24 November"}}]}}]"#,
        ),
        (
            "<blockquote class=instagram-media><a href='https://www.instagram.com/p/1/'>Lamps</a> by \
             <a href='https://www.instagram.com/a/'>a</a></blockquote>",
            r#"[{"embed":{"url":"https://www.instagram.com/p/1/","provider":"Instagram","caption":[{"link":{"url":"https://www.instagram.com/p/1/","content":"Lamps"}}," by ",{"link":{"url":"https://www.instagram.com/a/","content":"a"}}]}}]"#,
        ),
        (
            "<iframe src='https://notyoutube.com/embed/1' title=Map></iframe>",
            r#"[{"paragraph":[{"link":{"url":"https://notyoutube.com/embed/1","content":"Map"}}]}]"#,
        ),
        (
            "<iframe src='https://user@youtube.com.evil.example/embed/1'></iframe>",
            r#"[{"paragraph":[{"link":{"url":"https://user@youtube.com.evil.example/embed/1","content":"https://user@youtube.com.evil.example/embed/1"}}]}]"#,
        ),
        (
            "<iframe srcdoc='<script>x</script>'></iframe><iframe src='data:text/html,x'></iframe>a",
            r#"[{"paragraph":"a"}]"#,
        ),
    ]);
}
