//! `cargo xtask serve`: the review service on SQLite, and `trunk serve` of the demo page with live reload.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::time::{Duration, Instant};
use std::{fs, thread};

use anyhow::{Context, Result, bail};
use lexopt::{Arg, Parser, ValueExt};

use crate::process::{self, Group};
use crate::setup::wasm::Build;
use crate::setup::{self, Need, trunk};
use crate::{e2e, report, widget, workspace};

/// The ports that index.html, Trunk.toml and the service's own default agree on.
const PAGE_PORT: u16 = 8080;
const API_PORT: u16 = 8787;

struct Options {
    page: u16,
    api: u16,
    build: Build,
    /// The name of the database in target/serve/.
    database: &'static str,
}

pub(crate) fn command(mut arguments: Parser) -> Result<bool> {
    let (page, api) = (PAGE_PORT, API_PORT);
    let mut options = Options { page, api, build: Build::Development, database: "reviews.sqlite" };
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("port") => options.page = arguments.value()?.parse()?,
            Arg::Long("api-port") => options.api = arguments.value()?.parse()?,
            Arg::Long("release") => options.build = Build::Release,
            other => return Err(other.unexpected().into()),
        }
    }
    let started = Instant::now();
    // Before anything that takes minutes.
    free(options.page, "--port")?;
    free(options.api, "--api-port")?;
    setup::prepare(&[Need::WIDGET.as_slice(), &[Need::Trunk]].concat())?;
    let (service, page) = start(&options)?;
    watch(service, page, &options, started)?;
    Ok(true)
}

/// The release demo on ports of its own, with the service behind it. Both end with this.
pub(crate) struct Demo {
    pub(crate) origin: String,
    _both: [Group; 2],
}

impl Demo {
    /// Builds and starts both, and waits until they answer.
    pub(crate) fn start() -> Result<Self> {
        // Both are held until both are known, so that they are two.
        let free = || TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
        let (one, other) = (free()?, free()?);
        let (page, api) = (one.local_addr()?.port(), other.local_addr()?.port());
        drop((one, other));
        let options = Options { page, api, build: Build::Release, database: "lighthouse.sqlite" };
        let (mut service, mut page) = start(&options)?;
        while !(answers(options.api, "/healthz") && answers(options.page, "/")) {
            if service.ended()?.is_some() || page.ended()?.is_some() || process::interrupted() {
                bail!("the demo could not be started");
            }
            thread::sleep(Duration::from_millis(100));
        }
        Ok(Self { origin: format!("http://127.0.0.1:{}", options.page), _both: [service, page] })
    }
}

/// Builds the service and the widget and starts the service, and trunk.
fn start(options: &Options) -> Result<(Group, Group)> {
    report::heading("building the review service");
    let server = match options.build {
        Build::Development => e2e::build_server()?,
        // As it is deployed: it answers and compresses as fast as it can.
        Build::Release => {
            process::run(process::cargo().args(["build", "--release", "--package", "standfirst-server"]))?;
            workspace::target_folder().join("release/standfirst-server")
        }
    };
    report::heading("building the widget");
    let assets = widget::build(options.build)?;
    report::heading("starting both");
    Ok((start_service(&server, &assets, options)?, start_page(options)?))
}

/// Whether nobody listens on a port of this machine yet.
fn free(port: u16, option: &str) -> Result<()> {
    if port == 0 {
        bail!("{option} takes a port between 1 and 65535");
    }
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .map(drop)
        .with_context(|| format!("port {port} cannot be used; choose another by {option}"))
}

fn start_service(server: &Path, assets: &Path, options: &Options) -> Result<Group> {
    // Under target/, so that reviews outlive a restart and no database is committed.
    let folder = workspace::root().join("target/serve");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut command = process::program(server);
    command.args(["--listen", &format!("127.0.0.1:{}", options.api), "--database"]);
    command.arg(format!("sqlite:{}", folder.join(options.database).display())).arg("--assets").arg(assets);
    // Browsers reach it by trunk's proxy, also for the pages that it renders.
    command.arg("--public-url").arg(format!("http://127.0.0.1:{}", options.page));
    Group::spawn(&mut command)
}

fn start_page(options: &Options) -> Result<Group> {
    let mut command = trunk::command()?;
    command.args(["serve", "--port", &options.page.to_string()]);
    if options.build == Build::Release {
        command.arg("--release");
    }
    if options.api != API_PORT || options.build == Build::Release {
        // trunk takes a proxy on its command line only beside those of its configuration, so it gets another one.
        let path = workspace::root().join("Trunk.toml");
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let mut changed = with_api_port(&text, options.api)?;
        if options.build == Build::Release {
            changed.push_str(&proxies_of_files(options.api));
        }
        let place = workspace::root().join("target/serve/Trunk.toml");
        fs::write(&place, changed)?;
        command.arg("--config").arg(place);
    }
    Group::spawn(&mut command)
}

/// Trunk.toml with another port of the service, to be put into target/serve/: trunk takes relative paths as relative
/// to the file that they are in.
fn with_api_port(text: &str, port: u16) -> Result<String> {
    let backend = format!("http://127.0.0.1:{API_PORT}/");
    let mut changed = String::new();
    let mut ports = 0;
    for line in text.lines() {
        let paths = matches!(line.split_once(" = "), Some(("target" | "dist" | "watch", _)));
        // Between the quotation marks stand the strings, every second piece.
        for (index, piece) in line.split('"').enumerate() {
            let quoted = index % 2 == 1;
            changed.push_str(if index > 0 { "\"" } else { "" });
            changed.push_str(if quoted && paths { "../../" } else { "" });
            changed.push_str(&piece.replace(&backend, &format!("http://127.0.0.1:{port}/")));
            ports += usize::from(piece.contains(&backend));
        }
        changed.push('\n');
    }
    if ports == 0 {
        bail!("Trunk.toml has no proxy to {backend}");
    }
    Ok(changed)
}

/// Proxies for the widget's files, which the service sends compressed, as publishers' pages get them; trunk does not
/// compress.
fn proxies_of_files(port: u16) -> String {
    let proxy = |file: &str| {
        let backend = format!("http://127.0.0.1:{port}/{file}");
        format!("\n[[proxy]]\nrewrite = \"/{file}\"\nbackend = \"{backend}\"\nno_system_proxy = true\n")
    };
    ["standfirst.js", "standfirst.wasm", "standfirst-formats.wasm", "standfirst.css"].map(proxy).concat()
}

/// Tells when both answer, and ends both when one has ended or a signal came.
fn watch(mut service: Group, mut page: Group, options: &Options, started: Instant) -> Result<()> {
    // Whether the service and the page have answered yet. Each is asked until it has, and not again.
    let (mut serves, mut shows) = (false, false);
    let mut told = false;
    while !process::interrupted() {
        // The other one ends with its `Group`.
        if let Some(status) = service.ended()? {
            bail!("the review service has ended ({status}), so the page is no longer served either");
        }
        if let Some(status) = page.ended()? {
            bail!("trunk has ended ({status}), so the review service is stopped as well");
        }
        serves = serves || answers(options.api, "/healthz");
        shows = shows || answers(options.page, "/");
        if serves && shows && !told {
            told = true;
            println!("\n  page      http://127.0.0.1:{}/", options.page);
            println!("  reviews   http://127.0.0.1:{}/, kept in target/serve/reviews.sqlite", options.api);
            println!("  ready after {}; Ctrl-C ends both\n", report::duration(started.elapsed()));
        }
        thread::sleep(Duration::from_millis(100));
    }
    println!("\nstopping");
    Ok(())
}

/// Whether a server on this machine answers a request with success.
fn answers(port: u16, path: &str) -> bool {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let limit = Duration::from_millis(500);
    let status = TcpStream::connect_timeout(&address, limit).and_then(|mut stream| {
        stream.set_read_timeout(Some(limit))?;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: */*\r\nConnection: close\r\n\r\n"
        )?;
        let mut status = [0; 12];
        stream.read_exact(&mut status)?;
        Ok(status)
    });
    status.is_ok_and(|status| status == *b"HTTP/1.1 200")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_is_refused_by_the_option_that_chooses_another() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let error = free(port, "--port").unwrap_err().to_string();
        assert!(error.contains(&port.to_string()) && error.contains("--port"), "{error}");
        drop(taken);
        assert!(free(port, "--port").is_ok());
        assert!(free(0, "--api-port").is_err());
    }

    #[test]
    fn another_api_port_changes_the_proxy_and_nothing_it_should_not() {
        let text = fs::read_to_string(workspace::root().join("Trunk.toml")).unwrap();
        let changed = with_api_port(&text, 9999).unwrap();
        assert!(changed.contains("http://127.0.0.1:9999/v1/") && !changed.contains("8787"));
        assert!(changed.contains("target = \"../../index.html\"\n"), "{changed}");
        assert!(changed.contains("watch = [\"../../index.html\", \"../../static\", "), "{changed}");
        assert!(changed.contains("command = \"cargo\"\n"), "{changed}");
        assert!(with_api_port("[build]\n", 9999).is_err());
    }

    #[test]
    fn only_success_counts_as_an_answer() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = thread::spawn(move || {
            for answer in ["HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 503 Busy\r\n\r\n"] {
                let (mut stream, _) = listener.accept().unwrap();
                // Read to its end: a connection that is closed with something unread resets, and takes the answer with it.
                let mut request = Vec::new();
                while !request.ends_with(b"\r\n\r\n") {
                    let mut byte = [0];
                    stream.read_exact(&mut byte).unwrap();
                    request.extend(byte);
                }
                stream.write_all(answer.as_bytes()).unwrap();
            }
        });
        assert!(answers(port, "/healthz"));
        assert!(!answers(port, "/healthz"));
        server.join().unwrap();
        assert!(!answers(port, "/healthz"));
    }
}
