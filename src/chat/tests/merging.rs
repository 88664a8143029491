//! What the backend holds and what is here become one list, whatever the two are.

use super::harness::theirs;
use crate::chat::message::{Author, Delivery, Key, Message, Part, Progress};
use crate::chat::transcript::Transcript;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// A message of the backend: number, author, text, progress.
type Held = (u8, bool, u8, u8);

fn held() -> impl Strategy<Value = Vec<Held>> {
    prop::collection::vec((0..12_u8, any::<bool>(), 0..4_u8, 0..3_u8), 0..10)
}

fn server(list: &[Held]) -> Vec<Message> {
    let message = |&(id, visitor, text, progress): &Held| {
        let progresses = [Progress::Complete, Progress::Awaited, Progress::Failed];
        let author = [Author::Assistant, Author::Visitor];
        theirs(
            &format!("m{id}"),
            author[usize::from(visitor)].clone(),
            ["", "a", "a b", "c"][usize::from(text)],
            if visitor {
                Progress::Complete
            } else {
                progresses[usize::from(progress)]
            },
        )
    };
    list.iter().map(message).collect()
}

/// Something said here: by whom, what, how far it has come.
type Said = (bool, u8, u8);

fn said() -> impl Strategy<Value = Vec<Said>> {
    prop::collection::vec((any::<bool>(), 0..4_u8, 0..6_u8), 0..8)
}

fn say(transcript: &mut Transcript, list: &[Said]) {
    for &(visitor, text, state) in list {
        let key = transcript.next_key();
        let text = ["", "a", "a  b", "c"][usize::from(text)].to_owned();
        let mut message = if visitor {
            Message::from_visitor(key, text, 0)
        } else {
            let mut reply = Message::from_assistant(key, 0);
            reply.parts.push(Part::Text(text));
            reply
        };
        if visitor {
            let deliveries = [
                Delivery::Queued,
                Delivery::Sending,
                Delivery::Sent,
                Delivery::Uncertain,
                Delivery::Failed,
                Delivery::Sent,
            ];
            message.delivery = deliveries[usize::from(state)];
        } else {
            let progress = [
                Progress::Streaming,
                Progress::Awaited,
                Progress::Complete,
                Progress::Stopped,
                Progress::Interrupted,
                Progress::Failed,
            ];
            message.progress = progress[usize::from(state)];
        }
        transcript.append(message);
    }
}

fn keys(transcript: &Transcript) -> Vec<Key> {
    let messages = transcript.messages().iter();
    messages.map(|message| message.key).collect()
}

fn ids(messages: &[Message]) -> Vec<String> {
    messages.iter().filter_map(|it| it.id.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4 * ProptestConfig::default().cases, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_nothing_is_twice_and_the_backends_order_holds(
        first in held(), local in said(), again in any::<Option<u8>>(), second in held(),
    ) {
        let mut transcript = Transcript::default();
        transcript.merge(server(&first));
        say(&mut transcript, &local);
        let resent = again.and_then(|place| {
            let messages = transcript.messages();
            let visitors = messages.iter().filter(|it| it.is_visitors());
            let found = visitors.map(|it| it.key).nth(usize::from(place % 8));
            found.inspect(|key| transcript.send_again(*key))
        });
        let before = keys(&transcript);
        let list = server(&second);
        transcript.merge(list.clone());

        let after = keys(&transcript);
        let unique: BTreeSet<_> = after.iter().collect();
        prop_assert_eq!(unique.len(), after.len());
        prop_assert!(before.iter().all(|key| after.contains(key)));

        let shown = ids(transcript.messages());
        let distinct: BTreeSet<_> = shown.iter().collect();
        prop_assert_eq!(distinct.len(), shown.len());
        let mut wanted = ids(&list);
        let mut seen = BTreeSet::new();
        wanted.retain(|id| seen.insert(id.clone()));
        let in_order: Vec<_> = shown.iter().filter(|id| seen.contains(*id)).cloned().collect();
        if resent.is_none() {
            prop_assert_eq!(&in_order, &wanted);
        } else {
            wanted.retain(|id| in_order.contains(id));
            prop_assert_eq!(&in_order, &wanted);
            prop_assert!(seen.len() - in_order.len() <= 1);
        }

        let once: Vec<_> = transcript.messages().to_vec();
        let revision = transcript.revision();
        let new = transcript.merge(list);
        prop_assert_eq!(new, Vec::<Key>::new());
        prop_assert_eq!(&once, transcript.messages());
        prop_assert_eq!(revision, transcript.revision());
    }
}

#[test]
fn words_that_failed_before_anything_was_sent_stay_first() {
    let mut transcript = Transcript::default();
    say(&mut transcript, &[(true, 1, 4), (true, 3, 2)]);
    transcript.merge(vec![theirs("m0", Author::Visitor, "c", Progress::Complete)]);
    assert_eq!(keys(&transcript), [1, 2]);
}

#[test]
fn a_failed_message_stays_between_what_was_said_before_and_after_it() {
    let mut transcript = Transcript::default();
    let before = theirs("m0", Author::Visitor, "before", Progress::Complete);
    let after = theirs("m1", Author::Visitor, "after", Progress::Complete);
    transcript.merge(vec![before.clone()]);
    say(&mut transcript, &[(true, 1, 4)]);
    transcript.merge(vec![before, after]);
    assert_eq!(keys(&transcript), [1, 2, 3]);
}

#[test]
fn one_of_two_equal_messages_that_arrived_is_the_one_that_did_not_fail() {
    let mut transcript = Transcript::default();
    say(&mut transcript, &[(true, 1, 4), (true, 1, 2)]);
    transcript.merge(vec![theirs("m0", Author::Visitor, "a", Progress::Complete)]);
    let found = transcript.messages().iter().map(|it| it.id.is_some());
    assert_eq!(found.collect::<Vec<_>>(), [false, true]);
}

#[test]
fn a_message_that_was_not_sent_yet_is_not_taken_for_an_equal_one_of_another_tab() {
    let mut transcript = Transcript::default();
    say(&mut transcript, &[(true, 1, 0)]);
    transcript.merge(vec![theirs("m0", Author::Visitor, "a", Progress::Complete)]);
    assert_eq!(transcript.messages().len(), 2);
    let queued = transcript.get(1).unwrap();
    assert_eq!((queued.delivery, &queued.id), (Delivery::Queued, &None));
}

#[test]
fn a_reply_that_arrived_is_not_taken_back_for_less() {
    for (progress, text) in [
        (Progress::Failed, ""),
        (Progress::Failed, "other"),
        (Progress::Complete, ""),
        (Progress::Awaited, ""),
    ] {
        let mut transcript = Transcript::default();
        say(&mut transcript, &[(false, 3, 4)]);
        transcript.merge(vec![theirs("m0", Author::Assistant, text, progress)]);
        assert_eq!(transcript.messages()[0].text(), "c", "{progress:?} {text}");
        assert_eq!(transcript.messages().len(), 1);
    }
}

#[test]
fn ten_thousand_messages_merge_at_once() {
    let list: Vec<_> = (0..10_000)
        .map(|number| {
            let author = [Author::Visitor, Author::Assistant][number % 2].clone();
            theirs(&format!("m{number}"), author, "text", Progress::Complete)
        })
        .collect();
    let mut transcript = Transcript::default();
    assert_eq!(transcript.merge(list.clone()).len(), 10_000);
    transcript.take_touched();
    assert_eq!(transcript.merge(list).len(), 0);
    assert!(
        transcript.take_touched().is_empty(),
        "no row is drawn again"
    );
}

#[test]
fn a_text_that_stayed_empty_makes_no_answer_another_one() {
    let mut transcript = Transcript::default();
    let key = transcript.next_key();
    let mut ours = Message::from_assistant(key, 0);
    ours.progress = Progress::Complete;
    ours.parts = ["", "Hi", ""].map(|it| Part::Text(it.into())).into();
    transcript.append(ours);
    for text in ["Hi", "Hi!"] {
        let held = theirs("m1", Author::Assistant, text, Progress::Complete);
        transcript.merge(vec![held]);
        let ours = transcript.get(key).unwrap();
        assert_eq!(ours.text(), text);
        assert_eq!(ours.rewrites, 0);
        assert_eq!(ours.parts.len(), 3, "what is on screen stays there");
    }
}

#[test]
fn the_answer_of_another_tab_is_not_taken_for_the_one_that_came_here() {
    for (here, held) in [("To B", "To B"), ("To", "To B"), ("", "To B")] {
        let mut transcript = Transcript::default();
        let mut question = Message::from_visitor(transcript.next_key(), "B asks".into(), 0);
        question.delivery = Delivery::Sent;
        transcript.append(question);
        let mut answer = Message::from_assistant(transcript.next_key(), 0);
        answer.parts = vec![Part::Text(here.into())];
        answer.progress = Progress::Interrupted;
        transcript.append(answer);
        let row = |id, author, text| theirs(id, author, text, Progress::Complete);
        let mut server = vec![
            row("m1", Author::Visitor, "A asks"),
            row("m2", Author::Visitor, "B asks"),
            row("m3", Author::Assistant, "For A"),
            row("m4", Author::Assistant, held),
        ];
        // Of what has no words yet, only the place can tell.
        if here.is_empty() {
            server.swap(2, 3);
        }
        let new = transcript.merge(server);
        let ours = transcript.get(2).unwrap();
        assert_eq!(
            (ours.id.as_deref(), ours.text().as_str()),
            (Some("m4"), held)
        );
        assert_eq!(ours.rewrites, 0, "{here:?}");
        assert!(!new.contains(&2));
        assert_eq!(new.len(), 2, "what was said in the other tab is new");
    }
}
