//! Other programs: run, shown, and stopped together with this one.

use std::ffi::OsStr;
use std::fmt::Display;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::error::{Error, Result};

mod children;
pub use children::{Guard, stop_children_on_signals};

/// One call of another program.
#[derive(Debug)]
pub struct Run {
    command: Command,
    path: Vec<PathBuf>,
    help: Option<String>,
}

impl Run {
    /// A call of `program`, in `folder`. It reads no input.
    pub fn new(program: impl AsRef<OsStr>, folder: &Path) -> Self {
        let mut command = Command::new(program);
        command.current_dir(folder).stdin(Stdio::null());
        Self {
            command,
            path: Vec::new(),
            help: None,
        }
    }

    #[must_use]
    pub fn args<T: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = T>) -> Self {
        self.command.args(arguments);
        self
    }

    #[must_use]
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    #[must_use]
    pub fn env_remove(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// This program finds others in `folder` first. Nobody else's PATH changes.
    #[must_use]
    pub fn with_tools(mut self, folder: impl Into<PathBuf>) -> Self {
        self.path.push(folder.into());
        self
    }

    /// What a person can do when this fails.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Shows the command, runs it and waits for its success.
    pub fn run(mut self) -> Result<()> {
        println!("    $ {}", self.line());
        let child = self.spawn()?;
        let status = children::wait(child).map_err(|cause| self.failure(cause))?;
        if status.success() {
            Ok(())
        } else {
            Err(self.failure(status))
        }
    }

    /// Starts it and does not wait. It is stopped when this program is.
    pub fn start(mut self) -> Result<Guard> {
        println!("    $ {}", self.line());
        self.spawn()
    }

    /// The same; waits for the first line that it prints, which is empty if it ends without one.
    pub fn start_and_hear(mut self) -> Result<(Guard, String)> {
        println!("    $ {}", self.line());
        self.command.stdout(Stdio::piped());
        let mut child = self.spawn()?;
        let mut said = String::new();
        if let Some(output) = child.take_output() {
            BufReader::new(output)
                .read_line(&mut said)
                .map_err(|cause| self.failure(cause))?;
        }
        Ok((child, said.trim().to_owned()))
    }

    /// What it prints when it succeeds; nothing is shown.
    pub fn output(mut self) -> Result<String> {
        self.search_path();
        let output = self.command.output().map_err(|cause| self.failure(cause))?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
        } else {
            Err(self.failure(String::from_utf8_lossy(&output.stderr).trim()))
        }
    }

    fn spawn(&mut self) -> Result<Guard> {
        self.search_path();
        children::own_group(&mut self.command);
        let child: Child = self.command.spawn().map_err(|cause| self.failure(cause))?;
        Ok(Guard::new(child))
    }

    fn search_path(&mut self) {
        if !self.path.is_empty() {
            let inherited = std::env::var_os("PATH").unwrap_or_default();
            let all = self.path.drain(..).chain(std::env::split_paths(&inherited));
            if let Ok(joined) = std::env::join_paths(all) {
                self.command.env("PATH", joined);
            }
        }
    }

    fn line(&self) -> String {
        let words = std::iter::once(self.command.get_program()).chain(self.command.get_args());
        words
            .map(OsStr::to_string_lossy)
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn failure(&self, cause: impl Display) -> Error {
        let error = Error::new(format!("`{}` failed: {cause}", self.line()));
        match &self.help {
            Some(help) => error.help(help),
            None => error,
        }
    }
}

/// The file that `name` means on PATH.
pub fn find(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

#[cfg(test)]
mod tests;
