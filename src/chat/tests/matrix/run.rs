//! One telling of the story.

use super::faults::{Fault, How, Processed};
use super::server::Server;
use crate::api::answer::Answer;
use crate::api::backend::Memory;
use crate::api::failure::Failure;
use crate::api::sse::Sse;
use crate::api::{Call, Response};
use crate::chat::Kept;
use crate::chat::command::{CallId, Timer};
use crate::chat::event::{Fact, MessageRef};
use crate::chat::message::{Delivery, Feedback, Key};
use crate::chat::notice::{self, Kind};
use crate::chat::tests::harness::*;
use crate::options::Options;

const WORDS: [&str; 3] = ["A is the first", "B comes next", "C ends it"];

pub struct Run {
    story: Story,
    server: Server,
    fault: Option<(usize, Fault)>,
    /// The kinds of all requests so far.
    pub requests: Vec<&'static str>,
    /// A message that is still on its way to the backend.
    late: Option<Call>,
    /// What the fault is to the widget.
    failure: Option<Failure>,
    /// Whether anything has been answered on the visitor's behalf since.
    let_in: bool,
}

impl Run {
    pub fn new(options: Options, fault: Option<(usize, Fault)>) -> Self {
        Self {
            story: Story::of(options, new_device(), true),
            server: Server::default(),
            fault,
            requests: Vec::new(),
            late: None,
            failure: None,
            let_in: false,
        }
    }

    /// Tells the story, in which a request of this kind fails, and looks at how it ends.
    pub fn holds(mut self, kind: &str) {
        let fault = self.fault.clone();
        let told =
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| self.tells_its_story()));
        if let Err(panic) = told {
            eprintln!(
                "with {kind} failing: {fault:?}\nrequests: {:?}",
                self.requests
            );
            eprintln!(
                "on screen: {:?}, {:?}, draft {:?}",
                self.story.seen(),
                self.story.kind(),
                self.story.draft()
            );
            eprintln!("received: {:?}", self.server.received);
            std::panic::resume_unwind(panic);
        }
        if kind == "start" && !self.is_stateless() {
            let empty = self.server.empty_conversations();
            assert_eq!(empty, 0, "one begins in vain: {fault:?}");
        }
    }

    pub fn tells_its_story(&mut self) {
        self.story.show();
        self.settles();
        for word in [WORDS[0], WORDS[1]] {
            self.says(word);
        }
        let replies = self.story.chat.transcript().messages().iter().rev();
        let reply = replies
            .filter(|it| !it.is_visitors())
            .map(|it| it.key)
            .next();
        if let Some(key) = reply {
            self.does(Fact::Rated(key, Feedback::Like));
        }
        self.does(Fact::HistoryAsked);
        self.does(Fact::HistoryLeft);
        self.does(Fact::CloseAsked);
        self.does(Fact::CloseConfirmed(None));
        self.recovers();
        self.does(Fact::NewConversationAsked);
        self.does(Fact::Hidden);
        self.does(Fact::Shown);
        self.says(WORDS[2]);
        if !self.is_stateless() {
            assert_eq!(
                self.server.received, WORDS,
                "each of the words arrives once"
            );
        }
        assert_eq!(self.story.draft(), "");
        assert!(!self.story.chat.can_stop());
        let kept = self.story.kept.clone();
        self.returns(kept);
        // As in a new tab.
        self.returns(None);
    }

    /// The next page of the same visitor shows what the backend holds.
    fn returns(&mut self, kept: Option<Kept>) {
        let device = crate::chat::Device {
            stored: Some(crate::api::secret::Secret::new("new-device")),
            kept,
            carried: self.story.carried.clone(),
            ..new_device()
        };
        self.story = Story::of(self.story.chat.options().clone(), device, true);
        self.story.show();
        self.settles();
        // Words without an answer that no backend keeps are kept here.
        if !self.is_stateless() {
            assert_eq!(self.story.draft(), "");
        }
    }

    /// The visitor says something, and does what is offered until it has arrived.
    fn says(&mut self, word: &str) {
        self.story.say(word);
        self.settles();
        let arrived = |run: &Self| run.server.received.iter().any(|it| it == word);
        if !arrived(self) && self.story.draft() != word {
            let told = self.story.kind().is_some() || self.waiting().is_some();
            assert!(told, "nobody says that {word:?} was not sent");
        }
        if let Some(late) = self.late.take() {
            self.performs(&late);
            self.recovers();
        }
        for _ in 0..4 {
            if !arrived(self) {
                self.recovers();
            }
        }
        assert!(arrived(self), "{word:?} never arrives");
    }

    /// The visitor presses what there is to press, and submits what is back in the composer.
    fn recovers(&mut self) {
        if self.story.chat.offered_action().is_some() {
            self.story.try_again();
            self.settles();
        }
        if let Some(key) = self.waiting() {
            self.does(Fact::RetryAsked(MessageRef::Key(key), None));
        }
        if self.story.chat.blocked().is_some() {
            self.does(Fact::Hidden);
            self.does(Fact::Shown);
        }
        let draft = self.story.draft().to_owned();
        if !draft.is_empty() {
            self.story.say(&draft);
            self.settles();
        }
        if self.story.chat.close_form().open {
            self.does(Fact::CloseConfirmed(None));
        }
    }

    /// A message with a button to send it again.
    fn waiting(&self) -> Option<Key> {
        let failed = |delivery| matches!(delivery, Delivery::Failed | Delivery::Doubtful);
        let mut messages = self.story.chat.transcript().messages().iter();
        messages.find(|it| failed(it.delivery)).map(|it| it.key)
    }

    fn does(&mut self, fact: Fact) {
        self.story.fact(fact);
        self.settles();
    }

    /// Requests are answered and timers go off until nothing is under way.
    fn settles(&mut self) {
        for _ in 0..200 {
            let next = self.story.calls.iter().next();
            if let Some((id, (call, _))) = next {
                let (id, call) = (*id, call.clone());
                self.answers(id, &call);
            } else if let Some(timer) = self.next_timer() {
                self.story.ring(timer);
            } else {
                return;
            }
            self.is_sound();
        }
        panic!("it never comes to rest");
    }

    fn next_timer(&self) -> Option<Timer> {
        let timers = self.story.timers.iter();
        let timers = timers.filter(|(timer, _)| **timer != Timer::Poll);
        timers.min_by_key(|(_, due)| **due).map(|(timer, _)| *timer)
    }

    /// At any moment: nothing is shown twice, nothing has arrived twice, and a notice is true.
    fn is_sound(&self) {
        let messages = self.story.chat.transcript().messages();
        for word in WORDS {
            let shown = messages
                .iter()
                .filter(|it| it.is_visitors() && it.text() == word);
            assert!(shown.count() <= 1, "{word:?} is shown twice");
            let arrived = self.server.received.iter().filter(|it| *it == word);
            assert!(
                arrived.count() <= 1 || self.is_stateless(),
                "{word:?} has arrived twice"
            );
        }
        if let Some(kind) = self.story.kind().filter(|kind| !self.is_true(kind)) {
            panic!("{kind:?} is not true");
        }
    }

    /// Whether the backend tells nothing: what may have arrived is sent again by a click.
    fn is_stateless(&self) -> bool {
        self.story.chat.can().memory != Memory::Told
    }

    fn is_true(&self, kind: &Kind) -> bool {
        let fault = self.fault.as_ref();
        let failing = fault.and_then(|(at, _)| self.requests.get(*at));
        let of_one = matches!(kind, Kind::Forbidden | Kind::Gone | Kind::Changed);
        if of_one && failing == Some(&"start") || *kind == Kind::SessionEnded && self.let_in {
            return false;
        }
        let meant = |failure: &Failure| {
            notice::from_failure(failure, true, None).kind == *kind
                || notice::from_look(failure, true, None).kind == *kind
        };
        let cut = [
            Kind::Checking,
            Kind::Interrupted,
            Kind::Unreachable,
            Kind::PerhapsDelivered,
            Kind::Refused,
        ];
        let failed = self.failure.as_ref();
        failed.is_some_and(|it| meant(it) || meant(&it.of_session()) || cut.contains(kind))
    }

    fn answers(&mut self, id: CallId, call: &Call) {
        let at = self.requests.len();
        self.requests.push(kind_of(call));
        let fault = self.fault.clone().filter(|(when, _)| *when == at);
        let Some((_, Fault { how, processed })) = fault else {
            let (status, body) = self.performs(call);
            return self.whole_or_stream(id, call, status, body);
        };
        match processed {
            Processed::AtOnce => drop(self.performs(call)),
            Processed::Later if words_of(call).is_some() => self.late = Some(call.clone()),
            _ => {}
        }
        match how {
            How::Status(status, body) => self.responds(id, call, status, &body),
            How::Nonsense(body) => self.responds(id, call, 200, &body),
            How::Lost(failure) => {
                self.failure = Some(failure.clone());
                self.story.calls.remove(&id);
                self.story.fact(Fact::Answered(id, Err(failure)));
            }
            How::Cut(bytes) => {
                self.failure = Some(Failure::Network);
                self.streams(id, [bytes.as_slice()]);
            }
            How::Mangled(pieces) => {
                self.failure = Some(Failure::Network);
                self.streams(id, pieces.iter().map(Vec::as_slice));
            }
        }
    }

    fn performs(&mut self, call: &Call) -> (u16, String) {
        match self.story.chat.can().memory {
            Memory::Silent => self.server.perform_in_silence(call),
            _ => self.server.perform(call),
        }
    }

    fn whole_or_stream(&mut self, id: CallId, call: &Call, status: u16, body: String) {
        match call {
            Call::Send { stream: true, .. } | Call::Complete { stream: true, .. } => {
                self.streams(id, [body.as_bytes()]);
            }
            _ => self.responds(id, call, status, &body),
        }
    }

    fn responds(&mut self, id: CallId, call: &Call, status: u16, body: &str) {
        let response = Response {
            status,
            retry_after: None,
            body: body.into(),
        };
        let result = self.story.chat.options().backend.reply(call, response);
        match &result {
            Err(failure) => {
                self.failure = Some(failure.clone());
                self.let_in = false;
            }
            Ok(_) => self.let_in |= call.needs_token(),
        }
        self.story.calls.remove(&id);
        self.story.fact(Fact::Answered(id, result));
    }

    fn streams<'a>(&mut self, id: CallId, pieces: impl IntoIterator<Item = &'a [u8]>) {
        self.story.fact(Fact::StreamOpened(id));
        let (mut sse, mut answer) = (Sse::default(), Answer::default());
        let mut deltas = Vec::new();
        for piece in pieces {
            sse.feed(piece, |data| deltas.extend(answer.read(data)));
            self.story
                .fact(Fact::Streamed(id, std::mem::take(&mut deltas)));
        }
        sse.finish(|data| deltas.extend(answer.read(data)));
        self.story.fact(Fact::Streamed(id, deltas));
        self.story.stream_ends(id);
    }
}
