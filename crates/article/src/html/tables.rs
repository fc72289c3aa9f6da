//! Tables.

use json::text::trim;

use super::elements::Kind;
use super::flatten::{flatten, join};
use super::flow::{Flow, Mapping, Place};
use super::tree::{Element, Id};
use crate::limits::{MAX_COLSPAN, MAX_ROWSPAN};
use crate::model::{Align, Block, Cell, Inline, Row, Table};
use crate::text::{split_at, split_once};

/// The parts of a table as they are met.
#[derive(Default)]
struct Parts {
    head: Vec<Row>,
    body: Vec<Row>,
    /// What stands between rows and cells, where nothing should: browsers show it before the table.
    stray: Flow,
    caption: Vec<Inline>,
}

impl Mapping<'_> {
    /// A table. One of a single cell is there for the layout, and gives what the cell holds.
    pub(super) fn table(&mut self, node: Id, place: Place, out: &mut Flow) {
        let place = place.out_of_figure();
        if let Some(cell) = self.single_cell(node) {
            let mut inner = self.inner(cell, place);
            out.flush();
            out.blocks.append(&mut inner.blocks);
            return;
        }
        let mut parts = Parts::default();
        self.rows(node, false, place, &mut parts);
        parts.stray.flush();
        out.flush();
        out.blocks.append(&mut parts.stray.blocks);
        let caption = parts.caption;
        // A first row of header cells alone is a head that is not marked as one.
        if parts.head.is_empty()
            && parts.body.len() > 1
            && parts.body.first().is_some_and(|row| row.cells.iter().all(|cell| cell.header))
        {
            let rest = parts.body.split_off(1);
            parts.head = std::mem::replace(&mut parts.body, rest);
        }
        let mut filled = false;
        for rows in [&parts.head, &parts.body] {
            for row in rows {
                filled |= row.cells.iter().any(|cell| !cell.content.is_empty());
            }
        }
        if filled {
            out.blocks.push(Block::Table(Table { caption, head: parts.head, body: parts.body }));
        } else if !caption.is_empty() {
            out.blocks.push(Block::Paragraph { id: None, content: caption });
        }
    }

    fn rows(&mut self, node: Id, head: bool, place: Place, parts: &mut Parts) {
        let mut loose: Vec<Cell> = Vec::new();
        for child in self.tree.children(node) {
            let element = self.tree.element(child);
            match element.map(|element| element.kind) {
                Some(Kind::Thead) => self.rows(child, true, place, parts),
                Some(Kind::Tbody | Kind::Tfoot) => self.rows(child, false, place, parts),
                Some(Kind::Caption) => {
                    let mut caption = flatten(&mut self.inner(child, place).blocks);
                    join(&mut parts.caption, &mut caption);
                }
                Some(Kind::Tr) => {
                    let mut cells = Vec::new();
                    for cell in self.tree.children(child) {
                        match self.cell(cell, head, place) {
                            Some(cell) => cells.push(cell),
                            None => self.node(cell, place, &mut parts.stray),
                        }
                    }
                    push_row(cells, head, parts);
                }
                _ => match self.cell(child, head, place) {
                    // A cell without a row around it is in one all the same.
                    Some(cell) => loose.push(cell),
                    None => self.node(child, place, &mut parts.stray),
                },
            }
        }
        push_row(loose, head, parts);
    }

    fn cell(&mut self, node: Id, head: bool, place: Place) -> Option<Cell> {
        let element =
            self.tree.element(node).filter(|element| matches!(element.kind, Kind::Td | Kind::Th))?;
        self.count();
        let mut inner = self.inner(node, place);
        Some(Cell {
            header: head || element.kind == Kind::Th,
            colspan: span(element, "colspan", MAX_COLSPAN),
            rowspan: span(element, "rowspan", MAX_ROWSPAN),
            align: align(element),
            content: flatten(&mut inner.blocks),
        })
    }

    /// The cell of a table that has no other, and no caption.
    fn single_cell(&self, table: Id) -> Option<Id> {
        let mut found = None;
        let mut left = vec![table];
        while let Some(node) = left.pop() {
            for child in self.tree.children(node) {
                match self.tree.element(child).map(|element| element.kind) {
                    Some(Kind::Td | Kind::Th) if found.is_none() => found = Some(child),
                    Some(Kind::Td | Kind::Th | Kind::Caption) => return None,
                    Some(Kind::Thead | Kind::Tbody | Kind::Tfoot | Kind::Tr) => left.push(child),
                    _ => {}
                }
            }
        }
        found
    }
}

fn push_row(cells: Vec<Cell>, head: bool, parts: &mut Parts) {
    if !cells.is_empty() {
        let rows = if head { &mut parts.head } else { &mut parts.body };
        rows.push(Row { cells });
    }
}

/// How the text of a cell stands: by HTML's old attribute, by a style, or by WordPress's name of a class for one.
fn align(element: &Element) -> Option<Align> {
    let name = match element.attribute("align") {
        Some(name) => name,
        None => {
            let style = element.attribute("style").unwrap_or_default();
            let classes = element.attribute("class").unwrap_or_default();
            let (_, name) =
                split_once(style, "text-align:").or_else(|| split_once(classes, "has-text-align-"))?;
            split_at(trim(name), "; !").0
        }
    };
    Align::from_name(&trim(name).to_ascii_lowercase())
}

fn span(element: &Element, name: &str, limit: u16) -> u16 {
    let span = element.attribute(name).and_then(|span| json::whole(trim(span)));
    u16::try_from(span.unwrap_or(1)).unwrap_or(1).clamp(1, limit)
}
