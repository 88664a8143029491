//! Leaving a conversation: for a fresh start, for another one, or because the visitor is another.

use super::calls::Purpose;
use super::command::{Command, Focus, Refusal, Timer};
use super::history::History;
use super::message::Delivery;
use super::poll::Poll;
use super::session::Session;
use super::{Chat, CloseForm, Device, Kept, Seen};
use crate::api::secret::Secret;
use crate::options::Options;

impl Chat {
    /// The visitor wants a fresh start: unsent words come along. One that another tab has made is it.
    pub(super) fn start_over(&mut self) {
        let elsewhere = self.elsewhere;
        self.leave();
        self.looked = !elsewhere;
        self.order(Command::Focus(Focus::Composer));
        self.look_again();
        self.look_back();
    }

    /// Leaves the conversation; words that may not have reached it go back into the composer.
    pub(super) fn leave(&mut self) {
        let (code, why) = ("CONVERSATION_LEFT", "The conversation was left.");
        self.abort(|purpose| !purpose.opens() && purpose != Purpose::Looks);
        self.refuse_submissions(code, why);
        for ticket in self.close.take_tickets() {
            self.settle(Some(ticket), Err(Refusal::new(code, why)));
        }
        let unsent = self.transcript.clear();
        let unsent = unsent
            .into_iter()
            .filter(|message| message.is_visitors() && message.delivery != Delivery::Sent);
        let mut words: Vec<String> = unsent.map(|message| message.text()).collect();
        if !words.is_empty() {
            words.dedup();
            self.composer.give_back(&words.join("\n\n"));
        }
        self.drop_unread();
        self.history = History::default();
        self.conversation = None;
        self.resume_none();
        self.turn = None;
        self.drop_notice();
        self.announcements.clear();
        self.lost = false;
        self.elsewhere = false;
        self.unavailable = false;
        self.look_failed = false;
        self.session.start_lost = false;
        self.close = CloseForm::default();
        self.poll = Poll::default();
        for timer in [Timer::Recheck, Timer::Poll] {
            self.order(Command::ClearTimer(timer));
        }
        self.say_if_offline();
    }

    /// Forgets this visitor at once: what runs, what is on screen, what is kept.
    pub(super) fn reset(&mut self, fresh: Secret) {
        self.order(Command::KeepVisitor(None));
        self.tell_forgotten();
        self.options.token = None;
        self.forget(Device {
            fresh,
            ..Device::default()
        });
    }

    pub(super) fn configured(&mut self, options: Options, mut device: Device) {
        // What the device has is another visitor's.
        if self.options.token.is_some() && self.options.token != options.token {
            device.seen = Seen::default();
        }
        let same = self.options.same_identity(&options);
        // Pages that say late whose chat it is do not make it another's.
        device.waits &= !self.options.is_complete();
        let titled = std::mem::replace(&mut self.options, options).unread_title;
        self.count_in_title(titled);
        if !same {
            self.looks = None;
        }
        self.order(Command::Dress);
        if !same {
            // With a token it is another person at the same device.
            device.kept.take_if(|_| self.is_named_by_page());
            self.forget(device);
        } else if self.shown && !self.looked && !self.look_failed {
            self.verify();
            self.look_again();
        }
        self.look_ahead();
    }

    /// The page goes on with what a later one has left. The token of a visitor who was forgotten
    /// meanwhile lets nobody in.
    pub(super) fn came_back(&mut self, device: Device, forgotten: bool) {
        if forgotten {
            self.options.token = None;
        }
        self.forget(device);
    }

    pub(super) fn forget(&mut self, device: Device) {
        self.refuse_submissions("RESET", "The visitor was forgotten.");
        self.notice = None;
        self.order(Command::ClearTimer(Timer::Countdown));
        self.leave();
        self.abort(|_| true);
        self.composer.forget();
        self.let_others_begin();
        self.session = Session::new(device.stored, device.fresh, self.options.token.clone());
        self.page = crate::api::Page::default();
        self.looked = false;
        self.back.waits = device.waits;
        self.doubtful.clear();
        self.forget_seen(device.seen);
        self.take_up(&device.carried);
        self.remember(device.kept);
        if self.remembered.is_none() {
            self.kept = Kept::default();
        }
        self.order(Command::KeepWords(self.remembered.clone()));
        if self.shown {
            self.ask_looks();
            self.verify();
            self.look_again();
        }
        self.look_ahead();
    }
}
