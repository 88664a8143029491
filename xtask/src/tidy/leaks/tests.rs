use super::*;
use crate::tidy::broken;

#[test]
fn a_path_of_a_machine_is_found_in_any_file() {
    for line in [
        "cd /home/me",
        "\"/home/me/x\"",
        "`/root/.cargo`",
        "(/Users/me)",
    ] {
        assert_eq!(
            broken(nothing_names_a_machine, &[("README.md", line)]).len(),
            1,
            "{line}"
        );
    }
}

#[test]
fn the_address_of_a_registry_is_found() {
    assert_eq!(
        broken(
            nothing_names_a_machine,
            &[("package.json", "//registry.npm.example/x")]
        )
        .len(),
        1
    );
}

#[test]
fn other_paths_are_free() {
    for line in [
        "https://a.example/home/b",
        "src/home/a.rs",
        "GET /homes",
        "{base}/home/x",
        "~/root/a",
    ] {
        assert!(
            broken(nothing_names_a_machine, &[("README.md", line)]).is_empty(),
            "{line}"
        );
    }
}

#[test]
fn lock_files_name_no_other_source() {
    let good = format!("source = \"{CRATES}\"");
    let bad = "source = \"registry+https://mirror.example/index\"";
    let npm = "      \"resolved\": \"https://mirror.example/x.tgz\",";
    let found = broken(
        lock_files_name_no_download,
        &[
            ("Cargo.lock", &format!("{good}\n{bad}")),
            ("package-lock.json", npm),
            ("a.json", npm),
        ],
    );
    assert_eq!(found.len(), 2);
    assert!(found[0].starts_with("Cargo.lock:2: "));
}
