use super::*;

const SAMPLE: &str = "
const CHOICES = {
  backend: ['siteassist', 'polyai'],
  mode: ['floating'],
};
const SWITCHES = ['open', 'no-streaming'];
const ATTRIBUTES = [...Object.keys(CHOICES), ...SWITCHES, 'locale'];
class Chat extends HTMLElement {
  static observedAttributes = ATTRIBUTES;
  async destroy() {}
  async #call(name) {}
  static { for (const name of ['show', 'hide', 'send']) {} }
  get unread() { return 0 }
  get #size() { return 0 }
  #ready() { this.#dispatch('ready'); on('inglenook-show'); define('inglenook-chat') }
}
const sheet = `a { width: var(--inglenook-width); animation: inglenook-turn }`;
const badge = { part: 'badge', class: 'x' };
";

fn names(expected: &[&str]) -> Names {
    expected.iter().map(|&name| name.to_owned()).collect()
}

#[test]
fn attributes_are_read_through_constants() {
    assert_eq!(
        attributes(SAMPLE),
        names(&["backend", "mode", "open", "no-streaming", "locale"])
    );
    assert_eq!(
        attributes("static observedAttributes = ['a', 'b-c'];"),
        names(&["a", "b-c"])
    );
    assert_eq!(attributes("class {}"), Names::new());
}

#[test]
fn methods_are_listed_or_written_out_and_private_ones_are_not_ours() {
    assert_eq!(methods(SAMPLE), names(&["show", "hide", "send", "destroy"]));
    assert_eq!(
        methods("const METHODS = words('show hide send');"),
        names(&["show", "hide", "send"])
    );
    assert_eq!(methods("async destroy() {}"), Names::new());
}

#[test]
fn getters_are_public_unless_they_are_private() {
    assert_eq!(getters(SAMPLE).collect::<Vec<_>>(), ["unread"]);
}

#[test]
fn events_are_quoted_or_dispatched() {
    let sources = [
        Source::new("static/inglenook.js", SAMPLE),
        Source::new(
            "src/js/events.rs",
            "let name = \"inglenook-message\"; // \"inglenook-nothing\"",
        ),
        Source::new("src/js/tests.rs", "\"inglenook-made-up\""),
    ];
    assert_eq!(
        events(&sources),
        names(&["inglenook-ready", "inglenook-show", "inglenook-message"])
    );
}

#[test]
fn custom_properties_and_parts_are_found_in_styles_and_views() {
    let sources = [
        Source::new("static/inglenook.js", SAMPLE),
        Source::new(
            "static/inglenook.css",
            "a { color: var(--inglenook-text, red) }",
        ),
        Source::new("src/ui/panel.rs", ".set(\"part\", \"panel header\")"),
    ];
    assert_eq!(
        custom_properties(&sources),
        names(&["--inglenook-width", "--inglenook-text"])
    );
    assert_eq!(parts(&sources), names(&["badge", "panel", "header"]));
}

#[test]
fn a_property_is_its_attribute_in_camel_case() {
    assert_eq!(property_of("close-reasons"), "closeReasons");
    assert_eq!(property_of("open"), "open");
}
