//! Two tabs of one visitor: what each tells, and what the other does about it.

use super::harness::*;
use super::silent;
use crate::api::Reply;
use crate::api::secret::Secret;
use crate::chat::Device;
use crate::chat::Screen;
use crate::chat::command::Timer;
use crate::chat::conversation::{Person, Profile};
use crate::chat::event::Fact;
use crate::chat::message::{Author, Progress};
use crate::chat::tabs::{Hint, Rank};
use crate::hash::hash;
use crate::json::Json;
use crate::time::Millis;
use proptest::prelude::*;

fn changed() -> Hint {
    Hint::Changed {
        conversation: "c1".into(),
        visitor: 0,
    }
}

fn looks(next: Millis, rank: Rank) -> Hint {
    Hint::Looks {
        conversation: "c1".into(),
        visitor: 0,
        next,
        rank,
    }
}

const OTHER: Rank = Rank { seen: true, tab: 7 };

/// A tab with this number, in which a person answers.
fn with_person(tab: u32) -> Story {
    let device = Device {
        stored: Some(Secret::new("old-device")),
        tab,
        ..new_device()
    };
    let mut story = Story::of(key_options(), device, true);
    story.conversation.human_handled = true;
    story.server_says("Hello", "");
    story.show().identify();
    story.reply("find", Reply::Found(Some("c1".into())));
    story.refresh();
    story.forget_the_past();
    story
}

#[test]
fn every_change_is_told_and_never_what_it_was() {
    let mut story = Story::with_key();
    story.show().say("Hello").identify();
    assert_eq!(story.told, []);
    story.start();
    assert_eq!(story.told, [changed()]);
    let id = story.stream_begins("Hi");
    assert_eq!(story.told.len(), 2);
    story.stream_ends(id);
    story.server_says("Hello", "Hi!");
    story.refresh();
    let before = story.told.len();
    assert!(before >= 3);
    story.close_with("Bye");
    story.reply("close", Reply::Closed);
    assert_eq!(story.told.len(), before + 1);
    assert!(story.told.iter().all(|hint| *hint == changed()));
}

#[test]
fn a_change_elsewhere_is_looked_at_at_once_where_it_would_be_seen() {
    let mut story = Story::talking();
    story.server_says("From the other tab", "An answer");
    story.fact(Fact::Told(changed())).refresh();
    assert_eq!(story.seen()[2..], ["> From the other tab", "An answer"]);
    story.forget_the_past();
    story.fact(Fact::Told(changed())).refresh();
    assert_eq!(story.told, [], "a look tells nobody");
    story.fact(Fact::Told(Hint::Changed {
        conversation: "another".into(),
        visitor: 0,
    }));
    story.hide();
    story.fact(Fact::Told(changed()));
    assert!(story.calls.is_empty());
}

#[test]
fn a_change_elsewhere_does_not_disturb_a_turn() {
    let mut story = Story::talking();
    story.say("Mine");
    story.fact(Fact::Told(changed()));
    assert!(story.outstanding("fetch").is_empty());
    story.stream("Yes");
    story.server_says("Mine", "Yes");
    story.refresh();
    assert_eq!(story.seen()[2..], ["> Mine", "Yes"]);
}

#[test]
fn a_tab_without_a_conversation_shows_the_one_that_begins_elsewhere() {
    let mut story = Story::with_key();
    story.show();
    story.fact(Fact::VisitorStored {
        stored: Some(Secret::new("theirs")),
        fresh: Secret::new("fresh"),
    });
    assert!(story.calls.is_empty(), "nothing is asked before it begins");
    story.fact(Fact::Told(changed()));
    let crate::api::Call::Identify { visitor_id, .. } = story.call("identify") else {
        panic!()
    };
    assert_eq!(*visitor_id, Secret::new("theirs"));
    story.server_says("Hello", "Hi!");
    story.identify();
    story.reply("find", Reply::Found(Some("c1".into())));
    story.refresh();
    assert_eq!(story.seen(), ["> Hello", "Hi!"]);
}

#[test]
fn a_visitor_who_is_forgotten_in_one_tab_is_forgotten_in_all() {
    let mut story = Story::talking();
    story.fact(Fact::Drafted("A draft".into()));
    story.fact(Fact::VisitorStored {
        stored: None,
        fresh: Secret::new("fresh"),
    });
    assert_eq!(story.seen(), Vec::<String>::new());
    assert_eq!((story.draft(), &story.kept), ("", &None));
    assert_eq!(story.chat.screen(), Screen::Home);
}

fn forgotten(visitor: u64) -> Hint {
    Hint::Forgotten { visitor }
}

fn reset() -> Fact {
    Fact::Reset {
        fresh: Secret::new("fresh"),
    }
}

#[test]
fn a_visitor_of_whom_the_device_stores_nothing_is_forgotten_in_all_tabs_too() {
    let mut story = silent::talking();
    story.fact(Fact::Drafted("A draft".into()));
    let mut other = silent::talking();
    other.told.clear();
    other.fact(reset());
    assert_eq!(other.told, [forgotten(0)]);
    story.fact(Fact::Told(forgotten(0)));
    assert!(story.seen().is_empty());
    assert_eq!((story.draft(), &story.kept), ("", &None));
    assert_eq!(story.carried, Json::Null);
    story.say("Hello");
    assert_eq!(story.outstanding("start").len(), 1);
}

#[test]
fn a_visitor_whom_the_page_names_is_forgotten_in_their_own_tabs_only() {
    let named = |id: &str| {
        let mut story = Story::with_token();
        let id = Some(id.into());
        let person = Person::default();
        let profile = Profile { id, person };
        story.show().reply("verify", Reply::Verified(profile));
        story.reply("find", Reply::Found(None));
        story.fact(Fact::Drafted("A draft".into()));
        story.told.clear();
        story
    };
    let mut other = named("v1");
    other.fact(reset());
    let hint = other.told.pop().unwrap();
    for (id, draft) in [("v1", ""), ("v2", "A draft")] {
        let mut story = named(id);
        story.fact(Fact::Told(hint.clone()));
        assert_eq!(story.draft(), draft);
        assert_eq!(story.chat.options().token.is_none(), id == "v1");
        story.fact(Fact::Told(forgotten(0)));
        assert_eq!(story.draft(), draft);
    }
    // What is stored tells of the device's own visitor, and who the next one is.
    let mut story = Story::talking();
    story.fact(Fact::Told(hint)).fact(Fact::Told(forgotten(0)));
    assert_eq!(story.seen(), ["> Hello", "Hi!"]);
}

#[test]
fn a_visitor_whom_the_page_names_does_not_depend_on_what_is_stored() {
    let mut story = Story::with_token();
    story.show().reply("find", Reply::Found(None));
    story.fact(Fact::Drafted("A draft".into()));
    story.fact(Fact::VisitorStored {
        stored: Some(Secret::new("device")),
        fresh: Secret::new("fresh"),
    });
    assert_eq!(story.draft(), "A draft");
}

#[test]
fn visitors_whom_the_page_names_hear_of_their_own_conversations_only() {
    let mut story = Story::with_token();
    let named = |id: &str| {
        Reply::Verified(Profile {
            id: Some(id.into()),
            ..Profile::default()
        })
    };
    story.show().reply("verify", named("v1"));
    story.reply("find", Reply::Found(None));
    let theirs = |id: &str| Hint::Changed {
        conversation: "c1".into(),
        visitor: hash(&[id]),
    };
    story.fact(Fact::Told(changed()));
    story.fact(Fact::Told(theirs("v2")));
    assert!(story.calls.is_empty());
    story.fact(Fact::Told(theirs("v1")));
    assert_eq!(story.outstanding("find").len(), 1);
}

#[test]
fn of_two_tabs_that_are_seen_only_one_looks_for_messages() {
    let mut tabs = [with_person(1), with_person(2)];
    let mut looks = [0, 0];
    let end = tabs[0].now + 600_000;
    while let Some((at, due)) = next(&tabs).filter(|(_, due)| *due <= end) {
        for tab in &mut tabs {
            tab.now = due;
        }
        tabs[at].ring(Timer::Poll).refresh();
        looks[at] += 1;
        for hint in std::mem::take(&mut tabs[at].told) {
            tabs[1 - at].fact(Fact::Told(hint));
            tabs[1 - at].told.clear();
        }
    }
    assert!(looks[1] > 20, "{looks:?}");
    assert!(looks[0] <= 1, "{looks:?}");
}

fn next(tabs: &[Story; 2]) -> Option<(usize, Millis)> {
    let due = tabs.iter().enumerate();
    let due = due.filter_map(|(at, story)| Some((at, story.timers.get(&Timer::Poll).copied()?)));
    due.min_by_key(|(_, due)| *due)
}

/// Another tab looks for this one.
fn relying() -> Story {
    let mut story = with_person(1);
    story.fact(Fact::Told(looks(30_000, OTHER)));
    story.forget_the_past();
    story
}

fn told_of_change(story: &Story) -> usize {
    story.told.iter().filter(|hint| **hint == changed()).count()
}

#[test]
fn the_tab_that_looks_for_all_tells_of_what_a_person_wrote() {
    for (mut story, tells) in [(with_person(1), 1), (relying(), 0)] {
        let person = Author::HumanAgent(Person::default());
        let reply = theirs("p1", person, "I am here", Progress::Complete);
        story.server.push(reply);
        story.fact(Fact::PageVisible(false));
        story.fact(Fact::PageVisible(true)).refresh();
        assert_eq!(story.seen().len(), 2, "{:?}", story.seen());
        assert_eq!(told_of_change(&story), tells);
    }
}

#[test]
fn the_tab_that_looks_for_all_tells_of_how_the_conversation_stands() {
    let closes = |story: &mut Story| story.server_closes("Solved");
    let hands_back = |story: &mut Story| story.conversation.human_handled = false;
    let another = |story: &mut Story| {
        story.conversation.human_agent = Some(Person {
            name: Some("Ada".into()),
            ..Person::default()
        });
    };
    for change in [&closes as &dyn Fn(&mut Story), &hands_back, &another] {
        for (mut story, tells) in [(with_person(1), 1), (relying(), 0)] {
            change(&mut story);
            story.fact(Fact::PageVisible(false));
            story.fact(Fact::PageVisible(true)).refresh();
            assert_eq!(told_of_change(&story), tells);
        }
    }
    let mut story = with_person(1);
    story.ring(Timer::Poll).refresh();
    assert_eq!(told_of_change(&story), 0, "nothing has changed");
}

#[test]
fn a_change_elsewhere_that_comes_while_this_tab_looks_is_looked_at_after_it() {
    let mut story = Story::talking();
    story.fact(Fact::Told(changed()));
    let before = story.server.clone();
    story.server_says("From the other tab", "An answer");
    story.fact(Fact::Told(changed()));
    story.fact(Fact::Told(changed()));
    let late = Reply::Fetched(story.conversation.clone(), before);
    story.reply("fetch", late);
    assert_eq!(story.seen().len(), 2);
    story.refresh();
    assert_eq!(story.seen()[2..], ["> From the other tab", "An answer"]);
    assert!(story.calls.is_empty(), "once is enough");
    story.fact(Fact::Told(changed()));
    story.fact(Fact::Told(changed()));
    story.fail("fetch", busy(503, 20));
    assert!(story.calls.is_empty(), "the backend wants no look");
}

#[test]
fn a_tab_takes_over_when_the_one_that_looked_is_gone() {
    let mut story = with_person(1);
    story.fact(Fact::Told(looks(30_000, OTHER)));
    let due = story.timers[&Timer::Poll] - story.now;
    assert!((30_000..=40_000).contains(&due), "{due}");
    story.ring(Timer::Poll).refresh();
    let due = story.timers[&Timer::Poll] - story.now;
    assert!(due <= 10_000, "{due}");
}

#[test]
fn a_tab_that_is_seen_does_not_rely_on_one_that_is_not() {
    let mut story = with_person(1);
    let before = story.timers.clone();
    let hidden = Rank {
        seen: false,
        tab: u32::MAX,
    };
    story.fact(Fact::Told(looks(30_000, hidden)));
    assert_eq!(story.timers, before);
}

#[test]
fn nothing_that_another_tab_says_stops_this_one_for_good() {
    for next in [Millis::MAX, Millis::MIN, -1, 0] {
        let mut story = with_person(1);
        story.fact(Fact::Told(looks(next, OTHER)));
        let due = story.timers[&Timer::Poll] - story.now;
        assert!((1..=90_000).contains(&due), "{due}");
        story.now -= 86_400_000;
        story.fact(Fact::PageVisible(false));
        story.fact(Fact::PageVisible(true)).refresh();
        let due = story.timers[&Timer::Poll] - story.now;
        assert!((1..=90_000).contains(&due), "{due}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_hint_is_read_as_it_was_told(id in "[a-z0-9-]{1,40}", visitor: u64, next: Millis, seen: bool, tab: u32, until in "[a-z0-9-]{1,40}") {
        let rank = Rank { seen, tab };
        let unread = Hint::Unread { conversation: id.clone(), visitor, until, at: next, count: tab };
        for hint in [unread, Hint::Forgotten { visitor }, Hint::Changed { conversation: id.clone(), visitor }, Hint::Looks { conversation: id, visitor, next, rank }] {
            prop_assert_eq!(Hint::read(&hint.to_text()), Some(hint));
        }
    }

    #[test]
    fn whatever_comes_from_other_tabs_is_harmless(text: String) {
        let _ = Hint::read(&text);
        let _ = Hint::read(&format!("looks\nc1\n{text}"));
    }
}
