//! What the page does.

use super::{Story, here, new_device};
use crate::api::secret::Secret;
use crate::chat::command::Ticket;
use crate::chat::event::{CloseOrder, Fact, MessageRef};
use crate::chat::{Device, Onward, Seen};
use crate::options::Options;

impl Story {
    /// The next page of the same tab; the visitor has been here before.
    pub fn next_page(&self, options: Options) -> Self {
        let device = Device {
            stored: Some(Secret::new("new-device")),
            kept: self.kept.clone(),
            carried: self.carried.clone(),
            seen: Seen::read(&self.seen),
            waits: self.kept_shown == Some(Onward::Waiting),
            ..new_device()
        };
        let mut next = Self::of(options, device, true);
        next.now = self.now;
        next.server.clone_from(&self.server);
        next.conversation.clone_from(&self.conversation);
        next.kept.clone_from(&self.kept);
        next.carried.clone_from(&self.carried);
        next.kept_shown = self.kept_shown;
        next.seen.clone_from(&self.seen);
        next
    }

    pub fn ticket(&mut self) -> Ticket {
        self.last_ticket += 1;
        self.last_ticket
    }

    /// Answers what the page was asked last.
    pub fn page_gives(&mut self, token: &str) -> &mut Self {
        let (id, _) = *self.asked.last().unwrap();
        self.fact(Fact::TokenGiven(id, Some(Secret::new(token))))
    }

    pub fn page_sends(&mut self, text: &str) -> Ticket {
        let ticket = self.ticket();
        self.fact(Fact::Submitted {
            text: text.into(),
            page: here(),
            ticket: Some(ticket),
        });
        ticket
    }

    pub fn page_opens(&mut self, id: &str) -> Ticket {
        let ticket = self.ticket();
        self.fact(Fact::OpenAsked {
            id: id.into(),
            ticket,
        });
        ticket
    }

    pub fn page_starts(&mut self) -> Ticket {
        let ticket = self.ticket();
        self.fact(Fact::StartAsked {
            page_url: None,
            ticket,
        });
        ticket
    }

    pub fn page_closes(&mut self, reason: &str) -> Ticket {
        let ticket = self.ticket();
        let reason = Some(reason.into());
        self.fact(Fact::CloseConfirmed(Some(CloseOrder { reason, ticket })));
        ticket
    }

    pub fn page_retries(&mut self, id: &str) -> Ticket {
        let ticket = self.ticket();
        self.fact(Fact::RetryAsked(MessageRef::Id(id.into()), Some(ticket)));
        ticket
    }
}
