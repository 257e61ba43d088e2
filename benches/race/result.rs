//! What was measured, and where. Kept in a file after every round, so that a page can be written from it later.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

use crate::row::{How, Key, Section};
use crate::run::Sample;

/// One row at one size.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// Records of the book; 0 where the row does not depend on it.
    pub size: usize,
    pub key: Key,
    pub samples: Vec<Sample>,
    /// Why there are none, or no more.
    pub note: Option<String>,
}

/// A whole run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// Date, machine, versions, in the order in which they are shown.
    pub facts: Vec<(String, String)>,
    pub measured: Vec<Measured>,
}

impl Measured {
    pub fn new(size: usize, key: Key) -> Measured {
        Measured { size, key, samples: Vec::new(), note: None }
    }

    /// Median, in seconds.
    pub fn wall(&self) -> f64 {
        median(self.samples.iter().map(|sample| sample.wall))
    }

    /// Median, in seconds.
    pub fn cpu(&self) -> f64 {
        median(self.samples.iter().map(|sample| sample.cpu))
    }

    /// The highest, in bytes.
    pub fn peak(&self) -> u64 {
        self.samples.iter().map(|sample| sample.peak).max().unwrap_or_default()
    }
}

impl Results {
    pub fn fact(&self, name: &str) -> Option<&str> {
        self.facts.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn set_fact(&mut self, name: &str, value: impl Into<String>) {
        let value = value.into();
        match self.facts.iter_mut().find(|(known, _)| known == name) {
            Some(fact) => fact.1 = value,
            None => self.facts.push((name.to_owned(), value)),
        }
    }

    /// Sizes that were measured, ascending.
    pub fn sizes(&self) -> Vec<usize> {
        let mut sizes: Vec<usize> =
            self.measured.iter().map(|measured| measured.size).filter(|size| *size > 0).collect();
        sizes.sort_unstable();
        sizes.dedup();
        sizes
    }

    pub fn row(&self, size: usize, section: Section, label: &str, how: How) -> Option<&Measured> {
        let same = |key: &Key| key.section == section && key.label == label && key.how == how;
        self.measured.iter().find(|measured| measured.size == size && same(&measured.key))
    }

    /// The same, if there is a time to be compared.
    pub fn timed(&self, size: usize, section: Section, label: &str, how: How) -> Option<&Measured> {
        self.row(size, section, label, how).filter(|measured| !measured.samples.is_empty())
    }

    pub fn save(&self, file: &Path) -> io::Result<()> {
        let mut text = String::new();
        for (name, value) in &self.facts {
            let _ = writeln!(text, "fact\t{name}\t{value}");
        }
        for Measured { size, key, samples, note } in &self.measured {
            let (section, how, note) = (key.section.name(), key.how.name(), note.as_deref().unwrap_or_default());
            let _ = write!(text, "row\t{size}\t{section}\t{}\t{how}\t{note}", key.label);
            for Sample { wall, cpu, peak } in samples {
                let _ = write!(text, "\t{wall:.6} {cpu:.6} {peak}");
            }
            text.push('\n');
        }
        let part = file.with_extension("part");
        fs::write(&part, text)?;
        fs::rename(part, file)
    }

    pub fn load(file: &Path) -> io::Result<Results> {
        let mut results = Results::default();
        for line in fs::read_to_string(file)?.lines() {
            let understood = results.take_line(line);
            understood.ok_or_else(|| io::Error::other(format!("not understood: {line}")))?;
        }
        Ok(results)
    }

    fn take_line(&mut self, line: &str) -> Option<()> {
        let cells: Vec<&str> = line.split('\t').collect();
        match cells.as_slice() {
            ["fact", name, value] => self.set_fact(name, *value),
            ["row", size, section, label, how, note, samples @ ..] => {
                let key = Key { section: Section::named(section)?, label: (*label).to_owned(), how: How::named(how)? };
                let mut measured = Measured::new(size.parse().ok()?, key);
                measured.note = Some((*note).to_owned()).filter(|note| !note.is_empty());
                for sample in samples {
                    let mut numbers = sample.split(' ');
                    measured.samples.push(Sample {
                        wall: numbers.next()?.parse().ok()?,
                        cpu: numbers.next()?.parse().ok()?,
                        peak: numbers.next()?.parse().ok()?,
                    });
                }
                self.measured.push(measured);
            }
            _ => return None,
        }
        Some(())
    }
}

fn median(numbers: impl Iterator<Item = f64>) -> f64 {
    let mut numbers: Vec<f64> = numbers.collect();
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    match numbers.get(middle) {
        None => 0.0,
        Some(high) if numbers.len() % 2 == 1 => *high,
        Some(high) => (numbers[middle - 1] + high) / 2.0,
    }
}
