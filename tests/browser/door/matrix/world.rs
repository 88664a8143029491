//! The backend and the way to it.

use super::backend::{Asked, Backend};
use super::faults::{Fault, Reply};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsValue;

#[derive(Default)]
pub struct World {
    pub backend: RefCell<Backend>,
    /// What goes wrong, and with which requests.
    faults: RefCell<Vec<(&'static str, Fault)>>,
    /// How many requests have met the first of them.
    pub struck: Cell<u32>,
    pub asked: RefCell<Vec<String>>,
}

impl World {
    pub fn of(backend: Backend) -> Self {
        let world = Self::default();
        world.backend.replace(backend);
        world
    }

    /// From now on this goes wrong.
    pub fn fails(&self, asks: &'static str, fault: &Fault) {
        self.faults.borrow_mut().push((asks, fault.clone()));
    }

    /// From now on nothing does.
    pub fn works(&self) {
        self.faults.borrow_mut().clear();
    }

    /// How often these words have arrived.
    pub fn received(&self, words: &str) -> usize {
        let backend = self.backend.borrow();
        backend.received.iter().filter(|it| *it == words).count()
    }

    /// What is answered, as `serve` of the page wants it.
    pub fn answers(&self, entry: &str) -> JsValue {
        let asked = Asked::read(entry);
        self.asked.borrow_mut().push(asked.line.clone());
        let faults = self.faults.borrow();
        let place = faults.iter().position(|(asks, _)| *asks == asked.line);
        let fault = place.map(|place| &faults[place].1);
        let fault = fault.filter(|it| !it.once || self.struck.get() == 0);
        let mut backend = self.backend.borrow_mut();
        let Some(fault) = fault else {
            return Reply::right(backend.perform(&asked)).to_js();
        };
        if place == Some(0) {
            self.struck.set(self.struck.get() + 1);
        }
        let right = match fault.performed {
            true => backend.perform(&asked),
            false => (200, String::new()),
        };
        fault.befall(Reply::right(right)).to_js()
    }
}
