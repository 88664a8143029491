//! What survives a reload: one random id, wherever it can be kept.

use super::page::{Door, assign, field, function, object, on, settled, with_token};
use super::script::{begin, request};
use inglenook::json::Json;
use js_sys::{Object, Reflect};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Storage;

fn storage() -> Storage {
    web_sys::window().unwrap().local_storage().unwrap().unwrap()
}

/// What is kept of visitors, and where.
fn kept() -> Vec<(String, String)> {
    let mut all = all_kept();
    all.retain(|(key, _)| !key.starts_with("inglenook:mark:"));
    all
}

fn all_kept() -> Vec<(String, String)> {
    let storage = storage();
    let keys = (0..storage.length().unwrap()).filter_map(|at| storage.key(at).unwrap());
    let ours = keys.filter(|key| key.starts_with("inglenook:"));
    ours.map(|key| (key.clone(), storage.get_item(&key).unwrap().unwrap()))
        .collect()
}

fn with_key(key: &str) -> Door {
    Door::open(&[("apiKey", key.into())])
}

/// The id that the backend was told.
async fn identified(door: &Door) -> String {
    door.talk().await;
    field(request("/identity/init").get("body"), "saVid")
}

fn is_uuid_v4(id: &str) -> bool {
    let parts: Vec<&str> = id.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|it| it.len()).collect();
    lengths == [8, 4, 4, 4, 12]
        && id.bytes().all(|it| it == b'-' || it.is_ascii_hexdigit())
        && parts[2].starts_with('4')
        && parts[3].starts_with(['8', '9', 'a', 'b'])
}

#[wasm_bindgen_test]
async fn a_visitor_is_known_again_and_forgotten_when_asked() {
    storage().clear().unwrap();
    let door = with_key("pk_again");
    assert!(all_kept().is_empty(), "nothing before the visitor acts");
    let first = identified(&door).await;
    assert!(is_uuid_v4(&first), "{first}");
    let all = kept();
    assert!(all.len() == 1 && all[0].1 == first);
    assert!(!all[0].0.contains("pk_again"));
    drop(door);
    let door = with_key("pk_again");
    assert_eq!(identified(&door).await, first);
    assert!(all_kept().len() > all.len());
    door.widget.reset();
    assert!(all_kept().is_empty());
    let second = identified(&door).await;
    assert!(is_uuid_v4(&second) && second != first);
}

#[wasm_bindgen_test]
async fn two_keys_are_two_visitors_and_two_widgets_with_one_key_are_one() {
    storage().clear().unwrap();
    begin();
    let options = |key: &str| [("apiKey", JsValue::from(key))];
    let one = Door::another(&options("pk_one"));
    let same = Door::another(&options("pk_one"));
    let other = Door::another(&options("pk_other"));
    let first = identified(&one).await;
    assert_eq!(identified(&same).await, first);
    assert_ne!(identified(&other).await, first);
    assert_eq!(kept().len(), 2);
}

#[wasm_bindgen_test]
async fn nonsense_in_storage_is_replaced_by_what_the_page_remembers() {
    storage().clear().unwrap();
    let long = "a".repeat(1_000_000);
    for nonsense in [
        "",
        "null",
        &"-".repeat(36),
        &"é".repeat(18),
        "{\"id\":1}",
        &long,
    ] {
        let door = with_key("pk_nonsense");
        let id = identified(&door).await;
        storage().set_item(&kept()[0].0, nonsense).unwrap();
        drop(door);
        let door = with_key("pk_nonsense");
        assert_eq!(identified(&door).await, id);
    }
}

/// Where a page that remembers nothing would look for the visitor of this key.
async fn forgotten_place(key: &str) -> String {
    storage().clear().unwrap();
    let door = with_key(key);
    let _ = identified(&door).await;
    let (place, _) = kept().remove(0);
    door.widget.reset();
    place
}

#[wasm_bindgen_test]
async fn an_id_of_an_earlier_visit_must_look_like_one() {
    let old = "0f0e0d0c-0b0a-4908-8706-050403020100";
    let place = forgotten_place("pk_place").await;
    storage().set_item(&place, old).unwrap();
    let door = with_key("pk_place");
    assert_eq!(identified(&door).await, old);
    door.widget.reset();
    drop(door);
    let swapped = old.replace("-0b0a", "0b0a-");
    for nonsense in [
        "-".repeat(36),
        swapped,
        old.replace('f', "g"),
        format!("{old} "),
    ] {
        let place = forgotten_place("pk_place").await;
        storage().set_item(&place, &nonsense).unwrap();
        let door = with_key("pk_place");
        let id = identified(&door).await;
        assert!(is_uuid_v4(&id) && id != nonsense, "{id}");
        door.widget.reset();
    }
}

/// Replaces a property of the window, until dropped.
struct Instead(&'static str, JsValue);

impl Instead {
    fn of(name: &'static str, descriptor: JsValue) -> Self {
        let window = js_sys::global();
        let before = Reflect::get_own_property_descriptor(&window, &name.into()).unwrap();
        assign(&descriptor, &[("configurable", true.into())]);
        Object::define_property(&window, &name.into(), descriptor.unchecked_ref());
        Self(name, before)
    }
}

impl Drop for Instead {
    fn drop(&mut self) {
        let window = js_sys::global();
        Reflect::delete_property(&window, &self.0.into()).unwrap();
        if !self.1.is_undefined() {
            Object::define_property(&window, &self.0.into(), self.1.unchecked_ref());
        }
    }
}

#[wasm_bindgen_test]
async fn storage_that_refuses_everything_only_shortens_the_memory() {
    let throws = || function(|_| Err(js_sys::Error::new("SecurityError").into()));
    let broken = object(&[
        ("getItem", throws()),
        ("setItem", throws()),
        ("removeItem", throws()),
    ]);
    let kinds: [(&str, JsValue); 4] = [
        ("pk_blocked", object(&[("get", throws())])),
        ("pk_broken", object(&[("value", broken)])),
        ("pk_null", object(&[("value", JsValue::NULL)])),
        ("pk_empty", object(&[("value", object(&[]))])),
    ];
    for (key, descriptor) in kinds {
        let instead = Instead::of("localStorage", descriptor);
        let door = with_key(key);
        let id = identified(&door).await;
        assert!(is_uuid_v4(&id));
        drop(door);
        let door = with_key(key);
        assert_eq!(identified(&door).await, id, "as long as the page lives");
        door.widget.reset();
        assert_ne!(identified(&door).await, id);
        drop((door, instead));
    }
}

/// Another page is said to have changed what is stored under this key, or to have removed it all.
fn other_page_stored(key: Option<&str>) {
    let event = web_sys::Event::new("storage").unwrap();
    assign(&event, &[("key", key.map_or(JsValue::NULL, JsValue::from))]);
    let window = web_sys::window().unwrap();
    window.dispatch_event(&event).unwrap();
}

#[wasm_bindgen_test]
async fn a_visitor_who_could_not_be_stored_is_removed_by_no_other_page() {
    let full = object(&[
        ("getItem", function(|_| Ok(JsValue::NULL))),
        ("setItem", function(|_| Err("full".into()))),
        ("removeItem", function(|_| Ok(JsValue::UNDEFINED))),
    ]);
    let instead = Instead::of("localStorage", object(&[("value", full)]));
    let door = with_key("pk_full");
    door.talk().await;
    other_page_stored(None);
    other_page_stored(Some("theirs"));
    assert!(door.words().contains("Yes."));
    assert_ne!(door.snapshot(), Json::Null);
    door.widget.reset();
    assert_eq!(door.snapshot(), Json::Null);
    drop((door, instead));
}

#[wasm_bindgen_test]
async fn a_visitor_whom_another_page_removed_is_forgotten() {
    storage().clear().unwrap();
    let door = with_key("pk_removed");
    door.talk().await;
    let (place, _) = kept().remove(0);
    other_page_stored(None);
    other_page_stored(Some(&place));
    assert_ne!(door.snapshot(), Json::Null, "it is still there");
    storage().clear().unwrap();
    other_page_stored(Some("theirs"));
    assert_ne!(door.snapshot(), Json::Null, "that is not what was said");
    other_page_stored(Some(&place));
    assert_eq!(door.snapshot(), Json::Null);
}

#[wasm_bindgen_test]
async fn no_two_visitors_share_an_id_where_there_is_no_good_chance() {
    let throws = function(|_| Err("no".into()));
    let dead = object(&[("getRandomValues", throws)]);
    for crypto in [JsValue::UNDEFINED, dead] {
        let instead = Instead::of("crypto", object(&[("value", crypto)]));
        let door = with_key("pk_chance");
        door.widget.reset();
        let first = identified(&door).await;
        door.widget.reset();
        let second = identified(&door).await;
        assert!(is_uuid_v4(&first) && is_uuid_v4(&second) && first != second);
        drop((door, instead));
    }
}

#[wasm_bindgen_test]
async fn a_visitor_forgotten_before_a_new_configuration_is_forgotten_where_they_were_kept() {
    let door = with_key("pk_before");
    let id = identified(&door).await;
    let is_kept = |id: &str| kept().iter().any(|(_, it)| it == id);
    assert!(is_kept(&id));
    let widget = Rc::clone(&door.widget);
    let options = with_token(&[("apiKey", "pk_after".into())]);
    on(&door.target, "inglenook-show", move || {
        widget.reset();
        widget.configure(&options);
    });
    door.widget.show();
    assert!(!is_kept(&id));
    let sent = door.widget.send(&"Hello".into());
    assert!(settled(sent).await.is_ok());
    assert_eq!(
        field(request("/identity/init").get("body"), "apiKey"),
        "pk_after"
    );
    let new = field(request("/identity/init").get("body"), "saVid");
    assert!(is_kept(&new) && new != id);
    door.widget.reset();
}
