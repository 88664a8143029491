//! The words of a question that are worth looking for.

/// Too common to tell anything.
const STOP: &str = " a about am an and any are as at be but by can could did do does for from \
    get give had has have how i if in into is it its know like me mean my need not of on or our \
    please should show so some tell than that the their them then there these they this to us \
    use want was we were what when where which who why will with would you your ";

const MOST: usize = 24;

pub(super) fn terms(question: &str) -> Vec<String> {
    let mut terms = Vec::new();
    for word in question.split(|c: char| !c.is_alphanumeric()) {
        let word = word.to_lowercase();
        let common = word.is_empty() || STOP.contains(&format!(" {word} "));
        if !common && !terms.contains(&word) && terms.len() < MOST {
            terms.push(word);
        }
    }
    terms
}
