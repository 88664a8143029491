use rusqlite::{OptionalExtension, Result, Row, params};
use serde::Serialize;

use super::{NOW, Store, new_id};

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Conversation {
    object: &'static str,
    pub id: String,
    created_at: String,
    updated_at: String,
    status: String,
    closed_at: Option<String>,
    close_reason: Option<String>,
    last_interaction_at: String,
    pub is_human_handled: bool,
    pub human_agent: Option<HumanAgent>,
    title: Option<String>,
    #[serde(skip)]
    pub visitor_id: String,
    #[serde(skip)]
    pub page_url: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct HumanAgent {
    pub name: Option<String>,
    pub image: Option<String>,
}

/// Which conversations to list. `order_by` is a column name, so it never comes from outside.
pub(crate) struct ListOf<'a> {
    pub visitor_id: Option<&'a str>,
    pub status: Option<&'a str>,
    pub order_by: &'static str,
    pub ascending: bool,
    pub limit: u32,
    pub offset: u32,
}

impl Conversation {
    pub fn is_closed(&self) -> bool {
        self.status == "closed"
    }
}

impl Store {
    pub fn create_conversation(
        &self,
        visitor: &str,
        page_url: Option<&str>,
    ) -> Result<Conversation> {
        self.with(|db| {
            db.query_row(
                &format!(
                    "INSERT INTO conversations
                         (id, visitor_id, created_at, updated_at, last_interaction_at, page_url)
                     VALUES (?1, ?2, {NOW}, {NOW}, {NOW}, ?3) RETURNING *"
                ),
                params![new_id(), visitor, page_url],
                conversation,
            )
        })
    }

    pub fn conversation(&self, id: &str) -> Result<Option<Conversation>> {
        self.with(|db| {
            db.query_row(
                "SELECT * FROM conversations WHERE id = ?1",
                [id],
                conversation,
            )
            .optional()
        })
    }

    /// One page of conversations, and how many there are in all.
    pub fn conversations(&self, list: &ListOf) -> Result<(Vec<Conversation>, u32)> {
        const CHOSEN: &str = "FROM conversations
            WHERE (?1 IS NULL OR visitor_id = ?1) AND (?2 IS NULL OR status = ?2)";
        let direction = if list.ascending { "ASC" } else { "DESC" };
        self.with(|db| {
            let total = db.query_row(
                &format!("SELECT count(*) {CHOSEN}"),
                params![list.visitor_id, list.status],
                |row| row.get(0),
            )?;
            let page = format!(
                "SELECT * {CHOSEN} ORDER BY {} {direction}, seq {direction} LIMIT ?3 OFFSET ?4",
                list.order_by
            );
            let mut statement = db.prepare(&page)?;
            let rows = statement.query_map(
                params![list.visitor_id, list.status, list.limit, list.offset],
                conversation,
            )?;
            Ok((rows.collect::<Result<_>>()?, total))
        })
    }

    /// Closes an open conversation; one that is closed stays as it was.
    pub fn close_conversation(&self, id: &str, reason: Option<&str>) -> Result<bool> {
        let closed = self.with(|db| {
            db.execute(
                &format!(
                    "UPDATE conversations SET status = 'closed', closed_at = {NOW},
                         updated_at = {NOW}, last_interaction_at = {NOW}, close_reason = ?2
                     WHERE id = ?1 AND status = 'open'"
                ),
                params![id, reason],
            )
        })?;
        Ok(closed == 1)
    }

    /// Gives the conversation to a human agent, or back to the assistant.
    pub fn hand_over(&self, id: &str, agent: Option<&HumanAgent>) -> Result<()> {
        self.with(|db| {
            db.execute(
                &format!(
                    "UPDATE conversations SET is_human_handled = ?2, agent_name = ?3,
                         agent_image = ?4, updated_at = {NOW} WHERE id = ?1"
                ),
                params![
                    id,
                    agent.is_some(),
                    agent.and_then(|agent| agent.name.as_deref()),
                    agent.and_then(|agent| agent.image.as_deref()),
                ],
            )
        })?;
        Ok(())
    }
}

fn conversation(row: &Row) -> Result<Conversation> {
    let is_human_handled = row.get("is_human_handled")?;
    let agent = HumanAgent {
        name: row.get("agent_name")?,
        image: row.get("agent_image")?,
    };
    Ok(Conversation {
        object: "conversation",
        id: row.get("id")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
        status: row.get("status")?,
        closed_at: row.get("closed_at")?,
        close_reason: row.get("close_reason")?,
        last_interaction_at: row.get("last_interaction_at")?,
        is_human_handled,
        human_agent: Some(agent).filter(|_| is_human_handled),
        title: row.get("title")?,
        visitor_id: row.get("visitor_id")?,
        page_url: row.get("page_url")?,
    })
}
