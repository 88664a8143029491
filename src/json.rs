//! A JSON value, read leniently: what a backend or a host page says is hostile until parsed, so
//! every look-up answers with an `Option` and a wrong type is the same as an absent field.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

mod read;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

/// Any JSON value. Objects keep the order of their fields; of a repeated field the first counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Json {
    /// `null`, and what is absent.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// Any number.
    Number(f64),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object.
    Object(Vec<(String, Json)>),
}

const NULL: &Json = &Json::Null;

impl Json {
    /// The value that `text` is; `None` where it is no JSON.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        read::read(text, None)
    }

    /// The same, but the elements of the first field called `list`, if it is a list, go to `take` as
    /// they come and are missing here: thousands of them are never there at once.
    pub fn read_apart(text: &str, list: &str, mut take: impl FnMut(Self)) -> Option<Self> {
        read::read(text, Some((list, &mut take)))
    }

    /// An object of these fields; those that are [`Json::Null`] are left out.
    pub fn object<const N: usize>(fields: [(&str, Json); N]) -> Self {
        let present = fields.into_iter().filter(|(_, value)| *value != Self::Null);
        Self::Object(present.map(|(name, value)| (name.into(), value)).collect())
    }

    /// The field called `name`; null where there is none or this is no object.
    #[must_use]
    pub fn get(&self, name: &str) -> &Self {
        let Self::Object(fields) = self else {
            return NULL;
        };
        fields
            .iter()
            .find(|(field, _)| field == name)
            .map_or(NULL, |(_, value)| value)
    }

    /// This string.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// This string, owned, unless it is empty.
    #[must_use]
    pub fn filled(&self) -> Option<String> {
        self.text().filter(|text| !text.is_empty()).map(Into::into)
    }

    /// This number.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Whether this is `true`.
    #[must_use]
    pub fn is_true(&self) -> bool {
        *self == Self::Bool(true)
    }

    /// The elements of this array; none where it is something else.
    #[must_use]
    pub fn list(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<&str> for Json {
    fn from(value: &str) -> Self {
        Self::Text(value.into())
    }
}

impl From<String> for Json {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<f64> for Json {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl<T: Into<Self>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<T: Into<Self>> FromIterator<T> for Json {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(value) => serializer.serialize_f64(*value),
            Self::Text(value) => serializer.serialize_str(value),
            Self::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Self::Object(fields) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (name, value) in fields {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}
