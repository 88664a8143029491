//! Points in time as a backend writes them.

/// Milliseconds since 1970 in UTC.
pub type Millis = i64;

/// Reads `2024-01-15T10:30:00.000Z`, with any number of decimals or none, `Z` or an offset.
#[must_use]
pub fn parse(text: &str) -> Option<Millis> {
    let mut rest = text.trim_ascii().as_bytes();
    let mut next = |behind: &[u8]| number(&mut rest, behind);
    let (year, month, day) = (next(b"-")?, next(b"-")?, next(b"T ")?);
    let (hour, minute, second) = (next(b":")?, next(b":")?, next(b"")?);
    let valid = (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && hour < 24
        && minute < 60
        && second <= 60;
    let fraction = fraction(&mut rest);
    let minutes = (days(year, month, day) * 24 + hour) * 60 + minute - offset(rest)?;
    valid.then(|| (minutes * 60 + second) * 1000 + fraction)
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar, with years that begin in March so
/// that the leap day is the last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + day_of_year
        - 719_468
}

/// Takes one to four digits, and one of the signs `behind` them if there are any.
fn number(rest: &mut &[u8], behind: &[u8]) -> Option<i64> {
    let mut number = 0;
    let mut count = 0;
    while count < 5
        && let Some((digit @ b'0'..=b'9', more)) = rest.split_first()
    {
        number = number * 10 + i64::from(digit - b'0');
        count += 1;
        *rest = more;
    }
    if !behind.is_empty() {
        let (sign, more) = rest.split_first()?;
        *rest = behind.contains(sign).then_some(more)?;
    }
    (1..=4).contains(&count).then_some(number)
}

/// Takes decimals, as thousandths.
fn fraction(rest: &mut &[u8]) -> Millis {
    let mut worth = 100;
    let mut sum = 0;
    if let Some((b'.', more)) = rest.split_first() {
        *rest = more;
    }
    while let Some((digit @ b'0'..=b'9', more)) = rest.split_first() {
        sum += i64::from(digit - b'0') * worth;
        worth /= 10;
        *rest = more;
    }
    sum
}

/// The minutes that a zone is ahead of UTC.
fn offset(mut rest: &[u8]) -> Option<i64> {
    let (sign, more) = rest.split_first()?;
    rest = more;
    let sign = match sign {
        b'Z' | b'z' => return rest.is_empty().then_some(0),
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let minutes = number(&mut rest, b":")? * 60 + number(&mut rest, b"")?;
    rest.is_empty().then_some(sign * minutes)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::{Millis, parse};
    use proptest::prelude::*;

    #[test]
    fn a_date_with_decimals_and_a_zone_is_read() {
        assert_eq!(parse("1970-01-01T00:00:00Z"), Some(0));
        assert_eq!(parse("2024-01-15T10:30:00.000Z"), Some(1_705_314_600_000));
        assert_eq!(parse("2024-02-29T23:59:59.5Z"), Some(1_709_251_199_500));
        assert_eq!(parse("2024-01-15T12:30:00+02:00"), Some(1_705_314_600_000));
        assert_eq!(
            parse("2024-01-15 05:00:00.1234567-05:30"),
            Some(1_705_314_600_123)
        );
        assert_eq!(parse(" 1970-1-1 0:0:0.5z "), Some(500));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "string",
            "2024-01-15",
            "2024-13-01T00:00:00Z",
            "T",
            "2024-01-15T10:30Z",
            "-1-1-1T1:1:1Z",
            "20240-01-15T10:30:00Z",
            "99999999999999999999-01-15T10:30:00Z",
            "2024-01-15T10:30:00Zulu",
            "2024-01-15T10:30:00+0200",
            "2024-01-15T10:30:00+02:00:00",
            "2024-01-15T10:30:00*02:00",
            "2024-01-15T:30:00Z",
            "2024-01-15T10:30:00",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    /// Year, month and day, counted one by one.
    fn date(mut days: i64) -> (i64, usize, i64) {
        let leaps = |year: i64| year % 4 == 0 && year % 100 != 0 || year % 400 == 0;
        let mut year = 1970;
        while days >= 365 + i64::from(leaps(year)) {
            days -= 365 + i64::from(leaps(year));
            year += 1;
        }
        let february = 28 + i64::from(leaps(year));
        let mut month = 1;
        for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30] {
            if days < length {
                break;
            }
            days -= length;
            month += 1;
        }
        (year, month, days + 1)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_millisecond_is_read_in_every_zone(day in 0..200_000_i64, of_day in 0..86_400_000_i64, zone in -1439..1440_i64) {
            let (year, month, date) = date(day);
            let (second, milli) = (of_day / 1000, of_day % 1000);
            let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
            let sign = if zone < 0 { '-' } else { '+' };
            let (zone_hour, zone_minute) = (zone.abs() / 60, zone.abs() % 60);
            let text = format!(
                "{year}-{month:02}-{date:02}T{hour:02}:{minute:02}:{second:02}.{milli:03}{sign}{zone_hour:02}:{zone_minute:02}"
            );
            let at: Millis = day * 86_400_000 + of_day - zone * 60_000;
            prop_assert_eq!(parse(&text), Some(at), "{}", text);
        }

        #[test]
        fn whatever_is_written_is_a_time_of_four_digits_of_a_year_or_none(
            text in "([0-9]{1,5}|[-+:.TZz ]|-[0-9]{2}|:[0-9]{2}|é|2024-01-15T10:30:00){0,9}",
        ) {
            if let Some(at) = parse(&text) {
                prop_assert!((-62_200_000_000_000..253_500_000_000_000).contains(&at), "{}", at);
            }
        }
    }
}
