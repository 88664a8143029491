//! Links, images and citations: what square brackets make.

use super::assemble::{Piece, Wrapper};
use super::inline::{REACH, Scanner, Stage};
use super::link::{LABEL_LIMIT, Scan, label, normalize, target};
use super::reference::{Reference, source_number};
use super::scan::{after, cut};
use super::tree::Inline;

/// An opening bracket that may become a link's.
pub(super) struct Bracket {
    image: bool,
    /// The offset behind it.
    inside: usize,
    /// Its piece.
    piece: usize,
    /// How many delimiter runs were open before it.
    runs: usize,
    /// Another bracket is inside, so what is inside is no label.
    nested: bool,
}

/// What has been found behind the closing bracket.
enum Found {
    /// A link, complete.
    Target(Reference),
    /// A reference to a label nobody has defined yet: the words and, if the
    /// label is a number, this piece of text.
    Pending(Option<(usize, usize)>),
    /// A link that still arrives, or one that may lead nowhere.
    Words,
}

impl Scanner<'_> {
    pub(super) fn open_bracket(&mut self, length: usize) {
        if let Some(outer) = self.brackets.last_mut() {
            outer.nested = true;
        }
        let inside = self.at + length;
        self.put(Piece::Text(self.at, inside), inside);
        self.brackets.push(Bracket {
            image: length == 2,
            inside,
            piece: self.pieces.len() - 1,
            runs: self.runs.height(),
            nested: false,
        });
    }

    pub(super) fn close_bracket(&mut self) {
        let close = self.at;
        self.at += 1;
        let Some(bracket) = self.brackets.pop() else {
            return;
        };
        let height = self.brackets.len();
        let contains_link = !bracket.image && height < self.dead;
        self.dead = self.dead.min(height);
        if contains_link {
            return;
        }
        let Some((behind, found)) = self.behind(&bracket, close) else {
            return;
        };
        let wrapper = match &found {
            Found::Target(target) => self.wrapper(&bracket, target),
            _ => None,
        };
        self.flush(close);
        self.runs.close(bracket.runs);
        let wrapped = wrapper.is_some();
        if let Some(piece) = self.pieces.get_mut(bracket.piece) {
            *piece = wrapper.map_or(Piece::Text(0, 0), |wrapper| Piece::Open(Box::new(wrapper)));
        }
        if wrapped {
            if !bracket.image {
                self.unlink(bracket.piece + 1);
            }
            self.pieces.push(Piece::Close);
        }
        if let Found::Pending(Some((from, to))) = found {
            self.pieces.push(Piece::Text(from, to));
        }
        if !bracket.image {
            self.dead = height;
        }
        self.skip_to(behind);
    }

    /// Makes text of the addresses from a piece on, which are in a link now.
    fn unlink(&mut self, from: usize) {
        for piece in self.pieces.iter_mut().skip(from) {
            if let Piece::Node(Inline::Link { children, .. }) = piece
                && let Some(words) = children.pop()
            {
                *piece = Piece::Node(words);
            }
        }
    }

    /// Reads what makes the brackets a link, and gives the offset behind it.
    fn behind(&mut self, bracket: &Bracket, close: usize) -> Option<(usize, Found)> {
        let text = self.text;
        let end = text.len();
        let growing = self.context.stage == Stage::Growing;
        let half = Some((end, Found::Words));
        match target(text, close + 1) {
            Scan::Found((behind, url, title)) => {
                return Some((behind, Found::Target(self.reference(url, title))));
            }
            Scan::More if growing && end - close <= 6 * REACH => return half,
            _ => {}
        }
        let own = cut(text, bracket.inside, close);
        let (behind, name) = match label(text, close + 1) {
            Scan::Found((behind, "")) => (behind, own),
            Scan::Found(part) => part,
            Scan::More if growing && end - close <= REACH => return half,
            _ => (close + 1, own),
        };
        let is_own = behind <= close + "][]".len();
        if is_own && (bracket.nested || own.len() > LABEL_LIMIT) {
            return None;
        }
        let key = normalize(name);
        if let Some(reference) = self.context.references.get(&key) {
            return Some((behind, Found::Target(reference.clone())));
        }
        self.unresolved |= !key.is_empty();
        if self.context.stage == Stage::Finished || key.is_empty() {
            None
        } else if !is_own {
            let number = source_number(&key).map(|_| (close + 1, behind));
            Some((behind, Found::Pending(number)))
        } else if growing && behind == end && source_number(&key).is_none() {
            half
        } else {
            None
        }
    }

    fn wrapper(&self, bracket: &Bracket, target: &Reference) -> Option<Wrapper> {
        let url = target.url.clone()?;
        let title = target.title.clone();
        if bracket.image {
            return target.image.then_some(Wrapper::Image { url, title });
        }
        Some(match target.source {
            Some(number) => {
                let bare = source_number(cut(self.text, bracket.inside, self.at - 1)).is_some();
                Wrapper::Citation {
                    number,
                    url,
                    label: title,
                    bare,
                }
            }
            None => Wrapper::Link { url, title },
        })
    }

    /// A link whose words still arrive shows its words only, and the number
    /// of a source waits for its end.
    pub(super) fn hide_open_brackets(&mut self) {
        let near = self.text.len().saturating_sub(REACH);
        if let Some(last) = self.brackets.last()
            && source_number(after(self.text, last.inside)).is_some()
        {
            self.pieces.truncate(last.piece);
        }
        for bracket in self.brackets.iter().rev() {
            if bracket.inside < near {
                break;
            }
            if let Some(piece) = self.pieces.get_mut(bracket.piece) {
                *piece = Piece::Text(0, 0);
            }
        }
    }
}
