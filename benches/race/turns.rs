//! All rows take turns, round after round, so that a machine that is busy for a minute slows all of them alike. Every answer
//! is compared with the truth, in every round.

use crate::data::Truth;
use crate::result::{Measured, Results};
use crate::row::{How, Row, Section};
use crate::run::{Limits, Outcome, Printed, Sample, run};

/// How often, and how long.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    pub rounds: usize,
    /// Seconds for all runs of one row together; the first is always made.
    pub budget: f64,
    pub limits: Limits,
}

/// A run that is expected to take longer than this is not made once more to warm up.
const WARM_UP: f64 = 3.0;

/// Runs each row that answers once, and refuses wherever an answer is wrong: all that are wrong are named. Gives back how
/// many are right.
pub fn agree(rows: &[Row], truth: &Truth, printed: &Printed, limits: Limits) -> Result<usize, String> {
    let (mut right, mut wrong) = (0, Vec::new());
    for row in rows.iter().filter(|row| row.missing.is_none() && row.reader.is_some()) {
        match once(row, 0, Some(truth), printed, limits) {
            Ok(_) => right += 1,
            Err(error) => wrong.push(error),
        }
    }
    if wrong.is_empty() { Ok(right) } else { Err(format!("nothing is timed:\n{}", wrong.join("\n"))) }
}

/// Measures all rows over the data of a size (of no size: the past and documents).
pub fn take(
    size: usize,
    rows: &[Row],
    truth: Option<&Truth>,
    printed: &Printed,
    measure: Measure,
    results: &mut Results,
    save: &mut dyn FnMut(&Results) -> Result<(), String>,
) -> Result<(), String> {
    let mut open = Vec::new();
    for row in rows {
        let mut measured = Measured::new(size, row.key.clone());
        let expected = results.expected(size, &row.key);
        if let Some(why) = row.missing {
            measured.note = Some(why.to_owned());
        } else if let Some(seconds) = expected.map(|sample| sample.wall).filter(|s| *s > measure.limits.seconds) {
            measured.note = Some(format!("not run: about {} by its growth", duration(seconds)));
        } else if let Some(peak) = expected.map(|sample| sample.peak).filter(|peak| *peak > measure.limits.memory) {
            measured.note = Some(format!("not run: about {} GB by its growth", peak.div_ceil(1 << 30)));
        } else {
            let warm = size > 0 && expected.is_none_or(|sample| sample.wall < WARM_UP) && row.key.how != How::First;
            if warm {
                once(row, 0, truth, printed, measure.limits)?;
            }
            open.push((row, results.measured.len(), warm));
        }
        results.measured.push(measured);
    }
    for round in 1..=measure.rounds {
        let before = results.measured.iter().map(|measured| measured.samples.len()).sum::<usize>();
        for (row, at, warm) in &open {
            let measured = &mut results.measured[*at];
            let spent: f64 = measured.samples.iter().map(|sample| sample.wall).sum();
            let next = spent / measured.samples.len().max(1) as f64;
            if measured.note.is_some() || (round > 1 && spent + next > measure.budget) {
                continue;
            }
            // The row before, perhaps a heavy program, has left the caches of the processor and of the file system to its own
            // files: what is compared is each command asked again, not what its neighbour did to it.
            if *warm && next < WARM_UP {
                once(row, measure.rounds + round, truth, printed, measure.limits)?;
            }
            match once(row, round, truth, printed, measure.limits)? {
                Outcome::Done(sample) => measured.samples.push(sample),
                Outcome::TooLong => measured.note = Some(format!("over {}", duration(measure.limits.seconds))),
                Outcome::TooLarge => {
                    measured.note = Some(format!("over {} GB of memory", measure.limits.memory >> 30));
                }
            }
            if measured.samples.last().is_some_and(|sample| sample.wall > WARM_UP) {
                eprintln!("  {:?} {} {}: {:.1} s", row.key.section, row.key.label, row.key.how.name(), measured.wall());
            }
        }
        save(results)?;
        let after = results.measured.iter().map(|measured| measured.samples.len()).sum::<usize>();
        eprint!("\r  round {round} of {}, {} runs ", measure.rounds, after - before);
        if after == before {
            break;
        }
    }
    eprintln!();
    Ok(())
}

fn once(row: &Row, round: usize, truth: Option<&Truth>, printed: &Printed, limits: Limits) -> Result<Outcome, String> {
    let named = |error: String| format!("{} ({}): {error}", row.key.label, row.key.how.name());
    row.prepare(round).map_err(|error| named(error.to_string()))?;
    let outcome = run(&mut row.commands(round), printed, limits).map_err(named)?;
    row.tidy(round).map_err(|error| named(error.to_string()))?;
    if let (Some(reader), Some(truth), Outcome::Done(_)) = (row.reader, truth, outcome) {
        reader(&printed.text()).and_then(|answer| answer.agrees(truth)).map_err(named)?;
    }
    Ok(outcome)
}

/// `34 min`, `85 s`.
pub fn duration(seconds: f64) -> String {
    if seconds > 7200.0 {
        format!("{:.0} hours", seconds / 3600.0)
    } else if seconds > 180.0 {
        format!("{:.0} min", seconds / 60.0)
    } else {
        format!("{seconds:.0} s")
    }
}

impl Results {
    /// What a row should take, by how it grew from the sizes before: at least in proportion.
    pub fn expected(&self, size: usize, key: &crate::row::Key) -> Option<Sample> {
        let same = |measured: &&Measured| measured.key == *key && measured.size < size && !measured.samples.is_empty();
        let mut before: Vec<&Measured> = self.measured.iter().filter(same).collect();
        before.sort_by_key(|measured| measured.size);
        let last = before.pop()?;
        let factor = size as f64 / last.size.max(1) as f64;
        let power = before.pop().map_or(1.0, |earlier| {
            let sizes = (last.size as f64 / earlier.size.max(1) as f64).ln();
            ((last.wall() / earlier.wall()).ln() / sizes).max(1.0)
        });
        let wall = last.wall() * factor.powf(power);
        Some(Sample { wall, cpu: 0.0, peak: (last.peak() as f64 * factor) as u64 })
    }
}

/// The rows that a word of `--only` names: a section, or part of a label. What all others are compared with stays.
pub fn chosen(rows: Vec<Row>, only: &[String]) -> Vec<Row> {
    let wanted = |row: &Row| {
        only.iter().any(|word| match Section::named(word) {
            Some(section) => section == row.key.section,
            None => row.key.label.contains(word.as_str()),
        })
    };
    let reference = |row: &Row| row.key.section == Section::Floor && !row.key.label.starts_with("carnet");
    rows.into_iter().filter(|row| only.is_empty() || wanted(row) || reference(row)).collect()
}
