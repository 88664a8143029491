//! Real web servers, set up exactly as the documentation says: only names, keys and places are others.

use super::browser::until;
use std::env;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const DOCUMENTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs");

/// What an nginx says elsewhere on a real machine: at the top, and inside `http { … }`.
pub const HERE: &str = "daemon off; master_process off; pid nginx.pid; events {}";
pub const HERE_TOO: &str = "access_log access.log; client_body_temp_path body; \
    proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;";

/// One of them, in a folder of its own. Both end together.
pub struct Server {
    pub folder: PathBuf,
    process: Child,
}

impl Server {
    /// Runs `nginx.conf` in that folder.
    pub async fn nginx(folder: PathBuf, port: u16) -> Self {
        let mut command = Command::new(program("nginx"));
        command.arg("-p").arg(&folder);
        command.arg("-c").arg(folder.join("nginx.conf"));
        command.arg("-e").arg(folder.join("error.log"));
        Self::listening(command, folder, port).await
    }

    /// Runs the `Caddyfile` in that folder.
    pub async fn caddy(folder: PathBuf, port: u16) -> Self {
        let mut command = Command::new(program("caddy"));
        command.args(["run", "--adapter", "caddyfile", "--config", "Caddyfile"]);
        for variable in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
            command.env(variable, &folder);
        }
        let log = fs::File::create(folder.join("error.log")).unwrap();
        command.current_dir(&folder).stderr(log);
        Self::listening(command, folder, port).await
    }

    async fn listening(mut command: Command, folder: PathBuf, port: u16) -> Self {
        let process = command.stdin(Stdio::null()).spawn().unwrap();
        let server = Self { folder, process };
        let address = ("127.0.0.1", port);
        let listens = async || tokio::net::TcpStream::connect(address).await.ok();
        let listening = until(listens).await;
        assert!(listening.is_some(), "{}", server.log("error.log"));
        server
    }

    /// What it has written into a log.
    pub fn log(&self, name: &str) -> String {
        fs::read_to_string(self.folder.join(name)).unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// An empty folder for the server on that port.
pub fn folder(port: u16) -> PathBuf {
    let folder = env::temp_dir().join(format!("inglenook-server-{port}"));
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The file that this document shows under this name.
pub fn documented(document: &str, file: &str) -> String {
    let text = fs::read_to_string(Path::new(DOCUMENTS).join(document)).unwrap();
    let mut blocks = text.split("\n```").skip(1).step_by(2);
    let name = format!("# {file}\n");
    let block = blocks.find_map(|block| block.split_once('\n')?.1.strip_prefix(&name));
    block
        .unwrap_or_else(|| panic!("{document} shows no {file}"))
        .to_owned()
}

/// A documented file with other names; each of them must have been there.
pub fn adapted(document: &str, file: &str, names: &[(&str, &str)]) -> String {
    let mut text = documented(document, file);
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

/// A port for one of them. Pages have to know it before it listens.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

/// A certificate for this name that nobody else trusts, in `certificate.pem` and `key.pem`.
pub fn certify(folder: &Path, name: &str) {
    let subject = format!("/CN={name}");
    let alternative = format!("subjectAltName=DNS:{name}");
    let made = Command::new(program("openssl"))
        .args([
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
        ])
        .args([
            "-nodes",
            "-days",
            "2",
            "-subj",
            &subject,
            "-addext",
            &alternative,
        ])
        .args(["-keyout", "key.pem", "-out", "certificate.pem"])
        .current_dir(folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&made.stderr);
    assert!(made.status.success(), "openssl: {said}");
}
