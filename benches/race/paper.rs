//! Invoices as PDF: one, and those of a year, in one process each.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::row::{How, Row, Section, row};

pub const ONE: &str = "`carnet render`, 1 invoice";
/// What follows the number of invoices in the label.
pub const MANY: &str = " invoices";

pub fn rows(carnet: &Path, tree: &Path, folder: &Path) -> Result<Vec<Row>, String> {
    let out = folder.join("pdf");
    let to = format!("{}/", out.display());
    let one = ["render", "f0000500", "--output", &to];
    let many = ["render", "--query", "date:2018", "--output", &to];
    let said = Command::new(carnet).args(many).current_dir(tree).output().map_err(|error| error.to_string())?;
    let words = String::from_utf8_lossy(&said.stderr).into_owned();
    let missing = words.contains("without PDF").then_some("not in this build");
    if missing.is_none() && !said.status.success() {
        return Err(format!("carnet render ends with {}\n{words}", said.status));
    }
    let count = fs::read_dir(&out).map_or(0, |entries| entries.count());
    let label = format!("`carnet render`, {count}{MANY}");
    let make = |label: &str, words: &[&str]| {
        let out = out.clone();
        let mut row = row(Section::Documents, label, How::Plain, carnet, words, tree);
        row.missing = missing;
        row.before(move |_| if out.exists() { fs::remove_dir_all(&out) } else { Ok(()) })
    };
    Ok(vec![make(ONE, &one), make(&label, &many)])
}
