//! References: do they lead somewhere, to the right kind, to something in use?

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Scope, at_key, fix, kind_word};
use crate::book::link::{Target, each_reference};
use crate::book::{Book, RecordRef};
use crate::figures::Figures;
use crate::finding::{Finding, KeyPath, code};
use crate::firm::Outcome;
use crate::model::contact::Contact;
use crate::model::customer::Customer;
use crate::model::shape::nearest;
use crate::model::{KindId, Type};
use crate::value::Date;

/// After so many different mistyped references nobody reads suggestions, and each costs a look at all ids of a kind.
const MOST_SUGGESTIONS: usize = 200;

/// More candidates than this are not named one by one.
const MOST_CANDIDATES: usize = 5;

/// Every reference of the book.
pub fn references(figures: &Figures<'_>, scope: &Scope, findings: &mut Vec<Finding>) {
    let book = figures.book;
    let mut judge = Judge { book, suggestions: FxHashMap::default() };
    // Where a file's syntax is broken, what was salvaged may stand under the wrong key.
    let broken: FxHashSet<&str> = book
        .findings
        .iter()
        .filter(|f| [code::SYNTAX.id, code::FRONT_MATTER.id].contains(&f.code.id))
        .map(|f| &*f.place.path)
        .collect();
    let mut shelf = Shelf::new(book);
    for from in scope.records(book).filter(|from| broken.is_empty() || !broken.contains(book.path(*from))) {
        let mut moment = None;
        each_reference(book, from, &mut |trail, ty, text, target| match target {
            Target::Record(to) => {
                if let Some(since) = shelf.since(to)
                    && !matches!(ty, Type::AnyRef)
                    && moment.get_or_insert_with(|| Moment::of(figures, from)).is_after(since, figures.as_of)
                {
                    let finding = at_key(book, &code::ARCHIVED, from, trail.to_path()).arg("target", text);
                    let finding = finding.arg("kind", kind_word(book.kind(to.kind).name)).arg("date", since);
                    let place = book.place(to, KeyPath::key("archived"));
                    findings.push(finding.label(place, "label-archived-here", Vec::new()));
                }
            }
            Target::Ambiguous(several) => {
                let place = |record: &RecordRef| book.place(*record, KeyPath::key("number"));
                let finding = at_key(book, &code::AMBIGUOUS, from, trail.to_path()).arg("target", text);
                let mut finding = finding.arg("candidates", names(book, &several));
                for record in several.iter().take(MOST_CANDIDATES) {
                    finding = finding.label(place(record), "label-same-number", Vec::new());
                }
                findings.push(finding);
            }
            Target::Missing { kind: Some(kind) } if is_shadowed(book, kind, ty, text) => {}
            _ => findings.push(judge.missing(from, trail.to_path(), ty, text)),
        });
    }
}

/// Since when records are put away: each is asked once, however many refer to it.
struct Shelf<'b> {
    book: &'b Book,
    /// For each kind, where its records say so, once one was asked for.
    columns: Vec<Option<Option<usize>>>,
    /// What those said that were asked, by kind and position.
    said: Vec<Vec<Option<Option<Date>>>>,
}

impl<'b> Shelf<'b> {
    fn new(book: &'b Book) -> Shelf<'b> {
        Shelf { book, said: vec![Vec::new(); book.kinds.len()], columns: vec![None; book.kinds.len()] }
    }

    fn since(&mut self, record: RecordRef) -> Option<Date> {
        let column = self.columns.get_mut(record.kind.index())?;
        let column = column.get_or_insert_with(|| self.book.shape(record.kind).position("archived"));
        let column = (*column)?;
        let said = self.said.get_mut(record.kind.index())?;
        let at = record.index as usize;
        if said.len() <= at {
            said.resize(self.book.records(record.kind).len(), None);
        }
        *said.get_mut(at)?.get_or_insert_with(|| self.book.get(record).values.view().get(column)?.as_date())
    }
}

/// Of two ids that differ by case only, one hides the other: that is their fault, not the reference's.
fn is_shadowed(book: &Book, kind: KindId, ty: &Type, text: &str) -> bool {
    let id = match ty {
        Type::AnyRef => text.split_once('/').map_or(text, |(_, id)| id),
        _ => text,
    };
    book.records(kind).binary_search_by(|record| (*record.id).cmp(id)).is_ok()
}

fn names(book: &Book, records: &[RecordRef]) -> String {
    let mut names: Vec<String> = records.iter().take(MOST_CANDIDATES).map(|record| book.name(*record)).collect();
    if records.len() > MOST_CANDIDATES {
        names.push("…".to_owned());
    }
    names.join(", ")
}

/// Since when a record is put away.
fn archived(book: &Book, record: RecordRef) -> Option<Date> {
    book.get(record).date(book.shape(record.kind), "archived")
}

/// When a reference was made, as far as it matters for what was put away later.
#[derive(Debug, Clone, Copy)]
enum Moment {
    /// The record belongs to that day.
    On(Date),
    /// The record holds today.
    Now,
    /// The record may always refer to what is put away: it corrects or settles the past, or is put away itself.
    Past,
}

impl Moment {
    fn of(figures: &Figures<'_>, from: RecordRef) -> Moment {
        let book = figures.book;
        let (record, shape, kind) = (book.get(from), book.shape(from.kind), book.kind(from.kind));
        // Money comes when it comes, and a credit note corrects what was.
        if kind.name == "payment" || matches!(record.text(shape, "type"), Some("credit-note" | "corrected")) {
            return Moment::Past;
        }
        if archived(book, from).is_some() {
            return Moment::Past;
        }
        if kind.name == "deal" {
            return match figures.deal(from).map(|deal| (deal.outcome(), deal.close)) {
                Some((Outcome::Open, _)) => Moment::Now,
                Some((_, Some(close))) => Moment::On(close),
                _ => Moment::Past,
            };
        }
        match kind.date {
            Some(field) => record.date(shape, field).map_or(Moment::Past, Moment::On),
            None => Moment::Now,
        }
    }

    fn is_after(self, archived: Date, as_of: Date) -> bool {
        match self {
            Moment::On(date) => date > archived,
            Moment::Now => archived <= as_of,
            Moment::Past => false,
        }
    }
}

/// Judges references that lead nowhere.
struct Judge<'b> {
    book: &'b Book,
    suggestions: FxHashMap<(KindId, Box<str>), Option<&'b str>>,
}

impl<'b> Judge<'b> {
    fn missing(&mut self, from: RecordRef, path: KeyPath, ty: &Type, text: &str) -> Finding {
        let finding = |code| at_key(self.book, code, from, path.clone()).arg("target", text);
        let kinds = &self.book.kinds;
        let (word, id) = text.split_once('/').map_or((None, text), |(kind, id)| (Some(kind), id));
        let named = word.and_then(|word| kinds.called(word));
        let wanted = match ty {
            Type::Ref(kind) => kinds.named(kind),
            _ => named,
        };
        let bare = matches!(ty, Type::Ref(_));
        let written = |kind: KindId, id: &str| match bare {
            true => id.to_owned(),
            false => format!("{}/{id}", kinds.get(kind).name),
        };
        let wrong_kind = |wanted: KindId, found: KindId| {
            let finding = finding(&code::WRONG_KIND).arg("expected", kind_word(kinds.get(wanted).name));
            finding.arg("found", kind_word(kinds.get(found).name))
        };
        let Some(wanted) = wanted else {
            return match word {
                // A reference to any kind that names none.
                None => self.without_kind(finding(&code::DANGLING), text),
                Some(_) => {
                    let nearest = word.and_then(|word| nearest(word, kinds.iter().map(|(_, kind)| kind.name)));
                    let better = nearest.map(|kind| format!("{kind}/{id}"));
                    suggest(finding(&code::DANGLING).arg("kind", "@kind-record"), better.as_deref(), false)
                }
            };
        };
        // `customer/acme` where `acme` is wanted, or `contact/acme` where only a customer can stand.
        if let (true, Some(named)) = (bare, named)
            && self.book.find(named, id).is_some()
        {
            if named != wanted {
                return wrong_kind(wanted, named);
            }
            let finding = wrong_kind(wanted, wanted).variant("prefixed").arg("suggestion", id);
            return fix::propose(finding, id, true);
        }
        // Only capital letters differ, or the kind is called by another of its names: `clients/Acme`.
        let dangling = || {
            let finding = at_key(self.book, &code::DANGLING, from, path.clone()).arg("target", id);
            finding.arg("kind", kind_word(kinds.get(wanted).name))
        };
        if let Some(found) = self.book.find_ignoring_case(wanted, id) {
            return suggest(dangling(), Some(&written(wanted, &self.book.get(found).id)), true);
        }
        for (kind, _) in kinds.iter().filter(|(kind, _)| *kind != wanted) {
            if let Some(found) = self.book.find(kind, id) {
                let finding = wrong_kind(wanted, kind);
                let right = written(kind, &self.book.get(found).id);
                return if bare { finding } else { fix::propose(finding, &right, false) };
            }
        }
        let dangling = dangling();
        let better = self.nearest(wanted, id).map(|better| written(wanted, better));
        suggest(dangling, better.as_deref(), false)
    }

    fn without_kind(&self, finding: Finding, text: &str) -> Finding {
        let candidates: Vec<RecordRef> =
            self.book.kinds.iter().filter_map(|(kind, _)| self.book.find(kind, text)).collect();
        match candidates[..] {
            [] => finding.arg("kind", "@kind-record").variant("no-kind").arg("suggestion", format!("customer/{text}")),
            [only] => {
                let name = self.book.name(only);
                let finding = finding.arg("kind", "@kind-record").variant("no-kind").arg("suggestion", &name);
                fix::propose(finding, &name, false)
            }
            _ => {
                let finding = Finding { code: &code::AMBIGUOUS, ..finding };
                finding.arg("candidates", names(self.book, &candidates))
            }
        }
    }

    /// The id, or the number, that is most like a mistyped one.
    fn nearest(&mut self, kind: KindId, text: &str) -> Option<&'b str> {
        let full = self.suggestions.len() >= MOST_SUGGESTIONS;
        let key = (kind, Box::from(text));
        if let Some(known) = self.suggestions.get(&key) {
            return *known;
        }
        if full {
            return None;
        }
        let (book, shape) = (self.book, self.book.shape(kind));
        let close = |candidate: &&str| candidate.len().abs_diff(text.len()) <= 1 + text.len() / 3;
        let ids = book.records(kind).iter().map(|record| &*record.id);
        let numbers = book.records(kind).iter().filter_map(|record| record.text(shape, "number"));
        let found = nearest(text, ids.chain(numbers).filter(close));
        self.suggestions.insert(key, found);
        found
    }
}

fn suggest(finding: Finding, better: Option<&str>, mechanical: bool) -> Finding {
    match better {
        Some(better) => fix::propose(finding.variant("suggestion").arg("suggestion", better), better, mechanical),
        None => finding,
    }
}

/// Sites: two of one id in a customer, and contacts at a site that is not there.
pub fn sites(figures: &Figures<'_>, findings: &mut Vec<Finding>) {
    let book = figures.book;
    let mut sites: FxHashMap<RecordRef, Vec<String>> = FxHashMap::default();
    for (record, _) in book.sound_named("customer").filter(|(r, c)| has(book, *r, c, "sites")) {
        let Some(customer) = book.typed::<Customer>(record) else { continue };
        let mut first: FxHashMap<&str, usize> = FxHashMap::default();
        for (i, site) in customer.sites.iter().enumerate() {
            let key = |i| KeyPath::key("sites").at(i).and("id");
            if let Some(earlier) = first.get(site.id.as_str()) {
                let finding = at_key(book, &code::SAME_SITE, record, key(i)).arg("id", &site.id);
                findings.push(finding.label(book.place(record, key(*earlier)), "label-first-here", Vec::new()));
            } else {
                first.insert(&site.id, i);
            }
        }
        sites.insert(record, customer.sites.into_iter().map(|site| site.id).collect());
    }
    let Some(kind) = book.kinds.named("customer") else { return };
    for (record, _) in book.sound_named("contact") {
        let Some(contact) = book.typed::<Contact>(record) else { continue };
        for (i, role) in contact.roles.iter().enumerate() {
            let (Some(site), Some(customer)) = (&role.site, book.find(kind, role.customer.as_str())) else { continue };
            // What an unreadable customer has is not known.
            if !book.get(customer).sound {
                continue;
            }
            let known = sites.get(&customer).map_or(&[][..], Vec::as_slice);
            if known.contains(site) {
                continue;
            }
            let key = KeyPath::key("roles").at(i).and("site");
            let finding = at_key(book, &code::UNKNOWN_SITE, record, key).arg("value", site);
            let finding = finding.arg("target", role.customer.as_str());
            let better = nearest(site, known.iter().map(String::as_str));
            findings.push(suggest(finding, better, better.is_some_and(|better| better.eq_ignore_ascii_case(site))));
        }
    }
}

fn has(book: &Book, record: RecordRef, found: &crate::book::Record, field: &str) -> bool {
    found.view(book.shape(record.kind), field).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_away_later_does_not_matter() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let (left, today) = (day("2026-06-30"), day("2026-11-01"));
        assert!(!Moment::On(day("2026-06-30")).is_after(left, today));
        assert!(Moment::On(day("2026-07-01")).is_after(left, today));
        assert!(Moment::Now.is_after(left, today));
        assert!(!Moment::Now.is_after(day("2027-01-01"), today));
        assert!(!Moment::Past.is_after(left, today));
    }
}
