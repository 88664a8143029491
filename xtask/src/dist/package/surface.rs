//! The public surface as the README's tables and the published types write it.

/// A name in the first column of a table, and the other cells of its row.
#[derive(Debug, PartialEq)]
pub struct Row {
    pub name: String,
    cells: Vec<String>,
}

impl Row {
    pub fn cell(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", String::as_str)
    }
}

/// A property of the element, or a method with its parameters.
#[derive(Debug, PartialEq)]
pub struct Member {
    pub name: String,
    pub kind: String,
    pub readonly: bool,
    pub parameters: Option<Vec<String>>,
}

/// The rows of all tables whose first column is headed `heading`; several names in one cell are several rows.
pub fn rows(readme: &str, heading: &str) -> Vec<Row> {
    let mut found = Vec::new();
    let mut inside = false;
    for line in readme.lines() {
        let Some(row) = line.strip_prefix('|') else {
            inside = false;
            continue;
        };
        let mut cells = row
            .trim_end()
            .trim_end_matches('|')
            .split('|')
            .map(str::trim);
        let first = cells.next().unwrap_or_default();
        if !inside {
            inside = first == heading;
            continue;
        }
        let cells: Vec<String> = cells.map(str::to_owned).collect();
        // A table's own ruler has no backquotes.
        let names = first.split('`').skip(1).step_by(2);
        found.extend(names.map(|name| Row {
            name: name.split('(').next().unwrap_or(name).to_owned(),
            cells: cells.clone(),
        }));
    }
    found
}

/// What stands in `::part(…)`.
pub fn parts(readme: &str) -> impl Iterator<Item = &str> {
    let after = readme.split("::part(").skip(1);
    after.filter_map(|rest| rest.split(')').next())
}

/// The members that the types declare for `class`, in their order.
pub fn members(types: &str, class: &str) -> Vec<Member> {
    let head = format!("export interface {class} extends HTMLElement {{\n");
    let body = types
        .split(&head)
        .nth(1)
        .and_then(|rest| rest.split("\n}").next());
    let mut members: Vec<Member> = Vec::new();
    for line in body.unwrap_or_default().lines() {
        let Some(member) = member(line) else { continue };
        // A setter may take more than its getter gives: its type is the one that matters.
        members.retain(|other| other.name != member.name);
        members.push(member);
    }
    members
}

fn member(line: &str) -> Option<Member> {
    // Comments and what is nested are no members.
    let line = line.strip_prefix("  ")?.strip_suffix(';')?;
    let setter = line.strip_prefix("set ");
    let getter = line.strip_prefix("get ");
    let readonly = line.strip_prefix("readonly ");
    let line = setter.or(getter).or(readonly).unwrap_or(line);
    let name = line.split(|c: char| !c.is_alphanumeric()).next()?;
    let rest = line.strip_prefix(name)?;
    let (parameters, kind) = if let Some(kind) = rest.strip_prefix(": ") {
        (None, kind)
    } else {
        let (parameters, kind) = rest.strip_prefix('(')?.split_once(')')?;
        let given = parameters.split(", ").filter(|one| !one.is_empty());
        (
            Some(given.map(str::to_owned).collect::<Vec<_>>()),
            kind.trim_start_matches(": "),
        )
    };
    let kind = match (setter, &parameters) {
        (Some(_), Some(value)) => value.first()?.split_once(": ")?.1,
        _ => kind,
    };
    Some(Member {
        name: name.to_owned(),
        kind: kind.to_owned(),
        readonly: readonly.is_some(),
        parameters: parameters.filter(|_| setter.or(getter).is_none()),
    })
}

/// The type of a property as its attribute has it: without what no attribute can be, and a named choice written out.
pub fn attribute_type(types: &str, property: &str) -> String {
    let kinds = property.split(" | ");
    let kept: Vec<&str> = kinds
        .filter(|kind| !["null", "undefined", "readonly string[]"].contains(kind))
        .map(|kind| {
            let named = format!("export type {kind} = ");
            let choice = types
                .split(&named)
                .nth(1)
                .and_then(|rest| rest.split(';').next());
            choice.unwrap_or(kind)
        })
        .collect();
    kept.join(" | ")
}

/// `closeReasons` of `close-reasons`.
pub fn property_of(attribute: &str) -> String {
    let mut words = attribute.split('-');
    let mut property = words.next().unwrap_or_default().to_owned();
    for word in words {
        let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
        property.push_str(&first.to_ascii_uppercase());
        property.push_str(rest);
    }
    property
}
