//! What a reload leaves of the visitor's words: everything, for nobody but them.

use super::harness::*;
use crate::api::secret::Secret;
use crate::api::{Call, Reply, failure::Failure};
use crate::chat::conversation::Profile;
use crate::chat::event::{Fact, MessageRef};
use crate::chat::{Device, Kept, Uncertain};
use crate::json::Json;
use crate::options::Options;
use proptest::prelude::*;

fn reloaded(story: &Story, options: Options) -> Story {
    story.next_page(options)
}

fn come_back(story: &Story) -> Story {
    let mut next = reloaded(story, key_options());
    next.show().identify();
    if next.outstanding("fetch").is_empty() {
        next.reply("find", Reply::Found(Some("c1".into())));
    }
    next.refresh();
    next
}

/// Whether words are kept.
fn keeps_words(story: &Story) -> bool {
    let kept = story.kept.clone().unwrap_or_default();
    !kept.unsent.is_empty() || !kept.uncertain.is_empty()
}

fn uncertain(story: &Story) -> Vec<String> {
    let kept = story.kept.clone().unwrap_or_default();
    kept.uncertain.into_iter().map(|it| it.text).collect()
}

#[test]
fn what_was_being_written_is_there_after_a_reload() {
    let mut story = Story::with_key();
    story.show();
    story.fact(Fact::Drafted("Half a thou".into()));
    assert_eq!(reloaded(&story, key_options()).draft(), "Half a thou");
    story.fact(Fact::Drafted(" ".into()));
    assert_eq!(story.kept, None);
}

#[test]
fn what_waited_or_failed_is_in_the_composer_after_a_reload_and_is_not_sent_by_itself() {
    let mut story = Story::talking();
    story.say("Refused").fail("send", status(418));
    story.fact(Fact::Online(false));
    story.say("Queued");
    story.fact(Fact::Drafted("Draft".into()));
    let next = come_back(&story);
    assert_eq!(next.draft(), "Refused\n\nQueued\n\nDraft");
    assert_eq!(next.seen(), ["> Hello", "Hi!"]);
    assert_eq!(next.sent, Vec::<String>::new());
}

#[test]
fn a_message_that_had_arrived_does_not_come_back() {
    let mut story = Story::talking();
    story.say("On its way");
    assert_eq!(uncertain(&story), ["On its way"]);
    assert_eq!(come_back(&story).draft(), "On its way");
    story.server_says("On its way", "Here it is");
    let next = come_back(&story);
    assert_eq!(next.draft(), "");
    assert!(!keeps_words(&next));
}

#[test]
fn what_was_said_long_before_is_not_what_may_have_arrived() {
    for (there, draft) in [(false, "Hello"), (true, "")] {
        let mut story = Story::talking();
        story.say("Hello");
        if there {
            story.server_says("Hello", "");
        }
        let next = come_back(&story);
        assert_eq!(next.draft(), draft, "{:?}", next.seen());
        assert_eq!(keeps_words(&next), !there);
    }
}

#[test]
fn of_the_same_words_sent_twice_what_arrived_once_is_lost_once() {
    for (arrived, draft) in [(0, "Yes\n\nYes"), (1, "Yes"), (2, "")] {
        for marks in [["0 c1", "0 c1"], ["0 c1", "1 c1"], ["", ""]] {
            let mut story = Story::talking();
            let stored = Json::object([
                ("uncertain", ["Yes", "Yes"].into_iter().collect()),
                ("marks", marks.into_iter().collect()),
            ]);
            story.kept = Kept::read(&stored);
            (0..arrived).for_each(|_| story.server_says("Yes", ""));
            assert_eq!(come_back(&story).draft(), draft, "{marks:?}");
        }
    }
}

#[test]
fn what_is_sent_again_is_not_what_was_sent_before() {
    for told in [true, false] {
        for (there, draft) in [(false, "And?"), (true, "")] {
            let mut story = Story::talking();
            story.say("And?").stream("So").server_says("And?", "So");
            match told {
                true => drop(story.refresh()),
                false => drop(story.fail("fetch", status(500))),
            }
            let and = MessageRef::Key(story.key_of("And?"));
            story.fact(Fact::RetryAsked(and, None));
            if there {
                story.server_says("And?", "");
            }
            let next = come_back(&story);
            assert_eq!(next.draft(), draft, "{:?}", next.seen());
        }
    }
}

#[test]
fn what_was_sent_to_another_conversation_is_not_found_in_this_one() {
    let mut story = Story::talking();
    story.say("Yes");
    story.server.clear();
    story.server_says("Yes", "");
    let mut next = reloaded(&story, key_options());
    next.conversation.id = "c2".into();
    next.show().identify();
    next.fail("fetch", status(404))
        .reply("find", Reply::Found(Some("c2".into())));
    next.refresh();
    assert_eq!(next.draft(), "Yes");
}

#[test]
fn what_waits_for_its_conversation_to_begin_has_surely_not_arrived() {
    let mut story = Story::with_key();
    story.show().say("Hello").identify();
    assert_eq!(story.kept.clone().unwrap().unsent, "Hello");
    story.server_says("Hello", "From another tab");
    assert_eq!(come_back(&story).draft(), "Hello");
}

#[test]
fn what_is_said_while_it_is_looked_is_not_what_may_have_arrived() {
    let mut story = Story::talking();
    story.say("Yes");
    let mut next = reloaded(&story, key_options());
    next.show().say("Yes").identify();
    next.refresh();
    assert_eq!(next.draft(), "Yes");
}

#[test]
fn what_was_given_up_while_it_was_looked_has_not_arrived_either() {
    let mut story = Story::talking();
    story.say("Yes");
    story.server_says("Yes", "");
    let mut next = reloaded(&story, key_options());
    next.show().say("Yes").identify();
    next.fail("fetch", status(500));
    next.hide().show();
    next.refresh();
    assert_eq!(next.seen(), ["> Hello", "Hi!", "> Yes", "> Yes (Failed)"]);
    assert_eq!(next.draft(), "");
}

#[test]
fn what_may_have_arrived_is_known_after_two_reloads_too() {
    for (there, draft) in [(false, "Hello"), (true, "")] {
        let mut story = Story::talking();
        story.say("Hello");
        let mut next = reloaded(&story, key_options());
        next.show().identify();
        next.fail("fetch", Failure::Network);
        next.fact(Fact::Drafted("More".into()));
        if there {
            next.server_says("Hello", "");
        }
        next.fact(Fact::Drafted(String::new()));
        let again = come_back(&next);
        assert_eq!(again.draft(), draft, "{:?}", again.seen());
    }
}

#[test]
fn what_may_have_arrived_is_kept_until_that_is_known() {
    let mut story = Story::talking();
    story.say("On its way");
    let mut next = reloaded(&story, key_options());
    next.show().identify();
    next.fail("fetch", Failure::Network);
    next.fact(Fact::Drafted("More".into()));
    assert_eq!(uncertain(&next), ["On its way"]);
    assert_eq!(next.kept.unwrap().unsent, "More");
}

#[test]
fn what_an_earlier_version_kept_is_looked_for_in_whatever_conversation_is_there() {
    let stored = Json::object([("uncertain", ["There", "Nowhere"].into_iter().collect())]);
    let kept = Kept::read(&stored).unwrap();
    assert_eq!(kept.uncertain, [perhaps("There"), perhaps("Nowhere")]);
    let mut story = Story::talking();
    story.server_says("There", "");
    story.kept = Some(kept);
    assert_eq!(come_back(&story).draft(), "Nowhere");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_kept_is_read_as_it_was_written(owner: bool, unsent: String, conversation in prop::option::of(".+"), closed: bool, promise in 0..=14_u32, texts in prop::collection::vec((".+", ".*"), 0..4)) {
        let uncertain = texts.into_iter();
        let uncertain = uncertain.map(|(text, mark)| Uncertain { text, mark });
        let kept = Kept {
            owner: owner.then(|| "v1".into()),
            unsent,
            uncertain: uncertain.collect(),
            conversation,
            closed,
            promise,
        };
        prop_assert_eq!(Kept::read(&kept.written()), Some(kept));
    }
}

#[test]
fn what_was_sent_is_not_kept() {
    let mut story = Story::with_key();
    story.show().say("Hello").identify().start();
    assert_ne!(story.kept, None);
    story.stream("Hi!");
    assert!(!keeps_words(&story));
}

#[test]
fn a_visitor_whom_the_page_names_gets_their_words_back_once_it_is_sure_who_they_are() {
    let mut story = Story::with_token();
    story.show().reply("verify", named("v1"));
    story.fact(Fact::Drafted("Mine".into()));
    let mut next = reloaded(&story, token_options());
    next.show();
    assert_eq!(next.draft(), "");
    assert_eq!(next.kept, story.kept);
    next.reply("verify", named("v1"));
    assert_eq!(next.draft(), "Mine");
}

#[test]
fn nobody_gets_the_words_of_anybody_else() {
    let mut story = Story::with_token();
    story.show().reply("verify", named("v1"));
    story.reply("find", Reply::Found(Some("c1".into())));
    story.server_says("Hello", "Hi!");
    story.refresh().fact(Fact::Drafted("Mine".into()));
    for other in [named("v2"), Reply::Verified(Profile::default())] {
        let mut next = reloaded(&story, token_options());
        next.show().reply("verify", other);
        assert_eq!(next.draft(), "");
        assert!(next.calls.values().all(|(call, _)| *call == Call::FindOpen));
        assert_eq!(next.kept, None);
    }
    // Nor does the device's own visitor, after whoever was signed in.
    let mut next = reloaded(&story, key_options());
    next.show();
    assert_eq!((next.draft(), &next.kept), ("", &None));
}

#[test]
fn what_somebody_writes_of_whom_the_page_has_not_told_yet_who_they_are_is_kept_for_nobody() {
    let mut story = Story::with_token();
    story.show();
    story.fact(Fact::Drafted("Whose?".into()));
    assert_eq!(story.kept, None);
    let next = reloaded(&story, key_options());
    assert_eq!(next.draft(), "");
    story.reply("verify", named("v1"));
    let kept = story.kept.unwrap();
    assert_eq!(
        (kept.owner.as_deref(), kept.unsent.as_str()),
        (Some("v1"), "Whose?")
    );
}

#[test]
fn a_forgotten_visitor_leaves_no_words() {
    for fact in [
        Fact::Reset {
            fresh: Secret::new("fresh"),
        },
        Fact::Configured {
            options: Box::new(token_options()),
            device: Device {
                kept: Some(Kept {
                    unsent: "Theirs".into(),
                    ..Kept::default()
                }),
                ..Device::default()
            },
        },
    ] {
        let mut story = Story::talking();
        story.say("On its way");
        story.fact(Fact::Drafted("And a draft".into()));
        story.fact(fact);
        assert_eq!((story.draft(), &story.kept), ("", &None));
    }
}

/// The story's page is there again, after another one that left this.
fn comes_back(story: &mut Story, stored: Option<&str>, kept: Option<Kept>) {
    story.kept.clone_from(&kept);
    let device = Device {
        stored: stored.map(Secret::new),
        kept,
        ..new_device()
    };
    let forgotten = false;
    story.fact(Fact::CameBack { device, forgotten });
}

#[test]
fn a_page_that_comes_back_asks_for_another_token_once_its_visitor_was_forgotten() {
    for forgotten in [false, true] {
        let mut options = Story::with_token().chat.options().clone();
        options.asks_for_token = true;
        let mut story = Story::of(options, new_device(), true);
        story.show();
        assert_eq!(story.token("verify"), "given");
        let device = new_device();
        story.fact(Fact::CameBack { device, forgotten });
        assert_eq!(story.asked.len(), usize::from(forgotten));
        assert_eq!(story.outstanding("verify").is_empty(), forgotten);
    }
}

#[test]
fn a_page_that_comes_back_after_its_visitor_was_forgotten_has_forgotten_them() {
    let mut story = Story::talking();
    story.say("On its way");
    comes_back(&mut story, None, None);
    assert!(story.seen().is_empty() && story.calls.is_empty());
    assert_eq!((story.draft(), &story.kept), ("", &None));
    story.say("Hello").identify();
    assert_eq!(story.token("start"), "t1");
}

#[test]
fn what_a_later_page_sent_is_not_sent_again_by_the_one_that_comes_back() {
    let mut story = Story::talking();
    story.fact(Fact::Online(false));
    story.say("Queued");
    story.server_says("Queued", "Yes");
    let written = Kept {
        unsent: "A draft".into(),
        ..Kept::default()
    };
    comes_back(&mut story, Some("new-device"), Some(written));
    story.fact(Fact::Online(true)).identify();
    story.reply("find", Reply::Found(Some("c1".into())));
    story.refresh();
    assert_eq!(story.seen(), ["> Hello", "Hi!", "> Queued", "Yes"]);
    assert_eq!(story.draft(), "A draft");
    assert_eq!(story.kept.unwrap().unsent, "A draft");
    assert_eq!(story.sent, ["Hello"]);
}

#[test]
fn a_page_that_comes_back_gives_words_to_nobody_but_whose_they_are() {
    for (id, draft) in [("v1", "Mine"), ("v2", "")] {
        let mut story = Story::with_token();
        story.show().reply("verify", named("v1"));
        let kept = Kept {
            owner: Some("v1".into()),
            unsent: "Mine".into(),
            ..Kept::default()
        };
        comes_back(&mut story, None, Some(kept.clone()));
        assert_eq!((story.draft(), &story.kept), ("", &Some(kept)));
        story.reply("verify", named(id));
        assert_eq!(story.draft(), draft);
        assert_eq!(story.kept.is_some(), id == "v1");
    }
}
