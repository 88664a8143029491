//! What a visitor sees and does, by role and name.

use super::super::page::Door;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement};

/// What can be offered when something went wrong.
const OFFERS: [&str; 4] = ["Try again", "Edit", "Reconnect", "Start a new conversation"];

/// What a visitor reads, and what the table calls it.
const NOTICES: [(&str, &str); 16] = [
    (
        "invalid",
        "This message could not be sent as it is. Please change it and send it again.",
    ),
    (
        "too long",
        "A message can be 10,000 characters long. Please shorten it.",
    ),
    (
        "session ended",
        "Your session has ended. Reconnect to go on where you were.",
    ),
    (
        "unavailable",
        "Chat is not available right now. Please come back later.",
    ),
    (
        "forbidden",
        "This conversation cannot be opened here. You can start a new one.",
    ),
    (
        "gone",
        "This conversation no longer exists. You can start a new one.",
    ),
    (
        "changed",
        "The conversation changed elsewhere. It is up to date again.",
    ),
    (
        "rate limited",
        "That was a lot of messages in a short time. Please wait a moment.",
    ),
    (
        "service error",
        "Something went wrong on our side. Please try again.",
    ),
    (
        "assistant down",
        "The assistant is not answering. Please try again.",
    ),
    ("busy", "We are very busy right now. Please wait a moment."),
    (
        "checking",
        "The connection broke. We are checking whether your message arrived.",
    ),
    (
        "perhaps delivered",
        "The connection broke. Your message may have been delivered; you can send it again.",
    ),
    (
        "interrupted",
        "The answer was interrupted. Please try again.",
    ),
    (
        "unreachable",
        "We cannot be reached. Please check your connection and try again.",
    ),
    ("refused", "That did not work. Please try again."),
];

fn named(words: &str) -> String {
    let name = NOTICES.iter().find(|(_, told)| *told == words);
    name.map_or(words, |(name, _)| name).to_owned()
}

/// What the panel says.
pub trait Visitor {
    fn all(&self, selector: &str) -> Vec<HtmlElement>;
    fn text_box(&self) -> Option<HtmlElement>;
    fn drafted(&self) -> String;
    /// The fates of the messages with these words.
    fn fates(&self, words: &str) -> Vec<String>;
    /// What is told of something that went wrong.
    fn told(&self) -> Option<String>;
    /// How much of the answer with these words is there.
    fn answer(&self, words: &str) -> &'static str;
    fn offers(&self) -> String;
    fn says(&self, words: &str);
    /// Presses the first button of this name in there, if there is one.
    fn presses(&self, place: &str, name: &str) -> bool;
}

impl Visitor for Door {
    fn all(&self, selector: &str) -> Vec<HtmlElement> {
        let found = self.root().query_selector_all(selector).unwrap();
        let found = (0..found.length()).filter_map(|at| found.get(at));
        found.map(JsCast::unchecked_into).collect()
    }

    fn text_box(&self) -> Option<HtmlElement> {
        self.css("textarea[aria-label=Message]")
    }

    fn drafted(&self) -> String {
        let value = |it: HtmlElement| Reflect::get(&it, &"value".into()).unwrap();
        let value = self.text_box().map(value);
        value.and_then(|it| it.as_string()).unwrap_or_default()
    }

    fn fates(&self, words: &str) -> Vec<String> {
        let own = self.all("[role=log] article[aria-label=You]").into_iter();
        let text = |it: &HtmlElement, part: &str| {
            let part = it.query_selector(part).unwrap();
            part.and_then(|it| it.text_content()).unwrap_or_default()
        };
        let own = own.filter(|it| text(it, ".said") == words);
        own.map(|it| text(&it, ".delivery")).collect()
    }

    fn told(&self) -> Option<String> {
        let places = "#notice-words, .history [role=alert] p, .close-form .error";
        let told = self.all(places).into_iter();
        let told = told.filter_map(|it| it.text_content().filter(|it| !it.is_empty()));
        let told: Vec<String> = told.map(|told| named(&told)).collect();
        let waits = self.css("#countdown").map(|_| " (countdown)");
        let told = told.join(" / ") + waits.unwrap_or_default();
        Some(told).filter(|it| !it.is_empty())
    }

    fn answer(&self, words: &str) -> &'static str {
        let log = self.css("[role=log]").and_then(|it| it.text_content());
        let log = log.unwrap_or_default();
        let begun = words.split_at(4).0;
        match (log.contains(words), log.contains(begun)) {
            (true, _) => ", answered",
            (false, true) => ", half answered",
            (false, false) => "",
        }
    }

    fn offers(&self) -> String {
        let buttons: Vec<String> = self.all("button").iter().map(|it| name(it)).collect();
        let offered = |offer: &&str| buttons.iter().any(|it| it == offer);
        let offers: Vec<&str> = OFFERS.into_iter().filter(offered).collect();
        match offers.is_empty() {
            true => "-".into(),
            false => offers.join(", "),
        }
    }

    fn says(&self, words: &str) {
        let text_box = self.text_box().expect("a text box");
        Reflect::set(&text_box, &"value".into(), &words.into()).unwrap();
        text_box
            .dispatch_event(&Event::new("input").unwrap())
            .unwrap();
        assert!(self.presses("", "Send"));
    }

    fn presses(&self, place: &str, wanted: &str) -> bool {
        // Names are whole but for what an entry of a list tells more.
        let buttons = self.all(&format!("{place} button"));
        let button = buttons.iter().find(|it| name(it).contains(wanted));
        if let Some(button) = button {
            button.click();
        }
        button.is_some()
    }
}

fn name(button: &Element) -> String {
    let label = button.get_attribute("aria-label");
    label.or_else(|| button.text_content()).unwrap_or_default()
}

/// An option of a page.
pub fn option(name: &'static str, value: impl Into<JsValue>) -> (&'static str, JsValue) {
    (name, value.into())
}
