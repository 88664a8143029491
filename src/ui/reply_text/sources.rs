//! The pages that an answer draws on, listed below it.

use super::pen::{Pen, set};
use crate::markdown::{Source, host};
use crate::text::Key;
use leptos::web_sys::Element;

/// How many of each kind are listed: nobody reads more.
const MOST: usize = 200;

/// The list as it was drawn.
#[derive(Default)]
pub struct Sources {
    count: (usize, usize),
    list: Option<Element>,
}

impl Sources {
    /// Brings the list at the end of `place` up to date: numbered ones first, each address once.
    pub fn show<'a>(
        &mut self,
        pen: &Pen,
        place: &Element,
        cited: impl Iterator<Item = &'a Source>,
        given: impl Iterator<Item = (String, Option<&'a str>)>,
    ) {
        let (cited, given): (Vec<_>, Vec<_>) =
            (cited.take(MOST).collect(), given.take(MOST).collect());
        let count = (cited.len(), given.len());
        if count == self.count {
            return self.stay_last(place);
        }
        self.count = count;
        if let Some(list) = self.list.take() {
            list.remove();
        }
        self.list = draw(pen, place, &cited, &given);
    }

    /// Parts that came meanwhile stand before the list.
    fn stay_last(&self, place: &Element) {
        if let Some(list) = &self.list
            && place.last_element_child().as_ref() != Some(list)
        {
            let _ = place.append_child(list);
        }
    }
}

fn draw(
    pen: &Pen,
    place: &Element,
    cited: &[&Source],
    given: &[(String, Option<&str>)],
) -> Option<Element> {
    let section = pen.add(place, "section", "sources")?;
    let heading = pen.add(&section, "p", "")?;
    heading.set_text_content(Some(&pen.say(Key::Sources)));
    let list = pen.add(&section, "ul", "")?;
    set(&list, "aria-label", &pen.say(Key::Sources));
    let mut listed = Vec::new();
    for source in cited {
        listed.push(source.url.as_ref());
        let item = pen.add(&list, "li", "")?;
        let number = pen.add(&item, "span", "number")?;
        number.set_text_content(Some(&source.number.to_string()));
        entry(pen, &item, &source.url, Some(&source.label));
    }
    for (url, title) in given {
        if !listed.contains(&url.as_str()) {
            listed.push(url);
            let item = pen.add(&list, "li", "")?;
            entry(pen, &item, url, *title);
        }
    }
    Some(section)
}

fn entry(pen: &Pen, item: &Element, url: &str, title: Option<&str>) {
    let title = title.filter(|title| !title.trim().is_empty());
    let link = pen.link(url, title.unwrap_or(host(url)));
    pen.put(item, link, "");
}
