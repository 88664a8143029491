//! On any page: by the script tag, by markup, twice, removed and put back.

use crate::harness::Visit;

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_requested_before_the_visitor_acts() {
    let visit = Visit::new().await;
    visit.embed("").await;
    visit.find("button", "Open chat").await;
    assert!(visit.requests().await.is_empty());
    assert!(!visit.site.asked().iter().any(|path| path.contains("panel")));
    visit.open_chat().await;
    // A visitor who has never been here has nothing to load but how the chat looks.
    assert!(visit.requests_about_talk().await.is_empty());
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_own_controls_come_first_however_early_the_tag_is_run() {
    let visit = Visit::new().await;
    let tag = format!(
        "<script src=/inglenook.js data-api-key=pk_sandbox data-api-url={}/v2></script>",
        visit.api
    );
    visit.open(&tag, "<a href=#main>Skip</a>").await;
    visit.find("button", "Open chat").await;
    let order = "[...document.documentElement.children].map((it) => it.localName).join(' ')";
    assert_eq!(visit.eval(order).await, "head body inglenook-chat");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_launchers_picture_is_the_same_once_the_panel_has_come() {
    let visit = Visit::new().await;
    visit.embed("").await;
    visit.find("button", "Open chat").await;
    let picture = "(() => {
        const launcher = document.querySelector('inglenook-chat').shadowRoot.querySelector('[part=launcher]');
        const style = getComputedStyle(launcher, '::before');
        return [style.width, style.height, style.boxSizing, style.borderTopWidth].join(' ');
    })()";
    let before = visit.eval(picture).await;
    visit.open_chat().await;
    visit
        .settle("document.querySelector('inglenook-chat').hide()")
        .await;
    visit.find("button", "Open chat").await;
    assert_eq!(visit.eval(picture).await, before);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_can_be_done_with_the_keyboard_alone() {
    let visit = Visit::new().await;
    visit.embed("").await;
    visit.find("button", "Open chat").await;
    visit
        .browser
        .run("document.body.tabIndex = -1; document.body.focus()", vec![])
        .await;
    visit.keys("\u{e004}").await;
    visit.keys("\u{e007}").await;
    visit.find("dialog", "Chat with us").await;
    visit
        .wait_for("document.activeElement.shadowRoot.activeElement.tagName === 'TEXTAREA'")
        .await;
    visit.will_answer("By hand.").await;
    visit.keys("How?\u{e007}").await;
    visit.see("By hand.").await;
    visit.keys("\u{e00c}").await;
    visit.gone("dialog", "Chat with us").await;
    visit
        .wait_for(
            "document.activeElement.shadowRoot.activeElement.getAttribute('part') === 'launcher'",
        )
        .await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_widgets_on_one_page_keep_to_themselves() {
    let visit = Visit::new().await;
    let chat = |id: &str| {
        format!(
            "<inglenook-chat id={id} mode=inline api-key=pk_sandbox api-url={}/v2></inglenook-chat>",
            visit.api
        )
    };
    let body = format!("{}{}", chat("one"), chat("two"));
    visit
        .open("<script async src=/inglenook.js></script>", &body)
        .await;
    visit
        .wait_for("document.querySelectorAll('inglenook-chat[open]').length === 2")
        .await;
    visit.will_answer("For the first.").await;
    visit
        .settle("document.getElementById('one').send('First')")
        .await;
    visit
        .wait_for("document.getElementById('one').conversation?.messages.length === 2")
        .await;
    visit.see("For the first.").await;
    assert_eq!(visit.count("For the first.").await, 1);
    assert_eq!(
        visit
            .eval("document.getElementById('two').conversation")
            .await,
        serde_json::Value::Null
    );
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_widget_removed_in_the_middle_of_an_answer_leaves_nothing_and_can_come_back() {
    let visit = Visit::new().await;
    visit.embed("").await;
    visit.open_chat().await;
    visit
        .will_answer_slowly("one two three four five six seven eight nine ten", 40)
        .await;
    visit.say("Count").await;
    visit.see("two").await;
    visit
        .browser
        .run(
            "window.kept = document.querySelector('inglenook-chat'); kept.remove()",
            vec![],
        )
        .await;
    visit
        .wait_for("kept.shadowRoot.querySelector('.base > div') === null")
        .await;
    visit
        .browser
        .run("document.body.append(window.kept)", vec![])
        .await;
    visit.see("nine ten").await;
    visit.see("Count").await;
    assert_eq!(visit.count("Count").await, 1);
    visit.settle("chat.destroy()").await;
    visit
        .wait_for("!document.querySelector('inglenook-chat')")
        .await;
    visit.end().await;
}
