//! The transcript as a text file.

use super::Ui;
use super::button::button;
use super::node::Node;
use super::when::When;
use crate::chat::Chat;
use crate::chat::message::Part;
use crate::text::Key;

/// The button.
pub fn download(ui: Ui) -> Node {
    let save = move || {
        let file = ui.store.peek(|chat| (name(chat), record(ui, chat)));
        if let Some((name, text)) = file {
            (ui.given().outside.save)(&name, &text);
        }
    };
    button("link", ui.say(Key::Download), save)
}

fn name(chat: &Chat) -> String {
    format!("chat-{}.txt", When::machine_date(When::day(chat.now())))
}

/// Who said what and when, in the words that were written: Markdown is readable as it is, and keeps
/// where links lead.
fn record(ui: Ui, chat: &Chat) -> String {
    let given = ui.given();
    let mut record = String::new();
    let mut add = |texts: &[&str]| texts.iter().for_each(|text| record.push_str(text));
    for message in chat.transcript().messages() {
        add(&[&given.text.author(&message.author)]);
        if let Some(at) = message.at {
            add(&[", ", &given.when.full(at)]);
        }
        let fate = given.text.delivery(message.delivery);
        if let Some(fate) = fate.or_else(|| given.text.progress(message.progress)) {
            add(&[", ", &fate]);
        }
        add(&[":\n"]);
        for part in &message.parts {
            match part {
                Part::Text(text) => add(&[text, "\n"]),
                Part::Link { label, href } => add(&[label, ": ", href, "\n"]),
                Part::Source { url, title } => {
                    add(&[title.as_deref().unwrap_or_default(), " ", url, "\n"]);
                }
            }
        }
        add(&["\n"]);
    }
    if let Some(ending) = chat.ending() {
        add(&[&ui.say(Key::Ended), "\n"]);
        if let Some(at) = ending.at {
            add(&[&ui.fill(Key::EndedAt, "time", &given.when.full(at)), "\n"]);
        }
        if let Some(reason) = ending.reason {
            add(&[&ui.fill(Key::EndedBecause, "reason", &reason), "\n"]);
        }
    }
    record
}
