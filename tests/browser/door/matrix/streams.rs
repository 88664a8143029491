//! What can go wrong with a streamed answer.

use super::backend::said;
use super::faults::{Fault, How};

/// Where an answer is cut, every so many bytes.
const STEP: usize = 7;

/// Every way in which the answer to these words can come wrong.
pub fn of(words: &str) -> Vec<Fault> {
    let answer = said(&format!("Answer to {words} \u{f6}\u{1F525}"), true);
    let bytes = answer.as_bytes();
    let events: Vec<&str> = answer.split_inclusive("\n\n").collect();
    let mut all = Vec::new();
    let mut add = |name: String, performed, pieces, end| {
        let how = How::Pieces(pieces, end);
        all.push(Fault {
            name,
            how,
            performed,
            once: false,
        });
    };
    let letters = answer.find('\u{f6}').unwrap();
    let near = |at: &usize| at.is_multiple_of(STEP) || (letters..letters + 7).contains(at);
    for at in (0..=bytes.len()).filter(near) {
        let (before, after) = bytes.split_at(at);
        let name = format!("cut-{}", place(&events, at));
        add(name, true, vec![before.to_vec()], "cut");
        let both = vec![before.to_vec(), after.to_vec()];
        add("split".into(), true, both, "end");
    }
    for at in 0..events.len() {
        let so_far = events[..at].concat();
        let place = place(&events, so_far.len());
        let mut add = |name: &str, performed, bytes: String, end| {
            add(name.into(), performed, vec![bytes.into_bytes()], end);
        };
        // The backend lost the message with its answer; it fell silent; it said that it failed.
        add(&format!("lost-{place}"), false, so_far.clone(), "cut");
        add(&format!("silent-{place}"), true, so_far.clone(), "silence");
        add(&format!("ended-{place}"), true, so_far.clone(), "end");
        for kind in ["error", "abort"] {
            let event = format!("data: {{\"type\":\"{kind}\",\"errorText\":\"upstream\"}}\n\n");
            add(
                &format!("{kind}-{place}"),
                true,
                so_far.clone() + &event,
                "end",
            );
        }
        let with = |event: &str| [so_far.as_str(), event, &events[at..].concat()].concat();
        add(&format!("doubled-{at}"), true, with(events[at]), "end");
        for garbage in ["data: {\n\n", "data: 7\n\n", "\u{0}\u{fffd}\n\n<html>\n"] {
            add("garbage", true, with(garbage), "end");
        }
        let mut swapped = events.clone();
        swapped.swap(at, (at + 1) % events.len());
        add(&format!("swapped-{at}"), true, swapped.concat(), "end");
        let mut dropped = events.clone();
        dropped.remove(at);
        add(&format!("dropped-{at}"), true, dropped.concat(), "end");
    }
    all
}

/// How far an answer of so many bytes has come.
fn place(events: &[&str], bytes: usize) -> &'static str {
    let mut end = 0;
    let ends = events.iter().map(|event| {
        end += event.len();
        end - 2
    });
    match ends.filter(|end| *end <= bytes).count() {
        0..=2 => "before-words",
        3 => "amid-words",
        4..=5 => "behind-words",
        _ => "after-end",
    }
}
