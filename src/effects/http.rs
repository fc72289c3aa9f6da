//! One way to ask a server for something: for the article as for the reviews.

use std::pin::Pin;

use gloo_net::http::Response;
use js_sys::{Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, ReadableStream};

/// What is asked.
pub struct Ask {
    /// The method; a `GET` has no body.
    pub(super) method: &'static str,
    /// The address, absolute.
    pub(super) url: String,
    /// What shows that one may ask for it.
    pub(super) key: Option<String>,
    /// The body, which is JSON.
    pub(super) body: Option<String>,
    /// Whether redirects are followed: `follow` or `manual`.
    pub(super) redirect: &'static str,
    /// Ends the request when nobody waits for it any more.
    pub(super) signal: Option<AbortSignal>,
    /// The most bytes of an answer.
    pub(super) limit: u32,
    /// Whether the body of an answer that refuses is read as well.
    pub(super) reads_refusals: bool,
}

/// What a server answered.
pub(super) struct Answer {
    /// The answer but for its body.
    pub(super) response: Response,
    /// The body.
    pub(super) bytes: Vec<u8>,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoAnswer {
    /// None has come, whatever the reason, which no browser tells.
    Unreachable,
    /// The connection ended before the body did.
    Broken,
    /// The body is longer than the limit.
    TooLarge,
}

#[wasm_bindgen(module = "/src/effects/browser.js")]
extern "C" {
    /// Promises the answer. It may have been asked for already, while the WebAssembly was on its way.
    fn ask(
        method: &str,
        url: &str,
        key: Option<&str>,
        body: Option<&str>,
        redirect: &str,
        signal: Option<&AbortSignal>,
    ) -> Promise;
    #[wasm_bindgen(js_name = readBody)]
    fn read(body: &ReadableStream, limit: u32) -> Promise;
}

impl Ask {
    /// Asks for what is at an address.
    pub(super) fn get(url: String, limit: u32, signal: Option<AbortSignal>) -> Self {
        Self {
            method: "GET",
            url,
            key: None,
            body: None,
            redirect: "follow",
            signal,
            limit,
            reads_refusals: false,
        }
    }

    /// Sends it. In a box, so that the futures that wait for it are small.
    pub(super) fn send(self) -> Pin<Box<dyn Future<Output = Result<Answer, NoAnswer>>>> {
        Box::pin(self.exchange())
    }

    async fn exchange(self) -> Result<Answer, NoAnswer> {
        let (key, body) = (self.key.as_deref(), self.body.as_deref());
        let answer = ask(self.method, &self.url, key, body, self.redirect, self.signal.as_ref());
        let answer = JsFuture::from(answer).await.map_err(|_| NoAnswer::Unreachable)?;
        let response = Response::from(answer.unchecked_into::<web_sys::Response>());
        let mut bytes = Vec::new();
        if (response.ok() || self.reads_refusals)
            && let Some(body) = response.body()
        {
            let read = JsFuture::from(read(&body, self.limit)).await.map_err(|_| NoAnswer::Broken)?;
            if read.is_undefined() {
                return Err(NoAnswer::TooLarge);
            }
            bytes = read.unchecked_into::<Uint8Array>().to_vec();
        }
        Ok(Answer { response, bytes })
    }
}
