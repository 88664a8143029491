//! Waiting longer each time, and by chance: those who lost the same service do not come back to it
//! all at once.

use crate::time::Millis;

/// How long to wait after so many `tries`: `chance` decides between nothing and `base`, which
/// doubles with every try, up to `cap`.
pub(super) fn full_jitter(chance: u32, base: Millis, tries: u32, cap: Millis) -> Millis {
    let longest = base.saturating_mul(1 << tries.min(30)).min(cap);
    let part = i128::from(longest) * i128::from(chance) / i128::from(u32::MAX);
    Millis::try_from(part).unwrap_or(cap).max(1)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::full_jitter;

    #[test]
    fn the_longest_wait_doubles_up_to_its_cap() {
        let longest = [0, 1, 2, 5, 6, 1000].map(|tries| full_jitter(u32::MAX, 2, tries, 60));
        assert_eq!(longest, [2, 4, 8, 60, 60, 60]);
    }

    #[test]
    fn chance_decides_how_much_of_it() {
        let waits = [0, u32::MAX / 2, u32::MAX].map(|chance| full_jitter(chance, 2_000, 1, 60_000));
        assert_eq!(waits, [1, 1_999, 4_000]);
    }
}
