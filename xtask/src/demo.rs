//! A page with the chat on it, a backend to talk to, and the gallery.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::time::{Duration, Instant};

use crate::args::Args;
use crate::check::cargo;
use crate::error::{Error, Result};
use crate::gallery;
use crate::process::Run;
use crate::project::Project;
use crate::report::step;
use crate::site;
use crate::tools::Tools;

const USUAL_PORT: u16 = 4747;
const START: Duration = Duration::from_secs(30);

#[derive(Debug)]
pub struct Options {
    port: Option<u16>,
    build: bool,
}

impl Options {
    pub fn parse(mut args: Args) -> Result<Self> {
        let options = Self {
            port: args.value("--port")?,
            build: !args.flag("--no-build"),
        };
        args.done()?;
        Ok(options)
    }
}

/// Ends when the sandbox ends, or with Ctrl-C.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    if options.build {
        let tools = Tools::new(project)?;
        site::build(project, &tools)?;
        // Trunk empties the site's folder, so what is packed for hosts never has this.
        gallery::build(project, &tools, &project.site().join("gallery"))?;
        step("Building the sandbox", || {
            cargo(project, &["build", "--package", "sandbox"]).run()
        })?;
    }
    let (site, sandbox) = (project.site(), project.target().join("debug/sandbox"));
    if !site.join("index.html").is_file() || !sandbox.is_file() {
        return Err(
            Error::new("nothing is built yet").help("run `cargo xtask demo` without --no-build")
        );
    }
    let port = choose_port(options.port)?;
    println!("\n==> Starting the sandbox");
    let mut sandbox = Run::new(sandbox, &project.root)
        .args(["--port", &port.to_string(), "--site"])
        .args([
            site.as_os_str(),
            "--database".as_ref(),
            project.target().join("demo.sqlite").as_os_str(),
        ])
        .start()?;
    let started = Instant::now();
    let ended = |cause: &dyn std::fmt::Display| Error::new(format!("the sandbox ended: {cause}"));
    let mut announced = false;
    loop {
        if let Some(status) = sandbox.ended().map_err(|cause| ended(&cause))? {
            return Err(ended(&status).help("its own message above says why"));
        }
        if !announced && TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
            println!(
                "\n    Inglenook is at  http://127.0.0.1:{port}/\n    Every state is at  http://127.0.0.1:{port}/gallery/\n    Ctrl-C stops it.\n"
            );
            announced = true;
        }
        if !announced && started.elapsed() > START {
            return Err(
                Error::new(format!("the sandbox does not answer on port {port}"))
                    .help("try another one: `cargo xtask demo --port 5000`"),
            );
        }
        std::thread::sleep(Duration::from_millis(if announced { 300 } else { 30 }));
    }
}

/// The port asked for; else the usual one; else any that is free.
fn choose_port(wanted: Option<u16>) -> Result<u16> {
    let free = |port: u16| {
        TcpListener::bind((Ipv4Addr::LOCALHOST, port)).and_then(|listener| listener.local_addr())
    };
    match wanted {
        Some(port) => free(port).map(|address| address.port()).map_err(|cause| {
            Error::new(format!("port {port} cannot be used: {cause}"))
                .help("leave --port out to take a free one")
        }),
        None => free(USUAL_PORT)
            .or_else(|_| free(0))
            .map(|address| address.port())
            .map_err(|cause| Error::new(format!("no port of this machine can be used: {cause}"))),
    }
}
