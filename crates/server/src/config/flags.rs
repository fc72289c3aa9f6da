use std::ffi::OsString;

use lexopt::{Arg, Parser};

use super::moderator::{self, ModeratorCommand};
use super::{Setting, Settings};

/// What `--help` prints.
pub const HELP: &str = "\
standfirst-server: the review service of Standfirst

Usage: standfirst-server [serve] [OPTIONS]         run the service
       standfirst-server check-config [OPTIONS]    check the configuration, print it, and stop
       standfirst-server render FILE|URL [RENDER OPTIONS]
                                                   print an article as HTML, for static sites
       standfirst-server moderator add NAME [--role moderator|admin] [--site SITE]... [OPTIONS]
       standfirst-server moderator list|remove NAME|password NAME [OPTIONS]
                                                   who may decide about reviews; a password is asked for, or is the
                                                   first line of what is piped in

Options (a flag wins over its variable, the variable over the file):
  --config FILE           TOML file of settings and sites          STANDFIRST_CONFIG
  --listen ADDRESS:PORT   where to listen [127.0.0.1:8787]         STANDFIRST_LISTEN
  --database sqlite:PATH  where reviews are kept                   STANDFIRST_DATABASE
                          [sqlite:standfirst.sqlite]
  --assets DIR            the widget's built files, to be served   STANDFIRST_ASSETS
  --max-requests N        requests under way at once that read,    STANDFIRST_MAX_REQUESTS
                          and that write; more get a 503 [256]
  --allow-origin ORIGIN   pages of this origin may review too;     STANDFIRST_ALLOW_ORIGIN
                          may be repeated                          (several with spaces)
  --public-url URL        where browsers reach the service         STANDFIRST_PUBLIC_URL
                          [where their requests say]
  --log text|json         form of the log on stderr [text]         STANDFIRST_LOG
  --log-level LEVEL       off, error, warn, info, debug, trace     STANDFIRST_LOG_LEVEL
                          [info]
  --help, --version

Render options, each as the parameter of GET /render with its name (docs/embedding.md):
  --src URL               where browsers find the document; needed with a FILE
  --reviews URL           the running review service whose reviews are shown
  --as page               a whole page instead of the element
  --related URL  --related-limit 0-20  --selector SELECTOR
  --subject URL  --format NAME  --lang TAG  --heading-level 1-4  --itemreviewed TYPE  --page URL
  --embeds click|none  --loading lazy|eager
";

/// The options of `render`, which are the parameters of `GET /render`.
const RENDER_OPTIONS: [&str; 14] = [
    "related",
    "related-limit",
    "selector",
    "src",
    "reviews",
    "as",
    "subject",
    "format",
    "lang",
    "heading-level",
    "embeds",
    "itemreviewed",
    "page",
    "loading",
];

/// What the program is asked to do.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Command {
    /// Run the service.
    Serve,
    /// Print an article as HTML.
    Render {
        /// Its document: a file, or an address that begins with http:// or https://.
        document: String,
        /// The parameters of `GET /render`, by name.
        parameters: Vec<(&'static str, String)>,
    },
    /// Say who may decide.
    Moderator(ModeratorCommand),
    /// Check the configuration, print it, and stop.
    CheckConfig,
    /// Print [`HELP`].
    Help,
    /// Print the version.
    Version,
}

/// Reads the flags; the last is the configuration file's path.
pub(super) fn parse_flags(
    flags: impl IntoIterator<Item = OsString>,
) -> Result<(Command, Settings, Option<OsString>), String> {
    let mut parser = Parser::from_args(flags);
    let mut command = None;
    let mut settings = Settings::default();
    let mut config = None;
    let mut document = None;
    let mut parameters = Vec::new();
    let mut moderators: Option<moderator::Words> = None;
    while let Some(arg) = parser.next().map_err(|error| error.to_string())? {
        let (slot, name) = match arg {
            Arg::Long("listen") => (&mut settings.listen, "--listen"),
            Arg::Long("database") => (&mut settings.database, "--database"),
            Arg::Long("assets") => (&mut settings.assets, "--assets"),
            Arg::Long("public-url") => (&mut settings.public_url, "--public-url"),
            Arg::Long("max-requests") => (&mut settings.max_requests, "--max-requests"),
            Arg::Long("log") => (&mut settings.log, "--log"),
            Arg::Long("log-level") => (&mut settings.log_level, "--log-level"),
            Arg::Long("allow-origin") => {
                settings.allow_origin.push(setting(&mut parser, "--allow-origin")?);
                continue;
            }
            Arg::Long("config") => {
                config = Some(parser.value().map_err(|error| error.to_string())?);
                continue;
            }
            Arg::Long("help") | Arg::Short('h') => return Ok((Command::Help, settings, config)),
            Arg::Long("version") | Arg::Short('V') => return Ok((Command::Version, settings, config)),
            Arg::Value(value) if command.is_none() && moderators.is_none() && value == "moderator" => {
                moderators = Some(moderator::Words::default());
                continue;
            }
            Arg::Value(value) if moderators.is_some() => {
                let word = value.into_string().map_err(|_| "moderator: the name is not UTF-8")?;
                moderators.get_or_insert_default().words.push(word);
                continue;
            }
            Arg::Long(name @ ("role" | "site")) if moderators.is_some() => {
                let (name, words) = (name.to_owned(), moderators.get_or_insert_default());
                let value = setting(&mut parser, &format!("--{name}"))?.value;
                if name == "role" {
                    words.roles.push(value)
                } else {
                    words.sites.push(value)
                }
                continue;
            }
            Arg::Value(value) if command.is_none() && value == "serve" => {
                command = Some(Command::Serve);
                continue;
            }
            Arg::Value(value) if command.is_none() && value == "check-config" => {
                command = Some(Command::CheckConfig);
                continue;
            }
            Arg::Value(value) if command.is_none() && value == "render" => {
                command = Some(Command::Render { document: String::new(), parameters: Vec::new() });
                continue;
            }
            Arg::Value(value) if matches!(command, Some(Command::Render { .. })) && document.is_none() => {
                document = Some(value.into_string().map_err(|_| "render: the name is not UTF-8")?);
                continue;
            }
            Arg::Value(value) => {
                return Err(format!("unknown command \"{}\" (see --help)", value.to_string_lossy()));
            }
            Arg::Long(name) if matches!(command, Some(Command::Render { .. })) => {
                let Some(known) = RENDER_OPTIONS.into_iter().find(|known| *known == name) else {
                    return Err(format!("render: unknown flag --{name} (see --help)"));
                };
                parameters.push((known, setting(&mut parser, known)?.value));
                continue;
            }
            Arg::Long(name) => return Err(format!("unknown flag --{name} (see --help)")),
            Arg::Short(name) => return Err(format!("unknown flag -{name} (see --help)")),
        };
        if slot.is_some() {
            return Err(format!("{name} is given twice"));
        }
        *slot = Some(setting(&mut parser, name)?);
    }
    let command = match command {
        None if moderators.is_some() => Command::Moderator(moderators.unwrap_or_default().command()?),
        Some(Command::Render { .. }) => {
            let document = document.ok_or("render: say what to render: a FILE or a URL (see --help)")?;
            Command::Render { document, parameters }
        }
        command => command.unwrap_or(Command::Serve),
    };
    Ok((command, settings, config))
}

fn setting(parser: &mut Parser, name: &str) -> Result<Setting, String> {
    let value = parser.value().map_err(|_| format!("{name} needs a value"))?;
    let value = value.into_string().map_err(|_| format!("{name}: the value is not UTF-8"))?;
    Ok(Setting { value, source: name.into() })
}
