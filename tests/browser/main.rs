//! Views and the JavaScript door, in a real browser.
#![cfg(target_arch = "wasm32")]
