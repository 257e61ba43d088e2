//! Document numbers: pattern, duplicates, gaps, and dates that run backwards, series by series.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::at_key;
use crate::book::view::View;
use crate::book::{Book, Record, RecordRef};
use crate::figures::Figures;
use crate::finding::{Finding, KeyPath, code};
use crate::firm::file::SeriesDocument;
use crate::firm::series::{Pattern, Position};
use crate::firm::{Series, first_series};
use crate::model::Shape;
use crate::value::Date;

/// A numbered document.
struct Numbered<'b> {
    record: RecordRef,
    number: &'b str,
    date: Option<Date>,
}

/// A document whose number fits its series' pattern.
struct Placed<'b> {
    position: Position,
    document: Numbered<'b>,
}

/// What a number counts within: a year, a month, or everything.
type Scope = (Option<i32>, Option<u32>);

/// The kinds that bear numbers, and what a series calls them.
const NUMBERED: [(&str, SeriesDocument); 4] = [
    ("invoice", SeriesDocument::Invoice),
    ("quote", SeriesDocument::Quote),
    ("order", SeriesDocument::Order),
    ("delivery", SeriesDocument::Delivery),
];

/// Numbers of documents, of unsound records too as far as they can be read.
pub fn numbers(figures: &Figures<'_>, findings: &mut Vec<Finding>) {
    for (kind, sort) in NUMBERED {
        numbers_of(figures.book, kind, sort, findings);
    }
}

fn numbers_of(book: &Book, kind: &str, sort: SeriesDocument, findings: &mut Vec<Finding>) {
    let Some(kind) = book.kinds.named(kind) else { return };
    let shape = book.shape(kind);
    let series = &book.firm.file.series;
    let [number, date] = ["number", "date"].map(|name| shape.position(name));
    let Some(number) = number else { return };
    let records = book.records(kind);
    // Where a document counts, and itself; nothing for one that bears no number.
    let numbered = |index: usize| {
        let record = &records[index];
        let values = record.values.view();
        let number = values.get(number).and_then(View::as_text)?;
        let date = date.and_then(|date| values.get(date)?.as_date());
        let document = Numbered { record: RecordRef { kind, index: index as u32 }, number, date };
        Some((series_of(series, shape, record, sort), document))
    };
    let found: Vec<Option<(Option<usize>, Numbered<'_>)>> =
        (0..records.len()).into_par_iter().with_min_len(1024).map(numbered).collect();
    // A file that cannot be read may be the one that is missing.
    let unknown = records.iter().zip(&found).filter(|(record, found)| !record.sound && found.is_none()).count();
    let mut by_series: Vec<Vec<Numbered<'_>>> = series.iter().map(|_| Vec::new()).collect();
    let mut without = Vec::new();
    for (position, document) in found.into_iter().flatten() {
        match position {
            Some(position) => by_series[position].push(document),
            // The rules of a series that is not declared are not known.
            None if book.get(document.record).text(shape, "series").is_some() => {}
            None => without.push(document),
        }
    }
    twice(book, without, findings);
    for (series, documents) in series.iter().zip(by_series) {
        let once = twice(book, documents, findings);
        if series.external != Some(true)
            && let Some(pattern) = series.pattern.as_deref().and_then(Pattern::parse)
        {
            in_order(book, series, &pattern, once, unknown, findings);
        }
    }
}

/// Which of the declared series a document of this sort counts in; credit notes and deposits are sorts of their own.
pub fn series_of(series: &[Series], shape: &Shape, record: &Record, sort: SeriesDocument) -> Option<usize> {
    let sort = match sort {
        SeriesDocument::Invoice => SeriesDocument::of_invoice(record.text(shape, "type")),
        other => other,
    };
    match record.text(shape, "series") {
        Some(id) => series.iter().position(|series| series.id == id),
        None => first_series(series.iter().map(|series| &series.documents[..]), sort),
    }
}

/// Finds numbers that stand twice in a series, and gives back the first document of each.
fn twice<'b>(book: &Book, documents: Vec<Numbered<'b>>, findings: &mut Vec<Finding>) -> Vec<Numbered<'b>> {
    let mut first: FxHashMap<&str, RecordRef> = FxHashMap::with_capacity_and_hasher(documents.len(), FxBuildHasher);
    let mut once = Vec::with_capacity(documents.len());
    for document in documents {
        match first.get(document.number) {
            Some(earlier) => {
                let key = KeyPath::key("number");
                let finding = at_key(book, &code::NUMBER_TWICE, document.record, key.clone());
                let finding = finding.arg("number", document.number).arg("other", book.path(*earlier));
                findings.push(finding.label(book.place(*earlier, key), "label-first-here", Vec::new()));
            }
            None => {
                first.insert(document.number, document.record);
                once.push(document);
            }
        }
    }
    once
}

fn in_order(
    book: &Book,
    series: &Series,
    pattern: &Pattern,
    documents: Vec<Numbered<'_>>,
    unknown: usize,
    findings: &mut Vec<Finding>,
) {
    let mut scopes: BTreeMap<Scope, Vec<Placed<'_>>> = BTreeMap::new();
    for document in documents {
        let bad = |variant: Option<&'static str>| {
            let finding = at_key(book, &code::NUMBER_PATTERN, document.record, KeyPath::key("number"));
            let finding = finding.arg("number", document.number).arg("series", &series.id);
            let finding = finding.arg("pattern", series.pattern.as_deref().unwrap_or_default());
            Finding { variant, ..finding }
        };
        let Some(position) = pattern.read(document.number) else {
            findings.push(bad(None));
            continue;
        };
        let scope = (position.year, position.month);
        if let Some(date) = document.date.filter(|date| pattern.scope(*date) != scope) {
            let place = book.place(document.record, KeyPath::key("date"));
            findings.push(bad(Some("date")).arg("date", date).label(place, "label-also-here", Vec::new()));
        }
        scopes.entry(scope).or_default().push(Placed { position, document });
    }
    // A series that did not begin at 1 did so once: its later years and months begin anew.
    let mut first = series.first.as_ref().and_then(|first| u64::try_from(first.0).ok()).unwrap_or(1);
    for (scope, mut placed) in scopes {
        placed.sort_by_key(|p| (p.position.sequence, p.document.record));
        if series.is_gapless() {
            gaps(book, series, pattern, (scope, first, unknown), &placed, findings);
        }
        // Quotes of several people are numbered in the order in which they are written, whatever their dates.
        if series.is_gapless() || series.gapless.is_some() {
            dates(book, &placed, findings);
        }
        first = 1;
    }
}

/// Missing numbers, one finding a gap, at the document behind it.
fn gaps(
    book: &Book,
    series: &Series,
    pattern: &Pattern,
    (scope, first, mut unknown): (Scope, u64, usize),
    placed: &[Placed<'_>],
    findings: &mut Vec<Finding>,
) {
    // Any day of the scope writes the scope's numbers.
    let day = Date::new(scope.0.unwrap_or(2000), scope.1.unwrap_or(1), 1);
    let write = |sequence: u64| day.map_or_else(|| sequence.to_string(), |day| pattern.write(day, sequence));
    let mut expected = first;
    let mut before: Option<&Placed<'_>> = None;
    for next in placed {
        let sequence = next.position.sequence;
        let count = sequence.saturating_sub(expected);
        if count > 0 && (count as u128) <= unknown as u128 {
            unknown -= count as usize;
        } else if count > 0 {
            let missing = match count {
                1 => write(expected),
                _ => format!("{} – {}", write(expected), write(sequence - 1)),
            };
            let key = KeyPath::key("number");
            let finding = at_key(book, &code::NUMBER_GAP, next.document.record, key.clone());
            let finding = finding.variant(if count == 1 { "one" } else { "many" }).arg("series", &series.id);
            let finding = finding.arg("missing", missing).arg("count", count).arg("after", next.document.number);
            findings.push(match before {
                Some(before) => finding.arg("before", before.document.number).label(
                    book.place(before.document.record, key),
                    "check-number-before",
                    Vec::new(),
                ),
                None => finding.variant("start").arg("before", "-").arg("first", sequence),
            });
        }
        expected = expected.max(sequence.saturating_add(1));
        before = Some(next);
    }
}

/// Dates that run backwards. As few documents as possible are named: one mistyped year is one finding, whatever
/// number of documents follows it.
fn dates(book: &Book, placed: &[Placed<'_>], findings: &mut Vec<Finding>) {
    let dated: Vec<(Date, &Numbered<'_>)> =
        placed.iter().filter_map(|p| Some((p.document.date?, &p.document))).collect();
    let days: Vec<Date> = dated.iter().map(|(date, _)| *date).collect();
    let kept = in_time(&days);
    let mut last: Option<usize> = None;
    for (i, (date, document)) in dated.iter().enumerate() {
        if kept[i] {
            last = Some(i);
            continue;
        }
        // Either it lies before its predecessor, or its successor lies before it.
        let earlier = last.filter(|earlier| days[*earlier] > *date);
        let (variant, other) = match earlier {
            Some(earlier) => (None, earlier),
            None => match (i + 1..dated.len()).find(|later| kept[*later]) {
                Some(later) => (Some("ahead"), later),
                None => continue,
            },
        };
        let (other_date, other) = &dated[other];
        let key = KeyPath::key("date");
        let finding = at_key(book, &code::DATE_BACKWARDS, document.record, key.clone());
        let finding = finding.arg("number", document.number).arg("date", date);
        let finding = finding.arg("earlier_number", other.number).arg("earlier_date", other_date);
        let args = vec![("number", other.number.to_owned()), ("date", other_date.to_string())];
        let finding = finding.label(book.place(other.record, key), "label-earlier-document", args);
        findings.push(Finding { variant, ..finding });
    }
}

/// Marks the longest part of the days that never runs backwards. Of two that contradict each other the first is kept.
fn in_time(days: &[Date]) -> Vec<bool> {
    // From the end, where days must not rise: for each length the day that leaves the most room, and the way there.
    let mut ends: Vec<usize> = Vec::new();
    let mut way: Vec<Option<usize>> = vec![None; days.len()];
    for i in (0..days.len()).rev() {
        let length = ends.partition_point(|end| days[*end] >= days[i]);
        way[i] = length.checked_sub(1).map(|shorter| ends[shorter]);
        match ends.get_mut(length) {
            Some(end) => *end = i,
            None => ends.push(i),
        }
    }
    let mut kept = vec![false; days.len()];
    let mut at = ends.last().copied();
    while let Some(i) = at {
        kept[i] = true;
        at = way[i];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fewest_days_are_to_blame() {
        let kept = |days: &[u32]| -> Vec<bool> {
            in_time(&days.iter().map(|day| Date::new(2026, 1, *day).unwrap()).collect::<Vec<_>>())
        };
        assert_eq!(kept(&[]), [false; 0]);
        assert_eq!(kept(&[1, 1, 2]), [true, true, true]);
        // One day too far ahead, one too far back.
        assert_eq!(kept(&[1, 30, 2, 3]), [true, false, true, true]);
        assert_eq!(kept(&[5, 6, 1, 7]), [true, true, false, true]);
        // Nobody can say which of two is wrong: the later number is the one to look at.
        assert_eq!(kept(&[5, 1]), [true, false]);
    }
}
