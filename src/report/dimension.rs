//! What figures are grouped by: the words after `--by`, and the group that a document or deal falls into.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use super::ReportError;
use super::sheet::{Cell, Column, ColumnKind, Text};
use crate::book::link::reference;
use crate::book::{Book, RecordRef, Value};
use crate::figures::totals::TaxKey;
use crate::model::shape::nearest;
use crate::value::period::{PeriodContext, Step};
use crate::value::{Currency, Date, Decimal};

/// Something to group by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dimension {
    Customer,
    /// The head of the group that the customer belongs to; a customer without a parent is its own head.
    Parent,
    /// Who sold or sells it.
    Owner,
    /// The customer's territory.
    Territory,
    /// The customer's line of business.
    Industry,
    /// The country of the customer's address.
    Country,
    /// The tags of the document or deal itself: one with several tags counts under each.
    Tag,
    /// The tags of the customer, likewise.
    CustomerTag,
    /// The series of the document's number.
    Series,
    Product,
    /// The product's category.
    Category,
    /// Tax category and rate.
    Tax,
    Pipeline,
    Stage,
    /// Where a deal came from.
    Source,
    /// The date: of issue for documents, of the expected decision for deals.
    Time(Step),
}

use Dimension::*;

impl Dimension {
    pub const ALL: [Dimension; 21] = [
        Customer,
        Parent,
        Owner,
        Territory,
        Industry,
        Country,
        Tag,
        CustomerTag,
        Series,
        Product,
        Category,
        Tax,
        Pipeline,
        Stage,
        Source,
        Time(Step::Day),
        Time(Step::Week),
        Time(Step::Month),
        Time(Step::Quarter),
        Time(Step::Year),
        Time(Step::FiscalYear),
    ];

    /// The word after `--by`, which is also the column's key in JSON and CSV.
    pub fn name(self) -> &'static str {
        match self {
            Customer => "customer",
            Parent => "parent",
            Owner => "owner",
            Territory => "territory",
            Industry => "industry",
            Country => "country",
            Tag => "tag",
            CustomerTag => "customer-tag",
            Series => "series",
            Product => "product",
            Category => "category",
            Tax => "tax",
            Pipeline => "pipeline",
            Stage => "stage",
            Source => "source",
            Time(step) => step.name(),
        }
    }

    /// The French word for it, where that is another one.
    fn french(self) -> &'static str {
        match self {
            Customer => "client",
            Parent => "groupe",
            Owner => "responsable",
            Territory => "territoire",
            Industry => "activité",
            Country => "pays",
            Tag => "étiquette",
            CustomerTag => "étiquette-client",
            Series => "série",
            Product => "produit",
            Category => "catégorie",
            Tax => "tva",
            Stage => "étape",
            Source => "origine",
            // The French names of steps are read by `Step::parse`.
            Pipeline | Time(_) => self.name(),
        }
    }

    /// Reads a word, of those that a report knows. A word that is none of them is an error that lists them.
    pub fn parse(word: &str, allowed: &[Dimension]) -> Result<Dimension, ReportError> {
        let folded = word.to_lowercase();
        let found = Dimension::ALL
            .into_iter()
            .find(|dimension| dimension.name() == folded || dimension.french() == folded)
            .or_else(|| Step::parse(&folded).map(Time));
        found.filter(|dimension| allowed.contains(dimension)).ok_or_else(|| {
            let words = || allowed.iter().map(|dimension| dimension.name());
            let nearest = nearest(&folded, words().chain(allowed.iter().map(|dimension| dimension.french())));
            ReportError::UnknownDimension {
                word: word.to_owned(),
                allowed: words().collect(),
                nearest: nearest.map(str::to_owned),
            }
        })
    }

    /// Reads all words: at most two, no two the same, at most one of time.
    pub fn parse_all(words: &[String], allowed: &[Dimension]) -> Result<Vec<Dimension>, ReportError> {
        let mut dimensions = Vec::new();
        for word in words {
            let dimension = Dimension::parse(word, allowed)?;
            if dimensions.contains(&dimension) {
                return Err(ReportError::SameDimensionTwice(dimension.name()));
            }
            dimensions.push(dimension);
        }
        if dimensions.len() > 2 {
            return Err(ReportError::TooManyDimensions);
        }
        if let [Time(_), Time(_)] = dimensions[..] {
            return Err(ReportError::TwoTimes);
        }
        Ok(dimensions)
    }

    /// Whether it is about one line of a document rather than all of it.
    pub fn of_line(self) -> bool {
        matches!(self, Product | Category | Tax)
    }

    /// Groups have an order of their own; others come with the largest amount first.
    fn ordered(self) -> bool {
        matches!(self, Time(_) | Stage | Pipeline | Tax)
    }

    pub fn column(self) -> Column {
        let kind = match self {
            Customer | Parent | Owner | Territory | Product => ColumnKind::Link,
            Time(_) | Country | Series => ColumnKind::Code,
            _ => ColumnKind::Text,
        };
        Column::new(self.name(), Text::key(format!("report-by-{}", self.name())), kind)
    }
}

/// One value of a dimension.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    Record(RecordRef),
    Text(Box<str>),
    Tax(TaxKey),
    /// A unit of time: its first day in the period, and its name.
    Unit(Date, Box<str>),
    /// Positions of pipeline and stage among those of `carnet.toml`.
    Stage(usize, usize),
    Pipeline(usize),
    /// Allowances and charges of whole documents, which belong to no line.
    Adjustments,
    /// The record does not say.
    None,
}

impl Group {
    /// A text, or none.
    pub fn text(text: Option<&str>) -> Group {
        text.filter(|text| !text.is_empty()).map_or(Group::None, |text| Group::Text(text.into()))
    }

    pub fn record(record: Option<RecordRef>) -> Group {
        record.map_or(Group::None, Group::Record)
    }

    /// The unit of time that holds the day.
    pub fn unit(step: Step, date: Option<Date>, context: PeriodContext) -> Group {
        date.map_or(Group::None, |date| {
            let from = step.around(date, context).from.unwrap_or(date);
            Group::Unit(from, step.key(date, context).into())
        })
    }

    pub fn cell(&self, book: &Book) -> Cell {
        let named =
            |id: &str, name: &Option<String>| Cell::word(id.to_owned(), Text::literal(name.as_deref().unwrap_or(id)));
        match self {
            Group::Record(record) => Cell::Link(super::link(book, *record)),
            Group::Text(text) => Cell::text(&**text),
            Group::Unit(_, key) => Cell::text(&**key),
            Group::Tax(key) => {
                let rates = &book.firm.file.tax;
                let same = |percent: Option<Decimal>| percent.unwrap_or_default() == key.percent;
                let rate =
                    rates.iter().find(|rate| rate.category == key.category && same(rate.percent.as_ref().map(|p| p.0)));
                match rate {
                    Some(rate) => named(&rate.id, &rate.name),
                    None => Cell::text(format!("{} {}", key.category.code(), key.percent.normalize())),
                }
            }
            Group::Pipeline(pipeline) => {
                book.firm.file.pipeline.get(*pipeline).map_or(Cell::Empty, |p| named(&p.id, &p.name))
            }
            Group::Stage(pipeline, stage) => {
                let pipeline = book.firm.file.pipeline.get(*pipeline);
                pipeline.and_then(|p| p.stages.get(*stage)).map_or(Cell::Empty, |stage| named(&stage.id, &stage.name))
            }
            Group::Adjustments => Cell::word("document", Text::key("report-adjustments")),
            Group::None => Cell::word("none", Text::key("report-none")),
        }
    }

    fn last(&self) -> bool {
        matches!(self, Group::Adjustments | Group::None)
    }
}

/// The groups of a customer (nobody, where a record names none that is there): one, or several for tags.
pub fn of_customer(book: &Book, dimension: Dimension, customer: Option<RecordRef>) -> Vec<Group> {
    let Some(customer) = customer else { return vec![Group::None] };
    let shape = book.shape(customer.kind);
    let found = book.get(customer);
    vec![match dimension {
        Customer => Group::Record(customer),
        Parent => Group::Record(head(book, customer)),
        Territory => Group::record(reference(book, customer, "territory")),
        Industry => Group::text(found.text(shape, "industry")),
        Country => {
            let position = shape.position("address");
            let address = position.and_then(|i| shape.fields[i].ty.shape());
            let country = address.and_then(|address| {
                let values = found.get(shape, "address")?.as_table()?;
                values.get(address.position("country")?)?.as_ref()?.as_text()
            });
            Group::text(country)
        }
        CustomerTag => return tags(book, customer),
        _ => Group::None,
    }]
}

/// The country of the buyer of an invoice, as it was frozen on issue.
pub fn frozen_country(book: &Book, record: RecordRef) -> Option<&str> {
    let shape = book.shape(record.kind);
    let buyer = shape.field("buyer")?.ty.shape()?;
    let address = buyer.field("address")?.ty.shape()?;
    let values = book.values(record).get(shape.position("buyer")?)?.as_table()?;
    let values = values.get(buyer.position("address")?)?.as_table()?;
    values.get(address.position("country")?)?.as_text()
}

/// The groups of a record's own tags.
pub fn tags(book: &Book, record: RecordRef) -> Vec<Group> {
    let tags = book.get(record).get(book.shape(record.kind), "tags").map_or(&[][..], Value::as_list);
    let mut groups: Vec<Group> = tags.iter().map(|tag| Group::text(tag.as_text())).collect();
    groups.sort();
    groups.dedup();
    if groups.is_empty() { vec![Group::None] } else { groups }
}

/// The topmost parent. A circle, which is a finding, ends where it would start again.
fn head(book: &Book, customer: RecordRef) -> RecordRef {
    let mut seen = vec![customer];
    let mut head = customer;
    while let Some(parent) = reference(book, head, "parent").filter(|parent| !seen.contains(parent)) {
        seen.push(parent);
        head = parent;
    }
    head
}

/// Every way to take one group of each dimension.
pub fn combinations(lists: &[Vec<Group>]) -> Vec<Vec<Group>> {
    lists.iter().fold(vec![Vec::new()], |heads, list| {
        heads
            .iter()
            .flat_map(|head| list.iter().map(move |group| head.iter().chain([group]).cloned().collect()))
            .collect()
    })
}

/// Puts rows into the order in which they are read: time and stages as they follow each other, everything else with the
/// largest amount first (in the book's currency, then in the others), what belongs to no group last.
pub fn sort<T>(
    book: &Book,
    dimensions: &[Dimension],
    rows: &mut [T],
    key: impl Fn(&T) -> (&[Group], Currency),
    amount: impl Fn(&T) -> Decimal,
) {
    let home = book.firm.currency();
    let rank = |currency: Currency| (currency != home, currency);
    // The weight of each group within the groups before it, by currency.
    let mut weights: BTreeMap<Vec<Group>, BTreeMap<(bool, Currency), Decimal>> = BTreeMap::new();
    for row in rows.iter() {
        let (groups, currency) = key(row);
        for length in 1..=groups.len() {
            let sum = weights.entry(groups[..length].to_vec()).or_default().entry(rank(currency)).or_default();
            *sum = sum.saturating_add(amount(row));
        }
    }
    let title = |group: &Group| match group {
        Group::Record(record) => book.title(*record).to_lowercase(),
        Group::Text(text) => text.to_lowercase(),
        _ => String::new(),
    };
    let compare = |a: &[Group], b: &[Group]| -> Ordering {
        for (i, dimension) in dimensions.iter().enumerate() {
            let (Some(left), Some(right)) = (a.get(i), b.get(i)) else { break };
            if left == right {
                continue;
            }
            let natural = || left.cmp(right);
            if dimension.ordered() {
                return natural();
            }
            let weight = |groups: &[Group]| -> Vec<((bool, Currency), Reverse<Decimal>)> {
                let sums = weights.get(&groups[..=i]);
                sums.map(|sums| sums.iter().map(|(k, v)| (*k, Reverse(*v))).collect()).unwrap_or_default()
            };
            return left
                .last()
                .cmp(&right.last())
                .then_with(|| weight(a).cmp(&weight(b)))
                .then_with(|| title(left).cmp(&title(right)))
                .then_with(natural);
        }
        Ordering::Equal
    };
    rows.sort_by(|a, b| {
        let ((a, ours), (b, theirs)) = (key(a), key(b));
        compare(a, b).then_with(|| rank(ours).cmp(&rank(theirs)))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALLOWED: &[Dimension] = &[Customer, Owner, Product, Time(Step::Month), Time(Step::Year)];

    #[test]
    fn every_word_reads_back_in_both_languages() {
        for dimension in Dimension::ALL {
            assert_eq!(Dimension::parse(dimension.name(), &Dimension::ALL), Ok(dimension));
            assert_eq!(Dimension::parse(dimension.french(), &Dimension::ALL), Ok(dimension));
        }
        assert_eq!(Dimension::parse("Mois", ALLOWED), Ok(Time(Step::Month)));
    }

    #[test]
    fn an_unknown_word_is_answered_with_the_known_ones_and_the_nearest() {
        let error = Dimension::parse("costumer", ALLOWED).unwrap_err();
        assert_eq!(
            error,
            ReportError::UnknownDimension {
                word: "costumer".into(),
                allowed: vec!["customer", "owner", "product", "month", "year"],
                nearest: Some("customer".into()),
            }
        );
        // A word that another report knows is no word of this one.
        assert!(Dimension::parse("stage", ALLOWED).is_err());
    }

    #[test]
    fn at_most_two_different_dimensions_and_one_of_time() {
        let parse = |words: &[&str]| {
            Dimension::parse_all(&words.iter().map(|word| word.to_string()).collect::<Vec<_>>(), ALLOWED)
        };
        assert_eq!(parse(&["customer", "month"]), Ok(vec![Customer, Time(Step::Month)]));
        assert_eq!(parse(&["customer", "client"]), Err(ReportError::SameDimensionTwice("customer")));
        assert_eq!(parse(&["customer", "owner", "product"]), Err(ReportError::TooManyDimensions));
        assert_eq!(parse(&["month", "year"]), Err(ReportError::TwoTimes));
    }

    #[test]
    fn combinations_take_one_of_each() {
        let text = |text: &str| Group::Text(text.into());
        let all = combinations(&[vec![text("a"), text("b")], vec![text("x")]]);
        assert_eq!(all, [vec![text("a"), text("x")], vec![text("b"), text("x")]]);
    }
}
