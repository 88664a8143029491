//! The visitor, and what the page and other tabs say about them.

use super::world::World;
use crate::api::secret::Secret;
use crate::chat::event::Fact;
use crate::chat::tests::harness::*;

impl World {
    pub fn configure(&mut self, which: u8) {
        match which {
            0 => self.options.heading = Some("Other".into()),
            1 => self.options.no_streaming = !self.options.no_streaming,
            _ => {
                self.options.api_key = Some(Secret::new("pk_2"));
                self.options.api_url = Some(format!("/{}", self.next()));
            }
        }
        let same = self.story.chat.options().same_identity(&self.options);
        if !same {
            self.stored = None;
            self.forgets();
        }
        self.story.fact(Fact::Configured {
            options: Box::new(self.options.clone()),
            device: new_device(),
        });
    }

    /// Another tab has become a visitor, or forgotten the one there was.
    pub fn visitor_stored(&mut self, which: u8) {
        self.stored = (which > 0).then(|| Secret::new(format!("visitor {which}")));
        let chat = &self.story.chat;
        let known = chat.session.is_known_as(self.stored.as_ref());
        if chat.is_known_by_device() && !chat.session.is_new() && !known {
            self.forgets();
        }
        self.story.fact(Fact::VisitorStored {
            stored: self.stored.clone(),
            fresh: Secret::new("fresh"),
        });
    }
}
