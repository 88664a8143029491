//! The whole life of a conversation, told as stories: what happened, what is to be seen, what was
//! ordered.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod aloud;
mod badges;
mod beginning;
mod chance;
mod closing;
mod completions;
mod countdown;
mod doubt;
mod early;
mod failures;
mod glance;
mod harness;
mod history;
mod human;
mod keeping;
mod late;
mod leaving;
mod line;
mod looks;
mod matrix;
mod merging;
mod next_page;
mod notices;
mod page;
mod polling;
mod queue;
mod rating;
mod recent;
mod resting;
mod resume;
mod seen;
mod session;
mod silent;
mod silent_reload;
mod stop;
mod story;
mod tabs;
mod together;
mod waiting;
