//! Calls as requests of SiteAssist.

use super::json;
use crate::api::secret::Secret;
use crate::api::siteassist::request;
use crate::api::{Call, Page, Turn, length};
use crate::chat::message::Feedback;

/// Method, path and body of a call.
fn sent(call: &Call) -> (&'static str, String, Option<String>) {
    let request = request(call);
    let body = request.body.map(|it| serde_json::to_string(&it).unwrap());
    (request.method, request.path, body)
}

fn send(page: Page) -> Call {
    Call::Send {
        conversation: "c1".into(),
        text: "Say \"hi\"\n😀".into(),
        page,
        stream: true,
    }
}

#[test]
fn every_call_is_the_request_that_the_contract_describes() {
    let start = |url: Option<&str>| Call::Start {
        page_url: url.map(Into::into),
    };
    let close = |reason: Option<&str>| Call::Close {
        conversation: "c1".into(),
        reason: reason.map(Into::into),
    };
    let identify = Call::Identify {
        api_key: Secret::new("pk_1"),
        visitor_id: Secret::new("v1"),
    };
    let page = Page {
        url: Some("https://example.com/".into()),
        title: None,
    };
    let rate = |feedback| Call::Rate {
        message: "m/1".into(),
        feedback,
    };
    let rows: [(Call, &str, &str, Option<&str>); 14] = [
        (
            Call::List {
                offset: 20,
                limit: 20,
            },
            "GET",
            "/conversations?limit=20&offset=20",
            None,
        ),
        (
            Call::Tail {
                conversation: "c/1".into(),
                offset: 190,
            },
            "GET",
            "/conversations/c%2F1/messages?offset=190",
            None,
        ),
        (
            rate(Some(Feedback::Like)),
            "POST",
            "/messages/m%2F1/feedback",
            Some(r#"{"feedback":"like"}"#),
        ),
        (
            rate(Some(Feedback::Dislike)),
            "POST",
            "/messages/m%2F1/feedback",
            Some(r#"{"feedback":"dislike"}"#),
        ),
        (
            rate(None),
            "POST",
            "/messages/m%2F1/feedback",
            Some(r#"{"feedback":null}"#),
        ),
        (
            identify,
            "POST",
            "/identity/init",
            Some(r#"{"apiKey":"pk_1","saVid":"v1"}"#),
        ),
        (Call::Verify, "GET", "/identity/me", None),
        (
            start(Some("https://a/")),
            "POST",
            "/conversations",
            Some(r#"{"context":{"pageUrl":"https://a/"}}"#),
        ),
        (start(None), "POST", "/conversations", Some("{}")),
        (
            Call::Fetch {
                conversation: "c1".into(),
            },
            "GET",
            "/conversations/c1",
            None,
        ),
        (
            close(Some("Done")),
            "POST",
            "/conversations/c1/close",
            Some(r#"{"closeReason":"Done"}"#),
        ),
        (close(None), "POST", "/conversations/c1/close", Some("{}")),
        (
            send(Page::default()),
            "POST",
            "/conversations/c1/messages",
            Some(r#"{"content":"Say \"hi\"\n😀","stream":true}"#),
        ),
        (
            send(page),
            "POST",
            "/conversations/c1/messages",
            Some(
                r#"{"content":"Say \"hi\"\n😀","stream":true,"pageContext":{"url":"https://example.com/"}}"#,
            ),
        ),
    ];
    for (call, method, path, body) in rows {
        let wanted = (method, path.to_owned(), body.map(Into::into));
        assert_eq!(sent(&call), wanted);
    }
}

#[test]
fn the_newest_open_conversation_is_asked_for_in_words_that_every_version_knows() {
    let (method, path, body) = sent(&Call::FindOpen);
    assert_eq!((method, body), ("GET", None));
    let (path, query) = path.split_once('?').unwrap();
    assert_eq!(path, "/conversations");
    assert!(query.split('&').any(|it| it == "status=open"));
    // The order by last interaction is the default; its name is spelt in two ways.
    assert!(!query.contains("orderBy"));
}

#[test]
fn a_completion_carries_the_transcript_by_role() {
    let turn = |by_visitor, text: &str| Turn {
        by_visitor,
        text: text.into(),
    };
    let call = |assistant: Option<&str>| Call::Complete {
        assistant: assistant.map(Into::into),
        turns: vec![turn(true, "Q"), turn(false, "A")],
        stream: false,
    };
    let messages =
        r#""messages":[{"role":"user","content":"Q"},{"role":"assistant","content":"A"}]"#;
    let (_, path, body) = sent(&call(Some("a1")));
    assert_eq!(path, "/chat/completions");
    assert_eq!(
        body.unwrap(),
        format!(r#"{{"assistantId":"a1",{messages},"stream":false}}"#)
    );
    let (.., body) = sent(&call(None));
    assert_eq!(body.unwrap(), format!(r#"{{{messages},"stream":false}}"#));
}

#[test]
fn an_id_cannot_become_a_path_of_its_own() {
    for (id, segment) in [
        ("../admin", "%2E%2E%2Fadmin"),
        ("a?b=c#d", "a%3Fb%3Dc%23d"),
        ("é 😀", "%C3%A9%20%F0%9F%98%80"),
        ("..", "%2E%2E"),
        ("A-z_09", "A-z_09"),
    ] {
        let (_, path, _) = sent(&Call::Fetch {
            conversation: id.into(),
        });
        assert_eq!(path, format!("/conversations/{segment}"));
    }
}

#[test]
fn no_secret_and_no_words_are_in_an_address() {
    let close = Call::Close {
        conversation: "c1".into(),
        reason: Some("secret words".into()),
    };
    for call in [send(Page::default()), close] {
        let (_, path, _) = sent(&call);
        assert!(!path.contains("hi") && !path.contains("secret"));
    }
}

#[test]
fn only_the_session_itself_needs_no_token_and_only_reads_change_nothing() {
    let identify = Call::Identify {
        api_key: Secret::default(),
        visitor_id: Secret::default(),
    };
    assert!(!identify.needs_token() && !identify.is_read());
    for call in [Call::Verify, Call::FindOpen] {
        assert!(call.needs_token() && call.is_read());
    }
    assert!(!send(Page::default()).is_read());
}

#[test]
fn text_is_as_long_as_the_backend_counts() {
    assert_eq!(length(""), 0);
    assert_eq!(length("aé…"), 3);
    assert_eq!(length("😀"), 2);
    assert_eq!(json("{}"), crate::json::Json::Object(Vec::new()));
}
