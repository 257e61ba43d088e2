//! `carnet issue`

use std::collections::{BTreeSet, HashMap};

use clap::Args;

use super::sync::{bring_up, refusal, wait};
use super::sync_sound::{States, open_history};
use crate::book::link::target;
use crate::book::{Book, Delta, RecordRef};
use crate::change::{IssueFault, Issuing, belong_to, dated, issue, issued_before};
use crate::check::check_around;
use crate::cli::ask::{Question, select};
use crate::cli::context::{FormatArg, Opened};
use crate::cli::history::closed_periods;
use crate::cli::write::{ask, format_of_today, new_errors, record as record_of, refuse, remember, show, yes};
use crate::cli::{CliError, Context, Exit};
use crate::document::{Ask, einvoice, view};
use crate::figures::Figures;
use crate::finding::{Finding, Level};
use crate::history::{CommitId, Revisions};
use crate::render::diff;
use crate::report::issued::issued;
use crate::report::sheet::Answer;
use crate::store::sync::{Look, State, SyncError, Upstream, has_moved, only_one};
use crate::store::{Change, Repo};
use crate::value::Date;

/// How often to begin again when somebody else was faster.
const ATTEMPTS: usize = 40;

/// Give drafts their numbers: they become documents, and stay as they are
///
/// Writes into each invoice or credit note the next number of its series, the day, both parties, rates and totals as they are
/// today, and a seal. Where the book has a remote, its acceptance is the moment of issue: two people never give one number.
/// An issued document is corrected by a credit note, never changed. See `docs/issuing.md`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  carnet issue site-acme
  carnet issue site-acme mairie-audit --date 2026-11-18
  carnet issue --query status:draft --dry-run")]
pub struct Issue {
    /// The drafts: ids, or invoice/id
    #[arg(value_name = "ID", required_unless_present = "query")]
    ids: Vec<String>,
    /// All drafts that match a query, besides those that are named
    #[arg(long, short = 'q', value_name = "QUERY")]
    query: Option<String>,
    /// The day of issue, not before the last one of the series [default: today]
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// Show what would be written, and issue nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
    /// Do not ask before issuing all that a query found
    #[arg(long, short = 'y')]
    yes: bool,
    #[command(flatten)]
    format: FormatArg,
}

pub fn run(args: Issue, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open()?;
    format_of_today(cx, &opened, &opened.book)?;
    let Some(repo) = opened.repo()? else { return Err(CliError::usage(cx.text("history-no-repository", &[]))) };
    let date = match &args.date {
        Some(text) => cx.date(text, opened.periods())?,
        None => opened.today,
    };
    if date > opened.today {
        let words = [("date", date.to_string()), ("today", opened.today.to_string())];
        let words: Vec<(&str, &str)> = words.iter().map(|(name, value)| (*name, value.as_str())).collect();
        return Err(CliError::refused(cx.text("issue-date-future", &words)));
    }
    let names = named(&args, cx, &opened, date)?;
    if args.query.is_some() && !args.dry_run && !args.yes && names.len() > 1 {
        let question = cx.text("issue-confirm", &[("count", &names.len().to_string())]);
        if !cx.interactive {
            let bulk = cx.text("issue-bulk", &[("count", &names.len().to_string())]);
            return Err(CliError::usage(bulk).hint(cx.text("change-confirm-yes", &[])));
        }
        if !yes(&ask(cx, &question)?.unwrap_or_default()) {
            cx.out.message(&cx.text("change-untouched", &[]));
            return Ok(Exit::Done);
        }
    }
    electronic(cx, &opened, &names)?;
    repo.is_ready().map_err(|error| refusal(cx, &error))?;
    let upstream = match Upstream::find(repo, None) {
        Ok(upstream) => Some(upstream),
        Err(SyncError::NoRemote) => None,
        Err(error) => return Err(refusal(cx, &error)),
    };
    if let Some(upstream) = &upstream
        && let Some(main) = upstream.other_main(repo)
    {
        let words = [("branch", upstream.local_name()), ("upstream", &*upstream.name()), ("main", &*main)];
        return Err(CliError::refused(cx.text("issue-not-arbiter", &words)));
    }
    let work = Work { args: &args, opened: &opened, repo, upstream: upstream.as_ref(), names: &names, date };
    if args.dry_run {
        return work.show(cx);
    }
    let _lock = only_one(repo).map_err(|error| refusal(cx, &error))?;
    for attempt in 0..ATTEMPTS {
        if attempt > 0 {
            wait(attempt.min(8));
        }
        if let Some(exit) = work.attempt(cx, attempt == 0)? {
            return Ok(exit);
        }
    }
    let name = upstream.as_ref().map_or_else(String::new, Upstream::name);
    Err(refusal(cx, &SyncError::Crowded { upstream: name, attempts: ATTEMPTS }))
}

/// A document whose buyer or firm chose a sort of e-invoice must be able to become one: once it is numbered it cannot be mended.
fn electronic(cx: &mut Context<'_>, opened: &Opened, names: &[String]) -> Result<(), CliError> {
    let book = &opened.book;
    let figures = opened.figures();
    let mut wanting = Vec::new();
    for name in names {
        let Some(record) = name.split_once('/').and_then(|(kind, id)| target(book, kind, id)) else { continue };
        // What cannot be shown cannot be issued either, and the issue says why.
        for view in view(&figures, record, &Ask::default()).unwrap_or_default() {
            if einvoice::chosen(book, &view).is_some() {
                wanting.extend(einvoice::lacks(book, &view, None));
            }
        }
    }
    if wanting.iter().all(|finding| finding.level < Level::Error) {
        return Ok(());
    }
    show(cx, &wanting, book);
    Err(CliError::refused(cx.text("issue-no-einvoice", &[])).hint(cx.text("issue-no-einvoice-help", &[])))
}

/// The drafts that are meant, as `invoice/id`: the book is read again at every attempt.
fn named(args: &Issue, cx: &mut Context<'_>, opened: &Opened, date: Date) -> Result<Vec<String>, CliError> {
    let book = &opened.book;
    let kind = book.kinds.named("invoice");
    let mut names: Vec<String> = Vec::new();
    for word in &args.ids {
        // An order and its invoice of one day bear one id: only the invoice can be meant.
        let invoice = kind.and_then(|kind| book.find(kind, word));
        let record = invoice.map_or_else(|| record_of(cx, opened, word), Ok)?;
        if Some(record.kind) != kind {
            return Err(CliError::usage(cx.text("issue-not-a-document", &[("name", &book.name(record))])));
        }
        names.push(book.name(record));
    }
    if let Some(query) = &args.query {
        let question = Question { kind: "invoice".into(), query: vec![query.clone()], period: None, archived: false };
        let found = select(cx, opened, &opened.figures(), &question)?.records;
        let draft = |record: &RecordRef| book.get(*record).text(book.shape(record.kind), "number").is_none();
        let later = |record: &RecordRef| {
            book.get(*record).date(book.shape(record.kind), "date").is_some_and(|planned| planned > date)
        };
        let (planned, due): (Vec<RecordRef>, Vec<RecordRef>) = found.into_iter().filter(draft).partition(later);
        if !planned.is_empty() {
            // What is planned for next month is not meant by "all drafts".
            cx.out.message(&cx.text("issue-later", &[("count", &planned.len().to_string())]));
        }
        names.extend(due.into_iter().map(|record| book.name(record)));
        if names.is_empty() {
            return Err(CliError::refused(cx.text("issue-none-match", &[("query", query)])));
        }
    }
    let mut seen = BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
    Ok(names)
}

/// One call of the command.
struct Work<'w> {
    args: &'w Issue,
    opened: &'w Opened,
    repo: &'w Repo,
    upstream: Option<&'w Upstream>,
    names: &'w [String],
    date: Date,
}

/// What an attempt would commit.
struct Prepared {
    /// The book as it would be.
    would: Book,
    /// Nothing where all documents bear a number already.
    issuing: Option<Issuing>,
    /// Names and numbers of those that bear one already.
    before: Vec<(String, String)>,
}

impl Work<'_> {
    /// What would be issued on top of the checked-out commit; nobody is asked.
    fn show(&self, cx: &mut Context<'_>) -> Result<Exit, CliError> {
        let tip = open_history(cx, self.repo)?.head()?;
        let tip = tip.ok_or_else(|| CliError::usage(cx.text("history-no-commit", &[])))?;
        let prepared = self.prepare(cx, tip, true)?;
        self.tell_before(cx, &prepared);
        let Some(issuing) = &prepared.issuing else { return Ok(Exit::Done) };
        for change in &issuing.plan.changes {
            let text = diff::unified(&change.path, change.before.as_deref(), change.after.as_deref());
            cx.out.raw(|out| out.write_all(text.as_bytes()))?;
        }
        let exit = self.answer(cx, &prepared.would, issuing, true)?;
        let key = if self.upstream.is_some() { "issue-dry-run-remote" } else { "issue-dry-run" };
        cx.out.message(&cx.text(key, &[]));
        Ok(exit)
    }

    /// From the others' newest commit to an accepted one; `None` when somebody was faster.
    fn attempt(&self, cx: &mut Context<'_>, first: bool) -> Result<Option<Exit>, CliError> {
        let mut upstream = self.upstream;
        if let Some(remote) = upstream
            && let Err(error) = bring_up(cx, self.opened, self.repo, remote)
        {
            if !self.is_alone(cx, remote)? {
                return Err(match error.hint {
                    None => error.hint(cx.text("issue-nothing", &[])),
                    Some(_) => error,
                });
            }
            upstream = None;
        }
        let look = match upstream {
            Some(upstream) => {
                let look = Look::at(self.repo, upstream).map_err(|error| refusal(cx, &error))?;
                if matches!(look.state, State::Behind | State::Diverged) {
                    return Ok(None);
                }
                Some(look)
            }
            None => None,
        };
        let tip = match &look {
            Some(look) => look.mine(),
            None => open_history(cx, self.repo)?.head()?,
        };
        let tip = tip.ok_or_else(|| CliError::usage(cx.text("history-no-commit", &[])))?;
        let prepared = self.prepare(cx, tip, first)?;
        let Some(issuing) = &prepared.issuing else {
            self.tell_before(cx, &prepared);
            return Ok(Some(Exit::Done));
        };
        let bytes = |text: &Option<String>| text.as_ref().map(|text| text.clone().into_bytes());
        let changes = issuing.plan.changes.iter();
        let changes: Vec<Change> = changes
            .map(|c| Change { path: c.path.clone(), before: bytes(&c.before), after: bytes(&c.after) })
            .collect();
        let commit = self.repo.commit_on(tip, &changes, &issuing.plan.subject).map_err(|error| refusal(cx, &error))?;
        let Some(look) = &look else {
            return match self.repo.advance(tip, commit, &issuing.plan.subject) {
                Ok(left) => self.done(cx, &prepared, issuing, (commit, None), &left).map(Some),
                Err(error) if has_moved(&error) => Ok(None),
                Err(error) => Err(refusal(cx, &error)),
            };
        };
        match look.push(commit, cx.interactive) {
            Ok(true) => {}
            Ok(false) => return Ok(None),
            Err(refused) => {
                if !self.was_taken(cx, commit, &refused)? {
                    return Err(self.not_taken(cx, &refused));
                }
                cx.out.message(&cx.text("issue-reply-lost", &[]));
            }
        }
        // From here on the documents are issued, whatever happens to this clone.
        match look.land(commit) {
            Ok(left) => self.done(cx, &prepared, issuing, (commit, upstream), &left).map(Some),
            Err(error) => {
                let exit = self.done(cx, &prepared, issuing, (commit, upstream), &[])?;
                let brought = match has_moved(&error) {
                    // Somebody committed here in the meantime.
                    true => self.upstream.map_or(Ok(()), |upstream| bring_up(cx, self.opened, self.repo, upstream)),
                    false => Err(refusal(cx, &error)),
                };
                match brought {
                    Ok(()) => Ok(Some(exit)),
                    Err(error) => {
                        let hint = cx.text("issue-not-landed", &[]);
                        Err(CliError { exit: Exit::Findings, ..error }.hint(hint))
                    }
                }
            }
        }
    }

    /// Whether the remote is out of reach, and need not be asked: the series belong to this clone.
    fn is_alone(&self, cx: &Context<'_>, upstream: &Upstream) -> Result<bool, CliError> {
        let Some(here) = self.repo.clone_name() else { return Ok(false) };
        if !matches!(upstream.fetch(self.repo, cx.interactive), Err(SyncError::Unreachable { .. })) {
            return Ok(false);
        }
        let mut states = States { history: open_history(cx, self.repo)?, contents: HashMap::new() };
        let Some(tip) = states.history.head()? else { return Ok(false) };
        let book = states.book(cx, tip)?;
        let find = |name: &String| name.split_once('/').and_then(|(kind, id)| book.find(book.kinds.named(kind)?, id));
        let found: Vec<RecordRef> = self.names.iter().filter_map(find).collect();
        Ok(found.len() == self.names.len() && belong_to(&book, &found, &here))
    }

    /// After a push that failed: the remote has the commit or has it not.
    fn was_taken(&self, cx: &Context<'_>, commit: CommitId, refused: &SyncError) -> Result<bool, CliError> {
        let Some(upstream) = self.upstream else { return Ok(false) };
        if upstream.fetch(self.repo, cx.interactive).is_err() {
            let (message, _) = refused.words(cx.catalogue());
            let error = CliError::refused(format!("{}\n{message}", cx.text("issue-unknown", &[])));
            return Err(error.hint(cx.text("issue-unknown-help", &[])));
        }
        upstream.holds(self.repo, commit).map_err(|error| refusal(cx, &error))
    }

    fn not_taken(&self, cx: &Context<'_>, refused: &SyncError) -> CliError {
        let output = match refused {
            SyncError::PushRefused { output, .. } => output.clone(),
            other => other.words(cx.catalogue()).0,
        };
        let upstream = self.upstream.map_or_else(String::new, Upstream::name);
        let message = cx.text("issue-refused", &[("upstream", &upstream)]);
        // What the server printed has lines of its own, which an argument would lose.
        CliError::refused(format!("{message}\n{}", output.trim_end()))
    }

    /// Plans on top of a commit, from what is committed there and from nothing else, and checks what would be. What is only
    /// doubtful is said at the first attempt.
    fn prepare(&self, cx: &mut Context<'_>, tip: CommitId, first: bool) -> Result<Prepared, CliError> {
        let mut states = States { history: open_history(cx, self.repo)?, contents: HashMap::new() };
        let book = states.book(cx, tip)?;
        if !book.firm_sound {
            let message = cx.text("cli-no-settings", &[]);
            return Err(CliError::usage(message).hint(cx.text("cli-run-check", &[])));
        }
        let (mut drafts, mut before) = (Vec::new(), Vec::new());
        for name in self.names {
            let found = name.split_once('/').and_then(|(kind, id)| book.find(book.kinds.named(kind)?, id));
            let Some(record) = found else {
                let message = cx.text("issue-not-committed", &[("name", name)]);
                return Err(CliError::refused(message).hint(cx.text("issue-not-committed-help", &[])));
            };
            match issued_before(&book, record) {
                Some(issued) => {
                    let number = book.get(issued).text(book.shape(issued.kind), "number").unwrap_or_default();
                    before.push((book.name(issued), number.to_owned()));
                }
                None => drafts.push(record),
            }
        }
        if drafts.is_empty() {
            return Ok(Prepared { would: book, issuing: None, before });
        }
        let paths: Vec<&str> = drafts.iter().map(|record| book.path(*record)).collect();
        if let Some(path) = self.repo.dirty(&paths)?.first() {
            let message = cx.text("issue-dirty", &[("path", path)]);
            return Err(CliError::refused(message).hint(cx.text("issue-not-committed-help", &[])));
        }
        let issuing = match issue(&book, &drafts, self.date, self.repo.clone_name().as_deref()) {
            Ok(issuing) => issuing,
            Err(IssueFault::Wanting(findings)) => return Err(self.wanting(cx, &findings, &book)),
            Err(IssueFault::Refused(error)) => {
                return Err(CliError { exit: Exit::Findings, ..refuse(cx, &error) });
            }
        };
        let dates = dated(&book, &drafts, self.date).map_err(|error| refuse(cx, &error))?;
        let drafted = if dates.changes.is_empty() { book } else { dates.applied(&book) };
        let would = issuing.plan.applied(&drafted);
        let said = self.judge(&drafted, &would, &issuing)?;
        let errors = said.iter().flat_map(|(_, findings)| findings).filter(|found| found.level == Level::Error).count();
        if errors > 0 {
            said.iter().for_each(|(book, findings)| show(cx, findings, book));
            return Err(CliError::refused(cx.text("issue-wanting", &[("count", &errors.to_string())])));
        }
        if first {
            said.iter().for_each(|(book, findings)| show(cx, findings, book));
        }
        Ok(Prepared { would, issuing: Some(issuing), before })
    }

    /// What `check` says of the documents: as drafts on the day of issue, since some rules judge nothing that was issued, and as
    /// they would be; and the errors that issuing would add anywhere. Each with the book that it is about.
    fn judge<'b>(
        &self,
        drafted: &'b Book,
        would: &'b Book,
        issuing: &Issuing,
    ) -> Result<[(&'b Book, Vec<Finding>); 2], CliError> {
        let paths: BTreeSet<String> = issuing.plan.changes.iter().map(|change| change.path.clone()).collect();
        let closed = |book: &Book| -> Result<Vec<Finding>, CliError> {
            let mut findings = closed_periods(self.opened, book, Some(&paths))?;
            findings.retain(|finding| finding.level == Level::Error);
            Ok(findings)
        };
        let delta = Delta::between(drafted, would, paths.iter().map(String::as_str));
        let all = |book: &Book| -> (Vec<Finding>, Vec<Finding>) {
            let found = check_around(&Figures::new(book, self.opened.today), delta.as_ref());
            let (own, mut others): (Vec<_>, Vec<_>) =
                found.into_iter().partition(|finding| paths.contains(&*finding.place.path));
            others.retain(|finding| finding.level == Level::Error);
            (own.into_iter().filter(|finding| finding.level >= Level::Warning).collect(), others)
        };
        let ((of_drafts, before), (mut of_documents, after)) = (all(drafted), all(would));
        let same = |a: &Finding, b: &Finding| {
            (a.code.id, a.variant, &a.place.path, &a.args) == (b.code.id, b.variant, &b.place.path, &b.args)
        };
        of_documents.retain(|new| !of_drafts.iter().any(|old| same(old, new)));
        of_documents.extend(new_errors(before, after, &|_| false));
        of_documents.extend(new_errors(closed(drafted)?, closed(would)?, &|_| false));
        Ok([(drafted, of_drafts), (would, of_documents)])
    }

    fn wanting(&self, cx: &mut Context<'_>, findings: &[Finding], book: &Book) -> CliError {
        show(cx, findings, book);
        CliError::refused(cx.text("issue-wanting", &[("count", &findings.len().to_string())]))
    }

    fn tell_before(&self, cx: &mut Context<'_>, prepared: &Prepared) {
        for (name, number) in &prepared.before {
            cx.out.message(&cx.text("issue-before", &[("name", name), ("number", number)]));
        }
    }

    fn answer(&self, cx: &mut Context<'_>, book: &Book, issuing: &Issuing, dry: bool) -> Result<Exit, CliError> {
        let figures = Figures::new(book, self.opened.today);
        let find = |name: &str| name.split_once('/').and_then(|(kind, id)| book.find(book.kinds.named(kind)?, id));
        let records: Vec<RecordRef> = issuing.documents.iter().filter_map(|issued| find(&issued.name)).collect();
        let answer = Answer::new(self.opened.as_of).sheet(issued(&figures, &records, dry));
        cx.answer(&answer, self.args.format)
    }

    /// Says what was issued, and who took the commit.
    fn done(
        &self,
        cx: &mut Context<'_>,
        prepared: &Prepared,
        issuing: &Issuing,
        (commit, taken_by): (CommitId, Option<&Upstream>),
        left: &[String],
    ) -> Result<Exit, CliError> {
        self.tell_before(cx, prepared);
        let exit = self.answer(cx, &prepared.would, issuing, false)?;
        let short = commit.short();
        let message = match taken_by {
            None if self.upstream.is_some() => cx.text("issue-done-alone", &[("commit", &short)]),
            Some(upstream) => cx.text("issue-done-remote", &[("commit", &short), ("upstream", &upstream.name())]),
            None => cx.text("issue-done", &[("commit", &short)]),
        };
        cx.out.message(&message);
        for path in left {
            cx.out.message(&cx.text("change-left", &[("path", path)]));
        }
        if let Some(issued) = issuing.documents.last() {
            remember(self.opened, &issued.name);
        }
        Ok(exit)
    }
}
