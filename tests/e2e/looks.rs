//! The site owner configures the chat at the backend.

use crate::harness::Visit;
use crate::harness::guide::documented;
use serde_json::{Value, json};

/// The backend has these wishes.
async fn configure(visit: &Visit) {
    let widget = json!({"chatWidgetConfig": {
        "displayName": "Lamp shop", "welcomeMessage": "Need some light?", "inputPlaceholder": "Ask away",
        "brandColor": "#0a5c2b", "brandColorDark": "#0a5c2b", "userMessageBubbleColor": "#ffe08a", "position": "bottom-left",
        "width": 333, "maxHeight": 640, "chatButtonColor": "javascript:alert(1)", "customCSSStyles": "* { display: none !important }",
    }});
    let fault =
        json!({"status": 200, "body": widget.to_string(), "contentType": "application/json"});
    let plan = json!({"method": "GET", "path": "/projects/current", "fault": fault});
    visit.admin("/faults", plan).await;
}

fn style(selector: &str, name: &str) -> String {
    format!("getComputedStyle(chat.shadowRoot.querySelector('{selector}')).{name}")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chat_looks_as_its_owner_has_configured() {
    let visit = Visit::new().await;
    configure(&visit).await;
    visit.embed("").await;
    visit.press("Open chat").await;
    visit.find("dialog", "Lamp shop").await;
    visit.see("Need some light?").await;
    visit.let_animations_end().await;
    let green = "rgb(10, 92, 43)";
    for part in ["[part=launcher]", "[part=send]"] {
        assert_eq!(visit.eval(&style(part, "backgroundColor")).await, green);
    }
    let left =
        "chat.shadowRoot.querySelector('[part=launcher]').getBoundingClientRect().left < 100";
    assert_eq!(visit.eval(left).await, true);
    assert_eq!(visit.eval(&style(".dock", "width")).await, "333px");
    visit.still_works().await;
    visit.end().await;
}

/// Launcher and panel are in the window, and the panel is of some use.
const HAS_ROOM: &str = "(() => {
          const root = document.querySelector('inglenook-chat').shadowRoot;
          const [launcher, dock] = ['[part=launcher]', '.dock'].map((it) => root.querySelector(it).getBoundingClientRect());
          const fits = (it) => it.left >= 0 && it.top >= 0 && it.right <= innerWidth && it.bottom <= innerHeight;
          return fits(launcher) && fits(dock) && dock.width >= 268 && dock.height >= 280;
        })()";

#[tokio::test(flavor = "multi_thread")]
async fn far_from_its_corner_the_panel_keeps_room_in_a_small_window() {
    let configured = json!({"chatWidgetConfig": {"offset": {"x": 480, "y": 480}}}).to_string();
    let page = "html { --inglenook-offset-x: 480px; --inglenook-offset-y: 480px }";
    for (width, height) in [(320, 640), (390, 844), (600, 640)] {
        let visit = Visit::new().await;
        visit.on_screen(width, height).await;
        let fault = json!({"status": 200, "body": configured, "contentType": "application/json"});
        let plan = json!({"method": "GET", "path": "/projects/current", "fault": fault});
        visit.admin("/faults", plan).await;
        visit.embed("").await;
        visit.press("Open chat").await;
        visit.wait_for("document.querySelector('inglenook-chat').shadowRoot.adoptedStyleSheets.some(({ cssRules: [rule] }) => /480px/.test(rule?.cssText))").await;
        visit.let_animations_end().await;
        visit.wait_for(HAS_ROOM).await;
        visit.still_works().await;
        visit.end().await;
    }
    let visit = Visit::new().await;
    visit.on_screen(600, 640).await;
    visit.site.serve("page.css", page);
    let head = format!("<link rel=stylesheet href=/page/page.css>{}", visit.tag(""));
    visit.open(&head, "").await;
    visit.press("Open chat").await;
    visit.find("dialog", "Chat with us").await;
    visit.let_animations_end().await;
    visit.wait_for(HAS_ROOM).await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn far_from_its_corner_the_launcher_stays_in_a_small_window() {
    let page = "html { --inglenook-offset-x: 480px; --inglenook-offset-y: 480px }";
    let offset = json!({"x": 480, "y": 480});
    let configured = json!({"chatWidgetConfig": {"offset": offset, "position": "bottom-left"}});
    let is_in_it = "(({ left, top, right, bottom }) => left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight)
        (chat.shadowRoot.querySelector('[part=launcher]').getBoundingClientRect())";
    let is_below = "(() => { const root = document.querySelector('inglenook-chat').shadowRoot;
        const [launcher, dock] = ['[part=launcher]', '.dock'].map((it) => root.querySelector(it).getBoundingClientRect());
        const beside = (side) => Math.abs(launcher[side] - dock[side]) < 1;
        return launcher.top >= dock.bottom && (beside('left') || beside('right')) })()";
    for (width, height) in [(320, 480), (600, 640)] {
        for (attributes, by_the_page) in [
            ("", true),
            ("data-position=bottom-left", true),
            ("data-prefetch=configuration", false),
        ] {
            let visit = Visit::new().await;
            visit.on_screen(width, height).await;
            visit.site.serve("page.css", page);
            let fault = json!({"status": 200, "body": configured.to_string(), "contentType": "application/json"});
            let plan = json!({"method": "GET", "path": "/projects/current", "fault": fault});
            let tag = visit.tag(attributes);
            if by_the_page {
                let head = format!("<link rel=stylesheet href=/page/page.css>{tag}");
                visit.open(&head, "").await;
            } else {
                visit.admin("/faults", plan).await;
                visit.open(&tag, "").await;
                visit.wait_for("document.querySelector('inglenook-chat').shadowRoot.adoptedStyleSheets.some(({ cssRules: [rule] }) => /480px/.test(rule?.cssText))").await;
            }
            assert_eq!(visit.eval(is_in_it).await, true, "{width} {attributes}");
            visit.open_chat().await;
            visit.let_animations_end().await;
            assert_eq!(visit.eval(is_in_it).await, true, "{width} {attributes}");
            // On small screens the panel covers it.
            if width > 480 {
                visit.wait_for(is_below).await;
            }
            visit.end().await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_launcher_looks_so_before_anybody_opens_the_chat_where_an_option_says_so() {
    let visit = Visit::new().await;
    configure(&visit).await;
    visit.embed("data-prefetch=configuration").await;
    let green = format!(
        "(chat => {} === 'rgb(10, 92, 43)')(document.querySelector('inglenook-chat'))",
        style("[part=launcher]", "backgroundColor")
    );
    visit.wait_for(&green).await;
    let left =
        "chat.shadowRoot.querySelector('[part=launcher]').getBoundingClientRect().left < 100";
    assert_eq!(visit.eval(left).await, true);
    // That is one request, and makes no visitor of anybody.
    assert_eq!(visit.requests().await, ["GET /v2/projects/current"]);
    assert_eq!(visit.eval("localStorage.length").await, 0);
    assert!(visit.look("dialog", None).await.is_none());
    assert_eq!(visit.events("show").await.len(), 0);
    visit.open_chat().await;
    visit.see("Need some light?").await;
    assert_eq!(visit.asked("GET", "/projects/current").await, 1);
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_configuration_that_is_asked_for_in_vain_is_nobodys_trouble() {
    let visit = Visit::new().await;
    visit
        .refuse("GET */projects/current*", 500, json!({}))
        .await;
    visit.embed("data-prefetch=configuration").await;
    visit.wait_for_request("GET", "/projects/current").await;
    visit.calm().await;
    visit.open_chat().await;
    visit.still_works().await;
    assert!(visit.events("error").await.is_empty());
    // Nor are files that do not come.
    visit.site.fail("panel-");
    visit.embed("data-prefetch=configuration").await;
    visit.find("button", "Open chat").await;
    visit
        .wait_for(
            "performance.getEntriesByType('resource').some(({ name }) => /panel-.*js/.test(name))",
        )
        .await;
    visit
        .settle("new Promise((done) => setTimeout(done, 50))")
        .await;
    assert!(visit.look("alert", None).await.is_none());
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_page_says_wins() {
    let visit = Visit::new().await;
    configure(&visit).await;
    visit
        .site
        .serve("page.css", "html { --inglenook-accent: rgb(1, 2, 3) }");
    let tag = visit.tag("data-heading='Ask us' data-position=bottom-right");
    let head = format!("<link rel=stylesheet href=/page/page.css>{tag}");
    visit.open(&head, "").await;
    visit.press("Open chat").await;
    visit.see("Need some light?").await;
    visit.find("dialog", "Ask us").await;
    visit.let_animations_end().await;
    let accent = "rgb(1, 2, 3)";
    assert_eq!(
        visit
            .eval(&style("[part=launcher]", "backgroundColor"))
            .await,
        accent
    );
    let right =
        "chat.shadowRoot.querySelector('[part=launcher]').getBoundingClientRect().left > 1000";
    assert_eq!(visit.eval(right).await, true);
    visit.end().await;
}

const WATCH: &str = "window.moves = [];
    new PerformanceObserver((list) => moves.push(...list.getEntries()))
      .observe({ type: 'layout-shift', buffered: true });";

/// The elements of the page that have moved. What moves inside a chat has no name here.
async fn moves(visit: &Visit) -> Value {
    let frames = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))";
    visit.settle(frames).await;
    let names = "moves.flatMap(({ sources }) => sources.filter(({ node }) => node).map(({ node }) => node.nodeName))";
    visit.eval(names).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_configured_chat_moves_nothing_of_the_page() {
    let visit = Visit::new().await;
    let before = visit.site.script(WATCH);
    let place = documented("the place of the element");
    visit.site.serve("page.css", &place);
    let head = format!("{before}<link rel=stylesheet href=/page/page.css>");
    let text = "<p>Dry wood burns clean.</p>".repeat(20);
    let loader = "<script async src=/inglenook.js></script>";
    let inline = visit.element("mode=inline");
    let places = [
        (visit.tag("data-open"), ""),
        (loader.into(), &inline as &str),
    ];
    for (tag, element) in places {
        configure(&visit).await;
        let body = format!("{element}{text}");
        visit.open(&format!("{head}{tag}"), &body).await;
        visit.see("Need some light?").await;
        visit.let_animations_end().await;
        let moved = moves(&visit).await;
        assert_eq!(moved, json!([]), "{element}");
        // It would be noticed.
        visit
            .eval("document.querySelector('main').style.marginTop = '9rem'")
            .await;
        visit
            .wait_for("moves.some(({ sources }) => sources.some(({ node }) => node))")
            .await;
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backend_without_configuration_is_no_trouble() {
    let visit = Visit::new().await;
    visit
        .refuse("GET */projects/current*", 500, json!({}))
        .await;
    visit.newcomer("").await;
    visit.find("dialog", "Chat with us").await;
    visit.still_works().await;
    assert!(visit.events("error").await.is_empty());
    visit.end().await;
}
