//! Strict pages: nothing is built by parsing markup, nothing carries styles of its own.

use crate::harness::{Stage, frame, options};
use crate::states;
use inglenook::chat::event::Fact;
use inglenook::options::Options;
use js_sys::{Object, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_test::wasm_bindgen_test;

/// Counts assignments of markup to elements until it is dropped.
struct Watch {
    prototype: Object,
    before: JsValue,
    count: Rc<Cell<u32>>,
    _setter: Closure<dyn FnMut(JsValue)>,
}

const MARKUP: &str = "innerHTML";

impl Watch {
    fn new() -> Self {
        let element = Reflect::get(&js_sys::global(), &"Element".into()).unwrap();
        let prototype: Object = Reflect::get(&element, &"prototype".into()).unwrap().into();
        let before = Reflect::get_own_property_descriptor(&prototype, &MARKUP.into()).unwrap();
        let count = Rc::new(Cell::new(0));
        let counted = Rc::clone(&count);
        let setter = Closure::<dyn FnMut(JsValue)>::new(move |_| counted.set(counted.get() + 1));
        let watched = Object::new();
        Reflect::set(&watched, &"set".into(), setter.as_ref()).unwrap();
        Reflect::set(&watched, &"configurable".into(), &true.into()).unwrap();
        Reflect::define_property(&prototype, &MARKUP.into(), &watched).unwrap();
        Self {
            prototype,
            before,
            count,
            _setter: setter,
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let before = Object::from(self.before.clone());
        Reflect::define_property(&self.prototype, &MARKUP.into(), &before).unwrap();
    }
}

#[wasm_bindgen_test]
async fn no_state_of_any_view_parses_markup_or_carries_styles() {
    type State = fn(&Stage);
    let all: [(&str, State); 12] = [
        ("home", states::home),
        ("loading", states::loading),
        ("closed", |stage| states::closed(stage, Some("Done"))),
        ("sending", |stage| states::sending(stage, "Hello")),
        ("rate limit", |stage| refused(stage, 429)),
        ("busy", |stage| refused(stage, 503)),
        ("gone", |stage| refused(stage, 404)),
        ("invalid", |stage| refused(stage, 400)),
        ("offline", |stage| {
            states::home(stage);
            stage.tell(Fact::Online(false));
        }),
        ("close form", |stage| {
            states::sending(stage, "Hello");
            stage.tell(Fact::CloseAsked);
            stage.tell(Fact::ReasonDrafted("x".repeat(300)));
        }),
        ("person", |stage| {
            let mut handled = states::conversation();
            handled.human_handled = true;
            handled.human_agent = Some(states::agent());
            states::resumed(stage, handled, states::exchange("Hi", "Hello"));
        }),
        ("reply", |stage| {
            let text = "# A\n\n| a |\n|--|\n| 1 |\n\n```x\ny\n```\n\n- [ ] z ![i](https://a.example/i.png)";
            states::resumed(stage, states::conversation(), states::exchange("Hi", text));
        }),
    ];
    for (name, state) in all {
        let watch = Watch::new();
        let stage = Stage::new(Options {
            suggestions: vec!["A".into()],
            close_reasons: vec!["B".into()],
            ..options()
        });
        state(&stage);
        frame().await;
        frame().await;
        assert_eq!(watch.count.get(), 0, "{name} parses markup");
        assert_eq!(
            stage.count("[style], style, link, script"),
            0,
            "{name} has styles"
        );
        assert!(stage.words().len() > 20, "{name} shows something");
    }
}

fn refused(stage: &Stage, status: u16) {
    states::sending(stage, "Hello");
    states::refuse(stage, status, Some(5));
}
