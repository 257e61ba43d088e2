//! Where a finding points to.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A source and a spot in it. Line and column are found when it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Path below the book's root, with `/`.
    pub path: Box<str>,
    /// The commit that the file was read from; `None` for the work tree.
    pub revision: Option<Box<str>>,
    pub at: At,
}

/// A spot in a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// The file as such (its name, its existence).
    File,
    /// Bytes of the file.
    Range(Range<usize>),
    /// The value at a key path; the book turns it into a range before it is printed.
    Key(KeyPath),
    /// The key itself (not its value) at a key path.
    KeyName(KeyPath),
}

/// `lines[2].tax`: keys and zero-based positions in lists. In words and on the command line positions count from 1.
#[derive(Debug, Clone, PartialEq, Eq, Default, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct KeyPath(pub Vec<Step>);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Step {
    Key(Box<str>),
    Index(usize),
}

impl KeyPath {
    pub fn key(name: &str) -> KeyPath {
        KeyPath::default().and(name)
    }

    /// This path one key deeper.
    pub fn and(mut self, name: &str) -> KeyPath {
        self.0.push(Step::Key(name.into()));
        self
    }

    /// This path one list item deeper.
    pub fn at(mut self, index: usize) -> KeyPath {
        self.0.push(Step::Index(index));
        self
    }
}

/// `lines.3.tax`, positions counted from 1, as `carnet set` takes it.
impl fmt::Display for KeyPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, step) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str(".")?;
            }
            match step {
                Step::Key(key) => f.write_str(key)?,
                Step::Index(index) => write!(f, "{}", index + 1)?,
            }
        }
        Ok(())
    }
}

impl Place {
    pub fn file(path: &str) -> Place {
        Place { path: path.into(), revision: None, at: At::File }
    }

    pub fn range(path: &str, range: Range<usize>) -> Place {
        Place { path: path.into(), revision: None, at: At::Range(range) }
    }

    pub fn key(path: &str, key: KeyPath) -> Place {
        Place { path: path.into(), revision: None, at: At::Key(key) }
    }

    /// First byte, for sorting; 0 while the place is not resolved.
    pub fn start(&self) -> usize {
        match &self.at {
            At::Range(range) => range.start,
            _ => 0,
        }
    }
}
