//! How the site owner wants the chat to look, as the backend's configuration says. It is asked for
//! when the panel is first shown, or before where an option says so; what the page says itself wins.

use super::Chat;
use super::calls::Purpose;
use super::command::Command;
use super::conversation::Person;
use crate::api::Call;

mod colour;
mod sheet;

pub use colour::{Colour, Shades};

/// How the site owner wants the chat to look. Nothing in it is needed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Looks {
    /// The panel's name.
    pub heading: Option<String>,
    /// What a visitor reads before the first message.
    pub greeting: Option<String>,
    /// What the empty text box says.
    pub placeholder: Option<String>,
    /// A picture of the assistant.
    pub avatar: Option<String>,
    /// Whether the panel stands at the side where lines begin.
    pub at_start: Option<bool>,
    /// The accent.
    pub accent: Shades,
    /// The visitor's messages.
    pub said: Shades,
    /// The launcher.
    pub launcher: Shades,
    /// Of the panel, in pixels.
    pub width: Option<u32>,
    /// Of the panel, in pixels.
    pub height: Option<u32>,
    /// From the corner, in pixels.
    pub offset_x: Option<u32>,
    /// From the corner, in pixels.
    pub offset_y: Option<u32>,
    /// Of the corners of the visitor's messages, in pixels.
    pub radius: Option<u32>,
    /// The size of text, where 16 is what the visitor is used to.
    pub text_size: Option<u32>,
}

impl Chat {
    /// The panel's name, where somebody has given it one.
    #[must_use]
    pub fn heading(&self) -> Option<String> {
        let given = self.options.heading.as_ref();
        self.wanted(given, "heading", |looks| looks.heading.as_ref())
    }

    /// The greeting, where somebody wants another.
    #[must_use]
    pub fn greeting(&self) -> Option<String> {
        let given = self.options.greeting.as_ref();
        self.wanted(given, "greeting", |looks| looks.greeting.as_ref())
    }

    /// What the empty text box says, where somebody wants it to.
    #[must_use]
    pub fn placeholder(&self) -> Option<String> {
        let given = self.options.placeholder.as_ref();
        self.wanted(given, "placeholder", |looks| looks.placeholder.as_ref())
    }

    /// Whether the panel stands at the side where lines begin.
    #[must_use]
    pub fn at_start(&self) -> bool {
        let configured = || self.looks.as_ref()?.at_start;
        let at_start = self.options.at_start.or_else(configured);
        at_start.unwrap_or_default()
    }

    /// The assistant, where there is a picture of it.
    #[must_use]
    pub fn assistant(&self) -> Option<Person> {
        let looks = self.looks.as_ref()?;
        Some(Person {
            picture: Some(looks.avatar.clone()?),
            name: looks.heading.clone(),
        })
    }

    /// The styles that make the chat look so; `free` tells of each custom property whether the page
    /// leaves it alone.
    #[must_use]
    pub fn styles(&self, free: &dyn Fn(&str) -> bool) -> String {
        let looks = self.looks.as_ref();
        let at_start = self.options.at_start.is_none() && self.at_start();
        looks
            .map(|looks| looks.sheet(self.options.theme, at_start, free))
            .unwrap_or_default()
    }

    fn wanted(
        &self,
        given: Option<&String>,
        key: &str,
        configured: impl Fn(&Looks) -> Option<&String>,
    ) -> Option<String> {
        // The page's own words for it are among the panel's.
        let in_words = self.options.words.iter().any(|(name, _)| name == key);
        let looks = self.looks.as_ref().filter(|_| !in_words);
        given.or_else(|| configured(looks?)).cloned()
    }

    /// Asks how the chat is to look, unless that is known.
    pub(super) fn ask_looks(&mut self) {
        let asks = self.calls.any(|purpose| purpose == Purpose::Looks);
        if self.looks.is_some() || asks || !self.can().looks {
            return;
        }
        if let Some(api_key) = self.options.api_key.clone() {
            self.call(Call::Configuration { api_key }, Purpose::Looks);
        }
    }

    pub(super) fn looks_came(&mut self, looks: Looks) {
        self.looks = Some(looks);
        self.order(Command::Dress);
    }
}
