use super::*;
use crate::tidy::broken;

#[test]
fn a_file_of_more_than_400_lines_is_too_long() {
    let (short, long) = ("x\n".repeat(400), "x\n".repeat(401));
    assert!(
        broken(
            files_are_small,
            &[("src/a.rs", &short), ("README.md", &long)]
        )
        .is_empty()
    );
    let found = broken(
        files_are_small,
        &[("src/a.rs", &long), ("static/a.css", &long)],
    );
    assert_eq!(found[0], "src/a.rs: 401 lines are more than 400: divide it");
    assert_eq!(found.len(), 2);
}

#[test]
fn no_module_is_called_mod() {
    assert_eq!(
        broken(
            modules_are_named_files,
            &[("src/chat/mod.rs", ""), ("src/chat.rs", "")]
        )
        .len(),
        1
    );
}

#[test]
fn a_test_file_that_no_module_names_is_forgotten() {
    let files = [
        ("Cargo.toml", "[[test]]\npath = \"tests/browser/main.rs\""),
        (
            "tests/browser/main.rs",
            "mod door;\n// mod panel;\nmod other;",
        ),
        ("tests/browser/door.rs", ""),
        ("tests/browser/panel.rs", ""),
    ];
    let found = broken(no_file_is_forgotten, &files);
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("tests/browser/panel.rs: no module names this file"));
}

#[test]
fn roots_and_named_modules_are_not_forgotten() {
    let files = [
        ("Cargo.toml", ""),
        ("src/lib.rs", "pub mod chat;"),
        ("src/chat.rs", "#[cfg(test)]\nmod tests;"),
        ("src/chat/tests.rs", ""),
        ("tests/e2e/Cargo.toml", ""),
        ("tests/e2e/src/lib.rs", ""),
        ("tests/e2e/tests/journeys.rs", ""),
        ("tests/e2e/tests/errors/main.rs", ""),
    ];
    assert_eq!(broken(no_file_is_forgotten, &files), Vec::<String>::new());
}

#[test]
fn a_test_that_its_package_neither_finds_nor_names_is_forgotten() {
    let manifest = "autotests = false\n[[test]]\npath = \"tests/browser/main.rs\"";
    let files = [
        ("Cargo.toml", manifest),
        ("tests/browser/main.rs", ""),
        ("tests/errors.rs", ""),
    ];
    assert_eq!(broken(no_file_is_forgotten, &files).len(), 1);
    assert_eq!(
        broken(no_file_is_forgotten, &[("Cargo.toml", ""), files[2]]).len(),
        0
    );
}

#[test]
fn a_type_sample_that_is_not_compiled_is_forgotten() {
    let config = r#"{ "files": ["../../static/inglenook.d.ts", "sample.ts"] }"#;
    let files = [
        ("tests/types/tsconfig.json", config),
        ("tests/types/sample.ts", ""),
        ("tests/types/other.ts", ""),
    ];
    let found = broken(no_sample_is_forgotten, &files);
    assert_eq!(
        found,
        ["tests/types/other.ts: tests/types/tsconfig.json does not list this sample"]
    );
}
