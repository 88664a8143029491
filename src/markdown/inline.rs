//! The inlines of one leaf: a single pass over its text that cuts it into
//! pieces, which `assemble` turns into a tree.

use super::assemble::{Piece, assemble};
use super::bracket::Bracket;
use super::emphasis::Runs;
use super::reference::{Reference, References};
use super::scan::{after, behind_break, byte, count, cut, is_blank, kept, run, trim};
use super::tree::Inline;
use super::{Policy, autolink, entity};

/// How far back from its end an unfinished text is completed.
pub(super) const REACH: usize = 400;

/// How far a leaf and the document have come.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// The leaf takes more text: what is unfinished at its end is completed
    /// or left out.
    Growing,
    /// The leaf is complete, definitions may follow.
    Closed,
    /// No more text.
    Finished,
}

/// What a leaf needs to know besides its text.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) references: &'a References,
    pub(super) policy: Policy,
    pub(super) stage: Stage,
}

/// The inlines of a text, and whether it refers to labels nobody has defined.
pub(super) fn parse(text: &str, context: Context<'_>) -> (Vec<Inline>, bool) {
    #[cfg(all(test, not(target_arch = "wasm32")))]
    super::tests::note_work(text.len());
    let mut text = trim(text);
    if context.stage == Stage::Growing {
        text = trim(without_half_marks(text));
    }
    let mut scanner = Scanner {
        text,
        at: 0,
        from: 0,
        pieces: Vec::new(),
        runs: Runs::default(),
        brackets: Vec::new(),
        dead: 0,
        ticks: None,
        context,
        unresolved: false,
    };
    scanner.scan();
    let unresolved = scanner.unresolved;
    (assemble(text, scanner.pieces, scanner.runs), unresolved)
}

/// A growing text without marks at its end that the next character decides.
fn without_half_marks(text: &str) -> &str {
    let mut end = kept(text, |byte| b"*_~`[\\<".contains(&byte));
    if let Some(mark) = end.checked_sub(1)
        && byte(text, mark) == b'!'
        && (byte(text, end) == b'[' || matches!(byte(text, mark.wrapping_sub(1)), 0 | b' ' | b'\n'))
    {
        end = mark;
    }
    let text = cut(text, 0, end);
    let before = kept(text, |byte| byte.is_ascii_alphanumeric() || byte == b'#');
    match before.checked_sub(1) {
        Some(mark) if byte(text, mark) == b'&' && text.len() - mark < 12 => cut(text, 0, mark),
        _ => text,
    }
}

pub(super) struct Scanner<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    /// Where the text begins that is in no piece yet.
    pub(super) from: usize,
    pub(super) pieces: Vec<Piece>,
    pub(super) runs: Runs,
    pub(super) brackets: Vec<Bracket>,
    /// Links below this height of the stack would contain a link.
    pub(super) dead: usize,
    /// Where the last run of backticks of each length starts, once known.
    pub(super) ticks: Option<Vec<usize>>,
    pub(super) context: Context<'a>,
    pub(super) unresolved: bool,
}

impl Scanner<'_> {
    fn scan(&mut self) {
        while self.at < self.text.len() {
            match byte(self.text, self.at) {
                b'\\' => self.escape(),
                b'`' => self.code(),
                mark @ (b'*' | b'_' | b'~') => self.run(mark),
                b'[' => self.open_bracket(1),
                b'!' if byte(self.text, self.at + 1) == b'[' => self.open_bracket(2),
                b']' => self.close_bracket(),
                b'<' => self.bracketed(),
                b'&' => self.entity(),
                b'\n' => self.line_end(0),
                b':' | b'.' | b'@' => self.bare(),
                _ => self.at += 1,
            }
        }
        self.flush(self.text.len());
        let growing = self.context.stage == Stage::Growing;
        if growing {
            self.hide_open_brackets();
        }
        let start = growing.then(|| self.text.len().saturating_sub(REACH));
        if let Some(run) = self.runs.finish(start) {
            self.pieces.push(Piece::Run(run));
        }
    }

    /// Makes a piece of the text before an offset.
    pub(super) fn flush(&mut self, to: usize) {
        if self.from < to {
            self.pieces.push(Piece::Text(self.from, to));
        }
        self.from = to;
    }

    /// Ends the text with a piece and goes on behind it.
    pub(super) fn put(&mut self, piece: Piece, behind: usize) {
        self.flush(self.at);
        self.pieces.push(piece);
        self.skip_to(behind);
    }

    pub(super) fn skip_to(&mut self, at: usize) {
        self.at = at;
        self.from = at;
    }

    fn escape(&mut self) {
        match byte(self.text, self.at + 1) {
            b'\n' => self.line_end(1),
            next if next.is_ascii_punctuation() => {
                self.flush(self.at);
                self.from = self.at + 1;
                self.at += 2;
            }
            _ => self.at += 1,
        }
    }

    fn line_end(&mut self, backslash: usize) {
        let line = cut(self.text, self.from, self.at);
        let spaces = line.len() - kept(line, |byte| byte == b' ');
        let hard = backslash == 1 || spaces >= 2;
        let end = self.at + backslash + 1;
        let behind = end + count(self.text, end, is_blank);
        if backslash == 0 {
            self.at -= spaces;
        }
        let node = if hard {
            Inline::HardBreak
        } else {
            Inline::SoftBreak
        };
        self.put(Piece::Node(node), behind);
    }

    fn run(&mut self, mark: u8) {
        let length = run(self.text, self.at, mark);
        let behind = self.at + length;
        match self.runs.add(self.text, self.at, length) {
            Some(run) => self.put(Piece::Run(run), behind),
            None => self.at = behind,
        }
    }

    fn entity(&mut self) {
        match entity::entity(self.text, self.at) {
            Some((behind, c)) => self.put(Piece::Char(c), behind),
            None => self.at += 1,
        }
    }

    fn bracketed(&mut self) {
        if let Some(behind) = behind_break(after(self.text, self.at)) {
            let behind = self.text.len() - trim(behind).len();
            return self.put(Piece::Node(Inline::HardBreak), behind);
        }
        if let Some((inner, scheme)) = autolink::bracketed(self.text, self.at) {
            let behind = self.at + inner.len() + 2;
            if let Some(link) = self.address(inner, scheme) {
                return self.put(Piece::Node(link), behind);
            }
        } else if self.context.stage == Stage::Growing {
            return self.half_bracketed();
        }
        self.at += 1;
    }

    /// `<https://exam`, if the text ends so, is an address already; a word is
    /// held back until it is clear whether it becomes one.
    fn half_bracketed(&mut self) {
        let rest = after(self.text, self.at + 1);
        let length = count(rest, 0, |byte| byte > b' ' && byte != b'<' && byte != b'>');
        if length == rest.len() && length < REACH {
            self.flush(self.at);
            self.from += 1;
            if !autolink::has_scheme(rest) && length <= 64 {
                return self.skip_to(self.text.len());
            }
        }
        self.at += 1;
    }

    fn bare(&mut self) {
        let inside = !self.brackets.is_empty();
        let Some((from, to, scheme)) = autolink::bare(self.text, self.at, self.from, inside) else {
            self.at += 1;
            return;
        };
        match self.address(cut(self.text, from, to), scheme) {
            Some(link) => {
                self.at = from;
                self.put(Piece::Node(link), to);
            }
            None => self.at = to,
        }
    }

    fn address(&self, text: &str, scheme: &str) -> Option<Inline> {
        let url = (self.context.policy.link)(&[scheme, text].concat())?;
        Some(Inline::Link {
            url: url.into(),
            title: "".into(),
            children: vec![Inline::Text(text.to_owned())],
        })
    }

    /// Where a link's raw parts lead.
    pub(super) fn reference(&self, url: &str, title: &str) -> Reference {
        Reference::new("", url, title, self.context.policy)
    }
}
