//! What a form or a query carries.

use axum::body::Body;
use axum::http::HeaderMap;

use super::super::forms;
use crate::errors::Refusal;

/// What a form or a query has, in its order. A name may be there several times.
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Receives a form.
    pub(super) async fn receive(headers: &HeaderMap, body: Body) -> Result<Fields, Refusal> {
        forms::pairs(headers, body).await.map(Fields)
    }

    /// Reads a query.
    pub(super) fn of_query(query: Option<&str>) -> Fields {
        Fields(url::form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned().collect())
    }

    /// The first field of that name; nothing where it is empty.
    pub(super) fn one(&self, name: &str) -> Option<&str> {
        self.all(name).next().filter(|value| !value.trim().is_empty())
    }

    /// All fields of that name.
    pub(super) fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(found, _)| found == name).map(|(_, value)| value.as_str())
    }
}
