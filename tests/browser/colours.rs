//! Whatever colours a site owner gives, a visitor can read what is written in them.

use crate::harness::{Stage, frame, options, until};
use crate::states;
use inglenook::options::{Options, Theme};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{CssStyleSheet, HtmlElement};

#[wasm_bindgen(module = "/tests/browser/colours.js")]
extern "C" {
    fn contrast(text: &HtmlElement, behind: &HtmlElement) -> f64;
    #[wasm_bindgen(js_name = leastContrast)]
    fn least_contrast(texts: Vec<HtmlElement>, grounds: Vec<HtmlElement>) -> f64;
}

pub const THEMES: [Theme; 2] = [Theme::Light, Theme::Dark];
pub const BACKGROUNDS: [&str; 13] = [
    "#fff", "#ffe", "#fdd", "#cfe8ff", "#bada55", "#ff0", "#777", "#888", "#000", "#123",
    "#300030", "#00f", "#204020",
];

async fn conversation(theme: Theme) -> (Stage, CssStyleSheet) {
    let stage = Stage::new(Options { theme, ..options() });
    let said = "See [the guide](https://a.example) [1].\n\n[1]: https://b.example";
    let messages = states::exchange("Is tea in stock?", said);
    states::resumed(&stage, states::conversation(), messages);
    until("both messages", || {
        stage.count(".cite") > 0 && stage.count(".said") > 0
    })
    .await;
    let sheet = page_styles(&stage);
    (stage, sheet)
}

/// What a page says about a stage; colours are judged where they come to rest.
pub fn page_styles(stage: &Stage) -> CssStyleSheet {
    let sheet = CssStyleSheet::new().unwrap();
    stage.root.adopted_style_sheets().push(&sheet);
    let still = CssStyleSheet::new().unwrap();
    still
        .replace_sync("* { transition: none !important }")
        .unwrap();
    stage.root.adopted_style_sheets().push(&still);
    sheet
}

fn is_readable(stage: &Stage, given: &str, pairs: &[(&str, &str)]) {
    for (text, behind) in pairs {
        let ratio = contrast(&stage.css(text), &stage.css(behind));
        assert!(ratio >= 4.5, "{text} on {behind} with {given}: {ratio}");
    }
}

#[wasm_bindgen_test]
async fn every_accent_is_readable_and_so_is_what_stands_on_it() {
    for theme in THEMES {
        let (stage, sheet) = conversation(theme).await;
        for accent in accents() {
            let rule = format!(":host {{ --inglenook-accent: {accent} }}");
            sheet.replace_sync(&rule).unwrap();
            let pairs = [
                ("[part=send]", "[part=send]"),
                (".markdown a", ".panel"),
                (".cite", ".cite"),
                (".number", ".number"),
                (".said", ".said"),
            ];
            is_readable(&stage, &accent, &pairs);
        }
    }
}

/// Greys, and all hues in three saturations and seven lightnesses.
pub fn accents() -> Vec<String> {
    let mut accents = Vec::new();
    for light in [0, 15, 30, 45, 50, 60, 75, 90, 100] {
        for hue in (0..360).step_by(45) {
            for saturation in [0, 60, 100] {
                accents.push(format!("hsl({hue} {saturation}% {light}%)"));
            }
        }
    }
    accents
}

#[wasm_bindgen_test]
async fn a_background_alone_brings_its_text_whatever_the_theme() {
    for theme in THEMES {
        let (stage, sheet) = conversation(theme).await;
        for background in BACKGROUNDS {
            let rule = format!(":host {{ --inglenook-background: {background} }}");
            sheet.replace_sync(&rule).unwrap();
            let pairs = [
                (".markdown p", ".panel"),
                (".answers", ".panel"),
                (".markdown a", ".panel"),
                ("textarea", ".box"),
            ];
            is_readable(&stage, background, &pairs);
        }
    }
}

/// All that is written is of one of three colours, and all that it is written on is of another three,
/// the glow at the panel's foot too. Of all accents black and white come nearest to what they tint.
#[wasm_bindgen_test]
async fn every_text_can_be_read_on_every_ground_of_every_background() {
    // Around this grey, from which black and white differ alike, everything is near to everything.
    let greys = (100..=140).step_by(5);
    let greys = greys.map(|it| format!("rgb({it} {it} {it})"));
    let own = ["#fdf9f3", "#211a16"].map(String::from);
    let accents = accents();
    for (some, theme) in THEMES.into_iter().enumerate() {
        let (stage, sheet) = conversation(theme).await;
        let of = |selectors: [&str; 3]| selectors.map(|it| stage.css(it)).to_vec();
        let texts = of([".markdown p", ".answers", ".markdown a"]);
        let grounds = of([".panel", ".box", ".said"]);
        let backgrounds = accents.iter().skip(some).step_by(5).cloned();
        let backgrounds = backgrounds.chain(greys.clone()).chain(own.clone());
        for (background, accent) in backgrounds.zip(accents.iter().rev().step_by(2)) {
            for accent in ["#000", "#fff", accent] {
                let given =
                    format!("--inglenook-background: {background}; --inglenook-accent: {accent}");
                sheet.replace_sync(&format!(":host {{ {given} }}")).unwrap();
                let ratio = least_contrast(texts.clone(), grounds.clone());
                assert!(ratio >= 4.5, "{theme:?}, {given}: {ratio}");
            }
            frame().await;
        }
    }
}
