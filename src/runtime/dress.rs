//! What the backend's configuration makes of launcher and panel: a stylesheet of its own. A custom
//! property that the page has set anywhere above is the page's.

use super::Runtime;
use super::focus::root_of;
use super::sheet::Sheet;
use wasm_bindgen::JsCast;
use web_sys::Element;

impl Runtime {
    pub(super) fn dress(&self) {
        // What it is without: the last one is not the page's.
        self.dress.replace(None);
        self.dress.replace(self.sheet());
    }

    fn sheet(&self) -> Option<Sheet> {
        let target = self.target.dyn_ref::<Element>()?;
        let root = root_of(target)?;
        let page = web_sys::window()?.get_computed_style(&root.host()).ok()??;
        let free = |name: &str| {
            let value = page.get_property_value(&format!("--inglenook-{name}"));
            value.is_ok_and(|value| value.is_empty())
        };
        let styles = self.store.peek(|chat| chat.styles(&free))?;
        if styles.is_empty() {
            return None;
        }
        Sheet::adopt(root.into(), &styles).ok()
    }
}
