//! Everything that survives a restart, in one SQLite file.

mod chats;
mod conversations;
mod messages;
mod seed;
mod visitors;

use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use rusqlite::{Connection, Result};

pub(crate) use chats::{Chat, NewChat};
pub(crate) use conversations::{Conversation, HumanAgent, ListOf};
pub(crate) use messages::{Message, NewMessage, Role};
pub(crate) use visitors::{Profile, Visitor};

use crate::state::lock;

/// The present moment as the contract writes it, in UTC with milliseconds.
const NOW: &str = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";

pub(crate) struct Store(Mutex<Connection>);

impl Store {
    pub fn open(path: &Path) -> Result<Store> {
        let connection = Connection::open(path)?;
        connection.busy_timeout(Duration::from_secs(5))?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        connection.pragma_update(None, "synchronous", "normal")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.execute_batch(include_str!("store/schema.sql"))?;
        let store = Store(Mutex::new(connection));
        store.give_up_on_interrupted_answers()?;
        Ok(store)
    }

    fn with<T>(&self, work: impl FnOnce(&mut Connection) -> Result<T>) -> Result<T> {
        work(&mut lock(&self.0))
    }
}

fn new_id() -> String {
    uuid::Uuid::new_v4().to_string()
}
