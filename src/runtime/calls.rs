//! Calls under way: performed, streamed, reported.

use super::Runtime;
use super::frame::{self, Frame};
use super::{listen, slice};
use crate::api::Call;
use crate::api::answer::{Answer, Delta};
use crate::api::client::{self, Guard, Received, Stream};
use crate::api::failure::Failure;
use crate::api::secret::Secret;
use crate::api::sse::Sse;
use crate::chat::command::CallId;
use crate::chat::event::Fact;
use std::cell::RefCell;
use std::rc::{Rc, Weak};
use wasm_bindgen_futures::spawn_local;

/// How many bytes of an answer one frame shows: forty thousand words a second come through, for half
/// of a desktop's frame each.
const SLICE: usize = 4096;

/// What is longer than this, in bytes, is read in one frame and shown in the next.
const LONG: usize = 1 << 18;

impl Runtime {
    pub(super) fn call(self: &Rc<Self>, id: CallId, call: Call, token: Option<Secret>) {
        let mut call = call;
        // All tabs of a browser are one visitor, whichever of them began.
        if let Call::Identify { visitor_id, .. } = &mut call
            && let Some(stored) = self.storage.borrow().visitor()
        {
            *visitor_id = stored;
        }
        let made = self.store.peek(|chat| {
            let options = chat.options();
            let request = options.backend.request(&call, options)?;
            Some((options.backend, request))
        });
        let Some((backend, request)) = made.flatten() else {
            return self.dispatch(Fact::Answered(id, Err(Failure::Malformed)));
        };
        let Ok(guard) = Guard::new() else {
            return self.dispatch(Fact::Answered(id, Err(Failure::Network)));
        };
        self.calls.borrow_mut().insert(id, Rc::clone(&guard));
        let base = self.base_url.borrow().clone();
        let runtime = Rc::downgrade(self);
        spawn_local(async move {
            let streams = matches!(call, Call::Send { .. } | Call::Complete { .. });
            let received = client::fetch(&base, &request, token.as_ref(), streams, &guard).await;
            let result = match received {
                Ok(Received::Stream(stream)) => return read(&runtime, id, stream).await,
                Ok(Received::Whole(response)) => {
                    let is_long = response.body.len() > LONG;
                    let reply = backend.reply(&call, response);
                    if is_long {
                        frame::next().await;
                    }
                    reply
                }
                Err(failure) => Err(failure),
            };
            if let Some(runtime) = runtime.upgrade() {
                runtime.calls.borrow_mut().remove(&id);
                runtime.dispatch(Fact::Answered(id, result));
            }
        });
    }
}

/// Reads a stream to its end and reports it once a frame.
async fn read(runtime: &Weak<Runtime>, id: CallId, stream: Stream) {
    let report = |fact| {
        if let Some(runtime) = runtime.upgrade() {
            runtime.dispatch(fact);
        }
    };
    report(Fact::StreamOpened(id));
    let mut sse = Sse::default();
    let mut answer = Answer::default();
    let frames = Rc::new(Frames {
        runtime: runtime.clone(),
        id,
        deltas: RefCell::default(),
        frame: RefCell::default(),
    });
    let (mut done, mut complete) = (false, false);
    while !done && let Some(bytes) = stream.next().await {
        let mut more = false;
        sse.feed(&bytes, |data| {
            more = true;
            done |= data == "[DONE]";
            let deltas = answer.read(data);
            complete |= deltas.contains(&Delta::Finished);
            frames.add(deltas);
        });
        match (more, complete) {
            (true, true) => stream.is_complete(),
            (true, false) => stream.goes_on(),
            (false, _) => {}
        }
        frames.plan();
    }
    sse.finish(|data| frames.add(answer.read(data)));
    // Some backends leave the connection open after the last word.
    stream.close();
    frames.finish().await;
    if let Some(runtime) = runtime.upgrade() {
        runtime.calls.borrow_mut().remove(&id);
    }
    report(Fact::StreamEnded(id));
}

/// Collects what arrives between two frames.
struct Frames {
    runtime: Weak<Runtime>,
    id: CallId,
    deltas: RefCell<Vec<Delta>>,
    frame: RefCell<Option<Frame>>,
}

impl Frames {
    fn add(&self, deltas: Vec<Delta>) {
        let mut collected = self.deltas.borrow_mut();
        for delta in deltas {
            // Tokens of one part between two frames are one longer text.
            if let (
                Some(Delta::Appended { part, text }),
                Delta::Appended {
                    part: to,
                    text: more,
                },
            ) = (collected.last_mut(), &delta)
                && part == to
            {
                text.push_str(more);
            } else {
                collected.push(delta);
            }
        }
    }

    fn plan(self: &Rc<Self>) {
        let planned = self.frame.borrow().is_some();
        if self.deltas.borrow().is_empty() || planned {
            return;
        }
        let frames = Rc::downgrade(self);
        let frame = Frame::plan(move || {
            if let Some(frames) = frames.upgrade() {
                let done = frames.frame.take();
                frames.flush();
                frames.plan();
                drop(done);
            }
        });
        self.frame.replace(Some(frame));
    }

    /// Reports what is left, frame by frame.
    async fn finish(&self) {
        self.frame.take();
        self.flush();
        while !self.deltas.borrow().is_empty() {
            frame::next().await;
            self.flush();
        }
    }

    /// Reports as much as one frame can show; all of it where nobody is looking.
    fn flush(&self) {
        let most = if listen::is_visible() {
            SLICE
        } else {
            usize::MAX
        };
        let deltas = slice::take(&mut self.deltas.borrow_mut(), most);
        if let (false, Some(runtime)) = (deltas.is_empty(), self.runtime.upgrade()) {
            runtime.dispatch(Fact::Streamed(self.id, deltas));
        }
    }
}
