//! The full-text index over the documentation, rebuilt at every start.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Mutex;

use rusqlite::{Connection, Result, Row, params};

use super::sections::{self, Section};
use super::words::terms;
use crate::error::Error;
use crate::state::lock;

pub(crate) struct Index {
    db: Mutex<Connection>,
    built_at: String,
}

pub(crate) struct Hit {
    pub section: Section,
    /// The higher, the better.
    pub score: f64,
}

impl Index {
    pub fn build(docs: &[PathBuf]) -> std::result::Result<Index, Error> {
        Index::of(&sections::read(docs)?).map_err(Error::Index)
    }

    pub(super) fn of(sections: &[Section]) -> Result<Index> {
        let db = Connection::open_in_memory()?;
        db.execute_batch(
            "CREATE VIRTUAL TABLE sections USING fts5(
                 title, text, id UNINDEXED, file UNINDEXED, slug UNINDEXED,
                 tokenize = 'porter unicode61');",
        )?;
        for one in sections {
            db.execute(
                "INSERT INTO sections (title, text, id, file, slug) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![one.title, one.text, one.id, one.file, one.slug],
            )?;
        }
        let now = "SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";
        let built_at = db.query_row(now, [], |row| row.get(0))?;
        Ok(Index {
            db: Mutex::new(db),
            built_at,
        })
    }

    pub fn built_at(&self) -> &str {
        &self.built_at
    }

    /// The sections that are about the question, best first. One that has only a few of its words
    /// is not about it.
    pub fn search(&self, question: &str, most: u32) -> Result<Vec<Hit>> {
        let terms = terms(question);
        if terms.is_empty() {
            return Ok(Vec::new());
        }
        let db = lock(&self.db);
        let found = count_terms(&db, &terms)?;
        let mut statement = db.prepare(
            "SELECT rowid, *, bm25(sections, 6.0, 1.0) AS rank_of_row
             FROM sections WHERE sections MATCH ?1",
        )?;
        let mut hits = Vec::new();
        let mut rows = statement.query([any_of(&terms)])?;
        while let Some(row) = rows.next()? {
            let matched = found.get(&row.get("rowid")?).copied().unwrap_or_default();
            let share = f64::from(matched) / terms.len() as f64;
            if share >= 0.3 {
                let rank: f64 = row.get("rank_of_row")?;
                hits.push(Hit {
                    section: section(row)?,
                    score: share * share * -rank,
                });
            }
        }
        hits.sort_by(|a, b| b.score.total_cmp(&a.score));
        let enough = hits.first().map_or(0.0, |best| best.score * 0.4);
        hits.retain(|hit| hit.score >= enough);
        hits.truncate(most as usize);
        Ok(hits)
    }

    /// One page of all sections, or of those that match, in the order of the files.
    pub fn browse(&self, query: &str, limit: u32, offset: u32) -> Result<(Vec<Section>, u32)> {
        let terms = terms(query);
        let chosen = match terms.is_empty() {
            true => "FROM sections WHERE ?1 = ''",
            false => "FROM sections WHERE sections MATCH ?1",
        };
        let wanted = any_of(&terms);
        let db = lock(&self.db);
        let total = db.query_row(&format!("SELECT count(*) {chosen}"), [&wanted], |row| {
            row.get(0)
        })?;
        let page = format!("SELECT * {chosen} ORDER BY rowid LIMIT ?2 OFFSET ?3");
        let mut statement = db.prepare(&page)?;
        let rows = statement.query_map(params![wanted, limit, offset], section)?;
        Ok((rows.collect::<Result<_>>()?, total))
    }

    /// The sections of one file, in order.
    pub fn file(&self, name: &str) -> Result<Vec<Section>> {
        let db = lock(&self.db);
        let mut statement = db.prepare("SELECT * FROM sections WHERE file = ?1 ORDER BY rowid")?;
        let rows = statement.query_map([name], section)?;
        rows.collect()
    }
}

/// How many of the terms each row has.
fn count_terms(db: &Connection, terms: &[String]) -> Result<HashMap<i64, u32>> {
    let mut found = HashMap::new();
    let mut statement = db.prepare("SELECT rowid FROM sections WHERE sections MATCH ?1")?;
    for term in terms {
        let rows = statement.query_map([any_of(std::slice::from_ref(term))], |row| row.get(0))?;
        for row in rows {
            *found.entry(row?).or_default() += 1;
        }
    }
    Ok(found)
}

/// Terms are letters and digits only, so that quoting them is safe.
fn any_of(terms: &[String]) -> String {
    terms
        .iter()
        .map(|term| format!("\"{term}\""))
        .collect::<Vec<_>>()
        .join(" OR ")
}

fn section(row: &Row) -> Result<Section> {
    Ok(Section {
        id: row.get("id")?,
        file: row.get("file")?,
        title: row.get("title")?,
        slug: row.get("slug")?,
        text: row.get("text")?,
    })
}
