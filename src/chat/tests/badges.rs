//! What is unread in two tabs of one visitor: what one of them shows and the other does not.

use super::harness::*;
use crate::api::Reply;
use crate::api::secret::Secret;
use crate::chat::command::HostEvent;
use crate::chat::conversation::{Person, Profile};
use crate::chat::event::Fact;
use crate::chat::message::{Author, Progress};
use crate::chat::tabs::Hint;
use crate::chat::{Device, Seen};
use crate::options::Options;

/// Two tabs that show the same conversation.
struct Tabs([Story; 2]);

impl Tabs {
    fn new() -> Self {
        let mut tabs = Self([Story::talking(), Story::talking()]);
        tabs.hear();
        tabs
    }

    /// Each tab hears what the other has told, and looks where that makes it look.
    fn hear(&mut self) {
        while self.0.iter().any(|tab| !tab.hints.is_empty()) {
            for at in [0, 1] {
                for hint in std::mem::take(&mut self.0[at].hints) {
                    self.0[1 - at].fact(Fact::Told(hint));
                }
            }
            self.look();
        }
    }

    fn look(&mut self) {
        for tab in &mut self.0 {
            while !tab.outstanding("fetch").is_empty() {
                tab.refresh();
            }
        }
    }

    /// A person writes, and the first tab learns of it.
    fn person_writes(&mut self, text: &str) {
        for tab in &mut self.0 {
            let id = format!("p{}", tab.server.len());
            let person = Author::HumanAgent(Person::default());
            tab.server
                .push(theirs(&id, person, text, Progress::Complete));
        }
        let [first, _] = &mut self.0;
        first.fact(Fact::PageVisible(false));
        first.fact(Fact::PageVisible(true)).refresh();
        self.hear();
    }

    fn unread(&self) -> [u32; 2] {
        [self.0[0].chat.unread(), self.0[1].chat.unread()]
    }

    fn requests(&self) -> usize {
        self.0[1].calls.len()
    }
}

fn counts(story: &Story) -> Vec<u32> {
    let counts = story.events.iter().filter_map(|event| match event {
        HostEvent::Unread(count) => Some(*count),
        _ => None,
    });
    counts.collect()
}

/// The first tab has its panel shown, with something else than the newest message on screen.
fn scrolled_away() -> Tabs {
    let mut tabs = Tabs::new();
    tabs.0[0].fact(Fact::AtEnd(false));
    tabs.0[1].hide();
    tabs.hear();
    tabs
}

#[test]
fn a_hidden_panel_counts_what_another_tab_has_learnt_of_without_a_request() {
    let mut tabs = scrolled_away();
    for count in [1, 2] {
        tabs.person_writes("I am here");
        assert_eq!(tabs.unread(), [count; 2]);
    }
    assert_eq!(tabs.requests(), 0);
    assert_eq!(counts(&tabs.0[1]), [1, 2]);
    assert_eq!(tabs.0[1].seen().len(), 2, "it has not looked");
}

#[test]
fn what_is_counted_before_it_is_here_is_not_counted_again() {
    let mut tabs = scrolled_away();
    tabs.person_writes("One");
    tabs.0[1].fact(Fact::AtEnd(false)).show();
    tabs.look();
    assert_eq!(tabs.0[1].seen().len(), 3);
    tabs.hear();
    assert_eq!(tabs.unread(), [1, 1]);
    tabs.person_writes("Two");
    assert_eq!(tabs.unread(), [2, 2]);
}

#[test]
fn what_is_seen_in_one_tab_is_not_unread_in_the_other() {
    let mut tabs = scrolled_away();
    tabs.person_writes("One");
    tabs.person_writes("Two");
    tabs.0[1].show();
    tabs.look();
    tabs.hear();
    assert_eq!(tabs.unread(), [0, 0]);
    assert_eq!(counts(&tabs.0[0]), [1, 2, 0]);
    assert_eq!(counts(&tabs.0[1]), [1, 2, 0]);
}

#[test]
fn what_the_visitor_sees_at_once_is_unread_nowhere() {
    let mut tabs = Tabs::new();
    tabs.0[1].hide();
    tabs.person_writes("One");
    assert_eq!(tabs.unread(), [0, 0]);
    assert_eq!(counts(&tabs.0[1]), [0; 0]);
    // Nor once it is fetched where the end is out of sight.
    tabs.0[1].fact(Fact::AtEnd(false)).show();
    tabs.look();
    tabs.hear();
    assert_eq!(tabs.0[1].seen().len(), 3);
    assert_eq!(tabs.unread(), [0, 0]);
}

#[test]
fn what_came_after_what_the_other_tab_has_seen_stays_unread() {
    let mut tabs = scrolled_away();
    tabs.person_writes("One");
    let [first, second] = &mut tabs.0;
    let person = Author::HumanAgent(Person::default());
    let later = theirs("later", person, "Two", Progress::Complete);
    second.show();
    second.refresh();
    first.server.push(later);
    first.fact(Fact::PageVisible(false));
    first.fact(Fact::PageVisible(true)).refresh();
    assert_eq!(first.chat.unread(), 2);
    for hint in std::mem::take(&mut second.hints) {
        first.fact(Fact::Told(hint));
    }
    assert_eq!(
        first.chat.unread(),
        1,
        "the second has not seen the later one"
    );
}

#[test]
fn an_answer_that_nobody_saw_is_unread_in_both() {
    let mut tabs = Tabs::new();
    tabs.0[1].hide();
    tabs.0[0].say("More").hide().stream("Sure");
    for tab in &mut tabs.0 {
        tab.server_says("More", "Sure");
    }
    tabs.look();
    tabs.hear();
    assert_eq!(tabs.unread(), [1, 1]);
    tabs.0[1].show();
    tabs.look();
    tabs.hear();
    assert_eq!(tabs.unread(), [0, 0]);
}

#[test]
fn a_tab_that_has_shown_no_conversation_yet_counts_too() {
    let device = Device {
        stored: Some(Secret::new("new-device")),
        ..new_device()
    };
    let mut idle = Story::of(key_options(), device, true);
    let mut tabs = scrolled_away();
    idle.server.clone_from(&tabs.0[0].server);
    tabs.0[1] = idle;
    tabs.person_writes("One");
    assert_eq!((tabs.unread(), tabs.requests()), ([1, 1], 0));
    let idle = &mut tabs.0[1];
    idle.show().identify();
    idle.reply("find", Reply::Found(Some("c1".into())))
        .refresh();
    tabs.look();
    tabs.hear();
    assert_eq!(tabs.unread(), [0, 0]);
}

#[test]
fn another_conversation_or_visitor_counts_nothing_here() {
    let mut tabs = scrolled_away();
    tabs.0[1] = Story::talking();
    tabs.0[1].hide();
    let ticket = tabs.0[1].page_opens("c2");
    tabs.0[1].conversation.id = "c2".into();
    tabs.0[1].refresh();
    assert!(tabs.0[1].outcome(ticket).is_some());
    tabs.person_writes("One");
    assert_eq!(tabs.unread(), [1, 0]);
    // Nor does that of a visitor who was never here, or is somebody else.
    let mut nobody = Story::with_key();
    let mut other = Story::with_token();
    let id = Some("v2".into());
    let person = Person::default();
    let profile = Profile { id, person };
    other.show().reply("verify", Reply::Verified(profile));
    other.reply("find", Reply::Found(None)).hide();
    for hint in [
        unread("c1", 0, 1),
        unread("c1", crate::hash::hash(&["v1"]), 1),
    ] {
        nobody.fact(Fact::Told(hint.clone()));
        other.fact(Fact::Told(hint));
    }
    assert_eq!((nobody.chat.unread(), other.chat.unread()), (0, 0));
}

#[test]
fn a_hidden_panel_whose_conversation_is_over_counts_that_of_the_next_one() {
    let mut story = Story::talking();
    story.server_closes("done");
    let closed = |story: &mut Story, conversation: &str| {
        let conversation = conversation.into();
        story.fact(Fact::Told(Hint::Changed {
            conversation,
            visitor: 0,
        }));
    };
    closed(&mut story, "c1");
    story.refresh().hide();
    story.fact(Fact::Told(unread("c2", 0, 1)));
    assert_eq!(story.chat.unread(), 0, "it is not known to go on there");
    closed(&mut story, "c2");
    story.hints.clear();
    story.fact(Fact::Told(unread("c2", 0, 1)));
    story.fact(Fact::Told(unread("c2", 0, 2)));
    assert_eq!(counts(&story), [1, 2]);
    assert_eq!(story.hints, [], "of its own it has nothing to tell");
    assert!(story.calls.is_empty());
    story.fact(Fact::Told(unread("c2", 0, 0)));
    assert_eq!(counts(&story), [1, 2, 0], "it was seen there");
    story.fact(Fact::Told(unread("c2", 0, 1))).show();
    story.conversation = conversation("c2");
    story
        .reply("find", Reply::Found(Some("c2".into())))
        .refresh();
    assert_eq!(story.chat.unread(), 0);
}

#[test]
fn who_reads_a_conversation_that_is_over_goes_on_reading() {
    let mut story = Story::returning();
    story.show().identify().reply("find", Reply::Found(None));
    story.server_says("Earlier", "Yes?");
    story.server_closes("done");
    story.fact(Fact::ConversationPicked("c1".into())).refresh();
    story.hide().fact(Fact::Told(Hint::Changed {
        conversation: "c2".into(),
        visitor: 0,
    }));
    story.fact(Fact::Told(unread("c2", 0, 1)));
    assert_eq!(story.chat.unread(), 0);
}

fn unread(conversation: &str, visitor: u64, count: u32) -> Hint {
    Hint::Unread {
        conversation: conversation.into(),
        visitor,
        until: "m9".into(),
        at: 5,
        count,
    }
}

#[test]
fn a_conversation_that_is_left_or_forgotten_has_nothing_unread_here() {
    for fact in [
        Fact::NewConversationAsked,
        Fact::Reset {
            fresh: Secret::new("fresh"),
        },
    ] {
        let mut tabs = scrolled_away();
        tabs.person_writes("One");
        tabs.0[1].fact(fact);
        assert_eq!(tabs.0[1].chat.unread(), 0);
    }
}

#[test]
fn how_far_a_conversation_was_seen_elsewhere_is_known_here_and_not_forgotten_by_what_is_kept() {
    let mut story = Story::talking();
    story.hide();
    story.fact(Fact::Told(unread("c7", 0, 0)));
    story.fact(Fact::Told(unread("c8", 0, 1)));
    story.server[1].at = Some(2_000_000);
    story.show().refresh();
    let seen = Seen::read(&story.seen);
    assert_eq!(seen.until("c7"), 5);
    assert_eq!(seen.until("c8"), 1, "it was not seen");
}

#[test]
fn a_tab_says_once_what_is_unread_and_nothing_where_nobody_else_has_the_conversation() {
    let mut story = Story::talking();
    story.hints.clear();
    story.fact(Fact::Drafted("x".into())).hide();
    story.show().refresh();
    assert_eq!(story.hints, []);
    for options in [
        silent_options(),
        Options {
            transport: crate::options::Transport::Completions,
            ..key_options()
        },
    ] {
        let mut story = Story::of(options, new_device(), true);
        story.show().say("Hello");
        if story.outstanding("identify").len() == 1 {
            story.identify();
        }
        story.start();
        let unread = |hint: &Hint| matches!(hint, Hint::Unread { .. });
        assert!(!story.hints.iter().any(unread));
    }
}
