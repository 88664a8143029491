//! What was typed after `cargo xtask`.

use std::str::FromStr;

use crate::error::{Error, Result};

/// Arguments not yet understood. Each question takes its answer out; [`Args::done`] refuses the rest.
#[derive(Debug)]
pub struct Args(Vec<String>);

impl Args {
    pub fn new(arguments: Vec<String>) -> Self {
        Self(arguments)
    }

    /// The first argument.
    pub fn command(&mut self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.0.remove(0))
    }

    /// Was `name` given?
    pub fn flag(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|argument| argument != name);
        self.0.len() != before
    }

    /// The value after `name`, or after `name=`.
    pub fn value<T: FromStr>(&mut self, name: &str) -> Result<Option<T>> {
        let with_equals = format!("{name}=");
        let Some(at) = self
            .0
            .iter()
            .position(|argument| argument == name || argument.starts_with(&with_equals))
        else {
            return Ok(None);
        };
        let found = self.0.remove(at);
        let text = match found.strip_prefix(&with_equals) {
            Some(text) => text.to_owned(),
            None if at < self.0.len() => self.0.remove(at),
            None => return Err(Error::new(format!("{name} needs a value"))),
        };
        match text.parse() {
            Ok(value) => Ok(Some(value)),
            Err(_) => Err(Error::new(format!("`{text}` is no value for {name}"))),
        }
    }

    /// Nothing may be left.
    pub fn done(self) -> Result<()> {
        match self.0.first() {
            None => Ok(()),
            Some(unknown) => Err(Error::new(format!("`{unknown}` means nothing here"))
                .help("run `cargo xtask help` for the list")),
        }
    }
}

#[cfg(test)]
mod tests;
