//! The page around the widget, and what a page developer does on it.

pub use super::script::field;
use super::script::{begin, end, listen, pause, said, went_uncaught};
use inglenook::api::client;
use inglenook::js::{self, Widget};
use inglenook::json::Json;
use js_sys::{JSON, Object, Promise, Reflect};
use std::rc::Rc;
use std::sync::Once;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, HtmlElement, ShadowRoot};

/// How often a condition is looked at, 5 ms apart.
const PATIENCE: u32 = 3000;

/// A widget on a page. Dropping it checks that nothing went wrong that the test does not know of.
pub struct Door {
    pub target: HtmlElement,
    pub widget: Rc<Widget>,
    seen: JsValue,
}

impl Door {
    /// A widget with a token, and these options.
    pub fn open(options: &[(&str, JsValue)]) -> Self {
        begin();
        Self::another(options)
    }

    /// One more widget on the same page.
    pub fn another(options: &[(&str, JsValue)]) -> Self {
        Self::on(&element("div"), options)
    }

    /// A widget on this element.
    pub fn on(target: &HtmlElement, options: &[(&str, JsValue)]) -> Self {
        let seen = listen(target);
        let widget = mount(target, &with_token(options)).unwrap_or_else(|_| panic!("not mounted"));
        Self {
            target: target.clone(),
            widget: Rc::new(widget),
            seen,
        }
    }

    /// Reconfigures it.
    pub fn configure(&self, options: &[(&str, JsValue)]) {
        self.widget.configure(&with_token(options));
    }

    pub fn root(&self) -> ShadowRoot {
        let around = self.target.get_root_node().dyn_into().ok();
        around.unwrap_or_else(|| self.target.shadow_root().unwrap())
    }

    pub fn css(&self, selector: &str) -> Option<HtmlElement> {
        let found = self.root().query_selector(selector).unwrap();
        found.map(JsCast::unchecked_into)
    }

    /// All that is in the panel.
    pub fn words(&self) -> String {
        let panel = self.css(".panel");
        panel.and_then(|it| it.text_content()).unwrap_or_default()
    }

    /// Waits until the panel says `words`.
    pub async fn see(&self, words: &str) {
        until(words, || self.words().contains(words)).await;
    }

    /// The events so far, as `name detail`.
    pub fn seen(&self) -> Vec<String> {
        let seen = json(&self.seen);
        let events = seen.list().iter();
        let name = |event: &Json| event.get("name").text().unwrap().to_owned();
        events
            .map(|event| {
                assert!(event.get("rises").is_true(), "it leaves shadow roots");
                format!("{} {}", name(event), written(event.get("detail")))
            })
            .collect()
    }

    pub async fn saw(&self, event: &str) {
        until(event, || self.seen().iter().any(|it| it.contains(event))).await;
    }

    /// Sends a message and waits for the answer.
    pub async fn talk(&self) {
        let sent = self.widget.send(&"Hello".into());
        assert!(settled(sent).await.is_ok());
        self.saw("\"text\":\"Yes.\"").await;
    }

    pub fn snapshot(&self) -> Json {
        json(&self.widget.conversation())
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        self.widget.destroy();
        self.target.remove();
        let uncaught = went_uncaught();
        assert_eq!(uncaught.length(), 0, "uncaught: {uncaught:?}");
        let said = said();
        assert!(said.is_empty(), "on the console: {said:?}");
        end();
    }
}

/// Mounts, and keeps the hook that tells why a test has failed.
pub fn mount(target: &JsValue, options: &JsValue) -> Result<Widget, JsError> {
    static FIRST: Once = Once::new();
    let mut hook = None;
    // A test that failed has left this thread panicking for ever.
    FIRST.call_once(|| hook = (!std::thread::panicking()).then(std::panic::take_hook));
    let mounted = js::mount(target, options);
    if let Some(hook) = hook {
        std::panic::set_hook(hook);
    }
    mounted
}

/// An element at the end of the page.
pub fn element(name: &str) -> HtmlElement {
    let document = document();
    let element = document.create_element(name).unwrap();
    document.body().unwrap().append_child(&element).unwrap();
    element.unchecked_into()
}

pub fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// A plain object.
pub fn object(fields: &[(&str, JsValue)]) -> JsValue {
    assign(&Object::new(), fields)
}

pub fn with_token(options: &[(&str, JsValue)]) -> JsValue {
    let mut all = vec![("apiUrl", "https://api.example.test/v2".into())];
    let credentials = ["token", "apiKey", "getToken"];
    if !options.iter().any(|(name, _)| credentials.contains(name)) {
        all.push(("token", "secret-token".into()));
    }
    all.extend(options.iter().cloned());
    object(&all)
}

/// Runs `act` with every such event.
pub fn on(target: &HtmlElement, event: &str, act: impl FnMut() + 'static) {
    let listener = Closure::<dyn FnMut()>::new(act).into_js_value();
    target
        .add_event_listener_with_callback(event, listener.unchecked_ref())
        .unwrap();
}

/// A function of the page.
pub fn function(act: impl FnMut(JsValue) -> Result<JsValue, JsValue> + 'static) -> JsValue {
    Closure::<dyn FnMut(JsValue) -> Result<JsValue, JsValue>>::new(act).into_js_value()
}

/// A getter that throws.
pub fn throwing_getter(object: &JsValue, name: &str) {
    let throw = function(|_| Err("a trap".into()));
    let descriptor = self::object(&[("get", throw)]);
    Reflect::define_property(
        object.unchecked_ref::<Object>(),
        &name.into(),
        descriptor.unchecked_ref(),
    )
    .unwrap();
}

/// Something that `JSON.stringify` can write.
pub fn json(value: &JsValue) -> Json {
    let text = JSON::stringify(value).unwrap();
    Json::read(&String::from(text)).unwrap()
}

pub fn written(value: &Json) -> String {
    JSON::stringify(&client::to_js(value)).unwrap().into()
}

/// What a promise came to: its value as JSON, or the `code` of its error.
pub async fn settled(promise: Promise) -> Result<String, String> {
    match JsFuture::from(promise).await {
        Ok(value) if value.is_undefined() => Ok(String::new()),
        Ok(value) => Ok(written(&json(&value))),
        Err(error) => {
            assert!(error.is_instance_of::<js_sys::Error>());
            let code = Reflect::get(&error, &"code".into()).unwrap();
            Err(code.as_string().unwrap())
        }
    }
}

/// Waits until something is so.
pub async fn until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..PATIENCE {
        if holds() {
            return;
        }
        wait(5).await;
    }
    panic!("it never came: {what}");
}

/// Lets everything happen that is due; for what must not happen.
pub async fn rest() {
    wait(60).await;
}

async fn wait(milliseconds: u32) {
    JsFuture::from(pause(milliseconds)).await.unwrap();
}

/// `object` with these fields as well.
pub fn assign(object: &JsValue, fields: &[(&str, JsValue)]) -> JsValue {
    for (name, value) in fields {
        Reflect::set(object, &(*name).into(), value).unwrap();
    }
    object.clone()
}
