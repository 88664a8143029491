//! What there is to see: read by the view, decided here.

use super::calls::Purpose;
use super::conversation::{Conversation, Person, Profile, Status};
use super::event::Fact;
use super::message::{Key, Message, Part};
use super::notice::{Action, Kind, Notice};
use super::transcript::Transcript;
use super::{Chat, CloseForm, Composer};
use crate::api::backend::Capabilities;
use crate::options::Options;
use crate::time::Millis;

/// What fills the panel between header and composer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    /// An earlier conversation is being looked for.
    Loading,
    /// Nothing has been said yet: greeting and suggestions.
    #[default]
    Home,
    /// The transcript.
    Conversation,
    /// The visitor's conversations.
    History,
}

/// What stands at the foot of the panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Foot {
    /// The text box.
    #[default]
    Composer,
    /// The form that ends the conversation.
    CloseForm,
    /// That the conversation has ended.
    Closed,
    /// The way to a new conversation.
    History,
}

/// How a conversation ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Ending {
    /// When, where that is known.
    pub at: Option<Millis>,
    /// Why, if somebody said so.
    pub reason: Option<String>,
}

impl Chat {
    /// What the page asked for.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// What the backend can do.
    #[must_use]
    pub fn can(&self) -> Capabilities {
        self.options.can()
    }

    /// Whether the panel is shown.
    #[must_use]
    pub fn shown(&self) -> bool {
        self.shown
    }

    /// Whether there is a connection.
    #[must_use]
    pub fn online(&self) -> bool {
        self.online
    }

    /// What fills the panel.
    #[must_use]
    pub fn screen(&self) -> Screen {
        if self.history.on_screen {
            Screen::History
        } else if self.is_early() {
            Screen::Loading
        } else if !self.transcript.messages().is_empty() {
            Screen::Conversation
        } else if self.is_loading() {
            Screen::Loading
        } else if self.conversation.as_ref().is_some_and(|it| !it.is_open()) {
            Screen::Conversation
        } else {
            Screen::Home
        }
    }

    /// What stands at the foot of the panel.
    #[must_use]
    pub fn foot(&self) -> Foot {
        match (self.ending(), self.close.open) {
            _ if self.history.on_screen => Foot::History,
            (Some(_), _) => Foot::Closed,
            (None, true) => Foot::CloseForm,
            (None, false) => Foot::Composer,
        }
    }

    /// What going one step back means: out of the close form or the history, else out of a panel
    /// that floats over the page.
    #[must_use]
    pub fn way_back(&self) -> Option<Fact> {
        match self.foot() {
            Foot::CloseForm => Some(Fact::CloseDeclined),
            Foot::History => Some(Fact::HistoryLeft),
            _ => self.floats().then_some(Fact::Hidden),
        }
    }

    /// Whether the panel stands over the page.
    #[must_use]
    pub fn floats(&self) -> bool {
        self.shown && !self.options.inline
    }

    /// How the conversation on screen ended, if it has.
    #[must_use]
    pub fn ending(&self) -> Option<Ending> {
        match &self.conversation.as_ref()?.status {
            Status::Open => None,
            Status::Closed { at, reason } => Some(Ending {
                at: *at,
                reason: reason.clone(),
            }),
        }
    }

    /// The person who answers, where it is one; they may be nameless.
    #[must_use]
    pub fn answering_person(&self) -> Option<Person> {
        let handled = self.conversation.as_ref().filter(|it| it.human_handled)?;
        Some(handled.human_agent.clone().unwrap_or_default())
    }

    /// How often the visitor has sent something here.
    #[must_use]
    pub fn submissions(&self) -> u32 {
        self.submitted
    }

    /// How many replies have come since the message with this key was the newest.
    #[must_use]
    pub fn replies_since(&self, key: Key) -> u32 {
        let mut count = 0;
        for message in self.transcript.messages().iter().rev() {
            if message.is_visitors() {
                continue;
            }
            if message.key <= key {
                break;
            }
            count += u32::from(!message.is_blank());
        }
        count
    }

    /// What the clock said last.
    #[must_use]
    pub fn now(&self) -> Millis {
        self.now
    }

    /// The conversation on screen.
    #[must_use]
    pub fn conversation(&self) -> Option<&Conversation> {
        self.conversation.as_ref()
    }

    /// Its messages.
    #[must_use]
    pub fn transcript(&self) -> &Transcript {
        &self.transcript
    }

    /// Its messages, for reading and forgetting which of them changed.
    pub fn take_touched(&mut self) -> Vec<Key> {
        self.transcript.take_touched()
    }

    /// The text box.
    #[must_use]
    pub fn composer(&self) -> &Composer {
        &self.composer
    }

    /// The form that ends the conversation.
    #[must_use]
    pub fn close_form(&self) -> &CloseForm {
        &self.close
    }

    /// What the visitor is told about errors and the connection.
    #[must_use]
    pub fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// Whether the notice is to interrupt what assistive technology says.
    #[must_use]
    pub fn is_notice_urgent(&self) -> bool {
        let calm = [Kind::Offline, Kind::Checking, Kind::Changed];
        self.notice
            .as_ref()
            .is_some_and(|notice| !calm.contains(&notice.kind))
    }

    /// Whether the notice tells what is wrong with the words in the composer.
    #[must_use]
    pub fn is_notice_about_draft(&self) -> bool {
        let kind = self.notice.as_ref().map(|notice| &notice.kind);
        matches!(kind, Some(Kind::Invalid | Kind::TooLong(_)))
    }

    /// Whether the visitor can do without the notice.
    #[must_use]
    pub fn can_dismiss_notice(&self) -> bool {
        self.notice.is_some() && !self.notice_is_needed()
    }

    /// What the visitor can do about the notice now.
    #[must_use]
    pub fn offered_action(&self) -> Option<Action> {
        let notice = self.notice.as_ref().filter(|it| it.wait.is_none())?;
        notice.action
    }

    /// Whether the end of the transcript is on screen, as far as is known.
    #[must_use]
    pub fn at_end(&self) -> bool {
        self.at_end
    }

    /// How many replies the visitor has not seen.
    #[must_use]
    pub fn unread(&self) -> u32 {
        self.unread.count
    }

    /// Who the visitor is, where the backend knows.
    #[must_use]
    pub fn visitor(&self) -> &Profile {
        &self.session.profile
    }

    /// Whether an answer is on its way that can be stopped.
    #[must_use]
    pub fn can_stop(&self) -> bool {
        self.turn.is_some()
    }

    /// Whether a reply is expected of which no row tells yet.
    #[must_use]
    pub fn awaits_reply(&self) -> bool {
        let human = self
            .conversation
            .as_ref()
            .is_some_and(|it| it.human_handled);
        let unanswered = self.turn.as_ref().is_some_and(|turn| turn.answer.is_none());
        unanswered && !human
    }

    /// Whether the conversation can be ended now.
    #[must_use]
    pub fn can_close(&self) -> bool {
        !self.lost
            && self
                .conversation
                .as_ref()
                .is_some_and(Conversation::is_open)
    }

    pub(super) fn is_loading(&self) -> bool {
        use Purpose::{Find, Load, Open, Pick};
        self.calls
            .any(|purpose| matches!(purpose, Find | Load | Open(..) | Pick(_)))
    }
}

impl Message {
    /// Whether there is nothing to see of it yet.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let blank = |part: &Part| matches!(part, Part::Text(text) if text.trim().is_empty());
        self.parts.iter().all(blank)
    }
}
