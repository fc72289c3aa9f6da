//! What the services of other comment widgets answer where there is no comment yet: all that their clients need to
//! show the box.

/// The answer to a request under `/waline/` or `/artalk/`, as JSON.
pub(super) fn answer(path: &str) -> Option<&'static str> {
    match path {
        "/waline/api/comment" => Some(
            r#"{"errno":0,"errmsg":"","data":{"page":1,"totalPages":0,"pageSize":10,"count":0,"data":[]}}"#,
        ),
        "/artalk/api/v2/conf" => {
            Some(r#"{"frontend_conf":{},"version":{"app":"artalk","version":"2.9.1","commit_hash":""}}"#)
        }
        "/artalk/api/v2/comments" => {
            Some(r#"{"comments":[],"count":0,"roots_count":0,"page":{"id":1,"pv":1,"key":"/tide-house"}}"#)
        }
        "/artalk/api/v2/pages/pv" => Some(r#"{"pv":1}"#),
        "/artalk/api/v2/notifies" => Some(r#"{"notifies":[],"count":0}"#),
        _ => None,
    }
}
