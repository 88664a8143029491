//! A map for a handful of entries: a list that is looked through. The standard library's maps cost
//! kilobytes of code for each type of entry, which no handful is worth.

/// A few values by key.
#[derive(Debug)]
pub struct Keyed<K, V>(Vec<(K, V)>);

impl<K: PartialEq, V> Keyed<K, V> {
    /// No values.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// The value for `key`.
    #[must_use]
    pub fn get(&self, key: &K) -> Option<&V> {
        let found = self.0.iter().find(|(known, _)| known == key);
        found.map(|(_, value)| value)
    }

    /// Puts in a value and takes out the one that was there for this key.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        let before = self.remove(&key);
        self.0.push((key, value));
        before
    }

    /// Takes out the value for `key`.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        let place = self.0.iter().position(|(known, _)| known == key)?;
        Some(self.0.swap_remove(place).1)
    }

    /// Takes out some value.
    pub fn pop(&mut self) -> Option<V> {
        self.0.pop().map(|(_, value)| value)
    }
}

impl<K: PartialEq, V> Default for Keyed<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::Keyed;

    #[test]
    fn a_key_has_one_value() {
        let mut keyed = Keyed::new();
        assert_eq!(keyed.insert("a", 1), None);
        assert_eq!(keyed.insert("b", 2), None);
        assert_eq!(keyed.insert("a", 3), Some(1));
        assert_eq!((keyed.get(&"a"), keyed.get(&"c")), (Some(&3), None));
        assert_eq!((keyed.remove(&"a"), keyed.remove(&"a")), (Some(3), None));
        assert_eq!((keyed.pop(), keyed.pop()), (Some(2), None));
    }
}
