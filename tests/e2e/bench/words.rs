//! Answers of an exact length, the same every time, with all that Markdown answers have in them.

/// The first and the last word of every answer.
pub const FIRST: &str = "Kindling";
pub const LAST: &str = "embers.";

const WORDS: [&str; 16] = [
    "dry", "oak", "burns", "slowly", "while", "birch", "gives", "quick", "bright", "heat", "and",
    "needs", "air", "from", "every", "side",
];

/// An answer that is said in exactly `tokens` pieces: words with the space or line end behind them.
pub fn answer(tokens: usize) -> String {
    let mut text = format!("# {FIRST} and firewood\n\n");
    for section in 1.. {
        let next = self::section(section);
        if count(&text) + count(&next) + 2 > tokens {
            break;
        }
        text.push_str(&next);
    }
    while count(&text) + 1 < tokens {
        text.push_str(WORDS[count(&text) % WORDS.len()]);
        text.push(' ');
    }
    text + LAST
}

/// In how many pieces the sandbox says a text.
fn count(text: &str) -> usize {
    text.split_inclusive([' ', '\n']).count()
}

fn section(number: usize) -> String {
    let say = |from: usize, length: usize| -> String {
        let words = (0..length).map(|at| WORDS[(from * 7 + number * 3 + at) % WORDS.len()]);
        words.collect::<Vec<_>>().join(" ")
    };
    format!(
        "## Section {number}: {}\n\n{} **{}** {} *{}* {}, see [the guide](https://example.com/{number}) \
         and `stack --dry {number}`.\n\n- {}\n- {}\n  - {}\n  - {}\n- {}\n\n1. {}\n2. **{}** {}\n3. {}\n\n\
         > {}\n> {}\n\n```rust\nfn dry(logs: u32) -> u32 {{\n    logs * {number} // {}\n}}\n```\n\n\
         | wood | years | heat |\n|---|---:|---|\n| oak | 2 | {} |\n| birch | 1 | {} |\n\n",
        say(1, 3),
        say(2, 14),
        say(3, 2),
        say(4, 9),
        say(5, 2),
        say(6, 7),
        say(7, 6),
        say(8, 5),
        say(9, 4),
        say(10, 5),
        say(11, 7),
        say(12, 6),
        say(13, 2),
        say(14, 4),
        say(15, 6),
        say(16, 9),
        say(17, 8),
        say(18, 4),
        say(19, 2),
        say(20, 2),
    )
}
