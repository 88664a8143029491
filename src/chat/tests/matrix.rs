//! The fault matrix: a visitor's whole story, again and again, with one request of it failing in
//! every way there is. Each run ends the same: no words are lost, none arrive twice, what the
//! visitor was told is true, and the chat works.

mod faults;
mod run;
mod server;

use crate::api::Call;
use crate::api::secret::Secret;
use crate::chat::tests::harness::{key_options, silent_options};
use crate::options::{Options, Transport};
use faults::{Fault, Processed, all, of_streams};
use run::Run;
use server::Server;

/// What pages can ask for.
fn pages() -> [Options; 5] {
    let whole = Options {
        no_streaming: true,
        ..key_options()
    };
    let completions = Options {
        transport: Transport::Completions,
        ..key_options()
    };
    let token = Options {
        token: Some(Secret::new("given")),
        ..Options::default()
    };
    [key_options(), whole, completions, token, silent_options()]
}

/// The requests of the story where nothing fails.
fn requests(options: &Options) -> Vec<&'static str> {
    let mut run = Run::new(options.clone(), None);
    run.tells_its_story();
    run.requests
}

#[test]
fn the_story_makes_every_kind_of_request() {
    let [streamed, _, completions, token, silent] = pages();
    let expected = ["start", "send", "send", "close", "start", "send"];
    assert_eq!(requests(&silent), expected);
    let (streamed, completions) = (requests(&streamed), requests(&completions));
    assert!(requests(&token).contains(&"verify"));
    for kind in [
        "identify", "start", "send", "fetch", "rate", "list", "close", "find",
    ] {
        assert!(streamed.contains(&kind), "{kind} in {streamed:?}");
    }
    assert!(completions.contains(&"complete"), "{completions:?}");
}

#[test]
fn whatever_fails_no_words_are_lost_or_doubled_the_notice_is_true_and_the_chat_goes_on() {
    let mut runs = 0;
    for options in pages() {
        for (at, kind) in requests(&options).into_iter().enumerate() {
            for fault in all() {
                Run::new(options.clone(), Some((at, fault.clone()))).holds(kind);
                runs += 1;
            }
        }
    }
    println!("{runs} combinations of page, request and fault");
    assert!(runs > 5_000, "{runs}");
}

#[test]
fn a_streamed_answer_may_be_cut_garbled_doubled_or_mixed_up_at_every_byte() {
    let options = key_options();
    let sent = Call::Send {
        conversation: "c1".into(),
        text: "A".into(),
        page: Default::default(),
        stream: true,
    };
    let mut server = Server::default();
    server.perform(&Call::Start { page_url: None });
    let (_, answer) = server.perform(&sent);
    let first = requests(&options).iter().position(|kind| *kind == "send");
    let mut runs = 0;
    for how in of_streams(&answer) {
        let fault = Fault {
            how,
            processed: Processed::AtOnce,
        };
        Run::new(options.clone(), first.map(|at| (at, fault))).holds("send");
        runs += 1;
    }
    println!("{runs} ways for a streamed answer to go wrong");
    assert!(runs > 700, "{runs}");
}
