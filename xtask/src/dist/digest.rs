//! Digests as browsers check them.

use sha2::{Digest, Sha384};

/// As an `integrity` attribute wants it.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", base64(&Sha384::digest(bytes)))
}

pub fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let letter = |six: u32| {
        LETTERS
            .get((six & 63) as usize)
            .map_or('A', |&byte| char::from(byte))
    };
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let padded = three.iter().copied().chain([0, 0]).take(3);
        let all = padded.fold(0, |all, byte| all << 8 | u32::from(byte));
        text.extend([18, 12, 6, 0].map(|shift| letter(all >> shift)));
        text.truncate(text.len() - (3 - three.len()));
        text.push_str(["==", "=", ""].get(three.len() - 1).unwrap_or(&""));
    }
    text
}

#[cfg(test)]
mod tests;
