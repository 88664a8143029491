//! What changes in views: closures of a few types, because a browser has to load the machinery
//! behind each type once more.

use leptos::prelude::*;

/// Something that is read again whenever it changes.
pub type Live<T> = Box<dyn Fn() -> T + Send>;

/// A text or the value of an attribute; nothing where there is none.
pub fn words(read: impl Fn() -> Option<String> + Send + 'static) -> Live<Option<String>> {
    Box::new(read)
}

/// Whether something is so.
pub fn flag(read: impl Fn() -> bool + Send + 'static) -> Live<bool> {
    Box::new(read)
}

/// The value `true` of an attribute where something is so.
pub fn truth(read: impl Fn() -> bool + Send + 'static) -> Live<Option<String>> {
    Box::new(move || read().then(|| "true".to_owned()))
}

/// A part of a view; nothing where there is none.
pub fn part(build: impl Fn() -> Option<AnyView> + Send + 'static) -> Live<Option<AnyView>> {
    Box::new(build)
}

/// Does something now and whenever what it reads changes.
pub fn watch(act: impl Fn() + 'static) {
    let act: Box<dyn Fn()> = Box::new(act);
    Effect::new(move |_| act());
}
