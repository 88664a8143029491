//! One panel on the page: built, and taken away without a trace.

use super::language::{Speech, Wanted};
use super::{crash, events, given};
use crate::chat::event::Fact;
use crate::runtime::{Runtime, Sheet};
use crate::text::Text;
use crate::ui;
use leptos::mount::mount_to_renderer;
use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode};

/// What is left of it after its end is an empty shell.
pub struct Panel {
    alive: RefCell<Option<Alive>>,
    /// What was wrong with the options.
    told: given::Told,
    pub(super) speech: RefCell<Speech>,
}

/// Dropped in this order: the view, then what it reads.
struct Alive {
    view: View,
    runtime: Rc<Runtime>,
    place: Place,
}

/// Shared, because the page may act while it is replaced.
type View = Rc<RefCell<Option<Box<dyn Any>>>>;

/// Where a panel stands. Dropping it removes everything that was put there.
struct Place {
    node: HtmlElement,
    _sheet: Sheet,
    /// Without it colours are the same, and slower.
    _colours: Option<Sheet>,
}

impl Panel {
    /// Builds a panel inside `target`.
    pub fn build(target: &JsValue, options: &JsValue) -> Result<Rc<Self>, JsError> {
        let target: &HtmlElement = target
            .dyn_ref()
            .ok_or_else(|| JsError::new("inglenook: the target must be an HTMLElement."))?;
        let place = Place::inside(target)?;
        let told = given::Told::default();
        let (options, get_token) = given::options(options, &told);
        let shown = options.open || options.inline;
        let wanted = Wanted::of(&options);
        let runtime = Runtime::new(options, get_token, target.clone().into());
        let panel = Rc::new(Self {
            alive: RefCell::new(Some(Alive {
                view: View::default(),
                runtime: Rc::clone(&runtime),
                place,
            })),
            told,
            speech: RefCell::default(),
        });
        crash::register(&panel);
        panel.speak(wanted);
        if shown {
            runtime.show_quietly();
        } else {
            runtime.dispatch(Fact::Ready);
        }
        Ok(panel)
    }

    /// Draws the panel with these words, in place of what was drawn before.
    pub fn draw(&self, text: Text, locale: String) {
        let parts = self.alive.borrow().as_ref().map(|alive| {
            let (view, runtime) = (Rc::clone(&alive.view), Rc::clone(&alive.runtime));
            (view, runtime, alive.place.node.clone())
        });
        let Some((slot, runtime, node)) = parts else {
            return;
        };
        let store = runtime.store;
        if let Some(before) = slot.take() {
            runtime.look_after_focus();
            drop(before);
            store.forget_focus();
        }
        // The page may have removed the panel because the focus left it.
        if self.is_there() {
            let outside = runtime.outside(locale);
            let view =
                runtime.own(|| mount_to_renderer(&node, move || ui::panel(store, text, outside)));
            slot.replace(Some(Box::new(view)));
        }
    }

    /// The hands of the panel, as long as it is there.
    pub fn runtime(&self) -> Option<Rc<Runtime>> {
        let alive = self.alive.try_borrow().ok()?;
        Some(Rc::clone(&alive.as_ref()?.runtime))
    }

    pub fn is_there(&self) -> bool {
        self.alive.borrow().is_some()
    }

    pub fn configure(self: &Rc<Self>, options: &JsValue) {
        if let Some(runtime) = self.runtime() {
            let (options, get_token) = given::options(options, &self.told);
            let wanted = Wanted::of(&options);
            runtime.configure(options, get_token);
            self.speak(wanted);
        }
    }

    pub fn destroy(&self) {
        self.fall_silent();
        if let Some(alive) = self.alive.take() {
            // The page may be in the middle of an event of this very panel.
            alive.runtime.halt(&events::destroyed());
        }
    }

    /// After a panic: nothing runs any more, and the panel says so.
    pub fn crash(&self) {
        let (Some(runtime), Some(node)) = (self.runtime(), self.node()) else {
            return;
        };
        runtime.halt(&events::panicked());
        self.fall_silent();
        let text = self.speech.try_borrow().map(|it| it.text.clone());
        let _ = crash::replace(&node, &text.unwrap_or_default());
        events::emit_error(&node, "PANIC");
    }

    /// What a crash left, once there was one.
    pub fn remains(&self) -> Option<HtmlElement> {
        let found = self.node()?.query_selector(".crash").ok()?;
        found?.dyn_into().ok()
    }

    fn node(&self) -> Option<HtmlElement> {
        let alive = self.alive.try_borrow().ok()?;
        Some(alive.as_ref()?.place.node.clone())
    }
}

impl Place {
    /// A place in the root that `target` is in, or in one that it gets.
    fn inside(target: &HtmlElement) -> Result<Self, JsError> {
        let unfit = |_| JsError::new("inglenook: this element cannot hold a chat.");
        let document = target
            .owner_document()
            .ok_or(JsValue::NULL)
            .map_err(unfit)?;
        let node = document.create_element("div").map_err(unfit)?;
        let around = target.get_root_node().dyn_into::<ShadowRoot>().ok();
        let root = match around.clone().or_else(|| target.shadow_root()) {
            Some(root) => root,
            None => {
                let init = ShadowRootInit::new(ShadowRootMode::Open);
                target.attach_shadow(&init).map_err(unfit)?
            }
        };
        let place = Self {
            _sheet: Sheet::adopt(root.clone().into(), ui::STYLES).map_err(unfit)?,
            _colours: Sheet::adopt(document.into(), &ui::colours()).ok(),
            node: node.unchecked_into(),
        };
        match around {
            Some(_) => target.append_child(&place.node),
            None => root.append_child(&place.node),
        }
        .map_err(unfit)?;
        Ok(place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.node.remove();
    }
}
