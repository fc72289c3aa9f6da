//! Figures that stand together.

use crate::model::{Block, Figure, Inline};

/// One block of figures and what is said of all of them: one figure with several pictures where no picture has a caption of
/// its own and all are by the same hand, else a gallery.
pub(crate) fn gallery(mut figures: Vec<Figure>, caption: Vec<Inline>) -> Option<Block> {
    let credit = figures.first()?.credit.clone();
    let alike = |figure: &Figure| figure.caption.is_empty() && figure.credit == credit;
    if !figures.iter().all(alike) {
        return Some(Block::Gallery { figures, caption });
    }
    let mut media = Vec::new();
    for figure in &mut figures {
        media.append(&mut figure.media);
    }
    Some(Block::Figure(Figure { media, caption, credit }))
}
