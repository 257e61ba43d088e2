//! Instructions instead of time: with one thread they are the same in every run to a few in ten thousand, however busy the
//! machine is, so a change of one in a hundred can be seen. valgrind counts them.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::data::Data;
use crate::own;
use crate::page::count;

/// What is counted: reading, adding up, checking, and the same from what is kept.
const COMMANDS: [&[&str]; 6] = [
    &["list", "member", "--no-cache"],
    &["total", "invoice", "--of", "net", "--by", "date:month", "--no-cache"],
    &["check", "--no-cache"],
    &["list", "deal", "stage:won"],
    &["total", "invoice", "--of", "net", "--by", "date:month"],
    &["check"],
];

/// Prints millions of instructions of each command; with an older build, beside its own.
pub fn compare(carnet: &Path, than: Option<&Path>, data: &Data) -> Result<(), String> {
    println!("millions of instructions, one thread, {} records\n", count(data.records));
    println!("| | now | {}\n|---|--:|{}", than.map_or("", |_| "before | of before |"), than.map_or("", |_| "--:|--:|"));
    for words in COMMANDS {
        let now = instructions(carnet, words, data)?;
        let name = format!("| `carnet {}` | {} |", words.join(" "), millions(now));
        match than {
            None => println!("{name}"),
            Some(than) => {
                let before = instructions(than, words, data)?;
                println!("{name} {} | {:.3} |", millions(before), now as f64 / before as f64);
            }
        }
    }
    Ok(())
}

fn instructions(carnet: &Path, words: &[&str], data: &Data) -> Result<u64, String> {
    let tree = data.tree();
    let kept = !words.contains(&"--no-cache");
    if kept {
        // Another build may keep other things: each begins with its own.
        own::forget(&tree).map_err(|error| error.to_string())?;
        for _ in 0..2 {
            let quiet = Command::new(carnet)
                .args(words)
                .current_dir(&tree)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status();
            quiet.map_err(|error| format!("{}: {error}", carnet.display()))?;
        }
    }
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(carnet).args(words);
    command.current_dir(&tree).env("RAYON_NUM_THREADS", "1").stdin(Stdio::null());
    let out = command.output().map_err(|error| format!("valgrind, which counts: {error}"))?;
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    let line = said.lines().find_map(|line| line.split_once("Collected :"));
    let number = line.and_then(|(_, number)| number.trim().parse().ok());
    number.ok_or_else(|| format!("valgrind did not count `carnet {}`:\n{said}", words.join(" ")))
}

fn millions(number: u64) -> String {
    format!("{:.2}", number as f64 / 1e6)
}
