//! What is said aloud: of answers, of who gives them, of the end.

use super::harness::*;
use crate::api::Reply;
use crate::api::answer::Delta;
use crate::chat::Announcement;
use crate::chat::command::{CallId, Timer};
use crate::chat::conversation::Person;
use crate::chat::event::Fact;
use crate::chat::message::{Author, Part, Progress};
use proptest::prelude::*;

fn said(story: &Story) -> Vec<String> {
    let all = story.chat.announcements().iter();
    let told = all.map(|(_, what)| match what {
        Announcement::Answering => "…".to_owned(),
        Announcement::Reply(author, text) => match name(author) {
            "assistant" => text.trim().to_owned(),
            name => format!("{name}: {}", text.trim()),
        },
        Announcement::Copied => "copied".to_owned(),
        Announcement::Unread(count) => format!("unread {count}"),
        Announcement::Answers(author) => format!("{} answers", name(author)),
        Announcement::Ended(reason) => format!("ended {}", reason.as_deref().unwrap_or_default()),
    });
    told.collect()
}

fn name(author: &Author) -> &str {
    match author {
        Author::HumanAgent(person) => person.name.as_deref().unwrap_or("somebody"),
        Author::Visitor => "visitor",
        Author::Assistant => "assistant",
    }
}

fn person(name: &str) -> Person {
    Person {
        name: Some(name.into()),
        picture: None,
    }
}

fn more(story: &mut Story, id: CallId, part: usize, text: &str) {
    let text = text.into();
    story.fact(Fact::Streamed(id, vec![Delta::Appended { part, text }]));
}

fn end(story: &mut Story, id: CallId) {
    story.fact(Fact::Streamed(id, vec![Delta::Finished]));
    story.stream_ends(id);
}

/// Paragraphs of about a hundred letters.
fn paragraph(letter: &str) -> String {
    letter.repeat(100)
}

#[test]
fn a_short_answer_is_said_once_when_it_is_complete() {
    let mut story = Story::talking();
    story.say("More");
    let before = said(&story).len();
    let id = story.stream_begins("One.\n\nTwo.\n\n");
    assert_eq!(said(&story)[before..], ["…"]);
    more(&mut story, id, 0, "Three.");
    end(&mut story, id);
    assert_eq!(said(&story)[before..], ["…", "One.\n\nTwo.\n\nThree."]);
}

#[test]
fn a_long_answer_is_said_in_finished_blocks_and_nothing_twice() {
    let mut story = Story::talking();
    story.say("More");
    let blocks: Vec<String> = ["a", "b", "c", "d", "e"].map(paragraph).into();
    let before = said(&story).len();
    let id = story.stream_begins("");
    // Token by token, so that both line breaks never come at once.
    for letter in blocks.join("\n\n").chars() {
        more(&mut story, id, 0, letter.encode_utf8(&mut [0; 4]));
    }
    let first = blocks[..3].join("\n\n");
    assert_eq!(said(&story)[before..], ["…".to_owned(), first.clone()]);
    end(&mut story, id);
    let rest = blocks[3..].join("\n\n");
    assert_eq!(said(&story)[before..], ["…".to_owned(), first, rest]);
}

#[test]
fn a_piece_never_ends_inside_code() {
    let mut story = Story::talking();
    story.say("More");
    let before = said(&story).len();
    let id = story.stream_begins("");
    let code = format!(
        "```rust\n{}\n\n~~~\n\n{}\n\n",
        "a".repeat(200),
        "b".repeat(200)
    );
    for letter in code.chars() {
        more(&mut story, id, 0, letter.encode_utf8(&mut [0; 4]));
    }
    assert_eq!(said(&story)[before..], ["…"]);
    more(&mut story, id, 0, "```\n\nAnd so on.");
    assert_eq!(said(&story).last().unwrap().as_str(), format!("{code}```"));
}

#[test]
fn the_end_of_a_part_is_the_end_of_a_block() {
    let mut story = Story::talking();
    story.say("More");
    let before = said(&story).len();
    let id = story.stream_begins("Let me look.");
    let link = Part::Link {
        label: "Track".into(),
        href: "https://a.example".into(),
    };
    story.fact(Fact::Streamed(id, vec![Delta::Opened(link)]));
    let text = Part::Text("It is here.".into());
    story.fact(Fact::Streamed(id, vec![Delta::Opened(text)]));
    end(&mut story, id);
    assert_eq!(said(&story)[before..], ["…", "Let me look.", "It is here."]);
}

#[test]
fn an_answer_that_was_said_to_its_end_is_not_said_again() {
    let mut story = Story::talking();
    story.say("More");
    let long = paragraph("é").repeat(3);
    let id = story.stream_begins(&format!("{long}\n\n"));
    let before = said(&story).len();
    assert_eq!(said(&story)[before - 1], long);
    end(&mut story, id);
    assert_eq!(said(&story).len(), before);
}

#[test]
fn a_step_that_takes_its_text_back_says_what_it_says_instead() {
    let mut story = Story::talking();
    story.say("More");
    let id = story.stream_begins(&format!("{}\n\nand", paragraph("a").repeat(3)));
    let deltas = vec![Delta::Truncated(0), Delta::Opened(Part::Text("b".into()))];
    story.fact(Fact::Streamed(id, deltas));
    end(&mut story, id);
    assert_eq!(said(&story).last().unwrap(), "b");
}

#[test]
fn only_the_last_few_are_kept_each_with_a_number_of_its_own() {
    let mut story = Story::talking();
    for _ in 0..20 {
        story.fact(Fact::Copied);
    }
    let numbers = story.chat.announcements().iter().map(|(number, _)| *number);
    let numbers: Vec<_> = numbers.collect();
    assert_eq!(numbers.len(), 8);
    assert!(numbers.windows(2).all(|pair| pair[1] == pair[0] + 1));
}

#[test]
fn who_answers_from_now_on_is_said_each_time_that_it_changes() {
    let mut story = Story::talking();
    for (human, agent, heard) in [
        (false, None, None),
        (true, None, Some("somebody answers")),
        (true, None, None),
        (true, Some("Grace"), Some("Grace answers")),
        (true, Some("Grace"), None),
        (true, Some("Ada"), Some("Ada answers")),
        (false, None, Some("assistant answers")),
        (false, None, None),
    ] {
        let before = said(&story).len();
        story.conversation.human_handled = human;
        story.conversation.human_agent = agent.map(person);
        story.hide().show().refresh();
        let heard: Vec<&str> = heard.into_iter().collect();
        assert_eq!(said(&story)[before..], heard, "{human} {agent:?}");
    }
}

#[test]
fn who_has_taken_a_message_is_said_once_when_a_look_could_tell_their_name() {
    for (agent, heard) in [(Some("Grace"), "Grace answers"), (None, "somebody answers")] {
        let mut story = Story::talking();
        let before = said(&story).len();
        story.say("A person, please").reply("send", Reply::Accepted);
        story.conversation.human_handled = true;
        story.conversation.human_agent = agent.map(person);
        story.server_says("A person, please", "");
        story.refresh();
        assert_eq!(said(&story)[before..], [heard]);
        story.hide().show().refresh();
        assert_eq!(said(&story)[before..], [heard], "once");
    }
}

#[test]
fn what_a_person_says_is_said_with_their_name_and_needs_no_other_word_of_them() {
    let mut story = Story::talking();
    story.conversation.human_handled = true;
    story.conversation.human_agent = Some(person("Grace"));
    let by = Author::HumanAgent(person("Grace"));
    let hello = theirs("h1", by, "Hello", Progress::Complete);
    story.server.push(hello);
    let before = said(&story).len();
    story.hide().show().refresh();
    assert_eq!(said(&story)[before..], ["Grace: Hello"]);
}

#[test]
fn what_comes_to_a_hidden_panel_is_said_as_what_is_unread() {
    let mut story = Story::talking();
    story.conversation.human_handled = true;
    story.hide().show().refresh();
    let says = |story: &mut Story, text: &str| {
        let id = format!("h{}", story.server.len());
        let by = Author::HumanAgent(person("Grace"));
        story.server.push(theirs(&id, by, text, Progress::Complete));
        let before = said(story).len();
        story.ring(Timer::Poll).refresh();
        said(story).split_off(before)
    };
    assert_eq!(says(&mut story, "Hello"), ["Grace: Hello"]);
    story.hide();
    assert_eq!(says(&mut story, "Still there?"), ["unread 1"]);
    assert_eq!(says(&mut story, "Good bye"), ["unread 2"]);
    let before = said(&story).len();
    story.ring(Timer::Poll).refresh();
    story.show().hide();
    assert_eq!(said(&story).len(), before, "nothing new");
    // What is left unread by the visitor is no news when the panel is hidden.
    story.show().refresh();
    story.fact(Fact::AtEnd(false));
    assert_eq!(says(&mut story, "One more"), ["Grace: One more"]);
    assert_eq!(story.chat.unread(), 1);
    let before = said(&story).len();
    story.hide();
    assert_eq!(said(&story).len(), before);
}

#[test]
fn who_answers_and_the_end_are_said_of_a_hidden_panel_too_and_its_replies_only_counted() {
    let mut story = Story::talking();
    story.conversation.human_handled = true;
    story.hide().show().refresh();
    let before = said(&story).len();
    story.hide();
    let by = Author::HumanAgent(person("Grace"));
    for (id, text) in [("h1", "Hello"), ("h2", "Bye")] {
        story.conversation.human_agent = Some(person("Grace"));
        let reply = theirs(id, by.clone(), text, Progress::Complete);
        story.server.push(reply);
        if id == "h2" {
            story.server_closes("Sold out");
        }
        story.ring(Timer::Poll).refresh();
    }
    let heard = ["Grace answers", "unread 1", "ended Sold out", "unread 2"];
    assert_eq!(said(&story)[before..], heard);
    story.show();
    if !story.outstanding("fetch").is_empty() {
        story.refresh();
    }
    assert_eq!(said(&story)[before..], heard, "once");
}

#[test]
fn the_end_is_said_once_whoever_ends_it_and_behind_the_last_words() {
    for (by_visitor, reason, heard) in [
        (true, "Done", "ended Done"),
        (true, "", "ended "),
        (false, "Sold out", "ended Sold out"),
    ] {
        let mut story = Story::talking();
        let before = said(&story).len();
        if by_visitor {
            story.close_with(reason).reply("close", Reply::Closed);
        }
        story.server_closes(reason);
        if !by_visitor {
            let last = theirs("m9", Author::Assistant, "Bye", Progress::Complete);
            story.server.push(last);
            story.hide().show();
        }
        story.refresh();
        let words = if by_visitor {
            vec![heard]
        } else {
            vec!["Bye", heard]
        };
        assert_eq!(said(&story)[before..], words);
        story.hide().show();
        if !story.outstanding("fetch").is_empty() {
            story.refresh();
        }
        assert_eq!(said(&story)[before..], words, "once");
    }
}

/// What came, whether as a part of its own, and how often again.
fn pieces() -> impl Strategy<Value = Vec<(String, bool)>> {
    let words = [
        "a", "é ", "\n", "\n\n", "\r\n", "```\n", "````", "~~~\n", "> ", "- ", "    ", "word ",
    ];
    let piece = prop::sample::select(words.to_vec()).prop_map(str::to_owned);
    let long = Just("long ".repeat(30));
    let text = prop_oneof![5 => piece, 1 => long];
    prop::collection::vec((text, prop::bool::weighted(0.1)), 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_of_an_answer_is_said_and_nothing_twice(pieces in pieces()) {
        let mut story = Story::talking();
        story.say("More");
        let id = story.stream_begins("");
        let (mut wanted, mut heard) = (String::new(), Vec::new());
        let mut hear = |story: &Story| {
            for (number, what) in story.chat.announcements() {
                if let Announcement::Reply(_, text) = what && heard.last().is_none_or(|(known, _)| known < number) {
                    heard.push((*number, text.clone()));
                }
            }
        };
        hear(&story);
        let before = story.chat.announcements().last().map_or(0, |(number, _)| *number);
        let mut part = 0;
        for (text, opens) in pieces {
            wanted.push_str(&text);
            if opens {
                part += 1;
                story.fact(Fact::Streamed(id, vec![Delta::Opened(Part::Text(text))]));
            } else {
                more(&mut story, id, part, &text);
            }
            hear(&story);
        }
        end(&mut story, id);
        hear(&story);
        let heard = heard.into_iter().filter(|(number, _)| *number > before).map(|(_, text)| text);
        let squeezed = |text: String| text.split_whitespace().collect::<String>();
        prop_assert_eq!(squeezed(heard.collect()), squeezed(wanted));
    }
}
