use serde::Deserialize;

/// Which paths are meant. Plain text is looked for anywhere in the path. With `*`, which stands
/// for any characters, the end of the path must fit too: `/conversations/*/messages`,
/// `*/conversations`.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub(crate) struct Pattern(String);

impl Pattern {
    pub fn matches(&self, path: &str) -> bool {
        if !self.0.contains('*') {
            return path.contains(&self.0);
        }
        let mut pieces = self.0.split('*');
        let last = pieces.next_back().unwrap_or_default();
        let mut rest = path;
        for piece in pieces {
            match rest.split_once(piece) {
                Some((_, after)) => rest = after,
                None => return false,
            }
        }
        rest.ends_with(last)
    }
}

#[cfg(test)]
mod tests;
