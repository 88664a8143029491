use super::{Category, Key, Text, fits, locales, runs};
use crate::chat::notice::{Action, Kind};
use crate::json::Json;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// The `{names}` in some words.
fn placeholders(words: &str) -> BTreeSet<&str> {
    let inside = words.split('{').skip(1);
    inside
        .map(|rest| rest.split_once('}').map_or("", |(name, _)| name))
        .collect()
}

#[test]
fn every_key_has_words_and_a_name_of_its_own() {
    let mut names = BTreeSet::new();
    for key in Key::ALL {
        assert!(!key.english().trim().is_empty(), "{key:?} has no words");
        assert!(names.insert(key.name()), "{key:?} shares its name");
        let kebab = |c: char| c.is_ascii_lowercase() || c == '-';
        assert!(key.name().chars().all(kebab), "{key:?} has an odd name");
        for name in placeholders(key.english()) {
            assert!(!name.is_empty(), "{key:?} has an empty placeholder");
        }
    }
}

#[test]
fn a_locale_replaces_words_and_english_stands_in_for_the_rest() {
    let words = [("send", "Senden".into()), ("no-such-key", "Nichts".into())];
    let text = Text::new("de", words);
    assert_eq!(text.get(Key::Send), "Senden");
    assert_eq!(text.get(Key::Stop), "Stop");
    assert_eq!(text.locale(), "de");
}

#[test]
fn a_line_never_begins_with_what_belongs_to_the_word_before() {
    let french = include_str!("../../static/words/fr.json");
    for (file, apart) in [
        (french, &[" !", " ?", " ;", " :", " »", "« "][..]),
        (include_str!("../../static/words/de.json"), &[" …"]),
    ] {
        let words = Json::read(file).unwrap();
        let says = Key::ALL
            .iter()
            .filter_map(|key| words.get(key.name()).text());
        for said in says {
            let breaks = apart.iter().any(|it| said.contains(it));
            assert!(!breaks, "{said:?}");
        }
    }
}

#[test]
fn placeholders_are_filled_wherever_a_language_puts_them() {
    let text = Text::new("xx", [("counter", "{limit}/{used} {used".into())]);
    let filled = text.fill(Key::Counter, &[("used", "1"), ("limit", "{used}")]);
    assert_eq!(filled, "{used}/1 {used");
}

#[test]
fn limits_are_told_with_numbers() {
    let text = Text::default();
    let number = |number: usize| format!("<{number}>");
    for kind in [Kind::TooLong(10_000), Kind::ReasonTooLong(10_000)] {
        assert!(text.kind(&kind, &number).contains("<10000>"));
    }
    assert!(text.message_counter(9, &number).contains("<9> of <10000>"));
}

#[test]
fn no_notice_leaves_a_placeholder_unfilled() {
    let text = Text::default();
    for kind in [
        Kind::Invalid,
        Kind::SessionEnded,
        Kind::Unavailable,
        Kind::Forbidden,
        Kind::Gone,
        Kind::Changed,
        Kind::RateLimited,
        Kind::ServiceError,
        Kind::AssistantDown,
        Kind::Busy,
        Kind::Offline,
        Kind::Checking,
        Kind::PerhapsDelivered,
        Kind::Interrupted,
        Kind::Unreachable,
        Kind::Refused,
        Kind::TooLong(1),
        Kind::ReasonTooLong(1),
    ] {
        let words = text.kind(&kind, &|number| number.to_string());
        assert!(!words.contains(['{', '}']), "{words}");
    }
    assert_eq!(text.action(Action::SendAgain(1)), "Try again");
    assert_eq!(text.action(Action::StartNew), "Start a new conversation");
}

#[test]
fn lines_run_leftwards_in_the_languages_that_do() {
    for (locale, direction) in [
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("FA", "rtl"),
        ("ur_PK", "rtl"),
        ("en", "ltr"),
        ("art", "ltr"),
        ("", "ltr"),
    ] {
        assert_eq!(Text::new(locale, []).direction(), direction, "{locale}");
    }
}

#[test]
fn a_line_runs_as_its_first_letter_says() {
    for (words, direction) in [
        ("Write here…", Some("ltr")),
        ("اكتب رسالة", Some("rtl")),
        ("כתבו Hello", Some("rtl")),
        ("Hello שלום", Some("ltr")),
        ("10 % – اكتب", Some("rtl")),
        ("質問", Some("ltr")),
        ("«Écrivez»", Some("ltr")),
        ("👋 10 …", None),
        ("", None),
    ] {
        assert_eq!(runs(words), direction, "{words}");
    }
}

#[test]
fn words_are_of_a_language_wherever_it_is_spoken() {
    for (words, locale, speaks) in [
        ("en", "en-GB", true),
        ("pt-BR", "PT_pt", true),
        ("zh-Hant", "zh-TW", true),
        ("en", "no", false),
        ("en", "de", false),
        ("en", "", false),
    ] {
        assert_eq!(Text::new(words, []).speaks(locale), speaks, "{locale}");
    }
}

#[test]
fn words_beside_a_number_take_its_form() {
    let counted = |text: &Text, form, number| text.counted(Key::JumpToNew, form, number);
    let english = Text::default();
    assert!(counted(&english, Category::One, "1").ends_with(", 1 new message"));
    assert!(counted(&english, Category::Other, "2").ends_with(", 2 new messages"));
    let words = [
        ("jump-to-new.one", "{count} wiadomość".into()),
        ("jump-to-new.few", "{count} wiadomości".into()),
        ("jump-to-new", "{count} wiadomości (inne)".into()),
        ("jump-to-new.some", "?".into()),
    ];
    let polish = Text::new("pl", words);
    assert_eq!(counted(&polish, Category::One, "1"), "1 wiadomość");
    assert_eq!(counted(&polish, Category::Few, "3"), "3 wiadomości");
    let many = counted(&polish, Category::Many, "5");
    assert_eq!(many, "5 wiadomości (inne)", "a form that is missing");
}

#[test]
fn what_is_counted_says_the_number_in_every_form() {
    for key in Key::COUNTED {
        for name in ["zero", "one", "two", "few", "many", "other"] {
            let form = Category::named(name).unwrap();
            assert!(Text::default().counted(*key, form, "<7>").contains("<7>"));
        }
    }
}

#[test]
fn each_visitor_gets_the_nearest_language_that_there_is() {
    for (wanted, chosen) in [
        ("de", Some("de")),
        ("de-AT", Some("de")),
        ("DE_CH", Some("de")),
        ("pt", Some("pt-BR")),
        ("pt-PT", Some("pt-BR")),
        ("es-419", Some("es")),
        ("iw", Some("he")),
        ("zh", Some("zh-Hans")),
        ("zh-CN", Some("zh-Hans")),
        ("zh-SG", Some("zh-Hans")),
        ("zh-TW", Some("zh-Hant")),
        ("zh-HK", Some("zh-Hant")),
        ("zh-Hant", Some("zh-Hant")),
        ("zh-Hans-HK", Some("zh-Hans")),
        ("cmn-Hant-TW", Some("zh-Hant")),
        ("yue", Some("zh-Hant")),
        ("en", None),
        ("en-GB", None),
        ("no", None),
        ("sv", None),
        ("dev", None),
        ("-de", None),
        ("", None),
    ] {
        assert_eq!(locales::choose(wanted).map(|it| it.tag), chosen, "{wanted}");
    }
}

#[test]
fn every_language_is_chosen_by_its_own_tag_and_has_a_file_of_its_own() {
    let mut files = BTreeSet::new();
    for locale in locales::LOCALES {
        let chosen = locales::choose(locale.tag).map(|it| it.tag);
        assert_eq!(chosen, Some(locale.tag));
        assert!(files.insert(locale.file()));
    }
}

#[test]
fn a_page_has_the_last_word_on_words() {
    let german = locales::choose("de").unwrap();
    let file = Json::read(r#"{"send":"Senden","stop":"Anhalten","back":7,"x":"y"}"#).unwrap();
    let own = [("stop".to_owned(), "Halt".to_owned())];
    let text = german.text(&file, &own);
    assert_eq!(text.locale(), "de");
    assert_eq!(text.get(Key::Send), "Senden");
    assert_eq!(text.get(Key::Stop), "Halt");
    assert_eq!(text.get(Key::Back), "Back");
    for broken in [Json::Null, Json::Text("<html>".into()), Json::object([])] {
        assert_eq!(german.text(&broken, &own).get(Key::Send), "Send");
    }
}

#[test]
fn words_fit_their_key_when_they_have_its_placeholders() {
    for (name, words) in [
        ("send", "Los"),
        ("counter", "{limit}: {used}"),
        ("jump-to-new", "{count}!"),
        ("jump-to-new.one", "One new"),
        ("jump-to-new.few", "{count} few"),
    ] {
        assert!(fits(name, words), "{name}: {words}");
    }
    for (name, words) in [
        ("send", ""),
        ("send", " \n"),
        ("send", "Send {count}"),
        ("send", "Send {"),
        ("send.one", "Send"),
        ("counter", "{used}"),
        ("counter", "{used} of {limit} in {time}"),
        ("counter", "{used} of {limit"),
        ("counter", "{used} of {limit} {"),
        ("jump-to-new.one", "{count new"),
        ("jump-to-new", "More"),
        ("jump-to-new.few", "More"),
        ("jump-to-new.one", "{number} new"),
        ("jump-to-new.some", "{count}"),
        ("Send", "Send"),
        ("", "Send"),
    ] {
        assert!(!fits(name, words), "{name}: {words}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_that_fit_never_show_a_placeholder(
        name in prop::sample::select(&["send", "counter", "jump-to-new", "jump-to-new.one", "jump-to-new.few"][..]),
        words in "(\\{|\\}|\\{count\\}|\\{used\\}|\\{limit\\}|count|used| |é){0,6}",
    ) {
        if fits(name, &words) {
            let text = Text::new("de", [(name, words.clone())]);
            let shown = match name {
                "send" => text.fill(Key::Send, &[]),
                "counter" => text.fill(Key::Counter, &[("used", "7"), ("limit", "9")]),
                "jump-to-new.one" => text.counted(Key::JumpToNew, Category::One, "7"),
                _ => text.counted(Key::JumpToNew, Category::Few, "7"),
            };
            prop_assert!(!shown.contains('{'), "{}: {}", words, shown);
            prop_assert!(name == "send" || name.ends_with(".one") || shown.contains('7'), "{}", shown);
        }
    }
}
