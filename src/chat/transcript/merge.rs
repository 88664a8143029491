//! Two lists of the same conversation become one: the backend's order, with what only we have where
//! it stood.

use crate::chat::message::{Author, Delivery, Message, Part, Progress};

/// Our messages on the left, the backend's order on the right.
pub(super) struct Merge {
    ours: Vec<Option<Message>>,
    by_id: Ids,
    /// Places of messages without an id: few, and near the end.
    loose: Vec<usize>,
    placed: Vec<(Option<usize>, Message)>,
    /// The place behind the message that was taken last.
    next: usize,
}

impl Merge {
    pub(super) fn new(ours: Vec<Message>) -> Self {
        let loose = ours.iter().enumerate();
        let loose = loose.filter(|(_, message)| message.id.is_none());
        Self {
            by_id: Ids::of(&ours),
            loose: loose.map(|(place, _)| place).collect(),
            ours: ours.into_iter().map(Some).collect(),
            placed: Vec::new(),
            next: 0,
        }
    }

    pub(super) fn knows(&self, id: &str) -> bool {
        self.by_id.place(id).is_some()
    }

    /// Our copy of `theirs`, and where it stood.
    /// `later` is what the backend says came after it.
    pub(super) fn take(&mut self, theirs: &Message, later: &[Message]) -> Option<(usize, Message)> {
        let known = theirs.id.as_ref().and_then(|id| self.by_id.place(id));
        let place = match known {
            Some(place) => place,
            None => self.take_loose(theirs, later)?,
        };
        let ours = self.ours.get_mut(place)?.take()?;
        self.next = place + 1;
        Some((place, ours))
    }

    /// The oldest of ours without an id that can be theirs. One that failed is theirs only if no
    /// other is.
    fn take_loose(&mut self, theirs: &Message, later: &[Message]) -> Option<usize> {
        let first = |failed: bool| {
            self.loose.iter().position(|&place| {
                let ours = self.ours.get(place).and_then(Option::as_ref);
                ours.is_some_and(|ours| {
                    failed == (ours.delivery == Delivery::Failed)
                        && is_same(ours, theirs, later, place == self.next)
                })
            })
        };
        let found = first(false).or_else(|| first(true))?;
        Some(self.loose.remove(found))
    }

    pub(super) fn place(&mut self, message: Message, from: Option<usize>) {
        self.placed.push((from, message));
    }

    /// Puts what only we have behind what stood before it; what stood before everything else stays
    /// there, and what waits to be sent stays last.
    pub(super) fn finish(self) -> Vec<Message> {
        let mut behind: Vec<(usize, Vec<Message>)> = Vec::new();
        let mut first = Vec::new();
        let mut waiting = Vec::new();
        let mut anchor = None;
        let mut first_taken = None;
        for (place, ours) in self.ours.into_iter().enumerate() {
            match (ours, anchor) {
                (None, _) => {
                    anchor = Some(place);
                    first_taken = first_taken.or(anchor);
                }
                (Some(message), _) if message.delivery == Delivery::Queued => {
                    waiting.push(message);
                }
                (Some(message), Some(anchor)) => match behind.last_mut() {
                    Some((place, followers)) if *place == anchor => followers.push(message),
                    _ => behind.push((anchor, vec![message])),
                },
                (Some(message), None) => first.push(message),
            }
        }
        let mut messages = Vec::new();
        for (from, message) in self.placed {
            if from.is_some() && from == first_taken {
                messages.append(&mut first);
            }
            messages.push(message);
            let followers =
                from.and_then(|from| behind.binary_search_by_key(&from, |it| it.0).ok());
            if let Some((_, followers)) = followers.and_then(|place| behind.get_mut(place)) {
                messages.append(followers);
            }
        }
        messages.append(&mut first);
        messages.append(&mut waiting);
        messages
    }
}

/// Where messages with an id stand, ordered by it.
pub(super) struct Ids(Vec<(String, usize)>);

impl Ids {
    pub(super) fn of(messages: &[Message]) -> Self {
        let ids = messages.iter().enumerate();
        let ids = ids.filter_map(|(place, message)| Some((message.id.clone()?, place)));
        let mut ids: Vec<_> = ids.collect();
        ids.sort_unstable();
        Self(ids)
    }

    fn place(&self, id: &str) -> Option<usize> {
        let found = self.0.binary_search_by(|(known, _)| known.as_str().cmp(id));
        self.0.get(found.ok()?).map(|(_, place)| *place)
    }

    /// The places of all but the first of those that have the same id.
    pub(super) fn repeats(&self) -> Vec<usize> {
        let pairs = self.0.iter().zip(self.0.iter().skip(1));
        let repeats = pairs.filter(|(first, second)| first.0 == second.0);
        repeats.map(|(_, second)| second.1).collect()
    }
}

/// Whether `theirs` is the backend's copy of our message, which has no id yet. A reply is known by
/// standing where theirs does, unless it says what one of the `later` ones says: another tab may have
/// been answered in between.
fn is_same(ours: &Message, theirs: &Message, later: &[Message], stands_there: bool) -> bool {
    let fits = |theirs: &Message| {
        theirs.author == Author::Assistant && continued(&ours.parts, &theirs.parts).is_some()
    };
    match (&ours.author, &theirs.author) {
        (Author::Visitor, Author::Visitor) => {
            let sent = ours.delivery != Delivery::Queued || ours.may_arrive;
            sent && same_words(&ours.text(), &theirs.text())
        }
        (Author::Assistant, Author::Assistant) => {
            ours.parts == theirs.parts || stands_there && (fits(theirs) || !later.iter().any(fits))
        }
        _ => false,
    }
}

/// Whether two texts say the same, however the backend breaks and trims lines.
pub(super) fn same_words(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

/// Takes over what the backend knows better; says whether anything changed. What has arrived of a
/// reply is not taken back for less.
pub(super) fn adopt(ours: &mut Message, theirs: Message) -> bool {
    let before = ours.clone();
    // Once it is known, it is known best here: the backend's copy may be older than the last press.
    if ours.id.is_none() {
        ours.feedback = theirs.feedback;
    }
    ours.id = theirs.id;
    ours.at = theirs.at.or(ours.at);
    ours.author = theirs.author;
    if ours.is_visitors() {
        ours.delivery = Delivery::Sent;
    } else if !matches!(ours.progress, Progress::Streaming | Progress::Stopped) {
        let whole = theirs.progress == Progress::Complete && !theirs.parts.is_empty();
        if let Some(parts) = continued(&ours.parts, &theirs.parts) {
            ours.parts = parts;
        } else if whole {
            ours.rewrites += 1;
            ours.parts = theirs.parts;
        }
        if theirs.progress != Progress::Awaited {
            ours.progress = theirs.progress;
        }
    }
    *ours != before
}

/// `longer`, if that is `shorter` with more at its end. Empty texts do not count; those of `shorter`
/// stay, so that every part keeps its place.
fn continued(shorter: &[Part], longer: &[Part]) -> Option<Vec<Part>> {
    let is_empty = |part: &Part| matches!(part, Part::Text(text) if text.is_empty());
    let mut longer = longer.iter().filter(|part| !is_empty(part));
    let mut parts = Vec::new();
    for short in shorter {
        let long = if is_empty(short) {
            short
        } else {
            longer.next()?
        };
        match (short, long) {
            (Part::Text(short), Part::Text(long)) if long.starts_with(short.as_str()) => {}
            _ if short == long => {}
            _ => return None,
        }
        parts.push(long.clone());
    }
    parts.extend(longer.cloned());
    Some(parts)
}
