use std::path::Path;

use serde::Deserialize;

use super::{Setting, Settings, Site};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    listen: Option<String>,
    database: Option<String>,
    assets: Option<String>,
    public_url: Option<String>,
    max_requests: Option<i64>,
    log: Option<String>,
    log_level: Option<String>,
    #[serde(default)]
    sites: Vec<FileSite>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct FileSite {
    name: String,
    origins: Vec<String>,
    subject_hosts: Option<Vec<String>>,
    article_origins: Option<Vec<String>>,
    moderation: Option<String>,
}

/// Reads the file's settings and its sites; no sites where it names none.
pub(super) fn read(path: &Path) -> Result<(Settings, Option<Vec<Site>>), String> {
    let shown = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| format!("{shown}: {error}"))?;
    let file: File = toml::from_str(&text).map_err(|error| format!("{shown}: {error}"))?;
    let setting = |value: Option<String>, key: &str| {
        value.map(|value| Setting { value, source: format!("{shown}: {key}") })
    };
    let settings = Settings {
        listen: setting(file.listen, "listen"),
        database: setting(file.database, "database"),
        assets: setting(file.assets, "assets"),
        public_url: setting(file.public_url, "public-url"),
        max_requests: setting(file.max_requests.map(|most| most.to_string()), "max-requests"),
        log: setting(file.log, "log"),
        log_level: setting(file.log_level, "log-level"),
        allow_origin: Vec::new(),
    };
    let sites = file
        .sites
        .into_iter()
        .map(|site| {
            Site::new(&site.name, &site.origins, site.subject_hosts.as_deref())
                .and_then(|made| match &site.article_origins {
                    Some(origins) => made.with_articles_from(origins),
                    None => Ok(made),
                })
                .and_then(|made| match &site.moderation {
                    Some(mode) => made.with_mode(mode),
                    None => Ok(made),
                })
                .map_err(|error| format!("{shown}: site \"{}\": {error}", site.name))
        })
        .collect::<Result<Vec<_>, _>>()?;
    Ok((settings, (!sites.is_empty()).then_some(sites)))
}
