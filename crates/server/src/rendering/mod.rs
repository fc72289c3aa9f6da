//! The element as a page may carry it from the start: declarative shadow DOM made by the widget's own components, and
//! whole documents around it.
//!
//! What is made here blocks and holds objects that stay on their thread, so that a route calls it where blocking is
//! allowed and gets pieces of text.

mod document;
mod element;
mod locale;
mod structured;

use std::rc::Rc;
use std::time::SystemTime;

use futures_util::StreamExt;
use standfirst::article::{ArticleRoot, ArticleRootProps, ArticleState, Related};
use standfirst::effects::clock::Clock;
use standfirst::effects::device::Device;
use standfirst::effects::service::ReviewService;
use standfirst::language::{Labels, Language};
use standfirst::reviews::{ReviewsRoot, ReviewsRootProps, Topic};
use standfirst_article::{Article, Format};
use standfirst_review::{ReviewPage, Subject};
use url::Url;
use yew::{BaseComponent, LocalServerRenderer};

use crate::articles::How;
use locale::IcuLocale;

pub(crate) use document::{ICON, STYLE};
pub(crate) use locale::is_language;
pub(crate) use structured::may_be_rated;

/// How many related headlines are shown where the attribute does not say, as in the widget.
const RELATED_LIMIT: u8 = 4;

/// Pieces of about this many bytes are handed on: fewer and larger than those that the components come in.
const PIECE_BYTES: usize = 16 << 10;

/// What is to be rendered.
pub(crate) struct Rendering {
    /// The attributes of the element.
    pub(crate) attributes: Attributes,
    /// The article; none where the page has its own.
    pub(crate) article: Option<(Article, Format)>,
    /// The reviews; none where the element has no service.
    pub(crate) reviews: Option<Reviews>,
    /// Where the widget's files are, with a slash at the end.
    pub(crate) files: String,
    /// Whether a whole document is made, or the element alone.
    pub(crate) whole: bool,
}

/// The attributes as they are written on the element, checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Attributes {
    pub(crate) src: Option<Url>,
    /// How the document is read: its format, and the selector.
    pub(crate) how: How,
    /// The selector as it was written.
    pub(crate) selector: Option<String>,
    /// The list of related headlines.
    pub(crate) related: Option<Url>,
    /// How many of them are shown at most, 0 to 20.
    pub(crate) related_limit: Option<u8>,
    pub(crate) reviews: Option<Url>,
    pub(crate) subject: Option<Subject>,
    /// The language of the interface; English where none is named.
    pub(crate) lang: Option<String>,
    /// Level of the headline, 1 to 4.
    pub(crate) heading_level: Option<u8>,
    /// Whether embeds have a button that shows them here: `click` or `none`. The stylesheet and the widget look at it.
    pub(crate) embeds: Option<String>,
    /// The type of schema.org of what is rated.
    pub(crate) itemreviewed: Option<String>,
    /// Whether the widget starts at once, and not when the reviews come near what is seen.
    pub(crate) eager: bool,
}

impl Attributes {
    /// How many related headlines are shown at most.
    fn limit(&self) -> u8 {
        self.related_limit.unwrap_or(RELATED_LIMIT)
    }

    /// The list of related headlines that is to be fetched: one that is shown.
    pub(crate) fn list(&self) -> Option<&Url> {
        self.related.as_ref().filter(|_| self.src.is_some() && self.limit() > 0)
    }

    /// What is reviewed: what the attribute says, else the article's own address, else `src`, as in the widget.
    pub(crate) fn subject_of(&self, article: Option<&Article>) -> Option<Subject> {
        let canonical = || {
            let url = article?.url.as_ref()?;
            Subject::from_serialised(url.as_str()).ok()
        };
        let source = || Subject::from_serialised(self.src.as_ref()?.as_str()).ok();
        self.subject.clone().or_else(canonical).or_else(source)
    }
}

/// Where the widget's files of this version are, by the address of a service.
pub(crate) fn files(service: &Url) -> String {
    let folder = service.join(concat!("v/", env!("CARGO_PKG_VERSION"), "/"));
    folder.map_or_else(|_| "/".to_owned(), String::from)
}

/// The reviews of one subject, as far as the page carries them.
pub(crate) struct Reviews {
    pub(crate) subject: Subject,
    /// The first page of the list.
    pub(crate) first: ReviewPage,
    /// The page that the element stands in, to which a reader without scripts is led back.
    pub(crate) page: Option<Url>,
}

/// Gets the pieces one after another, and says whether it wants more.
type Take<'a> = dyn FnMut(String) -> bool + 'a;

/// Renders. It blocks until all is made, or until `take` wants no more.
///
/// # Errors
/// A sentence where something should never have happened.
pub(crate) fn render(rendering: Rendering, take: &mut Take<'_>) -> Result<(), String> {
    let mut out = Output { piece: String::new(), take, ended: false };
    if rendering.whole {
        out.write(&document::head(&rendering)?);
    }
    out.write(&element::opening(&rendering));
    let Rendering { attributes, article, reviews, files, whole } = rendering;
    let heading_level = attributes.heading_level.unwrap_or(1);
    let language = language(attributes.lang.as_deref());
    let closing = element::closing(&attributes, article.as_ref(), reviews.as_ref())?;
    out.write(&element::frame(&files, &language));
    if let Some((article, _)) = article {
        let subject = reviews.as_ref().map(|reviews| reviews.subject.clone()).or(attributes.subject.clone());
        let related =
            Related::new(None, &article, attributes.src.as_ref().map(Url::as_str), subject.as_ref());
        let props = ArticleRootProps {
            state: ArticleState::Ready(Rc::new(article)),
            language: language.clone(),
            heading_level,
            related,
            related_limit: attributes.limit().into(),
            on_retry: yew::Callback::noop(),
            on_shown: yew::Callback::noop(),
        };
        out.component::<ArticleRoot>(props, false);
    }
    out.write(element::BETWEEN_ROOTS);
    if let (Some(reviews), Some(base)) = (reviews, &attributes.reviews) {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let now = i64::try_from(now.as_millis()).unwrap_or(i64::MAX);
        let topic = Topic {
            subject: reviews.subject.as_str().to_owned(),
            service: ReviewService::new(base.as_str()),
            device: Rc::new(Device::new(base.as_str())),
            first: Some(reviews.first),
            page: reviews.page.map(|page| String::from(page).into()),
        };
        let props = ReviewsRootProps {
            topic: Rc::new(topic),
            language,
            clock: Clock::new(move || now),
            heading_level: (heading_level + 1).min(6),
            on_event: yew::Callback::noop(),
        };
        out.component::<ReviewsRoot>(props, true);
    }
    out.write(&closing);
    if whole {
        out.write(document::TAIL);
    }
    out.end();
    Ok(())
}

fn language(tag: Option<&str>) -> Language {
    let locale = tag.and_then(IcuLocale::new).unwrap_or_else(IcuLocale::english);
    Language { labels: Rc::new(Labels::english()), locale: Rc::new(locale) }
}

struct Output<'a, 'b> {
    piece: String,
    take: &'a mut Take<'b>,
    ended: bool,
}

impl Output<'_, '_> {
    fn write(&mut self, text: &str) {
        self.piece.push_str(text);
        if self.piece.len() >= PIECE_BYTES {
            self.end();
        }
    }

    /// Renders a component. One whose root is to be taken over carries marks that say where it begins and ends.
    fn component<C: BaseComponent>(&mut self, props: C::Properties, taken_over: bool) {
        let renderer = LocalServerRenderer::<C>::with_props(props).hydratable(taken_over);
        let mut pieces = Box::pin(renderer.render_stream());
        futures_executor::block_on(async {
            while let Some(piece) = pieces.next().await.filter(|_| !self.ended) {
                self.write(&piece);
            }
        });
    }

    fn end(&mut self) {
        let piece = std::mem::take(&mut self.piece);
        if !piece.is_empty() && !self.ended {
            self.ended = !(self.take)(piece);
        }
    }
}
