//! The sandbox as its clients meet it: over HTTP, on a free port.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod access;
mod answers;
mod completions;
mod conversations;
mod cors;
mod errors;
mod faults;
mod handover;
mod harness;
mod identity;
mod messages;
mod polyai;
mod project;
mod rate;
mod restart;
mod seed;
mod site;
mod stream;
