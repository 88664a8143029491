//! What the page asked for, checked once. A bad value means the default and one warning that names
//! the attribute and the values allowed; it never stops the widget.

use crate::api::secret::Secret;
use crate::api::{REASON_LIMIT, length};
use crate::json::Json;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

/// What the page asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// Base URL of the API, absolute or relative to the page; the vendor's where absent.
    pub api_url: Option<String>,
    /// The publishable key with which the widget makes its own visitor session.
    pub api_key: Option<Secret>,
    /// A visitor token that the page already has.
    pub token: Option<Secret>,
    /// Whether the page can be asked for a token.
    pub asks_for_token: bool,
    /// How answers are asked for.
    pub transport: Transport,
    /// Who answers where the transport lets the page choose.
    pub assistant_id: Option<String>,
    /// Whether to ask for whole answers instead of a stream.
    pub no_streaming: bool,
    /// Whether the panel fills the element instead of floating over the page.
    pub inline: bool,
    /// Whether the panel stands at the side where lines begin.
    pub at_start: bool,
    /// The colours.
    pub theme: Theme,
    /// The language, as a BCP 47 tag.
    pub locale: Option<String>,
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
pub const NAMES: [&str; 18] = [
    "backend",
    "apiUrl",
    "apiKey",
    "token",
    "transport",
    "assistantId",
    "noStreaming",
    "mode",
    "position",
    "theme",
    "locale",
    "heading",
    "greeting",
    "placeholder",
    "suggestions",
    "closeReasons",
    "open",
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
        self.api_url == other.api_url && self.api_key == other.api_key && self.token == other.token
    }

    /// Whether there is any way to be let in by the backend.
    #[must_use]
    pub fn has_credential(&self) -> bool {
        self.api_key.is_some() || self.token.is_some() || self.asks_for_token
    }
}

struct Reader<'a> {
    given: &'a Json,
    warnings: Vec<String>,
}

impl Reader<'_> {
    fn options(&mut self) -> Options {
        self.choice("backend", "backend", &[("siteassist", ())]);
        let transports = [
            ("messages", Transport::Messages),
            ("completions", Transport::Completions),
        ];
        let themes = [
            ("auto", Theme::Auto),
            ("light", Theme::Light),
            ("dark", Theme::Dark),
        ];
        let positions = [("bottom-right", false), ("bottom-left", true)];
        let options = Options {
            api_url: self.url(),
            api_key: self.text("apiKey").map(Secret::new),
            token: self.token(),
            asks_for_token: self.flag("getToken"),
            transport: self.choice("transport", "transport", &transports),
            assistant_id: self.text("assistantId"),
            no_streaming: self.flag("noStreaming"),
            inline: self.choice("mode", "mode", &[("floating", false), ("inline", true)]),
            at_start: self.choice("position", "position", &positions),
            theme: self.choice("theme", "theme", &themes),
            locale: self.text("locale"),
            heading: self.text("heading"),
            greeting: self.text("greeting"),
            placeholder: self.text("placeholder"),
            suggestions: self.lines("suggestions"),
            close_reasons: self.reasons(),
            open: self.flag("open"),
        };
        if !options.has_credential() {
            self.warn("Nothing tells the backend who is asking: set api-key, token or getToken.");
        }
        options
    }

    fn warn(&mut self, sentence: impl Into<String>) {
        self.warnings.push(sentence.into());
    }

    fn text(&self, name: &str) -> Option<String> {
        let text = self.given.get(name).text()?.trim();
        (!text.is_empty()).then(|| text.into())
    }

    fn flag(&self, name: &str) -> bool {
        match self.given.get(name) {
            Json::Bool(value) => *value,
            Json::Text(value) => value != "false",
            _ => false,
        }
    }

    /// The value that `name` stands for; the first where it is absent or none of them.
    fn choice<T: Copy + Default>(
        &mut self,
        name: &str,
        attribute: &str,
        allowed: &[(&str, T)],
    ) -> T {
        let Some(word) = self.text(name) else {
            return T::default();
        };
        if let Some((_, value)) = allowed.iter().find(|(known, _)| *known == word) {
            return *value;
        }
        let words: Vec<_> = allowed
            .iter()
            .map(|(known, _)| format!("\"{known}\""))
            .collect();
        self.warn(format!("{attribute} can be {}.", words.join(" or ")));
        T::default()
    }

    fn url(&mut self) -> Option<String> {
        let url = self.text("apiUrl")?;
        let relative = url.starts_with(['/', '.']);
        if relative || url.starts_with("https://") || url.starts_with("http://") {
            return Some(url.trim_end_matches('/').into());
        }
        self.warn("api-url is an http(s) address, or a path that begins with \"/\" or \".\".");
        None
    }

    fn token(&mut self) -> Option<Secret> {
        let token = self.text("token")?;
        if is_header_value(&token) {
            return Some(Secret::new(token));
        }
        self.warn("token is a line of visible ASCII characters.");
        None
    }

    fn lines(&self, name: &str) -> Vec<String> {
        let given = self.given.get(name);
        let lines: Vec<&str> = match given.text() {
            Some(text) => text.lines().collect(),
            None => given.list().iter().filter_map(Json::text).collect(),
        };
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
            self.warn(format!(
                "close-reasons can be {REASON_LIMIT} characters long each."
            ));
        }
        reasons
    }
}

/// Whether `text` can be sent in a header: the browser throws on anything else.
#[must_use]
pub fn is_header_value(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic())
}
