//! The semantic model of EN 16931-1: business terms (BT) and groups (BG), as one plain struct. What the XML syntaxes, the PDF
//! and the HTML of a document say is said here once.
//!
//! Amounts are in the invoice's currency ([`Invoice::currency`]) unless said otherwise, and have its decimals. A credit note's
//! amounts are positive, as the standard has them. Everything that a document may lack is optional here, since drafts and
//! documents received from others lack much: the rules say what is missing.

use crate::value::tax::TaxCategory;
use crate::value::{Currency, Date, Decimal};

/// What sort of document it is (BT-3), by the codes of UNTDID 1001 that EN 16931 allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeCode(pub u16);

impl TypeCode {
    /// Commercial invoice.
    pub const INVOICE: TypeCode = TypeCode(380);
    /// Credit note.
    pub const CREDIT_NOTE: TypeCode = TypeCode(381);
    /// Corrected invoice: it takes the place of another.
    pub const CORRECTED: TypeCode = TypeCode(384);
    /// Prepayment invoice: a deposit.
    pub const PREPAYMENT: TypeCode = TypeCode(386);
    /// Partial construction invoice: progress of building works.
    pub const PARTIAL_CONSTRUCTION: TypeCode = TypeCode(875);
    /// Final construction invoice.
    pub const FINAL_CONSTRUCTION: TypeCode = TypeCode(877);
    /// Pro forma: no demand for payment; never an e-invoice.
    pub const PRO_FORMA: TypeCode = TypeCode(325);

    /// Whether it reduces what is owed: UBL writes such a document as `CreditNote`.
    pub fn is_credit(self) -> bool {
        matches!(self.0, 81 | 83 | 261 | 262 | 296 | 308 | 381 | 396 | 420 | 458 | 502 | 503 | 532)
    }
}

/// An identifier with the list that it comes from (ISO 6523 ICD, or the EAS codes for endpoints).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identifier {
    pub id: String,
    /// `0002` SIREN, `0009` SIRET, `0225` French electronic address, `EM` e-mail…
    pub scheme: Option<String>,
}

impl Identifier {
    pub fn new(id: impl Into<String>, scheme: &str) -> Identifier {
        Identifier { id: id.into(), scheme: Some(scheme.to_owned()) }
    }
}

/// An invoice, or any document that has the parts of one.
#[derive(Debug, Clone, PartialEq)]
pub struct Invoice {
    /// BT-1; empty for a draft.
    pub number: String,
    /// BT-2.
    pub issue_date: Date,
    /// BT-3.
    pub type_code: TypeCode,
    /// BT-5.
    pub currency: Currency,
    /// BT-6: the currency in which tax is accounted for, where it is another.
    pub tax_currency: Option<Currency>,
    /// BT-7: the day on which tax falls due, where it is known.
    pub tax_point_date: Option<Date>,
    /// BT-8: what makes tax fall due, where that is another day.
    pub tax_point_code: Option<TaxPointCode>,
    /// BT-9.
    pub due_date: Option<Date>,
    /// BT-10: what the buyer uses to route it (service code, Leitweg-ID).
    pub buyer_reference: Option<String>,
    /// BT-11.
    pub project_reference: Option<String>,
    /// BT-12.
    pub contract_reference: Option<String>,
    /// BT-13: the buyer's purchase order.
    pub purchase_order: Option<String>,
    /// BT-14: the seller's order.
    pub sales_order: Option<String>,
    /// BT-15.
    pub receiving_advice: Option<String>,
    /// BT-16: delivery note.
    pub despatch_advice: Option<String>,
    /// BT-17.
    pub tender: Option<String>,
    /// BT-18.
    pub object: Option<Identifier>,
    /// BT-19: the buyer's account.
    pub accounting_reference: Option<String>,
    /// BT-20, as the document says it.
    pub payment_terms: Option<String>,
    /// BG-1.
    pub notes: Vec<Note>,
    /// BT-23: the business process.
    pub process: Option<String>,
    /// BT-24: the specification followed. Set by the target.
    pub specification: Option<String>,
    /// BG-3: earlier invoices that this one refers to.
    pub preceding: Vec<DocumentReference>,
    /// BG-4.
    pub seller: Party,
    /// BG-7.
    pub buyer: Party,
    /// BG-10: who is paid, where that is not the seller.
    pub payee: Option<Payee>,
    /// BG-11.
    pub tax_representative: Option<Party>,
    /// BG-13.
    pub delivery: Option<Delivery>,
    /// BG-14: what time the document covers (BT-73, BT-74).
    pub period: Option<Period>,
    /// BG-16: how to pay.
    pub payment: Option<PaymentInstruction>,
    /// BG-20.
    pub allowances: Vec<Adjustment>,
    /// BG-21.
    pub charges: Vec<Adjustment>,
    /// BG-22.
    pub totals: Totals,
    /// BG-23.
    pub breakdown: Vec<TaxSubtotal>,
    /// BG-24.
    pub attachments: Vec<Attachment>,
    /// BG-25.
    pub lines: Vec<Line>,
}

impl Invoice {
    /// A document with nothing but what every one has: no parties, no lines, no totals yet.
    pub fn new(number: String, issue_date: Date, type_code: TypeCode, currency: Currency) -> Invoice {
        Invoice {
            number,
            issue_date,
            type_code,
            currency,
            tax_currency: None,
            tax_point_date: None,
            tax_point_code: None,
            due_date: None,
            buyer_reference: None,
            project_reference: None,
            contract_reference: None,
            purchase_order: None,
            sales_order: None,
            receiving_advice: None,
            despatch_advice: None,
            tender: None,
            object: None,
            accounting_reference: None,
            payment_terms: None,
            notes: Vec::new(),
            process: None,
            specification: None,
            preceding: Vec::new(),
            seller: Party::default(),
            buyer: Party::default(),
            payee: None,
            tax_representative: None,
            delivery: None,
            period: None,
            payment: None,
            allowances: Vec::new(),
            charges: Vec::new(),
            totals: Totals::default(),
            breakdown: Vec::new(),
            attachments: Vec::new(),
            lines: Vec::new(),
        }
    }
}

/// What makes tax fall due (BT-8), by the codes of UNTDID 2005 (UBL) and 2475 (CII).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaxPointCode {
    /// Date of the invoice (UNTDID 2005: 3; 2475: 5).
    Invoice,
    /// Date of delivery (35; 29).
    Delivery,
    /// Date of payment (432; 72).
    Payment,
}

/// A text about the whole document (BG-1).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Note {
    /// BT-21, by UNTDID 4451: `PMT` recovery indemnity, `PMD` penalties, `AAB` discount terms, `BAR` processing, `TXD` tax…
    pub subject: Option<String>,
    /// BT-22.
    pub text: String,
}

/// Another document (BG-3: BT-25, BT-26).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentReference {
    pub number: String,
    pub date: Option<Date>,
}

/// The line of a delivery note.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Despatch {
    pub number: String,
    pub line: Option<String>,
    pub date: Option<Date>,
}

/// A seller (BG-4), buyer (BG-7) or tax representative (BG-11).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Party {
    /// BT-27, BT-44, BT-62.
    pub name: String,
    /// BT-28, BT-45.
    pub trade_name: Option<String>,
    /// BT-29, BT-46: identifiers other than the legal one, such as a SIRET (scheme 0009).
    pub ids: Vec<Identifier>,
    /// BT-30, BT-47: in France the SIREN (scheme 0002).
    pub legal_id: Option<Identifier>,
    /// BT-31, BT-48, BT-63.
    pub vat_id: Option<String>,
    /// BT-32: a tax number that is no VAT number.
    pub tax_number: Option<String>,
    /// BT-33: legal form, capital, register.
    pub legal_information: Option<String>,
    /// BT-34, BT-49.
    pub endpoint: Option<Identifier>,
    /// BG-5, BG-8, BG-12.
    pub address: Address,
    /// BG-6, BG-9.
    pub contact: Option<Contact>,
}

/// BG-5, BG-8, BG-12, BG-15.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// BT-35, BT-50, BT-75.
    pub line1: Option<String>,
    /// BT-36, BT-51, BT-76.
    pub line2: Option<String>,
    /// BT-162, BT-163, BT-165.
    pub line3: Option<String>,
    /// BT-37, BT-52, BT-77.
    pub city: Option<String>,
    /// BT-38, BT-53, BT-78.
    pub postcode: Option<String>,
    /// BT-39, BT-54, BT-79.
    pub region: Option<String>,
    /// BT-40, BT-55, BT-80: ISO 3166-1, two letters.
    pub country: Option<String>,
}

/// BG-6, BG-9.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contact {
    /// BT-41, BT-56.
    pub name: Option<String>,
    /// BT-42, BT-57.
    pub phone: Option<String>,
    /// BT-43, BT-58.
    pub email: Option<String>,
}

/// BG-10.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payee {
    /// BT-59.
    pub name: String,
    /// BT-60.
    pub id: Option<Identifier>,
    /// BT-61.
    pub legal_id: Option<Identifier>,
}

/// BG-13.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Delivery {
    /// BT-70.
    pub name: Option<String>,
    /// BT-71.
    pub location: Option<Identifier>,
    /// BT-72: when it was delivered.
    pub date: Option<Date>,
    /// BG-15.
    pub address: Option<Address>,
}

/// BG-14, BG-26: both ends inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub start: Option<Date>,
    pub end: Option<Date>,
}

/// BG-16.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PaymentInstruction {
    /// BT-81, by UNTDID 4461: 30 transfer, 58 SEPA transfer, 59 SEPA direct debit, 48 card, 10 cash, 20 cheque, 57 standing
    /// agreement, ZZZ.
    pub means: String,
    /// BT-82.
    pub means_text: Option<String>,
    /// BT-83: what the payer is to quote.
    pub remittance: Option<String>,
    /// BG-17.
    pub accounts: Vec<CreditTransfer>,
    /// BG-19.
    pub direct_debit: Option<DirectDebit>,
}

/// BG-17.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CreditTransfer {
    /// BT-84.
    pub account: String,
    /// BT-85.
    pub name: Option<String>,
    /// BT-86.
    pub bic: Option<String>,
}

/// BG-19.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DirectDebit {
    /// BT-89.
    pub mandate: Option<String>,
    /// BT-90.
    pub creditor: Option<String>,
    /// BT-91.
    pub debited_account: Option<String>,
}

/// An allowance (BG-20, BG-27) or a charge (BG-21, BG-28).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjustment {
    /// BT-92, BT-99, BT-136, BT-141: without tax.
    pub amount: Decimal,
    /// BT-93, BT-100, BT-137, BT-142.
    pub base: Option<Decimal>,
    /// BT-94, BT-101, BT-138, BT-143.
    pub percent: Option<Decimal>,
    /// BT-97, BT-104, BT-139, BT-144.
    pub reason: Option<String>,
    /// BT-98, BT-105, BT-140, BT-145: UNTDID 5189 for allowances, 7161 for charges.
    pub reason_code: Option<String>,
    /// BT-95 and BT-96, BT-102 and BT-103; none on a line, which has its own.
    pub tax: Option<Tax>,
}

/// A category and its rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tax {
    /// BT-151, BT-95, BT-102, BT-118.
    pub category: TaxCategory,
    /// BT-152, BT-96, BT-103, BT-119. None for category O.
    pub percent: Option<Decimal>,
}

/// BG-22.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Totals {
    /// BT-106.
    pub lines: Decimal,
    /// BT-107.
    pub allowances: Option<Decimal>,
    /// BT-108.
    pub charges: Option<Decimal>,
    /// BT-109.
    pub tax_exclusive: Decimal,
    /// BT-110.
    pub tax: Option<Decimal>,
    /// BT-111: in [`Invoice::tax_currency`].
    pub tax_in_accounting_currency: Option<Decimal>,
    /// BT-112.
    pub tax_inclusive: Decimal,
    /// BT-113: what was paid before.
    pub prepaid: Option<Decimal>,
    /// BT-114.
    pub rounding: Option<Decimal>,
    /// BT-115.
    pub due: Decimal,
}

/// BG-23.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxSubtotal {
    /// BT-116.
    pub taxable: Decimal,
    /// BT-117.
    pub tax_amount: Decimal,
    /// BT-118 and BT-119.
    pub tax: Tax,
    /// BT-120.
    pub exemption_reason: Option<String>,
    /// BT-121: `VATEX-EU-AE`, `VATEX-FR-FRANCHISE`…
    pub exemption_code: Option<String>,
}

/// BG-24.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// BT-122.
    pub reference: String,
    /// BT-123.
    pub description: Option<String>,
    /// BT-124.
    pub location: Option<String>,
    /// BT-125: its bytes, MIME type and file name.
    pub content: Option<AttachedFile>,
}

/// BT-125.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachedFile {
    pub bytes: Vec<u8>,
    pub mime: String,
    pub name: String,
}

/// BG-25.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// BT-126.
    pub id: String,
    /// BT-127.
    pub note: Option<String>,
    /// BT-128.
    pub object: Option<Identifier>,
    /// BT-129.
    pub quantity: Decimal,
    /// BT-130: UN/ECE recommendation 20 and 21.
    pub unit: String,
    /// BT-131: without tax.
    pub net: Decimal,
    /// BT-132: the line of the purchase order.
    pub order_line: Option<String>,
    /// The buyer's purchase order of this line, where lines come from several (EXTENDED: BT-X-21; a note elsewhere).
    pub order: Option<String>,
    /// The seller's order of this line, where lines come from several (EXTENDED; a note elsewhere).
    pub sales_order: Option<String>,
    /// The delivery note of this line, where lines come from several (EXTENDED; a note elsewhere).
    pub despatch: Option<Despatch>,
    /// BT-133.
    pub accounting_reference: Option<String>,
    /// BG-26.
    pub period: Option<Period>,
    /// BG-27.
    pub allowances: Vec<Adjustment>,
    /// BG-28.
    pub charges: Vec<Adjustment>,
    /// BT-146: net price of one [`Line::price_base`], without tax.
    pub price: Decimal,
    /// BT-147: what was taken off the gross price.
    pub price_discount: Option<Decimal>,
    /// BT-148: before that.
    pub gross_price: Option<Decimal>,
    /// BT-149: 1 where none is given.
    pub price_base: Option<Decimal>,
    /// BT-151, BT-152.
    pub tax: Tax,
    /// BT-153.
    pub name: String,
    /// BT-154.
    pub description: Option<String>,
    /// BT-155.
    pub seller_item: Option<String>,
    /// BT-156.
    pub buyer_item: Option<String>,
    /// BT-157.
    pub standard_item: Option<Identifier>,
    /// BT-158: classification with its list (BT-158-1).
    pub classifications: Vec<Identifier>,
    /// BT-159.
    pub origin_country: Option<String>,
    /// BG-32: names and values (BT-160, BT-161).
    pub attributes: Vec<(String, String)>,
}

impl Line {
    /// A line with nothing but what every line has; its net is still to be set.
    pub fn new(id: String, name: String, quantity: Decimal, unit: String, price: Decimal, tax: Tax) -> Line {
        Line {
            id,
            note: None,
            object: None,
            quantity,
            unit,
            net: Decimal::ZERO,
            order_line: None,
            order: None,
            sales_order: None,
            despatch: None,
            accounting_reference: None,
            period: None,
            allowances: Vec::new(),
            charges: Vec::new(),
            price,
            price_discount: None,
            gross_price: None,
            price_base: None,
            tax,
            name,
            description: None,
            seller_item: None,
            buyer_item: None,
            standard_item: None,
            classifications: Vec::new(),
            origin_country: None,
            attributes: Vec::new(),
        }
    }
}
