//! Strings, with what their backslashes mean.

use super::Reader;

impl Reader<'_, '_> {
    pub(super) fn string(&mut self) -> Option<String> {
        self.expect(b'"')?;
        let mut string = String::new();
        loop {
            let rest = self.rest();
            let plain = plain(rest.as_bytes())?;
            string.push_str(rest.get(..plain)?);
            self.at += plain;
            match self.next()? {
                b'"' => return Some(string),
                b'\\' => string.push(self.escaped()?),
                _ => return None,
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        Some(match self.next()? {
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => self.code_point()?,
            byte @ (b'"' | b'\\' | b'/') => char::from(byte),
            _ => return None,
        })
    }

    /// A character by its UTF-16 code units; half of a pair is what it is for a browser too: wrong,
    /// and no reason to lose the rest.
    fn code_point(&mut self) -> Option<char> {
        let first = self.code_unit()?;
        let after = self.at;
        if (0xd800..0xdc00).contains(&first) && self.take(b'\\') && self.take(b'u') {
            let second = self.code_unit()?;
            if (0xdc00..0xe000).contains(&second) {
                return char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00));
            }
        }
        self.at = after;
        Some(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn code_unit(&mut self) -> Option<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit * 16 + char::from(self.next()?).to_digit(16)?;
        }
        Some(unit)
    }
}

/// How many bytes of a string stand for themselves: it is looked for eight at a time where quotes,
/// backslashes and control characters begin.
fn plain(bytes: &[u8]) -> Option<usize> {
    const ONES: u64 = u64::MAX / 255;
    let mut at = 0;
    for eight in bytes.as_chunks::<8>().0 {
        let word = u64::from_le_bytes(*eight);
        // The highest bit of a byte that is less than `limit`; of bytes behind such a one, perhaps.
        let less = |word: u64, limit: u64| word.wrapping_sub(ONES * limit) & !word;
        let is = |byte: u8| less(word ^ (ONES * u64::from(byte)), 1);
        if (less(word, 0x20) | is(b'"') | is(b'\\')) & (ONES << 7) != 0 {
            break;
        }
        at += 8;
    }
    let special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..b' ');
    Some(at + bytes.get(at..)?.iter().position(special)?)
}
