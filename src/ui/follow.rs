//! Scrolling: the end of the transcript is followed while the visitor is there, and never else.

mod desk;
mod sizes;

use super::Ui;
use super::days::Day;
use super::when::When;
use crate::chat::message::Key;
use crate::selected::Selected;
use desk::Desk;
use leptos::prelude::*;
use leptos::web_sys::HtmlElement;
use std::rc::Rc;

/// Follows the end of a transcript, and has drawn what can be seen of it.
#[derive(Clone, Copy)]
pub struct Follow {
    ui: Ui,
    today: Selected<Day>,
    at_end: RwSignal<bool>,
    has_earlier: RwSignal<bool>,
    desk: StoredValue<Option<Rc<Desk>>, LocalStorage>,
}

impl Follow {
    /// Nothing is there yet to be followed.
    pub fn new(ui: Ui) -> Self {
        Self {
            ui,
            today: ui.store.select(|chat| When::day(chat.now())),
            at_end: RwSignal::new(true),
            has_earlier: RwSignal::new(false),
            desk: StoredValue::new_local(None),
        }
    }

    /// Whether the visitor is at the end.
    pub fn at_end(&self) -> ReadSignal<bool> {
        self.at_end.read_only()
    }

    /// Whether there are messages before those that are drawn.
    pub fn has_earlier(&self) -> ReadSignal<bool> {
        self.has_earlier.read_only()
    }

    /// Shows these messages, as far as they can be seen: in `place`, which is in `log` before `tail`.
    pub fn show(&self, keys: Vec<Key>, log: &HtmlElement, place: &HtmlElement, tail: &HtmlElement) {
        if self.desk().is_none() {
            self.desk.set_value(Desk::new(*self, log, place, tail));
        }
        if let Some(desk) = self.desk() {
            untrack(|| desk.set_keys(keys));
        }
    }

    /// The visitor scrolled, or the transcript did.
    pub fn scrolled(&self) {
        if let Some(desk) = self.desk() {
            desk.scrolled();
        }
    }

    /// Goes to what comes before all that is drawn.
    pub fn go_earlier(&self) {
        if let Some(desk) = self.desk() {
            desk.go_earlier();
        }
    }

    /// Goes to the end and stays there.
    pub fn jump(&self) {
        if let Some(desk) = self.desk() {
            desk.jump();
        }
    }

    fn desk(&self) -> Option<Rc<Desk>> {
        self.desk.try_get_value().flatten()
    }
}
