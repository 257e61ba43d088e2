//! Bills: what suppliers invoice to the firm. The fields are the terms of EN 16931, as the supplier stated them; what follows
//! from them is derived, never stored. Nothing here is paid yet.

use schemars::JsonSchema;
use serde::Deserialize;

use super::field::{Amount, Bic, CurrencyCode, Date, Iban, Integer, Percent, Quantity, Ref, TaxCode, Unit, UnitPrice};
use super::invoice::InvoiceType;
use super::kind::Model;
use super::supplier::Supplier;
use crate::value::tax::TaxCategory;

/// The file that was received, as it was received.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Original {
    /// Its place below the book's root: `files/…`.
    pub file: String,
    /// SHA-256 of that file, in hexadecimal.
    pub hash: String,
    /// What it was called when it came.
    pub name: Option<String>,
}

/// The totals that the supplier states (BG-22). Nothing is computed from them; `check` compares them with the lines.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct BillTotals {
    /// Sum of the lines (BT-106).
    pub lines: Option<Amount>,
    /// Allowances of the whole document (BT-107).
    pub allowances: Option<Amount>,
    /// Charges of the whole document (BT-108).
    pub charges: Option<Amount>,
    /// Without tax (BT-109).
    pub net: Option<Amount>,
    /// Tax (BT-110).
    pub tax: Option<Amount>,
    /// With tax (BT-112).
    pub gross: Option<Amount>,
    /// Paid before (BT-113).
    pub prepaid: Option<Amount>,
    /// Rounding (BT-114).
    pub rounding: Option<Amount>,
    /// What is to be paid (BT-115).
    pub payable: Option<Amount>,
}

/// One category and rate of the totals, as the supplier states it (BG-23).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct BillTax {
    /// BT-118.
    pub category: Option<TaxCategory>,
    /// BT-119.
    pub percent: Option<Percent>,
    /// What is taxed (BT-116).
    pub taxable: Option<Amount>,
    /// The tax (BT-117).
    pub tax: Option<Amount>,
    /// Why no tax is charged (BT-120).
    pub exemption: Option<String>,
    /// The same as a code (BT-121).
    pub exemption_code: Option<String>,
}

/// An allowance or a charge (BG-20, BG-21, BG-27, BG-28), without tax.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct BillAdjustment {
    /// Money, without tax (BT-92, BT-99, BT-136, BT-141).
    pub amount: Option<Amount>,
    /// The percentage that it is said to be (BT-94, BT-101, BT-138, BT-143); the amount counts.
    pub percent: Option<Percent>,
    /// Of what (BT-93, BT-100, BT-137, BT-142).
    pub base: Option<Amount>,
    /// Why (BT-97, BT-104, BT-139, BT-144).
    pub reason: Option<String>,
    /// The same as a code (BT-98, BT-105, BT-140, BT-145).
    pub reason_code: Option<String>,
    /// Category (BT-95, BT-102); none on a line, which has its own.
    pub tax_category: Option<TaxCategory>,
    /// Percentage (BT-96, BT-103).
    pub tax_percent: Option<Percent>,
}

/// A line (BG-25).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct BillLine {
    /// The supplier's name for the line (BT-126).
    pub id: Option<String>,
    /// What was bought (BT-153).
    pub description: Option<String>,
    /// More about it (BT-154, BT-127).
    pub details: Option<String>,
    /// The supplier's article number (BT-155).
    pub item: Option<String>,
    /// How many (BT-129).
    pub quantity: Option<Quantity>,
    /// Unit of measure (BT-130).
    pub unit: Option<Unit>,
    /// Price of one `price_base` (BT-146), without tax.
    pub unit_price: Option<UnitPrice>,
    /// For how many units the price is (BT-149); 1 where none is given.
    pub price_base: Option<Quantity>,
    /// What the line comes to without tax, as the supplier states it (BT-131).
    pub net: Option<Amount>,
    /// Tax category (BT-151).
    pub tax_category: Option<TaxCategory>,
    /// Tax percentage (BT-152).
    pub tax_percent: Option<Percent>,
    /// Instead of category and percentage: a rate of `carnet.toml`, where a bill is typed by hand.
    pub tax: Option<TaxCode>,
    /// The firm's purchase order (BT-13), where it differs from line to line.
    pub order: Option<String>,
    /// The line of the firm's purchase order (BT-132).
    pub order_line: Option<String>,
    /// The supplier's order, where it differs from line to line.
    pub sales_order: Option<String>,
    /// The delivery note, where it differs from line to line.
    pub delivery_note: Option<String>,
    /// First day of what the line covers (BT-134).
    pub from: Option<Date>,
    /// Last day of what the line covers (BT-135).
    pub until: Option<Date>,
    /// Reductions of the line (BG-27).
    #[serde(default)]
    pub allowances: Vec<BillAdjustment>,
    /// Extras of the line (BG-28).
    #[serde(default)]
    pub charges: Vec<BillAdjustment>,
}

/// An earlier invoice of the supplier that this one refers to (BG-3).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct PrecedingBill {
    /// Its number (BT-25).
    pub number: String,
    /// Its date (BT-26).
    pub date: Option<Date>,
}

/// A text about the whole document (BG-1).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct BillNote {
    /// What it is about, by a code of UNTDID 4451 (BT-21): `PMD`, `AAB`…
    pub subject: Option<String>,
    /// BT-22.
    pub text: String,
}

/// What the received file itself has wrong; written by `import einvoice`, and a reason why the bill is a draft.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct BillFault {
    /// What is wrong with it, in a word: missing, not-a-number, decimals, not-a-date, not-a-code, not-base64, currency, sum,
    /// other-buyer.
    pub fault: String,
    /// The rule of EN 16931 that it breaks: `BR-CO-15`.
    pub rule: Option<String>,
    /// The business term: `BT-112`.
    pub term: Option<String>,
    /// The line of the bill that it is about, from 1.
    pub line: Option<Integer>,
    /// Where it stands in the file.
    pub path: Option<String>,
    /// What stands there.
    pub text: Option<String>,
    /// What it would have to be.
    pub expected: Option<String>,
}

/// A bill of a supplier, or its credit note. A draft counts in no figure and wants somebody to look at it.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Bill {
    /// Who sent it; a draft may lack it.
    pub supplier: Option<Ref<Supplier>>,
    /// `invoice` unless said otherwise; a credit note's amounts are positive and every figure counts it negative.
    #[serde(rename = "type")]
    pub bill_type: Option<InvoiceType>,
    /// What sort exactly, by the code of UNTDID 1001 (BT-3), where it is neither 380 nor 381.
    pub type_code: Option<Integer>,
    /// The supplier's number (BT-1).
    pub number: Option<String>,
    /// The supplier's date (BT-2).
    pub date: Option<Date>,
    /// When it is to be paid (BT-9).
    pub due: Option<Date>,
    /// Payment terms in the supplier's words (BT-20).
    pub terms: Option<String>,
    /// Currency (BT-5); the supplier's, else the book's, where none is given.
    pub currency: Option<CurrencyCode>,

    /// It is not sure yet: a scan, a file that is not valid, something that is missing. Remove the key once all is right.
    #[schemars(extend("x-group" = true))]
    pub draft: Option<bool>,
    /// The day it came in.
    pub received: Option<Date>,
    /// Free words to group by.
    #[serde(default)]
    pub tags: Vec<String>,

    /// The firm's purchase order (BT-13).
    #[schemars(extend("x-group" = true))]
    pub order: Option<String>,
    /// The supplier's order (BT-14).
    pub sales_order: Option<String>,
    /// Contract (BT-12).
    pub contract: Option<String>,
    /// Project (BT-11).
    pub project: Option<String>,
    /// The firm's own reference (BT-10).
    pub reference: Option<String>,
    /// Delivery note (BT-16).
    pub delivery_note: Option<String>,
    /// Day of the delivery (BT-72).
    pub delivered: Option<Date>,
    /// First day of what it covers (BT-73).
    pub from: Option<Date>,
    /// Last day of what it covers (BT-74).
    pub until: Option<Date>,

    /// How to pay, by a code of UNTDID 4461 (BT-81): 30 transfer, 58 SEPA transfer, 59 SEPA direct debit, 48 card.
    #[schemars(extend("x-group" = true))]
    pub means: Option<String>,
    /// The account to pay into (BT-84).
    pub iban: Option<Iban>,
    /// Its bank (BT-86).
    pub bic: Option<Bic>,
    /// In whose name it is (BT-85).
    pub account_name: Option<String>,
    /// An account number that is no IBAN (BT-84).
    pub account: Option<String>,
    /// What to write on the transfer (BT-83).
    pub remittance: Option<String>,
    /// Who is paid, where that is not the supplier (BT-59).
    pub payee: Option<String>,

    /// The file as it came.
    pub original: Option<Original>,
    /// The totals that the supplier states.
    pub stated: Option<BillTotals>,
    /// The taxes that the supplier states, by category and rate.
    #[serde(default)]
    pub breakdown: Vec<BillTax>,
    /// What was bought.
    #[serde(default)]
    pub lines: Vec<BillLine>,
    /// Reductions of the whole document (BG-20).
    #[serde(default)]
    pub allowances: Vec<BillAdjustment>,
    /// Extras of the whole document, such as freight (BG-21).
    #[serde(default)]
    pub charges: Vec<BillAdjustment>,
    /// Earlier invoices that it refers to (BG-3).
    #[serde(default)]
    pub preceding: Vec<PrecedingBill>,
    /// Texts about the whole document (BG-1).
    #[serde(default)]
    pub notes: Vec<BillNote>,
    /// What the received file itself has wrong.
    #[serde(default)]
    pub faults: Vec<BillFault>,
}

impl Model for Bill {
    const NAME: &'static str = "bill";
    const FOLDER: &'static str = "bills";
    const ALIASES: &'static [&'static str] = &["facture-fournisseur", "facture-achat"];
    const TITLE: &'static str = "number";
    const COLUMNS: &'static [&'static str] = &["number", "supplier", "status", "due", "gross", "date"];
    const DATE: Option<&'static str> = Some("date");
    const SINCE: Option<&'static str> = Some("date");
    const BY_MONTH: bool = true;
}
