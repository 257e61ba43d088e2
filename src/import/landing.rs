//! Drafts meet a book: which of them are new, which are there already, which differ, and which cannot be.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::book::reading::read_values;
use crate::book::record::{Value, Values};
use crate::book::source::path_for;
use crate::book::{Book, Source};
use crate::change::text::{self, TableSpec, Text, TextError};
use crate::change::{FileChange, Plan, table_spec};
use crate::figures::Figures;
use crate::finding::{Finding, KeyPath, Level};
use crate::model::kind::FileFormat;
use crate::model::{KindId, Shape};
use crate::value::Date;

use super::draft::{Draft, DraftTable, DraftValue, literal, to_toml};

/// What writing the drafts would come to.
#[derive(Debug, Default)]
pub struct Landing {
    /// The records that are written, in the order of the drafts.
    pub landed: Vec<Landed>,
    /// Drafts that say nothing that the book does not say already.
    pub unchanged: usize,
    /// Records that are there and say something else, left as they are.
    pub differing: Vec<Differing>,
    /// Drafts that would be faulty records.
    pub faulty: Vec<Faulty>,
}

/// A record that is written.
#[derive(Debug, Clone)]
pub struct Landed {
    /// `invoice/536365`.
    pub name: String,
    pub change: FileChange,
    /// Lines of the imported file.
    pub lines: Vec<u64>,
}

/// A record whose values in the book are not those of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differing {
    pub name: String,
    pub lines: Vec<u64>,
    /// The fields that differ, by their path.
    pub fields: Vec<String>,
}

/// A draft that would be a faulty record.
#[derive(Debug, Clone)]
pub struct Faulty {
    pub name: String,
    pub lines: Vec<u64>,
    /// What `check` would say of its file; the place is in `text`.
    pub finding: Finding,
    /// The file as it would be.
    pub text: String,
}

/// A mapping that names what the book does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LandingFault {
    /// A kind that is none, and the nearest one.
    Kind { kind: String, suggestion: Option<String> },
    /// A field that the kind does not have, and the nearest one.
    Field { kind: String, field: String, suggestion: Option<String> },
    /// Notes are written in Markdown and cannot be imported from a table.
    Note,
}

/// How to land.
#[derive(Debug, Clone, Copy)]
pub struct LandingOptions {
    /// Write the file's values into records that say something else.
    pub overwrite: bool,
    /// The day that `check` takes for today.
    pub today: Date,
}

impl Landing {
    /// How many records are new.
    pub fn created(&self) -> usize {
        self.landed.iter().filter(|landed| landed.change.before.is_none()).count()
    }

    /// How many existing records are changed.
    pub fn overwritten(&self) -> usize {
        self.landed.len() - self.created()
    }

    /// One plan, one commit.
    pub fn plan(&self, subject: String) -> Plan {
        Plan {
            changes: self.landed.iter().map(|landed| landed.change.clone()).collect(),
            subject,
            touched: self.landed.iter().map(|landed| landed.name.clone()).collect(),
        }
    }
}

/// Compares the drafts with the book and checks what would come of them. A record that is there is compared in the fields
/// that its draft has: what people added since is theirs. Faulty drafts are taken out until the rest adds no error, so
/// what is in `landed` can be written as it is.
///
/// # Errors
/// The mapping names a kind or a field that this book does not have.
pub fn land(book: &Book, drafts: &[Draft], options: LandingOptions) -> Result<Landing, LandingFault> {
    let kinds = kinds_of(book, drafts)?;
    let mut landing = Landing::default();
    for draft in drafts {
        let kind = &kinds[draft.kind.as_str()];
        let text = to_toml(draft);
        // What a draft writes is TOML by construction.
        let text = text::format(&text, &kind.spec).unwrap_or(text);
        let name = format!("{}/{}", draft.kind, draft.id);
        let date =
            book.kind(kind.id).date.and_then(|field| draft.values.text(field)).and_then(|date| date.parse().ok());
        let found = book.find_ignoring_case(kind.id, &draft.id);
        let path = match found {
            Some(found) => book.path(found).to_owned(),
            None => path_for(&book.kinds, kind.id, &draft.id, date),
        };
        let lines = draft.lines.clone();
        let mut findings = Vec::new();
        let (values, _) = read_values(book.shape(kind.id), &path, &text, &book.firm, &mut findings);
        book_levels(book, &mut findings);
        if let Some(finding) = findings.into_iter().find(|finding| finding.level == Level::Error) {
            landing.faulty.push(Faulty { name, lines, finding, text });
            continue;
        }
        let Some(found) = found else {
            let change = FileChange { path, before: None, after: Some(text) };
            landing.landed.push(Landed { name, change, lines });
            continue;
        };
        let mut fields = Vec::new();
        differences(book.shape(kind.id), &values, &book.get(found).values, "", &mut fields);
        if fields.is_empty() {
            landing.unchanged += 1;
        } else if !options.overwrite {
            landing.differing.push(Differing { name: book.name(found), lines, fields });
        } else {
            let before = book.source(found).text().unwrap_or_default().to_owned();
            match overwritten(&before, &kind.spec, &draft.values, &fields) {
                Ok(after) => {
                    let change = FileChange { path, before: Some(before), after: Some(after) };
                    landing.landed.push(Landed { name: book.name(found), change, lines });
                }
                // A file that cannot be edited by machine stays, and is reported as what it is: different.
                Err(_) => landing.differing.push(Differing { name: book.name(found), lines, fields }),
            }
        }
    }
    sift(book, &mut landing, options.today);
    landing.faulty.sort_by(|a, b| a.lines.cmp(&b.lines));
    Ok(landing)
}

/// A kind that drafts have.
struct Target {
    id: KindId,
    spec: TableSpec,
}

/// The kinds of the drafts, when they and all their fields exist.
fn kinds_of<'d>(book: &Book, drafts: &'d [Draft]) -> Result<HashMap<&'d str, Target>, LandingFault> {
    let mut kinds: HashMap<&str, Target> = HashMap::new();
    let mut seen: HashSet<(KindId, String)> = HashSet::new();
    for draft in drafts {
        if !kinds.contains_key(draft.kind.as_str()) {
            let Some(id) = book.kinds.named(&draft.kind) else {
                let names = book.kinds.iter().map(|(_, kind)| kind.name);
                let suggestion = crate::model::shape::nearest(&draft.kind, names).map(str::to_owned);
                return Err(LandingFault::Kind { kind: draft.kind.clone(), suggestion });
            };
            if book.kind(id).format == FileFormat::Note {
                return Err(LandingFault::Note);
            }
            kinds.insert(&draft.kind, Target { id, spec: table_spec(book.shape(id)) });
        }
        let id = kinds[draft.kind.as_str()].id;
        known_fields(book.shape(id), &draft.values, "", &mut |path| seen.insert((id, path)))
            .map_err(|(field, suggestion)| LandingFault::Field { kind: draft.kind.clone(), field, suggestion })?;
    }
    Ok(kinds)
}

/// The first field of the draft that the shape does not have. `new` says whether a path is met for the first time.
fn known_fields(
    shape: &Shape,
    table: &DraftTable,
    above: &str,
    new: &mut dyn FnMut(String) -> bool,
) -> Result<(), (String, Option<String>)> {
    for (key, value) in &table.0 {
        let path = join(above, key);
        let tables: &[DraftTable] = match value {
            DraftValue::Table(inner) => std::slice::from_ref(inner),
            DraftValue::Tables(items) => items,
            _ => &[],
        };
        if tables.is_empty() && !new(path.clone()) {
            continue;
        }
        let Some(field) = shape.field(key) else {
            return Err((path, shape.nearest(key).map(|near| join(above, near))));
        };
        // A table where a value belongs is what the walk of the record reports.
        let Some(inner) = field.ty.shape() else { continue };
        for table in tables {
            known_fields(inner, table, &path, new)?;
        }
    }
    Ok(())
}

fn join(above: &str, key: &str) -> String {
    if above.is_empty() { key.to_owned() } else { format!("{above}.{key}") }
}

/// The paths of the values in `new` that `old` does not have like this. Lists are compared whole.
fn differences(shape: &Shape, new: &Values, old: &Values, above: &str, fields: &mut Vec<String>) {
    for (i, field) in shape.fields.iter().enumerate() {
        let Some(new) = new.get(i).and_then(Option::as_ref) else { continue };
        let path = join(above, &field.name);
        match (new, old.get(i).and_then(Option::as_ref), field.ty.shape()) {
            (Value::Table(new), Some(Value::Table(old)), Some(inner)) => differences(inner, new, old, &path, fields),
            (Value::List(new), Some(Value::List(old)), Some(inner)) => {
                let same = |(new, old): (&Value, &Value)| match (new, old) {
                    (Value::Table(new), Value::Table(old)) => {
                        let mut inside = Vec::new();
                        differences(inner, new, old, "", &mut inside);
                        inside.is_empty()
                    }
                    (new, old) => new == old,
                };
                if new.len() != old.len() || !new.iter().zip(old).all(same) {
                    fields.push(path);
                }
            }
            (new, old, _) => {
                if old != Some(new) {
                    fields.push(path);
                }
            }
        }
    }
}

/// The text with the draft's values at these paths; all else stays, comments too.
fn overwritten(text: &str, spec: &TableSpec, draft: &DraftTable, fields: &[String]) -> Result<String, TextError> {
    let mut edited = Text::parse(text, spec)?;
    for field in fields {
        let mut path = KeyPath::default();
        let mut table = Some(draft);
        let mut value = None;
        for key in field.split('.') {
            path = path.and(key);
            value = table.and_then(|table| table.get(key));
            table = match value {
                Some(DraftValue::Table(inner)) => Some(inner),
                _ => None,
            };
        }
        if let Some(value) = value {
            put(&mut edited, &path, value)?;
        }
    }
    Ok(edited.finish())
}

fn put(text: &mut Text<'_>, path: &KeyPath, value: &DraftValue) -> Result<(), TextError> {
    match value {
        DraftValue::Scalar(..) | DraftValue::List(_) => text.set(path, &literal(value)),
        DraftValue::Table(table) => {
            table.0.iter().try_for_each(|(key, value)| put(text, &path.clone().and(key), value))
        }
        DraftValue::Tables(tables) => {
            if text.len(path) > 0 {
                text.unset(path)?;
            }
            for table in tables {
                let at = path.clone().at(text.append_table(path, &[])?);
                table.0.iter().try_for_each(|(key, value)| put(text, &at.clone().and(key), value))?;
            }
            Ok(())
        }
    }
}

/// Takes out the records that would bring new errors into the book, until none does: who refers to a record that was
/// taken out is faulty in turn.
pub(super) fn sift(book: &Book, landing: &mut Landing, today: Date) {
    if landing.landed.is_empty() {
        return;
    }
    let known: HashSet<String> = errors(book, today).iter().map(mark).collect();
    loop {
        let would_be = applied(book, landing.landed.iter().map(|landed| &landed.change));
        let mut faults: HashMap<Box<str>, Finding> = HashMap::new();
        for finding in errors(&would_be, today) {
            if !known.contains(&mark(&finding)) {
                faults.entry(finding.place.path.clone()).or_insert(finding);
            }
        }
        let before = landing.landed.len();
        for landed in std::mem::take(&mut landing.landed) {
            match faults.remove(landed.change.path.as_str()) {
                None => landing.landed.push(landed),
                Some(finding) => landing.faulty.push(Faulty {
                    name: landed.name,
                    lines: landed.lines,
                    finding,
                    text: landed.change.after.unwrap_or_default(),
                }),
            }
        }
        if landing.landed.len() == before || landing.landed.is_empty() {
            return;
        }
    }
}

/// The book with these files in place of the old ones.
fn applied<'c>(book: &Book, changes: impl Iterator<Item = &'c FileChange>) -> Book {
    let changes: HashMap<&str, &FileChange> = changes.map(|change| (change.path.as_str(), change)).collect();
    let after = |change: &&FileChange| Some(Source::new(&change.path, change.after.clone()?.into_bytes()));
    book.with(changes.values().filter_map(after).collect(), &changes.keys().copied().collect())
}

fn errors(book: &Book, today: Date) -> Vec<Finding> {
    let mut findings = crate::check::check(&Figures::new(book, today));
    findings.retain(|finding| finding.level == Level::Error);
    findings
}

/// What tells one finding from another, wherever in its file it now stands.
fn mark(finding: &Finding) -> String {
    format!("{} {} {:?} {:?}", finding.place.path, finding.code.id, finding.variant, finding.args)
}

/// Gives the findings of one file the levels of the book.
fn book_levels(book: &Book, findings: &mut [Finding]) {
    for finding in findings {
        finding.level = book.firm.level(finding.code);
    }
}

/// The lines of the file that gave faulty records, each once.
pub fn faulty_lines(faulty: &[Faulty]) -> BTreeSet<u64> {
    faulty.iter().flat_map(|faulty| faulty.lines.iter().copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Mapping, plan};
    use crate::model::Kinds;

    const MAP: &str = "[[record]]\nkind = \"customer\"\nid = \"{id}\"\n[record.fields]\nname = \"{name}\"\nemail = \"{email}\"\nparent = \"{parent}\"\naddress.city = \"{city}\"\n";

    fn book(customer: &str) -> Book {
        let files = [("carnet.toml", "format = 2\ncurrency = \"EUR\"\n"), ("customers/acme.toml", customer)];
        Book::read(Kinds::standard(), files.map(|(path, text)| Source::new(path, text.as_bytes())).to_vec())
    }

    fn landed(book: &Book, map: &str, csv: &str, overwrite: bool) -> Result<Landing, LandingFault> {
        let mapping = Mapping::parse(map).unwrap();
        let plan = plan(csv.as_bytes(), &mapping, &mut |_| Err(String::new())).unwrap();
        land(book, &plan.drafts, LandingOptions { overwrite, today: Date::new(2026, 11, 20).unwrap() })
    }

    const ACME: &str =
        "# ours since 2019\nname = \"ACME\"\n\nphone = \"+33 3 20 00 00 00\"\n\n[address]\ncity = \"Lille\"   # HQ\n";

    #[test]
    fn new_unchanged_and_different() {
        let book = book(ACME);
        let csv = "id,name,email,parent,city\nacme,ACME,,,Lille\nbistro,Bistro,,acme,Lens\n";
        let found = landed(&book, MAP, csv, false).unwrap();
        assert_eq!((found.created(), found.unchanged, found.differing.len()), (1, 1, 0));
        let change = &found.landed[0].change;
        assert_eq!(change.path, "customers/bistro.toml");
        assert_eq!(
            change.after.as_deref().unwrap(),
            "name = \"Bistro\"\n\nparent = \"acme\"\n\n[address]\ncity = \"Lens\"\n"
        );
        let found = landed(&book, MAP, "id,name,email,parent,city\nacme,ACME,,,Paris\n", false).unwrap();
        assert_eq!(found.differing[0].fields, ["address.city"]);
        assert!(found.landed.is_empty());
    }

    #[test]
    fn overwriting_keeps_what_people_added() {
        let found = landed(&book(ACME), MAP, "id,name,email,parent,city\nacme,ACME SAS,,,Paris\n", true).unwrap();
        assert_eq!(
            found.landed[0].change.after.as_deref().unwrap(),
            ACME.replace("\"ACME\"", "\"ACME SAS\"").replace("Lille", "Paris")
        );
        assert_eq!((found.created(), found.overwritten()), (0, 1));
    }

    #[test]
    fn who_refers_to_a_faulty_record_is_faulty() {
        let csv = "id,name,email,parent,city\na,A,not an address,,x\nb,B,,a,x\nc,C,,b,x\nd,D,,acme,x\n";
        let found = landed(&book(ACME), MAP, csv, false).unwrap();
        let faulty: Vec<(&str, &str)> =
            found.faulty.iter().map(|faulty| (faulty.name.as_str(), faulty.finding.code.name)).collect();
        assert_eq!(
            faulty,
            [("customer/a", "bad-email"), ("customer/b", "dangling-reference"), ("customer/c", "dangling-reference")]
        );
        assert_eq!(found.landed.iter().map(|landed| landed.name.as_str()).collect::<Vec<_>>(), ["customer/d"]);
        assert_eq!(faulty_lines(&found.faulty).into_iter().collect::<Vec<_>>(), [2, 3, 4]);
    }

    #[test]
    fn a_mapping_names_what_there_is() {
        let fault = |map: &str| landed(&book(ACME), map, "id,name\na,A\n", false).unwrap_err();
        let map = |kind: &str, field: &str| {
            format!("[[record]]\nkind = \"{kind}\"\nid = \"{{id}}\"\n[record.fields]\n{field} = \"{{name}}\"\n")
        };
        let near = |word: &str| Some(word.to_owned());
        assert_eq!(
            fault(&map("custmer", "name")),
            LandingFault::Kind { kind: "custmer".into(), suggestion: near("customer") }
        );
        assert_eq!(
            fault(&map("customer", "adress.city")),
            LandingFault::Field { kind: "customer".into(), field: "adress".into(), suggestion: near("address") }
        );
        assert_eq!(fault(&map("note", "title")), LandingFault::Note);
    }
}
