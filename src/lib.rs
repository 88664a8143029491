//! Inglenook: the chat corner of a website.
use leptos as _;
