//! How the service is set up: by a TOML file, by `STANDFIRST_…` variables, by flags. A flag wins over a variable, a
//! variable over the file. Whatever is not known is an error that names it, for a misspelt setting would otherwise
//! be one that silently does nothing.

mod environment;
mod file;
mod flags;
mod moderator;
mod site;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use url::Url;

use self::flags::parse_flags;
pub use self::flags::{Command, HELP};
pub use self::moderator::ModeratorCommand;
pub use self::site::{Site, Sites};

/// Where the service listens unless it is told otherwise.
pub const DEFAULT_LISTEN: &str = "127.0.0.1:8787";

/// Where reviews are kept unless it is told otherwise: in the folder it was started in.
pub const DEFAULT_DATABASE: &str = "sqlite:standfirst.sqlite";

/// How many requests are under way at once unless it is told otherwise: enough that each commit syncs many reviews, few
/// enough that the last of them is answered within a fraction of a second.
pub const DEFAULT_MAX_REQUESTS: usize = 256;

/// Everything the service needs to know to run.
#[derive(Clone, Debug)]
pub struct Config {
    /// The address to listen on; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The SQLite file.
    pub database: PathBuf,
    /// The folder of the widget's built files, where the service shall serve them.
    pub assets: Option<PathBuf>,
    /// Where browsers reach the service, with a slash at the end; nothing where that is where their requests say.
    pub public_url: Option<Url>,
    /// How many requests that read may be under way at once, and how many that write; more are refused.
    pub max_requests: usize,
    /// How log lines are written.
    pub log: LogFormat,
    /// What is logged.
    pub log_level: tracing::level_filters::LevelFilter,
    /// The publishers.
    pub sites: Sites,
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// A JSON object a line, for programs.
    Json,
}

/// One source's settings, unread. Every value carries where it came from, for the error that may name it.
#[derive(Default)]
struct Settings {
    listen: Option<Setting>,
    database: Option<Setting>,
    assets: Option<Setting>,
    public_url: Option<Setting>,
    max_requests: Option<Setting>,
    log: Option<Setting>,
    log_level: Option<Setting>,
    allow_origin: Vec<Setting>,
}

struct Setting {
    value: String,
    source: String,
}

impl Settings {
    fn or(self, weaker: Settings) -> Settings {
        Settings {
            listen: self.listen.or(weaker.listen),
            database: self.database.or(weaker.database),
            assets: self.assets.or(weaker.assets),
            public_url: self.public_url.or(weaker.public_url),
            max_requests: self.max_requests.or(weaker.max_requests),
            log: self.log.or(weaker.log),
            log_level: self.log_level.or(weaker.log_level),
            allow_origin: if self.allow_origin.is_empty() { weaker.allow_origin } else { self.allow_origin },
        }
    }
}

impl Config {
    /// Reads flags (without the program's name) and variables, and the file that one of them names.
    ///
    /// # Errors
    /// A sentence that names the setting, where it was set, and what is wrong with it.
    pub fn load(
        flags: impl IntoIterator<Item = std::ffi::OsString>,
        variables: impl IntoIterator<Item = (std::ffi::OsString, std::ffi::OsString)>,
    ) -> Result<(Command, Config), String> {
        let (command, flags, flag_config) = parse_flags(flags)?;
        if matches!(command, Command::Help | Command::Version) {
            // Help is given even where the rest of the set-up is wrong.
            return Ok((command, Config::resolve(Settings::default(), None, None)?));
        }
        let (variables, variable_config) = environment::read(variables)?;
        let path = flag_config.or(variable_config).map(PathBuf::from);
        let (file, sites) = match &path {
            Some(path) => file::read(path)?,
            None => (Settings::default(), None),
        };
        Ok((command, Config::resolve(flags.or(variables).or(file), path.as_deref(), sites)?))
    }

    fn resolve(settings: Settings, file: Option<&Path>, sites: Option<Vec<Site>>) -> Result<Config, String> {
        let read = |setting: Option<Setting>, default: &str| {
            setting.unwrap_or_else(|| Setting { value: default.into(), source: "default".into() })
        };
        let listen = read(settings.listen, DEFAULT_LISTEN);
        let listen = parse_address(&listen.value).ok_or_else(|| {
            format!(
                "{}: \"{}\" is not an address with a port, such as 127.0.0.1:8787",
                listen.source, listen.value
            )
        })?;
        let database = parse_database(&read(settings.database, DEFAULT_DATABASE))?;
        let assets = settings.assets.map(|assets| {
            let folder = PathBuf::from(&assets.value);
            if folder.is_dir() {
                Ok(folder)
            } else {
                Err(format!("{}: \"{}\" is no folder", assets.source, assets.value))
            }
        });
        let public_url = settings.public_url.as_ref().map(parse_public_url).transpose()?;
        let max_requests = match settings.max_requests {
            Some(setting) => parse_max_requests(&setting)?,
            None => DEFAULT_MAX_REQUESTS,
        };
        let log = read(settings.log, "text");
        let log = match log.value.as_str() {
            "text" => LogFormat::Text,
            "json" => LogFormat::Json,
            other => return Err(format!("{}: \"{other}\" is neither text nor json", log.source)),
        };
        let level = read(settings.log_level, "info");
        let log_level = level.value.parse().map_err(|_| {
            format!("{}: \"{}\" is none of off, error, warn, info, debug, trace", level.source, level.value)
        })?;
        if sites.is_none() && !listen.ip().is_loopback() {
            return Err(match file {
                Some(file) => format!(
                    "{listen} can be reached from other machines, but {} names no [[sites]]: say which pages' origins \
                     and which subjects are to be served",
                    file.display()
                ),
                None => format!(
                    "{listen} can be reached from other machines: that needs a configuration file (--config) with \
                     [[sites]], since without one any page on localhost may write here"
                ),
            });
        }
        let mut sites = match sites {
            Some(sites) => Sites::new(sites)?,
            None => Sites::local(),
        };
        for origin in &settings.allow_origin {
            sites.allow_origin(&origin.value).map_err(|error| format!("{}: {error}", origin.source))?;
        }
        Ok(Config {
            listen,
            database,
            assets: assets.transpose()?,
            public_url,
            max_requests,
            log,
            log_level,
            sites,
        })
    }
}

/// `ADDRESS:PORT`, or `localhost:PORT` for 127.0.0.1.
fn parse_address(text: &str) -> Option<SocketAddr> {
    match text.strip_prefix("localhost:") {
        Some(port) => Some(SocketAddr::from(([127, 0, 0, 1], port.parse().ok()?))),
        None => text.parse().ok(),
    }
}

/// An address of the web; one with a path is where a proxy keeps the service.
fn parse_public_url(setting: &Setting) -> Result<Url, String> {
    let mut text = setting.value.clone();
    if !text.ends_with('/') {
        text.push('/');
    }
    let url = Url::parse(&text).ok().filter(|url| {
        matches!(url.scheme(), "http" | "https") && url.query().is_none() && url.fragment().is_none()
    });
    url.ok_or_else(|| {
        format!("{}: \"{}\" is not an address such as https://reviews.example", setting.source, setting.value)
    })
}

fn parse_max_requests(setting: &Setting) -> Result<usize, String> {
    let Setting { value, source } = setting;
    value
        .parse()
        .ok()
        .filter(|most| (1..=1_000_000).contains(most))
        .ok_or_else(|| format!("{source}: \"{value}\" is not a whole number from 1 to 1000000"))
}

fn parse_database(setting: &Setting) -> Result<PathBuf, String> {
    let Setting { value, source } = setting;
    match value.split_once(':') {
        Some(("sqlite", path)) if !path.is_empty() && path != ":memory:" => Ok(PathBuf::from(path)),
        Some(("postgres" | "postgresql", _)) => {
            Err(format!("{source}: this version keeps reviews in SQLite alone (sqlite:PATH)"))
        }
        _ => Err(format!("{source}: \"{value}\" is not of the form sqlite:PATH")),
    }
}

#[cfg(test)]
mod tests;
