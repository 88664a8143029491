//! Asking the page for a visitor token. Whatever it does, there is an answer: a token or none.

use super::{Runtime, warn};
use crate::api::secret::Secret;
use crate::chat::command::{CallId, TokenReason};
use crate::chat::event::Fact;
use crate::options;
use gloo_timers::callback::Timeout;
use js_sys::{Function, Promise};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// How long the page may take, in milliseconds.
const PATIENCE: u32 = 30_000;

/// A token, or what the site owner is told. Never what the page answered: it may be a secret.
type Answer = Result<Secret, &'static str>;

impl Runtime {
    pub(super) fn ask_token(self: &Rc<Self>, id: CallId, reason: TokenReason) {
        let answer = {
            let runtime = Rc::downgrade(self);
            move |answer: Answer| {
                if let Some(runtime) = runtime.upgrade() {
                    runtime.token_answered(id, answer);
                }
            }
        };
        let give_up = answer.clone();
        let timeout = Timeout::new(PATIENCE, move || {
            give_up(Err("getToken did not answer within 30 seconds."));
        });
        self.question.replace(Some((id, timeout)));
        let asked = self.get_token.borrow().clone();
        spawn_local(async move {
            answer(match asked {
                Some(asked) => ask(&asked, reason).await,
                None => Err("getToken is no longer there."),
            });
        });
    }

    /// The first answer to the last question counts.
    fn token_answered(self: &Rc<Self>, id: CallId, answer: Answer) {
        let question = self.question.take();
        match question {
            Some((asked, _)) if asked == id => {}
            other => {
                self.question.replace(other);
                return;
            }
        }
        let token = answer.map_err(warn).ok();
        self.dispatch(Fact::TokenGiven(id, token));
    }
}

async fn ask(asked: &Function, reason: TokenReason) -> Answer {
    const FAILED: &str = "getToken failed: it threw, or its promise was rejected.";
    let answer = asked.call1(&JsValue::NULL, &reason.word().into());
    let answer = Promise::resolve(&answer.map_err(|_| FAILED)?);
    let token = JsFuture::from(answer).await.map_err(|_| FAILED)?;
    let token = token.as_string().filter(|it| options::is_header_value(it));
    token
        .map(Secret::new)
        .ok_or("getToken must answer with a token: a line of visible ASCII characters.")
}
