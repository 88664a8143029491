//! Coming back to a conversation: the open one of an earlier visit is looked for, or the page names
//! one.

use super::Chat;
use super::calls::Purpose;
use super::command::{HostEvent, Refusal, Settled, Ticket};
use super::conversation::Conversation;
use super::message::{Author, Key, Message};
use super::notice::{self, Action, Notice};
use crate::api::Call;
use crate::api::failure::Failure;

impl Chat {
    /// Looks for the open conversation of an earlier visit, where there can be one.
    pub(super) fn look_again(&mut self) {
        if self.looked || self.is_loading() || !self.options.is_complete() {
            return;
        }
        self.look_failed = false;
        match self.back.resumes.clone() {
            _ if !self.may_have_conversation() => {
                self.looked = true;
                self.resume_none();
            }
            Some(conversation) => {
                self.call(Call::Fetch { conversation }, Purpose::Load);
            }
            None => {
                self.call(Call::FindOpen, Purpose::Find);
            }
        }
    }

    /// Whether an earlier visit may have left one.
    pub(super) fn may_have_conversation(&self) -> bool {
        let known = self.session.returning || self.is_named_by_page();
        known && self.can().history
    }

    /// Looks again after a failure, if anybody would see it or anything waits for it.
    pub(super) fn look_if_wanted(&mut self) {
        if self.look_failed && self.is_wanted() {
            self.look_again();
        }
    }

    pub(super) fn is_wanted(&self) -> bool {
        self.shown || self.back.waits || self.first_waiting().is_some()
    }

    pub(super) fn found(&mut self, found: Option<String>) {
        match found {
            Some(conversation) => {
                self.call(Call::Fetch { conversation }, Purpose::Load);
            }
            None => self.begin_anew(),
        }
    }

    /// The conversation that was on screen, or the one that was found, is none to go on in.
    fn look_past(&mut self) {
        let resumed = self.back.resumes.is_some();
        self.resume_none();
        match resumed {
            true => self.look_again(),
            false => self.begin_anew(),
        }
    }

    fn begin_anew(&mut self) {
        self.looked = true;
        self.elsewhere = false;
        self.session.start_lost = false;
        self.pump();
        self.look_back();
    }

    /// Messages that wait go on waiting where the look will be repeated by itself; else they are
    /// given up, so that they can be sent again.
    pub(super) fn find_failed(&mut self, failure: &Failure) {
        // What is over can be read all the same.
        if self.conversation.is_some() {
            return;
        }
        self.look_failed = true;
        if failure.is_of_line() {
            return self.say_if_down(failure);
        }
        let again = Some(Action::LoadAgain);
        let mut notice = notice::from_look(failure, self.online, again);
        let by_itself = notice.wait.is_some();
        if notice.action == again && !by_itself {
            notice.action = self.first_waiting().map(Action::SendAgain).or(again);
        }
        self.complain(notice, failure);
        if !by_itself {
            // Whoever is not let in waits for nobody.
            self.back.waits &= !failure.surely_refused();
            self.give_up_waiting(&failure.code());
        }
    }

    /// The page wants this conversation to be shown; until it is there, nothing changes.
    pub(super) fn open_asked(&mut self, conversation: String, ticket: Ticket) {
        if !self.options.is_complete() {
            let refusal = Refusal::new("NOT_CONFIGURED", "There is no credential.");
            return self.settle(Some(ticket), Err(refusal));
        }
        if !self.can().history {
            let refusal = Refusal::new("NOT_SUPPORTED", "The backend tells no conversation again.");
            return self.settle(Some(ticket), Err(refusal));
        }
        self.abort(Purpose::enters);
        let here = self.conversation.as_ref().map(|it| it.id.as_str());
        if here == Some(conversation.as_str()) && !self.lost {
            self.settle(Some(ticket), Ok(Settled::Done));
            self.refresh();
            return self.pump();
        }
        let purpose = Purpose::Open(ticket, self.transcript.last_key());
        self.call(Call::Fetch { conversation }, purpose);
    }

    /// A conversation of an earlier visit is here, or the one in which another tab goes on.
    pub(super) fn loaded(&mut self, mut now: Conversation, messages: Vec<Message>) {
        if self.conversation.is_some() {
            if !now.is_open() || self.conversation_id() == now.id {
                return self.begin_anew();
            }
            if self.reads() {
                self.looked = true;
                return;
            }
            self.leave();
        }
        let resumed = self.back.resumes.is_some();
        let unseen = self.unseen(&now.id, &messages);
        self.back.reads_closed &= resumed && !now.is_open();
        let unread = resumed && unseen > 0 || self.back.reads_closed;
        if !now.is_open() && (!unread || self.first_waiting().is_some()) {
            return self.look_past();
        }
        self.back.resumes = None;
        let answered = |last: &Message| last.author == Author::Assistant;
        if resumed && !messages.last().is_some_and(answered) {
            self.poll.promise = self.back.promise;
            now.human_handled = self.poll.believes(now.human_handled);
        }
        self.unread.count = self.unread.count.max(unseen);
        self.looked = true;
        self.elsewhere = false;
        self.begin_none();
        let said = messages.iter().any(Message::is_visitors);
        let begun_here = std::mem::take(&mut self.session.start_lost) && !said;
        // What was said on this page was not sent there yet.
        let later = self.transcript.clear();
        self.transcript.merge(messages);
        for message in later {
            self.transcript.append(message);
        }
        let id = now.id.clone();
        self.conversation = Some(now);
        if begun_here {
            self.emit(HostEvent::ConversationStart { id });
            self.tell_tabs();
        }
        self.look_for_rest();
        self.poll_soon();
        self.pump();
    }

    /// The conversation that the page asked for is here.
    pub(super) fn opened(
        &mut self,
        now: Conversation,
        messages: Vec<Message>,
        ticket: Ticket,
        since: Key,
    ) {
        self.enter(now, messages, since);
        self.settle(Some(ticket), Ok(Settled::Done));
        self.look_for_rest();
        self.poll_soon();
        self.pump();
    }

    /// The conversation that the page wanted to be started is here.
    pub(super) fn started_for_page(
        &mut self,
        now: Conversation,
        messages: Vec<Message>,
        ticket: Ticket,
        since: Key,
    ) {
        let id = now.id.clone();
        let first = self.enter(now, messages, since);
        self.emit(HostEvent::ConversationStart { id: id.clone() });
        self.greeted(first);
        self.tell_tabs();
        self.settle(Some(ticket), Ok(Settled::Id(id)));
        self.pump();
    }

    /// Another conversation takes the place of the one on screen. What was written since it was
    /// asked for goes into it.
    pub(super) fn enter(
        &mut self,
        now: Conversation,
        messages: Vec<Message>,
        since: Key,
    ) -> Vec<Key> {
        let later = self.transcript.take_queued(since);
        let keys: Vec<Key> = later.iter().map(|message| message.key).collect();
        let submissions = self.take_submissions(|it| keys.contains(&it.key));
        let elsewhere = self.elsewhere;
        self.leave();
        self.elsewhere = elsewhere && !now.is_open();
        self.looked = true;
        let first = self.transcript.merge(messages);
        for message in later {
            self.transcript.append(message);
        }
        self.submissions = submissions;
        self.back.reads_closed = !now.is_open();
        self.conversation = Some(now);
        first
    }

    pub(super) fn load_failed(&mut self, failure: &Failure) {
        match failure.status() {
            Some(403 | 404 | 410) => self.look_past(),
            _ => self.find_failed(failure),
        }
    }

    /// The page does not get the conversation that it wanted.
    pub(super) fn not_entered(
        &mut self,
        failure: &Failure,
        mut notice: Notice,
        ticket: Ticket,
        sentence: &str,
    ) {
        self.settle(Some(ticket), Err(Refusal::new(failure.code(), sentence)));
        let lost = self.lost;
        // What is on screen is as good as before.
        notice
            .action
            .take_if(|action| *action == Action::StartNew && !lost);
        self.complain(notice, failure);
        self.lost = lost;
        // The open one of an earlier visit may have been waiting behind it.
        if self.is_wanted() {
            self.look_again();
        }
        self.pump();
    }
}
