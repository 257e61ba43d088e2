//! Groups while they are filled. What records are grouped by repeats a thousand times: the key of each value is made once, and
//! records are counted by its number.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::book::RecordRef;
use crate::query::Datum;
use crate::query::aggregate::{Aggregate, Figure, GroupKey, Overflow, Tally};
use crate::value::Date;

/// A value as it stands in records, where that alone decides its key.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Raw<'b> {
    Date(Date),
    Text(&'b str),
    Record(RecordRef),
    Missing,
}

impl<'b> Raw<'b> {
    fn of(datum: &Datum<'b>) -> Option<Raw<'b>> {
        match datum {
            Datum::Date(date) => Some(Raw::Date(*date)),
            Datum::Text(text) | Datum::Dangling(text) => Some(Raw::Text(text)),
            Datum::Record(record) => Some(Raw::Record(*record)),
            Datum::Bool(_) | Datum::Integer(_) | Datum::Decimal(_) | Datum::Percent(_) | Datum::Money(_) => None,
        }
    }
}

/// The keys of one field to group by, numbered as they come.
#[derive(Default)]
struct Keys<'b> {
    seen: FxHashMap<Raw<'b>, u32>,
    numbers: BTreeMap<GroupKey, u32>,
    keys: Vec<GroupKey>,
}

impl<'b> Keys<'b> {
    fn number(&mut self, raw: Option<Raw<'b>>, make: impl FnOnce() -> GroupKey) -> u32 {
        if let Some(number) = raw.and_then(|raw| self.seen.get(&raw)) {
            return *number;
        }
        let key = make();
        let next = self.keys.len() as u32;
        let number = *self.numbers.entry(key).or_insert_with_key(|key| {
            self.keys.push(key.clone());
            next
        });
        self.seen.extend(raw.map(|raw| (raw, number)));
        number
    }
}

/// Sums by group: some for each field that is added up, and one that only counts.
pub struct Filling<'b> {
    by: Vec<Keys<'b>>,
    /// The keys of the item that comes next.
    next: Vec<Vec<u32>>,
    /// The groups by the numbers of their keys.
    places: FxHashMap<Vec<u32>, usize>,
    /// The same where there is one field to group by: a place for each of its keys, [`NOWHERE`] for those without a group.
    by_one: Vec<usize>,
    groups: Vec<Group>,
    /// Of all items; nothing as long as each of them was in one group: then it is the sum of the groups.
    total: Option<Vec<Tally>>,
    fields: usize,
    /// The groups of the item.
    here: Vec<usize>,
}

const NOWHERE: usize = usize::MAX;

struct Group {
    keys: Vec<u32>,
    /// One for each field, the last one counts.
    tallies: Vec<Tally>,
}

impl Group {
    fn new(keys: Vec<u32>, fields: usize) -> Group {
        Group { keys, tallies: vec![Tally::default(); fields + 1] }
    }
}

impl<'b> Filling<'b> {
    /// Of so many fields, by so many.
    pub fn new(fields: usize, by: usize) -> Filling<'b> {
        Filling {
            by: (0..by).map(|_| Keys::default()).collect(),
            next: vec![Vec::new(); by],
            places: FxHashMap::default(),
            by_one: Vec::new(),
            groups: Vec::new(),
            total: None,
            fields,
            here: Vec::new(),
        }
    }

    /// Says one of the next item's values of a field to group by; `None` where it has none.
    pub fn key(&mut self, field: usize, datum: Option<&Datum<'b>>, make: impl FnOnce(&Datum<'b>) -> GroupKey) {
        let number = match datum {
            Some(datum) => self.by[field].number(Raw::of(datum), || make(datum)),
            None => self.by[field].number(Some(Raw::Missing), || GroupKey::Missing),
        };
        if !self.next[field].contains(&number) {
            self.next[field].push(number);
        }
    }

    /// Whether a field to group by has no value yet of the next item.
    pub fn lacks(&self, field: usize) -> bool {
        self.next[field].is_empty()
    }

    /// All keys of the next item were said: it is in each of these groups.
    pub fn place(&mut self) {
        self.here.clear();
        if let [values] = &mut self.next[..] {
            for key in values.drain(..) {
                let at = key as usize;
                self.by_one.resize(self.by_one.len().max(at + 1), NOWHERE);
                if self.by_one[at] == NOWHERE {
                    self.by_one[at] = self.groups.len();
                    self.groups.push(Group::new(vec![key], self.fields));
                }
                self.here.push(self.by_one[at]);
            }
            return;
        }
        let mut keys = vec![0; self.next.len()];
        let count: usize = self.next.iter().map(Vec::len).product();
        for mut which in 0..count {
            for (key, values) in keys.iter_mut().zip(&self.next) {
                *key = values[which % values.len()];
                which /= values.len();
            }
            let place = match self.places.get(&keys) {
                Some(place) => *place,
                None => {
                    let place = self.groups.len();
                    self.groups.push(Group::new(keys.clone(), self.fields));
                    self.places.insert(keys.clone(), place);
                    place
                }
            };
            self.here.push(place);
        }
        self.next.iter_mut().for_each(Vec::clear);
    }

    /// The keys of the groups that the item is in.
    pub fn groups(&self) -> impl Iterator<Item = Vec<GroupKey>> + '_ {
        self.here.iter().map(|place| self.words(&self.groups[*place].keys))
    }

    fn words(&self, keys: &[u32]) -> Vec<GroupKey> {
        keys.iter().zip(&self.by).map(|(key, by)| by.keys[*key as usize].clone()).collect()
    }

    /// Adds a value of the item, or that it has none, to what is summed up as this field.
    pub fn add(&mut self, field: usize, value: Option<Figure>) -> Result<(), Overflow> {
        if self.here.len() != 1 && self.total.is_none() {
            self.total = Some(self.sum_of_groups()?);
        }
        for place in &self.here {
            self.groups[*place].tallies[field].add(value)?;
        }
        self.total.as_mut().map_or(Ok(()), |total| total[field].add(value))
    }

    /// Counts the item.
    pub fn count(&mut self) -> Result<(), Overflow> {
        self.add(self.fields, None)
    }

    fn sum_of_groups(&self) -> Result<Vec<Tally>, Overflow> {
        let mut total = vec![Tally::default(); self.fields + 1];
        for group in &self.groups {
            total.iter_mut().zip(&group.tallies).try_for_each(|(total, tally)| total.merge(tally))?;
        }
        Ok(total)
    }

    /// An aggregate for each field, and the one that only counts.
    pub fn aggregates(mut self) -> Result<(Vec<Aggregate>, Aggregate), Overflow> {
        let totals = match self.total.take() {
            Some(totals) => totals,
            None => self.sum_of_groups()?,
        };
        let one = |(field, total): (usize, Tally)| {
            let groups = self.groups.iter().map(|group| (self.words(&group.keys), group.tallies[field].clone()));
            Aggregate::of(groups, total)
        };
        let mut all: Vec<Aggregate> = totals.into_iter().enumerate().map(one).collect();
        let counts = all.pop().unwrap_or_default();
        Ok((all, counts))
    }
}
