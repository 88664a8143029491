//! Running programs, each in a process group of its own, so that what they started ends with them.

use std::collections::BTreeSet;
use std::io;
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The groups to end when this program ends.
static GROUPS: Mutex<BTreeSet<u32>> = Mutex::new(BTreeSet::new());

/// The exit status of a program that was interrupted.
const INTERRUPTED: i32 = 130;

const PATIENCE: Duration = Duration::from_secs(5);

/// A running program; dropping this stops it and all that it started.
#[derive(Debug)]
pub struct Guard(Child);

impl Guard {
    pub(super) fn new(child: Child) -> Self {
        groups(|all| all.insert(child.id()));
        Self(child)
    }

    /// What it prints, where that is piped and was not taken before.
    pub(super) fn take_output(&mut self) -> Option<ChildStdout> {
        self.0.stdout.take()
    }

    /// How it ended, if it did.
    pub fn ended(&mut self) -> io::Result<Option<ExitStatus>> {
        self.0.try_wait()
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        let group = self.0.id();
        signal_group(group, "-TERM");
        let asked = Instant::now();
        while matches!(self.0.try_wait(), Ok(None)) {
            if asked.elapsed() > PATIENCE {
                signal_group(group, "-KILL");
                let _gone = self.0.wait();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        groups(|all| all.remove(&group));
    }
}

/// On Ctrl-C, a termination or a hang-up: stop every running program, then this one.
pub fn stop_children_on_signals() {
    let handler = ctrlc::set_handler(|| {
        for group in groups(|all| all.clone()) {
            signal_group(group, "-TERM");
        }
        eprintln!("\nstopped");
        std::process::exit(INTERRUPTED);
    });
    if let Err(cause) = handler {
        eprintln!("warning: Ctrl-C may leave programs running: {cause}");
    }
}

pub(super) fn own_group(command: &mut Command) {
    command.process_group(0);
}

pub(super) fn wait(mut running: Guard) -> io::Result<ExitStatus> {
    running.0.wait()
}

/// Asks by the `kill` command: the system call would be the only unsafe code here.
fn signal_group(group: u32, signal: &str) {
    let _may_be_gone = Command::new("kill")
        .args([signal, "--", &format!("-{group}")])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .status();
}

fn groups<T>(work: impl FnOnce(&mut BTreeSet<u32>) -> T) -> T {
    work(&mut GROUPS.lock().unwrap_or_else(PoisonError::into_inner))
}
