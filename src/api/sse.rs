//! Server-sent events: bytes in, the data of each event out. Follows the HTML standard's
//! "interpreting an event stream" for the one field that the contract uses.

/// Longer events are dropped, so that a hostile stream cannot fill the memory.
const LONGEST_EVENT: usize = 4 * 1024 * 1024;

/// Reads one stream. Bytes may arrive cut anywhere, in the middle of a character too.
#[derive(Debug, Default)]
pub struct Sse {
    line: Vec<u8>,
    data: String,
    has_data: bool,
    after_cr: bool,
    past_first_line: bool,
    too_long: bool,
}

impl Sse {
    /// Takes the next bytes and hands the data of every event that they complete to `emit`.
    pub fn feed(&mut self, bytes: &[u8], mut emit: impl FnMut(&str)) {
        for &byte in bytes {
            let after_cr = std::mem::take(&mut self.after_cr);
            match byte {
                b'\n' if after_cr => {}
                b'\n' | b'\r' => {
                    self.after_cr = byte == b'\r';
                    self.end_line(&mut emit);
                }
                _ if self.line.len() + self.data.len() >= LONGEST_EVENT => self.too_long = true,
                _ => self.line.push(byte),
            }
        }
    }

    /// Hands over what is left at the end of the stream: many servers leave out the last blank line.
    pub fn finish(mut self, mut emit: impl FnMut(&str)) {
        if !self.line.is_empty() {
            self.end_line(&mut emit);
        }
        self.end_event(&mut emit);
    }

    fn end_line(&mut self, emit: &mut impl FnMut(&str)) {
        let bytes = std::mem::take(&mut self.line);
        let line = String::from_utf8_lossy(&bytes);
        let mut line = &*line;
        if !std::mem::replace(&mut self.past_first_line, true) {
            line = line.strip_prefix('\u{feff}').unwrap_or(line);
        }
        if line.is_empty() {
            self.end_event(emit);
        } else if let Some(value) = data_of(line) {
            if std::mem::replace(&mut self.has_data, true) {
                self.data.push('\n');
            }
            self.data.push_str(value);
        }
    }

    fn end_event(&mut self, emit: &mut impl FnMut(&str)) {
        let has_data = std::mem::take(&mut self.has_data);
        let too_long = std::mem::take(&mut self.too_long);
        if has_data && !too_long {
            emit(&self.data);
        }
        self.data.clear();
    }
}

/// The value of a `data` field; comments and other fields have none.
fn data_of(line: &str) -> Option<&str> {
    let (field, value) = line.split_once(':').unwrap_or((line, ""));
    (field == "data").then(|| value.strip_prefix(' ').unwrap_or(value))
}
