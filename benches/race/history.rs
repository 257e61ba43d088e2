//! A repository with a long past, the same in every run: the first commit brings all deals, each later one moves one to
//! three of them to another stage.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::facts::Random;
use crate::generate::SETTINGS;

const STAGES: [&str; 4] = ["new", "offer", "won", "lost"];
const CUSTOMERS: usize = 50;
/// Midnight at the beginning of 2017, in seconds since 1970; a commit each half hour.
const FIRST: usize = 1_483_228_800;
const STEP: usize = 1_800;

/// Makes a book of so many deals under so many commits, packed, its work tree checked out.
pub fn generate(deals: usize, commits: usize, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    git(folder, &["init", "--quiet", "--initial-branch=main"])?;
    let mut child =
        Command::new("git").args(["fast-import", "--quiet"]).current_dir(folder).stdin(Stdio::piped()).spawn()?;
    let stdin = child.stdin.take().ok_or_else(|| io::Error::other("git fast-import takes no input"))?;
    stream(deals, commits, BufWriter::new(stdin))?;
    if !child.wait()?.success() {
        return Err(io::Error::other("git fast-import failed"));
    }
    git(folder, &["repack", "-adq"])?;
    git(folder, &["reset", "--hard", "--quiet", "main"])
}

/// One more commit, which changes what is to be done about one deal.
pub fn another(folder: &Path, number: usize) -> io::Result<()> {
    let now = std::time::SystemTime::UNIX_EPOCH.elapsed().map_err(io::Error::other)?.as_nanos();
    let text = deal(number, 1).replace("second quote", &format!("quote {now}"));
    fs::write(folder.join(path(number)), text)?;
    let message = format!("deal {number}");
    git(folder, &["-c", "user.name=Sam", "-c", "user.email=sam@firm.example", "commit", "-qam", &message])
}

fn stream(deals: usize, commits: usize, mut out: impl Write) -> io::Result<()> {
    let mut random = Random::new(7);
    let mut stages = vec![0; deals];
    head(&mut out, 0, "the first deals")?;
    file(&mut out, "carnet.toml", SETTINGS)?;
    file(&mut out, "team/sam.toml", "name = \"Sam\"\n")?;
    for i in 0..CUSTOMERS {
        file(&mut out, &format!("customers/customer-{i:03}.toml"), &format!("name = \"Customer {i}\"\n"))?;
    }
    for i in 0..deals {
        file(&mut out, &path(i), &deal(i, 0))?;
    }
    for commit in 1..commits {
        head(&mut out, commit, "deals move")?;
        for _ in 0..=random.below(3) {
            let i = random.below(deals);
            stages[i] = (stages[i] + 1) % STAGES.len();
            file(&mut out, &path(i), &deal(i, stages[i]))?;
        }
    }
    out.flush()
}

fn head(out: &mut impl Write, commit: usize, message: &str) -> io::Result<()> {
    let time = FIRST + commit * STEP;
    writeln!(out, "commit refs/heads/main\ncommitter Sam <sam@firm.example> {time} +0000")?;
    writeln!(out, "data {}\n{message}", message.len())
}

fn file(out: &mut impl Write, path: &str, text: &str) -> io::Result<()> {
    writeln!(out, "M 100644 inline {path}\ndata {}\n{text}", text.len())
}

fn path(deal: usize) -> String {
    format!("deals/{:03}/deal-{deal:06}.toml", deal / 100)
}

fn deal(i: usize, stage: usize) -> String {
    format!(
        "name = \"Project {} of customer {}\"\ncustomer = \"customer-{:03}\"\n\nowner = \"sam\"\n\nstage = \"{}\"\n\n\
         amount = {}.{:02}\n\nclose = {}-{:02}-15\n\nopened = 2016-12-{:02}\nsource = \"fair\"\ntags = [\"north\", \"q{}\"]\n\n\
         next_step = \"Write the second quote before the summer\"\n",
        i * 7919 % 9973,
        i % CUSTOMERS,
        i % CUSTOMERS,
        STAGES[stage],
        1 + i * 7919 % 100_000,
        i % 100,
        2017 + i % 10,
        1 + i % 12,
        1 + i % 28,
        i % 4 + 1,
    )
}

fn git(folder: &Path, words: &[&str]) -> io::Result<()> {
    let status = Command::new("git").args(words).current_dir(folder).status()?;
    if status.success() { Ok(()) } else { Err(io::Error::other(format!("git {} failed", words.join(" ")))) }
}

/// What carnet remembers of the commits of a repository; gone, the next command starts anew.
pub fn forget(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder.join(".git/carnet/history")) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
