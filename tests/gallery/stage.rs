//! A panel on the page over a real chat, without a runtime: facts are recorded and taken in, calls
//! wait to be answered by the test.

mod page;

pub use page::{frame, key, key_with, until, value};

use inglenook::api::answer::Delta;
use inglenook::api::secret::Secret;
use inglenook::api::{Call, Page, Reply};
use inglenook::chat::command::{CallId, Command};
use inglenook::chat::event::{Event, Fact};
use inglenook::chat::message::Part;
use inglenook::chat::{Chat, Device};
use inglenook::js::{crash, events};
use inglenook::options::Options;
use inglenook::store::Store;
use inglenook::text::Text;
use inglenook::ui::{self, Outside};
use leptos::mount::mount_to_renderer;
use leptos::prelude::Owner;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    CssStyleSheet, Element, EventTarget, HtmlElement, Node, ShadowRoot, ShadowRootInit,
    ShadowRootMode,
};

/// What the clock says while a state is built: 15 January 2024, 10:30 UTC.
pub const NOW: i64 = 1_705_314_600_000;

/// One panel. Dropping it takes it off the page.
pub struct Stage {
    pub root: ShadowRoot,
    desk: Rc<Desk>,
    /// What is taken off the page with it.
    whole: Element,
    text: Text,
    _view: Box<dyn std::any::Any>,
    _owner: Owner,
}

/// What stands in for the runtime.
struct Desk {
    store: RefCell<Option<Store>>,
    facts: RefCell<Vec<Fact>>,
    queue: RefCell<VecDeque<Fact>>,
    working: Cell<bool>,
    calls: RefCell<Vec<(CallId, Call)>>,
    /// Whether facts are taken in, and not only recorded.
    lives: Cell<bool>,
    /// Whether the panel may take the focus.
    takes_focus: Cell<bool>,
    /// What hears the events for the page.
    page: EventTarget,
}

impl Stage {
    /// A hidden panel with these options.
    pub fn new(options: Options) -> Self {
        Self::speaking(options, Text::default())
    }

    /// A hidden panel in some language.
    pub fn speaking(options: Options, text: Text) -> Self {
        let document = web_sys::window().unwrap().document().unwrap();
        let host: HtmlElement = document.create_element("div").unwrap().unchecked_into();
        document.body().unwrap().append_child(&host).unwrap();
        Self::inside(&host, options, text)
    }

    /// A hidden panel inside `host`, which gets a shadow root.
    pub fn inside(host: &HtmlElement, options: Options, text: Text) -> Self {
        let locale = text.locale().to_owned();
        Self::dated(host, options, text, &locale)
    }

    /// The same, where dates and numbers are written as in `locale`.
    pub fn dated(host: &HtmlElement, options: Options, text: Text, locale: &str) -> Self {
        let init = ShadowRootInit::new(ShadowRootMode::Open);
        let root = host.attach_shadow(&init).unwrap();
        let outside = outside(locale);
        let whole = host.clone().into();
        Self::within(&root, &root, whole, options, text, outside)
    }

    /// Somewhere in a root; with the panel `whole` goes away.
    pub fn within(
        root: &ShadowRoot,
        parent: &Node,
        whole: Element,
        options: Options,
        text: Text,
        outside: Outside,
    ) -> Self {
        let document = root.owner_document().unwrap();
        let sheet = CssStyleSheet::new().unwrap();
        sheet.replace_sync(ui::STYLES).unwrap();
        root.adopted_style_sheets().push(&sheet);
        let place: HtmlElement = document.create_element("div").unwrap().unchecked_into();
        place.set_attribute("class", "mount").unwrap();
        parent.append_child(&place).unwrap();

        let owner = Owner::new();
        let desk = Rc::new(Desk {
            store: RefCell::default(),
            facts: RefCell::default(),
            queue: RefCell::default(),
            working: Cell::new(false),
            calls: RefCell::default(),
            lives: Cell::new(true),
            takes_focus: Cell::new(true),
            page: parent.clone().into(),
        });
        let chat = Chat::new(options, Device::default(), true);
        let dispatch = {
            let desk = Rc::clone(&desk);
            move |fact| desk.take_in(fact)
        };
        let store = owner.with(|| Store::new(chat, dispatch));
        desk.store.replace(Some(store));
        let words = text.clone();
        let panel = move || ui::panel(store, words, outside);
        let view = owner.with(|| mount_to_renderer(&place, panel));
        Self {
            root: root.clone(),
            desk,
            whole,
            text,
            _view: Box::new(view),
            _owner: owner,
        }
    }

    /// The chat takes in a fact, as if the runtime had reported it.
    pub fn tell(&self, fact: Fact) {
        self.desk.take_in(fact);
    }

    /// From here on facts are recorded only.
    pub fn freeze(&self) {
        self.desk.lives.set(false);
    }

    /// Whether the panel may take the focus from here on.
    pub fn may_take_focus(&self, may: bool) {
        self.desk.takes_focus.set(may);
    }

    /// The facts since this was last asked.
    pub fn facts(&self) -> Vec<Fact> {
        self.desk.facts.take()
    }

    /// Answers the oldest call that is `such`, which must be there.
    pub fn answer(&self, such: impl Fn(&Call) -> bool, reply: Reply) {
        let id = self.take_call(such);
        self.tell(Fact::Answered(id, Ok(reply)));
    }

    /// Whether there is a call that is `such`.
    pub fn waits_for(&self, such: impl Fn(&Call) -> bool) -> bool {
        self.desk.calls.borrow().iter().any(|(_, call)| such(call))
    }

    /// The id of the oldest call that is `such`, which is then no longer waiting.
    pub fn take_call(&self, such: impl Fn(&Call) -> bool) -> CallId {
        let mut calls = self.desk.calls.borrow_mut();
        let place = calls.iter().position(|(_, call)| such(call));
        let place = place.unwrap_or_else(|| panic!("no such call among {calls:?}"));
        calls.remove(place).0
    }

    /// More text of a streamed answer whose first part is a text.
    pub fn stream(&self, id: CallId, text: &str) {
        let text = text.into();
        self.tell(Fact::Streamed(id, vec![Delta::Appended { part: 0, text }]));
    }

    /// Begins to stream the answer to the message that is being sent.
    pub fn begin_stream(&self) -> CallId {
        let id = self.take_call(|call| matches!(call, Call::Send { .. }));
        self.tell(Fact::StreamOpened(id));
        let part = Part::Text(String::new());
        self.tell(Fact::Streamed(id, vec![Delta::Opened(part)]));
        id
    }

    /// The panel breaks down once it is shown.
    pub fn crash(&self) {
        let (dock, text) = (self.css(".dock"), self.text.clone());
        let place: HtmlElement = dock.parent_element().unwrap().unchecked_into();
        spawn_local(async move {
            until("a panel", || !dock.has_attribute("hidden")).await;
            crash::replace(&place, &text).unwrap();
        });
    }

    pub fn store(&self) -> Store {
        self.desk.store.borrow().unwrap()
    }

    /// The element that has the focus, if it is in the panel.
    pub fn focused(&self) -> Option<Element> {
        self.root.active_element()
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.whole.remove();
    }
}

impl Desk {
    fn take_in(&self, fact: Fact) {
        self.facts.borrow_mut().push(fact.clone());
        if !self.lives.get() {
            return;
        }
        self.queue.borrow_mut().push_back(fact);
        if self.working.replace(true) {
            return;
        }
        loop {
            let Some(fact) = self.queue.borrow_mut().pop_front() else {
                break;
            };
            let store = self.store.borrow().unwrap();
            for command in store.update(Event {
                at: NOW,
                chance: 0,
                fact,
            }) {
                match command {
                    Command::Call { id, call, .. } => self.calls.borrow_mut().push((id, call)),
                    Command::Abort(id) => self.calls.borrow_mut().retain(|(it, _)| *it != id),
                    Command::Focus(to) if self.takes_focus.get() => store.wish_focus(to),
                    Command::Emit(event) => events::emit(&self.page, event),
                    _ => {}
                }
            }
        }
        self.working.set(false);
    }
}

/// The world around a panel in which dates and numbers are written as in `locale`.
pub fn outside(locale: &str) -> Outside {
    Outside {
        locale: locale.into(),
        page: || Page {
            url: Some("https://shop.example/tea".into()),
            title: Some("Tea".into()),
        },
        copy: Some(|text, done| {
            COPIED.set(text.into());
            done();
        }),
        save: |name, text| SAVED.set((name.into(), text.into())),
        origins: vec!["https://api.example.com".into()],
    }
}

/// Options of a page that has a token.
pub fn options() -> Options {
    Options {
        token: Some(Secret::new("token")),
        ..Options::default()
    }
}

thread_local! {
    static COPIED: RefCell<String> = RefCell::default();
    static SAVED: RefCell<(String, String)> = RefCell::default();
}

/// The name and text of the file that was saved.
pub fn saved() -> (String, String) {
    SAVED.take()
}

/// What was put on the clipboard.
pub fn copied() -> String {
    COPIED.take()
}
