//! What goes out, and what a page can put in the way of it.

use super::page::{Door, document, field, object, rest, settled, until};
use super::script::{
    asked, go_off, held_timers, hold_timers, refuse, request, said, stop_frames, tell, tell_reject,
    tell_throw, tell_value,
};
use inglenook::json::Json;
use js_sys::{Error, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_request_carries_its_token_and_nothing_else_of_the_visitor() {
    let door = Door::open(&[]);
    door.talk().await;
    for part in ["POST /conversations", "/messages", "GET /conversations/c1"] {
        let request = request(part);
        assert_eq!(field(&request, "credentials"), "omit");
        assert_eq!(field(&request, "cache"), "no-store");
        assert_eq!(field(&request, "referrerPolicy"), "strict-origin");
        assert!(field(&request, "url").starts_with("https://api.example.test/v2/"));
        let headers = request.get("headers");
        assert_eq!(field(headers, "authorization"), "Bearer secret-token");
        assert!(!written(&request, "body").contains("secret-token"));
    }
    let headers = request("/messages").get("headers").clone();
    assert_eq!(field(&headers, "content-type"), "application/json");
    assert_eq!(
        *request("GET").get("headers").get("content-type"),
        Json::Null
    );
}

fn written(json: &Json, name: &str) -> String {
    super::page::written(json.get(name))
}

#[wasm_bindgen_test]
async fn the_page_is_told_of_without_what_its_address_hides() {
    let history = web_sys::window().unwrap();
    let location = js_sys::Reflect::get(&history, &"location".into()).unwrap();
    let set = |hash: &str| js_sys::Reflect::set(&location, &"hash".into(), &hash.into()).unwrap();
    let title = document().title();
    document().set_title("Tea & more");
    set("#access_token=secret");
    let door = Door::open(&[]);
    assert!(started(&door).await.is_ok());
    let started = request("POST /conversations").get("body").clone();
    door.talk().await;
    set("");
    document().set_title(&title);
    let sent = request("/messages").get("body").clone();
    let page = sent.get("pageContext");
    let url = field(started.get("context"), "pageUrl");
    assert!(
        url.starts_with("http://127.0.0.1:") && url.ends_with('/'),
        "{url}"
    );
    assert_eq!(field(page, "url"), url);
    assert_eq!(field(page, "title"), "Tea & more");
}

#[wasm_bindgen_test]
async fn whatever_the_pages_own_fetch_does_is_a_failure_of_the_network() {
    let door = Door::open(&[]);
    let odd = [
        JsValue::NULL,
        "no".into(),
        7.into(),
        object(&[("ok", true.into())]),
    ];
    for value in &odd {
        tell_throw("POST /conversations", value);
        assert_eq!(started(&door).await, Err("NETWORK".into()));
        tell_reject("POST /conversations", value);
        assert_eq!(started(&door).await, Err("NETWORK".into()));
        tell_value("POST /conversations", value);
        assert_eq!(started(&door).await, Err("NETWORK".into()));
    }
    tell_reject("POST /conversations", &Error::new("blocked"));
    assert_eq!(started(&door).await, Err("NETWORK".into()));
    let rejected = Promise::reject(&"no".into());
    tell_value("POST /conversations", &rejected);
    assert_eq!(started(&door).await, Err("NETWORK".into()));
    assert!(started(&door).await.is_ok());
}

async fn started(door: &Door) -> Result<String, String> {
    settled(door.widget.start_conversation(&JsValue::NULL)).await
}

#[wasm_bindgen_test]
async fn an_answer_that_is_none_is_malformed() {
    let door = Door::open(&[]);
    for body in ["", "<html>", "[", "null", "{}", "7", "\u{fffd}"] {
        tell("POST /conversations", 201, body);
        assert_eq!(
            started(&door).await,
            Err("MALFORMED_ANSWER".into()),
            "{body}"
        );
    }
    tell("POST /conversations", 500, "<html>");
    assert_eq!(started(&door).await, Err("HTTP_500".into()));
}

#[wasm_bindgen_test]
async fn an_answer_is_read_as_browsers_read_texts() {
    let door = Door::open(&[]);
    tell(
        "POST /conversations",
        201,
        "\u{feff}{\"id\":\"c\u{e9}7\",\"status\":\"open\"}",
    );
    assert_eq!(started(&door).await, Ok("{\"id\":\"c\u{e9}7\"}".into()));
    tell(
        "POST /conversations",
        500,
        "\u{feff}{\"error\":{\"code\":\"ODD\"}}",
    );
    assert_eq!(started(&door).await, Err("ODD".into()));
}

/// A conversation that is too long to be read and shown in one frame.
fn long_conversation(last: &str) -> String {
    let message = |text: &str| {
        format!(r#"{{"id":"{text}","role":"user","parts":[{{"type":"text","text":"{text}"}}]}}"#)
    };
    let mut messages: Vec<String> = (0..4_000)
        .map(|it| message(&format!("Line {it}")))
        .collect();
    messages.push(message(last));
    let messages = messages.join(",");
    format!(r#"{{"id":"c9","messages":[{messages}],"status":"open"}}"#)
}

#[wasm_bindgen_test]
async fn a_long_conversation_is_shown_whole() {
    let door = Door::open(&[]);
    door.widget.show();
    tell("GET /conversations/c9", 200, &long_conversation("the last"));
    assert!(
        settled(door.widget.open_conversation(&"c9".into()))
            .await
            .is_ok()
    );
    door.see("the last").await;
}

#[wasm_bindgen_test]
async fn a_long_conversation_that_is_given_up_while_it_is_read_stays_away() {
    let door = Door::open(&[]);
    door.widget.show();
    stop_frames();
    hold_timers();
    tell("GET /conversations/c9", 200, &long_conversation("the last"));
    let given_up = door.widget.open_conversation(&"c9".into());
    until("it is read", || held_timers().contains(&250)).await;
    let body = r#"{"id":"c8","status":"open","messages":[{"id":"m","role":"user","parts":[{"type":"text","text":"short"}]}]}"#;
    tell("GET /conversations/c8", 200, body);
    assert!(
        settled(door.widget.open_conversation(&"c8".into()))
            .await
            .is_ok()
    );
    go_off(250);
    assert!(settled(given_up).await.is_err());
    door.see("short").await;
    rest().await;
    assert!(!door.words().contains("the last"));
    assert_eq!(field(&door.snapshot(), "id"), "c8");
}

#[wasm_bindgen_test]
async fn an_answer_of_any_depth_does_no_harm() {
    let door = Door::open(&[]);
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    tell("POST /conversations", 201, &deep);
    assert_eq!(started(&door).await, Err("MALFORMED_ANSWER".into()));
    let inside = format!(r#"{{"id":"c7","status":"open","extra":{deep}}}"#);
    tell("POST /conversations", 201, &inside);
    // The browser's own parser may refuse such a depth.
    let answer = started(&door).await.unwrap_or_else(|code| code);
    assert!([r#"{"id":"c7"}"#, "MALFORMED_ANSWER"].contains(&answer.as_str()));
    let details = format!(r#"{{"error":{{"code":"CONFLICT","details":{deep}}}}}"#);
    tell("POST /conversations", 409, &details);
    let refused = started(&door).await;
    assert!(matches!(
        refused.unwrap_err().as_str(),
        "CONFLICT" | "HTTP_409"
    ));
}

#[wasm_bindgen_test]
async fn odd_addresses_of_the_api_mean_the_default_and_a_warning() {
    for url in [
        "javascript://x/%0aalert(1)",
        "ftp://x",
        "https://[",
        "data:,x",
    ] {
        let door = Door::open(&[("apiUrl", url.into())]);
        let warnings = said();
        assert!(
            warnings.len() == 1 && warnings[0].contains("api-url"),
            "{url}: {warnings:?}"
        );
        refuse("POST", 404, "NOBODY");
        assert!(started(&door).await.is_err());
        assert!(field(&request("POST"), "url").starts_with("https://api.siteassist.io/v2/"));
    }
}

#[wasm_bindgen_test]
async fn an_address_of_the_api_is_used_without_what_a_request_cannot_have() {
    let cases = [
        (
            "https://me:secret@proxy.example.test/chat/?x=1#y",
            "https://proxy.example.test/chat",
        ),
        ("HTTPS://proxy.example.test", "https://proxy.example.test"),
        (
            "https://proxy.example.test/a/../b//",
            "https://proxy.example.test/b",
        ),
    ];
    for (given, base) in cases {
        let door = Door::open(&[("apiUrl", given.into())]);
        refuse("POST", 404, "NOBODY");
        assert!(started(&door).await.is_err());
        assert_eq!(
            field(&request("POST"), "url"),
            format!("{base}/conversations")
        );
    }
    let door = Door::open(&[("apiUrl", "/proxy/".into())]);
    refuse("POST", 404, "NOBODY");
    assert!(started(&door).await.is_err());
    assert!(field(&request("POST"), "url").ends_with("/proxy/conversations"));
    assert!(field(&request("POST"), "url").starts_with("http://127.0.0.1"));
}

#[wasm_bindgen_test]
async fn a_token_that_no_header_can_hold_is_none() {
    for token in ["a\nb", "a\r\nX-Evil: 1", "tökén", "a b", "a\0"] {
        let door = Door::open(&[("token", token.into())]);
        let warnings = said();
        assert!(
            warnings.iter().any(|it| it.contains("token")),
            "{warnings:?}"
        );
        assert!(warnings.iter().all(|it| !it.contains(token)));
        assert_eq!(started(&door).await, Err("NOT_CONFIGURED".into()));
        assert!(asked().is_empty());
    }
}

#[wasm_bindgen_test]
async fn a_key_of_any_characters_goes_into_the_body_only() {
    let door = Door::open(&[("apiKey", "pk_\u{1F375}\n\"".into())]);
    let _ = door.widget.send(&"Hello".into());
    let is_read = || *request("/identity/init").get("body") != Json::Null;
    until("the session", || !asked().is_empty() && is_read()).await;
    let request = request("/identity/init");
    assert_eq!(field(request.get("body"), "apiKey"), "pk_\u{1F375}\n\"");
    assert_eq!(
        field(&request, "url"),
        "https://api.example.test/v2/identity/init"
    );
    assert_eq!(*request.get("headers").get("authorization"), Json::Null);
}
