//! Stylesheets that a root adopts for as long as they are wanted.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::CssStyleSheet;

/// A stylesheet that a document or a shadow root has adopted. Dropping it takes it out again.
pub struct Sheet {
    root: JsValue,
    sheet: CssStyleSheet,
}

impl Sheet {
    /// Has `root` adopt these styles.
    pub fn adopt(root: JsValue, styles: &str) -> Result<Self, JsValue> {
        let sheet = CssStyleSheet::new()?;
        sheet.replace_sync(styles)?;
        let adopted = Self { root, sheet };
        adopted.set(true)?;
        Ok(adopted)
    }

    /// Puts these styles in the place of those before.
    pub fn replace(&self, styles: &str) {
        // Fails on sheets that were not constructed.
        let _ = self.sheet.replace_sync(styles);
    }

    fn set(&self, wanted: bool) -> Result<(), JsValue> {
        let name = "adoptedStyleSheets".into();
        let before: Array = Reflect::get(&self.root, &name)?.unchecked_into();
        let own: &JsValue = &self.sheet;
        let others = before.iter().filter(|it| it != own);
        let sheets: Array = others.chain(wanted.then(|| own.clone())).collect();
        // Not its setter, which would not tell that another document's root refuses.
        Reflect::set(&self.root, &name, &sheets).map(drop)
    }
}

impl Drop for Sheet {
    fn drop(&mut self) {
        let _ = self.set(false);
    }
}
