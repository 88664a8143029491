//! Views that nobody needs before the first message: they may come in a file of their own. None is
//! asked for before it is there, because until then the chat takes in nothing.

use super::node::{Child, Node};
use super::{Ui, close_form, closed, history, transcript};
use crate::{markdown, rest};

/// Those views.
#[derive(Clone, Copy)]
pub struct Behind {
    transcript: fn(Ui) -> Vec<Child>,
    history: fn(Ui) -> Node,
    recent: fn(Ui) -> Node,
    close_form: fn(Ui) -> Node,
    closed: fn(Ui) -> Node,
    start_new: fn(Ui) -> Node,
    spoken: fn(&str) -> String,
}

/// All of them. Whoever calls this has them in its file.
pub fn all() -> Behind {
    Behind {
        transcript: transcript::transcript,
        history: history::history,
        recent: history::recent,
        close_form: close_form::close_form,
        closed: closed::closed,
        start_new: closed::start_new,
        spoken: markdown::spoken,
    }
}

fn behind() -> Option<Behind> {
    rest::get().map(|rest| rest.views)
}

pub(super) fn transcript(ui: Ui) -> Vec<Child> {
    behind().map_or_else(Vec::new, |it| (it.transcript)(ui))
}

pub(super) fn history(ui: Ui) -> Option<Node> {
    Some((behind()?.history)(ui))
}

pub(super) fn recent(ui: Ui) -> Option<Node> {
    Some((behind()?.recent)(ui))
}

pub(super) fn close_form(ui: Ui) -> Option<Node> {
    Some((behind()?.close_form)(ui))
}

pub(super) fn closed(ui: Ui) -> Option<Node> {
    Some((behind()?.closed)(ui))
}

pub(super) fn start_new(ui: Ui) -> Option<Node> {
    Some((behind()?.start_new)(ui))
}

/// A reply as it is said aloud.
pub(super) fn spoken(text: &str) -> Option<String> {
    Some((behind()?.spoken)(text))
}
