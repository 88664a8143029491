//! Finding out: whether a message arrived before anything is sent again, and how the conversation
//! stands after a while.

use super::Chat;
use super::calls::Purpose;
use super::command::{Command, Timer};
use super::conversation::Conversation;
use super::glance::is_look;
use super::jitter::full_jitter;
use super::message::{Author, Delivery, Key, Message, Progress};
use super::notice::{self, Action, Kind, Notice};
use super::snapshot::Snapshot;
use crate::api::Call;
use crate::api::backend::Memory;
use crate::api::failure::Failure;
use crate::time::Millis;

/// How often it is looked for a message, or for the rest of its answer.
const MOST_CHECKS: u32 = 8;
/// How often a message that is not there is looked for: it may still be on its way.
const MOST_CHECKS_ABSENT: u32 = 2;

impl Chat {
    /// Looks up whether the message of the turn has arrived, and its answer.
    pub(super) fn check(&mut self, key: Key) {
        let Some(conversation) = self.conversation.as_ref().map(|it| it.id.clone()) else {
            self.take_turn();
            return self.give_up(key, &Failure::Network);
        };
        let answer = self.turn.as_ref().and_then(|turn| turn.answer);
        self.begin_checking(key);
        if let Some(answer) = answer {
            self.transcript
                .change(answer, |message| message.progress = Progress::Awaited);
        }
        let arrived = self.transcript.get(key).map(|message| message.delivery);
        if arrived != Some(Delivery::Sent) {
            self.set_delivery(key, Delivery::Uncertain);
        }
        self.tell(Notice::new(Kind::Checking));
        self.call(Call::Fetch { conversation }, Purpose::Check(key));
    }

    /// Sends the message that may not have arrived again, unless it has.
    pub(super) fn check_to_send(&mut self, key: Key) {
        self.abort(is_look);
        self.check(key);
        if let Some(turn) = &mut self.turn {
            turn.again = true;
        }
    }

    pub(super) fn checked(&mut self, key: Key, conversation: Conversation, messages: Vec<Message>) {
        let stopped = self.turn.as_ref().is_some_and(|turn| turn.stopped);
        if stopped {
            self.stand_in_for_answer(key);
        }
        self.found_out(Some(messages), Some(conversation));
        if self.conversation.as_ref().is_some_and(|it| !it.is_open()) {
            return self.drop_turn();
        }
        let arrived = self
            .transcript
            .get(key)
            .is_some_and(|message| message.id.is_some());
        if !arrived {
            return self.not_arrived(key);
        }
        self.message_sent(key);
        let human = self
            .conversation
            .as_ref()
            .is_some_and(|it| it.human_handled);
        match self.transcript.reply_to(key) {
            _ if stopped => self.end_turn(Progress::Stopped),
            Some(Progress::Complete) => self.end_turn(Progress::Complete),
            Some(Progress::Failed) => self.interrupted(key, Progress::Failed),
            _ if human => self.end_turn(Progress::Interrupted),
            _ if self.may_check_again(MOST_CHECKS) => {}
            _ => self.interrupted(key, Progress::Interrupted),
        }
    }

    fn not_arrived(&mut self, key: Key) {
        let Some(turn) = &mut self.turn else { return };
        // Nothing stands in for the answer to what has not arrived.
        if let Some(answer) = turn.answer.take_if(|_| turn.stopped) {
            self.transcript.remove(answer);
        }
        let refused = turn.failure.as_ref().is_some_and(Failure::surely_refused);
        let looked_before = turn.again;
        if !refused && !looked_before && self.may_check_again(MOST_CHECKS_ABSENT) {
            return;
        }
        self.transcript.change(key, |message| {
            message.may_arrive = !refused && !looked_before;
        });
        let Some(turn) = self.take_turn() else { return };
        if turn.again && !turn.stopped {
            return self.send_now(key);
        }
        if turn.stopped {
            self.fail_message(key, "STOPPED");
            return self.pump();
        }
        self.give_up(key, &turn.failure.unwrap_or(Failure::Network));
        self.look_for_rest();
    }

    /// The message is there, its answer is not.
    fn interrupted(&mut self, key: Key, progress: Progress) {
        let failure = self.turn.as_ref().and_then(|turn| turn.failure.as_ref());
        let kind = match (progress, failure.and_then(Failure::status)) {
            (_, Some(502 | 504)) => Kind::AssistantDown,
            (Progress::Failed, _) | (_, Some(500..)) => Kind::ServiceError,
            _ => Kind::Interrupted,
        };
        self.end_turn(progress);
        self.tell(Notice::new(kind).with(Action::SendAgain(key)));
    }

    pub(super) fn check_failed(&mut self, key: Key, failure: &Failure) {
        let sending = self.turn.as_ref().and_then(|turn| turn.failure.clone());
        let conflict = sending.as_ref().and_then(Failure::status) == Some(409);
        if let Some(sending) = sending.filter(|it| it.surely_refused() && !conflict) {
            self.take_turn();
            return self.give_up(key, &sending);
        }
        if failure.is_of_line() {
            return self.say_if_offline();
        }
        let least = Millis::from(failure.wait().unwrap_or_default()) * 1000;
        self.quiet = self.now..self.now.saturating_add(least);
        let refused = failure.surely_refused() && !failure.asks_for_patience();
        if !refused && self.may_check_again(MOST_CHECKS) {
            return;
        }
        if let Some(turn) = &mut self.turn {
            turn.failure.get_or_insert_with(|| failure.clone());
        }
        let notice = notice::from_look(failure, self.online, Some(Action::SendAgain(key)));
        self.complain(notice, failure);
        self.end_turn(Progress::Interrupted);
    }

    /// Plans another look, unless there were `most` already.
    fn may_check_again(&mut self, most: u32) -> bool {
        let Some(checks) = self.turn.as_mut().and_then(|turn| turn.checks.as_mut()) else {
            return false;
        };
        *checks += 1;
        let checks = *checks;
        if checks < most {
            let delay = 1_000 + full_jitter(self.chance, 1_000, checks, 16_000);
            self.order(Command::SetTimer(
                Timer::Recheck,
                delay.max(self.quiet_left()),
            ));
        }
        checks < most
    }

    /// It seems to be time to look again; the backend may have wanted none before its time.
    pub(super) fn recheck_if_due(&mut self) {
        match self.quiet_left() {
            0 => self.recheck(),
            left => self.order(Command::SetTimer(Timer::Recheck, left)),
        }
    }

    /// How long no look is wanted; a clock that jumped says nothing about that.
    fn quiet_left(&self) -> Millis {
        let quiet = self.quiet.contains(&self.now);
        if quiet { self.quiet.end - self.now } else { 0 }
    }

    /// The device has slept with a turn under way: whatever was open then is not any more.
    pub(super) fn woke_up(&mut self) {
        let under_way = |purpose| matches!(purpose, Purpose::Send(_) | Purpose::Check(_));
        let tells = self.can().memory == Memory::Told;
        let Some(turn) = self.turn.as_mut().filter(|_| tells) else {
            return;
        };
        let message = turn.message;
        if self.calls.any(under_way) {
            turn.failure.get_or_insert(Failure::Timeout);
            self.abort(under_way);
            self.check(message);
        } else if turn.checks.is_some() {
            self.recheck_if_due();
        }
    }

    /// It is time to look again.
    pub(super) fn recheck(&mut self) {
        let doubtful = self.turn.as_ref().filter(|turn| turn.checks.is_some());
        let under_way = self
            .calls
            .any(|purpose| matches!(purpose, Purpose::Check(_)));
        match doubtful.map(|turn| turn.message) {
            Some(key) if !under_way => self.check(key),
            Some(_) => {}
            None => self.refresh(),
        }
    }

    /// The message may have come through all the same; to look at once would be too soon.
    pub(super) fn wait_in_doubt(&mut self, key: Key, failure: &Failure) {
        self.leave_in_the_dark(key, &failure.code());
        let again = Some(Action::SendAgain(key));
        self.complain(notice::from_failure(failure, self.online, again), failure);
    }

    /// The same where nobody can look: the visitor decides. What waits is not sent to where this
    /// got lost.
    pub(super) fn stay_in_doubt(&mut self, key: Key, failure: &Failure) {
        if !failure.is_of_line() {
            self.wait_in_doubt(key, failure);
        } else {
            self.leave_in_the_dark(key, &failure.code());
            let notice = Notice::new(Kind::PerhapsDelivered).with(Action::SendAgain(key));
            self.complain(notice, failure);
        }
        if self.blocked().is_none() {
            self.give_up_waiting(&failure.code());
        }
        self.pump();
    }

    /// The turn ends without anybody knowing whether its message has arrived.
    pub(super) fn leave_in_the_dark(&mut self, key: Key, code: &str) {
        self.set_delivery(key, Delivery::Uncertain);
        self.take_turn();
        self.refuse_if_unsent(key, code);
    }

    /// Whether the message is in doubt and another one is under way.
    pub(super) fn must_wait(&self, key: Key) -> bool {
        let message = self.transcript.get(key);
        self.turn.is_some() && message.is_some_and(Message::is_in_doubt)
    }

    /// Whether a message may or may not have arrived, and nobody is finding out.
    pub(super) fn is_in_doubt(&self) -> bool {
        self.transcript.doubtful().is_some()
    }

    /// What a look has not found has not arrived, as far as anybody can tell.
    pub(super) fn settle_doubt(&mut self) {
        while let Some(key) = self.transcript.doubtful() {
            self.transcript
                .change(key, |message| message.may_arrive = true);
            self.fail_message(key, "NETWORK");
        }
        self.pump();
    }

    /// Whether the message that the notice offers to send again has arrived, and whether it has its
    /// answer.
    fn offered(&self) -> Option<(bool, bool)> {
        let Some(Action::SendAgain(key)) = self.notice.as_ref()?.action else {
            return None;
        };
        let sent = self.transcript.get(key)?.delivery == Delivery::Sent;
        let answered = sent && self.transcript.reply_to(key) == Some(Progress::Complete);
        Some((sent, answered))
    }

    /// Looks again soon where the backend is still writing an answer that nobody here waits for, or
    /// where a message may arrive yet, but not for ever.
    pub(super) fn look_for_rest(&mut self) {
        if !self.shown {
            return;
        }
        let messages = self.transcript.messages();
        let late = messages
            .iter()
            .any(|message| message.may_arrive && message.delivery == Delivery::Failed);
        let last = messages.iter().rfind(|message| !message.is_visitors());
        let awaited = last.filter(|last| last.progress == Progress::Awaited);
        let awaited = awaited.map(|reply| reply.key);
        if !late && awaited.is_none() {
            return;
        }
        match (self.poll.next_for_rest(), awaited) {
            (Some(delay), _) => self.order(Command::SetTimer(Timer::Recheck, delay)),
            (None, Some(key)) => {
                let give_up = |reply: &mut Message| reply.progress = Progress::Interrupted;
                self.transcript.change(key, give_up);
            }
            (None, None) => {}
        }
    }

    /// Most failures of a look do not matter to the visitor: the next one may succeed.
    pub(super) fn refresh_failed(&mut self, failure: &Failure) {
        self.tell_handoff();
        if matches!(failure.status(), Some(401 | 403 | 404 | 410)) {
            self.complain(notice::from_failure(failure, self.online, None), failure);
            self.order(Command::ClearTimer(Timer::Poll));
            self.pump();
            return;
        }
        if self.turn.is_none() {
            self.look_for_rest();
            self.leave_in_doubt(failure);
        }
        self.plan_poll(Millis::from(failure.wait().unwrap_or_default()) * 1000);
    }

    /// Messages that wait behind one in doubt wait as long as there is something to wait for.
    fn leave_in_doubt(&mut self, failure: &Failure) {
        let key = self.transcript.doubtful();
        let matters = key.is_some() || failure.asks_for_patience();
        // What got lost is tried again.
        if self.first_waiting().is_none() || !matters || failure.is_of_line() {
            return;
        }
        let again = key.map(Action::SendAgain);
        self.complain(notice::from_look(failure, self.online, again), failure);
        if self.blocked().is_none() {
            self.give_up_waiting(&failure.code());
        }
    }

    /// Takes over what a look has brought. Whoever looks for all tabs tells the others of news.
    pub(super) fn found_out(&mut self, messages: Option<Vec<Message>>, now: Option<Conversation>) {
        let looks_for_all = self.person_answers() && self.relies_for() == 0;
        let before = self.conversation.clone();
        let mut news = messages.is_some_and(|messages| self.take_over(messages));
        if let Some(now) = now {
            self.conversation_came(now);
            news |= self.conversation != before;
            // Of two that are open at once this tab has its own.
            self.elsewhere &= self.ending().is_some() || self.poll.again;
            self.go_along();
        }
        if news && looks_for_all {
            self.tell_tabs();
        }
    }

    /// Takes over the backend's messages; those that are new here are unread and announced.
    fn take_over(&mut self, messages: Vec<Message>) -> bool {
        if self.can().memory == Memory::Nothing {
            return false;
        }
        let awaited = self.turn.as_ref().and_then(|turn| turn.answer);
        let offered = self.offered();
        let new = self.transcript.merge(messages);
        // What has arrived need not be sent again, nor what has its answer be asked.
        if offered.is_some() && self.offered() != offered {
            self.notice = None;
        }
        self.tell_arrived();
        let news = !new.is_empty();
        for key in new {
            let new = self
                .transcript
                .get(key)
                .filter(|message| !message.is_visitors() && !message.is_blank());
            if new.is_some_and(|message| message.author == Author::Assistant) {
                self.poll.forget_promise();
            }
            let told_later = Some(key) == awaited;
            if let Some(new) = new.filter(|_| !told_later) {
                let (author, reply) = (new.author.clone(), Snapshot::of(new));
                let unsaid = reply.text.clone();
                self.reply_arrived(author, reply, unsaid);
                self.poll.quicken();
            }
        }
        news
    }
}
