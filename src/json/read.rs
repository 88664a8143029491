//! JSON read from its text, in one pass. The browser's own parser hands over a value at a time, at
//! several times the cost; the standard library's numbers would cost kilobytes.

use super::Json;

/// What is nested deeper than this is taken for null, so that no text can exhaust the stack.
const DEEPEST: u32 = 64;

/// The value that `text` is; none where it is no JSON.
pub(super) fn read(text: &str) -> Option<Json> {
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(0)?;
    reader.skip_space();
    (reader.at == text.len()).then_some(value)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn value(&mut self, depth: u32) -> Option<Json> {
        self.skip_space();
        match self.peek()? {
            b'{' | b'[' if depth > DEEPEST => self.skip_nested(),
            b'{' => self.object(depth),
            b'[' => self.list(depth),
            b'"' => self.string().map(Json::Text),
            b'n' => self.word("null", Json::Null),
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            _ => self.number(),
        }
    }

    fn object(&mut self, depth: u32) -> Option<Json> {
        let mut fields = Vec::new();
        self.sequence(b'}', |reader| {
            reader.skip_space();
            let name = reader.string()?;
            reader.skip_space();
            reader.expect(b':')?;
            fields.push((name, reader.value(depth + 1)?));
            Some(())
        })?;
        Some(Json::Object(fields))
    }

    fn list(&mut self, depth: u32) -> Option<Json> {
        let mut items = Vec::new();
        self.sequence(b']', |reader| {
            items.push(reader.value(depth + 1)?);
            Some(())
        })?;
        Some(Json::List(items))
    }

    /// What stands between brackets, a comma between two.
    fn sequence(&mut self, end: u8, mut item: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.at += 1;
        self.skip_space();
        if self.take(end) {
            return Some(());
        }
        loop {
            item(self)?;
            self.skip_space();
            if self.take(end) {
                return Some(());
            }
            self.expect(b',')?;
        }
    }

    /// Goes past what is nested too deeply; only its brackets and strings have to be right.
    fn skip_nested(&mut self) -> Option<Json> {
        let mut open = 0_usize;
        loop {
            match self.peek()? {
                b'"' => drop(self.string()?),
                byte => {
                    self.at += 1;
                    match byte {
                        b'{' | b'[' => open += 1,
                        b'}' | b']' => open -= 1,
                        _ => {}
                    }
                }
            }
            if open == 0 {
                return Some(Json::Null);
            }
        }
    }

    fn string(&mut self) -> Option<String> {
        self.expect(b'"')?;
        let mut string = String::new();
        loop {
            let rest = self.rest();
            let special = |byte: u8| matches!(byte, b'"' | b'\\' | 0..b' ');
            let plain = rest.bytes().position(special)?;
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

    /// Exact for whole numbers up to 2^53, which is what the contracts have; others may differ in
    /// their last digits.
    fn number(&mut self) -> Option<Json> {
        let negative = self.take(b'-');
        let mut number = 0.0;
        if !self.take(b'0') && self.digits(&mut number) == 0 {
            return None;
        }
        let mut exponent = 0_i32;
        if self.take(b'.') {
            let places = self.digits(&mut number);
            if places == 0 {
                return None;
            }
            exponent = exponent.saturating_sub_unsigned(places);
        }
        if self.take(b'e') || self.take(b'E') {
            let smaller = self.take(b'-');
            if !smaller {
                self.take(b'+');
            }
            let mut by = 0.0;
            if self.digits(&mut by) == 0 {
                return None;
            }
            #[allow(clippy::cast_possible_truncation, reason = "it saturates")]
            let by = by as i32;
            exponent = exponent.saturating_add(if smaller { -by } else { by });
        }
        if number != 0.0 && number.is_finite() {
            let by = 10_f64.powi(exponent.saturating_abs());
            number = if exponent < 0 {
                number / by
            } else {
                number * by
            };
        }
        Some(Json::Number(if negative { -number } else { number }))
    }

    /// Puts digits behind those of `number` and counts them.
    fn digits(&mut self, number: &mut f64) -> u32 {
        let mut count = 0;
        while let Some(digit) = self.peek().filter(u8::is_ascii_digit) {
            *number = *number * 10.0 + f64::from(digit - b'0');
            self.at += 1;
            count += 1;
        }
        count
    }

    fn word(&mut self, word: &str, value: Json) -> Option<Json> {
        self.rest().starts_with(word).then(|| {
            self.at += word.len();
            value
        })
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        self.take(byte).then_some(())
    }

    fn take(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }
}
