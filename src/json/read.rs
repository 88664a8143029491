//! JSON read from its text, in one pass. The browser's own parser hands over a value at a time, at
//! several times the cost; the standard library's numbers would cost kilobytes.

mod string;

use super::Json;

/// What is nested deeper than this is taken for null, so that no text can exhaust the stack.
const DEEPEST: u32 = 64;

/// The value that `text` is; none where it is no JSON. The elements of the list `apart` that stands
/// in it are handed over as they come.
pub(super) fn read(text: &str, apart: Option<Apart<'_, '_>>) -> Option<Json> {
    let mut reader = Reader { text, at: 0, apart };
    let value = reader.value(0)?;
    reader.token().is_none().then_some(value)
}

/// A list by its name, and who wants its elements.
pub(super) type Apart<'a, 'b> = (&'a str, &'a mut (dyn FnMut(Json) + 'b));

struct Reader<'a, 'b> {
    text: &'a str,
    at: usize,
    apart: Option<Apart<'a, 'b>>,
}

impl<'a> Reader<'a, '_> {
    fn value(&mut self, depth: u32) -> Option<Json> {
        match self.token()? {
            b'"' => self.string().map(Json::Text),
            b'{' | b'[' if depth > DEEPEST => self.skip_nested(),
            b'{' => self.object(depth),
            b'[' => {
                let mut items = Vec::new();
                self.list(depth, &mut |item| items.push(item))?;
                Some(Json::List(items))
            }
            b'n' => self.word("null", Json::Null),
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            _ => self.number(),
        }
    }

    fn object(&mut self, depth: u32) -> Option<Json> {
        let mut fields = Vec::new();
        let mut more = !self.ends_at_once(b'}')?;
        while more {
            self.token()?;
            let name = self.string()?;
            self.token()?;
            self.expect(b':')?;
            let is_list = self.token()? == b'[';
            let apart = &mut self.apart;
            let value = match apart.take_if(|it| depth == 0 && it.0 == name) {
                Some((_, take)) if is_list => {
                    self.list(depth + 1, take)?;
                    Json::List(Vec::new())
                }
                _ => self.value(depth + 1)?,
            };
            fields.push((name, value));
            more = self.goes_on(b'}')?;
        }
        Some(Json::Object(fields))
    }

    fn list(&mut self, depth: u32, take: &mut dyn FnMut(Json)) -> Option<()> {
        let mut more = !self.ends_at_once(b']')?;
        while more {
            take(self.value(depth + 1)?);
            more = self.goes_on(b']')?;
        }
        Some(())
    }

    /// Whether there is nothing between two brackets.
    fn ends_at_once(&mut self, end: u8) -> Option<bool> {
        self.at += 1;
        let ends = self.token()? == end;
        self.at += usize::from(ends);
        Some(ends)
    }

    /// Whether a comma comes next, and not the bracket at the end.
    fn goes_on(&mut self, end: u8) -> Option<bool> {
        let byte = self.token()?;
        self.at += 1;
        (byte == b',' || byte == end).then_some(byte == b',')
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
            // In two steps: the power alone may be out of range where the number is not.
            let first = exponent.max(-300);
            for exponent in [first, exponent.saturating_sub(first)] {
                let by = 10_f64.powi(exponent.saturating_abs());
                number = if exponent < 0 {
                    number / by
                } else {
                    number * by
                };
            }
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

    /// What comes next that is no space. Inlined: a call for each byte costs more than what it does.
    #[inline(always)]
    fn token(&mut self) -> Option<u8> {
        loop {
            let byte = self.peek()?;
            if !matches!(byte, b' ' | b'\t' | b'\n' | b'\r') {
                return Some(byte);
            }
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

    #[inline(always)]
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }
}
