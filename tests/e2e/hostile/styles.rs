//! Pages whose styles are meant for everything.

use super::can_be_used;
use crate::harness::Visit;
use serde_json::Value;

/// The rules of resets and frameworks that could matter, and worse.
const SHEETS: [(&str, &str); 18] = [
    ("unset", "* { all: unset !important }"),
    ("initial", "*, ::before, ::after { all: initial !important }"),
    ("revert", "* { all: revert !important }"),
    (
        "reset",
        "html, body, div, span, h1, p, ol, ul, li, form, label, article, section, inglenook-chat { margin: 0; padding: 0; border: 0;
           font-size: 100%; font: inherit; vertical-align: baseline } ol, ul { list-style: none } body { line-height: 1 }",
    ),
    (
        "normalize",
        "html { line-height: 1.15; -webkit-text-size-adjust: 100% } button, input, textarea { font-family: inherit; font-size: 100%;
           line-height: 1.15; margin: 0; overflow: visible; text-transform: none } [hidden], template { display: none }
           textarea { overflow: auto } strong { font-weight: bolder } button:-moz-focusring { outline: 1px dotted }",
    ),
    (
        "Tailwind",
        "*, ::before, ::after, ::backdrop { box-sizing: border-box; margin: 0; padding: 0; border: 0 solid #e5e7eb; --tw-translate-x: 0;
           --tw-content: '' } html { line-height: 1.5; tab-size: 4; font-family: ui-sans-serif, system-ui } h1, h2, p { font-size: inherit;
           font-weight: inherit } strong { font-weight: bolder } button, input, textarea { font: inherit; letter-spacing: inherit;
           color: inherit; border-radius: 0; background-color: transparent; opacity: 1 } img, svg { display: block; vertical-align: middle }
           [hidden]:where(:not([hidden='until-found'])) { display: none !important } .hidden { display: none } .panel { padding: 4rem }",
    ),
    (
        "Bootstrap 3",
        "* { box-sizing: border-box } html { font-size: 10px; -webkit-tap-highlight-color: transparent } body { font: 14px/1.43 Helvetica;
           color: #333 } button, input, textarea { font-family: inherit; font-size: inherit; line-height: inherit } .hidden { display: none
           !important } .panel { margin-bottom: 20px; border: 1px solid } .badge { display: inline-block; background: #777 } .message, .notice
           { opacity: .2; float: right } [role=button] { cursor: pointer } textarea { overflow: auto } svg:not(:root) { overflow: hidden }
           @media print { * { color: #000 !important } }",
    ),
    (
        "Bootstrap 5",
        ":root { --bs-body-font-size: 1rem } *, ::before, ::after { box-sizing: border-box } @media (prefers-reduced-motion: no-preference) {
           :root { scroll-behavior: smooth } } body { margin: 0; font: 400 1rem/1.5 system-ui; text-align: center } button { border-radius: 0;
           text-transform: none } button:focus:not(:focus-visible) { outline: 0 } textarea { resize: vertical; display: block; width: 100% }
           svg { vertical-align: middle } [hidden] { display: none !important } strong { font-weight: bolder } .vr { width: 1px }",
    ),
    ("62.5 %", "html { font-size: 62.5% !important } body { font-size: 1.6rem }"),
    (
        "all that is inherited",
        "* { font: italic 900 40px/3 cursive !important; letter-spacing: .5em !important; word-spacing: 2em !important; color: lime !important;
           text-transform: uppercase !important; text-align: right !important; text-indent: 3em !important; white-space: nowrap !important;
           text-shadow: 0 0 9px red !important; cursor: none !important; user-select: none !important; pointer-events: none !important;
           visibility: hidden !important; writing-mode: vertical-rl !important; box-sizing: content-box !important; quotes: none !important }",
    ),
    (
        "everything is gone",
        "button, svg, div, section, textarea, form, p, span { display: none !important } [part], [role] { visibility: hidden !important }",
    ),
    ("undefined elements", ":not(:defined) { display: none !important; visibility: hidden }"),
    (
        "the element",
        "inglenook-chat { display: block; position: absolute; top: 9px; width: 1px; height: 1px; margin: 50px; padding: 9px; float: left;
           border: 3px solid; background: red; overflow: hidden; color: lime; line-height: 9; visibility: hidden; pointer-events: none }",
    ),
    (
        "names of our own properties",
        ":root, * { --top: 300px; --covered: 300px; --below: 1px; --seen: 50px; --y: 1; --dark: 1; --serif: cursive; --tint: 90%;
           --lightest: 1; --both: red; --r: 1; --keep: 0; --ingle-bg: red; --ingle-text: red; --ingle-line: lime;
           --step-2: 40px; --space-3: 90px; --round-3: 0px; --slow: 9s }",
    ),
    (
        "a body that moves",
        "body { transform: rotate(3deg) scale(.9); filter: grayscale(1); perspective: 99px; contain: strict; will-change: transform;
           container-type: size; zoom: 1.5; opacity: .3; isolation: isolate; overflow: hidden; position: fixed; z-index: 2147483647 }",
    ),
    ("a grey and dark root", "html { filter: grayscale(1); color-scheme: dark; background: #000; color: #fff; opacity: .99 }"),
    ("an app's shell", "html, body { height: 100%; overflow: hidden; margin: 0; display: flex; position: relative }"),
    ("motion", "html { overflow: hidden } body, body *, inglenook-chat { animation: 1s infinite alternate spin !important; transition: all 9s !important } @keyframes spin { to { rotate: 1turn } }"),
];

/// What the chat looks like on a page with these styles.
pub async fn look(visit: &Visit, sheet: &str) -> Value {
    visit.site.serve("hostile.css", sheet);
    let head = "<link rel=stylesheet href=/page/hostile.css>".to_owned() + &visit.tag("");
    visit.open(&head, "").await;
    visit.do_the_job_anew().await
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_styled_everywhere_the_chat_is_as_it_is() {
    let visit = Visit::new().await;
    let calm = look(&visit, "").await;
    can_be_used(&calm);
    for (name, sheet) in SHEETS {
        println!("{name}");
        let looks = look(&visit, sheet).await;
        for (part, look) in looks.as_object().unwrap() {
            assert_eq!(look, &calm[part], "{name}: {part}");
        }
    }
    visit.end().await;
}

/// An inline chat with more to read than there is room for, on a page with these styles.
pub async fn full_column(visit: &Visit, sheet: &str) {
    visit.site.serve("hostile.css", sheet);
    let head =
        "<link rel=stylesheet href=/page/hostile.css><script async src=/inglenook.js></script>";
    visit.open(head, &visit.element("mode=inline")).await;
    visit.eval("localStorage.clear()").await;
    let answer = format!("{}The end.", "Line after line.\n\n".repeat(80));
    visit.will_answer(&answer).await;
    visit.say("Tell me all").await;
    visit.see("The end.").await;
    let scrolls = "(({ scrollHeight, clientHeight, scrollTop }) => scrollHeight > 2 * clientHeight && scrollTop > clientHeight)
        (document.querySelector('inglenook-chat').shadowRoot.querySelector('.transcript'))";
    visit.wait_for(scrolls).await;
    let in_view = "chat.shadowRoot.querySelector('[part=input]').getBoundingClientRect().bottom < innerHeight";
    assert_eq!(visit.eval(in_view).await, true, "{sheet}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_inline_chat_is_as_high_as_the_page_says_and_never_as_its_transcript() {
    let visit = Visit::new().await;
    let height = async || {
        visit
            .eval("chat.shadowRoot.querySelector('.panel').clientHeight + 2")
            .await
    };
    for (sheet, expected) in [
        ("", 576),
        ("inglenook-chat { height: 400px }", 400),
        ("inglenook-chat { height: 640px }", 640),
        ("inglenook-chat { --inglenook-height: 30rem }", 480),
    ] {
        full_column(&visit, sheet).await;
        assert_eq!(height().await, expected, "{sheet}");
    }
    for sheet in [
        "* { all: unset !important }",
        "* { all: initial !important }",
        "* { all: revert !important }",
        "inglenook-chat { height: auto }",
    ] {
        full_column(&visit, sheet).await;
        let height = height().await.as_f64().unwrap();
        assert!((400.0..700.0).contains(&height), "{sheet}: {height}");
    }
    visit.end().await;
}

/// Its direction is the page's.
#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_turned_by_its_styles_keeps_launcher_and_panel_together() {
    let visit = Visit::new().await;
    let looks = look(&visit, "* { direction: rtl !important }").await;
    can_be_used(&looks);
    let left = |part: &str| looks[part]["place"][0].as_f64().unwrap() < 300.0;
    assert_eq!(left("[part=launcher]"), left("section.panel"), "{looks:#}");
    visit.end().await;
}

/// What a whole page is made larger by, the chat is too, and it can be used.
#[tokio::test(flavor = "multi_thread")]
async fn a_root_that_is_zoomed_takes_the_chat_along() {
    let visit = Visit::new().await;
    for sheet in ["html { zoom: 1.5 }", "html { zoom: .75 }"] {
        can_be_used(&look(&visit, sheet).await);
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_root_that_is_moved_takes_the_chat_along() {
    let visit = Visit::new().await;
    for sheet in [
        "html { transform: translateX(0); height: 100% }",
        "html { contain: paint; height: 100% }",
    ] {
        can_be_used(&look(&visit, sheet).await);
    }
    visit.end().await;
}
