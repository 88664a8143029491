//! What the page asked for, checked once. A bad value means the default and one warning that names
//! the attribute and the values allowed; it never stops the widget.

use crate::api::backend::{BACKENDS, Backend, Capabilities};
use crate::api::secret::Secret;
use crate::api::{REASON_LIMIT, length};
use crate::json::Json;

mod words;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

/// What the page asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// The service behind the chat.
    pub backend: Backend,
    /// Base URL of the API, absolute or relative to the page; the vendor's where absent.
    pub api_url: Option<String>,
    /// The publishable key with which the widget makes its own visitor session.
    pub api_key: Option<Secret>,
    /// A visitor token that the page already has.
    pub token: Option<Secret>,
    /// Whether the page can be asked for a token.
    pub asks_for_token: bool,
    /// The page's account with the backend.
    pub account_id: Option<String>,
    /// The project in that account.
    pub project_id: Option<String>,
    /// The second of two keys that belong to a server.
    pub connector_token: Option<Secret>,
    /// Whether the page insists on having keys that belong to a server.
    pub unsafe_direct_keys: bool,
    /// What the backend is told of the visitor when a conversation begins.
    pub context: Json,
    /// Whether nothing may be asked of the address where the API is.
    pub refused: bool,
    /// How answers are asked for.
    pub transport: Transport,
    /// Who answers where the transport lets the page choose.
    pub assistant_id: Option<String>,
    /// Whether to ask for whole answers instead of a stream.
    pub no_streaming: bool,
    /// Whether to ask for the configuration before the panel is shown.
    pub looks_ahead: bool,
    /// Whether the panel fills the element instead of floating over the page.
    pub inline: bool,
    /// Whether the panel stands at the side where lines begin, where the page says so.
    pub at_start: Option<bool>,
    /// The colours.
    pub theme: Theme,
    /// The language, as a BCP 47 tag.
    pub locale: Option<String>,
    /// Words of the page's own, by the names of their keys.
    pub words: Vec<(String, String)>,
    /// The panel's name.
    pub heading: Option<String>,
    /// What a visitor reads before the first message.
    pub greeting: Option<String>,
    /// What the empty text box says.
    pub placeholder: Option<String>,
    /// Prompts that can be sent with one click.
    pub suggestions: Vec<String>,
    /// Reasons for ending that can be chosen with one click.
    pub close_reasons: Vec<String>,
    /// Whether the page's title tells how many messages are unread.
    pub unread_title: bool,
    /// Whether the panel is shown at once.
    pub open: bool,
}

/// How answers are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Transport {
    /// The backend keeps the transcript.
    #[default]
    Messages,
    /// Each call carries the transcript.
    Completions,
}

/// The colours of the panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the visitor's system says.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// Every option that is read from the page's object, in the spelling of its property.
pub const NAMES: [&str; 26] = [
    "backend",
    "apiUrl",
    "apiKey",
    "token",
    "accountId",
    "projectId",
    "connectorToken",
    "unsafeDirectKeys",
    "context",
    "transport",
    "assistantId",
    "noStreaming",
    "mode",
    "position",
    "theme",
    "locale",
    "words",
    "heading",
    "greeting",
    "placeholder",
    "suggestions",
    "closeReasons",
    "unreadTitle",
    "open",
    "prefetch",
    "getToken",
];

impl Options {
    /// Reads what the page gave and says, a sentence each, what was wrong with it. `getToken` is
    /// `true` where the page gave a function.
    #[must_use]
    pub fn read(given: &Json) -> (Self, Vec<String>) {
        let mut reader = Reader {
            given,
            warnings: Vec::new(),
        };
        let options = reader.options();
        (options, reader.warnings)
    }

    /// Whether both ask for the same visitor's conversations.
    #[must_use]
    pub fn same_identity(&self, other: &Self) -> bool {
        self.backend == other.backend
            && self.api_url == other.api_url
            && self.api_key == other.api_key
            && self.account_id == other.account_id
            && self.project_id == other.project_id
            && self.token == other.token
    }

    /// Whether the backend can be asked anything.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        !self.refused && self.backend.missing(self).is_none()
    }

    /// It is known where the API is, if anywhere; what that means is told to the site owner.
    pub fn place(&mut self, base_url: &str) -> Option<&'static str> {
        let why = self.backend.refusal(base_url, self);
        self.refused = why.is_some() || base_url.is_empty();
        why
    }

    /// What the backend can do.
    #[must_use]
    pub fn can(&self) -> Capabilities {
        self.backend.capabilities(self)
    }
}

struct Reader<'a> {
    given: &'a Json,
    warnings: Vec<String>,
}

impl Reader<'_> {
    fn options(&mut self) -> Options {
        let prefetches = [
            ("intent", false),
            ("idle", false),
            ("configuration", true),
            ("never", false),
        ];
        let transports = [
            ("messages", Transport::Messages),
            ("completions", Transport::Completions),
        ];
        let themes = [
            ("auto", Theme::Auto),
            ("light", Theme::Light),
            ("dark", Theme::Dark),
        ];
        let options = Options {
            backend: self.choice("backend", &BACKENDS),
            api_url: self.url(),
            api_key: self.text("apiKey").map(Secret::new),
            token: self.header("token"),
            account_id: self.text("accountId"),
            project_id: self.text("projectId"),
            connector_token: self.header("connectorToken"),
            unsafe_direct_keys: self.flag("unsafeDirectKeys"),
            context: self.context(),
            refused: false,
            asks_for_token: self.function("getToken"),
            transport: self.choice("transport", &transports),
            assistant_id: self.text("assistantId"),
            no_streaming: self.flag("noStreaming"),
            // When to fetch is the loader's affair, which is too small to complain.
            looks_ahead: self.choice("prefetch", &prefetches),
            inline: self.choice("mode", &[("floating", false), ("inline", true)]),
            at_start: self.choice(
                "position",
                &[("bottom-right", Some(false)), ("bottom-left", Some(true))],
            ),
            theme: self.choice("theme", &themes),
            locale: self.locale(),
            words: self.words(),
            heading: self.text("heading"),
            greeting: self.text("greeting"),
            placeholder: self.text("placeholder"),
            suggestions: self.lines("suggestions"),
            close_reasons: self.reasons(),
            unread_title: self.flag("unreadTitle"),
            open: self.flag("open"),
        };
        if let Some(sentence) = options.backend.missing(&options) {
            self.warn(sentence);
        }
        options
    }

    fn warn(&mut self, sentence: impl Into<String>) {
        self.warnings.push(sentence.into());
    }

    /// Complains about `name` by the name of its attribute.
    fn refuse(&mut self, name: &str, allowed: &str) {
        self.warn(format!("{} {allowed}.", attribute(name)));
    }

    /// A text that is not empty and that `fits`; anything else that was given is refused.
    fn text_that(
        &mut self,
        name: &str,
        allowed: &str,
        fits: impl FnOnce(&str) -> bool,
    ) -> Option<String> {
        let text = match self.given.get(name) {
            Json::Null => return None,
            Json::Text(text) => Some(text.trim()),
            _ => None,
        };
        match text {
            Some("") => None,
            Some(text) if fits(text) => Some(text.into()),
            _ => {
                self.refuse(name, allowed);
                None
            }
        }
    }

    fn text(&mut self, name: &str) -> Option<String> {
        self.text_that(name, "is a text", |_| true)
    }

    fn flag(&mut self, name: &str) -> bool {
        match self.given.get(name) {
            Json::Null => false,
            Json::Bool(value) => *value,
            Json::Text(value) => value.trim() != "false",
            _ => {
                self.refuse(name, "is true or false");
                false
            }
        }
    }

    fn function(&mut self, name: &str) -> bool {
        match self.given.get(name) {
            Json::Null | Json::Bool(false) => false,
            Json::Bool(true) => true,
            _ => {
                self.refuse(name, "is a function");
                false
            }
        }
    }

    /// The value that `name` stands for; the first where it is absent or none of them.
    fn choice<T: Copy + Default>(&mut self, name: &str, allowed: &[(&str, T)]) -> T {
        let words: Vec<_> = allowed
            .iter()
            .map(|(known, _)| format!("\"{known}\""))
            .collect();
        let words = format!("can be {}", words.join(" or "));
        let value = |word: &str| allowed.iter().find(|(known, _)| *known == word);
        let word = self.text_that(name, &words, |word| value(word).is_some());
        word.and_then(|word| value(&word))
            .map(|(_, value)| *value)
            .unwrap_or_default()
    }

    fn url(&mut self) -> Option<String> {
        let allowed = "is an http(s) address, or a path that begins with \"/\" or \".\"";
        let url = self.text_that("apiUrl", allowed, |url| {
            let scheme = url.split_once("://").map(|(scheme, _)| scheme);
            let known = |scheme: &str| {
                ["http", "https"]
                    .iter()
                    .any(|it| it.eq_ignore_ascii_case(scheme))
            };
            url.starts_with(['/', '.']) || scheme.is_some_and(known)
        });
        url.map(|url| url.trim_end_matches('/').into())
    }

    fn header(&mut self, name: &str) -> Option<Secret> {
        let allowed = "is a line of visible ASCII characters";
        let value = self.text_that(name, allowed, is_header_value);
        value.map(Secret::new)
    }

    fn context(&mut self) -> Json {
        match self.given.get("context") {
            context @ (Json::Object(_) | Json::Null) => context.clone(),
            _ => {
                self.refuse("context", "is an object that can be written as JSON");
                Json::Null
            }
        }
    }

    fn locale(&mut self) -> Option<String> {
        let allowed = "is a language tag such as \"en\" or \"pt-BR\"";
        self.text_that("locale", allowed, is_language_tag)
    }

    fn lines(&mut self, name: &str) -> Vec<String> {
        let given = self.given.get(name);
        let (lines, right): (Vec<&str>, bool) = match given {
            Json::Null => (Vec::new(), true),
            Json::Text(text) => (text.lines().collect(), true),
            Json::List(items) => {
                let texts: Vec<_> = items.iter().filter_map(Json::text).collect();
                let right = texts.len() == items.len();
                (texts, right)
            }
            _ => (Vec::new(), false),
        };
        if !right {
            self.refuse(name, "is a text with a line for each, or a list of texts");
        }
        let lines = lines
            .into_iter()
            .map(str::trim)
            .filter(|line| !line.is_empty());
        lines.map(Into::into).collect()
    }

    fn reasons(&mut self) -> Vec<String> {
        let mut reasons = self.lines("closeReasons");
        let given = reasons.len();
        reasons.retain(|reason| length(reason) <= REASON_LIMIT);
        if reasons.len() < given {
            let allowed = format!("can be {REASON_LIMIT} characters long each");
            self.refuse("closeReasons", &allowed);
        }
        reasons
    }
}

/// What the page calls the option `name` in its HTML; a function has no attribute.
fn attribute(name: &str) -> String {
    let mut attribute = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && name != "getToken" {
            attribute.push('-');
            attribute.push(letter.to_ascii_lowercase());
        } else {
            attribute.push(letter);
        }
    }
    attribute
}

/// Whether `text` looks like a BCP 47 tag: the browser throws on anything else.
fn is_language_tag(text: &str) -> bool {
    let mut subtags = text.split('-');
    let language = subtags.next().unwrap_or_default();
    let letters = language.bytes().all(|byte| byte.is_ascii_alphabetic());
    let subtag = |tag: &str| {
        (1..=8).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    matches!(language.len(), 2 | 3 | 5..=8) && letters && subtags.all(subtag)
}

/// Whether `text` can be sent in a header: the browser throws on anything else.
#[must_use]
pub fn is_header_value(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic())
}
