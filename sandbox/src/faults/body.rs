//! Damaged bodies. They are streams that really fail, so that the connection really breaks.

use std::future::pending;
use std::io;
use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes};
use axum::response::Response;
use futures_util::{StreamExt, stream};

/// Marks an answer that nobody will get.
#[derive(Clone, Copy)]
pub(crate) struct Dropped;

/// Long enough for what was written before to leave the machine.
const FLUSH: Duration = Duration::from_millis(20);

/// An answer whose body fails at once: the server closes the connection before a byte is sent.
pub(super) fn dropped() -> Response {
    let mut response = Response::new(Body::from_stream(stream::once(async { broken() })));
    response.extensions_mut().insert(Dropped);
    response
}

pub(super) fn garbage() -> Body {
    Body::from(&b"\x00\xff\xfe{\"object\": ]<html>\r\ndata: {\"type\":\r\n\r\n\xc3("[..])
}

/// Every event twice, whole: events end with an empty line.
pub(super) fn twice(body: Body) -> Body {
    let start = (body.into_data_stream(), Vec::new());
    Body::from_stream(stream::unfold(
        start,
        |(mut rest, mut pending)| async move {
            match rest.next().await {
                Some(Ok(bytes)) => {
                    pending.extend_from_slice(&bytes);
                    let whole = end_of_events(&pending);
                    let after = pending.split_off(whole);
                    let events = split_events(&pending).flat_map(|event| [event, event]);
                    let doubled = events.collect::<Vec<_>>().concat();
                    Some((Ok(Bytes::from(doubled)), (rest, after)))
                }
                Some(Err(error)) => Some((Err(io::Error::other(error)), (rest, pending))),
                None if pending.is_empty() => None,
                None => Some((
                    Ok(Bytes::from(std::mem::take(&mut pending))),
                    (rest, pending),
                )),
            }
        },
    ))
}

/// The body in pieces of `size` bytes, each sent on its own.
pub(super) fn pieces(body: Body, size: usize, pause: Duration) -> Body {
    let start = (body.into_data_stream(), Bytes::new());
    Body::from_stream(stream::unfold(
        start,
        move |(mut rest, mut held)| async move {
            while held.is_empty() {
                match rest.next().await? {
                    Ok(bytes) => held = bytes,
                    Err(error) => return Some((Err(io::Error::other(error)), (rest, held))),
                }
            }
            let piece = held.split_to(size.min(held.len()));
            wait_before(&piece, pause).await;
            Some((Ok(piece), (rest, held)))
        },
    ))
}

/// Sends the first `bytes` and then breaks the connection.
pub(super) fn cut(body: Body, bytes: usize) -> Body {
    let start = Some((body.into_data_stream(), bytes));
    Body::from_stream(stream::unfold(start, |state| async move {
        let (mut rest, left) = state?;
        match first(&mut rest, left).await {
            Some(piece) => {
                let left = left - piece.len();
                Some((Ok(piece), Some((rest, left))))
            }
            None => {
                tokio::time::sleep(FLUSH).await;
                Some((broken(), None))
            }
        }
    }))
}

/// Sends the first `bytes` and then nothing any more.
pub(super) fn silent(body: Body, bytes: usize) -> Body {
    let start = (body.into_data_stream(), bytes);
    Body::from_stream(stream::unfold(start, |(mut rest, left)| async move {
        match first(&mut rest, left).await {
            Some(piece) => {
                let left = left - piece.len();
                Some((Ok::<_, io::Error>(piece), (rest, left)))
            }
            None => pending().await,
        }
    }))
}

/// The next piece of at most `left` bytes; none when the body or the allowance is used up.
async fn first(body: &mut BodyDataStream, left: usize) -> Option<Bytes> {
    if left == 0 {
        return None;
    }
    let mut piece = body.next().await?.ok()?;
    piece.truncate(left);
    Some(piece)
}

/// Between two pieces the server must have nothing to send, or it would join them. A real pause
/// in the middle of a character makes it likely that a browser sees the halves, too.
async fn wait_before(piece: &[u8], pause: Duration) {
    if !pause.is_zero() {
        tokio::time::sleep(pause).await;
    } else if piece.first().is_some_and(|byte| !byte.is_ascii()) {
        tokio::time::sleep(Duration::from_millis(2)).await;
    } else {
        tokio::task::yield_now().await;
    }
}

fn broken() -> io::Result<Bytes> {
    Err(io::Error::new(
        io::ErrorKind::ConnectionAborted,
        "the connection breaks on request",
    ))
}

fn end_of_events(bytes: &[u8]) -> usize {
    bytes
        .windows(2)
        .rposition(|two| two == b"\n\n")
        .map_or(0, |at| at + 2)
}

fn split_events(mut bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let at = bytes.windows(2).position(|two| two == b"\n\n")?;
        let (event, rest) = bytes.split_at_checked(at + 2)?;
        bytes = rest;
        Some(event)
    })
}
