//! The rows of the transcript that are drawn: each lives by itself, made and given up alone.

use super::days::{self, Day};
use super::focus;
use super::node::{Node, node};
use super::when::When;
use super::{Ui, message};
use crate::chat::message::Key;
use crate::selected::Selected;
use crate::text::Key as Words;
use leptos::prelude::*;
use leptos::tachys::view::{Mountable, Render};
use leptos::web_sys::{Element, HtmlElement, ResizeObserver};

/// What has a height by an attribute: strict pages allow no styles.
const SVG: &str = "http://www.w3.org/2000/svg";

/// The rows in a place inside the log, with room before and behind them.
pub struct Rows {
    ui: Ui,
    today: Selected<Day>,
    log: HtmlElement,
    place: HtmlElement,
    rows: Vec<Row>,
    /// The newest message that was there before or has been drawn.
    newest: Key,
    sizes: ResizeObserver,
    /// The room before and behind them.
    room: [Option<Element>; 2],
    heights: [f64; 2],
}

/// Its views end with it.
struct Row {
    key: Key,
    day: Option<Day>,
    element: Element,
    /// Whether it came while the visitor was looking.
    entered: bool,
    newest: bool,
    _views: Vec<<Node as Render>::State>,
    _owner: Owner,
}

impl Rows {
    /// No rows yet in `place`, which is in `log`. `sizes` is going to watch them.
    pub fn new(
        ui: Ui,
        today: Selected<Day>,
        log: HtmlElement,
        place: HtmlElement,
        sizes: ResizeObserver,
    ) -> Self {
        let newest = ui.store.peek(|chat| chat.transcript().last_key());
        let room = [place.first_child(), None].map(|next| {
            let room = place.owner_document()?;
            let room = room.create_element_ns(Some(SVG), "svg").ok()?;
            // Fails on nothing that could be done about.
            let _ = room.set_attribute("class", "room");
            let _ = room.set_attribute("aria-hidden", "true");
            place.insert_before(&room, next.as_ref()).ok()?;
            Some(room)
        });
        Self {
            ui,
            today,
            log,
            place,
            rows: Vec::new(),
            newest: newest.unwrap_or_default(),
            sizes,
            room,
            heights: [-1.0; 2],
        }
    }

    /// Shows these messages, of which the first stands at `first` in the transcript. Rows that are
    /// there stay; once the messages were `changed`, only if they begin the same day. Tells whether
    /// rows have come.
    pub fn show(&mut self, keys: &[Key], first: usize, changed: bool) -> bool {
        let mut come = false;
        let ui = self.ui;
        let mut rows = std::mem::take(&mut self.rows);
        for row in rows.extract_if(.., |row| {
            let place = keys.iter().position(|key| *key == row.key);
            place.is_none_or(|at| changed && day(ui, first + at, row.key) != row.day)
        }) {
            self.give_up(&row);
        }
        for (at, key) in keys.iter().enumerate() {
            let found = rows.iter().skip(at).position(|row| row.key == *key);
            if found == Some(0) {
                continue;
            }
            let row = match found {
                Some(further) => rows.remove(at + further),
                None => match self.make(*key, day(ui, first + at, *key)) {
                    Some(row) => row,
                    None => continue,
                },
            };
            let next = rows.get(at).map(|row| &row.element);
            let next = next
                .or(self.room.last().and_then(Option::as_ref))
                .map(AsRef::as_ref);
            // Fails for nodes that are elsewhere; these are nowhere or here.
            let _ = self.place.insert_before(&row.element, next);
            rows.insert(at.min(rows.len()), row);
            come = true;
        }
        self.rows = rows;
        come
    }

    /// Marks the newest row, or that it is not drawn.
    pub fn mark_newest(&mut self, drawn: bool) {
        let last = self.rows.len();
        for (at, row) in self.rows.iter_mut().enumerate() {
            let newest = drawn && at + 1 == last;
            if newest != row.newest {
                row.newest = newest;
                row.element.set_class_name(class(row.entered, newest));
            }
        }
    }

    /// Leaves so much room before and behind them. Tells how much there is before them now that was not
    /// there.
    pub fn leave_room(&mut self, heights: [f64; 2]) -> f64 {
        let before = std::mem::replace(&mut self.heights, heights);
        for ((room, height), before) in self.room.iter().zip(heights).zip(before) {
            if let Some(room) = room
                .as_ref()
                .filter(|_| height.to_bits() != before.to_bits())
            {
                // Fails on nothing that could be done about.
                let _ = room.set_attribute("height", &height.to_string());
            }
        }
        let ([now, _], [before, _]) = (heights, before);
        now - before
    }

    /// The message whose row this is.
    pub fn key_of(&self, element: &Element) -> Option<Key> {
        let row = self.rows.iter().find(|row| row.element == *element);
        row.map(|row| row.key)
    }

    /// Whether something in them has the focus or may be selected.
    pub fn are_held(&self) -> bool {
        let document = self.place.owner_document();
        let selection = document.and_then(|it| it.get_selection().ok().flatten());
        selection.is_some_and(|it| it.type_() == "Range") || focus::is_inside(&self.place)
    }

    /// A row that is nowhere yet.
    fn make(&mut self, key: Key, day: Option<Day>) -> Option<Row> {
        let (ui, today) = (self.ui, self.today);
        let element = self.place.owner_document()?.create_element("div").ok()?;
        let entered = key > self.newest;
        self.newest = self.newest.max(key);
        element.set_class_name(class(entered, false));
        let owner = Owner::default();
        let views = owner.with(|| {
            let day = day.map(|day| day_line(ui, day, today));
            let views = [day, Some(message::message(ui, key))].into_iter().flatten();
            let views = views.map(|view| {
                let mut view = view.build();
                view.mount(&element, None);
                view
            });
            views.collect()
        });
        self.sizes.observe(&element);
        Some(Row {
            key,
            day,
            element,
            entered,
            newest: false,
            _views: views,
            _owner: owner,
        })
    }

    fn give_up(&self, row: &Row) {
        focus::hand_on(&row.element, &self.log);
        self.sizes.unobserve(&row.element);
        row.element.remove();
    }
}

fn class(entered: bool, newest: bool) -> &'static str {
    match (entered, newest) {
        (false, false) => "turn",
        (false, true) => "turn newest",
        (true, false) => "turn entered",
        (true, true) => "turn entered newest",
    }
}

/// The day that begins with the message at this place.
fn day(ui: Ui, at: usize, key: Key) -> Option<Day> {
    let begun = ui.store.peek(|chat| {
        let messages = chat.transcript().messages();
        let same = messages.get(at).is_some_and(|message| message.key == key);
        same.then(|| days::begun(messages, at, When::day)).flatten()
    });
    begun.flatten()
}

/// Which day it is from here on.
fn day_line(ui: Ui, day: Day, today: Selected<Day>) -> Node {
    let says = move || match today.get().saturating_sub(day) {
        0 => ui.say(Words::Today),
        1 => ui.say(Words::Yesterday),
        _ => ui.given().when.date(day),
    };
    let time = node("time")
        .set("datetime", When::machine_date(day))
        .words(move || Some(says()));
    node("p").class("day").add(time)
}
