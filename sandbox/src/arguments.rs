use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use sandbox::Config;

pub const HELP: &str = "\
A local backend for development and tests.

Usage: sandbox [--port N] [--site DIR] [--database FILE] [--docs PATH]... [--pace-ms N]

  --port N         the port on 127.0.0.1 (8787; 0 takes a free one)
  --site DIR       also serve the static files of DIR
  --database FILE  keep conversations in this SQLite file (otherwise in memory)
  --docs PATH      a Markdown file or a folder of them to answer from; can be repeated
                   (otherwise the project's own documentation)
  --pace-ms N      the pause between two words of an answer (25)";

/// What the command line asks for.
pub struct Arguments {
    pub port: u16,
    pub config: Config,
}

impl Arguments {
    /// None when only help is wanted.
    pub fn parse(words: impl Iterator<Item = OsString>) -> Result<Option<Arguments>, String> {
        let mut arguments = Arguments {
            port: 8787,
            config: Config::default(),
        };
        let mut docs = Vec::new();
        let mut words = words;
        while let Some(word) = words.next() {
            let name = word.to_string_lossy().into_owned();
            if matches!(name.as_str(), "--help" | "-h") {
                return Ok(None);
            }
            let config = &mut arguments.config;
            let mut value = || words.next().ok_or(format!("{name} needs a value"));
            match name.as_str() {
                "--port" => arguments.port = number(&name, value()?)?,
                "--site" => config.site = Some(existing(&name, value()?)?),
                "--database" => config.database = PathBuf::from(value()?),
                "--docs" => docs.push(existing(&name, value()?)?),
                "--pace-ms" => config.pace = Duration::from_millis(number(&name, value()?)?),
                _ => return Err(format!("{name} is not an option")),
            }
        }
        if !docs.is_empty() {
            arguments.config.docs = docs;
        }
        Ok(Some(arguments))
    }
}

fn number<T: std::str::FromStr>(name: &str, value: OsString) -> Result<T, String> {
    let text = value.to_string_lossy();
    text.parse()
        .map_err(|_| format!("{name} needs a whole number that fits, not {text:?}"))
}

fn existing(name: &str, value: OsString) -> Result<PathBuf, String> {
    let path = PathBuf::from(value);
    if path.exists() {
        Ok(path)
    } else {
        Err(format!("{name}: there is no {}", path.display()))
    }
}

#[cfg(test)]
mod tests;
