//! What `carnet sync` does with files that both sides changed: merged as records, and what is left is decided by the
//! flags, by the person at the terminal, or not now.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::edit::{editor, open_editor};
use crate::book::reading::firm_shape;
use crate::book::source::address;
use crate::book::{Book, Value};
use crate::change::{Conflict, ConflictKind, FieldConflict, Merged, Side, Whose, merge, settle};
use crate::cli::context::Opened;
use crate::cli::write::ask;
use crate::cli::{CliError, Context};
use crate::firm;
use crate::history::change::{Records, Subject};
use crate::history::event::Timeline;
use crate::history::version::Version;
use crate::model::Shape;
use crate::report::past::exchange::{Clash, Dispute, last_by, value};
use crate::report::past::wording::{Wording, title};
use crate::report::sheet::{Cell, Text};
use crate::store::sync::{Both, Settled, merge_lines, merge_with_marks};

/// What `--mine` and `--theirs` say: everything (an empty name), a record, or a record's field.
#[derive(Default)]
pub struct Choices {
    pub mine: Vec<String>,
    pub theirs: Vec<String>,
    /// The words that decided something.
    used: RefCell<BTreeSet<String>>,
}

impl Choices {
    pub fn new(mine: &[String], theirs: &[String]) -> Choices {
        Choices { mine: mine.to_vec(), theirs: theirs.to_vec(), used: RefCell::default() }
    }

    /// What is to be both mine and theirs; an empty word: everything.
    pub fn contradiction(&self) -> Option<&str> {
        self.mine.iter().find(|word| self.theirs.contains(word)).map(String::as_str)
    }

    /// A name that nothing in conflict has: mistyped, it would let the other side win unseen.
    pub fn unused(&self) -> Option<&str> {
        self.stray(&|_| false)
    }

    /// The same while conflicts are `open`: a record that is open was not looked at to its end, so any field that it can
    /// have may be right.
    pub fn unused_beside(&self, open: &[Clash], book: &Book) -> Option<&str> {
        self.stray(&|word| {
            open.iter().any(|clash| {
                let name = clash.name(book);
                let id = name.rsplit('/').next().unwrap_or(&name);
                let mut below = [name.as_str(), id].into_iter().filter_map(|name| word.strip_prefix(name));
                let shape = match clash.subject.as_ref().map(|subject| subject.kind) {
                    Some(Some(kind)) => book.shape(kind),
                    Some(None) => firm_shape(),
                    None => return below.any(str::is_empty),
                };
                below.any(|field| {
                    let top = field.strip_prefix('.').map(|path| path.split(['.', '[']).next().unwrap_or(path));
                    field.is_empty() || top.is_some_and(|top| shape.field(top).is_some())
                })
            })
        })
    }

    fn stray(&self, excused: &dyn Fn(&str) -> bool) -> Option<&str> {
        let used = self.used.borrow();
        let mut named = self.mine.iter().chain(&self.theirs).filter(|word| !word.is_empty());
        named.find(|word| !used.contains(*word) && !excused(word)).map(String::as_str)
    }

    /// The side for a field, the whole record with an empty `field`. What is said of less goes before what is said of more.
    fn side(&self, name: &str, field: &str) -> Option<Whose> {
        let id = name.rsplit('/').next().unwrap_or(name);
        let spellings = [format!("{name}.{field}"), format!("{id}.{field}"), name.to_owned(), id.to_owned()];
        let spellings = spellings.iter().map(String::as_str).chain([""]);
        for spelling in spellings.filter(|spelling| !spelling.ends_with('.')) {
            for (list, whose) in [(&self.mine, Whose::Ours), (&self.theirs, Whose::Theirs)] {
                if list.iter().any(|word| word == spelling) {
                    self.used.borrow_mut().insert(spelling.to_owned());
                    return Some(whose);
                }
            }
        }
        None
    }
}

/// Decides, and keeps what could not be decided.
pub struct Desk<'d, 'cx> {
    pub cx: &'d mut Context<'cx>,
    pub opened: &'d Opened,
    pub records: &'d Records<'d>,
    /// What came in.
    pub told: &'d Timeline,
    pub choices: &'d Choices,
    /// Records that both sides renamed: the path that the user gave each, and the others' one.
    pub renamed: &'d [(String, String)],
    /// Decided already, by record and field: a later commit of the same sync is not asked about again.
    pub decided: BTreeMap<(String, String), Whose>,
    pub open: Vec<Clash>,
    /// Why it was stopped.
    pub error: Option<CliError>,
}

impl Desk<'_, '_> {
    /// What becomes of a file.
    pub fn settle(&mut self, both: &Both<'_>) -> Settled {
        match self.try_settle(both) {
            Ok(settled) => settled,
            Err(error) => {
                self.error = Some(error);
                Settled::Stop
            }
        }
    }

    fn try_settle(&mut self, both: &Both<'_>) -> Result<Settled, CliError> {
        let path = both.book_path.unwrap_or(both.path);
        let subject = both.book_path.filter(|_| !both.opaque).and_then(|path| self.subject(path));
        let texts = [&both.base, &both.mine, &both.theirs].map(text);
        let [Ok(base), Ok(mine), Ok(theirs)] = texts else { return self.whole(both, path, None) };
        let Some(subject) = subject else {
            // No record: a template, a picture, a file beside the book.
            let merged = match (base, mine, theirs) {
                (Some(base), Some(mine), Some(theirs)) => {
                    merge_lines(base.as_bytes(), mine.as_bytes(), theirs.as_bytes())
                }
                _ => None,
            };
            return match merged {
                Some(bytes) => Ok(Settled::Bytes(bytes)),
                None => self.whole(both, path, None),
            };
        };
        let shape = match subject.kind {
            Some(kind) => self.opened.book.shape(kind),
            None => firm_shape(),
        };
        let currency = self.opened.book.firm.currency();
        match merge(shape, path, Side { base, ours: mine, theirs }, currency) {
            Merged::Text(text) => Ok(Settled::Bytes(text.into_bytes())),
            Merged::Removed => Ok(Settled::Removed),
            Merged::Conflict(conflict) if conflict.kind_of == ConflictKind::Fields => {
                self.fields(both, path, shape, subject, conflict)
            }
            Merged::Conflict(_) => self.whole(both, path, Some(subject)),
        }
    }

    fn subject(&self, path: &str) -> Option<Subject> {
        if path == firm::PATH {
            return Some(Subject::settings());
        }
        let address = address(&self.opened.book.kinds, path).ok()??;
        Some(Subject { kind: Some(address.kind), id: address.id.into() })
    }

    fn fields(
        &mut self,
        both: &Both<'_>,
        path: &str,
        shape: &Shape,
        subject: Subject,
        conflict: Conflict,
    ) -> Result<Settled, CliError> {
        let book = &self.opened.book;
        let version = Version::read(shape, path, conflict.ours_kept.as_bytes(), book.firm.currency());
        let title = subject.kind.and_then(|kind| version.text(shape, book.kind(kind).title)).unwrap_or_default();
        let clash = Clash {
            title: title.to_owned(),
            subject: Some(subject),
            path: path.to_owned(),
            fields: conflict.fields.iter().cloned().map(dispute).collect(),
            there: [true, true],
            currency: version.text(shape, "currency").map(str::to_owned),
        };
        let name = clash.name(book);
        // All of them, so that each word that decides something is known to do so.
        let said: Vec<Option<Whose>> =
            conflict.fields.iter().map(|field| self.choices.side(&name, &field.path.to_string())).collect();
        let mut whose = Vec::with_capacity(conflict.fields.len());
        let mut rest = None;
        for (at, field) in conflict.fields.iter().enumerate() {
            let code = field.path.to_string();
            let known =
                said[at].or(self.follows(field)).or(self.decided.get(&(name.clone(), code.clone())).copied()).or(rest);
            let side = match known {
                Some(side) => side,
                None if !self.cx.interactive => {
                    self.open.push(clash);
                    return Ok(Settled::Open);
                }
                None => match self.ask(&clash, Some(at))? {
                    Answer::Side(side) => side,
                    Answer::Rest(side) => {
                        rest = Some(side);
                        side
                    }
                    Answer::Edit => {
                        let marked = conflict.marked("mine", "theirs");
                        return self.edit(both, marked.into_bytes());
                    }
                    Answer::Stop => return Ok(self.stop()),
                },
            };
            self.decided.insert((name.clone(), code), side);
            whose.push(side);
        }
        match settle(shape, path, &conflict, &whose, book.firm.currency()) {
            Some(text) => Ok(Settled::Bytes(text.into_bytes())),
            None => Err(CliError::refused(self.cx.text("sync-not-apart", &[("record", &name)]))),
        }
    }

    /// What refers to a record that both sides renamed was changed by both, and follows the name that stands.
    fn follows(&self, field: &FieldConflict) -> Option<Whose> {
        fn id(path: &str) -> Option<&str> {
            let name = path.rsplit('/').next().unwrap_or(path);
            name.rsplit_once('.').map(|(id, _)| id)
        }
        let side = |value: &'_ Option<Value>| -> Option<String> {
            let text = value.as_ref()?.as_text()?;
            Some(text.rsplit('/').next().unwrap_or(text).to_owned())
        };
        let (ours, theirs) = (side(&field.ours)?, side(&field.theirs)?);
        let is_it = |(own, other): &(String, String)| id(own) == Some(&ours) && id(other) == Some(&theirs);
        self.renamed.iter().any(is_it).then_some(Whose::Theirs)
    }

    /// One side or the other, for what is no record, cannot be read, or was removed by one side.
    fn whole(&mut self, both: &Both<'_>, path: &str, subject: Option<Subject>) -> Result<Settled, CliError> {
        let there = match both.opaque {
            true => [true, true],
            false => [both.mine.is_some(), both.theirs.is_some()],
        };
        let clash =
            Clash { subject, path: path.to_owned(), title: String::new(), fields: Vec::new(), there, currency: None };
        let name = clash.name(&self.opened.book);
        let known = self.choices.side(&name, "").or(self.decided.get(&(name.clone(), String::new())).copied());
        let side = match known {
            Some(side) => side,
            None if !self.cx.interactive => {
                self.open.push(clash);
                return Ok(Settled::Open);
            }
            None => match self.ask(&clash, None)? {
                Answer::Side(side) | Answer::Rest(side) => side,
                Answer::Edit => {
                    let side = |side: &Option<Vec<u8>>| side.clone().unwrap_or_default();
                    let (base, mine, theirs) = (side(&both.base), side(&both.mine), side(&both.theirs));
                    match merge_with_marks(&base, &mine, &theirs).filter(|_| !both.opaque) {
                        Some(marked) => return self.edit(both, marked),
                        None => return Err(CliError::refused(self.cx.text("sync-no-text", &[("path", path)]))),
                    }
                }
                Answer::Stop => return Ok(self.stop()),
            },
        };
        self.decided.insert((name, String::new()), side);
        Ok(if side == Whose::Ours { Settled::Mine } else { Settled::Theirs })
    }

    fn stop(&mut self) -> Settled {
        let message = self.cx.text("sync-stopped", &[]);
        self.error = Some(CliError::refused(message));
        Settled::Stop
    }

    /// Shows a conflict and asks whose side to take.
    fn ask(&mut self, clash: &Clash, at: Option<usize>) -> Result<Answer, CliError> {
        let wording = Wording::new(self.records, &self.opened.book);
        let name = clash.name(&self.opened.book);
        let field = at.and_then(|at| clash.fields.get(at));
        let words = |cell: Cell| self.cx.words(&Text::key("sync-value").arg("value", cell));
        let heading = match (field, clash.title.as_str()) {
            (Some(field), title_of) => {
                let field = self.cx.words(&title(&field.path));
                let name = if title_of.is_empty() { name } else { format!("{name} ({title_of})") };
                self.cx.text("sync-both-field", &[("record", &name), ("field", &field)])
            }
            (None, _) => self.cx.text("sync-both-whole", &[("record", &name)]),
        };
        let mut lines = vec![heading];
        let by = last_by(self.told, clash, field).map(|entry| {
            let date = words(Cell::Date(entry.when.date));
            self.cx.text("sync-by", &[("author", &entry.commit.author.name), ("date", &date)])
        });
        let by = by.map_or(String::new(), |by| format!("  ({by})"));
        let keys = ["sync-before-label", "sync-mine-label", "sync-theirs-label"];
        let [before, mine, theirs] = keys.map(|key| self.cx.text(key, &[]));
        let width = [&before, &mine, &theirs].iter().map(|label| label.chars().count()).max().unwrap_or(0);
        let sides = match (at, field) {
            (Some(at), Some(field)) => {
                let value = |side| words(value(&wording, self.records, clash, at, side));
                lines.push(format!("  {before:width$}  {}", value(&field.before)));
                [value(&field.mine), value(&field.theirs)]
            }
            _ => clash.there.map(|there| {
                let key = if there { "sync-side-changed" } else { "sync-side-removed" };
                self.cx.text(key, &[])
            }),
        };
        lines.push(format!("  {mine:width$}  {}", sides[0]));
        lines.push(format!("  {theirs:width$}  {}{by}", sides[1]));
        self.cx.out.message(&lines.join("\n"));
        let question = self.cx.text(if at.is_some() { "sync-ask" } else { "sync-ask-whole" }, &[]);
        loop {
            let Some(answer) = ask(self.cx, &question)? else { return Ok(Answer::Stop) };
            return Ok(match answer.as_str() {
                "m" | "mine" => Answer::Side(Whose::Ours),
                "t" | "theirs" | "l" | "leur" => Answer::Side(Whose::Theirs),
                "M" => Answer::Rest(Whose::Ours),
                "T" | "L" => Answer::Rest(Whose::Theirs),
                "e" | "edit" => Answer::Edit,
                "q" | "quit" | "" => Answer::Stop,
                _ => continue,
            });
        }
    }

    /// The file in the editor, with marks around what both sides changed; again until none is left and it can be read.
    fn edit(&mut self, both: &Both<'_>, marked: Vec<u8>) -> Result<Settled, CliError> {
        let path = both.path;
        let folder = tempfile::Builder::new().prefix("carnet-").tempdir()?;
        let copy = folder.path().join(path.rsplit('/').next().unwrap_or(path));
        std::fs::write(&copy, &marked)?;
        let editor = editor(self.opened);
        loop {
            open_editor(self.cx, &editor, &copy)?;
            let bytes = std::fs::read(&copy)?;
            let broken =
                both.book_path.and_then(|path| Some((path, self.subject(path)?))).is_some_and(|(path, subject)| {
                    let shape = match subject.kind {
                        Some(kind) => self.opened.book.shape(kind),
                        None => firm_shape(),
                    };
                    !Version::read(shape, path, &bytes, self.opened.book.firm.currency()).readable
                });
            let marks = broken
                || bytes
                    .split(|byte| *byte == b'\n')
                    .any(|line| [&b"<<<<<<< "[..], b">>>>>>> ", b"======="].iter().any(|mark| line.starts_with(mark)));
            if !marks {
                return Ok(Settled::Bytes(bytes));
            }
            let again = self.cx.text("sync-marks-left", &[("path", path)]);
            let answer = ask(self.cx, &again)?;
            if answer.is_none_or(|answer| matches!(answer.to_lowercase().as_str(), "n" | "no" | "non")) {
                return Ok(self.stop());
            }
        }
    }
}

fn dispute(field: FieldConflict) -> Dispute {
    Dispute { path: field.path, before: field.base, mine: field.ours, theirs: field.theirs }
}

enum Answer {
    Side(Whose),
    /// This one and the other fields of the record.
    Rest(Whose),
    Edit,
    Stop,
}

fn text(side: &Option<Vec<u8>>) -> Result<Option<&str>, std::str::Utf8Error> {
    side.as_deref().map(std::str::from_utf8).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_a_field_goes_before_what_is_said_of_all() {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let choices = Choices::new(&words(&["deal/site.amount", "b"]), &words(&["", "b.stage", "deal/sitee"]));
        assert_eq!(choices.side("deal/site", "amount"), Some(Whose::Ours));
        assert_eq!(choices.side("deal/site", "stage"), Some(Whose::Theirs));
        assert_eq!(choices.side("deal/b", "stage"), Some(Whose::Theirs));
        assert_eq!(choices.side("deal/b", "close"), Some(Whose::Ours));
        assert_eq!(choices.side("deal/b", ""), Some(Whose::Ours));
        assert_eq!(choices.unused(), Some("deal/sitee"));
        assert_eq!(choices.contradiction(), None);
        let both = |word: &str| Choices::new(&words(&["a", word]), &words(&[word])).contradiction().map(str::to_owned);
        assert_eq!([both(""), both("deal/site")], [Some(String::new()), Some("deal/site".to_owned())]);
        let none = Choices::new(&words(&["deal/site.amount"]), &[]);
        assert_eq!(none.side("deal/site", "stage"), None);
        assert_eq!(none.side("deal/site", ""), None);
    }
}
