use std::fs;
use std::path::{Path, PathBuf};

use super::run;
use crate::process::Run;

/// A program that says which of its tests fail the first time, and exits with 1 as often as it is told.
fn tests(folder: &Path, failing: &[&str], times: u32) -> impl Fn() -> Run {
    let said: String = failing
        .iter()
        .map(|name| format!("test {name} ... FAILED\n"))
        .collect();
    let script = format!(
        "echo \"$@\" >> calls; test $(wc -l < calls) -gt 1 || printf 'test fine ... ok\\n%s' '{said}'; test $(wc -l < calls) -gt {times}"
    );
    let folder = folder.to_owned();
    move || Run::new("sh", &folder).args(["-c", &script, "sh"])
}

fn folder(name: &str) -> PathBuf {
    let folder =
        std::env::temp_dir().join(format!("inglenook-again-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn calls(folder: &Path) -> Vec<String> {
    let calls = fs::read_to_string(folder.join("calls")).unwrap();
    fs::remove_dir_all(folder).unwrap();
    calls.lines().map(str::to_owned).collect()
}

#[test]
fn what_passes_is_not_run_again() {
    let folder = folder("passes");
    let unsteady = run(tests(&folder, &[], 0), &["--", "--exact"]).unwrap();
    assert!(unsteady.is_empty());
    assert_eq!(calls(&folder), ["-- --exact"]);
}

#[test]
fn what_fails_once_is_run_again_by_itself_and_named() {
    let folder = folder("once");
    let unsteady = run(tests(&folder, &["a::b", "c"], 1), &["--", "--exact"]).unwrap();
    assert_eq!(unsteady, ["a::b", "c"]);
    let again = "-- --exact --test-threads=1 a::b c";
    assert_eq!(calls(&folder), ["-- --exact", again]);
}

#[test]
fn what_fails_twice_has_failed() {
    let folder = folder("twice");
    run(tests(&folder, &["a"], 2), &[]).unwrap_err();
    assert_eq!(calls(&folder).len(), 2);
}

#[test]
fn many_failures_and_none_that_has_a_name_are_not_tried_again() {
    for failing in [&["a", "b", "c"][..], &[]] {
        let folder = folder(&format!("many-{}", failing.len()));
        run(tests(&folder, failing, 1), &["--"]).unwrap_err();
        assert_eq!(calls(&folder).len(), 1);
    }
}
