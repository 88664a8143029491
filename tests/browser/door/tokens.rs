//! `getToken`: whatever it does, the visitor is not left waiting and no secret is told.

use super::page::{Door, field, function, rest, settled, until};
use super::script::{asked, go_off, held_timers, hold_timers, refuse, request, said};
use js_sys::{Error, Promise};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// A `getToken` that does this: rejects an `Err`, throws where it is to.
fn get_token(answer: Result<JsValue, JsValue>, throws: bool) -> JsValue {
    function(move |_| match answer.clone() {
        Ok(value) => Ok(value),
        Err(error) if throws => Err(error),
        Err(error) => Ok(Promise::reject(&error).into()),
    })
}

#[wasm_bindgen_test]
async fn a_token_comes_at_once_or_later() {
    for value in [
        JsValue::from("tok"),
        Promise::resolve(&JsValue::from("tok")).into(),
    ] {
        let door = Door::open(&[("getToken", get_token(Ok(value), false))]);
        door.talk().await;
        assert_eq!(
            field(request("/messages").get("headers"), "authorization"),
            "Bearer tok"
        );
    }
}

#[wasm_bindgen_test]
async fn what_is_no_token_is_none_and_is_warned_of_without_its_value() {
    let failed = [
        (Err("secret".into()), true),
        (Err(Error::new("secret").into()), true),
        (Err("secret".into()), false),
        (Err(JsValue::NULL), false),
    ];
    let unfit = ["", "secret\nline", "secret space", "sécret", " secret"];
    let unfit = unfit.map(|text| (Ok(text.into()), false));
    let others = [
        JsValue::UNDEFINED,
        JsValue::NULL,
        7.into(),
        super::page::object(&[("token", "secret".into())]),
        JsValue::symbol(Some("secret")),
    ];
    let others = others.map(|value| (Ok(value), false));
    for (answer, throws) in failed.into_iter().chain(unfit).chain(others) {
        let door = Door::open(&[("getToken", get_token(answer, throws))]);
        let sent = settled(door.widget.send(&"Hello".into())).await;
        assert_eq!(sent, Err("NO_TOKEN".into()));
        let warnings = said();
        assert!(
            warnings.len() == 1 && warnings[0].contains("getToken"),
            "{warnings:?}"
        );
        assert!(!warnings[0].contains("secret"));
        assert!(door.seen().iter().all(|it| !it.contains("secret")));
        assert!(asked().is_empty());
        door.widget.show();
        door.see("Reconnect").await;
        said();
    }
}

#[wasm_bindgen_test]
async fn a_page_that_never_answers_is_given_up_after_half_a_minute() {
    let answers = Rc::new(RefCell::new(Vec::new()));
    let resolvers = Rc::clone(&answers);
    let never = function(move |_| {
        let keep = |resolve, _| resolvers.borrow_mut().push(resolve);
        Ok(Promise::new(&mut { keep }).into())
    });
    let door = Door::open(&[("getToken", never)]);
    hold_timers();
    let sent = door.widget.send(&"Hello".into());
    until("the question", || answers.borrow().len() == 1).await;
    assert_eq!(held_timers(), [30_000]);
    go_off(30_000);
    assert_eq!(settled(sent).await, Err("NO_TOKEN".into()));
    let warnings = said();
    assert!(
        warnings.len() == 1 && warnings[0].contains("30 seconds"),
        "{warnings:?}"
    );
    // It answers after all: too late for that message, and nobody is told again.
    let late: js_sys::Function = answers.borrow()[0].clone();
    late.call1(&JsValue::NULL, &"late".into()).unwrap();
    rest().await;
    assert!(asked().is_empty() && said().is_empty());
    let again = door.widget.send(&"Again".into());
    until("another question", || answers.borrow().len() == 2).await;
    let second: js_sys::Function = answers.borrow()[1].clone();
    second.call1(&JsValue::NULL, &"tok".into()).unwrap();
    assert!(settled(again).await.is_ok());
    assert!(!held_timers().contains(&30_000));
}

#[wasm_bindgen_test]
async fn a_refused_token_is_renewed_once_for_all() {
    let reasons = Rc::new(RefCell::new(Vec::new()));
    let noted = Rc::clone(&reasons);
    let fresh = function(move |reason| {
        noted.borrow_mut().push(reason.as_string().unwrap());
        Ok(format!("tok{}", noted.borrow().len()).into())
    });
    let door = Door::open(&[("getToken", fresh)]);
    refuse("/identity/me", 401, "UNAUTHORIZED");
    refuse("GET /conversations", 401, "UNAUTHORIZED");
    door.widget.show();
    let renewed = |part| field(request(part).get("headers"), "authorization") == "Bearer tok2";
    until("both again", || {
        asked().len() > 3 && renewed("/identity/me") && renewed("GET /conversations")
    })
    .await;
    rest().await;
    assert_eq!(*reasons.borrow(), ["missing", "expired"]);
}

#[wasm_bindgen_test]
async fn the_page_may_call_the_widget_while_it_is_asked() {
    let widget: Rc<RefCell<Option<Rc<inglenook::js::Widget>>>> = Rc::default();
    let (inside, asked_for) = (Rc::clone(&widget), Rc::new(Cell::new(0)));
    let count = Rc::clone(&asked_for);
    let meddling = function(move |_| {
        count.set(count.get() + 1);
        if let Some(widget) = inside.borrow().as_ref() {
            widget.hide();
            widget.destroy();
        }
        Ok("tok".into())
    });
    let door = Door::open(&[("getToken", meddling)]);
    widget.replace(Some(Rc::clone(&door.widget)));
    door.widget.show();
    until("the question", || asked_for.get() == 1).await;
    rest().await;
    assert!(asked().is_empty());
    widget.take();
}

#[wasm_bindgen_test]
async fn a_thenable_that_misbehaves_is_no_token() {
    let thenable = super::page::object(&[]);
    super::page::throwing_getter(&thenable, "then");
    let door = Door::open(&[("getToken", get_token(Ok(thenable), false))]);
    let sent = settled(door.widget.send(&"Hello".into())).await;
    assert_eq!(sent, Err("NO_TOKEN".into()));
    assert_eq!(said().len(), 1);
}
