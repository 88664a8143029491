//! Whether the backend can be reached. While it cannot, what is written waits, and something is
//! tried again and again until an answer comes, whatever the browser believes about the connection.

use super::Chat;
use super::calls::Purpose;
use super::command::{CallId, Command, Timer};
use super::event::Fact;
use super::jitter::full_jitter;
use super::notice::{Action, Kind, Notice};
use crate::api::failure::Failure;
use crate::time::Millis;

const BASE: Millis = 2_000;
const LONGEST: Millis = 60_000;

/// The way to the backend.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) down: bool,
    /// How often it has been tried since it broke.
    tries: u32,
    /// Whether the next try is planned.
    planned: bool,
    /// Whether the visitor has been told.
    told: bool,
}

impl Line {
    pub(super) fn new(online: bool) -> Self {
        Self {
            down: !online,
            ..Self::default()
        }
    }
}

impl Chat {
    pub(super) fn went_online(&mut self, online: bool) {
        self.online = online;
        if online && self.can_find_out() {
            self.line = Line::new(false);
            self.clear_notice(&Kind::Offline);
            self.probe();
            self.plan_probe();
        } else if online {
            self.line_works();
            self.look_if_wanted();
            self.recheck_if_due();
            self.pump();
        } else {
            self.line.down = true;
            self.say_if_offline();
            self.plan_probe();
        }
    }

    /// Whether a look can find out if the line works, before what waits is sent. Browsers are online
    /// before much gets through, and a message that gets lost then may have arrived.
    fn can_find_out(&self) -> bool {
        let waits = self.first_waiting().is_some() && self.turn.is_none();
        let there = self.conversation.is_some() && self.can().history;
        waits && there && self.line.down && self.blocked().is_none() && !self.lost
    }

    /// Takes note of what a fact says about the line; whether it was down and works again.
    pub(super) fn line_answers(&mut self, fact: &Fact) -> bool {
        let known = |id: &CallId| self.calls.purpose(*id).is_some();
        let answers = match fact {
            Fact::Answered(id, Err(failure)) => known(id) && !failure.is_of_line(),
            Fact::Answered(id, Ok(_)) | Fact::StreamOpened(id) | Fact::Streamed(id, _) => known(id),
            _ => false,
        };
        answers && self.line.down && {
            self.online = true;
            self.line_works();
            true
        }
    }

    fn line_works(&mut self) {
        let line = std::mem::take(&mut self.line);
        if line.planned {
            self.order(Command::ClearTimer(Timer::Probe));
        }
        self.clear_notice(&Kind::Offline);
        // What waits goes now: that it could not is over, whatever it was about.
        let waits = self.first_waiting().is_some();
        self.notice.take_if(|notice| {
            let ours = notice.action.map_or(waits, |it| it == Action::LoadAgain);
            ours && notice.kind == Kind::Unreachable && notice.wait.is_none()
        });
    }

    /// What waited for the line goes on.
    pub(super) fn line_restored(&mut self) {
        self.look_if_wanted();
        let checks = |purpose| matches!(purpose, Purpose::Check(_));
        if self.turn.as_ref().is_some_and(|turn| turn.checks.is_some()) && !self.calls.any(checks) {
            self.recheck_if_due();
        }
        self.pump();
    }

    /// A call for `purpose` failed: if it got lost, the line is down. Of a message that got lost
    /// something else finds out.
    pub(super) fn line_failed(&mut self, purpose: Purpose, failure: &Failure) {
        let asks = matches!(
            purpose,
            Purpose::Send(_)
                | Purpose::Rate(..)
                | Purpose::Close
                | Purpose::Looks
                | Purpose::Recent
        );
        self.line.down |= failure.is_of_line() && !asks;
    }

    pub(super) fn plan_probe(&mut self) {
        if self.line.planned || !self.line.down || !self.awaits_line() {
            return;
        }
        self.line.planned = true;
        let delay = full_jitter(self.chance, BASE, self.line.tries, LONGEST);
        self.line.tries += 1;
        self.order(Command::SetTimer(Timer::Probe, delay));
    }

    fn awaits_line(&self) -> bool {
        let doubtful = self.turn.as_ref().is_some_and(|it| it.checks.is_some());
        doubtful || self.first_waiting().is_some() || self.look_failed && self.shown
    }

    /// Tries what waits for the line: a look, else the start of a conversation.
    pub(super) fn probe(&mut self) {
        self.line.planned = false;
        if !self.line.down || !self.awaits_line() {
            return;
        }
        match &self.turn {
            Some(turn) if turn.checks.is_some() => self.recheck_if_due(),
            // A start is under way.
            Some(_) => {}
            None if self.blocked().is_some() => {}
            None if self.look_failed || !self.looked => self.look_again(),
            None if self.conversation.is_some() && self.can().history => self.refresh(),
            // There is nothing to try but what waits, and the browser knows best when.
            None if self.conversation.is_some() && self.online => {
                self.line_works();
                self.pump();
            }
            None if self.conversation.is_some() => {}
            None => self.begin_turn(),
        }
    }

    /// The visitor does not want to wait for the next try.
    pub(super) fn probe_now(&mut self) {
        self.line.told = false;
        if self.line.down {
            self.probe();
            self.plan_probe();
        }
    }

    pub(super) fn say_if_offline(&mut self) {
        if !self.online {
            self.tell(Notice::new(Kind::Offline));
        }
    }

    /// Tells, once, that what is written waits for the line.
    pub(super) fn say_if_down(&mut self, failure: &Failure) {
        self.say_if_offline();
        if self.online && !std::mem::replace(&mut self.line.told, true) {
            self.report(failure);
            self.tell(Notice::new(Kind::Unreachable).with(Action::LoadAgain));
        }
    }
}
