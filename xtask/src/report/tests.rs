use super::Report;
use crate::error::Error;

#[test]
fn a_report_without_failures_is_fine() {
    let mut report = Report::default();
    assert!(report.run("Format", || Ok(())));
    report.finish("check").unwrap();
}

#[test]
fn every_failed_step_is_named_with_what_to_do() {
    let mut report = Report::default();
    assert!(!report.run("Format", || Err(
        Error::new("not formatted").help("run `cargo fmt`")
    )));
    assert!(report.run("Tidy", || Ok(())));
    assert!(!report.run("Clippy", || Err(Error::new("warnings"))));
    let error = report.finish("check").unwrap_err().to_string();
    for part in [
        "2 steps failed",
        "Format",
        "run `cargo fmt`",
        "Clippy",
        "warnings",
    ] {
        assert!(error.contains(part), "{part} in {error}");
    }
    assert!(!error.contains("Tidy"));
}

#[test]
fn a_skipped_step_does_not_pass() {
    let mut report = Report::default();
    report.skip("Journeys", "Files to host");
    assert!(
        report
            .finish("test")
            .unwrap_err()
            .to_string()
            .contains("Journeys")
    );
}
