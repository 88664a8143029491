use super::{SAID, host, spoken};
use crate::dist::panel::name_of;
use std::collections::BTreeMap;
use std::fs;

const LOADER: &str =
    r#"a("Open chat");a("Close chat");a("It did not come.","Try again","Close chat")"#;
const ENGLISH: &str = r#"
    OpenChat "open-chat" "Open chat"
    OpenChatUnread "open-chat-unread" "Open chat, unread: {count}"
    CloseChat "close-chat" "Close chat"
    TryAgain "try-again" "Try again"
    NotLoaded "not-loaded" "It did not come."
"#;

fn german() -> BTreeMap<String, String> {
    let words = ["Chat öffnen", "Chat schließen", "Es kam nicht.", "Erneut"];
    let pairs = SAID.into_iter().zip(words);
    pairs
        .map(|(key, words)| (key.into(), words.into()))
        .collect()
}

#[test]
fn everything_that_a_loader_says_is_said_in_its_language() {
    assert_eq!(
        spoken(LOADER, ENGLISH, &german()).unwrap(),
        r#"a("Chat öffnen");a("Chat schließen");a("Es kam nicht.","Erneut","Chat schließen")"#
    );
}

/// A page with two versions keeps the first, and can tell them apart only by this.
#[test]
fn the_loader_has_the_version_of_the_package() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let loader = fs::read_to_string(format!("{root}/static/inglenook.js")).unwrap();
    let manifest = fs::read_to_string(format!("{root}/Cargo.toml")).unwrap();
    let version = between(&manifest, "version = \"", "\"");
    assert_eq!(between(&loader, "static version = '", "'"), version);
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let rest = text.split_once(start).unwrap().1;
    rest.split_once(end).unwrap().0
}

#[test]
fn words_that_are_missing_anywhere_are_an_error() {
    let mut words = german();
    words.remove("try-again");
    let error = spoken(LOADER, ENGLISH, &words).unwrap_err();
    assert!(error.to_string().contains("try-again"));
    assert!(spoken(LOADER, "", &german()).is_err());
    assert!(spoken(r#"a("Open chat")"#, ENGLISH, &german()).is_err());
}

#[test]
fn a_loader_has_the_name_of_its_language_and_one_of_its_content() {
    let folder = std::env::temp_dir().join(format!("inglenook-loaders-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    for (language, name) in [
        (None, "inglenook.js"),
        (Some("pt-BR"), "inglenook.pt-BR.js"),
    ] {
        let loader = host(&folder, language, "alert(1)").unwrap();
        assert_eq!(loader.name, name);
        assert_eq!(
            loader.pinned,
            format!("inglenook-{}.js", name_of(b"alert(1)"))
        );
        for name in [loader.name, loader.pinned] {
            assert_eq!(fs::read_to_string(folder.join(name)).unwrap(), "alert(1)");
        }
    }
    fs::remove_dir_all(&folder).unwrap();
}
