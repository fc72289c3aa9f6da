//! The WebDriver program: one for all stories of a test program, each of which has a session of its own.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::thread;

use crate::environment;

/// Starts the driver on a port of its choice, and ends it when the input ends: that is when the test program does,
/// however it ends.
const SCRIPT: &str = r#""$0" --port=0 & driver=$!; exec >&-; cat > /dev/null; kill "$driver""#;

struct Driver {
    address: String,
    /// Its input is what keeps it running.
    _process: Child,
}

/// The address of the driver, which is started when it is asked for first.
pub(crate) fn address() -> &'static str {
    static DRIVER: OnceLock<Driver> = OnceLock::new();
    &DRIVER.get_or_init(start).address
}

fn start() -> Driver {
    let program = environment::chromedriver();
    let mut process = Command::new("sh")
        .args(["-c", SCRIPT])
        .arg(&program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a shell");
    let mut said = BufReader::new(process.stdout.take().expect("its output"));
    let port = said.by_ref().lines().map_while(Result::ok).find_map(|line| {
        let port = line.split_once("started successfully on port ")?.1;
        port.trim_end_matches('.').parse::<u16>().ok()
    });
    let port = port.unwrap_or_else(|| panic!("{} does not start", program.display()));
    // A full pipe would stop it.
    thread::spawn(move || said.read_to_end(&mut Vec::new()));
    Driver { address: format!("http://127.0.0.1:{port}"), _process: process }
}
