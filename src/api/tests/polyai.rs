//! PolyAI's Chat API: calls as requests, answers as replies, and who may have its keys.

use super::json;
use crate::api::backend::{BACKENDS, Backend};
use crate::api::failure::Failure;
use crate::api::secret::Secret;
use crate::api::{Call, Handoff, Page, Reply, Request, Response};
use crate::chat::message::{Author, Part};
use crate::options::Options;

pub fn options() -> Options {
    Options {
        backend: Backend::PolyAi,
        api_url: Some("/proxy".into()),
        account_id: Some("ws-1".into()),
        project_id: Some("PROJECT-1".into()),
        ..Options::default()
    }
}

pub fn start() -> Call {
    Call::Start {
        page_url: Some("https://example.com/private".into()),
    }
}

pub fn send() -> Call {
    Call::Send {
        conversation: "CONV-1".into(),
        text: "Say \"hi\"\n😀".into(),
        page: Page {
            url: Some("https://example.com/private".into()),
            title: Some("Private".into()),
        },
        stream: false,
    }
}

pub fn close() -> Call {
    Call::Close {
        conversation: "CONV-1".into(),
        reason: Some("private".into()),
    }
}

fn request(call: &Call, options: &Options) -> Request {
    options.backend.request(call, options).unwrap()
}

pub fn reply(call: &Call, status: u16, body: &str) -> Result<Reply, Failure> {
    let response = Response {
        status,
        retry_after: None,
        body: body.into(),
    };
    Backend::PolyAi.reply(call, response)
}

#[test]
fn every_call_is_the_request_that_the_contract_describes_and_says_no_more() {
    let rows = [
        (start(), "POST", "create", r#"{"channel":"webchat"}"#),
        (
            send(),
            "POST",
            "respond",
            r#"{"conversation_id":"CONV-1","message":"Say \"hi\"\n😀"}"#,
        ),
        (close(), "PUT", "close", r#"{"conversation_id":"CONV-1"}"#),
    ];
    for (call, method, operation, body) in rows {
        let made = request(&call, &options());
        assert_eq!(made.method, method);
        assert_eq!(made.path, format!("/v1/ws-1/PROJECT-1/chat/{operation}"));
        assert_eq!(made.body, Some(json(body)));
        assert_eq!(made.keys, Vec::new());
    }
}

#[test]
fn the_context_of_the_page_goes_with_a_new_conversation() {
    let context = r#"{"integrationAttributes":{"user_id":"7","cart":[1,{"a":null}]},"variantId":"V-1","other":1}"#;
    let options = Options {
        context: json(context),
        ..options()
    };
    let body = r#"{"channel":"webchat","variant_id":"V-1","integration_attributes":{"user_id":"7","cart":[1,{"a":null}]}}"#;
    assert_eq!(request(&start(), &options).body, Some(json(body)));
    assert!(!format!("{:?}", request(&send(), &options)).contains("user_id"));
}

#[test]
fn names_of_accounts_and_projects_stay_one_segment_of_the_path() {
    let options = Options {
        account_id: Some("../ws".into()),
        project_id: Some("a b?c#d".into()),
        ..options()
    };
    let path = request(&send(), &options).path;
    assert_eq!(path, "/v1/%2E%2E%2Fws/a%20b%3Fc%23d/chat/respond");
}

#[test]
fn there_are_no_other_requests() {
    for call in [
        Call::Verify,
        Call::FindOpen,
        Call::List {
            offset: 0,
            limit: 1,
        },
        Call::Fetch {
            conversation: "CONV-1".into(),
        },
    ] {
        assert_eq!(Backend::PolyAi.request(&call, &options()), None, "{call:?}");
    }
}

#[test]
fn keys_that_a_page_gives_go_as_headers_where_they_can() {
    let keys = |key: &str, token: &str| {
        let options = Options {
            api_key: Some(Secret::new(key)),
            connector_token: Some(Secret::new(token)),
            ..options()
        };
        request(&send(), &options).keys
    };
    let both = [
        ("X-API-KEY", Secret::new("k")),
        ("X-TOKEN", Secret::new("t")),
    ];
    assert_eq!(keys("k", "t"), both);
    assert_eq!(keys("k\n", "t"), both[1..]);
}

#[test]
fn keys_go_to_this_machine_alone_unless_the_page_insists() {
    let near = [
        "http://localhost",
        "http://localhost:8787/proxy",
        "http://shop.localhost:1/",
        "http://127.0.0.1:8787",
        "https://127.9.9.9/x",
        "http://[::1]:8787/x",
        "http://[::1]",
    ];
    let far = [
        "https://api.us-1.platform.polyai.app",
        "http://127.evil.example",
        "http://localhost.evil.example:80/",
        "http://evil.example/localhost",
        "http://evil.example:8787/127.0.0.1",
        "http://[2001:db8::1]/",
        "http://192.168.0.1",
        "",
    ];
    let keys = Options {
        api_key: Some(Secret::new("k")),
        ..options()
    };
    let token = Options {
        connector_token: Some(Secret::new("k")),
        ..options()
    };
    let refused = |url: &str, options: &Options| options.backend.refusal(url, options).is_some();
    for url in near {
        assert!(!refused(url, &keys) && !refused(url, &token), "{url}");
    }
    for url in far {
        assert!(refused(url, &keys) && refused(url, &token), "{url}");
        assert!(!refused(url, &options()), "without keys: {url}");
        let insists = Options {
            unsafe_direct_keys: true,
            ..keys.clone()
        };
        assert!(!refused(url, &insists), "{url}");
    }
}

#[test]
fn a_conversation_begins_with_the_greeting() {
    let body = r#"{"conversation_id":"CONV-1","response":"Hi, how can I help?"}"#;
    let Ok(Reply::Fetched(now, messages)) = reply(&start(), 200, body) else {
        panic!("no conversation");
    };
    assert!(now.is_open() && now.id == "CONV-1");
    let [greeting] = messages.as_slice() else {
        panic!("{messages:?}");
    };
    assert_eq!(greeting.author, Author::Assistant);
    assert_eq!(greeting.text(), "Hi, how can I help?");
    assert!(!greeting.is_unfinished());
    for silent in [
        r#"{"conversation_id":"CONV-1"}"#,
        r#"{"conversation_id":"C","response":" "}"#,
    ] {
        let Ok(Reply::Fetched(_, messages)) = reply(&start(), 200, silent) else {
            panic!("no conversation");
        };
        assert_eq!(messages, Vec::new());
    }
}

#[test]
fn an_answer_may_be_the_last_one_and_may_hand_over() {
    let parts = vec![Part::Text("Well".into())];
    let last = |handoff| Ok(Reply::LastAnswer(parts.clone(), handoff));
    let to = |destination: Option<&str>, reason: Option<&str>| {
        Some(Handoff {
            destination: destination.map(Into::into),
            reason: reason.map(Into::into),
        })
    };
    let rows = [
        ("", Ok(Reply::Answer(parts.clone()))),
        (
            r#","end_conversation":false"#,
            Ok(Reply::Answer(parts.clone())),
        ),
        (
            r#","end_conversation":"true""#,
            Ok(Reply::Answer(parts.clone())),
        ),
        (r#","end_conversation":true"#, last(None)),
        (r#","end_conversation":true,"handoff":null"#, last(None)),
        (
            r#","end_conversation":true,"handoff":{}"#,
            last(to(None, None)),
        ),
        (
            r#","end_conversation":true,"handoff":{"destination":"d","reason":"r"}"#,
            last(to(Some("d"), Some("r"))),
        ),
        (
            r#","end_conversation":true,"handoff":{"destination":7,"reason":""}"#,
            last(to(None, None)),
        ),
    ];
    for (fields, expected) in rows {
        let body = format!(r#"{{"conversation_id":"CONV-1","response":"Well"{fields}}}"#);
        assert_eq!(reply(&send(), 200, &body), expected, "{fields}");
    }
}

#[test]
fn what_is_not_what_the_contract_says_is_malformed() {
    for body in ["", "<html>", "null", "[]", "{}", "7", r#"{"response":7}"#] {
        for call in [start(), send(), close()] {
            let read = reply(&call, 200, body);
            assert_eq!(read, Err(Failure::Malformed), "{call:?} {body}");
        }
    }
    assert_eq!(
        reply(&close(), 200, r#"{"success":true}"#),
        Ok(Reply::Closed)
    );
    let not = reply(&close(), 200, r#"{"success":false}"#);
    assert_eq!(not, Err(Failure::Malformed));
}

#[test]
fn nothing_can_be_asked_before_the_page_has_said_where() {
    assert_eq!(options().backend.missing(&options()), None);
    for change in [
        |it: &mut Options| it.api_url = None,
        |it: &mut Options| it.account_id = None,
        |it: &mut Options| it.project_id = None,
    ] {
        let mut options = options();
        change(&mut options);
        assert!(!options.is_complete());
    }
    let mut refused = Options {
        api_key: Some(Secret::new("k")),
        ..options()
    };
    assert_ne!(refused.place("https://shop.example/proxy"), None);
    assert!(!refused.is_complete());
    assert_eq!(refused.place("http://localhost:1/proxy"), None);
    assert!(refused.is_complete());
    assert_eq!(options().place(""), None);
    assert_eq!(BACKENDS.map(|(name, _)| name), ["siteassist", "polyai"]);
}

#[test]
fn a_page_of_the_other_backend_is_told_what_is_missing() {
    let read = |given: &str| Options::read(&json(given));
    let (options, warnings) = read(r#"{"backend":"polyai","apiKey":"k","accountId":"a"}"#);
    assert!(!options.is_complete());
    assert_eq!(warnings.len(), 1);
    assert!(warnings[0].contains("api-url"), "{warnings:?}");
    let all = r#"{"backend":"polyai","apiUrl":"/chat","accountId":"a","projectId":"p"}"#;
    let (options, warnings) = read(all);
    assert!(options.is_complete() && warnings.is_empty());
}
