//! What the command line asks for.

use std::fs;
use std::path::{Path, PathBuf};

use crate::data::{self, Data};
use crate::instruction;
use crate::machine;
use crate::page;
use crate::paper;
use crate::past;
use crate::place::{self, Place};
use crate::program;
use crate::result::Results;
use crate::row::Row;
use crate::run::{Limits, Printed, words};
use crate::turns::{self, Measure, chosen};
use crate::{chart, other, own};

const USAGE: &str = "cargo bench --bench race [-- [--install] [--write] [--sizes N,…] [--only WORD,…] [--rounds N] \
    [--limit SECONDS] [--memory GB] [--carnet PATH]]\n\
    cargo bench --bench race -- write | commands | instructions [PATH] | clean";

/// Records of the smallest book, over which all must agree before anything is timed.
const FEWEST: usize = 1_000;

struct Wish {
    sizes: Vec<usize>,
    only: Vec<String>,
    rounds: Option<usize>,
    limits: Limits,
    carnet: PathBuf,
    install: bool,
    write: bool,
    /// As it was typed, without the place of another build.
    words: Vec<String>,
}

pub fn run(words: impl Iterator<Item = String>) -> Result<(), String> {
    // Cargo adds `--bench`.
    let words: Vec<String> = words.filter(|word| word != "--bench").collect();
    let place = Place::open().map_err(|error| error.to_string())?;
    place::settle(&place);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let number = |text: &str| text.replace(['_', ','], "").parse::<usize>().map_err(|_| format!("no number: {text}"));
    match words.as_slice() {
        // These two in a process of their own: see `data::of_size`.
        ["data", records] => {
            let _lock = place.lock("lock.data")?;
            data::make(&place, number(records)?).map_err(|error| error.to_string())
        }
        ["past"] => {
            let _lock = place.lock("lock.data")?;
            past::make(&place).map_err(|error| error.to_string())
        }
        ["clean"] => place.clean().map_err(|error| error.to_string()),
        ["write"] => {
            let file = place.results();
            let results = Results::load(&file).map_err(|error| format!("{}: {error}", file.display()))?;
            write(&results)
        }
        ["commands"] => commands(&place),
        ["instructions", than @ ..] if than.len() <= 1 => {
            let data = data::of_size(&place, FEWEST)?;
            own::restore(&data.tree()).map_err(|error| error.to_string())?;
            let than = than.first().map(fs::canonicalize).transpose().map_err(|error| error.to_string())?;
            instruction::compare(Path::new(env!("CARGO_BIN_EXE_carnet")), than.as_deref(), &data)
        }
        words => race(&place, &wish(words)?),
    }
}

fn wish(words: &[&str]) -> Result<Wish, String> {
    let mut wish = Wish {
        sizes: vec![1_000, 10_000, 100_000, 1_000_000],
        only: Vec::new(),
        rounds: None,
        limits: Limits { seconds: 120.0, memory: machine::half_of_free_memory() },
        carnet: PathBuf::from(env!("CARGO_BIN_EXE_carnet")),
        install: false,
        write: false,
        words: Vec::new(),
    };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let wants_value = !["--install", "--write"].contains(word);
        let value = if wants_value { words.next().copied().unwrap_or_default() } else { "" };
        let number = |text: &str| text.parse::<usize>().map_err(|_| format!("{word} wants a number, not {text:?}"));
        match *word {
            "--install" => wish.install = true,
            "--write" => wish.write = true,
            "--sizes" => wish.sizes = value.split(',').map(number).collect::<Result<_, _>>()?,
            "--only" => wish.only.extend(value.split(',').map(str::to_owned)),
            "--rounds" => wish.rounds = Some(number(value)?.max(1)),
            "--limit" => wish.limits.seconds = number(value)? as f64,
            "--memory" => wish.limits.memory = (number(value)? as u64) << 30,
            "--carnet" => {
                wish.carnet = fs::canonicalize(value).map_err(|error| format!("--carnet {value}: {error}"))?
            }
            _ => return Err(format!("what is {word}?\n{USAGE}")),
        }
        if *word != "--carnet" {
            wish.words.push((*word).to_owned());
            wish.words.extend(wants_value.then(|| value.to_owned()));
        }
    }
    wish.sizes.sort_unstable();
    if let Some(size) = wish.sizes.iter().find(|size| **size < FEWEST) {
        return Err(format!("{size} records are too few: the questions name records that a book of {FEWEST} has"));
    }
    if cfg!(debug_assertions) && wish.carnet == Path::new(env!("CARGO_BIN_EXE_carnet")) && wish.write {
        return Err("this carnet is not optimised: its numbers are not for a page".to_owned());
    }
    Ok(wish)
}

fn race(place: &Place, wish: &Wish) -> Result<(), String> {
    let _lock = place.lock("lock.race")?;
    if wish.install {
        program::install(place);
    }
    for program in program::ALL.iter().filter(|program| !program.is_there(place)) {
        eprintln!("{} is NOT INSTALLED and left out; `--install` gets it", program.package());
    }
    let mut results = Results::default();
    machine::describe(place, &wish.carnet, &mut results);
    let words = wish.words.join(" ");
    let command = ["cargo bench --bench race", if words.is_empty() { "" } else { " -- " }, &words];
    results.set_fact("command", command.concat());
    note_load(&mut results, "load before");
    let printed = Printed::below(&place.root);
    let file = place.results();
    let save = |results: &Results| results.save(&file).map_err(|error| format!("{}: {error}", file.display()));

    let (mut sets, disk) = (Vec::new(), machine::file_system(&place.root));
    for &size in &wish.sizes {
        let data = data::of_size(place, size)?;
        own::restore(&data.tree()).map_err(|error| error.to_string())?;
        results.set_fact(&format!("files of {size}"), data.truth.files.to_string());
        results.set_fact(&format!("text of {size}"), data.truth.text.to_string());
        if let Some(other) = machine::file_system(&data.folder).filter(|other| Some(other) != disk.as_ref()) {
            results.set_fact(&format!("{} records lie in", page::count(size)), other);
        }
        sets.push(data);
    }
    let few = data::of_size(place, FEWEST)?;
    own::restore(&few.tree()).map_err(|error| error.to_string())?;
    let rows = over(place, wish, &few);
    let agreed = turns::agree(&rows, &few.truth, &printed, wish.limits)?;
    eprintln!("{agreed} answers agree to the cent over {} records", page::count(FEWEST));
    for data in &sets {
        let size = data.records;
        eprintln!("{} records", page::count(size));
        let rows = over(place, wish, data);
        let measure = measure(wish, size);
        let mut save = save;
        turns::take(size, &rows, Some(&data.truth), &printed, measure, &mut results, &mut save)?;
        let writes = chosen(own::writes(&wish.carnet, data), &wish.only);
        turns::take(size, &writes, None, &printed, measure, &mut results, &mut save)?;
        own::restore(&data.tree()).map_err(|error| error.to_string())?;
    }
    apart(place, wish, &printed, &mut results, &save)?;
    note_load(&mut results, "load after");
    save(&results)?;
    if wish.write { write(&results) } else { print(&results) }
}

/// What does not depend on the size: the past, and documents.
fn apart(
    place: &Place,
    wish: &Wish,
    printed: &Printed,
    results: &mut Results,
    save: &dyn Fn(&Results) -> Result<(), String>,
) -> Result<(), String> {
    let mut save = save;
    let wanted = |name: &str| wish.only.is_empty() || wish.only.iter().any(|word| word == name);
    let measure = Measure { rounds: wish.rounds.unwrap_or(5).min(5), ..measure(wish, 0) };
    if wanted("history") {
        eprintln!("questions to many commits");
        let rows = past::rows(&wish.carnet, &past::folder(place)?);
        turns::take(0, &rows, None, printed, measure, results, &mut save)?;
    }
    if wanted("documents") {
        eprintln!("documents");
        let data = data::of_size(place, FEWEST)?;
        let rows = paper::rows(&wish.carnet, &data.tree(), &place.root)?;
        turns::take(0, &rows, None, printed, measure, results, &mut save)?;
    }
    Ok(())
}

fn over(place: &Place, wish: &Wish, data: &Data) -> Vec<Row> {
    let mut rows = other::rows(place, data);
    rows.extend(own::rows(&wish.carnet, data));
    chosen(rows, &wish.only)
}

/// Fewer rounds for what takes long.
fn measure(wish: &Wish, size: usize) -> Measure {
    let (rounds, budget) = match size {
        0..=1_000 => (15, 30.0),
        1_001..=10_000 => (11, 30.0),
        10_001..=100_000 => (7, 30.0),
        _ => (3, 15.0),
    };
    Measure { rounds: wish.rounds.unwrap_or(rounds), budget, limits: wish.limits }
}

fn note_load(results: &mut Results, name: &str) {
    let Some(load) = machine::load() else { return };
    results.set_fact(name, format!("{load:.2}"));
    if name == "load before" && load > 0.5 {
        eprintln!("OTHER WORK IS RUNNING (load {load}): ratios suffer less than milliseconds do, but both suffer");
    }
}

fn print(results: &Results) -> Result<(), String> {
    use std::io::Write;
    let text = page::write(results);
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.to_string()),
        _ => Ok(()),
    }
}

/// Writes the page's measured part, and the chart beside it.
fn write(results: &Results) -> Result<(), String> {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let page = docs.join("performance.md");
    let fault = |error: std::io::Error| format!("{}: {error}", page.display());
    let text = fs::read_to_string(&page).map_err(fault)?;
    let text = page::replaced(&text, &page::write(results)).ok_or("docs/performance.md has lost its markers")?;
    fs::write(&page, text).map_err(fault)?;
    fs::write(docs.join("race.svg"), chart::draw(results)).map_err(fault)?;
    eprintln!("docs/performance.md and docs/race.svg are written");
    Ok(())
}

fn commands(place: &Place) -> Result<(), String> {
    let data = data::of_size(place, FEWEST)?;
    let carnet = Path::new(env!("CARGO_BIN_EXE_carnet"));
    let mut rows = other::rows(place, &data);
    rows.extend(own::rows(carnet, &data));
    rows.extend(own::writes(carnet, &data));
    for row in rows {
        let line: Vec<String> = row.commands(1).iter().map(words).collect();
        println!("{:9} {:9} {}", row.key.section.name(), row.key.how.name(), line.join(" && "));
    }
    Ok(())
}
