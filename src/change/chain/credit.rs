//! Credit notes: for a whole invoice, for lines of it, for an amount, or a rebate over several; and what they pay.

use super::convert::share_amounts;
use super::draft::{AmountLine, Words, totals};
use super::{bare, line_values, lines_of, name, one, written};
use crate::book::RecordRef;
use crate::change::copy;
use crate::change::error::ChangeError;
use crate::change::literal::Literal;
use crate::change::plan::{Plan, table_spec};
use crate::change::record_text::RecordText;
use crate::change::scope::Scope;
use crate::change::set::edit;
use crate::figures::document::Document;
use crate::figures::document::tax_key;
use crate::figures::market::{code_of, line_key, of_document, taken_back};
use crate::figures::share::{self, ByTax, Share};
use crate::figures::totals::Prices;
use crate::figures::{Figures, Status};
use crate::finding::KeyPath;
use crate::model::field::TaxCode;
use crate::model::invoice::{Invoice, InvoiceType};
use crate::model::kind::FileFormat;
use crate::value::{Date, Decimal, Money, decimal};

/// How much of an invoice is credited.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Part {
    /// All that was not credited before.
    #[default]
    Whole,
    /// Lines, from 1, all of each or a quantity of it.
    Lines(Vec<(usize, Option<Decimal>)>),
    /// An amount with tax, spread over the rates.
    Amount(Decimal),
    Percent(Decimal),
}

/// A credit note that is wished for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    pub part: Part,
    /// Why, as the customer reads it.
    pub cause: String,
}

/// What a credit note and a correction do not take over from the invoice: what issuing wrote, and what is its own.
pub(super) const NOT_COPIED: [&str; 23] = [
    "type",
    "number",
    "series",
    "date",
    "due",
    "terms",
    "rounding",
    "credits",
    "replaces",
    "cause",
    "tags",
    "seal",
    "uid",
    "retention",
    "allocations",
    "stated",
    "seller",
    "buyer",
    "totals",
    "progress",
    "preceding",
    "lines",
    "allowances",
];

/// An invoice that was issued and still holds.
pub(super) fn issued<'f>(
    scope: &Scope<'_>,
    figures: &'f Figures<'_>,
    record: RecordRef,
) -> Result<(&'f Document, Invoice), ChangeError> {
    let book = scope.book;
    if book.kind(record.kind).name != "invoice" {
        let error = ChangeError::new("change-wrong-kind").arg("name", book.name(record));
        return Err(error.arg("expected", "@kind-invoice"));
    }
    let refused = |key: &'static str| ChangeError::new(key).arg("invoice", name(scope, record));
    let (Some(document), Some(invoice)) = (figures.document(record), book.typed::<Invoice>(record)) else {
        return Err(refused("sorts-no-totals"));
    };
    if !document.issued {
        return Err(refused("sorts-draft").hint("sorts-draft-help"));
    }
    if document.credit_note {
        return Err(refused("sorts-is-credit-note"));
    }
    if let Some(by) = document.others.replaced_by {
        return Err(refused("sorts-replaced").arg("by", name(scope, by)));
    }
    Ok((document, invoice))
}

/// A draft credit note of an invoice.
///
/// # Errors
/// The invoice was not issued or is credited already, a line is not there, or the amount is more than what is left.
pub fn credit(scope: &Scope<'_>, record: RecordRef, wish: &Credit) -> Result<Plan, ChangeError> {
    let book = scope.book;
    let figures = Figures::new(book, scope.periods.today);
    let (document, invoice) = issued(scope, &figures, record)?;
    let refused = |key: &'static str| ChangeError::new(key).arg("invoice", name(scope, record));
    let whole = figures.totals(record).map(|totals| of_document(book, &invoice, totals)).unwrap_or_default();
    let left = taken_back(&figures, record, &whole);
    if document.status == Status::Credited || left.values().all(Decimal::is_zero) {
        return Err(refused("sorts-credited-before"));
    }
    let (found, shape) = (book.get(record), book.shape(record.kind));
    let spec = table_spec(shape);
    let mut text = RecordText::empty(FileFormat::Toml, &spec)?;
    let mut except = NOT_COPIED.to_vec();
    except.push("charges");
    copy::table(&mut text, &KeyPath::default(), (shape, shape), &found.values, &except)?;
    let mut set = |name: &str, value: Literal| text.set(&KeyPath::key(name), &value);
    set("type", Literal::Text("credit-note".into()))?;
    set("date", bare(scope.periods.today))?;
    set("credits", Literal::Text(found.id.to_string()))?;
    set("cause", Literal::Text(wish.cause.clone()))?;
    let prices = if invoice.prices_include_tax == Some(true) { Prices::Gross } else { Prices::Net };
    let decimals = document.currency.decimals();
    let shared = |share: Option<Share>| share.ok_or_else(|| refused("sorts-credited-before"));
    let words = Words::of(scope, invoice.language.as_ref(), invoice.customer.as_str());
    let number = name(scope, record);
    let date = words.date(document.date);
    let args = [("number", number.as_str()), ("date", date.as_str())];
    let most = left_of(&left, prices, document);
    // The rates of then: a credit note is taxed as what it takes back.
    let then = invoice.tax_date();
    match &wish.part {
        Part::Whole if left == whole => {
            let all = (1..=invoice.lines.len()).map(|line| (line, None)).collect::<Vec<_>>();
            lines(scope, record, &invoice, &all, &mut text)?;
            if let Some(rounding) = &invoice.rounding {
                text.set(&KeyPath::key("rounding"), &bare(rounding.0))?;
            }
        }
        // What is left of it, in exactly the amounts that are left.
        Part::Whole => {
            let share =
                Share { parts: left.into_iter().filter(|(_, l)| !l.is_zero()).collect(), rounding: Decimal::ZERO };
            amounts(scope, &mut text, share, &words.text("draft-credit-rest", &args), then)?;
        }
        Part::Lines(wanted) => lines(scope, record, &invoice, wanted, &mut text)?,
        Part::Amount(amount) => {
            if *amount <= Decimal::ZERO || *amount > most {
                let money = |amount| Money::new(amount, document.currency);
                return Err(refused("sorts-credit-amount").arg("amount", money(*amount)).arg("most", money(most)));
            }
            let share = shared(share::with_tax(&positive(&left), prices, *amount, decimals))?;
            amounts(scope, &mut text, share, &words.text("draft-credit-part", &args), then)?;
        }
        Part::Percent(percent) => {
            if *percent <= Decimal::ZERO || *percent > Decimal::ONE_HUNDRED {
                return Err(refused("sorts-percent").arg("percent", percent));
            }
            let share = shared(share::percent(&positive(&whole), *percent, decimals))?;
            let number = words.percent(*percent);
            let args = [args[0], args[1], ("percent", number.as_str())];
            amounts(scope, &mut text, share, &words.text("draft-credit-percent", &args), then)?;
        }
    }
    // Of a final invoice, what a deposit paid of a line is taken back from the deposit.
    if let Some(asked) = totals(scope, record.kind, &text).map(|totals| totals.gross())
        && asked.amount > most
    {
        let most = Money::new(most, asked.currency);
        return Err(refused("sorts-credit-amount").arg("amount", asked).arg("most", most));
    }
    let (change, name) = written(scope, record.kind, &text, &spec, scope.periods.today)?;
    let subject = format!("{name}: credits {}", book.name(record));
    Ok(Plan { changes: vec![change], subject, touched: vec![name] })
}

/// What may still be credited, with tax.
fn left_of(left: &ByTax, prices: Prices, document: &Document) -> Decimal {
    let with_tax = |(key, amount): (&crate::figures::totals::TaxKey, &Decimal)| match prices {
        Prices::Gross => *amount,
        Prices::Net => {
            let tax = amount.saturating_mul(key.percent).checked_div(Decimal::ONE_HUNDRED).unwrap_or_default();
            *amount + decimal::fixed(tax, document.currency.decimals())
        }
    };
    let sum = left.iter().map(with_tax).fold(Decimal::ZERO, Decimal::saturating_add);
    sum.max(document.gross().amount.saturating_sub(document.credited.amount).min(sum + Decimal::ONE))
}

/// Rates of which something is left.
fn positive(left: &ByTax) -> ByTax {
    left.iter().filter(|(_, amount)| **amount > Decimal::ZERO).map(|(key, amount)| (*key, *amount)).collect()
}

fn amounts(
    scope: &Scope<'_>,
    text: &mut RecordText<'_>,
    share: Share,
    description: &str,
    date: Date,
) -> Result<(), ChangeError> {
    for (key, amount) in share.parts {
        let (description, tax) = (description.to_owned(), code_of(scope.book, key, date));
        AmountLine { description, amount, tax, more: Vec::new() }.write(text)?;
    }
    if !share.rounding.is_zero() {
        text.set(&KeyPath::key("rounding"), &bare(share.rounding))?;
    }
    Ok(())
}

/// Lines of the invoice, and what of its allowances and charges goes with them.
fn lines(
    scope: &Scope<'_>,
    record: RecordRef,
    invoice: &Invoice,
    wanted: &[(usize, Option<Decimal>)],
    text: &mut RecordText<'_>,
) -> Result<(), ChangeError> {
    let book = scope.book;
    let shape = book.shape(record.kind);
    let Some(of_line) = lines_of(shape) else { return Ok(()) };
    let figures = Figures::new(book, scope.periods.today);
    let totals = figures.totals(record);
    let decimals = totals.map_or(2, |totals| totals.currency.decimals());
    let values = line_values(book, record);
    let date = invoice.tax_date();
    let mut share = ByTax::new();
    for (at, (number, quantity)) in wanted.iter().enumerate() {
        let Some((line, values)) = number.checked_sub(1).and_then(|i| Some((invoice.lines.get(i)?, values.get(i)?)))
        else {
            let error = ChangeError::new("change-no-line").arg("number", number);
            return Err(error.arg("count", invoice.lines.len()));
        };
        let all = line.quantity.0;
        let quantity = quantity.unwrap_or(all);
        if quantity.is_zero() || quantity.abs() > all.abs() || quantity.is_sign_negative() != all.is_sign_negative() {
            let error = ChangeError::new("sorts-credit-quantity").arg("line", number).arg("quantity", quantity);
            return Err(error.arg("most", all));
        }
        let path = KeyPath::key("lines").at(at);
        let mut except = vec![
            "id",
            "tax_category",
            "tax_percent",
            "exemption",
            "invoice",
            "invoice_line",
            "tax",
            "quantity",
            "source",
        ];
        // A deposit invoices no line of its order, and crediting it gives none back.
        if invoice.invoice_type == Some(InvoiceType::Deposit) {
            except.extend(["order", "delivery"]);
        }
        copy::table(text, &path, (of_line, of_line), values, &except)?;
        text.set(&path.clone().and("quantity"), &bare(quantity))?;
        // The rate of then, also where the firm's default has become another one.
        let key = line_key(book, line, date);
        let same = |code: &&TaxCode| tax_key(book, Some(&code.0), date) == key;
        let own = line.tax.as_ref().filter(same).cloned();
        let code = own.or_else(|| code_of(book, key?, date)).or_else(|| line.tax.clone());
        if let Some(code) = code {
            text.set(&path.clone().and("tax"), &Literal::Text(code.0))?;
        }
        let id = line.id.clone().unwrap_or_else(|| number.to_string());
        text.set(&path.clone().and("invoice_line"), &Literal::Text(id))?;
        if quantity != all {
            share_amounts(text, &path, of_line, values, (quantity, all, decimals))?;
        }
        let net = totals.and_then(|totals| totals.lines.get(number - 1)).map_or(Decimal::ZERO, |line| line.agreed);
        let part = net.checked_mul(quantity).and_then(|part| part.checked_div(all)).unwrap_or_default();
        if let Some(key) = line_key(book, line, date) {
            *share.entry(key).or_default() += part;
        }
    }
    let Some(totals) = totals else { return Ok(()) };
    // Each rate's allowances go with the part of its lines that is credited.
    let of_all = crate::figures::market::of_lines(book, invoice, totals);
    for (name, parts, reasons) in [
        ("allowances", &totals.allowance_parts, &invoice.allowances),
        ("charges", &totals.charge_parts, &invoice.charges),
    ] {
        let mut at = 0;
        for adjustment in parts {
            let whole = of_all.get(&adjustment.tax).copied().unwrap_or_default();
            let credited = share.get(&adjustment.tax).copied().unwrap_or_default();
            let amount = if credited == whole {
                Some(adjustment.agreed)
            } else {
                adjustment.agreed.checked_mul(credited).and_then(|product| product.checked_div(whole))
            };
            let amount = decimal::fixed(amount.unwrap_or_default(), decimals);
            if amount.is_zero() {
                continue;
            }
            let path = KeyPath::key(name).at(at);
            at += 1;
            text.set(&path.clone().and("amount"), &bare(amount))?;
            if let Some(reason) = reasons.get(adjustment.input).and_then(|adjustment| adjustment.reason.clone()) {
                text.set(&path.clone().and("reason"), &Literal::Text(reason))?;
            }
            if let Some(code) = code_of(book, adjustment.tax, date) {
                text.set(&path.and("tax"), &Literal::Text(code.0))?;
            }
        }
    }
    Ok(())
}

/// A draft credit note of so many percent over several invoices of one customer: a line for each invoice and rate.
///
/// # Errors
/// No invoice is left, or they are of several customers, currencies or ways of pricing.
pub fn rebate(scope: &Scope<'_>, invoices: &[RecordRef], percent: Decimal, cause: &str) -> Result<Plan, ChangeError> {
    let book = scope.book;
    let figures = Figures::new(book, scope.periods.today);
    if percent <= Decimal::ZERO || percent > Decimal::ONE_HUNDRED {
        return Err(ChangeError::new("sorts-percent").arg("percent", percent));
    }
    let mut all = Vec::new();
    for record in invoices {
        let (document, invoice) = issued(scope, &figures, *record)?;
        all.push((*record, document, invoice));
    }
    all.sort_by_key(|(record, document, _)| (document.date, name(scope, *record)));
    let Some((first, shown, head)) = all.first() else { return Err(ChangeError::new("sorts-no-invoices")) };
    let same = |(_, document, invoice): &&(RecordRef, &Document, Invoice)| {
        document.customer == shown.customer
            && document.currency == shown.currency
            && invoice.prices_include_tax == head.prices_include_tax
    };
    if let Some((other, ..)) = all.iter().find(|found| !same(found)) {
        let error = ChangeError::new("sorts-not-alike").arg("invoice", name(scope, *first));
        return Err(error.arg("other", name(scope, *other)));
    }
    let shape = book.shape(first.kind);
    let spec = table_spec(shape);
    let mut text = RecordText::empty(FileFormat::Toml, &spec)?;
    let keep = ["customer", "currency", "prices_include_tax", "owner"];
    let except: Vec<&str> = shape.fields.iter().map(|field| &*field.name).filter(|name| !keep.contains(name)).collect();
    copy::table(&mut text, &KeyPath::default(), (shape, shape), &book.get(*first).values, &except)?;
    let mut set = |name: &str, value: Literal| text.set(&KeyPath::key(name), &value);
    set("type", Literal::Text("credit-note".into()))?;
    set("date", bare(scope.periods.today))?;
    set("cause", Literal::Text(cause.to_owned()))?;
    let words = Words::of(scope, head.language.as_ref(), head.customer.as_str());
    let shown_percent = words.percent(percent);
    let mut any = false;
    for (record, document, invoice) in &all {
        let Some(totals) = figures.totals(*record) else { continue };
        let left = positive(&taken_back(&figures, *record, &of_document(book, invoice, totals)));
        let Some(share) = share::percent(&left, percent, document.currency.decimals()) else { continue };
        let (number, date) = (name(scope, *record), words.date(document.date));
        let args = [("percent", shown_percent.as_str()), ("number", &number), ("date", &date)];
        for (key, amount) in share.parts {
            any = true;
            let more = vec![("invoice", Literal::Text(book.get(*record).id.to_string()))];
            let description = words.text("draft-rebate", &args);
            AmountLine { description, amount, tax: code_of(book, key, invoice.tax_date()), more }.write(&mut text)?;
        }
    }
    if !any {
        return Err(ChangeError::new("sorts-no-invoices"));
    }
    let (change, name) = written(scope, first.kind, &text, &spec, scope.periods.today)?;
    let subject = format!("{name}: rebate of {percent}% on {} invoices", all.len());
    Ok(Plan { changes: vec![change], subject, touched: vec![name] })
}

/// Lets an issued credit note pay an invoice: all that both have left, or an amount.
///
/// # Errors
/// The one is no credit note, the other no invoice, or one of them has not so much left.
pub fn allocate(
    scope: &Scope<'_>,
    note: RecordRef,
    to: RecordRef,
    amount: Option<Decimal>,
) -> Result<Plan, ChangeError> {
    let book = scope.book;
    let figures = Figures::new(book, scope.periods.today);
    let refused = |key: &'static str| ChangeError::new(key).arg("note", name(scope, note));
    let found = figures.document(note).filter(|document| document.credit_note);
    let Some(document) = found.filter(|document| document.issued) else { return Err(refused("sorts-no-note")) };
    let (invoice, _) = issued(scope, &figures, to)?;
    let typed = book.typed::<Invoice>(note).ok_or_else(|| refused("sorts-no-note"))?;
    // One that only reduces its invoice gives back what that one no longer needs.
    let own =
        typed.allocations.is_empty().then_some(document.others.credits).flatten().and_then(|i| figures.document(i));
    let free = match own {
        Some(reduced) => -reduced.balance.amount.min(Decimal::ZERO),
        None => document.gross().amount - document.credited.amount + document.paid.amount,
    };
    let most = free.min(invoice.balance.amount).max(Decimal::ZERO);
    let amount = amount.unwrap_or(most);
    let money = |amount| Money::new(amount, document.currency);
    if invoice.currency != document.currency || amount <= Decimal::ZERO || amount > most {
        let error = refused("sorts-allocate").arg("invoice", name(scope, to)).arg("amount", money(amount));
        return Err(error.arg("free", money(free.max(Decimal::ZERO))).arg("open", invoice.balance));
    }
    let spec = table_spec(book.shape(note.kind));
    let change = edit(scope, note, &spec, |text| {
        let list = KeyPath::key("allocations");
        let mut put = |id: String, amount: Decimal| {
            let at = list.clone().at(text.len(&list));
            text.set(&at.clone().and("invoice"), &Literal::Text(id))?;
            text.set(&at.and("amount"), &bare(amount))
        };
        // From now on the allocations say it all: what its own invoice keeps of it, too.
        if let Some(own) = document.others.credits.filter(|_| own.is_some()) {
            let kept = document.gross().amount - free.min(document.gross().amount);
            if kept > Decimal::ZERO {
                put(book.get(own).id.to_string(), kept)?;
            }
        }
        put(book.get(to).id.to_string(), amount)
    })?;
    Ok(one(scope, note, change, &format!("{} to {}", money(amount), book.name(to))))
}
