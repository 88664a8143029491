//! What a reload leaves of the visitor's words: everything, for nobody but them.

use super::harness::*;
use crate::api::secret::Secret;
use crate::api::{Reply, failure::Failure};
use crate::chat::conversation::Profile;
use crate::chat::event::Fact;
use crate::chat::{Device, Kept};
use crate::options::Options;

/// The next page of the same tab; the visitor has been here before.
fn reloaded(story: &Story, options: Options) -> Story {
    let device = Device {
        stored: Some(Secret::new("new-device")),
        kept: story.kept.clone(),
        ..new_device()
    };
    let mut next = Story::of(options, device, true);
    next.server.clone_from(&story.server);
    next.kept.clone_from(&story.kept);
    next
}

fn come_back(story: &Story) -> Story {
    let mut next = reloaded(story, key_options());
    next.show().identify();
    next.reply("find", Reply::Found(Some("c1".into())))
        .refresh();
    next
}

fn named(id: &str) -> Reply {
    Reply::Verified(Profile {
        id: Some(id.into()),
        ..Profile::default()
    })
}

fn token_options() -> Options {
    Options {
        token: Some(Secret::new("given")),
        ..Options::default()
    }
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
    let kept = story.kept.clone().unwrap();
    assert_eq!(kept.uncertain, ["On its way"]);
    assert_eq!(come_back(&story).draft(), "On its way");
    story.server_says("On its way", "Here it is");
    let next = come_back(&story);
    assert_eq!(next.draft(), "");
    assert_eq!(next.kept, None);
}

#[test]
fn what_may_have_arrived_is_kept_until_that_is_known() {
    let mut story = Story::talking();
    story.say("On its way");
    let mut next = reloaded(&story, key_options());
    next.show().identify();
    next.fail("find", Failure::Network);
    next.fact(Fact::Drafted("More".into()));
    let kept = next.kept.clone().unwrap();
    assert_eq!(kept.uncertain, ["On its way"]);
    assert_eq!(kept.unsent, "More");
}

#[test]
fn what_was_sent_is_not_kept() {
    let mut story = Story::with_key();
    story.show().say("Hello").identify().start();
    assert_ne!(story.kept, None);
    story.stream("Hi!");
    assert_eq!(story.kept, None);
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
    story.fact(Fact::Drafted("Mine".into()));
    for other in [named("v2"), Reply::Verified(Profile::default())] {
        let mut next = reloaded(&story, token_options());
        next.show().reply("verify", other);
        assert_eq!(next.draft(), "");
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
    story.fact(Fact::CameBack(device));
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

#[test]
fn whether_the_panel_is_shown_is_kept_where_it_floats() {
    let mut story = Story::with_key();
    story.show();
    assert_eq!(story.kept_shown, Some(true));
    story.hide();
    assert_eq!(story.kept_shown, Some(false));
    let inline = Options {
        inline: true,
        ..key_options()
    };
    let mut story = Story::of(inline, new_device(), true);
    story.show();
    assert_eq!(story.kept_shown, None);
}
