//! Where one day of a transcript ends and the next begins.

use crate::chat::message::Message;
use crate::time::Millis;

/// Counts days where the visitor is.
pub type Day = u32;

pub const DAY: Millis = 86_400_000;

const MINUTE: f64 = 60_000.0;

/// A clock that went backwards begins no day a second time, unless it was so many messages ago.
const LOOK_BACK: usize = 50;

/// The day of a point in time, `behind` minutes behind UTC; what was before 1970 is its first day.
pub fn of(at: Millis, behind: f64) -> Day {
    Day::try_from(local(at, behind) / DAY).unwrap_or_default()
}

/// What a clock `behind` minutes behind UTC shows.
#[allow(clippy::cast_possible_truncation, reason = "a day has few minutes")]
pub fn local(at: Millis, behind: f64) -> Millis {
    at.saturating_sub((behind * MINUTE) as Millis)
}

/// The day that begins with the message at this place, if one does.
pub fn begun(messages: &[Message], at: usize, day: impl Fn(Millis) -> Day) -> Option<Day> {
    let today = messages.get(at)?.at.map(&day)?;
    let before = messages.get(at.saturating_sub(LOOK_BACK)..at)?.iter();
    let latest = before.filter_map(|message| message.at).max();
    (latest.map(&day) < Some(today)).then_some(today)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::{DAY, Day, begun, of};
    use crate::chat::message::Message;
    use crate::time::Millis;

    fn days(times: &[Option<Millis>]) -> Vec<Option<Day>> {
        let messages: Vec<Message> = (1..)
            .zip(times)
            .map(|(key, at)| Message {
                at: *at,
                ..Message::from_assistant(key, 0)
            })
            .collect();
        let places = 0..messages.len();
        let days = places.map(|at| begun(&messages, at, |at| of(at, 0.0)));
        days.collect()
    }

    #[test]
    fn the_first_message_of_each_day_begins_it() {
        assert_eq!(
            days(&[Some(5), Some(DAY - 1), Some(DAY), Some(9 * DAY)]),
            [Some(0), None, Some(1), Some(9)]
        );
        assert_eq!(days(&[]), []);
    }

    #[test]
    fn a_message_without_a_time_or_with_an_earlier_one_begins_no_day() {
        assert_eq!(
            days(&[None, Some(DAY), Some(0), None, Some(DAY)]),
            [None, Some(1), None, None, None]
        );
    }

    #[test]
    fn a_day_begins_at_the_visitors_midnight() {
        let berlin = -60.0;
        let new_york = 300.0;
        assert_eq!(of(DAY - 3_600_000, berlin), 1);
        assert_eq!(of(DAY - 3_600_001, berlin), 0);
        assert_eq!(of(DAY + 5 * 3_600_000 - 1, new_york), 0);
        assert_eq!(of(DAY + 5 * 3_600_000, new_york), 1);
        assert_eq!(of(-2 * DAY, 0.0), 0);
    }
}
