//! Where the chat can stand: in a column, at either side, on a phone, in the dark, from right to left.

use crate::harness::Visit;
use crate::harness::site::Page;
use serde_json::json;

const SCRIPT: &str = "<script async src=/inglenook.js></script>";

#[tokio::test(flavor = "multi_thread")]
async fn an_inline_chat_works_in_a_narrow_column() {
    let visit = Visit::new().await;
    visit.site.serve("column.css", ".column { width: 280px }");
    let head = format!("<link rel=stylesheet href=/page/column.css>{SCRIPT}");
    let body = format!("<div class=column>{}</div>", visit.element("mode=inline"));
    visit.open(&head, &body).await;
    visit.find("region", "Chat with us").await;
    assert!(visit.look("button", Some("Open chat")).await.is_none());
    assert!(visit.look("button", Some("Close chat")).await.is_none());
    visit
        .say("An unbreakable: https://example.com/a/very/long/address/that/does/not/fit/anywhere")
        .await;
    visit.see("According to").await;
    visit.fits("section.panel", 280.0).await;
    let heights = "[chat, chat.shadowRoot.querySelector('section.panel')].map((it) => it.getBoundingClientRect().height)";
    assert_eq!(visit.eval(heights).await, json!([576, 576]));
    visit.press("End conversation").await;
    visit.find("textbox", "Reason (optional)").await;
    visit.fits("section.panel", 280.0).await;
    visit.picture("inline-280-close-form").await;
    visit.keys("\u{e00c}").await;
    visit.gone("textbox", "Reason (optional)").await;
    visit.find("region", "Chat with us").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn launcher_and_panel_stand_at_the_same_side() {
    let visit = Visit::new().await;
    for (root, attributes, left) in [
        ("lang=en", "", false),
        ("lang=en", "data-position=bottom-left", true),
        ("lang=ar dir=rtl", "data-locale=en", true),
        (
            "lang=ar dir=rtl",
            "data-locale=en data-position=bottom-left",
            false,
        ),
    ] {
        let head = visit.tag(attributes);
        let page = Page {
            root,
            head: &head,
            ..Page::default()
        };
        visit.open_page(page).await;
        visit.open_chat().await;
        visit
            .picture(if root.contains("rtl") {
                "right-to-left"
            } else {
                "left-to-right"
            })
            .await;
        for part in ["[part=launcher]", "section.panel"] {
            let middle = visit
                .eval(&format!(
                    "(() => {{
                const box = chat.shadowRoot.querySelector('{part}').getBoundingClientRect();
                return (box.left + box.right) / 2 < innerWidth / 2 }})()"
                ))
                .await;
            assert_eq!(middle, left, "{root} {attributes} {part}");
        }
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_gets_all_of_its_screen() {
    let visit = Visit::new().await;
    visit.on_phone(390).await;
    visit.newcomer("data-suggestions='What is this?'").await;
    visit.still_works().await;
    let panel = "chat.shadowRoot.querySelector('section.panel').getBoundingClientRect()";
    let size = visit
        .eval(&format!(
            "[{panel}.left, {panel}.top, {panel}.width, {panel}.height]"
        ))
        .await;
    assert_eq!(size, json!([0, 0, 390, 844]));
    // What cannot be seen cannot be reached, and the page behind stays where it is.
    let launcher = "getComputedStyle(chat.shadowRoot.querySelector('[part=launcher]')).visibility";
    let page = "getComputedStyle(document.documentElement).overflow";
    assert_eq!(visit.eval(launcher).await, "hidden");
    assert_eq!(visit.eval(page).await, "hidden");
    // The page behind does not grow wider.
    assert_eq!(
        visit.eval("document.documentElement.scrollWidth").await,
        390
    );
    let hide = "[...chat.shadowRoot.querySelectorAll('section.panel button')].find((it) => it.ariaLabel === 'Close chat')";
    let hide = visit.eval(hide).await;
    visit.browser.element(&hide).unwrap().click().await.unwrap();
    visit.find("button", "Open chat").await;
    assert_eq!(visit.eval(page).await, "visible");
    visit.focus_is("[part=launcher]").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_on_its_side_gets_all_of_its_screen_too() {
    let visit = Visit::new().await;
    visit.on_screen(844, 390).await;
    visit.by_touch().await;
    visit.newcomer("").await;
    visit.let_animations_end().await;
    let panel = "chat.shadowRoot.querySelector('section.panel').getBoundingClientRect()";
    let size = visit
        .eval(&format!(
            "[{panel}.left, {panel}.top, {panel}.width, {panel}.height]"
        ))
        .await;
    assert_eq!(size, json!([0, 0, 844, 390]));
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn at_four_times_its_size_everything_can_be_reached() {
    let visit = Visit::new().await;
    visit.on_screen(320, 256).await;
    visit
        .newcomer("data-close-reasons='Answered&#10;Something else'")
        .await;
    visit.still_works().await;
    visit.press("End conversation").await;
    visit.picture("zoomed-close-form").await;
    visit.press("Something else").await;
    visit.press("Keep talking").await;
    visit.press("End conversation").await;
    let end = visit
        .eval("chat.shadowRoot.querySelector('.close-form .main')")
        .await;
    visit.browser.element(&end).unwrap().click().await.unwrap();
    visit.press("Start a new conversation").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_moves_for_who_wants_no_motion() {
    let moving = "(() => { const { shadowRoot } = document.querySelector('inglenook-chat');
        return shadowRoot.getAnimations().length })()";
    for moves in [true, false] {
        let visit = Visit::new().await;
        visit.wants_no_motion(!moves).await;
        visit.embed("").await;
        let fault = json!({"delayMs": 20000});
        let plan = json!({"method": "POST", "path": "*/messages", "fault": fault});
        visit.admin("/faults", plan).await;
        visit.open_chat().await;
        visit.say("Is tea in stock?").await;
        visit.find("button", "Stop").await;
        visit
            .wait_for("document.querySelector('inglenook-chat').shadowRoot.querySelector('.dot')")
            .await;
        assert_eq!(visit.eval(moving).await.as_u64() > Some(0), moves);
        visit.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn colours_follow_the_system_unless_the_page_says_otherwise() {
    let visit = Visit::new().await;
    let background =
        "getComputedStyle(chat.shadowRoot.querySelector('section.panel')).backgroundColor";
    visit.newcomer("").await;
    let light = visit.eval(background).await;
    visit.prefers("dark").await;
    visit
        .wait_for(&format!(
            "(chat => {background} !== {light})(document.querySelector('inglenook-chat'))"
        ))
        .await;
    visit.eval("chat.theme = 'light', null").await;
    visit
        .wait_for(&format!(
            "(chat => {background} === {light})(document.querySelector('inglenook-chat'))"
        ))
        .await;
    visit.prefers("light").await;
    visit.eval("chat.theme = 'dark', null").await;
    visit
        .wait_for(&format!(
            "(chat => {background} !== {light})(document.querySelector('inglenook-chat'))"
        ))
        .await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn attributes_change_at_run_time_and_lose_no_words() {
    let mut visit = Visit::new().await;
    visit.expect("theme can be");
    visit.newcomer("").await;
    visit.still_works().await;
    visit.write("Half a sentence").await;
    visit.eval("chat.heading = 'Fireside', chat.setAttribute('placeholder', 'Ask'), chat.closeReasons = ['Done'], null").await;
    visit.find("dialog", "Fireside").await;
    assert_eq!(visit.draft().await, "Half a sentence");
    visit
        .eval("chat.theme = 'pink', chat.position = 'bottom-left', null")
        .await;
    visit
        .wait_for("problems.some((problem) => problem.includes('theme'))")
        .await;
    visit.eval("chat.removeAttribute('heading'), null").await;
    visit.find("dialog", "Chat with us").await;
    visit.eval("chat.open = false, null").await;
    visit.gone("dialog", "Chat with us").await;
    visit.eval("chat.open = true, null").await;
    assert_eq!(visit.draft().await, "Half a sentence");
    visit.eval("chat.mode = 'inline', null").await;
    visit.find("region", "Chat with us").await;
    assert_eq!(visit.draft().await, "Half a sentence");
    visit.see("Does it work?").await;
    assert_eq!(visit.count("Does it work?").await, 1);
    let warnings = visit.problems().await;
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_element_made_by_script_moves_and_keeps_its_conversation() {
    let visit = Visit::new().await;
    let body = "<div id=here></div><div id=there></div>";
    visit.open(SCRIPT, body).await;
    let make = format!(
        "(() => {{ const made = document.createElement('inglenook-chat');
           made.apiUrl = '{}/v2'; made.apiKey = 'pk_sandbox'; made.heading = 'Made by hand'; made.open = true;
           document.getElementById('here').append(made); }})()",
        visit.api
    );
    visit.eval(&make).await;
    visit.find("dialog", "Made by hand").await;
    visit.still_works().await;
    visit
        .eval("document.getElementById('there').append(chat)")
        .await;
    visit.see("Everything is fine again.").await;
    visit.find("dialog", "Made by hand").await;
    assert_eq!(visit.events("ready").await.len(), 1);
    visit.will_answer("Still the same.").await;
    visit.say("And now?").await;
    visit.see("Still the same.").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_script_twice_means_one_chat() {
    let visit = Visit::new().await;
    let tags = format!("{}{}", visit.tag(""), visit.tag(""));
    visit.open(&tags, "").await;
    visit.open_chat().await;
    assert_eq!(
        visit
            .eval("document.querySelectorAll('inglenook-chat').length")
            .await,
        1
    );
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_launcher_can_be_seen_whatever_the_accent_is() {
    let visit = Visit::new().await;
    visit.embed("").await;
    visit.find("button", "Open chat").await;
    let ratio = "(() => {
        const canvas = document.createElement('canvas').getContext('2d');
        const linear = (part) => (part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
        const { color, backgroundColor } = getComputedStyle(chat.shadowRoot.querySelector('[part=launcher]'));
        const [dark, light] = [color, backgroundColor].map((colour) => {
          canvas.fillStyle = colour;
          canvas.fillRect(0, 0, 1, 1);
          const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => linear(part / 255));
          return .2126 * r + .7152 * g + .0722 * b + .05;
        }).sort((one, other) => one - other);
        return light / dark;
    })()";
    for accent in [
        "#000", "#fff", "#ff0", "#0ff", "#00f", "#777", "#808080", "#e11d48", "#16a34a", "#a8401c",
    ] {
        let set = format!("chat.style.setProperty('--inglenook-accent', '{accent}'), null");
        visit.eval(&set).await;
        let ratio = visit.eval(ratio).await.as_f64().unwrap();
        assert!(ratio >= 4.5, "{accent}: {ratio}");
    }
    visit.end().await;
}
