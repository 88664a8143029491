use super::*;
use crate::tidy::broken;

#[test]
fn the_core_may_not_name_the_browser() {
    for line in [
        "use leptos::prelude::*;",
        "let d = js_sys::Date::now();",
        "use gloo_timers::x;",
    ] {
        let found = broken(core_knows_no_browser, &[("src/chat/poll.rs", line)]);
        assert_eq!(found.len(), 1, "{line}");
        assert!(found[0].starts_with("src/chat/poll.rs:1: "));
    }
}

#[test]
fn the_core_may_talk_about_the_browser_and_others_may_name_it() {
    let files = [
        ("src/chat.rs", "// no leptos here\nlet leptospira = 1;"),
        ("src/chat/x.rs", "fn not_leptos() {}"),
        ("src/ui/panel.rs", "use leptos::prelude::*;"),
        ("src/api/client.rs", "use web_sys::Response;"),
    ];
    assert_eq!(broken(core_knows_no_browser, &files), Vec::<String>::new());
}

#[test]
fn only_the_api_names_backends() {
    let line = "if options.backend == Backend::PolyAi {}";
    for path in ["src/chat/turn.rs", "src/ui/close_form.rs", "src/runtime.rs"] {
        let found = broken(super::only_the_api_names_backends, &[(path, line)]);
        assert_eq!(found.len(), 1, "{path}");
    }
    for path in [
        "src/api/backend.rs",
        "src/api.rs",
        "src/chat/tests/story.rs",
    ] {
        let found = broken(super::only_the_api_names_backends, &[(path, line)]);
        assert_eq!(found, Vec::<String>::new(), "{path}");
    }
}

#[test]
fn only_js_exports() {
    let line = "#[wasm_bindgen(js_name = mount)]";
    assert_eq!(
        broken(only_the_door_is_exported, &[("src/ui.rs", line)]).len(),
        1
    );
    assert!(
        broken(
            only_the_door_is_exported,
            &[("src/js/widget.rs", line), ("src/js.rs", line)]
        )
        .is_empty()
    );
    let hidden = "#[cfg_attr(target_arch = \"wasm32\", wasm_bindgen)]";
    assert_eq!(
        broken(only_the_door_is_exported, &[("src/store.rs", hidden)]).len(),
        1
    );
}

#[test]
fn only_the_client_asks_the_network() {
    for line in [
        "use gloo_net::http::Request;",
        "window.fetch_with_request(&r)",
        "web_sys::WebSocket::new(u)",
    ] {
        assert_eq!(
            broken(only_the_client_makes_requests, &[("src/runtime.rs", line)]).len(),
            1,
            "{line}"
        );
        assert!(
            broken(
                only_the_client_makes_requests,
                &[("src/api/client/send.rs", line)]
            )
            .is_empty()
        );
    }
}

#[test]
fn a_view_may_not_touch_the_window() {
    let line = "let w = web_sys::window();";
    assert_eq!(
        broken(few_modules_touch_the_window, &[("src/ui/panel.rs", line)]).len(),
        1
    );
    assert!(broken(few_modules_touch_the_window, &[("src/storage.rs", line)]).is_empty());
}
