//! The words of a question that are worth looking for.

/// Too common to tell anything.
const STOP: &str = " a about also am an and any anybody are as at be but by can could did do does \
    explain for from get give had has have hello hey hi how i if in into is it its know like me \
    mean my need not of on one onto or our please should show so some somebody someone tell than \
    thank thanks that the their them then there these they this to us use want was we were what \
    when where which who why will with work works would you your ";

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
