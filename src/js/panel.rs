//! One panel on the page: built, and taken away without a trace.

use super::{crash, events, given};
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
}

/// Dropped in this order: the view, then what it reads.
struct Alive {
    _view: Box<dyn Any>,
    runtime: Rc<Runtime>,
    place: Place,
}

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
        let runtime = Runtime::new(options, get_token, target.clone().into());
        let (store, outside) = (runtime.store, runtime.outside());
        let node = place.node.clone();
        let view = runtime
            .own(|| mount_to_renderer(&node, move || ui::panel(store, Text::default(), outside)));
        let panel = Rc::new(Self {
            alive: RefCell::new(Some(Alive {
                _view: Box::new(view),
                runtime: Rc::clone(&runtime),
                place,
            })),
            told,
        });
        crash::register(&panel);
        if shown {
            runtime.show_quietly();
        }
        Ok(panel)
    }

    /// The hands of the panel, as long as it is there.
    pub fn runtime(&self) -> Option<Rc<Runtime>> {
        let alive = self.alive.try_borrow().ok()?;
        Some(Rc::clone(&alive.as_ref()?.runtime))
    }

    pub fn is_there(&self) -> bool {
        self.alive.borrow().is_some()
    }

    pub fn configure(&self, options: &JsValue) {
        if let Some(runtime) = self.runtime() {
            let (options, get_token) = given::options(options, &self.told);
            runtime.configure(options, get_token);
        }
    }

    pub fn destroy(&self) {
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
        let _ = crash::replace(&node);
        events::emit_panic(&node);
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
