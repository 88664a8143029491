//! The backend of a world: it does what it is asked, or not, and says so, or not.

use super::world::{Held, World};
use crate::api::answer::Delta;
use crate::api::backend::Memory;
use crate::api::failure::Failure;
use crate::api::secret::Secret;
use crate::api::{Call, Reply};
use crate::chat::command::{CallId, Timer};
use crate::chat::conversation::{Profile, Status};
use crate::chat::event::Fact;
use crate::chat::looks::Looks;
use crate::chat::message::{Author, Message, Part, Progress};
use crate::chat::tests::harness::*;

pub const CLOSED: Status = Status::Closed {
    at: None,
    reason: None,
};

impl World {
    fn pick(&self, which: u8) -> Option<(CallId, Call, Option<Secret>)> {
        let calls = &self.story.calls;
        let place = usize::from(which).checked_rem(calls.len())?;
        let (id, (call, token)) = calls.iter().nth(place)?;
        Some((*id, call.clone(), token.clone()))
    }

    /// The backend does what it was asked, or not, and answers well, badly, or not at all.
    pub fn answer(&mut self, which: u8, works: bool, how: u8) {
        let Some((id, call, token)) = self.pick(which) else {
            return self.tell_looks(works);
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
        let failure = failure.map(|failure| self.meant(&call, failure));
        let failure = failure.or_else(|| self.refusal(&call).filter(|_| works));
        let refused = failure.as_ref().is_some_and(Failure::surely_refused);
        if refused {
            self.refuses(&call);
        }
        let reply = match works && !refused {
            true => self.works(id, &call, token.as_ref(), how),
            false => None,
        };
        let result = match (failure, reply, how) {
            (Some(failure), ..) => Err(failure),
            (None, _, 245..) => Ok(self.unfit(how)),
            (None, Some(reply), _) => Ok(reply),
            (None, None, _) => Err(Failure::Network),
        };
        self.replies(id, &call, result);
    }

    /// The message has surely not arrived: that it was sent does not count.
    fn refuses(&mut self, call: &Call) {
        if let Some(text) = words_of(call) {
            *self.may_send.entry(text).or_default() += 1;
        }
    }

    /// The call is answered so.
    fn replies(&mut self, id: CallId, call: &Call, result: Result<Reply, Failure>) {
        if let Ok(Reply::Verified(profile)) = &result {
            self.visitor_is(profile.id.as_ref());
        }
        let has_it = matches!(
            result,
            Ok(Reply::Answer(_) | Reply::LastAnswer(..) | Reply::Accepted)
        );
        self.acknowledged.extend(words_of(call).filter(|_| has_it));
        let lies = has_it && !self.received.contains(&id);
        self.lied.extend(words_of(call).filter(|_| lies));
        self.story.calls.remove(&id);
        self.story.fact(Fact::Answered(id, result));
    }

    /// It is known now whose words these are: nobody gets those of anybody else.
    fn visitor_is(&mut self, visitor: Option<&String>) {
        let chat = &self.story.chat;
        let before = chat.visitor().id.as_ref();
        let remembered = chat.remembered.as_ref();
        let others = remembered.is_some_and(|it| it.owner.as_ref() != visitor);
        if before.is_some_and(|before| Some(before) != visitor) {
            self.forgets();
        } else if others {
            self.words.clear();
        }
    }

    /// An answer to something else.
    fn unfit(&self, how: u8) -> Reply {
        match how % 8 {
            0 => Reply::Configured(Looks::default()),
            1 => Reply::Rest(Vec::new()),
            2 => Reply::Listed(self.held.values().map(Held::summary).collect(), None),
            3 => Reply::Rated,
            4 => Reply::Closed,
            5 => Reply::Accepted,
            _ => Reply::Found(None),
        }
    }

    /// What the backend means by this.
    fn meant(&self, call: &Call, failure: Failure) -> Failure {
        let silent = self.story.chat.can().memory == Memory::Silent;
        match (failure, call) {
            (Failure::Status(it), Call::Send { .. }) if silent && it.status == 404 => {
                Failure::Over(it)
            }
            (Failure::Status(it), _) if silent && matches!(it.status, 401 | 403) => {
                Failure::NotAdmitted(it)
            }
            (failure, _) => failure,
        }
    }

    /// Nothing goes into what is closed.
    pub fn refusal(&self, call: &Call) -> Option<Failure> {
        let Call::Send { conversation, .. } = call else {
            return None;
        };
        let closed = |held: &Held| !held.conversation.is_open();
        let closed = self.held.get(conversation).is_some_and(closed);
        let code = match self.story.chat.can().memory {
            Memory::Silent => 404,
            _ => 409,
        };
        closed.then(|| self.meant(call, status(code)))
    }

    /// How the chat is to look, and what there was before.
    fn tell_looks(&mut self, works: bool) {
        let failed = || Err(status(500));
        if let Some(id) = self.story.looks_asked.pop() {
            let looks = Reply::Configured(Looks::default());
            let result = if works { Ok(looks) } else { failed() };
            self.story.fact(Fact::Answered(id, result));
        } else if let Some(id) = self.story.recent_asked.pop() {
            let listed = self.held.values().map(Held::summary).collect();
            let listed = Reply::Listed(listed, None);
            let result = if works { Ok(listed) } else { failed() };
            self.story.fact(Fact::Answered(id, result));
        }
    }

    /// Everything that is asked is done and answered, and time passes.
    pub fn all_goes_well(&mut self) {
        for _ in 0..300 {
            let waits = |timer: &&Timer| matches!(timer, Timer::Poll);
            let mut timers = self.story.timers.keys().filter(|it| !waits(it)).copied();
            let timer = timers.next();
            if self.story.begin_due.is_some() {
                self.story.begin_times_out();
            } else if let Some((id, _)) = self.story.asked.pop() {
                let is_other = self.story.chat.visitor().id.as_deref() == Some("v2");
                let token = if is_other { "other" } else { "page" };
                let token = Some(Secret::new(token));
                self.story.fact(Fact::TokenGiven(id, token));
            } else if let Some((id, call, token)) = self.pick(0) {
                let result = match self.refusal(&call) {
                    Some(failure) => {
                        self.refuses(&call);
                        Err(failure)
                    }
                    None => Ok(self.works(id, &call, token.as_ref(), 100).unwrap()),
                };
                self.replies(id, &call, result);
            } else if let Some(timer) = timer {
                self.story.ring(timer);
            } else {
                return;
            }
        }
        panic!("no rest where all goes well");
    }

    fn works(&mut self, id: CallId, call: &Call, token: Option<&Secret>, how: u8) -> Option<Reply> {
        let silent = self.story.chat.can().memory == Memory::Silent;
        let known_as = |id: &str| Profile {
            id: Some(id.into()),
            ..Profile::default()
        };
        Some(match call {
            Call::Identify { .. } => Reply::Identified {
                token: Secret::new(format!("t{}", self.next())),
                visitor: known_as(if how == 200 { "d2" } else { "d1" }),
            },
            Call::Configuration { .. } => Reply::Configured(Looks::default()),
            Call::Verify => Reply::Verified(known_as(match token?.expose() {
                "other" => "v2",
                "given" | "page" => "v1",
                _ => "d1",
            })),
            Call::FindOpen => {
                let mut held = self.held.iter();
                let open = held.find(|(_, held)| held.conversation.is_open());
                Reply::Found(open.map(|(id, _)| id.clone()))
            }
            Call::Start { .. } => {
                let id = self.new_conversation();
                if !silent {
                    return Some(self.fetched(&id));
                }
                let welcome = theirs("", Author::Assistant, "Welcome", Progress::Complete);
                let welcome = Message {
                    id: None,
                    at: None,
                    ..welcome
                };
                Reply::Fetched(conversation(&id), vec![welcome])
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
                if self.received.insert(id) {
                    self.receives(conversation, text);
                }
                let held = self.held.get(conversation);
                let human = held.is_some_and(|held| held.conversation.human_handled);
                let answer = vec![Part::Text("Answer".into())];
                if silent && how % 16 == 7 {
                    self.held.get_mut(conversation)?.conversation.status = CLOSED;
                    return Some(Reply::LastAnswer(answer, None));
                }
                match human && !silent {
                    true => Reply::Accepted,
                    false => Reply::Answer(answer),
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
                held.conversation.status = CLOSED;
                Reply::Closed
            }
        })
    }

    pub fn receives(&mut self, conversation: &str, text: &str) {
        let (one, two) = (self.next(), self.next());
        let Some(held) = self.held.get_mut(conversation) else {
            return;
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
    }

    pub fn stream(&mut self, which: u8, what: u8) {
        if self.story.chat.can().memory == Memory::Silent {
            return;
        }
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
                        if self.received.insert(id) {
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
