//! Scrolling: the end of the transcript is followed while the visitor is there, and never else.

use super::live;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use leptos::web_sys::{Element, ResizeObserver, ShadowRoot};

/// How near to the end counts as being there, in pixels.
const NEAR: i32 = 40;

/// Follows the end of what is in `scroller`.
#[derive(Clone, Copy)]
pub struct Follow {
    scroller: NodeRef<Div>,
    at_end: RwSignal<bool>,
    /// Where the visitor was before.
    top: StoredValue<i32>,
    /// What a reader sees first.
    place: StoredValue<Option<Place>, LocalStorage>,
}

/// Something in the transcript, how far below the top it stood, and how far the transcript was
/// scrolled then.
#[derive(Clone)]
struct Place {
    element: Element,
    below: f64,
    top: i32,
}

impl Follow {
    /// Watches `scroller`, and `content` in it, for changes of size.
    pub fn new(scroller: NodeRef<Div>, content: NodeRef<Div>) -> Self {
        let follow = Self {
            scroller,
            at_end: RwSignal::new(true),
            top: StoredValue::new(0),
            place: StoredValue::new_local(None),
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
        let place = (!at_end).then(|| Place::of(&it)).flatten();
        self.place.set_value(place);
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

    /// Something changed its size: whoever was at the end still is, and a reader sees what they saw.
    /// Word of what the visitor scrolled comes before this; where the transcript moves now, the
    /// browser moved it to make up for the change.
    fn keep(&self) {
        match self.at_end.try_get_untracked() {
            Some(true) => self.go_to_end(),
            Some(false) => self.go_back_to_place(),
            None => {}
        }
    }

    fn go_back_to_place(&self) {
        let place = self.place.get_value();
        let (Some(it), Some(place)) = (self.scroller.get_untracked(), place) else {
            return;
        };
        let moved = Place::below(&it, &place.element) - place.below;
        let same = it.scroll_top() == place.top && place.element.is_connected();
        if same && moved.abs() >= 1.0 {
            #[allow(clippy::cast_possible_truncation, reason = "pixels are few")]
            it.set_scroll_top(place.top + moved as i32);
        }
    }

    fn go_to_end(&self) {
        if let Some(it) = self.scroller.get_untracked() {
            it.set_scroll_top(it.scroll_height());
            self.top.set_value(it.scroll_top());
        }
    }
}

impl Place {
    /// What is seen first in `scroller`.
    fn of(scroller: &Element) -> Option<Self> {
        let root = scroller.get_root_node().dyn_into::<ShadowRoot>().ok()?;
        let seen = scroller.get_bounding_client_rect();
        let (across, down) = (seen.left() + seen.width() / 2.0, seen.top() + 2.0);
        #[allow(clippy::cast_possible_truncation, reason = "pixels are few")]
        let element = root.element_from_point(across as f32, down as f32)?;
        Some(Self {
            below: Self::below(scroller, &element),
            top: scroller.scroll_top(),
            element,
        })
    }

    fn below(scroller: &Element, element: &Element) -> f64 {
        element.get_bounding_client_rect().top() - scroller.get_bounding_client_rect().top()
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
