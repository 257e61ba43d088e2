//! Invoices of every sort. Balance and status are derived from payments and credit notes, never stored.

use schemars::JsonSchema;
use serde::Deserialize;

use super::address::Address;
use super::adjustment::DocumentAdjustment;
use super::customer::Customer;
use super::deal::Deal;
use super::field::{Amount, CurrencyCode, Date, LanguageTag, Ref, SeriesCode, TermsFormula};
use super::frozen::{
    DocumentNature, DocumentNote, FrozenBuyer, FrozenExchange, FrozenProgress, FrozenSeller, FrozenTotals, Original,
    Preceding, Span, TaxPoint,
};
use super::kind::Model;
use super::line::Line;
use super::member::Member;
use super::payment::Allocation;
use super::retention::Retention;

/// What sort of document it is (BT-3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum InvoiceType {
    /// What was sold.
    Invoice,
    /// A part of an order, before it is delivered.
    Deposit,
    /// What is left of an order, less the deposits that were invoiced.
    Final,
    /// A part of an order as the work progresses, in cumulative percent of its lines.
    Progress,
    /// Less than was invoiced.
    CreditNote,
    /// It takes the place of an invoice that was wrong.
    Corrected,
}

impl InvoiceType {
    pub const ALL: [InvoiceType; 6] = [
        InvoiceType::Invoice,
        InvoiceType::Deposit,
        InvoiceType::Final,
        InvoiceType::Progress,
        InvoiceType::CreditNote,
        InvoiceType::Corrected,
    ];

    /// As files write it.
    pub fn name(self) -> &'static str {
        match self {
            InvoiceType::Invoice => "invoice",
            InvoiceType::Deposit => "deposit",
            InvoiceType::Final => "final",
            InvoiceType::Progress => "progress",
            InvoiceType::CreditNote => "credit-note",
            InvoiceType::Corrected => "corrected",
        }
    }

    /// The sort that a file's text names; an invoice where it names none.
    pub fn from_name(name: Option<&str>) -> InvoiceType {
        let named = name.and_then(|name| InvoiceType::ALL.into_iter().find(|sort| sort.name() == name));
        named.unwrap_or(InvoiceType::Invoice)
    }
}

/// Totals that somebody wrote down. Nothing is computed from them; `check` compares them with the lines.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct StatedTotals {
    /// Without tax (BT-109).
    pub net: Option<Amount>,
    /// Tax (BT-110).
    pub tax: Option<Amount>,
    /// With tax (BT-112).
    pub gross: Option<Amount>,
}

/// An invoice or a credit note; a draft while it has no number.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Invoice {
    /// Who owes it.
    pub customer: Ref<Customer>,
    /// `invoice` unless said otherwise; a credit note's quantities are positive and every figure counts it negative.
    /// A deposit is a part of an order, a final invoice takes deposits off, a progress invoice has cumulative percents, a
    /// corrected one takes the place of another.
    #[serde(rename = "type")]
    #[schemars(extend("x-fiscal" = true))]
    pub invoice_type: Option<InvoiceType>,
    /// Number in its series (BT-1); none while it is a draft.
    #[schemars(extend("x-fiscal" = true))]
    pub number: Option<String>,
    /// Series of `carnet.toml`; the first for this sort of document where none is given.
    pub series: Option<SeriesCode>,
    /// Date of issue (BT-2).
    #[schemars(extend("x-fiscal" = true))]
    pub date: Date,
    /// When it was delivered, or the service rendered (BT-72), where that is another day: the day by which rates and
    /// regimes hold. Where its lines name deliveries of one day, issuing writes it.
    #[schemars(extend("x-fiscal" = true))]
    pub delivered: Option<Date>,
    /// When it is to be paid (BT-9); follows from the terms where it is not given.
    #[schemars(extend("x-fiscal" = true))]
    pub due: Option<Date>,
    /// Payment terms; the customer's where none are given.
    #[schemars(extend("x-fiscal" = true))]
    pub terms: Option<TermsFormula>,
    /// Currency (BT-5); the customer's, else the book's, where none is given.
    #[schemars(extend("x-fiscal" = true))]
    pub currency: Option<CurrencyCode>,
    /// Whether unit prices include tax.
    #[schemars(extend("x-fiscal" = true))]
    pub prices_include_tax: Option<bool>,
    /// The language of the document; the customer's, else the book's, where none is given.
    #[schemars(extend("x-fiscal" = true))]
    pub language: Option<LanguageTag>,
    /// Goods, services or both, by the lines; written by issuing.
    #[schemars(extend("x-fiscal" = true))]
    pub nature: Option<DocumentNature>,
    /// What makes the tax fall due (BT-8), where the firm's regime says it; written by issuing.
    #[schemars(extend("x-fiscal" = true))]
    pub tax_point: Option<TaxPoint>,
    /// Cents that are added to what is to be paid (BT-114), so that all invoices of an order add up to it.
    #[schemars(extend("x-fiscal" = true))]
    pub rounding: Option<Amount>,

    /// Who sold it; the customer's owner where none is given.
    #[schemars(extend("x-group" = true))]
    pub owner: Option<Ref<Member>>,
    /// The deal that it comes from.
    pub deal: Option<Ref<Deal>>,
    /// Job number, the same from the deal to the invoices.
    pub job: Option<String>,
    /// What the customer wants to read: a purchase order number (BT-13).
    #[schemars(extend("x-fiscal" = true))]
    pub reference: Option<String>,
    /// What the customer routes it by (BT-10); the customer's `buyer_reference` where none is given.
    pub buyer_reference: Option<String>,
    /// The contract that it comes under (BT-12).
    #[schemars(extend("x-fiscal" = true))]
    pub contract: Option<String>,
    /// What it is about, in a line.
    pub subject: Option<String>,
    /// The invoice that a credit note reduces (BT-25). One over several invoices names them in its lines instead.
    #[schemars(extend("x-fiscal" = true))]
    pub credits: Option<Ref<Invoice>>,
    /// The invoice that a corrected one takes the place of (BT-25): from its date on, that one counts for nothing.
    #[schemars(extend("x-fiscal" = true))]
    pub replaces: Option<Ref<Invoice>>,
    /// Why it was credited or corrected, as the customer reads it (BT-22).
    #[schemars(extend("x-fiscal" = true))]
    pub cause: Option<String>,
    /// Free words to group by.
    #[serde(default)]
    pub tags: Vec<String>,

    /// What makes a later change visible: SHA-256 over the fiscal fields and the seal before it in the series. Written by
    /// issuing, never by hand.
    #[schemars(extend("x-group" = true))]
    pub seal: Option<String>,
    /// What the document is called for ever, whatever its file is called: issuing it twice gives one number.
    pub uid: Option<String>,

    /// The document as it was sent, kept below `files/`: what `carnet render` gives back.
    pub original: Option<Original>,
    /// What time it covers (BG-14); where its lines name several deliveries, issuing writes the first and the last day of those.
    #[schemars(extend("x-fiscal" = true))]
    pub period: Option<Span>,
    /// Where it was delivered, if elsewhere (BG-15).
    #[schemars(extend("x-fiscal" = true))]
    pub delivery: Option<Address>,
    /// A part of what is to be paid that is due later: never a discount.
    #[schemars(extend("x-fiscal" = true))]
    pub retention: Option<Retention>,
    /// Which invoices a credit note pays. Without any it reduces the invoice that it credits; with some, those alone, and
    /// what is left is the customer's credit.
    #[serde(default)]
    pub allocations: Vec<Allocation>,
    /// Totals that somebody wrote down, to be compared.
    #[schemars(extend("x-fiscal" = true))]
    pub stated: Option<StatedTotals>,
    /// Who sold it, as the firm was on the day of issue (BG-4); written by issuing.
    #[schemars(extend("x-fiscal" = true))]
    pub seller: Option<FrozenSeller>,
    /// Who bought it, as the customer was on the day of issue (BG-7); written by issuing.
    #[schemars(extend("x-fiscal" = true))]
    pub buyer: Option<FrozenBuyer>,
    /// The totals as they were issued (BG-22); written by issuing.
    #[schemars(extend("x-fiscal" = true))]
    pub totals: Option<FrozenTotals>,
    /// The tax in the book's currency, where the document is in another one; written by issuing.
    #[schemars(extend("x-fiscal" = true))]
    pub exchange: Option<FrozenExchange>,
    /// What else the document says (BG-1); issuing adds what the law wants to be said.
    #[serde(default)]
    #[schemars(extend("x-fiscal" = true))]
    pub notes: Vec<DocumentNote>,
    /// Of a progress invoice, where its order stood; written by issuing.
    #[schemars(extend("x-fiscal" = true))]
    pub progress: Option<FrozenProgress>,
    /// The earlier invoices that it refers to (BG-3), as they were numbered; written by issuing.
    #[serde(default)]
    #[schemars(extend("x-fiscal" = true))]
    pub preceding: Vec<Preceding>,
    /// What is sold.
    #[serde(default)]
    pub lines: Vec<Line>,
    /// Reductions of the whole document (BG-20).
    #[serde(default)]
    #[schemars(extend("x-fiscal" = true))]
    pub allowances: Vec<DocumentAdjustment>,
    /// Extras of the whole document, such as freight (BG-21).
    #[serde(default)]
    #[schemars(extend("x-fiscal" = true))]
    pub charges: Vec<DocumentAdjustment>,
}

impl Invoice {
    /// The day whose rates and regimes hold.
    pub fn tax_date(&self) -> Date {
        tax_date(self.delivered, self.period.map(|period| period.to), self.date)
    }
}

/// The day whose rates and regimes hold for a document of a date: that of the delivery, else the last one that it covers, unless
/// that is still to come, else its own (article 63 of directive 2006/112/EC: tax falls due with the supply).
pub fn tax_date(delivered: Option<Date>, covers_until: Option<Date>, date: Date) -> Date {
    delivered.or(covers_until.map(|last| last.min(date))).unwrap_or(date)
}

impl Model for Invoice {
    const NAME: &'static str = "invoice";
    const FOLDER: &'static str = "invoices";
    const ALIASES: &'static [&'static str] = &["facture"];
    const TITLE: &'static str = "number";
    const COLUMNS: &'static [&'static str] = &["number", "customer", "status", "due", "balance", "gross", "date"];
    const DATE: Option<&'static str> = Some("date");
    const SINCE: Option<&'static str> = Some("date");
    const BY_MONTH: bool = true;
}
