//! The language of a panel. Words come from a file beside the panel's own, and the panel is drawn
//! once they are there: in English where they do not come.

use super::panel::Panel;
use super::{FETCH, MODULE};
use crate::api::client::{self, Guard};
use crate::json::Json;
use crate::options::Options;
use crate::runtime;
use crate::text::Text;
use crate::text::locales::{self, Locale};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::Url;

/// What a page wants to be spoken.
#[derive(Clone, PartialEq)]
pub struct Wanted {
    locale: String,
    own: Vec<(String, String)>,
}

/// What a panel speaks.
#[derive(Default)]
pub struct Speech {
    pub text: Text,
    /// What it speaks by now, or will once the words are there.
    wanted: Option<Wanted>,
    /// The request for them.
    request: Option<Rc<Guard>>,
}

impl Wanted {
    pub fn of(options: &Options) -> Self {
        Self {
            locale: runtime::locale(options.locale.as_ref()),
            own: options.words.clone(),
        }
    }
}

impl Panel {
    /// Draws the panel in the language that is wanted, as soon as its words are there.
    pub(super) fn speak(self: &Rc<Self>, wanted: Wanted) {
        if self.speech.borrow().wanted.as_ref() == Some(&wanted) {
            return;
        }
        self.fall_silent();
        self.speech.borrow_mut().wanted = Some(wanted.clone());
        let file = locales::choose(&wanted.locale).and_then(|it| Some((it, Guard::new().ok()?)));
        let Some((locale, request)) = file else {
            return self.say(wanted.english(), wanted);
        };
        self.speech.borrow_mut().request = Some(Rc::clone(&request));
        let panel = Rc::downgrade(self);
        spawn_local(async move {
            let words = fetch(locale, &request).await;
            let Some(panel) = panel.upgrade() else {
                return;
            };
            let latest = panel
                .speech
                .borrow_mut()
                .request
                .take_if(|it| Rc::ptr_eq(it, &request));
            if latest.is_some() {
                let text = words.map(|words| locale.text(&words, &wanted.own));
                panel.say(text.unwrap_or_else(|| missing(locale, &wanted)), wanted);
            }
        });
    }

    /// No words are waited for any more.
    pub(super) fn fall_silent(&self) {
        let request = self
            .speech
            .try_borrow_mut()
            .ok()
            .and_then(|mut it| it.request.take());
        if let Some(request) = request {
            request.abort();
        }
    }

    fn say(&self, text: Text, wanted: Wanted) {
        self.speech.borrow_mut().text = text.clone();
        self.draw(text, wanted.locale);
    }
}

impl Wanted {
    fn english(&self) -> Text {
        let own = self.own.iter();
        Text::new(
            "en",
            own.map(|(name, words)| (name.as_str(), words.clone())),
        )
    }
}

/// The site owner may have left out a file.
fn missing(locale: &Locale, wanted: &Wanted) -> Text {
    let file = locale.file();
    runtime::warn(&format!("{file} did not arrive: the chat speaks English."));
    wanted.english()
}

async fn fetch(locale: &Locale, request: &Rc<Guard>) -> Option<Json> {
    let module = MODULE.with(Clone::clone);
    let address = Url::new_with_base(&locale.file(), &module).ok()?.href();
    client::file(&address, request, FETCH.with(Clone::clone)).await
}
