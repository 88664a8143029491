//! Hostile and busy pages: the same little job is done on each, and the chat looks as on a calm one.

mod frameworks;
mod lives;
mod pages;
mod scripts;
mod styles;

use crate::harness::Visit;
use crate::harness::browser::until;
use serde_json::Value;

const LOOKS: &str = include_str!("hostile/looks.js");

impl Visit {
    /// Opens the chat by its launcher, asks, reads the answer and hides the panel again. What could be
    /// seen of it meanwhile is returned.
    async fn do_the_job(&self) -> Value {
        self.will_answer("Everything is **fine** here.").await;
        self.press("Open chat").await;
        self.say("Does it work?").await;
        self.see("Everything is fine here.").await;
        self.gone("button", "Stop").await;
        self.let_animations_end().await;
        // The transcript follows its end a frame later.
        let mut looks = Value::Null;
        let in_view = async || {
            looks = self.browser.run(LOOKS, vec![]).await;
            parts(&looks).all(|it| it.1["onTop"] == true).then_some(())
        };
        until(in_view).await;
        self.press("Close chat").await;
        self.gone("textbox", "Message").await;
        self.find("button", "Open chat").await;
        looks
    }

    /// The same for somebody who has never been on this page.
    async fn do_the_job_anew(&self) -> Value {
        self.eval("localStorage.clear()").await;
        self.do_the_job().await
    }
}

/// Everything that is to be seen is where it can be seen, and is not covered.
fn can_be_used(looks: &Value) {
    for (part, look) in parts(looks) {
        assert_eq!(look["onTop"], true, "{part}: {look:#}");
    }
}

/// What an old library gives to every object is no look.
fn parts(looks: &Value) -> impl Iterator<Item = (&String, &Value)> {
    let all = looks.as_object().unwrap().iter();
    all.filter(|it| it.1.is_object())
}
