//! Looks as a stylesheet for the root that launcher and panel are in.

use super::{Colour, Looks, Shades};
use crate::options::Theme;

/// A browser that knows relative colours.
const RELATIVE: &str = " and (color:color(from red xyz x y z))";

/// What is written on messages of any colour: black or white, which differ from it by 4.58 at least.
const READABLE: &str = ".said{background:var(--said);border-color:var(--said);\
color:color(from var(--said) xyz calc(1e6*(.179 - y)) calc(1e6*(.179 - y)) calc(1e6*(.179 - y)));--said:";

/// An inline chat keeps the place that its page has given it.
const FLOATING: &str = ":host(:not([mode=inline]))";

/// What a launcher at the other side needs.
const AT_START: &str = " .base{inset-inline:min(var(--inglenook-offset-x,20px),max(20px,100% - 24em)) auto;justify-items:start}";

impl Looks {
    pub(super) fn sheet(
        &self,
        theme: Theme,
        at_start: bool,
        free: &dyn Fn(&str) -> bool,
    ) -> String {
        let mut css = String::new();
        if free("accent") {
            let host = ":host{--inglenook-accent:";
            paint(&mut css, host, &self.accent, theme, "");
            let launcher = "[part=launcher]{--inglenook-accent:";
            paint(&mut css, launcher, &self.launcher, theme, "");
        }
        paint(&mut css, READABLE, &self.said, theme, RELATIVE);
        let pixels = |it: u32| format!("{it}px");
        let lengths = [
            ("width", self.width.map(pixels)),
            ("height", self.height.map(pixels)),
            ("offset-x", self.offset_x.map(pixels)),
            ("offset-y", self.offset_y.map(pixels)),
        ];
        for (name, length) in lengths {
            if let Some(length) = length.filter(|_| free(name)) {
                css.push_str(&format!("{FLOATING}{{--inglenook-{name}:{length}}}"));
            }
        }
        if let Some(radius) = self.radius {
            css.push_str(&format!(".said{{border-radius:{radius}px}}"));
        }
        if let Some(size) = self.text_size {
            css.push_str(&format!(
                ".panel{{font-size:calc(var(--step-2)*{size}/16)}}"
            ));
        }
        if at_start {
            css.push_str(FLOATING);
            css.push_str(AT_START);
        }
        css
    }
}

/// `rule` with the colour of the theme, where the browser knows that colour and what else it takes.
fn paint(css: &mut String, rule: &str, shades: &Shades, theme: Theme, also: &str) {
    let mut add = |condition: &str, colour: Option<&Colour>| {
        if let Some(colour) = colour {
            let colour = colour.css();
            css.push_str(&format!(
                "{condition}{{@supports(color:{colour}){also}{{{rule}{colour}}}}}}}"
            ));
        }
    };
    let dark = shades.dark.as_ref().or(shades.light.as_ref());
    match theme {
        Theme::Light => add("@media all", shades.light.as_ref()),
        Theme::Dark => add("@media all", dark),
        Theme::Auto => {
            add("@media all", shades.light.as_ref());
            add("@media(prefers-color-scheme:dark)", shades.dark.as_ref());
        }
    }
}
