use super::*;
use crate::tidy::broken;

fn findings(line: &str) -> usize {
    broken(sizes_are_steps_of_scales, &[(SHEET, line)]).len()
}

#[test]
fn a_size_of_its_own_is_found() {
    for line in [
        ".a { font-size: .9em }",
        ".a { font: 600 .9em/1.3 serif; color: red }",
        ".a { border-radius: var(--round-1) 5px }",
        ".a { padding-inline-start: 1em }",
        ".a { margin: 0 -.5em !important }",
        "  color: red; gap: 2rem;",
        ".a { transition: color .15s }",
        ".a { animation: appear 200ms ease-out }",
        ".a { font: 600 .9em var(--inglenook-font, serif) }",
    ] {
        assert_eq!(findings(line), 1, "{line}");
    }
    assert_eq!(findings(".a { gap: 1em; padding: 1em }"), 2);
}

#[test]
fn steps_lines_drawings_and_defaults_of_a_site_owner_are_free() {
    for line in [
        "--step-1: .84em; --quick: .2s;",
        ".a { font: 600 var(--step-1)/1.3 var(--inglenook-font, serif) }",
        ".a { border-radius: var(--inglenook-radius, 20px) }",
        ".a { border-radius: 50%; width: 3em }",
        ".a { padding: 3px 0 max(var(--space-4), env(safe-area-inset-bottom, 0px)) }",
        ".a { margin-top: calc(-1 * var(--space-3)) }",
        ".a { animation: appear var(--quick) ease-out }",
        "/* padding: 1em */",
    ] {
        assert_eq!(findings(line), 0, "{line}");
    }
}
