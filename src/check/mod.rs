//! Rules over a book and its figures → findings.
//!
//! A rule is one function and one row of [`RULES`]. What the reading of the files finds by itself (family 01 and the
//! form of `carnet.toml`) needs no rule: see [`FORM_CODES`]. Rules walk each record a fixed number of times and meet in
//! hash maps, so that all of them together stay linear in the size of the book.

pub mod baseline;
pub mod bill;
mod bond;
mod chain;
mod confirmation;
mod cycle;
mod day;
mod delivery;
mod document;
mod firm_code;
mod fix;
mod frozen;
mod marks;
pub mod number;
mod plain;
mod query;
mod reference;
mod role;
mod rule;
mod scope;
mod seal;
mod settings;
mod settlement;
mod sort;
mod state;
mod tax;
mod transmission;

use std::collections::{BTreeSet, HashMap, HashSet};

use rayon::prelude::*;

use crate::book::progress::Stage;
use crate::book::{Book, Delta, RecordRef};
use crate::figures::Figures;
use crate::figures::derived::DERIVED;
use crate::finding::code::{self, CODES};
use crate::finding::{At, Code, Finding, KeyPath, Level, Place};

use bond::{DEALINGS, Part, REVISIONS};

pub use bond::Bond;
pub use fix::{apply, fixes};
pub use marks::Marks;
pub use rule::{FORM_CODES, HISTORY_CODES, ISSUE_CODES, RULES, Reach, Rule};
pub use scope::Scope;
pub use transmission::{SENDABLE, is_clock};

/// More files than this are not looked around: everything is.
const MANY: usize = 10_000;

/// All findings of a book, with the firm's levels, located and sorted: two runs give the same.
///
/// Where `carnet.toml` cannot be read, only form is judged: rates, series and pipelines are not known, and whatever
/// misses them would be a fault of that one file.
pub fn check(figures: &Figures<'_>) -> Vec<Finding> {
    findings(figures, run(figures, &Extent::whole()))
}

/// The findings of a book that may differ from those of another one: all that is said of form, and what the rules say of the
/// files in which they differ and of what looks at them; all findings where nobody knows in which.
pub fn check_around(figures: &Figures<'_>, delta: Option<&Delta>) -> Vec<Finding> {
    let Some(delta) = delta.filter(|delta| delta.len() <= MANY && figures.book.firm_sound) else {
        return check(figures);
    };
    let extent = Extent::around(figures.book, delta, &BTreeSet::new(), |rule, scope| {
        rule.is_touched(figures.book, delta, scope)
    });
    findings(figures, run(figures, &extent))
}

/// What [`check`] finds, where an earlier one left its marks: only what has changed since then is examined, what names it, and
/// what had findings; on another day, also what says a day between the two. `fresh` is what has changed since the state was
/// kept that the marks speak of.
pub fn check_again(figures: &Figures<'_>, earlier: Option<&Marks>, fresh: Delta) -> (Vec<Finding>, Option<Marks>) {
    let book = figures.book;
    if !book.firm_sound {
        return (check(figures), None);
    }
    let near = |earlier: &Marks| {
        let changed = fresh.since(&earlier.delta);
        let mut delta = changed.clone();
        if earlier.as_of != figures.as_of {
            day::between(book, earlier.as_of, figures.as_of).into_iter().for_each(|record| delta.touch(book, record));
        }
        let is_wanted = |rule: &Rule, scope: &Scope| {
            !earlier.quiet.contains(rule.name) || rule.is_touched(book, if rule.day { &delta } else { &changed }, scope)
        };
        (delta.len() <= MANY).then(|| Extent::around(book, &delta, &earlier.loud, is_wanted))
    };
    let found = run(figures, &earlier.and_then(near).unwrap_or_else(Extent::whole));
    let marks = Marks::new(figures.as_of, fresh, &found);
    (findings(figures, found), Some(marks))
}

impl Rule {
    /// What it finds in a whole book, in no order and without places in the text.
    pub fn found(&self, figures: &Figures<'_>) -> Vec<Finding> {
        let mut findings = Vec::new();
        match self.reach {
            Reach::Record(run) | Reach::Chain(.., run) => run(figures, &Scope::whole(), &mut findings),
            Reach::Together(_, run) | Reach::Places(_, run) | Reach::Kinds(_, run) | Reach::Book(run) => {
                run(figures, &mut findings);
            }
        }
        findings
    }

    /// Whether it may find something else after these changes, of what is in the scope around them.
    fn is_touched(&self, book: &Book, delta: &Delta, scope: &Scope) -> bool {
        match self.reach {
            Reach::Record(_) | Reach::Together(..) | Reach::Book(_) => true,
            Reach::Places(kinds, _) => delta.moved().any(|kind| kinds.contains(&kind)),
            Reach::Chain(kind, field, _) => {
                delta.moved().any(|moved| moved == kind) || scope.has_any_with(book, kind, field)
            }
            Reach::Kinds(kinds, _) => delta.kinds().any(|kind| kinds.contains(&kind)),
        }
    }
}

/// What is examined: everything, or what is near to some changes.
struct Extent {
    /// For each rule of the table.
    wanted: Vec<bool>,
    scope: Scope,
    /// What hangs together by each bond.
    parts: Vec<(&'static Bond, Part)>,
}

impl Extent {
    fn whole() -> Extent {
        Extent { wanted: vec![true; RULES.len()], scope: Scope::whole(), parts: Vec::new() }
    }

    /// What is near to changed files, and to the files of these paths.
    fn around(
        book: &Book,
        delta: &Delta,
        paths: &BTreeSet<Box<str>>,
        is_wanted: impl Fn(&Rule, &Scope) -> bool,
    ) -> Extent {
        let scope = Scope::around(book, delta, paths);
        let part = |bond| (bond, Part::around(bond, book, delta, paths));
        let parts = [&DEALINGS, &REVISIONS].map(part).into();
        Extent { wanted: RULES.iter().map(|rule| is_wanted(rule, &scope)).collect(), scope, parts }
    }
}

/// What the wanted rules find; `None` for those that are not wanted.
fn run(figures: &Figures<'_>, extent: &Extent) -> Vec<Option<Vec<Finding>>> {
    if !figures.book.firm_sound {
        return Vec::new();
    }
    let Extent { wanted, scope, parts } = extent;
    let parts: Vec<(&Bond, &Part, Figures<'_>)> =
        parts.iter().map(|(bond, part)| (*bond, part, Figures::new(part.book(figures.book), figures.as_of))).collect();
    // What several rules want (payments are made from documents), before they run side by side: one that waited for it might be
    // given another rule to run meanwhile, which would wait for the same.
    if parts.is_empty() {
        figures.payments();
    }
    for (_, _, own) in parts.iter().filter(|(_, part, _)| !part.is_empty()) {
        own.payments();
    }
    let progress = figures.book.progress();
    progress.begin(Stage::Checking, RULES.len());
    let one = |(rule, wanted): (&Rule, &bool)| {
        let mut findings = Vec::new();
        progress.add(1);
        match rule.reach {
            _ if !wanted => return None,
            Reach::Record(run) | Reach::Chain(.., run) => run(figures, scope, &mut findings),
            Reach::Places(_, run) | Reach::Kinds(_, run) => run(figures, &mut findings),
            Reach::Together(bond, run) => match parts.iter().find(|(of, ..)| *of == bond) {
                None => run(figures, &mut findings),
                Some((_, part, _)) if part.is_empty() => {}
                Some((_, part, own)) => {
                    run(own, &mut findings);
                    findings.retain(|finding| part.has(&finding.place.path));
                }
            },
            Reach::Book(_) => return None,
        }
        Some(findings)
    };
    let mut found: Vec<Option<Vec<Finding>>> = RULES.par_iter().zip(wanted).with_max_len(1).map(one).collect();
    for (rule, found) in RULES.iter().zip(&mut found) {
        if let Reach::Book(run) = rule.reach {
            run(figures, found.insert(Vec::new()));
        }
    }
    found
}

/// The findings of form, and those that rules found.
fn findings(figures: &Figures<'_>, found: Vec<Option<Vec<Finding>>>) -> Vec<Finding> {
    // Without the settings nobody knows the firm's own fields and its currency.
    let certain = |finding: &&Finding| {
        let of_settings = &*finding.place.path == crate::firm::PATH;
        // A key that is nearly one of carnet's own is mistyped, whatever the firm's own are.
        let doubtful = match finding.code.id {
            id if id == code::UNKNOWN_KEY.id => finding.fix.is_none(),
            id => id == code::TOO_MANY_DECIMALS.id,
        };
        figures.book.firm_sound || of_settings || !doubtful
    };
    let mut findings: Vec<Finding> = figures.book.findings.iter().filter(certain).cloned().collect();
    findings.iter_mut().for_each(name_figure);
    findings.iter_mut().for_each(name_smtp);
    findings.iter_mut().for_each(tax::name_scheme);
    findings.extend(found.into_iter().flatten().flatten());
    finish(figures.book, findings)
}

/// An unknown key that is a figure of carnet's: it is computed, never written.
fn name_figure(finding: &mut Finding) {
    let arg = |name: &str| finding.args.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str());
    let figure = DERIVED.iter().any(|derived| arg("key") == Some(derived.name) && arg("kind") == Some(derived.kind));
    if finding.code.id == code::UNKNOWN_KEY.id && figure {
        let stated =
            arg("kind") == Some("invoice") && ["net", "tax", "gross"].iter().any(|key| arg("key") == Some(key));
        finding.variant = Some(if stated { "stated" } else { "figure" });
        finding.fix = None;
    }
}

/// A server for outgoing mail in the book: whoever clones it would send through it.
fn name_smtp(finding: &mut Finding) {
    let smtp = finding.args.iter().any(|(key, value)| *key == "key" && value == "smtp");
    if finding.code.id == code::UNKNOWN_KEY.id && smtp && &*finding.place.path == crate::firm::PATH {
        finding.code = &code::SMTP_IN_BOOK;
        finding.fix = None;
    }
}

fn finish(book: &Book, mut findings: Vec<Finding>) -> Vec<Finding> {
    let levels: HashMap<&str, Level> = CODES.iter().map(|code| (code.id, book.firm.level(code))).collect();
    findings.retain_mut(|finding| {
        finding.level = levels.get(finding.code.id).copied().unwrap_or(finding.level);
        if book.past && finding.code.id == code::UNKNOWN_KEY.id {
            finding.level = finding.level.min(Level::Note);
        }
        finding.level != Level::Off
    });
    locate(book, &mut findings);
    fix::place(book, &mut findings);
    crate::finding::sort(&mut findings);
    findings
}

/// Turns key paths into byte ranges, file by file, so that each file is parsed once however its findings and labels
/// are spread over the list.
fn locate(book: &Book, findings: &mut [Finding]) {
    let mut places: Vec<&mut Place> = findings
        .iter_mut()
        .flat_map(|f| std::iter::once(&mut f.place).chain(f.labels.iter_mut().map(|label| &mut label.place)))
        .filter(|place| matches!(place.at, At::Key(_) | At::KeyName(_)))
        .collect();
    places.sort_by(|a, b| a.path.cmp(&b.path));
    let mut carriers: Vec<Finding> =
        places.iter().map(|place| Finding::new(&code::SYNTAX, Place::clone(place))).collect();
    book.locate(&mut carriers);
    for (place, carrier) in places.into_iter().zip(carriers) {
        *place = carrier.place;
    }
}

/// What `check --since` reports: the findings of the changed files (paths below the book's root), those that point at
/// one with a label, and those that the book did not have `before`. The last are found in files that nobody touched:
/// references to a record that was removed, the gap that a number leaves.
pub fn limit_to(findings: Vec<Finding>, changed: &BTreeSet<String>, before: &[Finding]) -> Vec<Finding> {
    /// A fault is the same one when it is said of the same place in the same words.
    fn essence(finding: &Finding) -> (&str, &str, usize, Option<&str>, &crate::finding::Args) {
        let place = &finding.place;
        (finding.code.id, &place.path, place.start(), finding.variant, &finding.args)
    }
    let known: HashSet<_> = before.iter().map(essence).collect();
    // A place that ends in `/` is a folder.
    let changed_at = |place: &Place| {
        let folder = place.path.ends_with('/');
        changed.contains(&*place.path) || (folder && changed.iter().any(|path| path.starts_with(&*place.path)))
    };
    let touched = |finding: &Finding| {
        changed_at(&finding.place)
            || finding.labels.iter().any(|label| changed_at(&label.place))
            || !known.contains(&essence(finding))
    };
    findings.into_iter().filter(touched).collect()
}

/// The word of a kind, for the catalogue.
fn kind_word(kind: &str) -> String {
    format!("@kind-{kind}")
}

/// What people call a document: its number, else its id.
fn document_name(book: &Book, record: RecordRef) -> &str {
    let found = book.get(record);
    found.text(book.shape(record.kind), "number").unwrap_or(&found.id)
}

/// A finding at a key of a record; `key` is among its arguments.
fn at_key(book: &Book, code: &'static Code, record: RecordRef, key: KeyPath) -> Finding {
    let name = key.to_string();
    Finding::new(code, book.place(record, key)).arg("key", name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Source;
    use crate::model::Kinds;
    use crate::value::Date;

    #[test]
    fn every_code_has_a_rule_or_is_of_form() {
        for code in CODES {
            let ruled = RULES.iter().any(|rule| rule.codes.contains(code));
            let elsewhere = FORM_CODES.contains(code) || HISTORY_CODES.contains(code) || ISSUE_CODES.contains(code);
            assert!(ruled || elsewhere, "{} {}", code.id, code.name);
        }
    }

    fn run(files: &[(&str, &str)]) -> Vec<Finding> {
        let sources = files.iter().map(|(path, text)| Source::new(path, text.as_bytes())).collect();
        let book = Book::read(Kinds::standard(), sources);
        check(&Figures::new(&book, Date::new(2026, 11, 1).unwrap()))
    }

    const INVOICE: (&str, &str) = ("invoices/a.toml", "customer = \"nobody\"\ndate = 2026-10-03\n");

    fn names(findings: &[Finding]) -> Vec<&str> {
        findings.iter().map(|finding| finding.code.name).collect()
    }

    #[test]
    fn the_firm_sets_the_levels() {
        assert_eq!(names(&run(&[("carnet.toml", "format = 2\n"), INVOICE])), ["dangling-reference"]);
        let off = run(&[("carnet.toml", "format = 2\n[check]\noff = [\"E0201\"]\n"), INVOICE]);
        assert_eq!(names(&off), [""; 0]);
        let note = run(&[("carnet.toml", "format = 2\n[check]\nnote = [\"dangling-reference\"]\n"), INVOICE]);
        assert_eq!(note[0].level, Level::Note);
    }

    #[test]
    fn a_figure_is_not_written() {
        let invoice = ("invoices/a.toml", "customer = \"c\"\ndate = 2026-10-03\nnet = 10\npaid = 5\n");
        let found = run(&[("carnet.toml", "format = 2\n"), ("customers/c.toml", "name = \"C\"\n"), invoice]);
        let unknown: Vec<_> = found.iter().filter(|f| f.code.name == "unknown-key").map(|f| f.variant).collect();
        assert_eq!(unknown, [Some("stated"), Some("figure")]);
    }

    #[test]
    fn without_the_firm_only_form_is_judged() {
        assert_eq!(names(&run(&[("carnet.toml", "format = \n"), INVOICE])), ["syntax"]);
    }

    #[test]
    fn findings_may_be_limited_to_changed_files() {
        let files = [
            ("carnet.toml", "format = 2\n"),
            INVOICE,
            ("customers/a.toml", "name = \"A\"\nparent = \"b\"\n"),
            ("customers/b.toml", "name = \"B\"\nparent = \"a\"\n"),
        ];
        let limited = |path: &str, before: &[Finding]| {
            let found = limit_to(run(&files), &BTreeSet::from([path.to_owned()]), before);
            found.iter().map(|finding| finding.code.name).collect::<Vec<_>>()
        };
        let before = run(&files);
        assert_eq!(limited("invoices/a.toml", &before), ["dangling-reference"]);
        // The cycle is reported at a.toml, and b.toml is a part of it.
        assert_eq!(limited("customers/b.toml", &before), ["reference-cycle"]);
        assert_eq!(limited("customers/c.toml", &before), [""; 0]);
        // The customer was there before: removing it is what broke the invoice, which nobody touched.
        let whole = [files[0], files[1], files[2], files[3], ("customers/nobody.toml", "name = \"N\"\n")];
        assert_eq!(limited("customers/nobody.toml", &run(&whole)), ["dangling-reference"]);
    }
}
