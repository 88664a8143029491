use rusqlite::{Connection, OptionalExtension, Result, Row, params};
use serde::Serialize;
use serde_json::Value;

use super::{HumanAgent, NOW, Store, new_id};

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Message {
    object: &'static str,
    pub id: String,
    created_at: String,
    pub chat_id: String,
    role: String,
    parts: Value,
    status: String,
    error: Option<String>,
    feedback: Option<String>,
    feedback_at: Option<String>,
    metadata: Option<Value>,
    human_agent: Option<HumanAgent>,
    page_url: Option<String>,
    page_title: Option<String>,
    text_selection: Option<String>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Role {
    User,
    Assistant,
    HumanAgent,
}

/// A message that is about to be stored.
#[derive(Default)]
pub(crate) struct NewMessage<'a> {
    pub parts: Value,
    pub agent: Option<&'a HumanAgent>,
    pub page_url: Option<&'a str>,
    pub page_title: Option<&'a str>,
    pub text_selection: Option<&'a str>,
}

impl Role {
    fn name(self) -> &'static str {
        match self {
            Role::User => "user",
            Role::Assistant => "assistant",
            Role::HumanAgent => "human_agent",
        }
    }
}

impl Store {
    /// Stores a whole message, or one of the assistant's that is about to stream.
    pub fn add_message(&self, conversation: &str, role: Role, new: &NewMessage) -> Result<Message> {
        let status = if matches!(role, Role::Assistant) {
            "streaming"
        } else {
            "complete"
        };
        self.with(|db| {
            let changes = db.transaction()?;
            let stored = changes.query_row(
                &format!(
                    "INSERT INTO messages (id, conversation_id, created_at, role, parts, status,
                         agent_name, agent_image, page_url, page_title, text_selection)
                     VALUES (?1, ?2, {NOW}, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) RETURNING *"
                ),
                params![
                    new_id(),
                    conversation,
                    role.name(),
                    new.parts.to_string(),
                    status,
                    new.agent.and_then(|agent| agent.name.as_deref()),
                    new.agent.and_then(|agent| agent.image.as_deref()),
                    new.page_url,
                    new.page_title,
                    new.text_selection,
                ],
                message,
            )?;
            touch(&changes, conversation)?;
            changes.commit()?;
            Ok(stored)
        })
    }

    /// Names the conversation after its first message.
    pub fn suggest_title(&self, conversation: &str, title: &str) -> Result<()> {
        self.with(|db| {
            db.execute(
                "UPDATE conversations SET title = ?2 WHERE id = ?1 AND title IS NULL",
                params![conversation, title],
            )
        })?;
        Ok(())
    }

    /// What of an answer has been said so far.
    pub fn save_progress(&self, message: &str, parts: &Value) -> Result<()> {
        self.with(|db| {
            db.execute(
                "UPDATE messages SET parts = ?2 WHERE id = ?1",
                params![message, parts.to_string()],
            )
        })?;
        Ok(())
    }

    pub fn finish_answer(
        &self,
        answer: &Message,
        parts: &Value,
        error: Option<&str>,
    ) -> Result<()> {
        let status = if error.is_some() { "error" } else { "complete" };
        self.with(|db| {
            let changes = db.transaction()?;
            changes.execute(
                "UPDATE messages SET parts = ?2, status = ?3, error = ?4 WHERE id = ?1",
                params![answer.id, parts.to_string(), status, error],
            )?;
            touch(&changes, &answer.chat_id)?;
            changes.commit()
        })
    }

    pub fn message(&self, id: &str) -> Result<Option<Message>> {
        self.with(|db| {
            db.query_row("SELECT * FROM messages WHERE id = ?1", [id], message)
                .optional()
        })
    }

    /// From the oldest to the newest.
    pub fn messages(
        &self,
        conversation: &str,
        (role, status): (Option<&str>, Option<&str>),
        (limit, offset): (u32, u32),
    ) -> Result<Vec<Message>> {
        self.with(|db| {
            let mut statement = db.prepare(
                "SELECT * FROM messages WHERE conversation_id = ?1
                     AND (?2 IS NULL OR role = ?2) AND (?3 IS NULL OR status = ?3)
                 ORDER BY seq LIMIT ?4 OFFSET ?5",
            )?;
            let rows =
                statement.query_map(params![conversation, role, status, limit, offset], message)?;
            rows.collect()
        })
    }

    pub fn all_messages(&self, conversation: &str) -> Result<Vec<Message>> {
        self.messages(conversation, (None, None), (u32::MAX, 0))
    }

    pub fn last_message(&self, conversation: &str) -> Result<Option<Message>> {
        self.with(|db| {
            db.query_row(
                "SELECT * FROM messages WHERE conversation_id = ?1 ORDER BY seq DESC LIMIT 1",
                [conversation],
                message,
            )
            .optional()
        })
    }

    pub fn set_feedback(&self, id: &str, feedback: Option<&str>) -> Result<()> {
        self.with(|db| {
            db.execute(
                &format!(
                    "UPDATE messages SET feedback = ?2,
                         feedback_at = CASE WHEN ?2 IS NULL THEN NULL ELSE {NOW} END
                     WHERE id = ?1"
                ),
                params![id, feedback],
            )
        })?;
        Ok(())
    }

    /// Answers that were streaming when the sandbox stopped will not go on.
    pub(super) fn give_up_on_interrupted_answers(&self) -> Result<()> {
        self.with(|db| {
            db.execute(
                "UPDATE messages SET status = 'error', error = 'The answer was interrupted.'
                 WHERE status = 'streaming'",
                [],
            )
        })?;
        Ok(())
    }
}

fn touch(db: &Connection, conversation: &str) -> Result<()> {
    db.execute(
        &format!(
            "UPDATE conversations SET updated_at = {NOW}, last_interaction_at = {NOW} WHERE id = ?1"
        ),
        [conversation],
    )?;
    Ok(())
}

fn message(row: &Row) -> Result<Message> {
    let role: String = row.get("role")?;
    let agent = HumanAgent {
        name: row.get("agent_name")?,
        image: row.get("agent_image")?,
    };
    Ok(Message {
        object: "message",
        id: row.get("id")?,
        created_at: row.get("created_at")?,
        chat_id: row.get("conversation_id")?,
        parts: serde_json::from_str(&row.get::<_, String>("parts")?).unwrap_or_default(),
        status: row.get("status")?,
        error: row.get("error")?,
        feedback: row.get("feedback")?,
        feedback_at: row.get("feedback_at")?,
        metadata: None,
        human_agent: Some(agent).filter(|_| role == "human_agent"),
        role,
        page_url: row.get("page_url")?,
        page_title: row.get("page_title")?,
        text_selection: row.get("text_selection")?,
    })
}
