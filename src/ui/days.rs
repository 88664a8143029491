//! Where one day of a transcript ends and the next begins.

use crate::chat::message::{Key, Message};
use crate::time::Millis;

/// Counts days where the visitor is.
pub type Day = u32;

pub const DAY: Millis = 86_400_000;

const MINUTE: f64 = 60_000.0;

/// What a transcript is drawn of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Item {
    /// A line that names the day.
    Day(Day),
    /// A message.
    Message(Key),
}

/// The day of a point in time, `behind` minutes behind UTC; what was before 1970 is its first day.
pub fn of(at: Millis, behind: f64) -> Day {
    Day::try_from(local(at, behind) / DAY).unwrap_or_default()
}

/// What a clock `behind` minutes behind UTC shows.
#[allow(clippy::cast_possible_truncation, reason = "a day has few minutes")]
pub fn local(at: Millis, behind: f64) -> Millis {
    at.saturating_sub((behind * MINUTE) as Millis)
}

/// These messages with a line before the first of each day. A clock that went backwards begins no
/// day a second time.
pub fn grouped<'a>(
    messages: impl Iterator<Item = &'a Message>,
    day: impl Fn(Millis) -> Day,
) -> Vec<Item> {
    let mut items = Vec::new();
    let mut latest = None;
    for message in messages {
        let day = message.at.map(&day);
        if day > latest {
            latest = day;
            items.extend(day.map(Item::Day));
        }
        items.push(Item::Message(message.key));
    }
    items
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::{DAY, Item, grouped, of};
    use crate::chat::message::Message;
    use crate::time::Millis;

    fn items(times: &[Option<Millis>]) -> Vec<Item> {
        let messages: Vec<Message> = (1..)
            .zip(times)
            .map(|(key, at)| Message {
                at: *at,
                ..Message::from_assistant(key, 0)
            })
            .collect();
        grouped(messages.iter(), |at| of(at, 0.0))
    }

    #[test]
    fn a_line_stands_before_the_first_message_of_each_day() {
        use Item::{Day, Message};
        assert_eq!(
            items(&[Some(5), Some(DAY - 1), Some(DAY), Some(9 * DAY)]),
            [
                Day(0),
                Message(1),
                Message(2),
                Day(1),
                Message(3),
                Day(9),
                Message(4)
            ]
        );
        assert_eq!(items(&[]), []);
    }

    #[test]
    fn a_message_without_a_time_or_with_an_earlier_one_begins_no_day() {
        use Item::{Day, Message};
        assert_eq!(
            items(&[None, Some(DAY), Some(0), None, Some(DAY)]),
            [
                Message(1),
                Day(1),
                Message(2),
                Message(3),
                Message(4),
                Message(5)
            ]
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
