//! Panels in fixed states, brought there by what the runtime would report.

use crate::stage::{NOW, Stage};
use inglenook::api::failure::{Failure, StatusFailure};
use inglenook::api::{Call, Page, Reply};
use inglenook::chat::conversation::{Conversation, Last, Person, Profile, Status, Summary};
use inglenook::chat::event::Fact;
use inglenook::chat::message::{Author, Delivery, Message, Part, Progress};

const MINUTE: i64 = 60_000;
const DAY: i64 = 86_400_000;

pub fn conversation() -> Conversation {
    Conversation {
        id: "c1".into(),
        status: Status::Open,
        created_at: Some(NOW - 9 * MINUTE),
        title: None,
        human_handled: false,
        human_agent: None,
    }
}

pub fn agent() -> Person {
    Person {
        name: Some("Noor Haddad".into()),
        picture: Some("https://elsewhere.example/noor.png".into()),
    }
}

/// A message that the backend has.
pub fn message(id: &str, author: Author, text: &str) -> Message {
    Message {
        key: 0,
        id: Some(id.into()),
        author,
        parts: vec![Part::Text(text.into())],
        at: Some(NOW - 5 * MINUTE),
        delivery: Delivery::Sent,
        may_arrive: false,
        progress: Progress::Complete,
        feedback: None,
        rewrites: 0,
    }
}

/// The visitor's question and the assistant's answer.
pub fn exchange(question: &str, answer: &str) -> Vec<Message> {
    vec![
        message("m1", Author::Visitor, question),
        message("m2", Author::Assistant, answer),
    ]
}

/// A conversation in the list, touched so many days ago; who had the last word, and what it was.
pub fn summary(id: &str, title: Option<&str>, days: i64, said: Option<(bool, &str)>) -> Summary {
    let at = Some(NOW - days * DAY);
    Summary {
        conversation: Conversation {
            id: id.into(),
            title: title.map(Into::into),
            ..conversation()
        },
        at,
        last: said.map(|(by_visitor, text)| Last {
            id: None,
            by_visitor,
            text: text.into(),
            at,
        }),
    }
}

/// The oldest call that is `such` fails.
pub fn fail(stage: &Stage, such: impl Fn(&Call) -> bool, failure: Failure) {
    let id = stage.take_call(such);
    stage.tell(Fact::Answered(id, Err(failure)));
}

/// Shown, with nothing said before.
pub fn home(stage: &Stage) {
    stage.tell(Fact::Shown);
    let nobody = Profile::default();
    stage.answer(|call| *call == Call::Verify, Reply::Verified(nobody));
    stage.answer(|call| *call == Call::FindOpen, Reply::Found(None));
}

/// Shown while an earlier conversation is being looked for.
pub fn loading(stage: &Stage) {
    stage.tell(Fact::Shown);
}

/// Shown, with an earlier conversation.
pub fn resumed(stage: &Stage, conversation: Conversation, messages: Vec<Message>) {
    stage.tell(Fact::Shown);
    let visitor = Profile {
        id: Some("v1".into()),
        person: Person {
            name: Some("Ada Lovelace".into()),
            picture: None,
        },
    };
    stage.answer(|call| *call == Call::Verify, Reply::Verified(visitor));
    let found = Reply::Found(Some(conversation.id.clone()));
    stage.answer(|call| *call == Call::FindOpen, found);
    let fetched = Reply::Fetched(conversation, messages);
    stage.answer(|call| matches!(call, Call::Fetch { .. }), fetched);
}

/// A conversation that the visitor has ended.
pub fn closed(stage: &Stage, reason: Option<&str>) {
    let messages = exchange("Is tea in stock?", "Yes, it is.");
    resumed(stage, conversation(), messages);
    stage.tell(Fact::CloseAsked);
    stage.tell(Fact::ReasonDrafted(reason.unwrap_or_default().into()));
    stage.tell(Fact::CloseConfirmed(None));
    stage.answer(|call| matches!(call, Call::Close { .. }), Reply::Closed);
}

/// The visitor's message is on its way in an open conversation.
pub fn sending(stage: &Stage, text: &str) {
    let earlier = exchange("Is tea in stock?", "Yes, it is.");
    resumed(stage, conversation(), earlier);
    submit(stage, text);
}

pub fn submit(stage: &Stage, text: &str) {
    stage.tell(Fact::Submitted {
        text: text.into(),
        page: Page::default(),
        ticket: None,
    });
}

/// The message that is being sent is answered with this status.
pub fn refuse(stage: &Stage, status: u16, retry_after: Option<u32>) {
    let id = stage.take_call(|call| matches!(call, Call::Send { .. }));
    let failure = StatusFailure {
        status,
        retry_after,
        ..StatusFailure::default()
    };
    let failure = Failure::Status(failure);
    let looks = failure.may_mean_closed();
    stage.tell(Fact::Answered(id, Err(failure)));
    if looks {
        let look = stage.take_call(|call| matches!(call, Call::Fetch { .. }));
        stage.tell(Fact::Answered(look, Err(Failure::Malformed)));
    }
}
