//! One message's way to the backend and its answer's way back. One turn at a time; messages that
//! are submitted meanwhile, or without a connection, wait in the transcript.

use super::Chat;
use super::calls::Purpose;
use super::command::{CallId, HostEvent, Settled};
use super::message::{Author, Delivery, Key, Message, Part, Progress};
use super::notice::{Action, Kind, Notice};
use super::snapshot::{self, Snapshot};
use crate::api::answer::Delta;
use crate::api::failure::{Failure, StatusFailure};
use crate::api::{self, Call};
use crate::options::Transport;

/// The turn that is under way.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Turn {
    /// The visitor's message.
    pub(super) message: Key,
    /// The reply, once it has begun.
    pub(super) answer: Option<Key>,
    /// How often it was looked whether the message arrived; `None` where that is not in doubt.
    pub(super) checks: Option<u32>,
    /// What put it in doubt.
    pub(super) failure: Option<Failure>,
    /// The last thing that a stream said about its end.
    end: Option<End>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
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
            failure: None,
            end: None,
        }
    }
}

impl Chat {
    /// Sends the next message that waits, if anything can be sent now.
    pub(super) fn pump(&mut self) {
        let busy = self.turn.is_some() || self.is_loading() || self.close.closing;
        if busy || !self.online || self.blocked().is_some() || self.look_failed {
            return;
        }
        let waiting = self.transcript.messages().iter();
        let mut waiting = waiting.filter(|message| message.delivery == Delivery::Queued);
        let Some(message) = waiting.next().map(|message| message.key) else {
            return;
        };
        self.notice = None;
        self.turn = Some(Turn::of(message));
        self.set_delivery(message, Delivery::Sending);
        if self.conversation.is_some() {
            self.send(message);
        } else if !self
            .calls
            .any(|purpose| matches!(purpose, Purpose::Start(_)))
        {
            let page_url = self.page_of(message).url;
            self.call(Call::Start { page_url }, Purpose::Start(None));
        }
    }

    /// Sends the message of the turn, now that there is a conversation.
    pub(super) fn send(&mut self, message: Key) {
        let Some(conversation) = self.conversation.as_ref().map(|it| it.id.clone()) else {
            return;
        };
        let stream = !self.options.no_streaming;
        let call = match self.options.transport {
            Transport::Completions => Call::Complete {
                assistant: self.options.assistant_id.clone(),
                turns: self.transcript.turns(message),
                stream,
            },
            Transport::Messages => Call::Send {
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

    /// The backend has the message.
    pub(super) fn message_sent(&mut self, key: Key) {
        let delivered = self.transcript.change(key, |message| {
            let first = message.delivery != Delivery::Sent;
            message.delivery = Delivery::Sent;
            (first, Snapshot::of(message))
        });
        if let Some((true, message)) = delivered {
            let id = message.id.clone();
            self.emit_message(message);
            if let Some(submission) = self.take_submission(key) {
                self.settle(submission.ticket, Ok(Settled::Id(id)));
            }
        }
    }

    /// A human agent has the message; what they say comes by looking.
    pub(super) fn message_accepted(&mut self, key: Key) {
        self.message_sent(key);
        self.turn = None;
        if let Some(conversation) = &mut self.conversation {
            conversation.human_handled = true;
        }
        self.refresh();
        self.poll_soon();
        self.pump();
    }

    /// The whole answer came at once.
    pub(super) fn answered(&mut self, key: Key, parts: Vec<Part>) {
        self.message_sent(key);
        if !parts.is_empty() {
            let answer = self.begin_answer();
            self.transcript
                .change(answer, |message| message.parts = parts);
        }
        self.end_turn(Progress::Complete);
    }

    pub(super) fn stream_opened(&mut self, id: CallId) {
        if let Some(Purpose::Send(message)) = self.calls.purpose(id) {
            self.message_sent(message);
            self.begin_answer();
        }
    }

    pub(super) fn streamed(&mut self, id: CallId, deltas: Vec<Delta>) {
        let Some(Purpose::Send(_)) = self.calls.purpose(id) else {
            return;
        };
        let Some(answer) = self.turn.as_ref().and_then(|turn| turn.answer) else {
            return;
        };
        for delta in deltas {
            let end = match delta {
                Delta::Finished => Some(End::Finished),
                Delta::Aborted => Some(End::Aborted),
                Delta::Failed => Some(End::Failed),
                delta => {
                    self.transcript
                        .change(answer, |message| apply(message, delta));
                    None
                }
            };
            if let Some(turn) = &mut self.turn {
                // Some backends finish politely after an error: the error is what counts.
                turn.end = end.filter(|_| turn.end != Some(End::Failed)).or(turn.end);
            }
        }
    }

    pub(super) fn stream_ended(&mut self, id: CallId) {
        if !matches!(self.calls.purpose(id), Some(Purpose::Send(_))) {
            return;
        }
        self.calls.remove(id);
        let Some(turn) = &self.turn else { return };
        let message = turn.message;
        match turn.end {
            Some(End::Finished) => self.end_turn(Progress::Complete),
            Some(End::Aborted) => self.end_turn(Progress::Stopped),
            Some(End::Failed) => {
                self.end_turn(Progress::Failed);
                let notice = Notice::new(Kind::ServiceError).with(Action::SendAgain(message));
                self.complain(notice, &Failure::Malformed);
            }
            None if self.options.transport == Transport::Completions => {
                self.end_turn(Progress::Interrupted);
                let notice = Notice::new(Kind::Interrupted).with(Action::SendAgain(message));
                self.complain(notice, &Failure::Network);
            }
            None => self.check(message),
        }
    }

    /// The visitor stopped the answer: what arrived stays.
    pub(super) fn stopped(&mut self) {
        let Some(turn) = &self.turn else { return };
        let message = turn.message;
        let arrived = self.transcript.get(message).map(|message| message.delivery);
        self.abort(|purpose| matches!(purpose, Purpose::Send(_) | Purpose::Check(_)));
        match arrived {
            Some(Delivery::Sending) if self.conversation.is_none() => {}
            Some(Delivery::Sending) if self.options.transport == Transport::Messages => {
                self.check(message);
            }
            Some(Delivery::Sending) => {
                self.turn = None;
                self.fail_message(message, &Failure::Network);
                self.pump();
            }
            _ => self.end_turn(Progress::Stopped),
        }
    }

    /// The turn is over; the reply, if there is one, is `progress`.
    pub(super) fn end_turn(&mut self, progress: Progress) {
        let Some(turn) = self.turn.take() else { return };
        self.turns += 1;
        if self
            .notice
            .as_ref()
            .is_some_and(|notice| notice.kind == Kind::Checking)
        {
            self.notice = None;
        }
        if let Some(answer) = turn.answer {
            let finished = self.transcript.change(answer, |message| {
                message.progress = progress;
                (message.parts.is_empty(), Snapshot::of(message))
            });
            match finished {
                Some((true, _)) => drop(self.transcript.remove(answer)),
                Some((false, reply)) => self.reply_arrived(reply),
                None => {}
            }
        }
        if self.options.transport == Transport::Messages {
            self.refresh();
        }
        self.pump();
    }

    fn begin_answer(&mut self) -> Key {
        let key = self.transcript.next_key();
        let message = Message::from_assistant(key, self.now);
        self.transcript.append(message);
        if let Some(turn) = &mut self.turn {
            turn.answer = Some(key);
        }
        self.announce(super::Announcement::Answering);
        key
    }

    /// A send failed. Unless it surely did not arrive, that is looked up before anything else.
    pub(super) fn send_failed(&mut self, key: Key, failure: &Failure, may_have_arrived: bool) {
        let conflict = failure.status() == Some(409);
        let in_doubt = may_have_arrived && (conflict || !failure.surely_refused());
        if in_doubt && self.options.transport == Transport::Messages {
            self.report(failure);
            if let Some(turn) = &mut self.turn {
                turn.failure = Some(failure.clone());
            }
            return self.check(key);
        }
        self.turn = None;
        if !self.online && failure.status().is_none() && !may_have_arrived {
            self.set_delivery(key, Delivery::Queued);
            self.say_if_offline();
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
        let Some(turn) = self.turn.take() else { return };
        self.turns += 1;
        if let Some(answer) = turn.answer {
            let set = |message: &mut Message| message.progress = Progress::Stopped;
            self.transcript.change(answer, set);
        }
        let message = self.transcript.get(turn.message);
        if message.is_some_and(|message| message.delivery != Delivery::Sent) {
            let conflict = StatusFailure {
                status: 409,
                ..StatusFailure::default()
            };
            self.fail_message(turn.message, &Failure::Status(conflict));
        }
    }

    pub(super) fn emit_message(&mut self, message: Snapshot) {
        let conversation = self.conversation.as_ref().map(|it| it.id.clone());
        self.emit(HostEvent::Message {
            message,
            conversation,
        });
    }

    /// Finds the message that the page calls `id`.
    pub(super) fn named(&self, id: &str) -> Option<Key> {
        let messages = self.transcript.messages().iter();
        let mut named = messages.filter(|message| snapshot::name(message) == id);
        named.next().map(|message| message.key)
    }
}

fn apply(message: &mut Message, delta: Delta) {
    match delta {
        Delta::Opened(part) => message.parts.push(part),
        Delta::Appended { part, text } => {
            if let Some(Part::Text(so_far)) = message.parts.get_mut(part) {
                so_far.push_str(&text);
            }
        }
        Delta::Replaced { part, with } => {
            if let Some(part) = message.parts.get_mut(part) {
                *part = with;
                message.rewrites += 1;
            }
        }
        Delta::Truncated(length) => {
            message.parts.truncate(length);
            message.rewrites += 1;
        }
        Delta::Failed | Delta::Aborted | Delta::Finished => {}
    }
}

impl super::transcript::Transcript {
    /// What a stateless call is told of the conversation up to `last`, newest last, within a bound.
    fn turns(&self, last: Key) -> Vec<api::Turn> {
        const MOST_TURNS: usize = 40;
        const MOST_UNITS: usize = 40_000;
        let mut left = MOST_UNITS;
        let messages = self.messages().iter().rev();
        let told = messages
            .skip_while(|message| message.key != last)
            .filter(|message| message.key == last || message.delivery == Delivery::Sent)
            .map(|message| (message, message.text()))
            .filter(|(_, text)| !text.trim().is_empty())
            .take(MOST_TURNS)
            .take_while(|(message, text)| {
                let length = api::length(text);
                let fits = message.key == last || length <= left;
                left = left.saturating_sub(length);
                fits
            })
            .map(|(message, text)| api::Turn {
                by_visitor: message.author == Author::Visitor,
                text,
            });
        let mut turns: Vec<_> = told.collect();
        turns.reverse();
        turns
    }
}
