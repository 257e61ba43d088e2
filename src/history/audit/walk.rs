//! The walk over the commits: every edge is judged, parents before children.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use super::taken::Taken;
use super::{Against, Audit, Doubt, Fault, What, fault};
use crate::firm;
use crate::history::event::parents as parents_of;
use crate::history::issued::{Content, Found, Highest, Issued, Reader, Scope, SeriesRule, Settings, State};
use crate::history::revisions::{Commit, CommitId, PathChange, RevisionError};
use crate::value::Date;

/// Commits whose changes are read at a time.
const AT_A_TIME: usize = 4_096;

/// The walk over the commits.
pub(super) struct Walk<'a, 'r> {
    pub(super) reader: &'a Reader<'r>,
    pub audit: Audit,
    /// States that are asked for again.
    kept: HashMap<CommitId, Rc<State>>,
    /// What documents take from elsewhere and was changed there.
    pub(super) taken: BTreeMap<&'static str, Taken>,
}

/// A document on the older side of an edge, worded before the state moves on.
struct Before {
    document: Rc<Issued>,
    content: Content,
    /// Where its file is in the child.
    to: Option<Box<str>>,
}

impl<'a, 'r> Walk<'a, 'r> {
    pub fn new(reader: &'a Reader<'r>) -> Walk<'a, 'r> {
        Walk { reader, audit: Audit::default(), kept: HashMap::new(), taken: BTreeMap::new() }
    }

    /// Every edge up to `head`, parents before children.
    pub fn edges(
        &mut self,
        head: CommitId,
        since: Option<CommitId>,
        wanted: &HashSet<CommitId>,
    ) -> Result<(), RevisionError> {
        let not: Vec<CommitId> = since.into_iter().collect();
        let commits = self.reader.records.revisions.commits(&[head], &not)?;
        // How many children still want a commit's state.
        let mut children: HashMap<CommitId, usize> = HashMap::new();
        for parent in commits.iter().flat_map(|commit| &commit.parents) {
            *children.entry(*parent).or_default() += 1;
        }
        let mut states: HashMap<CommitId, Rc<State>> = HashMap::new();
        let order: Vec<&Commit> = commits.iter().rev().map(|commit| &**commit).collect();
        let mut lists = Vec::new().into_iter();
        for (n, commit) in order.iter().enumerate() {
            if n % AT_A_TIME == 0 {
                lists = self.lists(order.get(n..).unwrap_or_default())?.into_iter();
            }
            self.audit.commits += 1;
            self.audit.edges += commit.parents.len();
            let mut parents = Vec::with_capacity(commit.parents.len());
            for parent in &commit.parents {
                let left = children.get_mut(parent).map_or(0, |left| {
                    *left -= 1;
                    *left
                });
                let state = if left == 0 { states.remove(parent) } else { states.get(parent).cloned() };
                parents.push(match state {
                    Some(state) => state,
                    None => {
                        let state = Rc::new(self.reader.state(*parent)?);
                        if left > 0 {
                            states.insert(*parent, state.clone());
                        }
                        state
                    }
                });
            }
            let lists = lists.by_ref().take(parents.len().max(1)).collect();
            let state = self.commit(commit, parents, lists)?;
            if wanted.contains(&commit.id) {
                self.kept.insert(commit.id, state.clone());
            }
            if children.contains_key(&commit.id) {
                states.insert(commit.id, state);
            }
        }
        Ok(())
    }

    /// What the first of some commits changed, a list an edge.
    fn lists(&self, commits: &[&Commit]) -> Result<Vec<Vec<PathChange>>, RevisionError> {
        let some = commits.iter().take(AT_A_TIME);
        let edges: Vec<_> =
            some.flat_map(|commit| parents_of(commit).into_iter().map(|parent| (commit.id, parent))).collect();
        self.reader.records.revisions.changes_of(&edges)
    }

    /// The documents at a commit, walked or not.
    pub fn state(&mut self, commit: CommitId) -> Result<Rc<State>, RevisionError> {
        if let Some(state) = self.kept.get(&commit) {
            return Ok(state.clone());
        }
        let state = Rc::new(self.reader.state(commit)?);
        self.kept.insert(commit, state.clone());
        Ok(state)
    }

    /// One commit with the states of its parents: judges its edges and gives its own state.
    fn commit(
        &mut self,
        commit: &Commit,
        mut parents: Vec<Rc<State>>,
        lists: Vec<Vec<PathChange>>,
    ) -> Result<Rc<State>, RevisionError> {
        let reader = self.reader;
        let ids = parents_of(commit);
        let touches = |change: &PathChange| {
            let ours = |path: &Option<String>| {
                path.as_deref().is_some_and(|path| path == firm::PATH || reader.invoice(path).is_some())
            };
            ours(&change.path) || ours(&change.old_path)
        };
        self.customers_changed(commit, &lists, parents.first())?;
        if !lists.iter().flatten().any(touches) {
            return Ok(if parents.is_empty() { Rc::default() } else { parents.swap_remove(0) });
        }
        self.audit.touching += 1;

        // What the parents held, before the first one's state becomes the child's.
        let before: Vec<Vec<Before>> =
            lists.iter().zip(&parents).map(|(list, state)| self.before(list, state)).collect();
        let Read { new, broken, settings } = self.read(lists.first().map_or(&[][..], Vec::as_slice))?;
        let given: Vec<&Issued> =
            new.iter().filter(|document| parents.iter().all(|state| !state.has(&document.number))).collect();
        let given: BTreeSet<Box<str>> = given.into_iter().map(|document| document.number.clone()).collect();
        let twice: HashSet<Box<str>> = new
            .iter()
            .filter(|document| parents.iter().any(|state| copies(state, document).len() > 1))
            .map(|document| document.number.clone())
            .collect();
        let known = highest(&parents);
        let empty = parents.iter().all(|state| state.documents.is_empty());
        let rules: Vec<Rc<Settings>> = parents.iter().map(|state| state.settings.clone()).collect();

        // The child's state: the first parent's, changed.
        let first = if parents.is_empty() { Rc::default() } else { parents.swap_remove(0) };
        drop(parents);
        let mut child = Rc::try_unwrap(first).unwrap_or_else(|shared| (*shared).clone());
        let mut carried = Vec::new();
        for change in lists.first().into_iter().flatten() {
            let gone = change.old_path.as_deref().and_then(|path| child.remove(path));
            if let (Some(gone), Some(path)) = (gone, &change.path)
                && broken.contains(path.as_str())
            {
                if !gone.broken {
                    self.audit.doubts.push(Doubt::Mended { number: gone.number.clone(), commit: commit.id });
                }
                carried.push(Issued { path: path.as_str().into(), broken: true, ..(*gone).clone() });
            }
        }
        for document in carried {
            child.insert(document);
        }
        for document in &new {
            child.insert(document.clone());
        }
        // Other rules count the documents anew.
        let known = match settings {
            Some(settings) => {
                child.settings = settings;
                self.loosened(commit, &rules, &child, &given);
                self.settings_changed(commit, &rules, &child, &given);
                without(&child, &given)
            }
            None => known,
        };
        let latest;
        (child.highest, latest) = known;
        child.latest = latest.clone();
        let unreadable = child.settings.unreadable;
        if unreadable && !given.is_empty() {
            self.audit.doubts.push(Doubt::NoSettings { commit: commit.id });
        }

        if !given.is_empty() && !commit.parents.is_empty() {
            self.came_from_elsewhere(commit, empty, &given, &child)?;
        }
        for ((before, list), parent) in before.iter().zip(&lists).zip(&ids) {
            self.edge(commit, *parent, before, list, &child);
        }
        let mut told: HashSet<&str> = HashSet::new();
        for document in &new {
            let others = copies(&child, document);
            if others.len() > 1 && !twice.contains(&document.number) && told.insert(&document.number) {
                let other = others.into_iter().find(|other| *other.path != *document.path);
                let other = other.map_or_else(Box::default, |other| other.path.clone());
                self.push(What::Twice { other }, commit, ids.first().copied().flatten(), document);
            }
        }
        let mut fresh: Vec<&Issued> = new.iter().filter(|document| given.contains(&document.number)).collect();
        if commit.parents.len() > 1 {
            for document in fresh {
                self.push(What::InMerge, commit, None, document);
                if let Some((scope, position, _)) = child.position(document) {
                    child.raise(scope, position.sequence, document);
                }
            }
        } else {
            fresh.sort_by_cached_key(|document| child.position(document).map(|(scope, position, _)| (scope, position)));
            for document in fresh {
                self.follows(commit, &latest, document, &mut child);
            }
        }
        Ok(Rc::new(child))
    }

    /// The documents at the older side of the changes.
    fn before(&self, list: &[PathChange], state: &State) -> Vec<Before> {
        let old = list.iter().filter_map(|change| Some((change, change.old_path.as_deref()?)));
        old.filter_map(|(change, path)| {
            let document = state.documents.get(path)?.clone();
            let content = self.reader.entries(state, &document);
            Some(Before { document, content, to: change.path.as_deref().map(Into::into) })
        })
        .collect()
    }

    /// The documents at the newer side of the changes, the files that cannot be read, and the settings if they changed.
    fn read(&self, list: &[PathChange]) -> Result<Read, RevisionError> {
        let mut read = Read { new: Vec::new(), broken: HashSet::new(), settings: None };
        for change in list {
            let (Some(path), Some(blob)) = (change.path.as_deref(), change.new) else {
                if change.old_path.as_deref() == Some(firm::PATH) {
                    read.settings = Some(Rc::default());
                }
                continue;
            };
            if path == firm::PATH {
                read.settings = Some(self.reader.settings(blob)?);
            } else if self.reader.invoice(path).is_some() {
                match self.reader.read(path, blob)? {
                    Found::Issued(document) => read.new.push(document),
                    Found::Broken => {
                        read.broken.insert(path.to_owned());
                    }
                    Found::Draft => {}
                }
            }
        }
        Ok(read)
    }

    /// What was issued in a parent is in the child, unchanged.
    fn edge(
        &mut self,
        commit: &Commit,
        parent: Option<CommitId>,
        before: &[Before],
        list: &[PathChange],
        child: &State,
    ) {
        let renamed: HashMap<Box<str>, Box<str>> = list
            .iter()
            .filter(|change| change.moved())
            .filter_map(|change| {
                let id = |path: &Option<String>| path.as_deref().and_then(|path| self.reader.customer(path));
                Some((id(&change.old_path)?, id(&change.path)?))
            })
            .collect();
        let same = |old: &str, new: &str| renamed.get(old).is_some_and(|to| **to == *new);
        for Before { document, content, to } in before {
            let mut differs: Option<&Rc<Issued>> = None;
            let mut whole: Option<&Rc<Issued>> = None;
            for candidate in child.bearing(&document.number) {
                if self.reader.entries(child, candidate) == *content {
                    whole = Some(candidate);
                    break;
                }
                differs = differs.or(Some(candidate));
            }
            let against = Against::Parent(parent);
            if let Some(whole) = whole {
                let fields = self.reader.beside(document, whole, &same);
                if !fields.is_empty() {
                    let fault = Fault { fields, ..fault(What::Changed, against, whole) };
                    self.audit.faults.push(Fault { commit: Some(commit.clone()), ..fault });
                }
                continue;
            }
            // Where its file is now, another number may stand in it.
            let there = to.as_deref().and_then(|path| child.documents.get(path));
            let renumbered = to.as_deref().filter(|_| there.is_none_or(|there| there.number != document.number));
            let fault = match (renumbered, differs) {
                (Some(path), _) if there.is_some() || differs.is_none() => {
                    let to = there.map(|there| there.number.clone());
                    Fault { path: path.into(), ..fault(What::Renumbered { to }, against, document) }
                }
                (_, Some(candidate)) => {
                    let mut fields = self.reader.differing(&document.version, &candidate.version);
                    fields.extend(self.reader.beside(document, candidate, &same));
                    Fault { fields, ..fault(What::Changed, against, candidate) }
                }
                (_, None) => fault(What::Missing, against, document),
            };
            self.audit.faults.push(Fault { commit: Some(commit.clone()), ..fault });
        }
    }

    /// Names the series whose rules a commit, and not the branches that it merges, made looser.
    fn loosened(&mut self, commit: &Commit, before: &[Rc<Settings>], child: &State, given: &BTreeSet<Box<str>>) {
        let Some((first, others)) = before.split_first() else { return };
        for (rule, what) in child.settings.loosened(first) {
            let here = |rules: &Settings| child.settings.loosened(rules).iter().any(|(its, _)| its.id == rule.id);
            let used = child.documents.values().any(|document| {
                !given.contains(&document.number) && first.of(document).is_some_and(|its| its.id == rule.id)
            });
            if used && others.iter().all(|rules| here(rules)) {
                self.audit.doubts.push(Doubt::Loosened { series: rule.id.clone(), what, commit: commit.id });
            }
        }
    }

    /// A new number follows the highest of its series.
    ///
    /// `latest`: the latest date of each series before the commit. What one commit brings together, such as an imported
    /// past, has no order of time but that of its numbers.
    fn follows(&mut self, commit: &Commit, latest: &Latest, document: &Issued, child: &mut State) {
        let parent = parents_of(commit).first().copied().flatten();
        let Some((scope, position, rule)) = child.position(document) else {
            return;
        };
        let highest = child.highest.get(&scope).cloned();
        // A series that did not begin at 1 did so once: its later years and months begin anew.
        let begun = child.highest.keys().any(|other| other.0 == scope.0);
        let first = if begun { 1 } else { rule.first };
        let expected = highest.as_ref().map_or(first, |highest| highest.sequence.saturating_add(1));
        let sequence = position.sequence;
        let mut what = Vec::new();
        if rule.gapless && sequence > expected {
            what.push(What::Gap { missing: missing(&scope, rule, expected, sequence) });
        } else if rule.gapless && sequence < expected {
            let number = || written(&scope, rule, expected).into();
            let highest = highest.as_ref().map_or_else(number, |highest| highest.number.clone());
            what.push(What::Backwards { highest });
        }
        if let Some(highest) = &highest
            && highest.sequence < sequence
            && let (Some(earlier), Some(date)) = (highest.date, document.date)
            && date < earlier
        {
            what.push(What::DateBackwards { date, highest: highest.number.clone(), earlier });
        } else if let (Some((earlier, number)), Some(date)) = (latest.get(&scope.0), document.date)
            && date < *earlier
        {
            // A number of last year, dated so, after this year has begun.
            what.push(What::DateBackwards { date, highest: number.clone(), earlier: *earlier });
        }
        child.raise(scope, sequence, document);
        for what in what {
            self.push(what, commit, parent, document);
        }
    }

    fn push(&mut self, what: What, commit: &Commit, parent: Option<CommitId>, document: &Issued) {
        let fault = fault(what, Against::Parent(parent), document);
        self.audit.faults.push(Fault { commit: Some(commit.clone()), ..fault });
    }
}

struct Read {
    new: Vec<Issued>,
    broken: HashSet<String>,
    settings: Option<Rc<Settings>>,
}

/// The documents of one series that bear one number.
fn copies<'s>(state: &'s State, document: &Issued) -> Vec<&'s Rc<Issued>> {
    let series = |document: &Issued| state.settings.of(document).map(|rule| rule.id.clone());
    let own = series(document);
    state.bearing(&document.number).filter(|other| series(other) == own).collect()
}

/// The latest date of each series, and its number.
type Latest = BTreeMap<Box<str>, (Date, Box<str>)>;

/// The number of a place in a series.
fn written(scope: &Scope, rule: &SeriesRule, sequence: u64) -> String {
    // Any day of the scope writes the scope's numbers.
    let day = Date::new(scope.1.unwrap_or(2000), scope.2.unwrap_or(1), 1);
    let written = day.zip(rule.pattern.as_ref()).map(|(day, pattern)| pattern.write(day, sequence));
    written.unwrap_or_else(|| sequence.to_string())
}

/// The numbers from one on up to another, which is there.
pub(super) fn missing(scope: &Scope, rule: &SeriesRule, from: u64, there: u64) -> String {
    match there - from {
        1 => written(scope, rule, from),
        _ => format!("{} – {}", written(scope, rule, from), written(scope, rule, there - 1)),
    }
}

/// The highest numbers and latest dates of all parents.
fn highest(parents: &[Rc<State>]) -> (BTreeMap<Scope, Highest>, Latest) {
    let mut latest = Latest::new();
    for (series, (date, number)) in parents.iter().flat_map(|state| &state.latest) {
        if latest.get(series).is_none_or(|(known, _)| known < date) {
            latest.insert(series.clone(), (*date, number.clone()));
        }
    }
    let mut all: BTreeMap<Scope, Highest> = BTreeMap::new();
    for (scope, highest) in parents.iter().flat_map(|state| &state.highest) {
        match all.get(scope) {
            Some(known) if known.sequence >= highest.sequence => {}
            _ => {
                all.insert(scope.clone(), highest.clone());
            }
        }
    }
    (all, latest)
}

/// The same without what a commit gave.
fn without(child: &State, given: &BTreeSet<Box<str>>) -> (BTreeMap<Scope, Highest>, Latest) {
    let mut rest = State { settings: child.settings.clone(), ..State::default() };
    for document in child.documents.values().filter(|document| !given.contains(&document.number)) {
        if let Some((scope, position, _)) = child.position(document) {
            rest.raise(scope, position.sequence, document);
        }
    }
    (rest.highest, rest.latest)
}
