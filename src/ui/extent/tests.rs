#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use super::{Extent, FEW, Step, View};
use crate::chat::message::Key;

const PANEL: f64 = 500.0;

/// A transcript whose messages have these heights, on a page that measures at once.
struct Page {
    extent: Extent,
    view: View,
    real: fn(Key) -> f64,
}

impl Page {
    fn new(count: Key, real: fn(Key) -> f64) -> Self {
        let mut page = Self {
            extent: Extent::default(),
            view: View::default(),
            real,
        };
        page.extent.set_keys((1..=count).collect());
        page.follow();
        page
    }

    fn follow(&mut self) {
        for _ in 0..20_000 {
            self.view = self.extent.end(PANEL);
            if !self.step() {
                return;
            }
        }
        panic!("it never rests");
    }

    /// Scrolls there, and lets everything be drawn.
    fn scroll(&mut self, top: f64) {
        self.view = View { top, height: PANEL };
        for _ in 0..20_000 {
            if !self.step() {
                return;
            }
        }
        panic!("it never rests");
    }

    fn step(&mut self) -> bool {
        let Some(step) = self.extent.next(self.view, true) else {
            return false;
        };
        self.extent.take(step, self.view);
        self.view.top += self.extent.settle();
        self.measure();
        true
    }

    fn measure(&mut self) {
        let drawn = self.extent.drawn().to_vec();
        let heights: Vec<_> = drawn.iter().map(|key| (*key, (self.real)(*key))).collect();
        self.extent.measured(&heights, self.view, false);
        self.view.top += self.extent.settle();
    }

    fn drawn(&self) -> (Key, Key) {
        let drawn = self.extent.drawn();
        (drawn[0], *drawn.last().unwrap())
    }

    /// What is seen first, and how much of it is above the view.
    fn seen(&self) -> (Key, f64) {
        let mut top = self.extent.room()[0];
        for key in self.extent.drawn() {
            let end = top + (self.real)(*key);
            if end > self.view.top {
                return (*key, self.view.top - top);
            }
            top = end;
        }
        panic!("nothing is seen");
    }
}

fn even(_: Key) -> f64 {
    100.0
}

fn uneven(key: Key) -> f64 {
    f64::from(40 + key * 37 % 300)
}

#[test]
fn a_long_transcript_is_drawn_at_its_end() {
    let page = Page::new(10_000, even);
    let (first, last) = page.drawn();
    assert_eq!(last, 10_000);
    assert_eq!(first as usize, 10_001 - FEW);
}

#[test]
fn a_short_one_is_drawn_whole() {
    let page = Page::new(3, even);
    assert_eq!(page.drawn(), (1, 3));
    assert_eq!(page.extent.room(), [0.0, 0.0]);
}

#[test]
fn what_is_near_the_view_is_drawn_and_what_is_far_away_is_not() {
    let mut page = Page::new(10_000, uneven);
    let mut most = 0;
    for _ in 0..2_000 {
        let top = page.view.top - 0.8 * PANEL;
        page.scroll(top.max(0.0));
        most = most.max(page.extent.drawn().len());
        let [above, _] = page.extent.room();
        assert!(above <= (page.view.top - PANEL).max(0.0));
    }
    assert!(most < 80, "{most} rows");
}

#[test]
fn the_first_message_is_reached_and_has_no_room_before_it() {
    let mut page = Page::new(2_000, uneven);
    while page.view.top > 0.0 {
        let top = page.view.top - 0.8 * PANEL;
        page.scroll(top.max(0.0));
    }
    assert_eq!(page.drawn().0, 1);
    assert_eq!(page.extent.room()[0], 0.0);
    assert!(!page.extent.has_earlier());
}

#[test]
fn what_is_seen_stays_while_what_is_above_is_drawn() {
    let mut page = Page::new(10_000, uneven);
    for _ in 0..300 {
        let top = page.view.top - 0.5 * PANEL;
        page.view.top = top;
        let before = page.seen();
        page.scroll(top);
        let after = page.seen();
        assert_eq!(before.0, after.0);
        assert!((before.1 - after.1).abs() < 0.01, "{before:?} {after:?}");
    }
}

#[test]
fn scrolling_up_rarely_moves_the_transcript_by_itself() {
    let mut page = Page::new(5_000, uneven);
    let mut moved = 0;
    while page.view.top > 0.0 {
        let top = (page.view.top - 0.5 * PANEL).max(0.0);
        page.scroll(top);
        moved += i32::from((page.view.top - top).abs() > 0.01);
    }
    assert!(moved < 6, "{moved} times");
}

#[test]
fn a_leap_draws_where_the_view_is() {
    let mut page = Page::new(10_000, even);
    page.scroll(0.0);
    assert_eq!(page.drawn().0, 1);
    page.scroll(500_000.0);
    let (first, last) = page.drawn();
    assert!((4_000..6_000).contains(&first), "{first}");
    assert!((last - first) < 60);
    page.follow();
    assert_eq!(page.drawn().1, 10_000);
}

#[test]
fn what_grows_above_the_view_moves_nothing_that_is_seen() {
    let mut page = Page::new(100, even);
    page.scroll(5_050.0);
    let before = page.seen();
    let above = before.0 - 1;
    page.extent.measured(&[(above, 260.0)], page.view, false);
    let [room, _] = page.extent.room();
    let drawn = f64::from(before.0 - page.drawn().0) * 100.0 + 160.0;
    assert!((room + drawn + before.1 - page.view.top).abs() < 0.01);
}

#[test]
fn a_message_that_grows_under_the_view_moves_nothing() {
    let mut page = Page::new(100, even);
    page.scroll(5_050.0);
    let room = page.extent.room()[0];
    let (seen, _) = page.seen();
    page.extent.measured(&[(seen, 900.0)], page.view, false);
    assert_eq!(page.extent.room()[0], room);
}

#[test]
fn when_all_gets_higher_the_same_words_stay_at_the_top() {
    let mut page = Page::new(100, even);
    page.scroll(5_050.0);
    let (seen, into) = page.seen();
    let drawn = page.extent.drawn().to_vec();
    let heights: Vec<_> = drawn.iter().map(|key| (*key, 200.0)).collect();
    page.extent.measured(&heights, page.view, true);
    page.real = |_| 200.0;
    let (now, part) = page.seen();
    assert_eq!(now, seen);
    assert!((part - 2.0 * into).abs() < 0.01);
}

#[test]
fn what_is_drawn_stays_when_messages_come() {
    let mut page = Page::new(1_000, even);
    page.scroll(50_000.0);
    let (drawn, room) = (page.drawn(), page.extent.room()[0]);
    page.extent.set_keys((1..=1_010).collect());
    assert_eq!((page.drawn(), page.extent.room()[0]), (drawn, room));
    assert_eq!(page.extent.next(page.view, true), None);
}

#[test]
fn a_message_that_moved_to_the_end_hides_nothing() {
    let mut page = Page::new(3, even);
    page.extent.set_keys(vec![2, 3, 1]);
    page.follow();
    assert_eq!(page.extent.drawn(), [2, 3, 1]);
}

#[test]
fn another_conversation_begins_at_its_end() {
    let mut page = Page::new(1_000, even);
    page.scroll(0.0);
    page.extent.set_keys((2_000..2_200).collect());
    assert_eq!(page.extent.next(page.view, true), Some(Step::Anew));
    page.follow();
    assert_eq!(page.drawn().1, 2_199);
}

#[test]
fn what_must_not_go_keeps_nothing_else_from_being_drawn() {
    let mut page = Page::new(1_000, even);
    for _ in 0..100 {
        page.view.top -= PANEL;
        while let Some(step) = page.extent.next(page.view, false) {
            page.extent.take(step, page.view);
        }
    }
    assert_eq!(page.drawn().1, 1_000);
    assert!(page.extent.room()[0] <= page.view.top - PANEL);
}

#[test]
fn nothing_at_all_needs_nothing() {
    let mut page = Page::new(3, even);
    page.extent.set_keys(Vec::new());
    page.follow();
    assert_eq!(page.extent.room(), [0.0, 0.0]);
}
