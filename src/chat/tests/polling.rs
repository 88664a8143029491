//! How often an idle visitor's panel asks the backend: computed for an hour, written in the README.

use super::harness::*;
use crate::api::Reply;
use crate::chat::command::Timer;
use crate::chat::event::Fact;
use crate::time::Millis;

const HOUR: Millis = 3_600_000;

impl Story {
    /// Lets `span` pass with a backend that has nothing new, and counts the requests.
    fn idle(&mut self, span: Millis) -> u32 {
        let end = self.now + span;
        let mut requests = 0;
        loop {
            requests += self.answer_looks();
            let next = self.timers.iter().min_by_key(|(_, due)| **due);
            match next.map(|(timer, due)| (*timer, *due)) {
                Some((timer, due)) if due <= end => drop(self.ring(timer)),
                _ => break,
            }
        }
        self.now = end;
        requests
    }

    fn answer_looks(&mut self) -> u32 {
        let fetches = self.outstanding("fetch").len();
        if fetches > 0 {
            self.refresh();
        }
        u32::try_from(fetches).unwrap()
    }
}

/// A conversation that a person has taken over, on screen; nothing is under way.
fn with_person() -> Story {
    let mut story = Story::talking();
    story.conversation.human_handled = true;
    story.fact(Fact::PageVisible(false));
    story.fact(Fact::PageVisible(true)).refresh();
    story
}

#[test]
fn the_requests_of_an_idle_visitor_are_those_of_the_readme() {
    let mut untouched = Story::with_key();
    let mut alone = Story::talking();
    let without_person = untouched.idle(HOUR) + alone.idle(HOUR);
    let mut shown = with_person();
    shown.chance = u32::MAX / 2;
    let seen = shown.idle(HOUR);
    let mut hidden = with_person();
    let unseen = hidden.hide().idle(HOUR);
    let readme = include_str!("../../../README.md");
    for (who, requests) in [
        (
            "the assistant answers, or nobody has written yet",
            without_person,
        ),
        ("a person answers, and the panel is on screen", seen),
        (
            "a person answers, and the panel or the tab is hidden",
            unseen,
        ),
    ] {
        let row = format!("| {who} | {requests} |");
        assert!(readme.contains(&row), "the README lacks: {row}");
    }
}

#[test]
fn without_a_person_nothing_waits_for_anything() {
    for hidden in [false, true] {
        let mut story = Story::talking();
        if hidden {
            story.hide();
        }
        assert!(story.timers.is_empty() && story.calls.is_empty());
    }
}

#[test]
fn a_tab_that_is_left_is_looked_after_for_ten_minutes_and_at_once_when_it_is_seen_again() {
    let mut story = with_person();
    story.fact(Fact::PageVisible(false));
    assert_eq!(story.timers[&Timer::Poll] - story.now, 15_000);
    assert!(story.idle(11 * 60_000) > 0);
    assert_eq!(story.idle(HOUR), 0);
    story.fact(Fact::PageVisible(true)).refresh();
    assert_eq!(story.timers[&Timer::Poll] - story.now, 3_000);
}

#[test]
fn a_panel_that_is_hidden_in_a_tab_that_is_seen_again_is_looked_after_too() {
    let mut story = with_person();
    story.hide().fact(Fact::PageVisible(false));
    story.idle(HOUR);
    story.fact(Fact::PageVisible(true)).refresh();
    assert!(story.timers.contains_key(&Timer::Poll));
}

#[test]
fn the_next_look_is_planned_when_the_last_one_is_answered() {
    let mut story = with_person();
    story.ring(Timer::Poll);
    assert!(story.timers.is_empty(), "the answer may be slow");
    story.now += 100_000;
    story.refresh();
    assert_eq!(story.timers[&Timer::Poll] - story.now, 4_500);
}

#[test]
fn a_backend_that_says_how_long_to_wait_is_left_alone_that_long() {
    for code in [429, 503] {
        let mut story = with_person();
        story.ring(Timer::Poll).fail("fetch", busy(code, 120));
        assert_eq!(story.timers[&Timer::Poll] - story.now, 120_000);
        assert_eq!(story.kind(), None);
    }
}

#[test]
fn people_who_took_a_message_are_looked_for_though_the_backend_does_not_know_of_them() {
    let mut story = Story::talking();
    story.say("A person, please").reply("send", Reply::Accepted);
    story.server_says("A person, please", "");
    story.refresh();
    assert!(story.chat.answering_person().is_some());
    let looks = story.idle(HOUR);
    assert!((10..20).contains(&looks), "{looks}");
    assert!(story.chat.answering_person().is_none() && story.timers.is_empty());
}

#[test]
fn an_answer_of_the_assistant_ends_the_looking_for_people() {
    let mut story = Story::talking();
    story.say("A person, please").reply("send", Reply::Accepted);
    story.server_says("A person, please", "I am back");
    story.refresh();
    assert!(story.chat.answering_person().is_none() && story.timers.is_empty());
}

#[test]
fn a_person_who_was_there_and_hands_back_is_not_looked_for() {
    let mut story = Story::talking();
    story.say("A person, please").reply("send", Reply::Accepted);
    story.server_says("A person, please", "");
    story.conversation.human_handled = true;
    story.refresh();
    story.conversation.human_handled = false;
    story.ring(Timer::Poll).refresh();
    assert!(story.chat.answering_person().is_none() && story.timers.is_empty());
}

#[test]
fn chance_takes_up_to_a_quarter_of_a_pause() {
    for (chance, pause) in [(0, 2_251), (u32::MAX / 2, 2_624), (u32::MAX, 3_000)] {
        let mut story = Story::talking();
        story.chance = chance;
        story.conversation.human_handled = true;
        story.hide().show().refresh();
        assert_eq!(story.timers[&Timer::Poll] - story.now, pause);
    }
}

#[test]
fn a_closed_conversation_is_not_looked_at() {
    let mut story = with_person();
    story.server_closes("done");
    story.ring(Timer::Poll).refresh();
    assert_eq!(story.idle(HOUR), 0);
}
