//! What is done to an article of every format once it is read.

use crate::error::ReadErrorKind;
use crate::lang;
use crate::limits::{MAX_BYLINE, MAX_LINE_CHARS, MAX_RELATED, MAX_SUMMARY_CHARS, MAX_TAGS};
use crate::model::Article;
use crate::text::{clean, cut};

/// Holds an article to what [`Article`] promises.
///
/// # Errors
/// Where it has no headline, or nothing to read or to look at.
pub(crate) fn finish(mut article: Article) -> Result<Article, ReadErrorKind> {
    article.headline = line(&article.headline).ok_or(ReadErrorKind::NoHeadline)?;
    if article.body.is_empty() && article.hero.is_none() {
        return Err(ReadErrorKind::NoBody);
    }
    article.standfirst = summary(article.standfirst);
    article.section = article.section.and_then(|section| line(&section));
    article.byline = lines(article.byline, MAX_BYLINE);
    article.tags = lines(article.tags, MAX_TAGS);
    article.lang = article.lang.and_then(|lang| lang::normalise(&lang));
    if article.dir.is_none() {
        article.dir = article.lang.as_deref().and_then(lang::direction);
    }
    let published = article.published;
    article.updated =
        article.updated.filter(|updated| published.is_none_or(|published| *updated > published));
    article.related.truncate(MAX_RELATED);
    article.related.retain_mut(|related| {
        related.summary = summary(related.summary.take());
        match line(&related.title) {
            Some(title) => {
                related.title = title;
                true
            }
            None => false,
        }
    });
    Ok(article)
}

/// Text on one line, or `None` where there is none.
fn line(text: &str) -> Option<String> {
    let text = cut(&clean(text), MAX_LINE_CHARS);
    (!text.is_empty()).then_some(text)
}

fn summary(text: Option<String>) -> Option<String> {
    let text = cut(&clean(&text?), MAX_SUMMARY_CHARS);
    (!text.is_empty()).then_some(text)
}

/// Lines without the empty ones and without repetitions.
fn lines(texts: Vec<String>, limit: usize) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for text in texts {
        if kept.len() == limit {
            break;
        }
        if let Some(text) = line(&text)
            && !kept.contains(&text)
        {
            kept.push(text);
        }
    }
    kept
}
