//! What assistive technology says aloud: that an answer begins, then its finished blocks; who
//! answers from now on, and that the conversation has ended. Of replies to a hidden panel it says how
//! many are unread.

use super::Chat;
use super::conversation::Conversation;
use super::message::{Author, Key, Message, Part};

/// Something to say aloud.
#[derive(Clone, Debug, PartialEq)]
pub enum Announcement {
    /// A reply has begun.
    Answering,
    /// A reply, or what is new of a long one: whole blocks of Markdown.
    Reply(Author, String),
    /// Who answers from now on.
    Answers(Author),
    /// The conversation has ended, and why, if somebody said so.
    Ended(Option<String>),
    /// Something is on the clipboard.
    Copied,
    /// How many replies are unread since one more came to a hidden panel.
    Unread(u32),
}

/// Shorter answers are said at once when they are complete; longer ones in pieces that are no
/// shorter than this, in bytes.
const PIECE: usize = 280;

/// As many as a view can miss between two looks.
const KEPT: usize = 8;

/// How much of a reply has been said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Aloud {
    /// The part that is being said, and how much of it has been.
    part: usize,
    said: usize,
    /// How far it was looked for the end of a block: whole lines.
    seen: usize,
    /// The fence of the code block that is open there.
    fence: Option<(char, usize)>,
    rewrites: u32,
}

impl Aloud {
    /// Blocks that have been finished since the last piece, once they are worth a piece. Looks at
    /// what is new only.
    fn next(&mut self, message: &Message) -> Option<String> {
        self.follow(message);
        let text = text_of(message, self.part);
        let is_last = self.part + 1 >= message.parts.len();
        let end = match is_last {
            false => Some(text.len()),
            true => self.look(text).filter(|end| *end >= self.said + PIECE),
        };
        let piece = text.get(self.said..end?).map(ToOwned::to_owned);
        self.said = end?;
        if !is_last {
            *self = Self {
                part: self.part + 1,
                rewrites: self.rewrites,
                ..Self::default()
            };
        }
        piece
    }

    /// Looks at the lines that are new; says where the last blank one is that divides blocks.
    fn look(&mut self, text: &str) -> Option<usize> {
        let mut found = None;
        let new = text.get(self.seen..).unwrap_or_default();
        for line in new.split_inclusive('\n').filter(|it| it.ends_with('\n')) {
            let words = line.trim_start_matches([' ', '>']).trim_end();
            match (self.fence, fence(words)) {
                (None, None) if line.trim().is_empty() => found = Some(self.seen),
                (None, opens) => self.fence = opens,
                (Some((mark, length)), Some((same, longer)))
                    if same == mark && longer >= length && words.len() == longer =>
                {
                    self.fence = None;
                }
                _ => {}
            }
            self.seen += line.len();
        }
        found
    }

    /// What has not been said of a reply that is complete.
    pub(super) fn rest(mut self, message: &Message) -> String {
        self.follow(message);
        let parts = self.part + 1..message.parts.len();
        let rest = text_of(message, self.part).get(self.said..);
        let mut rest = rest.unwrap_or_default().to_owned();
        for part in parts {
            rest.push_str("\n\n");
            rest.push_str(text_of(message, part));
        }
        rest
    }

    /// A text that was taken back is said anew.
    fn follow(&mut self, message: &Message) {
        if self.rewrites != message.rewrites {
            *self = Self {
                rewrites: message.rewrites,
                ..Self::default()
            };
        }
    }
}

/// The mark and length of a fence.
fn fence(line: &str) -> Option<(char, usize)> {
    let mark = line
        .chars()
        .next()
        .filter(|mark| matches!(mark, '`' | '~'))?;
    let length = line.chars().take_while(|c| *c == mark).count();
    (length >= 3).then_some((mark, length))
}

fn text_of(message: &Message, part: usize) -> &str {
    match message.parts.get(part) {
        Some(Part::Text(text)) => text,
        _ => "",
    }
}

impl Chat {
    /// What was said aloud last, with numbers that tell one announcement from the next.
    #[must_use]
    pub fn announcements(&self) -> &[(u32, Announcement)] {
        &self.announcements
    }

    pub(super) fn announce(&mut self, what: Announcement) {
        let heard = match &what {
            Announcement::Answering => self.shown,
            Announcement::Reply(_, text) => self.shown && !text.trim().is_empty(),
            _ => true,
        };
        if !heard {
            return;
        }
        self.announced += 1;
        if self.announcements.len() == KEPT {
            self.announcements.remove(0);
        }
        self.announcements.push((self.announced, what));
    }

    /// Tells what is finished of an answer that streams in.
    pub(super) fn say_finished_blocks(&mut self, answer: Key) {
        let Some(message) = self.transcript.get(answer) else {
            return;
        };
        let Some(turn) = &mut self.turn else { return };
        if let Some(piece) = turn.aloud.next(message) {
            let author = message.author.clone();
            self.announce(Announcement::Reply(author, piece));
        }
    }

    /// Says who answers from now on, unless they are just being heard.
    pub(super) fn say_who_answers(&mut self) {
        let open = self.conversation.as_ref().filter(|it| it.is_open());
        let Some(now) = open.map(Conversation::answers) else {
            return;
        };
        let last = self.announcements.last().map(|it| &it.1);
        let heard = matches!(
            last,
            Some(Announcement::Reply(author, _) | Announcement::Answers(author)) if author.is_same(&now)
        );
        if !heard {
            self.announce(Announcement::Answers(now));
        }
    }
}
