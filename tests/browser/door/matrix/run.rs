//! One visit, in which one call goes wrong.

use super::super::page::Door;
use super::super::script::{begin, clock, pass_time, pause, said, serve_by, stop_clock};
use super::faults::{Fault, How};
use super::rows::{Row, Way};
use super::time::{LATEST, calms, rests};
use super::visitor::Visitor;
use super::world::World;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::JsFuture;

pub const WORDS: [&str; 2] = ["Is it open today", "And tomorrow"];

pub struct Run<'a> {
    row: &'a Row,
    door: Door,
    world: Rc<World>,
    /// How often the visitor has asked for another answer.
    again: Cell<usize>,
}

impl<'a> Run<'a> {
    pub fn begin(row: &'a Row) -> Self {
        let window = web_sys::window().unwrap();
        for storage in [window.local_storage(), window.session_storage()] {
            storage.unwrap().unwrap().clear().unwrap();
        }
        begin();
        stop_clock();
        let world = Rc::new(World::of(row.before.backend()));
        let server = Rc::clone(&world);
        let serve = move |entry: String| server.answers(&entry);
        serve_by(&Closure::<dyn FnMut(String) -> JsValue>::new(serve).into_js_value());
        let door = Door::another(&row.page.options());
        let again = Cell::default();
        Self {
            row,
            door,
            world,
            again,
        }
    }

    /// The call goes wrong; what is seen then, and when everything has come to rest. Browsers take
    /// their time to tell of a body that broke off: until then it is not as `expected`.
    pub async fn meets(&self, fault: &Fault, expected: &str) -> Result<String, String> {
        let arm = || {
            self.world.fails(self.row.asks, fault);
            if let Some((asks, lost)) = self.row.also() {
                self.world.fails(asks, &lost);
            }
        };
        self.leads(arm).await?;
        for _ in 0..200 {
            if self.world.struck.get() > 0 || !pass_time(LATEST) {
                break;
            }
            self.calms().await?;
        }
        if self.world.struck.get() == 0 {
            return Err(format!("nobody asks: {:?}", self.world.asked.borrow()));
        }
        let lasts = match fault.how {
            How::Stalled | How::Half("silence") | How::Pieces(_, "silence") => 60_000.0,
            How::Late(wait) => f64::from(wait),
            _ => 0.0,
        };
        let until = clock() + lasts;
        while lasts > 0.0 && pass_time(until) {
            self.calms().await?;
        }
        let mut now = self.looks();
        for _ in 0..100 {
            let seen = self.counted(&now);
            if expected == seen || expected.starts_with(&format!("{seen} | then ")) {
                break;
            }
            JsFuture::from(pause(10)).await.unwrap();
            self.calms().await?;
            now = self.looks();
        }
        let seen = self.counted(&now);
        self.world.works();
        self.rests().await?;
        Ok(match self.looks() {
            later if now == later => seen,
            later => format!("{seen} | then {later}"),
        })
    }

    /// The same with how often the backend was asked for a change. How often something is read, or a
    /// session is asked for, is nobody's business.
    fn counted(&self, looks: &str) -> String {
        match self.row.asks.starts_with("GET") || self.row.name == "identify" {
            true => looks.to_owned(),
            false => format!("{looks} | {}", self.world.struck.get()),
        }
    }

    /// Leads up to the call.
    async fn leads(&self, arm: impl Fn()) -> Result<(), String> {
        let (door, way) = (&self.door, self.row.way);
        if way == Way::First {
            arm();
        }
        door.widget.show();
        self.calms().await?;
        if way == Way::Start {
            arm();
            let _ = door.widget.start_conversation(&JsValue::NULL);
        }
        door.says(WORDS[0]);
        if matches!(way, Way::First | Way::Start) {
            return self.calms().await;
        }
        self.rests().await?;
        if way == Way::Pick {
            self.press("", "Your conversations")?;
            self.rests().await?;
        }
        arm();
        match way {
            Way::List => self.press("", "Your conversations")?,
            Way::Pick => self.press(".history", "Talk 1")?,
            Way::Open => drop(door.widget.open_conversation(&"c1".into())),
            Way::Rate => self.press("article", "Good answer")?,
            Way::Close => {
                self.press("", "End conversation")?;
                self.calms().await?;
                self.press(".close-form", "End conversation")?;
            }
            Way::First | Way::Start => {}
        }
        self.calms().await
    }

    /// The visitor does what is offered until all is well, and says something more.
    pub async fn recovers(&self) -> Result<(), String> {
        for _ in 0..8 {
            if self.is_well() {
                break;
            }
            self.acts();
            self.rests().await?;
        }
        if !self.is_well() {
            return Err(format!("it does not get well: {}", self.looks()));
        }
        self.door.says(WORDS[1]);
        self.rests().await?;
        let log = self.door.css("[role=log]").and_then(|it| it.text_content());
        let answer = format!("Answer to {}", WORDS[1]);
        if !log.unwrap_or_default().contains(&answer) || self.door.told().is_some() {
            return Err(format!("it does not go on: {}", self.looks()));
        }
        let received = &self.world.backend.borrow().received;
        let all = match self.row.page.tells_again() {
            true => received.len() == WORDS.len() + self.again.get(),
            // What nobody can look up may be sent again by a click.
            false => received.last().is_some_and(|it| it == WORDS[1]),
        };
        let told = self.door.seen().join(" ") + &said().join(" ");
        match all && !told.contains("upstream") {
            true => Ok(()),
            false => Err(format!("received {received:?}, told {told}")),
        }
    }

    fn is_well(&self) -> bool {
        let door = &self.door;
        let arrived = self.world.received(WORDS[0]) > 0;
        let waits = door.fates(WORDS[0]).iter().any(|it| !it.is_empty());
        let free = door.text_box().is_some() && door.drafted().is_empty();
        arrived && free && !waits && door.told().is_none()
    }

    fn acts(&self) {
        let door = &self.door;
        let again = || {
            door.widget.hide();
            door.widget.show();
            true
        };
        let drafted = || !door.drafted().is_empty() && door.presses("", "Send");
        let unavailable = door.told().is_some_and(|it| it.contains("unavailable"));
        // Of what has arrived it is the answer that is wanted again.
        let arrived = door.fates(WORDS[0]).iter().any(String::is_empty);
        let asked = door.presses(".notice", "Try again");
        let asks = asked && arrived && self.row.way != Way::Close;
        self.again.set(self.again.get() + usize::from(asks));
        let _ = asked
            || door.presses(".history", "Try again")
            || door.presses(".notice", "Reconnect")
            || door.presses(".history", "Reconnect")
            || door.presses("article", "Try again")
            || unavailable && again()
            || drafted()
            || door.presses(".close-form", "End conversation")
            || door.presses("", "Start a new conversation")
            || door.presses("", "Back")
            || door.presses(".notice", "Dismiss")
            || again();
    }

    /// What is told; where the first words are, and the answer to them; what is offered.
    fn looks(&self) -> String {
        let door = &self.door;
        let place = match door.fates(WORDS[0]).first().map(String::as_str) {
            Some("") => "sent".into(),
            Some(fate) => fate.to_lowercase(),
            None if door.drafted().contains(WORDS[0]) => "in the composer".into(),
            None => "not on screen".to_owned(),
        };
        let answer = door.answer(&format!("Answer to {}", WORDS[0]));
        format!(
            "{} | {place}{answer} | {}",
            door.told().unwrap_or("-".into()),
            door.offers()
        )
    }

    fn press(&self, place: &str, name: &str) -> Result<(), String> {
        let pressed = self.door.presses(place, name);
        pressed.then_some(()).ok_or(format!("no button {name:?}"))
    }

    async fn calms(&self) -> Result<(), String> {
        calms().await;
        self.is_sound()
    }

    async fn rests(&self) -> Result<(), String> {
        rests(|| self.is_sound()).await
    }

    /// At any moment: no words are there twice, and none have arrived twice.
    fn is_sound(&self) -> Result<(), String> {
        for words in WORDS {
            let shown = self.door.fates(words).len();
            let drafted = usize::from(self.door.drafted().contains(words));
            let arrived = self.world.received(words);
            let again = if words == WORDS[0] {
                self.again.get()
            } else {
                0
            };
            if shown + drafted > 1 || arrived > 1 + again && self.row.page.tells_again() {
                return Err(format!("{words:?} twice: {}", self.looks()));
            }
        }
        Ok(())
    }
}
