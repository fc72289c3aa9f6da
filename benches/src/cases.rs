//! What is measured.

/// What is reviewed on every page; benches/rivals/pages.mjs names the same.
pub(crate) const SUBJECT: &str = "https://standfirst.example/science/tide-house";

/// How many reviews it has: two pages of them.
pub(crate) const REVIEWS: u32 = 32;

/// What is reviewed on the pages with an article of a thousand blocks.
pub(crate) const LARGE_SUBJECT: &str = "https://standfirst.example/large";

/// How many of its reviews are loaded.
pub(crate) const LARGE_REVIEWS: u32 = 1_000;

/// A page that is measured.
pub(crate) struct Case {
    /// What the table and `--only` call it.
    pub(crate) letter: char,
    /// What it is.
    pub(crate) name: &'static str,
    /// Where it is on the site. `{origin}` stands for the site's origin, as a value in a query.
    path: &'static str,
    /// When the headline can be read, as an expression of load.js; nothing where there is none.
    pub(crate) headline: Option<&'static str>,
    /// When there is a form that would post.
    pub(crate) form: Option<&'static str>,
    /// When the page is as interactive as it gets.
    pub(crate) hydrated: Option<&'static str>,
    /// Whether its form is checked to post to the review service.
    pub(crate) posts: bool,
    /// Where the same is with an article of a thousand blocks, where there is such a page.
    pub(crate) large: Option<&'static str>,
}

impl Case {
    /// Its address on the site at `origin`.
    pub(crate) fn path(&self, origin: &str) -> String {
        let value: String = url::form_urlencoded::byte_serialize(origin.as_bytes()).collect();
        self.path.replace("{origin}", &value)
    }
}

const HEADLINE: Option<&str> = Some("text('[part~=headline]')");
const FORM: Option<&str> = Some("seen('form') && (posts('form') || listens('form'))");
const HYDRATED: Option<&str> = Some("seen('form') && listens('form') && text('[part~=headline]')");

pub(crate) const CASES: [Case; 7] = [
    Case {
        letter: 'a',
        name: "Standfirst, rendered in the browser",
        path: "/widget.html",
        headline: HEADLINE,
        form: FORM,
        hydrated: HYDRATED,
        posts: true,
        large: Some("/widget-large.html"),
    },
    Case {
        letter: 'b',
        name: "Standfirst, rendered on the server",
        path: "/render?as=page&loading=eager&src={origin}%2Fsamples%2Flong.json&reviews={origin}&subject=https%3A%2F%2Fstandfirst.example%2Fscience%2Ftide-house",
        headline: HEADLINE,
        form: FORM,
        hydrated: HYDRATED,
        posts: true,
        large: None,
    },
    Case {
        letter: 'c',
        name: "the same in Preact, in the browser",
        path: "/preact-client.html",
        headline: HEADLINE,
        form: FORM,
        hydrated: HYDRATED,
        posts: true,
        large: Some("/preact-client-large.html"),
    },
    Case {
        letter: 'd',
        name: "the same in Preact, on the server",
        path: "/preact-takeover.html",
        headline: HEADLINE,
        form: FORM,
        hydrated: HYDRATED,
        posts: true,
        large: None,
    },
    Case {
        letter: 'e',
        name: "Waline, comments alone",
        path: "/waline.html",
        headline: None,
        form: Some("seen('#wl-edit') && seen('.wl-btn.primary')"),
        hydrated: None,
        posts: false,
        large: None,
    },
    Case {
        letter: 'e',
        name: "Artalk, comments alone",
        path: "/artalk.html",
        headline: None,
        form: Some("seen('.atk-textarea') && seen('.atk-send-btn')"),
        hydrated: None,
        posts: false,
        large: None,
    },
    Case {
        letter: 'f',
        name: "a plain page, the limit",
        path: "/plain.html",
        headline: HEADLINE,
        form: None,
        hydrated: None,
        posts: false,
        large: None,
    },
];
