//! The compiler's parts.

use std::path::Path;

use crate::error::{Error, Result};
use crate::process::{self, Run};
use crate::report::step;

const TARGET: &str = "wasm32-unknown-unknown";

/// The WebAssembly target, rustfmt and clippy, for the toolchain in use.
pub fn ensure(root: &Path) -> Result<()> {
    if !has_target(root)? {
        add(root, "target", TARGET)?;
    }
    for (component, program) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if Run::new("cargo", root)
            .args([program, "--version"])
            .output()
            .is_err()
        {
            add(root, "component", component)?;
        }
    }
    Ok(())
}

/// The source of the standard library, for a build of it.
pub fn ensure_source(root: &Path) -> Result<()> {
    let sysroot = Run::new("rustc", root)
        .args(["--print", "sysroot"])
        .help("install Rust from https://rustup.rs")
        .output()?;
    let library = Path::new(&sysroot).join("lib/rustlib/src/rust/library");
    if library.is_dir() {
        return Ok(());
    }
    add(root, "component", "rust-src")
}

fn has_target(root: &Path) -> Result<bool> {
    let libraries = Run::new("rustc", root)
        .args(["--print", "target-libdir", "--target", TARGET])
        .help("install Rust from https://rustup.rs")
        .output()?;
    Ok(Path::new(&libraries).is_dir())
}

fn add(root: &Path, kind: &str, name: &str) -> Result<()> {
    let command = format!("rustup {kind} add {name}");
    if process::find("rustup").is_none() {
        return Err(Error::new(format!(
            "this Rust has no {name}, and there is no rustup to add it"
        ))
        .help(format!(
            "install Rust from https://rustup.rs, then run `{command}`"
        )));
    }
    step(&format!("Adding {name} to the Rust toolchain"), || {
        Run::new("rustup", root)
            .args([kind, "add", name])
            .help(format!("run `{command}`"))
            .run()
    })
}
