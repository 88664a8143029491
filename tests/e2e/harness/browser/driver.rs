//! Drivers: programs that steer a browser each.

use super::engine::{ENGINE, Engine};
use crate::harness::server::free_port;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

/// Runs what it is given until nobody holds the other end of its input, and ends all of it then:
/// however this program ends, no browser stays behind.
const WATCHED: &str = "\"$0\" \"$@\" </dev/null & exec >/dev/null; cat; kill -KILL 0";

/// Runs what it is given on a screen of its own, which nobody sees. On one screen two browsers would
/// take the focus from each other.
const ON_SCREEN: &str = "Xvfb -displayfd 1 -screen 0 1600x1200x24 -nolisten tcp |
    { read -r number; DISPLAY=:$number \"$0\" \"$@\"; }";

/// How long a driver may be at one journey: one that hangs is ended, and the journey fails where it is.
const LIMIT: Duration = Duration::from_secs(600);

/// A running driver that listens.
pub struct Driver {
    pub port: u16,
    process: Child,
    leash: Option<Leash>,
    /// Kept open: a driver that can say nothing any more ends.
    _said: Lines<BufReader<ChildStdout>>,
}

impl Driver {
    /// Drivers choose a port or are told one; where somebody else was faster they end, and the next
    /// one has better luck.
    pub async fn start() -> Self {
        loop {
            let told = match *ENGINE {
                Engine::WebKit => free_port(),
                Engine::Chromium | Engine::Firefox => 0,
            };
            let mut process = watched(told);
            let mut said = BufReader::new(process.stdout.take().unwrap()).lines();
            let port = match told {
                0 => chosen_port(&mut said).await,
                _ => listening(&mut said, told).await,
            };
            if let Some(port) = port {
                let mut driver = Self {
                    port,
                    process,
                    leash: None,
                    _said: said,
                };
                driver.limit();
                return driver;
            }
        }
    }

    /// From now on a journey may take so long, and then its browser is ended.
    pub fn limit(&mut self) {
        let group = format!("-{}", self.process.id().expect("the driver runs"));
        self.leash = Some(Leash(tokio::spawn(async move {
            sleep(LIMIT).await;
            eprintln!("the journey takes longer than {LIMIT:?}: its browser is ended");
            let kill = Command::new("kill").args(["-KILL", "--", &group]).status();
            kill.await.expect("there is a kill");
        })));
    }

    /// No journey has it now.
    pub fn rest(&mut self) {
        self.leash = None;
    }

    /// Sends a command of the session and waits for its end; says whether it came.
    pub fn tell(&self, method: &str, path: &str, body: &str) -> bool {
        let Ok(mut line) = TcpStream::connect(("127.0.0.1", self.port)) else {
            return false;
        };
        let request = format!(
            "{method} /session/{path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            self.port,
            body.len()
        );
        let mut answer = [0; 12];
        let done = line
            .set_read_timeout(Some(Duration::from_secs(10)))
            .and_then(|()| line.write_all(request.as_bytes()))
            .and_then(|()| line.read_exact(&mut answer));
        done.is_ok() && answer.ends_with(b" 200")
    }
}

/// What is about to end a driver, until it is dropped.
struct Leash(JoinHandle<()>);

impl Drop for Leash {
    fn drop(&mut self) {
        self.0.abort();
    }
}

fn watched(port: u16) -> Child {
    let (program, arguments) = ENGINE.driver();
    let mut command = Command::new("sh");
    command.args(["-c", WATCHED]);
    if *ENGINE == Engine::WebKit {
        command.args(["sh", "-c", ON_SCREEN]);
    }
    command
        .arg(program)
        .arg(format!("--port={port}"))
        .args(arguments)
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("there is a shell")
}

/// The port that a driver has chosen, unless it ends.
async fn chosen_port(said: &mut Lines<BufReader<ChildStdout>>) -> Option<u16> {
    while let Ok(Some(line)) = said.next_line().await {
        let chosen = line
            .split_once("started successfully on port ")
            .or_else(|| line.split_once("Listening on 127.0.0.1:"));
        if let Some((_, port)) = chosen {
            return port.trim_end_matches('.').parse().ok();
        }
    }
    None
}

/// The port that a driver was told, once it listens there, unless it ends.
async fn listening(said: &mut Lines<BufReader<ChildStdout>>, port: u16) -> Option<u16> {
    loop {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Some(port);
        }
        let line = timeout(Duration::from_millis(25), said.next_line()).await;
        if matches!(line, Ok(Ok(None) | Err(_))) {
            return None;
        }
    }
}
