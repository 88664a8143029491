//! As much of an answer as one frame can show in time.

use crate::api::answer::Delta;

/// Takes deltas from the front, with about `most` bytes of text; at least something.
pub(super) fn take(deltas: &mut Vec<Delta>, most: usize) -> Vec<Delta> {
    let mut room = most.max(1);
    let mut whole = 0;
    for delta in deltas.iter() {
        let length = text_of(delta).len();
        if length > room {
            break;
        }
        room -= length;
        whole += 1;
    }
    let mut taken: Vec<Delta> = deltas.drain(..whole).collect();
    // A short rest is left for the next frame.
    if let Some(Delta::Appended { part, text }) = deltas.first_mut()
        && (taken.is_empty() || room > most / 2)
    {
        let end = (room..=text.len()).find(|end| text.is_char_boundary(*end));
        let rest = text.split_off(end.unwrap_or(text.len()));
        let text = std::mem::replace(text, rest);
        taken.push(Delta::Appended { part: *part, text });
    }
    taken
}

fn text_of(delta: &Delta) -> &str {
    match delta {
        Delta::Appended { text, .. } => text,
        _ => "",
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::take;
    use crate::api::answer::Delta;
    use crate::chat::message::Part;

    fn text(text: &str) -> Delta {
        let text = text.into();
        Delta::Appended { part: 0, text }
    }

    fn slices(mut deltas: Vec<Delta>, most: usize) -> Vec<Vec<Delta>> {
        let mut slices = Vec::new();
        while !deltas.is_empty() {
            slices.push(take(&mut deltas, most));
        }
        slices
    }

    #[test]
    fn a_short_answer_is_one_slice() {
        let deltas = vec![
            Delta::Opened(Part::Text(String::new())),
            text("Dry wood"),
            Delta::Finished,
        ];
        assert_eq!(slices(deltas.clone(), 20), [deltas]);
    }

    #[test]
    fn a_long_text_is_cut_between_characters_and_nothing_is_lost() {
        let said = "Öfen sind schön warm. ".repeat(20);
        let slices = slices(vec![text(&said), Delta::Finished], 7);
        let mut again = String::new();
        for delta in slices.iter().flatten() {
            if let Delta::Appended { text, .. } = delta {
                assert!((1..=8).contains(&text.len()), "{text:?}");
                again.push_str(text);
            }
        }
        assert_eq!(again, said);
        assert_eq!(slices.last().unwrap().last(), Some(&Delta::Finished));
    }

    #[test]
    fn deltas_keep_their_order() {
        let deltas = vec![
            text("aaaa"),
            Delta::Truncated(0),
            text("bbbb"),
            Delta::Failed,
        ];
        let flat: Vec<Delta> = slices(deltas.clone(), 4).into_iter().flatten().collect();
        assert_eq!(flat, deltas);
    }
}
