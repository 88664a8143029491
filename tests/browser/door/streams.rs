//! Answers as they stream in, cut anywhere, late, endless, broken.

use super::page::{Door, field, rest, settled, until};
use super::script::{Feed, asked, go_off, held_timers, hold_timers, request, said, stop_frames};
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const ANSWER: &str = concat!(
    ": a comment\r\n\r\n",
    "data: {\"type\":\"text-start\",\"id\":\"t\"}\r\n\r\n",
    "event: message\ndata: {\"type\":\"text-delta\",\"id\":\"t\",\ndata: \"delta\":\"Tea \u{1F375}\"}\n\n",
    "data: {\"type\":\"data-unknown\",\"data\":{}}\n\n",
    "data: {\"type\":\"text-delta\",\"id\":\"t\",\"delta\":\" is ready.\"}\n\n",
    "data: {\"type\":\"finish\"}\n\ndata: [DONE]\n\n",
);

/// A message is sent and the answer to it begins.
async fn answering(options: &[(&str, JsValue)]) -> (Door, Feed) {
    let mut all = vec![("open", true.into())];
    all.extend(options.iter().cloned());
    let door = Door::open(&all);
    let feed = Feed::new("POST /conversations/c1/messages", false);
    let _ = door.widget.send(&"Hello".into());
    until("the message", || {
        asked().iter().any(|it| it.contains("/messages"))
    })
    .await;
    (door, feed)
}

async fn is_complete(door: &Door, text: &str) {
    door.saw(&format!("\"role\":\"assistant\",\"text\":\"{text}\""))
        .await;
}

#[wasm_bindgen_test]
async fn an_answer_can_be_cut_at_every_byte() {
    let (door, feed) = answering(&[]).await;
    for byte in ANSWER.bytes() {
        feed.send_bytes(&Uint8Array::from(&[byte][..]));
    }
    is_complete(&door, "Tea \u{1F375} is ready.").await;
    door.see("Tea \u{1F375} is ready.").await;
}

#[wasm_bindgen_test]
async fn an_answer_can_take_its_time() {
    let (door, feed) = answering(&[]).await;
    let (first, second) = ANSWER.split_at(ANSWER.find("is ready").unwrap());
    feed.send(first);
    door.see("Tea \u{1F375}").await;
    rest().await;
    feed.send(second);
    is_complete(&door, "Tea \u{1F375} is ready.").await;
}

#[wasm_bindgen_test]
async fn the_last_word_ends_an_answer_though_the_connection_stays() {
    let (door, feed) = answering(&[]).await;
    feed.send(ANSWER);
    is_complete(&door, "Tea \u{1F375} is ready.").await;
    until("the end", || feed.cancelled()).await;
}

#[wasm_bindgen_test]
async fn an_answer_that_falls_silent_is_given_up_and_looked_up() {
    let door = Door::open(&[("open", true.into())]);
    hold_timers();
    let feed = Feed::new("/messages", true);
    let _ = door.widget.send(&"Hello".into());
    until("the message", || {
        asked().iter().any(|it| it.contains("/messages"))
    })
    .await;
    feed.say("Tea");
    door.see("Tea").await;
    let before = asked().len();
    go_off(60_000);
    until("a look", || asked().len() > before).await;
    assert_eq!(asked().last().unwrap(), "GET /conversations/c1");
    assert!(feed.cancelled());
}

#[wasm_bindgen_test]
async fn bytes_that_say_nothing_do_not_keep_an_answer_alive() {
    let (door, feed) = answering(&[]).await;
    hold_timers();
    feed.say("Tea");
    door.see("Tea").await;
    let mark = gloo_timers::callback::Timeout::new(7_777, || {});
    let since_mark = || {
        let held = held_timers();
        let mark = held.iter().position(|it| *it == 7_777).unwrap();
        held[mark..].contains(&60_000)
    };
    feed.send(": still here\n\n");
    rest().await;
    assert!(!since_mark(), "nobody waits longer for it");
    feed.chunk(r#"{"type":"reasoning-delta","id":"r","delta":"Hm"}"#);
    until("more time", since_mark).await;
    drop(mark);
}

#[wasm_bindgen_test]
async fn a_finished_answer_does_not_wait_long_for_the_end_of_the_stream() {
    let (door, feed) = answering(&[]).await;
    hold_timers();
    feed.say("Tea");
    feed.chunk(r#"{"type":"finish"}"#);
    until("an end to the patience", || held_timers().contains(&1_000)).await;
    go_off(1_000);
    is_complete(&door, "Tea").await;
    assert!(feed.cancelled());
}

#[wasm_bindgen_test]
async fn a_broken_stream_is_looked_up_and_nothing_is_sent_twice() {
    for deaf in [false, true] {
        let door = Door::open(&[("open", true.into())]);
        let feed = Feed::new("/messages", deaf);
        let sent = door.widget.send(&"Hello".into());
        until("the message", || {
            asked().iter().any(|it| it.contains("/messages"))
        })
        .await;
        feed.say("Tea");
        door.see("Tea").await;
        feed.fail();
        until("a look", || {
            asked().last().unwrap() == "GET /conversations/c1"
        })
        .await;
        assert!(settled(sent).await.is_ok());
        let sends = asked().into_iter().filter(|it| it.contains("/messages"));
        assert_eq!(sends.count(), 1);
    }
}

#[wasm_bindgen_test]
async fn an_error_in_a_stream_has_a_truthful_code() {
    let (door, feed) = answering(&[]).await;
    feed.say("Tea");
    feed.chunk(r#"{"type":"error","errorText":"vendor secret"}"#);
    feed.end();
    door.saw(r#"error {"code":"ANSWER_FAILED"}"#).await;
    is_complete(&door, "Tea").await;
    door.see("Try again").await;
    assert!(!door.words().contains("vendor secret"));
    assert!(door.seen().iter().all(|it| !it.contains("vendor secret")));
}

#[wasm_bindgen_test]
async fn an_event_of_any_depth_is_skipped() {
    let (door, feed) = answering(&[]).await;
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    feed.chunk(&deep);
    feed.chunk(&format!(r#"{{"type":"data-x","data":{deep}}}"#));
    feed.send(ANSWER);
    is_complete(&door, "Tea \u{1F375} is ready.").await;
}

#[wasm_bindgen_test]
async fn rubbish_between_events_is_skipped() {
    let (door, feed) = answering(&[]).await;
    feed.send_bytes(&Uint8Array::from(&[0xff, 0xfe, 0x0a, 0x0a][..]));
    feed.send("data: {\n\ndata: null\n\nretry: x\n\ndata: {\"type\":7}\n\n\n\n");
    feed.send(ANSWER);
    is_complete(&door, "Tea \u{1F375} is ready.").await;
}

#[wasm_bindgen_test]
async fn a_tab_that_draws_nothing_gets_its_answer() {
    let (door, feed) = answering(&[]).await;
    stop_frames();
    let (first, second) = ANSWER.split_at(ANSWER.find("is ready").unwrap());
    feed.send(first);
    until("the beginning", || {
        let snapshot = door.snapshot();
        let messages = snapshot.get("messages").list();
        messages
            .last()
            .is_some_and(|it| field(it, "text").contains("Tea"))
    })
    .await;
    feed.send(second);
    is_complete(&door, "Tea \u{1F375} is ready.").await;
}

#[wasm_bindgen_test]
async fn whole_answers_and_completions_come_the_same_way() {
    for (option, value, part) in [
        ("noStreaming", JsValue::TRUE, "/messages"),
        ("transport", "completions".into(), "/chat/completions"),
    ] {
        let door = Door::open(&[("open", true.into()), (option, value)]);
        door.talk().await;
        door.see("Yes.").await;
        let stream = request(part).get("body").get("stream").clone();
        assert_eq!(stream.is_true(), part != "/messages");
    }
}

#[wasm_bindgen_test]
async fn a_stream_that_nobody_asked_for_is_malformed() {
    let door = Door::open(&[]);
    let _feed = Feed::new("POST /conversations", false);
    let started = door.widget.start_conversation(&JsValue::NULL);
    assert_eq!(settled(started).await, Err("MALFORMED_ANSWER".into()));
    assert!(said().is_empty());
}
