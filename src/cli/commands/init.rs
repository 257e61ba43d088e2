//! `carnet init`

use std::path::{Path, PathBuf};

use clap::Args;

use crate::check::check;
use crate::cli::{CliError, Context, Exit, write};
use crate::finding::{Finding, Place};
use crate::firm;
use crate::render::finding::{FindingFormat, Options as FindingOptions, render};
use crate::store::{self, Change, Options, Repo};
use crate::template::{AnswerFault, Answers, Question, answer, files, questions};

/// Start a new book
///
/// Asks some questions at a terminal; flags answer them beforehand. Writes the settings, you as the first member and a short
/// guide, in a git repository with a first commit.
#[derive(Args)]
pub struct Init {
    /// Where [default: here]
    folder: Option<PathBuf>,
    #[command(flatten)]
    answers: Flags,
    /// Take the proposed answer to every question that no flag answers
    #[arg(long, short = 'y')]
    yes: bool,
    /// Start the book in a folder that is not empty; no file there is changed
    #[arg(long)]
    force: bool,
    /// Without a git repository: no history, no undo
    #[arg(long)]
    no_git: bool,
}

macro_rules! flags {
    ($($(#[$doc:meta])* $field:ident $key:literal $value:literal;)*) => {
        /// One flag a question.
        #[derive(Args)]
        #[command(next_help_heading = "Answers")]
        struct Flags {
            $($(#[$doc])* #[arg(long = $key, value_name = $value)] $field: Option<String>,)*
        }

        impl Flags {
            /// What was given for a question.
            fn get(&self, key: &str) -> Option<&str> {
                match key {
                    $($key => self.$field.as_deref(),)*
                    _ => None,
                }
            }
        }

        #[cfg(test)]
        const KEYS: &[&str] = &[$($key),*];
    };
}

flags! {
    /// Registered name of the firm
    name "name" "NAME";
    /// Country, two letters
    country "country" "CODE";
    /// Legal form: SARL, EI…
    legal_form "legal-form" "TEXT";
    /// French establishment number
    siret "siret" "NUMBER";
    /// Share capital of a French company
    capital "capital" "AMOUNT";
    /// Its trade register entry: RCS Lille 732 829 320
    register "register" "TEXT";
    /// Street and number of the firm
    street "street" "TEXT";
    /// Postcode
    postcode "postcode" "TEXT";
    /// City
    city "city" "TEXT";
    /// VAT regime: normal or franchise
    vat "vat" "REGIME";
    /// VAT number
    vat_id "vat-id" "NUMBER";
    /// Bank account that customers pay into
    iban "iban" "IBAN";
    /// Language of reports and documents
    language "language" "CODE";
    /// Currency of the book
    currency "currency" "CODE";
    /// Time zone: Europe/Paris
    time_zone "time-zone" "ZONE";
    /// First month of the fiscal year
    fiscal_year_start "fiscal-year-start" "MONTH";
    /// Payment terms: 30d, 30d-eom
    terms "terms" "TERMS";
    /// Number of the first invoice written here
    first_number "first-number" "NUMBER";
    /// Your name
    member_name "member-name" "NAME";
    /// Your e-mail address, that of your commits
    email "email" "ADDRESS";
    /// The id that stands for you
    member_id "member-id" "ID";
}

pub fn run(args: Init, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let root = args.folder.clone().unwrap_or_else(|| cx.start());
    refuse_occupied(cx, &root, args.force)?;
    let known = Answers { committer: store::whoever_commits(&root), ..Answers::default() };
    let Some(answers) = ask(cx, &args, known)? else {
        return Err(CliError::refused(cx.text("upkeep-init-stopped", &[])));
    };
    write(&root, &answers, args.no_git)?;

    cx.global.book = Some(root.clone());
    let opened = cx.open_any()?;
    let shown = root.display().to_string();
    cx.out.message(&cx.text("upkeep-init-done", &[("name", &answers.name), ("path", &shown)]));
    let findings = check(&opened.figures());
    if !findings.is_empty() {
        show(cx, &findings, |place| opened.book.source_at(&place.path).map(|source| source.bytes.to_vec()))?;
        return Ok(Exit::Findings);
    }
    cx.out.message(&cx.text("upkeep-init-next", &[]));
    if shown != "." {
        cx.out.line(&format!("  cd {}", shell_word(&shown)))?;
    }
    for key in ["upkeep-init-try-customer", "upkeep-init-try-quote", "upkeep-init-try-render"] {
        let command = cx.text(key, &[]);
        cx.out.line(&format!("  carnet {command}"))?;
    }
    Ok(Exit::Done)
}

fn refuse_occupied(cx: &Context<'_>, root: &Path, force: bool) -> Result<(), CliError> {
    let path = |path: &Path| path.display().to_string();
    if root.join(firm::PATH).symlink_metadata().is_ok() {
        return Err(CliError::refused(cx.text("upkeep-init-book", &[("path", &path(&root.join(firm::PATH)))])));
    }
    if force {
        return Ok(());
    }
    // The folder may not be there yet; then the nearest one above it tells whether this is inside a book.
    let there = root.ancestors().find(|folder| folder.is_dir()).filter(|folder| !folder.as_os_str().is_empty());
    if let Ok(outer) = store::find_root(there.unwrap_or(Path::new("."))) {
        let error = CliError::refused(cx.text("upkeep-init-inside", &[("path", &path(&outer))]));
        return Err(error.hint(cx.text("upkeep-init-inside-hint", &[])));
    }
    let visible = |entry: std::io::Result<std::fs::DirEntry>| {
        entry.is_ok_and(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
    };
    if std::fs::read_dir(root).is_ok_and(|mut entries| entries.any(visible)) || root.is_file() {
        let error = CliError::refused(cx.text("upkeep-init-not-empty", &[("path", &path(root))]));
        return Err(error.hint(cx.text("upkeep-init-not-empty-hint", &[])));
    }
    Ok(())
}

/// The answers to what is still open in `answers`, from flags first, then from the person; `None` when they went away.
fn ask(cx: &mut Context<'_>, args: &Init, mut answers: Answers) -> Result<Option<Answers>, CliError> {
    let mut missing: Vec<String> = Vec::new();
    let mut introduced = false;
    let mut one_by_one = None;
    for question in questions() {
        let given = args.answers.get(question.key);
        if let Some(text) = given {
            // An answer to a question that does not concern the firm would be dropped in silence.
            answer(question, &mut answers, text).map_err(|fault| CliError::usage(worded(cx, &fault)))?;
        } else if !(question.applies)(&answers) {
            continue;
        } else if cx.interactive && !args.yes {
            if !std::mem::replace(&mut introduced, true) {
                cx.out.message(&cx.text("upkeep-init-intro", &[]));
            }
            if question.usual && one_by_one.is_none() {
                one_by_one = ask_usual(cx, args, &answers)?;
                if one_by_one.is_none() {
                    return Ok(None);
                }
            }
            let proposed = question.usual && one_by_one == Some(false);
            if proposed && answer(question, &mut answers, "").is_ok() {
                continue;
            }
            if !ask_one(cx, question, &mut answers)? {
                return Ok(None);
            }
        } else if answer(question, &mut answers, "").is_err() {
            missing.push(format!("--{}", question.key));
        }
    }
    if !missing.is_empty() {
        return Err(CliError::usage(cx.text("upkeep-init-missing", &[("flags", &missing.join(", "))])));
    }
    answers.complete().map(Some).map_err(|fault| CliError::usage(worded(cx, &fault)))
}

/// Asks once for all that the country proposes; whether each is to be asked for. `None` at the end of the input.
fn ask_usual(cx: &mut Context<'_>, args: &Init, answers: &Answers) -> Result<Option<bool>, CliError> {
    let open = questions().iter().filter(|question| question.usual && args.answers.get(question.key).is_none());
    let said = open.filter_map(|question| Some(format!("{} {}", question.key, (question.default)(answers)?)));
    let said = said.collect::<Vec<_>>().join(", ");
    let answer = write::ask(cx, &cx.text("upkeep-init-usual", &[("answers", &said)]))?;
    Ok(answer.map(|answer| !answer.is_empty() && !write::yes(&answer)))
}

/// Asks until the answer is one. `false` at the end of the input.
fn ask_one(cx: &mut Context<'_>, question: &Question, answers: &mut Answers) -> Result<bool, CliError> {
    loop {
        let words = cx.text(question.text, &[]);
        cx.out.message(&match (question.default)(answers) {
            Some(default) => format!("{words} [{default}]"),
            None => words,
        });
        let mut line = String::new();
        if cx.input.read_line(&mut line)? == 0 {
            return Ok(false);
        }
        match answer(question, answers, &line) {
            Ok(()) => return Ok(true),
            Err(fault) => cx.out.message(&worded(cx, &fault)),
        }
    }
}

fn worded(cx: &Context<'_>, fault: &AnswerFault) -> String {
    let args: Vec<(&str, &str)> = fault.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    cx.text(fault.key, &args)
}

fn write(root: &Path, answers: &Answers, no_git: bool) -> Result<(), CliError> {
    std::fs::create_dir_all(root)?;
    let repo = match Repo::open(root)? {
        _ if no_git => None,
        Some(repo) => Some(repo),
        None => Some(store::init_repository(root)?),
    };
    let changes: Vec<Change> = files(answers)
        .into_iter()
        // With --force, what is there already stays.
        .filter(|(path, _)| root.join(path).symlink_metadata().is_err())
        .map(|(path, text)| Change { path, before: None, after: Some(text.into_bytes()) })
        .collect();
    store::commit(repo.as_ref(), root, &changes, "book: started", Options::default())?;
    if let Some(repo) = &repo {
        store::install_driver(repo)?;
    }
    Ok(())
}

/// A template that does not check clean is our fault; still, better told than hidden.
fn show(
    cx: &mut Context<'_>,
    findings: &[Finding],
    sources: impl Fn(&Place) -> Option<Vec<u8>>,
) -> Result<(), CliError> {
    let options = FindingOptions { colour: cx.out.terminal.err_colour, ..FindingOptions::default() };
    let text = render(findings, &sources, cx.catalogue(), FindingFormat::Full, &options);
    cx.out.styled_message(text.trim_end());
    Ok(())
}

/// As a shell reads it back.
fn shell_word(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '~');
    if text.chars().all(plain) { text.to_owned() } else { format!("'{}'", text.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_has_a_flag() {
        let asked: Vec<&str> = questions().iter().map(|question| question.key).collect();
        assert_eq!(KEYS, asked);
    }

    #[test]
    fn what_the_country_proposes_is_asked_once() {
        let mut known = Answers::default();
        let init = |known: &Answers, words: &[&str], typed: &str| {
            #[derive(clap::Parser)]
            struct Line {
                #[command(flatten)]
                init: Init,
            }
            let line = <Line as clap::Parser>::parse_from([&["init"], words].concat());
            let (mut out, mut err) = (Vec::new(), Vec::new());
            let mut input = typed.as_bytes();
            let global = crate::cli::Global { lang: Some("en".into()), ..Default::default() };
            let out = crate::cli::output::Output::new(&mut out, &mut err, Default::default());
            let mut cx = Context::new(out, &mut input, true, global);
            let answers = ask(&mut cx, &line.init, known.clone()).unwrap();
            drop(cx);
            (answers, String::from_utf8(err).unwrap())
        };
        let typed = "Atelier\nFR\nSARL\n\n10 000\nRCS Lille 1\n4 rue de la Clef\n59800\nLille\n\n\n\n";
        let (answers, said) = init(&known, &[], &format!("{typed}\n1\nÉloïse Modèle\n\n\n"));
        let answers = answers.unwrap();
        assert_eq!(
            (answers.capital.as_str(), answers.city.as_str(), answers.language.as_str()),
            ("10000", "Lille", "fr")
        );
        assert_eq!((answers.terms.as_str(), answers.member_id.as_str()), ("30d", "eloise"));
        let proposed = "language fr, currency EUR, time-zone Europe/Paris, fiscal-year-start 1, terms 30d";
        assert!(said.contains(proposed) && !said.contains("time zone does"), "{said}");
        // Each by itself; and a flag answers before.
        let (answers, said) = init(&known, &["--currency", "CHF"], &format!("{typed}n\nen\n\n\n45d\n1\nA\n\n\n"));
        let answers = answers.unwrap();
        assert_eq!(
            (answers.currency.as_str(), answers.language.as_str(), answers.terms.as_str()),
            ("CHF", "en", "45d")
        );
        assert!(said.contains("time zone does"), "{said}");
        assert_eq!(init(&known, &[], "Atelier\n").0, None);
        // What git knows is proposed; an address that takes no mail is not.
        known.committer = ("Zoé Exemple".into(), "zoe@example.org".into());
        let (answers, said) = init(&known, &[], &format!("{typed}\n1\n\n\n\n"));
        let answers = answers.unwrap();
        assert_eq!(
            (&*answers.member_name, &*answers.email, &*answers.member_id),
            ("Zoé Exemple", "zoe@example.org", "zoe")
        );
        assert!(said.contains("What is your name? [Zoé Exemple]"), "{said}");
        known.committer.1 = "1+zoe@users.noreply.example.org".into();
        assert_eq!(init(&known, &[], &format!("{typed}\n1\n\n\n\n")).0.unwrap().email, "");
    }

    #[test]
    fn paths_for_the_shell() {
        assert_eq!(shell_word("books/acme"), "books/acme");
        assert_eq!(shell_word("l'atelier d'à côté"), r"'l'\''atelier d'\''à côté'");
    }
}
