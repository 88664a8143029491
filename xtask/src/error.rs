//! Failures that say what to do next.

use std::fmt;
use std::path::Path;

pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong and, where there is something to do, what.
#[derive(Debug)]
pub struct Error {
    what: String,
    help: Option<String>,
}

impl Error {
    pub fn new(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            help: None,
        }
    }

    /// A file or folder that could not be read, written or made.
    pub fn file(verb: &str, path: &Path, cause: &std::io::Error) -> Self {
        Self::new(format!("cannot {verb} {}: {cause}", path.display()))
    }

    /// What a person can do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", self.what)?;
        match &self.help {
            Some(help) => write!(f, "\n  help: {help}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}
