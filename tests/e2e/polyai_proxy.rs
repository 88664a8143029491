//! PolyAI behind the proxies that the documentation shows.

use crate::harness::Visit;
use crate::harness::browser::until;
use crate::harness::proxy::{DOCUMENT, KEYS, Nginx};
use crate::harness::server::{documented, free_port, program};
use reqwest::{Client, Method, Response, StatusCode};
use serde_json::json;
use std::fs;
use std::process::Command;

const ROUTE: &str = "/v1/ws-sandbox/PROJECT-sandbox/chat";

async fn behind_nginx() -> (Visit, Nginx) {
    let port = free_port();
    let visit = Visit::beside(&format!("http://127.0.0.1:{port}")).await;
    let nginx = Nginx::start(port, &visit.site.origin, &visit.api).await;
    (visit, nginx)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_talks_through_a_real_nginx_and_no_key_is_anywhere() {
    let (visit, nginx) = behind_nginx().await;
    visit.polyai_at(&nginx.url, "").await;
    visit.open_chat().await;
    visit.still_works().await;
    visit.say("I want to talk to a human").await;
    visit.find("heading", "Conversation ended").await;
    assert_eq!(visit.events("handoff").await.len(), 1);
    visit.press("Start a new conversation").await;
    visit.still_works().await;
    visit.press("End conversation").await;
    visit.press("End conversation").await;
    visit.find("heading", "Conversation ended").await;
    let asked: Vec<_> = visit.requests().await;
    let [post, put] = [format!("POST {ROUTE}"), format!("PUT {ROUTE}")];
    let expected = [
        format!("{post}/create"),
        format!("{post}/respond"),
        format!("{post}/respond"),
        format!("{post}/create"),
        format!("{post}/respond"),
        format!("{put}/close"),
    ];
    assert_eq!(asked, expected);
    let page = visit.eval("document.documentElement.outerHTML").await;
    let logged = nginx.log("inglenook.log");
    assert!(
        logged.contains(&format!("POST {ROUTE}/respond 200")),
        "{logged}"
    );
    for words in [page.as_str().unwrap(), &logged, &nginx.log("error.log")] {
        for secret in KEYS.into_iter().chain(["Does it work?", "human"]) {
            assert!(!words.contains(secret), "{secret} in {words}");
        }
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_too_often_waits_and_goes_on() {
    let (visit, nginx) = behind_nginx().await;
    visit.polyai_at(&nginx.url, "").await;
    visit.open_chat().await;
    visit.still_works().await;
    let others = async || loop {
        ask(&visit, &nginx, Method::POST, "respond").await;
    };
    let visitor = async || {
        ask(&visit, &nginx, Method::POST, "respond").await;
        visit.say("Am I too quick?").await;
        visit.see("You can send again in").await;
    };
    tokio::select! {
        () = others() => unreachable!(),
        () = visitor() => {}
    }
    visit.will_answer("Not any more.").await;
    visit.press_when_awake("Try again").await;
    visit.see("Not any more.").await;
    visit.end().await;
}

/// One request as the visitor's page would make it, and again where a busy nginx gives up the
/// connection.
async fn ask(visit: &Visit, nginx: &Nginx, method: Method, operation: &str) -> Response {
    let url = format!("{}{ROUTE}/{operation}", nginx.url);
    let request = Client::new().request(method, &url);
    let request = request
        .header("Origin", &visit.site.origin)
        .json(&json!({}));
    let answered = async || request.try_clone()?.send().await.ok();
    until(answered).await.expect("nginx answers")
}

#[tokio::test(flavor = "multi_thread")]
async fn nginx_lets_the_three_requests_of_our_pages_through_and_nothing_else() {
    let (visit, nginx) = behind_nginx().await;
    let status = async |method, operation| ask(&visit, &nginx, method, operation).await.status();
    let created = ask(&visit, &nginx, Method::POST, "create").await;
    assert_eq!(created.status(), 200);
    let origins = created.headers().get_all("access-control-allow-origin");
    let origins: Vec<_> = origins.iter().collect();
    assert_eq!(origins, [&visit.site.origin]);
    for (method, operation, expected) in [
        (Method::GET, "create", StatusCode::METHOD_NOT_ALLOWED),
        (Method::DELETE, "close", StatusCode::METHOD_NOT_ALLOWED),
        (Method::POST, "delete", StatusCode::NOT_FOUND),
        (Method::POST, "create/", StatusCode::NOT_FOUND),
        (Method::POST, "create/../../../other", StatusCode::NOT_FOUND),
        (Method::OPTIONS, "create", StatusCode::NO_CONTENT),
    ] {
        assert_eq!(
            status(method.clone(), operation).await,
            expected,
            "{method} {operation}"
        );
    }
    let client = Client::new();
    let url = format!("{}{ROUTE}/create", nginx.url);
    for origin in [None, Some("https://elsewhere.example"), Some("null")] {
        let mut request = client.post(&url).json(&json!({}));
        if let Some(origin) = origin {
            request = request.header("Origin", origin);
        }
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 403, "{origin:?}");
        assert!(
            answer
                .headers()
                .get("access-control-allow-origin")
                .is_none()
        );
    }
    let large = client.post(&url).header("Origin", &visit.site.origin);
    let large = large.body("x".repeat(70_000)).send().await.unwrap();
    assert_eq!(large.status(), 413);
    // What a visitor brings along is not passed on, be it keys.
    let own = client.post(&url).header("Origin", &visit.site.origin);
    let own = own.header("X-API-KEY", "wrong").header("Cookie", "a=b");
    assert_eq!(own.json(&json!({})).send().await.unwrap().status(), 200);
    let limited = async {
        for _ in 0..20 {
            let answer = ask(&visit, &nginx, Method::POST, "create").await;
            if answer.status() == 429 {
                return answer;
            }
        }
        panic!("no limit");
    };
    let limited = limited.await;
    assert_eq!(limited.headers()["retry-after"], "2");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nginx_says_once_how_long_to_wait_and_as_long_as_polyai_wants() {
    let (visit, nginx) = behind_nginx().await;
    for (details, expected) in [(json!({"retryAfter": 30}), "30"), (json!({}), "2")] {
        visit.refuse("POST */respond", 429, details).await;
        let answer = ask(&visit, &nginx, Method::POST, "respond").await;
        assert_eq!(answer.status(), 429);
        let told: Vec<_> = answer.headers().get_all("retry-after").iter().collect();
        assert_eq!(told, [expected]);
    }
    visit.end().await;
}

#[test]
fn caddy_takes_the_documented_file_and_keeps_the_keys_out_of_what_it_stores() {
    let folder = std::env::temp_dir().join(format!("inglenook-caddy-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    // Debian's Caddy has no rate limiter: that part of the documentation stays outside.
    let limit = "/etc/caddy/inglenook-limit.caddy";
    assert!(documented(DOCUMENT, limit).contains("rate_limit"));
    let file = documented(DOCUMENT, "/etc/caddy/Caddyfile");
    assert!(file.contains(limit));
    let place = folder.join("limit.caddy");
    fs::write(&place, "vars limited elsewhere\n").unwrap();
    let file = file.replace(limit, &place.display().to_string());
    fs::write(folder.join("Caddyfile"), file).unwrap();
    let asked = |what: &str| {
        Command::new(program("caddy"))
            .args([what, "--adapter", "caddyfile", "--config", "Caddyfile"])
            .env("POLYAI_API_KEY", KEYS[0])
            .env("POLYAI_TOKEN", KEYS[1])
            .env("HOME", &folder)
            .env("XDG_DATA_HOME", &folder)
            .env("XDG_CONFIG_HOME", &folder)
            .current_dir(&folder)
            .output()
            .unwrap()
    };
    let (valid, stored) = (asked("validate"), asked("adapt"));
    fs::remove_dir_all(&folder).unwrap();
    for said in [&valid, &stored] {
        let words = String::from_utf8_lossy(&said.stderr);
        assert!(said.status.success(), "{words}");
    }
    let stored = String::from_utf8_lossy(&stored.stdout);
    assert!(stored.contains("{env.POLYAI_API_KEY}"), "{stored}");
    for key in KEYS {
        assert!(!stored.contains(key), "{stored}");
    }
}
