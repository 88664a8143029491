//! How much of the screen the panel has: an on-screen keyboard covers some of it, and a panel that
//! fills the screen does not scroll the page behind it.

use super::Runtime;
use super::focus::root_of;
use super::listen::Listener;
use super::sheet::Sheet;
use std::rc::{Rc, Weak};
use wasm_bindgen::JsCast;
use web_sys::{Element, VisualViewport};

/// Where the panel fills the screen; the panel's stylesheet says the same.
macro_rules! small_screens {
    () => {
        "(max-width:480px),(max-height:480px) and (pointer:coarse)"
    };
}

const LOCK: &str = concat!(
    "@media ",
    small_screens!(),
    "{html{overflow:hidden!important}}"
);

/// Whether the panel fills the screen.
pub(super) fn is_filled() -> bool {
    let query = web_sys::window().and_then(|window| window.match_media(small_screens!()).ok());
    query.flatten().is_some_and(|query| query.matches())
}

/// What is followed while the panel floats over the page. Dropping it leaves nothing.
pub(super) struct Viewport {
    _listeners: Vec<Listener>,
    _lock: Option<Sheet>,
}

impl Viewport {
    pub(super) fn new(runtime: &Rc<Runtime>) -> Self {
        let target: Option<&Element> = runtime.target.dyn_ref();
        let document = target.and_then(|target| target.owner_document());
        Self {
            _listeners: target
                .and_then(|target| follow(target, Rc::downgrade(runtime)))
                .unwrap_or_default(),
            _lock: document.and_then(|document| Sheet::adopt(document.into(), LOCK).ok()),
        }
    }
}

/// Tells the panel's stylesheet what can be seen, now and whenever that changes.
fn follow(target: &Element, runtime: Weak<Runtime>) -> Option<Vec<Listener>> {
    let viewport = web_sys::window()?.visual_viewport()?;
    let sheet = Rc::new(Sheet::adopt(root_of(target)?.into(), "").ok()?);
    let tell = {
        let viewport = viewport.clone();
        move || sheet.replace(&seen(&viewport).unwrap_or_default())
    };
    tell();
    let tell = move |_| {
        tell();
        // The screen can be turned, and a window made smaller.
        if let Some(runtime) = runtime.upgrade() {
            runtime.look_whether_it_floats();
        }
    };
    let listeners = ["resize", "scroll"]
        .map(|event| Listener::new(viewport.clone().into(), event, tell.clone()));
    Some(listeners.into())
}

/// None where the visitor looks closer: then the panel stays as large as it is.
#[allow(
    clippy::cast_possible_truncation,
    reason = "no screen has that many pixels"
)]
fn seen(viewport: &VisualViewport) -> Option<String> {
    if (viewport.scale() - 1.0).abs() > 0.01 {
        return None;
    }
    let whole = web_sys::window()?.inner_height().ok()?.as_f64()?;
    let (height, top) = (viewport.height() as i32, viewport.offset_top() as i32);
    let covered = (whole as i32 - height - top).max(0);
    Some(format!(
        ".dock{{--seen:{height}px;--top:{top}px;--covered:{covered}px}}"
    ))
}
