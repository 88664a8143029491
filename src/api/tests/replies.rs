//! Answers of SiteAssist as replies: full, minimal and drifted.

use super::json;
use crate::api::failure::Failure;
use crate::api::secret::Secret;
use crate::api::siteassist::reply;
use crate::api::{Call, Page, Reply, Response};
use crate::chat::conversation::{Conversation, Person, Profile, Status};
use crate::chat::message::{Author, Delivery, Message, Part, Progress};

pub fn read(call: &Call, status: u16, body: &str) -> Result<Reply, Failure> {
    let response = Response {
        status,
        retry_after: None,
        body: body.into(),
    };
    reply(call, response)
}

pub fn identify() -> Call {
    Call::Identify {
        api_key: Secret::default(),
        visitor_id: Secret::default(),
    }
}

pub fn fetch() -> Call {
    Call::Fetch {
        conversation: "c1".into(),
    }
}

pub fn start() -> Call {
    Call::Start { page_url: None }
}

pub fn list() -> Call {
    Call::List {
        offset: 0,
        limit: 20,
    }
}

pub fn tail() -> Call {
    Call::Tail {
        conversation: "c1".into(),
        offset: 190,
    }
}

pub fn send() -> Call {
    Call::Send {
        conversation: "c1".into(),
        text: "Hi".into(),
        page: Page::default(),
        stream: true,
    }
}

pub fn complete() -> Call {
    Call::Complete {
        assistant: None,
        turns: Vec::new(),
        stream: false,
    }
}

pub fn close() -> Call {
    Call::Close {
        conversation: "c1".into(),
        reason: None,
    }
}

fn fetched(body: &str) -> (Conversation, Vec<Message>) {
    match read(&fetch(), 200, body) {
        Ok(Reply::Fetched(conversation, messages)) => (conversation, messages),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_session_is_read_in_full_and_in_short() {
    let full = r#"{"sessionToken":"t","visitor":{"object":"visitor","id":"v","type":"anonymous",
        "externalId":null,"name":"Ada","avatarUrl":"https://a/p.png"}}"#;
    let visitor = Profile {
        id: Some("v".into()),
        person: Person {
            name: Some("Ada".into()),
            picture: Some("https://a/p.png".into()),
        },
    };
    let token = Secret::new("t");
    for status in [200, 201] {
        let wanted = Reply::Identified {
            token: token.clone(),
            visitor: visitor.clone(),
        };
        assert_eq!(read(&identify(), status, full), Ok(wanted));
    }
    let short = Reply::Identified {
        token,
        visitor: Profile::default(),
    };
    assert_eq!(read(&identify(), 200, r#"{"sessionToken":"t"}"#), Ok(short));
}

#[test]
fn a_visitor_is_read() {
    let named = r#"{"id":"v","type":"identified","name":"Ada","avatarUrl":null}"#;
    let Ok(Reply::Verified(profile)) = read(&Call::Verify, 200, named) else {
        panic!()
    };
    assert_eq!(profile.id.as_deref(), Some("v"));
    assert_eq!(profile.person.name.as_deref(), Some("Ada"));
    let other = read(&Call::Verify, 200, "<html>Log in</html>");
    assert_eq!(other, Err(Failure::Malformed));
}

#[test]
fn the_first_open_conversation_of_a_list_is_found() {
    let found = |body: &str| read(&Call::FindOpen, 200, body);
    let list = r#"{"object":"list","total":1,"limit":1,"offset":0,"data":[
        {"object":"conversation","id":"c1","status":"open","lastMessage":null}]}"#;
    assert_eq!(found(list), Ok(Reply::Found(Some("c1".into()))));
    assert_eq!(found(r#"{"data":[]}"#), Ok(Reply::Found(None)));
    let ignored = r#"{"data":[{"id":"c1","status":"closed"},{"id":"c2","status":"open"}]}"#;
    assert_eq!(found(ignored), Ok(Reply::Found(Some("c2".into()))));
    let odd = r#"{"data":[null,7,{"status":"open"}]}"#;
    assert_eq!(found(odd), Ok(Reply::Found(None)));
}

#[test]
fn a_conversation_is_read_in_full() {
    let (conversation, messages) = fetched(
        r#"{"object":"conversation","id":"c1","createdAt":"1970-01-01T00:00:01.000Z",
        "updatedAt":"1970-01-01T00:00:03.000Z","status":"closed","closedAt":"1970-01-01T00:00:02.000Z",
        "closeReason":"Solved","lastInterationAt":"1970-01-01T00:00:02.000Z","isHumanHandled":true,
        "humanAgent":{"name":"Grace","image":"https://a/g.png"},"title":"Prices","messages":[]}"#,
    );
    let wanted = Conversation {
        id: "c1".into(),
        status: Status::Closed {
            at: Some(2000),
            reason: Some("Solved".into()),
        },
        created_at: Some(1000),
        title: Some("Prices".into()),
        human_handled: true,
        human_agent: Some(Person {
            name: Some("Grace".into()),
            picture: Some("https://a/g.png".into()),
        }),
    };
    assert_eq!((conversation, messages), (wanted, Vec::new()));
}

#[test]
fn a_conversation_is_read_in_short_and_drifted() {
    let wanted = Conversation {
        id: "c1".into(),
        status: Status::Open,
        created_at: None,
        title: None,
        human_handled: false,
        human_agent: None,
    };
    for body in [
        r#"{"id":"c1","status":"open"}"#,
        r#"{"id":"c1","status":"open","humanAgent":null,"messages":null,"createdAt":"yesterday"}"#,
        r#"{"id":"c1","status":"waiting","isHumanHandled":"yes","messages":{}}"#,
    ] {
        assert_eq!(fetched(body), (wanted.clone(), Vec::new()), "{body}");
    }
    let (conversation, _) = fetched(r#"{"id":"c1","status":"closed","closeReason":""}"#);
    let closed = Status::Closed {
        at: None,
        reason: None,
    };
    assert_eq!(conversation.status, closed);
    assert!(matches!(
        read(&start(), 201, r#"{"id":"c1","status":"open"}"#),
        Ok(Reply::Fetched(..))
    ));
}

#[test]
fn messages_are_read_in_full_in_short_and_drifted() {
    let (_, messages) = fetched(
        r#"{"id":"c1","status":"open","messages":[
        {"object":"message","id":"m1","createdAt":"1970-01-01T00:00:01Z","chatId":"c1","role":"user",
         "parts":[{"type":"text","text":"Hi"}],"status":"complete","error":null,"feedback":null},
        {"id":"m2","role":"assistant","status":"streaming","parts":[{"type":"step-start"},
         {"type":"reasoning","text":"hm"},{"type":"text","text":"one"},{"type":"text","text":"two"},
         {"type":"source-url","url":"https://a/","title":"A"},
         {"type":"tool-action_display-link","state":"output-available",
          "output":{"buttonLabel":"Go","href":"https://a/"}},
         {"type":"tool-action_display-link","state":"input-available","output":{"buttonLabel":"No","href":"x"}},
         {"type":"tool-getWeather","state":"output-available","output":{"buttonLabel":"No","href":"x"}}]},
        {"id":"m3","role":"assistant","status":"error","error":"boom"},
        {"id":"m4","role":"human_agent","humanAgent":{"name":"Grace","image":null},"parts":[{"type":"text","text":"Hello"}]},
        {"id":"m5","role":"human_agent","humanAgent":null,"status":null,"parts":"text"},
        {"id":"m6","role":"system","parts":[{"type":"text","text":"secret"}]},
        {"role":"user"}, null, 7, {"id":7,"role":"user"}, {"id":"m7"}]}"#,
    );
    let ids: Vec<_> = messages.iter().filter_map(|it| it.id.as_deref()).collect();
    assert_eq!(ids, ["m1", "m2", "m3", "m4", "m5"]);
    assert!(messages.iter().all(|it| it.delivery == Delivery::Sent));
    let progress: Vec<_> = messages.iter().map(|it| it.progress).collect();
    use Progress::{Awaited, Complete, Failed};
    assert_eq!(progress, [Complete, Awaited, Failed, Complete, Complete]);
    assert_eq!(messages[0].at, Some(1000));
    assert_eq!(messages[1].text(), "one\n\ntwo");
    assert_eq!(messages[1].parts.len(), 4);
    let grace = Person {
        name: Some("Grace".into()),
        picture: None,
    };
    assert_eq!(messages[3].author, Author::HumanAgent(grace));
    assert_eq!(messages[4].author, Author::HumanAgent(Person::default()));
}

#[test]
fn a_whole_answer_is_the_last_step_that_says_something() {
    let answer = |call: &Call, body: &str| match read(call, 200, body) {
        Ok(Reply::Answer(parts)) => parts,
        other => panic!("{other:?}"),
    };
    let steps = r#"{"steps":[{"content":[{"type":"text","text":"Let me look"}]},
        {"content":[{"type":"text","text":"One"},{"type":"tool-result"},{"type":"text","text":"Two"}],
         "finishReason":"stop","usage":{"totalTokens":7}},{"content":[]},{"content":null},null]}"#;
    let wanted = [Part::Text("One".into()), Part::Text("Two".into())];
    assert_eq!(answer(&send(), steps), wanted);
    assert_eq!(answer(&complete(), steps), wanted);
    assert_eq!(answer(&send(), r#"{"steps":[]}"#), []);
}

#[test]
fn a_message_for_people_is_accepted_whatever_the_body_says() {
    for body in ["Message sent", "", "\"Message sent\"", "<html>", "{}"] {
        assert_eq!(read(&send(), 202, body), Ok(Reply::Accepted), "{body}");
    }
}

#[test]
fn a_close_is_a_success_or_none() {
    let done = r#"{"success":true,"message":"Conversation closed successfully."}"#;
    assert_eq!(read(&close(), 200, done), Ok(Reply::Closed));
    for body in [
        r#"{"success":false}"#,
        r#"{"success":"true"}"#,
        "{}",
        "",
        "<html>",
    ] {
        assert_eq!(read(&close(), 200, body), Err(Failure::Malformed), "{body}");
    }
}

#[test]
fn an_error_is_an_error_for_every_call() {
    let calls = [
        identify(),
        Call::Verify,
        Call::FindOpen,
        start(),
        fetch(),
        list(),
        tail(),
        send(),
        complete(),
        close(),
    ];
    for call in calls {
        let body = r#"{"error":{"message":"m","code":"FORBIDDEN"}}"#;
        let failure = read(&call, 403, body).unwrap_err();
        assert_eq!(
            (failure.status(), failure.code()),
            (Some(403), "FORBIDDEN".into())
        );
    }
    assert_eq!(json("null"), crate::json::Json::Null);
}
