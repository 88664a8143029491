//! Pages with frameworks and old libraries as they are published; `styles.rs` and `scripts.rs` go on
//! with what could be worse.

use super::can_be_used;
use super::styles::{full_column, look};
use crate::harness::Visit;
use crate::harness::brought::{library, module};

/// Files of npm packages.
const SHEETS: [&str; 4] = [
    "normalize.css/normalize.css",
    "tailwindcss/preflight.css",
    "bootstrap3/dist/css/bootstrap.css",
    "bootstrap/dist/css/bootstrap.css",
];

/// What tells where a library is, its file, and how its version is known.
const PROTOTYPE: (&str, &str, &str) = (
    "INGLENOOK_PROTOTYPE",
    "prototype/prototype.js",
    "Prototype.Version",
);
const MOOTOOLS: (&str, &str, &str) = (
    "INGLENOOK_MOOTOOLS",
    "mootools/mootools.js",
    "MooTools.version",
);

#[tokio::test(flavor = "multi_thread")]
async fn a_framework_of_styles_changes_nothing() {
    let mut visit = Visit::new().await;
    // Of Bootstrap 3, which this site does not have.
    visit.expect("policy: font-src");
    let calm = look(&visit, "").await;
    for file in SHEETS {
        println!("{file}");
        let sheet = as_built(&module(file));
        let looks = look(&visit, &sheet).await;
        let rules = visit.eval("document.styleSheets[0].cssRules.length").await;
        assert!(rules.as_u64().unwrap() > 20, "{file}: {rules}");
        assert_eq!(looks, calm, "{file}");
        full_column(&visit, &sheet).await;
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_library_is_in_nobodys_way() {
    let visit = Visit::new().await;
    // Such libraries write markup and handlers.
    let scripts = "'self' 'wasm-unsafe-eval' 'unsafe-inline'";
    visit.site.allow_scripts(scripts, "default");
    let policy = "window.trustedTypes?.createPolicy('default', { createHTML: (it) => it, createScript: (it) => it });\n";
    for ((variable, file, version), attributes) in [
        (PROTOTYPE, ""),
        (PROTOTYPE, "data-transport=completions"),
        (MOOTOOLS, ""),
        (MOOTOOLS, "data-no-streaming"),
    ] {
        println!("{file} {attributes}");
        let before = policy.to_owned() + &library(variable, file);
        visit
            .open(&(visit.site.script(&before) + &visit.tag(attributes)), "")
            .await;
        let version = visit.eval(version).await;
        assert!(version.as_str().unwrap().starts_with("1."), "{version}");
        can_be_used(&visit.do_the_job_anew().await);
        // Again, so that there is a transcript to go along.
        can_be_used(&visit.do_the_job().await);
        visit.settle("chat.closeConversation('Done')").await;
    }
    visit.end().await;
}

/// Tailwind is published as what its build reads: what a theme may set has its usual value there.
fn as_built(sheet: &str) -> String {
    let mut pieces = sheet.split("--theme(");
    let mut built = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (call, after) = piece.split_once(')').unwrap();
        built += call.split_once(',').unwrap().1;
        built += after;
    }
    built
}
