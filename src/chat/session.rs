//! Being let in: a token for every call, one way to get it at a time, one retry after a refusal.

mod begin;

use super::calls::Purpose;
use super::command::{CallId, Command, TokenReason};
use super::conversation::Profile;
use super::{Chat, Device, notice};
use crate::api::Call;
use crate::api::failure::Failure;
use crate::api::secret::Secret;
use begin::Begin;

/// Who the widget speaks for.
#[derive(Debug, Default)]
pub(super) struct Session {
    /// The device's own id: a credential.
    visitor_id: Secret,
    /// Whether an earlier visit left that id, so that there may be conversations.
    pub(super) returning: bool,
    token: Option<Secret>,
    /// A token of the page that may be somebody else's.
    unproved: Option<Secret>,
    /// The call, or the question to the page, that will bring a token.
    opening: Option<CallId>,
    /// Calls that wait for it.
    waiting: Vec<CallId>,
    begin: Begin,
    /// Whether a conversation may have begun though that was not told.
    pub(super) start_lost: bool,
    /// Who the visitor is, where the backend knows.
    pub(super) profile: Profile,
    /// Whether a given token has been verified.
    pub(super) verified: bool,
}

impl Session {
    pub(super) fn new(stored: Option<Secret>, fresh: Secret, given: Option<Secret>) -> Self {
        Self {
            returning: stored.is_some(),
            visitor_id: stored.unwrap_or(fresh),
            token: given,
            ..Self::default()
        }
    }
}

impl Session {
    /// Whether no backend knows this device's own visitor yet.
    pub(super) fn is_new(&self) -> bool {
        !self.returning
    }

    fn token_for(&self, purpose: Purpose) -> Option<&Secret> {
        match purpose {
            Purpose::Prove => self.unproved.as_ref(),
            _ => self.token.as_ref(),
        }
    }

    pub(super) fn is_known_as(&self, stored: Option<&Secret>) -> bool {
        match stored {
            Some(id) => self.visitor_id == *id,
            None => !self.returning,
        }
    }

    pub(super) fn become_known_as(&mut self, stored: Option<Secret>) {
        self.returning = stored.is_some();
        if let Some(id) = stored {
            self.visitor_id = id;
        }
    }
}

impl Chat {
    /// Performs the call `id` now or as soon as there is a token for it.
    pub(super) fn perform(&mut self, id: CallId) {
        if self.waits_to_begin(id) {
            return;
        }
        let Some(waiting) = self.calls.get_mut(id) else {
            return;
        };
        if !waiting.call.needs_token() || !self.options.can().sessions {
            let call = waiting.call.clone();
            self.order(Command::Call {
                id,
                call,
                token: None,
            });
        } else if let Some(token) = self.session.token_for(waiting.purpose) {
            waiting.token = Some(token.clone());
            let call = waiting.call.clone();
            let token = waiting.token.clone();
            self.order(Command::Call { id, call, token });
        } else {
            self.session.waiting.push(id);
            self.open_session(TokenReason::Missing);
        }
    }

    /// Takes `failure` if a new token may help: the call is repeated with it, once.
    pub(super) fn renew_session(&mut self, id: CallId, failure: &Failure) -> bool {
        let can_renew = self.is_known_by_device() || self.options.asks_for_token;
        let Some(refused) = self.calls.get_mut(id) else {
            return false;
        };
        let used = refused.token.take();
        let can_renew = can_renew && !refused.renewed && refused.purpose != Purpose::Prove;
        if failure.status() != Some(401) || used.is_none() || !can_renew {
            return false;
        }
        refused.renewed = true;
        if self.session.token == used {
            self.session.token = None;
        }
        if self.session.token.is_none() {
            self.session.waiting.push(id);
            self.open_session(TokenReason::Expired);
        } else {
            self.perform(id);
        }
        true
    }

    fn open_session(&mut self, reason: TokenReason) {
        if self.session.opening.is_some() {
            return;
        }
        if self.options.asks_for_token {
            let id = self.calls.next_id();
            self.session.opening = Some(id);
            self.order(Command::AskToken { id, reason });
        } else if self.is_known_by_device()
            && let Some(api_key) = self.options.api_key.clone()
        {
            let visitor_id = self.session.visitor_id.clone();
            // Before the request: other tabs are to be the same visitor from here on.
            if !self.session.returning {
                self.order(Command::KeepVisitor(Some(visitor_id.clone())));
            }
            let call = Call::Identify {
                api_key,
                visitor_id,
            };
            self.session.opening = Some(self.call(call, Purpose::Identify));
        } else {
            self.session_failed(&Failure::NoToken);
        }
    }

    pub(super) fn identified(&mut self, token: Secret, visitor: Profile) {
        self.session.profile = visitor;
        self.session.returning = true;
        self.session_opened(token);
    }

    pub(super) fn token_given(&mut self, id: CallId, token: Option<Secret>) {
        if self.session.opening != Some(id) {
            return;
        }
        match token {
            // Somebody else may be logged in by now: first it is made sure whose words go out.
            Some(token) if self.session.profile.id.is_some() => {
                self.abort(|purpose| purpose == Purpose::Verify);
                self.session.unproved = Some(token);
                self.session.opening = Some(self.call(Call::Verify, Purpose::Prove));
            }
            Some(token) => self.session_opened(token),
            None => self.session_failed(&Failure::NoToken),
        }
    }

    /// It is known whose the page's new token is.
    pub(super) fn proved(&mut self, visitor: Profile) {
        match self.session.unproved.take() {
            Some(token) if visitor.id == self.session.profile.id => {
                self.session.profile = visitor;
                self.session.verified = true;
                self.session_opened(token);
            }
            _ => self.forget(Device::default()),
        }
    }

    fn session_opened(&mut self, token: Secret) {
        self.session.token = Some(token);
        self.session.opening = None;
        for id in std::mem::take(&mut self.session.waiting) {
            self.perform(id);
        }
    }

    /// Nobody is let in: every call that waits fails without having been sent.
    pub(super) fn session_failed(&mut self, failure: &Failure) {
        self.session.opening = None;
        self.session.unproved = None;
        for id in std::mem::take(&mut self.session.waiting) {
            self.call_failed(id, failure, false);
        }
    }

    /// Verifies a token that the page gave, once, to learn whose it is.
    pub(super) fn verify(&mut self) {
        if self.is_named_by_page() && !self.session.verified {
            self.session.verified = true;
            self.call(Call::Verify, Purpose::Verify);
        }
    }

    pub(super) fn verified(&mut self, profile: Profile) {
        let resumed = self.back.resumes.is_some();
        self.recognise(profile.id.as_deref());
        self.session.profile = profile;
        if resumed && self.back.resumes.is_none() {
            self.look_for_own();
        }
    }

    pub(super) fn verify_failed(&mut self, failure: &Failure) {
        self.session.verified = false;
        if failure.status() == Some(401) || *failure == Failure::NoToken {
            self.complain(notice::from_failure(failure, self.online, None), failure);
        }
    }

    /// The visitor asked for a new session after the last one ended.
    pub(super) fn reconnect(&mut self) {
        self.session.token = self.options.token.clone();
        self.session.verified = false;
        self.verify();
        self.look_again();
        self.refresh();
        self.poll_soon();
        self.pump();
    }
}
