//! Every state of the chat, on a desktop and a phone, in light and dark: axe-core finds nothing.

use crate::harness::Visit;
use serde_json::json;

const RICH: &str = "# Drying wood

Wood **dries** for _two_ summers, see [the guide](https://example.com/guide) and `moisture.toml`:

1. Split it
2. Stack it
   - under a roof
   - [ ] with air behind

> Wet wood smokes.

| Wood | Summers |
|---|--:|
| Oak | 2 |
| Birch | 1 |

```rust
fn is_dry(moisture: f32) -> bool { moisture < 0.2 }
```

![A stack](https://example.com/stack.png)";

/// Goes from state to state; `place` says where, for what is reported.
async fn every_state(visit: &mut Visit, place: &str) {
    let visit_state = async |visit: &Visit, state: &str| {
        visit.is_accessible(&format!("{place}-{state}")).await;
    };
    let attributes = "data-suggestions='What is stored?&#10;Who answers here?' data-close-reasons='Answered&#10;Something else'";
    visit.embed(attributes).await;
    visit.find("button", "Open chat").await;
    visit_state(visit, "launcher").await;
    visit.open_chat().await;
    visit_state(visit, "home").await;

    visit.say("What is stored on my device?").await;
    visit.find("list", "Sources").await;
    visit.will_answer(RICH).await;
    visit.say("How do I dry wood?").await;
    visit.see("Birch").await;
    visit.gone("button", "Stop").await;
    visit_state(visit, "rich").await;

    visit
        .will_answer_slowly(&"and so on ".repeat(400), 20)
        .await;
    visit.say("Tell me more").await;
    visit.see("and so on").await;
    visit_state(visit, "streaming").await;
    visit.press("Stop").await;
    visit.see("Stopped").await;

    visit
        .strike("POST */messages", json!({"status": 418}))
        .await;
    visit.say("Is anybody there?").await;
    visit.find("button", "Try again").await;
    visit_state(visit, "failed").await;
    visit
        .strike("POST */messages", json!({"status": 503}))
        .await;
    visit.say("And now?").await;
    visit.see("You can send again in").await;
    visit_state(visit, "countdown").await;
    visit.reload().await;
    visit.open_chat().await;
    visit.see("How do I dry wood?").await;

    visit.press("End conversation").await;
    visit
        .paste_into("Reason (optional)", &"long ".repeat(60))
        .await;
    visit
        .find(
            "alert",
            "A reason can be 256 characters long. Please shorten it.",
        )
        .await;
    visit_state(visit, "close-form").await;
    visit.keys("\u{e00c}").await;

    visit.offline(true).await;
    visit.see("You are offline").await;
    visit.say("Later, then").await;
    visit.see("Waiting to be sent").await;
    visit_state(visit, "offline").await;
    let conversation = visit.conversation().await;
    visit
        .admin(
            &format!("{conversation}/take-over"),
            json!({"name": "Marta"}),
        )
        .await;
    visit.offline(false).await;
    visit.see("Marta answers").await;
    visit
        .admin(
            &format!("{conversation}/message"),
            json!({"text": "Hello, this is Marta."}),
        )
        .await;
    visit.see("Hello, this is Marta.").await;
    visit_state(visit, "person").await;

    visit.settle("chat.closeConversation('All is said')").await;
    visit.find("heading", "Conversation ended").await;
    visit_state(visit, "closed").await;
    visit.settle("chat.hide()").await;
    visit.settle("chat.startConversation()").await;
    visit.will_answer("Here.").await;
    visit.settle("chat.send('Hello?')").await;
    visit.find("button", "Open chat, unread: 1").await;
    visit_state(visit, "unread").await;

    visit.embed("data-prefetch=never").await;
    visit.site.fail(".wasm");
    visit.press("Open chat").await;
    visit.see("The chat could not be loaded.").await;
    visit_state(visit, "not-loaded").await;
    visit.expect("Error: inglenook: ");
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_can_use_every_state_on_a_desktop_in_light() {
    let mut visit = Visit::new().await;
    every_state(&mut visit, "desktop-light").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_can_use_every_state_on_a_desktop_in_the_dark() {
    let mut visit = Visit::new().await;
    visit.prefers("dark").await;
    every_state(&mut visit, "desktop-dark").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_can_use_every_state_on_a_phone_in_light() {
    let mut visit = Visit::new().await;
    visit.on_phone(390).await;
    every_state(&mut visit, "phone-light").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_can_use_every_state_on_a_phone_in_the_dark() {
    let mut visit = Visit::new().await;
    visit.on_phone(390).await;
    visit.prefers("dark").await;
    every_state(&mut visit, "phone-dark").await;
    visit.end().await;
}
