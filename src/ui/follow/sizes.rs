//! Watching sizes.

use js_sys::Array;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use leptos::web_sys::{Element, ResizeObserver, ResizeObserverEntry};

/// Watches sizes until it is dropped.
pub struct Sizes {
    observer: ResizeObserver,
    _changed: Closure<dyn FnMut(Array)>,
}

impl Sizes {
    /// Tells of elements that changed, and how high they are now.
    pub fn new(mut changed: impl FnMut(Vec<(Element, f64)>) + 'static) -> Option<Self> {
        let changed = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
            let entries = entries.iter().map(JsCast::unchecked_into);
            let sizes = entries
                .map(|entry: ResizeObserverEntry| (entry.target(), entry.content_rect().height()));
            changed(sizes.collect());
        });
        let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok()?;
        Some(Self {
            observer,
            _changed: changed,
        })
    }

    /// For watching more.
    pub fn observer(&self) -> ResizeObserver {
        self.observer.clone()
    }
}

impl Drop for Sizes {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
