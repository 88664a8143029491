//! A visitor, a page and a backend, to whom things happen.

use super::backend::CLOSED;
use super::step::Step;
use crate::api::failure::Failure;
use crate::api::secret::Secret;
use crate::api::{Call, Reply};
use crate::chat::Device;
use crate::chat::command::{CallId, Command, Timer};
use crate::chat::conversation::{Conversation, Summary};
use crate::chat::event::{Fact, MessageRef};
use crate::chat::message::{Author, Delivery, Feedback, Key, Message, Progress};
use crate::chat::notice::Action;
use crate::chat::tabs::{Hint, Rank};
use crate::chat::tests::harness::*;
use crate::options::Options;
use std::collections::{BTreeMap, BTreeSet};

pub struct World {
    pub story: Story,
    /// What the page asks for.
    pub options: Options,
    /// The visitor id that the device keeps.
    pub stored: Option<Secret>,
    /// Everything that was submitted since the visitor was last forgotten.
    pub words: Vec<String>,
    /// How often the visitor, or the page for them, wanted it to be said.
    pub said: BTreeMap<String, usize>,
    /// How many visitors are forgotten.
    visitors: u32,
    /// What visitors said who are forgotten.
    pub forgotten: Vec<String>,
    /// Calls of this page that have brought their message.
    pub received: BTreeSet<CallId>,
    /// Messages that were given up and may still arrive.
    pub on_their_way: Vec<Call>,
    /// What the backend has told to have.
    pub acknowledged: BTreeSet<String>,
    /// What it has told to have, and has not.
    pub lied: Vec<String>,
    /// How often a text may be sent: as often as somebody wants that. What may have arrived, as far
    /// as the widget can know, is not sent again by itself.
    pub may_send: BTreeMap<String, usize>,
    /// The backend's conversations.
    pub held: BTreeMap<String, Held>,
    number: u32,
}

#[derive(Clone)]
pub struct Held {
    pub conversation: Conversation,
    pub messages: Vec<Message>,
}

impl Held {
    pub fn summary(&self) -> Summary {
        summary(&self.conversation, self.messages.last())
    }
}

impl World {
    pub fn new(options: Options, returning: bool, long: bool) -> Self {
        let stored = returning.then(|| Secret::new("old"));
        let device = Device {
            stored: stored.clone(),
            ..new_device()
        };
        let mut world = Self {
            story: Story::of(options.clone(), device, true),
            options,
            stored,
            words: Vec::new(),
            said: BTreeMap::new(),
            visitors: 0,
            forgotten: Vec::new(),
            received: BTreeSet::new(),
            on_their_way: Vec::new(),
            acknowledged: BTreeSet::new(),
            lied: Vec::new(),
            may_send: BTreeMap::new(),
            held: BTreeMap::new(),
            number: 0,
        };
        world.new_conversation();
        for _ in 0..if long { 30 } else { 0 } {
            let text = format!("Before {}", world.next());
            world.receives("c0", &text);
        }
        world
    }

    pub fn next(&mut self) -> u32 {
        self.number += 1;
        self.number
    }

    pub fn word(&mut self) -> String {
        let word = format!("<{}>", self.next());
        self.words.push(word.clone());
        word
    }

    pub fn new_conversation(&mut self) -> String {
        let id = format!("c{}", self.held.len());
        let held = Held {
            conversation: conversation(&id),
            messages: Vec::new(),
        };
        self.held.insert(id.clone(), held);
        id
    }

    pub fn any_conversation(&mut self) -> Option<&mut Held> {
        let id = self.story.chat.conversation().map(|it| it.id.clone())?;
        self.held.get_mut(&id)
    }

    pub fn fetched(&self, id: &str) -> Reply {
        let held = self.held.get(id).or(self.held.values().next()).unwrap();
        Reply::Fetched(held.conversation.clone(), held.messages.clone())
    }

    /// The newest row with this word.
    pub fn row_of(&self, word: &str) -> Option<(Key, Delivery)> {
        let mut rows = self.story.chat.transcript().messages().iter().rev();
        let found = rows.find(|it| it.is_visitors() && it.text().contains(word));
        found.map(|it| (it.key, it.delivery))
    }

    /// From here on it is another visitor.
    pub fn forgets(&mut self) {
        self.visitors += 1;
        self.words.clear();
        self.forgotten.extend(self.said.keys().cloned());
        self.said.clear();
        self.on_their_way.clear();
        self.held.clear();
        self.new_conversation();
    }

    /// The message that is under way and has not arrived yet.
    pub fn sending(&self) -> Option<(CallId, Call)> {
        let mut calls = self.story.calls.iter();
        let (id, (call, _)) = calls.find(|(_, (call, _))| matches!(call, Call::Send { .. }))?;
        Some((*id, call.clone())).filter(|_| !self.received.contains(id))
    }

    pub fn does(&mut self, step: Step) {
        let before = self.sending();
        let visitors = self.visitors;
        let wanted = self.awaited();
        let answers = matches!(
            step,
            Step::Answer(..) | Step::Stream(..) | Step::Reload(..) | Step::ComesBack
        );
        let wanted = match step {
            Step::Say
            | Step::Repeat
            | Step::AskAgain
            | Step::PageSends
            | Step::Retry(..)
            | Step::Act(_) => Some(wanted),
            Step::Reload(..) | Step::ComesBack => Some(BTreeMap::new()),
            _ => None,
        };
        self.happens(step);
        if let Some(wanted) = wanted {
            self.allows(&wanted);
        }
        if let Some((id, call)) = before
            && !answers
            && visitors == self.visitors
            && !self.story.calls.contains_key(&id)
        {
            self.on_their_way.push(call);
        }
        for order in std::mem::take(&mut self.story.orders) {
            match order {
                Command::KeepVisitor(None) => self.stored = None,
                Command::KeepVisitor(visitor) => self.stored = self.stored.take().or(visitor),
                _ => {}
            }
        }
    }

    fn happens(&mut self, step: Step) {
        if let Step::Retry(which, _) = step {
            self.allow_again(u32::from(which % 12));
        } else if let (Step::Act(_), Some(Action::SendAgain(key))) = (&step, self.story.action()) {
            self.allow_again(key);
        }
        let chance = self.next().wrapping_mul(2_654_435_761);
        let story = &mut self.story;
        story.chance = chance;
        match step {
            Step::Panel(true) => drop(story.show()),
            Step::Panel(false) => drop(story.hide()),
            Step::Page(visible) => drop(story.fact(Fact::PageVisible(visible))),
            Step::Connection(online) => drop(story.fact(Fact::Online(online))),
            Step::Elsewhere(true) => story.begun_elsewhere = true,
            Step::Elsewhere(false) => {
                let theirs = self.stored.get_or_insert_with(|| Secret::new("theirs"));
                story.may_begin(Some(theirs.clone()));
            }
            Step::Begin if story.begin_due.is_some() => drop(story.begin_times_out()),
            Step::Begin => drop(story.fact(Fact::TimedOut(Timer::Begin))),
            Step::Told(which, next) => {
                let (conversation, visitor) = (format!("c{}", which % 3), 0);
                story.fact(Fact::Told(match next {
                    None if which > 3 => Hint::Unread {
                        conversation,
                        visitor,
                        until: format!("m{}", chance % 40),
                        at: story.now,
                        count: chance % 3,
                    },
                    None => Hint::Changed {
                        conversation,
                        visitor,
                    },
                    Some(next) => Hint::Looks {
                        conversation,
                        visitor,
                        next,
                        rank: Rank {
                            seen: which > 3,
                            tab: 7,
                        },
                    },
                }));
            }
            Step::VisitorStored(which) => self.visitor_stored(which),
            Step::Type => {
                let draft = format!("{} x", story.draft());
                story.fact(Fact::Drafted(draft));
            }
            Step::Say => {
                let word = self.word();
                self.submits(&word);
            }
            Step::Repeat => {
                if let Some(word) = self.words.last().cloned() {
                    self.words.push(word.clone());
                    self.submits(&word);
                }
            }
            Step::AskAgain => {
                if story.chat.can_ask_again() {
                    let rows = story.chat.transcript().messages().iter().rev();
                    let asked = rows.filter(|it| it.is_visitors()).map(|it| it.key).next();
                    self.allow_again(asked.unwrap());
                }
                self.story.fact(Fact::AskedAgain(here()));
            }
            Step::Copy => drop(story.fact(Fact::Copied)),
            Step::PageSends => {
                let word = self.word();
                self.counts(&word);
                let ticket = self.story.page_sends(&word);
                if self.story.refusal(ticket).is_some() {
                    self.words.retain(|it| *it != word);
                }
            }
            Step::Stop => drop(story.fact(Fact::Stopped)),
            Step::Retry(which, by_page) => {
                let ticket = by_page.then(|| story.ticket());
                let key = MessageRef::Key(u32::from(which % 12));
                story.fact(Fact::RetryAsked(key, ticket));
            }
            Step::Edit(which) => drop(story.fact(Fact::EditAsked(u32::from(which % 12)))),
            Step::Rate(which, like) => {
                let feedback = [Feedback::Dislike, Feedback::Like][usize::from(like)];
                story.fact(Fact::Rated(u32::from(which % 12), feedback));
            }
            Step::Act(which) => {
                let actions = [
                    Action::SendAgain(u32::from(which % 12)),
                    Action::LoadAgain,
                    Action::CloseAgain,
                    Action::Reconnect,
                    Action::StartNew,
                ];
                let any = actions[usize::from(which) % actions.len()];
                let action = story.action().filter(|_| which > 60).unwrap_or(any);
                story.fact(Fact::NoticeActed(action));
            }
            Step::Dismiss => drop(story.fact(Fact::NoticeDismissed)),
            Step::CloseForm(0) => drop(story.fact(Fact::CloseAsked)),
            Step::CloseForm(1) => drop(story.fact(Fact::CloseDeclined)),
            Step::CloseForm(2) => drop(story.fact(Fact::ReasonDrafted("a".repeat(300)))),
            Step::CloseForm(_) => drop(story.fact(Fact::CloseConfirmed(None))),
            Step::PageCloses => drop(story.page_closes("done")),
            Step::StartOver => drop(story.fact(Fact::NewConversationAsked)),
            Step::PageStarts => drop(story.page_starts()),
            Step::PageOpens(which) => drop(story.page_opens(&format!("c{which}"))),
            Step::History(0 | 1) => drop(story.fact(Fact::HistoryAsked)),
            Step::History(2) => drop(story.fact(Fact::HistoryLeft)),
            Step::History(3) => drop(story.fact(Fact::MoreAsked)),
            Step::History(which) => {
                let id = format!("c{}", which - 4);
                story.fact(Fact::ConversationPicked(id));
            }
            Step::AtEnd(at_end) => drop(story.fact(Fact::AtEnd(at_end))),
            Step::Reset => {
                let fresh = Secret::new("fresh");
                story.fact(Fact::Reset { fresh });
                self.forgets();
            }
            Step::Configure(which) => self.configure(which),
            Step::Reload(which, works, online) => self.reloads(which, works, online),
            Step::ComesBack => self.comes_back(),
            Step::Arrives(which) => self.arrives(which),
            Step::Answer(which, works, how) => self.answer(which, works, how),
            Step::Nonsense(id, how) => {
                let result = match how % 5 {
                    0 => Err(Failure::Network),
                    1 => Err(status(401)),
                    2 => Ok(Reply::Accepted),
                    3 => Ok(Reply::Found(Some("c0".into()))),
                    _ => Ok(self.fetched("c0")),
                };
                // A call that is under way is answered by nobody else.
                let id = CallId::from(id);
                if self.story.chat.calls.purpose(id).is_none() {
                    self.story.fact(Fact::StreamOpened(id));
                    self.story.fact(Fact::Answered(id, result));
                    self.story.fact(Fact::StreamEnded(id));
                }
            }
            Step::Stream(which, what) => self.stream(which, what),
            Step::Token(given) => {
                if let Some((id, _)) = story.asked.last().copied() {
                    let token = match given {
                        0 => None,
                        7 => Some(Secret::new("other")),
                        _ => Some(Secret::new("page")),
                    };
                    story.fact(Fact::TokenGiven(id, token));
                }
            }
            Step::Ring(which) => {
                let timers = [Timer::Countdown, Timer::Recheck, Timer::Poll, Timer::Probe];
                let timer = timers[usize::from(which)];
                match story.timers.contains_key(&timer) {
                    true => drop(story.ring(timer)),
                    false => drop(story.fact(Fact::TimedOut(timer))),
                }
            }
            Step::Clock(now) => story.now = now,
            Step::Sleeps => {
                story.now = story.now.saturating_add(86_400_000);
                story.fact(Fact::PageVisible(true));
            }
            Step::BackendAnswers => {
                let id = format!("m{}", self.next());
                let reply = theirs(&id, Author::Assistant, "Answer", Progress::Complete);
                if let Some(held) = self.any_conversation() {
                    held.messages.push(reply);
                }
            }
            Step::BackendCloses => {
                if let Some(held) = self.any_conversation() {
                    held.conversation.status = CLOSED;
                }
            }
            Step::BackendHandsOver(human) => {
                if let Some(held) = self.any_conversation() {
                    held.conversation.human_handled = human;
                }
            }
        }
    }
}
