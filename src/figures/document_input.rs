//! From an invoice's values to the input of its totals. No typed struct stands between them: a book has more invoices
//! than anything else, and their figures need a third of what stands in them.

use super::totals::{Adjustment, AdjustmentInput, DocumentInput, LineInput, Prices, TaxKey, Totals, TotalsFault};
use crate::book::link::{target, target_in};
use crate::book::view::{TableView, View};
use crate::book::{Book, RecordRef, Values};
use crate::firm::TaxRate;
use crate::model::Shape;
use crate::model::invoice::tax_date;
use crate::value::tax::TaxCategory;
use crate::value::{Currency, Date, Decimal, Money, decimal};

/// Why a document has no totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoTotals {
    /// No customer, no date, or a line without a quantity or a price.
    Incomplete,
    /// A line names a tax rate that the firm does not have, or none where the firm has rates and no default.
    Tax,
    /// The numbers themselves.
    Arithmetic(TotalsFault),
}

impl From<TotalsFault> for NoTotals {
    fn from(fault: TotalsFault) -> NoTotals {
        NoTotals::Arithmetic(fault)
    }
}

/// Where a field stands among the values of its table; nowhere when the table has no such field.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column(Option<usize>);

impl Column {
    pub(super) fn of(shape: Option<&Shape>, name: &str) -> Column {
        Column(shape.and_then(|shape| shape.position(name)))
    }

    pub(super) fn value(self, values: TableView<'_>) -> Option<View<'_>> {
        values.get(self.0?)
    }

    pub(super) fn text(self, values: TableView<'_>) -> Option<&str> {
        self.value(values)?.as_text()
    }

    pub(super) fn decimal(self, values: TableView<'_>) -> Option<Decimal> {
        self.value(values)?.as_decimal()
    }

    pub(super) fn date(self, values: TableView<'_>) -> Option<Date> {
        self.value(values)?.as_date()
    }

    pub(super) fn table(self, values: TableView<'_>) -> Option<TableView<'_>> {
        self.value(values)?.as_table()
    }

    /// The tables of a list.
    pub(super) fn tables(self, values: TableView<'_>) -> impl Iterator<Item = TableView<'_>> {
        self.value(values).into_iter().flat_map(View::items).filter_map(View::as_table)
    }
}

/// The shape of the tables in a list.
pub(super) fn items<'s>(shape: Option<&'s Shape>, name: &str) -> Option<&'s Shape> {
    shape?.field(name)?.ty.shape().map(|shape| &**shape)
}

/// Where the fields of an invoice stand that its figures are made of: looked up once for all invoices.
pub(super) struct InvoiceColumns {
    pub(super) customer: Column,
    pub(super) invoice_type: Column,
    pub(super) number: Column,
    pub(super) date: Column,
    delivered: Column,
    period: Column,
    period_to: Column,
    pub(super) due: Column,
    pub(super) terms: Column,
    pub(super) currency: Column,
    pub(super) owner: Column,
    pub(super) credits: Column,
    pub(super) replaces: Column,
    pub(super) retention: RetentionColumns,
    pub(super) allocations: AllocationColumns,
    rounding: Column,
    prepaid: Column,
    prices_include_tax: Column,
    stated: Column,
    frozen: [Column; 8],
    lines: Column,
    allowances: Column,
    charges: Column,
    line: LineColumns,
    allowance: AdjustmentColumns,
    charge: AdjustmentColumns,
}

/// What a document says of itself beside its lines.
#[derive(Default)]
pub(super) struct Head<'v> {
    pub(super) customer: Option<&'v str>,
    pub(super) invoice_type: Option<&'v str>,
    /// It has a number.
    pub(super) numbered: bool,
    pub(super) date: Option<Date>,
    pub(super) due: Option<Date>,
    pub(super) terms: Option<&'v str>,
    pub(super) currency: Option<&'v str>,
    pub(super) owner: Option<&'v str>,
    pub(super) credits: Option<&'v str>,
    pub(super) replaces: Option<&'v str>,
    /// The customer keeps a part of the money.
    pub(super) retention: bool,
}

/// Where the fields of retention money stand.
pub(super) struct RetentionColumns {
    table: Column,
    percent: Column,
    amount: Column,
    due: Column,
}

impl RetentionColumns {
    fn new(shape: Option<&Shape>) -> RetentionColumns {
        let inner = items(shape, "retention");
        let column = |name| Column::of(inner, name);
        let table = Column::of(shape, "retention");
        RetentionColumns { table, percent: column("percent"), amount: column("amount"), due: column("due") }
    }

    /// What the customer keeps of an amount, and until when; `None` where nobody says.
    pub(super) fn of(&self, values: TableView<'_>, gross: Money) -> Option<(Decimal, Date)> {
        let retention = self.table.table(values)?;
        let share = || {
            let percent = self.percent.decimal(retention)?;
            let share = gross.amount.checked_mul(percent)?.checked_div(Decimal::ONE_HUNDRED)?;
            Some(decimal::fixed(share, gross.currency.decimals()))
        };
        Some((self.amount.decimal(retention).or_else(share)?, self.due.date(retention)?))
    }
}

/// Where the fields of allocations stand, in payments and in credit notes.
pub(super) struct AllocationColumns {
    list: Column,
    invoice: Column,
    amount: Column,
}

impl AllocationColumns {
    pub(super) fn new(shape: Option<&Shape>) -> AllocationColumns {
        let inner = items(shape, "allocations");
        AllocationColumns {
            list: Column::of(shape, "allocations"),
            invoice: Column::of(inner, "invoice"),
            amount: Column::of(inner, "amount"),
        }
    }

    /// Whether there are any.
    pub(super) fn any(&self, values: TableView<'_>) -> bool {
        self.list.tables(values).next().is_some()
    }

    /// The invoices that a payment or a credit note names, where they are found, and what is allocated to each.
    pub(super) fn each<'v>(
        &'v self,
        book: &'v Book,
        values: TableView<'v>,
    ) -> impl Iterator<Item = (Option<RecordRef>, Decimal)> + 'v {
        let kind = book.kinds.named("invoice");
        self.list.tables(values).filter_map(move |allocation| {
            let invoice = self.invoice.text(allocation)?;
            Some((target_in(book, kind, invoice), self.amount.decimal(allocation)?))
        })
    }
}

struct LineColumns {
    quantity: Column,
    unit_price: Column,
    tax: Column,
    frozen: FrozenRate,
    allowances: Column,
    charges: Column,
    allowance: AdjustmentColumns,
    charge: AdjustmentColumns,
}

struct AdjustmentColumns {
    amount: Column,
    percent: Column,
    tax: Column,
    frozen: FrozenRate,
}

impl InvoiceColumns {
    pub(super) fn new(shape: &Shape) -> InvoiceColumns {
        let shape = Some(shape);
        let column = |name| Column::of(shape, name);
        InvoiceColumns {
            customer: column("customer"),
            invoice_type: column("type"),
            number: column("number"),
            date: column("date"),
            delivered: column("delivered"),
            period: column("period"),
            period_to: Column::of(items(shape, "period"), "to"),
            due: column("due"),
            terms: column("terms"),
            currency: column("currency"),
            owner: column("owner"),
            credits: column("credits"),
            replaces: column("replaces"),
            retention: RetentionColumns::new(shape),
            allocations: AllocationColumns::new(shape),
            rounding: column("rounding"),
            prepaid: Column::of(items(shape, "totals"), "prepaid"),
            prices_include_tax: column("prices_include_tax"),
            stated: column("totals"),
            frozen: FROZEN.map(|name| Column::of(items(shape, "totals"), name)),
            lines: column("lines"),
            allowances: column("allowances"),
            charges: column("charges"),
            line: LineColumns::new(items(shape, "lines")),
            allowance: AdjustmentColumns::new(items(shape, "allowances")),
            charge: AdjustmentColumns::new(items(shape, "charges")),
        }
    }

    /// How the lines, allowances and charges of an invoice enter the arithmetic of EN 16931.
    ///
    /// # Errors
    /// [`NoTotals::Tax`] where nobody can say how something is taxed: a total without its tax would be a wrong one.
    pub(super) fn input(
        &self,
        book: &Book,
        values: TableView<'_>,
        currency: Currency,
    ) -> Result<DocumentInput, NoTotals> {
        let own = self.prices_include_tax.value(values).and_then(View::as_bool);
        // An issued document says it itself, or means without tax.
        let todays = book.firm.file.prices_include_tax.filter(|_| self.stated.value(values).is_none());
        let gross = own.or(todays).unwrap_or(false);
        let covers_until = self.period.table(values).and_then(|period| self.period_to.date(period));
        let date = self.date.date(values).ok_or(NoTotals::Incomplete)?;
        let date = tax_date(self.delivered.date(values), covers_until, date);
        let list = |list: Column, columns: &AdjustmentColumns| {
            list.tables(values).map(|values| columns.document_adjustment(book, values, date)).collect::<Result<_, _>>()
        };
        Ok(DocumentInput {
            currency,
            prices: if gross { Prices::Gross } else { Prices::Net },
            lines: self
                .lines
                .tables(values)
                .map(|values| self.line.input(book, values, date))
                .collect::<Result<_, _>>()?,
            allowances: list(self.allowances, &self.allowance)?,
            charges: list(self.charges, &self.charge)?,
            prepaid: self.stated.table(values).and_then(|totals| self.prepaid.decimal(totals)),
            rounding: self.rounding.decimal(values),
        })
    }

    /// The totals of a document: see [`totals_of`].
    pub(super) fn totals(&self, book: &Book, values: TableView<'_>, currency: Currency) -> Result<Totals, NoTotals> {
        Ok(self.issued(values, self.input(book, values, currency)?.totals()?))
    }

    /// The same, in the currency that holds for the document.
    pub(super) fn totals_in_own_currency(&self, book: &Book, values: TableView<'_>) -> Result<Totals, NoTotals> {
        self.totals(book, values, own_currency(book, self, values)?)
    }

    /// What a document says of itself beside its lines, read in one go.
    pub(super) fn head<'v>(&self, values: TableView<'v>) -> Head<'v> {
        let mut head = Head::default();
        values.each(|position, value| {
            let is = |column: Column| column.0 == Some(position);
            match value {
                View::Text(text) if is(self.customer) => head.customer = Some(text),
                View::Text(text) if is(self.invoice_type) => head.invoice_type = Some(text),
                View::Text(_) if is(self.number) => head.numbered = true,
                View::Text(text) if is(self.terms) => head.terms = Some(text),
                View::Text(text) if is(self.currency) => head.currency = Some(text),
                View::Text(text) if is(self.owner) => head.owner = Some(text),
                View::Text(text) if is(self.credits) => head.credits = Some(text),
                View::Text(text) if is(self.replaces) => head.replaces = Some(text),
                View::Date(date) if is(self.date) => head.date = Some(date),
                View::Date(date) if is(self.due) => head.due = Some(date),
                View::Table(_) if is(self.retention.table) => head.retention = true,
                _ => {}
            }
        });
        head
    }

    /// The totals that were frozen on issue, in place of those that were computed now: what was printed is what is owed,
    /// whatever a later version of this program would compute. (`check` compares the two.)
    pub(super) fn issued(&self, values: TableView<'_>, mut totals: Totals) -> Totals {
        let frozen = self.stated.table(values);
        let Some(frozen) = frozen.filter(|_| self.number.value(values).is_some()) else { return totals };
        let own = [
            &mut totals.sum_of_lines,
            &mut totals.allowances,
            &mut totals.charges,
            &mut totals.tax_exclusive,
            &mut totals.tax,
            &mut totals.tax_inclusive,
            &mut totals.rounding,
            &mut totals.due,
        ];
        for (own, column) in own.into_iter().zip(self.frozen) {
            if let Some(amount) = column.decimal(frozen) {
                *own = amount;
            }
        }
        totals
    }
}

/// The keys of `[totals]`, in the order in which [`InvoiceColumns::issued`] takes them.
const FROZEN: [&str; 8] = ["lines", "allowances", "charges", "net", "tax", "gross", "rounding", "payable"];

/// A rate as it was frozen on issue, which goes before what carnet.toml says today.
#[derive(Clone, Copy)]
struct FrozenRate {
    category: Column,
    percent: Column,
}

impl FrozenRate {
    fn new(shape: Option<&Shape>) -> FrozenRate {
        FrozenRate { category: Column::of(shape, "tax_category"), percent: Column::of(shape, "tax_percent") }
    }

    fn key(self, values: TableView<'_>) -> Option<TaxKey> {
        let category = TaxCategory::from_code(self.category.text(values)?)?;
        Some(TaxKey { category, percent: self.percent.decimal(values).unwrap_or(Decimal::ZERO) })
    }
}

impl LineColumns {
    fn new(shape: Option<&Shape>) -> LineColumns {
        let column = |name| Column::of(shape, name);
        LineColumns {
            quantity: column("quantity"),
            unit_price: column("unit_price"),
            tax: column("tax"),
            frozen: FrozenRate::new(shape),
            allowances: column("allowances"),
            charges: column("charges"),
            allowance: AdjustmentColumns::new(items(shape, "allowances")),
            charge: AdjustmentColumns::new(items(shape, "charges")),
        }
    }

    fn input(&self, book: &Book, values: TableView<'_>, date: Date) -> Result<LineInput, NoTotals> {
        let (mut quantity, mut unit_price, mut tax, mut frozen) = (None, None, None, false);
        let (mut allowances, mut charges) = (Vec::new(), Vec::new());
        let list = |list: View<'_>, columns: &AdjustmentColumns| {
            list.items().filter_map(View::as_table).map(|values| columns.adjustment(values)).collect()
        };
        let columns = [self.quantity, self.unit_price, self.tax, self.frozen.category, self.allowances, self.charges];
        let wanted = |position: usize| columns.iter().any(|column| column.0 == Some(position));
        // In one go: a book has more lines than anything else.
        values.each_some(wanted, |position, value| {
            let is = |column: Column| column.0 == Some(position);
            match value {
                value if is(self.quantity) => quantity = value.as_decimal(),
                value if is(self.unit_price) => unit_price = value.as_decimal(),
                value if is(self.tax) => tax = value.as_text(),
                value if is(self.allowances) => allowances = list(value, &self.allowance),
                value if is(self.charges) => charges = list(value, &self.charge),
                _ => frozen = true,
            }
        });
        let key = frozen.then(|| self.frozen.key(values)).flatten();
        Ok(LineInput {
            quantity: quantity.ok_or(NoTotals::Incomplete)?,
            unit_price: unit_price.ok_or(NoTotals::Incomplete)?,
            price_base_quantity: None,
            allowances,
            charges,
            tax: key.or_else(|| tax_key(book, tax, date)).ok_or(NoTotals::Tax)?,
        })
    }
}

impl AdjustmentColumns {
    fn new(shape: Option<&Shape>) -> AdjustmentColumns {
        let column = |name| Column::of(shape, name);
        let frozen = FrozenRate::new(shape);
        AdjustmentColumns { amount: column("amount"), percent: column("percent"), tax: column("tax"), frozen }
    }

    fn adjustment(&self, values: TableView<'_>) -> Adjustment {
        match (self.amount.decimal(values), self.percent.decimal(values)) {
            (Some(amount), _) => Adjustment::Amount(amount),
            (None, Some(percent)) => Adjustment::Percent(percent),
            (None, None) => Adjustment::Amount(Decimal::ZERO),
        }
    }

    fn document_adjustment(&self, book: &Book, values: TableView<'_>, date: Date) -> Result<AdjustmentInput, NoTotals> {
        let key = |code| tax_key(book, Some(code), date).ok_or(NoTotals::Tax);
        let todays = || self.tax.text(values).map(key).transpose();
        let tax = self.frozen.key(values).map_or_else(todays, |key| Ok(Some(key)))?;
        Ok(AdjustmentInput { adjustment: self.adjustment(values), tax })
    }
}

/// The category and rate of a tax code. Without a code the firm's default on that day holds; a firm that declares no rates
/// at all says nothing about tax. `None` where the code is unknown, or none is given and the firm has rates but no default
/// (both are findings).
pub fn tax_key(book: &Book, code: Option<&str>, date: Date) -> Option<TaxKey> {
    let rate = match code {
        Some(code) => book.firm.tax(code),
        None => book.firm.default_tax(date),
    };
    match rate {
        Some(rate) => Some(rate_key(rate)),
        None if code.is_none() && book.firm.file.tax.is_empty() => {
            Some(TaxKey { category: TaxCategory::None, percent: Decimal::ZERO })
        }
        None => None,
    }
}

/// How a rate of `carnet.toml` taxes.
pub fn rate_key(rate: &TaxRate) -> TaxKey {
    TaxKey { category: rate.category, percent: rate.percent.as_ref().map_or(Decimal::ZERO, |percent| percent.0) }
}

/// The currency of a record that may name one: its own, else its customer's, else the book's.
pub(super) fn currency(book: &Book, own: Option<&str>, customers: Option<&str>) -> Currency {
    own.or(customers).and_then(Currency::from_code).unwrap_or(book.firm.currency())
}

/// The totals of one invoice, given by its values and their shape, or why there are none: those that were frozen on issue,
/// where there are any.
///
/// # Errors
/// See [`NoTotals`].
pub fn totals_of(book: &Book, shape: &Shape, values: &Values) -> Result<Totals, NoTotals> {
    let columns = InvoiceColumns::new(shape);
    let currency = own_currency(book, &columns, values.into())?;
    columns.totals(book, values.into(), currency)
}

/// The totals that the lines of one invoice make, whatever was frozen.
///
/// # Errors
/// See [`NoTotals`].
pub fn computed_totals(book: &Book, shape: &Shape, values: &Values) -> Result<Totals, NoTotals> {
    let columns = InvoiceColumns::new(shape);
    let currency = own_currency(book, &columns, values.into())?;
    Ok(columns.input(book, values.into(), currency)?.totals()?)
}

/// The currency of an invoice that names a customer and a date.
fn own_currency(book: &Book, columns: &InvoiceColumns, values: TableView<'_>) -> Result<Currency, NoTotals> {
    let (Some(customer), Some(_)) = (columns.customer.text(values), columns.date.date(values)) else {
        return Err(NoTotals::Incomplete);
    };
    let customer = target(book, "customer", customer);
    let customers = customer.and_then(|customer| sound_text(book, customer, "currency"));
    Ok(currency(book, columns.currency.text(values), customers))
}

/// A text of a record, when the record is one that figures are made of.
fn sound_text<'b>(book: &'b Book, record: RecordRef, name: &str) -> Option<&'b str> {
    let found = book.get(record);
    found.sound.then(|| found.text(book.shape(record.kind), name)).flatten()
}
