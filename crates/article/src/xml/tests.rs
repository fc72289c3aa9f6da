use super::{Node, Space, parse, root};
use crate::error::ReadErrorKind;

#[test]
fn names_are_in_their_namespaces() {
    let document = parse(
        "<?xml version='1.0'?><a:feed xmlns:a='http://www.w3.org/2005/Atom' xmlns='urn:x' xml:lang='fi'>\
         <title/><a:title xmlns:a='http://search.yahoo.com/mrss'>m</a:title><a:title>A</a:title>\
         <dc:creator>D</dc:creator><x:y z='1' a:z='2'/></a:feed>",
    )
    .unwrap();
    let names: Vec<_> =
        document.root.elements().map(|element| (element.space, element.name.as_str())).collect();
    assert_eq!(document.root.space, Space::Atom);
    assert_eq!(document.root.attribute_in(Space::Xml, "lang"), Some("fi"));
    assert_eq!(
        names,
        [
            (Space::Other, "title"),
            (Space::Media, "title"),
            (Space::Atom, "title"),
            (Space::Dublin, "creator"),
            (Space::Other, "y")
        ]
    );
    let last = document.root.elements().last().unwrap();
    assert_eq!((last.attribute("z"), last.attribute_in(Space::Atom, "z")), (Some("1"), Some("2")));
    assert_eq!(document.fault, None);
}

#[test]
fn text_is_what_it_means_and_a_dtd_declares_nothing() {
    let text = |xml: &str| parse(xml).unwrap().root.text();
    assert_eq!(
        text("<a>1 &lt; 2 &amp; 3 &nbsp;&#8217;&#x92;<![CDATA[<b>&amp;</b>]]></a>"),
        "1 < 2 & 3 \u{a0}’’<b>&amp;</b>"
    );
    assert_eq!(text("<a>R&D & more; &unknown; </a>"), "R&D & more; &unknown;");
    let bomb = "<!DOCTYPE a [<!ENTITY x 'lol'><!ENTITY y '&x;&x;&x;&x;'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>\
                <a b='&y;'>&y;&f;</a>";
    let document = parse(bomb).unwrap();
    assert_eq!((document.root.text().as_str(), document.root.attribute("b")), ("&y;&f;", Some("&y;")));
}

#[test]
fn what_is_wrong_is_read_as_far_as_it_goes() {
    let document = parse("<a><b>1<br>2<p>3</b></x><c>4</a><d>").unwrap();
    let names: Vec<_> =
        document.root.elements().map(|element| (element.name.as_str(), element.whole)).collect();
    assert_eq!(names, [("b", true), ("c", false)]);
    for (xml, fault) in [
        ("<a><b>x", "it ends too early"),
        ("<a>\n<b <!-- ", "tag not closed: `>` not found before end of input (line 2)"),
    ] {
        let document = parse(xml).unwrap();
        assert_eq!((document.root.name.as_str(), document.root.whole), ("a", false));
        assert_eq!(document.fault.as_deref(), Some(fault));
    }
    assert!(matches!(parse("<!-- x"), Err(ReadErrorKind::MalformedXml(_))));
    assert!(matches!(parse("x"), Err(ReadErrorKind::MalformedXml(_))));
}

#[test]
fn size_is_limited() {
    assert_eq!(parse(&"<a>".repeat(100_000)).unwrap_err(), ReadErrorKind::TooDeep);
    assert_eq!(parse(&format!("<a>{}", "<b/>".repeat(600_000))).unwrap_err(), ReadErrorKind::TooLarge);
    let declarations: String = (0..2000).map(|n| format!(" xmlns:p{n}='urn:{n}'")).collect();
    let nested = format!("<a{declarations}>").repeat(150);
    assert!(parse(&nested).is_ok());
}

#[test]
fn the_root_is_found() {
    let cases = [
        (
            "<?xml version='1.0'?>\n<!DOCTYPE rss [<!ENTITY a '>'>]><!-- <feed> --><rss version='2.0'><x",
            Some((Space::None, "rss")),
        ),
        ("<feed xmlns='http://www.w3.org/2005/Atom'/>", Some((Space::Atom, "feed"))),
        ("<!-- x", None),
        ("text", None),
    ];
    for (xml, expected) in cases {
        assert_eq!(root(xml), expected.map(|(space, name)| (space, name.to_owned())), "{xml}");
    }
    let document = parse("<a>x<b/>y</a>").unwrap();
    assert!(matches!(document.root.nodes.as_slice(), [Node::Text(_), Node::Element(_), Node::Text(_)]));
}
