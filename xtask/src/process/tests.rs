use std::path::Path;
use std::time::{Duration, Instant};

use super::Run;

const HERE: &str = env!("CARGO_MANIFEST_DIR");

fn shell(script: &str) -> Run {
    Run::new("sh", Path::new(HERE)).args(["-c", script])
}

#[test]
fn a_failure_names_the_command_and_what_to_do() {
    let error = shell("exit 3")
        .help("try harder")
        .run()
        .unwrap_err()
        .to_string();
    for part in ["sh -c exit 3", "3", "try harder"] {
        assert!(error.contains(part), "{part} in {error}");
    }
}

#[test]
fn a_missing_program_is_a_failure_with_its_name() {
    let error = Run::new("no-such-program", Path::new(HERE))
        .run()
        .unwrap_err()
        .to_string();
    assert!(error.contains("no-such-program"));
}

#[test]
fn tools_are_found_first() {
    let path = shell("echo $PATH")
        .with_tools("/first")
        .with_tools("/second")
        .output()
        .unwrap();
    assert!(path.starts_with("/first:/second:"), "{path}");
}

#[test]
fn what_a_program_started_ends_with_it() {
    let folder = std::env::temp_dir().join(format!("inglenook-process-{}", std::process::id()));
    let started = shell(&format!("sleep 60 & echo $! > {}; wait", folder.display()))
        .start()
        .unwrap();
    let child = wait_for(|| {
        std::fs::read_to_string(&folder)
            .ok()
            .filter(|id| id.ends_with('\n'))
    });
    let child = child.trim();
    assert!(alive(child));
    drop(started);
    wait_for(|| (!alive(child)).then_some(()));
    let _ = std::fs::remove_file(folder);
}

/// An ended process stays in the table until its parent asks, which the first process of a container may never do.
fn alive(process: &str) -> bool {
    let ended = std::fs::read_to_string(format!("/proc/{process}/stat"))
        .is_ok_and(|stat| stat.contains(") Z "));
    !ended && shell(&format!("kill -0 {process}")).output().is_ok()
}

fn wait_for<T>(condition: impl Fn() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = condition() {
            return found;
        }
        assert!(start.elapsed() < Duration::from_secs(10), "waited too long");
        std::thread::sleep(Duration::from_millis(10));
    }
}
