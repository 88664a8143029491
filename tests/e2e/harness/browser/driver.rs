//! Drivers: programs that steer a browser each.

use super::engine::{ENGINE, Engine};
use crate::harness::server::free_port;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Stdio;
use std::thread;
use std::time::Duration;
use tokio::process::{Child, ChildStdout, Command};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
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
            let mut said = hear(process.stdout.take().unwrap());
            let port = match told {
                0 => chosen_port(&mut said).await,
                _ => listening(&mut said, told).await,
            };
            if let Some(port) = port {
                let mut driver = Self {
                    port,
                    process,
                    leash: None,
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

/// What a driver and its browser say, line by line. It is taken from them as long as they run: where
/// nobody does, they stop in the middle of a word once the pipe is full.
fn hear(said: ChildStdout) -> UnboundedReceiver<String> {
    let said = said.into_owned_fd().expect("a pipe");
    let (pass_on, heard) = unbounded_channel();
    thread::spawn(move || {
        let lines = BufReader::new(File::from(said)).split(b'\n');
        for line in lines.map_while(Result::ok) {
            // Nobody cares once the port is known.
            let _ = pass_on.send(String::from_utf8_lossy(&line).into_owned());
        }
    });
    heard
}

/// The port that a driver has chosen, unless it ends.
async fn chosen_port(said: &mut UnboundedReceiver<String>) -> Option<u16> {
    while let Some(line) = said.recv().await {
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
async fn listening(said: &mut UnboundedReceiver<String>, port: u16) -> Option<u16> {
    loop {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Some(port);
        }
        if matches!(
            timeout(Duration::from_millis(25), said.recv()).await,
            Ok(None)
        ) {
            return None;
        }
    }
}

#[tokio::test]
async fn a_driver_may_say_as_much_as_it_likes() {
    let lines = 100_000;
    let mut talker = Command::new("seq")
        .arg(lines.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = hear(talker.stdout.take().unwrap());
    assert_eq!(said.recv().await.unwrap(), "1");
    drop(said);
    let end = timeout(Duration::from_secs(90), talker.wait()).await;
    assert!(end.expect("it comes to an end").unwrap().success());
}
