//! Queries, read by name. What the service does not know is left alone, for proxies and pages add their own.

use standfirst_review::problem::code;
use standfirst_review::{FieldError, Rating, Sort, Subject, limits};

use super::{cursor, parse_subject};
use crate::errors::Refusal;
use crate::storage::Position;

/// What `GET /v1/reviews` asks for.
pub(super) struct ListQuery {
    pub(super) subject: Subject,
    pub(super) sort: Sort,
    pub(super) stars: Option<Rating>,
    pub(super) after: Option<Position>,
    pub(super) limit: u32,
}

/// Reads the query of `GET /v1/reviews`.
pub(super) fn list(query: &str) -> Result<ListQuery, Refusal> {
    let parameters = Parameters::of(query);
    let subject = parameters.one("subject")?.ok_or_else(no_subject)?;
    let subject = parse_subject(&subject).map_err(Refusal::Request)?;
    let sort = match parameters.one("sort")? {
        Some(name) => Sort::from_name(&name).ok_or_else(|| {
            wrong("sort", code::UNKNOWN_VALUE, "sort is one of newest, oldest, highest and lowest")
        })?,
        None => Sort::default(),
    };
    let stars =
        match parameters.one("stars")? {
            Some(stars) => {
                Some(stars.parse().ok().and_then(Rating::new).ok_or_else(|| {
                    wrong("stars", code::OUT_OF_RANGE, "stars is a whole number from 1 to 5")
                })?)
            }
            None => None,
        };
    let limit = match parameters.one("limit")? {
        Some(limit) => limit
            .parse()
            .ok()
            .filter(|limit| (1..=limits::PAGE_MAX).contains(limit))
            .ok_or_else(|| wrong("limit", code::OUT_OF_RANGE, "limit is a whole number from 1 to 100"))?,
        None => limits::PAGE_DEFAULT,
    };
    let after = match parameters.one("cursor")? {
        Some(text) => Some(cursor::decode(&text, sort, stars).map_err(Refusal::Request)?),
        None => None,
    };
    Ok(ListQuery { subject, sort, stars, after, limit })
}

/// Reads the query of `GET /v1/summaries`: each subject as it was sent, and as it is meant.
pub(super) fn subjects(query: &str) -> Result<Vec<(String, Subject)>, Refusal> {
    let subjects: Vec<String> = Parameters::of(query).all("subject").collect();
    if subjects.is_empty() {
        return Err(no_subject());
    }
    if subjects.len() > limits::SUMMARIES_MAX {
        return Err(wrong("subject", code::TOO_LONG, "at most 100 subjects can be asked for at once"));
    }
    subjects
        .into_iter()
        .map(|text| {
            let subject = parse_subject(&text).map_err(Refusal::Request)?;
            Ok((text, subject))
        })
        .collect()
}

fn no_subject() -> Refusal {
    wrong("subject", code::REQUIRED, "say what is reviewed: ?subject=<URL>")
}

fn wrong(field: &str, code: &str, message: &str) -> Refusal {
    Refusal::Request(FieldError::new(field, code, message))
}

struct Parameters(Vec<(String, String)>);

impl Parameters {
    fn of(query: &str) -> Parameters {
        Parameters(url::form_urlencoded::parse(query.as_bytes()).into_owned().collect())
    }

    fn all(self, name: &str) -> impl Iterator<Item = String> {
        self.0.into_iter().filter(move |(key, _)| key == name).map(|(_, value)| value)
    }

    /// The value of that name; an error where there are two, of which one would be ignored.
    fn one(&self, name: &str) -> Result<Option<String>, Refusal> {
        let mut values = self.0.iter().filter(|(key, _)| key == name).map(|(_, value)| value);
        let value = values.next();
        match values.next() {
            Some(_) => Err(wrong(name, code::DUPLICATE_FIELD, "this parameter is given twice")),
            None => Ok(value.cloned()),
        }
    }
}
