//! Reading the invoices of others: UBL 2.1 `Invoice` and `CreditNote`, CII (D16B and D22B, which share their namespaces), and
//! the XML inside Factur-X and ZUGFeRD PDFs, into the terms of EN 16931.
//!
//! Nothing is invented and nothing lost. What an element says goes into a term; what no term holds is [`Unplaced`], with its
//! path and text; what a term cannot hold as it is written, or lacks, is a [`Fault`] that quotes it. A file that is no
//! well-formed XML of these kinds is a [`ReadFault`] with line and column.
//!
//! The bytes come from strangers: no entity but the five of XML is expanded, a document type is refused, and size, depth,
//! number of elements and of attributes have limits ([`tree`]).

pub mod cii;
mod encoding;
pub mod fault;
pub mod pdf;
pub mod sum;
pub mod tree;
pub mod ubl;
mod value;

#[cfg(test)]
mod tests;

pub use fault::{Fault, FaultKind, Position, ReadFault, ReadFaultKind, name_key};
use std::collections::HashSet;

use tree::{Space, Tree};

use super::Invoice;

/// Which XML a document is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    UblInvoice,
    UblCreditNote,
    Cii,
}

impl Syntax {
    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Syntax::UblInvoice => "UBL Invoice",
            Syntax::UblCreditNote => "UBL CreditNote",
            Syntax::Cii => "CII",
        }
    }
}

/// A text of the document for which EN 16931 has no term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplaced {
    /// Local names from the root, `Invoice/InvoiceLine[2]/Item/Keyword`, with `/@name` for an attribute.
    pub path: String,
    pub text: String,
    pub at: Position,
}

/// A document that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Received {
    pub syntax: Syntax,
    /// Terms that [`Received::has`] denies hold a placeholder here (the number 0, the day 1970-01-01, the euro).
    pub invoice: Invoice,
    /// In the order of the document.
    pub unplaced: Vec<Unplaced>,
    /// What the document lacks or writes wrongly, then sums that do not add up.
    pub faults: Vec<Fault>,
    /// Terms, with their line, that hold nothing that was read: what is faulty, and what need not be there (a Factur-X MINIMUM
    /// has no sum of lines).
    absent: HashSet<(&'static str, Option<usize>)>,
}

impl Received {
    /// Whether the document states this term of its head (`BT-2`), in a form that can be read.
    pub fn has(&self, term: &'static str) -> bool {
        !self.absent.contains(&(term, None))
    }

    /// Whether a line (counted from 0) states this term.
    pub fn line_has(&self, line: usize, term: &'static str) -> bool {
        !self.absent.contains(&(term, Some(line)))
    }
}

/// Reads an invoice or credit note from the bytes of an XML file.
///
/// # Errors
/// It is no well-formed XML, goes beyond a limit, or is neither UBL nor CII: see [`ReadFaultKind`].
pub fn read(bytes: &[u8]) -> Result<Received, ReadFault> {
    let text = encoding::decode(bytes)?;
    let tree = Tree::parse(&text)?;
    let root = tree.root();
    let (syntax, mut read) = match (root.space(), root.name()) {
        (Space::UblInvoice, "Invoice") => (Syntax::UblInvoice, ubl::read(root)),
        (Space::UblCreditNote, "CreditNote") => (Syntax::UblCreditNote, ubl::read(root)),
        (Space::Cii, "CrossIndustryInvoice") => (Syntax::Cii, cii::read(root)),
        _ => {
            let namespace = tree.root_namespace();
            let kind = ReadFaultKind::UnknownRoot { name: root.name().to_owned(), namespace: namespace.to_owned() };
            return Err(ReadFault { kind, at: Some(root.position()) });
        }
    };
    let unread = read.faults.iter().filter(|fault| fault.is_unread());
    let absent = unread.map(|fault| (fault.term, fault.line)).collect();
    if sum::Extent::of(&read.invoice) == sum::Extent::Totals {
        read.faults.retain(|fault| !(fault.term == "BT-106" && fault.kind == FaultKind::Missing));
    }
    read.faults.extend(sum::faults(&read.invoice, &read.faults));
    Ok(Received { syntax, invoice: read.invoice, unplaced: tree.unplaced(), faults: read.faults, absent })
}

/// What a reader of one syntax gives.
pub(crate) struct Read {
    invoice: Invoice,
    faults: Vec<Fault>,
}
