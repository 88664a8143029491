//! The configuration of the vendor's own widget, as far as it means something here. `customCSSStyles`
//! does not: a stylesheet from elsewhere could say anything.

use crate::chat::looks::{Colour, Looks, Shades};
use crate::json::Json;

/// What can be used of it; everything else is left aside.
pub(super) fn looks(body: &Json) -> Looks {
    let config = body.get("chatWidgetConfig");
    let text = |name, limit: usize| {
        let text = config.get(name).text()?.trim();
        let fits = !text.is_empty() && text.chars().count() <= limit;
        fits.then(|| text.to_owned())
    };
    let colour = |name| Colour::read(config.get(name).text()?);
    let shades = |light, dark| Shades {
        light: colour(light),
        dark: colour(dark),
    };
    let offset = config.get("offset");
    Looks {
        heading: text("displayName", 100),
        greeting: text("welcomeMessage", 500),
        placeholder: text("inputPlaceholder", 100),
        avatar: config.get("assistantAvatar").filled(),
        // The contract and its own example spell it differently.
        at_start: match config.get("position").text() {
            Some("bottom-left" | "left") => Some(true),
            Some("bottom-right" | "right") => Some(false),
            _ => None,
        },
        accent: shades("brandColor", "brandColorDark"),
        said: shades("userMessageBubbleColor", "userMessageBubbleColorDark"),
        launcher: shades("chatButtonColor", ""),
        width: whole(config.get("width"), 240, 2_000),
        height: whole(config.get("maxHeight"), 240, 4_000),
        offset_x: whole(offset.get("x"), 0, 500),
        offset_y: whole(offset.get("y"), 0, 500),
        radius: whole(config.get("bubbleRadius"), 0, 60),
        text_size: whole(config.get("baseFontSize"), 12, 28),
    }
}

/// A number in a sensible range.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is in the range"
)]
fn whole(number: &Json, least: u32, most: u32) -> Option<u32> {
    let range = f64::from(least)..=f64::from(most);
    let number = number.number().filter(|it| range.contains(it))?;
    Some(number as u32)
}
