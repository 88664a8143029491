//! A panel that covers the page: what cannot be seen is not reached by keys either. Nothing of the
//! page's is touched for that, and what it shows over the panel keeps its keys.

use super::Runtime;
use js_sys::{Array, Function, Reflect};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

/// What Tab stops at.
const STOPS: &str = "a[href],button,input,textarea,[tabindex='0']";
/// What a page shows over everything.
const IN_FRONT: &str = "dialog,[popover],[role=dialog],[role=alertdialog]";

impl Runtime {
    /// Goes on to the next stop in the panel, or to the one before; whether it did.
    pub(super) fn go_round(&self, back: bool) -> bool {
        let inside = self.has_focus();
        let in_front = |it: Element| it.closest(IN_FRONT).is_ok_and(|it| it.is_some());
        if !inside && self.page_focus().is_some_and(|it| in_front(it.into())) {
            return false;
        }
        let stops = self.stops().unwrap_or_default();
        if back {
            stops.reverse();
        }
        let (mut first, mut passed) = (None, false);
        for stop in stops.iter() {
            let stop: HtmlElement = stop.unchecked_into();
            if stop.offset_width() == 0 {
                continue;
            }
            if passed {
                first = Some(stop);
                break;
            }
            passed = stop.matches(":focus").unwrap_or_default();
            first.get_or_insert(stop);
        }
        // Of what is no stop, the browser knows what is beside it.
        let next = first.filter(|_| passed || !inside);
        next.is_some_and(|next| {
            // Fails where the page has made everything else inert.
            let _ = next.focus();
            self.has_focus()
        })
    }

    /// The focus comes in from the page, so that the launcher gets it when the panel is hidden.
    pub(super) fn come_in(&self) -> bool {
        self.has_focus() || self.go_round(false)
    }

    /// One step back, wherever the focus is; whether there was one.
    pub(super) fn leave_cover(self: &Rc<Self>) -> bool {
        let inside = self.come_in();
        if inside {
            self.go_back();
        }
        inside
    }

    fn stops(&self) -> Option<Array> {
        let target: &Element = self.target.dyn_ref()?;
        let own = target.shadow_root();
        let place: &JsValue = own.as_ref().map_or(target, JsCast::unchecked_ref);
        let all = Reflect::get(place, &"querySelectorAll".into()).ok()?;
        let all = all.dyn_ref::<Function>()?.call1(place, &STOPS.into());
        Some(Array::from(&all.ok()?))
    }
}
