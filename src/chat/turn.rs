//! One message's way to the backend and its answer's way back. One turn at a time; messages that
//! are submitted meanwhile, or without a connection, wait in the transcript.

use super::aloud::Aloud;
use super::calls::Purpose;
use super::command::{Command, HostEvent, Timer};
use super::message::{Delivery, Key, Message, Part, Progress};
use super::notice::{Action, Kind, Notice};
use super::snapshot::{self, Snapshot};
use super::{Announcement, Blocked, Chat};
use crate::api::backend::Memory;
use crate::api::failure::Failure;
use crate::api::{Call, Handoff};

/// The turn that is under way.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Turn {
    /// The visitor's message.
    pub(super) message: Key,
    /// The reply, once it has begun.
    pub(super) answer: Option<Key>,
    /// How often it was looked whether the message arrived; `None` where that is not in doubt.
    pub(super) checks: Option<u32>,
    /// How much of the reply has been said aloud.
    pub(super) aloud: Aloud,
    /// What put it in doubt.
    pub(super) failure: Option<Failure>,
    /// Whether the message is to be sent if it has not arrived.
    pub(super) again: bool,
    /// Whether the visitor does not want the answer any more.
    pub(super) stopped: bool,
    /// The last thing that a stream said about its end.
    pub(super) end: Option<End>,
}

/// How a stream says that it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Finished,
    Aborted,
    Failed,
}

impl Turn {
    fn of(message: Key) -> Self {
        Self {
            message,
            answer: None,
            checks: None,
            aloud: Aloud::default(),
            failure: None,
            again: false,
            stopped: false,
            end: None,
        }
    }
}

impl Chat {
    /// Sends the next message that waits, if anything can be sent now; where nothing will be, those
    /// that wait are given up.
    pub(super) fn pump(&mut self) {
        self.close_if_due();
        match self.blocked() {
            Some(Blocked::Waiting) => return,
            Some(why) => return self.give_up_waiting(why.code()),
            None => {}
        }
        let called = self.is_loading() || self.calls.any(Purpose::enters);
        let busy = self.turn.is_some() || called || self.close.closing;
        if self.line.down {
            return self.plan_probe();
        }
        if busy || self.look_failed {
            return;
        }
        // Later messages do not overtake one that may not have arrived.
        if self.is_in_doubt() && self.can().memory == Memory::Told {
            return self.refresh();
        }
        if self.first_waiting().is_none() {
            return;
        }
        self.look_again();
        if self.looked {
            self.begin_turn();
        }
    }

    /// The first message that waits is on its way, once there is a conversation for it.
    pub(super) fn begin_turn(&mut self) {
        let Some(message) = self.first_waiting() else {
            return;
        };
        self.turn = Some(Turn::of(message));
        if !self.line.down {
            self.set_delivery(message, Delivery::Sending);
        }
        let late = self.transcript.get(message).is_some_and(|it| it.may_arrive);
        if late && self.can().memory == Memory::Told {
            self.check_to_send(message);
        } else if self.conversation.is_some() {
            self.send(message);
        } else if !self.calls.any(|purpose| purpose == Purpose::Start) {
            let page_url = self.page_of(message).url;
            self.call(Call::Start { page_url }, Purpose::Start);
        }
    }

    /// Sends the message of the turn, now that there is a conversation.
    pub(super) fn send(&mut self, message: Key) {
        let Some(conversation) = self.conversation.as_ref().map(|it| it.id.clone()) else {
            return;
        };
        self.set_delivery(message, Delivery::Sending);
        let stream = self.can().streaming;
        let call = match self.can().memory {
            Memory::Nothing => Call::Complete {
                assistant: self.options.assistant_id.clone(),
                turns: self.transcript.turns(message),
                stream,
            },
            Memory::Told | Memory::Silent => Call::Send {
                conversation,
                text: self
                    .transcript
                    .get(message)
                    .map(Message::text)
                    .unwrap_or_default(),
                page: self.page_of(message),
                stream,
            },
        };
        self.call(call, Purpose::Send(message));
    }

    /// A human agent has the message; what they say comes by looking.
    pub(super) fn message_accepted(&mut self, key: Key) {
        self.message_sent(key);
        if let Some(turn) = self.take_turn() {
            self.finish_answer(&turn, Progress::Interrupted);
        }
        if let Some(conversation) = &mut self.conversation {
            self.poll.untold |= !std::mem::replace(&mut conversation.human_handled, true);
        }
        self.poll.promised();
        self.refresh();
        if !self.is_refreshing() {
            self.tell_handoff();
        }
        self.poll_soon();
        self.pump();
    }

    /// The whole answer came at once.
    pub(super) fn answered(&mut self, key: Key, parts: Vec<Part>) {
        self.show_answer(key, parts);
        self.end_turn(Progress::Complete);
    }

    /// The same where the backend has ended the conversation with it.
    pub(super) fn answered_last(&mut self, key: Key, parts: Vec<Part>, handoff: Option<Handoff>) {
        self.show_answer(key, parts);
        if let Some(turn) = self.take_turn() {
            self.finish_answer(&turn, Progress::Complete);
        }
        if let Some(to) = handoff {
            self.emit(HostEvent::Handoff { agent: None, to });
        }
        self.close_with(None);
    }

    fn show_answer(&mut self, key: Key, parts: Vec<Part>) {
        self.message_sent(key);
        if !parts.is_empty() {
            let answer = self.begin_answer();
            self.transcript
                .change(answer, |message| message.parts = parts);
        }
    }

    /// The visitor stopped the answer: what arrived stays, if only that it was stopped. A message that was on its way is looked
    /// for, so that it is not sent twice.
    pub(super) fn stopped(&mut self) {
        let Some(turn) = &mut self.turn else { return };
        turn.stopped = true;
        let message = turn.message;
        let arrived = self.transcript.get(message).map(|message| message.delivery);
        self.abort(|purpose| matches!(purpose, Purpose::Send(_) | Purpose::Check(_)));
        let memory = self.can().memory;
        let begun = self.conversation.is_some();
        match arrived {
            Some(Delivery::Sending) if begun && memory == Memory::Told => self.check(message),
            Some(Delivery::Sending) if begun && memory == Memory::Silent => {
                self.leave_in_the_dark(message, "STOPPED");
                self.pump();
            }
            Some(Delivery::Sending | Delivery::Queued) => {
                self.take_turn();
                self.fail_message(message, "STOPPED");
                self.pump();
            }
            Some(Delivery::Sent) => {
                self.stand_in_for_answer(message);
                self.end_turn(Progress::Stopped);
            }
            _ => self.end_turn(Progress::Stopped),
        }
    }

    /// The row of an answer that is not wanted: the backend's own does not come up in its place.
    pub(super) fn stand_in_for_answer(&mut self, question: Key) {
        let human = self.answering_person().is_some();
        let Some(turn) = self.turn.as_mut().filter(|turn| turn.answer.is_none()) else {
            return;
        };
        if human || self.transcript.reply_to(question).is_some() {
            return;
        }
        let key = self.transcript.next_key();
        turn.answer = Some(key);
        let mut message = Message::from_assistant(key, self.now);
        message.progress = Progress::Stopped;
        self.transcript.insert_after(question, message);
    }

    /// The turn is over; the reply, if there is one and it is not complete, is `progress`.
    pub(super) fn end_turn(&mut self, progress: Progress) {
        let Some(turn) = self.take_turn() else { return };
        let code = turn.failure.as_ref().map(Failure::code);
        self.refuse_if_unsent(turn.message, code.as_deref().unwrap_or("STOPPED"));
        self.finish_answer(&turn, progress);
        self.tell_tabs();
        if self.can().memory == Memory::Told {
            self.refresh();
        }
        self.pump();
    }

    /// Ends the turn without a word about its message or its answer.
    pub(super) fn take_turn(&mut self) -> Option<Turn> {
        let turn = self.turn.take()?;
        self.turns += 1;
        if turn.checks.is_some() {
            self.order(Command::ClearTimer(Timer::Recheck));
        }
        self.clear_notice(&Kind::Checking);
        let message = self.transcript.get(turn.message);
        if message.is_some_and(Message::is_in_doubt) {
            self.set_delivery(turn.message, Delivery::Doubtful);
        }
        Some(turn)
    }

    /// Nothing more is expected of the reply. One that never said anything is taken away, unless it
    /// was not wanted.
    fn finish_answer(&mut self, turn: &Turn, progress: Progress) {
        let Some(answer) = turn.answer else { return };
        let finished = self.transcript.change(answer, |message| {
            if message.is_unfinished() {
                message.progress = progress;
            }
            let (reply, rest) = (Snapshot::of(message), turn.aloud.rest(message));
            let reply = (message.author.clone(), reply, rest);
            (message.is_blank(), message.id.is_none(), reply)
        });
        match finished {
            Some((false, _, (author, reply, rest))) => self.reply_arrived(author, reply, rest),
            Some((true, true, _)) if !turn.stopped => drop(self.transcript.remove(answer)),
            _ => {}
        }
    }

    /// The row of the answer; it stands behind its question, ahead of what waits.
    pub(super) fn begin_answer(&mut self) -> Key {
        let begun = self.turn.as_ref().and_then(|turn| turn.answer);
        if let Some(answer) = begun {
            return answer;
        }
        let key = self.transcript.next_key();
        let message = Message::from_assistant(key, self.now);
        match &mut self.turn {
            Some(turn) => {
                turn.answer = Some(key);
                self.transcript.insert_after(turn.message, message);
            }
            None => self.transcript.append(message),
        }
        self.announce(Announcement::Answering);
        key
    }

    /// A send failed. Unless it surely did not arrive, that is looked up before anything else.
    pub(super) fn send_failed(&mut self, key: Key, failure: &Failure, may_have_arrived: bool) {
        let began = self.turn.as_ref().is_some_and(|turn| turn.answer.is_some());
        let refused = failure.surely_refused();
        let memory = self.can().memory;
        let closed = memory == Memory::Told && failure.may_mean_closed();
        let in_doubt = began || may_have_arrived && (closed || !refused);
        if let Some(turn) = &mut self.turn {
            turn.failure = Some(failure.clone());
        }
        if let Failure::Over(_) = failure {
            self.report(failure);
            self.close_with(None);
            return;
        }
        if in_doubt && memory == Memory::Silent {
            return self.stay_in_doubt(key, failure);
        }
        if in_doubt && memory == Memory::Told {
            if failure.asks_for_patience() && !began {
                return self.wait_in_doubt(key, failure);
            }
            if !refused {
                self.report(failure);
            }
            return self.check(key);
        }
        if began {
            let notice = Notice::new(Kind::Interrupted).with(Action::SendAgain(key));
            self.complain(notice, failure);
            return self.end_turn(Progress::Interrupted);
        }
        self.take_turn();
        if self.line.down && failure.is_of_line() && !may_have_arrived {
            self.set_delivery(key, Delivery::Queued);
            self.say_if_down(failure);
        } else {
            self.give_up(key, failure);
        }
    }

    /// The message of the turn is in doubt from now on.
    pub(super) fn begin_checking(&mut self, key: Key) {
        let turn = self.turn.get_or_insert_with(|| Turn::of(key));
        turn.checks.get_or_insert(0);
    }

    /// The conversation is closed: nothing more comes, nothing more goes.
    pub(super) fn drop_turn(&mut self) {
        self.abort(|purpose| matches!(purpose, Purpose::Send(_) | Purpose::Check(_)));
        let Some(turn) = self.take_turn() else { return };
        self.finish_answer(&turn, Progress::Stopped);
        let message = self.transcript.get(turn.message);
        if message.is_some_and(|message| message.delivery != Delivery::Sent) {
            self.fail_message(turn.message, Blocked::Closed.code());
        }
    }

    pub(super) fn emit_message(&mut self, message: Snapshot) {
        let conversation = self.conversation.as_ref().map(|it| it.id.clone());
        self.emit(HostEvent::Message {
            message,
            conversation,
        });
    }

    /// Finds the message that the page calls `id`, or called so before the backend gave it one.
    pub(super) fn named(&self, id: &str) -> Option<Key> {
        let messages = self.transcript.messages().iter();
        let mut named = messages
            .filter(|message| snapshot::name(message) == id || snapshot::local_name(message) == id);
        named.next().map(|message| message.key)
    }
}
