//! Whatever happens in whatever order: nothing breaks, no words are lost, nothing is shown twice,
//! and in the end the chat comes to rest.

use super::harness::*;
use crate::api::answer::Delta;
use crate::api::failure::Failure;
use crate::api::secret::Secret;
use crate::api::{Call, Reply};
use crate::chat::command::{CallId, Timer};
use crate::chat::conversation::{Conversation, Profile, Status};
use crate::chat::event::{Fact, MessageRef};
use crate::chat::message::{Author, Delivery, Message, Part, Progress};
use crate::chat::notice::Action;
use crate::chat::{Blocked, Device};
use crate::options::{Options, Transport};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Something that happens; numbers choose among what there is.
#[derive(Clone, Debug)]
enum Step {
    Panel(bool),
    Page(bool),
    Connection(bool),
    Type,
    Say,
    PageSends,
    Stop,
    Retry(u8, bool),
    Edit(u8),
    Act(u8),
    Dismiss,
    CloseForm(u8),
    PageCloses,
    StartOver,
    PageStarts,
    PageOpens(u8),
    Reset,
    Configure(u8),
    /// A call, whether it did its work, and how it ends.
    Answer(u8, bool, u8),
    /// An answer to a call that may never have been made.
    Nonsense(u8, u8),
    Stream(u8, u8),
    Token(bool),
    Ring(u8),
    Clock(i64),
    BackendAnswers,
    BackendCloses,
    BackendHandsOver(bool),
}

fn step() -> impl Strategy<Value = Step> {
    use Step::*;
    prop_oneof![
        2 => any::<bool>().prop_map(Panel),
        1 => any::<bool>().prop_map(Page),
        2 => any::<bool>().prop_map(Connection),
        1 => Just(Type),
        6 => Just(Say),
        3 => Just(PageSends),
        2 => Just(Stop),
        3 => (any::<u8>(), any::<bool>()).prop_map(|(which, page)| Retry(which, page)),
        1 => any::<u8>().prop_map(Edit),
        3 => any::<u8>().prop_map(Act),
        1 => Just(Dismiss),
        2 => (0..4_u8).prop_map(CloseForm),
        1 => Just(PageCloses),
        1 => Just(StartOver),
        1 => Just(PageStarts),
        1 => (0..3_u8).prop_map(PageOpens),
        1 => Just(Reset),
        1 => (0..3_u8).prop_map(Configure),
        20 => (any::<u8>(), any::<bool>(), any::<u8>())
            .prop_map(|(call, works, how)| Answer(call, works, how)),
        2 => (any::<u8>(), any::<u8>()).prop_map(|(call, how)| Nonsense(call, how)),
        10 => (any::<u8>(), any::<u8>()).prop_map(|(call, what)| Stream(call, what)),
        2 => any::<bool>().prop_map(Token),
        6 => (0..3_u8).prop_map(Ring),
        1 => any::<i64>().prop_map(Clock),
        2 => Just(BackendAnswers),
        1 => Just(BackendCloses),
        1 => any::<bool>().prop_map(BackendHandsOver),
    ]
}

struct World {
    story: Story,
    /// Everything that was submitted since the visitor was last forgotten.
    words: Vec<String>,
    /// What the backend has told to have.
    acknowledged: BTreeSet<String>,
    /// The backend's conversations.
    held: BTreeMap<String, Held>,
    number: u32,
}

#[derive(Clone)]
struct Held {
    conversation: Conversation,
    messages: Vec<Message>,
}

impl World {
    fn new(options: Options, returning: bool) -> Self {
        let stored = returning.then(|| Secret::new("old"));
        let device = Device {
            stored,
            ..new_device()
        };
        let mut world = Self {
            story: Story::of(options, device, true),
            words: Vec::new(),
            acknowledged: BTreeSet::new(),
            held: BTreeMap::new(),
            number: 0,
        };
        world.new_conversation();
        world
    }

    fn next(&mut self) -> u32 {
        self.number += 1;
        self.number
    }

    fn word(&mut self) -> String {
        let word = format!("<{}>", self.next());
        self.words.push(word.clone());
        word
    }

    fn new_conversation(&mut self) -> String {
        let id = format!("c{}", self.held.len());
        let held = Held {
            conversation: conversation(&id),
            messages: Vec::new(),
        };
        self.held.insert(id.clone(), held);
        id
    }

    fn any_conversation(&mut self) -> Option<&mut Held> {
        let id = self.story.chat.conversation().map(|it| it.id.clone())?;
        self.held.get_mut(&id)
    }

    fn fetched(&self, id: &str) -> Reply {
        let held = self.held.get(id).or(self.held.values().next()).unwrap();
        Reply::Fetched(held.conversation.clone(), held.messages.clone())
    }

    fn does(&mut self, step: Step) {
        let story = &mut self.story;
        match step {
            Step::Panel(true) => drop(story.show()),
            Step::Panel(false) => drop(story.hide()),
            Step::Page(visible) => drop(story.fact(Fact::PageVisible(visible))),
            Step::Connection(online) => drop(story.fact(Fact::Online(online))),
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
                let timer = [Timer::Countdown, Timer::Recheck, Timer::Poll][usize::from(which)];
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

    fn configure(&mut self, which: u8) {
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

    fn pick(&self, which: u8) -> Option<(CallId, Call)> {
        let calls = &self.story.calls;
        let place = usize::from(which).checked_rem(calls.len())?;
        let (id, (call, _)) = calls.iter().nth(place)?;
        Some((*id, call.clone()))
    }

    /// The backend does what it was asked, or not, and answers well, badly, or not at all.
    fn answer(&mut self, which: u8, works: bool, how: u8) {
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

    fn works(&mut self, call: &Call) -> Option<Reply> {
        Some(match call {
            Call::Identify { .. } => identified(&format!("t{}", self.next())),
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

    fn receives(&mut self, conversation: &str, text: &str) -> bool {
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

    fn stream(&mut self, which: u8, what: u8) {
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

    fn holds(&self) {
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
    fn comes_to_rest(&mut self) {
        let story = &mut self.story;
        let human = |it: &Conversation| it.human_handled;
        // Only people are looked for without an end, and only while the panel is shown.
        match story.chat.conversation().is_some_and(human) {
            true => story.hide(),
            false => story.show(),
        };
        story.fact(Fact::Online(true));
        for _ in 0..300 {
            if let Some((id, _)) = story.asked.pop() {
                story.fact(Fact::TokenGiven(id, None));
            } else if let Some(id) = story.calls.keys().next().copied() {
                story.calls.remove(&id);
                story.fact(Fact::Answered(id, Err(Failure::Network)));
            } else if let Some(timer) = story.timers.keys().next().copied() {
                story.ring(timer);
            } else {
                break;
            }
        }
        assert!(story.calls.is_empty() && story.timers.is_empty(), "no rest");
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

fn options() -> impl Strategy<Value = Options> {
    (0..3_u8, any::<bool>(), any::<bool>()).prop_map(|(credential, completions, whole)| {
        let mut options = match credential {
            0 => key_options(),
            1 => Options {
                token: Some(Secret::new("given")),
                ..Options::default()
            },
            _ => Options {
                asks_for_token: true,
                ..Options::default()
            },
        };
        options.no_streaming = whole;
        if completions {
            options.transport = Transport::Completions;
        }
        options
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3 * ProptestConfig::default().cases, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_no_words_are_lost_and_it_comes_to_rest(
        options in options(),
        returning in any::<bool>(),
        steps in prop::collection::vec(step(), 0..80),
    ) {
        let mut world = World::new(options, returning);
        for step in steps {
            world.does(step);
            world.holds();
        }
        world.comes_to_rest();
        world.holds();
    }
}
