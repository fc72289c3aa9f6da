//! Connections, from the first one to a clean end.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpSocket};
use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::admission::Admission;
use crate::app::{App, router};
use crate::articles::Articles;
use crate::assets::Assets;
use crate::config::Config;
use crate::routes::moderation::Logins;
use crate::storage::Storage;
use crate::storage::sqlite::SqliteStorage;

/// How long the head of a request may take to arrive, and how long a connection may be idle.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);

/// Connections that may wait to be accepted: a crowd that comes in one moment should be told 503, not be reset. The
/// system may allow fewer.
const BACKLOG: u32 = 4_096;

/// How long a shutdown waits for requests in flight: longer than the slowest may take, shorter than what service
/// managers wait before they kill.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(25);

/// Runs the service until SIGTERM or SIGINT: then it takes no more connections, finishes the requests in flight,
/// moves everything into the database's main file, and returns.
///
/// # Errors
/// A sentence: the address is taken, the database cannot be used, or it could not be closed.
pub fn run(config: Config) -> Result<(), String> {
    let names: Vec<_> = config.sites.iter().map(|site| Arc::clone(&site.name)).collect();
    let storage: Arc<dyn Storage> = Arc::new(SqliteStorage::open(&config.database, &names)?);
    let assets = match &config.assets {
        Some(folder) => {
            let assets = Assets::load(folder);
            Some(Arc::new(assets.map_err(|error| format!("{}: {error}", folder.display()))?))
        }
        None => None,
    };
    let app = App {
        storage: Arc::clone(&storage),
        sites: Arc::new(config.sites),
        assets,
        admission: Admission::new(config.max_requests),
        articles: Arc::new(Articles::new()),
        logins: Arc::new(Logins::new()),
        public_url: config.public_url,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("cannot start: {error}"))?;
    runtime.block_on(async {
        let listener = listen(config.listen).map_err(|error| format!("{}: {error}", config.listen))?;
        let signals = Signals::new().map_err(|error| format!("cannot hear signals: {error}"))?;
        announce(&listener).map_err(|error| format!("cannot say where it listens: {error}"))?;
        serve(listener, router(app), signals).await;
        storage.close().await.map_err(|error| format!("the database could not be closed: {error}"))?;
        tracing::info!("stopped");
        Ok(())
    })
}

fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // So that it can be started again while connections of the one before are still being taken down.
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// Prints the address, with the port that was taken where 0 was asked for: the one line on stdout.
fn announce(listener: &TcpListener) -> io::Result<()> {
    let address = listener.local_addr()?;
    tracing::info!(%address, version = env!("CARGO_PKG_VERSION"), "listening");
    let mut out = io::stdout();
    writeln!(out, "standfirst-server {} listening on http://{address}", env!("CARGO_PKG_VERSION"))?;
    out.flush()
}

async fn serve(listener: TcpListener, router: Router, mut signals: Signals) {
    let connections = GracefulShutdown::new();
    loop {
        let stream = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                Err(error) => {
                    // Out of file descriptors, mostly: some are free again soon.
                    tracing::error!(%error, "cannot accept a connection");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    continue;
                }
            },
            () = signals.next() => break,
        };
        // Answers are small and whole: waiting to fill a packet would only delay them.
        let _ = stream.set_nodelay(true);
        let service = TowerToHyperService::new(router.clone());
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD_TIMEOUT)
            .serve_connection(TokioIo::new(stream), service);
        let connection = connections.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "connection ended");
            }
        });
    }
    drop(listener);
    tracing::info!(connections = connections.count(), "stopping");
    tokio::select! {
        () = connections.shutdown() => {}
        () = tokio::time::sleep(SHUTDOWN_TIMEOUT) => tracing::warn!("some requests did not finish in time"),
        () = signals.next() => tracing::warn!("a second signal: some requests were not finished"),
    }
}

struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    fn new() -> io::Result<Signals> {
        Ok(Signals {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
