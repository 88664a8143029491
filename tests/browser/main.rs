//! Views and the JavaScript door, in a real browser.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

use gallery::{exhibits, stage as harness, states};

mod actions;
mod close_form;
mod colours;
mod composer;
mod controls;
mod days;
mod door;
mod focus;
mod history;
mod markup;
mod names;
mod notices;
mod replies;
mod scrolling;
mod sizes;
mod transcript;
