//! The core: a machine without hands. [`Chat::update`] takes an event and answers with commands;
//! what is on screen is a function of its state. Nothing here knows a browser, a clock or chance.

mod aloud;
mod calls;
mod carry;
mod close;
pub mod command;
mod complain;
mod composer;
pub mod conversation;
mod doubt;
mod early;
pub mod event;
mod glance;
mod history;
mod jitter;
mod keep;
mod leave;
mod life;
mod line;
mod look;
pub mod looks;
pub mod message;
pub mod notice;
mod onward;
mod poll;
mod rate;
mod resume;
mod seen;
mod session;
pub mod snapshot;
mod stream;
mod submit;
pub mod tabs;
pub mod transcript;
mod turn;
mod unread;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub use aloud::Announcement;
pub use close::CloseForm;
pub use composer::{Blocked, Composer};
pub use history::{Listing, Row};
pub use keep::{Kept, Uncertain};
pub use look::{Ending, Foot, Screen};
pub use onward::Onward;
pub use seen::Seen;

use crate::api::backend::Memory;
use crate::api::failure::Failure;
use crate::api::secret::Secret;
use crate::api::{Page, Reply};
use crate::json::Json;
use crate::options::Options;
use crate::time::Millis;
use calls::{Calls, Purpose};
use carry::Carried;
use command::{Command, HostEvent, Refusal, Settled, Ticket, Timer};
use conversation::Conversation;
use early::Early;
use event::{Event, Fact};
use history::History;
use line::Line;
use looks::Looks;
use notice::Notice;
use onward::Back;
use poll::Poll;
use session::Session;
use std::ops::Range;
use submit::Submission;
use transcript::Transcript;
use turn::Turn;
use unread::Unread;

/// Everything the widget knows.
#[derive(Debug)]
pub struct Chat {
    options: Options,
    now: Millis,
    /// A random number of this moment.
    chance: u32,
    /// What the browser believes.
    online: bool,
    line: Line,
    /// When the backend wants no look.
    quiet: Range<Millis>,
    shown: bool,
    page_visible: bool,
    session: Session,
    /// Once they are known.
    looks: Option<Looks>,
    calls: Calls,
    conversation: Option<Conversation>,
    transcript: Transcript,
    composer: Composer,
    submissions: Vec<Submission>,
    /// How many there were.
    submitted: u32,
    /// Where the visitor wrote last.
    page: Page,
    turn: Option<Turn>,
    /// How many turns have ended.
    turns: u32,
    close: CloseForm,
    notice: Option<Notice>,
    /// When the countdown of the notice last moved.
    ticked: Millis,
    /// The site owner's plan does not allow chat.
    unavailable: bool,
    /// The conversation on screen is no longer the visitor's to use.
    lost: bool,
    /// Whether another tab goes on in another conversation.
    elsewhere: bool,
    /// Whether an earlier conversation has been looked for, and whether that failed.
    looked: bool,
    look_failed: bool,
    poll: Poll,
    unread: Unread,
    /// Whether the end of the transcript is on screen, where the transcript is.
    at_end: bool,
    seen: Seen,
    history: History,
    announcements: Vec<(u32, Announcement)>,
    /// How many there were.
    announced: u32,
    /// This tab's number among those of the visitor.
    tab: u32,
    /// Until when another tab looks for messages.
    relies_until: Millis,
    /// What this tab carries of a transcript that nobody else has.
    carried: Carried,
    /// What this tab keeps of the visitor's words.
    kept: Kept,
    /// What an earlier page was in the middle of.
    back: Back,
    /// What an earlier page kept, until it is known whose words they are.
    remembered: Option<Kept>,
    /// Messages of an earlier page that may have arrived.
    doubtful: Vec<Uncertain>,
    /// What happened before anything was taken in.
    early: Option<Early>,
    commands: Vec<Command>,
}

/// What a device brings along.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Device {
    /// The visitor id of an earlier visit.
    pub stored: Option<Secret>,
    /// A new random one.
    pub fresh: Secret,
    /// Words of the visitor that an earlier page of this tab could not send.
    pub kept: Option<Kept>,
    /// The transcript that an earlier page of this tab carried.
    pub carried: Json,
    /// Whether the visitor has waited behind a hidden panel since an earlier page of this tab.
    pub waits: bool,
    /// What was seen in earlier visits.
    pub seen: Seen,
    /// A random number that tells this tab from others.
    pub tab: u32,
}

impl Chat {
    /// A chat in which nothing has happened yet; it wants nothing done until something does.
    #[must_use]
    pub fn new(options: Options, device: Device, online: bool) -> Self {
        let mut chat = Self {
            session: Session::new(device.stored, device.fresh, options.token.clone()),
            options,
            now: 0,
            chance: 0,
            online,
            line: Line::new(online),
            quiet: 0..0,
            shown: false,
            page_visible: true,
            looks: None,
            calls: Calls::default(),
            conversation: None,
            transcript: Transcript::default(),
            composer: Composer::default(),
            submissions: Vec::new(),
            submitted: 0,
            page: Page::default(),
            turn: None,
            turns: 0,
            close: CloseForm::default(),
            notice: None,
            ticked: 0,
            unavailable: false,
            lost: false,
            elsewhere: false,
            looked: false,
            look_failed: false,
            poll: Poll::default(),
            unread: Unread::default(),
            at_end: true,
            seen: device.seen,
            history: History::default(),
            announcements: Vec::new(),
            announced: 0,
            tab: device.tab,
            relies_until: 0,
            carried: Carried::of(&device.carried),
            kept: Kept::default(),
            back: Back::to(device.waits),
            remembered: None,
            doubtful: Vec::new(),
            early: None,
            commands: Vec::new(),
        };
        chat.take_up(&device.carried);
        chat.remember(device.kept);
        chat
    }

    /// Takes in what has happened and says what is to be done about it.
    pub fn update(&mut self, event: Event) -> Vec<Command> {
        let slept = event.at.saturating_sub(self.now) > life::SLEEP;
        self.now = event.at;
        let streams = matches!(event.fact, Fact::Streamed(..));
        self.chance = event.chance;
        self.catch_up();
        let restored = self.line_answers(&event.fact);
        let lets_in = self.lets_in(&event.fact);
        match event.fact {
            Fact::Ready => self.caught_up(),
            Fact::Shown => self.panel_shown(),
            Fact::Hidden => self.panel_hidden(),
            Fact::AtEnd(at_end) => self.at_end = at_end,
            Fact::PageVisible(visible) => self.page_seen(visible, slept),
            Fact::Online(online) => self.went_online(online),
            Fact::Drafted(text) => self.composer.draft = text,
            Fact::Submitted { text, page, ticket } => self.submitted(&text, page, ticket),
            Fact::Stopped => self.stopped(),
            Fact::RetryAsked(message, ticket) => self.retry_asked(message, ticket),
            Fact::EditAsked(key) => self.edit_asked(key),
            Fact::Rated(key, feedback) => self.rated(key, feedback),
            Fact::AskedAgain(page) => self.asked_again(page),
            Fact::Copied => self.announce(Announcement::Copied),
            Fact::NoticeActed(action) => self.act(action),
            Fact::NoticeDismissed => self.dismiss_notice(),
            Fact::CloseAsked => self.close_asked(),
            Fact::CloseDeclined => self.close_declined(),
            Fact::ReasonDrafted(reason) => self.close.draft(reason),
            Fact::CloseConfirmed(order) => self.close_confirmed(order),
            Fact::NewConversationAsked => self.start_over(),
            Fact::StartAsked { page_url, ticket } => self.start_asked(page_url, ticket),
            Fact::OpenAsked { id, ticket } => self.open_asked(id, ticket),
            Fact::HistoryAsked => self.history_asked(),
            Fact::MoreAsked => self.more_asked(),
            Fact::HistoryLeft => self.history_left(),
            Fact::ConversationPicked(id) => self.conversation_picked(id),
            Fact::Reset { fresh } => self.reset(fresh),
            Fact::Configured { options, device } => self.configured(*options, device),
            Fact::Answered(id, Ok(reply)) => self.replied(id, reply),
            Fact::Answered(id, Err(failure)) => self.call_failed(id, &failure, true),
            Fact::StreamOpened(id) => self.stream_opened(id),
            Fact::Streamed(id, deltas) => self.streamed(id, deltas),
            Fact::StreamEnded(id) => self.stream_ended(id),
            Fact::TokenGiven(id, token) => self.token_given(id, token),
            Fact::MayBegin(stored) => self.may_begin(stored),
            Fact::Told(hint) => self.told(hint),
            Fact::CameBack { device, forgotten } => self.came_back(device, forgotten),
            Fact::VisitorStored { stored, fresh } => self.visitor_stored(stored, fresh),
            Fact::TimedOut(Timer::Countdown) => self.count_down(),
            Fact::TimedOut(Timer::Recheck) => self.recheck(),
            Fact::TimedOut(Timer::Poll) => self.poll_now(),
            Fact::TimedOut(Timer::Probe) => self.probe(),
            Fact::TimedOut(Timer::Begin) => self.begin_timed_out(),
        }
        if restored {
            self.line_restored();
        }
        if lets_in {
            self.session_works();
        }
        self.look_seen();
        // A token of an answer changes nothing of what the visitor said.
        if !streams {
            self.keep_words();
            self.carry_on();
        }
        self.look_whether_begun();
        std::mem::take(&mut self.commands)
    }

    fn replied(&mut self, id: command::CallId, reply: Reply) {
        let Some(call) = self.calls.remove(id) else {
            return;
        };
        match (call.purpose, reply) {
            (Purpose::Identify, Reply::Identified { token, visitor }) => {
                self.identified(token, visitor);
            }
            (Purpose::Looks, Reply::Configured(looks)) => self.looks_came(looks),
            (Purpose::Verify, Reply::Verified(profile)) => self.verified(profile),
            (Purpose::Prove, Reply::Verified(profile)) => self.proved(profile),
            (Purpose::Find, Reply::Found(found)) => self.found(found),
            (Purpose::Load, Reply::Fetched(conversation, messages)) => {
                self.loaded(conversation, messages);
            }
            (Purpose::Open(ticket, since), Reply::Fetched(conversation, messages)) => {
                self.opened(conversation, messages, ticket, since);
            }
            (Purpose::Pick(since), Reply::Fetched(conversation, messages)) => {
                self.picked(conversation, messages, since);
            }
            (Purpose::List, Reply::Listed(listed, total)) => self.listed(listed, total),
            (Purpose::Recent, Reply::Listed(listed, _)) => self.looked_back(listed),
            (Purpose::Start, Reply::Fetched(conversation, messages)) => {
                self.started(conversation, messages);
            }
            (Purpose::StartFor(ticket, since), Reply::Fetched(conversation, messages)) => {
                self.started_for_page(conversation, messages, ticket, since);
            }
            (Purpose::Send(key), Reply::Answer(parts)) => self.answered(key, parts),
            (Purpose::Send(key), Reply::LastAnswer(parts, handoff)) => {
                self.answered_last(key, parts, handoff);
            }
            (Purpose::Send(key), Reply::Accepted) => self.message_accepted(key),
            (Purpose::Check(key), Reply::Fetched(conversation, messages)) => {
                self.checked(key, conversation, messages);
            }
            (Purpose::Refresh(turns), Reply::Fetched(conversation, messages)) => {
                self.refreshed(turns, conversation, messages);
            }
            (Purpose::Glance(turns), Reply::Listed(listed, _)) => self.glanced(turns, listed),
            (Purpose::Refresh(turns), Reply::Rest(messages)) => self.rest_came(turns, messages),
            (Purpose::Rate(key, told, _), Reply::Rated) => self.rating_kept(key, told),
            (Purpose::Close, Reply::Closed) => self.closed_here(),
            (purpose, _) => self.purpose_failed(purpose, &Failure::Malformed, true),
        }
    }

    /// A call failed; `performed` says whether it was sent at all.
    fn call_failed(&mut self, id: command::CallId, failure: &Failure, performed: bool) {
        if performed && self.renew_session(id, failure) {
            return;
        }
        if let Some(call) = self.calls.remove(id) {
            self.purpose_failed(call.purpose, failure, performed);
        }
    }

    fn purpose_failed(&mut self, purpose: Purpose, failure: &Failure, performed: bool) {
        self.line_failed(purpose, failure);
        match purpose {
            Purpose::Identify => self.session_failed(&failure.of_session()),
            Purpose::Prove => self.session_failed(failure),
            // It is as it is without.
            Purpose::Looks | Purpose::Recent => {}
            Purpose::Verify => self.verify_failed(failure),
            Purpose::Find => self.find_failed(failure),
            Purpose::Load => self.load_failed(failure),
            Purpose::Open(ticket, _) => {
                let notice = notice::from_look(failure, self.online, None);
                self.not_entered(failure, notice, ticket, "The conversation was not opened.");
            }
            Purpose::StartFor(ticket, _) => {
                let notice = notice::from_look(failure, self.online, None).of_none(None);
                self.not_entered(failure, notice, ticket, "The conversation was not started.");
            }
            Purpose::Start => self.start_failed(failure, performed),
            Purpose::Pick(_) => self.pick_failed(failure),
            Purpose::List => self.list_failed(failure),
            Purpose::Send(key) => self.send_failed(key, failure, performed),
            Purpose::Check(key) => self.check_failed(key, failure),
            Purpose::Glance(turns) => self.glance_failed(turns, failure),
            Purpose::Refresh(_) => self.refresh_failed(failure),
            Purpose::Rate(key, _, before) => self.rate_failed(key, before, failure),
            Purpose::Close => self.close_failed(failure),
        }
        self.plan_probe();
    }

    fn order(&mut self, command: Command) {
        self.commands.push(command);
    }

    fn emit(&mut self, event: HostEvent) {
        self.order(Command::Emit(event));
    }

    fn settle(&mut self, ticket: Option<Ticket>, result: Result<Settled, Refusal>) {
        self.commands
            .extend(ticket.map(|ticket| Command::Settle(ticket, result)));
    }
}
