//! Drawings, each one path in a square of 24 units.

use super::node::{Node, node};

/// A drawing. Those that stand alone are named by the control around them.
pub type Icon = &'static str;

/// An arch with a fire in it.
pub const HEARTH: Icon = "M4 21v-9a8 8 0 0 1 16 0v9M2.500 21h19M12 19c-2.300 0-3.800-1.500-3.800-3.500 0-2.600 2.600-3.400 2.900-6.500 2.400 1.300 4.700 3.700 4.700 6.500 0 2-1.500 3.500-3.800 3.500z";
/// The fire alone.
pub const FIRE: Icon = "M12 21c-3.600 0-6-2.300-6-5.500C6 11.400 10.100 10 10.600 4.500c3.800 2.100 7.400 6 7.400 11 0 3.200-2.400 5.500-6 5.500zM12 21c-1.500 0-2.500-1.100-2.500-2.600 0-1.800 1.700-2.400 2-4.400 1.700 1 3 2.600 3 4.400 0 1.500-1 2.600-2.500 2.600z";
/// An arrow upwards.
pub const SEND: Icon = "M12 19.500V5M5.500 11.500 12 5l6.500 6.500";
/// A square.
pub const STOP: Icon = "M7 7h10v10H7z";
/// An arrow downwards.
pub const DOWN: Icon = "M12 5v14M6 13l6 6 6-6";
/// A line to hide behind.
pub const HIDE: Icon = "m6 9 6 6 6-6";
/// A door.
pub const END: Icon = "M14 4h4a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1h-4M10 8l-4 4 4 4M6 12h9";
/// An arrow backwards.
pub const BACK: Icon = "M19.500 12H5M11.500 5.500 5 12l6.500 6.500";
/// A clock that is turned back.
pub const HISTORY: Icon = "M4 12a8 8 0 1 1 2.300 5.600M4 7v5h5M12 8v4.500l3 1.800";
/// A cross.
pub const CROSS: Icon = "M6.500 6.500l11 11M17.500 6.500l-11 11";
/// Somebody.
pub const PERSON: Icon = "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M5 20a7 7 0 0 1 14 0";

/// Two sheets.
pub const COPY: Icon = "M9 9h11v11H9zM5 15H4V4h11v1";
/// A tick.
pub const TICK: Icon = "m5 12.500 5 5L19.500 7";
/// A thumb upwards.
pub const LIKE: Icon = "M7 11v9H4v-9zl4-7.500a2 2 0 0 1 2.500 2.500L13 10h6a1.500 1.500 0 0 1 1.500 2l-2 6.500a2 2 0 0 1-2 1.500H7";
/// A thumb downwards.
pub const DISLIKE: Icon = "M7 13V4H4v9zl4 7.500a2 2 0 0 0 2.500-2.500L13 14h6a1.500 1.500 0 0 0 1.500-2l-2-6.500a2 2 0 0 0-2-1.500H7";
/// An arrow in a circle.
pub const AGAIN: Icon = "M19.500 12a7.500 7.500 0 1 1-2.200-5.300L20 9.400M20 4v5.400h-5.400";

/// Draws it.
pub fn icon(path: Icon) -> Node {
    node("svg")
        .class("icon")
        .set("viewBox", "0 0 24 24")
        .set("aria-hidden", "true")
        .add(node("path").set("d", path))
}
