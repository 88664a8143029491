//! The life of the panel and its conversation: shown and hidden, without a connection, started, told
//! of changes, waiting.

use super::calls::Purpose;
use super::command::{Command, Focus, HostEvent, Refusal, Ticket, Timer};
use super::conversation::{Conversation, Status};
use super::message::{Author, Key, Message};
use super::notice::{self, Action, Kind, Notice};
use super::snapshot::Snapshot;
use super::{Announcement, Blocked, Chat};
use crate::api::failure::Failure;
use crate::api::{Call, Handoff};
use crate::time::Millis;

/// After so long without an event the device has slept.
pub(super) const SLEEP: Millis = 60_000;

impl Chat {
    pub(super) fn panel_shown(&mut self) {
        if !self.shown {
            self.appear();
            self.panel_is_there();
        }
    }

    pub(super) fn appear(&mut self) {
        self.shown = true;
        self.emit(HostEvent::Show);
        self.keep_shown();
        self.order(Command::Focus(Focus::Composer));
    }

    /// The panel is looked at: so is what may have come meanwhile.
    pub(super) fn panel_is_there(&mut self) {
        self.believe_again();
        if self.lost && self.notice.is_none() {
            self.notice = Some(Notice::new(Kind::Forbidden).with(Action::StartNew));
        }
        self.say_if_offline();
        self.ask_looks();
        self.verify();
        self.go_along();
        if self.looked {
            self.refresh();
            self.poll_soon();
            self.look_back();
        } else {
            self.look_again();
        }
    }

    pub(super) fn panel_hidden(&mut self) {
        if self.shown {
            self.disappear();
            self.poll_soon();
            if self.turn.is_none() {
                self.order(Command::ClearTimer(Timer::Recheck));
            }
        }
    }

    pub(super) fn disappear(&mut self) {
        self.shown = false;
        self.emit(HostEvent::Hide);
        self.keep_shown();
    }

    pub(super) fn page_seen(&mut self, visible: bool, slept: bool) {
        if visible && slept {
            self.woke_up();
        }
        let before = std::mem::replace(&mut self.page_visible, visible);
        if visible && !before && self.turn.is_none() && (self.shown || self.person_answers()) {
            self.refresh();
        }
        self.go_along();
        // The page may have written another title meanwhile.
        self.count_in_title(false);
        self.poll_soon();
    }

    /// Shows a notice, unless the one there is says why nothing can be sent.
    pub(super) fn tell(&mut self, notice: Notice) {
        if !self.notice_is_needed() {
            self.notice = Some(notice);
        }
    }

    /// Whether the visitor could not understand what they see without the notice.
    pub(super) fn notice_is_needed(&self) -> bool {
        let waits = |notice: &Notice| notice.wait.is_some();
        // Another conversation that is being started may not come about.
        let blocked = (self.lost || self.unavailable) && self.blocked() != Some(Blocked::Closed);
        self.notice.as_ref().is_some_and(waits) || self.notice.is_some() && blocked
    }

    /// The chat may be available again: that shows when it is tried.
    pub(super) fn believe_again(&mut self) {
        self.unavailable = false;
        self.clear_notice(&Kind::Unavailable);
    }

    pub(super) fn clear_notice(&mut self, kind: &Kind) {
        self.notice.take_if(|notice| notice.kind == *kind);
    }

    /// The page wants a new conversation at once; until it is there, nothing changes.
    pub(super) fn start_asked(&mut self, page_url: Option<String>, ticket: Ticket) {
        if !self.options.is_complete() {
            let refusal = Refusal::new("NOT_CONFIGURED", "There is no credential.");
            return self.settle(Some(ticket), Err(refusal));
        }
        self.abort(Purpose::enters);
        let purpose = Purpose::StartFor(ticket, self.transcript.last_key());
        self.call(Call::Start { page_url }, purpose);
    }

    pub(super) fn started(&mut self, now: Conversation, messages: Vec<Message>) {
        let id = now.id.clone();
        self.looked = true;
        let first = self.transcript.merge(messages);
        self.conversation = Some(now);
        self.emit(HostEvent::ConversationStart { id });
        self.greeted(first);
        self.tell_tabs();
        match self.turn.as_ref().map(|turn| turn.message) {
            Some(message) => self.send(message),
            None => self.pump(),
        }
    }

    /// What the backend says first is heard like any reply.
    pub(super) fn greeted(&mut self, messages: Vec<Key>) {
        if !self.can().greeting {
            return;
        }
        for key in messages {
            let now = self.now;
            let greeting = self.transcript.change(key, |message| {
                message.at.get_or_insert(now);
                (message.author.clone(), Snapshot::of(message))
            });
            if let Some((author, greeting)) = greeting {
                let unsaid = greeting.text.clone();
                self.reply_arrived(author, greeting, unsaid);
            }
        }
    }

    /// What may have begun all the same is looked for before another one begins.
    pub(super) fn start_failed(&mut self, failure: &Failure, performed: bool) {
        let conflict = failure.status() == Some(409);
        if performed && (conflict || !failure.surely_refused()) && self.may_have_conversation() {
            self.looked = false;
            self.session.start_lost = true;
        }
        match self.turn.as_ref().map(|turn| turn.message) {
            Some(message) => self.send_failed(message, failure, false),
            None => {
                let notice = notice::from_failure(failure, self.online, None);
                self.complain(notice.of_none(None), failure);
                self.pump();
            }
        }
    }

    /// How the conversation stands now: what is new about it is told.
    pub(super) fn conversation_came(&mut self, mut now: Conversation) {
        now.human_handled = self.can().people && self.poll.believes(now.human_handled);
        let before = self.conversation.take();
        let before = before.filter(|before| before.id == now.id);
        // What is closed stays closed: news that say otherwise are old.
        if let Some(closed) = before.as_ref().filter(|before| !before.is_open()) {
            now.status = closed.status.clone();
        }
        self.conversation = Some(now.clone());
        let Some(before) = before else {
            return;
        };
        if now.human_handled && (!before.human_handled || before.human_agent != now.human_agent) {
            self.poll.quicken();
            self.poll.untold = true;
        }
        self.tell_handoff();
        if before.human_handled && !now.human_handled {
            self.say_who_answers();
        }
        if let (true, Status::Closed { reason, .. }) = (before.is_open(), now.status) {
            self.drop_turn();
            self.conversation_closed();
            self.announce(Announcement::Ended(reason.clone()));
            self.emit(HostEvent::ConversationClose { id: now.id, reason });
            for timer in [Timer::Poll, Timer::Recheck] {
                self.order(Command::ClearTimer(timer));
            }
            self.pump();
        }
    }

    /// The page is told once that a person answers, and who, as far as that is known by then; so are
    /// visitors who cannot see it.
    pub(super) fn tell_handoff(&mut self) {
        if !std::mem::take(&mut self.poll.untold) {
            return;
        }
        let agent = self.answering_person().and_then(|agent| agent.name);
        let to = Handoff::default();
        self.emit(HostEvent::Handoff { agent, to });
        self.say_who_answers();
    }

    /// A reply is all there; `unsaid` is what has not been said aloud of it.
    pub(super) fn reply_arrived(&mut self, author: Author, reply: Snapshot, unsaid: String) {
        self.announce(Announcement::Reply(author, unsaid));
        self.count_unread(&reply.id);
        self.emit_message(reply);
    }

    /// The count goes on by what the clock says has passed, and by a second where the clock jumped
    /// backwards.
    pub(super) fn count_down(&mut self) {
        let passed = self.now.saturating_sub(self.ticked).max(1000) / 1000;
        self.ticked = self.now;
        let Some((notice, wait)) = self
            .notice
            .as_mut()
            .and_then(|notice| notice.wait.map(|wait| (notice, wait)))
        else {
            return;
        };
        let left = i64::from(wait).saturating_sub(passed);
        notice.wait = u32::try_from(left).ok().filter(|left| *left > 0);
        if notice.wait.is_some() {
            return self.order(Command::SetTimer(Timer::Countdown, 1000));
        }
        let by_a_click = matches!(
            notice.action,
            Some(Action::SendAgain(_) | Action::CloseAgain)
        );
        let says_only_that = matches!(notice.kind, Kind::RateLimited | Kind::Busy);
        if says_only_that && !by_a_click {
            self.notice = None;
        }
        self.look_if_wanted();
        self.say_if_offline();
        self.pump();
    }
}
