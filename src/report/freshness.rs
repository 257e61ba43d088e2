//! Freshness: how long ago each contact datum was last changed or confirmed, and how many of them are probably wrong.
//!
//! Of data that nobody looks after, a share becomes wrong each year: 5 %, or `[freshness] decay` of `carnet.toml`. What
//! was last changed or confirmed y years ago is then wrong with the probability 1 − (1 − decay)^y, a year having 365.25
//! days. The sum over many data is the number of wrong ones to expect.
//!
//! A datum's age begins with the newest commit that changed it, or with a confirmation since (`[confirmed]` in the record,
//! written by `carnet confirm`); a change makes earlier confirmations void. Where value and confirmation came in one
//! commit, as in an import, the confirmation's own day counts.
//!
//! Probabilities are computed in binary floating point and rounded to a millionth each, whose sums are exact.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::dimension::Group;
use super::quantile::Sample;
use super::sheet::{Answer, Cell, ColumnKind, Link, Row, Sheet, Text};
use super::{Params, Past, ReportError, as_of_note, column, link, percent};
use crate::book::link::{Target, resolve};
use crate::book::{Book, Record, RecordRef, Value};
use crate::figures::Figures;
use crate::history::trail::{Step, Trail, Trails, trails};
use crate::model::{KindId, Shape};
use crate::value::{Date, Decimal, decimal};

/// What grows old: the kind and the field, each with a field of the same name in the kind's `[confirmed]`.
pub const DATA: &[(&str, &str)] = &[
    ("customer", "email"),
    ("customer", "phone"),
    ("customer", "website"),
    ("customer", "address"),
    ("customer", "siren"),
    ("customer", "siret"),
    ("customer", "vat_id"),
    ("contact", "email"),
    ("contact", "phone"),
    ("contact", "mobile"),
    ("contact", "title"),
    ("contact", "roles"),
];

/// The table of confirmations in a record.
pub const CONFIRMED: &str = "confirmed";

/// Customers that people are shown unless they ask for all.
const WORST: usize = 15;

const MILLION: i64 = 1_000_000;

/// The fields of a kind that grow old.
pub fn fields_of(kind: &str) -> impl Iterator<Item = &'static str> {
    DATA.iter().filter(move |(of, _)| *of == kind).map(|(_, field)| *field)
}

/// One datum.
#[derive(Debug, Clone, PartialEq)]
pub struct Datum {
    pub record: RecordRef,
    pub field: &'static str,
    /// Since when nobody has looked at it.
    pub since: Date,
    /// It was found right on that day; else it was written then.
    pub confirmed: bool,
    /// Who wrote it or confirmed it; `None` where that is not committed yet.
    pub by: Option<String>,
    pub days: i64,
    /// The probability that it is wrong, in millionths.
    pub wrong: i64,
}

/// The data of a customer and of its contacts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CustomerRow {
    /// `None`: contacts of no customer.
    pub customer: Option<RecordRef>,
    /// The one that is probably wrong first.
    pub data: Vec<Datum>,
    /// How many of them are probably wrong, in millionths.
    pub wrong: i64,
}

#[derive(Debug, Clone)]
pub struct Freshness {
    /// Percent a year.
    pub decay: Decimal,
    /// Each datum once.
    pub data: Vec<Datum>,
    /// The worst first.
    pub customers: Vec<CustomerRow>,
    /// Only this one was asked for.
    pub customer: Option<RecordRef>,
}

impl Freshness {
    pub fn compute(figures: &Figures<'_>, past: &Past<'_>, params: &Params) -> Result<Freshness, ReportError> {
        let book = figures.book;
        let decay = book.firm.decay();
        let fields = |kind: &str| fields_of(kind).chain([CONFIRMED]).collect::<Vec<&str>>();
        let (of_customers, of_contacts) = (fields("customer"), fields("contact"));
        let kinds = [("customer", &of_customers), ("contact", &of_contacts)];
        let wanted: Vec<(KindId, &[&str])> =
            kinds.iter().filter_map(|(kind, fields)| Some((book.kinds.named(kind)?, fields.as_slice()))).collect();
        let trails = trails(past.records, past.head, past.zone, &wanted)?;
        let judge = Judge { as_of: figures.as_of, today: past.today, decay };

        let mut data = Vec::new();
        let mut by_customer: BTreeMap<Option<RecordRef>, CustomerRow> = BTreeMap::new();
        for (name, _) in kinds {
            for (record, found) in book.sound_named(name) {
                let shape = book.shape(record.kind);
                if found.date(shape, "archived").is_some_and(|day| day <= figures.as_of) {
                    continue;
                }
                let customers = if name == "customer" { vec![Some(record)] } else { customers(book, record, found) };
                if params.customer.is_some() && !customers.contains(&params.customer) {
                    continue;
                }
                let found = judge.record(&trails, record, found, shape, name);
                for customer in customers.into_iter().filter(|_| !found.is_empty()) {
                    if params.customer.is_none() || params.customer == customer {
                        by_customer.entry(customer).or_default().data.extend(found.iter().cloned());
                    }
                }
                data.extend(found);
            }
        }
        let mut customers: Vec<CustomerRow> = (by_customer.into_iter())
            .map(|(customer, CustomerRow { mut data, .. })| {
                data.sort_by_key(|datum| (Reverse(datum.wrong), datum.record));
                CustomerRow { customer, wrong: data.iter().map(|datum| datum.wrong).sum(), data }
            })
            .collect();
        customers.sort_by_key(|row| (row.customer.is_none(), Reverse(row.wrong), row.customer));
        Ok(Freshness { decay, data, customers, customer: params.customer })
    }

    pub fn answer(&self, figures: &Figures<'_>, params: &Params) -> Answer {
        let book = figures.book;
        let answer = Answer::new(figures.as_of).parameter("decay", Cell::Percent(self.decay));
        match self.customer {
            Some(customer) => {
                let id = Cell::text(&*book.get(customer).id);
                answer.parameter("customer", id).sheet(self.one_sheet(figures, customer))
            }
            None => answer.sheet(self.data_sheet(figures)).sheet(self.customer_sheet(book, params.why)),
        }
    }

    fn notes(&self, as_of: Date) -> Vec<Text> {
        vec![as_of_note(as_of), Text::key("report-note-decay").arg("decay", Cell::Percent(self.decay.normalize()))]
    }

    /// By kind of datum.
    fn data_sheet(&self, figures: &Figures<'_>) -> Sheet {
        let mut sheet = Sheet::new(
            "data",
            vec![
                column("datum_kind", ColumnKind::Text),
                column("datum", ColumnKind::Text),
                column("known", ColumnKind::Integer),
                column("confirmed", ColumnKind::Integer),
                column("median_age", ColumnKind::Decimal),
                column("over_a_year", ColumnKind::Integer),
                column("expected_wrong", ColumnKind::Decimal),
                column("wrong_share", ColumnKind::Percent),
            ],
        );
        sheet.groups = 1;
        sheet.title = Some(Text::key("report-freshness-title"));
        sheet.notes = self.notes(figures.as_of);
        sheet.empty = Some(Text::key("report-freshness-empty"));
        sheet.nils = true;
        let cells = |mut cells: Vec<Cell>, data: &[&Datum]| {
            let wrong = data.iter().map(|datum| datum.wrong).sum();
            let ages: Sample = data.iter().map(|datum| datum.days).collect();
            cells.extend([
                Cell::Integer(data.len() as i64),
                Cell::Integer(data.iter().filter(|datum| datum.confirmed).count() as i64),
                Cell::from(ages.median()),
                Cell::Integer(data.iter().filter(|datum| datum.days > 365).count() as i64),
                Cell::Decimal(tenths(wrong)),
                percent(mean(wrong, data.len())),
            ]);
            cells
        };
        for (kind, field) in DATA {
            let of = |datum: &&Datum| datum.field == *field && figures.book.kind(datum.record.kind).name == *kind;
            let data: Vec<&Datum> = self.data.iter().filter(of).collect();
            if data.is_empty() {
                continue;
            }
            let kind = Cell::word(*kind, Text::key(format!("report-datum-{kind}")));
            sheet.rows.push(Row::new(cells(vec![kind, Cell::word(*field, Text::field(field))], &data)));
        }
        if sheet.rows.len() > 1 {
            let all: Vec<&Datum> = self.data.iter().collect();
            sheet.totals.push(Row::new(cells(super::total_label(2), &all)));
        }
        sheet
    }

    /// The worst customers; `all`: every one.
    fn customer_sheet(&self, book: &Book, all: bool) -> Sheet {
        let mut sheet = Sheet::new(
            "customers",
            vec![
                column("customer", ColumnKind::Link),
                column("known", ColumnKind::Integer),
                column("over_a_year", ColumnKind::Integer),
                column("expected_wrong", ColumnKind::Decimal),
                column("wrong_share", ColumnKind::Percent),
                column("oldest", ColumnKind::Text),
                column("since", ColumnKind::Date),
            ],
        );
        sheet.title = Some(Text::key("report-stale-title"));
        sheet.notes.push(Text::key("report-note-each-datum"));
        let most = if all { usize::MAX } else { WORST };
        if self.customers.len() > most {
            let note = Text::key("report-note-worst").arg("count", Cell::Integer(most as i64));
            sheet.notes.push(note.arg("all", Cell::Integer(self.customers.len() as i64)));
        }
        sheet.empty = Some(Text::key("report-freshness-empty"));
        sheet.nils = true;
        for row in self.customers.iter().take(most) {
            let Some(oldest) = row.data.first() else { continue };
            let cells = vec![
                Group::record(row.customer).cell(book),
                Cell::Integer(row.data.len() as i64),
                Cell::Integer(row.data.iter().filter(|datum| datum.days > 365).count() as i64),
                Cell::Decimal(tenths(row.wrong)),
                percent(mean(row.wrong, row.data.len())),
                Cell::word(oldest.field, Text::field(oldest.field)),
                Cell::Date(oldest.since),
            ];
            let record = row.customer.map(|customer| link(book, customer));
            sheet.rows.push(Row { record, ..Row::new(cells) });
        }
        sheet
    }

    /// Every datum of one customer.
    fn one_sheet(&self, figures: &Figures<'_>, customer: RecordRef) -> Sheet {
        let book = figures.book;
        let mut sheet = Sheet::new(
            "data",
            vec![
                column("record", ColumnKind::Link),
                column("datum", ColumnKind::Text),
                column("value", ColumnKind::Text),
                column("since", ColumnKind::Date),
                column("seen", ColumnKind::Code),
                column("by", ColumnKind::Text),
                column("wrong_share", ColumnKind::Percent),
            ],
        );
        let title = Link { label: Some(book.title(customer).to_owned()), ..link(book, customer) };
        sheet.title = Some(Text::key("report-freshness-of").arg("customer", Cell::Link(title)));
        sheet.notes = self.notes(figures.as_of);
        sheet.empty = Some(Text::key("report-freshness-empty"));
        sheet.groups = 1;
        let mut data = self.data.clone();
        data.sort_by_key(|datum| (datum.record != customer, datum.record, Reverse(datum.wrong)));
        for datum in &data {
            let record = Link::qualified(book.kind(datum.record.kind).name, &*book.get(datum.record).id);
            let seen = if datum.confirmed { "confirmed" } else { "changed" };
            let cells = vec![
                Cell::Link(Link { label: Some(record.id.to_string()), ..record.clone() }),
                Cell::word(datum.field, Text::field(datum.field)),
                Cell::text(value(book, datum.record, datum.field)),
                Cell::Date(datum.since),
                Cell::word(seen, Text::key(format!("report-seen-{seen}"))),
                Cell::from(datum.by.clone()),
                percent(mean(datum.wrong, 1)),
            ];
            sheet.rows.push(Row::of(record, cells));
        }
        let wrong = data.iter().map(|datum| datum.wrong).sum();
        if data.len() > 1 {
            let note = Text::key("report-note-expected").arg("wrong", Cell::Decimal(tenths(wrong)));
            sheet.notes.push(note.arg("count", Cell::Integer(data.len() as i64)));
        }
        sheet
    }
}

/// On which day the values of a record's fields were last changed; `None` where there is no value.
///
/// # Errors
/// What the repository cannot tell.
pub fn last_changed(
    figures: &Figures<'_>,
    past: &Past<'_>,
    record: RecordRef,
    fields: &[&str],
) -> Result<Vec<Option<Date>>, ReportError> {
    let book = figures.book;
    let trails = trails(past.records, past.head, past.zone, &[(record.kind, fields)])?;
    let judge = Judge { as_of: past.today, today: past.today, decay: book.firm.decay() };
    let (found, shape) = (book.get(record), book.shape(record.kind));
    let trail = trails.of(record.kind, &found.id);
    let day = |field: &&str| Some(judge.written(trail, found.get(shape, field)?, field)?.date);
    Ok(fields.iter().map(day).collect())
}

/// The customers of a contact; one that has none is nobody's.
fn customers(book: &Book, contact: RecordRef, found: &Record) -> Vec<Option<RecordRef>> {
    let shape = book.shape(contact.kind);
    let roles = shape.field("roles").and_then(|field| field.ty.shape());
    let mut customers = Vec::new();
    for role in found.get(shape, "roles").map_or(&[][..], Value::as_list) {
        let Some((role, roles)) = role.as_table().zip(roles) else { continue };
        let Some(position) = roles.position("customer") else { continue };
        let id = role.get(position).and_then(|value| value.as_ref()?.as_text());
        if let Some(Target::Record(customer)) = id.map(|id| resolve(book, &roles.fields[position].ty, id)) {
            customers.push(Some(customer));
        }
    }
    customers.sort();
    customers.dedup();
    if customers.is_empty() { vec![None] } else { customers }
}

/// A datum as people read it: an address in one line, roles by their customers.
fn value(book: &Book, record: RecordRef, field: &str) -> String {
    fn words(value: &Value, out: &mut Vec<String>) {
        match value {
            Value::Text(text) => out.push(text.to_string()),
            Value::List(items) => items.iter().for_each(|item| words(item, out)),
            Value::Table(values) => values.iter().flatten().for_each(|value| words(value, out)),
            Value::Bool(_) | Value::Integer(_) | Value::Decimal(_) | Value::Date(_) => {}
        }
    }
    let mut parts = Vec::new();
    if let Some(value) = book.get(record).get(book.shape(record.kind), field) {
        words(value, &mut parts);
    }
    parts.join(", ")
}

/// What ages are judged by.
struct Judge {
    as_of: Date,
    today: Date,
    decay: Decimal,
}

/// Since when something is so: the order of its commit, the day, and who.
struct Since {
    order: usize,
    date: Date,
    by: Option<String>,
}

impl Since {
    fn of(trail: Option<Trail<'_>>, step: &Step<'_>) -> Since {
        let by = trail.map(|trail| trail.author(step).to_owned());
        Since { order: step.order, date: step.when.date, by }
    }
}

impl Judge {
    fn record(&self, trails: &Trails, record: RecordRef, found: &Record, shape: &Shape, kind: &str) -> Vec<Datum> {
        let trail = trails.of(record.kind, &found.id);
        fields_of(kind).filter_map(|field| self.datum(trail, record, found, shape, field)).collect()
    }

    /// `None` where there is no such datum, or was none on the day.
    fn datum(
        &self,
        trail: Option<Trail<'_>>,
        record: RecordRef,
        found: &Record,
        shape: &Shape,
        field: &'static str,
    ) -> Option<Datum> {
        let value = found.get(shape, field)?;
        if crate::history::version::is_nothing(value) {
            return None;
        }
        let written = self.written(trail, value, field)?;

        let confirmed = self.confirmation(trail, found, shape, field);
        // A confirmation of a value that was changed since says nothing of this one.
        let confirmed = confirmed.filter(|(of, _)| of.order >= written.order);
        let (since, by, confirmed) = match confirmed {
            Some((of, day)) if of.order == written.order || day >= written.date => (day, of.by, true),
            _ => (written.date, written.by, false),
        };
        let days = self.as_of.days_since(since).max(0);
        Some(Datum { record, field, since, confirmed, by, days, wrong: self.wrong(days) })
    }

    /// When a value was last changed, on or before the day; what no commit has was written today.
    fn written(&self, trail: Option<Trail<'_>>, value: &Value, field: &str) -> Option<Since> {
        let since = |step: Step<'_>| Since::of(trail, &step);
        let now = || Since { order: usize::MAX, date: self.today, by: None };
        let steps = trail.into_iter().flat_map(|trail| trail.under(field)).filter(|step| step.when.date <= self.as_of);
        let written = steps.max_by_key(|step| (step.order, step.when.date)).map(since);
        // Not in any commit: it was written today.
        let uncommitted = match trail {
            Some(trail) => {
                let plain = !matches!(value, Value::List(_) | Value::Table(_));
                let mut line = trail.line(field);
                trail.under(field).next().is_none()
                    || plain && line.next_back().is_some_and(|step| step.after != Some(value))
            }
            None => true,
        };
        if uncommitted && self.today <= self.as_of { Some(now()) } else { written }
    }

    /// The last confirmation, on or before the day: who recorded it, and its own day.
    fn confirmation(
        &self,
        trail: Option<Trail<'_>>,
        found: &Record,
        shape: &Shape,
        field: &str,
    ) -> Option<(Since, Date)> {
        let day = |value: Option<&Value>| value.and_then(Value::as_date).filter(|day| *day <= self.as_of);
        let inner = shape.field(CONFIRMED).and_then(|field| field.ty.shape());
        let values = found.get(shape, CONFIRMED).and_then(Value::as_table);
        let now = inner.zip(values).and_then(|(inner, values)| values.get(inner.position(field)?)?.as_ref());
        let steps = || trail.into_iter().flat_map(|trail| trail.inner(CONFIRMED, field));
        if now.is_some() && steps().next_back().is_none_or(|step| step.after != now) {
            return day(now).map(|day| (Since { order: usize::MAX, date: self.today, by: None }, day));
        }
        steps().rev().find_map(|step| day(step.after).map(|day| (Since::of(trail, &step), day)))
    }

    /// The probability that something is wrong after so many days, in millionths.
    fn wrong(&self, days: i64) -> i64 {
        let decay = f64::try_from(self.decay).unwrap_or(0.0) / 100.0;
        let right = (1.0 - decay).powf(days as f64 / 365.25);
        (((1.0 - right) * MILLION as f64).round() as i64).clamp(0, MILLION)
    }
}

/// Millionths as a number with one decimal.
fn tenths(millionths: i64) -> Decimal {
    decimal::fixed(Decimal::new(millionths, 6), 1)
}

/// The mean of probabilities in percent, with one decimal.
fn mean(millionths: i64, count: usize) -> Option<Decimal> {
    let ratio = Decimal::new(millionths, 4).checked_div(Decimal::from(count))?;
    Some(decimal::fixed(ratio, 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kinds;

    #[test]
    fn every_datum_is_a_field_that_can_be_confirmed() {
        let book = Book::read(Kinds::standard(), Vec::new());
        for kind in ["customer", "contact"] {
            let shape = book.shape(book.kinds.named(kind).unwrap());
            let confirmed = shape.field(CONFIRMED).and_then(|field| field.ty.shape()).unwrap();
            let mut known: Vec<&str> = confirmed.fields.iter().map(|field| &*field.name).collect();
            let mut data: Vec<&str> = fields_of(kind).collect();
            known.sort_unstable();
            data.sort_unstable();
            assert_eq!(known, data, "{kind}");
            assert!(data.iter().all(|field| shape.field(field).is_some()), "{kind}");
        }
    }

    #[test]
    fn a_share_grows_wrong_each_year() {
        let day = Date::new(2026, 11, 20).unwrap();
        let judge = |decay: i64| Judge { as_of: day, today: day, decay: Decimal::from(decay) };
        assert_eq!(judge(5).wrong(0), 0);
        // 1 − 0.95^(365/365.25) and 1 − 0.95^(1461/365.25) = 1 − 0.95⁴.
        assert_eq!(judge(5).wrong(365), 49_967);
        assert_eq!(judge(5).wrong(1461), 185_494);
        assert_eq!(judge(100).wrong(400), MILLION);
        assert_eq!(judge(0).wrong(4000), 0);
        assert_eq!(tenths(1_249_999).to_string(), "1.2");
        assert_eq!(mean(500_000, 4).unwrap().to_string(), "12.5");
    }
}
