//! What is done to an article of every format once it is read.

use crate::error::ReadErrorKind;
use crate::lang;
use crate::limits::{MAX_BYLINE, MAX_LINE_CHARS, MAX_RELATED, MAX_SUMMARY_CHARS, MAX_TAGS};
use crate::model::{Article, RelatedHeadline};
use crate::text::{clean, cut};

/// Holds an article to what [`Article`] promises.
///
/// # Errors
/// Where it has no headline, or nothing to read or to look at.
pub(crate) fn finish(article: &mut Article) -> Result<(), ReadErrorKind> {
    article.headline = line(&article.headline).ok_or(ReadErrorKind::NoHeadline)?;
    if article.body.is_empty() && article.hero.is_none() {
        return Err(ReadErrorKind::NoBody);
    }
    article.standfirst = summary(article.standfirst.as_deref());
    article.section = article.section.as_deref().and_then(line);
    lines(&mut article.byline, MAX_BYLINE);
    lines(&mut article.tags, MAX_TAGS);
    article.lang = article.lang.as_deref().and_then(lang::normalise);
    if article.dir.is_none() {
        article.dir = article.lang.as_deref().and_then(lang::direction);
    }
    let published = article.published;
    article.updated =
        article.updated.filter(|updated| published.is_none_or(|published| *updated > published));
    finish_related(&mut article.related);
    Ok(())
}

/// Holds headlines to what [`RelatedHeadline`] promises, and drops those that have no title.
pub(crate) fn finish_related(all: &mut Vec<RelatedHeadline>) {
    all.truncate(MAX_RELATED);
    all.retain_mut(|related| {
        related.summary = summary(related.summary.as_deref());
        related.title = line(&related.title).unwrap_or_default();
        !related.title.is_empty()
    });
}

/// Text on one line, or `None` where there is none.
fn line(text: &str) -> Option<String> {
    limited(text, MAX_LINE_CHARS)
}

fn summary(text: Option<&str>) -> Option<String> {
    limited(text?, MAX_SUMMARY_CHARS)
}

fn limited(text: &str, limit: usize) -> Option<String> {
    Some(cut(&clean(text), limit)).filter(|text| !text.is_empty())
}

/// Lines without the empty ones and without repetitions.
fn lines(texts: &mut Vec<String>, limit: usize) {
    let mut kept: Vec<String> = Vec::new();
    for text in texts.iter() {
        if kept.len() < limit
            && let Some(text) = line(text)
            && !kept.contains(&text)
        {
            kept.push(text);
        }
    }
    *texts = kept;
}
