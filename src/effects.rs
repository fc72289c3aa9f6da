//! What touches the world: the network, the device's storage, the browser's language services. Components get the
//! results as props.

pub mod listener;
