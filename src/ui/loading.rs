//! What there is while an earlier conversation is being looked for.

use super::Ui;
use crate::text::Key;
use leptos::prelude::*;

const LINE: &str = "line";

/// The shape of a transcript.
pub fn loading(ui: Ui) -> AnyView {
    let line = |_| view! { <span class=LINE></span> }.into_any();
    view! {
        <div class="skeleton" role="img" aria-label=ui.say(Key::Loading)>
            {(0..5).map(line).collect::<Vec<_>>()}
        </div>
    }
    .into_any()
}
