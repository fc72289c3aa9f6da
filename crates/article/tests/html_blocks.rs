//! HTML bodies into blocks.

mod support;

use support::check_bodies;

#[test]
fn paragraphs_and_headings() {
    check_bodies(&[
        ("<p>One</p><p>Two</p>", r#"[{"paragraph":"One"},{"paragraph":"Two"}]"#),
        ("<p>One<p>Two", r#"[{"paragraph":"One"},{"paragraph":"Two"}]"#),
        ("One<div>Two</div>Three", r#"[{"paragraph":"One"},{"paragraph":"Two"},{"paragraph":"Three"}]"#),
        ("<div><section>One <b>two</b></section></div>", r#"[{"paragraph":["One ",{"strong":"two"}]}]"#),
        ("<p> a \n\t b </p><p>&nbsp;</p><p><br></p>", r#"[{"paragraph":"a b"}]"#),
        (
            "a<sup> </sup><br>b<i><b>c </b></i><br>d",
            r#"[{"paragraph":["a",{"break":true},"b",{"emphasis":[{"strong":"c"}]},{"break":true},"d"]}]"#,
        ),
        ("a<br>b<br />c<br>", r#"[{"paragraph":["a",{"break":true},"b",{"break":true},"c"]}]"#),
        (
            "one<br><br>two<br> <br>three",
            r#"[{"paragraph":"one"},{"paragraph":"two"},{"paragraph":"three"}]"#,
        ),
        ("<h2 id=a>One</h2>", r#"[{"heading":{"level":2,"id":"a","content":"One"}}]"#),
        ("<h1>One</h3>Two", r#"[{"heading":{"level":1,"content":"One"}},{"paragraph":"Two"}]"#),
        (
            "<h2>One<h3>Two",
            r#"[{"heading":{"level":2,"content":"One"}},{"heading":{"level":3,"content":"Two"}}]"#,
        ),
        ("<h2> </h2><p>a</p>", r#"[{"paragraph":"a"}]"#),
        ("<p>a<hr>b", r#"[{"paragraph":"a"},{"divider":true},{"paragraph":"b"}]"#),
        ("<dl><dt>Term<dd>Meaning</dl>", r#"[{"paragraph":[{"strong":"Term"}]},{"paragraph":"Meaning"}]"#),
        ("<made-up>a <x-y>b</x-y></made-up>", r#"[{"paragraph":"a b"}]"#),
        ("<details><summary>More</summary>Text</details>", r#"[{"paragraph":"More"},{"paragraph":"Text"}]"#),
        ("<pre>\n a\n  b\n</pre>", r#"[{"code":{"text":" a\n  b"}}]"#),
        (
            "<pre class='wp-block-code'><code class='language-Rust'>let a = 1 &lt; 2;<br>b</code></pre>",
            r#"[{"code":{"language":"rust","text":"let a = 1 < 2;\nb"}}]"#,
        ),
        ("<pre class='brush: jscript; title: x'>a</pre>", r#"[{"code":{"language":"jscript","text":"a"}}]"#),
        ("<pre class='wp-block-verse'>a\n b</pre>", r#"[{"paragraph":["a",{"break":true},"b"]}]"#),
    ]);
}

#[test]
fn text_and_formatting() {
    check_bodies(&[
        (
            "<p><strong>a</strong> <em>b</em> <i>c</i> <code>d</code> <sub>e</sub><sup>f</sup> <mark>g</mark> <s>h</s> \
             <del>i</del> <q>j</q></p>",
            r#"[{"paragraph":[{"strong":"a"}," ",{"emphasis":"b"}," ",{"emphasis":"c"}," ",{"code":"d"}," ",{"subscript":"e"},{"superscript":"f"}," ",{"mark":"g"}," ",{"strike":"h"}," ",{"strike":"i"}," ",{"quote":"j"}]}]"#,
        ),
        (
            "<abbr title='Common era'>CE</abbr> <abbr>BC</abbr> <time datetime='2026-11-24'>today</time> \
             <time datetime='<x>'>now</time>",
            r#"[{"paragraph":[{"abbreviation":{"title":"Common era","content":"CE"}}," BC ",{"time":{"datetime":"2026-11-24","content":"today"}}," now"]}]"#,
        ),
        ("<b>a<b>b</b></b><strong><b></b></strong>", r#"[{"paragraph":[{"strong":"ab"}]}]"#),
        ("<b> a </b> b", r#"[{"paragraph":[{"strong":"a "},"b"]}]"#),
        ("a<b> </b>b<i></i>", r#"[{"paragraph":["a",{"strong":" "},"b"]}]"#),
        ("<p><b>a<i>b</b>c</i>d</p>", r#"[{"paragraph":[{"strong":["a",{"emphasis":"b"}]},"cd"]}]"#),
        ("<b><p>a</b>b</p>c", r#"[{"paragraph":[{"strong":"ab"}]},{"paragraph":"c"}]"#),
        ("<p><b>a</p>b</b>", r#"[{"paragraph":[{"strong":"a"}]},{"paragraph":"b"}]"#),
        (
            "&#8220;a&rdquo; &amp; &notin; &#x1F600; &bogus; &copy 1",
            "[{\"paragraph\":\"“a” & ∉ 😀 &bogus; © 1\"}]",
        ),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", r#"[{"paragraph":"漢(kan)"}]"#),
        ("1 < 2 <3 a<b", r#"[{"paragraph":"1 < 2 <3 a"}]"#),
        ("a<!-- b --><![CDATA[c]]>d<?php e ?>f</ g>h", r#"[{"paragraph":"adfh"}]"#),
    ]);
}

#[test]
fn links_and_places() {
    check_bodies(&[
        (
            "<a href='/x?a=1&amp;b=2'>x</a> <a href=y>y</a> <a>z</a>",
            r#"[{"paragraph":[{"link":{"url":"https://paper.example/x?a=1&b=2","content":"x"}}," ",{"link":{"url":"https://paper.example/2026/lamps/y","content":"y"}}," z"]}]"#,
        ),
        (
            "<a href='javascript:alert(1)'>a</a> <a href='java&#10;script:x'>b</a> <a href=mailto:a@b.example>c</a>",
            r#"[{"paragraph":["a b ",{"link":{"url":"mailto:a@b.example","content":"c"}}]}]"#,
        ),
        (
            "<p>a<sup class=fn><a href='#n1' id='n1-link'>1</a></sup></p><ol><li id=n1>b <a href='#n1-link'>↩</a></ol>",
            r##"[{"paragraph":["a",{"superscript":[{"anchor":{"id":"n1-link","content":[{"link":{"url":"#n1","content":"1"}}]}}]}]},{"list":{"ordered":true,"items":[{"id":"n1","blocks":[{"paragraph":["b ",{"link":{"url":"#n1-link","content":"↩"}}]}]}]}}]"##,
        ),
        (
            "<a href='https://paper.example/2026/lamps/#end'>down</a><p id=end>a</p><p id=unused>b</p>",
            r##"[{"paragraph":[{"link":{"url":"#end","content":"down"}}]},{"paragraph":{"id":"end","content":"a"}},{"paragraph":"b"}]"##,
        ),
        (
            "<a href='#x'>go</a><a name=x></a><h2>Title</h2><h2 id=x>Again</h2>",
            r##"[{"paragraph":[{"link":{"url":"#x","content":"go"}},{"anchor":{"id":"x","content":[]}}]},{"heading":{"level":2,"content":"Title"}},{"heading":{"level":2,"content":"Again"}}]"##,
        ),
        (
            "<a href='/x'><h3>Title</h3><p>Text</p></a>",
            r#"[{"heading":{"level":3,"content":[{"link":{"url":"https://paper.example/x","content":"Title"}}]}},{"paragraph":[{"link":{"url":"https://paper.example/x","content":"Text"}}]}]"#,
        ),
        (
            "<a href='/x'>a<a href='/y'>b</a>c",
            r#"[{"paragraph":[{"link":{"url":"https://paper.example/x","content":"a"}},{"link":{"url":"https://paper.example/y","content":"b"}},"c"]}]"#,
        ),
    ]);
}

#[test]
fn lists_and_quotations() {
    check_bodies(&[
        ("<ul><li>a<li>b</ul>", r#"[{"list":{"items":["a","b"]}}]"#),
        (
            "<ol start=3><li>a</ol><ol start=x><li>b</ol>",
            r#"[{"list":{"ordered":true,"start":3,"items":["a"]}},{"list":{"ordered":true,"items":["b"]}}]"#,
        ),
        (
            "<ul><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ul>",
            r#"[{"list":{"items":[[{"paragraph":"a"},{"list":{"items":["b"]}}],[{"paragraph":"c"},{"paragraph":"d"}]]}}]"#,
        ),
        (
            "<ul><li>a</li><ul><li>b</li></ul> c </ul>",
            r#"[{"list":{"items":[[{"paragraph":"a"},{"list":{"items":["b"]}}],"c"]}}]"#,
        ),
        ("<li>a</li>b", r#"[{"paragraph":"a"},{"paragraph":"b"}]"#),
        ("<ul></ul><ul><li> </li></ul><p>a", r#"[{"paragraph":"a"}]"#),
        (
            "<blockquote cite='/q'><p>a</p><cite>— B. C.</cite></blockquote>",
            r#"[{"quote":{"blocks":[{"paragraph":"a"}],"citation":"B. C.","source":"https://paper.example/q"}}]"#,
        ),
        (
            "<blockquote>a<footer>By <cite>b</cite></footer></blockquote>",
            r#"[{"quote":{"blocks":[{"paragraph":"a"}],"citation":["By ",{"emphasis":"b"}]}}]"#,
        ),
        (
            "<blockquote>as <cite>b</cite> says</blockquote>",
            r#"[{"quote":{"blocks":[{"paragraph":["as ",{"emphasis":"b"}," says"]}]}}]"#,
        ),
        (
            "<blockquote><p>a</p><p><cite>b</cite></p></blockquote>",
            r#"[{"quote":{"blocks":[{"paragraph":"a"}],"citation":"b"}}]"#,
        ),
        (
            "<blockquote><p>a</p><p>– b</p></blockquote>",
            r#"[{"quote":{"blocks":[{"paragraph":"a"}],"citation":"b"}}]"#,
        ),
        (
            "<figure class=wp-block-pullquote><blockquote><p>a</p></blockquote><figcaption>b</figcaption></figure>",
            r#"[{"quote":{"blocks":[{"paragraph":"a"}],"citation":"b"}}]"#,
        ),
        ("<blockquote></blockquote><p>a", r#"[{"paragraph":"a"}]"#),
    ]);
}

#[test]
fn a_frame_in_a_link_is_no_link_in_a_link() {
    check_bodies(&[(
        "<a href=/x><p>a</p><iframe src=https://w.example/1 title=b></iframe></a>",
        r#"[{"paragraph":[{"link":{"url":"https://paper.example/x","content":"a"}}]},{"paragraph":[{"link":{"url":"https://w.example/1","content":"b"}}]}]"#,
    )]);
}

#[test]
fn corrections() {
    check_bodies(&[
        (
            "<p>a</p><div class='x correction'><b>Correction:</b> Four, not three.</div>b",
            r#"[{"paragraph":"a"},{"correction":{"blocks":[{"paragraph":[{"strong":"Correction:"}," Four, not three."]}]}},{"paragraph":"b"}]"#,
        ),
        ("<p class=clarification>a</p>", r#"[{"correction":{"blocks":[{"paragraph":"a"}]}}]"#),
        ("<div class=correction> </div>a", r#"[{"paragraph":"a"}]"#),
        ("<p class=colour-correction>a</p>", r#"[{"paragraph":"a"}]"#),
    ]);
}

#[test]
fn tables() {
    check_bodies(&[
        (
            "<table><caption>c</caption><thead><tr><th>a<th>b<tbody><tr><th>1<td colspan=2>2<tr><td rowspan=0>3</table>",
            r#"[{"table":{"caption":"c","head":[["a","b"]],"body":[[{"header":true,"content":"1"},{"colspan":2,"content":"2"}],["3"]]}}]"#,
        ),
        (
            "<table><tr><th>a<th>b<tr><td>1<td>2</table>",
            r#"[{"table":{"head":[["a","b"]],"body":[["1","2"]]}}]"#,
        ),
        ("<table><tr><td><p>a</p><p>b</p></table>", r#"[{"paragraph":"a"},{"paragraph":"b"}]"#),
        (
            "<figure class=wp-block-table><table><tr><td>a<td><ul><li>b<li>c</ul></table><figcaption>d</figcaption></figure>",
            r#"[{"table":{"caption":"d","body":[["a",["b",{"break":true},"c"]]]}}]"#,
        ),
        (
            "<table>stray<tr><td>a<td>b</tr><b>lost</b></table>",
            r#"[{"paragraph":["stray",{"strong":"lost"}]},{"table":{"body":[["a","b"]]}}]"#,
        ),
        ("<td>a</td><tr>b", r#"[{"paragraph":"ab"}]"#),
        (
            "<table><tr><td align=RIGHT>1<td style='color:red; text-align: center !important'>2<td class='x has-text-align-left'>3<td align=justify>4</table>",
            r#"[{"table":{"body":[[{"align":"right","content":"1"},{"align":"center","content":"2"},{"align":"left","content":"3"},"4"]]}}]"#,
        ),
        ("<table><td>a<td>b</table>c", r#"[{"table":{"body":[["a","b"]]}},{"paragraph":"c"}]"#),
        ("<table></table><table><tr><td></td><td> </td></tr></table>a", r#"[{"paragraph":"a"}]"#),
    ]);
}

#[test]
fn what_gives_nothing() {
    check_bodies(&[
        (
            "a<script>b</script><style>c</style><template>d</template><noscript><p>e</p></noscript>f",
            r#"[{"paragraph":"af"}]"#,
        ),
        (
            "a<form><p>b</p></form><button>c</button><select><option>d</select><textarea>e</textarea>f",
            r#"[{"paragraph":"af"}]"#,
        ),
        (
            "a<p hidden>b</p><p style='color: red; DISPLAY : none !important'>c</p><dialog>d</dialog>",
            r#"[{"paragraph":"a"}]"#,
        ),
        ("a<svg><title>b</title><style>c</style><text>d</text></svg>e", r#"[{"paragraph":"ae"}]"#),
        ("a<svg><g><p>b</p>", r#"[{"paragraph":"a"},{"paragraph":"b"}]"#),
        ("a<svg/>b<math><mi>x</mi><mo>=</mo><![CDATA[y]]></math>", r#"[{"paragraph":"abx=y"}]"#),
        ("<script>var a = '<!-- <script>x</script> -->';</script>b", r#"[{"paragraph":"b"}]"#),
        ("<script>a", "[]"),
        ("<iframe src='javascript:alert(1)'>a</iframe><object data=x>b</object>", r#"[{"paragraph":"b"}]"#),
        ("<title>a</title><meta x=y><link rel=z>b", r#"[{"paragraph":"b"}]"#),
    ]);
}
