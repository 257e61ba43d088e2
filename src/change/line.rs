//! Lines of documents on the command line: `audit-day 4 @650 discount=5%`.

use super::assign::{Assignment, Op, spot};
use super::error::ChangeError;
use super::literal::{self, Literal};
use super::plan::{Plan, table_spec};
use super::record_text::RecordText;
use super::scope::Scope;
use super::set::{edit, lines_shape, said};
use crate::book::RecordRef;
use crate::book::record::{Record, Values};
use crate::figures::Figures;
use crate::figures::price::{self, Ask, NoPrice};
use crate::finding::KeyPath;
use crate::model::shape::nearest;
use crate::model::{Shape, Type};
use crate::query::{Filter, parse_text};
use crate::value::{Currency, Date, Decimal, decimal};

/// One line as it was typed: a product's id or free words, how many, at which price, and the rest as `key=value`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LineSpec {
    /// Product id, or what the customer shall read.
    pub subject: String,
    pub quantity: Option<String>,
    /// Without its `@`.
    pub price: Option<String>,
    /// `discount=5%`, `tax=fr-20`, any other key of a line.
    pub options: Vec<Assignment>,
}

impl LineSpec {
    /// Reads the words between two `+`.
    ///
    /// # Errors
    /// No word at all, or two words that could each be the quantity.
    pub fn parse(words: &[String]) -> Result<LineSpec, ChangeError> {
        let Some((subject, rest)) = words.split_first().filter(|(subject, _)| !subject.trim().is_empty()) else {
            return Err(ChangeError::new("change-line-empty").hint("change-lines-forms"));
        };
        let mut spec = LineSpec { subject: subject.clone(), ..LineSpec::default() };
        for word in rest {
            if let Some(price) = word.strip_prefix('@') {
                spec.price = Some(price.to_owned());
            } else if let Some(option) = Assignment::parse(word) {
                spec.options.push(option);
            } else if spec.quantity.is_none() && word.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
                spec.quantity = Some(word.clone());
            } else {
                return Err(ChangeError::new("change-line-word").arg("word", word).hint("change-lines-forms"));
            }
        }
        Ok(spec)
    }

    /// Reads lines that are each introduced by `+`.
    pub fn parse_all(words: &[String]) -> Result<Vec<LineSpec>, ChangeError> {
        words.split(|word| word == "+").skip(1).map(LineSpec::parse).collect()
    }
}

/// What the lines of a document depend on.
pub(super) struct Header {
    currency: Currency,
    prices_include_tax: bool,
    date: Date,
    /// The customer's id.
    customer: Option<String>,
}

impl Header {
    /// Of a document that a line was not typed for.
    pub(super) fn on(date: Date, currency: Currency, prices_include_tax: bool, customer: &str) -> Header {
        Header { currency, prices_include_tax, date, customer: Some(customer.to_owned()) }
    }

    /// Reads it from the values of a document: its own currency, else its customer's, else the book's.
    pub(super) fn of(scope: &Scope<'_>, shape: &Shape, values: &Values) -> Header {
        let get = |name: &str| shape.position(name).and_then(|at| values.get(at)).and_then(Option::as_ref);
        let book = scope.book;
        let customer = get("customer").and_then(|value| value.as_text()).and_then(|id| {
            let kind = book.kinds.named("customer")?;
            let record = book.find(kind, id)?;
            book.get(record).text(book.shape(kind), "currency")
        });
        let own = get("currency").and_then(|value| value.as_text());
        let firm = book.firm.file.prices_include_tax.unwrap_or(false);
        Header {
            currency: own.or(customer).and_then(Currency::from_code).unwrap_or(book.firm.currency()),
            prices_include_tax: get("prices_include_tax").and_then(|value| value.as_bool()).unwrap_or(firm),
            date: get("date").and_then(|value| value.as_date()).unwrap_or(scope.periods.today),
            customer: get("customer").and_then(|value| value.as_text()).map(str::to_owned),
        }
    }
}

/// Adds lines at the end of a document.
///
/// # Errors
/// See [`ChangeError`].
pub fn line_add(scope: &Scope<'_>, record: RecordRef, specs: &[LineSpec]) -> Result<Plan, ChangeError> {
    let shape = document(scope, record)?;
    let header = Header::of(scope, shape, &scope.book.get(record).values);
    let spec = table_spec(shape);
    let change = edit(scope, record, &spec, |text| write(scope, shape, &header, text, specs))?;
    let words: Vec<String> = specs.iter().map(|spec| one_line(&spec.subject)).collect();
    Ok(plan(scope, record, change, &format!("line added: {}", words.join(", "))))
}

/// Changes keys of a line. `number` counts from 1.
///
/// # Errors
/// There is no such line; else as for `set`.
pub fn line_set(
    scope: &Scope<'_>,
    record: RecordRef,
    number: usize,
    assignments: &[Assignment],
    unset: &[String],
) -> Result<Plan, ChangeError> {
    let shape = document(scope, record)?;
    let kind = scope.book.kind(record.kind).name;
    let spec = table_spec(shape);
    let mut words = Vec::new();
    let change = edit(scope, record, &spec, |text| {
        let line = line(text, number)?;
        for wish in assignments {
            words.push(said(wish, false));
            if wish.path == "discount" && wish.op == Op::Set {
                let allowances = line.clone().and("allowances");
                if text.len(&allowances) > 0 {
                    text.unset(&allowances)?;
                }
                let (key, value) = discount(scope, &wish.text)?;
                text.set(&allowances.at(0).and(key), &value)?;
                continue;
            }
            let wish = Assignment { path: format!("lines.{number}.{}", wish.path), ..wish.clone() };
            let spot = spot(kind, shape, &wish.path)?;
            text.apply(scope, &spot, &wish)?;
        }
        for path in unset {
            words.push(format!("without {path}"));
            let path = if path == "discount" { "allowances" } else { path };
            let spot = spot(kind, shape, &format!("lines.{number}.{path}"))?;
            text.unset(&spot.path)?;
        }
        let named = |name: &str| assignments.iter().find(|wish| wish.path == name && wish.op == Op::Set);
        match (named("quantity"), named("unit_price")) {
            // A price that was typed is nobody's but the writer's.
            (_, Some(_)) => match text.unset(&line.and("price_from")) {
                Err(error) if error.key != "change-nothing-there" => Err(error),
                _ => Ok(()),
            },
            (Some(quantity), None) => price_again(scope, record, shape, (number, &quantity.text), &line, text),
            (None, None) => Ok(()),
        }
    })?;
    Ok(plan(scope, record, change, &format!("line {number}: {}", words.join(", "))))
}

/// The price of a line whose quantity has changed, where it was taken from a list or the product: another quantity may
/// reach another break.
fn price_again(
    scope: &Scope<'_>,
    record: RecordRef,
    shape: &Shape,
    (number, quantity): (usize, &str),
    line: &KeyPath,
    text: &mut RecordText<'_>,
) -> Result<(), ChangeError> {
    let values = &scope.book.get(record).values;
    let Some(lines) = lines_shape(shape) else { return Ok(()) };
    let list = shape.position("lines").and_then(|at| values[at].as_ref()).map_or(&[][..], |list| list.as_list());
    let found = list.get(number - 1).and_then(|line| line.as_table());
    let own = |name: &str| found?.get(lines.position(name)?)?.as_ref()?.as_text();
    let (Some(product), Some(before)) = (own("product"), own("price_from")) else { return Ok(()) };
    let number_of = |name: &str| found?.get(lines.position(name)?)?.as_ref()?.as_decimal();
    let Literal::Bare(quantity) = literal::read(scope, &Type::Quantity, "quantity", quantity)? else { return Ok(()) };
    let quantity = decimal::parse(&quantity).unwrap_or(Decimal::ONE);
    let header = Header::of(scope, shape, values);
    let price = |quantity| catalogue_price(scope, &header, product, quantity).ok();
    // A price that the catalogue does not give any more stays the one that was agreed.
    let was = price(number_of("quantity").unwrap_or(Decimal::ONE));
    let agreed = was.is_some_and(|(price, from)| from == before && price.is(number_of("unit_price")));
    let Some((price, from)) = price(quantity).filter(|_| agreed) else { return Ok(()) };
    if from != before {
        text.set(&line.clone().and("price_from"), &Literal::Text(from))?;
    }
    if price.is(number_of("unit_price")) { Ok(()) } else { text.set(&line.clone().and("unit_price"), &price) }
}

/// Removes a line. `number` counts from 1.
///
/// # Errors
/// There is no such line.
pub fn line_remove(scope: &Scope<'_>, record: RecordRef, number: usize) -> Result<Plan, ChangeError> {
    let spec = table_spec(document(scope, record)?);
    let change = edit(scope, record, &spec, |text| {
        let line = line(text, number)?;
        text.unset(&line)
    })?;
    Ok(plan(scope, record, change, &format!("line {number} removed")))
}

fn plan(scope: &Scope<'_>, record: RecordRef, change: super::FileChange, what: &str) -> Plan {
    let name = scope.book.name(record);
    Plan { changes: vec![change], subject: format!("{name}: {what}"), touched: vec![name] }
}

/// The shape of a record that has lines.
fn document<'b>(scope: &Scope<'b>, record: RecordRef) -> Result<&'b Shape, ChangeError> {
    let shape = scope.book.shape(record.kind);
    if lines_shape(shape).is_none() {
        return Err(ChangeError::new("change-no-lines").arg("name", scope.book.name(record)));
    }
    Ok(shape)
}

fn line(text: &mut RecordText<'_>, number: usize) -> Result<KeyPath, ChangeError> {
    let lines = KeyPath::key("lines");
    let count = text.len(&lines);
    match number.checked_sub(1).filter(|index| *index < count) {
        Some(index) => Ok(lines.at(index)),
        None => Err(ChangeError::new("change-no-line").arg("number", number).arg("count", count)),
    }
}

/// Writes lines behind those that are there.
pub(super) fn write(
    scope: &Scope<'_>,
    shape: &Shape,
    header: &Header,
    text: &mut RecordText<'_>,
    specs: &[LineSpec],
) -> Result<(), ChangeError> {
    let Some(lines) = lines_shape(shape) else {
        return Err(ChangeError::new("change-no-lines").arg("name", &shape.name));
    };
    for spec in specs {
        let index = text.len(&KeyPath::key("lines"));
        if shape.name.as_ref() == "order" && !is_words(spec) {
            let id = free_line_id(text, index);
            text.set(&KeyPath::key("lines").at(index).and("id"), &Literal::Text(id))?;
        }
        for (path, value) in values(scope, lines, header, spec)? {
            let mut full = KeyPath::key("lines").at(index);
            full.0.extend(path.0);
            text.set(&full, &value)?;
        }
    }
    Ok(())
}

/// A line that only says something: a title, a text, a subtotal.
fn is_words(spec: &LineSpec) -> bool {
    let words = ["title", "text", "subtotal"];
    spec.options.iter().any(|option| option.path == "type" && words.contains(&option.text.trim()))
}

/// The name of a new line of an order: its position, or the next number that no other line has.
fn free_line_id(text: &RecordText<'_>, index: usize) -> String {
    let taken = |number: &usize| match text {
        RecordText::Toml(text) => (0..index).any(|line| {
            let id = text.get(&KeyPath::key("lines").at(line).and("id"));
            id.is_some_and(|id| id.trim_matches(['"', '\'']) == number.to_string())
        }),
        RecordText::Note(_) => false,
    };
    let free = (index + 1..=index + 1 + index).find(|number| !taken(number));
    free.unwrap_or(index + 1).to_string()
}

/// What stands in a line, each value with its path in it.
pub(super) fn values(
    scope: &Scope<'_>,
    shape: &Shape,
    header: &Header,
    spec: &LineSpec,
) -> Result<Vec<(KeyPath, Literal)>, ChangeError> {
    let given = |name: &str| spec.options.iter().find(|option| option.path == name && option.op == Op::Set);
    let mut values: Vec<(KeyPath, Literal)> = Vec::new();
    // A delivery has no prices and no tax.
    let mut put = |name: &str, value: Literal| {
        if shape.field(name).is_some() {
            values.push((KeyPath::key(name), value));
        }
    };
    let priced = shape.field("unit_price").is_some();
    if is_words(spec) {
        put("description", Literal::Text(spec.subject.clone()));
        for option in &spec.options {
            let spot = spot("line", shape, &option.path)?;
            values.push((spot.path, literal::read(scope, spot.ty, &option.path, &option.text)?));
        }
        return Ok(values);
    }
    let quantity = spec.quantity.as_deref().or(given("quantity").map(|option| option.text.as_str())).unwrap_or("1");
    let quantity = literal::read(scope, &Type::Quantity, "quantity", quantity)?;
    let price = spec.price.as_deref().or(given("unit_price").map(|option| option.text.as_str()));
    let price = price.map(|text| literal::read(scope, &Type::UnitPrice, "unit_price", text)).transpose()?;
    match product(scope, &spec.subject) {
        Some((id, product, product_shape)) => {
            put("product", Literal::Text(id.to_owned()));
            let text = |name: &str| product.text(product_shape, name).map(|text| Literal::Text(text.to_owned()));
            if let Some(description) = text("description").or_else(|| text("name")) {
                put("description", description);
            }
            if let Some(unit) = text("unit") {
                put("unit", unit);
            }
            if let Some(tax) = text("tax") {
                put("tax", tax);
            }
            let price = match price {
                Some(price) => price,
                None if !priced => Literal::Bare(String::new()),
                None => {
                    let count = match &quantity {
                        Literal::Bare(text) => decimal::parse(text).unwrap_or(Decimal::ONE),
                        _ => Decimal::ONE,
                    };
                    let (price, from) = catalogue_price(scope, header, id, count)?;
                    put("price_from", Literal::Text(from));
                    price
                }
            };
            put("unit_price", price);
        }
        None => {
            let price = price.or((!priced).then(|| Literal::Bare(String::new())));
            let Some(price) = price else {
                let known = scope.book.kinds.named("product").map_or(&[][..], |kind| scope.book.records(kind));
                let near = nearest(&spec.subject, known.iter().map(|product| &*product.id));
                let error = ChangeError::new("change-line-price").arg("subject", &spec.subject);
                return Err(match near {
                    Some(near) => error.suggest(Some(near)),
                    None => error.hint("change-line-price-example"),
                });
            };
            put("description", Literal::Text(spec.subject.clone()));
            put("unit_price", price);
        }
    }
    put("quantity", quantity);
    for option in &spec.options {
        match option.path.as_str() {
            "quantity" | "unit_price" => {}
            "discount" => {
                let (key, value) = discount(scope, &option.text)?;
                values.push((KeyPath::key("allowances").at(0).and(key), value));
            }
            path => {
                let spot = spot("line", shape, path)?;
                let value = literal::read(scope, spot.ty, path, &option.text)?;
                values.retain(|(other, _)| *other != spot.path);
                values.push((spot.path, value));
            }
        }
    }
    Ok(values)
}

fn product<'b>(scope: &Scope<'b>, subject: &str) -> Option<(&'b str, &'b Record, &'b Shape)> {
    let kind = scope.book.kinds.named("product")?;
    let id = subject.strip_prefix("product/").unwrap_or(subject);
    let record = scope.book.get(scope.book.find(kind, id)?);
    Some((&record.id, record, scope.book.shape(kind)))
}

/// The price by the customer's, a segment's or everybody's list, else the product's own; it holds for its currency and
/// for the way of pricing of the firm. With what it comes from: `pricelist/ID`, `product/ID`.
fn catalogue_price(
    scope: &Scope<'_>,
    header: &Header,
    id: &str,
    quantity: Decimal,
) -> Result<(Literal, String), ChangeError> {
    let error = |key: &'static str| ChangeError::new(key).arg("subject", id).hint("change-line-price-example");
    let customer = header.customer.as_deref();
    let ask = Ask { product: id, quantity, customer, date: header.date, currency: header.currency };
    let price = match price::price(scope.book, &ask, &|segment| in_segment(scope, segment, customer)) {
        Ok(price) => price,
        Err(NoPrice::Unknown) => return Err(error("change-line-price")),
        Err(NoPrice::OtherCurrency(currency)) => {
            return Err(error("change-line-currency").arg("currency", currency).arg("wanted", header.currency));
        }
    };
    if header.prices_include_tax != scope.book.firm.file.prices_include_tax.unwrap_or(false) {
        return Err(error("change-line-tax"));
    }
    Ok((Literal::Bare(price.amount.to_string()), scope.book.name(price.from)))
}

/// Whether the segment's question holds for the customer; a question that cannot be asked holds for nobody.
fn in_segment(scope: &Scope<'_>, segment: &str, customer: Option<&str>) -> bool {
    let book = scope.book;
    let asked = || {
        let (segments, customers) = (book.kinds.named("segment")?, book.kinds.named("customer")?);
        let record = book.find(customers, customer?)?;
        let query = book.get(book.find(segments, segment)?).text(book.shape(segments), "query")?;
        let figures = Figures::new(book, scope.periods.today);
        let filter = Filter::new(&figures, customers, &parse_text(query).ok()?, scope.periods).ok()?;
        Some(filter.holds(&figures, record))
    };
    asked().unwrap_or(false)
}

/// `5%` is a percentage of the line, `10.00` an amount.
fn discount(scope: &Scope<'_>, text: &str) -> Result<(&'static str, Literal), ChangeError> {
    let (key, ty) = if text.trim_end().ends_with('%') { ("percent", Type::Percent) } else { ("amount", Type::Amount) };
    Ok((key, literal::read(scope, &ty, "discount", text)?))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
