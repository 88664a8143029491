//! Pages that have changed what scripts find.

use super::can_be_used;
use crate::harness::Visit;
use serde_json::json;

const PROTOTYPE: &str = include_str!("prototype.js");
const MOOTOOLS: &str = include_str!("mootools.js");
const WRAPPED: &str = include_str!("wrapped.js");

/// What runs before the chat, and what the chat is told.
const PAGES: [(&str, &str, &str); 12] = [
    ("Prototype", PROTOTYPE, ""),
    ("Prototype, whole transcripts", PROTOTYPE, "data-transport=completions"),
    ("MooTools", MOOTOOLS, ""),
    ("MooTools, whole answers", MOOTOOLS, "data-no-streaming"),
    ("wrapped", WRAPPED, ""),
    (
        "enumerable",
        "Array.prototype.each = () => {}; Object.prototype['no name'] = 'object';",
        "data-transport=completions",
    ),
    (
        "a promise of its own",
        "const { Promise: Native } = window;
         window.Promise = class Promise {
           constructor(run) { this.own = new Native(run) }
           then(...next) { return Promise.resolve(this.own.then(...next)) }
           catch(next) { return this.then(undefined, next) }
           finally(next) { return Promise.resolve(this.own.finally(next)) }
           static resolve(value) { return value instanceof Promise ? value : new Promise((resolve) => resolve(value)) }
           static reject(error) { return new Promise((_, reject) => reject(error)) }
           static all(all) { return new Promise((resolve, reject) => Native.all(all).then(resolve, reject)) }
           static race(all) { return new Promise((resolve, reject) => Native.race(all).then(resolve, reject)) }
         };",
        "",
    ),
    ("an empty console", "window.console = {};", "data-theme=pink"),
    ("no console", "window.console = undefined;", "data-theme=pink"),
    (
        "loaders of modules",
        "window.define = () => { throw new Error('anonymous define') }; define.amd = {}; window.exports = {}; window.module = { exports };
         window.require = () => { throw new Error('required') };",
        "",
    ),
    (
        "no way to digest or to make ids",
        "for (const name of ['subtle', 'randomUUID']) Object.defineProperty(Crypto.prototype, name, { value: undefined });",
        "",
    ),
    (
        "elements of old syntax",
        "const { HTMLElement: Native } = window;
         window.HTMLElement = function HTMLElement() { return Reflect.construct(Native, [], this.constructor) };
         HTMLElement.prototype = Native.prototype; HTMLElement.prototype.constructor = HTMLElement; Object.setPrototypeOf(HTMLElement, Native);",
        "",
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn whatever_scripts_find_changed_the_chat_works() {
    let visit = Visit::new().await;
    for (name, before, attributes) in PAGES {
        println!("{name}");
        let head = visit.site.script(before) + &visit.tag(attributes);
        visit.open(&head, "").await;
        can_be_used(&visit.do_the_job_anew().await);
        // Again, so that there is a transcript to go along.
        can_be_used(&visit.do_the_job().await);
        visit.settle("chat.closeConversation('Done')").await;
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_library_is_not_in_the_way_of_trying_again() {
    let mut visit = Visit::new().await;
    visit.expect("Error: inglenook: ");
    let head = visit.site.script(PROTOTYPE) + &visit.tag("data-prefetch=never");
    visit.open(&head, "").await;
    visit.site.fail(".wasm");
    visit.press("Open chat").await;
    visit.press("Try again").await;
    visit.still_works().await;
    visit.settle("chat.destroy()").await;
    assert_eq!(visit.eval("chat").await, json!(null));
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_without_a_console_is_told_of_files_that_do_not_arrive() {
    let visit = Visit::new().await;
    for before in ["window.console = {};", "window.console = undefined;"] {
        let head = visit.site.script(before) + &visit.tag("data-prefetch=never");
        visit.open(&head, "").await;
        visit.site.fail(".wasm");
        let sent = visit.settle("chat.send('Anybody?')").await;
        assert_eq!(sent["rejected"], "LOAD_FAILED");
        visit.press("Try again").await;
        visit.still_works().await;
        visit.eval("localStorage.clear()").await;
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_arrive_as_lists_whatever_an_old_library_makes_of_them() {
    let visit = Visit::new().await;
    let head = visit.site.script(PROTOTYPE) + &visit.tag("data-suggestions='One&#10;Two'");
    visit.open(&head, "").await;
    visit.open_chat().await;
    visit.find("button", "Two").await;
    visit
        .refuse("POST */messages", 429, json!({"retryAfter": 60}))
        .await;
    visit.say("Refused \"words\" \\ \u{2602}\n").await;
    visit.see("You can send again in").await;
    visit.reload().await;
    visit.find("textbox", "Message").await;
    assert_eq!(visit.draft().await, "Refused \"words\" \\ \u{2602}");
    visit.end().await;
}
