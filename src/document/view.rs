//! The view of a document: everything that is on it, in its reader's language, and nothing that is not. Whoever renders it
//! computes nothing.

use crate::einvoice::term;
use crate::value::{Date, Decimal};

/// What a document is to its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    Quote,
    OrderConfirmation,
    ProForma,
    DeliveryNote,
    Invoice,
    /// Deposit invoice.
    Deposit,
    /// The invoice that settles deposits.
    Final,
    /// Progress invoice, on account of works.
    Progress,
    CreditNote,
    /// An invoice that takes the place of another.
    Corrected,
    Statement,
}

impl Sort {
    pub const ALL: [Sort; 11] = [
        Sort::Quote,
        Sort::OrderConfirmation,
        Sort::ProForma,
        Sort::DeliveryNote,
        Sort::Invoice,
        Sort::Deposit,
        Sort::Final,
        Sort::Progress,
        Sort::CreditNote,
        Sort::Corrected,
        Sort::Statement,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Sort::Quote => "quote",
            Sort::OrderConfirmation => "order-confirmation",
            Sort::ProForma => "pro-forma",
            Sort::DeliveryNote => "delivery-note",
            Sort::Invoice => "invoice",
            Sort::Deposit => "deposit",
            Sort::Final => "final",
            Sort::Progress => "progress",
            Sort::CreditNote => "credit-note",
            Sort::Corrected => "corrected",
            Sort::Statement => "statement",
        }
    }

    /// Whether it shows prices: a delivery note does not.
    pub fn has_prices(self) -> bool {
        self != Sort::DeliveryNote
    }

    /// Whether it demands money, so that it has a due date, a payment box and the mentions of an invoice.
    pub fn is_fiscal(self) -> bool {
        matches!(
            self,
            Sort::Invoice | Sort::Deposit | Sort::Final | Sort::Progress | Sort::CreditNote | Sort::Corrected
        )
    }
}

/// A document, ready to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentView {
    pub sort: Sort,
    /// `invoice/site-acme`: which record it shows; a statement's is its customer.
    pub record: String,
    /// The reader's language, two letters: en, fr, de, es, it or nl.
    pub language: String,
    /// It has no number yet: it must say so across the page. (A pro forma never is one.)
    pub draft: bool,
    /// Rendered anew although the original that was sent is kept: it must say that it is a duplicate.
    pub duplicate: bool,
    /// Parties, dates, amounts, notes, references, in the standard's terms. Quotes and orders use the same.
    pub invoice: term::Invoice,
    /// What it is about, in a line.
    pub subject: Option<String>,
    /// Job number.
    pub job: Option<String>,
    /// Of a quote: the last day on which it may be accepted.
    pub valid_until: Option<Date>,
    /// Of an order: when it is promised.
    pub promised: Option<Date>,
    /// When the order ([`term::Invoice::sales_order`]) of an invoice was written.
    pub order_date: Option<Date>,
    /// When its delivery ([`term::Invoice::despatch_advice`]) left.
    pub despatch_date: Option<Date>,
    /// Whether lines, allowances and charges show amounts with tax (their agreed prices), as documents to consumers do.
    pub prices_include_tax: bool,
    /// What stands in the table, top to bottom.
    pub rows: Vec<Row>,
    /// The sum of all items that are in the total, as agreed.
    pub rows_total: Decimal,
    /// Reductions (negative) and extras of the whole document, as agreed: what leads from `rows_total` to the total.
    pub adjustments: Vec<RowAdjustment>,
    /// When what is payable is to be paid, where that is not one day: instalments, retention money. Empty: all of it on
    /// [`term::Invoice::due_date`].
    pub instalments: Vec<Instalment>,
    /// Of a progress invoice: market, amendments, earlier, this one, rest.
    pub progress: Option<Progress>,
    /// Of a statement: its entries.
    pub statement: Option<Statement>,
    /// The rate with which amounts were converted to [`term::Invoice::tax_currency`], and its day.
    pub exchange_rate: Option<(Decimal, Date)>,
    /// What a phone scans to pay: the text of an EPC QR code (EPC069-12), where the payment is one in euro to an IBAN.
    pub payment_code: Option<String>,
    /// The structured creditor reference (ISO 11649, `RF18…`) that the payer is asked to quote.
    pub creditor_reference: Option<String>,
    /// What the law and the firm want to be read, in the order of printing: penalties, indemnity, regime, insurance, mediator.
    pub mentions: Vec<String>,
    /// Of a quote: place for a signature.
    pub signature: bool,
    /// How it is printed: colours, logo, free texts, paper.
    pub style: Style,
    /// The full seal of an issued document.
    pub seal: Option<String>,
}

/// What stands in the table.
#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    /// A heading; a section begins.
    Title(String),
    /// Words between the lines.
    Text(String),
    /// The sum since the last title or subtotal.
    Subtotal { label: Option<String>, amount: Decimal },
    /// Something that is sold or delivered.
    Item(ItemRow),
}

/// A line, as it is printed.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemRow {
    /// Which of [`term::Invoice::lines`] it is; none for an option that is not (yet) in the total.
    pub line: Option<usize>,
    pub description: String,
    pub quantity: Decimal,
    /// UN/ECE code.
    pub unit: String,
    /// As agreed: with tax where [`DocumentView::prices_include_tax`].
    pub unit_price: Decimal,
    /// What was taken off or added, in percent or money, as agreed.
    pub adjustments: Vec<RowAdjustment>,
    /// Percent of tax; none where none is charged.
    pub tax_percent: Option<Decimal>,
    /// As agreed: with tax where [`DocumentView::prices_include_tax`].
    pub amount: Decimal,
    /// The group of options that it belongs to, and whether it is chosen.
    pub option: Option<(String, bool)>,
    /// Which order or delivery it comes from, in words of the document: "Order C-2026-0004".
    pub reference: Option<String>,
    /// Cumulative percent of a progress invoice.
    pub progress: Option<Decimal>,
}

/// A reduction (negative) or an extra of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct RowAdjustment {
    pub percent: Option<Decimal>,
    /// Signed.
    pub amount: Decimal,
    pub reason: Option<String>,
}

/// A part of what is payable, with its day.
#[derive(Debug, Clone, PartialEq)]
pub struct Instalment {
    pub due: Date,
    pub amount: Decimal,
    /// "Retention money 5 %"; none for a plain part.
    pub label: Option<String>,
}

/// The state of a market that is invoiced as works progress. All without tax, in the document's currency.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// As first agreed.
    pub market: Decimal,
    /// What amendments changed.
    pub amendments: Decimal,
    /// Invoiced before.
    pub earlier: Decimal,
    /// By this document.
    pub this: Decimal,
    /// What is left to invoice.
    pub rest: Decimal,
    /// Number of this progress invoice in its market, from 1.
    pub number: u32,
}

/// A customer's account over a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    pub from: Option<Date>,
    pub until: Date,
    pub opening: Decimal,
    pub entries: Vec<StatementEntry>,
    pub closing: Decimal,
}

#[derive(Debug, Clone, PartialEq)]
pub struct StatementEntry {
    pub date: Date,
    /// "Invoice F-2026-0042", in the reader's language.
    pub label: String,
    pub due: Option<Date>,
    /// Signed: positive when more is owed.
    pub amount: Decimal,
    pub balance: Decimal,
}

/// How documents look, from `[documents]` in `carnet.toml`.
#[derive(Debug, Clone, PartialEq)]
pub struct Style {
    /// `#1f4e79`.
    pub colour: String,
    /// The logo's bytes and the end of its file name: svg, png or jpg.
    pub logo: Option<(Vec<u8>, String)>,
    pub paper: Paper,
    /// Under the title, before the lines.
    pub introduction: Option<String>,
    /// After the totals.
    pub closing: Option<String>,
    /// At the foot of each page.
    pub footer: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    #[default]
    A4,
    Letter,
}

impl Default for Style {
    fn default() -> Style {
        let colour = "#24476b".to_owned();
        Style { colour, logo: None, paper: Paper::A4, introduction: None, closing: None, footer: None }
    }
}
