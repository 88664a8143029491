use std::path::PathBuf;
use std::time::Duration;

use super::Arguments;

fn parse(words: &[&str]) -> Result<Option<Arguments>, String> {
    Arguments::parse(words.iter().map(Into::into))
}

#[test]
fn every_option_is_understood() {
    let folder = env!("CARGO_MANIFEST_DIR");
    let words = [
        "--port",
        "0",
        "--site",
        folder,
        "--database",
        "a.sqlite",
        "--pace-ms",
        "7",
    ];
    let words = [&words[..], &["--docs", folder, "--docs", folder]].concat();
    let arguments = parse(&words).unwrap().unwrap();
    assert_eq!(arguments.port, 0);
    assert_eq!(arguments.config.site, Some(PathBuf::from(folder)));
    assert_eq!(arguments.config.database, PathBuf::from("a.sqlite"));
    assert_eq!(
        arguments.config.docs,
        [PathBuf::from(folder), PathBuf::from(folder)]
    );
    assert_eq!(arguments.config.pace, Duration::from_millis(7));
    assert_eq!(parse(&[]).unwrap().unwrap().port, 8787);
    assert!(parse(&["--help"]).unwrap().is_none());
}

#[test]
fn a_mistake_is_named() {
    for (words, problem) in [
        (&["--prot", "1"][..], "--prot is not an option"),
        (&["--port"], "--port needs a value"),
        (
            &["--port", "70000"],
            "--port needs a whole number that fits, not \"70000\"",
        ),
        (
            &["--pace-ms", "-1"],
            "--pace-ms needs a whole number that fits, not \"-1\"",
        ),
        (&["--docs", "nowhere"], "--docs: there is no nowhere"),
    ] {
        assert_eq!(parse(words).err().as_deref(), Some(problem));
    }
}
