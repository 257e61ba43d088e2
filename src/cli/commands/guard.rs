//! `carnet guard`

use std::collections::BTreeMap;

use clap::{Args, ValueEnum};

use crate::book::Book;
use crate::cli::context::FormatArg;
use crate::cli::{CliError, Context, Exit};
use crate::finding::Place;
use crate::history::closing::PREFIX;
use crate::history::guard::{Refusal, Standing, Update, Verdict, judge, judge_closing};
use crate::history::{CommitId, RevisionError, Revisions};
use crate::model::Kinds;
use crate::render::Format;
use crate::render::finding::{FindingFormat, Options, render};
use crate::report::sheet::{Answer, Cell, Column, ColumnKind, Row, Sheet, Shown, Text};
use crate::store::{Depot, Repo, find_root};
use crate::template::ci;
use crate::value::Date;

/// Judge commits by who may change what, before they come in
///
/// Roles are declared in carnet.toml, members have them and their signing keys in team/; both are read from the state before
/// the commits (OLD), never from the new one. A commit is its signer's: the author's address is what the commit says of
/// itself, and proves nothing. The book at NEW is checked, too, and may have no error that it did not have at OLD.
/// Exits with 1 when something is refused.
///
/// On a server of your own, it runs as a pre-receive hook; at GitHub or GitLab, as a required check. `--print` gives the
/// files for each.
#[derive(Args)]
pub struct Guard {
    /// The state that holds and the one that shall hold, as in main..HEAD
    #[arg(value_name = "OLD..NEW", required_unless_present_any = ["stdin", "print"])]
    range: Option<String>,
    /// NEW is proposed for a merge: it need not contain all of OLD
    #[arg(long, requires = "range")]
    proposed: bool,
    /// Read `OLD NEW REF` lines, as git gives them to a pre-receive hook
    #[arg(long, conflicts_with_all = ["range", "print"])]
    stdin: bool,
    /// The branch that holds [default: the one that HEAD of the repository names]
    #[arg(long, value_name = "NAME")]
    branch: Option<String>,
    /// The book's folder in the repository [default: where carnet.toml lies]
    #[arg(long, value_name = "PATH")]
    folder: Option<String>,
    /// Print a ready-made file instead
    #[arg(long, value_name = "FILE", conflicts_with_all = ["range", "branch", "folder"])]
    print: Option<Ready>,
    /// Print what was judged on standard output as well, a row a reason: json, jsonl, csv, tsv, md, yaml or table
    #[arg(long, short = 'f', value_name = "FORMAT", conflicts_with = "print")]
    format: Option<Format>,
}

/// The files of `data-template/ci/`.
#[derive(Clone, Copy, ValueEnum)]
enum Ready {
    /// The hook of a server: hooks/pre-receive
    PreReceive,
    /// .github/workflows/carnet.yml
    Github,
    /// .github/workflows/carnet-guard.yml
    GithubGuard,
    /// .gitlab-ci.yml
    Gitlab,
    /// .pre-commit-config.yaml
    PreCommit,
}

/// An id of nothing: git's word for a reference that is not there.
const NOTHING: &str = "0000000000000000000000000000000000000000";

/// One reference that shall move.
struct Wish {
    /// What it is called in messages.
    name: String,
    reference: Option<String>,
    old: Option<CommitId>,
    new: Option<CommitId>,
}

pub fn run(args: Guard, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    if let Some(file) = args.print {
        let text = match file {
            Ready::PreReceive => ci::PRE_RECEIVE,
            Ready::Github => ci::GITHUB,
            Ready::GithubGuard => ci::GITHUB_GUARD,
            Ready::Gitlab => ci::GITLAB,
            Ready::PreCommit => ci::PRE_COMMIT,
        };
        cx.out.raw(|out| out.write_all(text.as_bytes()))?;
        return Ok(Exit::Done);
    }
    let start = cx.start();
    let Some(mut depot) = Depot::open(&start)? else {
        let path = start.display().to_string();
        return Err(CliError::usage(cx.text("guard-no-repository", &[("path", &path)])));
    };
    if let Some(branch) = &args.branch {
        // `refs/heads/main` and `main` are one.
        let name = branch.strip_prefix("refs/heads/").unwrap_or(branch);
        return judge_all(cx, &args, &mut depot, Some(format!("refs/heads/{name}")));
    }
    let head = depot.head_branch()?;
    judge_all(cx, &args, &mut depot, head)
}

/// What was judged, for programs.
#[derive(Default)]
struct Docket {
    rows: Vec<Row>,
    /// Of the last update, in the book's time zone.
    day: Option<Date>,
}

impl Docket {
    /// An update and what came of it; for a refused one there is a row for each reason.
    fn add(&mut self, wish: &Wish, passes: bool, commits: usize, why: [Cell; 5]) {
        let result = if passes { "passes" } else { "refused" };
        let result = Cell::word(result, Text::key(format!("guard-{result}-word")));
        let head = [Cell::text(&wish.name), result, Cell::Integer(commits as i64)];
        self.rows.push(Row::new(head.into_iter().chain(why).collect()));
    }

    fn answer(self, cx: &Context<'_>) -> Result<Answer, CliError> {
        let as_of = match self.day {
            Some(day) => day,
            None => cx.today(&Book::read(cx.kinds.clone(), Vec::new()))?,
        };
        let column = |name: &'static str, kind| Column::new(name, Text::key(format!("guard-column-{name}")), kind);
        let mut sheet = Sheet::new(
            "guard",
            vec![
                column("update", ColumnKind::Code),
                column("result", ColumnKind::Code),
                column("commits", ColumnKind::Integer),
                column("commit", ColumnKind::Code).shown(Shown::Filled),
                column("reason", ColumnKind::Code).shown(Shown::Filled),
                column("author", ColumnKind::Code).shown(Shown::Room),
                column("place", ColumnKind::Code).shown(Shown::Filled),
                column("text", ColumnKind::Text).shown(Shown::Filled).wraps(),
            ],
        );
        sheet.rows = self.rows;
        Ok(Answer::new(as_of).sheet(sheet))
    }
}

fn judge_all(cx: &mut Context<'_>, args: &Guard, depot: &mut Depot, branch: Option<String>) -> Result<Exit, CliError> {
    let wishes = match &args.range {
        Some(range) => vec![of_range(cx, depot, range)?],
        None => of_stdin(cx)?,
    };
    let mut exit = Exit::Done;
    let mut docket = Docket::default();
    for wish in wishes {
        if !one(cx, args, depot, branch.as_deref(), &wish, &mut docket)? {
            exit = Exit::Findings;
        }
    }
    if let Some(format) = args.format {
        let answer = docket.answer(cx)?;
        cx.answer(&answer, FormatArg { format })?;
    }
    Ok(exit)
}

fn of_range(cx: &Context<'_>, depot: &Depot, range: &str) -> Result<Wish, CliError> {
    let Some((old, new)) = range.split_once("..").filter(|(old, new)| !old.is_empty() && !new.starts_with('.')) else {
        return Err(CliError::usage(cx.text("guard-range", &[("range", range)])));
    };
    let new = if new.is_empty() { "HEAD" } else { new };
    let watched = depot.watched([])?;
    let resolve = |revision: &str| -> Result<Option<CommitId>, CliError> {
        if revision == NOTHING {
            return Ok(None);
        }
        match watched.resolve(revision) {
            Ok(found) => Ok(Some(found)),
            Err(error @ RevisionError::Unknown { .. }) => {
                Err(CliError::from(error).hint(cx.text("guard-not-here", &[])))
            }
            Err(error) => Err(error.into()),
        }
    };
    Ok(Wish { name: range.to_owned(), reference: None, old: resolve(old)?, new: resolve(new)? })
}

fn of_stdin(cx: &mut Context<'_>) -> Result<Vec<Wish>, CliError> {
    let mut wishes = Vec::new();
    let mut line = String::new();
    while cx.input.read_line(&mut line)? > 0 {
        let words: Vec<&str> = line.trim_end_matches('\n').splitn(3, ' ').collect();
        let id = |word: &str| if word == NOTHING { Some(None) } else { word.parse().ok().map(Some) };
        let wish = match words.as_slice() {
            [old, new, reference] => id(old).zip(id(new)).map(|(old, new)| {
                let name = reference.strip_prefix("refs/heads/").unwrap_or(reference).to_owned();
                Wish { name, reference: Some((*reference).to_owned()), old, new }
            }),
            _ => None,
        };
        let Some(wish) = wish else {
            return Err(CliError::usage(cx.text("guard-line", &[("line", line.trim_end())])));
        };
        wishes.push(wish);
        line.clear();
    }
    Ok(wishes)
}

/// Judges one wish and says what comes of it; whether it may pass.
fn one(
    cx: &mut Context<'_>,
    args: &Guard,
    depot: &mut Depot,
    branch: Option<&str>,
    wish: &Wish,
    docket: &mut Docket,
) -> Result<bool, CliError> {
    let refuse = |cx: &mut Context<'_>, docket: &mut Docket, key: &'static str| {
        refused(cx, wish, &[Refusal::of_all(key, Vec::new())], None, docket);
        Ok(false)
    };
    let passes = |docket: &mut Docket, commits| {
        docket.add(wish, true, commits, Default::default());
        Ok(true)
    };
    let arbitrating = match wish.reference.as_deref() {
        // What git shows instead of another object: whoever verifies it would be shown a forgery.
        Some(reference) if reference.starts_with("refs/replace/") => return refuse(cx, docket, "guard-replace"),
        // A tag is what the past is compared with.
        Some(reference) if reference.starts_with("refs/tags/") => {
            let closes = reference["refs/tags/".len()..].starts_with(PREFIX);
            return match wish.new {
                _ if wish.old.is_some() => refuse(cx, docket, "guard-tag"),
                Some(tag) if closes => closing(cx, args, depot, branch, wish, tag, docket),
                _ => passes(docket, 0),
            };
        }
        Some(reference) if !reference.starts_with("refs/heads/") => return passes(docket, 0),
        Some(reference) => branch == Some(reference),
        None => !args.proposed,
    };
    let law = match wish.reference {
        Some(_) => holding(cx, depot, branch, wish)?,
        None if wish.old.is_some() => wish.old,
        // A branch that a service says is new: what the repository goes by is what it is compared with.
        None => {
            let remote = branch.and_then(|name| name.strip_prefix("refs/heads/"));
            let remote = remote.filter(|_| args.branch.is_some()).map(|name| format!("refs/remotes/origin/{name}"));
            let known = remote.or_else(|| depot.remote_head()).or_else(|| branch.map(str::to_owned));
            let tip = known.map(|name| depot.tip(&name)).transpose()?.flatten();
            tip.filter(|tip| Some(*tip) != wish.new)
        }
    };
    let Some(new) = wish.new else {
        return if arbitrating { refuse(cx, docket, "guard-deleted") } else { passes(docket, 0) };
    };
    find_book(cx, args, depot, law, new)?;
    let standing = match (&wish.reference, arbitrating) {
        (Some(_), false) => Standing::Aside,
        (None, true) if wish.old.is_none() => Standing::Proposed,
        (_, true) => Standing::Arbitrating,
        (None, false) => Standing::Proposed,
    };
    let known = law.into_iter().chain(wish.old).collect();
    let update = Update { law, known, new, standing };
    let folders: Vec<&str> = cx.kinds.iter().map(|(_, kind)| kind.folder).collect();
    let watched = depot.watched(folders)?;
    let today = today(cx, &watched, law.unwrap_or(new))?;
    docket.day = Some(today);
    let verdict = judge(&watched, &cx.kinds, today, &update)?;
    borrowed(cx, &verdict);
    if verdict.passes() {
        let key = match (law, verdict.open) {
            (None, _) => "guard-passes-first",
            (Some(_), true) => "guard-passes-open",
            (Some(_), false) => "guard-passes",
        };
        let count = verdict.commits.to_string();
        cx.out.message(&cx.text(key, &[("name", &wish.name), ("count", &count)]));
        return passes(docket, verdict.commits);
    }
    refused(cx, wish, &verdict.refusals, Some((&verdict, depot.book())), docket);
    Ok(false)
}

/// Judges the tag of a closed period.
fn closing(
    cx: &mut Context<'_>,
    args: &Guard,
    depot: &mut Depot,
    branch: Option<&str>,
    wish: &Wish,
    tag: CommitId,
    docket: &mut Docket,
) -> Result<bool, CliError> {
    let law = branch.map(|branch| depot.tip(branch)).transpose()?.flatten();
    if let Some(law) = law {
        find_book(cx, args, depot, Some(law), law)?;
    }
    let folders: Vec<&str> = cx.kinds.iter().map(|(_, kind)| kind.folder).collect();
    let watched = depot.watched(folders)?;
    let today = match law {
        Some(law) => today(cx, &watched, law)?,
        None => {
            docket.add(wish, true, 0, Default::default());
            return Ok(true);
        }
    };
    let verdict = judge_closing(&watched, &cx.kinds, today, law, (&wish.name, tag.0))?;
    docket.day = Some(today);
    match verdict.passes() {
        true => docket.add(wish, true, 0, Default::default()),
        false => refused(cx, wish, &verdict.refusals, None, docket),
    }
    Ok(verdict.passes())
}

/// Says which commits name somebody else as their author: a rebase of a colleague's work, or a pretence.
fn borrowed(cx: &mut Context<'_>, verdict: &Verdict) {
    let mut people: BTreeMap<(&str, &str), Vec<CommitId>> = BTreeMap::new();
    for borrowed in &verdict.borrowed {
        people.entry((&borrowed.author, &borrowed.member)).or_default().push(borrowed.commit);
    }
    for ((author, member), commits) in people {
        let (commit, count) = (commits[0].short(), commits.len().to_string());
        let args = [("commit", commit.as_str()), ("author", author), ("member", member), ("count", &count)];
        cx.out.message(&cx.text("guard-borrowed", &args));
    }
}

/// The tip of the branch that holds.
fn holding(cx: &Context<'_>, depot: &Depot, branch: Option<&str>, wish: &Wish) -> Result<Option<CommitId>, CliError> {
    let Some(branch) = branch else { return Err(CliError::usage(cx.text("guard-no-branch", &[]))) };
    let tip = depot.tip(branch)?;
    // A server whose HEAD names a branch that nobody uses would watch over nothing.
    if tip.is_none() && wish.reference.as_deref() != Some(branch) {
        let short = branch.strip_prefix("refs/heads/").unwrap_or(branch);
        let error = CliError::refused(cx.text("guard-head", &[("branch", short)]));
        return Err(error.hint(cx.text("guard-head-hint", &[("name", &wish.name)])));
    }
    Ok(tip)
}

/// Finds the book in the state that holds, else in the new one.
fn find_book(
    cx: &Context<'_>,
    args: &Guard,
    depot: &mut Depot,
    law: Option<CommitId>,
    new: CommitId,
) -> Result<(), CliError> {
    if let Some(folder) = &args.folder {
        depot.set_book(folder);
        return Ok(());
    }
    let mut books = law.map(|law| depot.books(law)).transpose()?.unwrap_or_default();
    if books.is_empty() {
        books = depot.books(new)?;
    }
    match books.as_slice() {
        [] => depot.set_book(""),
        [book] => depot.set_book(book),
        several => {
            // Where one stands may choose among them, and never names one that the state that holds does not know.
            let here = find_root(&cx.start()).ok().filter(|_| depot.has_work_tree());
            let here = here.and_then(|root| Repo::open(&root).ok().flatten());
            if let Some(repo) = here.filter(|repo| several.iter().any(|book| book == repo.prefix())) {
                depot.set_book(repo.prefix());
                return Ok(());
            }
            let error = CliError::usage(cx.text("guard-several-books", &[("folders", &several.join(", "))]));
            return Err(error.hint(cx.text("guard-several-books-hint", &[])));
        }
    }
    Ok(())
}

/// Takes the language of the book as it is in a commit, and gives the day that it is there.
fn today(cx: &mut Context<'_>, revisions: &dyn Revisions, commit: CommitId) -> Result<Date, CliError> {
    let kinds: Kinds = cx.kinds.clone();
    let settings = match revisions.file(commit, crate::firm::PATH)? {
        Some(blob) => vec![crate::book::Source::new(crate::firm::PATH, revisions.blob(blob)?)],
        None => Vec::new(),
    };
    let book = Book::read(kinds, settings);
    cx.speak(&book)?;
    cx.today(&book)
}

/// Says why something is refused: the reasons commit by commit, then the faults of the book.
fn refused(
    cx: &mut Context<'_>,
    wish: &Wish,
    refusals: &[Refusal],
    verdict: Option<(&Verdict, &str)>,
    docket: &mut Docket,
) {
    let commits = verdict.map_or(0, |(verdict, _)| verdict.commits);
    let (findings, book) = match verdict {
        Some((verdict, _)) => (verdict.findings.as_slice(), verdict.book.as_ref()),
        None => (&[][..], None),
    };
    let count = (refusals.len() + findings.len()).to_string();
    cx.out.message(&cx.text("guard-refused", &[("name", &wish.name), ("count", &count)]));
    for refusal in refusals {
        let args: Vec<(&str, &str)> = refusal.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let mut text = cx.text(refusal.key, &args);
        let reason = refusal.key.strip_prefix("guard-").unwrap_or(refusal.key);
        let commit = refusal.commit.map_or(Cell::Empty, |commit| Cell::text(commit.to_string()));
        let author = if refusal.author.is_empty() { Cell::Empty } else { Cell::text(&*refusal.author) };
        docket.add(wish, false, commits, [commit, Cell::text(reason), author, Cell::Empty, Cell::text(&*text)]);
        // Only where nobody is known, what the commit says of itself may help to find it.
        if ["guard-unsigned", "guard-unknown-key", "guard-bad-signature"].contains(&refusal.key) {
            text = cx.text("guard-says", &[("text", &text), ("author", &refusal.author)]);
        }
        match refusal.commit {
            Some(commit) => cx.out.message(&format!("  {}  {text}", commit.short())),
            None => cx.out.message(&format!("  {text}")),
        }
    }
    if !findings.is_empty() {
        let sources = |place: &Place| book?.source_at(&place.path).map(|source| source.bytes.to_vec());
        let prefix = verdict.map_or("", |(_, prefix)| prefix);
        let options = Options { prefix, ..Options::default() };
        for finding in findings {
            // `path:line:column: …`
            let line = render(std::slice::from_ref(finding), &sources, cx.catalogue(), FindingFormat::Short, &options);
            let place = line.split(": ").next().unwrap_or_default();
            let text = cx.catalogue().words(finding).message;
            let why = [Cell::Empty, Cell::text(finding.code.id), Cell::Empty, Cell::text(place), Cell::text(text)];
            docket.add(wish, false, commits, why);
        }
        let text = render(findings, &sources, cx.catalogue(), FindingFormat::Short, &options);
        cx.out.message(&format!("  {}", text.trim_end().replace('\n', "\n  ")));
    }
    if refusals.iter().any(|refusal| refusal.commit.is_some()) {
        let hint = cx.text("cli-hint", &[]);
        cx.out.message(&format!("{hint}: {}", cx.text("guard-hint", &[])));
    }
}
