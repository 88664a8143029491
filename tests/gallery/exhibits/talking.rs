//! Conversations: what was said, what is being said, and what becomes of it.

use super::Exhibit;
use crate::stage::{NOW, Stage, until};
use crate::states::{self, message};
use inglenook::api::Call;
use inglenook::api::answer::Delta;
use inglenook::api::failure::Failure;
use inglenook::chat::event::Fact;
use inglenook::chat::message::{Author, Feedback, Message, Part, Progress};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

const DAY: i64 = 86_400_000;

const RICH: &str = include_str!("rich.md");

pub fn exhibits() -> Vec<Exhibit> {
    vec![
        Exhibit::new("conversation", conversation),
        Exhibit::new("conversation-over-days", over_days),
        Exhibit::new("conversation-scrolled-back", scrolled_back),
        Exhibit::new("answer-rich", |stage| {
            said(stage, "How do I dry wood?", vec![Part::Text(RICH.into())]);
        }),
        Exhibit::new("answer-with-sources", |stage| {
            said(stage, "When do you deliver?", sourced())
        }),
        Exhibit::new("answer-with-picture", with_picture),
        Exhibit::new("answer-rated", rated),
        Exhibit::new("mixed-directions", mixed),
        Exhibit::new("long-words", long_words),
        Exhibit::new("draft-long", |stage| {
            conversation(stage);
            stage.tell(Fact::Drafted(String::new()));
            draft(stage, "A line of a longer message.\n", 12);
        }),
        Exhibit::new("draft-too-long", |stage| {
            conversation(stage);
            draft(stage, "word ", 2001);
        }),
        Exhibit::new("sending", |stage| states::sending(stage, QUESTION)),
        Exhibit::new("queued", |stage| {
            states::sending(stage, QUESTION);
            states::submit(stage, "And birch?");
        }),
        Exhibit::new("streaming", |stage| {
            streaming(stage);
        }),
        Exhibit::new("stopped", |stage| {
            streaming(stage);
            stage.tell(Fact::Stopped);
        }),
        Exhibit::new("answer-broke-off", |stage| {
            let id = streaming(stage);
            stage.tell(Fact::Streamed(id, vec![Delta::Failed, Delta::Finished]));
            stage.tell(Fact::StreamEnded(id));
        }),
        Exhibit::new("answer-cut", |stage| {
            let id = streaming(stage);
            stage.tell(Fact::StreamEnded(id));
        }),
        Exhibit::new("checking", |stage| {
            states::sending(stage, QUESTION);
            states::fail(
                stage,
                |call| matches!(call, Call::Send { .. }),
                Failure::Network,
            );
        }),
        Exhibit::new("human-agent", human_agent),
        Exhibit::new("human-agent-awaited", |stage| {
            let mut conversation = states::conversation();
            conversation.human_handled = true;
            let messages = states::exchange("Can I talk to somebody?", "I am getting someone.");
            states::resumed(stage, conversation, messages);
            states::submit(stage, "I will wait.");
        }),
    ]
}

const QUESTION: &str = "And oolong, when would that be there again?";

/// A short exchange.
pub fn conversation(stage: &Stage) {
    let answer = "Beech, if you want **heat**; oak, if you want it to *last*. Both have dried for two summers.";
    let messages = states::exchange("Which wood should I take for my stove?", answer);
    states::resumed(stage, states::conversation(), messages);
}

/// An answer came while the panel was hidden.
pub fn answered_behind_the_back(stage: &Stage) {
    states::sending(stage, QUESTION);
    stage.tell(Fact::Hidden);
    let id = stage.begin_stream();
    stage.stream(id, "Next week.");
    stage.tell(Fact::Streamed(id, vec![Delta::Finished]));
    stage.tell(Fact::StreamEnded(id));
}

fn said(stage: &Stage, question: &str, parts: Vec<Part>) {
    let mut messages = states::exchange(question, "");
    messages[1].parts = parts;
    states::resumed(stage, states::conversation(), messages);
}

fn sourced() -> Vec<Part> {
    let source = |url: &str, title: &str| Part::Source {
        url: url.into(),
        title: (!title.is_empty()).then(|| title.into()),
    };
    vec![
        Part::Text("On **Thursdays**, within 40 km. Stacking is 12 € for each cubic metre.".into()),
        source("https://ember-oak.example/delivery", "Delivery"),
        source("https://ember-oak.example/prices/of/stacking?in=2024", ""),
        Part::Link {
            label: "Book a delivery".into(),
            href: "https://ember-oak.example/book".into(),
        },
    ]
}

/// The visitor has asked to see what is not there by itself.
fn with_picture(stage: &Stage) {
    let origin = web_sys::window().unwrap().location().origin().unwrap();
    let answer = format!(
        "Off the ground, and under a roof:\n\n![A stack of wood]({origin}/gallery/stack.svg)\n\nLet the wind through."
    );
    said(stage, "How do I stack wood?", vec![Part::Text(answer)]);
    let root = stage.root.clone();
    spawn_local(async move {
        let button = || root.query_selector("[data-image]").unwrap();
        until("a picture to ask for", || button().is_some()).await;
        button().unwrap().unchecked_into::<HtmlElement>().click();
    });
}

fn over_days(stage: &Stage) {
    let mut messages = Vec::new();
    for (day, question, answer) in [
        (9, "Is beech in stock?", "It is, in 25 and 33 cm."),
        (1, "And oak?", "Oak too, in 33 cm."),
        (
            0,
            "I will take both.",
            "Very good. Shall we deliver on Thursday?",
        ),
    ] {
        let at = Some(NOW - day * DAY);
        for (author, text) in [(Author::Visitor, question), (Author::Assistant, answer)] {
            let id = format!("m{}", messages.len());
            messages.push(Message {
                at,
                ..message(&id, author, text)
            });
        }
    }
    states::resumed(stage, states::conversation(), messages);
}

/// The visitor reads what was said before; meanwhile an answer comes.
fn scrolled_back(stage: &Stage) {
    let messages = (0..30).map(|at| {
        let author = [Author::Visitor, Author::Assistant][at % 2].clone();
        message(&format!("m{at}"), author, "Beech, if you want **heat**.")
    });
    states::resumed(stage, states::conversation(), messages.collect());
    states::submit(stage, QUESTION);
    let id = stage.take_call(|call| matches!(call, Call::Send { .. }));
    let (root, store) = (stage.root.clone(), stage.store());
    spawn_local(async move {
        let find = |what| root.query_selector(what).unwrap();
        let is_long = || find(".transcript").is_some_and(|log| log.scroll_top() > 200);
        until("a long transcript", is_long).await;
        find(".transcript").unwrap().set_scroll_top(0);
        until("the way back", || find(".jump").is_some()).await;
        let text = Delta::Opened(Part::Text("Next week.".into()));
        store.dispatch(Fact::StreamOpened(id));
        store.dispatch(Fact::Streamed(id, vec![text, Delta::Finished]));
        store.dispatch(Fact::StreamEnded(id));
    });
}

fn rated(stage: &Stage) {
    let mut messages = states::exchange("Is tea in stock?", "Yes, it is.");
    messages[1].feedback = Some(Feedback::Like);
    states::resumed(stage, states::conversation(), messages);
}

fn mixed(stage: &Stage) {
    let messages = vec![
        message("m1", Author::Visitor, "هل الشاي متوفر؟"),
        message(
            "m2",
            Author::Assistant,
            "نعم، **الشاي** متوفر بسعر 12 € في متجر `Ember & Oak`.\n\n- شاي أخضر\n- Earl Grey",
        ),
        message(
            "m3",
            Author::Visitor,
            "Great, I take two boxes of Earl Grey.",
        ),
        message(
            "m4",
            Author::Assistant,
            "שתי קופסאות Earl Grey, בבקשה.\n\nIs there anything else?",
        ),
    ];
    states::resumed(stage, states::conversation(), messages);
}

fn long_words(stage: &Stage) {
    let address =
        "https://example.com/a/very/long/address/that/does/not/fit/anywhere?and=goes&on=for#ever";
    let answer = format!(
        "See {address}\n\n```\n{address}\n```\n\n|A|B|C|\n|-|-|-|\n|{0}|{0}|{0}|",
        "unbreakable".repeat(4)
    );
    let messages = states::exchange(&"Donaudampfschifffahrtsgesellschaft".repeat(3), &answer);
    states::resumed(stage, states::conversation(), messages);
}

/// What somebody has typed; the view is told as after a reload.
fn draft(stage: &Stage, text: &str, times: usize) {
    stage.type_now("textarea", &text.repeat(times));
}

fn streaming(stage: &Stage) -> u32 {
    states::sending(stage, QUESTION);
    let id = stage.begin_stream();
    stage.stream(id, "Oolong comes with the next ship, which is **due** on");
    id
}

fn human_agent(stage: &Stage) {
    let mut conversation = states::conversation();
    conversation.human_handled = true;
    conversation.human_agent = Some(states::agent());
    let mut messages = states::exchange("Can I talk to somebody?", "I am getting someone.");
    messages.push(message(
        "m3",
        Author::HumanAgent(states::agent()),
        "Hello, this is Noor. What can I do for you?",
    ));
    messages.push(Message {
        progress: Progress::Complete,
        ..message("m4", Author::Visitor, "The wood that came is wet.")
    });
    messages.push(message("m5", Author::HumanAgent(states::agent()), "That should not be. We take it back and bring you dry wood on Thursday, is that all right?"));
    states::resumed(stage, conversation, messages);
}
