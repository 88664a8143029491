//! Other tabs of this browser: hints go to them and come from them. Where browsers or pages keep
//! them apart, each tab looks for itself.

use crate::chat::tabs::Hint;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

/// A line to other tabs, open until it is dropped.
pub struct Tabs {
    channel: BroadcastChannel,
    _heard: Closure<dyn FnMut(MessageEvent)>,
}

impl Tabs {
    /// Opens the line called `name` and hears what comes over it.
    pub fn open(name: &str, hear: impl Fn(Hint) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let text = event.data().as_string();
            if let Some(hint) = text.as_deref().and_then(Hint::read) {
                hear(hint);
            }
        });
        channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        Some(Self {
            channel,
            _heard: heard,
        })
    }

    /// Tells the others.
    pub fn tell(&self, hint: &Hint) {
        let _ = self.channel.post_message(&hint.to_text().into());
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        self.channel.set_onmessage(None);
        self.channel.close();
    }
}
