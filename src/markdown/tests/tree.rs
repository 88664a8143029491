//! Ids, revisions and what a view may rely on.

use crate::markdown::{Block, BlockKind, Document, Row, settled};

/// Whether a tree is like an earlier one where it was settled, but for the blocks that were linked
/// since, and new where its revisions are new.
pub(super) fn assert_follows(old: &[Block], new: &[Block], relinked: &[u32]) {
    let kept = settled(old);
    assert!(new.len() >= kept);
    for (index, (old, new)) in old.iter().zip(new).enumerate() {
        if relinked.contains(&old.id) {
            assert_marked(old, new);
        } else if index < kept {
            assert_eq!(old, new, "a settled block has changed");
        } else if old.id == new.id {
            assert_marked(old, new);
            assert_follows(old.kind.children(), new.kind.children(), relinked);
        }
    }
}

/// Whether all that has changed in a block has a new revision.
fn assert_marked(old: &Block, new: &Block) {
    if old.revision == new.revision {
        assert_eq!(old, new, "a change has no new revision");
    }
    assert!(old.revision <= new.revision && old.closed <= new.closed);
    assert!(may_become(&old.kind, &new.kind), "{old:?} became {new:?}");
    for (old, new) in old.kind.children().iter().zip(new.kind.children()) {
        if old.id == new.id {
            assert_marked(old, new);
        }
    }
    if let (BlockKind::Table { rows, .. }, BlockKind::Table { rows: drawn, .. }) =
        (&new.kind, &old.kind)
    {
        let same = |(old, new): (&Row, &Row)| old.revision != new.revision || old == new;
        assert!(drawn.iter().zip(rows).all(same), "{old:?} {new:?}");
    }
}

/// Whether a block that is drawn can go on as this.
fn may_become(old: &BlockKind, new: &BlockKind) -> bool {
    use BlockKind::{Code, Heading, Item, List, Paragraph, Table};
    match (old, new) {
        (Paragraph(_), Heading { .. } | Table { .. }) => true,
        (
            Code { language, text },
            Code {
                language: same,
                text: longer,
            },
        ) => language == same && longer.starts_with(text),
        (
            List {
                start,
                tight,
                items,
            },
            List {
                start: same,
                tight: still,
                items: more,
            },
        ) => start == same && tight >= still && items.len() <= more.len(),
        (Item { task, .. }, Item { task: found, .. }) => task.is_none() || task == found,
        (
            Table { align, rows, .. },
            Table {
                align: same,
                rows: more,
                ..
            },
        ) => align == same && rows.len() <= more.len(),
        _ => std::mem::discriminant(old) == std::mem::discriminant(new),
    }
}

#[test]
fn only_the_open_end_changes() {
    let text = "# Title\n\nA *b*\nc\n\n- d\n- e\n\n  f\n  1. g\n\n> h\n> - i\nj\n\n```\nk\n\nl\n```\n\n|m|\n|-|\n|n|\n\n    o\n\n    p\nq\n===\n---\nr";
    let mut document = Document::default();
    for c in text.chars() {
        let old = document.blocks().to_vec();
        document.push(c.encode_utf8(&mut [0; 4]));
        assert_follows(&old, document.blocks(), &[]);
    }
    let old = document.blocks().to_vec();
    document.finish();
    assert_follows(&old, document.blocks(), &[]);
    assert_eq!(settled(document.blocks()), document.blocks().len());
    assert!(document.take_relinked().is_empty());
}

#[test]
fn ids_are_unique() {
    fn ids(blocks: &[Block], out: &mut Vec<u32>) {
        for block in blocks {
            out.push(block.id);
            ids(block.kind.children(), out);
        }
    }
    let mut known = Vec::new();
    ids(
        Document::from("- a\n- b\n  > c\n\nd\n\n[e]: f\n\n# g\n").blocks(),
        &mut known,
    );
    let count = known.len();
    known.sort_unstable();
    known.dedup();
    assert_eq!(known.len(), count);
}

#[test]
fn a_list_becomes_loose_without_a_change_of_its_items() {
    let mut document = Document::default();
    document.push("- a\n");
    let item = document.blocks()[0].kind.children()[0].clone();
    document.push("\n- b");
    let list = &document.blocks()[0];
    assert!(matches!(list.kind, BlockKind::List { tight: false, .. }));
    assert_eq!(
        list.kind.children()[0].kind.children()[0].id,
        item.kind.children()[0].id
    );
}

#[test]
fn nothing_is_added_to_a_finished_document() {
    let mut document = Document::from("a");
    document.push("b");
    assert_eq!(document.text(), "a");
}

#[test]
fn the_plain_text_has_no_marks() {
    let text = "# A *title*\n\n1. [x] one `two`\n2. [three](https://a.b)\n   - four\n\n> five [1]\\\n> six\n\n```sh\nseven\n```\n\n|a|b|\n|-|-|\n|c|d|\n\n---\n\n![eight](https://a.b)\n\n[1]: https://c.d\n";
    assert_eq!(
        Document::from(text).text(),
        "A title\n\n1. [x] one two\n2. three\n\n- four\n\nfive [1]\nsix\n\nseven\n\na\tb\nc\td\n\neight"
    );
}
