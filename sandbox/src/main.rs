//! The sandbox as a program: `sandbox --help`.

mod arguments;

use std::error::Error;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr};
use std::process::ExitCode;
use std::time::Duration;

use arguments::{Arguments, HELP};
use tokio::net::TcpListener;

/// How long answers that are under way may take after Ctrl-C.
const PATIENCE: Duration = Duration::from_millis(500);

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = match Arguments::parse(std::env::args_os().skip(1)) {
        Ok(Some(arguments)) => arguments,
        Ok(None) => {
            println!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Err(problem) => {
            eprintln!("sandbox: {problem}\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match run(arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("sandbox: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, arguments.port));
    let kept = match arguments.config.database.to_str() {
        Some(":memory:") => "forgotten when it stops".to_owned(),
        _ => format!("kept in {}", arguments.config.database.display()),
    };
    let app = sandbox::app(arguments.config)?;
    let listener = TcpListener::bind(address)
        .await
        .map_err(|error| match error.kind() {
            ErrorKind::AddrInUse => {
                format!(
                    "port {} is in use; choose another with --port",
                    arguments.port
                )
            }
            _ => format!("{address} cannot be used: {error}"),
        })?;
    println!("sandbox listens on http://{}", listener.local_addr()?);
    println!("It is a development tool, for this machine only. Conversations are {kept}.");
    println!("Human agents work at /console. Ctrl-C stops it.");
    tokio::select! {
        served = sandbox::serve(listener, app, interrupted()) => served?,
        () = async { interrupted().await; tokio::time::sleep(PATIENCE).await } => {}
    }
    Ok(())
}

async fn interrupted() {
    // Without a handler for the signal the sandbox would stop at once, or never: never is better.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
