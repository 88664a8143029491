use proptest::prelude::*;

use super::texts::text;
use super::tree::assert_follows;
use super::{bare, rendered, shown, take_work};
use crate::markdown::{Document, settled};

/// The document of a text that arrived in pieces of so many characters, again
/// and again.
fn in_pieces(text: &str, sizes: &[usize]) -> Document {
    let mut document = Document::default();
    let mut chars = text.chars().peekable();
    let mut sizes = sizes.iter().cycle();
    while chars.peek().is_some() {
        let size = sizes.next().copied().unwrap_or(1).max(1);
        document.push(&chars.by_ref().take(size).collect::<String>());
    }
    document.finish();
    document
}

fn assert_same(text: &str, sizes: &[usize]) {
    let whole = Document::from(text);
    let pieces = in_pieces(text, sizes);
    assert_eq!(
        bare(whole.blocks()),
        bare(pieces.blocks()),
        "{text:?} in pieces of {sizes:?}"
    );
    assert_eq!(whole.sources(), pieces.sources());
}

#[test]
fn code_in_an_item_can_turn_out_to_be_a_rule() {
    for text in ["*     ** ", "-\t  \t--", "a\n-     --", "> ```\n*     **"] {
        assert_same(text, &[1]);
    }
}

#[test]
fn an_item_is_a_task_whatever_its_first_line_turns_out_to_be() {
    for text in ["- [ ] a\n  ---", "- [x] a|b\n  -|-", "- [a]: /b\n  [ ] c"] {
        assert_same(text, &[1]);
    }
    let html = shown("- [ ] a\n  ---");
    assert!(
        html.contains("checkbox") && html.contains("<h2>a</h2>"),
        "{html}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 4 * ProptestConfig::default().cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_pieces_a_text_arrives_in_make_no_difference(
        text in text(),
        sizes in prop::collection::vec(1_usize..9, 1..6),
    ) {
        assert_same(&text, &[1]);
        assert_same(&text, &sizes);
    }

    #[test]
    fn what_is_settled_stays_as_it_is(text in text()) {
        let mut document = Document::default();
        for c in text.chars() {
            let (old, sources) = (document.blocks().to_vec(), document.sources().to_vec());
            document.push(c.encode_utf8(&mut [0; 4]));
            let now = document.sources();
            assert!(sources == now || sources.len() < now.len());
            let relinked = document.take_relinked();
            assert_follows(&old, document.blocks(), &relinked);
        }
        let old = document.blocks().to_vec();
        document.finish();
        let relinked = document.take_relinked();
        assert_follows(&old, document.blocks(), &relinked);
        assert_eq!(settled(document.blocks()), document.blocks().len());
    }

    #[test]
    fn any_text_can_be_read(text in ".{0,200}") {
        assert_same(&text, &[1]);
        rendered(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: ProptestConfig::default().cases / 32,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// As long as what is held back, completed or judged again is. Up to a length, a paragraph is
    /// shown anew with each piece.
    #[test]
    fn a_text_that_says_the_same_again_and_again_is_read_the_same_at_the_same_cost(once in text()) {
        let text = once.repeat(30_000 / once.len().max(1));
        take_work();
        assert_same(&text, &[1]);
        let (work, limit) = (take_work(), (20 + 2 * once.len()) * text.len() + 32_000_000);
        prop_assert!(work < limit, "{} bytes of work, not {}", work, limit);
    }
}
