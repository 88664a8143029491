//! Times and numbers as the visitor's language writes them, by `Intl`; what has words in it, in the
//! language of the panel's words.

use super::days::{self, DAY, Day};
use crate::text::{Category, Text};
use crate::time::Millis;
use js_sys::Intl::{DateTimeFormat, NumberFormat, PluralRules};
use js_sys::{Array, Date, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The latest point in time that a browser knows.
const LATEST: Millis = 8_640_000_000_000_000;

/// Writes times.
pub struct When {
    clock: Function,
    day: Function,
    medium: Function,
    full: Function,
    number: Function,
    seconds: Function,
    minutes: Function,
    plurals: PluralRules,
}

impl When {
    /// A writer for the visitor's language `locale` and that of the panel's `text`; the browser's own
    /// where that is no language tag.
    pub fn new(locale: &str, text: &Text) -> Self {
        let [locales, words] = [locale, text.locale()].map(|it| match is_language(it) {
            true => Array::of1(&it.into()),
            false => Array::new(),
        });
        let clock = [("hour", "numeric"), ("minute", "2-digit")];
        let day = [("dateStyle", "full")];
        let medium = [("dateStyle", "medium")];
        let full = [("dateStyle", "medium"), ("timeStyle", "short")];
        let format =
            |locales, options: &[_]| DateTimeFormat::new(locales, &object(options)).format();
        let worded = if text.speaks(locale) {
            &locales
        } else {
            &words
        };
        let spans = |unit| {
            let options = [("style", "unit"), ("unit", unit), ("unitDisplay", "long")];
            NumberFormat::new(&words, &object(&options)).format()
        };
        Self {
            clock: format(&locales, &clock),
            day: format(worded, &day),
            medium: format(worded, &medium),
            full: format(worded, &full),
            number: NumberFormat::new(&locales, &Object::new()).format(),
            seconds: spans("second"),
            minutes: spans("minute"),
            plurals: PluralRules::new(&words, &Object::new()),
        }
    }

    /// The time of day.
    pub fn short(&self, at: Millis) -> String {
        written(&self.clock, &date(at))
    }

    /// Which day it is where the visitor is.
    pub fn day(at: Millis) -> Day {
        days::of(at, date(at).get_timezone_offset())
    }

    /// The date of a day.
    pub fn date(&self, day: Day) -> String {
        written(&self.day, &date(noon(day)))
    }

    /// The same for names and attributes, as `2024-01-15`.
    pub fn machine_date(day: Day) -> String {
        let date: String = date(Millis::from(day) * DAY).to_iso_string().into();
        date.get(..10).unwrap_or_default().to_owned()
    }

    /// A number.
    pub fn number(&self, number: usize) -> String {
        #[allow(
            clippy::cast_possible_truncation,
            reason = "nothing here is counted that far"
        )]
        let number = number as u32;
        written(&self.number, &number.into())
    }

    /// The form that words take beside a number.
    pub fn plural(&self, number: u32) -> Category {
        let form = String::from(self.plurals.select(f64::from(number)));
        Category::named(&form).unwrap_or(Category::Other)
    }

    /// The date in short.
    pub fn medium(&self, at: Millis) -> String {
        written(&self.medium, &date(at))
    }

    /// Date and time.
    pub fn full(&self, at: Millis) -> String {
        written(&self.full, &date(at))
    }

    /// For the attribute `datetime`.
    pub fn machine(&self, at: Millis) -> String {
        date(at).to_iso_string().into()
    }

    /// A span to wait.
    pub fn span(&self, seconds: u32) -> String {
        match seconds {
            0..120 => written(&self.seconds, &seconds.into()),
            _ => written(&self.minutes, &seconds.div_ceil(60).into()),
        }
    }
}

fn written(by: &Function, value: &JsValue) -> String {
    let words = by.call1(&JsValue::UNDEFINED, value).ok();
    words
        .and_then(|words| words.as_string())
        .unwrap_or_default()
}

#[allow(clippy::cast_precision_loss, reason = "the latest time is exact")]
fn date(at: Millis) -> Date {
    Date::new(&JsValue::from_f64(at.clamp(-LATEST, LATEST) as f64))
}

/// The middle of a day where the visitor is.
fn noon(day: Day) -> Millis {
    let noon = Millis::from(day) * DAY + DAY / 2;
    days::local(noon, -date(noon).get_timezone_offset())
}

/// `Intl` throws on what is no language tag.
fn is_language(locale: &str) -> bool {
    let date = Date::new_0();
    let write = Reflect::get(&date, &"toLocaleString".into()).map(JsCast::dyn_into::<Function>);
    matches!(write, Ok(Ok(write)) if write.call1(&date, &locale.into()).is_ok())
}

fn object(fields: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // Fails on frozen objects only.
        let _ = Reflect::set(&object, &(*name).into(), &(*value).into());
    }
    object
}
