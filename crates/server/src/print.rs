//! `standfirst-server render`: what `GET /render` answers, printed, for sites that are made of files.

use std::io::{self, Write};
use std::path::Path;

use standfirst_review::{ReviewPage, Subject};
use url::Url;

use crate::articles::Source;
use crate::rendering::{self, Rendering, Reviews};
use crate::routes::query;

/// Prints the article that is in a file or at an address.
///
/// # Errors
/// A sentence: what cannot be read, fetched or understood, and why.
pub(crate) fn print(
    document: &str,
    parameters: &[(&'static str, String)],
    public_url: Option<Url>,
) -> Result<(), String> {
    let address = Url::parse(document).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(parameters);
    let named = parameters.iter().any(|(name, _)| *name == "src");
    match &address {
        Some(address) if !named => {
            query.append_pair("src", address.as_str());
        }
        None if !named => {
            return Err(
                "--src is missing: where do browsers find the document that is in the file?".to_owned()
            );
        }
        _ => {}
    }
    let reviews = parameters.iter().find(|(name, _)| *name == "reviews").map(|(_, url)| url.as_str());
    let own = service(reviews, public_url)?;
    let asked = query::render(&query.finish(), &own).map_err(|refusal| refusal.to_string())?;
    let source = match &address {
        Some(address) => Source::fetch(address),
        None => {
            let bytes = std::fs::read(document).map_err(|error| format!("{document}: {error}"))?;
            let src = asked.attributes.src.clone().ok_or("--src is missing")?;
            Source::new(&bytes, media_type(document), src)
        }
    };
    let source = source.map_err(|error| format!("{document}: {error}"))?;
    let mut reading = source.read(&asked.attributes.how).map_err(|error| format!("{document}: {error}"))?;
    if let Some(list) = asked.attributes.list() {
        match Source::fetch(list).and_then(|list| list.related(None)) {
            Ok(related) => reading.article.related = related,
            // An article is as good without them.
            Err(error) => eprintln!("--related: {list}: {error}"),
        }
    }
    let subject = asked.attributes.subject_of(Some(&reading.article));
    let reviews = match (reviews, subject) {
        (Some(_), Some(subject)) => Some(first_page(&own, subject, asked.page)?),
        _ => None,
    };
    let rendering = Rendering {
        files: rendering::files(&own),
        article: Some((reading.article, reading.format)),
        reviews,
        whole: asked.whole,
        attributes: asked.attributes,
    };
    let mut out = io::stdout().lock();
    let mut failure = None;
    rendering::render(rendering, &mut |piece| {
        let written = out.write_all(piece.as_bytes());
        failure = written.err();
        failure.is_none()
    })?;
    match failure.map_or_else(|| out.flush(), Err) {
        Err(error) => Err(format!("cannot print: {error}")),
        Ok(()) => Ok(()),
    }
}

/// The address of the review service, which has the widget's files as well.
fn service(reviews: Option<&str>, public_url: Option<Url>) -> Result<Url, String> {
    let Some(base) = reviews else {
        let missing = "--reviews or --public-url is missing: where do browsers find the service with the widget's files?";
        return public_url.ok_or_else(|| missing.to_owned());
    };
    let slash = if base.ends_with('/') { "" } else { "/" };
    Url::parse(&[base, slash].concat())
        .map_err(|_| format!("--reviews: \"{base}\" is not an address such as https://reviews.example"))
}

/// The type of a file's content by its name; nothing where the document has to say.
fn media_type(path: &str) -> Option<String> {
    let extension = Path::new(path).extension()?.to_str()?;
    let media_type = match extension {
        "json" => "application/json",
        "txt" => "text/plain",
        "html" | "htm" => "text/html",
        _ => return None,
    };
    Some(media_type.to_owned())
}

/// The first page of the reviews, from the running service.
fn first_page(service: &Url, subject: Subject, page: Option<Url>) -> Result<Reviews, String> {
    let mut url = service.join("v1/reviews").map_err(|error| error.to_string())?;
    url.query_pairs_mut().append_pair("subject", subject.as_str());
    let answer = ureq::get(url.as_str()).call().and_then(|mut answer| answer.body_mut().read_to_vec());
    let answer = answer.map_err(|error| format!("{url}: {error}"))?;
    let first: ReviewPage = serde_json::from_slice(&answer).map_err(|error| format!("{url}: {error}"))?;
    Ok(Reviews { subject, first, page })
}
