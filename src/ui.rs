//! The panel: what a visitor sees and touches. Views decide nothing: they read the store, report
//! facts to it, and take every word from [`Text`].
//!
//! They are made of [`node::Node`]s. Leptos' own `view!` builds what is static in it by parsing
//! markup, which strict pages forbid.

mod actions;
mod announcer;
mod behind;
mod button;
mod close_form;
mod closed;
mod composer;
mod days;
mod download;
mod extent;
mod face;
mod focus;
mod follow;
mod header;
mod history;
mod home;
mod icons;
mod live;
mod loading;
mod message;
mod node;
mod notice;
mod picture;
mod reply;
mod reply_text;
mod rows;
mod transcript;
mod when;

use crate::api::Page;
use crate::chat::event::Fact;
use crate::chat::notice::Kind;
use crate::chat::{Chat, Foot, Screen};
use crate::options::Theme;
use crate::store::Store;
use crate::text::{Key, Text};
pub use behind::{Behind, all as behind};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Event, KeyboardEvent};
use node::{Node, node};
use std::rc::Rc;
use std::time::Duration;
use when::When;

/// What the panel looks like; to be adopted by the root that it is mounted in.
pub const STYLES: &str = include_str!("../static/inglenook.css");

/// Tells the document which properties of [`STYLES`] are colours: they are then computed once, and
/// not again for each element that uses them. Only documents can be told.
#[must_use]
pub fn colours() -> String {
    let names = "accent on-accent bg text raised ember muted edge line soft".split(' ');
    let colour = |name| {
        format!("@property --ingle-{name}{{syntax:'<color>';inherits:true;initial-value:#888}}")
    };
    names.map(colour).collect()
}

/// How long it is shown that something was copied.
const COPIED: Duration = Duration::from_secs(2);

/// What browsers call every key that is part of an input-method composition.
const COMPOSING: u32 = 229;

/// What to do once something has worked.
pub type Done = Box<dyn FnOnce()>;

/// What views are given of the world outside the panel.
#[derive(Clone, Debug)]
pub struct Outside {
    /// The language in which dates and numbers are written, as a BCP 47 tag.
    pub locale: String,
    /// The host page as it is now.
    pub page: fn() -> Page,
    /// Puts text on the clipboard, where that is possible.
    pub copy: Option<fn(&str, Done)>,
    /// Gives the visitor a file of this name with this text.
    pub save: fn(&str, &str),
    /// Where pictures may come from: the backend's origin and the host page's.
    pub origins: Vec<String>,
}

/// What stays the same as long as the panel is there.
struct Given {
    text: Text,
    when: When,
    outside: Outside,
}

/// What every view is given.
#[derive(Clone, Copy)]
struct Ui {
    store: Store,
    given: StoredValue<Rc<Given>, LocalStorage>,
    /// The last wish for the focus that came true.
    focused: StoredValue<Option<u32>>,
}

impl Ui {
    fn given(&self) -> Rc<Given> {
        self.given.get_value()
    }

    fn page(&self) -> Page {
        (self.given().outside.page)()
    }

    fn say(&self, key: Key) -> String {
        self.given().text.get(key)
    }

    fn fill(&self, key: Key, name: &str, value: &str) -> String {
        self.given().text.fill(key, &[(name, value)])
    }

    /// What the launcher says of so many unread replies.
    fn unread(&self, count: u32) -> String {
        let count = self.given().when.number(count as usize);
        self.fill(Key::OpenChatUnread, "count", &count)
    }

    /// What a visitor is told by a notice, or about a field.
    fn kind(&self, kind: &Kind) -> String {
        let given = self.given();
        given.text.kind(kind, &|number| given.when.number(number))
    }

    /// Puts text on the clipboard, says so aloud, and shows it for a moment.
    fn copy(&self, text: &str, show: impl Fn(bool) + 'static) {
        let ui = *self;
        if let Some(copy) = self.given().outside.copy {
            let done = move || {
                show(true);
                ui.dispatch(Fact::Copied);
                set_timeout(move || show(false), COPIED);
            };
            copy(text, Box::new(done));
        }
    }

    fn dispatch(&self, fact: Fact) {
        self.store.dispatch(fact);
    }
}

/// The whole panel. It is hidden until the chat says that it is shown.
pub fn panel(store: Store, text: Text, outside: Outside) -> Node {
    let (locale, direction) = (text.locale().to_owned(), text.direction());
    let ui = Ui {
        store,
        given: StoredValue::new_local(Rc::new(Given {
            when: When::new(&outside.locale, &text),
            text,
            outside,
        })),
        focused: StoredValue::new(None),
    };
    let shown = store.select(|chat| chat.shown());
    let covers = store.covers();
    let inline = store.select(|chat| chat.options().inline);
    let at_start = store.select(|chat| chat.at_start());
    let theme = store.select(|chat| Some(theme_name(chat.options().theme).to_owned()));
    let busy = store.select(|chat| chat.can_stop());
    let online = store.select(|chat| chat.online());
    let screen = store.select(|chat| chat.screen());
    let foot = store.select(|chat| chat.foot());
    let body = move || match screen.get() {
        Screen::Loading => vec![loading::loading(ui, Key::Loading).into()],
        Screen::Home => vec![home::home(ui).into()],
        Screen::Conversation => behind::transcript(ui),
        Screen::History => behind::history(ui).into_iter().map(Into::into).collect(),
    };
    let at_foot = move || match foot.get() {
        Foot::Composer => Some(composer::composer(ui)),
        Foot::CloseForm => behind::close_form(ui),
        Foot::Closed => behind::closed(ui),
        Foot::History => behind::start_new(ui),
    };
    let unread = store.select(|chat| chat.unread());
    let launcher = move || match (shown.get(), unread.get()) {
        (true, _) => ui.say(Key::CloseChat),
        (_, 0) => ui.say(Key::OpenChat),
        (_, unread) => ui.unread(unread),
    };
    let place = node::place();
    let beside = announcer::region(place).set("lang", locale.as_str());
    let name = node("span")
        .set("id", "launcher")
        .set("hidden", "")
        .words(move || Some(launcher()));
    // The runtime listens for it.
    let shortcut = move || (!inline.get()).then(|| "F6".to_owned());
    let role = move || Some(if inline.get() { "region" } else { "dialog" }.to_owned());
    let foot = node("div")
        .class("foot")
        .add(notice::notice(ui))
        .part(at_foot);
    let panel = node("section")
        .class("panel")
        .set("part", "panel")
        // A press on what is no control leaves the keys to the panel.
        .set("tabindex", "-1")
        .set("lang", locale)
        .set("dir", direction)
        .live("role", role)
        .set("aria-labelledby", "heading")
        .live("aria-keyshortcuts", shortcut)
        .truth("aria-modal", move || covers.get())
        .class_if("busy", move || busy.get())
        .class_if("offline", move || !online.get())
        .on("keydown", move |event| leave(ui, &event))
        .add(header::header(ui))
        .add(node("div").class("body").parts(body))
        .add(foot)
        .add(announcer::announcer(ui, shown, place));
    let dock = node("div")
        .class("dock")
        .live("data-theme", move || theme.get())
        .class_if("inline", move || inline.get())
        .class_if("at-start", move || at_start.get())
        .live("hidden", move || (!shown.get()).then(String::new))
        .add(name)
        .add(panel);
    node("div").add(beside).add(dock)
}

/// Escape goes one step back.
fn leave(ui: Ui, event: &Event) {
    if !event.dyn_ref().is_some_and(escapes) {
        return;
    }
    let fact = ui.store.peek(Chat::way_back);
    if let Some(fact) = fact.flatten() {
        event.prevent_default();
        event.stop_propagation();
        ui.dispatch(fact);
    }
}

/// Escape ends a composition of an input method first.
pub fn escapes(key: &KeyboardEvent) -> bool {
    key.key() == "Escape" && !composes(key)
}

/// Whether a key belongs to the composition of an input method: Safari tells the one that ends it
/// only by its code.
fn composes(key: &KeyboardEvent) -> bool {
    key.is_composing() || key.key_code() == COMPOSING
}

fn theme_name(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "auto",
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}
