//! How somebody is shown beside their name.

use super::icons::{PERSON, icon};
use super::live::part;
use super::{Ui, picture};
use crate::chat::conversation::Person;
use leptos::prelude::*;

/// A person's picture where it may be loaded, else their initials, else a drawing of somebody. Their
/// name stands beside it.
pub fn face(ui: Ui, person: &Person) -> AnyView {
    let initials = picture::initials(person.name.as_deref().unwrap_or_default());
    let address = person.picture.as_deref().and_then(|address| {
        picture::allowed(address, &ui.given().outside.origins).map(ToOwned::to_owned)
    });
    let somebody = initials.is_empty().then(|| icon(PERSON));
    let address = RwSignal::new(address);
    let picture = move || {
        let failed = move |_| address.set(None);
        let view = view! { <img src=address.get()? alt="" on:error=failed /> };
        Some(view.into_any())
    };
    view! {
        <span class="face" aria-hidden="true">
            {initials}
            {somebody}
            {part(picture)}
        </span>
    }
    .into_any()
}
