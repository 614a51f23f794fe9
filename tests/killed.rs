//! What tests share that kill a process: the process is this test binary, run once more with nothing in it but one
//! module's `child`; and a store on its thread, as in the window.

use ackademy::app::port::{Answer, Request, Store};
use ackademy::store::Background;
use std::io::{BufRead, BufReader, Lines};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};

/// A process; it dies with this value, whatever happens.
pub struct Victim {
    process: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Victim {
    /// Runs the `child` of this module; the variable names the folder with its data.
    pub fn start(module: &str, variable: &str, folder: &Path) -> Victim {
        let (_, module) = module.split_once("::").expect("a module of the test binary");
        let mut process = Command::new(std::env::current_exe().expect("this binary"))
            .args([&format!("{module}::child"), "--exact", "--ignored", "--nocapture", "--test-threads=1"])
            .env(variable, folder)
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let lines = BufReader::new(process.stdout.take().expect("a pipe")).lines();
        Victim { process, lines }
    }

    /// The next line that it says; the last one may be cut off.
    pub fn line(&mut self) -> Option<String> {
        self.lines.next()?.ok()
    }

    /// SIGKILL. What it said by then can still be heard.
    pub fn kill(&mut self) {
        self.process.kill().expect("it still runs");
        let status: ExitStatus = self.process.wait().expect("it ends");
        #[cfg(unix)]
        assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(9), "{status}");
        assert!(!status.success());
    }
}

impl Drop for Victim {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// Asks the store, and waits for the one answer that each request has.
pub fn answer(store: &mut Background, request: Request) -> Answer {
    store.send(request);
    loop {
        match store.receive() {
            Some(answer) => return answer,
            None => std::thread::yield_now(),
        }
    }
}
