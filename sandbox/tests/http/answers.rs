use serde_json::{Value, json};

use crate::harness::{Sandbox, Visitor, events, failed, ok, spoken};

async fn ask(visitor: &Visitor<'_>, question: &str) -> String {
    let id = visitor.start().await;
    let answer = ok(visitor.send(&id, question).await).await;
    answer["steps"][0]["content"][0]["text"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn the_assistant_quotes_the_documentation_with_citations_that_lead_there() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let answer = ask(
        &visitor,
        "What reason can I give when closing conversations?",
    )
    .await;
    assert!(
        answer.contains("[docs/guide: Closing a conversation][1]"),
        "{answer}"
    );
    assert!(
        answer.contains("optional reason of at most 256 characters"),
        "{answer}"
    );
    assert!(
        answer.contains("see the table."),
        "links to neighbours are text: {answer}"
    );
    let definition = answer
        .lines()
        .find(|line| line.starts_with("[1]: "))
        .unwrap();
    let url = definition.split(' ').nth(1).unwrap();
    assert_eq!(
        url,
        format!("{}/docs/docs/guide.md#closing-a-conversation", sandbox.url)
    );
    assert!(
        definition.ends_with(r#" "docs/guide: Closing a conversation""#),
        "{definition}"
    );
    let page = sandbox
        .get(url.strip_prefix(&sandbox.url).unwrap())
        .send()
        .await
        .unwrap();
    let page = page.text().await.unwrap();
    assert!(
        page.contains("<h2 id=\"closing-a-conversation\">"),
        "{page}"
    );
    assert!(
        page.contains("&lt;script async"),
        "documents are escaped: {page}"
    );
}

#[tokio::test]
async fn a_label_cannot_break_its_citation() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let answer = ask(&visitor, "zygote").await;
    assert!(
        answer.contains("[docs/faq: Is 'lämp' quoted?][1]"),
        "{answer}"
    );
    assert!(
        answer.ends_with("#is-lämp-quoted \"docs/faq: Is 'lämp' quoted?\""),
        "{answer}"
    );
}

#[tokio::test]
async fn code_and_tables_stay_whole() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let answer = ask(&visitor, "How does embedding with a script tag work?").await;
    assert!(answer.contains("```html\n<script async"), "{answer}");
    assert!(answer.contains("# this is no heading\n```"), "{answer}");
    let answer = ask(&visitor, "opening hours on Sunday").await;
    assert!(
        answer.contains("|---|---|\n") && answer.contains("| Sunday | closed |"),
        "{answer}"
    );
}

#[tokio::test]
async fn the_assistant_says_when_it_finds_nothing() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    for question in [
        "photosynthesis in ferns",
        "???",
        "the of and",
        "\" OR NEAR( *",
        "日本語",
    ] {
        let answer = ask(&visitor, question).await;
        assert!(
            answer.starts_with("I found nothing about that"),
            "{question}: {answer}"
        );
    }
}

#[tokio::test]
async fn small_talk_is_answered_as_such() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    for (said, reply) in [
        ("Hello!", "Hello! What"),
        ("hi there", "Hello! What"),
        ("Thank you", "You are welcome."),
        ("Hello, how does closing work?", "According to"),
    ] {
        let answer = ask(&visitor, said).await;
        assert!(answer.starts_with(reply), "{said}: {answer}");
    }
}

#[tokio::test]
async fn scripted_answers_come_once_and_in_order() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    for text in ["First.", "Second."] {
        sandbox.admin("/answers", json!({ "text": text })).await;
    }
    assert_eq!(ask(&visitor, "hello").await, "First.");
    assert_eq!(ask(&visitor, "hello").await, "Second.");
    assert!(ask(&visitor, "hello").await.starts_with("Hello!"));
}

#[tokio::test]
async fn a_scripted_text_can_come_in_pieces_of_any_size_with_parts_behind_it() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let id = visitor.start().await;
    let link = json!({ "buttonLabel": "Open", "href": "https://example.com" });
    let call = json!({ "type": "tool-input-available", "toolCallId": "c1",
        "toolName": "action_display-link", "input": {} });
    let output = json!({ "type": "tool-output-available", "toolCallId": "c1", "output": link });
    let script = json!({ "text": "Grüße 🔥", "chunk": 1, "parts": [call, output] });
    sandbox.admin("/answers", script).await;
    let body = visitor.stream(&id, "hello").await.text().await.unwrap();
    let (events, done) = events(&body);
    assert!(done);
    assert_eq!(spoken(&events), "Grüße 🔥");
    assert_eq!(
        events
            .iter()
            .filter(|event| event["type"] == "text-delta")
            .count(),
        7
    );
    assert_eq!(events.last().unwrap()["type"], "finish");
    let parts = visitor.messages(&id).await[1]["parts"].clone();
    assert_eq!(parts[0], json!({ "type": "text", "text": "Grüße 🔥" }));
    assert_eq!(parts[1]["type"], "tool-action_display-link");
    assert_eq!(parts[1]["state"], "output-available");
    assert_eq!(parts[1]["output"], link);
}

#[tokio::test]
async fn raw_chunks_are_sent_as_they_are() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let id = visitor.start().await;
    let delta = json!({ "type": "text-delta", "id": "t", "delta": "half an ans" });
    let error = json!({ "type": "error", "errorText": "An error occurred." });
    let script = json!({ "parts": [{ "type": "start" }, delta, "not json", error] });
    sandbox.admin("/answers", script.clone()).await;
    let body = visitor.stream(&id, "hello").await.text().await.unwrap();
    assert!(
        body.contains("data: not json\n\n") && body.ends_with("data: [DONE]\n\n"),
        "{body}"
    );
    assert!(!body.contains("finish"), "{body}");
    let message: Value = visitor.messages(&id).await[1].clone();
    assert_eq!(message["status"], "error");
    assert_eq!(message["error"], "An error occurred.");
    assert_eq!(message["parts"][0]["text"], "half an ans");

    sandbox.admin("/answers", script).await;
    failed(visitor.send(&id, "again").await, 502, "BAD_GATEWAY").await;
}
