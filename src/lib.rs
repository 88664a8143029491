//! Inglenook: the chat corner of a website.

pub mod api;
pub mod chat;
pub mod json;
pub mod options;
pub mod store;
pub mod time;
