//! One set of facts, written for every program, and what the right answers are.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::facts::{self, Fact};
use crate::generate;
use crate::peer::{beancount, journal, recutils, sqlite};
use crate::place::{self, Place, git};
use crate::program::SQLITE;

/// What a record takes on the disk in all forms together, where each file takes blocks of 4 KB.
const ROOM: u64 = 7_000;

/// The right answers, added up while the facts are told, by nothing but additions of whole cents.
#[derive(Debug, Default, PartialEq)]
pub struct Truth {
    /// Files of the book, and their bytes.
    pub files: u64,
    pub text: u64,
    pub invoices: u64,
    pub won: u64,
    /// Customers who owe something, and how much all of them do, in cents.
    pub debtors: u64,
    pub owed: i64,
    /// Net sales in cents by `2026-10`.
    pub months: BTreeMap<String, i64>,
}

/// The files of one size.
pub struct Data {
    pub records: usize,
    pub folder: PathBuf,
    pub truth: Truth,
}

impl Data {
    /// The book, in a repository of its own.
    pub fn tree(&self) -> PathBuf {
        self.folder.join("tree")
    }
}

/// The data of a size, made where they are missing. That is done in a process of its own, whose memory is not counted with
/// the programs that are measured.
pub fn of_size(place: &Place, records: usize) -> Result<Data, String> {
    let folder = place.data(records);
    let fault = |error: io::Error| format!("{}: {error}", folder.display());
    let database = folder.join("book.db").exists() || !SQLITE.is_there(place);
    if !database || !folder.join("truth.tsv").exists() {
        if let Some(free) = place::free(&place.root).filter(|free| *free < ROOM * records as u64) {
            let (want, have) = (ROOM * records as u64 / 1_000_000, free / 1_000_000);
            return Err(format!("{records} records take {want} MB below {}; {have} are free", place.root.display()));
        }
        eprintln!("making the data of {records} records");
        let program = std::env::current_exe().map_err(fault)?;
        let status = Command::new(program).args(["data", &records.to_string()]).status().map_err(fault)?;
        if !status.success() {
            return Err(format!("the data of {records} records could not be made"));
        }
    }
    let truth = Truth::load(&folder.join("truth.tsv")).map_err(fault)?;
    Ok(Data { records, folder, truth })
}

/// Writes one form of the facts to a path.
type Form = Box<dyn Fn(&Path) -> io::Result<()>>;

/// Makes what is missing. Each form is written under another name and then renamed, so that what is there is whole.
pub fn make(place: &Place, records: usize) -> io::Result<()> {
    let folder = place.data(records);
    fs::create_dir_all(&folder)?;
    let mut forms: Vec<(&str, Form)> = vec![
        ("tree", Box::new(move |folder| repository(folder, records))),
        ("book.journal", Box::new(move |file| text(file, |out| journal::write(records, out)))),
        ("book.beancount", Box::new(move |file| text(file, |out| beancount::write(records, out)))),
        ("book.rec", Box::new(move |file| text(file, |out| recutils::write(records, out)))),
    ];
    if SQLITE.is_there(place) {
        forms.push(("book.db", Box::new(move |file| database(file, |out| sqlite::write(records, out)))));
    }
    for (name, write) in forms {
        let (part, whole) = (folder.join(format!("part.{name}")), folder.join(name));
        if whole.exists() {
            continue;
        }
        if part.is_dir() {
            fs::remove_dir_all(&part)?;
        } else if part.exists() {
            fs::remove_file(&part)?;
        }
        write(&part)?;
        fs::rename(&part, &whole)?;
    }
    let part = folder.join("part.truth");
    Truth::of(records)?.save(&part)?;
    fs::rename(part, folder.join("truth.tsv"))
}

fn text(file: &Path, write: impl Fn(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(file)?);
    write(&mut out)?;
    out.flush()
}

fn database(file: &Path, write: impl Fn(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut child =
        Command::new("sqlite3").arg("-bail").arg(file).stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
    let stdin = child.stdin.take().ok_or_else(|| io::Error::other("sqlite3 takes no input"))?;
    let mut out = BufWriter::with_capacity(1 << 20, stdin);
    write(&mut out)?;
    out.flush()?;
    drop(out);
    let status = child.wait()?;
    if status.success() { Ok(()) } else { Err(io::Error::other(format!("sqlite3 ends with {status}"))) }
}

/// A book of one commit, tagged `begin`, packed. The files are written by git, from the pack: once, and not a second time as
/// loose objects.
fn repository(folder: &Path, records: usize) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    git(folder, &["init", "--quiet", "--initial-branch=main"])?;
    let import = ["fast-import", "--quiet"];
    let mut child = Command::new("git").args(import).current_dir(folder).stdin(Stdio::piped()).spawn()?;
    let stdin = child.stdin.take().ok_or_else(|| io::Error::other("git fast-import takes no input"))?;
    let mut out = BufWriter::with_capacity(1 << 20, stdin);
    writeln!(out, "commit refs/heads/main\ncommitter Bench <bench@example.org> 1700000000 +0000\ndata 5\nbegin")?;
    generate::files(records, &mut |path, text| writeln!(out, "M 100644 inline {path}\ndata {}\n{text}", text.len()))?;
    out.flush()?;
    drop(out);
    if !child.wait()?.success() {
        return Err(io::Error::other("git fast-import failed"));
    }
    git(folder, &["config", "gc.auto", "0"])?;
    git(folder, &["reset", "--quiet", "--hard", "main"])?;
    git(folder, &["tag", "begin"])
}

impl Truth {
    pub fn of(records: usize) -> io::Result<Truth> {
        let mut truth = Truth::default();
        let mut balances: Vec<i64> = Vec::new();
        facts::tell(records, &mut |fact| {
            match fact {
                Fact::Customer(_) => balances.push(0),
                Fact::Invoice(invoice) => {
                    truth.invoices += 1;
                    let month = format!("{:04}-{:02}", invoice.date.year(), invoice.date.month_of_year());
                    *truth.months.entry(month).or_default() += invoice.net().0 as i64;
                    balances[invoice.customer] += invoice.gross().0 as i64;
                }
                Fact::Payment(payment) => balances[payment.customer] -= payment.amount().0 as i64,
                Fact::Deal(deal) => truth.won += u64::from(deal.stage == "won"),
                Fact::Note(_) => {}
            }
            Ok(())
        })?;
        truth.debtors = balances.iter().filter(|balance| **balance != 0).count() as u64;
        truth.owed = balances.iter().sum();
        generate::files(records, &mut |_, text| {
            truth.files += 1;
            truth.text += text.len() as u64;
            Ok(())
        })?;
        Ok(truth)
    }

    fn save(&self, file: &Path) -> io::Result<()> {
        let mut text = String::new();
        let mut line = |name: &str, number: i64| text.push_str(&format!("{name}\t{number}\n"));
        line("files", self.files as i64);
        line("text", self.text as i64);
        line("invoices", self.invoices as i64);
        line("won", self.won as i64);
        line("debtors", self.debtors as i64);
        line("owed", self.owed);
        for (month, cents) in &self.months {
            line(month, *cents);
        }
        fs::write(file, text)
    }

    fn load(file: &Path) -> io::Result<Truth> {
        let mut truth = Truth::default();
        for line in fs::read_to_string(file)?.lines() {
            let pair = line.split_once('\t').and_then(|(name, number)| Some((name, number.parse::<i64>().ok()?)));
            let (name, number) = pair.ok_or_else(|| io::Error::other(format!("not understood: {line}")))?;
            match name {
                "files" => truth.files = number as u64,
                "text" => truth.text = number as u64,
                "invoices" => truth.invoices = number as u64,
                "won" => truth.won = number as u64,
                "debtors" => truth.debtors = number as u64,
                "owed" => truth.owed = number,
                month => _ = truth.months.insert(month.to_owned(), number),
            }
        }
        Ok(truth)
    }
}
