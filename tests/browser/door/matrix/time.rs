//! Time, which passes only where nothing else goes on.

use super::super::script::{breath, held_timers, pass_time, pause, under_way};
use wasm_bindgen_futures::JsFuture;

/// The last timer that a visit waits for, in milliseconds.
pub const LATEST: f64 = 900_000.0;

/// Waits until nothing goes on but time.
pub async fn calms() {
    let mut calm = 0;
    for _ in 0..10_000 {
        // Something that the browser does, or a frame, which comes a moment later at the latest.
        let busy = under_way() > 0 || held_timers().contains(&250);
        let moment = if busy { pause(1) } else { breath() };
        JsFuture::from(moment).await.unwrap();
        calm = if busy { 0 } else { calm + 1 };
        if calm == 5 {
            return;
        }
    }
    panic!("it never calms down");
}

/// Time passes until nothing more happens by itself.
pub async fn rests(holds: impl Fn() -> Result<(), String>) -> Result<(), String> {
    calms().await;
    holds()?;
    for _ in 0..400 {
        if !pass_time(LATEST) {
            return Ok(());
        }
        calms().await;
        holds()?;
    }
    Err(format!("it never comes to rest: {:?}", held_timers()))
}
