//! A visitor, a page and a backend, to whom things happen.

use super::step::Step;
use crate::api::Reply;
use crate::api::failure::Failure;
use crate::api::secret::Secret;
use crate::chat::command::{CallId, Timer};
use crate::chat::conversation::{Conversation, Status, Summary};
use crate::chat::event::{Fact, MessageRef};
use crate::chat::message::{Author, Delivery, Feedback, Key, Message, Progress};
use crate::chat::notice::Action;
use crate::chat::tabs::Hint;
use crate::chat::tests::harness::*;
use crate::chat::{Blocked, Device};
use crate::options::Options;
use std::collections::{BTreeMap, BTreeSet};

pub struct World {
    pub story: Story,
    /// Everything that was submitted since the visitor was last forgotten.
    pub words: Vec<String>,
    /// What the backend has told to have.
    pub acknowledged: BTreeSet<String>,
    /// What may have arrived, as far as the widget can know: not to be sent again by itself.
    pub in_doubt: BTreeSet<String>,
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
            stored,
            ..new_device()
        };
        let mut world = Self {
            story: Story::of(options, device, true),
            words: Vec::new(),
            acknowledged: BTreeSet::new(),
            in_doubt: BTreeSet::new(),
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

    /// The visitor, or the page, wants this message to be sent again.
    fn allow_again(&mut self, key: Key) {
        let text = self.story.chat.transcript().get(key).map(Message::text);
        self.in_doubt.retain(|it| Some(it) != text.as_ref());
    }

    pub fn does(&mut self, step: Step) {
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
            Step::Elsewhere(false) => drop(story.may_begin(Some(Secret::new("theirs")))),
            Step::Begin if story.begin_due.is_some() => drop(story.begin_times_out()),
            Step::Begin => drop(story.fact(Fact::TimedOut(Timer::Begin))),
            Step::Told(which) => {
                story.fact(Fact::Told(Hint::Changed {
                    conversation: format!("c{which}"),
                    visitor: 0,
                }));
            }
            Step::Type => {
                let draft = format!("{} x", story.draft());
                story.fact(Fact::Drafted(draft));
            }
            Step::Say => {
                let word = self.word();
                let text = format!("{} {word}", self.story.draft());
                self.story.say(&text);
            }
            Step::PageSends => {
                let word = self.word();
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
                self.words.clear();
            }
            Step::Configure(which) => self.configure(which),
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
                if !self.story.calls.contains_key(&id) {
                    self.story.fact(Fact::StreamOpened(id));
                    self.story.fact(Fact::Answered(id, result));
                    self.story.fact(Fact::StreamEnded(id));
                }
            }
            Step::Stream(which, what) => self.stream(which, what),
            Step::Token(given) => {
                if let Some((id, _)) = story.asked.last().copied() {
                    let token = given.then(|| Secret::new("page"));
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
            Step::BackendAnswers => {
                let id = format!("m{}", self.next());
                let reply = theirs(&id, Author::Assistant, "Answer", Progress::Complete);
                if let Some(held) = self.any_conversation() {
                    held.messages.push(reply);
                }
            }
            Step::BackendCloses => {
                if let Some(held) = self.any_conversation() {
                    held.conversation.status = Status::Closed {
                        at: None,
                        reason: None,
                    };
                }
            }
            Step::BackendHandsOver(human) => {
                if let Some(held) = self.any_conversation() {
                    held.conversation.human_handled = human;
                }
            }
        }
    }

    pub fn configure(&mut self, which: u8) {
        let mut options = self.story.chat.options().clone();
        match which {
            0 => options.heading = Some("Other".into()),
            1 => options.no_streaming = !options.no_streaming,
            _ => {
                options.api_key = Some(Secret::new("pk_2"));
                options.api_url = Some(format!("/{}", self.next()));
                self.words.clear();
            }
        }
        self.story.fact(Fact::Configured {
            options: Box::new(options),
            device: new_device(),
        });
    }

    pub fn holds(&mut self) {
        for text in std::mem::take(&mut self.story.sent) {
            let new = self.in_doubt.insert(text.clone());
            assert!(new, "{text} was sent again by itself");
        }
        let calls = self.story.calls.values();
        assert!(calls.filter(|(call, _)| words_of(call).is_some()).count() <= 1);
        let messages = self.story.chat.transcript().messages();
        let ids: Vec<_> = messages.iter().filter_map(|it| it.id.as_ref()).collect();
        let distinct: BTreeSet<_> = ids.iter().collect();
        assert_eq!(
            distinct.len(),
            ids.len(),
            "shown twice: {:?}",
            self.story.seen()
        );
        for word in &self.words {
            let here = messages.iter().any(|it| it.text().contains(word.as_str()));
            let kept = self.story.draft().contains(word.as_str());
            let arrived = self
                .acknowledged
                .iter()
                .any(|text| text.contains(word.as_str()))
                || self.held.values().any(|held| {
                    let mut texts = held.messages.iter().map(|it| it.text());
                    texts.any(|text| text.contains(word.as_str()))
                });
            assert!(here || kept || arrived, "{word} is lost");
        }
    }

    /// Everything that is under way fails, and every timer goes off.
    pub fn comes_to_rest(&mut self) {
        let story = &mut self.story;
        let human = |it: &Conversation| it.human_handled;
        // Only people are looked for without an end, and only while the panel is shown.
        match story.chat.conversation().is_some_and(human) {
            true => story.hide(),
            false => story.show(),
        };
        story.fact(Fact::Online(true));
        for _ in 0..300 {
            if story.begin_due.is_some() {
                story.begin_times_out();
            } else if let Some((id, _)) = story.asked.pop() {
                story.fact(Fact::TokenGiven(id, None));
            } else if let Some(id) = story.calls.keys().next().copied() {
                story.calls.remove(&id);
                story.fact(Fact::Answered(id, Err(status(500))));
            } else if let Some(timer) = story.timers.keys().next().copied() {
                story.ring(timer);
            } else {
                break;
            }
        }
        assert!(story.calls.is_empty() && story.timers.is_empty(), "no rest");
        assert_eq!(story.begins, Begins::No, "no other tab ever begins");
        assert!(!story.chat.can_stop(), "a turn without end");
        assert!(!story.chat.close_form().closing);
        let under_way = |delivery| matches!(delivery, Delivery::Queued | Delivery::Sending);
        let messages = story.chat.transcript().messages();
        assert!(
            !messages.iter().any(|it| under_way(it.delivery)),
            "{:?}",
            story.seen()
        );
        let streaming = messages.iter().any(|it| it.progress == Progress::Streaming);
        assert!(!streaming, "{:?}", story.seen());
        for ticket in 1..story.ticket() {
            assert!(
                story.outcome(ticket).is_some(),
                "promise {ticket} waits for ever"
            );
        }
        match story.chat.blocked() {
            None | Some(Blocked::Closed | Blocked::NotConfigured) => {}
            Some(why) => assert!(story.chat.notice().is_some(), "{why:?} without a word"),
        }
    }
}
