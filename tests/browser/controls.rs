//! Whatever colours a site owner gives, controls can be seen and read: at rest, under a pointer, with
//! the focus, and in error.

use crate::colours::{BACKGROUNDS, THEMES, accents, page_styles};
use crate::exhibits;
use crate::harness::{Stage, frame, options, until};
use inglenook::options::{Options, Theme};
use inglenook::ui;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{CssStyleSheet, HtmlElement, ShadowRoot};

#[wasm_bindgen(module = "/tests/browser/colours.js")]
extern "C" {
    fn difference(one: &str, other: &str) -> f64;
    fn edge(element: &HtmlElement) -> f64;
    fn legibility(element: &HtmlElement) -> f64;
    fn style(element: &HtmlElement, name: &str) -> String;
    fn writing(root: &ShadowRoot) -> Vec<HtmlElement>;
}

async fn exhibit(name: &str, theme: Theme) -> Stage {
    let exhibit = exhibits::all().into_iter().find(|it| it.name == name);
    let exhibit = exhibit.unwrap();
    let stage = Stage::new((exhibit.options)(Options { theme, ..options() }));
    (exhibit.build)(&stage);
    until("controls", || !all(&stage, CONTROLS).is_empty()).await;
    // Browsers want to hear of a page now and then.
    frame().await;
    stage
}

/// Controls that are shown by their edges.
const CONTROLS: &str = ".box, .main, .plain, .chip, .entry, .stop, .jump .round, .field input";

fn all(stage: &Stage, selector: &str) -> Vec<HtmlElement> {
    let nodes = stage.root.query_selector_all(selector).unwrap();
    let nodes = (0..nodes.length()).filter_map(|at| nodes.item(at));
    nodes.map(|it| it.unchecked_into()).collect()
}

/// What a site owner may say.
fn given() -> Vec<String> {
    let accents = accents().into_iter().step_by(7);
    let accents = accents.chain(["#fff", "#767676", "#d9480f", "#0a84ff"].map(Into::into));
    let accents = accents.map(|it| format!(":host {{ --inglenook-accent: {it} }}"));
    let backgrounds = BACKGROUNDS.map(|it| format!(":host {{ --inglenook-background: {it} }}"));
    let nothing = [String::new()];
    nothing
        .into_iter()
        .chain(accents)
        .chain(backgrounds)
        .collect()
}

#[wasm_bindgen_test]
async fn every_control_has_an_edge_that_can_be_seen() {
    for theme in THEMES {
        for name in [
            "home-with-suggestions",
            "home-with-recent",
            "history",
            "streaming",
            "notice-service-error",
            "close-form-too-long",
            "closed",
        ] {
            let stage = exhibit(name, theme).await;
            let sheet = page_styles(&stage);
            for page in given() {
                sheet.replace_sync(&page).unwrap();
                for control in all(&stage, CONTROLS) {
                    let ratio = edge(&control);
                    let class = control.class_name();
                    assert!(ratio >= 3.0, "{name}, {class} with {page}: {ratio}");
                }
            }
        }
    }
}

#[wasm_bindgen_test]
async fn the_text_box_can_be_seen_with_the_focus_and_without() {
    for theme in THEMES {
        let stage = exhibit("home", theme).await;
        let sheet = page_styles(&stage);
        for page in given() {
            sheet.replace_sync(&page).unwrap();
            for focus in [false, true] {
                let text_box = stage.css("textarea");
                if focus {
                    text_box.focus().unwrap();
                } else {
                    text_box.blur().unwrap();
                }
                let ratio = edge(&stage.css(".box"));
                assert!(ratio >= 3.0, "{page}, focus {focus}: {ratio}");
            }
        }
    }
}

#[wasm_bindgen_test]
async fn a_pointer_makes_no_control_harder_to_read() {
    for theme in THEMES {
        for name in ["home-with-suggestions", "history", "close-form", "closed"] {
            let stage = exhibit(name, theme).await;
            let sheet = page_styles(&stage);
            let hover = CssStyleSheet::new().unwrap();
            let under_a_pointer = ui::STYLES.replace(":hover", ".under-a-pointer");
            hover.replace_sync(&under_a_pointer).unwrap();
            stage.root.adopted_style_sheets().push(&hover);
            let controls = all(
                &stage,
                ":is(.main, .plain, .chip):not([aria-disabled=true])",
            );
            for control in &controls {
                control.class_list().add_1("under-a-pointer").unwrap();
            }
            for page in given() {
                sheet.replace_sync(&page).unwrap();
                for control in &controls {
                    let ratio = legibility(control);
                    let class = control.class_name();
                    assert!(ratio >= 4.5, "{name}, {class} with {page}: {ratio}");
                }
            }
        }
    }
}

#[wasm_bindgen_test]
async fn whatever_is_written_can_be_read() {
    for theme in THEMES {
        for name in [
            "home-with-recent",
            "history-unread",
            "human-agent",
            "answer-with-sources",
            "answer-rich",
            "draft-too-long",
            "close-form-too-long",
            "closed-with-reason",
            "notice-rate-limited",
        ] {
            let stage = exhibit(name, theme).await;
            let sheet = page_styles(&stage);
            for background in BACKGROUNDS {
                let page = format!(":host {{ --inglenook-background: {background} }}");
                sheet.replace_sync(&page).unwrap();
                for it in writing(&stage.root) {
                    let ratio = legibility(&it);
                    let (class, words) = (it.class_name(), it.text_content());
                    assert!(
                        ratio >= 4.5,
                        "{name}, {class} {words:?} with {page}: {ratio}"
                    );
                }
            }
        }
    }
}

#[wasm_bindgen_test]
async fn a_reason_that_is_too_long_stands_between_edges_of_its_errors_colour() {
    let stage = exhibit("close-form-too-long", Theme::Light).await;
    until("the error", || stage.count(".error") > 0).await;
    let error = style(&stage.css(".error"), "color");
    let field = stage.css(".field input");
    assert_eq!(style(&field, "borderTopColor"), error);
    assert_eq!(style(&field, "borderTopWidth"), "2px");
}

#[wasm_bindgen_test]
async fn whatever_scrolls_has_a_bar_in_the_panels_colours() {
    let stage = exhibit("answer-rich", Theme::Dark).await;
    until("a table", || {
        stage.count(".table") > 0 && stage.count("pre") > 0
    })
    .await;
    for place in ["textarea", ".foot", "pre", ".table", ".transcript"] {
        let bar = style(&stage.css(place), "scrollbarColor");
        assert_ne!(bar, "auto", "{place}");
    }
}

/// One of two colours differs three times from whatever is around, where the two differ nine times.
#[wasm_bindgen_test]
async fn the_ring_around_the_launcher_can_be_seen_on_a_page_of_any_colour() {
    let stage = exhibit("home", Theme::Light).await;
    let document = stage.root.owner_document().unwrap();
    // As the loader draws it, it has nothing of a system's button.
    let launcher = document.create_element("div").unwrap();
    let launcher: HtmlElement = launcher.unchecked_into();
    launcher.set_attribute("part", "launcher").unwrap();
    stage.root.append_child(&launcher).unwrap();
    let focus = CssStyleSheet::new().unwrap();
    let in_focus = ui::STYLES.replace(":focus-visible", ".in-focus");
    focus.replace_sync(&in_focus).unwrap();
    stage.root.adopted_style_sheets().push(&focus);
    let ring = || {
        let shadow = style(&launcher, "boxShadow");
        let inner = shadow.split_once(" 0px 0px 0px 2px")?.0.to_owned();
        let is_drawn = style(&launcher, "outlineStyle") != "none";
        (is_drawn && style(&launcher, "outlineWidth") == "2px").then_some(inner)
    };
    assert_eq!(ring(), None);
    launcher.class_list().add_1("in-focus").unwrap();
    let inner = ring().expect("a ring");
    let ratio = difference(&inner, &style(&launcher, "outlineColor"));
    assert!(ratio >= 9.0, "{ratio}");
}

#[wasm_bindgen_test]
async fn words_in_a_list_stand_beside_its_marks_whichever_way_they_run() {
    let stage = exhibit("mixed-directions", Theme::Light).await;
    until("a list", || stage.count(".markdown li p") == 2).await;
    let item = &all(&stage, ".markdown li p")[1];
    assert_eq!(item.text_content().as_deref(), Some("Earl Grey"));
    assert_eq!(style(item, "textAlign"), "right");
}
