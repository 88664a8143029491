//! Going from page to page.

use super::Browser;
use fantoccini::error::CmdError;
use serde_json::Value;

/// Each document has been born at a time of its own.
const DOCUMENT: &str = "return { born: performance.timeOrigin, address: location.href,
    state: document.readyState,
    arrived: performance.getEntriesByType('resource').map((it) => [it.name, it.responseEnd]) }";

impl Browser {
    /// Goes there, and returns once the page is whole.
    pub async fn goto(&self, url: &str) {
        self.travel(async || self.client.goto(url).await).await;
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.travel(async || self.client.refresh().await).await;
    }

    /// Goes back to the page before.
    pub async fn back(&self) {
        self.travel(async || self.client.back().await).await;
    }

    /// On a busy machine Firefox's driver misses at times that a page is whole, or that it was told to
    /// leave one; what it has missed is seen by the page itself.
    async fn travel(&self, go: impl AsyncFn() -> Result<(), CmdError>) {
        let before = self.document().await;
        for _ in 0..2 {
            match go().await {
                Ok(()) => return,
                Err(error) if error.is_timeout() => {}
                Err(error) => panic!("{error}"),
            }
            let now = self.document().await;
            if now["born"] != before["born"] {
                assert_eq!(now["state"], "complete", "{now}");
                return;
            }
        }
        panic!("the browser stays where it is: {before}");
    }

    async fn document(&self) -> Value {
        self.run(DOCUMENT, vec![]).await
    }
}
