//! The count of unread messages in front of the page's title.

use std::cell::Cell;
use web_sys::Document;

/// What stands in front of the title. Nothing but that is ever taken away: the page may have changed
/// its title meanwhile.
#[derive(Default)]
pub(super) struct Title(Cell<u32>);

impl Title {
    pub(super) fn count(&self, count: u32) {
        let mark = mark(self.0.replace(count));
        let document = web_sys::window().and_then(|window| window.document());
        let Some((document, title)) = document.map(|it| (it.clone(), Document::title(&it))) else {
            return;
        };
        let own = title.strip_prefix(&mark).unwrap_or(&title);
        let marked = self::mark(count) + own;
        if marked != title {
            document.set_title(&marked);
        }
    }
}

fn mark(count: u32) -> String {
    match count {
        0 => String::new(),
        count => format!("({count}) "),
    }
}
