//! PolyAI's conversations: all that is known of one is whether it still goes on.

use std::time::Duration;

use rusqlite::{OptionalExtension, Result, params};
use serde_json::{Value, json};

use super::visitors::{millis, now};
use super::{NOW, Store};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Chat {
    Alive,
    Ended,
    TimedOut,
}

/// What a site owner's proxy says about a chat when it begins.
pub(crate) struct NewChat<'a> {
    pub variant_id: Option<&'a str>,
    pub channel: Option<&'a str>,
    pub attributes: Option<String>,
}

impl Store {
    pub fn start_chat(&self, new: &NewChat, lifetime: Duration) -> Result<String> {
        let id = format!("CONV-{}", uuid::Uuid::new_v4().simple());
        self.with(|db| {
            db.execute(
                &format!(
                    "INSERT INTO chats (id, created_at, variant_id, channel, attributes, alive_till)
                     VALUES (?1, {NOW}, ?2, ?3, ?4, ?5)"
                ),
                params![
                    id,
                    new.variant_id,
                    new.channel,
                    new.attributes,
                    now().saturating_add(millis(lifetime))
                ],
            )
        })?;
        Ok(id)
    }

    pub fn chat(&self, id: &str) -> Result<Option<Chat>> {
        self.with(|db| {
            db.query_row(
                "SELECT ended, alive_till FROM chats WHERE id = ?1",
                [id],
                |row| {
                    Ok(
                        match (row.get("ended")?, row.get::<_, i64>("alive_till")?) {
                            (true, _) => Chat::Ended,
                            (false, till) if till <= now() => Chat::TimedOut,
                            (false, _) => Chat::Alive,
                        },
                    )
                },
            )
            .optional()
        })
    }

    /// A turn keeps the chat alive, or ends it.
    pub fn take_turn(&self, id: &str, ended: bool, lifetime: Duration) -> Result<()> {
        self.with(|db| {
            db.execute(
                "UPDATE chats SET ended = ?2, alive_till = ?3 WHERE id = ?1",
                params![id, ended, now().saturating_add(millis(lifetime))],
            )
        })?;
        Ok(())
    }

    pub fn end_chat(&self, id: &str) -> Result<()> {
        self.with(|db| db.execute("UPDATE chats SET ended = 1 WHERE id = ?1", [id]))?;
        Ok(())
    }

    /// All chats with what was said about them when they began, the newest first.
    pub fn chats(&self) -> Result<Vec<Value>> {
        self.with(|db| {
            let mut rows = db.prepare(
                "SELECT id, variant_id, channel, attributes, ended FROM chats ORDER BY rowid DESC",
            )?;
            let rows = rows.query_map([], |row| {
                let attributes: Option<String> = row.get("attributes")?;
                Ok(json!({
                    "id": row.get::<_, String>("id")?,
                    "variantId": row.get::<_, Option<String>>("variant_id")?,
                    "channel": row.get::<_, Option<String>>("channel")?,
                    "attributes": attributes.and_then(|it| serde_json::from_str::<Value>(&it).ok()),
                    "ended": row.get::<_, bool>("ended")?,
                }))
            })?;
            rows.collect()
        })
    }

    /// Lets every chat that still goes on run into its time-out.
    pub fn expire_chats(&self) -> Result<usize> {
        self.with(|db| db.execute("UPDATE chats SET alive_till = 0 WHERE ended = 0", []))
    }
}
