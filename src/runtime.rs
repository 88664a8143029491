//! Carries out commands: requests, timers, storage, events for the page. Owns every guard; dropping
//! it stops everything and tells nobody.

mod back;
mod begin;
mod calls;
mod cover;
mod dress;
mod early;
mod floating;
mod focus;
mod frame;
mod listen;
mod outside;
mod page;
mod promises;
mod sheet;
mod shortcut;
mod slice;
mod tabs;
mod title;
mod token;
mod viewport;

pub use outside::locale;
pub use page::page;
pub(crate) use promises::rejected;
pub use sheet::Sheet;

use crate::api::client::{self, Guard};
use crate::chat::command::{CallId, Command, Refusal, Settled, Ticket, Timer};
use crate::chat::event::{Event, Fact};
use crate::chat::{Chat, Device};
use crate::js::events;
use crate::keyed::Keyed;
use crate::options::Options;
use crate::rest;
use crate::storage::{Left, Storage};
use crate::store::Store;
use crate::tabs::Tabs;
use crate::ui::Outside;
use begin::Right;
use floating::Floating;
use gloo_timers::callback::Timeout;
use js_sys::{Function, Promise, Reflect};
use leptos::prelude::Owner;
use listen::Listener;
use promises::Promises;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::mem;
use std::rc::{Rc, Weak};
use title::Title;
use wasm_bindgen::JsCast;
use web_sys::EventTarget;

/// The hands of one widget.
pub struct Runtime {
    /// What the views read.
    pub store: Store,
    owner: Owner,
    target: EventTarget,
    base_url: RefCell<String>,
    storage: RefCell<Storage>,
    get_token: RefCell<Option<Function>>,
    facts: RefCell<VecDeque<Fact>>,
    /// The `getToken` of each configuration among the facts.
    given: RefCell<VecDeque<Option<Function>>>,
    working: Cell<bool>,
    /// Whether the rest of the panel is on its way.
    waits: Cell<bool>,
    /// Nothing is taken in any more.
    halted: Cell<bool>,
    /// Whether the focus stays where it is: the page and not the visitor showed the panel.
    keeps_focus: Cell<bool>,
    calls: RefCell<Keyed<CallId, Rc<Guard>>>,
    timers: RefCell<Keyed<Timer, Timeout>>,
    /// The question to the page that is not answered yet, and when that is given up.
    question: RefCell<Option<(CallId, Timeout)>>,
    promises: Promises,
    title: Title,
    listeners: RefCell<Vec<Listener>>,
    tabs: RefCell<Option<Tabs>>,
    /// What was stored when this page was left.
    left: RefCell<Option<Left>>,
    /// The right to begin, where it is had or waited for.
    right: RefCell<Option<Right>>,
    /// What the backend's configuration makes of it.
    dress: RefCell<Option<Sheet>>,
    /// What is there while the panel floats over the page.
    floating: RefCell<Option<Floating>>,
}

impl Runtime {
    /// Hands for a widget with these options, whose events are dispatched on `target`.
    pub fn new(options: Options, get_token: Option<Function>, target: EventTarget) -> Rc<Self> {
        let mut options = options;
        let base_url = base_url(&mut options);
        let storage = Storage::new(&base_url, &options);
        let device = storage.device();
        let owner = Owner::new();
        let runtime = Rc::new_cyclic(|runtime: &Weak<Self>| {
            let runtime = runtime.clone();
            let dispatch = move |fact| {
                if let Some(runtime) = runtime.upgrade() {
                    runtime.dispatch(fact);
                }
            };
            let chat = Chat::new(options, device, listen::is_online());
            Self {
                store: owner.with(|| Store::new(chat, dispatch)),
                owner,
                target,
                base_url: RefCell::new(base_url),
                storage: RefCell::new(storage),
                get_token: RefCell::new(get_token),
                facts: RefCell::default(),
                given: RefCell::default(),
                working: Cell::new(false),
                waits: Cell::new(false),
                halted: Cell::new(false),
                keeps_focus: Cell::new(false),
                calls: RefCell::default(),
                timers: RefCell::default(),
                question: RefCell::default(),
                promises: Promises::default(),
                title: Title::default(),
                listeners: RefCell::default(),
                tabs: RefCell::default(),
                left: RefCell::default(),
                right: RefCell::default(),
                dress: RefCell::default(),
                floating: RefCell::default(),
            }
        });
        runtime.listeners.replace(listen::to_browser(&runtime));
        runtime.join_tabs();
        if rest::get().is_none() {
            runtime.store.early(Chat::await_rest);
            runtime.bring_rest();
        }
        if !listen::is_visible() {
            runtime.dispatch(Fact::PageVisible(false));
        }
        runtime
    }

    /// Takes in what has happened. What the page does in answer to an event comes after it.
    pub fn dispatch(self: &Rc<Self>, fact: Fact) {
        if self.halted.get() {
            return;
        }
        let Some(rest) = rest::get() else {
            return self.wait_for_rest(fact);
        };
        self.facts.borrow_mut().push_back(fact);
        if !self.working.replace(true) {
            (rest.work)(self);
        }
    }

    /// Takes in what waits to be taken in.
    pub(crate) fn work(self: &Rc<Self>) {
        self.look_after_focus();
        while let Some(fact) = self.next_fact() {
            let focuses = self.may_take_focus(&fact);
            for command in self.store.update(Event {
                at: now(),
                chance: chance(),
                fact,
            }) {
                // The page may have removed the widget in answer to an event.
                let wanted = focuses || !matches!(command, Command::Focus(_));
                if wanted && !self.halted.get() {
                    self.carry_out(command);
                }
            }
        }
        self.look_whether_it_floats();
        self.working.set(false);
    }

    /// Takes in what has happened and promises the page an answer.
    pub fn promise(self: &Rc<Self>, fact: impl FnOnce(Ticket) -> Fact) -> Promise {
        if self.halted.get() {
            return rejected(&events::panicked());
        }
        let (promise, ticket) = self.promises.make();
        self.dispatch(fact(ticket));
        promise
    }

    /// Shows the panel because an option says so: the focus stays where it is.
    pub fn show_quietly(self: &Rc<Self>) {
        self.keeps_focus.set(true);
        self.dispatch(Fact::Shown);
        self.keeps_focus.set(false);
    }

    /// Takes over new options.
    pub fn configure(self: &Rc<Self>, options: Options, get_token: Option<Function>) {
        self.given.borrow_mut().push_back(get_token);
        let options = Box::new(options);
        let device = Device::default();
        self.dispatch(Fact::Configured { options, device });
    }

    /// What is to be taken in next. What was ordered for the visitor before new options is carried
    /// out by then: only now do they change where that goes.
    fn next_fact(self: &Rc<Self>) -> Option<Fact> {
        let mut fact = self.facts.borrow_mut().pop_front()?;
        if let Fact::Configured { options, device } = &mut fact {
            let base_url = base_url(options);
            let storage = Storage::new(&base_url, options);
            *device = storage.device();
            self.base_url.replace(base_url);
            self.storage.replace(storage);
            self.join_tabs();
            let get_token = self.given.borrow_mut().pop_front();
            self.get_token.replace(get_token.flatten());
        }
        Some(fact)
    }

    /// What the panel may use of the world outside it, for a visitor who reads `locale`.
    pub fn outside(&self, locale: String) -> Outside {
        outside::outside(&self.base_url.borrow(), locale)
    }

    /// Runs `with` where signals of this widget belong.
    pub fn own<T>(&self, with: impl FnOnce() -> T) -> T {
        self.owner.with(with)
    }

    fn carry_out(self: &Rc<Self>, command: Command) {
        match command {
            Command::Call { id, call, token } => self.call(id, call, token),
            Command::Abort(id) => {
                if let Some(guard) = self.calls.borrow_mut().remove(&id) {
                    guard.abort();
                }
            }
            Command::AskToken { id, reason } => self.ask_token(id, reason),
            Command::AskToBegin => self.ask_to_begin(),
            Command::HasBegun => drop(self.right.take()),
            Command::Tell(hint) => {
                if let Some(tabs) = &*self.tabs.borrow() {
                    tabs.tell(&hint);
                }
            }
            Command::Dress => self.dress(),
            Command::CountInTitle(count) => self.title.count(count),
            Command::SetTimer(timer, after) => self.set_timer(timer, after),
            Command::ClearTimer(timer) => drop(self.timers.borrow_mut().remove(&timer)),
            Command::Settle(ticket, result) => self.promises.settle(ticket, result),
            Command::Warn(sentence) => warn(&sentence),
            command => self.carry_out_early(command),
        }
    }

    fn set_timer(self: &Rc<Self>, timer: Timer, after: i64) {
        let runtime = Rc::downgrade(self);
        let timeout = Timeout::new(u32::try_from(after).unwrap_or_default(), move || {
            if let Some(runtime) = runtime.upgrade() {
                runtime.dispatch(Fact::TimedOut(timer));
            }
        });
        self.timers.borrow_mut().insert(timer, timeout);
    }

    /// Stops everything for good: requests, timers, listeners. The page's promises reject with
    /// `reason`. Safe in the middle of anything, a panic too.
    pub fn halt(&self, reason: &Refusal) {
        self.halted.set(true);
        take(&self.facts);
        take(&self.given);
        let mut calls = take(&self.calls);
        while let Some(guard) = calls.pop() {
            guard.abort();
        }
        take(&self.timers);
        take(&self.question);
        take(&self.listeners);
        self.title.count(0);
        take(&self.tabs);
        take(&self.right);
        take(&self.dress);
        take(&self.floating);
        self.promises.abandon(reason);
    }
}

impl Drop for Runtime {
    fn drop(&mut self) {
        self.halt(&events::destroyed());
        self.owner.cleanup();
    }
}

/// What is in a cell, unless a panic came while somebody held it.
fn take<T: Default>(cell: &RefCell<T>) -> T {
    let held = cell.try_borrow_mut();
    held.map(|mut held| mem::take(&mut *held))
        .unwrap_or_default()
}

/// Tells the site owner.
pub fn warn(sentence: &str) {
    say("warn", sentence);
}

/// Says a sentence on the console, where the page has left one.
pub fn say(how: &str, sentence: &str) {
    let said = || {
        let console = Reflect::get(&js_sys::global(), &"console".into()).ok()?;
        let say = Reflect::get(&console, &how.into()).ok()?;
        let sentence = format!("inglenook: {sentence}").into();
        say.dyn_ref::<Function>()?.call1(&console, &sentence).ok()
    };
    let _ = said();
}

/// Where the API is, or nothing; the options know from here on whether it may be asked.
fn base_url(options: &mut Options) -> String {
    let document = web_sys::window().and_then(|window| window.document());
    let page = document.and_then(|document| document.base_uri().ok().flatten());
    let given = options.api_url.as_deref();
    let resolved = given.map(|given| client::base_url(given, &page.unwrap_or_default()));
    if resolved == Some(None) {
        warn("api-url is not an address that this page can make requests to.");
    }
    let own = || options.backend.base_url().map(Into::into);
    let base_url: String = resolved.flatten().or_else(own).unwrap_or_default();
    if let Some(why) = options.place(&base_url) {
        warn(why);
    }
    base_url
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn chance() -> u32 {
    (js_sys::Math::random() * f64::from(u32::MAX)) as u32
}

#[allow(clippy::cast_possible_truncation)]
fn now() -> i64 {
    js_sys::Date::now() as i64
}
