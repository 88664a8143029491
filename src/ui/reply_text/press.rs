//! The buttons inside a reply: one listener hears them all.

use super::pen::{Pen, set};
use crate::text::Key;
use crate::ui::Ui;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, Event, HtmlElement};

/// Does what the pressed button is for.
pub fn pressed(ui: Ui, pen: &Pen, event: &Event) -> Option<()> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let button = target.closest("button").ok()??;
    if button.has_attribute("data-copy") {
        copy(ui, pen, &button)
    } else {
        show_image(pen, &button)
    }
}

fn copy(ui: Ui, pen: &Pen, button: &Element) -> Option<()> {
    let figure = button.closest("figure").ok()??;
    let code = figure.query_selector("code").ok()??.text_content()?;
    let (button, words) = (
        button.clone(),
        [Key::CopyCode, Key::Copied].map(|key| pen.say(key)),
    );
    ui.copy(&code, move |now| {
        let [copy, copied] = &words;
        button.set_text_content(Some(if now { copied } else { copy }));
    });
    Some(())
}

/// Only now, because the visitor wants it.
fn show_image(pen: &Pen, button: &Element) -> Option<()> {
    let image = pen.element("img")?;
    set(&image, "alt", &button.get_attribute("data-alt")?);
    set(&image, "referrerpolicy", "no-referrer");
    set(&image, "src", &button.get_attribute("data-image")?);
    button.replace_with_with_node_1(&image).ok()?;
    // The focus was on the button, which is gone.
    set(&image, "tabindex", "-1");
    image.dyn_ref::<HtmlElement>()?.focus().ok()
}
