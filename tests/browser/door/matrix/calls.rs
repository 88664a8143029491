//! Every call that can be made, and the rows about it: one that is new does not compile before it has
//! its own.

use inglenook::api::Call;
use inglenook::api::backend::Backend::PolyAi;
use inglenook::api::secret::Secret;
use inglenook::options::Options;

/// Which rows are about a call of this kind.
pub fn names(call: &Call) -> &'static [&'static str] {
    match call {
        Call::Identify { .. } => &["identify"],
        Call::Configuration { .. } => &["configuration"],
        Call::Verify => &["verify"],
        Call::FindOpen => &["find"],
        Call::Start { .. } => &["start", "start for the page", "create"],
        Call::Fetch { .. } => &["load", "refresh", "check", "pick", "open"],
        Call::List { .. } => &["recent", "glance", "list"],
        Call::Tail { .. } => &["tail"],
        Call::Send { .. } => &["send", "send whole", "respond"],
        Call::Complete { .. } => &["complete", "complete whole"],
        Call::Rate { .. } => &["rate"],
        Call::Close { .. } => &["close", "end"],
    }
}

/// One of each kind of call, for each backend.
pub fn each() -> Vec<(Options, Call)> {
    let conversation = || "c1".to_owned();
    let key = || Secret::new("pk_matrix");
    let list = |limit| Call::List { offset: 0, limit };
    let calls = [
        Call::Identify {
            api_key: key(),
            visitor_id: key(),
        },
        Call::Configuration { api_key: key() },
        Call::Verify,
        Call::FindOpen,
        Call::Start { page_url: None },
        Call::Fetch {
            conversation: conversation(),
        },
        list(1),
        list(3),
        list(20),
        Call::Tail {
            conversation: conversation(),
            offset: 55,
        },
        Call::Send {
            conversation: conversation(),
            text: "Hello".into(),
            page: Default::default(),
            stream: true,
        },
        Call::Complete {
            assistant: None,
            turns: Vec::new(),
            stream: true,
        },
        Call::Rate {
            message: "m2".into(),
            feedback: None,
        },
        Call::Close {
            conversation: conversation(),
            reason: None,
        },
    ];
    let silent = Options {
        backend: PolyAi,
        account_id: Some("acme".into()),
        project_id: Some("web".into()),
        ..Options::default()
    };
    let backends = [Options::default(), silent];
    let each = |options: &Options| calls.clone().map(|call| (options.clone(), call));
    backends.iter().flat_map(each).collect()
}
