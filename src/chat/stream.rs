//! An answer as it streams in: one row grows.

use super::Chat;
use super::calls::Purpose;
use super::command::CallId;
use super::message::{Delivery, Message, Part, Progress};
use super::notice::{Action, Kind, Notice};
use super::turn::End;
use crate::api::answer::Delta;
use crate::api::backend::Memory;
use crate::api::failure::Failure;

impl Chat {
    pub(super) fn stream_opened(&mut self, id: CallId) {
        if let Some(Purpose::Send(message)) = self.calls.purpose(id) {
            self.calls.forbid_repeating(id);
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
        self.say_finished_blocks(answer);
    }

    pub(super) fn stream_ended(&mut self, id: CallId) {
        if !matches!(self.calls.purpose(id), Some(Purpose::Send(_))) {
            return;
        }
        self.calls.remove(id);
        let Some(turn) = &self.turn else { return };
        let message = turn.message;
        let sent = self.transcript.get(message);
        let sent = sent.is_some_and(|message| message.delivery == Delivery::Sent);
        let again = |kind| Notice::new(kind).with(Action::SendAgain(message));
        match turn.end {
            Some(End::Finished) => self.end_turn(Progress::Complete),
            Some(End::Aborted) => self.end_turn(Progress::Stopped),
            Some(End::Failed) => {
                self.complain(again(Kind::ServiceError), &Failure::BrokenOff);
                self.end_turn(Progress::Failed);
            }
            None if self.can().memory == Memory::Told => self.check(message),
            None if sent => {
                self.complain(again(Kind::Interrupted), &Failure::Network);
                self.end_turn(Progress::Interrupted);
            }
            None => {
                self.take_turn();
                self.give_up(message, &Failure::Network);
            }
        }
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
