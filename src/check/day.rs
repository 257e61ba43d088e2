//! What another day can change: rules compare days that records say with today, and nothing else depends on it. So a record that
//! says no day between two days is the same on both.

use rayon::prelude::*;

use crate::book::view::{TableView, View};
use crate::book::{Book, RecordRef};
use crate::model::{Shape, Type};
use crate::value::Date;

/// Where a table says days, itself or in its tables.
#[derive(Default)]
struct Days {
    /// By the position of a field: the days below it; nothing where there are none.
    fields: Vec<Option<Days>>,
    any: bool,
}

impl Days {
    fn of(shape: &Shape) -> Days {
        let below = |ty: &Type| match ty {
            Type::Date => Some(Days::default()),
            // What stands in lists (a rate of exchange, a line's period) is compared with the document's own days.
            Type::Table(inner) => Some(Days::of(inner)).filter(|days| days.any),
            _ => None,
        };
        let fields: Vec<Option<Days>> = shape.fields.iter().map(|field| below(&field.ty)).collect();
        Days { any: fields.iter().any(Option::is_some), fields }
    }

    fn lie_between(&self, values: TableView<'_>, (from, to): (Date, Date)) -> bool {
        let mut found = false;
        let days = |at: usize| self.fields.get(at).and_then(Option::as_ref);
        values.each_some(
            |at| days(at).is_some(),
            |at, value| match (value, days(at)) {
                (View::Date(day), _) => found = found || (from <= day && day <= to),
                (View::Table(inner), Some(days)) => found = found || days.lie_between(inner, (from, to)),
                _ => {}
            },
        );
        found
    }
}

/// The records that say a day between two days, both included.
pub fn between(book: &Book, one: Date, other: Date) -> Vec<RecordRef> {
    let range = (one.min(other), one.max(other));
    let of_kind = |(kind, _)| {
        let days = Days::of(book.shape(kind));
        let records = if days.any { book.records(kind) } else { &[] };
        let say = |index: &usize| days.lie_between(records[*index].values.view(), range);
        let found = (0..records.len()).into_par_iter().with_min_len(1024).filter(say);
        found.map(|index| RecordRef { kind, index: index as u32 }).collect::<Vec<_>>()
    };
    book.kinds.iter().flat_map(of_kind).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Source;
    use crate::model::Kinds;

    #[test]
    fn days_are_found_in_tables_and_not_in_lists() {
        let files = [
            ("customers/a.toml", "name = \"A\"\n[confirmed]\nphone = 2026-10-03\n"),
            ("customers/b.toml", "name = \"B\"\narchived = 2026-10-05\n"),
            ("rates/usd-eur.toml", "[[rates]]\ndate = 2026-10-04\nrate = 1.1\n"),
        ];
        let sources = files.iter().map(|(path, text)| Source::new(path, text.as_bytes())).collect();
        let book = Book::read(Kinds::standard(), sources);
        let found = |one: &str, other: &str| {
            let found = between(&book, one.parse().unwrap(), other.parse().unwrap());
            found.into_iter().map(|record| book.name(record)).collect::<Vec<_>>()
        };
        assert_eq!(found("2026-10-03", "2026-10-05"), ["customer/a", "customer/b"]);
        assert_eq!(found("2026-10-06", "2026-10-04"), ["customer/b"]);
        assert_eq!(found("2026-10-06", "2027-10-04"), [""; 0]);
    }
}
