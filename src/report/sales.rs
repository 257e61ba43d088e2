//! Sales: issued invoices less credit notes, without tax, by one or two dimensions, beside the previous period and the
//! same period a year before.
//!
//! Figures by product, category or tax are those of the lines; allowances and charges of the whole document belong to
//! no line and stand in a group of their own, so that the groups add up to the documents to the cent. (Tags are the
//! exception: a document with two of them counts under each, and once in the total.)

use rustc_hash::FxHashMap;

use super::dimension::{self, Dimension, Group};
use super::sheet::{Answer, Cell, Column, ColumnKind, Row, Sheet, Text};
use super::sold::{Cutter, PartSort};
use super::{Compare, Params, ReportError, as_of_note, change, column, link, money, percent, sparse, why};
use crate::book::{Book, RecordRef};
use crate::figures::totals::TaxKey;
use crate::figures::{Entry, Figures};
use crate::value::period::{PeriodContext, Step};
use crate::value::{Currency, Date, Decimal, Money, Period};

/// What `--by` may say.
pub const DIMENSIONS: &[Dimension] = &[
    Dimension::Customer,
    Dimension::Parent,
    Dimension::Owner,
    Dimension::Territory,
    Dimension::Industry,
    Dimension::Country,
    Dimension::Tag,
    Dimension::CustomerTag,
    Dimension::Series,
    Dimension::Product,
    Dimension::Category,
    Dimension::Tax,
    Dimension::Time(Step::Day),
    Dimension::Time(Step::Week),
    Dimension::Time(Step::Month),
    Dimension::Time(Step::Quarter),
    Dimension::Time(Step::Year),
    Dimension::Time(Step::FiscalYear),
];

/// More columns of time than this help nobody, and are refused.
const MOST_COLUMNS: usize = 60;

/// Sales of a period.
#[derive(Debug, Clone)]
pub struct Sales {
    /// The period with both ends: open ones are closed by the first document and the day of the figures.
    pub period: Period,
    /// What `previous` counts, where it is one period for all rows.
    pub previous: Option<Period>,
    pub year_before: Option<Period>,
    pub compare: Compare,
    /// One or two.
    pub dimensions: Vec<Dimension>,
    /// Units of time that have a column each, with their names.
    pub columns: Vec<(String, Period)>,
    /// By groups and currency, in reading order.
    pub rows: Vec<SalesRow>,
    /// Of all documents, each counted once, by currency.
    pub totals: Vec<SalesRow>,
}

/// One combination of groups in one currency. Amounts are without tax; credit notes are deducted.
#[derive(Debug, Clone)]
pub struct SalesRow {
    /// One a dimension; none in a total.
    pub groups: Vec<Group>,
    pub currency: Currency,
    pub amount: Money,
    /// `None` where the rows' periods do not add up to one: a total over months, each compared with the month before.
    pub previous: Option<Money>,
    pub year_before: Option<Money>,
    /// One for each of [`Sales::columns`].
    pub columns: Vec<Money>,
    /// The documents behind `amount`, each with its share.
    pub documents: Vec<(RecordRef, Money)>,
}

/// A unit of time that rows stand for (the whole period, unless time is a dimension) and what it is compared with.
struct Unit {
    key: Box<str>,
    now: Period,
    previous: Option<Period>,
    year_before: Option<Period>,
}

/// Sums in the making.
#[derive(Default)]
struct Sums {
    now: Decimal,
    previous: Decimal,
    year_before: Decimal,
    columns: Vec<Decimal>,
    documents: Vec<(RecordRef, Decimal)>,
}

impl Sales {
    pub fn compute(figures: &Figures<'_>, params: &Params) -> Result<Sales, ReportError> {
        let book = figures.book;
        let step = params.step()?;
        let mut dimensions = Dimension::parse_all(&params.by, DIMENSIONS)?;
        // Without `--by` the step of time is what the rows are.
        let columns_step = if dimensions.is_empty() {
            dimensions.push(Dimension::Time(step.unwrap_or(Step::Month)));
            None
        } else {
            step
        };
        let time = dimensions.iter().find_map(|dimension| match dimension {
            Dimension::Time(step) => Some(*step),
            _ => None,
        });
        if time.is_some() && columns_step.is_some() {
            return Err(ReportError::TwoTimes);
        }

        let asked = params.period.unwrap_or_else(|| super::year_to_date(figures.as_of, params.context));
        let open = asked.from.is_none() || asked.to.is_none();
        let compare = match params.compare()? {
            Some(compare) if open && compare != Compare::None => return Err(ReportError::OpenPeriod),
            Some(compare) => compare,
            None if open || columns_step.is_some() => Compare::None,
            None => Compare::Both,
        };
        let period = closed(asked, figures);
        let columns = columns_step.map_or(Vec::new(), |step| step.split(period, params.context));
        if let (Some(step), true) = (columns_step, columns.len() > MOST_COLUMNS) {
            return Err(ReportError::TooManyColumns { step: step.name(), count: columns.len() });
        }
        let before = previous(asked, period);
        let units = units(period, before, time, params.context);
        let previous = before.filter(|_| compare.previous() && time.is_none());
        let year_before = compare.year().then(|| period.year_before());

        let facts = Facts::new(book, &dimensions);
        let mut sums: FxHashMap<(Vec<Group>, Currency), Sums> = FxHashMap::default();
        let mut totals: FxHashMap<Currency, Sums> = FxHashMap::default();
        for (record, document) in figures.issued_entries() {
            if params.customer.is_some() && document.customer != params.customer {
                continue;
            }
            let now = within(&units, document.date, |unit| Some(unit.now));
            let before = if compare.previous() { within(&units, document.date, |unit| unit.previous) } else { 0..0 };
            let year = if compare.year() { within(&units, document.date, |unit| unit.year_before) } else { 0..0 };
            if now.is_empty() && before.is_empty() && year.is_empty() {
                continue;
            }
            let column = columns.iter().position(|(_, period)| period.contains(document.date));
            let currency = document.currency;
            let net = document.counted_net().amount;
            let total = totals.entry(currency).or_default();
            if !now.is_empty() {
                total.count(record, net, column, columns.len());
            }
            if !before.is_empty() {
                total.previous = total.previous.saturating_add(net);
            }
            if year_before.is_some_and(|period| period.contains(document.date)) {
                total.year_before = total.year_before.saturating_add(net);
            }
            facts.each(figures, record, &document, &mut |lists, amount| {
                let mut add = |unit: &Unit, add: &mut dyn FnMut(&mut Sums)| {
                    for mut groups in dimension::combinations(lists) {
                        if let Some(i) = dimensions.iter().position(|d| matches!(d, Dimension::Time(_))) {
                            groups[i] = Group::Unit(unit.now.from.unwrap_or(document.date), unit.key.clone());
                        }
                        add(sums.entry((groups, currency)).or_default());
                    }
                };
                for unit in &units[now.clone()] {
                    add(unit, &mut |sums| sums.count(record, amount, column, columns.len()));
                }
                for unit in &units[before.clone()] {
                    add(unit, &mut |sums| sums.previous = sums.previous.saturating_add(amount));
                }
                for unit in &units[year.clone()] {
                    add(unit, &mut |sums| sums.year_before = sums.year_before.saturating_add(amount));
                }
            });
        }
        // A month without sales is a figure, too: in the first of the currencies, since in each it would be clutter.
        if let [Dimension::Time(Step::Month | Step::Quarter | Step::Year | Step::FiscalYear)] = dimensions[..]
            && let Some(currency) = totals.keys().copied().min_by_key(|other| (*other != book.firm.currency(), *other))
        {
            for unit in &units {
                let groups = unit.now.from.map(|from| Group::Unit(from, unit.key.clone()));
                sums.entry((Vec::from_iter(groups), currency)).or_default();
            }
        }

        let width = columns.len();
        let shown = |previous: bool, year: bool| {
            move |(groups, currency, sums): (Vec<Group>, Currency, Sums)| {
                sums.row(groups, currency, width, previous, year)
            }
        };
        let mut rows: Vec<SalesRow> = sums
            .into_iter()
            .map(|((groups, currency), sums)| (groups, currency, sums))
            .map(shown(compare.previous(), compare.year()))
            .collect();
        for row in &mut rows {
            row.documents.sort_by_key(|(record, _)| (figures.entry(*record).map(|document| document.date), *record));
        }
        dimension::sort(book, &dimensions, &mut rows, |row| (&row.groups, row.currency), |row| row.amount.amount);
        let whole_year = time.is_none() || tiles(&units, period.year_before());
        let mut totals: Vec<SalesRow> = totals
            .into_iter()
            .map(|(currency, sums)| (Vec::new(), currency, sums))
            .map(shown(compare.previous() && time.is_none(), compare.year() && whole_year))
            .collect();
        totals.sort_by_key(|row| (row.currency != book.firm.currency(), row.currency));
        Ok(Sales { period, previous, year_before, compare, dimensions, columns, rows, totals })
    }

    pub fn answer(&self, figures: &Figures<'_>, params: &Params) -> Answer {
        let book = figures.book;
        let mut columns: Vec<Column> = self.dimensions.iter().map(|dimension| dimension.column()).collect();
        for (name, _) in &self.columns {
            columns.push(Column::new(name.clone(), Text::literal(name), ColumnKind::Money));
        }
        columns.push(column(if self.columns.is_empty() { "sales" } else { "total" }, ColumnKind::Money));
        if self.compare.previous() {
            columns.push(column("previous", ColumnKind::Money));
            columns.push(column("change", ColumnKind::Percent));
        }
        if self.compare.year() {
            columns.push(column("year_before", ColumnKind::Money));
            columns.push(column("year_change", ColumnKind::Percent));
        }
        let mut sheet = Sheet::new("sales", columns);
        sheet.groups = self.dimensions.len();
        sheet.title = Some(Text::key("report-sales-title"));
        sheet.notes = self.notes(figures, params);
        sheet.empty = Some(Text::key("report-sales-empty"));
        sheet.rows = (self.rows.iter())
            .map(|row| {
                let groups = row.groups.iter().map(|group| group.cell(book)).collect();
                let documents = row.documents.iter().map(|(record, _)| *record);
                Row::new(self.cells(groups, row)).why(why(book, params, documents))
            })
            .collect();
        sheet.totals = (self.totals.iter())
            .map(|total| Row::new(self.cells(super::total_label(self.dimensions.len()), total)))
            .collect();
        let by = self.dimensions.iter().map(|dimension| Cell::text(dimension.name())).collect();
        let mut answer = super::with_period(Answer::new(figures.as_of), self.period)
            .parameter("by", Cell::List(by))
            .parameter("compare", Cell::text(self.compare.name()))
            .sheet(sheet);
        if params.why {
            answer = answer.sheet(self.why_sheet(figures));
        }
        answer
    }

    fn notes(&self, figures: &Figures<'_>, params: &Params) -> Vec<Text> {
        let mut notes = vec![super::period_note(self.period), as_of_note(figures.as_of)];
        if let Some(customer) = params.customer {
            notes.push(Text::key("report-of").arg("customer", Cell::Link(link(figures.book, customer))));
        }
        let dates = |key: &'static str, period: Period| {
            Text::key(key).arg("from", Cell::from(period.from)).arg("to", Cell::from(period.to))
        };
        match (self.previous, self.dimensions.iter().find(|d| matches!(d, Dimension::Time(_)))) {
            (Some(previous), _) => notes.push(dates("report-note-previous", previous)),
            (None, Some(time)) if self.compare.previous() => {
                notes.push(Text::key(format!("report-note-previous-{}", time.name())));
            }
            _ => {}
        }
        if let Some(period) = self.year_before {
            notes.push(dates("report-note-year-before", period));
        }
        if self.dimensions.iter().any(|d| matches!(d, Dimension::Tag | Dimension::CustomerTag)) {
            notes.push(Text::key("report-note-tags"));
        }
        notes
    }

    fn cells(&self, mut cells: Vec<Cell>, row: &SalesRow) -> Vec<Cell> {
        cells.extend(row.columns.iter().map(|amount| sparse(*amount)));
        cells.push(Cell::Money(row.amount));
        let mut beside = |before: Option<Money>| {
            cells.push(Cell::from(before));
            cells.push(percent(before.and_then(|before| change(before, row.amount))));
        };
        if self.compare.previous() {
            beside(row.previous);
        }
        if self.compare.year() {
            beside(row.year_before);
        }
        cells
    }

    /// Every document of every row with what it contributes: a row's documents add up to its sales.
    fn why_sheet(&self, figures: &Figures<'_>) -> Sheet {
        let book = figures.book;
        let mut columns: Vec<Column> = self.dimensions.iter().map(|dimension| dimension.column()).collect();
        columns.push(column("document", ColumnKind::Link));
        columns.push(column("date", ColumnKind::Date));
        if !self.dimensions.contains(&Dimension::Customer) {
            columns.push(column("customer", ColumnKind::Link));
        }
        columns.push(column("sales", ColumnKind::Money));
        let mut sheet = Sheet::new("why", columns);
        sheet.groups = self.dimensions.len();
        sheet.title = Some(Text::key("report-why-title"));
        for row in &self.rows {
            for (record, amount) in &row.documents {
                let mut cells: Vec<Cell> = row.groups.iter().map(|group| group.cell(book)).collect();
                cells.push(Cell::Link(link(book, *record)));
                let document = figures.entry(*record);
                cells.push(Cell::from(document.as_ref().map(|document| document.date)));
                if !self.dimensions.contains(&Dimension::Customer) {
                    cells.push(Cell::from(document.and_then(|d| d.customer).map(|customer| link(book, customer))));
                }
                cells.push(Cell::Money(*amount));
                sheet.rows.push(Row::of(link(book, *record), cells));
            }
        }
        sheet
    }
}

impl Sums {
    /// Counts a part of a document of the period itself.
    fn count(&mut self, record: RecordRef, amount: Decimal, column: Option<usize>, columns: usize) {
        self.now = self.now.saturating_add(amount);
        self.columns.resize(columns, Decimal::ZERO);
        if let Some(sum) = column.and_then(|column| self.columns.get_mut(column)) {
            *sum = sum.saturating_add(amount);
        }
        match self.documents.last_mut() {
            Some((last, sum)) if *last == record => *sum = sum.saturating_add(amount),
            _ => self.documents.push((record, amount)),
        }
    }

    fn row(mut self, groups: Vec<Group>, currency: Currency, width: usize, previous: bool, year: bool) -> SalesRow {
        self.columns.resize(width, Decimal::ZERO);
        SalesRow {
            groups,
            currency,
            amount: money(self.now, currency),
            previous: previous.then(|| money(self.previous, currency)),
            year_before: year.then(|| money(self.year_before, currency)),
            columns: self.columns.iter().map(|sum| money(*sum, currency)).collect(),
            documents: self.documents.iter().map(|(record, sum)| (*record, money(*sum, currency))).collect(),
        }
    }
}

/// The period with both its ends, up to the day of the figures: what has not happened yet is compared with nothing.
fn closed(period: Period, figures: &Figures<'_>) -> Period {
    let to = period.to.unwrap_or(figures.as_of).min(figures.as_of);
    let first = || figures.issued_entries().map(|(_, document)| document.date).min().unwrap_or(to);
    let from = period.from.unwrap_or_else(first);
    // A period that begins after the day of the figures has no documents: it is its own first day.
    Period { from: Some(from), to: Some(to.max(from)) }
}

/// The period before; for one that is not over, as many days from the start of the period before.
fn previous(asked: Period, period: Period) -> Option<Period> {
    if asked.to == period.to || asked.to.is_none() {
        return period.previous();
    }
    let whole = asked.previous()?;
    let last = whole.from?.plus_days(period.days()? - 1);
    Some(Period { from: whole.from, to: whole.to.map(|to| to.min(last)) })
}

/// The whole period, or its units of time.
fn units(period: Period, previous: Option<Period>, time: Option<Step>, context: PeriodContext) -> Vec<Unit> {
    let Some(step) = time else {
        return vec![Unit { key: "".into(), now: period, previous, year_before: Some(period.year_before()) }];
    };
    let parts = step.split(period, context);
    parts
        .into_iter()
        .map(|(key, now)| Unit {
            key: key.into(),
            now,
            previous: unit_before(now, step, context),
            year_before: Some(now.year_before()),
        })
        .collect()
}

/// The unit before; for a part of a unit, the same days of the unit before.
fn unit_before(part: Period, step: Step, context: PeriodContext) -> Option<Period> {
    let (from, to) = (part.from?, part.to?);
    let unit = step.around(from, context);
    let (first, last) = (unit.from?, unit.to?);
    let before = step.around(first.plus_days(-1), context);
    let (start, end) = (before.from?, before.to?);
    let start_of_part = start.plus_days(from.days_since(first)).min(end);
    let end_of_part = if to == last { end } else { start.plus_days(to.days_since(first)).min(end) };
    Some(Period { from: Some(start_of_part), to: Some(end_of_part) })
}

/// The units whose window holds the day. Windows follow each other; neighbours may be the same (ISO weeks 52 and 53 are
/// both compared with a week 52).
fn within(units: &[Unit], date: Date, window: impl Fn(&Unit) -> Option<Period>) -> std::ops::Range<usize> {
    let starts = |unit: &Unit| window(unit).and_then(|window| window.from);
    let end = units.partition_point(|unit| starts(unit).is_some_and(|from| from <= date));
    let holds = |unit: &&Unit| window(unit).is_some_and(|window| window.contains(date));
    let count = units[..end].iter().rev().take_while(holds).count();
    end - count..end
}

/// Whether what the units are compared with, a year before, is exactly the given period.
fn tiles(units: &[Unit], period: Period) -> bool {
    let windows: Vec<Period> = units.iter().filter_map(|unit| unit.year_before).collect();
    let follow = |two: &[Period]| two[0].to.map(|to| to.plus_days(1)) == two[1].from;
    windows.first().map(|first| first.from) == Some(period.from)
        && windows.last().map(|last| last.to) == Some(period.to)
        && windows.windows(2).all(follow)
}

/// Cuts documents into the parts that the dimensions can tell apart.
struct Facts<'b> {
    book: &'b Book,
    dimensions: &'b [Dimension],
    /// For each dimension that looks at the customer: the groups of each customer, by position.
    of_customers: Vec<Option<Vec<Vec<Group>>>>,
    of_lines: bool,
    cutter: Cutter<'b>,
}

impl<'b> Facts<'b> {
    fn new(book: &'b Book, dimensions: &'b [Dimension]) -> Facts<'b> {
        use Dimension::*;
        let customers: Vec<RecordRef> = book
            .kinds
            .named("customer")
            .map_or(Vec::new(), |kind| (0..book.count(kind)).map(|i| RecordRef { kind, index: i as u32 }).collect());
        let of_customers = |dimension: &Dimension| {
            matches!(dimension, Customer | Parent | Territory | Industry | Country | CustomerTag).then(|| {
                customers.iter().map(|customer| dimension::of_customer(book, *dimension, Some(*customer))).collect()
            })
        };
        Facts {
            book,
            dimensions,
            of_customers: dimensions.iter().map(of_customers).collect(),
            of_lines: dimensions.iter().any(|dimension| dimension.of_line()),
            cutter: Cutter::new(book),
        }
    }

    /// Calls `see` with the groups and the signed net amount of each part; the parts add up to the document's net.
    fn each(
        &self,
        figures: &Figures<'_>,
        record: RecordRef,
        document: &Entry,
        see: &mut dyn FnMut(&[Vec<Group>], Decimal),
    ) {
        let book = self.book;
        let mut lists: Vec<Vec<Group>> = (self.dimensions.iter().zip(&self.of_customers))
            .map(|(dimension, of_customers)| match (of_customers, dimension) {
                // Who bought it was frozen, whatever has become of the customer since.
                (Some(groups), Dimension::Country) => {
                    let of = |customer: RecordRef| groups.get(customer.index as usize).cloned();
                    let todays = || document.customer.and_then(of).unwrap_or_else(|| vec![Group::None]);
                    dimension::frozen_country(book, record)
                        .map_or_else(todays, |country| vec![Group::text(Some(country))])
                }
                (Some(groups), _) => {
                    let groups = document.customer.and_then(|customer| groups.get(customer.index as usize));
                    groups.cloned().unwrap_or_else(|| vec![Group::None])
                }
                (None, Dimension::Owner) => vec![Group::record(document.owner)],
                (None, Dimension::Tag) => dimension::tags(book, record),
                (None, Dimension::Series) => vec![Group::text(book.text(record, "series"))],
                _ => vec![Group::None],
            })
            .collect();
        self.parts(figures, (record, document), document.credit_note, &mut lists, see);
        // Of a corrected invoice counts what it changes.
        if let Some(old) = document.others.replaces
            && let Some(document) = figures.entry(old)
        {
            self.parts(figures, (old, &document), true, &mut lists, see);
        }
    }

    /// The parts of one document, taken off where it is a credit note or was replaced.
    fn parts(
        &self,
        figures: &Figures<'_>,
        (record, document): (RecordRef, &Entry),
        negative: bool,
        lists: &mut [Vec<Group>],
        see: &mut dyn FnMut(&[Vec<Group>], Decimal),
    ) {
        if !self.of_lines {
            let net = document.net().amount;
            return see(lists, if negative { -net } else { net });
        }
        self.cutter.parts(figures, record, negative, &mut |part| {
            let product = (part.sort == PartSort::Line).then_some(part.product);
            self.of_part(lists, product, part.tax);
            see(lists, part.net);
        });
    }

    /// Sets the groups of a line with its product, or of an allowance or charge of the whole document (`None`).
    fn of_part(&self, lists: &mut [Vec<Group>], product: Option<Option<RecordRef>>, tax: TaxKey) {
        for (dimension, list) in self.dimensions.iter().zip(lists) {
            let group = match (dimension, product) {
                (Dimension::Tax, _) => Group::Tax(tax),
                (Dimension::Product | Dimension::Category, None) => Group::Adjustments,
                (Dimension::Product, Some(product)) => Group::record(product),
                (Dimension::Category, Some(product)) => {
                    Group::text(product.and_then(|product| self.book.text(product, "category")))
                }
                _ => continue,
            };
            *list = vec![group];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        let (from, to) = text.split_once("..").unwrap();
        Period::between(from.parse().unwrap(), to.parse().unwrap()).unwrap()
    }

    #[test]
    fn a_part_of_a_month_is_compared_with_the_same_days_of_the_month_before() {
        let context = PeriodContext::new("2026-10-02".parse().unwrap());
        let before = |part| unit_before(period(part), Step::Month, context).unwrap().to_string();
        assert_eq!(before("2026-10-01..2026-10-02"), "2026-09-01..2026-09-02");
        assert_eq!(before("2026-03-01..2026-03-31"), "2026-02-01..2026-02-28");
        assert_eq!(before("2026-03-15..2026-03-31"), "2026-02-15..2026-02-28");
        assert_eq!(before("2026-03-30..2026-03-30"), "2026-02-28..2026-02-28");
    }

    #[test]
    fn what_was_issued_is_counted_as_it_was_issued() {
        let settings = "format = 2\n[[tax]]\nid = \"n\"\ncategory = \"S\"\npercent = 21\ndefault = true\n";
        let invoice = "customer = \"a\"\nnumber = \"F-1\"\ndate = 2026-05-01\n[buyer]\nname = \"A\"\n[buyer.address]\n\
            country = \"FR\"\n[[lines]]\nquantity = 1\nunit_price = 100.00\ntax = \"n\"\ntax_category = \"S\"\n\
            tax_percent = 20\n";
        // Since then the rate has become another one, and the customer has moved.
        let files = [
            ("carnet.toml", settings),
            ("customers/a.toml", "name = \"A\"\n[address]\ncountry = \"BE\"\n"),
            ("invoices/i.toml", invoice),
        ];
        let sources = files.iter().map(|(path, text)| crate::book::Source::new(path, text.as_bytes())).collect();
        let book = Book::read(crate::model::Kinds::standard(), sources);
        let figures = Figures::new(&book, "2026-12-31".parse().unwrap());
        let by = |dimension: &str| {
            let mut params = Params::new(PeriodContext::new(figures.as_of));
            params.by = vec![dimension.to_owned()];
            let sales = Sales::compute(&figures, &params).unwrap();
            sales.rows.iter().map(|row| row.groups[0].clone()).collect::<Vec<Group>>()
        };
        let rate = TaxKey { category: crate::value::tax::TaxCategory::Standard, percent: Decimal::from(20) };
        assert_eq!(by("tax"), [Group::Tax(rate)]);
        assert_eq!(by("country"), [Group::text(Some("FR"))]);
    }

    #[test]
    fn a_day_is_found_in_every_window_that_holds_it() {
        let context = PeriodContext::new("2026-12-31".parse().unwrap());
        // 2026 has 53 weeks, 2025 has 52: weeks 52 and 53 are both compared with week 52 of 2025.
        let weeks = units(period("2026-12-14..2027-01-03"), None, Some(Step::Week), context);
        let held = |day: &str| within(&weeks, day.parse().unwrap(), |unit| unit.year_before);
        assert_eq!(held("2025-12-23"), 1..3);
        assert_eq!(held("2025-12-16"), 0..1);
        assert_eq!(held("2026-12-16"), 3..3);
        assert!(!tiles(&weeks, period("2026-12-14..2027-01-03").year_before()));
        let months = units(period("2026-01-01..2026-10-02"), None, Some(Step::Month), context);
        assert!(tiles(&months, period("2025-01-01..2025-10-02")));
    }
}
