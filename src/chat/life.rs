//! The life of the panel and its conversation: shown, resumed, started, left, forgotten.

use super::calls::Purpose;
use super::command::{Command, Focus, HostEvent, Refusal, Settled, Ticket, Timer};
use super::conversation::{Conversation, Status};
use super::message::{Delivery, Message};
use super::notice::{self, Action, Kind, Notice};
use super::session::Session;
use super::snapshot::Snapshot;
use super::{Announcement, Chat, CloseForm, Device};
use crate::api::Call;
use crate::api::failure::Failure;
use crate::api::secret::Secret;
use crate::options::Options;

impl Chat {
    pub(super) fn panel_shown(&mut self) {
        if std::mem::replace(&mut self.shown, true) {
            return;
        }
        self.emit(HostEvent::Show);
        self.unavailable = false;
        if std::mem::take(&mut self.unread) > 0 {
            self.emit(HostEvent::Unread(0));
        }
        self.order(Command::Focus(Focus::Composer));
        self.say_if_offline();
        self.verify();
        if self.looked {
            self.refresh();
            self.poll_soon();
        } else {
            self.look_again();
        }
    }

    pub(super) fn panel_hidden(&mut self) {
        if std::mem::replace(&mut self.shown, false) {
            self.emit(HostEvent::Hide);
            self.poll_later();
        }
    }

    pub(super) fn page_seen(&mut self, visible: bool) {
        let before = std::mem::replace(&mut self.page_visible, visible);
        if visible && !before && self.shown {
            self.refresh();
        }
        self.poll_soon();
    }

    pub(super) fn went_online(&mut self, online: bool) {
        self.online = online;
        if !online {
            return self.say_if_offline();
        }
        self.clear_notice(&Kind::Offline);
        if self.look_failed && self.shown {
            self.look_again();
        }
        self.recheck();
        self.pump();
    }

    pub(super) fn say_if_offline(&mut self) {
        let waits = self
            .notice
            .as_ref()
            .is_some_and(|notice| notice.wait.is_some());
        if !self.online && !waits {
            self.notice = Some(Notice::new(Kind::Offline));
        }
    }

    pub(super) fn clear_notice(&mut self, kind: &Kind) {
        self.notice.take_if(|notice| notice.kind == *kind);
    }

    /// Looks for the open conversation of an earlier visit, where there can be one.
    pub(super) fn look_again(&mut self) {
        let known = self.session.returning || self.options.api_key.is_none();
        if self.conversation.is_some() || self.is_loading() || !self.options.has_credential() {
            return;
        }
        self.look_failed = false;
        if known {
            self.call(Call::FindOpen, Purpose::Find);
        } else {
            self.looked = true;
        }
    }

    pub(super) fn found(&mut self, found: Option<String>) {
        match found {
            Some(conversation) => {
                self.call(Call::Fetch { conversation }, Purpose::Load(None));
            }
            None => {
                self.looked = true;
                self.pump();
            }
        }
    }

    pub(super) fn find_failed(&mut self, failure: &Failure) {
        self.look_failed = true;
        let again = Some(Action::LoadAgain);
        self.complain(notice::from_failure(failure, self.online, again), failure);
        // Nothing is on screen that could be lost: the visitor can simply begin.
        self.lost = false;
    }

    /// A conversation of an earlier visit, or the one that the page asked for, is here.
    pub(super) fn loaded(
        &mut self,
        now: Conversation,
        messages: Vec<Message>,
        ticket: Option<Ticket>,
    ) {
        if ticket.is_some() {
            self.leave();
        }
        self.looked = true;
        self.transcript.merge(messages);
        self.conversation = Some(now);
        self.settle(ticket, Ok(Settled::Done));
        self.look_for_rest();
        self.poll_soon();
        self.pump();
    }

    pub(super) fn load_failed(&mut self, failure: &Failure, ticket: Option<Ticket>) {
        if ticket.is_none() && matches!(failure.status(), Some(403 | 404 | 410)) {
            self.looked = true;
            return self.pump();
        }
        if ticket.is_none() {
            return self.find_failed(failure);
        }
        let refusal = Refusal::new(failure.code(), "The conversation was not opened.");
        self.settle(ticket, Err(refusal));
        let usable = self.lost;
        self.complain(notice::from_failure(failure, self.online, None), failure);
        self.lost = usable;
    }

    /// The page wants a new conversation at once.
    pub(super) fn start_asked(&mut self, page_url: Option<String>, ticket: Ticket) {
        if !self.options.has_credential() {
            let refusal = Refusal::new("NOT_CONFIGURED", "There is no credential.");
            return self.settle(Some(ticket), Err(refusal));
        }
        self.leave();
        self.looked = true;
        self.call(Call::Start { page_url }, Purpose::Start(Some(ticket)));
    }

    pub(super) fn started(
        &mut self,
        now: Conversation,
        messages: Vec<Message>,
        ticket: Option<Ticket>,
    ) {
        let id = now.id.clone();
        self.looked = true;
        self.transcript.merge(messages);
        self.conversation = Some(now);
        self.emit(HostEvent::ConversationStart { id: id.clone() });
        self.settle(ticket, Ok(Settled::Id(id)));
        match self.turn.as_ref().map(|turn| turn.message) {
            Some(message) => self.send(message),
            None => self.pump(),
        }
    }

    pub(super) fn start_failed(&mut self, failure: &Failure, ticket: Option<Ticket>) {
        if ticket.is_some() {
            let refusal = Refusal::new(failure.code(), "The conversation was not started.");
            self.settle(ticket, Err(refusal));
        }
        match self.turn.as_ref().map(|turn| turn.message) {
            Some(message) => self.send_failed(message, failure, false),
            None => self.complain(notice::from_failure(failure, self.online, None), failure),
        }
        // There is no conversation that could be lost.
        self.lost = false;
    }

    /// How the conversation stands now: what is new about it is told.
    pub(super) fn conversation_came(&mut self, now: Conversation) {
        let before = self.conversation.replace(now.clone());
        let Some(before) = before.filter(|before| before.id == now.id) else {
            return;
        };
        let agent = now
            .human_agent
            .as_ref()
            .and_then(|agent| agent.name.clone());
        if now.human_handled && (!before.human_handled || before.human_agent != now.human_agent) {
            self.emit(HostEvent::Handoff { agent });
            self.poll_soon();
        }
        if let (true, Status::Closed { reason, .. }) = (before.is_open(), now.status) {
            self.drop_turn();
            self.conversation_closed();
            self.emit(HostEvent::ConversationClose { id: now.id, reason });
            self.order(Command::ClearTimer(Timer::Poll));
        }
    }

    pub(super) fn reply_arrived(&mut self, reply: Snapshot) {
        self.announce(Announcement::Reply(reply.text.clone()));
        self.emit_message(reply);
        if !self.shown {
            self.unread += 1;
            self.emit(HostEvent::Unread(self.unread));
        }
    }

    /// The visitor wants a fresh start: unsent words come along.
    pub(super) fn start_over(&mut self) {
        self.leave();
        self.looked = true;
        self.order(Command::Focus(Focus::Composer));
    }

    /// Leaves the conversation; words that did not reach it go back into the composer.
    fn leave(&mut self) {
        self.abort(|purpose| !matches!(purpose, Purpose::Identify | Purpose::Verify));
        let unsent = self.transcript.clear();
        let unsent = unsent.into_iter().filter(|message| {
            matches!(
                message.delivery,
                Delivery::Queued | Delivery::Sending | Delivery::Failed
            )
        });
        let mut words: Vec<String> = unsent.map(|message| message.text()).collect();
        if !words.is_empty() {
            words.dedup();
            self.composer.give_back(&words.join("\n\n"));
        }
        self.refuse_submissions("CONVERSATION_LEFT", "The conversation was left.");
        self.conversation = None;
        self.turn = None;
        self.notice = None;
        self.lost = false;
        self.look_failed = false;
        self.close = CloseForm::default();
        for timer in [Timer::Recheck, Timer::Poll, Timer::Countdown] {
            self.order(Command::ClearTimer(timer));
        }
    }

    /// Forgets this visitor at once: what runs, what is on screen, what is kept.
    pub(super) fn reset(&mut self, fresh: Secret) {
        self.order(Command::KeepVisitor(None));
        self.options.token = None;
        self.forget(Device {
            stored: None,
            fresh,
        });
    }

    pub(super) fn configured(&mut self, options: Options, device: Device) {
        let same = self.options.same_identity(&options);
        self.options = options;
        if !same {
            self.forget(device);
        }
    }

    fn forget(&mut self, device: Device) {
        self.refuse_submissions("RESET", "The visitor was forgotten.");
        self.leave();
        self.abort(|_| true);
        self.composer.replace(String::new());
        self.session = Session::new(device.stored, device.fresh, self.options.token.clone());
        self.announcement = None;
        self.unavailable = false;
        self.looked = false;
        if std::mem::take(&mut self.unread) > 0 {
            self.emit(HostEvent::Unread(0));
        }
        if self.shown {
            self.verify();
            self.look_again();
        }
    }

    fn refuse_submissions(&mut self, code: &str, message: &str) {
        for submission in std::mem::take(&mut self.submissions) {
            self.settle(submission.ticket, Err(Refusal::new(code, message)));
        }
    }

    /// The count goes on by what the clock says has passed, and by a second where the clock jumped
    /// backwards.
    pub(super) fn count_down(&mut self) {
        let passed = (self.now - self.ticked).max(1000) / 1000;
        self.ticked = self.now;
        let Some(notice) = &mut self.notice else {
            return;
        };
        let left = notice.wait.map(|left| i64::from(left) - passed);
        notice.wait = left
            .and_then(|left| u32::try_from(left).ok())
            .filter(|left| *left > 0);
        if notice.wait.is_some() {
            return self.order(Command::SetTimer(Timer::Countdown, 1000));
        }
        match (notice.kind.clone(), notice.action) {
            (Kind::RateLimited, _) => self.notice = None,
            (Kind::Busy, Some(Action::LoadAgain)) => self.act(Action::LoadAgain),
            _ => {}
        }
        self.pump();
    }
}
