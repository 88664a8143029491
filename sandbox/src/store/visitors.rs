use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rusqlite::{Connection, OptionalExtension, Result, Row, params};
use serde::Serialize;
use uuid::Uuid;

use super::{Store, new_id};

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Visitor {
    object: &'static str,
    pub id: String,
    #[serde(rename = "type")]
    kind: String,
    external_id: Option<String>,
    name: Option<String>,
    avatar_url: Option<String>,
}

/// Who a token stands for, and by which key the visitor came.
pub(crate) struct Session {
    pub visitor: Visitor,
    pub key: String,
}

/// What a site owner knows about an identified visitor.
pub(crate) struct Profile<'a> {
    pub external_id: &'a str,
    pub name: Option<&'a str>,
    pub avatar_url: Option<&'a str>,
}

const COLUMNS: &str = "id, type, external_id, name, avatar_url";

impl Store {
    /// The anonymous visitor of this device, and whether this is the first time.
    pub fn anonymous_visitor(&self, key: &str, sa_vid: &str) -> Result<(Visitor, bool)> {
        self.with(|db| {
            let created = db.execute(
                "INSERT OR IGNORE INTO visitors (id, key, sa_vid, type)
                 VALUES (?1, ?2, ?3, 'anonymous')",
                params![new_id(), key, sa_vid],
            )?;
            let visitor = db.query_row(
                &format!("SELECT {COLUMNS} FROM visitors WHERE key = ?1 AND sa_vid = ?2"),
                params![key, sa_vid],
                visitor,
            )?;
            Ok((visitor, created == 1))
        })
    }

    /// The visitor that the site owner knows as `profile.external_id`, brought up to date.
    pub fn identified_visitor(&self, key: &str, profile: &Profile) -> Result<Visitor> {
        self.with(|db| {
            db.query_row(
                &format!(
                    "INSERT INTO visitors (id, key, type, external_id, name, avatar_url)
                     VALUES (?1, ?2, 'identified', ?3, ?4, ?5)
                     ON CONFLICT (key, external_id)
                     DO UPDATE SET name = excluded.name, avatar_url = excluded.avatar_url
                     RETURNING {COLUMNS}"
                ),
                params![
                    new_id(),
                    key,
                    profile.external_id,
                    profile.name,
                    profile.avatar_url
                ],
                visitor,
            )
        })
    }

    pub fn has_visitor(&self, id: &str) -> Result<bool> {
        self.with(|db| {
            db.query_row(
                "SELECT EXISTS (SELECT 1 FROM visitors WHERE id = ?1)",
                [id],
                |row| row.get(0),
            )
        })
    }

    /// A fresh token with 244 random bits.
    pub fn issue_token(&self, visitor: &Visitor, lifetime: Duration) -> Result<String> {
        let token = format!("vt_{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
        self.with(|db| {
            db.execute("DELETE FROM tokens WHERE expires_at <= ?1", [now()])?;
            db.execute(
                "INSERT INTO tokens (token, visitor_id, expires_at) VALUES (?1, ?2, ?3)",
                params![token, visitor.id, now().saturating_add(millis(lifetime))],
            )
        })?;
        Ok(token)
    }

    /// Who `token` stands for, if it is alive; using it keeps it alive.
    pub fn session(&self, token: &str, lifetime: Duration) -> Result<Option<Session>> {
        self.with(|db| {
            let now = now();
            let alive = db.execute(
                "UPDATE tokens SET expires_at = ?3 WHERE token = ?1 AND expires_at > ?2",
                params![token, now, now.saturating_add(millis(lifetime))],
            )?;
            if alive == 0 {
                return Ok(None);
            }
            owner_of(db, token)
        })
    }

    pub fn expire_tokens(&self) -> Result<usize> {
        self.with(|db| db.execute("DELETE FROM tokens", []))
    }
}

fn owner_of(db: &Connection, token: &str) -> Result<Option<Session>> {
    db.query_row(
        &format!(
            "SELECT {COLUMNS}, key FROM visitors
             WHERE id = (SELECT visitor_id FROM tokens WHERE token = ?1)"
        ),
        [token],
        |row| {
            Ok(Session {
                visitor: visitor(row)?,
                key: row.get("key")?,
            })
        },
    )
    .optional()
}

fn visitor(row: &Row) -> Result<Visitor> {
    Ok(Visitor {
        object: "visitor",
        id: row.get("id")?,
        kind: row.get("type")?,
        external_id: row.get("external_id")?,
        name: row.get("name")?,
        avatar_url: row.get("avatar_url")?,
    })
}

pub(super) fn now() -> i64 {
    millis(
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default(),
    )
}

pub(super) fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
