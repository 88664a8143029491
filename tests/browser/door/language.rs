//! The language that a page wants: its words come from one file, or are the page's own.

use super::page::{Door, json, object, rest, until};
use super::script::{asked, said, tell, tell_silence};
use inglenook::json::Json;
use inglenook::text::locales::LOCALES;
use js_sys::Intl::PluralRules;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const GERMAN: &str = include_str!("../../../static/words/de.json");
const ARABIC: &str = include_str!("../../../static/words/ar.json");

fn files_asked() -> Vec<String> {
    let mut asked = asked();
    asked.retain(|it| it.contains("words-"));
    asked
}

fn panel_is(door: &Door, attribute: &str, value: &str) -> bool {
    door.css(&format!(".panel[{attribute}={value}]")).is_some()
}

/// What names the launcher.
fn launcher(door: &Door) -> String {
    let name = door.css("#launcher");
    name.and_then(|it| it.text_content()).unwrap_or_default()
}

#[wasm_bindgen_test]
async fn a_german_page_reads_german_from_one_file() {
    super::script::begin();
    tell("words-de", 200, GERMAN);
    let door = Door::another(&[("locale", "de-AT".into())]);
    door.see("Wie können wir Ihnen helfen?").await;
    assert!(panel_is(&door, "lang", "de") && panel_is(&door, "dir", "ltr"));
    assert_eq!(launcher(&door), "Chat öffnen");
    door.widget.show();
    until("its other name", || launcher(&door) == "Chat schließen").await;
    door.talk().await;
    door.see("Unser Assistent antwortet").await;
    assert_eq!(files_asked().len(), 1);
}

#[wasm_bindgen_test]
async fn an_english_page_fetches_no_words() {
    let door = Door::open(&[("locale", "en-GB".into())]);
    assert!(door.words().contains("How can we help?"), "at once");
    let other = Door::another(&[("locale", "sv".into())]);
    assert!(panel_is(&other, "lang", "en"));
    assert!(files_asked().is_empty());
}

#[wasm_bindgen_test]
async fn words_that_do_not_come_are_english_ones_and_the_site_owner_learns_of_it() {
    for (status, body) in [(404, "{}"), (200, "<!doctype html>"), (200, "")] {
        super::script::begin();
        tell("words-de", status, body);
        let door = Door::another(&[("locale", "de".into()), ("open", true.into())]);
        door.see("How can we help?").await;
        assert!(panel_is(&door, "lang", "en"));
        door.talk().await;
        let said = said();
        assert_eq!(said.len(), 1, "{body}: {said:?}");
        assert!(said[0].contains("words-de.json") && said[0].contains("did not arrive"));
    }
}

#[wasm_bindgen_test]
async fn nobody_waits_long_for_words() {
    super::script::begin();
    super::script::hold_timers();
    tell_silence("words-de");
    let door = Door::another(&[("locale", "de".into()), ("open", true.into())]);
    rest().await;
    assert_eq!(door.words(), "", "nothing is drawn in another language");
    super::script::go_off(3_000);
    door.see("How can we help?").await;
    assert_eq!(said().len(), 1);
}

#[wasm_bindgen_test]
async fn a_page_has_its_own_words_in_any_language() {
    let own = || object(&[("send", "Los".into()), ("greeting", "Moin!".into())]);
    super::script::begin();
    let english = Door::another(&[("words", own())]);
    english.see("Moin!").await;
    assert!(english.css("[aria-label=Los]").is_some());
    tell("words-de", 200, GERMAN);
    let german = Door::another(&[("words", own()), ("locale", "de".into())]);
    german.see("Moin!").await;
    german.see("Unser Assistent antwortet").await;
    english.configure(&[]);
    english.see("How can we help?").await;
}

#[wasm_bindgen_test]
async fn hostile_words_are_left_aside_with_one_warning() {
    let circle = Object::new();
    Reflect::set(&circle, &"send".into(), &circle).unwrap();
    let hostile: [JsValue; 6] = [
        7.into(),
        "send".into(),
        Array::of1(&"send".into()).into(),
        circle.into(),
        object(&[("send", JsValue::NULL), ("counter", "{}{used".into())]),
        object(&[("send", JsValue::symbol(None)), ("toString", "x".into())]),
    ];
    for words in hostile {
        let door = Door::open(&[("words", words.clone()), ("open", true.into())]);
        assert!(door.css("[aria-label=Send]").is_some(), "{words:?}");
        let said = said();
        assert_eq!(said.len(), 1, "{words:?} {said:?}");
        assert!(said[0].starts_with("inglenook: words "), "{said:?}");
    }
}

#[wasm_bindgen_test]
async fn another_language_is_taken_up_and_the_conversation_stays() {
    let door = Door::open(&[("open", true.into())]);
    door.talk().await;
    door.widget.show();
    let composer = || door.css("[part=input]").unwrap();
    composer().focus().unwrap();
    tell("words-ar", 200, ARABIC);
    door.configure(&[("locale", "ar".into())]);
    until("Arabic", || panel_is(&door, "dir", "rtl")).await;
    assert!(panel_is(&door, "lang", "ar"));
    door.see("Yes.").await;
    until("the focus", || {
        door.root().active_element() == Some(composer().into())
    })
    .await;
    // What is right stays: the same options again change nothing.
    door.configure(&[("locale", "ar".into()), ("heading", "X".into())]);
    door.see("X").await;
    assert_eq!(files_asked().len(), 1);
}

#[wasm_bindgen_test]
async fn another_language_takes_no_focus_from_the_page() {
    let door = Door::open(&[]);
    door.widget.show();
    until("the focus", || door.root().active_element().is_some()).await;
    let field = super::page::element("input");
    field.focus().unwrap();
    door.configure(&[("words", object(&[("send", "Go".into())]))]);
    until("the words", || door.css("[aria-label=Go]").is_some()).await;
    rest().await;
    let document = super::page::document();
    assert_eq!(document.active_element(), Some(field.clone().into()));
    field.remove();
}

#[wasm_bindgen_test]
async fn words_that_come_late_are_of_no_use() {
    super::script::begin();
    tell_silence("words-de");
    tell("words-ar", 200, ARABIC);
    let door = Door::another(&[("locale", "de".into()), ("open", true.into())]);
    door.configure(&[("locale", "ar".into())]);
    until("Arabic", || panel_is(&door, "lang", "ar")).await;
    tell_silence("words-fr");
    door.configure(&[("locale", "fr".into())]);
    door.widget.destroy();
    rest().await;
    assert!(door.css(".panel").is_none());
}

#[wasm_bindgen_test]
fn every_language_has_the_forms_that_the_browser_knows() {
    macro_rules! file {
        ($($tag:literal)*) => {
            [$(($tag, include_str!(concat!("../../../static/words/", $tag, ".json")))),*]
        };
    }
    let files = file!("ar" "de" "es" "fr" "he" "hi" "it" "ja" "ko" "nl" "pl" "pt-BR" "tr" "zh-Hans" "zh-Hant");
    assert_eq!(files.len(), LOCALES.len());
    for (tag, file) in files {
        let words = Json::read(file).unwrap();
        let rules = PluralRules::new(&Array::of1(&tag.into()), &Object::new());
        let forms =
            json(&Reflect::get(&rules.resolved_options(), &"pluralCategories".into()).unwrap());
        for form in forms.list().iter().filter_map(Json::text) {
            let key = match form {
                "other" => "jump-to-new".to_owned(),
                form => format!("jump-to-new.{form}"),
            };
            assert!(words.get(&key).text().is_some(), "{tag} lacks {key}");
        }
    }
}
