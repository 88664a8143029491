//! Colours from a backend, hostile until read: they become part of a stylesheet.

/// An opaque CSS colour, as far as its letters show. Whether it is one, the browser is asked in the
/// stylesheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colour(String);

/// A colour for light and one for dark looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shades {
    /// For light looks.
    pub light: Option<Colour>,
    /// For dark looks, where it is another one.
    pub dark: Option<Colour>,
}

const LONGEST: usize = 64;
/// What CSS calls colours and what depends on where it stands.
const NO_COLOURS: [&str; 6] = [
    "inherit",
    "initial",
    "unset",
    "revert",
    "currentcolor",
    "transparent",
];
const FUNCTIONS: [&str; 9] = [
    "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch",
];

impl Colour {
    /// A hexadecimal number, a name, or a function of numbers. What shines through is left aside:
    /// nobody knows what it would stand on.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        if text.len() > LONGEST {
            return None;
        }
        if let Some(digits) = text.strip_prefix('#') {
            let opaque = match digits.len() {
                3 | 4 => digits.get(..3)?,
                6 | 8 => digits.get(..6)?,
                _ => return None,
            };
            let is_number = digits.bytes().all(|it| it.is_ascii_hexdigit());
            return is_number.then(|| Self(format!("#{opaque}")));
        }
        if let Some((name, rest)) = text.split_once('(') {
            let values = rest.strip_suffix(')')?;
            let opaque = values.split('/').next()?.split(',').take(3);
            let opaque = opaque.collect::<Vec<_>>().join(",");
            let plain = |it: u8| it.is_ascii_alphanumeric() || b" .,%/+-".contains(&it);
            let is_colour =
                FUNCTIONS.contains(&name) && !opaque.is_empty() && values.bytes().all(plain);
            return is_colour.then(|| Self(format!("{name}({opaque})")));
        }
        let is_name = !text.is_empty() && text.bytes().all(|it| it.is_ascii_lowercase());
        (is_name && !NO_COLOURS.contains(&text.as_str())).then_some(Self(text))
    }

    /// As CSS.
    #[must_use]
    pub fn css(&self) -> &str {
        &self.0
    }
}
