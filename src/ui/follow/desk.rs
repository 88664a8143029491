//! The log, its rows, and where the visitor is in it.

use super::Follow;
use super::sizes::Sizes;
use crate::chat::message::Key;
use crate::ui::extent::{Extent, Step, View};
use crate::ui::focus;
use crate::ui::rows::Rows;
use js_sys::Date;
use leptos::prelude::*;
use leptos::web_sys::{Element, HtmlElement};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// How near to the end counts as being there, in pixels.
const NEAR: i32 = 40;
/// What goes when a message comes (how far the one before has got, what can be done with it) is not
/// higher, in pixels.
const SLIGHT: i32 = 100;
/// For how long rows are drawn in one frame, in milliseconds.
const TIME: f64 = 4.0;
/// So many rows stay while something in them has the focus or is selected.
const MOST_HELD: usize = 300;

/// What a transcript is shown in. Sizes are told between layout and paint: what is put right then
/// was never seen wrong.
pub struct Desk {
    follow: Follow,
    log: HtmlElement,
    extent: RefCell<Extent>,
    rows: RefCell<Rows>,
    seen: Cell<Seen>,
    /// Whether rows have come whose sizes are not told yet.
    changed: Cell<bool>,
    /// How much room there is before the rows that was not there when the log was last judged.
    new_room: Cell<f64>,
    /// Whether a frame is going to draw more.
    planned: Cell<bool>,
    _sizes: Sizes,
}

/// The log when it was last looked at.
#[derive(Clone, Copy, Default)]
struct Seen {
    top: i32,
    /// The most that `top` can be.
    most: i32,
    height: i32,
    width: i32,
}

impl Desk {
    /// With nothing on it.
    pub fn new(
        follow: Follow,
        log: &HtmlElement,
        place: &HtmlElement,
        tail: &HtmlElement,
    ) -> Option<Rc<Self>> {
        let sizes = Sizes::new(move |sizes| {
            if let Some(desk) = follow.desk() {
                desk.resized(&sizes);
            }
        })?;
        let observer = sizes.observer();
        observer.observe(log);
        observer.observe(tail);
        let rows = Rows::new(
            follow.ui,
            follow.today,
            log.clone(),
            place.clone(),
            observer,
        );
        let desk = Self {
            follow,
            log: log.clone(),
            extent: RefCell::default(),
            rows: RefCell::new(rows),
            seen: Cell::default(),
            changed: Cell::default(),
            new_room: Cell::default(),
            planned: Cell::new(false),
            _sizes: sizes,
        };
        desk.look();
        Some(Rc::new(desk))
    }

    /// These are the messages now.
    pub fn set_keys(self: &Rc<Self>, keys: Vec<Key>) {
        let others = {
            let mut extent = self.extent.borrow_mut();
            let others = extent.set_keys(keys);
            let first = extent.places().start;
            let mut rows = self.rows.borrow_mut();
            if rows.show(extent.drawn(), first, true) {
                self.changed.set(true);
            }
            others
        };
        if others {
            self.set_at_end(true);
        }
        self.draw();
    }

    /// Only going up leaves the end, and only going down comes back to it: what comes in between
    /// moves the end, and what goes moves the visitor.
    pub fn scrolled(self: &Rc<Self>) {
        let before = self.seen.get();
        if let Some(now) = self.look() {
            self.judge(before, now);
            self.plan_if_needed();
        }
    }

    fn judge(&self, before: Seen, now: Seen) {
        let up = before.top - now.top;
        #[allow(clippy::cast_possible_truncation, reason = "pixels are few")]
        let new_room = self.new_room.take() as i32;
        // A layout in the middle of a change moves the visitor, in WebKit above all.
        if self.is_at_end() && self.changed.get() && up <= SLIGHT {
            return;
        }
        // There as if rows had gone and left no room.
        if self.is_at_end() && new_room > 0 && (up - new_room).abs() <= 1 {
            self.go_to_end();
            return;
        }
        let left = now.most - now.top;
        let near = left <= NEAR && now.top > before.top;
        let moved_up = now.top < before.top;
        // Where the transcript got shorter, the browser has moved the visitor.
        let at_end = left <= 1 && (!moved_up || now.most < before.most);
        self.set_at_end(near || at_end || (self.is_at_end() && !moved_up));
    }

    pub fn go_earlier(&self) {
        let [above, _] = self.extent.borrow().room();
        #[allow(clippy::cast_possible_truncation, reason = "pixels are few")]
        self.log
            .set_scroll_top(above as i32 - self.seen.get().height * 9 / 10);
    }

    pub fn jump(self: &Rc<Self>) {
        self.set_at_end(true);
        self.draw();
        self.go_to_end();
    }

    /// Something changed its size: whoever was at the end still is, and a reader sees what they saw.
    fn resized(self: &Rc<Self>, sizes: &[(Element, f64)]) {
        let before = self.seen.get();
        let Some(now) = self.look() else { return };
        let shown = before.height == 0;
        let top = if shown { before.top } else { now.top };
        let heights: Vec<(Key, f64)> = {
            let rows = self.rows.borrow();
            let heights = sizes.iter();
            let heights = heights.filter_map(|(row, height)| Some((rows.key_of(row)?, *height)));
            heights.collect()
        };
        let view = View {
            top: top.into(),
            height: now.height.into(),
        };
        let reflowed = now.width != before.width && before.width > 0;
        self.extent.borrow_mut().measured(&heights, view, reflowed);
        if shown {
            self.log.set_scroll_top(top);
            self.look();
        } else {
            self.judge(before, now);
        }
        self.changed.set(false);
        self.put_right();
        if self.is_at_end() {
            self.go_to_end();
        }
        self.plan_if_needed();
    }

    /// Draws for a moment.
    fn draw(self: &Rc<Self>) {
        let begun = Date::now();
        // Asked at most once, and before anything is dropped: the answer takes a layout, which would
        // move the visitor while the room for what was dropped is not there yet.
        let mut are_held = None;
        while let Some((step, view)) = self.next() {
            let mut extent = self.extent.borrow_mut();
            let mut rows = self.rows.borrow_mut();
            let drops = matches!(step, Step::DropFirst | Step::DropLast);
            let held = drops
                && extent.drawn().len() <= MOST_HELD
                && *are_held.get_or_insert_with(|| rows.are_held());
            let step = if held {
                extent.next(view, false)
            } else {
                Some(step)
            };
            let Some(step) = step else { break };
            extent.take(step, view);
            if step == Step::Anew {
                // Laid out before they go: WebKit would move the visitor as if there were no room yet.
                rows.leave_room(extent.room());
                let _laid_out = self.log.scroll_height();
            }
            if rows.show(extent.drawn(), extent.places().start, false) {
                self.changed.set(true);
            }
            if Date::now() - begun >= TIME {
                self.plan();
                break;
            }
        }
        self.put_right();
    }

    /// Gives what is not drawn its room, and tells what there is.
    fn put_right(&self) {
        let by = self.extent.borrow_mut().settle();
        let extent = self.extent.borrow();
        let mut rows = self.rows.borrow_mut();
        let new_room = rows.leave_room(extent.room());
        self.new_room.set(self.new_room.get() + new_room);
        rows.mark_newest(extent.has_newest());
        if by != 0.0 && !self.is_at_end() {
            #[allow(clippy::cast_possible_truncation, reason = "pixels are few")]
            self.log
                .set_scroll_top(self.seen.get().top + by.round() as i32);
            self.look();
        }
        let has_earlier = extent.has_earlier();
        self.tell(
            self.follow.has_earlier,
            has_earlier,
            ".earlier",
            !has_earlier,
        );
    }

    fn plan_if_needed(self: &Rc<Self>) {
        if self.next().is_some() {
            self.plan();
        }
    }

    fn plan(self: &Rc<Self>) {
        if !self.planned.replace(true) {
            let desk = Rc::downgrade(self);
            request_animation_frame(move || {
                if let Some(desk) = desk.upgrade() {
                    desk.planned.set(false);
                    desk.draw();
                }
            });
        }
    }

    fn next(&self) -> Option<(Step, View)> {
        let extent = self.extent.borrow();
        let seen = self.seen.get();
        let height = seen.height.into();
        let view = match self.is_at_end() {
            true => extent.end(height),
            false => View {
                top: seen.top.into(),
                height,
            },
        };
        Some((extent.next(view, true)?, view))
    }

    fn is_at_end(&self) -> bool {
        self.follow.at_end.try_get_untracked().unwrap_or(true)
    }

    fn set_at_end(&self, at_end: bool) {
        self.tell(self.follow.at_end, at_end, ".jump", at_end);
    }

    /// A button that is about to go leaves the focus in the log.
    fn tell(&self, signal: RwSignal<bool>, value: bool, button: &str, goes: bool) {
        if signal.try_get_untracked() != Some(!value) {
            return;
        }
        let all = self.log.parent_element().filter(|_| goes);
        let button = all.and_then(|all| all.query_selector(button).ok().flatten());
        if let Some(button) = button {
            focus::hand_on(&button, &self.log);
        }
        signal.set(value);
    }

    fn go_to_end(&self) {
        self.log.set_scroll_top(self.log.scroll_height());
        self.look();
    }

    /// Where the visitor is now; nowhere while the panel is hidden.
    fn look(&self) -> Option<Seen> {
        let (log, before) = (&self.log, self.seen.get());
        let height = log.client_height();
        let seen = match height {
            0 => Seen { height, ..before },
            _ => Seen {
                top: log.scroll_top(),
                most: log.scroll_height() - height,
                height,
                width: log.client_width(),
            },
        };
        self.seen.set(seen);
        (height > 0).then_some(seen)
    }
}
