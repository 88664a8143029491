//! The signals around [`Chat`]: events go in through [`Store::dispatch`], views read through
//! [`Store::select`] and [`Store::with_message`]. A change of one message wakes only its own row.

use crate::chat::Chat;
use crate::chat::command::{Command, Focus};
use crate::chat::event::{Event, Fact};
use crate::chat::message::{Key, Message};
use leptos::prelude::*;

/// A handle on the state; copies are the same store.
#[derive(Clone, Copy)]
pub struct Store {
    chat: StoredValue<Chat, LocalStorage>,
    dispatch: StoredValue<Box<dyn Fn(Fact)>, LocalStorage>,
    changed: Trigger,
    /// By key, which counts up: what wakes the row of that message, if it is on screen.
    rows: StoredValue<Vec<Option<ArcTrigger>>, LocalStorage>,
    focus: RwSignal<Option<(u32, Focus)>>,
}

impl Store {
    /// A store around `chat`. `dispatch` takes what views report to whoever calls
    /// [`Store::update`]; it may do so at once or later.
    pub fn new(chat: Chat, dispatch: impl Fn(Fact) + 'static) -> Self {
        Self {
            chat: StoredValue::new_local(chat),
            dispatch: StoredValue::new_local(Box::new(dispatch)),
            changed: Trigger::new(),
            rows: StoredValue::new_local(Vec::new()),
            focus: RwSignal::new(None),
        }
    }

    /// Reports something that has happened.
    pub fn dispatch(&self, fact: Fact) {
        self.dispatch.try_with_value(|dispatch| dispatch(fact));
    }

    /// Lets the chat take in an event, wakes what depends on it, and says what is to be done.
    pub fn update(&self, event: Event) -> Vec<Command> {
        let mut touched = Vec::new();
        let commands = self.chat.try_update_value(|chat| {
            let commands = chat.update(event);
            touched = chat.take_touched();
            commands
        });
        self.changed.notify();
        let rows = self.rows.try_with_value(|rows| {
            let rows = touched
                .iter()
                .filter_map(|key| rows.get(*key as usize)?.clone());
            rows.collect::<Vec<_>>()
        });
        for row in rows.unwrap_or_default() {
            row.notify();
        }
        commands.unwrap_or_default()
    }

    /// Part of the state, for as long as the view that asks lives; wakes only when it changes.
    pub fn select<T>(&self, read: impl Fn(&Chat) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        self.select_boxed(Box::new(read))
    }

    /// The machinery of a memo, once for each type instead of once for each closure.
    fn select_boxed<T>(&self, read: Box<dyn Fn(&Chat) -> T + Send + Sync>) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        let store = *self;
        Memo::new(move |_| {
            store.changed.track();
            store.chat.with_value(&read)
        })
    }

    /// Part of the state as it is now; wakes nobody.
    pub fn peek<T>(&self, read: impl FnOnce(&Chat) -> T) -> Option<T> {
        self.chat.try_with_value(read)
    }

    /// The messages on screen, oldest first.
    pub fn keys(&self) -> Memo<Vec<Key>> {
        let store = *self;
        let revision = self.select(|chat| chat.transcript().revision());
        Memo::new(move |_| {
            // Not `track`: a memo that was never read is not told of anything.
            revision.get();
            let keys = |chat: &Chat| {
                let messages = chat.transcript().messages().iter();
                messages.map(|message| message.key).collect()
            };
            store.chat.with_value(keys)
        })
    }

    /// Reads one message and wakes the caller when that message changes, for as long as the
    /// caller's owner lives.
    pub fn with_message<T>(&self, key: Key, read: impl FnOnce(&Message) -> T) -> Option<T> {
        let row = self.rows.try_update_value(|rows| {
            let place = key as usize;
            if rows.len() <= place {
                rows.resize(place + 1, None);
            }
            rows.get_mut(place)
                .map(|row| row.get_or_insert_default().clone())
        });
        if let Some(row) = row.flatten() {
            row.track();
        }
        let read = |chat: &Chat| chat.transcript().get(key).map(read);
        self.chat.try_with_value(read).flatten()
    }

    /// Forgets the row of a message that is no longer on screen.
    pub fn forget_message(&self, key: Key) {
        self.rows.try_update_value(|rows| {
            if let Some(row) = rows.get_mut(key as usize) {
                *row = None;
            }
        });
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
}
