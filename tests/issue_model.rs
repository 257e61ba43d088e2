//! The protocol of issuing (DESIGN: "the remote's acceptance is the moment of issue") as a model, of which **every** state
//! that a few clones and one remote can get into is visited, breadth first. The model moves commits about; what stands in a
//! commit is made by the program's own `change::issue` and `change::issued_before`, and judged by its own `check`.
//!
//! | step of the model | what it is in the program |
//! |---|---|
//! | `Sync` | `bring_up` (src/cli/commands/sync.rs): fetch, then branch and files move to the remote's tip |
//! | `Build` | `Work::prepare` (src/cli/commands/issue.rs) and `Repo::commit_on` (src/store/sync/offer.rs): a commit on that tip, which neither branch nor files know of |
//! | `Offer` | `Look::push`: the push is on its way; whoever sent it may die before it arrives, and it arrives all the same |
//! | `Arrive` | the remote takes a fast-forward, and nothing else |
//! | `Refuse` | a hook, a protected branch, a login that fails |
//! | `LoseReply` | the connection breaks after the push was sent, taken or not |
//! | `LookUp` | `Work::was_taken`, `Upstream::holds`: fetch; the commit is in the tip or it is not |
//! | `Land` | `Look::land`: branch, index and files follow |
//! | `Kill` | the process dies; the next command starts with what the clone's branch holds |
//! | `Edit` | somebody else pushes something |
//! | `Tick` | a clone's calendar moves on; calendars may disagree by a day |
//!
//! Why no model checker of others: `stateright` would bring a web server and dozens of packages for what a queue and two
//! hash maps do here. A model that finds nothing proves little, so the protocol is broken on purpose, in five ways, and each
//! must be caught.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::time::Instant;

use carnet::book::{Book, RecordRef, Source};
use carnet::change::{issue, issued_before};
use carnet::check::check;
use carnet::figures::Figures;
use carnet::model::Kinds;
use carnet::value::Date;

/// A node of the tree of all commits: its place in [`World::commits`].
type Commit = u16;

/// What a commit adds to its parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Entry {
    Start,
    /// Clones that issue the same draft at once make two commits of it, since their authors differ.
    Issue {
        draft: u8,
        number: u8,
        day: u8,
        by: u8,
    },
    Edit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Phase {
    Idle,
    /// The clone is at the remote's tip, as that was.
    Synced {
        draft: u8,
    },
    Built {
        draft: u8,
        commit: Commit,
    },
    /// The push is under way, or the server has not answered yet.
    Waiting {
        draft: u8,
        commit: Commit,
    },
    Accepted {
        draft: u8,
        commit: Commit,
    },
    TooLate,
    /// The answer was no, or none came: fetch, and look.
    Unsure {
        draft: u8,
        commit: Commit,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct OneClone {
    /// Where its branch is.
    local: Commit,
    phase: Phase,
    /// The drafts of which it said to somebody: this is issued. A bit each.
    told: u8,
    /// Its calendar.
    day: u8,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct State {
    remote: Commit,
    clones: Vec<OneClone>,
    /// Pushes that have not reached the server: who sent them, and what.
    flying: Vec<(u8, Commit)>,
    /// How much trouble is still to come: kills, refusals, lost replies, edits of others.
    trouble: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Sync { clone: u8, draft: u8 },
    Build { clone: u8 },
    Offer { clone: u8 },
    Arrive { clone: u8, commit: Commit },
    Refuse { clone: u8, commit: Commit },
    LoseReply { clone: u8 },
    LookUp { clone: u8 },
    Land { clone: u8 },
    Again { clone: u8 },
    Kill { clone: u8 },
    Edit,
    Tick { clone: u8 },
}

/// The protocol as it is, or broken in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Protocol {
    Real,
    /// The push is forced.
    Forced,
    /// The number is taken from what the clone knew before it fetched, and the commit put on the newest tip.
    StaleNumber,
    /// Nobody looks whether the draft bears a number already.
    Forgetful,
    /// The clone tells and lands before the remote has answered.
    Hasty,
    /// The day is the clone's own, whatever the last one of the series is.
    AnyDay,
}

struct World {
    protocol: Protocol,
    drafts: u8,
    days: u8,
    commits: Vec<(Option<Commit>, Entry)>,
    known: HashMap<(Option<Commit>, Entry), Commit>,
    /// The book at a commit, made by the program's own plans.
    books: HashMap<Commit, Book>,
    /// What the program said of a draft on a tip and a day: its number.
    numbers: HashMap<(Commit, u8, u8), Result<u8, Built>>,
}

const SETTINGS: &str = "format = 2\ncurrency = \"EUR\"\nlanguage = \"en\"\ntime_zone = \"Europe/Paris\"\nterms = \"30d\"\n\n[firm]\nname = \"Atelier Martin\"\nsiret = \"73282932000074\"\nvat_id = \"FR44732829320\"\n\n[firm.address]\ncity = \"Lille\"\ncountry = \"FR\"\n\n[conditions]\nlate_interest = \"ecb+10\"\n\n[[tax]]\nid = \"fr-20\"\ncategory = \"S\"\npercent = 20\ndefault = true\n\n[[series]]\nid = \"F\"\ndocuments = [\"invoice\"]\npattern = \"F-{year}-{seq:4}\"\n\n[[series]]\nid = \"A\"\ndocuments = [\"credit-note\"]\npattern = \"A-{year}-{seq:4}\"\n\n[[pipeline]]\nid = \"sales\"\n\n[[pipeline.stages]]\nid = \"lead\"\n";
const ACME: &str = "name = \"ACME\"\n\n[address]\ncity = \"Paris\"\ncountry = \"FR\"\n";
const DRAFT: &str =
    "customer = \"acme\"\ndate = 2026-10-01\n\n[[lines]]\ndescription = \"Audit\"\nquantity = 1\nunit_price = 100.00\n";

fn calendar(day: u8) -> Date {
    Date::new(2026, 10, u32::from(day) + 9).expect("a day of October")
}

impl World {
    fn new(protocol: Protocol, drafts: u8, days: u8) -> World {
        let mut sources =
            vec![Source::new("carnet.toml", SETTINGS.as_bytes()), Source::new("customers/acme.toml", ACME.as_bytes())];
        for draft in 0..drafts {
            sources.push(Source::new(&format!("invoices/d{draft}.toml"), DRAFT.as_bytes()));
        }
        let book = Book::read(Kinds::standard(), sources);
        assert_eq!(book.findings, []);
        let start = (None, Entry::Start);
        World {
            protocol,
            drafts,
            days,
            commits: vec![start],
            known: HashMap::from([(start, 0)]),
            books: HashMap::from([(0, book)]),
            numbers: HashMap::new(),
        }
    }

    fn commit(&mut self, parent: Commit, entry: Entry) -> Commit {
        let key = (Some(parent), entry);
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let new = u16::try_from(self.commits.len()).expect("few enough commits");
        self.commits.push(key);
        self.known.insert(key, new);
        new
    }

    /// From the first commit to this one.
    fn history(&self, tip: Commit) -> Vec<Entry> {
        let mut entries = Vec::new();
        let mut at = Some(tip);
        while let Some(commit) = at {
            let (parent, entry) = self.commits[usize::from(commit)];
            entries.push(entry);
            at = parent;
        }
        entries.reverse();
        entries
    }

    /// Whether a commit is a tip or an ancestor of it.
    fn holds(&self, tip: Commit, commit: Commit) -> bool {
        let mut at = Some(tip);
        while let Some(here) = at {
            if here == commit {
                return true;
            }
            at = self.commits[usize::from(here)].0;
        }
        false
    }

    fn issued(&self, tip: Commit) -> u8 {
        let issued = self.history(tip).into_iter().filter_map(|entry| match entry {
            Entry::Issue { draft, .. } => Some(1 << draft),
            _ => None,
        });
        issued.fold(0, |all, one| all | one)
    }

    fn draft(book: &Book, draft: u8) -> RecordRef {
        book.find(book.kinds.named("invoice").expect("a kind"), &format!("d{draft}")).expect("the draft is there")
    }

    /// The book at a commit, each of its documents issued by the program itself.
    fn book(&mut self, tip: Commit) -> &Book {
        if !self.books.contains_key(&tip) {
            let (parent, entry) = self.commits[usize::from(tip)];
            let before = again(self.book(parent.expect("only the first has none")));
            let book = match entry {
                Entry::Issue { draft, day, .. } => {
                    let planned = issue(&before, &[World::draft(&before, draft)], calendar(day), None);
                    planned.expect("it was built, so it can be built again").plan.applied(&before)
                }
                _ => before,
            };
            self.books.insert(tip, book);
        }
        &self.books[&tip]
    }

    /// What issuing a draft on a tip comes to: an entry, or nothing where it bears a number or the day is refused.
    fn build(&mut self, tip: Commit, stale: Commit, draft: u8, day: u8, by: u8) -> Result<Entry, Built> {
        if self.protocol != Protocol::Real {
            return self.build_broken(tip, stale, draft, day, by);
        }
        if !self.numbers.contains_key(&(tip, draft, day)) {
            let said = World::ask(self.book(tip), draft, day);
            self.numbers.insert((tip, draft, day), said);
        }
        self.numbers[&(tip, draft, day)].map(|number| Entry::Issue { draft, number, day, by })
    }

    /// The number that the program gives a draft.
    fn ask(book: &Book, draft: u8, day: u8) -> Result<u8, Built> {
        let record = World::draft(book, draft);
        if issued_before(book, record).is_some() {
            return Err(Built::Before);
        }
        let planned = issue(book, &[record], calendar(day), None).map_err(|_| Built::Refused)?;
        Ok(planned.documents[0].number.strip_prefix("F-2026-").expect("the pattern").parse().expect("digits"))
    }

    /// The same by hand, so that it can be done wrong.
    fn build_broken(&self, tip: Commit, stale: Commit, draft: u8, day: u8, by: u8) -> Result<Entry, Built> {
        if self.issued(tip) & (1 << draft) != 0 && self.protocol != Protocol::Forgetful {
            return Err(Built::Before);
        }
        let counted = if self.protocol == Protocol::StaleNumber { stale } else { tip };
        let (mut last, mut last_day) = (0, 0);
        for entry in self.history(counted) {
            if let Entry::Issue { number, day, .. } = entry {
                (last, last_day) = (last.max(number), last_day.max(day));
            }
        }
        if day < last_day && self.protocol != Protocol::AnyDay {
            return Err(Built::Refused);
        }
        Ok(Entry::Issue { draft, number: last + 1, day, by })
    }

    /// What must hold of every history that anybody can see.
    fn sound(&self, tip: Commit) -> Result<(), String> {
        let (mut next, mut last_day, mut seen) = (1, 0, 0u8);
        for entry in self.history(tip) {
            let Entry::Issue { draft, number, day, .. } = entry else { continue };
            if number < next {
                return Err(format!("number {number} is given twice"));
            }
            if number > next {
                return Err(format!("number {next} is missing"));
            }
            if seen & (1 << draft) != 0 {
                return Err(format!("draft {draft} is issued twice"));
            }
            if day < last_day {
                return Err(format!("number {number} is dated before the one before it"));
            }
            (next, last_day, seen) = (number + 1, day, seen | (1 << draft));
        }
        Ok(())
    }
}

/// Why nothing was built.
#[derive(Debug, Clone, Copy)]
enum Built {
    /// It bears a number already.
    Before,
    /// The day lies before the last of the series.
    Refused,
}

/// A book anew from its sources: they are shared, not copied.
fn again(book: &Book) -> Book {
    Book::read(book.kinds.clone(), book.sources().cloned().collect())
}

impl State {
    fn start(clones: u8, trouble: u8) -> State {
        let one = OneClone { local: 0, phase: Phase::Idle, told: 0, day: 1 };
        State { remote: 0, clones: vec![one; usize::from(clones)], flying: Vec::new(), trouble }
    }

    /// Everything that may happen next.
    fn steps(&self, world: &World) -> Vec<Step> {
        let mut steps = Vec::new();
        for (clone, one) in (0..).zip(&self.clones) {
            match one.phase {
                Phase::Idle => {
                    let wanted = (0..world.drafts).filter(|draft| one.told & (1 << draft) == 0);
                    steps.extend(wanted.map(|draft| Step::Sync { clone, draft }));
                }
                Phase::Synced { .. } => steps.push(Step::Build { clone }),
                Phase::Built { .. } => steps.push(Step::Offer { clone }),
                Phase::Waiting { .. } => {
                    if self.trouble > 0 {
                        steps.push(Step::LoseReply { clone });
                    }
                }
                Phase::Accepted { .. } => {
                    steps.push(Step::Land { clone });
                    if self.trouble > 0 {
                        steps.push(Step::LoseReply { clone });
                    }
                }
                Phase::TooLate => steps.push(Step::Again { clone }),
                Phase::Unsure { .. } => steps.push(Step::LookUp { clone }),
            }
            if self.trouble > 0 && one.phase != Phase::Idle {
                steps.push(Step::Kill { clone });
            }
            if one.day < world.days {
                steps.push(Step::Tick { clone });
            }
        }
        for (clone, commit) in &self.flying {
            steps.push(Step::Arrive { clone: *clone, commit: *commit });
            if self.trouble > 0 {
                steps.push(Step::Refuse { clone: *clone, commit: *commit });
            }
        }
        if self.trouble > 0 {
            steps.push(Step::Edit);
        }
        steps
    }

    /// The state after a step.
    fn after(&self, step: Step, world: &mut World) -> State {
        let mut next = self.clone();
        match step {
            Step::Sync { clone, draft } => {
                let one = &mut next.clones[usize::from(clone)];
                // The number of a stale clone is that of what it knew before.
                if world.protocol != Protocol::StaleNumber {
                    one.local = self.remote;
                }
                one.phase = Phase::Synced { draft };
            }
            Step::Build { clone } => {
                let one = &mut next.clones[usize::from(clone)];
                let Phase::Synced { draft } = one.phase else { unreachable!("only then") };
                let tip = if world.protocol == Protocol::StaleNumber { self.remote } else { one.local };
                match world.build(tip, one.local, draft, one.day, clone) {
                    Ok(entry) => {
                        let commit = world.commit(tip, entry);
                        one.phase = Phase::Built { draft, commit };
                        if world.protocol == Protocol::Hasty {
                            (one.local, one.told) = (commit, one.told | (1 << draft));
                        }
                    }
                    Err(Built::Before) => {
                        // It prints the number that the draft has.
                        (one.phase, one.told, one.local) = (Phase::Idle, one.told | (1 << draft), tip);
                    }
                    Err(Built::Refused) => one.phase = Phase::Idle,
                }
            }
            Step::Offer { clone } => {
                let one = &mut next.clones[usize::from(clone)];
                let Phase::Built { draft, commit } = one.phase else { unreachable!("only then") };
                one.phase = Phase::Waiting { draft, commit };
                next.flying.push((clone, commit));
                next.flying.sort_unstable();
            }
            Step::Arrive { clone, commit } => {
                next.land_from_the_air(clone, commit);
                let forward = world.holds(commit, self.remote) || world.protocol == Protocol::Forced;
                if forward {
                    next.remote = commit;
                }
                next.hear(clone, commit, |draft| match forward {
                    true => Phase::Accepted { draft, commit },
                    false => Phase::TooLate,
                });
            }
            Step::Refuse { clone, commit } => {
                next.land_from_the_air(clone, commit);
                next.hear(clone, commit, |draft| Phase::Unsure { draft, commit });
            }
            Step::LoseReply { clone } => {
                let one = &mut next.clones[usize::from(clone)];
                if let Phase::Waiting { draft, commit } | Phase::Accepted { draft, commit } = one.phase {
                    one.phase = Phase::Unsure { draft, commit };
                }
            }
            Step::LookUp { clone } => {
                let one = &mut next.clones[usize::from(clone)];
                let Phase::Unsure { draft, commit } = one.phase else { unreachable!("only then") };
                // Not there: nothing is issued as far as anybody can see, and the command ends.
                one.phase = Phase::Idle;
                if world.holds(self.remote, commit) {
                    one.phase = Phase::Accepted { draft, commit };
                }
            }
            Step::Land { clone } => {
                let one = &mut next.clones[usize::from(clone)];
                let Phase::Accepted { draft, commit } = one.phase else { unreachable!("only then") };
                (one.phase, one.told, one.local) = (Phase::Idle, one.told | (1 << draft), commit);
            }
            Step::Again { clone } => next.clones[usize::from(clone)].phase = Phase::Idle,
            Step::Kill { clone } => next.clones[usize::from(clone)].phase = Phase::Idle,
            Step::Edit => next.remote = world.commit(self.remote, Entry::Edit),
            Step::Tick { clone } => next.clones[usize::from(clone)].day += 1,
        }
        if let Step::Refuse { .. } | Step::LoseReply { .. } | Step::Kill { .. } | Step::Edit = step {
            next.trouble -= 1;
        }
        next
    }

    fn land_from_the_air(&mut self, clone: u8, commit: Commit) {
        let at = self.flying.iter().position(|flying| *flying == (clone, commit)).expect("it was in the air");
        self.flying.remove(at);
    }

    /// The answer reaches whoever still waits for it.
    fn hear(&mut self, clone: u8, commit: Commit, becomes: impl Fn(u8) -> Phase) {
        let one = &mut self.clones[usize::from(clone)];
        if let Phase::Waiting { draft, commit: waited } = one.phase
            && waited == commit
        {
            one.phase = becomes(draft);
        }
    }

    /// What must hold of every state, and of the way from the one before it.
    fn judge(&self, before: Option<&State>, world: &World) -> Result<(), String> {
        world.sound(self.remote)?;
        if let Some(before) = before.filter(|before| !world.holds(self.remote, before.remote)) {
            return Err(format!("the remote went back from commit {} to {}", before.remote, self.remote));
        }
        let issued = world.issued(self.remote);
        for (clone, one) in self.clones.iter().enumerate() {
            if one.told & !issued != 0 {
                return Err(format!("clone {clone} told that something is issued which the remote does not have"));
            }
            if !world.holds(self.remote, one.local) {
                return Err(format!("clone {clone} is at a commit that the remote does not have"));
            }
        }
        Ok(())
    }

    /// Everything is issued, and everybody knows it.
    fn is_done(&self, world: &World) -> bool {
        let all = (1u16 << world.drafts) - 1;
        self.clones.iter().all(|one| one.phase == Phase::Idle && u16::from(one.told) == all)
    }
}

/// What the search came to.
struct Search {
    states: Vec<State>,
    world: World,
    /// What is wrong, and the steps that lead there.
    fault: Option<(String, Vec<Step>)>,
    /// States from which no way leads to everything issued.
    stuck: usize,
}

/// Visits every state, each once.
fn search(protocol: Protocol, clones: u8, drafts: u8, days: u8, trouble: u8) -> Search {
    let mut world = World::new(protocol, drafts, days);
    let start = State::start(clones, trouble);
    let mut seen: HashMap<State, u32> = HashMap::from([(start.clone(), 0)]);
    let mut states = vec![start];
    let mut came: Vec<Option<(u32, Step)>> = vec![None];
    let mut back: Vec<Vec<u32>> = vec![Vec::new()];
    let mut waiting = VecDeque::from([0u32]);
    let mut fault = None;
    while let Some(at) = waiting.pop_front() {
        let state = states[at as usize].clone();
        for step in state.steps(&world) {
            let next = state.after(step, &mut world);
            let judged = next.judge(Some(&state), &world);
            let index = match seen.get(&next) {
                Some(index) => *index,
                None => {
                    let index = u32::try_from(states.len()).expect("few enough states");
                    seen.insert(next.clone(), index);
                    states.push(next);
                    came.push(Some((at, step)));
                    back.push(Vec::new());
                    waiting.push_back(index);
                    index
                }
            };
            back[index as usize].push(at);
            if let Err(what) = judged {
                let mut steps = vec![step];
                let mut from = at;
                while let Some((before, step)) = came[from as usize] {
                    steps.push(step);
                    from = before;
                }
                steps.reverse();
                fault = Some((what, steps));
                waiting.clear();
                break;
            }
        }
    }
    // Backwards from the states in which all is done: what is not met can never get there.
    let mut reached = vec![false; states.len()];
    let mut open: Vec<u32> = Vec::new();
    for (index, state) in (0..).zip(&states) {
        if state.is_done(&world) {
            reached[index as usize] = true;
            open.push(index);
        }
    }
    while let Some(at) = open.pop() {
        for from in &back[at as usize] {
            if !std::mem::replace(&mut reached[*from as usize], true) {
                open.push(*from);
            }
        }
    }
    let stuck = reached.iter().filter(|reached| !**reached).count();
    Search { states, world, fault, stuck }
}

/// The protocol over every interleaving; and the books that it leads to, judged by the program.
fn proves(clones: u8, drafts: u8, days: u8, trouble: u8) {
    let begin = Instant::now();
    let mut found = search(Protocol::Real, clones, drafts, days, trouble);
    println!(
        "{clones} clones, {drafts} drafts, {days} days, {trouble} troubles: {} states, {} commits, {:?}",
        found.states.len(),
        found.world.commits.len(),
        begin.elapsed()
    );
    if let Some((what, steps)) = found.fault {
        panic!("{what}:\n{}", steps.iter().map(|step| format!("  {step:?}\n")).collect::<String>());
    }
    assert_eq!(found.stuck, 0, "from some states not everything can be issued any more");
    let done = found.states.iter().filter(|state| state.is_done(&found.world));
    let ends: BTreeSet<Commit> = done.map(|state| state.remote).collect();
    assert!(ends.len() > 1, "many orders are possible, and {} were met", ends.len());
    for end in ends {
        let book = found.world.book(end);
        let findings = check(&Figures::new(book, calendar(days)));
        let wrong: Vec<String> = findings.iter().map(|finding| finding.code.to_string()).collect();
        assert_eq!(wrong, [""; 0], "{:?}", found.world.history(end));
    }
}

#[test]
fn two_clones_and_two_drafts_with_two_troubles() {
    proves(2, 2, 1, 2);
}

#[test]
fn two_clones_whose_calendars_disagree() {
    proves(2, 2, 2, 1);
}

#[test]
fn three_clones_and_two_drafts() {
    proves(3, 2, 1, 0);
}

#[test]
fn two_clones_and_three_drafts() {
    proves(2, 3, 1, 0);
}

/// `CARNET_MODEL=2,2,2,2 cargo test --test issue_model -- --nocapture`: clones, drafts, days, troubles. Run once, and sound:
/// 3,2,1,1 (621 214 states), 2,3,1,1 (287 742), 2,2,2,2 (1 064 116).
#[test]
fn as_large_as_one_asks_for() {
    let Ok(wanted) = std::env::var("CARNET_MODEL") else { return };
    let sizes: Vec<u8> = wanted.split(',').map(|size| size.parse().expect("four numbers")).collect();
    proves(sizes[0], sizes[1], sizes[2], sizes[3]);
}

fn is_caught(protocol: Protocol, says: &str) {
    let found = search(protocol, 2, 2, 2, 1);
    let (what, steps) = found.fault.unwrap_or_else(|| panic!("{protocol:?} was not caught"));
    println!("{protocol:?}: {what} after {} steps: {steps:?}", steps.len());
    assert!(what.contains(says), "{protocol:?}: {what}");
}

#[test]
fn a_forced_push_is_caught() {
    is_caught(Protocol::Forced, "the remote went back");
}

#[test]
fn a_number_that_was_taken_without_the_tip_is_caught() {
    is_caught(Protocol::StaleNumber, "given twice");
}

#[test]
fn forgetting_that_a_draft_was_issued_is_caught() {
    is_caught(Protocol::Forgetful, "issued twice");
}

#[test]
fn telling_before_the_remote_has_answered_is_caught() {
    is_caught(Protocol::Hasty, "clone");
}

#[test]
fn a_day_of_ones_own_is_caught() {
    is_caught(Protocol::AnyDay, "dated before");
}
