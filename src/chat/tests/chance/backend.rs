//! The backend of a world: it does what it is asked, or not, and says so, or not.

use super::world::{Held, World};
use crate::api::answer::Delta;
use crate::api::failure::Failure;
use crate::api::{Call, Reply};
use crate::chat::command::CallId;
use crate::chat::conversation::{Profile, Status};
use crate::chat::event::Fact;
use crate::chat::looks::Looks;
use crate::chat::message::{Author, Part, Progress};
use crate::chat::tests::harness::*;

impl World {
    pub fn pick(&self, which: u8) -> Option<(CallId, Call)> {
        let calls = &self.story.calls;
        let place = usize::from(which).checked_rem(calls.len())?;
        let (id, (call, _)) = calls.iter().nth(place)?;
        Some((*id, call.clone()))
    }

    /// The backend does what it was asked, or not, and answers well, badly, or not at all.
    pub fn answer(&mut self, which: u8, works: bool, how: u8) {
        let Some((id, call)) = self.pick(which) else {
            return;
        };
        let failures = [
            Failure::Network,
            Failure::Timeout,
            Failure::Malformed,
            status(400),
            status(401),
            status(402),
            status(403),
            status(404),
            status(409),
            status(422),
            busy(429, 2),
            status(500),
            busy(503, 2),
        ];
        let failure = failures.get(usize::from(how)).cloned();
        let refused = failure.as_ref().is_some_and(Failure::surely_refused);
        if let Some(text) = words_of(&call).filter(|_| refused) {
            self.in_doubt.remove(&text);
        }
        let reply = match works && !refused {
            true => self.works(&call),
            false => None,
        };
        let result = match (failure, reply, how) {
            (Some(failure), ..) => Err(failure),
            (None, _, 250..) => Ok(Reply::Found(None)),
            (None, Some(reply), _) => Ok(reply),
            (None, None, _) => Err(Failure::Network),
        };
        if let (Ok(Reply::Answer(_) | Reply::Accepted), Call::Send { text, .. }) = (&result, &call)
        {
            self.acknowledged.insert(text.clone());
        }
        if let (Ok(Reply::Answer(_)), Call::Complete { turns, .. }) = (&result, &call) {
            self.acknowledged.insert(turns.last().unwrap().text.clone());
        }
        self.story.calls.remove(&id);
        self.story.fact(Fact::Answered(id, result));
    }

    pub fn works(&mut self, call: &Call) -> Option<Reply> {
        Some(match call {
            Call::Identify { .. } => identified(&format!("t{}", self.next())),
            Call::Configuration { .. } => Reply::Configured(Looks::default()),
            Call::Verify => Reply::Verified(Profile::default()),
            Call::FindOpen => {
                let mut held = self.held.iter();
                let open = held.find(|(_, held)| held.conversation.is_open());
                Reply::Found(open.map(|(id, _)| id.clone()))
            }
            Call::Start { .. } => {
                let id = self.new_conversation();
                self.fetched(&id)
            }
            Call::Fetch { conversation } => self.fetched(conversation),
            Call::List { offset, limit } => {
                let (skip, take) = (*offset as usize, *limit as usize);
                let held = self.held.values().rev().skip(skip).take(take);
                Reply::Listed(held.map(Held::summary).collect(), None)
            }
            Call::Tail {
                conversation,
                offset,
            } => {
                let held = self.held.get(conversation)?;
                let rest = held.messages.iter().skip(*offset as usize);
                Reply::Rest(rest.cloned().collect())
            }
            Call::Send {
                conversation, text, ..
            } => {
                let human = self.receives(conversation, text);
                match human {
                    true => Reply::Accepted,
                    false => Reply::Answer(vec![Part::Text("Answer".into())]),
                }
            }
            Call::Complete { .. } => Reply::Answer(vec![Part::Text("Answer".into())]),
            Call::Rate { message, feedback } => {
                let messages = self.held.values_mut().flat_map(|held| &mut held.messages);
                let mut named = messages.filter(|it| it.id.as_ref() == Some(message));
                named.next()?.feedback = *feedback;
                Reply::Rated
            }
            Call::Close { conversation, .. } => {
                let held = self.held.get_mut(conversation)?;
                held.conversation.status = Status::Closed {
                    at: None,
                    reason: None,
                };
                Reply::Closed
            }
        })
    }

    pub fn receives(&mut self, conversation: &str, text: &str) -> bool {
        let (one, two) = (self.next(), self.next());
        let Some(held) = self.held.get_mut(conversation) else {
            return false;
        };
        let question = theirs(
            &format!("m{one}"),
            Author::Visitor,
            text,
            Progress::Complete,
        );
        held.messages.push(question);
        if !held.conversation.human_handled {
            let id = format!("m{two}");
            let reply = theirs(&id, Author::Assistant, "Answer", Progress::Complete);
            held.messages.push(reply);
        }
        held.conversation.human_handled
    }

    pub fn stream(&mut self, which: u8, what: u8) {
        let sends = |call: &Call| matches!(call, Call::Send { .. } | Call::Complete { .. });
        let calls = self.story.calls.iter();
        let streams: Vec<_> = calls.filter(|(_, (call, _))| sends(call)).collect();
        let Some(place) = usize::from(which).checked_rem(streams.len()) else {
            return;
        };
        let (id, (call, _)) = streams[place];
        let (id, call) = (*id, call.clone());
        let delta = match what % 12 {
            0..=2 => {
                match &call {
                    Call::Send {
                        conversation, text, ..
                    } => {
                        if !self.acknowledged.contains(text) {
                            self.receives(conversation, text);
                        }
                        self.acknowledged.insert(text.clone());
                    }
                    Call::Complete { turns, .. } => {
                        self.acknowledged.insert(turns.last().unwrap().text.clone());
                    }
                    _ => {}
                }
                self.story.fact(Fact::StreamOpened(id));
                return;
            }
            3 | 4 => Delta::Opened(Part::Text("Ans".into())),
            5 | 6 => Delta::Appended {
                part: usize::from(which % 3),
                text: "wer".into(),
            },
            7 => Delta::Truncated(usize::from(which % 3)),
            8 => Delta::Failed,
            9 => Delta::Aborted,
            10 => Delta::Finished,
            _ => {
                self.story.stream_ends(id);
                return;
            }
        };
        self.story.fact(Fact::Streamed(id, vec![delta]));
    }
}
