//! The configuration of SiteAssist's own widget as looks of ours.

use super::replies::read;
use crate::api::secret::Secret;
use crate::api::siteassist::request;
use crate::api::{Call, Reply};
use crate::chat::looks::{Colour, Looks, Shades};

pub fn configuration() -> Call {
    Call::Configuration {
        api_key: Secret::new("pk_1"),
    }
}

fn looks(body: &str) -> Looks {
    match read(&configuration(), 200, body) {
        Ok(Reply::Configured(looks)) => looks,
        other => panic!("{other:?}"),
    }
}

fn colour(text: &str) -> Option<Colour> {
    Some(Colour::read(text).unwrap())
}

#[test]
fn it_is_asked_for_by_the_key_alone() {
    assert!(!configuration().needs_token() && configuration().is_read());
    let asked = request(&configuration());
    assert_eq!(
        (asked.method, asked.path.as_str()),
        ("GET", "/projects/current?apiKey=pk_1")
    );
    let odd = Call::Configuration {
        api_key: Secret::new("a&b=c#/é"),
    };
    let path = request(&odd).path;
    assert_eq!(path, "/projects/current?apiKey=a%26b%3Dc%23%2F%C3%A9");
}

#[test]
fn what_the_contract_describes_is_taken() {
    let body = r##"{"object":"project","id":"p","name":"Acme","chatWidgetConfig":{
        "welcomeMessage":" Hello! ","inputPlaceholder":"Ask","displayName":"Acme",
        "userMessageBubbleColor":"#123456","userMessageBubbleColorDark":null,
        "brandColor":"rgb(1 2 3)","brandColorDark":"Navy","width":400,"maxHeight":640.5,
        "offset":{"x":8,"y":0},"position":"bottom-left","bubbleRadius":12,"baseFontSize":18,"openDelay":3,
        "assistantAvatar":"https://api.example.com/a.png","chatButtonColor":"#fff",
        "customCSSStyles":"*{display:none}"}}"##;
    let expected = Looks {
        heading: Some("Acme".into()),
        greeting: Some("Hello!".into()),
        placeholder: Some("Ask".into()),
        avatar: Some("https://api.example.com/a.png".into()),
        at_start: Some(true),
        accent: Shades {
            light: colour("rgb(1 2 3)"),
            dark: colour("navy"),
        },
        said: Shades {
            light: colour("#123456"),
            dark: None,
        },
        launcher: Shades {
            light: colour("#fff"),
            dark: None,
        },
        width: Some(400),
        height: Some(640),
        offset_x: Some(8),
        offset_y: Some(0),
        radius: Some(12),
        text_size: Some(18),
    };
    assert_eq!(looks(body), expected);
}

#[test]
fn what_is_missing_or_spelt_as_in_the_example_is_no_trouble() {
    let example = r#"{"id":"e","name":"Acme Inc","status":"active",
        "chatWidgetConfig":{"position":"right","theme":"light","welcomeMessage":"Hi!"}}"#;
    let expected = Looks {
        at_start: Some(false),
        greeting: Some("Hi!".into()),
        ..Looks::default()
    };
    assert_eq!(looks(example), expected);
    for nothing in ["{}", "null", "[]", r#"{"chatWidgetConfig":7}"#, "<html>"] {
        assert_eq!(looks(nothing), Looks::default(), "{nothing}");
    }
}

#[test]
fn hostile_values_are_left_aside() {
    let long = "x".repeat(501);
    for field in [
        r#""brandColor":"red;} body{display:none""#,
        r#""brandColor":"url(https://evil.example/)""#,
        r#""brandColor":["red"]"#,
        r#""userMessageBubbleColor":"var(--x)""#,
        r#""width":-1"#,
        r#""width":1e999"#,
        r#""width":"400""#,
        r#""maxHeight":100000"#,
        r#""offset":[1,2]"#,
        r#""offset":{"x":-5,"y":null}"#,
        r#""position":"top""#,
        r#""bubbleRadius":9999"#,
        r#""baseFontSize":1"#,
        r#""displayName":" ""#,
        r#""displayName":{}"#,
        &format!(r#""welcomeMessage":"{long}""#),
        &format!(r#""inputPlaceholder":"{long}""#),
        r#""assistantAvatar":"""#,
        r#""customCSSStyles":"*{}""#,
    ] {
        let body = format!(r#"{{"chatWidgetConfig":{{{field}}}}}"#);
        assert_eq!(looks(&body), Looks::default(), "{field}");
    }
}
