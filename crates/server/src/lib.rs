//! The review service: it stores what readers write and serves the widget's files.
//!
//! A request goes through [`serve`](run) (connections), telemetry and CORS, to a route, which reads it, asks the
//! [`storage::Storage`] and answers; whatever goes wrong on the way becomes a problem in `errors`.

mod admission;
mod app;
mod articles;
mod assets;
mod coding;
pub mod config;
mod cors;
mod errors;
mod etag;
mod moderator;
mod password;
mod print;
mod rendering;
mod routes;
mod serve;
pub mod storage;
mod telemetry;

use std::process::ExitCode;

use crate::config::{Command, Config, HELP};

pub use crate::serve::run;

/// The program: reads flags and variables, does what they say. Exits with 0, with 2 where the configuration is wrong,
/// with 1 where anything else is.
pub fn main() -> ExitCode {
    let (command, config) = match Config::load(std::env::args_os().skip(1), std::env::vars_os()) {
        Ok(loaded) => loaded,
        Err(error) => {
            eprintln!("standfirst-server: {error}");
            return ExitCode::from(2);
        }
    };
    match command {
        Command::Help => print!("{HELP}"),
        Command::Version => println!("standfirst-server {}", env!("CARGO_PKG_VERSION")),
        Command::CheckConfig => {
            println!("listen on {}", config.listen);
            println!("reviews in {}", config.database.display());
            println!("at most {} requests at once that read, and as many that write", config.max_requests);
            match &config.assets {
                Some(folder) => println!("widget from {}", folder.display()),
                None => println!("no widget"),
            }
            for site in config.sites.iter() {
                println!("site {site}");
            }
        }
        Command::Render { document, parameters } => {
            if let Err(error) = print::print(&document, &parameters, config.public_url) {
                eprintln!("standfirst-server: render: {error}");
                return ExitCode::FAILURE;
            }
        }
        Command::Moderator(command) => {
            if let Err(error) = moderator::run(command, &config) {
                eprintln!("standfirst-server: moderator: {error}");
                return ExitCode::FAILURE;
            }
        }
        Command::Serve => {
            telemetry::start(config.log, config.log_level);
            if let Err(error) = run(config) {
                eprintln!("standfirst-server: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}
