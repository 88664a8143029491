//! Real proxies, set up exactly as the documentation says: only names, keys and places are others.

use super::server::{self, HERE, HERE_TOO, Server, adapted, certify, free_port};
use std::fs;
use std::path::Path;

pub const DOCUMENT: &str = "../README.md";
const VENDOR: &str = "api.us-1.platform.polyai.app";
pub const KEYS: [&str; 2] = ["polyai_key_sandbox", "polyai_token_sandbox"];

/// An nginx in front of the sandbox, which it takes for PolyAI. Both ends of what lies between are
/// encrypted.
pub struct Nginx {
    pub url: String,
    server: Server,
}

impl Nginx {
    /// Listens on `port` for pages of `origin`.
    pub async fn start(port: u16, origin: &str, sandbox: &str) -> Self {
        let folder = server::folder(port);
        let sandbox = sandbox.trim_start_matches("http://");
        certify(&folder, VENDOR);
        write_configuration(&folder, port, free_port(), origin, sandbox);
        Self {
            url: format!("http://127.0.0.1:{port}/chat"),
            server: Server::nginx(folder, port).await,
        }
    }

    /// What it has written into a log.
    pub fn log(&self, name: &str) -> String {
        self.server.log(name)
    }
}

fn write_configuration(folder: &Path, port: u16, tls_port: u16, origin: &str, sandbox: &str) {
    let place = |name: &str| folder.join(name).display().to_string();
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    let keys = [("KEY-EXAMPLE", KEYS[0]), ("TOKEN-EXAMPLE", KEYS[1])];
    write(
        "keys.conf",
        &adapted(DOCUMENT, "/etc/nginx/inglenook-keys.conf", &keys),
    );
    let origins = [("https://www.example.com", origin)];
    let shared = adapted(DOCUMENT, "/etc/nginx/conf.d/inglenook.conf", &origins);
    let places = [
        ("ws-EXAMPLE", "ws-sandbox"),
        ("PROJECT-EXAMPLE", "PROJECT-sandbox"),
        ("/etc/nginx/inglenook-keys.conf", &place("keys.conf")),
        (
            "/etc/ssl/certs/ca-certificates.crt",
            &place("certificate.pem"),
        ),
        ("/var/log/nginx/inglenook.log", &place("inglenook.log")),
    ];
    let site = adapted(DOCUMENT, "/etc/nginx/snippets/inglenook.conf", &places);
    // The vendor's host is the sandbox, behind TLS; the documented lines need not know.
    let whole = format!(
        "{HERE}
         http {{
           {HERE_TOO}
           upstream {VENDOR} {{ server 127.0.0.1:{tls_port}; }}
           server {{
             listen 127.0.0.1:{tls_port} ssl;
             ssl_certificate certificate.pem;
             ssl_certificate_key key.pem;
             location / {{ proxy_pass http://{sandbox}; proxy_next_upstream off; }}
           }}
           {shared}
           server {{
             listen 127.0.0.1:{port};
             server_name www.example.com;
             {site}
           }}
         }}"
    );
    write("nginx.conf", &whole);
}
