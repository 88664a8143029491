//! Servers for the files to host, set up exactly as the documentation says, and versions to put there.

use super::Visit;
use super::server::{self, HERE, HERE_TOO, Server, adapted, certify, free_port};
use super::site::{folder, manifest};
use serde_json::json;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const DOCUMENT: &str = "hosting.md";
const HOST: &str = "cdn.example.com";
const CERTIFICATE: &str = "/etc/letsencrypt/live/cdn.example.com/fullchain.pem";
const KEY: &str = "/etc/letsencrypt/live/cdn.example.com/privkey.pem";

pub struct Host {
    pub origin: String,
    server: Server,
}

impl Host {
    pub async fn nginx() -> Self {
        let port = free_port();
        let folder = server::folder(port);
        let place = |name: &str| folder.join(name).display().to_string();
        certify(&folder, HOST);
        let secure = format!("listen 127.0.0.1:{} ssl http2;", free_port());
        let names = [
            ("root /srv;", &format!("root {};", place("srv")) as &str),
            (CERTIFICATE, "certificate.pem"),
            (KEY, "key.pem"),
            (
                "listen 443 ssl http2;",
                &format!("{secure} listen 127.0.0.1:{port};"),
            ),
            (HOST, "127.0.0.1"),
        ];
        let mut shown = adapted(
            DOCUMENT,
            "/etc/nginx/conf.d/inglenook-files.conf",
            &names[..],
        );
        // Debian's configuration loads what Debian's package for brotli brings.
        let brotli = brotli_module().map(|module| format!("load_module {};", module.display()));
        if brotli.is_none() {
            shown = shown.replace("brotli_static on;", "");
        }
        let brotli = brotli.unwrap_or_default();
        let whole = format!("{brotli} {HERE} http {{ {HERE_TOO} {shown} }}");
        fs::write(folder.join("nginx.conf"), whole).unwrap();
        Self {
            origin: format!("http://127.0.0.1:{port}"),
            server: Server::nginx(folder, port).await,
        }
    }

    pub async fn caddy() -> Self {
        let port = free_port();
        let folder = server::folder(port);
        let origin = format!("http://127.0.0.1:{port}");
        let files = format!("root * {}", folder.join("srv").display());
        let names = [(HOST, &origin as &str), ("root * /srv", &files)];
        let shown = adapted(DOCUMENT, "/etc/caddy/Caddyfile", &names);
        fs::write(
            folder.join("Caddyfile"),
            format!("{{\n\tadmin off\n}}\n{shown}"),
        )
        .unwrap();
        Self {
            origin,
            server: Server::caddy(folder, port).await,
        }
    }

    /// The address of a file.
    pub fn url(&self, file: &str) -> String {
        format!("{}/inglenook/{file}", self.origin)
    }

    /// Where its files are.
    pub fn files(&self) -> PathBuf {
        self.server.folder.join("srv/inglenook")
    }

    /// Puts the version in this folder there, as documented.
    pub fn deploy(&self, version: &Path) {
        let there = self.files();
        let names = [
            ("cd dist", &format!("cd {}", version.display()) as &str),
            ("/srv/inglenook", &there.display().to_string()),
        ];
        let script = adapted(DOCUMENT, "deploy.sh", &names);
        let done = Command::new("sh").args(["-c", &script]).output().unwrap();
        assert!(done.status.success(), "{done:?}");
    }

    /// Takes away what belongs to some version of the panel.
    pub fn lose_panels(&self) {
        for entry in fs::read_dir(self.files()).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if name.starts_with("panel-") || name.starts_with("rest-") {
                fs::remove_file(path).unwrap();
            }
        }
    }

    /// How often a file was sent.
    pub fn sent(&self, file: &str) -> usize {
        let log = self.server.log("access.log");
        let line = format!("GET /inglenook/{file} HTTP/1.1\" 200");
        log.matches(&line).count()
    }

    /// What `cargo xtask dist` made, without what was compressed: a version that others can be made of.
    pub fn this_version(&self) -> PathBuf {
        let version = self.server.folder.join("this");
        fs::create_dir_all(&version).unwrap();
        for entry in fs::read_dir(folder("INGLENOOK_DIST", "dist")).unwrap() {
            let path = entry.unwrap().path();
            let packed = path.extension().is_some_and(|it| it == "br" || it == "gz");
            if path.is_file() && !packed {
                fs::copy(&path, version.join(path.file_name().unwrap())).unwrap();
            }
        }
        version
    }

    /// The version after that: the module says something more, so that it has another digest.
    pub async fn next_version(&self, visit: &Visit) -> PathBuf {
        let (this, next) = (self.this_version(), self.server.folder.join("next"));
        fs::create_dir_all(&next).unwrap();
        let module = panel();
        let text = fs::read_to_string(this.join(&module)).unwrap() + "// Newer.\n";
        let digest = visit
            .settle(&format!(
                "crypto.subtle.digest('SHA-256', new TextEncoder().encode({}))
                   .then((it) => btoa(String.fromCharCode(...new Uint8Array(it))))",
                json!(text)
            ))
            .await;
        let digest = digest.as_str().unwrap().trim_end_matches('=');
        let digest = digest.replace('+', "-").replace('/', "_");
        let old = module.trim_start_matches("panel-").trim_end_matches(".js");
        for entry in fs::read_dir(&this).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            let newer = next.join(name.replace(old, &digest));
            if name == module {
                fs::write(newer, &text).unwrap();
            } else if name == "inglenook.js" {
                let loader = fs::read_to_string(&path).unwrap();
                fs::write(newer, loader.replace(old, &digest)).unwrap();
            } else {
                fs::copy(&path, newer).unwrap();
            }
        }
        next
    }
}

/// The name of the panel's module.
pub fn panel() -> String {
    manifest()["glue"].as_str().unwrap().to_owned()
}

/// What teaches nginx brotli, where there is such a thing.
pub fn brotli_module() -> Option<PathBuf> {
    let named = env::var_os("INGLENOOK_NGINX_BROTLI").filter(|it| !it.is_empty());
    let usual = PathBuf::from("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so");
    named
        .map(PathBuf::from)
        .or_else(|| Some(usual).filter(|it| it.is_file()))
}
