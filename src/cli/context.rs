//! What every command needs: where the book is, what day it is, which language to speak, where to write.

use std::io::BufRead;
use std::path::{Path, PathBuf};

use clap::Args;

use super::error::{CliError, Exit};
use super::{Global, Output};
use crate::book::{Book, Source};
use crate::figures::Figures;
use crate::finding::{Catalogue, Language};
use crate::model::Kinds;
use crate::render::{Format, Locale, Options};
use crate::report::sheet::{Answer, Text};
use crate::store::{self, Repo, StoreError};
use crate::value::period::{PeriodContext, parse_date};
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
}

/// A book, opened.
pub struct Opened {
    pub root: PathBuf,
    repo: Result<Option<Repo>, StoreError>,
    pub book: Book,
    pub today: Date,
    /// The business date of figures: `--as-of`, else today.
    pub as_of: Date,
    /// Visible things in the book's folder that are no folder of a kind, such as `custmers/`.
    pub others: Vec<String>,
}

impl<'a> Context<'a> {
    pub fn new(out: Output<'a>, input: &'a mut dyn BufRead, interactive: bool, global: Global) -> Context<'a> {
        let language = asked_language(&global).ok().flatten().or_else(environment_language).unwrap_or_default();
        Context { out, input, interactive, global, kinds: Kinds::standard(), catalogue: Catalogue::new(language) }
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
        let words = |key: &str, args: &[(&'static str, String)]| self.find_words(key, args);
        let locale = Locale(self.catalogue.language);
        Options { words: &words, ..Options::plain(locale) }.text(text)
    }

    fn find_words(&self, key: &str, args: &[(&'static str, String)]) -> Option<String> {
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.catalogue.find(key, &args)
    }

    /// Where the command starts to look for a book.
    pub fn start(&self) -> PathBuf {
        self.global.book.clone().unwrap_or_else(|| PathBuf::from("."))
    }

    /// Reads the book, whatever its state, after mending what an interrupted write left. For `check` and for writes;
    /// whoever prints figures calls [`Context::open`].
    pub fn open_any(&mut self) -> Result<Opened, CliError> {
        let root = store::find_root(&self.start())?;
        let repo = Repo::open(&root);
        if let Ok(Some(repo)) = &repo
            && let Some(recovered) = store::recover(repo)?
        {
            self.out.message(&recovered.to_string());
        }
        let folders: Vec<&str> = self.kinds.iter().map(|(_, kind)| kind.folder).collect();
        let walked = store::walk(&root, &folders);
        let sources = walked.files.into_iter().map(|file| Source::new(&file.path, file.bytes)).collect();
        let book = Book::read_with(self.kinds.clone(), sources, walked.findings);
        self.speak(&book)?;
        let today = self.today(&book)?;
        let as_of = match &self.global.as_of {
            Some(text) => self.date(text, PeriodContext::new(today))?,
            None => today,
        };
        Ok(Opened { root, repo, book, today, as_of, others: walked.others })
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

    fn speak(&mut self, book: &Book) -> Result<(), CliError> {
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

    fn today(&self, book: &Book) -> Result<Date, CliError> {
        let zone = book.firm.file.time_zone.as_ref().map_or("UTC", |zone| zone.0.as_str());
        let real = Date::today_in(zone);
        match self.global.today.clone().or_else(|| std::env::var("CARNET_TODAY").ok()) {
            Some(text) => self.date(&text, PeriodContext::new(real)),
            None => Ok(real),
        }
    }

    fn date(&self, text: &str, context: PeriodContext) -> Result<Date, CliError> {
        parse_date(text, context).map_err(|_| CliError::usage(self.text("cli-bad-date", &[("value", text)])))
    }

    /// Prints an answer, says on stderr what is not in it, and gives the exit code that follows.
    pub fn answer(&mut self, answer: &Answer, format: FormatArg) -> Result<Exit, CliError> {
        let catalogue = &self.catalogue;
        let words = |key: &str, args: &[(&'static str, String)]| {
            let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
            catalogue.find(key, &args)
        };
        self.out.answer(answer, format.format, catalogue.language, &words)?;
        if answer.unreadable > 0 {
            let count = answer.unreadable.to_string();
            let message = self.text("cli-unreadable", &[("count", &count)]);
            self.out.message(&message);
            return Ok(Exit::Findings);
        }
        Ok(Exit::Done)
    }

    /// Prints what is wrong, and what to do instead. For a command that goes on; others return the error.
    pub fn complain(&mut self, error: &CliError) {
        let prefix = self.text("level-error", &[]);
        self.out.message(&format!("{prefix}: {}", error.message));
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
        // A full disk is the last thing that can go wrong; a closed pipe is none.
        match self.out.finish() {
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
            Ok(repo) => Ok(repo.as_ref()),
            Err(error) => Err(CliError::usage(error.to_string())),
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

fn asked_language(global: &Global) -> Result<Option<Language>, CliError> {
    let asked = global.lang.clone().or_else(|| std::env::var("CARNET_LANG").ok().filter(|value| !value.is_empty()));
    match asked {
        None => Ok(None),
        Some(tag) => match Language::parse(&tag) {
            Some(language) => Ok(Some(language)),
            None => Err(CliError::usage(format!("carnet speaks `en` and `fr`, not `{tag}`"))),
        },
    }
}

fn environment_language() -> Option<Language> {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    set.and_then(|locale| Language::parse(&locale))
}
