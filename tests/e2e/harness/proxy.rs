//! Real proxies, set up exactly as the documentation says: only names, keys and places are others.

use std::env;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/polyai.md");
const VENDOR: &str = "api.us-1.platform.polyai.app";
pub const KEYS: [&str; 2] = ["polyai_key_sandbox", "polyai_token_sandbox"];

/// The file that the documentation shows under this name.
pub fn documented(file: &str) -> String {
    let document = fs::read_to_string(DOCUMENT).unwrap();
    let mut blocks = document.split("\n```").skip(1).step_by(2);
    let name = format!("# {file}\n");
    let block = blocks.find_map(|block| block.split_once('\n')?.1.strip_prefix(&name));
    block
        .unwrap_or_else(|| panic!("docs/polyai.md shows no {file}"))
        .to_owned()
}

/// A documented file with other names; each of them must have been there.
fn adapted(file: &str, names: &[(&str, &str)]) -> String {
    let mut text = documented(file);
    for (from, to) in names {
        assert!(text.contains(from), "{file} has no {from}");
        text = text.replace(from, to);
    }
    text
}

/// The program, as a variable of the environment names it or where Debian puts it.
pub fn program(name: &str) -> PathBuf {
    let variable = format!("INGLENOOK_{}", name.to_uppercase());
    if let Some(named) = env::var_os(variable).filter(|it| !it.is_empty()) {
        return named.into();
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = env::split_paths(&path).chain(["/usr/sbin".into(), "/usr/bin".into()]);
    let mut places = folders.map(|folder| folder.join(name));
    places
        .find(|place| place.is_file())
        .unwrap_or_else(|| panic!("no {name}: `cargo xtask test` brings it"))
}

/// An nginx in front of the sandbox, which it takes for PolyAI. Both ends of what lies between are
/// encrypted.
pub struct Nginx {
    pub url: String,
    folder: PathBuf,
    process: Child,
}

impl Nginx {
    /// A port for one. Pages have to know it before it listens.
    pub fn free_port() -> u16 {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap().port()
    }

    /// Listens on `port` for pages of `origin`.
    pub async fn start(port: u16, origin: &str, sandbox: &str) -> Self {
        let folder = env::temp_dir().join(format!("inglenook-nginx-{port}"));
        fs::create_dir_all(&folder).unwrap();
        let sandbox = sandbox.trim_start_matches("http://");
        certify(&folder);
        let tls_port = Self::free_port();
        write_configuration(&folder, port, tls_port, origin, sandbox);
        let process = Command::new(program("nginx"))
            .arg("-p")
            .arg(&folder)
            .arg("-c")
            .arg(folder.join("nginx.conf"))
            .arg("-e")
            .arg(folder.join("error.log"))
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        let nginx = Self {
            url: format!("http://127.0.0.1:{port}/chat"),
            folder,
            process,
        };
        let listens = async || {
            let address = ("127.0.0.1", port);
            tokio::net::TcpStream::connect(address).await.ok()
        };
        let listening = super::browser::until(listens).await;
        assert!(listening.is_some(), "nginx: {}", nginx.log("error.log"));
        nginx
    }

    /// What it has written into a log.
    pub fn log(&self, name: &str) -> String {
        fs::read_to_string(self.folder.join(name)).unwrap_or_default()
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A certificate for PolyAI's name that only this nginx trusts.
fn certify(folder: &Path) {
    let subject = format!("/CN={VENDOR}");
    let name = format!("subjectAltName=DNS:{VENDOR}");
    let made = Command::new(program("openssl"))
        .args([
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
        ])
        .args(["-nodes", "-days", "2", "-subj", &subject, "-addext", &name])
        .args(["-keyout", "key.pem", "-out", "certificate.pem"])
        .current_dir(folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&made.stderr);
    assert!(made.status.success(), "openssl: {said}");
}

fn write_configuration(folder: &Path, port: u16, tls_port: u16, origin: &str, sandbox: &str) {
    let place = |name: &str| folder.join(name).display().to_string();
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    let keys = [("KEY-EXAMPLE", KEYS[0]), ("TOKEN-EXAMPLE", KEYS[1])];
    write(
        "keys.conf",
        &adapted("/etc/nginx/inglenook-keys.conf", &keys),
    );
    let origins = [("https://www.example.com", origin)];
    let shared = adapted("/etc/nginx/conf.d/inglenook.conf", &origins);
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
    let site = adapted("/etc/nginx/snippets/inglenook.conf", &places);
    // The vendor's host is the sandbox, behind TLS; the documented lines need not know.
    let whole = format!(
        "daemon off;
         master_process off;
         pid nginx.pid;
         events {{}}
         http {{
           access_log access.log;
           client_body_temp_path body;
           proxy_temp_path proxy;
           fastcgi_temp_path fastcgi;
           uwsgi_temp_path uwsgi;
           scgi_temp_path scgi;
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
