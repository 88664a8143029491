//! Journeys of visitors and page developers: a real browser, the packed files, the sandbox.
//! Each fails on any uncaught error, console error or policy report of its page.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::indexing_slicing
)]

mod harness;

mod accessibility;
mod closing;
mod covering;
mod crossing;
mod embed;
mod errors;
mod forgeries;
mod gallery;
mod guides;
mod handover;
mod history;
mod host_page;
mod hostile;
mod hosting;
mod hosts;
mod keyboard;
mod languages;
mod launcher;
mod loading;
mod looks;
mod outages;
mod packages;
mod places;
mod policies;
mod polyai;
mod polyai_errors;
mod polyai_proxy;
mod refusals;
mod rest;
mod returning;
mod script;
mod streams;
mod tabs;
mod talk;
mod traces;
