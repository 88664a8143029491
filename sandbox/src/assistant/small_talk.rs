/// What one says to a greeting, to thanks and at parting; none for anything else.
pub(super) fn reply(message: &str) -> Option<&'static str> {
    let words: Vec<String> = message
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["how", "are", "you", ..] => Some("I am well, thank you. What would you like to know?"),
        // A greeting with a question behind it is a question.
        [_, _, _, _, _, ..] => None,
        ["hello" | "hi" | "hey"] | ["hello" | "hi" | "hey", "there" | "you" | "everybody"] => {
            Some("Hello! What would you like to know about this project?")
        }
        ["good", "morning" | "afternoon" | "evening" | "day"] => {
            Some("Good day! What would you like to know about this project?")
        }
        ["thanks" | "thx", ..] | ["thank", "you", ..] => {
            Some("You are welcome. Is there anything else?")
        }
        ["bye" | "goodbye" | "ciao", ..] | ["see", "you", ..] => Some("Goodbye!"),
        _ => None,
    }
}
