//! What the backend's configuration makes of the chat.

use super::harness::{Story, key_options, new_device, status};
use crate::api::Reply;
use crate::api::failure::Failure;
use crate::api::secret::Secret;
use crate::chat::event::Fact;
use crate::chat::looks::{Colour, Looks, Shades};
use crate::options::{Options, Theme};
use proptest::prelude::*;

fn colour(text: &str) -> Option<Colour> {
    Some(Colour::read(text).unwrap())
}

fn looks() -> Looks {
    Looks {
        heading: Some("The shop".into()),
        greeting: Some("Good evening".into()),
        placeholder: Some("Ask away".into()),
        at_start: Some(true),
        accent: Shades {
            light: colour("#123"),
            dark: colour("navy"),
        },
        width: Some(400),
        ..Looks::default()
    }
}

impl Story {
    fn looks_come(&mut self, result: Result<Looks, Failure>) -> &mut Self {
        let id = self.looks_asked.pop().expect("nobody asked");
        self.fact(Fact::Answered(id, result.map(Reply::Configured)))
    }
}

fn dressed(options: Options) -> Story {
    let mut story = Story::of(options, new_device(), true);
    story.show();
    story.looks_come(Ok(looks()));
    story
}

#[test]
fn the_configuration_is_asked_for_once_the_panel_is_shown() {
    let mut story = Story::with_key();
    assert!(story.looks_asked.is_empty());
    story.show();
    assert_eq!(story.looks_asked.len(), 1);
    story.looks_come(Ok(looks()));
    assert_eq!(story.dressed, 1);
    assert_eq!(story.chat.heading().as_deref(), Some("The shop"));
    assert_eq!(story.chat.greeting().as_deref(), Some("Good evening"));
    assert_eq!(story.chat.placeholder().as_deref(), Some("Ask away"));
    assert!(story.chat.at_start());
    story.fact(Fact::Hidden);
    story.show();
    assert!(story.looks_asked.is_empty(), "it is known");
}

fn looks_ahead() -> Options {
    Options {
        looks_ahead: true,
        ..key_options()
    }
}

#[test]
fn an_option_asks_for_the_configuration_before_the_panel_is_shown() {
    let mut story = Story::of(looks_ahead(), new_device(), true);
    story.fact(Fact::Ready);
    assert_eq!(story.looks_asked.len(), 1);
    assert!(story.outstanding("identify").is_empty(), "no visitor yet");
    story.looks_come(Ok(looks()));
    assert_eq!(story.dressed, 1);
    assert!(story.events.is_empty());
    story.show();
    assert!(story.looks_asked.is_empty(), "it is known");
    let mut story = Story::with_key();
    story.fact(Fact::Ready);
    assert!(story.looks_asked.is_empty());
}

#[test]
fn an_option_that_comes_later_asks_as_well_and_a_forgotten_visitor_costs_no_colour() {
    let mut story = Story::with_key();
    story.fact(Fact::Configured {
        options: Box::new(looks_ahead()),
        device: new_device(),
    });
    assert_eq!(story.looks_asked.len(), 1);
    story.fact(Fact::Reset {
        fresh: Secret::new("fresh"),
    });
    assert_eq!(story.looks_asked.len(), 2, "the first was given up");
    story.looks_come(Ok(looks()));
    assert_eq!(story.dressed, 2);
}

#[test]
fn it_takes_a_publishable_key() {
    let mut story = Story::with_token();
    story.show();
    assert!(story.looks_asked.is_empty());
}

#[test]
fn what_the_page_says_wins() {
    let story = dressed(Options {
        heading: Some("Ask us".into()),
        at_start: Some(false),
        words: vec![("greeting".into(), "Ahoy".into())],
        ..key_options()
    });
    assert_eq!(story.chat.heading().as_deref(), Some("Ask us"));
    assert_eq!(story.chat.greeting(), None, "it is among the words");
    assert_eq!(story.chat.placeholder().as_deref(), Some("Ask away"));
    assert!(!story.chat.at_start());
    let styles = story.chat.styles(&|name| name != "accent");
    assert_eq!(
        styles,
        ":host(:not([mode=inline])){--inglenook-width:400px}"
    );
}

#[test]
fn a_failure_is_nobodys_trouble_and_is_made_up_for_at_the_next_show() {
    for failure in [status(403), status(500), Failure::Network, Failure::Timeout] {
        let mut story = Story::with_key();
        story.show();
        story.forget_the_past();
        story.looks_come(Err(failure));
        assert!(story.chat.notice().is_none());
        assert!(story.events.is_empty() && story.timers.is_empty());
        assert_eq!(story.chat.heading(), None);
        story.fact(Fact::Hidden);
        story.show();
        assert_eq!(story.looks_asked.len(), 1);
    }
}

#[test]
fn another_key_is_another_look() {
    let mut story = dressed(key_options());
    let options = Options {
        api_key: Some(Secret::new("pk_2")),
        ..key_options()
    };
    story.fact(Fact::Configured {
        options: Box::new(options),
        device: new_device(),
    });
    assert_eq!(story.chat.heading(), None);
    assert_eq!(story.looks_asked.len(), 1);
    assert_eq!(story.dressed, 2);
}

#[test]
fn a_forgotten_visitor_leaves_the_look_as_it_is() {
    let mut story = dressed(key_options());
    let fresh = Secret::new("fresh");
    story.fact(Fact::Reset { fresh });
    assert_eq!(story.chat.heading().as_deref(), Some("The shop"));
    assert!(story.looks_asked.is_empty());
}

#[test]
fn colours_follow_the_theme() {
    let styles = |theme| {
        let options = Options {
            theme,
            at_start: Some(true),
            ..key_options()
        };
        dressed(options).chat.styles(&|name| name == "accent")
    };
    let light = "@media all{@supports(color:#123){:host{--inglenook-accent:#123}}}";
    let dark = "@supports(color:navy){:host{--inglenook-accent:navy}}}";
    assert_eq!(styles(Theme::Light), light);
    assert_eq!(styles(Theme::Dark), format!("@media all{{{dark}"));
    let auto = format!("{light}@media(prefers-color-scheme:dark){{{dark}");
    assert_eq!(styles(Theme::Auto), auto);
}

#[test]
fn messages_keep_their_looks_where_no_colour_is_given_for_them() {
    let styles = |theme| {
        let options = Options {
            theme,
            ..key_options()
        };
        let mut story = Story::of(options, new_device(), true);
        story.show();
        let said = Shades {
            light: None,
            dark: colour("navy"),
        };
        story.looks_come(Ok(Looks {
            said,
            ..Looks::default()
        }));
        story.chat.styles(&|_| true)
    };
    assert_eq!(styles(Theme::Light), "");
    for (theme, condition) in [
        (Theme::Dark, "@media all"),
        (Theme::Auto, "@media(prefers-color-scheme:dark)"),
    ] {
        let styles = styles(theme);
        let known = format!("{condition}{{@supports(color:navy) and (color:color(from ");
        assert!(styles.starts_with(&known), "{styles}");
        assert!(styles.ends_with("--said:navy}}}"), "{styles}");
        assert_eq!(styles.matches(".said").count(), 1, "{styles}");
    }
}

#[test]
fn no_colour_lets_anything_shine_through() {
    for (text, opaque) in [
        ("#abcd", "#abc"),
        ("#a8401c80", "#a8401c"),
        ("rgba(1,2,3,.5)", "rgba(1,2,3)"),
        ("hsl(120deg 50% 50% / 0)", "hsl(120deg 50% 50% )"),
    ] {
        assert_eq!(Colour::read(text).unwrap().css(), opaque);
    }
}

#[test]
fn colours_are_colours() {
    for text in [
        "#abc",
        "#ABCD",
        "#a8401c",
        "#a8401cff",
        " Tomato ",
        "rgb(1, 2, 3)",
        "hsl(120deg 50% 50% / .5)",
        "oklch(.7 .1 20)",
    ] {
        assert!(Colour::read(text).is_some(), "{text}");
    }
    for text in [
        "",
        "#",
        "#12",
        "#12345",
        "#xyz",
        "red;}",
        "red}",
        "rgb(1,2,3",
        "rgb()",
        "rgb(1,2,3))",
        "url(x)",
        "var(--x)",
        "color-mix(in srgb, red, blue)",
        "rgb(var(--x))",
        "inherit",
        "currentColor",
        "transparent",
        "red blue",
        "red/**/",
        "rgb(1,2,3){",
        "expression(1)",
        "\\72 ed",
        "rgb(\n1,2,3)",
    ] {
        assert!(Colour::read(text).is_none(), "{text}");
    }
    assert!(Colour::read("#é1").is_none() && Colour::read("#ab\u{20ac}").is_none());
    assert!(Colour::read(&format!("rgb({})", "1".repeat(64))).is_none());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_colour_says_anything_else_in_a_stylesheet(
        text in "(#|rgb|HSLA?|oklch|\\(|\\)|[0-9a-fA-F]{1,4}|[,/% .+-]|[;:{}\\\\\"'@<*]|url|red|é){0,9}",
    ) {
        if let Some(colour) = Colour::read(&text) {
            let css = colour.css();
            let plain = |it: u8| it.is_ascii_alphanumeric() || b"#() .,%+-".contains(&it);
            prop_assert!(css.bytes().all(plain), "{}", css);
            prop_assert!(css.matches('(').count() <= 1 && css.matches('(').count() == css.matches(')').count());
            prop_assert_eq!(Colour::read(css), Some(colour));
        }
    }
}
