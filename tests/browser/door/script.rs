//! The page's script, and what the backend is told and was asked.

use inglenook::json::Json;
use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen(module = "/tests/browser/door/page.js")]
extern "C" {
    pub fn begin();
    pub fn end();
    fn requests() -> String;
    #[wasm_bindgen(js_name = consoleSaid)]
    fn console_said() -> Array;
    #[wasm_bindgen(js_name = wentUncaught)]
    pub fn went_uncaught() -> Array;
    /// So much can be seen, from this line of the screen on, and this large.
    pub fn see(height: f64, top: f64, scale: f64);
    pub fn pause(milliseconds: u32) -> Promise;
    #[wasm_bindgen(js_name = holdTimers)]
    pub fn hold_timers();
    #[wasm_bindgen(js_name = heldTimers)]
    fn held() -> Array;
    /// The held timers of this many milliseconds go off.
    #[wasm_bindgen(js_name = goOff)]
    pub fn go_off(milliseconds: u32);
    #[wasm_bindgen(js_name = stopClock)]
    pub fn stop_clock();
    /// How many milliseconds have been skipped since the clock was stopped.
    pub fn clock() -> f64;
    #[wasm_bindgen(js_name = passTime)]
    pub fn pass_time(until: f64) -> bool;
    pub fn breath() -> Promise;
    #[wasm_bindgen(js_name = serveBy)]
    pub fn serve_by(act: &JsValue);
    #[wasm_bindgen(js_name = underWay)]
    pub fn under_way() -> i32;
    #[wasm_bindgen(js_name = leaveTab)]
    pub fn leave_tab();
    #[wasm_bindgen(js_name = stopFrames)]
    pub fn stop_frames();
    pub fn listen(target: &HtmlElement) -> JsValue;
    #[wasm_bindgen(js_name = tell)]
    fn tell_with(part: &str, status: u16, body: &str, headers: &str);
    #[wasm_bindgen(js_name = tellSilence)]
    pub fn tell_silence(part: &str);
    #[wasm_bindgen(js_name = tellThrow)]
    pub fn tell_throw(part: &str, value: &JsValue);
    #[wasm_bindgen(js_name = tellReject)]
    pub fn tell_reject(part: &str, value: &JsValue);
    #[wasm_bindgen(js_name = tellValue)]
    pub fn tell_value(part: &str, value: &JsValue);

    pub type Feed;
    #[wasm_bindgen(constructor)]
    pub fn new(part: &str, deaf: bool) -> Feed;
    #[wasm_bindgen(method, js_name = send)]
    pub fn send_bytes(this: &Feed, bytes: &Uint8Array);
    #[wasm_bindgen(method)]
    pub fn end(this: &Feed);
    #[wasm_bindgen(method)]
    pub fn fail(this: &Feed);
    #[wasm_bindgen(method, getter)]
    pub fn cancelled(this: &Feed) -> bool;
}

/// The next request whose `METHOD path` holds `part` is answered with this.
pub fn tell(part: &str, status: u16, body: &str) {
    tell_with(part, status, body, "{}");
}

/// As a backend that reports an error.
pub fn refuse(part: &str, status: u16, code: &str) {
    tell(part, status, &format!(r#"{{"error":{{"code":"{code}"}}}}"#));
}

/// `METHOD path` of the requests so far.
pub fn asked() -> Vec<String> {
    let requests = all_requests();
    let line = |it: &Json| format!("{} {}", field(it, "method"), field(it, "path"));
    requests.list().iter().map(line).collect()
}

/// The last request whose `METHOD path` holds `part`.
pub fn request(part: &str) -> Json {
    let requests = all_requests();
    let is_it =
        |it: &&Json| format!("{} {}", field(it, "method"), field(it, "path")).contains(part);
    requests.list().iter().rfind(is_it).cloned().unwrap()
}

fn all_requests() -> Json {
    Json::read(&requests()).unwrap()
}

pub fn field(json: &Json, name: &str) -> String {
    json.get(name).text().unwrap_or_default().to_owned()
}

/// What the console said since this was last asked.
pub fn said() -> Vec<String> {
    let said = console_said();
    said.iter().filter_map(|it| it.as_string()).collect()
}

/// The timers that wait for [`go_off`], in milliseconds.
pub fn held_timers() -> Vec<u32> {
    let numbers = held();
    let numbers = numbers.iter().filter_map(|it| it.as_f64());
    numbers.map(|it| it as u32).collect()
}

impl Feed {
    pub fn send(&self, text: &str) {
        self.send_bytes(&Uint8Array::from(text.as_bytes()));
    }

    /// Sends one chunk of a UI message stream.
    pub fn chunk(&self, json: &str) {
        self.send(&format!("data: {json}\n\n"));
    }

    /// Begins an answer with these words.
    pub fn say(&self, text: &str) {
        self.chunk(r#"{"type":"text-start","id":"t"}"#);
        self.chunk(&format!(
            r#"{{"type":"text-delta","id":"t","delta":"{text}"}}"#
        ));
    }
}
