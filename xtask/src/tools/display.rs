//! A screen that nobody sees, for browsers that must have one.

use std::path::Path;

use crate::error::{Error, Result};
use crate::process::{Guard, Run};

/// It ends when this is dropped.
#[derive(Debug)]
pub struct Display {
    /// As in the variable DISPLAY.
    pub name: String,
    _server: Guard,
}

impl Display {
    /// The server chooses a number that is free and says it once it can be used.
    pub fn start(root: &Path) -> Result<Self> {
        let (server, number) = Run::new("Xvfb", root)
            .args(["-displayfd", "1", "-screen", "0", "1600x1200x24"])
            .args(["-nolisten", "tcp"])
            .help("install Xvfb (on Debian or Ubuntu: `apt-get install xvfb`)")
            .start_and_hear()?;
        if number.is_empty() {
            return Err(Error::new("Xvfb ended without a display")
                .help("run `Xvfb -displayfd 1` to read what it says"));
        }
        Ok(Self {
            name: format!(":{number}"),
            _server: server,
        })
    }
}
