//! The calls that are under way, and what each of them is for.

use super::Chat;
use super::command::{CallId, Command, Refusal, Ticket};
use super::message::{Feedback, Key};
use crate::api::Call;
use crate::api::secret::Secret;

/// The calls that are under way.
#[derive(Debug, Default)]
pub(super) struct Calls {
    last: CallId,
    under_way: Vec<UnderWay>,
}

#[derive(Debug)]
pub(super) struct UnderWay {
    id: CallId,
    pub(super) call: Call,
    pub(super) purpose: Purpose,
    /// The token it was made with.
    pub(super) token: Option<Secret>,
    /// Whether it is being repeated with a new token, or must not be.
    pub(super) renewed: bool,
}

/// What a call is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A token.
    Identify,
    /// How the chat is to look.
    Looks,
    /// The visitor's name.
    Verify,
    /// Whether a new token of the page is still the same visitor's.
    Prove,
    /// The open conversation of an earlier visit.
    Find,
    /// That conversation.
    Load,
    /// The conversation that the page asked for, after the message with this key.
    Open(Ticket, Key),
    /// The visitor's conversations.
    List,
    /// The newest ones of them.
    Recent,
    /// The one that they chose, after the message with this key.
    Pick(Key),
    /// A new conversation for the message that waits.
    Start,
    /// A new conversation that the page asked for, after the message with this key.
    StartFor(Ticket, Key),
    /// A message's delivery and its answer.
    Send(Key),
    /// Whether a message has arrived.
    Check(Key),
    /// How the conversation stands, after a turn or a while; the count of turns at that time.
    Refresh(u32),
    /// The same, to find out what there is to be refreshed.
    Glance(u32),
    /// What the visitor thinks of a reply: what the backend is told, and what it held before.
    Rate(Key, Option<Feedback>, Option<Feedback>),
    /// The end of the conversation.
    Close,
}

impl Purpose {
    /// Whether it is to let the visitor in, whatever they see.
    pub(super) fn opens(self) -> bool {
        matches!(self, Self::Identify | Self::Verify | Self::Prove)
    }

    /// Whether it is to bring another conversation than the one on screen.
    pub(super) fn enters(self) -> bool {
        matches!(self, Self::Open(..) | Self::StartFor(..) | Self::Pick(_))
    }
}

impl Calls {
    pub(super) fn next_id(&mut self) -> CallId {
        self.last += 1;
        self.last
    }

    pub(super) fn get_mut(&mut self, id: CallId) -> Option<&mut UnderWay> {
        self.under_way.iter_mut().find(|call| call.id == id)
    }

    pub(super) fn purpose(&self, id: CallId) -> Option<Purpose> {
        let call = self.under_way.iter().find(|call| call.id == id);
        call.map(|call| call.purpose)
    }

    /// The call has done what it was for: it must not be made once more.
    pub(super) fn forbid_repeating(&mut self, id: CallId) {
        if let Some(call) = self.get_mut(id) {
            call.renewed = true;
        }
    }

    pub(super) fn remove(&mut self, id: CallId) -> Option<UnderWay> {
        let place = self.under_way.iter().position(|call| call.id == id)?;
        Some(self.under_way.swap_remove(place))
    }

    /// The conversation that is about to be on screen because the visitor chose it.
    pub(super) fn opening(&self) -> Option<&String> {
        self.under_way.iter().find_map(|it| match &it.call {
            Call::Fetch { conversation } if matches!(it.purpose, Purpose::Pick(_)) => {
                Some(conversation)
            }
            _ => None,
        })
    }

    pub(super) fn any(&self, matches: impl Fn(Purpose) -> bool) -> bool {
        self.under_way.iter().any(|call| matches(call.purpose))
    }
}

impl Chat {
    pub(super) fn call(&mut self, call: Call, purpose: Purpose) -> CallId {
        let id = self.calls.next_id();
        self.calls.under_way.push(UnderWay {
            id,
            call,
            purpose,
            token: None,
            renewed: false,
        });
        self.perform(id);
        id
    }

    /// Gives up every call whose purpose `matches`; the page is not left waiting for it.
    pub(super) fn abort(&mut self, matches: impl Fn(Purpose) -> bool) {
        let (dropped, kept) = std::mem::take(&mut self.calls.under_way)
            .into_iter()
            .partition(|call: &UnderWay| matches(call.purpose));
        self.calls.under_way = kept;
        for call in dropped {
            self.order(Command::Abort(call.id));
            if let Purpose::StartFor(ticket, _) | Purpose::Open(ticket, _) = call.purpose {
                let refusal = Refusal::new("CONVERSATION_LEFT", "Something else was asked for.");
                self.settle(Some(ticket), Err(refusal));
            }
        }
    }
}
