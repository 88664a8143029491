//! What the gallery's page calls: the names of the states, and a panel in one of them. To the loader
//! it is what the real panel is.

use crate::exhibits;
use crate::languages::words;
use crate::stage::{Stage, options, outside};
use inglenook::chat::event::Fact;
use inglenook::options::{Options, Theme};
use inglenook::runtime::Sheet;
use inglenook::ui;
use js_sys::Reflect;
use std::cell::RefCell;
use std::sync::Once;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ShadowRoot};

/// The names of the states that panels can be in.
#[wasm_bindgen(js_name = stateNames)]
#[must_use]
pub fn state_names() -> Vec<String> {
    let all = exhibits::all().into_iter();
    all.map(|exhibit| exhibit.name.to_owned()).collect()
}

/// A panel in the state of this name, for `target`, which is in the element's shadow root.
#[wasm_bindgen]
#[must_use]
pub fn raise(target: &HtmlElement, given: &JsValue, state: &str) -> Raised {
    static TELLING: Once = Once::new();
    TELLING.call_once(|| {
        std::panic::set_hook(Box::new(|panic| {
            web_sys::console::error_1(&panic.to_string().into());
        }));
    });
    let mut all = exhibits::all().into_iter();
    let exhibit = all
        .find(|it| it.name == state)
        .expect("a state that is known");
    let text = |name: &str| Reflect::get(given, &name.into()).unwrap().as_string();
    let wanted = Options {
        inline: text("mode").as_deref() == Some("inline"),
        at_start: text("position").map(|it| it == "bottom-left"),
        theme: match text("theme").as_deref() {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => Theme::Auto,
        },
        ..options()
    };
    let locale = text("locale").unwrap_or_else(|| "en".into());
    let root: ShadowRoot = target.get_root_node().unchecked_into();
    let document = target.owner_document().unwrap();
    let colours = Sheet::adopt(document.into(), &ui::colours());
    let words = words(&locale);
    let wanted = (exhibit.options)(wanted);
    let whole = target.clone().into();
    let stage = Stage::within(&root, target, whole, wanted, words, outside(&locale));
    stage.may_take_focus(false);
    (exhibit.build)(&stage);
    stage.may_take_focus(true);
    let styles = stage.store().peek(|chat| chat.styles(&|_| true));
    let dress = Sheet::adopt(root.into(), &styles.unwrap_or_default());
    let sheets = [colours, dress].into_iter().flatten().collect();
    Raised {
        stage: RefCell::new(Some((stage, sheets))),
    }
}

/// A panel of the gallery. It goes on: only what it asks of a backend is never answered.
#[wasm_bindgen]
pub struct Raised {
    stage: RefCell<Option<(Stage, Vec<Sheet>)>>,
}

#[wasm_bindgen]
impl Raised {
    pub fn show(&self) {
        self.tell(Fact::Shown);
    }

    pub fn hide(&self) {
        self.tell(Fact::Hidden);
    }

    pub fn toggle(&self) {
        self.tell(if self.shown() {
            Fact::Hidden
        } else {
            Fact::Shown
        });
    }

    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn shown(&self) -> bool {
        let stage = self.stage.borrow();
        let shown = stage
            .as_ref()
            .and_then(|(stage, _)| stage.store().peek(|chat| chat.shown()));
        shown.unwrap_or_default()
    }

    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn unread(&self) -> u32 {
        let stage = self.stage.borrow();
        let unread = stage
            .as_ref()
            .and_then(|(stage, _)| stage.store().peek(|chat| chat.unread()));
        unread.unwrap_or_default()
    }

    /// Options are those it was built with.
    pub fn configure(&self, _: &JsValue) {}

    pub fn destroy(&self) {
        self.stage.take();
    }

    fn tell(&self, fact: Fact) {
        if let Some((stage, _)) = &*self.stage.borrow() {
            stage.tell(fact);
        }
    }
}
