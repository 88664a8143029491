//! Before the rest of the panel is there, facts wait to be taken in. What a visitor sees at once of
//! what they do does not wait: the panel itself, their words in the composer, and that they are sent.

use super::command::Command;
use super::event::Fact;
use super::notice::{Action, Kind, Notice};
use super::session::Session;
use super::tabs::Hint;
use super::unread::Unread;
use super::{Chat, Kept, Seen};
use crate::api::secret::Secret;
use crate::api::{self, MESSAGE_LIMIT};
use crate::json::Json;
use crate::options::Options;

/// What is known until then.
#[derive(Debug)]
pub(super) struct Early {
    /// What was in the composer: it is put back before facts that have waited are taken in.
    draft: String,
    /// What the visitor wants to be sent.
    submitted: Vec<String>,
}

/// What becomes of a fact at once.
#[derive(Debug, PartialEq)]
pub struct Foreseen {
    /// What is to be done.
    pub commands: Vec<Command>,
    /// Whether the fact itself has to be taken in later.
    pub waits: bool,
    /// Whether the visitor is forgotten: what they did and what they were promised waits no more.
    pub forgets: bool,
}

impl Chat {
    /// From here on facts wait for the rest.
    pub fn await_rest(&mut self) {
        self.early = Some(Early {
            draft: self.composer.draft.clone(),
            submitted: Vec::new(),
        });
    }

    /// Whether they do.
    #[must_use]
    pub fn awaits_rest(&self) -> bool {
        self.early.is_some()
    }

    /// Does what does not wait. `options` are those that wait to be taken in.
    pub fn foresee(&mut self, fact: &Fact, options: Option<&Options>) -> Foreseen {
        let forgets = self.forgets(fact, options.unwrap_or(&self.options));
        let mut waits = false;
        match fact {
            Fact::Shown if !self.shown => self.appear(),
            Fact::Hidden if self.shown => self.disappear(),
            Fact::Shown | Fact::Hidden | Fact::Ready => {}
            Fact::NoticeDismissed | Fact::NoticeActed(Action::LoadAgain) => self.notice = None,
            _ => {
                waits = true;
                if forgets {
                    self.forget_early(fact);
                }
                self.foresee_words(fact);
            }
        }
        Foreseen {
            commands: std::mem::take(&mut self.commands),
            waits,
            forgets,
        }
    }

    fn foresee_words(&mut self, fact: &Fact) {
        match fact {
            Fact::Drafted(text) => self.composer.draft.clone_from(text),
            Fact::Submitted {
                text, ticket: None, ..
            } if self.will_take(text) => {
                if self.composer.draft.trim() == text.trim() {
                    self.composer.replace(String::new());
                }
                if let Some(early) = &mut self.early {
                    early.submitted.push(text.trim().into());
                }
            }
            _ => return,
        }
        self.keep_early();
    }

    /// Whether the visitor is another one from `fact` on, or may be.
    fn forgets(&self, fact: &Fact, before: &Options) -> bool {
        match fact {
            Fact::Reset { .. } | Fact::CameBack { .. } => true,
            Fact::Configured { options, .. } => !before.same_identity(options),
            Fact::VisitorStored { stored, .. } => self.is_replaced_by(stored.as_ref()),
            Fact::Told(Hint::Forgotten { .. }) => {
                !self.is_named_by_page() && !self.is_known_by_device()
            }
            _ => false,
        }
    }

    fn is_replaced_by(&self, stored: Option<&Secret>) -> bool {
        let (device, session) = (self.is_known_by_device(), &self.session);
        device && !session.is_new() && !session.is_known_as(stored)
    }

    /// Nothing is under way yet: all that is on screen of the visitor goes at once, and all that is
    /// known of them where nobody else has seen to that.
    fn forget_early(&mut self, fact: &Fact) {
        self.conversation = None;
        self.resume_none();
        self.transcript.clear();
        self.composer.forget();
        self.doubtful.clear();
        self.unread = Unread::default();
        self.await_rest();
        let Fact::Reset { fresh } = fact else {
            // Whose the next words are is not known before it is taken in.
            self.remembered = Some(Kept::default());
            return;
        };
        self.options.token = None;
        self.session = Session::new(None, fresh.clone(), None);
        self.remembered = None;
        self.kept = Kept::default();
        self.seen = Seen::default();
        self.order(Command::KeepVisitor(None));
        self.order(Command::KeepWords(None));
        self.order(Command::KeepSeen(String::new()));
        self.order(Command::CarryTranscript(Json::Null));
    }

    fn will_take(&self, text: &str) -> bool {
        let fits = api::length(text.trim()) <= MESSAGE_LIMIT && !text.trim().is_empty();
        fits && self.blocked().is_none()
    }

    /// What the visitor wants to be sent, as far as that has not been taken in.
    pub(super) fn submitted_early(&self) -> Vec<String> {
        let early = self.early.as_ref();
        early.map(|it| it.submitted.clone()).unwrap_or_default()
    }

    /// The rest of the panel did not come.
    pub fn rest_is_missing(&mut self) {
        let kind = if self.online {
            Kind::Unreachable
        } else {
            Kind::Offline
        };
        self.notice = Some(Notice::new(kind).with(Action::LoadAgain));
    }

    /// It has come: facts are taken in from here on, those that have waited first.
    pub(super) fn catch_up(&mut self) {
        let Some(early) = self.early.take() else {
            return;
        };
        self.composer.replace(early.draft);
        self.composer.hold();
        self.notice = None;
        if self.shown {
            self.panel_is_there();
        }
    }

    /// Facts that have waited have been taken in.
    pub(super) fn caught_up(&mut self) {
        self.composer.let_go();
        self.look_ahead();
    }

    /// Whether something is going to take the place of what there is to see.
    pub(super) fn is_early(&self) -> bool {
        let said = !self.transcript.messages().is_empty();
        self.early.as_ref().is_some_and(|early| {
            said || !early.submitted.is_empty() || self.shown && self.may_have_conversation()
        })
    }
}
