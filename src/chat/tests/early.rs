//! Before the rest of the panel is there: what a visitor does is seen at once and taken in later.

mod forgetting;

use super::harness::*;
use super::silent;
use crate::api::secret::Secret;
use crate::api::{MESSAGE_LIMIT, Reply};
use crate::chat::command::{Command, Focus, HostEvent};
use crate::chat::event::Fact;
use crate::chat::notice::{Action, Kind};
use crate::chat::{Device, Kept, Onward, Screen};
use crate::options::Options;

/// A chat, and the facts that wait.
struct Early(Story, Vec<Fact>);

impl Early {
    fn of(mut story: Story) -> Self {
        story.chat.await_rest();
        Self(story, Vec::new())
    }

    fn fact(&mut self, fact: Fact) -> &mut Self {
        let options = self.1.iter().rev().find_map(Fact::options);
        let foreseen = self.0.chat.foresee(&fact, options);
        for command in foreseen.commands {
            self.0.note(command);
        }
        if foreseen.forgets {
            self.1.retain(Fact::outlasts_visitor);
        }
        self.1.extend(Some(fact).filter(|_| foreseen.waits));
        self
    }

    fn say(&mut self, text: &str) -> &mut Self {
        self.fact(Fact::Drafted(text.into()));
        self.submit(text)
    }

    fn submit(&mut self, text: &str) -> &mut Self {
        self.fact(Fact::Submitted {
            text: text.into(),
            page: here(),
            ticket: None,
        })
    }

    /// The rest is there: what has waited is taken in.
    fn end(mut self) -> Story {
        for fact in self.1 {
            self.0.fact(fact);
        }
        self.0.fact(Fact::Ready);
        self.0
    }
}

#[test]
fn a_panel_is_shown_and_hidden_at_once_and_the_page_is_told_once() {
    let mut early = Early::of(Story::with_key());
    early.fact(Fact::Shown).fact(Fact::Shown);
    assert!(early.0.chat.shown());
    assert_eq!(early.0.chat.screen(), Screen::Home);
    assert_eq!(early.0.kept_shown, Some(Onward::Shown));
    assert_eq!(early.0.orders, [Command::Focus(Focus::Composer)]);
    early.fact(Fact::Hidden).fact(Fact::Hidden);
    assert_eq!(early.0.kept_shown, Some(Onward::Hidden));
    early.fact(Fact::Shown);
    let story = early.end();
    use HostEvent::{Hide, Show};
    assert_eq!(story.events, [Show, Hide, Show]);
    assert!(story.chat.shown());
    assert!(!story.chat.awaits_rest());
}

#[test]
fn what_is_submitted_early_leaves_the_composer_and_is_sent_later() {
    let mut early = Early::of(Story::with_key());
    early.fact(Fact::Shown).say("Hello");
    assert_eq!(early.0.chat.composer().draft, "");
    assert_eq!(early.0.chat.screen(), Screen::Loading);
    assert!(early.0.calls.is_empty());
    early.fact(Fact::Drafted("And".into()));
    let mut story = early.end();
    assert_eq!(story.chat.screen(), Screen::Conversation);
    assert_eq!(story.draft(), "And");
    story.identify().start().stream("Hi!");
    assert_eq!(story.seen(), ["> Hello", "Hi!"]);
    assert_eq!(story.draft(), "And");
}

#[test]
fn several_messages_are_sent_in_their_order() {
    let mut early = Early::of(Story::with_key());
    early.fact(Fact::Shown).say("One").say("Two");
    let mut story = early.end();
    story.identify().start().stream("1").refresh();
    story.stream("2");
    assert_eq!(story.seen(), ["> One", "1", "> Two", "2"]);
}

#[test]
fn what_cannot_be_sent_stays_in_the_composer_and_is_told_later() {
    let long = "x".repeat(MESSAGE_LIMIT + 1);
    let mut early = Early::of(Story::with_key());
    early.fact(Fact::Shown).say(&long);
    assert_eq!(early.0.chat.composer().draft, long);
    assert_eq!(early.0.chat.screen(), Screen::Home);
    let story = early.end();
    assert_eq!(story.draft(), long);
    assert_eq!(story.kind(), Some(Kind::TooLong(MESSAGE_LIMIT)));
    let mut early = Early::of(Story::of(Options::default(), new_device(), true));
    early.fact(Fact::Shown).say("Anybody?");
    assert_eq!(early.end().draft(), "Anybody?");
}

#[test]
fn words_survive_a_reload_that_comes_before_the_rest() {
    let mut early = Early::of(Story::with_key());
    early.fact(Fact::Shown).say("Sent").say("Sent too");
    early.fact(Fact::Drafted("Half a thou".into()));
    let kept = early.0.kept.clone();
    let device = Device {
        kept,
        ..new_device()
    };
    let next = Story::of(key_options(), device, true);
    assert_eq!(next.draft(), "Sent\n\nSent too\n\nHalf a thou");
    let mut story = early.end();
    story.identify().start().stream("Yes").refresh();
    story.stream("Yes").fact(Fact::Drafted(String::new()));
    let here = Kept {
        conversation: Some("c1".into()),
        ..Kept::default()
    };
    assert_eq!(story.kept, Some(here));
}

#[test]
fn what_an_earlier_page_could_not_send_comes_back_beside_what_is_written_before_the_rest() {
    let device = Device {
        kept: Some(Kept {
            uncertain: vec![perhaps("Perhaps sent")],
            ..Kept::default()
        }),
        ..new_device()
    };
    let mut early = Early::of(Story::of(key_options(), device, true));
    early.fact(Fact::Shown).say("Sent");
    early.fact(Fact::Drafted("Half a thou".into()));
    let story = early.end();
    assert_eq!(story.draft(), "Perhaps sent\n\nHalf a thou");
    let words = story.kept.unwrap();
    assert_eq!(words.unsent, "Sent\n\nPerhaps sent\n\nHalf a thou");

    let mut early = Early::of(Story::with_key());
    let options = Options {
        account_id: Some("other".into()),
        ..key_options()
    };
    let device = Device {
        kept: Some(Kept {
            unsent: "Not sent".into(),
            ..Kept::default()
        }),
        ..new_device()
    };
    early.fact(Fact::Shown).fact(Fact::Configured {
        options: Box::new(options),
        device,
    });
    early.fact(Fact::Drafted("Half a thou".into()));
    assert_eq!(early.end().draft(), "Not sent\n\nHalf a thou");
}

#[test]
fn words_of_the_page_wait_and_are_not_in_the_composer() {
    let mut early = Early::of(Story::with_key());
    early.fact(Fact::Shown).fact(Fact::Drafted("Mine".into()));
    early.fact(Fact::Submitted {
        text: "The page's".into(),
        page: here(),
        ticket: Some(7),
    });
    assert_eq!(early.0.chat.composer().draft, "Mine");
    let mut story = early.end();
    story.identify().start().stream("Hi!");
    assert_eq!(story.seen(), ["> The page's", "Hi!"]);
    assert_eq!(story.draft(), "Mine");
}

#[test]
fn where_a_conversation_may_be_found_it_looks_like_loading_from_the_start() {
    let mut early = Early::of(Story::returning());
    assert_eq!(early.0.chat.screen(), Screen::Home);
    early.fact(Fact::Shown);
    assert_eq!(early.0.chat.screen(), Screen::Loading);
    let mut story = early.end();
    assert_eq!(story.chat.screen(), Screen::Loading);
    story.server_says("Earlier", "Yes?");
    story.identify();
    story.reply("find", Reply::Found(Some("c1".into())));
    story.refresh();
    assert_eq!(story.seen(), ["> Earlier", "Yes?"]);
}

#[test]
fn a_carried_transcript_is_shown_once_there_is_something_to_show_it() {
    let story = silent::talking();
    let seen = story.seen();
    let device = Device {
        carried: story.carried,
        ..new_device()
    };
    let mut early = Early::of(Story::of(silent_options(), device, true));
    assert_eq!(early.0.chat.screen(), Screen::Loading);
    early.fact(Fact::Shown);
    assert_eq!(early.0.chat.screen(), Screen::Loading);
    let story = early.end();
    assert_eq!(story.chat.screen(), Screen::Conversation);
    assert_eq!(story.seen(), seen);
}

#[test]
fn a_rest_that_did_not_come_is_told_once_and_costs_no_word() {
    let mut early = Early::of(Story::with_key());
    early.fact(Fact::Shown).say("Hello");
    early.0.chat.rest_is_missing();
    let notice = early.0.chat.notice().unwrap();
    assert_eq!(notice.kind, Kind::Unreachable);
    assert_eq!(notice.action, Some(Action::LoadAgain));
    early.fact(Fact::NoticeActed(Action::LoadAgain));
    assert_eq!(early.0.kind(), None);
    early.0.chat.rest_is_missing();
    early.fact(Fact::NoticeDismissed);
    assert_eq!(early.0.kind(), None);
    early.0.chat.rest_is_missing();
    let mut story = early.end();
    assert_eq!(story.kind(), None);
    story.identify().start().stream("Hi!");
    assert_eq!(story.seen(), ["> Hello", "Hi!"]);
}

#[test]
fn without_a_connection_that_is_what_is_told() {
    let mut early = Early::of(Story::of(key_options(), new_device(), false));
    early.fact(Fact::Shown);
    early.0.chat.rest_is_missing();
    assert_eq!(early.0.kind(), Some(Kind::Offline));
    let story = early.end();
    assert_eq!(story.kind(), Some(Kind::Offline));
}

#[test]
fn new_options_wait_for_their_turn() {
    let mut early = Early::of(Story::with_key());
    let options = Options {
        token: Some(Secret::new("given")),
        heading: Some("Later".into()),
        ..Options::default()
    };
    early.fact(Fact::Configured {
        options: Box::new(options),
        device: Device::default(),
    });
    assert_eq!(early.0.chat.options().heading, None);
    assert_eq!(early.end().chat.options().heading.as_deref(), Some("Later"));
}
