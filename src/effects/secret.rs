//! Ids and edit keys, from the browser's source of secrets.

use standfirst_review::{EditKey, ReviewId};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Fails where the browser has no source of secrets, which no browser that runs this lacks.
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues, catch)]
    fn fill(bytes: &mut [u8]) -> Result<(), JsValue>;
}

/// A new id for a review: a random UUID (RFC 9562, version 4). `crypto.randomUUID` is not used, since pages without
/// TLS lack it.
pub fn new_review_id() -> Option<ReviewId> {
    Some(ReviewId::from_random(u128::from_le_bytes(random()?)))
}

/// A new edit key of 32 random bytes.
pub fn new_edit_key() -> Option<EditKey> {
    Some(EditKey::from_random(&random()?))
}

fn random<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    fill(&mut bytes).ok()?;
    Some(bytes)
}
