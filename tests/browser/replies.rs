//! What replies say, as nodes.

use crate::harness::{Stage, copied, options, until};
use crate::states;
use inglenook::api::answer::Delta;
use inglenook::chat::event::Fact;
use inglenook::chat::message::{Author, Part};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement};

async fn reply(text: &str) -> Stage {
    saying(vec![Part::Text(text.into())]).await
}

async fn saying(parts: Vec<Part>) -> Stage {
    let stage = Stage::new(options());
    let mut message = states::message("m1", Author::Assistant, "");
    message.parts = parts;
    states::resumed(&stage, states::conversation(), vec![message]);
    until("words", || stage.count(".words > *") > 0).await;
    stage
}

fn words(stage: &Stage) -> String {
    stage.css(".words").text_content().unwrap()
}

#[wasm_bindgen_test]
async fn markdown_becomes_nodes() {
    let stage = reply("# Tea\n\nIt is *very* **good**, `x` ~~y~~.\n\n> said\n\n1. one\n2. two\n\n---\n\n- [x] done").await;
    stage.find("heading", "Tea").await;
    for selector in [
        "p > em",
        "p > strong",
        "p > code",
        "p > del",
        "blockquote > p",
        "ol > li + li",
        "hr",
        "ul > li.task",
    ] {
        assert_eq!(
            stage.count(&format!(".markdown {selector}")),
            1,
            "{selector}"
        );
    }
    stage.find("img", "Done").await;
}

#[wasm_bindgen_test]
async fn buttons_in_an_answer_run_as_their_own_words_do() {
    let stage = reply("שלום ![עץ](https://elsewhere.example/a.png)\n\n```\nx\n```").await;
    for name in ["Show image “עץ” from elsewhere.example", "Copy"] {
        let button = stage.find("button", name).await;
        assert_eq!(
            button.get_attribute("dir").as_deref(),
            Some("auto"),
            "{name}"
        );
    }
}

#[wasm_bindgen_test]
async fn headings_go_down_one_level_at_a_time_below_the_panels_own() {
    let stage = reply("### A\n\n##### B\n\n# C\n\n## D").await;
    for (selector, words) in [
        ("h3", "A"),
        ("h4", "B"),
        ("h3 ~ h3", "C"),
        ("h3 ~ h3 ~ h4", "D"),
    ] {
        let heading = stage.css(&format!(".markdown > {selector}"));
        assert_eq!(heading.text_content().unwrap(), words);
    }
}

#[wasm_bindgen_test]
async fn html_in_a_reply_is_text() {
    let stage = reply("<img src=x onerror=alert(1)> <script>alert(1)</script> <b>x</b>").await;
    assert!(words(&stage).contains("<img src=x onerror=alert(1)>"));
    assert_eq!(stage.count(".words :is(img, script, b)"), 0);
}

#[wasm_bindgen_test]
async fn links_lead_out_safely_and_show_where() {
    let stage = reply(
        "[tea](https://shop.example/tea) [bad](javascript:alert(1)) [data](data:text/html,x)",
    )
    .await;
    let link = stage.find("link", "tea").await;
    assert_eq!(
        link.get_attribute("rel").as_deref(),
        Some("noopener noreferrer nofollow")
    );
    assert_eq!(link.get_attribute("target").as_deref(), Some("_blank"));
    assert_eq!(host_of(&link), "\"shop.example\"");
    assert_eq!(stage.all("link").len(), 1);
}

/// The host that is shown behind a link's words. Firefox tells of it where it is taken from.
fn host_of(link: &HtmlElement) -> String {
    let window = web_sys::window().unwrap();
    let style = window.get_computed_style_with_pseudo_elt(link, "::after");
    let style = style.unwrap().unwrap();
    let shown = style.get_property_value("content").unwrap();
    match shown.as_str() {
        "attr(data-host)" => format!("{:?}", link.get_attribute("data-host").unwrap()),
        _ => shown,
    }
}

#[wasm_bindgen_test]
async fn where_a_link_leads_is_shown_unless_its_words_say_so() {
    for (text, words, host) in [
        (
            "[bank.example](https://evil.example/a)",
            "bank.example",
            "evil.example",
        ),
        (
            "[https://bank.example/a](https://evil.example)",
            "https://bank.example/a",
            "evil.example",
        ),
        (
            "[https://bank.example@evil.example](https://evil.example)",
            "https://bank.example@evil.example",
            "evil.example",
        ),
        (
            "[pаypal.example](https://pаypal.example)",
            "pаypal.example",
            "xn--pypal-4ve.example",
        ),
        ("[**call** us](tel:+4930123)", "call us", "+4930123"),
        (
            "[write](mailto:a@b.example?subject=x)",
            "write",
            "a@b.example",
        ),
        (
            "[Guide][1]\n\n[1]: https://docs.example/guide",
            "Guide",
            "docs.example",
        ),
    ] {
        let stage = reply(text).await;
        let link = stage.find("link", words).await;
        assert_eq!(host_of(&link), format!("{host:?}"), "{text}");
    }
    for (text, words) in [
        (
            "https://shop.example/tea?x#y",
            "https://shop.example/tea?x#y",
        ),
        ("www.shop.example/tea", "www.shop.example/tea"),
        ("[Shop.example](https://shop.example/tea)", "Shop.example"),
        ("tea@shop.example", "tea@shop.example"),
    ] {
        let stage = reply(text).await;
        let link = stage.find("link", words).await;
        assert_eq!(host_of(&link), "none", "{text}");
    }
}

#[wasm_bindgen_test]
async fn a_list_of_sources_has_an_end() {
    let source = |number| Part::Source {
        url: format!("https://shop.example/{number}"),
        title: None,
    };
    let stage = saying((0..3_000).map(source).collect()).await;
    assert_eq!(stage.count(".sources li"), 200);
}

#[wasm_bindgen_test]
async fn link_and_source_parts_are_checked_too() {
    let source = |url: &str, title: Option<&str>| Part::Source {
        url: url.into(),
        title: title.map(Into::into),
    };
    let link = |href: &str| Part::Link {
        label: "Track it".into(),
        href: href.into(),
    };
    let stage = saying(vec![
        Part::Text("Here.".into()),
        link("https://shop.example/track"),
        link("javascript:alert(1)"),
        source("https://shop.example/a", Some("Shipping")),
        source("https://shop.example/a", Some("Shipping again")),
        source("javascript:alert(1)", Some("Bad")),
        source("https://docs.example/b", None),
    ])
    .await;
    let names: Vec<_> = stage
        .all("link")
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(names, ["Track it", "Shipping", "docs.example"]);
    let hosts: Vec<_> = stage
        .all("link")
        .iter()
        .map(|(_, it)| host_of(it))
        .collect();
    assert_eq!(hosts, ["\"shop.example\"", "\"shop.example\"", "none"]);
    stage.find("list", "Sources").await;
}

#[wasm_bindgen_test]
async fn citations_are_numbered_links_to_a_list_of_sources() {
    let stage = reply("Mild [1] tea.\n\n[1]: https://shop.example/mild \"Mild teas\"").await;
    stage.find("link", "Source 1: Mild teas").await;
    stage.find("list", "Sources").await;
    stage.find("link", "Mild teas").await;
}

#[wasm_bindgen_test]
async fn a_picture_is_loaded_only_when_the_visitor_asks() {
    let stage = reply("![A cup](https://pictures.example/cup.png)").await;
    assert_eq!(stage.count(".words img"), 0);
    stage
        .press("Show image “A cup” from pictures.example")
        .await;
    let image = stage.find("img", "").await;
    let focused = stage.focused().unwrap();
    assert!(focused.is_same_node(Some(&image)), "the button is gone");
    assert_eq!(image.get_attribute("alt").as_deref(), Some("A cup"));
    assert_eq!(
        image.get_attribute("src").as_deref(),
        Some("https://pictures.example/cup.png")
    );
    assert_eq!(
        image.get_attribute("referrerpolicy").as_deref(),
        Some("no-referrer")
    );
}

#[wasm_bindgen_test]
async fn code_can_be_copied_and_scrolled_by_keyboard() {
    let stage = reply("```rust\nfn main() {}\n```").await;
    let group = stage.find("group", "rust").await;
    assert_eq!(group.tab_index(), 0);
    stage.press("Copy").await;
    assert_eq!(copied(), "fn main() {}\n");
    stage.find("button", "Copied").await;
    stage.find("button", "Copy").await;
}

#[wasm_bindgen_test]
async fn a_table_is_a_named_group_with_column_headers() {
    let stage = reply("| Tea | Minutes |\n|:--|--:|\n| Assam | 4 |").await;
    let group = stage.find("group", "Table").await;
    assert_eq!(group.tab_index(), 0);
    assert_eq!(stage.count("th[scope=col]"), 2);
    assert_eq!(stage.css("td.right").text_content().unwrap(), "4");
}

#[wasm_bindgen_test]
async fn what_is_there_stays_the_same_nodes_while_more_comes() {
    let stage = Stage::new(options());
    states::sending(&stage, "And oolong?");
    let id = stage.begin_stream();
    stage.stream(id, "The first.\n\nThe sec");
    stage.see("The sec").await;
    let paragraphs = |at: u32| {
        let all = stage.root.query_selector_all(".markdown > p").unwrap();
        all.item(all.length() - 2 + at)
            .unwrap()
            .unchecked_into::<Element>()
    };
    let (first, second) = (paragraphs(0), paragraphs(1));
    let text = second.first_child().unwrap();
    stage.stream(id, "ond is longer");
    stage.see("The second is longer").await;
    stage.stream(id, ", and **bo");
    stage.see("and bo").await;
    stage.stream(id, "ld**.");
    stage.see("and bold.").await;
    assert!(first.is_same_node(Some(&paragraphs(0))));
    assert!(second.is_same_node(Some(&paragraphs(1))));
    assert!(text.is_same_node(second.first_child().as_ref()));
    assert_eq!(
        second.text_content().unwrap(),
        "The second is longer, and bold."
    );
}

#[wasm_bindgen_test]
async fn a_reply_that_is_replaced_is_drawn_again() {
    let stage = Stage::new(options());
    states::sending(&stage, "And oolong?");
    let id = stage.begin_stream();
    stage.stream(id, "A first try.");
    stage.see("A first try.").await;
    let second = Delta::Opened(Part::Text("A second.".into()));
    stage.tell(Fact::Streamed(id, vec![Delta::Truncated(0), second]));
    stage.see("A second.").await;
    assert!(!stage.words().contains("A first try."));
}

#[wasm_bindgen_test]
async fn text_in_pieces_ends_as_the_same_nodes_as_text_at_once() {
    let text = "Mild [1] *tea*:\n\n1. one\n   - two\n2. three\n\n| a | b |\n|--|--|\n| 1 | 2 |\n| 3 | 4 |\n\n```\ncode\nmore\n```\n\nHeading\n---\n\n[1]: https://a.example \"A\"\n";
    let at_once = reply(text).await;
    let stage = Stage::new(options());
    states::sending(&stage, "And oolong?");
    let id = stage.begin_stream();
    for letter in text.chars() {
        stage.stream(id, letter.encode_utf8(&mut [0; 4]));
        leptos::task::tick().await;
    }
    stage.tell(Fact::Streamed(id, vec![Delta::Finished]));
    stage.tell(Fact::StreamEnded(id));
    stage.see("Sources").await;
    let drawn = |stage: &Stage| {
        let replies = stage.root.query_selector_all(".words").unwrap();
        let last: HtmlElement = replies.item(replies.length() - 1).unwrap().unchecked_into();
        let pieces = last.query_selector_all(":scope > *").unwrap();
        let pieces = (0..pieces.length()).map(|at| pieces.item(at).unwrap());
        pieces.collect::<Vec<_>>()
    };
    let (pieces, whole) = (drawn(&stage), drawn(&at_once));
    assert_eq!(pieces.len(), whole.len());
    for (piece, whole) in pieces.iter().zip(&whole) {
        assert!(
            piece.is_equal_node(Some(whole)),
            "{:?}",
            piece.text_content()
        );
    }
}

#[wasm_bindgen_test]
async fn what_is_wide_scrolls_by_itself_and_every_reply_has_the_width_of_the_log() {
    let wide = format!("Words.\n\n```\n{}\n```", "wide ".repeat(100));
    for text in [wide.as_str(), "Short."] {
        let stage = reply(text).await;
        let log = stage.find("log", "Conversation").await;
        let message = stage.css("article");
        assert_eq!(message.client_width(), log.client_width(), "{text}");
    }
}
