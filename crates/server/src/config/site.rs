use std::fmt;
use std::sync::Arc;

use standfirst_review::Subject;
use url::Url;

use crate::storage::Mode;

/// A publisher: whose pages may speak with the service, and about what.
#[derive(Clone, Debug)]
pub struct Site {
    /// Its name, for logs and the database. Renaming a site in the configuration makes another one.
    pub name: Arc<str>,
    /// What becomes of new reviews, where no moderator chose otherwise for their subject.
    pub mode: Mode,
    origins: Vec<Origin>,
    hosts: Vec<Host>,
    articles: Vec<Origin>,
}

impl Site {
    /// A site of that name. Without `subject_hosts` it takes subjects of its origins' hosts.
    ///
    /// # Errors
    /// A sentence that names the origin or host that is not one.
    pub fn new(name: &str, origins: &[String], subject_hosts: Option<&[String]>) -> Result<Site, String> {
        if name.is_empty() || name.len() > 64 {
            return Err("a name has 1 to 64 bytes".into());
        }
        if origins.is_empty() {
            return Err("origins is empty: no page could use it".into());
        }
        let origins = origins.iter().map(|origin| Origin::parse(origin)).collect::<Result<Vec<_>, _>>()?;
        let hosts = match subject_hosts {
            Some(hosts) => hosts.iter().map(|host| Host::parse(host)).collect::<Result<Vec<_>, _>>()?,
            None => origins.iter().map(|origin| Host::Exactly(origin.host.clone())).collect(),
        };
        if hosts.is_empty() {
            return Err("subject-hosts is empty: nothing could be reviewed".into());
        }
        Ok(Site { name: name.into(), mode: Mode::default(), articles: origins.clone(), origins, hosts })
    }

    /// The same site with articles that are fetched from these origins for rendering, instead of from those of its
    /// pages.
    ///
    /// # Errors
    /// A sentence that names what is no origin.
    pub fn with_articles_from(mut self, origins: &[String]) -> Result<Site, String> {
        self.articles = origins.iter().map(|origin| Origin::parse(origin)).collect::<Result<_, _>>()?;
        Ok(self)
    }

    /// The same site with what becomes of new reviews.
    ///
    /// # Errors
    /// A sentence that names what is no mode.
    pub fn with_mode(mut self, name: &str) -> Result<Site, String> {
        self.mode = Mode::from_name(name).ok_or_else(|| {
            format!("moderation: \"{name}\" is none of publish, hold-first, hold-all, closed")
        })?;
        Ok(self)
    }

    /// Whether pages of this origin (as the header has it) may use the site.
    pub fn allows(&self, origin: &str) -> bool {
        self.origins.iter().any(|allowed| allowed.is(origin))
    }

    /// Whether it is at home on that host: it has pages or subjects there.
    pub fn is_at(&self, host: &str) -> bool {
        self.takes(host) || self.origins.iter().any(|origin| origin.host == host)
    }

    fn takes(&self, host: &str) -> bool {
        self.hosts.iter().any(|pattern| pattern.is(host))
    }
}

/// All sites of a service.
#[derive(Clone, Debug)]
pub struct Sites(Vec<Site>);

impl Sites {
    /// These sites, in the file's order.
    ///
    /// # Errors
    /// A sentence that names what two of them share: a name, or a host of subjects.
    pub fn new(sites: Vec<Site>) -> Result<Sites, String> {
        for (at, site) in sites.iter().enumerate() {
            for earlier in sites.iter().take(at) {
                if earlier.name == site.name {
                    return Err(format!("two sites are called \"{}\"", site.name));
                }
                if let Some(host) = site.hosts.iter().find(|host| earlier.hosts.contains(host)) {
                    return Err(format!(
                        "the sites \"{}\" and \"{}\" both take {host}",
                        earlier.name, site.name
                    ));
                }
            }
        }
        Ok(Sites(sites))
    }

    /// One site for pages on this machine, for the first run: subjects of this machine and of the samples.
    pub fn local() -> Sites {
        let hosts = ["localhost", "127.0.0.1", "[::1]"].map(str::to_owned);
        let origins: Vec<_> = hosts
            .iter()
            .flat_map(|host| ["http", "https"].map(|scheme| (scheme, host)))
            .map(|(scheme, host)| Origin { scheme: scheme.into(), host: host.clone(), port: Port::Any })
            .collect();
        let hosts = hosts.into_iter().chain(["standfirst.example".to_owned()]).map(Host::Exactly).collect();
        Sites(vec![Site {
            name: "default".into(),
            mode: Mode::default(),
            articles: origins.clone(),
            origins,
            hosts,
        }])
    }

    /// Lets pages of one more origin use the only site, and its subjects be reviewed there.
    ///
    /// # Errors
    /// A sentence: it is no origin, or there are several sites.
    pub fn allow_origin(&mut self, origin: &str) -> Result<(), String> {
        let origin = Origin::parse(origin)?;
        let [site] = self.0.as_mut_slice() else {
            return Err("which of several sites it is for has to be said in the configuration file".into());
        };
        let host = Host::Exactly(origin.host.clone());
        if !site.hosts.contains(&host) {
            site.hosts.push(host);
        }
        site.articles.push(origin.clone());
        site.origins.push(origin);
        Ok(())
    }

    /// The site that takes the subject: the first in the file's order.
    pub fn of(&self, subject: &Subject) -> Option<&Site> {
        self.0.iter().find(|site| site.takes(subject.host()))
    }

    /// The sites that pages of this origin may use.
    pub fn for_origin<'a>(&'a self, origin: &'a str) -> impl Iterator<Item = &'a Site> {
        self.0.iter().filter(move |site| site.allows(origin))
    }

    /// Whether a site lists the origin of an article at this address, so that it may be fetched.
    pub fn lists_article(&self, url: &Url) -> bool {
        let origin = url.origin().ascii_serialization();
        self.0.iter().any(|site| site.articles.iter().any(|listed| listed.is(&origin)))
    }

    /// The site of that name.
    pub fn named(&self, name: &str) -> Option<&Site> {
        self.0.iter().find(|site| *site.name == *name)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Site> {
        self.0.iter()
    }
}

/// For `check-config`.
impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let origins: Vec<_> = self.origins.iter().map(ToString::to_string).collect();
        let hosts: Vec<_> = self.hosts.iter().map(ToString::to_string).collect();
        write!(
            f,
            "\"{}\" for pages of {} about {}, moderation {}",
            self.name,
            origins.join(", "),
            hosts.join(", "),
            self.mode.name()
        )
    }
}

/// `scheme://host[:port]`; the port may be `*`.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Origin {
    scheme: String,
    host: String,
    port: Port,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Port {
    Any,
    /// The port that the header shows: nothing where it is the scheme's own.
    Exactly(Option<u16>),
}

impl Origin {
    fn parse(text: &str) -> Result<Origin, String> {
        let wrong =
            || format!("\"{text}\" is not an origin such as https://www.news.example or http://localhost:*");
        let (base, any) = match text.strip_suffix(":*") {
            Some(base) => (base, true),
            None => (text, false),
        };
        let url = Url::parse(base).map_err(|_| wrong())?;
        let host = url.host_str().ok_or_else(wrong)?.to_owned();
        let bare = matches!(url.scheme(), "http" | "https")
            && url.path() == "/"
            && !base.ends_with('/')
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none()
            && !(any && url.port().is_some());
        if !bare {
            return Err(wrong());
        }
        let port = if any { Port::Any } else { Port::Exactly(url.port()) };
        Ok(Origin { scheme: url.scheme().to_owned(), host, port })
    }

    /// Whether it is the origin that a browser sent. Browsers serialise it in one way, so that text is compared.
    fn is(&self, header: &str) -> bool {
        let Some(rest) = header.strip_prefix(self.scheme.as_str()).and_then(|rest| rest.strip_prefix("://"))
        else {
            return false;
        };
        let Some(port) = rest.strip_prefix(self.host.as_str()) else { return false };
        let port = match port.strip_prefix(':') {
            Some(port) => port.parse().ok().map(Some),
            None => port.is_empty().then_some(None),
        };
        match (port, self.port) {
            (None, _) => false,
            (Some(_), Port::Any) => true,
            (Some(port), Port::Exactly(allowed)) => port == allowed,
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme, self.host)?;
        match self.port {
            Port::Any => f.write_str(":*"),
            Port::Exactly(Some(port)) => write!(f, ":{port}"),
            Port::Exactly(None) => Ok(()),
        }
    }
}

/// A host of subjects: itself, or with `*.` all below it.
#[derive(Clone, Debug, Eq, PartialEq)]
enum Host {
    Exactly(String),
    Below(String),
}

impl Host {
    fn parse(text: &str) -> Result<Host, String> {
        let (name, below) = match text.strip_prefix("*.") {
            Some(name) => (name, true),
            None => (text, false),
        };
        let wrong = || format!("\"{text}\" is not a host such as www.news.example or *.news.example");
        // A URL parser writes a name as subjects have it: lower case, punycode.
        let url = Url::parse(&format!("https://{name}/")).map_err(|_| wrong())?;
        let host = url.host_str().unwrap_or_default();
        let bare = url.as_str() == format!("https://{host}/") && !host.contains('*');
        match (bare, below) {
            (false, _) => Err(wrong()),
            (true, false) => Ok(Host::Exactly(host.to_owned())),
            (true, true) => Ok(Host::Below(host.to_owned())),
        }
    }

    fn is(&self, host: &str) -> bool {
        match self {
            Host::Exactly(name) => name == host,
            Host::Below(name) => {
                host.strip_suffix(name.as_str()).is_some_and(|above| above.len() > 1 && above.ends_with('.'))
            }
        }
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Host::Exactly(name) => f.write_str(name),
            Host::Below(name) => write!(f, "*.{name}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(origin: &str, header: &str) -> bool {
        Origin::parse(origin).unwrap().is(header)
    }

    #[test]
    fn origins_are_compared_whole() {
        assert!(allows("https://a.example", "https://a.example"));
        assert!(allows("https://A.example:443", "https://a.example"));
        assert!(allows("http://a.example:8080", "http://a.example:8080"));
        assert!(allows("http://localhost:*", "http://localhost"));
        assert!(allows("http://[::1]:*", "http://[::1]:8080"));
        for header in [
            "http://a.example",
            "https://a.example:8443",
            "https://a.example.evil",
            "https://b.a.example",
            "https://a.example:",
            "null",
            "",
            "https://a.example/",
        ] {
            assert!(!allows("https://a.example", header), "{header}");
        }
        assert!(!allows("http://localhost:*", "http://localhost.evil:80"));
        assert!(!allows("http://localhost:*", "http://localhost:80a"));
    }

    #[test]
    fn what_is_no_origin_is_named() {
        for bad in [
            "",
            "*",
            "null",
            "a.example",
            "https://a.example/",
            "https://a.example/x",
            "ftp://a.example",
            "https://u@a.example",
            "https://*.a.example?",
            "https://a.example:80:*",
        ] {
            let error = Origin::parse(bad).unwrap_err();
            assert!(error.contains(bad), "{bad}: {error}");
        }
    }

    #[test]
    fn hosts_may_stand_for_all_below_them() {
        let check = |pattern: &str, host: &str| Host::parse(pattern).unwrap().is(host);
        assert!(check("News.example", "news.example"));
        assert!(check("[::1]", "[::1]"));
        assert!(check("*.news.example", "www.news.example"));
        assert!(!check("*.news.example", "news.example"));
        assert!(!check("*.news.example", "badnews.example"));
        assert!(!check("news.example", "www.news.example"));
        for bad in ["", "*", "a/b", "a:80", "u@a", "https://a", "*.*.a"] {
            assert!(Host::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn two_sites_share_nothing() {
        let site = |name: &str, host: &str| {
            Site::new(name, &["https://a.example".into()], Some(&[host.to_owned()])).unwrap()
        };
        assert!(Sites::new(vec![site("a", "a.example"), site("b", "b.example")]).is_ok());
        let error = Sites::new(vec![site("a", "a.example"), site("a", "b.example")]).unwrap_err();
        assert!(error.contains("\"a\""), "{error}");
        let error = Sites::new(vec![site("a", "a.example"), site("b", "a.example")]).unwrap_err();
        assert!(error.contains("a.example"), "{error}");
    }
}
