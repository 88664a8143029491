use rusqlite::{Result, params};
use serde_json::{Value, json};

use super::{Store, new_id};

/// The moment of a message that is `?` minutes old, as the contract writes it.
const AGO: &str = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-' || ?2 || ' minutes')";

impl Store {
    /// An open conversation that has been going on for long: a message every three minutes up to
    /// now, questions and answers in turn. Returns its id.
    pub fn seed_conversation(&self, visitor: &str, messages: u32) -> Result<String> {
        let id = new_id();
        self.with(|db| {
            let changes = db.transaction()?;
            changes.execute(
                &format!(
                    "INSERT INTO conversations (id, visitor_id, created_at, updated_at,
                         last_interaction_at, title)
                     VALUES (?1, ?3, {AGO}, {AGO}, {AGO}, 'A long conversation')"
                ),
                params![id, messages * 3, visitor],
            )?;
            let mut add = changes.prepare(&format!(
                "INSERT INTO messages (id, conversation_id, created_at, role, parts, status)
                 VALUES (?1, ?3, {AGO}, ?4, ?5, 'complete')"
            ))?;
            for number in 1..=messages {
                let age = (messages - number) * 3;
                let (role, text) = if !number.is_multiple_of(2) {
                    ("user", question(number))
                } else {
                    ("assistant", answer(number))
                };
                add.execute(params![new_id(), age, id, role, parts(&text)])?;
            }
            drop(add);
            changes.commit()
        })?;
        Ok(id)
    }
}

fn parts(text: &str) -> String {
    let parts: Value = json!([{ "type": "text", "text": text }]);
    parts.to_string()
}

fn question(number: u32) -> String {
    let topics = ["oak", "birch", "beech", "ash"];
    let topic = topics
        .get(number as usize / 2 % topics.len())
        .unwrap_or(&"");
    format!("Question {number}: how long should {topic} dry before it burns well?")
}

/// Of the usual length; some have a list.
fn answer(number: u32) -> String {
    let list = "\n\n- split it before winter\n- stack it **off the ground**\n- cover only the top";
    format!(
        "Answer {number}: about *two summers*, under a roof and with air from every side. The \
         [guide](https://example.com/wood/{number}) tells how to measure what water is left.{}",
        if number.is_multiple_of(4) { list } else { "" }
    )
}
