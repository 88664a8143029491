//! Vite's server for developers.

use super::browser::until;
use super::server::free_port;
use std::path::Path;
use tokio::process::{Child, Command};

/// One application, served as it is written. It ends with this.
pub struct Vite {
    pub url: String,
    _process: Child,
}

impl Vite {
    /// The application's own configuration puts the sandbox's address into it.
    pub async fn start(application: &Path, sandbox: &str) -> Self {
        let port = free_port();
        let program = application.join("../node_modules/vite/bin/vite.js");
        let process = Command::new("node")
            .arg(program)
            .args(["--host=127.0.0.1", "--strictPort", "--logLevel=error"])
            .arg(format!("--port={port}"))
            .env("SANDBOX", sandbox)
            .current_dir(application)
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let url = format!("http://127.0.0.1:{port}/");
        let listens = async || reqwest::get(&url).await.ok();
        assert!(until(listens).await.is_some(), "Vite listens in time");
        Self {
            url,
            _process: process,
        }
    }
}
