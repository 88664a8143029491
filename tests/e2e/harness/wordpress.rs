//! The real WordPress, without its database.

use super::brought;
use serde_json::Value;
use std::env;
use std::process::Stdio;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

const PRINT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/harness/wordpress.php");

/// What WordPress puts into a page's head and at its foot, with this in the theme's `functions.php`, on a site of
/// this name; and whether it knows `strategies`, as it does since 6.3.
pub async fn print(functions: &str, name: &str) -> Value {
    let php = env::var_os("INGLENOOK_PHP").unwrap_or_else(|| "php".into());
    let mut php = Command::new(php)
        .args(["-d", "display_errors=stderr", PRINT])
        .arg(brought::wordpress())
        .arg(name)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("run `cargo xtask test`, which brings PHP");
    let mut input = php.stdin.take().unwrap();
    input.write_all(functions.as_bytes()).await.unwrap();
    drop(input);
    let done = php.wait_with_output().await.unwrap();
    let printed = serde_json::from_slice(&done.stdout);
    printed.unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&done.stderr)))
}
