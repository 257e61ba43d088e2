//! Completion that knows the book: kinds, ids, fields and reports, asked for by the shell while one types.
//!
//! The shell runs carnet with COMPLETE set (see `carnet completions --help`); nothing here may print or fail loudly, and
//! what cannot be read offers nothing.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::PathBuf;

use clap::Command;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};

use crate::book::source::address;
use crate::figures::derived;
use crate::model::{KindId, Kinds};
use crate::store;

/// The command line with completers at the arguments that name things of the book.
pub fn command() -> Command {
    attach(super::command())
}

/// By the name of the argument: a new command has only to call its arguments as the others do.
fn attach(command: Command) -> Command {
    let command = command.mut_args(|arg| match arg.get_id().as_str() {
        "kind" => arg.add(ArgValueCompleter::new(kinds)),
        "id" | "ids" | "record" | "records" | "document" | "targets" => arg.add(ArgValueCompleter::new(ids)),
        "query" | "of" | "by" | "columns" | "sort" | "assignments" | "words" => arg.add(ArgValueCompleter::new(fields)),
        _ => arg,
    });
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    names.into_iter().fold(command, |command, name| command.mut_subcommand(name, attach))
}

fn candidates<S: Into<String>>(words: impl IntoIterator<Item = S>, current: &OsStr) -> Vec<CompletionCandidate> {
    let current = current.to_string_lossy();
    let words = words.into_iter().map(Into::into);
    words.filter(|word: &String| word.starts_with(&*current)).map(CompletionCandidate::new).collect()
}

fn kinds(current: &OsStr) -> Vec<CompletionCandidate> {
    candidates(Kinds::standard().iter().map(|(_, kind)| kind.name), current)
}

/// Ids of the kind that stands earlier on the line; where none does, ids of every kind, and `kind/id`.
fn ids(current: &OsStr) -> Vec<CompletionCandidate> {
    let kinds = Kinds::standard();
    let text = current.to_string_lossy().into_owned();
    if let Some(kind) = kind_on_line(&kinds) {
        return candidates(records(&kinds, Some(kind), &text).into_iter().map(|(_, id)| id), current);
    }
    if let Some((word, beginning)) = text.split_once('/') {
        let Some(kind) = kinds.called(word) else { return Vec::new() };
        let found = records(&kinds, Some(kind), beginning);
        return candidates(found.into_iter().map(|(_, id)| format!("{word}/{id}")), current);
    }
    let mut found = candidates(kinds.iter().map(|(_, kind)| format!("{}/", kind.name)), current);
    // With nothing typed, the ids of a whole book help nobody.
    if !text.is_empty() {
        found.extend(candidates(records(&kinds, None, &text).into_iter().map(|(_, id)| id), current));
    }
    found
}

/// Fields of the kind on the line, derived ones too; `field:` where a query stands, `field=` where values are given.
fn fields(current: &OsStr) -> Vec<CompletionCandidate> {
    let kinds = Kinds::standard();
    let Some(kind) = kind_on_line(&kinds).or_else(|| kind_of_record_on_line(&kinds)) else { return Vec::new() };
    let row = kinds.get(kind);
    let line = line();
    let option = line.iter().rev().nth(1).is_some_and(|word| word.starts_with("--"));
    let writes = line.iter().any(|word| word == "set" || word == "new");
    let mark = if option {
        ""
    } else if writes {
        "="
    } else {
        ":"
    };
    let derived = derived::of_kind(row.name).filter(|_| !writes).map(|derived| derived.name);
    let names = row.shape().fields.iter().map(|field| &*field.name).chain(derived);
    candidates(names.map(|name| format!("{name}{mark}")), current)
}

/// The words of the line that is being completed, the command's own name first.
fn line() -> Vec<String> {
    let mut words = std::env::args_os().map(|word| word.to_string_lossy().into_owned());
    // `carnet -- carnet list customer …`
    words.by_ref().find(|word| word == "--");
    words.collect()
}

fn kind_on_line(kinds: &Kinds) -> Option<KindId> {
    let line = line();
    let command = line.iter().position(|word| ["list", "total", "new"].contains(&word.as_str()))?;
    line[command + 1..].iter().find_map(|word| kinds.called(word))
}

fn kind_of_record_on_line(kinds: &Kinds) -> Option<KindId> {
    let line = line();
    let word = line.iter().skip(2).find(|word| !word.starts_with('-'))?;
    match word.split_once('/') {
        Some((kind, _)) => kinds.called(kind),
        None => records(kinds, None, word).into_iter().find(|(_, id)| id == word).map(|(kind, _)| kind),
    }
}

/// So many candidates are worth a look into their files for whether they are archived: a screen of them.
const LOOKED_INTO: usize = 200;

/// Of so many ids nobody reads the list: what they go on with is offered instead.
const LISTED: usize = 1000;

/// Kinds and ids, with this beginning, of the records of the book around. Only names are listed, since ids need no contents;
/// once few are left, archived ones are left out. Of very many, what tells them apart: `f001`, `f002`.
fn records(kinds: &Kinds, only: Option<KindId>, beginning: &str) -> Vec<(KindId, String)> {
    let line = line();
    let flag = line.iter().position(|word| word == "-C" || word == "--book");
    let start = flag.and_then(|at| line.get(at + 1)).map_or_else(|| PathBuf::from("."), PathBuf::from);
    let Ok(root) = store::find_root(&start) else { return Vec::new() };
    let wanted = kinds.iter().filter(|(id, _)| only.is_none_or(|only| only == *id));
    let folders: Vec<&str> = wanted.map(|(_, kind)| kind.folder).collect();
    let mut paths = store::names(&root, &folders, beginning);
    let id = |path: &str| address(kinds, path).ok().flatten().map(|address| (address.kind, address.id.to_owned()));
    if paths.len() <= LOOKED_INTO {
        paths.retain(|path| !std::fs::read(root.join(path)).is_ok_and(|bytes| is_archived(&bytes)));
    }
    if paths.len() > LISTED {
        let beginnings = beginnings(&paths);
        let kind = |path: &str| id(path).map(|(kind, _)| kind);
        return beginnings.into_iter().filter_map(|(stem, path)| Some((kind(path)?, stem.to_owned()))).collect();
    }
    let mut found: Vec<(KindId, String)> = paths.iter().filter_map(|path| id(path)).collect();
    found.sort_by(|a, b| a.1.cmp(&b.1));
    found
}

/// What the stems of all paths have in common and one letter more, each with one of its paths.
fn beginnings(paths: &[String]) -> BTreeMap<&str, &str> {
    let stem = |path: &str| {
        let name = path.rsplit_once('/').map_or(0, |(folder, _)| folder.len() + 1);
        name..path.rfind('.').filter(|dot| *dot > name).unwrap_or(path.len())
    };
    let first = paths.first().map_or("", |path| &path[stem(path)]);
    let common = paths.iter().fold(first, |common, path| {
        let same = common.bytes().zip(path[stem(path)].bytes()).take_while(|(a, b)| a == b).count();
        &common[..common.floor_char_boundary(same)]
    });
    let mut found = BTreeMap::new();
    for path in paths {
        let stem = &path[stem(path)];
        let more = stem[common.len()..].chars().next().map_or(0, char::len_utf8);
        found.entry(&stem[..common.len() + more]).or_insert(path.as_str());
    }
    found
}

fn is_archived(bytes: &[u8]) -> bool {
    bytes.starts_with(b"archived") || bytes.windows(9).any(|window| window == b"\narchived")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn very_many_ids_are_told_apart_by_what_comes_next() {
        let paths = ["invoices/2026/01/f0-é1.toml", "invoices/f0-é.toml", "bills/f0-è.x.toml", "notes/f0-é2.md"];
        let paths = paths.map(str::to_owned);
        let told = |paths| beginnings(paths).into_iter().collect::<Vec<_>>();
        assert_eq!(told(&paths), [("f0-è", &*paths[2]), ("f0-é", &*paths[0])]);
        assert_eq!(told(&paths[..2]), [("f0-é", &*paths[1]), ("f0-é1", &*paths[0])]);
        assert_eq!(told(&[]), []);
    }
}
