//! What a document's net is made of: its lines, and each rate's share of its allowances and charges.

use crate::book::link::{Target, resolve};
use crate::book::view::View;
use crate::book::{Book, RecordRef};
use crate::figures::totals::TaxKey;
use crate::figures::{Entry, Figures};
use crate::model::Type;
use crate::value::Decimal;

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartSort {
    Line,
    /// Of the whole document.
    Allowance,
    /// Of the whole document.
    Charge,
}

impl PartSort {
    pub fn name(self) -> &'static str {
        match self {
            PartSort::Line => "line",
            PartSort::Allowance => "allowance",
            PartSort::Charge => "charge",
        }
    }
}

/// A part of a document; all of them add up to its net.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SoldPart {
    /// The document that it stands in.
    pub record: RecordRef,
    pub sort: PartSort,
    /// Which of its lines, allowances or charges, from 0.
    pub position: usize,
    pub product: Option<RecordRef>,
    pub tax: TaxKey,
    /// Without tax, with the sign that sales count it with.
    pub net: Decimal,
}

/// Cuts documents into parts.
pub struct Cutter<'b> {
    book: &'b Book,
    /// Positions of `lines`, and of `product` in a line.
    lines: Option<(usize, Option<usize>)>,
    product: Type,
}

impl<'b> Cutter<'b> {
    pub fn new(book: &'b Book) -> Cutter<'b> {
        let lines = book.kinds.named("invoice").and_then(|kind| {
            let position = book.shape(kind).position("lines")?;
            let line = book.shape(kind).fields[position].ty.shape()?;
            Some((position, line.position("product")))
        });
        Cutter { book, lines, product: Type::Ref("product".into()) }
    }

    /// Calls `see` with all that a document counts as sold: a credit note's parts are taken off, and so are those of the
    /// invoice whose place a corrected one takes. They add up to [`Entry::counted_net`].
    pub fn counted(&self, figures: &Figures<'_>, record: RecordRef, document: &Entry, see: &mut dyn FnMut(&SoldPart)) {
        self.parts(figures, record, document.credit_note, see);
        if let Some(old) = document.others.replaces {
            self.parts(figures, old, true, see);
        }
    }

    /// Calls `see` with the parts of one document.
    pub fn parts(&self, figures: &Figures<'_>, record: RecordRef, negative: bool, see: &mut dyn FnMut(&SoldPart)) {
        let Some(totals) = figures.totals(record) else { return };
        let signed = |amount: Decimal| if negative { -amount } else { amount };
        let values = self.lines.and_then(|(lines, ..)| self.book.get(record).values.view().get(lines));
        let mut lines = values.into_iter().flat_map(View::items);
        for (position, total) in totals.lines.iter().enumerate() {
            let line = lines.next().and_then(View::as_table);
            let text = |field: Option<usize>| line?.get(field?)?.as_text();
            let product = self.lines.and_then(|(_, product)| text(product)).and_then(|id| self.product(id));
            // The rate of the totals: what was frozen, whatever has become of it since.
            let tax = total.tax;
            see(&SoldPart { record, sort: PartSort::Line, position, product, tax, net: signed(total.net) });
        }
        for part in &totals.allowance_parts {
            let (position, tax, net) = (part.input, part.tax, signed(-part.net));
            see(&SoldPart { record, sort: PartSort::Allowance, position, product: None, tax, net });
        }
        for part in &totals.charge_parts {
            let (position, tax, net) = (part.input, part.tax, signed(part.net));
            see(&SoldPart { record, sort: PartSort::Charge, position, product: None, tax, net });
        }
    }

    fn product(&self, id: &str) -> Option<RecordRef> {
        match resolve(self.book, &self.product, id) {
            Target::Record(found) => Some(found),
            _ => None,
        }
    }
}
