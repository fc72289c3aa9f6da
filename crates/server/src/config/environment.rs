use std::ffi::OsString;

use super::{Setting, Settings};

const PREFIX: &str = "STANDFIRST_";

/// Reads the variables that begin with `STANDFIRST_`; the second is the configuration file's path.
pub(super) fn read(
    variables: impl IntoIterator<Item = (OsString, OsString)>,
) -> Result<(Settings, Option<OsString>), String> {
    let mut settings = Settings::default();
    let mut config = None;
    for (name, value) in variables {
        let Some(name) = name.to_str().filter(|name| name.starts_with(PREFIX)) else { continue };
        if name == "STANDFIRST_CONFIG" {
            config = Some(value);
            continue;
        }
        let value = value.into_string().map_err(|_| format!("variable {name}: the value is not UTF-8"))?;
        let setting = |value: &str| Setting { value: value.into(), source: format!("variable {name}") };
        let slot = match name {
            "STANDFIRST_LISTEN" => &mut settings.listen,
            "STANDFIRST_DATABASE" => &mut settings.database,
            "STANDFIRST_ASSETS" => &mut settings.assets,
            "STANDFIRST_PUBLIC_URL" => &mut settings.public_url,
            "STANDFIRST_MAX_REQUESTS" => &mut settings.max_requests,
            "STANDFIRST_LOG" => &mut settings.log,
            "STANDFIRST_LOG_LEVEL" => &mut settings.log_level,
            "STANDFIRST_ALLOW_ORIGIN" => {
                settings.allow_origin = value.split_whitespace().map(setting).collect();
                continue;
            }
            _ => return Err(format!("unknown variable {name} (see --help)")),
        };
        *slot = Some(setting(&value));
    }
    Ok((settings, config))
}
