//! Scrolling: the end of the transcript is followed while the visitor is there, and never else.

use super::live;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use leptos::web_sys::{Element, ResizeObserver};

/// How near to the end counts as being there, in pixels.
const NEAR: i32 = 40;

/// Follows the end of what is in `scroller`.
#[derive(Clone, Copy)]
pub struct Follow {
    scroller: NodeRef<Div>,
    at_end: RwSignal<bool>,
    /// Where the visitor was before.
    top: StoredValue<i32>,
}

impl Follow {
    /// Watches `scroller`, and `content` in it, for changes of size.
    pub fn new(scroller: NodeRef<Div>, content: NodeRef<Div>) -> Self {
        let follow = Self {
            scroller,
            at_end: RwSignal::new(true),
            top: StoredValue::new(0),
        };
        let watch = StoredValue::new_local(None::<Watch>);
        live::watch(move || {
            if let (Some(scroller), Some(content)) = (scroller.get(), content.get()) {
                watch.set_value(Watch::over(&[&scroller, &content], move || follow.keep()));
            }
        });
        on_cleanup(move || watch.set_value(None));
        follow
    }

    /// Whether the visitor is at the end.
    pub fn at_end(&self) -> ReadSignal<bool> {
        self.at_end.read_only()
    }

    /// The visitor scrolled, or the transcript did. Only going upwards leaves the end: what comes in
    /// between a scroll to the end and the word of it makes the end go away.
    pub fn scrolled(&self) {
        let Some(it) = self.scroller.get_untracked() else {
            return;
        };
        let top = it.scroll_top();
        let near = it.scroll_height() - it.client_height() - top <= NEAR;
        let upwards = top < self.top.get_value();
        self.top.set_value(top);
        let at_end = near || (self.at_end.get_untracked() && !upwards);
        if self.at_end.get_untracked() != at_end {
            self.at_end.set(at_end);
        }
    }

    /// Whether the visitor is about to see the first message that is drawn.
    pub fn is_near_start(&self) -> bool {
        self.scroller
            .get_untracked()
            .is_some_and(|it| it.scroll_top() < it.client_height())
    }

    /// Lets something draw more before what is seen, which stays where it is.
    pub fn hold(&self, draw: impl FnOnce()) {
        let Some(it) = self.scroller.get_untracked() else {
            return;
        };
        let below = it.scroll_height() - it.scroll_top();
        draw();
        spawn_local(async move {
            tick().await;
            it.set_scroll_top(it.scroll_height() - below);
        });
    }

    /// Goes to the end and stays there.
    pub fn jump(&self) {
        self.at_end.set(true);
        self.go_to_end();
    }

    /// Something changed its size: whoever was at the end still is. The visitor may have scrolled
    /// meanwhile without word of it.
    fn keep(&self) {
        if self.at_end.try_get_untracked().is_some() {
            self.scrolled();
            if self.at_end.get_untracked() {
                self.go_to_end();
            }
        }
    }

    fn go_to_end(&self) {
        if let Some(it) = self.scroller.get_untracked() {
            it.set_scroll_top(it.scroll_height());
            self.top.set_value(it.scroll_top());
        }
    }
}

/// Watches sizes until it is dropped.
struct Watch {
    observer: ResizeObserver,
    _changed: Closure<dyn FnMut()>,
}

impl Watch {
    fn over(elements: &[&Element], changed: impl FnMut() + 'static) -> Option<Self> {
        let changed = Closure::<dyn FnMut()>::new(changed);
        let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok()?;
        for element in elements {
            observer.observe(element);
        }
        Some(Self {
            observer,
            _changed: changed,
        })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
