//! How somebody is shown beside their name.

use super::{Ui, picture};
use crate::chat::conversation::Person;
use leptos::prelude::*;

/// A person's picture where it may be loaded, else their initials. Their name stands beside it.
pub fn face(ui: Ui, person: &Person) -> impl IntoView + use<> {
    let initials = picture::initials(person.name.as_deref().unwrap_or_default());
    let address = person.picture.as_deref().and_then(|address| {
        let allowed = |outside: &super::Outside| {
            picture::allowed(address, &outside.origins).map(ToOwned::to_owned)
        };
        ui.outside.with_value(allowed)
    });
    let (address, set_address) = signal(address);
    view! {
        <span class="face" aria-hidden="true">
            {initials}
            {move || {
                let address = address.get()?;
                let failed = move |_| set_address.set(None);
                Some(view! { <img src=address alt="" on:error=failed /> })
            }}
        </span>
    }
}
