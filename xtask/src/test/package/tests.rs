use super::shown;

#[test]
fn a_block_is_found_by_its_first_line_and_has_it_no_more() {
    let guide = "Words\n```js\n// a.js\na();\n```\nMore\n```vue\n<!-- b.vue -->\n<b/>\n```\n";
    assert_eq!(shown(guide, "b.vue"), Some("<b/>"));
    assert_eq!(shown(guide, "a.js"), Some("a();"));
    assert_eq!(shown(guide, "More"), None);
}
