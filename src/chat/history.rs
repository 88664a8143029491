//! The visitor's conversations: listed newest first, page by page, and opened from there.

use super::calls::Purpose;
use super::command::{Command, Focus};
use super::conversation::{Conversation, Summary};
use super::message::{Key, Message};
use super::notice::{self, Action, Kind};
use super::{Chat, Screen};
use crate::api::Call;
use crate::api::failure::Failure;
use crate::time::Millis;

const PAGE: u32 = 20;
/// So many are shown to a visitor who begins anew.
pub(super) const RECENT: u32 = 3;

/// The list of conversations.
#[derive(Debug, Default)]
pub(super) struct History {
    pub(super) on_screen: bool,
    summaries: Vec<Summary>,
    /// The newest ones, for a visitor who begins anew.
    recent: Vec<Summary>,
    /// How many the backend has told of; some may have moved to the next page meanwhile.
    listed: u32,
    has_more: bool,
    failed: Option<(Kind, Action)>,
}

/// Newest first, whatever the backend's order is, and each once.
fn insert(rows: &mut Vec<Summary>, summary: Summary) {
    let same = |it: &Summary| it.conversation.id == summary.conversation.id;
    if !rows.iter().any(same) {
        let place = rows.iter().position(|it| it.at < summary.at);
        rows.insert(place.unwrap_or(rows.len()), summary);
    }
}

/// A conversation in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// What the backend calls it.
    pub title: Option<String>,
    /// Whether the visitor had the last word, and what that was.
    pub last: Option<(bool, String)>,
    /// When it was touched last.
    pub at: Option<Millis>,
    /// Whether it goes on.
    pub open: bool,
    /// Whether there is something in it that the visitor has not seen.
    pub unread: bool,
    /// Whether it is about to be on screen.
    pub opening: bool,
}

/// How the list stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Listing {
    /// More of it is on its way.
    #[default]
    Loading,
    /// It is here; whether there is more of it.
    Here(bool),
    /// It could not be loaded, and why; what can be done about it.
    Failed(Kind, Action),
}

impl Chat {
    /// Whether there can be conversations to list.
    #[must_use]
    pub fn has_history(&self) -> bool {
        let known =
            self.is_named_by_page() || self.options.api_key.is_some() && self.session.returning;
        known && self.can().history
    }

    /// The conversations listed so far, newest first.
    #[must_use]
    pub fn history(&self) -> Vec<Row> {
        self.rows(&self.history.summaries)
    }

    /// Whether none has been listed.
    #[must_use]
    pub fn lists_nothing(&self) -> bool {
        self.history.summaries.is_empty()
    }

    /// Whether there are conversations for a visitor who begins anew.
    #[must_use]
    pub fn has_recent(&self) -> bool {
        !self.history.recent.is_empty()
    }

    /// The newest of them.
    #[must_use]
    pub fn recent(&self) -> Vec<Row> {
        self.rows(&self.history.recent)
    }

    fn rows(&self, summaries: &[Summary]) -> Vec<Row> {
        let opening = self.calls.opening();
        let row = |summary: &Summary| {
            let Summary {
                conversation,
                at,
                last,
            } = summary;
            let seen = self.seen.until(&conversation.id);
            let news = last.as_ref().filter(|last| !last.by_visitor);
            let unread = news.and_then(|last| last.at.or(*at)) > Some(seen);
            Row {
                id: conversation.id.clone(),
                title: conversation.title.clone(),
                last: last
                    .as_ref()
                    .map(|last| (last.by_visitor, last.text.clone())),
                at: *at,
                open: conversation.is_open(),
                unread,
                opening: opening == Some(&conversation.id),
            }
        };
        summaries.iter().map(row).collect()
    }

    /// How the list stands.
    #[must_use]
    pub fn listing(&self) -> Listing {
        match &self.history.failed {
            _ if self.calls.any(|purpose| purpose == Purpose::List) => Listing::Loading,
            Some((kind, action)) => Listing::Failed(kind.clone(), *action),
            None => Listing::Here(self.history.has_more),
        }
    }

    /// The visitor wants to see their conversations.
    pub(super) fn history_asked(&mut self) {
        if !self.has_history() {
            return;
        }
        self.history = History {
            on_screen: true,
            ..History::default()
        };
        self.list();
        self.order(Command::Focus(Focus::History));
    }

    /// The visitor wants to see more of them, or to try again.
    pub(super) fn more_asked(&mut self) {
        let listing = self.listing();
        if self.history.on_screen && listing != Listing::Loading {
            if matches!(listing, Listing::Failed(_, Action::Reconnect)) {
                self.reconnect();
            }
            self.list();
        }
    }

    fn list(&mut self) {
        self.abort(|purpose| matches!(purpose, Purpose::List | Purpose::Recent));
        self.history.failed = None;
        let offset = self.history.listed;
        let call = Call::List {
            offset,
            limit: PAGE,
        };
        self.call(call, Purpose::List);
    }

    pub(super) fn listed(&mut self, summaries: Vec<Summary>, total: Option<u32>) {
        self.begin_seen(&summaries);
        let history = &mut self.history;
        let count = u32::try_from(summaries.len()).unwrap_or_default();
        history.listed += count;
        history.has_more = match total {
            Some(total) => count > 0 && history.listed < total,
            None => count >= PAGE,
        };
        for summary in summaries {
            insert(&mut history.summaries, summary);
        }
    }

    /// Asks for the newest ones while there is room for them.
    pub(super) fn look_back(&mut self) {
        let asks = self.calls.any(|purpose| purpose == Purpose::Recent);
        if self.shown && self.screen() == Screen::Home && self.has_history() && !asks {
            let call = Call::List {
                offset: 0,
                limit: RECENT,
            };
            self.call(call, Purpose::Recent);
        }
    }

    pub(super) fn looked_back(&mut self, summaries: Vec<Summary>) {
        self.begin_seen(&summaries);
        let recent = &mut self.history.recent;
        recent.clear();
        for summary in summaries {
            insert(recent, summary);
        }
        recent.truncate(RECENT as usize);
    }

    pub(super) fn list_failed(&mut self, failure: &Failure) {
        self.report(failure);
        let notice = notice::from_look(failure, self.online, None).of_none(None);
        self.history.failed = Some((notice.kind, notice.action.unwrap_or(Action::LoadAgain)));
    }

    /// The visitor goes back to where they were.
    pub(super) fn history_left(&mut self) {
        if std::mem::take(&mut self.history).on_screen {
            self.abort(|purpose| matches!(purpose, Purpose::List | Purpose::Pick(_)));
            self.order(Command::Focus(Focus::Composer));
            self.look_on();
            self.go_along();
            self.look_back();
        }
    }

    /// The visitor wants to see this one; until it is there, the list stays.
    pub(super) fn conversation_picked(&mut self, conversation: String) {
        let here = self.conversation.as_ref().map(|it| it.id.as_str());
        if here == Some(conversation.as_str()) && !self.lost {
            self.history_left();
            return self.refresh();
        }
        self.abort(Purpose::enters);
        let purpose = Purpose::Pick(self.transcript.last_key());
        self.call(Call::Fetch { conversation }, purpose);
    }

    pub(super) fn picked(&mut self, now: Conversation, messages: Vec<Message>, since: Key) {
        self.enter(now, messages, since);
        self.order(Command::Focus(Focus::Composer));
        self.look_for_rest();
        self.poll_soon();
        self.pump();
    }

    pub(super) fn pick_failed(&mut self, failure: &Failure) {
        let lost = self.lost;
        let mut notice = notice::from_look(failure, self.online, None);
        // A new one can be started from the list, and what was on screen is as good as before.
        notice.action.take_if(|action| *action == Action::StartNew);
        self.complain(notice, failure);
        self.lost = lost;
        self.look_on();
    }

    /// The open one of an earlier visit may have been waiting behind what was chosen.
    fn look_on(&mut self) {
        if self.is_wanted() {
            self.look_again();
        }
        self.pump();
    }
}
