//! The npm package in small applications: installed from its tarball, imported on a server, its
//! files copied, type-checked and built with what its guide shows. Journeys visit them then.

use std::fs;
use std::path::Path;

use crate::dist::tarball;
use crate::error::{Error, Result};
use crate::gallery::copy;
use crate::process::Run;
use crate::project::{Project, read};

const APPLICATIONS: &str = "tests/package";
const GUIDE: &str = "docs/npm.md";
const LOCK: &str = "package-lock.json";
/// What the guide shows, by the words in its first line, and where it belongs.
const SHOWN: [(&str, &str); 5] = [
    ("src/Chat.tsx", "react/src/Chat.tsx"),
    ("src/Chat.tsx", "next/src/Chat.tsx"),
    ("src/Chat.vue", "vue/src/Chat.vue"),
    ("vite.config.ts: Vue", "vue/vite.config.ts"),
    ("src/Chat.svelte", "svelte/src/Chat.svelte"),
];
const VITE: &[&str] = &["vite", "build", "--logLevel=warn"];
/// What checks and builds each application. Next checks the types itself.
const PROGRAMS: [(&str, &[&[&str]]); 4] = [
    ("react", &[&["tsc"], VITE]),
    ("vue", &[&["vue-tsc"], VITE]),
    ("svelte", &[&["svelte-check", "--fail-on-warnings"], VITE]),
    ("next", &[&["next", "build"]]),
];
/// In place of the key that the guide leaves open. Journeys know where the sandbox is.
const OPEN: &str = "api-key=\"pk_…\"";
const SANDBOX: &str = "api-key=\"pk_sandbox\" api-url=\"http://sandbox.invalid/v2\"";

pub fn build(project: &Project) -> Result<()> {
    let home = project.package();
    for (application, _) in PROGRAMS {
        // Nothing of the last time; what is installed stays.
        let last = home.join(application);
        if last.exists() {
            fs::remove_dir_all(&last).map_err(|cause| Error::file("remove", &last, &cause))?;
        }
    }
    copy(&project.root.join(APPLICATIONS), &home)?;
    install(project, &home)?;
    for script in ["server.js", "copied.js"] {
        Run::new("node", &home).args([script]).run()?;
    }
    let guide = read(&project.root.join(GUIDE))?;
    for (name, place) in SHOWN {
        let code =
            shown(&guide, name).ok_or_else(|| Error::new(format!("{GUIDE} shows no `{name}`")))?;
        let place = home.join(place);
        fs::write(&place, code.replace(OPEN, SANDBOX))
            .map_err(|cause| Error::file("write", &place, &cause))?;
    }
    let programs = home.join("node_modules/.bin");
    for (application, commands) in PROGRAMS {
        let folder = home.join(application);
        // As the guide's scripts do.
        let copied = "public/inglenook";
        if !guide.contains(&format!("\"inglenook {copied}\"")) {
            return Err(Error::new(format!(
                "{GUIDE} does not copy the files to {copied}"
            )));
        }
        Run::new(programs.join("inglenook"), &folder)
            .args([copied])
            .run()?;
        for command in commands {
            if let [program, arguments @ ..] = command {
                Run::new(programs.join(program), &folder)
                    .args(arguments)
                    .env("NEXT_TELEMETRY_DISABLED", "1")
                    .run()?;
            }
        }
    }
    Ok(())
}

/// What the lock file names, where it has changed, and the tarball.
fn install(project: &Project, home: &Path) -> Result<()> {
    let quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
    let lock = read(&home.join(LOCK))?;
    let installed = home.join("installed");
    if !read(&installed).is_ok_and(|before| before == lock) {
        Run::new("npm", home)
            .args(["ci", "--ignore-scripts"])
            .args(quiet)
            .help("check that npm packages can be downloaded, then run the same task again")
            .run()?;
        fs::write(&installed, &lock).map_err(|cause| Error::file("write", &installed, &cause))?;
    }
    Run::new("npm", home)
        .args(["install", "--no-save", "--ignore-scripts"])
        .args(quiet)
        .args([tarball(project)?])
        .run()
}

/// The block of code in `guide` whose first line has these words, without that line.
fn shown<'a>(guide: &'a str, words: &str) -> Option<&'a str> {
    let mut blocks = guide.split("\n```").skip(1).step_by(2);
    blocks.find_map(|block| {
        let (_, block) = block.split_once('\n')?;
        let (first, code) = block.split_once('\n')?;
        first.contains(words).then_some(code)
    })
}

#[cfg(test)]
mod tests;
