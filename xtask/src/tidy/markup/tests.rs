use super::*;
use crate::tidy::broken;

#[test]
fn every_forbidden_name_is_found_where_the_widget_is() {
    for (name, _) in FORBIDDEN {
        let line = format!("x.{name}");
        let line = if name.starts_with(char::is_alphabetic) {
            line.as_str()
        } else {
            name
        };
        for place in ["src/ui/message.rs", "static/inglenook.js", "index.html"] {
            assert!(
                !broken(nodes_are_built_and_styles_adopted, &[(place, line)]).is_empty(),
                "{name} in {place}"
            );
        }
    }
}

#[test]
fn other_words_comments_and_places_are_free() {
    let files = [
        (
            "src/text.rs",
            "// never innerHTML\nlet retrieval = retrieval(x); let my_style= 1;",
        ),
        (
            "static/inglenook.js",
            "node.style.width = '1px'; /* <style> */",
        ),
        ("tests/browser/csp.rs", "set_inner_html"),
    ];
    assert_eq!(
        broken(nodes_are_built_and_styles_adopted, &files),
        Vec::<String>::new()
    );
}
