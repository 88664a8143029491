//! Points in time as a backend writes them.

/// Milliseconds since 1970 in UTC.
pub type Millis = i64;

/// Reads `2024-01-15T10:30:00.000Z`, with any number of decimals or none, `Z` or an offset.
#[must_use]
pub fn parse(text: &str) -> Option<Millis> {
    let (date, time) = text.trim().split_once(['T', ' '])?;
    let mut date = date.splitn(3, '-').map(number);
    let (year, month, day) = (date.next()??, date.next()??, date.next()??);
    let (time, offset) = split_offset(time)?;
    let (time, fraction) = time.split_once('.').unwrap_or((time, ""));
    let mut time = time.splitn(3, ':').map(number);
    let (hour, minute, second) = (time.next()??, time.next()??, time.next()??);
    let valid = (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && (0..10_000).contains(&year)
        && hour < 24
        && minute < 60
        && second <= 60;
    let seconds = ((days(year, month, day) * 24 + hour) * 60 + minute - offset) * 60 + second;
    valid.then(|| seconds * 1000 + thousandths(fraction))
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar, with years that begin in March so
/// that the leap day is the last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + day_of_year
        - 719_468
}

/// The time of day, and the minutes that its zone is ahead of UTC.
fn split_offset(time: &str) -> Option<(&str, i64)> {
    if let Some(time) = time.strip_suffix(['Z', 'z']) {
        return Some((time, 0));
    }
    let (time, offset, sign) = match time.rsplit_once('+') {
        Some((time, offset)) => (time, offset, 1),
        None => time
            .rsplit_once('-')
            .map(|(time, offset)| (time, offset, -1))?,
    };
    let (hours, minutes) = offset.split_once(':')?;
    Some((time, sign * (number(hours)? * 60 + number(minutes)?)))
}

fn thousandths(fraction: &str) -> i64 {
    let digits = fraction.bytes().take_while(u8::is_ascii_digit);
    let three = digits.chain(std::iter::repeat(b'0')).take(3);
    three.fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'))
}

/// Up to four digits and nothing else.
fn number(text: &str) -> Option<i64> {
    let digits = !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::parse;

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
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
