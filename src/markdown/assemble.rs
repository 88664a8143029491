//! From pieces to a tree, in one pass.

use std::sync::Arc;

use super::emphasis::Runs;
use super::plain::inline_text;
use super::scan::cut;
use super::tree::Inline;

/// Deepest nesting of inlines; deeper ones show their content only.
const DEPTH: usize = 24;

/// A piece of a leaf's text.
pub(super) enum Piece {
    /// From one offset to another.
    Text(usize, usize),
    Char(char),
    Node(Inline),
    /// A run of delimiters, by its index.
    Run(usize),
    Open(Box<Wrapper>),
    Close,
}

/// What goes around the pieces between two others.
pub(super) enum Wrapper {
    Emphasis,
    Strong,
    Strikethrough,
    Link {
        url: Arc<str>,
        title: Arc<str>,
    },
    Image {
        url: Arc<str>,
        title: Arc<str>,
    },
    Citation {
        number: u32,
        url: Arc<str>,
        label: Arc<str>,
        /// Its words are but the number.
        bare: bool,
    },
}

#[derive(Default)]
struct Assembly {
    done: Vec<Inline>,
    /// What is open, and what was before it.
    stack: Vec<(Wrapper, Vec<Inline>)>,
    /// How many more were opened that are too deep.
    too_deep: usize,
}

pub(super) fn assemble(text: &str, pieces: Vec<Piece>, runs: Runs) -> Vec<Inline> {
    let mut out = Assembly::default();
    for piece in pieces {
        match piece {
            Piece::Text(from, to) => out.text(cut(text, from, to)),
            Piece::Char(c) => out.text(c.encode_utf8(&mut [0; 4])),
            Piece::Node(Inline::Text(text)) => out.text(&text),
            Piece::Node(inline) => out.done.push(inline),
            Piece::Open(wrapper) => out.open(*wrapper),
            Piece::Close => out.close(),
            Piece::Run(index) => {
                let Some(run) = runs.get(index) else {
                    continue;
                };
                let (ends, (from, to), starts) = run.parts();
                ends.iter().for_each(|_| out.close());
                out.text(cut(text, from, to));
                for used in starts {
                    out.open(match (run.mark(), used) {
                        (b'~', _) => Wrapper::Strikethrough,
                        (_, 1) => Wrapper::Emphasis,
                        _ => Wrapper::Strong,
                    });
                }
            }
        }
    }
    out.done
}

impl Assembly {
    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        match self.done.last_mut() {
            Some(Inline::Text(last)) => last.push_str(text),
            _ => self.done.push(Inline::Text(text.to_owned())),
        }
    }

    fn open(&mut self, wrapper: Wrapper) {
        if self.stack.len() == DEPTH {
            self.too_deep += 1;
        } else {
            let before = std::mem::take(&mut self.done);
            self.stack.push((wrapper, before));
        }
    }

    fn close(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
        } else if let Some((wrapper, before)) = self.stack.pop() {
            let children = std::mem::replace(&mut self.done, before);
            self.done.push(wrapper.around(children));
        }
    }
}

impl Wrapper {
    fn around(self, children: Vec<Inline>) -> Inline {
        match self {
            Self::Emphasis => Inline::Emphasis(children),
            Self::Strong => Inline::Strong(children),
            Self::Strikethrough => Inline::Strikethrough(children),
            Self::Link { url, title } => Inline::Link {
                url,
                title,
                children,
            },
            Self::Image { url, title } => Inline::Image {
                url,
                title,
                alt: inline_text(&children),
            },
            Self::Citation {
                number,
                url,
                label,
                bare,
            } => Inline::Citation {
                number,
                url,
                label,
                children: if bare { Vec::new() } else { children },
            },
        }
    }
}
