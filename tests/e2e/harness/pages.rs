//! Pages that are opened, and what went wrong on them.

use super::Visit;
use super::site::Page;

impl Visit {
    /// Opens a page that carries the script tag with these attributes beside key and address.
    pub async fn embed(&self, attributes: &str) {
        self.open(&self.tag(attributes), "").await;
    }

    /// The script tag with these attributes beside key and address.
    pub fn tag(&self, attributes: &str) -> String {
        let api = &self.api;
        format!(
            "<script async src=/inglenook.js data-api-url={api}/v2 data-api-key=pk_sandbox {attributes}></script>"
        )
    }

    /// Opens a page in front of PolyAI, behind the sandbox's own proxy.
    pub async fn polyai(&self, attributes: &str) {
        let url = format!("{}/proxy", self.api);
        self.polyai_at(&url, attributes).await;
    }

    /// Opens a page in front of PolyAI, which is at `url`.
    pub async fn polyai_at(&self, url: &str, attributes: &str) {
        let tag = format!(
            "<script async src=/inglenook.js data-backend=polyai data-api-url={url} \
             data-account-id=ws-sandbox data-project-id=PROJECT-sandbox {attributes}></script>"
        );
        self.open(&tag, "").await;
    }

    /// The element with these attributes beside key and address.
    pub fn element(&self, attributes: &str) -> String {
        let api = &self.api;
        format!(
            "<inglenook-chat api-url={api}/v2 api-key=pk_sandbox {attributes}></inglenook-chat>"
        )
    }

    /// Opens a page of this head and body, on which the element is defined.
    pub async fn open(&self, head: &str, body: &str) {
        let page = Page {
            head,
            body,
            ..Page::default()
        };
        self.open_page(page).await;
    }

    /// Opens a page as in a new tab.
    pub async fn open_page(&self, page: Page<'_>) {
        let url = self.site.put("page", page);
        self.go(&url).await;
    }

    /// The same for a whole page, as it is.
    pub async fn open_html(&self, html: &str) {
        self.site.serve("page", html);
        self.go(&format!("{}/page/page", self.site.origin)).await;
    }

    async fn go(&self, url: &str) {
        self.leave_page().await;
        self.browser
            .run("try { sessionStorage.clear() } catch {}", vec![])
            .await;
        self.browser.goto(url).await;
        self.wait_for("customElements.get('inglenook-chat')").await;
    }

    /// Opens a page with a frame that is only allowed this, and goes into it.
    pub async fn open_frame(&self, sandbox: &str, head: &str) {
        let inside = Page {
            head,
            ..Page::default()
        };
        let inside = self.site.put("inside", inside);
        let body =
            format!("<iframe sandbox='{sandbox}' src={inside} width=500 height=700></iframe>");
        let page = Page {
            body: &body,
            ..Page::default()
        };
        let url = self.site.put("page", page);
        self.leave_page().await;
        self.browser.goto(&url).await;
        self.browser.client.enter_frame(0).await.unwrap();
        self.wait_for("customElements.get('inglenook-chat')").await;
    }

    pub async fn reload(&self) {
        self.leave_page().await;
        self.browser.reload().await;
        self.wait_for("customElements.get('inglenook-chat')").await;
    }

    /// Somebody who has never been here opens the chat of a fresh page; nothing is planned to fail.
    pub async fn newcomer(&self, attributes: &str) {
        self.calm().await;
        self.embed(attributes).await;
        self.eval("localStorage.clear()").await;
        self.open_chat().await;
    }

    /// Everything that was said on the console or went wrong so far.
    pub async fn problems(&self) -> Vec<String> {
        let now = self
            .browser
            .run("return window.problems ?? []", vec![])
            .await;
        let mut now: Vec<String> = serde_json::from_value(now).unwrap_or_default();
        // The icon that browsers ask for by themselves is against the page's policy.
        now.retain(|problem| !problem.contains("/favicon.ico"));
        let past = self.past.lock().unwrap().clone();
        past.into_iter().chain(now).collect()
    }

    /// What went wrong on the page is kept beyond it.
    pub async fn leave_page(&self) {
        let problems = self.problems().await;
        *self.past.lock().unwrap() = problems;
    }
}
