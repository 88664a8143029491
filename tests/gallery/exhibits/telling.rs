//! Notices: everything that a visitor can be told about errors and the connection.

use super::{Exhibit, history_asked, talking};
use crate::stage::Stage;
use crate::states;
use inglenook::api::backend::Backend;
use inglenook::api::failure::{Failure, StatusFailure};
use inglenook::api::{Call, Reply};
use inglenook::chat::command::Timer;
use inglenook::chat::event::Fact;
use inglenook::chat::notice::Kind;
use inglenook::json::Json;
use inglenook::options::Options;

pub fn exhibits() -> Vec<Exhibit> {
    vec![
        Exhibit::new("offline", |stage| {
            talking::conversation(stage);
            stage.tell(Fact::Online(false));
            states::submit(stage, "Then I will write down here what I want.");
        }),
        Exhibit::new("offline-home", |stage| {
            states::home(stage);
            stage.tell(Fact::Online(false));
        }),
        Exhibit::new("notice-invalid", |stage| refused(stage, 400)),
        Exhibit::new("notice-session-ended", |stage| refused(stage, 401)),
        Exhibit::new("notice-unavailable", |stage| refused(stage, 402)),
        Exhibit::new("notice-forbidden", |stage| refused(stage, 403)),
        Exhibit::new("notice-gone", |stage| refused(stage, 404)),
        Exhibit::new("notice-changed", |stage| refused(stage, 409)),
        Exhibit::new("notice-too-long", |stage| refused(stage, 413)),
        Exhibit::new("notice-refused", |stage| refused(stage, 418)),
        Exhibit::new("notice-rate-limited", |stage| refused(stage, 429)),
        Exhibit::new("notice-service-error", |stage| refused(stage, 500)),
        Exhibit::new("notice-assistant-down", |stage| refused(stage, 502)),
        Exhibit::new("notice-busy", |stage| refused(stage, 503)),
        Exhibit::of("notice-perhaps-delivered", without_lookup, |stage| {
            stage.tell(Fact::Shown);
            states::submit(stage, "Is tea in stock?");
            let started = Reply::Fetched(states::conversation(), Vec::new());
            stage.answer(|call| matches!(call, Call::Start { .. }), started);
            let sent = |call: &Call| matches!(call, Call::Send { .. });
            states::fail(stage, sent, Failure::Network);
        }),
        Exhibit::new("notice-unreachable", |stage| {
            stage.tell(Fact::Shown);
            states::fail(stage, |call| *call == Call::FindOpen, Failure::Network);
        }),
        Exhibit::new("notice-reason-too-long", |stage| {
            talking::conversation(stage);
            stage.tell(Fact::CloseAsked);
            stage.tell(Fact::CloseConfirmed(None));
            let details = Json::object([("field", "closeReason".into())]);
            let failure = StatusFailure {
                status: 422,
                details,
                ..StatusFailure::default()
            };
            states::fail(
                stage,
                |call| matches!(call, Call::Close { .. }),
                Failure::Status(failure),
            );
        }),
        Exhibit::new("crashed", |stage| {
            talking::conversation(stage);
            stage.crash();
        }),
    ]
}

/// Where nobody can look whether a message has arrived.
fn without_lookup(options: Options) -> Options {
    Options {
        backend: Backend::PolyAi,
        api_url: Some("/proxy".into()),
        account_id: Some("a1".into()),
        project_id: Some("p1".into()),
        token: None,
        ..options
    }
}

pub fn history_failed(stage: &Stage) {
    history_asked(stage);
    let failure = StatusFailure {
        status: 500,
        ..StatusFailure::default()
    };
    states::fail(
        stage,
        |call| matches!(call, Call::List { .. }),
        Failure::Status(failure),
    );
}

/// The message was refused. Where it may have arrived all the same, a look finds that it has not.
fn refused(stage: &Stage, status: u16) {
    states::sending(stage, "And oolong, when would that be there again?");
    let failure = StatusFailure {
        status,
        retry_after: matches!(status, 429 | 503).then_some(42),
        ..StatusFailure::default()
    };
    let sent = |call: &Call| matches!(call, Call::Send { .. });
    states::fail(stage, sent, Failure::Status(failure));
    let looks = |call: &Call| matches!(call, Call::Fetch { .. });
    while stage.waits_for(looks) {
        let there = states::exchange("Is tea in stock?", "Yes, it is.");
        let fetched = Reply::Fetched(states::conversation(), there);
        stage.answer(looks, fetched);
        let told = stage.store().peek(|chat| chat.notice().cloned());
        if told.flatten().is_some_and(|it| it.kind == Kind::Checking) {
            stage.tell(Fact::TimedOut(Timer::Recheck));
        }
    }
}
