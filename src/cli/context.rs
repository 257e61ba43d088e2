//! What every command needs: where the book is, what day it is, which language to speak, where to write.

use std::io::BufRead;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::error::{CliError, Exit};
use super::write::WriteArgs;
use super::{Global, Output};
use crate::book::cache::Known;
use crate::book::progress::{Progress, Stage};
use crate::book::{Book, Source};
use crate::check::{Marks, check, check_again};
use crate::figures::Figures;
use crate::finding::{Catalogue, Finding, Language};
use crate::firm;
use crate::history::{CommitId, RevisionError, Revisions, book_at};
use crate::model::Kinds;
use crate::render::{Format, Locale, Options, Page};
use crate::report::listing::Listed;
use crate::report::rows::Rows;
use crate::report::sheet::{Answer, Cell, Text};
use crate::store::{self, Cache, History, MarksFile, Repo, Save, StoreError, Walked};
use crate::value::period::{DateFault, PeriodContext, parse_date};
use crate::value::{Date, Period};

/// How an answer is printed: flattened into every command that prints records or figures.
#[derive(Args, Clone, Copy)]
pub struct FormatArg {
    /// table, json, jsonl, csv, tsv, md, yaml or ids
    #[arg(long, short = 'f', value_name = "FORMAT", default_value = "table")]
    pub format: Format,
}

/// The surroundings of one command.
pub struct Context<'a> {
    pub out: Output<'a>,
    /// What a person types; read only when `interactive`, or where a command says that it reads standard input.
    pub input: &'a mut dyn BufRead,
    /// A person is at the terminal and may be asked.
    pub interactive: bool,
    pub global: Global,
    pub kinds: Kinds,
    catalogue: Catalogue,
    /// What `--at` led to: every answer says it.
    past: Option<Moment>,
    /// To be written when the command is done.
    save: Option<Save>,
    /// Where the last `check` left its marks, and those of this one.
    marks_file: Option<MarksFile>,
    marks: Option<Marks>,
    /// The command computes something and prints it: what long work it does is shown until then. Others may start
    /// programs that want the terminal for themselves.
    pub only_reads: bool,
    /// The command ends with a write: see [`Repo::foresee_write`].
    foresees_write: bool,
}

/// A commit of the past that a command looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    pub commit: CommitId,
    /// The day that was asked for; `None` where a revision was.
    pub asked: Option<Date>,
    /// The day of the commit, by its committer date in the book's zone.
    pub committed: Date,
}

impl Moment {
    /// The business date of its figures, unless another is asked for.
    pub fn day(&self) -> Date {
        self.asked.unwrap_or(self.committed)
    }

    /// What is said under the title of every answer.
    fn note(&self) -> Text {
        let text = match self.asked {
            Some(day) => Text::key("history-at-day").arg("day", Cell::Date(day)),
            None => Text::key("history-at-commit"),
        };
        text.arg("commit", Cell::text(self.commit.short())).arg("committed", Cell::Date(self.committed))
    }
}

/// A book, opened.
pub struct Opened {
    pub root: PathBuf,
    repo: Result<Option<Repo>, StoreError>,
    /// Never dropped: giving back a large book piece by piece, just before the process ends, takes time for nothing.
    pub book: ManuallyDrop<Book>,
    pub today: Date,
    /// The business date of figures: `--as-of`, else today.
    pub as_of: Date,
    /// Visible things in the book's folder that are no folder of a kind, such as `custmers/`.
    pub others: Vec<String>,
}

impl<'a> Context<'a> {
    pub fn new(out: Output<'a>, input: &'a mut dyn BufRead, interactive: bool, global: Global) -> Context<'a> {
        let language = asked_language(&global).ok().flatten().or_else(environment_language).unwrap_or_default();
        Context {
            out,
            input,
            interactive,
            global,
            kinds: Kinds::standard(),
            catalogue: Catalogue::new(language),
            past: None,
            save: None,
            marks_file: None,
            marks: None,
            only_reads: false,
            foresees_write: false,
        }
    }

    /// The words: those of `--lang` or CARNET_LANG, else of the opened book, else of the environment.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The text of a catalogue key.
    pub fn text(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.catalogue.text(key, args)
    }

    /// A sheet's text in the reader's language.
    pub fn words(&self, text: &Text) -> String {
        self.rendering(|options| options.text(text))
    }

    /// Renders for people, in the reader's language, what is no [`Answer`].
    pub fn rendering<T>(&self, render: impl FnOnce(&Options<'_>) -> T) -> T {
        render(&Options { words: &words(&self.catalogue), ..Options::plain(Locale(self.catalogue.language)) })
    }

    /// Where the command starts to look for a book.
    pub fn start(&self) -> PathBuf {
        self.global.book.clone().unwrap_or_else(|| PathBuf::from("."))
    }

    /// Reads the book, whatever its state, after mending what an interrupted write left. For `check` and for writes;
    /// whoever prints figures calls [`Context::open`]. With `--at`, the book as it was: nothing is mended then, and
    /// nothing but git's objects read.
    pub fn open_any(&mut self) -> Result<Opened, CliError> {
        let root = store::find_root(&self.start())?;
        if let Some(at) = self.global.at.clone() {
            return self.open_at(root, &at);
        }
        self.speak_as_in(&root)?;
        let repo = Repo::open(&root);
        if let Ok(Some(repo)) = &repo
            && let Some(recovered) = store::recover(repo)?
        {
            self.out.message(&recovered.to_string());
        }
        if let (Ok(Some(repo)), true) = (&repo, self.foresees_write) {
            repo.foresee_write();
        }
        let progress = self.watch();
        let (walked, known, save) = match &repo {
            Ok(Some(repo)) if !self.global.no_cache => {
                let mut cache = Cache::open(&root, &repo.private(), repo.prefix());
                cache.progress = progress;
                let fault = cache.fault.clone();
                self.marks_file = Some(cache.marks());
                let found = cache.look(&self.kinds);
                if let Some(fault) = fault.filter(|_| self.global.verbose) {
                    self.out.message(&self.text("cache-not-written", &[("reason", &fault)]));
                }
                found
            }
            _ => {
                let (walked, known) = store::walk_reading(&root, &self.kinds, progress);
                (walked, known, None)
            }
        };
        self.say_read(&walked, &known);
        let sources = walked.files.into_iter().map(|file| Source { path: file.path, bytes: file.bytes }).collect();
        let book = Book::read_known(self.kinds.clone(), sources, walked.findings, known);
        self.save = save.map(|mut save| {
            save.take(&book);
            save
        });
        if !self.only_reads {
            self.out.unwatch();
        }
        self.speak(&book)?;
        let today = self.today(&book)?;
        let as_of = self.as_of(today)?.unwrap_or(today);
        Ok(Opened { root, repo, book: ManuallyDrop::new(book), today, as_of, others: walked.others })
    }

    /// Shows on a terminal how far the work has come that counts here, until something is printed.
    pub fn watch(&mut self) -> Arc<Progress> {
        let progress = Arc::default();
        let words = Stage::ALL.iter().map(|stage| self.text(stage.key(), &[])).collect();
        self.out.watch(&progress, words, self.catalogue.language);
        progress
    }

    /// With `--verbose`, how many files were read, and how many were known.
    fn say_read(&mut self, walked: &Walked, known: &Known) {
        if self.global.verbose {
            let same = known.same.iter().filter(|same| **same).count();
            let count = |count: usize| Cell::Integer(count as i64);
            let text = Text::key("cache-read").arg("read", count(walked.files.len())).arg("known", count(same));
            let text = self.words(&text);
            self.out.message(&text);
        }
    }

    /// Writes what spares the next command the reading. Nothing depends on it, so that it fails is worth a word only to
    /// those who asked.
    fn save(&mut self) {
        let saved = self.save.take().map_or(Ok(None), |save| save.write(&self.kinds));
        let written = saved.and_then(|saved| match (&self.marks_file, self.marks.take()) {
            (Some(file), Some(marks)) => file.write(marks, saved),
            _ => Ok(()),
        });
        if let Err(error) = written
            && self.global.verbose
        {
            let text = self.text("cache-not-written", &[("reason", &crate::store::spoken(&error))]);
            self.out.message(&text);
        }
    }

    /// All findings of a book that was just opened. What is quiet since the last time is not examined again, and this time is
    /// remembered for the next one.
    pub fn check(&mut self, opened: &Opened) -> Vec<Finding> {
        let file = self.marks_file.as_ref().filter(|_| !opened.book.past);
        let Some(file) = file else { return check(&opened.figures()) };
        let fresh = opened.book.fresh();
        let earlier = fresh.as_ref().and_then(|_| file.read());
        let (findings, marks) = check_again(&opened.figures(), earlier.as_ref(), fresh.unwrap_or_default());
        self.marks = marks.filter(|marks| earlier.as_ref() != Some(marks) && !opened.book.disturbed());
        findings
    }

    fn open_at(&mut self, root: PathBuf, at: &str) -> Result<Opened, CliError> {
        let repo = Repo::open(&root)?;
        let (moment, book, today) = self.look_back(repo.as_ref(), at)?;
        self.past = Some(moment);
        let as_of = self.as_of(today)?.unwrap_or(moment.day());
        Ok(Opened { root, repo: Ok(repo), book: ManuallyDrop::new(book), today, as_of, others: Vec::new() })
    }

    /// Finds the commit that a day or a revision means, and reads the book as it was then. Days begin and end in the zone
    /// of the book as it is committed now; so does the day that is today, the last of the three.
    ///
    /// # Errors
    /// No repository, no commit, a day before the first one or after today, a revision that git does not know or that has
    /// no book.
    pub fn look_back(&mut self, repo: Option<&Repo>, at: &str) -> Result<(Moment, Book, Date), CliError> {
        let Some(repo) = repo else { return Err(CliError::usage(self.text("history-no-repository", &[]))) };
        let folders: Vec<&str> = self.kinds.iter().map(|(_, kind)| kind.folder).collect();
        let history = History::new(repo, folders)?;
        let Some(head) = history.head()? else { return Err(CliError::usage(self.text("history-no-commit", &[]))) };
        let settings = settings_at(&history, &self.kinds, head)?;
        if self.global.at.is_some() {
            self.speak(&settings)?;
        }
        if settings.source_at(firm::PATH).is_some() && !settings.firm_sound {
            return Err(CliError::usage(self.text("history-no-settings", &[("commit", &head.short())])));
        }
        let today = self.today(&settings)?;
        let zone = zone(&settings);
        let context =
            PeriodContext { day_first: settings.firm.language() == Language::French, ..PeriodContext::new(today) };
        let (asked, commit) = match parse_date(at, context) {
            Ok(day) if day > today => {
                return Err(CliError::usage(self.text("history-not-yet", &[("day", &self.day(day))])));
            }
            Ok(day) => match history.on_day(day, zone)? {
                Some(commit) => (Some(day), commit),
                None => return Err(self.before_the_first(&history, head, day, zone)?),
            },
            Err(DateFault::Unknown) => (None, history.resolve(at).map_err(|error| self.no_state(error, at, context))?),
            Err(_) => return Err(CliError::usage(self.text("cli-bad-date", &[("value", at)]))),
        };
        let committed = history.commit(commit)?.committer.day(zone);
        let book = book_at(&history, self.kinds.clone(), commit)?;
        if book.source_at(firm::PATH).is_none() {
            let revision = if asked.is_some() { commit.short() } else { at.to_owned() };
            return Err(CliError::usage(self.text("history-no-book", &[("revision", &revision)])));
        }
        Ok((Moment { commit, asked, committed }, book, today))
    }

    /// What names no commit; perhaps a month where a day is wanted.
    fn no_state(&self, error: RevisionError, at: &str, context: PeriodContext) -> CliError {
        if let (RevisionError::Unknown { .. }, Ok(Period { to: Some(last), .. })) = (&error, Period::parse(at, context))
        {
            let error = CliError::usage(self.text("history-period", &[("text", at)]));
            return error.hint(self.text("history-period-day", &[("day", &last.to_string())]));
        }
        let forms = if self.global.at.is_some() { "history-forms" } else { "history-forms-plain" };
        CliError::from(error).hint(self.text(forms, &[]))
    }

    fn before_the_first(
        &self,
        history: &History<'_>,
        head: CommitId,
        day: Date,
        zone: &str,
    ) -> Result<CliError, CliError> {
        let first = history.commits(&[head], &[])?.iter().map(|commit| commit.committer.day(zone)).min();
        let first = first.map_or(String::new(), |first| self.day(first));
        Ok(CliError::usage(self.text("history-before", &[("day", &self.day(day)), ("first", &first)])))
    }

    /// A date in the reader's language.
    pub fn day(&self, day: Date) -> String {
        self.words(&Text::key("history-day").arg("day", Cell::Date(day)))
    }

    /// The day of `--as-of`.
    fn as_of(&self, today: Date) -> Result<Option<Date>, CliError> {
        self.global.as_of.as_deref().map(|text| self.date(text, PeriodContext::new(today))).transpose()
    }

    /// Reads the book for lists and figures; refuses when `carnet.toml` cannot be read, since no figure could be trusted.
    pub fn open(&mut self) -> Result<Opened, CliError> {
        let opened = self.open_any()?;
        if !opened.book.firm_sound {
            let message = self.text("cli-no-settings", &[]);
            return Err(CliError::usage(message).hint(self.text("cli-run-check", &[])));
        }
        Ok(opened)
    }

    /// The same for a command that will write into the book unless something stands against it: what a write needs besides
    /// the book is looked at meanwhile.
    pub fn open_to_write(&mut self, how: &WriteArgs) -> Result<Opened, CliError> {
        self.foresees_write = !how.dry_run;
        self.open()
    }

    /// Takes the language of the book in this folder, for what may have to be said before the book is read.
    pub fn speak_as_in(&mut self, root: &Path) -> Result<(), CliError> {
        let Ok(bytes) = std::fs::read(root.join(firm::PATH)) else { return Ok(()) };
        let book = Book::read(self.kinds.clone(), vec![Source::new(firm::PATH, bytes)]);
        self.speak(&book)
    }

    /// Takes the language of a book, unless another was asked for.
    pub fn speak(&mut self, book: &Book) -> Result<(), CliError> {
        let language = match asked_language(&self.global)? {
            Some(language) => language,
            None if book.firm_sound => book.firm.language(),
            None => return Ok(()),
        };
        if language != self.catalogue.language {
            self.catalogue = Catalogue::new(language);
        }
        Ok(())
    }

    /// Today in the book's zone, or the day that was given for it.
    /// The day that it is where the book is, unless another was asked for.
    pub fn today(&self, book: &Book) -> Result<Date, CliError> {
        let real = Date::today_in(zone(book));
        match self.global.today.clone().or_else(|| std::env::var("CARNET_TODAY").ok()) {
            Some(text) => self.date(&text, PeriodContext::new(real)),
            None => Ok(real),
        }
    }

    /// Reads a day of the command line.
    ///
    /// # Errors
    /// No day, or one that could be two.
    pub fn date(&self, text: &str, context: PeriodContext) -> Result<Date, CliError> {
        parse_date(text, context).map_err(|fault| {
            let key = match fault {
                DateFault::Unknown => "cli-bad-date",
                DateFault::NoSuchDay => "period-no-such",
                DateFault::Ambiguous => "period-ambiguous",
                DateFault::TooFar => "period-too-far",
            };
            CliError::usage(self.text(key, &[("value", text)]))
        })
    }

    /// Prints an answer, says on stderr what is not in it, and gives the exit code that follows.
    pub fn answer(&mut self, answer: &Answer, format: FormatArg) -> Result<Exit, CliError> {
        self.print(answer, None, format)?;
        Ok(self.say_unreadable(answer.unreadable))
    }

    /// The same of a list whose rows are made while they are printed.
    pub fn list(&mut self, mut answer: Answer, listed: &Listed<'_>, format: FormatArg) -> Result<Exit, CliError> {
        if format.format.says_whether_complete() {
            listed.look_through();
            answer.unreadable = listed.left_out();
        }
        self.print(&answer, Some(listed), format)?;
        Ok(self.say_unreadable(listed.left_out()))
    }

    fn print(&mut self, answer: &Answer, rows: Option<&dyn Rows>, format: FormatArg) -> Result<(), CliError> {
        let past = self.past.as_ref().map(|moment| dated(answer, moment));
        let answer = past.as_ref().unwrap_or(answer);
        let page = rows.map_or(Page::new(answer), |rows| Page::of(answer, rows));
        Ok(self.out.answer(&page, format.format, self.catalogue.language, &words(&self.catalogue))?)
    }

    fn say_unreadable(&mut self, count: usize) -> Exit {
        if count == 0 {
            return Exit::Done;
        }
        let message = self.text("cli-unreadable", &[("count", &count.to_string())]);
        self.out.message(&message);
        Exit::Findings
    }

    /// The commit that `--at` led to.
    pub fn looks_at(&self) -> Option<CommitId> {
        self.past.map(|moment| moment.commit)
    }

    /// Says which state of the book a command looks at, where that is not the present one.
    pub fn say_past(&mut self) {
        if let Some(moment) = self.past {
            let text = self.words(&moment.note());
            self.out.message(&text);
        }
    }

    /// Prints what is wrong, and what to do instead. For a command that goes on; others return the error.
    pub fn complain(&mut self, error: &CliError) {
        let prefix = self.text("level-error", &[]);
        let message = match (&error.french, self.catalogue.language) {
            (Some(french), Language::French) => french,
            _ => &error.message,
        };
        self.out.message(&format!("{prefix}: {message}"));
        if let Some(hint) = &error.hint {
            let prefix = self.text("cli-hint", &[]);
            self.out.message(&format!("{prefix}: {hint}"));
        }
    }

    /// Prints why a command failed, writes out what is buffered, and gives the exit code.
    pub fn conclude(mut self, result: Result<Exit, CliError>) -> Exit {
        let exit = match result {
            Ok(exit) => exit,
            Err(error) => {
                self.complain(&error);
                error.exit
            }
        };
        // The answer is there: what comes now keeps nobody waiting.
        let flushed = self.out.flush();
        self.save();
        // A full disk is the last thing that can go wrong; a closed pipe is none.
        match flushed.and_then(|()| self.out.finish()) {
            Ok(()) => exit,
            Err(_) => Exit::Usage,
        }
    }
}

impl Opened {
    /// The figures of the book on the day that was asked for.
    pub fn figures(&self) -> Figures<'_> {
        Figures::new(&self.book, self.as_of)
    }

    /// The repository for a write; `None` when the book is in none.
    pub fn repo(&self) -> Result<Option<&Repo>, CliError> {
        match &self.repo {
            // Where git sees no repository, a write would go without a commit and nobody would notice.
            Ok(None) if self.root.join(".git").symlink_metadata().is_ok() => {
                let path = self.root.join(".git").display().to_string();
                Err(CliError::in_both("store-broken-git", &[("path", &path)]))
            }
            Ok(repo) => Ok(repo.as_ref()),
            Err(error) => Err(error.into()),
        }
    }

    /// How periods and dates are understood in this book.
    pub fn periods(&self) -> PeriodContext {
        PeriodContext {
            fiscal_year_start_month: self.book.firm.fiscal_year_start(),
            day_first: self.book.firm.language() == Language::French,
            ..PeriodContext::new(self.today)
        }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }
}

impl Context<'_> {
    /// Reads a period of the command line.
    pub fn period(&self, opened: &Opened, text: &str) -> Result<Period, CliError> {
        Period::parse(text, opened.periods()).map_err(|fault| {
            let known = self.text(&format!("period-{}", fault.name()), &[("value", text)]);
            CliError::usage(known).hint(self.text("cli-period-forms", &[]))
        })
    }
}

/// How a sheet's words are found.
fn words(catalogue: &Catalogue) -> impl Fn(&str, &[(&'static str, String)]) -> Option<String> + Sync {
    |key, args| {
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        catalogue.find(key, &args)
    }
}

/// An answer that says which state of the book it is about.
fn dated(answer: &Answer, moment: &Moment) -> Answer {
    let mut answer = answer.clone().parameter("commit", Cell::text(moment.commit.to_string()));
    if let Some(sheet) = answer.sheets.first_mut() {
        sheet.notes.insert(0, moment.note());
    }
    answer
}

/// A book of nothing but the settings at a commit.
fn settings_at(history: &History<'_>, kinds: &Kinds, commit: CommitId) -> Result<Book, CliError> {
    let mut sources = Vec::new();
    if let Some(blob) = history.file(commit, firm::PATH)? {
        sources.push(Source::new(firm::PATH, history.blob(blob)?));
    }
    Ok(Book::read_past(kinds.clone(), sources))
}

/// The book's time zone.
pub fn zone(book: &Book) -> &str {
    book.firm.file.time_zone.as_ref().map_or("UTC", |zone| zone.0.as_str())
}

fn asked_language(global: &Global) -> Result<Option<Language>, CliError> {
    let asked = global.lang.clone().or_else(|| std::env::var("CARNET_LANG").ok().filter(|value| !value.is_empty()));
    match asked {
        None => Ok(None),
        Some(tag) => match Language::parse(&tag) {
            Some(language) => Ok(Some(language)),
            None => Err(CliError::in_both("cli-no-language", &[("value", &tag)])),
        },
    }
}

fn environment_language() -> Option<Language> {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    set.and_then(|locale| Language::parse(&locale))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::period::PeriodFault;

    #[test]
    fn every_fault_of_a_period_has_words() {
        let text = String::new;
        let day = Date::new(2026, 1, 1).unwrap();
        let faults = [
            PeriodFault::Unknown(text()),
            PeriodFault::Empty,
            PeriodFault::RelativeAlone(text()),
            PeriodFault::NoSuch(text()),
            PeriodFault::Backwards { from: day, to: day },
            PeriodFault::Ambiguous(text()),
            PeriodFault::TooFar(text()),
        ];
        for language in Language::ALL {
            let catalogue = Catalogue::new(language);
            for fault in &faults {
                let key = format!("period-{}", fault.name());
                assert!(catalogue.find(&key, &[("value", "2026Q9")]).is_some(), "{key}");
            }
        }
    }

    /// A key without words would be shown to a person as it is.
    #[test]
    fn every_key_that_the_sources_name_has_words() {
        fn read(folder: &Path, keys: &mut Vec<String>) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    read(&path, keys);
                } else if path.ends_with("render/sample.rs") {
                    // A sheet for tests, with keys of its own.
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    let text = std::fs::read_to_string(&path).unwrap();
                    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
                    for call in ["cx.text(", "self.text(", "Text::key(", "ChangeError::new("] {
                        let literals = code.split(call).skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"'));
                        keys.extend(literals.filter_map(|rest| rest.split('"').next()).map(str::to_owned));
                    }
                }
            }
        }
        let mut keys = Vec::new();
        read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut keys);
        assert!(keys.len() > 200, "{} keys", keys.len());
        let catalogue = Catalogue::new(Language::English);
        keys.retain(|key| catalogue.find(key, &[]).is_none());
        assert_eq!(keys, Vec::<String>::new());
    }
}
