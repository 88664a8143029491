//! What survives a reload: one random visitor id for each backend and key, in `localStorage`, and
//! what a single tab goes on with, in `sessionStorage`. Where storage is blocked, full or holds
//! nonsense, all of it lives as long as the page.

mod tab;

pub use tab::keep_shown;

use crate::api::secret::Secret;
use crate::chat::{Device, Kept};
use crate::keyed::Keyed;
use std::cell::RefCell;

thread_local! {
    /// Ids of this page's life, by storage key.
    static REMEMBERED: RefCell<Keyed<String, Secret>> = const { RefCell::new(Keyed::new()) };
    /// New ids that no backend knows yet, by storage key: two widgets are one visitor.
    static FRESH: RefCell<Keyed<String, Secret>> = const { RefCell::new(Keyed::new()) };
}

/// Where one visitor id is kept.
pub struct Storage {
    name: String,
}

impl Storage {
    /// The place for visitors of this backend and key, neither of which can be read from it.
    #[must_use]
    pub fn new(base_url: &str, api_key: Option<&Secret>) -> Self {
        let key = api_key.map(Secret::expose).unwrap_or_default();
        let name = format!("inglenook:visitor:{:016x}", hash(&[base_url, key]));
        Self { name }
    }

    /// What this device brings along for them.
    #[must_use]
    pub fn device(&self) -> Device {
        let fresh = FRESH.with_borrow_mut(|ids| {
            let fresh = ids.remove(&self.name).unwrap_or_else(fresh_visitor_id);
            ids.insert(self.name.clone(), fresh.clone());
            fresh
        });
        Device {
            stored: self.visitor(),
            fresh,
            kept: tab::words(&self.name),
        }
    }

    /// Keeps the visitor's words for the next page of this tab.
    pub fn keep_words(&self, words: Option<&Kept>) {
        tab::keep_words(&self.name, words);
    }

    fn visitor(&self) -> Option<Secret> {
        let stored = local_storage().and_then(|it| it.get_item(&self.name).ok().flatten());
        let stored = stored.filter(|id| is_visitor_id(id)).map(Secret::new);
        stored.or_else(|| REMEMBERED.with_borrow(|ids| ids.get(&self.name).cloned()))
    }

    /// Keeps the visitor id for the next visit, or forgets it.
    pub fn keep(&self, visitor: Option<&Secret>) {
        REMEMBERED.with_borrow_mut(|ids| match visitor {
            Some(id) => ids.insert(self.name.clone(), id.clone()),
            None => ids.remove(&self.name),
        });
        FRESH.with_borrow_mut(|ids| ids.remove(&self.name));
        // Blocked or full storage only shortens the visitor's memory.
        if let Some(storage) = local_storage() {
            let _ = match visitor {
                Some(id) => storage.set_item(&self.name, id.expose()),
                None => storage.remove_item(&self.name),
            };
        }
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

fn local_storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// FNV-1a over the texts and their ends.
fn hash(texts: &[&str]) -> u64 {
    let bytes = texts.iter().flat_map(|text| text.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
