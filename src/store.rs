//! The signals around [`Chat`]: events go in through [`Store::dispatch`], views read through
//! [`Store::select`] and [`Store::with_message`]. A change of one message wakes only its own row.

use crate::chat::Chat;
use crate::chat::command::{Command, Focus};
use crate::chat::event::{Event, Fact};
use crate::chat::message::{Key, Message};
use crate::selected::Selected;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// A handle on the state; copies are the same store.
#[derive(Clone, Copy)]
pub struct Store {
    inner: StoredValue<Rc<Inner>, LocalStorage>,
    changed: Trigger,
    focus: RwSignal<Option<(u32, Focus)>>,
}

struct Inner {
    chat: RefCell<Chat>,
    covers: Cell<bool>,
    dispatch: Box<dyn Fn(Fact)>,
    /// By key, which counts up: what wakes the row of that message, if it is on screen.
    rows: RefCell<Vec<Option<ArcTrigger>>>,
}

impl Store {
    /// A store around `chat`. `dispatch` takes what views report to whoever calls
    /// [`Store::update`]; it may do so at once or later.
    pub fn new(chat: Chat, dispatch: impl Fn(Fact) + 'static) -> Self {
        Self {
            inner: StoredValue::new_local(Rc::new(Inner {
                chat: RefCell::new(chat),
                covers: Cell::new(false),
                dispatch: Box::new(dispatch),
                rows: RefCell::default(),
            })),
            changed: Trigger::new(),
            focus: RwSignal::new(None),
        }
    }

    /// Reports something that has happened.
    pub fn dispatch(&self, fact: Fact) {
        if let Some(inner) = self.inner() {
            (inner.dispatch)(fact);
        }
    }

    /// Lets the chat take in an event, wakes what depends on it, and says what is to be done.
    pub fn update(&self, event: Event) -> Vec<Command> {
        let Some(inner) = self.inner() else {
            return Vec::new();
        };
        let (commands, touched) = {
            let mut chat = inner.chat.borrow_mut();
            (chat.update(event), chat.take_touched())
        };
        self.changed.notify();
        for key in touched {
            let row = inner.rows.borrow().get(key as usize).cloned();
            if let Some(row) = row.flatten() {
                row.notify();
            }
        }
        commands
    }

    /// Changes the chat before the rest of the panel is there.
    pub fn early<T>(&self, change: impl FnOnce(&mut Chat) -> T) -> Option<T> {
        let changed = change(&mut self.inner()?.chat.borrow_mut());
        self.changed.notify();
        Some(changed)
    }

    /// Part of the state, for as long as the view that asks lives; wakes only when it changes.
    pub fn select<T>(&self, read: impl Fn(&Chat) -> T + Send + Sync + 'static) -> Selected<T>
    where
        T: Clone + Default + PartialEq + Send + Sync + 'static,
    {
        let store = *self;
        Selected::new(move || {
            store.changed.track();
            store.peek(&read).unwrap_or_default()
        })
    }

    /// Part of the state as it is now; wakes nobody.
    pub fn peek<T>(&self, read: impl FnOnce(&Chat) -> T) -> Option<T> {
        let inner = self.inner()?;
        let chat = inner.chat.try_borrow().ok()?;
        Some(read(&chat))
    }

    /// Whether nothing of the page can be seen beside the panel.
    pub fn covers(&self) -> Selected<bool> {
        let store = *self;
        Selected::new(move || {
            store.changed.track();
            store.inner().is_some_and(|inner| inner.covers.get())
        })
    }

    /// The panel covers the page from here on, or does no longer.
    pub fn cover(&self, covers: bool) {
        if let Some(inner) = self.inner()
            && inner.covers.replace(covers) != covers
        {
            self.changed.notify();
        }
    }

    /// The messages on screen, oldest first.
    pub fn keys(&self) -> Selected<Vec<Key>> {
        let store = *self;
        let revision = self.select(|chat| chat.transcript().revision());
        Selected::new(move || {
            // Not `track`: a memo that was never read is not told of anything.
            let _ = revision.get();
            let keys = |chat: &Chat| {
                let messages = chat.transcript().messages().iter();
                messages.map(|message| message.key).collect()
            };
            store.peek(keys).unwrap_or_default()
        })
    }

    /// Reads one message and wakes the caller when that message changes, for as long as the
    /// caller's owner lives.
    pub fn with_message<T>(&self, key: Key, read: impl FnOnce(&Message) -> T) -> Option<T> {
        let inner = self.inner()?;
        inner.row(key)?.track();
        let chat = inner.chat.try_borrow().ok()?;
        chat.transcript().get(key).map(read)
    }

    /// Forgets the row of a message that is no longer on screen.
    pub fn forget_message(&self, key: Key) {
        if let Some(inner) = self.inner()
            && let Some(row) = inner.rows.borrow_mut().get_mut(key as usize)
        {
            *row = None;
        }
    }

    /// Where the focus is to go, with a number that tells one wish from the next.
    pub fn focus(&self) -> ReadSignal<Option<(u32, Focus)>> {
        self.focus.read_only()
    }

    /// Wishes the focus to go there.
    pub fn wish_focus(&self, to: Focus) {
        let next = |wish: &mut Option<(u32, Focus)>| {
            *wish = Some((wish.map_or(0, |(number, _)| number + 1), to));
        };
        self.focus.try_update(next);
    }

    /// Forgets the last wish: views that are built anew are not to follow it.
    pub fn forget_focus(&self) {
        self.focus.try_set(None);
    }

    fn inner(&self) -> Option<Rc<Inner>> {
        self.inner.try_get_value()
    }
}

impl Inner {
    fn row(&self, key: Key) -> Option<ArcTrigger> {
        let mut rows = self.rows.borrow_mut();
        let place = key as usize;
        if rows.len() <= place {
            rows.resize(place + 1, None);
        }
        let row = rows.get_mut(place)?;
        Some(row.get_or_insert_default().clone())
    }
}
