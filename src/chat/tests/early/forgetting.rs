//! A visitor who is forgotten before the rest of the panel is there leaves nothing to the next one.

use super::*;
use crate::api::Call;
use crate::chat::tabs::Hint;
use crate::json::Json;

#[test]
fn a_visitor_who_is_forgotten_before_the_rest_is_forgotten_at_once() {
    let device = Device {
        stored: Some(Secret::new("old-device")),
        kept: Some(Kept {
            unsent: "Not sent".into(),
            uncertain: vec![perhaps("Perhaps sent")],
            ..Kept::default()
        }),
        ..new_device()
    };
    let mut early = Early::of(Story::of(key_options(), device, true));
    early.fact(Fact::Shown).say("Sent");
    early.fact(Fact::Drafted("Half a thou".into()));
    early.0.forget_the_past();
    early.fact(Fact::Reset {
        fresh: Secret::new("fresh"),
    });
    assert_eq!((early.0.draft(), &early.0.kept), ("", &None));
    assert_eq!(early.0.orders, [Command::KeepVisitor(None)]);
    assert_eq!(early.0.chat.screen(), Screen::Home);
    early.fact(Fact::Drafted("Somebody else".into()));
    let kept = early.0.kept.clone().unwrap();
    assert_eq!(
        (kept.unsent.as_str(), kept.uncertain.len()),
        ("Somebody else", 0)
    );
    let mut story = early.end();
    assert_eq!(story.draft(), "Somebody else");
    assert!(story.seen().is_empty() && story.calls.is_empty());
    story.say("Hello");
    let Call::Identify { visitor_id, .. } = story.call("identify") else {
        panic!()
    };
    assert_eq!(*visitor_id, Secret::new("fresh"));
}

fn configured(options: Options) -> Fact {
    Fact::Configured {
        options: Box::new(options),
        device: new_device(),
    }
}

fn with_token(token: &str) -> Options {
    Options {
        token: Some(Secret::new(token)),
        ..Options::default()
    }
}

fn stored(id: Option<&str>) -> Fact {
    Fact::VisitorStored {
        stored: id.map(Secret::new),
        fresh: Secret::new("fresh"),
    }
}

fn forgotten() -> Fact {
    Fact::Told(Hint::Forgotten { visitor: 0 })
}

#[test]
fn whatever_forgets_a_visitor_takes_their_words_away_before_the_rest() {
    let silent = || Story::of(silent_options(), new_device(), true);
    let came_back = Fact::CameBack {
        device: new_device(),
        forgotten: false,
    };
    for (story, fact) in [
        (Story::with_token(), configured(with_token("other"))),
        (Story::with_key(), configured(with_token("other"))),
        (Story::returning(), stored(None)),
        (Story::returning(), stored(Some("theirs"))),
        (Story::with_key(), came_back),
        (silent(), forgotten()),
    ] {
        let mut early = Early::of(story);
        early.fact(Fact::Shown).say("Sent");
        early.fact(Fact::Drafted("Half a thou".into()));
        let (kept, what) = (early.0.kept.clone(), format!("{fact:?}"));
        early.fact(fact);
        assert_eq!(early.0.draft(), "", "{what}");
        early.fact(Fact::Drafted("Somebody else".into()));
        assert_eq!(early.0.kept, kept, "it is nobody's yet: {what}");
        let story = early.end();
        assert_eq!(story.draft(), "Somebody else", "{what}");
        assert!(story.seen().is_empty() && story.sent.is_empty(), "{what}");
        let words = story.kept.map(|kept| kept.unsent).unwrap_or_default();
        assert!(!words.contains("Half"), "{what}");
    }
}

#[test]
fn what_forgets_nobody_takes_no_words_away_before_the_rest() {
    let titled = |options| Options {
        heading: Some("Later".into()),
        ..options
    };
    for (story, facts) in [
        (
            Story::with_token(),
            vec![configured(titled(with_token("given")))],
        ),
        (Story::with_key(), vec![stored(Some("theirs")), forgotten()]),
        (Story::returning(), vec![stored(Some("old-device"))]),
    ] {
        let mut early = Early::of(story);
        early.fact(Fact::Shown);
        early.fact(Fact::Drafted("Half a thou".into()));
        for fact in facts {
            early.fact(fact);
        }
        assert_eq!(early.0.draft(), "Half a thou");
        assert_eq!(early.end().draft(), "Half a thou");
    }
    let mut early = Early::of(Story::with_token());
    early
        .fact(Fact::Shown)
        .fact(configured(with_token("other")));
    early.fact(Fact::Drafted("Somebody else".into()));
    early.fact(configured(titled(with_token("other"))));
    assert_eq!(early.0.draft(), "Somebody else");
    assert_eq!(early.end().draft(), "Somebody else");
}

#[test]
fn neither_a_token_nor_a_carried_transcript_outlasts_a_visitor_forgotten_before_the_rest() {
    let device = Device {
        carried: silent::talking().carried,
        ..new_device()
    };
    let mut early = Early::of(Story::of(silent_options(), device, true));
    early.0.carried = silent::talking().carried;
    early.0.seen = "something".into();
    let reset = || Fact::Reset {
        fresh: Secret::new("fresh"),
    };
    early.fact(reset());
    assert_eq!((&early.0.carried, early.0.seen.as_str()), (&Json::Null, ""));
    assert_eq!(early.0.chat.screen(), Screen::Home);
    assert!(early.end().seen().is_empty());
    let mut early = Early::of(Story::with_token());
    early.fact(Fact::Shown).fact(reset());
    let story = early.end();
    assert!(story.calls.is_empty(), "{:?}", story.calls);
}
