//! Saying what went wrong: to the visitor, to the page, to the site owner.

use super::Chat;
use super::command::{Command, HostEvent, Timer};
use super::event::Fact;
use super::notice::{self, Action, Kind, Notice};
use crate::api::backend::Memory;
use crate::api::failure::Failure;
use crate::json::Json;

impl Chat {
    /// What `failure` means to the visitor; nothing can be up to date again that is not looked up.
    pub(super) fn explain(&self, failure: &Failure, again: Action) -> Notice {
        let mut notice = notice::from_failure(failure, self.online, Some(again));
        if self.conversation.is_none() {
            notice = notice.of_none(Some(again));
        }
        match notice.kind {
            Kind::Changed if self.can().memory == Memory::Silent => {
                Notice::new(Kind::Refused).with(again)
            }
            // They speak of a message.
            Kind::Invalid | Kind::TooLong(_) if again == Action::CloseAgain => {
                Notice::new(Kind::Refused).with(again)
            }
            Kind::RateLimited if again == Action::CloseAgain => Notice {
                kind: Kind::Busy,
                ..notice
            },
            _ => notice,
        }
    }

    /// Tells the visitor by a notice, and the page.
    pub(super) fn complain(&mut self, mut notice: Notice, failure: &Failure) {
        self.report(failure);
        self.unavailable |= notice.kind == Kind::Unavailable;
        let refused = matches!(notice.kind, Kind::Forbidden | Kind::Gone);
        // Where there is no conversation, none can be lost.
        self.lost |= refused && self.conversation.is_some();
        let lasting =
            |it: &Notice| matches!(it.kind, Kind::Unavailable | Kind::Forbidden | Kind::Gone);
        let blocked = self.lost || self.unavailable;
        if blocked && !lasting(&notice) && self.notice.as_ref().is_some_and(lasting) {
            return;
        }
        // Whatever else goes wrong, the backend still wants to be left alone.
        if notice.kind != Kind::Unavailable {
            let running = self.notice.as_ref().and_then(|it| it.wait);
            notice.wait = notice.wait.max(running);
        }
        if notice.wait.is_some() {
            self.ticked = self.now;
            self.order(Command::SetTimer(Timer::Countdown, 1000));
        }
        self.notice = Some(notice);
    }

    /// Takes the notice away, but for the wait that it tells of.
    pub(super) fn drop_notice(&mut self) {
        self.notice.take_if(|it| it.wait.is_none());
        if let Some(notice) = &mut self.notice {
            notice.action = None;
            if notice.kind != Kind::RateLimited {
                notice.kind = Kind::Busy;
            }
        }
    }

    /// Whether `fact` shows that the visitor has a session.
    pub(super) fn lets_in(&mut self, fact: &Fact) -> bool {
        let (Fact::Answered(id, Ok(_)) | Fact::StreamOpened(id)) = fact else {
            return false;
        };
        let call = self.calls.get_mut(*id);
        call.is_some_and(|call| call.token.is_some())
    }

    /// The session has not ended: what that has stopped goes on.
    pub(super) fn session_works(&mut self) {
        let ended = |notice: &Notice| notice.kind == Kind::SessionEnded;
        if self.notice.as_ref().is_some_and(ended) {
            self.drop_notice();
            self.look_if_wanted();
            self.poll_soon();
        }
    }

    /// Tells the page, and the site owner where it is theirs to mend.
    pub(super) fn report(&mut self, failure: &Failure) {
        let (retry_after, details) = match failure {
            Failure::Status(it) | Failure::NotAdmitted(it) | Failure::Over(it) => {
                (it.retry_after, it.details.clone())
            }
            _ => (None, Json::Null),
        };
        let owners = match failure.status() {
            Some(402) => Some("The backend wants a higher plan for chat; see the error event."),
            Some(403) => {
                Some("The backend refused; is this site among the key's allowed websites?")
            }
            _ if matches!(failure, Failure::NotAdmitted(_)) => {
                Some("The backend does not let this page in; see the error event.")
            }
            // Whoever asked `getToken` has said what was wrong with its answer.
            _ if *failure == Failure::NoToken && !self.options.asks_for_token => {
                Some("There is no token, and nothing to get one with.")
            }
            _ => None,
        };
        if let Some(sentence) = owners {
            self.order(Command::Warn(sentence.into()));
        }
        self.emit(HostEvent::Error {
            code: failure.code(),
            status: failure.status(),
            retry_after,
            details,
        });
    }

    /// The visitor takes what a notice offers.
    pub(super) fn act(&mut self, action: Action) {
        let offered = |notice: &Notice| notice.action == Some(action) && notice.wait.is_none();
        let offered = self.notice.as_ref().is_some_and(offered);
        if !offered || matches!(action, Action::SendAgain(key) if self.must_wait(key)) {
            return;
        }
        self.notice = None;
        match action {
            Action::SendAgain(key) => self.retry(key, None),
            Action::LoadAgain if self.line.down => self.probe_now(),
            Action::LoadAgain => self.look_again(),
            Action::CloseAgain => self.close_confirmed(None),
            Action::Reconnect => self.reconnect(),
            Action::StartNew => self.start_over(),
        }
    }

    pub(super) fn dismiss_notice(&mut self) {
        if !self.notice_is_needed() {
            self.notice = None;
        }
    }
}
