//! Every state of the chat in the real views, without a backend: [`stage`] puts a panel on the page
//! over a real chat, [`states`] brings it somewhere by what the runtime would report, [`exhibits`]
//! names the states that designers and tests look at, [`door`] is what the gallery's page calls.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "what is shown here is fixed"
)]

pub mod stage;
pub mod states;

pub mod door;
pub mod exhibits;
mod languages;
