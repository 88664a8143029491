//! How somebody is shown beside their name.

use super::icons::{Icon, PERSON, icon};
use super::node::{Node, node};
use super::{Ui, picture};
use crate::chat::conversation::Person;
use leptos::prelude::*;

/// The assistant's picture where it may be loaded, else this drawing.
pub fn assistant(ui: Ui, assistant: Option<Person>, otherwise: Icon) -> Node {
    let shown = assistant.filter(|it| allowed(ui, it).is_some());
    shown.map_or_else(|| icon(otherwise), |assistant| face(ui, &assistant))
}

fn allowed(ui: Ui, person: &Person) -> Option<String> {
    let address = person.picture.as_deref()?;
    picture::allowed(address, &ui.given().outside.origins).map(ToOwned::to_owned)
}

/// A person's picture where it may be loaded, else their initials, else a drawing of somebody. Their
/// name stands beside it.
pub fn face(ui: Ui, person: &Person) -> Node {
    let initials = picture::initials(person.name.as_deref().unwrap_or_default());
    let somebody = initials.is_empty().then(|| icon(PERSON));
    let address = RwSignal::new(allowed(ui, person));
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
