//! What the page gives, good and bad: a value, and one warning for each thing that is wrong.

#![allow(clippy::unwrap_used)]

mod nearly;

use super::{NAMES, Options, Theme, Transport, is_header_value};
use crate::api::backend::Backend;
use crate::api::secret::Secret;
use crate::json::Json;

/// Reads a page's options, with a key so that only the rest can be wrong.
fn read(given: &str) -> (Options, Vec<String>) {
    let comma = if given.is_empty() { "" } else { "," };
    let given = format!(r#"{{"apiKey":"pk_1"{comma}{given}}}"#);
    Options::read(&Json::read(&given).unwrap())
}

fn default() -> Options {
    Options {
        api_key: Some(Secret::new("pk_1")),
        ..Options::default()
    }
}

#[test]
fn what_is_absent_or_empty_is_the_default_without_a_word() {
    assert_eq!(read(""), (default(), Vec::new()));
    for name in NAMES.iter().filter(|name| **name != "apiKey") {
        assert_eq!(read(&format!(r#""{name}":null"#)), (default(), Vec::new()));
    }
    for name in NAMES {
        if !matches!(
            name,
            "apiKey"
                | "getToken"
                | "noStreaming"
                | "unreadTitle"
                | "unsafeDirectKeys"
                | "context"
                | "open"
                | "words"
        ) {
            let given = format!(r#""{name}":"  ""#);
            assert_eq!(read(&given), (default(), Vec::new()), "{name}");
        }
    }
}

#[test]
fn good_values_are_taken() {
    let lines = |lines: &[&str]| lines.iter().map(|line| (*line).into()).collect();
    type Change = Box<dyn Fn(&mut Options)>;
    let rows: Vec<(&str, Change)> = vec![
        (r#""backend":"siteassist""#, Box::new(|_| {})),
        (
            r#""apiUrl":"https://a.example/v2/""#,
            Box::new(|it| it.api_url = Some("https://a.example/v2".into())),
        ),
        (
            r#""apiUrl":"HTTP://a.example""#,
            Box::new(|it| it.api_url = Some("HTTP://a.example".into())),
        ),
        (
            r#""apiUrl":"/chat""#,
            Box::new(|it| it.api_url = Some("/chat".into())),
        ),
        (
            r#""apiUrl":"./chat""#,
            Box::new(|it| it.api_url = Some("./chat".into())),
        ),
        (
            r#""token":" ey.J-_~+/= ""#,
            Box::new(|it| it.token = Some(Secret::new("ey.J-_~+/="))),
        ),
        (
            r#""getToken":true"#,
            Box::new(|it| it.asks_for_token = true),
        ),
        (
            r#""accountId":"ws-1""#,
            Box::new(|it| it.account_id = Some("ws-1".into())),
        ),
        (
            r#""projectId":"p1""#,
            Box::new(|it| it.project_id = Some("p1".into())),
        ),
        (
            r#""connectorToken":"t""#,
            Box::new(|it| it.connector_token = Some(Secret::new("t"))),
        ),
        (
            r#""unsafeDirectKeys":true"#,
            Box::new(|it| it.unsafe_direct_keys = true),
        ),
        (
            r#""context":{"variantId":"v"}"#,
            Box::new(|it| it.context = Json::object([("variantId", "v".into())])),
        ),
        (r#""transport":"messages""#, Box::new(|_| {})),
        (
            r#""transport":" completions ""#,
            Box::new(|it| it.transport = Transport::Completions),
        ),
        (
            r#""assistantId":"a1""#,
            Box::new(|it| it.assistant_id = Some("a1".into())),
        ),
        (
            r#""noStreaming":true"#,
            Box::new(|it| it.no_streaming = true),
        ),
        (r#""noStreaming":"""#, Box::new(|it| it.no_streaming = true)),
        (
            r#""noStreaming":"no-streaming""#,
            Box::new(|it| it.no_streaming = true),
        ),
        (r#""noStreaming":"false""#, Box::new(|_| {})),
        (r#""mode":"inline""#, Box::new(|it| it.inline = true)),
        (
            r#""position":"bottom-left""#,
            Box::new(|it| it.at_start = Some(true)),
        ),
        (r#""prefetch":"idle""#, Box::new(|_| {})),
        (
            r#""prefetch":"configuration""#,
            Box::new(|it| it.looks_ahead = true),
        ),
        (r#""theme":"dark""#, Box::new(|it| it.theme = Theme::Dark)),
        (r#""theme":"light""#, Box::new(|it| it.theme = Theme::Light)),
        (
            r#""locale":"pt-BR""#,
            Box::new(|it| it.locale = Some("pt-BR".into())),
        ),
        (
            r#""locale":"zh-Hant-TW-x-1""#,
            Box::new(|it| it.locale = Some("zh-Hant-TW-x-1".into())),
        ),
        (
            r#""words":{"send":"Go"}"#,
            Box::new(|it| it.words = vec![("send".into(), "Go".into())]),
        ),
        (
            r#""heading":" Help ""#,
            Box::new(|it| it.heading = Some("Help".into())),
        ),
        (
            r#""greeting":"Hi""#,
            Box::new(|it| it.greeting = Some("Hi".into())),
        ),
        (
            r#""placeholder":"Ask""#,
            Box::new(|it| it.placeholder = Some("Ask".into())),
        ),
        (
            r#""suggestions":" One \r\n\n Two""#,
            Box::new(move |it| it.suggestions = lines(&["One", "Two"])),
        ),
        (
            r#""suggestions":["One ",""," Two"]"#,
            Box::new(move |it| it.suggestions = lines(&["One", "Two"])),
        ),
        (
            r#""closeReasons":"Solved""#,
            Box::new(move |it| it.close_reasons = lines(&["Solved"])),
        ),
        (r#""open":true"#, Box::new(|it| it.open = true)),
        (r#""open":false"#, Box::new(|_| {})),
        (r#""somethingElse":[1,2]"#, Box::new(|_| {})),
    ];
    for (given, change) in rows {
        let mut wanted = default();
        change(&mut wanted);
        assert_eq!(read(given), (wanted, Vec::new()), "{given}");
    }
}

#[test]
fn a_bad_value_means_the_default_and_one_warning_that_says_what_is_allowed() {
    let words = |words: &str| format!("can be {words}");
    let text = "is a text".to_owned();
    let address = "is an http(s) address, or a path that begins with \"/\" or \".\"".to_owned();
    let ascii = "is a line of visible ASCII characters".to_owned();
    let tag = "is a language tag such as \"en\" or \"pt-BR\"".to_owned();
    let lines = "is a text with a line for each, or a list of texts".to_owned();
    let switch = "is true or false".to_owned();
    let long = format!(r#"["{}"]"#, "😀".repeat(129));
    let rows: Vec<(&str, &str, Vec<&str>, String)> = vec![
        (
            "backend",
            "backend",
            vec![r#""other""#, "7", "[]"],
            words("\"siteassist\" or \"polyai\""),
        ),
        (
            "apiUrl",
            "api-url",
            vec![
                r#""javascript:alert(1)""#,
                r#""a.example""#,
                r#""ftp://a""#,
                "7",
            ],
            address,
        ),
        (
            "token",
            "token",
            vec![r#""two words""#, r#""é""#, r#""a\nb""#, "7", "{}"],
            ascii.clone(),
        ),
        (
            "connectorToken",
            "connector-token",
            vec![r#""two words""#, "7"],
            ascii.clone(),
        ),
        ("accountId", "account-id", vec!["7"], text.clone()),
        ("projectId", "project-id", vec!["[]"], text.clone()),
        (
            "unsafeDirectKeys",
            "unsafe-direct-keys",
            vec!["1"],
            switch.clone(),
        ),
        (
            "context",
            "context",
            vec!["7", r#""{}""#, "[]", "false"],
            "is an object that can be written as JSON".into(),
        ),
        (
            "getToken",
            "getToken",
            vec![r#""name""#, "7", "{}"],
            "is a function".into(),
        ),
        (
            "transport",
            "transport",
            vec![r#""Messages""#, "true"],
            words("\"messages\" or \"completions\""),
        ),
        (
            "assistantId",
            "assistant-id",
            vec!["7", "[]", "true"],
            text.clone(),
        ),
        (
            "noStreaming",
            "no-streaming",
            vec!["1", "[]", "{}"],
            switch.clone(),
        ),
        (
            "mode",
            "mode",
            vec![r#""float""#, "0"],
            words("\"floating\" or \"inline\""),
        ),
        (
            "position",
            "position",
            vec![r#""top""#, "{}"],
            words("\"bottom-right\" or \"bottom-left\""),
        ),
        (
            "theme",
            "theme",
            vec![r#""blue""#, "1"],
            words("\"auto\" or \"light\" or \"dark\""),
        ),
        (
            "locale",
            "locale",
            vec![r#""en_US""#, r#""e""#, r#""english!""#, r#""en-""#, "1"],
            tag,
        ),
        (
            "words",
            "words",
            vec!["7", r#""send""#, "[]", "false"],
            "is an object of texts".into(),
        ),
        ("heading", "heading", vec!["7", "{}"], text.clone()),
        ("greeting", "greeting", vec!["7", "[\"a\"]"], text.clone()),
        ("placeholder", "placeholder", vec!["false"], text),
        (
            "suggestions",
            "suggestions",
            vec!["7", "{}", "true", "[7]"],
            lines.clone(),
        ),
        ("closeReasons", "close-reasons", vec!["7", "[null]"], lines),
        (
            "closeReasons",
            "close-reasons",
            vec![&long],
            words("256 characters long each"),
        ),
        ("open", "open", vec!["1", "[]"], switch),
    ];
    for (name, attribute, values, allowed) in rows {
        for value in values {
            let (options, warnings) = read(&format!(r#""{name}":{value}"#));
            assert_eq!(options, default(), "{name} {value}");
            assert_eq!(warnings, [format!("{attribute} {allowed}.")], "{value}");
        }
    }
}

#[test]
fn one_bad_line_does_not_cost_the_others() {
    let long = "a".repeat(257);
    let (options, warnings) = read(&format!(r#""closeReasons":["Solved","{long}"]"#));
    assert_eq!(
        (options.close_reasons, warnings.len()),
        (vec!["Solved".into()], 1)
    );
    let (options, warnings) = read(r#""suggestions":["One",2,"Three"]"#);
    assert_eq!(options.suggestions, ["One", "Three"]);
    assert_eq!(warnings.len(), 1);
}

#[test]
fn a_page_without_any_credential_is_told_so_once() {
    for given in [
        Json::Null,
        Json::Bool(true),
        Json::object([]),
        Json::object([("apiKey", " ".into())]),
    ] {
        let (options, warnings) = Options::read(&given);
        assert_eq!(options, Options::default());
        assert_eq!(warnings.len(), 1);
        assert!(warnings[0].contains("api-key, token or getToken"));
    }
    let (_, warnings) = Options::read(&Json::object([("apiKey", 7.0.into())]));
    assert_eq!(warnings[0], "api-key is a text.");
    for name in ["token", "apiKey"] {
        let (options, warnings) = Options::read(&Json::object([(name, "x".into())]));
        assert!(options.is_complete() && warnings.is_empty());
    }
}

#[test]
fn a_warning_never_holds_the_value() {
    let (_, warnings) = read(r#""token":"secret token","heading":{"secret":1}"#);
    assert_eq!(warnings.len(), 2);
    assert!(warnings.iter().all(|warning| !warning.contains("secret")));
}

#[test]
fn who_asks_is_told_by_address_key_and_token() {
    let one = default();
    let change = |change: fn(&mut Options)| {
        let mut other = default();
        change(&mut other);
        one.same_identity(&other)
    };
    assert!(change(|it| it.heading = Some("x".into())));
    assert!(change(|it| it.transport = Transport::Completions));
    assert!(!change(|it| it.api_url = Some("/x".into())));
    assert!(!change(|it| it.api_key = Some(Secret::new("pk_2"))));
    assert!(!change(|it| it.token = Some(Secret::new("t"))));
    assert!(!change(|it| it.backend = Backend::PolyAi));
    assert!(!change(|it| it.account_id = Some("a".into())));
    assert!(!change(|it| it.project_id = Some("p".into())));
    assert!(change(|it| it.context = Json::object([("a", 1.0.into())])));
}

#[test]
fn a_header_takes_visible_ascii_only() {
    assert!(is_header_value("eyJ.a-b_c~+/="));
    for text in ["", " ", "a b", "a\n", "é", "a\u{0}", "\u{7f}"] {
        assert!(!is_header_value(text), "{text:?}");
    }
}
