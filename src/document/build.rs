//! What all views have in common.

use super::label::Labels;
use super::tongue::Tongue;
use super::view::{DocumentView, ItemRow, RowAdjustment, Sort};
use super::{Ask, ViewFault, line, party, payment, style, terms};
use crate::book::link::target;
use crate::book::{Book, RecordRef};
use crate::einvoice::term;
use crate::figures::reader;
use crate::figures::totals::{LineInput, Prices, TaxKey, Totals};
use crate::model::adjustment::DocumentAdjustment;
use crate::model::field::LanguageTag;
use crate::model::frozen::{FrozenBuyer, FrozenSeller};
use crate::value::{Currency, Date, Decimal};

/// The language of a document: the one asked for, else its own, its reader's, the book's. A language in which no document is
/// written is as good as none.
pub(super) fn tongue(book: &Book, own: Option<&LanguageTag>, customer: &str, ask: &Ask<'_>) -> Tongue {
    ask.language.unwrap_or_else(|| reader::tongue(book, own.map(|tag| tag.0.as_str()), customer))
}

/// Who, what and when.
pub(super) struct Head<'h> {
    pub sort: Sort,
    pub record: RecordRef,
    pub number: Option<&'h str>,
    pub date: Date,
    pub currency: Currency,
    pub seller: Option<&'h FrozenSeller>,
    pub buyer: Option<&'h FrozenBuyer>,
    pub terms: Option<&'h str>,
}

/// A view with its head, and nothing in it yet.
///
/// # Errors
/// The logo is missing.
pub(super) fn begin(book: &Book, head: &Head<'_>, labels: &Labels, ask: &Ask<'_>) -> Result<DocumentView, ViewFault> {
    let zero = Decimal::new(0, head.currency.decimals());
    let totals =
        term::Totals { lines: zero, tax_exclusive: zero, tax_inclusive: zero, due: zero, ..term::Totals::default() };
    let invoice = term::Invoice {
        payment_terms: head.terms.and_then(|formula| terms::words(formula, labels)),
        seller: head.seller.map(|seller| party::seller(seller, labels)).unwrap_or_default(),
        buyer: head.buyer.map(party::buyer).unwrap_or_default(),
        totals,
        ..term::Invoice::new(head.number.unwrap_or_default().to_owned(), head.date, type_code(head.sort), head.currency)
    };
    Ok(DocumentView {
        sort: head.sort,
        record: book.name(head.record),
        language: labels.tongue.code().to_owned(),
        draft: head.number.is_none() && head.sort != Sort::ProForma && head.sort != Sort::Statement,
        duplicate: ask.duplicate,
        invoice,
        subject: None,
        job: None,
        valid_until: None,
        promised: None,
        order_date: None,
        despatch_date: None,
        prices_include_tax: false,
        rows: Vec::new(),
        rows_total: zero,
        adjustments: Vec::new(),
        instalments: Vec::new(),
        progress: None,
        statement: None,
        exchange_rate: None,
        payment_code: None,
        creditor_reference: None,
        mentions: Vec::new(),
        signature: false,
        style: style::style(book, head.sort, labels.tongue, ask)?,
        seal: None,
    })
}

fn type_code(sort: Sort) -> term::TypeCode {
    match sort {
        Sort::CreditNote => term::TypeCode::CREDIT_NOTE,
        Sort::Corrected => term::TypeCode::CORRECTED,
        Sort::Deposit => term::TypeCode::PREPAYMENT,
        Sort::ProForma => term::TypeCode::PRO_FORMA,
        _ => term::TypeCode::INVOICE,
    }
}

/// What enters the total of a document.
pub(super) struct Amounts<'a> {
    pub prices: Prices,
    pub totals: &'a Totals,
    /// Of [`Totals::lines`], in their order.
    pub inputs: Vec<&'a LineInput>,
    pub allowances: &'a [DocumentAdjustment],
    pub charges: &'a [DocumentAdjustment],
    /// Why no tax is charged, for a category and rate: the reason and its code.
    pub exemption: &'a dyn Fn(TaxKey) -> (Option<String>, Option<String>),
}

/// Writes totals, tax and the adjustments of the whole document.
pub(super) fn amounts(view: &mut DocumentView, amounts: &Amounts<'_>) {
    let Amounts { prices, totals, ref inputs, allowances, charges, exemption } = *amounts;
    let some = |amount: Decimal| (!amount.is_zero()).then_some(amount);
    view.prices_include_tax = prices == Prices::Gross;
    view.rows_total = totals.lines.iter().map(|line| line.agreed).sum();
    view.rows_total.rescale(totals.currency.decimals());
    let (less, own) = line::of_document(allowances, &totals.allowance_parts, totals, inputs, Decimal::NEGATIVE_ONE);
    let (more, extra) = line::of_document(charges, &totals.charge_parts, totals, inputs, Decimal::ONE);
    view.adjustments = less.into_iter().chain(more).filter(|row: &RowAdjustment| !row.amount.is_zero()).collect();
    (view.invoice.allowances, view.invoice.charges) = (own, extra);
    view.invoice.totals = term::Totals {
        lines: totals.sum_of_lines,
        allowances: some(totals.allowances),
        charges: some(totals.charges),
        tax_exclusive: totals.tax_exclusive,
        tax: Some(totals.tax),
        tax_in_accounting_currency: None,
        tax_inclusive: totals.tax_inclusive,
        prepaid: some(totals.prepaid),
        rounding: some(totals.rounding),
        due: totals.due,
    };
    let subtotal = |part: &crate::figures::totals::TaxSubtotal| {
        let key = TaxKey { category: part.category, percent: part.percent };
        let (exemption_reason, exemption_code) = exemption(key);
        term::TaxSubtotal {
            taxable: part.taxable,
            tax_amount: part.tax,
            tax: line::tax(key),
            exemption_reason,
            exemption_code,
        }
    };
    view.invoice.breakdown = totals.breakdown.iter().map(subtotal).collect();
    // What is not taxed says why, once, before anything else.
    let mut mentions: Vec<String> = Vec::new();
    for reason in view.invoice.breakdown.iter().filter_map(|part| part.exemption_reason.clone()) {
        if !mentions.contains(&reason) {
            mentions.push(reason);
        }
    }
    mentions.append(&mut view.mentions);
    view.mentions = mentions;
}

/// How to pay what a document demands, whose instalments stand in it already: account, reference, and the code for a phone.
pub(super) fn payment(view: &mut DocumentView, head: &Head<'_>, creditor_reference: bool) {
    let due = view.invoice.totals.due;
    let Some(account) = head.seller.and_then(|seller| party::account(seller.bank.as_ref()?)) else { return };
    let euro = head.currency == Currency::euro();
    if creditor_reference {
        view.creditor_reference = head.number.and_then(payment::creditor_reference);
    }
    let number = view.invoice.number.as_str();
    let remittance =
        view.creditor_reference.clone().or_else(|| Some(number.to_owned()).filter(|text| !text.is_empty()));
    let seller = &view.invoice.seller.name;
    // What is asked for first is what a phone pays.
    let amount = view.instalments.first().map_or(due, |instalment| instalment.amount);
    let transfer = payment::Transfer {
        name: account.name.as_deref().unwrap_or(seller),
        iban: &account.account,
        bic: account.bic.as_deref(),
        amount,
        reference: view.creditor_reference.as_deref(),
        text: number,
    };
    view.payment_code = payment::code(&transfer).filter(|_| euro && !view.draft);
    view.invoice.payment = Some(term::PaymentInstruction {
        means: if euro { "58" } else { "30" }.to_owned(),
        means_text: None,
        remittance,
        accounts: vec![account],
        direct_debit: None,
    });
}

/// A line that is delivered and has no price.
pub(super) fn without_price(description: String, quantity: Decimal, unit: String) -> ItemRow {
    ItemRow {
        line: None,
        description,
        quantity,
        unit,
        unit_price: Decimal::ZERO,
        adjustments: Vec::new(),
        tax_percent: None,
        amount: Decimal::ZERO,
        option: None,
        reference: None,
        progress: None,
    }
}

/// What the customer reads of a product: its description, else its name, and the unit that it is sold in.
pub(super) fn product(book: &Book, id: Option<&str>) -> Option<(String, Option<String>)> {
    let product = target(book, "product", id?)?;
    let (found, shape) = (book.get(product), book.shape(product.kind));
    let name = found.text(shape, "description").or(found.text(shape, "name"))?;
    Some((name.to_owned(), found.text(shape, "unit").map(str::to_owned)))
}

/// The number of a record, else its id: how a document names another.
pub(super) fn number(book: &Book, record: RecordRef) -> String {
    let found = book.get(record);
    found.text(book.shape(record.kind), "number").unwrap_or(&found.id).to_owned()
}

/// One, in the list of units.
pub(super) const ONE: &str = "C62";
