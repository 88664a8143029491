//! What there is while something is being looked for.

use super::Ui;
use crate::text::Key;
use leptos::prelude::*;

const LINE: &str = "line";

/// The shape of a transcript, called `words`.
pub fn loading(ui: Ui, words: Key) -> AnyView {
    let line = |_| view! { <span class=LINE></span> }.into_any();
    view! {
        <div class="skeleton" role="img" aria-label=ui.say(words)>
            {(0..5).map(line).collect::<Vec<_>>()}
        </div>
    }
    .into_any()
}
