use std::fs;
use std::path::Path;

use super::Options;
use super::engine::left_out;
use crate::args::Args;
use crate::tools::ALL;

fn browsers(words: &[&str]) -> Result<Vec<&'static str>, String> {
    let args = Args::new(words.iter().map(|&word| word.to_owned()).collect());
    let options = Options::parse(args).map_err(|error| error.to_string())?;
    Ok(options.browsers.iter().map(|it| it.word).collect())
}

#[test]
fn browsers_are_chosen_by_their_words() {
    assert_eq!(browsers(&["--browser", "firefox"]).unwrap(), ["firefox"]);
    let both = ["webkit", "chromium"];
    assert_eq!(browsers(&["--browser=webkit,chromium"]).unwrap(), both);
    let twice = ["--browser", "webkit", "--browser", "chromium"];
    assert_eq!(browsers(&twice).unwrap(), both);
    let unknown = browsers(&["--browser", "lynx"]).unwrap_err();
    assert!(unknown.contains("chromium, firefox, webkit"), "{unknown}");
}

#[test]
fn without_a_wish_all_browsers_are_tested() {
    let all = browsers(&[]).unwrap();
    assert!(all.starts_with(&["chromium", "firefox"]));
    assert_eq!(all.contains(&"webkit"), cfg!(target_os = "linux"));
}

#[test]
fn what_is_left_out_belongs_to_one_browser_and_has_a_reason() {
    let list = "# A note: not a line.\nwebkit a::b: it: cannot\nfirefox c: neither\n";
    let found: Vec<_> = left_out(list, "webkit").collect();
    assert_eq!(found, [("a::b", "it: cannot")]);
}

#[test]
fn each_journey_that_is_left_out_is_there() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/e2e");
    let text = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let list = text("left-out.txt");
    let found: Vec<_> = ALL.iter().flat_map(|it| left_out(&list, it.word)).collect();
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    assert_eq!(found.len(), lines.count());
    for (journey, _) in found {
        let (module, name) = journey.rsplit_once("::").unwrap();
        let there =
            text(&format!("{}.rs", module.replace("::", "/"))).contains(&format!("fn {name}()"));
        assert!(there, "{journey}");
    }
}
