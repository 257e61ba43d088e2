//! The next number of a series that may be given without asking anybody: quotes, orders, deliveries.

use crate::book::Book;
use crate::firm::SeriesDocument;
use crate::firm::series::Pattern;
use crate::model::KindId;
use crate::value::Date;

/// The number after the highest one of the series in the year or month of `date`; `None` where `carnet.toml` has no
/// series with a pattern for this sort, or numbers come from elsewhere.
pub fn next(book: &Book, kind: KindId, sort: SeriesDocument, own: Option<&str>, date: Date) -> Option<String> {
    let series = book.firm.series_for(own, sort).filter(|series| series.external != Some(true))?;
    let pattern = Pattern::parse(series.pattern.as_deref()?)?;
    let (year, month) = pattern.scope(date);
    let shape = book.shape(kind);
    let taken = book
        .records(kind)
        .iter()
        .filter_map(|record| pattern.read(record.text(shape, "number")?))
        .filter(|position| (position.year, position.month) == (year, month))
        .map(|position| position.sequence);
    let first = series.first.as_ref().and_then(|first| u64::try_from(first.0).ok()).unwrap_or(1);
    // A series that did not begin at 1 did so once: later years and months begin anew.
    let begun = book.records(kind).iter().any(|record| {
        let position = record.text(shape, "number").and_then(|number| pattern.read(number));
        position.is_some_and(|position| (position.year, position.month) < (year, month))
    });
    let sequence = match taken.max() {
        Some(highest) => highest.checked_add(1)?,
        None => {
            if begun {
                1
            } else {
                first.max(1)
            }
        }
    };
    Some(pattern.write(date, sequence))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Source;
    use crate::model::Kinds;

    fn next_of(quotes: &[&str], day: (i32, u32, u32)) -> Option<String> {
        let firm =
            "format = 2\n[[series]]\nid = \"q\"\ndocuments = [\"quote\"]\npattern = \"D-{year}-{seq:3}\"\nfirst = 17\n";
        let mut sources = vec![Source::new("carnet.toml", firm.as_bytes())];
        for (i, number) in quotes.iter().enumerate() {
            let text = format!("customer = \"a\"\nnumber = \"{number}\"\ndate = 2026-01-01\n");
            sources.push(Source::new(&format!("quotes/q{i}.toml"), text.as_bytes()));
        }
        let book = Book::read(Kinds::standard(), sources);
        let kind = book.kinds.named("quote").unwrap();
        next(&book, kind, SeriesDocument::Quote, None, Date::new(day.0, day.1, day.2).unwrap())
    }

    #[test]
    fn after_the_highest_of_the_year() {
        assert_eq!(next_of(&[], (2026, 5, 1)).unwrap(), "D-2026-017");
        assert_eq!(next_of(&["D-2026-019", "D-2026-017"], (2026, 5, 1)).unwrap(), "D-2026-020");
        assert_eq!(next_of(&["D-2026-019", "other"], (2027, 5, 1)).unwrap(), "D-2027-001");
    }

    #[test]
    fn a_sort_without_a_series_has_no_number() {
        let book = Book::read(Kinds::standard(), vec![Source::new("carnet.toml", "format = 2\n".as_bytes())]);
        let kind = book.kinds.named("order").unwrap();
        assert_eq!(next(&book, kind, SeriesDocument::Order, None, Date::new(2026, 1, 1).unwrap()), None);
    }
}
