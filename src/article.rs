//! The article on the page: from what a reader of a format made to elements.
//!
//! Everything is rendered from props alone. Blocks and inlines are plain functions: a component for each would cost
//! bytes and time and give nothing, since an article does not change once it is there.

mod block;
mod context;
mod failure;
mod figure;
mod header;
mod headings;
mod inline;
mod story;
mod table;

pub(crate) use context::words;
pub(crate) use figure::thumbnail;
pub(crate) use headings::heading_tag;
pub(crate) use inline::{attribute, text};
pub(crate) use story::direction;

use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use standfirst_article::Article;
use web_sys::{Element, Event};
use yew::prelude::*;
use yew::virtual_dom::VList;

use crate::language::Language;
use crate::once::{TURN, later, node};
pub use crate::related::Related;
use crate::related::related;
use block::block;
use context::Context as BlockContext;
use failure::failed;
use headings::Headings;
use story::story;

/// How many blocks are put on the page at once. Together with what stands above the text they fill the screen, so that
/// nothing which is seen moves when more of them come.
const BLOCKS_AT_ONCE: usize = 16;

/// How far the article has come.
#[derive(Clone)]
pub enum ArticleState {
    /// It is under way. The skeleton that stands in for it is not the root's: it is there before the components are.
    Loading,
    /// It cannot be shown.
    Failed(ArticleFailure),
    /// It is here.
    Ready(Rc<Article>),
}

impl PartialEq for ArticleState {
    /// An article that was read is never changed, so the same object is the same article. Comparing every block
    /// would cost time and bytes.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Loading, Self::Loading) => true,
            (Self::Failed(failure), Self::Failed(other)) => failure == other,
            (Self::Ready(article), Self::Ready(other)) => Rc::ptr_eq(article, other),
            _ => false,
        }
    }
}

/// Why the article cannot be shown, in the reader's words.
#[derive(Clone, PartialEq)]
pub struct ArticleFailure {
    /// What happened, a sentence in the reader's language.
    pub message: AttrValue,
}

/// Props of [`ArticleRoot`].
#[derive(Clone, PartialEq, Properties)]
pub struct ArticleRootProps {
    /// How far the article has come.
    pub state: ArticleState,
    /// The language of the interface, which need not be the article's.
    pub language: Language,
    /// Level of the headline, 1 to 4; the article's own headings follow below it.
    pub heading_level: u8,
    /// Headlines that come from elsewhere than the article.
    pub related: Related,
    /// How many related headlines are shown at most.
    pub related_limit: usize,
    /// What the Retry button does.
    pub on_retry: Callback<()>,
    /// Told as an article comes to stand on the page.
    pub on_shown: Callback<Shown>,
}

/// How much of an article stands on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// What fills the screen.
    Beginning,
    /// All of it.
    Whole,
}

/// Everything that comes from `src`: the article and beside it the related headlines, or why there is none.
///
/// It is the only component; what it shows are plain functions of its props.
#[derive(Default)]
pub struct ArticleRoot {
    /// What tries again, where there is no article.
    button: NodeRef,
    /// Where its blocks stand.
    body: NodeRef,
    /// How many of them do.
    shown: usize,
    /// Whether they are those of the props that are rendered: what changes beside the article leaves it alone.
    is_current: bool,
    /// The headings among those.
    headings: Headings,
    /// Hears when it is the turn of the next.
    turns: Option<EventListener>,
    /// Hears the button.
    retries: Option<EventListener>,
}

impl Component for ArticleRoot {
    type Message = ();
    type Properties = ArticleRootProps;

    fn create(_: &Context<Self>) -> Self {
        Self::default()
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let ArticleRootProps { state, language, heading_level, related: others, related_limit, .. } =
            ctx.props();
        match state {
            ArticleState::Loading => Html::default(),
            ArticleState::Failed(failure) => failed(failure, language, *heading_level, &self.button).html(),
            ArticleState::Ready(article) => {
                let story = story(article, language, *heading_level, &self.body);
                let related = related(article, others, language, *heading_level, *related_limit);
                let mut both = VList::new();
                both.add_child(story.html());
                if let Some(related) = related {
                    both.add_child(related.html());
                }
                both.into()
            }
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, before: &ArticleRootProps) -> bool {
        let props = ctx.props();
        self.is_current &= props.state == before.state
            && props.language == before.language
            && props.heading_level == before.heading_level;
        props != before
    }

    fn update(&mut self, ctx: &Context<Self>, (): ()) -> bool {
        self.show_blocks(ctx);
        false
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        let on_retry = &ctx.props().on_retry;
        self.retries = self.button.cast::<Element>().map(|button| {
            let on_retry = on_retry.clone();
            EventListener::new(&button, "click", move |_| on_retry.emit(()))
        });
        let Some(body) = self.body.cast::<Element>() else {
            self.turns = None;
            return;
        };
        if !self.is_current {
            self.is_current = true;
            body.set_text_content(None);
            self.shown = 0;
            self.headings = Headings::default();
            let link = ctx.link().clone();
            let options = EventListenerOptions::default();
            let next = move |_: &Event| link.send_message(());
            self.turns = Some(EventListener::new_with_options(&body, TURN, options, next));
            self.show_blocks(ctx);
        }
    }
}

impl ArticleRoot {
    /// Puts the next blocks on the page, asks for another turn for those that follow, and says when there are none. So a
    /// long article can be read before its end is there.
    fn show_blocks(&mut self, ctx: &Context<Self>) {
        let ArticleRootProps { state, language, heading_level, on_shown, .. } = ctx.props();
        let (ArticleState::Ready(article), Some(body)) = (state, self.body.cast::<Element>()) else { return };
        let headings = &mut self.headings;
        let mut context = BlockContext { language, heading_level: *heading_level, headings };
        for part in article.body.iter().skip(self.shown).take(BLOCKS_AT_ONCE) {
            node(&block(part, &mut context), Some(&body));
        }
        if self.shown == 0 {
            on_shown.emit(Shown::Beginning);
        }
        self.shown += BLOCKS_AT_ONCE;
        if self.shown < article.body.len() {
            later(&body, TURN);
        } else {
            on_shown.emit(Shown::Whole);
        }
    }
}
