//! One way to ask a server for something: for the article as for the reviews.

use gloo_net::http::{Method, RequestBuilder, Response};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, ReadableStreamDefaultReader, RequestRedirect};

/// What is asked.
pub(super) struct Ask<'a> {
    /// The method; a `GET` has no body.
    pub(super) method: Method,
    /// The address, absolute.
    pub(super) url: &'a str,
    /// Header fields.
    pub(super) headers: &'a [(&'a str, &'a str)],
    /// The body.
    pub(super) body: Option<&'a str>,
    /// Whether redirects are followed.
    pub(super) redirect: RequestRedirect,
    /// Ends the request when nobody waits for it any more.
    pub(super) signal: Option<&'a AbortSignal>,
}

impl<'a> Ask<'a> {
    /// Asks for what is at an address.
    pub(super) fn get(url: &'a str, signal: Option<&'a AbortSignal>) -> Self {
        Self { method: Method::GET, url, headers: &[], body: None, redirect: RequestRedirect::Follow, signal }
    }

    /// Sends it; `None` where there is no answer, whatever the reason, which no browser tells.
    pub(super) async fn send(self) -> Option<Response> {
        let mut request = RequestBuilder::new(self.url)
            .method(self.method)
            .redirect(self.redirect)
            .abort_signal(self.signal);
        for (name, value) in self.headers {
            request = request.header(name, value);
        }
        let request = match self.body {
            Some(body) => request.body(body),
            None => request.build(),
        };
        request.ok()?.send().await.ok()
    }
}

/// Why a body is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BodyError {
    /// The connection ended before the body did.
    Broken,
    /// It is longer than the limit.
    TooLarge,
}

/// Reads the body of a response, at most `limit` bytes of it. What comes beyond is not even fetched.
pub(super) async fn read_body(response: &Response, limit: usize) -> Result<Vec<u8>, BodyError> {
    let mut bytes = Vec::new();
    let Some(stream) = response.body() else { return Ok(bytes) };
    let Ok(reader) = stream.get_reader().dyn_into::<ReadableStreamDefaultReader>() else {
        return Err(BodyError::Broken);
    };
    loop {
        let chunk = JsFuture::from(reader.read()).await.map_err(|_| BodyError::Broken)?;
        let value = Reflect::get(&chunk, &JsValue::from_str("value")).map_err(|_| BodyError::Broken)?;
        let Ok(part) = value.dyn_into::<Uint8Array>() else { return Ok(bytes) };
        let start = bytes.len();
        let end = start.saturating_add(part.length() as usize);
        if end > limit {
            // What the cancelled stream answers is of no interest any more.
            drop(reader.cancel());
            return Err(BodyError::TooLarge);
        }
        bytes.resize(end, 0);
        if let Some(room) = bytes.get_mut(start..) {
            part.copy_to(room);
        }
    }
}
