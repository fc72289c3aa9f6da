//! What touches the world: the network, the device's storage, the browser's language services. Components get the
//! results as props.

pub(crate) mod answers;
pub mod browser;
pub mod clock;
pub mod device;
pub mod document;
pub mod focus;
pub mod formats;
pub(crate) mod http;
pub mod intl;
pub mod secret;
pub mod service;
