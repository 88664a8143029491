//! Inglenook: the chat corner of a website.

pub mod api;
pub mod chat;
pub mod hash;
pub mod js;
pub mod json;
pub mod keyed;
pub mod markdown;
pub mod options;
pub mod rest;
pub mod runtime;
pub mod selected;
pub mod storage;
pub mod store;
pub mod tabs;
pub mod text;
pub mod time;
pub mod ui;
