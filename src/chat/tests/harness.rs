//! A chat with a fake clock, a fake backend's answers and a list of everything it ordered.

mod given;
mod page;
mod seen;
mod time;

pub use given::*;

use crate::api::answer::Delta;
use crate::api::failure::Failure;
use crate::api::secret::Secret;
use crate::api::{Call, Reply};
use crate::chat::command::{
    CallId, Command, HostEvent, Refusal, Settled, Ticket, Timer, TokenReason,
};
use crate::chat::conversation::{Conversation, Status};
use crate::chat::event::{Event, Fact};
use crate::chat::history::RECENT;
use crate::chat::message::{Author, Message, Part, Progress};
use crate::chat::tabs::Hint;
use crate::chat::{Chat, Device, Kept, Onward};
use crate::json::Json;
use crate::options::Options;
use crate::time::Millis;
use std::collections::BTreeMap;

/// A promise of the page is settled like this.
pub type Outcome = Result<Settled, Refusal>;

pub struct Story {
    pub chat: Chat,
    pub now: Millis,
    pub chance: u32,
    /// Calls that were ordered, neither answered nor given up.
    pub calls: BTreeMap<CallId, (Call, Option<Secret>)>,
    /// What was ordered to be sent, since somebody last looked.
    pub sent: Vec<String>,
    pub timers: BTreeMap<Timer, Millis>,
    pub asked: Vec<(CallId, TokenReason)>,
    pub settled: Vec<(Ticket, Outcome)>,
    pub events: Vec<HostEvent>,
    /// What the device keeps of what was seen.
    pub seen: String,
    /// How many unread messages the page's title tells of, since it was told to.
    pub in_title: Option<u32>,
    /// The calls that ask what the chat is to look like.
    pub looks_asked: Vec<CallId>,
    /// The calls that ask for the newest conversations.
    pub recent_asked: Vec<CallId>,
    /// How often it was dressed.
    pub dressed: u32,
    /// What else was ordered.
    pub orders: Vec<Command>,
    /// What other tabs were told, but for what is unread.
    pub told: Vec<Hint>,
    /// All of it.
    pub hints: Vec<Hint>,
    /// What this tab keeps for its next page.
    pub kept: Option<Kept>,
    pub carried: Json,
    pub kept_shown: Option<Onward>,
    /// What the backend holds of the conversation.
    pub server: Vec<Message>,
    pub conversation: Conversation,
    /// Whether it begins something, and other tabs do not.
    pub begins: Begins,
    /// When that changes by itself.
    pub begin_due: Option<Millis>,
    /// Whether another tab begins something.
    pub begun_elsewhere: bool,
    last_ticket: Ticket,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begins {
    No,
    Asked,
    May,
}

impl Story {
    pub fn of(options: Options, device: Device, online: bool) -> Self {
        Self {
            chat: Chat::new(options, device, online),
            now: 1_000_000,
            chance: u32::MAX,
            calls: BTreeMap::new(),
            sent: Vec::new(),
            timers: BTreeMap::new(),
            asked: Vec::new(),
            settled: Vec::new(),
            events: Vec::new(),
            seen: String::new(),
            in_title: None,
            looks_asked: Vec::new(),
            recent_asked: Vec::new(),
            dressed: 0,
            orders: Vec::new(),
            told: Vec::new(),
            hints: Vec::new(),
            kept: None,
            carried: Json::Null,
            kept_shown: None,
            server: Vec::new(),
            conversation: conversation("c1"),
            begins: Begins::No,
            begin_due: None,
            begun_elsewhere: false,
            last_ticket: 0,
        }
    }

    /// A new visitor of a page with a publishable key; the panel is hidden.
    pub fn with_key() -> Self {
        Self::of(key_options(), new_device(), true)
    }

    /// A visitor who was here before.
    pub fn returning() -> Self {
        let device = Device {
            stored: Some(Secret::new("old-device")),
            ..new_device()
        };
        Self::of(key_options(), device, true)
    }

    /// A page that gives a token.
    pub fn with_token() -> Self {
        Self::of(token_options(), Device::default(), true)
    }

    /// A page that can be asked for tokens.
    pub fn with_get_token() -> Self {
        let options = Options {
            asks_for_token: true,
            ..Options::default()
        };
        Self::of(options, Device::default(), true)
    }

    /// A visitor with an open panel who has said "Hello" and was answered "Hi!".
    pub fn talking() -> Self {
        let mut story = Self::with_key();
        story.show();
        story.say("Hello");
        story.identify();
        story.start();
        story.stream("Hi!");
        story.server_says("Hello", "Hi!");
        story.refresh();
        story.forget_the_past();
        story
    }

    pub fn fact(&mut self, fact: Fact) -> &mut Self {
        let event = Event {
            at: self.now,
            chance: self.chance,
            fact,
        };
        for command in self.chat.update(event) {
            self.note(command);
        }
        if self.begins == Begins::Asked && !self.begun_elsewhere {
            self.may_begin(None);
        }
        self
    }

    pub fn note(&mut self, command: Command) {
        match command {
            // What it looks like, and what was said long ago, is of no matter to other stories.
            Command::Call {
                id,
                call: Call::Configuration { .. },
                ..
            } => self.looks_asked.push(id),
            Command::Call {
                id,
                call: Call::List { limit: RECENT, .. },
                ..
            } => self.recent_asked.push(id),
            Command::Dress => self.dressed += 1,
            Command::Call { id, call, token } => {
                let needed = call.needs_token() && self.chat.can().sessions;
                assert_eq!(needed, token.is_some(), "{call:?}");
                self.sent.extend(words_of(&call));
                self.calls.insert(id, (call, token));
            }
            Command::Abort(id) => drop(self.calls.remove(&id)),
            Command::AskToken { id, reason } => self.asked.push((id, reason)),
            // Other stories take no notice of it.
            Command::SetTimer(Timer::Begin, delay) => self.begin_due = Some(self.now + delay),
            Command::ClearTimer(Timer::Begin) => self.begin_due = None,
            Command::SetTimer(timer, delay) => {
                assert!(delay > 0);
                self.timers.insert(timer, self.now.saturating_add(delay));
            }
            Command::ClearTimer(timer) => drop(self.timers.remove(&timer)),
            Command::Settle(ticket, outcome) => {
                let before = self.settled.iter().find(|(known, _)| *known == ticket);
                assert_eq!(before, None, "settled twice, now {outcome:?}");
                self.settled.push((ticket, outcome));
            }
            Command::Emit(event) => self.events.push(event),
            Command::KeepWords(words) => self.kept = words,
            Command::CarryTranscript(transcript) => self.carried = transcript,
            Command::KeepShown(onward) => self.kept_shown = Some(onward),
            Command::KeepSeen(seen) => self.seen = seen,
            Command::CountInTitle(count) => self.in_title = Some(count),
            Command::Tell(hint) => {
                self.hints.push(hint.clone());
                if !matches!(hint, Hint::Unread { .. }) {
                    self.told.push(hint);
                }
            }
            Command::AskToBegin => self.begins = Begins::Asked,
            Command::HasBegun => self.begins = Begins::No,
            other => self.orders.push(other),
        }
    }

    /// Only what happens from now on counts.
    pub fn forget_the_past(&mut self) {
        self.events.clear();
        self.orders.clear();
        self.settled.clear();
        self.told.clear();
    }

    /// No other tab begins anything; `stored` is the visitor whom one of them has made.
    pub fn may_begin(&mut self, stored: Option<Secret>) -> &mut Self {
        self.begun_elsewhere = false;
        if self.begins == Begins::Asked {
            self.begins = Begins::May;
        }
        self.fact(Fact::MayBegin(stored))
    }

    // What the visitor does.

    pub fn show(&mut self) -> &mut Self {
        self.fact(Fact::Shown)
    }

    pub fn hide(&mut self) -> &mut Self {
        self.fact(Fact::Hidden)
    }

    /// Types `text` and submits it.
    pub fn say(&mut self, text: &str) -> &mut Self {
        self.fact(Fact::Drafted(text.into()));
        self.fact(Fact::Submitted {
            text: text.into(),
            page: here(),
            ticket: None,
        })
    }

    pub fn try_again(&mut self) -> &mut Self {
        let notice = self.chat.notice().expect("a notice");
        let action = notice.action.expect("a notice with a button");
        self.fact(Fact::NoticeActed(action))
    }

    pub fn close_with(&mut self, reason: &str) -> &mut Self {
        self.fact(Fact::CloseAsked);
        self.fact(Fact::ReasonDrafted(reason.into()));
        self.fact(Fact::CloseConfirmed(None))
    }

    // What the backend does.

    pub fn outstanding(&self, kind: &str) -> Vec<CallId> {
        let calls = self.calls.iter();
        let of_kind = calls.filter(|(_, (call, _))| kind_of(call) == kind);
        of_kind.map(|(id, _)| *id).collect()
    }

    pub fn one(&self, kind: &str) -> CallId {
        let ids = self.outstanding(kind);
        assert_eq!(ids.len(), 1, "calls to {kind} in {:?}", self.calls);
        ids[0]
    }

    pub fn call(&self, kind: &str) -> &Call {
        &self.calls[&self.one(kind)].0
    }

    pub fn token(&self, kind: &str) -> String {
        let (_, token) = &self.calls[&self.one(kind)];
        token.as_ref().expect("a token").expose().into()
    }

    pub fn reply(&mut self, kind: &str, reply: Reply) -> &mut Self {
        let id = self.one(kind);
        self.calls.remove(&id);
        self.fact(Fact::Answered(id, Ok(reply)))
    }

    pub fn fail(&mut self, kind: &str, failure: Failure) -> &mut Self {
        let id = self.one(kind);
        self.calls.remove(&id);
        self.fact(Fact::Answered(id, Err(failure)))
    }

    pub fn identify(&mut self) -> &mut Self {
        self.reply("identify", identified("t1"))
    }

    pub fn start(&mut self) -> &mut Self {
        let conversation = self.conversation.clone();
        self.reply("start", Reply::Fetched(conversation, Vec::new()))
    }

    /// Answers the read that is under way with what the backend holds.
    pub fn refresh(&mut self) -> &mut Self {
        let held = Reply::Fetched(self.conversation.clone(), self.server.clone());
        self.reply("fetch", held)
    }

    /// Streams the whole answer to the message that is being sent.
    pub fn stream(&mut self, text: &str) -> &mut Self {
        let id = self.stream_begins(text);
        self.fact(Fact::Streamed(id, vec![Delta::Finished]));
        self.stream_ends(id)
    }

    /// Streams the beginning of the answer.
    pub fn stream_begins(&mut self, text: &str) -> CallId {
        let id = self.one(self.sending());
        self.fact(Fact::StreamOpened(id));
        let part = Part::Text(String::new());
        self.fact(Fact::Streamed(id, vec![Delta::Opened(part)]));
        let text = text.into();
        self.fact(Fact::Streamed(id, vec![Delta::Appended { part: 0, text }]));
        id
    }

    pub fn stream_ends(&mut self, id: CallId) -> &mut Self {
        self.calls.remove(&id);
        self.fact(Fact::StreamEnded(id))
    }

    fn sending(&self) -> &'static str {
        match self.outstanding("complete").is_empty() {
            true => "send",
            false => "complete",
        }
    }

    /// From now on the backend holds this exchange too.
    pub fn server_says(&mut self, question: &str, answer: &str) {
        let number = self.server.len();
        self.server.push(theirs(
            &format!("m{number}"),
            Author::Visitor,
            question,
            Progress::Complete,
        ));
        if !answer.is_empty() {
            let id = format!("m{}", number + 1);
            let reply = theirs(&id, Author::Assistant, answer, Progress::Complete);
            self.server.push(reply);
        }
    }

    pub fn server_closes(&mut self, reason: &str) {
        self.conversation.status = Status::Closed {
            at: Some(5),
            reason: Some(reason.into()),
        };
    }
}
