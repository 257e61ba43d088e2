//! The lines of a document with the net of each, and below them the totals as they stand at the foot of an invoice.

use super::super::sheet::{Cell, Column, ColumnKind, Link, Row, Sheet, Shown as Visible, Text};
use super::card::column_kind;
use crate::book::RecordRef;
use crate::book::link::{Target, resolve};
use crate::book::record::{Value, Values};
use crate::figures::fulfilment::Fulfilment;
use crate::figures::totals::{AdjustmentTotal, Totals};
use crate::figures::{Document, Figures};
use crate::model::{Shape, Type};
use crate::value::tax::TaxCategory;
use crate::value::{Decimal, Money};

/// The stored fields that the sheet holds.
pub const FIELDS: [&str; 3] = ["lines", "allowances", "charges"];
/// The derived fields that the sheet holds.
pub const FIGURES: [&str; 7] = ["net", "tax", "gross", "paid", "credited", "balance", "overdue"];
/// The fields of a line that only programs read: a chosen option is marked as such, prices say by themselves, and what
/// takes a deposit off is described so.
const HIDDEN: [&str; 6] = ["type", "price_from", "chosen", "option", "invoice", "delivery_line"];

/// The fields of a line that are shown, in this order, where any line has them.
const COLUMNS: [&str; 6] = ["product", "description", "quantity", "unit", "unit_price", "tax"];

/// The fields of a line that no document is understood without: others give way on a narrow terminal.
const KEPT: [&str; 6] = ["product", "description", "quantity", "unit_price", "progress", "earlier"];

/// The fields of a line that issuing writes for programs and for later: people read the rate's name and the totals.
const FROZEN: [&str; 6] = ["id", "tax_category", "tax_percent", "exemption", "exemption_code", "nature"];

/// Whether a stored field of a document says again, for later, what its figures show.
pub fn is_frozen(key: &str) -> bool {
    key == "uid" || key.starts_with("totals.")
}

/// Whether an item of a list is a sentence that the law wants, which is the same on every document: it has a subject.
pub fn is_mention(list: &str, shape: &Shape, item: &Values) -> bool {
    let subject = || shape.position("subject").and_then(|at| item.get(at)).is_some_and(Option::is_some);
    list == "notes" && subject()
}

/// A document with totals: an invoice, a quote or an order.
struct Shown<'f> {
    totals: &'f Totals,
    /// The figures that only invoices and credit notes have.
    document: Option<&'f Document>,
    /// For each line its place among the totals' lines, and what it shows as its net.
    places: Vec<Option<usize>>,
    nets: Vec<Option<Decimal>>,
}

fn shown<'f>(figures: &'f Figures<'_>, record: RecordRef) -> Option<Shown<'f>> {
    if let Some(document) = figures.document(record) {
        let totals = figures.totals(record)?;
        let lines = &totals.lines;
        return Some(Shown {
            totals,
            document: Some(document),
            places: (0..lines.len()).map(Some).collect(),
            nets: lines.iter().map(|line| Some(line.net)).collect(),
        });
    }
    let offer = figures.offer(record)?;
    Some(Shown { totals: &offer.totals, document: None, places: offer.places.clone(), nets: offer.nets.clone() })
}

/// Whether the sheet of the lines stands for the record's totals.
pub fn is_document(figures: &Figures<'_>, record: RecordRef) -> bool {
    shown(figures, record).is_some()
}

/// `None` for records that are no documents, were not read whole, or whose arithmetic overflows.
pub fn sheet(figures: &Figures<'_>, record: RecordRef) -> Option<Sheet> {
    let book = figures.book;
    let shown = shown(figures, record)?;
    let totals = shown.totals;
    let money = |amount| Cell::Money(Money::new(amount, totals.currency));
    let shape = book.shape(record.kind);
    let position = shape.position("lines")?;
    let line_shape = shape.fields[position].ty.item().shape()?;
    let lines: Vec<_> = book.get(record).values[position]
        .as_ref()
        .map_or(&[][..], Value::as_list)
        .iter()
        .filter_map(Value::as_table)
        .collect();

    let mut columns = Vec::new();
    let mut rows: Vec<Vec<Cell>> = vec![Vec::new(); lines.len()];
    // Fields that the firm has given its lines follow those that every line has.
    let own = line_shape
        .fields
        .iter()
        .filter(|field| !COLUMNS.contains(&&*field.name) && !matches!(field.ty, Type::List(_) | Type::Table(_)))
        .filter(|field| field.custom || !HIDDEN.contains(&&*field.name))
        // Deliveries and invoices name the lines of an order by their ids.
        .filter(|field| !FROZEN.contains(&&*field.name) || (shown.document.is_none() && &*field.name == "id"));
    for name in COLUMNS.into_iter().chain(own.map(|field| &*field.name)) {
        let Some(i) = line_shape.position(name) else { continue };
        // The first column always stands: the totals are named in it.
        if !columns.is_empty() && lines.iter().all(|line| line[i].is_none()) {
            continue;
        }
        let ty = &line_shape.fields[i].ty;
        let shown = if KEPT.contains(&name) { Visible::Always } else { Visible::Room };
        columns.push(Column::new(name.to_owned(), Text::field(name), column_kind(ty)).shown(shown));
        for (row, line) in rows.iter_mut().zip(&lines) {
            row.push(match (&line[i], ty) {
                (Some(Value::Text(text)), Type::Ref(_)) => match resolve(book, ty, text) {
                    Target::Record(found) => Cell::Link(Link::new(book.kind(found.kind).name, &**text)),
                    _ => Cell::text(&**text),
                },
                (Some(value), ty) => super::stored_cell(figures, record, None, ty, value),
                (None, _) => Cell::Empty,
            });
        }
    }
    mark_options(&mut columns, &mut rows, line_shape, &lines);
    if let Some(order) = figures.order(record) {
        type Left = fn(&Fulfilment) -> Decimal;
        let left: [(&str, Left); 2] =
            [("chain-to-deliver", Fulfilment::left_to_deliver), ("chain-to-invoice", Fulfilment::left_to_invoice)];
        for (key, left) in left {
            let name = key.trim_start_matches("chain-").replace('-', "_");
            columns.push(Column::new(name, Text::key(key), ColumnKind::Decimal));
            for (row, line) in rows.iter_mut().zip(&order.lines) {
                let nothing = line.ordered.is_zero();
                row.push(if nothing { Cell::Empty } else { Cell::Decimal(left(line).normalize()) });
            }
        }
    }
    let reduced = totals.lines.iter().any(|line| line.allowances != line.charges);
    if reduced {
        columns.push(Column::new("discount", Text::key("show-discount"), ColumnKind::Money));
    }
    columns.push(Column::new("net", Text::field("net"), ColumnKind::Money));
    for (row, (place, net)) in rows.iter_mut().zip(shown.places.iter().zip(&shown.nets)) {
        if reduced {
            let line = place.and_then(|place| totals.lines.get(place));
            let change = line.map_or(Decimal::ZERO, |line| line.charges - line.allowances);
            row.push(if change.is_zero() { Cell::Empty } else { money(change) });
        }
        row.push(net.map_or(Cell::Empty, money));
    }
    let width = columns.len();
    let described = columns.iter().position(|column| column.key == "description");
    let mut sheet = Sheet::new("lines", columns);
    sheet.nils = true;
    sheet.title = Some(Text::field("lines"));
    sheet.rows = rows.into_iter().map(Row::new).collect();
    sheet.empty = Some(Text::key("show-no-lines"));
    sheet.totals = foot(figures, record, &shown)
        .into_iter()
        .map(|(name, detail, amount)| {
            let mut cells = vec![Cell::Empty; width];
            cells[0] = Cell::word("total", name);
            if let (Some(i), Some(detail)) = (described, detail) {
                cells[i] = detail;
            }
            cells[width - 1] = Cell::Money(amount);
            Row::new(cells)
        })
        .collect();
    if shown.document.is_some_and(|document| document.credit_note) {
        sheet.notes.push(Text::key("show-credit-note"));
    }
    if shown.places.iter().zip(&shown.nets).any(|(place, net)| place.is_none() && net.is_some())
        && line_shape.position("option").is_some_and(|at| lines.iter().any(|line| line[at].is_some()))
    {
        sheet.notes.push(Text::key("chain-option-note"));
    }
    let with_tax = book.get(record).get(shape, "prices_include_tax").and_then(Value::as_bool);
    let todays = book.firm.file.prices_include_tax.filter(|_| book.get(record).get(shape, "totals").is_none());
    if with_tax.or(todays).unwrap_or(false) {
        sheet.notes.push(Text::key("show-prices-include-tax"));
    }
    Some(sheet)
}

/// Says of each option which group it belongs to, and whether it was chosen.
fn mark_options(columns: &mut Vec<Column>, rows: &mut [Vec<Cell>], shape: &Shape, lines: &[&Values]) {
    let (Some(option), Some(chosen)) = (shape.position("option"), shape.position("chosen")) else { return };
    if lines.iter().all(|line| line[option].is_none()) {
        return;
    }
    columns.push(Column::new("option", Text::key("chain-option"), ColumnKind::Code));
    for (row, line) in rows.iter_mut().zip(lines) {
        let group = line[option].as_ref().and_then(Value::as_text);
        let taken = line[chosen].as_ref().and_then(Value::as_bool) == Some(true);
        row.push(match group {
            Some(group) if taken => Cell::text(format!("{group} ✓")),
            Some(group) => Cell::text(group),
            None => Cell::Empty,
        });
    }
}

/// The rows below the lines: a name, what it is of, an amount.
fn foot(figures: &Figures<'_>, record: RecordRef, shown: &Shown<'_>) -> Vec<(Text, Option<Cell>, Money)> {
    let totals = shown.totals;
    let money = |amount: Decimal| Money::new(amount, totals.currency);
    let mut rows = Vec::new();
    if !totals.allowance_parts.is_empty() || !totals.charge_parts.is_empty() {
        rows.push((Text::key("show-sum-of-lines"), None, money(totals.sum_of_lines)));
    }
    let mut adjustments = |list: &str, key: &'static str, parts: &[AdjustmentTotal], sign: Decimal| {
        for part in parts {
            let reason = reason(figures, record, list, part.input);
            rows.push((Text::key(key), reason, money(part.net * sign)));
        }
    };
    adjustments("allowances", "show-allowance", &totals.allowance_parts, Decimal::NEGATIVE_ONE);
    adjustments("charges", "show-charge", &totals.charge_parts, Decimal::ONE);
    rows.push((Text::field("net"), None, totals.tax_exclusive()));
    let several = totals.breakdown.len() > 1;
    for part in totals.breakdown.iter().filter(|part| part.category != TaxCategory::None) {
        let name = Text::key("show-tax").arg("percent", Cell::Percent(part.percent));
        let base = Cell::word("taxable", Text::key("show-taxable").arg("amount", Cell::Money(money(part.taxable))));
        rows.push((name, several.then_some(base), money(part.tax)));
    }
    if !totals.rounding.is_zero() {
        rows.push((Text::key("show-rounding"), None, money(totals.rounding)));
    }
    rows.push((Text::field("gross"), None, totals.gross()));
    let Some(document) = shown.document else { return rows };
    for (name, amount) in [("paid", document.paid), ("credited", document.credited)] {
        if !amount.is_zero() {
            rows.push((Text::field(name), None, amount));
        }
    }
    if document.issued {
        rows.push((Text::field("balance"), None, document.balance));
        // All that is late goes without saying.
        if !document.overdue.is_zero() && document.overdue != document.balance {
            rows.push((Text::field("overdue"), None, document.overdue));
        }
    }
    rows
}

fn reason(figures: &Figures<'_>, record: RecordRef, list: &str, item: usize) -> Option<Cell> {
    let book = figures.book;
    let shape = book.shape(record.kind);
    let inner = shape.field(list)?.ty.item().shape()?;
    let values = book.get(record).get(shape, list)?.as_list().get(item)?.as_table()?;
    let text = values[inner.position("reason")?].as_ref()?.as_text()?;
    Some(Cell::text(text))
}

/// What a document's derived values say to programs beyond its derived fields.
pub fn entries(figures: &Figures<'_>, record: RecordRef) -> Vec<(String, Cell)> {
    let Some(shown) = shown(figures, record) else { return Vec::new() };
    let totals = shown.totals;
    let money = |amount| Cell::Money(Money::new(amount, totals.currency));
    let line = |net: &Option<Decimal>| Cell::Table(net.iter().map(|net| ("net".into(), money(*net))).collect());
    let tax = totals.breakdown.iter().map(|part| {
        Cell::Table(vec![
            ("category".into(), Cell::text(part.category.code())),
            ("percent".into(), Cell::Percent(part.percent)),
            ("taxable".into(), money(part.taxable)),
            ("tax".into(), money(part.tax)),
        ])
    });
    vec![
        ("lines".into(), Cell::List(shown.nets.iter().map(line).collect())),
        ("taxes".into(), Cell::List(tax.collect())),
    ]
}
