//! What `check` and `fmt` are limited to: files, folders, kinds or records of the command line.

use std::path::{Path, PathBuf};

use super::context::Opened;
use super::write::{refuse, scope};
use super::{CliError, Context};

/// Paths below the book's root; a folder ends in `/` and means all that is in it.
pub struct Targets(Vec<String>);

impl Targets {
    /// Reads the words: a path from where the reader stands or from the book's root, a kind, or a record.
    ///
    /// # Errors
    /// A word that is none of these.
    pub fn read(cx: &Context<'_>, opened: &Opened, words: &[String]) -> Result<Targets, CliError> {
        words.iter().map(|word| target(cx, opened, word)).collect::<Result<_, _>>().map(Targets)
    }

    /// Nothing was named: everything is meant.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn contains(&self, path: &str) -> bool {
        self.is_empty()
            || self.0.iter().any(|target| {
                *target == *path || target.is_empty() || (target.ends_with('/') && path.starts_with(target.as_str()))
            })
    }
}

fn target(cx: &Context<'_>, opened: &Opened, word: &str) -> Result<String, CliError> {
    if let Some(path) =
        below(opened.root(), Path::new(word)).or_else(|| below(opened.root(), &opened.root().join(word)))
    {
        return Ok(path);
    }
    if opened.book.source_at(word).is_some() {
        return Ok(word.to_owned());
    }
    if let Some(kind) = opened.book.kinds.called(word) {
        return Ok(format!("{}/", opened.book.kind(kind).folder));
    }
    match scope(opened).record(word) {
        Ok(record) => Ok(opened.book.path(record).to_owned()),
        Err(error) => Err(refuse(cx, &error)),
    }
}

/// The path below the root of a file or folder that is there.
fn below(root: &Path, path: &Path) -> Option<String> {
    let path = path.canonicalize().ok()?;
    let below = path.strip_prefix(root.canonicalize().ok()?).ok()?;
    let mut text = below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
    if path.is_dir() && !text.is_empty() {
        text.push('/');
    }
    Some(text)
}

/// The way from where the reader stands to the book's root: nothing, `books/acme/`, `../`.
pub fn prefix(root: &Path) -> String {
    let (Ok(here), Ok(root)) = (std::env::current_dir().and_then(|here| here.canonicalize()), root.canonicalize())
    else {
        return String::new();
    };
    let shared = here.ancestors().find(|folder| root.starts_with(folder)).map(PathBuf::from).unwrap_or_default();
    let up = here.strip_prefix(&shared).map_or(0, |rest| rest.iter().count());
    let down = root.strip_prefix(&shared).map(|rest| rest.iter().map(|part| part.to_string_lossy().into_owned()));
    let parts = std::iter::repeat_n("..".to_owned(), up).chain(down.into_iter().flatten());
    parts.map(|part| part + "/").collect()
}
