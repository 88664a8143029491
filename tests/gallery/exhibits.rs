//! The states that are looked at, by name.

mod talking;
mod telling;

use crate::stage::{NOW, Stage};
use crate::states;
use inglenook::api::secret::Secret;
use inglenook::api::{Call, Reply};
use inglenook::chat::conversation::{Person, Profile, Status, Summary};
use inglenook::chat::event::Fact;
use inglenook::chat::looks::{Colour, Looks, Shades};
use inglenook::options::Options;

/// A picture of one colour: a page's policy lets pictures be in their own address or not at all.
const AVATAR: &str =
    "data:image/gif;base64,R0lGODlhAQABAIAAAAtdOwAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==";

/// One state: what the page asks for, and what has happened since.
pub struct Exhibit {
    pub name: &'static str,
    pub options: fn(Options) -> Options,
    pub build: fn(&Stage),
}

impl Exhibit {
    const fn new(name: &'static str, build: fn(&Stage)) -> Self {
        Self {
            name,
            options: |options| options,
            build,
        }
    }

    const fn of(name: &'static str, options: fn(Options) -> Options, build: fn(&Stage)) -> Self {
        Self {
            name,
            options,
            build,
        }
    }
}

/// All of them, in the order in which a visitor could come by.
pub fn all() -> Vec<Exhibit> {
    let mut all = vec![
        Exhibit::new("launcher-unread", talking::answered_behind_the_back),
        Exhibit::new("loading", states::loading),
        Exhibit::new("home", states::home),
        Exhibit::of("home-with-suggestions", with_prompts, known_visitor),
        Exhibit::new("home-with-recent", |stage| {
            states::home(stage);
            stage.answer(
                |call| matches!(call, Call::List { .. }),
                Reply::Listed(conversations(), None),
            );
        }),
        Exhibit::of("home-configured", with_key, configured),
        Exhibit::of("home-not-configured", no_credential, |stage| {
            stage.tell(Fact::Shown);
        }),
        Exhibit::new("history-loading", history_asked),
        Exhibit::new("history-empty", |stage| listed(stage, Vec::new())),
        Exhibit::new("history", |stage| listed(stage, conversations())),
        Exhibit::new("history-unread", |stage| {
            let mut all = conversations();
            let last = all[0].last.as_mut().unwrap();
            last.at = Some(NOW + 60_000);
            listed(stage, all);
        }),
        Exhibit::new("history-failed", telling::history_failed),
    ];
    all.extend(talking::exhibits());
    all.extend(telling::exhibits());
    all.extend([
        Exhibit::of("close-form", with_reasons, close_form),
        Exhibit::of("close-form-too-long", with_reasons, |stage| {
            close_form(stage);
            stage.tell(Fact::ReasonDrafted("It took too long. ".repeat(20)));
        }),
        Exhibit::of("close-form-ending", with_reasons, |stage| {
            close_form(stage);
            stage.tell(Fact::ReasonDrafted("My question is answered".into()));
            stage.tell(Fact::CloseConfirmed(None));
        }),
        Exhibit::new("closed", |stage| states::closed(stage, None)),
        Exhibit::new("closed-with-reason", |stage| {
            states::closed(stage, Some("My question is answered"));
        }),
    ]);
    all
}

/// What a page gives that has more to say.
fn with_prompts(options: Options) -> Options {
    Options {
        heading: Some("Ember & Oak".into()),
        greeting: Some("Good to see you by the fire. What would you like to know?".into()),
        suggestions: vec![
            "Which wood burns longest?".into(),
            "When do you deliver, and what does it cost to have the wood stacked behind the house?"
                .into(),
            "Do you sweep chimneys?".into(),
        ],
        ..options
    }
}

fn with_key(options: Options) -> Options {
    Options {
        api_key: Some(Secret::new("pk_key")),
        ..options
    }
}

/// The chat looks as the site owner has set it up with the backend.
fn configured(stage: &Stage) {
    states::home(stage);
    let shades = |light, dark| Shades {
        light: Colour::read(light),
        dark: Colour::read(dark),
    };
    let looks = Looks {
        heading: Some("Ember & Oak".into()),
        greeting: Some("Good to see you by the fire.".into()),
        placeholder: Some("What would you like to know?".into()),
        avatar: Some(AVATAR.into()),
        at_start: Some(true),
        accent: shades("#0b5d3b", "#7fd8a8"),
        ..Looks::default()
    };
    let asked = |call: &Call| matches!(call, Call::Configuration { .. });
    stage.answer(asked, Reply::Configured(looks));
}

fn with_reasons(options: Options) -> Options {
    Options {
        close_reasons: vec![
            "My question is answered".into(),
            "I did not find an answer".into(),
            "Something else came up".into(),
        ],
        ..options
    }
}

fn no_credential(options: Options) -> Options {
    Options {
        token: None,
        ..options
    }
}

/// Shown to somebody whom the backend knows.
fn known_visitor(stage: &Stage) {
    stage.tell(Fact::Shown);
    let visitor = Profile {
        id: Some("v1".into()),
        person: Person {
            name: Some("Ada Lovelace".into()),
            picture: None,
        },
    };
    stage.answer(|call| *call == Call::Verify, Reply::Verified(visitor));
    stage.answer(|call| *call == Call::FindOpen, Reply::Found(None));
}

fn close_form(stage: &Stage) {
    talking::conversation(stage);
    stage.tell(Fact::CloseAsked);
}

fn history_asked(stage: &Stage) {
    states::home(stage);
    stage.tell(Fact::HistoryAsked);
}

fn listed(stage: &Stage, summaries: Vec<Summary>) {
    history_asked(stage);
    let count = u32::try_from(summaries.len()).unwrap();
    // There is one more page of them.
    let total = if count == 0 { 0 } else { count + 20 };
    let listed = Reply::Listed(summaries, Some(total));
    stage.answer(|call| matches!(call, Call::List { .. }), listed);
}

fn conversations() -> Vec<Summary> {
    let mut ended = states::summary(
        "c2",
        Some("Delivery of four cubic metres of beech, cut to 25 cm and stacked behind the house"),
        1,
        Some((false, "It is on its way.")),
    );
    ended.conversation.status = Status::Closed {
        at: Some(NOW),
        reason: None,
    };
    vec![
        states::summary(
            "c1",
            Some("Oak or beech"),
            0,
            Some((false, "Oak, **if** it is dry.")),
        ),
        ended,
        states::summary(
            "c3",
            None,
            9,
            Some((true, "Thank you, that was all I wanted to know.")),
        ),
        states::summary(
            "c4",
            Some("ما هو وقت التوصيل؟"),
            40,
            Some((false, "غدًا صباحًا")),
        ),
    ]
}
