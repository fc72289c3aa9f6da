//! The blocks of a text, one kind a function.

use standfirst_article::{Block, Embed, Inline, LinkUrl, List, ListItem};
use yew::prelude::*;

use super::context::{Context, words};
use super::figure::figure;
use super::heading_tag;
use super::inline::{attribute, has_link, identifier, inlines, text};
use super::table::table;
use crate::language::Label;

/// Renders blocks in document order.
pub(super) fn blocks(content: &[Block], context: &mut Context) -> Html {
    content.iter().map(|part| block(part, context)).collect()
}

fn block(part: &Block, context: &mut Context) -> Html {
    match part {
        Block::Paragraph { id, content } => {
            html! { <p id={identifier(id.as_ref())}>{ inlines(content) }</p> }
        }
        Block::Heading { level, id, content } => heading(*level, id.as_ref(), content, context),
        Block::List(part) => list(part, context),
        Block::Quote { blocks, citation, source } => quote(blocks, citation, source.as_ref(), context),
        Block::Figure(part) => figure(part, false, context.language),
        Block::Table(part) => table(part, context.language),
        Block::Code { language, text } => code(language.as_deref(), text),
        Block::Embed(part) => embed(part, context),
        Block::Divider => html! { <hr /> },
    }
}

fn heading(level: u8, id: Option<&String>, content: &[Inline], context: &mut Context) -> Html {
    let depth = context.headings.place(level);
    let tag = heading_tag(context.heading_level + depth);
    let class = match depth {
        1 => "heading",
        2 => "heading minor",
        _ => "heading least",
    };
    html! { <@{tag} id={identifier(id)} {class} part="heading">{ inlines(content) }</@> }
}

fn list(list: &List, context: &mut Context) -> Html {
    let items = list.items.iter().map(|part| item(part, context)).collect::<Html>();
    if list.ordered {
        let start = list.start.map(|start| AttrValue::from(start.to_string()));
        html! { <ol {start}>{ items }</ol> }
    } else {
        html! { <ul>{ items }</ul> }
    }
}

fn item(item: &ListItem, context: &mut Context) -> Html {
    // An item that is one paragraph, with or without a list under it, stands close to its neighbours.
    let content = match item.blocks.as_slice() {
        [Block::Paragraph { id: None, content }] => inlines(content),
        [Block::Paragraph { id: None, content }, nested @ Block::List(_)] => {
            html! { <>{ inlines(content) }{ block(nested, context) }</> }
        }
        content => blocks(content, context),
    };
    html! { <li id={identifier(item.id.as_ref())}>{ content }</li> }
}

fn quote(content: &[Block], citation: &[Inline], source: Option<&LinkUrl>, context: &mut Context) -> Html {
    let cited = match source {
        Some(url) if !has_link(citation) => {
            html! { <a href={attribute(url.as_str())}>{ inlines(citation) }</a> }
        }
        _ => inlines(citation),
    };
    html! {
        <blockquote cite={source.map(|url| attribute(url.as_str()))}>
            { blocks(content, context) }
            if !citation.is_empty() {
                <footer><cite>{ cited }</cite></footer>
            }
        </blockquote>
    }
}

fn code(language: Option<&str>, content: &str) -> Html {
    // HTML's own convention. A name with a blank in it would be further classes.
    let class =
        language.filter(|name| !name.contains(char::is_whitespace)).map(|name| ["language-", name].concat());
    // Long lines scroll, so the keyboard must reach them. Programs run from left to right in any language.
    html! {
        <pre dir="ltr" tabindex="0" translate="no"><code {class}>{ text(content) }</code></pre>
    }
}

/// What another site shows: its name and a way there. Nothing of it loads.
fn embed(embed: &Embed, context: &Context) -> Html {
    let language = context.language;
    let label = match embed.provider.as_deref() {
        Some(provider) => language.fill(Label::OpenEmbedAt, &[("provider", provider)]),
        None => language.text(Label::OpenEmbed),
    };
    html! {
        <figure class="figure embed" part="figure">
            <div class="embed-box">
                if let Some(title) = &embed.title {
                    <p class="embed-title">{ text(title) }</p>
                }
                <p><a href={attribute(embed.url.as_str())}>{ words(language, label) }</a></p>
            </div>
            if !embed.caption.is_empty() {
                <figcaption>{ inlines(&embed.caption) }</figcaption>
            }
        </figure>
    }
}
