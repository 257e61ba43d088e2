//! carnet's rows. A question is asked in up to four ways: everything read, the first time, again, and again after a change.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::answer::{self, Reader};
use crate::data::Data;
use crate::place::git;
use crate::row::{How, Row, Section, command, row, shell};

pub const FULL_READ: &str = "carnet list member";
pub const NET: &str = "carnet total invoice --of net --by date:month";
pub const OWED: &str = "carnet report receivables";
pub const CHECK: &str = "carnet check";
pub const WON: &str = "carnet list deal stage:won";
pub const SALES: &str = "carnet report sales";
pub const COMPLETION: &str = "carnet show f00000⇥";
pub const SET: &str = "carnet set … next_step=…";

/// Which ways a question is asked in.
struct Ways {
    first: bool,
    edited: bool,
}

const ALL_WAYS: Ways = Ways { first: true, edited: true };
const TWO_WAYS: Ways = Ways { first: false, edited: false };

/// All rows over a book.
pub fn rows(carnet: &Path, data: &Data) -> Vec<Row> {
    let tree = data.tree();
    let mut rows = Vec::new();
    let mut ask = |section, label: &str, format: &[&str], reader, ways: Ways| {
        let words: Vec<&str> = label.split(' ').skip(1).chain(format.iter().copied()).collect();
        rows.extend(asked(carnet, &tree, section, label, &words, reader, &ways));
    };
    let csv = ["--format", "csv"];
    ask(Section::Floor, FULL_READ, &[], None, Ways { first: true, edited: false });
    ask(Section::Net, NET, &csv, Some(answer::carnet_months), ALL_WAYS);
    ask(Section::Owed, OWED, &csv, Some(answer::carnet_owed), TWO_WAYS);
    ask(Section::Check, CHECK, &[], None, ALL_WAYS);
    ask(Section::Won, WON, &csv, Some(answer::won_below_heading), TWO_WAYS);
    ask(Section::Everyday, SALES, &[], None, TWO_WAYS);
    ask(Section::Everyday, "carnet list invoice status:overdue", &[], None, TWO_WAYS);
    ask(Section::Everyday, "carnet show invoice/f0000500", &[], None, TWO_WAYS);
    ask(Section::Everyday, "carnet find customer 42", &[], None, TWO_WAYS);
    rows.push(head(carnet, &tree));
    rows.push(completion(carnet, &tree));
    rows
}

fn asked(
    carnet: &Path,
    tree: &Path,
    section: Section,
    label: &str,
    words: &[&str],
    reader: Option<Reader>,
    ways: &Ways,
) -> Vec<Row> {
    let settle = settled(carnet, words, tree);
    let row_of = |how, words: &[&str]| {
        let row = row(section, label, how, carnet, words, tree);
        if let Some(reader) = reader { row.read_by(reader) } else { row }
    };
    let row = |how| row_of(how, words);
    let mut rows = vec![row_of(How::Anew, &[words, &["--no-cache"]].concat())];
    if ways.first {
        let tree = tree.to_owned();
        rows.push(row(How::First).before(move |_| forget(&tree)));
    }
    rows.push(row(How::Next).before(settle.clone()));
    if ways.edited {
        let deal = tree.join("deals/d000001.toml");
        let same = deal.clone();
        rows.push(
            row(How::Edited)
                .before(settle)
                .before(move |round| edit(&deal, Some(&format!("Round {round}"))))
                .after(move |_| edit(&same, None)),
        );
    }
    rows
}

/// The first line of a long list, and no more of it.
fn head(carnet: &Path, tree: &Path) -> Row {
    let settle = settled(carnet, &["list", "member"], tree);
    let (program, folder) = (carnet.to_string_lossy().into_owned(), tree.to_owned());
    Row::new(Section::Everyday, "carnet list invoice | head -1", How::Next, move |_| {
        vec![shell("\"$1\" list invoice | head -1", &[&program], &folder)]
    })
    .before(settle)
}

/// What the shell calls when the tabulator key is pressed after `carnet show f00000`.
fn completion(carnet: &Path, tree: &Path) -> Row {
    let (program, folder) = (carnet.to_owned(), tree.to_owned());
    Row::new(Section::Everyday, COMPLETION, How::Plain, move |_| {
        let mut command = command(&program, &["--", "carnet", "show", "f00000"], &folder);
        command.env("COMPLETE", "bash").env("_CLAP_COMPLETE_INDEX", "2").env("_CLAP_IFS", "\n");
        command.env("_CLAP_COMPLETE_COMP_TYPE", "9");
        vec![command]
    })
}

/// A change of one deal, and its commit, beside git's own of another deal.
pub fn writes(carnet: &Path, data: &Data) -> Vec<Row> {
    let tree = data.tree();
    let settle = settled(carnet, &["list", "member"], &tree);
    let (program, folder, clean) = (carnet.to_owned(), tree.clone(), tree.clone());
    let set = Row::new(Section::Write, SET, How::Next, move |round| {
        let step = format!("next_step=Round {round}");
        vec![command(&program, &["set", "deal/d000002", &step], &folder)]
    })
    .before(settle)
    .after(move |_| is_clean(&clean));
    const DEAL: &str = "deals/d000003.toml";
    let (deal, folder) = (tree.join(DEAL), tree);
    let by_hand = Row::new(Section::Write, super::other::ADD_COMMIT, How::Plain, move |round| {
        let add = command(Path::new("git"), &["add", DEAL], &folder);
        let message = format!("round {round}");
        vec![add, command(Path::new("git"), &["commit", "--quiet", "-m", &message], &folder)]
    })
    .before(move |round| edit(&deal, Some(&format!("Round {round}"))));
    vec![set, by_hand]
}

/// The book as it was generated, whatever an earlier run was stopped in.
pub fn restore(tree: &Path) -> io::Result<()> {
    let out = Command::new("git").args(["status", "--porcelain"]).current_dir(tree).output()?;
    let at = |revision: &str| Command::new("git").args(["rev-parse", revision]).current_dir(tree).output();
    if !out.stdout.is_empty() || at("HEAD")?.stdout != at("begin")?.stdout {
        git(tree, &["reset", "--quiet", "--hard", "begin"])?;
        git(tree, &["clean", "-fdq"])?;
    }
    Ok(())
}

/// A run before the one that counts, so that what can be kept is kept.
fn settled(carnet: &Path, words: &[&str], tree: &Path) -> impl Fn(usize) -> io::Result<()> + Clone + 'static {
    let (carnet, tree): (PathBuf, PathBuf) = (carnet.to_owned(), tree.to_owned());
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    move |_| {
        let mut command = Command::new(&carnet);
        command.args(&words).current_dir(&tree).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().map(|_| ())
    }
}

/// What carnet keeps beside git, gone.
pub fn forget(tree: &Path) -> io::Result<()> {
    match fs::remove_dir_all(tree.join(".git/carnet")) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// A deal's next step, changed as an editor would; without words the file is again what it was.
fn edit(deal: &Path, next_step: Option<&str>) -> io::Result<()> {
    let text = fs::read_to_string(deal)?;
    let text = text.split("\nnext_step = ").next().unwrap_or_default();
    let added = next_step.map(|words| format!("\nnext_step = \"{words}\"\n")).unwrap_or_default();
    fs::write(deal, format!("{text}{added}"))
}

fn is_clean(tree: &Path) -> io::Result<()> {
    let out = Command::new("git").args(["status", "--porcelain"]).current_dir(tree).output()?;
    match out.stdout.is_empty() {
        true => Ok(()),
        false => Err(io::Error::other(format!("git status is not clean: {}", String::from_utf8_lossy(&out.stdout)))),
    }
}
