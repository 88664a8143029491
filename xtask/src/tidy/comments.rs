//! Comments out, everything else where it was: rules are about code, and may be talked about.

/// How comments and strings look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Language {
    Rust,
    /// JavaScript, TypeScript, CSS.
    Script,
}

/// `text` with a space for every character of a comment but the line ends.
pub fn blank(text: &str, language: Language) -> String {
    let mut scanner = Scanner {
        rest: text,
        out: String::with_capacity(text.len()),
        language,
    };
    while let Some(next) = scanner.rest.chars().next() {
        scanner.step(next);
    }
    scanner.out
}

struct Scanner<'a> {
    rest: &'a str,
    out: String,
    language: Language,
}

impl Scanner<'_> {
    fn step(&mut self, next: char) {
        if self.rest.starts_with("//") && !self.is_address() {
            self.hide_line();
        } else if self.rest.starts_with("/*") {
            self.hide_block();
        } else if let Some(hashes) = self.raw_string() {
            let close = format!("\"{}", "#".repeat(hashes));
            self.keep(hashes + 2);
            self.keep_through(&close);
        } else if next == '\'' && self.language == Language::Rust {
            self.keep_character();
        } else if matches!(next, '"' | '\'' | '`')
            && !(next == '`' && self.language == Language::Rust)
        {
            self.keep_string(next);
        } else {
            self.keep(1);
        }
    }

    /// `https://` in CSS's `url(…)` or in a regular expression is no comment.
    fn is_address(&self) -> bool {
        self.language == Language::Script && self.out.ends_with(':')
    }

    /// The number of `#` when a raw string of Rust starts here.
    fn raw_string(&self) -> Option<usize> {
        let starts_a_word = !self
            .out
            .ends_with(|last: char| last.is_alphanumeric() || last == '_');
        let after = self
            .rest
            .strip_prefix('r')
            .filter(|_| self.language == Language::Rust && starts_a_word)?;
        let hashes = after.len() - after.trim_start_matches('#').len();
        after
            .trim_start_matches('#')
            .starts_with('"')
            .then_some(hashes)
    }

    /// A character literal as a whole; of a lifetime, the apostrophe.
    fn keep_character(&mut self) {
        let mut after = self.rest.chars().skip(1);
        match (after.next(), after.next()) {
            (Some('\\'), Some(_)) => {
                self.keep(3);
                self.keep_through("'");
            }
            (Some(_), Some('\'')) => self.keep(3),
            _ => self.keep(1),
        }
    }

    /// Quotes of a script end with their line; what looks like one in a regular expression does no harm beyond.
    fn keep_string(&mut self, quote: char) {
        let one_line = self.language == Language::Script && quote != '`';
        self.keep(1);
        while let Some(next) = self.rest.chars().next() {
            self.keep(if next == '\\' { 2 } else { 1 });
            if next == quote || (one_line && next == '\n') {
                return;
            }
        }
    }

    fn keep_through(&mut self, end: &str) {
        while !self.rest.is_empty() && !self.rest.starts_with(end) {
            self.keep(1);
        }
        self.keep(end.chars().count());
    }

    fn hide_line(&mut self) {
        while self.rest.chars().next().is_some_and(|next| next != '\n') {
            self.hide();
        }
    }

    /// Rust's blocks nest.
    fn hide_block(&mut self) {
        let mut depth = 0;
        while !self.rest.is_empty() {
            let (opens, closes) = (self.rest.starts_with("/*"), self.rest.starts_with("*/"));
            depth += usize::from(opens && (depth == 0 || self.language == Language::Rust));
            depth -= usize::from(closes);
            self.hide();
            if opens || closes {
                self.hide();
            }
            if depth == 0 {
                return;
            }
        }
    }

    fn keep(&mut self, characters: usize) {
        for _ in 0..characters {
            self.take(|next| next);
        }
    }

    fn hide(&mut self) {
        self.take(|next| if next == '\n' { '\n' } else { ' ' });
    }

    fn take(&mut self, write: impl Fn(char) -> char) {
        let mut characters = self.rest.chars();
        if let Some(next) = characters.next() {
            self.out.push(write(next));
            self.rest = characters.as_str();
        }
    }
}

#[cfg(test)]
mod tests;
