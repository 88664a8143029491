//! How somebody is shown beside their name.

use super::icons::{PERSON, icon};
use super::node::{Node, node};
use super::{Ui, picture};
use crate::chat::conversation::Person;
use leptos::prelude::*;

/// A person's picture where it may be loaded, else their initials, else a drawing of somebody. Their
/// name stands beside it.
pub fn face(ui: Ui, person: &Person) -> Node {
    let initials = picture::initials(person.name.as_deref().unwrap_or_default());
    let address = person.picture.as_deref().and_then(|address| {
        picture::allowed(address, &ui.given().outside.origins).map(ToOwned::to_owned)
    });
    let somebody = initials.is_empty().then(|| icon(PERSON));
    let address = RwSignal::new(address);
    let picture = move || {
        let picture = node("img").set("src", address.get()?).set("alt", "");
        Some(picture.on("error", move |_| address.set(None)))
    };
    node("span")
        .class("face")
        .set("aria-hidden", "true")
        .text(initials)
        .add_all(somebody)
        .part(picture)
}
