//! What survives a reload: for each backend and key one random visitor id and how far conversations
//! were seen, in `localStorage`, and what a single tab goes on with, in `sessionStorage`. Where
//! storage is blocked, full or holds nonsense, ids and words live as long as the page.

mod mark;
mod tab;

pub use tab::keep_shown;

use crate::api::secret::Secret;
use crate::chat::{Device, Kept, Seen};
use crate::hash::hash;
use crate::json::Json;
use crate::keyed::Keyed;
use crate::options::Options;
use std::cell::{Cell, RefCell};

thread_local! {
    /// Ids of this page's life, by storage key.
    static REMEMBERED: RefCell<Keyed<String, Secret>> = const { RefCell::new(Keyed::new()) };
    /// New ids that no backend knows yet, by storage key: two widgets are one visitor.
    static FRESH: RefCell<Keyed<String, Secret>> = const { RefCell::new(Keyed::new()) };
}

/// Where one visitor id is kept, and what goes with it.
pub struct Storage {
    name: String,
    seen: String,
    /// Whether the visitor id has been stored; where there is no room it is only remembered.
    is_stored: Cell<bool>,
}

/// What another page may have changed: this visitor, their words, their transcript, the mark of their
/// time, and since when conversations were seen.
#[derive(PartialEq)]
pub struct Left([Option<String>; 5]);

impl Left {
    /// Whether the visitor who left this has been forgotten, where this is what there is `now`. Two
    /// tabs may tell differently since when: that counts for who has left nothing else.
    #[must_use]
    pub fn is_forgotten(&self, now: &Self) -> bool {
        let ([.., mark, since], [.., mark_now, since_now]) = (&self.0, &now.0);
        match mark {
            Some(_) => mark != mark_now,
            None => since.is_some() && since != since_now,
        }
    }
}

impl Storage {
    /// The place for visitors of this backend and of what the page is to it, none of which can be
    /// read from it.
    #[must_use]
    pub fn new(base_url: &str, options: &Options) -> Self {
        let key = options.api_key.as_ref().map(Secret::expose);
        let mut of = vec![base_url, key.unwrap_or_default()];
        of.extend(options.account_id.as_deref());
        of.extend(options.project_id.as_deref());
        let hash = format!("{:016x}", hash(&of));
        Self {
            name: format!("inglenook:visitor:{hash}"),
            seen: format!("inglenook:seen:{hash}"),
            is_stored: Cell::new(false),
        }
    }

    /// What this device brings along for them.
    #[must_use]
    pub fn device(&self) -> Device {
        let fresh = FRESH.with_borrow_mut(|ids| {
            let fresh = ids.remove(&self.name).unwrap_or_else(fresh_visitor_id);
            ids.insert(self.name.clone(), fresh.clone());
            fresh
        });
        let seen = stored(&self.seen);
        Device {
            stored: self.visitor(),
            fresh,
            kept: tab::words(&self.name),
            carried: tab::transcript(&self.name),
            waits: tab::waits(),
            seen: seen.map_or_else(Seen::default, |seen| Seen::read(&seen)),
            tab: (js_sys::Math::random() * f64::from(u32::MAX)) as u32,
        }
    }

    /// Keeps the visitor's words for the next page of this tab.
    pub fn keep_words(&self, words: Option<&Kept>) {
        tab::keep_words(&self.name, words);
    }

    /// Carries a transcript to the next page of this tab, or nothing.
    pub fn carry_transcript(&self, transcript: &Json) {
        tab::carry_transcript(&self.name, transcript);
    }

    /// The visitor id as it is now, which another tab may have made.
    #[must_use]
    pub fn visitor(&self) -> Option<Secret> {
        let remembered = || REMEMBERED.with_borrow(|ids| ids.get(&self.name).cloned());
        self.stored().or_else(remembered)
    }

    /// The same where another page may have changed it. What was never stored nobody has removed.
    #[must_use]
    pub fn changed_visitor(&self) -> Option<Secret> {
        let stored = self.stored();
        if self.is_stored.get() {
            self.remember(stored.as_ref());
        }
        self.visitor()
    }

    /// What is stored by now.
    #[must_use]
    pub fn left(&self) -> Left {
        let [words, transcript] = tab::left(&self.name);
        let seen = stored(&self.seen);
        Left([
            stored(&self.name),
            words,
            transcript,
            stored(&mark::name(&self.name)),
            seen.and_then(|seen| seen.split(' ').next().map(Into::into)),
        ])
    }

    /// Whether what another page has removed under `key`, or all of it, makes what this tab keeps a
    /// forgotten visitor's.
    #[must_use]
    pub fn ends(&self, key: Option<&str>) -> bool {
        key.is_none_or(|key| key == mark::name(&self.name)) && tab::is_of_another_time(&self.name)
    }

    /// Another page has put `mark` under `key`. Where that took the place of the mark that this tab
    /// made, the visitor is the same: had they been forgotten, it would have been removed before.
    pub fn marked(&self, key: Option<&str>, mark: &str) {
        if key == Some(&mark::name(&self.name)) && mark == mark::now(&self.name) {
            tab::move_to(&self.name, mark);
        }
    }

    /// What tabs of the same visitor call each other by.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Keeps the visitor id for the next visit, unless there is one, or forgets it.
    pub fn keep(&self, visitor: Option<&Secret>) {
        let before = self.stored().filter(|_| visitor.is_some());
        self.remember(before.as_ref().or(visitor));
        FRESH.with_borrow_mut(|ids| ids.remove(&self.name));
        // Where there is one, another tab was first.
        if before.is_none() {
            store(&self.name, visitor.map(Secret::expose));
        }
        if visitor.is_none() {
            mark::remove(&self.name);
        }
        self.is_stored.set(false);
        let _ = self.stored();
    }

    /// Keeps what was seen for the next visit, or forgets it where that is nothing.
    pub fn keep_seen(&self, seen: &str) {
        store(&self.seen, Some(seen).filter(|seen| !seen.is_empty()));
    }

    fn stored(&self) -> Option<Secret> {
        let stored = stored(&self.name).filter(|id| is_visitor_id(id));
        if stored.is_some() {
            self.is_stored.set(true);
        }
        stored.map(Secret::new)
    }

    fn remember(&self, visitor: Option<&Secret>) {
        REMEMBERED.with_borrow_mut(|ids| match visitor {
            Some(id) => ids.insert(self.name.clone(), id.clone()),
            None => ids.remove(&self.name),
        });
    }
}

/// A new random visitor id, a UUID of version 4: 122 random bits, because it is a credential.
#[must_use]
pub fn fresh_visitor_id() -> Secret {
    let mut bytes = [0_u8; 16];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    // `randomUUID` is missing on pages without TLS, this is not.
    let filled = crypto.map(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if !matches!(filled, Some(Ok(_))) {
        // Whatever has taken it away: an id that others have too would be worse than a weak one.
        bytes.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    let mut id = String::with_capacity(36);
    for (place, byte) in bytes.into_iter().enumerate() {
        if matches!(place, 4 | 6 | 8 | 10) {
            id.push('-');
        }
        let byte = match place {
            6 => byte & 0x0f | 0x40,
            8 => byte & 0x3f | 0x80,
            _ => byte,
        };
        id.push_str(&format!("{byte:02x}"));
    }
    Secret::new(id)
}

fn is_visitor_id(id: &str) -> bool {
    let fits = |(place, byte): (usize, u8)| match place {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    id.len() == 36 && id.bytes().enumerate().all(fits)
}

fn stored(name: &str) -> Option<String> {
    local_storage()?.get_item(name).ok().flatten()
}

/// Blocked or full storage only shortens the visitor's memory.
fn store(name: &str, value: Option<&str>) {
    if let Some(storage) = local_storage() {
        let _ = match value {
            Some(value) => storage.set_item(name, value),
            None => storage.remove_item(name),
        };
    }
}

fn local_storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
