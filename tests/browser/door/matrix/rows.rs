//! The calls of the contracts, and how a visit comes to each of them.

use super::backend::Backend;
use super::faults::{self, Fault, How};
use super::run::WORDS;
use super::streams;
use super::visitor::option;
use wasm_bindgen::JsValue;

/// A call in a place.
pub struct Row {
    pub name: &'static str,
    /// `METHOD path` of the call.
    pub asks: &'static str,
    pub page: Page,
    pub before: Before,
    pub way: Way,
}

/// What the page has asked for.
#[derive(Clone, Copy, PartialEq)]
pub enum Page {
    Key,
    Token,
    Whole,
    Completions,
    WholeCompletions,
    PolyAi,
}

/// What the backend holds of earlier visits.
#[derive(Clone, Copy, PartialEq)]
pub enum Before {
    Nothing,
    Open,
    Closed,
    Long,
}

/// How the visit comes to the call.
#[derive(Clone, Copy, PartialEq)]
pub enum Way {
    /// By what is said first.
    First,
    /// The page starts a conversation.
    Start,
    /// The list of conversations.
    List,
    /// A conversation out of it.
    Pick,
    /// The page opens one.
    Open,
    /// A thumb up.
    Rate,
    /// The end.
    Close,
}

impl Row {
    /// What else goes wrong: only what got lost is looked for.
    pub fn also(&self) -> Option<(&'static str, Fault)> {
        let lost = Fault {
            name: String::new(),
            how: How::Half("cut"),
            performed: true,
            once: false,
        };
        (self.name == "check").then_some((SEND, lost))
    }

    /// What can go wrong with it.
    pub fn faults(&self) -> Vec<Fault> {
        let mut all = faults::all(!self.asks.starts_with("GET"));
        if matches!(self.name, "send" | "complete") {
            all.extend(streams::of(WORDS[0]));
        }
        all
    }
}

impl Page {
    pub fn options(self) -> Vec<(&'static str, JsValue)> {
        let mut options = match self {
            Self::Token => vec![],
            Self::PolyAi => vec![
                option("backend", "polyai"),
                option("accountId", "acme"),
                option("projectId", "web"),
                option("apiUrl", "https://proxy.example.test"),
            ],
            _ => vec![option("apiKey", "pk_matrix")],
        };
        if matches!(self, Self::Whole | Self::WholeCompletions) {
            options.push(option("noStreaming", true));
        }
        if matches!(self, Self::Completions | Self::WholeCompletions) {
            options.push(option("transport", "completions"));
        }
        options
    }

    /// Whether the backend tells again what was said.
    pub fn tells_again(self) -> bool {
        matches!(self, Self::Key | Self::Token | Self::Whole)
    }
}

impl Before {
    pub fn backend(self) -> Backend {
        match self {
            Self::Nothing => Backend::default(),
            Self::Open => Backend::with(true, 2),
            Self::Closed => Backend::with(false, 2),
            Self::Long => Backend::with(true, 60),
        }
    }
}

const fn row(name: &'static str, asks: &'static str, page: Page, before: Before, way: Way) -> Row {
    Row {
        name,
        asks,
        page,
        before,
        way,
    }
}

const SEND: &str = "POST /conversations/c1/messages";
const READ: &str = "GET /conversations/c1";
const COMPLETE: &str = "POST /chat/completions";

pub const ROWS: [Row; 24] = [
    row(
        "identify",
        "POST /identity/init",
        Page::Key,
        Before::Nothing,
        Way::First,
    ),
    row(
        "configuration",
        "GET /projects/current?apiKey=pk_matrix",
        Page::Key,
        Before::Nothing,
        Way::First,
    ),
    row(
        "verify",
        "GET /identity/me",
        Page::Token,
        Before::Nothing,
        Way::First,
    ),
    row(
        "find",
        "GET /conversations?limit=1&status=open",
        Page::Token,
        Before::Open,
        Way::First,
    ),
    row("load", READ, Page::Token, Before::Open, Way::First),
    row(
        "recent",
        "GET /conversations?limit=3&offset=0",
        Page::Token,
        Before::Closed,
        Way::First,
    ),
    row(
        "start",
        "POST /conversations",
        Page::Key,
        Before::Nothing,
        Way::First,
    ),
    row(
        "start for the page",
        "POST /conversations",
        Page::Token,
        Before::Nothing,
        Way::Start,
    ),
    row("send", SEND, Page::Key, Before::Nothing, Way::First),
    row("send whole", SEND, Page::Whole, Before::Nothing, Way::First),
    row(
        "complete",
        COMPLETE,
        Page::Completions,
        Before::Nothing,
        Way::First,
    ),
    row(
        "complete whole",
        COMPLETE,
        Page::WholeCompletions,
        Before::Nothing,
        Way::First,
    ),
    row("refresh", READ, Page::Key, Before::Nothing, Way::First),
    row("check", READ, Page::Key, Before::Nothing, Way::First),
    row(
        "glance",
        "GET /conversations?limit=1&offset=0",
        Page::Token,
        Before::Long,
        Way::First,
    ),
    row(
        "tail",
        "GET /conversations/c1/messages?offset=55",
        Page::Token,
        Before::Long,
        Way::First,
    ),
    row(
        "list",
        "GET /conversations?limit=20&offset=0",
        Page::Token,
        Before::Closed,
        Way::List,
    ),
    row("pick", READ, Page::Token, Before::Closed, Way::Pick),
    row("open", READ, Page::Token, Before::Closed, Way::Open),
    row(
        "rate",
        "POST /messages/m2/feedback",
        Page::Key,
        Before::Nothing,
        Way::Rate,
    ),
    row(
        "close",
        "POST /conversations/c1/close",
        Page::Key,
        Before::Nothing,
        Way::Close,
    ),
    row(
        "create",
        "POST /v1/acme/web/chat/create",
        Page::PolyAi,
        Before::Nothing,
        Way::First,
    ),
    row(
        "respond",
        "POST /v1/acme/web/chat/respond",
        Page::PolyAi,
        Before::Nothing,
        Way::First,
    ),
    row(
        "end",
        "PUT /v1/acme/web/chat/close",
        Page::PolyAi,
        Before::Nothing,
        Way::Close,
    ),
];
