//! Values for the page: events, errors, answers.

use crate::api::client::to_js;
use crate::chat::command::{HostEvent, Refusal};
use crate::json::Json;
use js_sys::{Error, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, EventTarget};

/// Dispatches `event` on `target`, from where it rises to the page.
pub fn emit(target: &EventTarget, event: HostEvent) {
    let (name, detail) = describe(event);
    dispatch(target, name, &detail);
}

/// Tells the page of an error of the widget itself.
pub fn emit_error(target: &EventTarget, code: &str) {
    let detail = Json::object([("code", code.into())]);
    dispatch(target, "inglenook-error", &detail);
}

/// `{id}`.
pub fn with_id(id: &str) -> JsValue {
    to_js(&Json::object([("id", id.into())]))
}

/// An `Error` with a `code`.
pub fn error(refusal: &Refusal) -> JsValue {
    let error = Error::new(&refusal.message);
    let _ = Reflect::set(&error, &"code".into(), &refusal.code.as_str().into());
    error.into()
}

/// Why nothing can be asked of a widget that is gone.
#[must_use]
pub fn destroyed() -> Refusal {
    Refusal::new("DESTROYED", "The chat was removed from the page.")
}

/// Why nothing becomes of what was asked of the widget before its visitor was forgotten.
#[must_use]
pub fn forgotten() -> Refusal {
    Refusal::new("RESET", "The visitor was forgotten.")
}

/// Why a widget whose rest did not come cannot do it.
#[must_use]
pub fn not_loaded() -> Refusal {
    Refusal::new("LOAD_FAILED", "The chat could not be loaded.")
}

/// Why nothing can be asked of a widget that has broken down.
#[must_use]
pub fn panicked() -> Refusal {
    Refusal::new("PANIC", "The chat has broken down.")
}

fn dispatch(target: &EventTarget, name: &str, detail: &Json) {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(&to_js(detail));
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        let _ = target.dispatch_event(&event);
    }
}

fn describe(event: HostEvent) -> (&'static str, Json) {
    match event {
        HostEvent::Show => ("inglenook-show", Json::Null),
        HostEvent::Hide => ("inglenook-hide", Json::Null),
        HostEvent::ConversationStart { id } => (
            "inglenook-conversation-start",
            Json::object([("id", id.into())]),
        ),
        HostEvent::ConversationClose { id, reason } => (
            "inglenook-conversation-close",
            Json::Object(vec![
                ("id".into(), id.into()),
                ("reason".into(), reason.into()),
            ]),
        ),
        HostEvent::Message {
            message,
            conversation,
        } => (
            "inglenook-message",
            Json::object([
                ("id", message.id.into()),
                ("role", message.role.into()),
                ("text", message.text.into()),
                ("conversationId", conversation.into()),
            ]),
        ),
        HostEvent::Unread(count) => (
            "inglenook-unread",
            Json::object([("count", f64::from(count).into())]),
        ),
        HostEvent::Handoff { agent, to } => {
            let mut detail = vec![("agent".into(), agent.into())];
            for (name, value) in [("destination", to.destination), ("reason", to.reason)] {
                detail.extend(value.map(|value| (name.into(), value.into())));
            }
            ("inglenook-handoff", Json::Object(detail))
        }
        HostEvent::Error {
            code,
            status,
            retry_after,
            details,
        } => (
            "inglenook-error",
            Json::object([
                ("code", code.into()),
                ("status", status.map(f64::from).into()),
                ("retryAfter", retry_after.map(f64::from).into()),
                ("details", details),
            ]),
        ),
    }
}
