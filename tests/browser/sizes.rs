//! What the page hears of sizes that change.

use crate::harness::{Stage, frame, options, until};
use crate::states;
use inglenook::chat::message::Author;
use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::CssStyleSheet;

/// Has the page hear of errors, and time pass at every look at the clock: one row is drawn in a frame.
const SLOWLY: &str = "
    const [now, errors] = [Date.now, []];
    const heard = ({ message }) => errors.push(message);
    let passed = 0;
    Date.now = () => now() + (passed += 10);
    addEventListener('error', heard);
    return () => {
        Date.now = now;
        removeEventListener('error', heard);
        return errors.join();
    };";

/// A scrollbar that takes room wherever there is one.
const SCROLLBAR: &str = "
    .transcript { scrollbar-width: auto !important; scrollbar-color: auto !important }
    .transcript::-webkit-scrollbar { width: 12px }";

#[wasm_bindgen_test]
async fn the_page_never_hears_of_sizes_that_change_while_they_are_told() {
    let slowly = Function::new_no_args(SLOWLY).call0(&JsValue::NULL).unwrap();
    let messages = ["m1", "m2", "m3", "m4"].map(|id| states::message(id, Author::Visitor, "Tea?"));
    let mut overflows = [0; 2];
    // What is thought of rows before they are measured needs a scrollbar, and they do not.
    for height in (300..660).step_by(20) {
        let stage = Stage::new(options());
        let sheet = CssStyleSheet::new().unwrap();
        let rules = format!("{SCROLLBAR} .dock {{ height: {height}px !important }}");
        sheet.replace_sync(&rules).unwrap();
        stage.root.adopted_style_sheets().push(&sheet);
        states::resumed(&stage, states::conversation(), messages.to_vec());
        let log = stage.find("log", "Conversation").await;
        until("all rows", || stage.count("article") == 4).await;
        for _ in 0..5 {
            frame().await;
        }
        overflows[usize::from(log.scroll_height() > log.client_height())] += 1;
    }
    let heard = slowly.unchecked_ref::<Function>().call0(&JsValue::NULL);
    assert!(overflows.iter().all(|count| *count > 0), "{overflows:?}");
    assert_eq!(heard.unwrap(), "");
}
