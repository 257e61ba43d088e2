//! Totals by group: sum, count, average, minimum and maximum, exact and per currency.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::value::{Currency, Date, Decimal, Money, decimal, fold};

/// What a record is grouped by. Keys sort as they are listed here; texts by their folded form; what is missing comes last.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupKey {
    Date(Date),
    /// A step of the calendar (`2026-07`), in the order of its first day.
    Period {
        from: Date,
        label: String,
    },
    Number(Decimal),
    /// One of an ordered set, such as the stages of a pipeline, in the order of its rank.
    Choice {
        rank: usize,
        name: String,
    },
    Text(FoldedText),
    Missing,
}

/// A text that sorts without regard to case and accents. Texts that differ only so stay two texts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FoldedText {
    folded: String,
    pub text: String,
}

impl GroupKey {
    pub fn text(text: &str) -> GroupKey {
        GroupKey::Text(FoldedText { folded: fold(text).into_owned(), text: text.to_owned() })
    }
}

/// What is added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    Money(Money),
    Number(Decimal),
}

/// How it is added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Function {
    Sum,
    Count,
    Average,
    Minimum,
    Maximum,
}

/// A sum has more digits than carnet keeps exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overflow;

/// Sum, number and extremes of the figures in one currency, or of plain numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stretch {
    sum: Decimal,
    count: u64,
    least: Decimal,
    most: Decimal,
    /// The most decimals seen, for an average's rounding.
    decimals: u32,
}

/// What was found in one group.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Items, those without a figure included.
    pub items: u64,
    /// Items without a figure: in the count, in nothing else.
    pub missing: u64,
    /// Per currency, in the order of their codes; plain numbers under `None`, first.
    stretches: Vec<(Option<Currency>, Stretch)>,
}

/// Groups being filled. Their order does not depend on the order of the items.
#[derive(Debug, Clone, Default)]
pub struct Aggregate {
    groups: BTreeMap<Vec<GroupKey>, Tally>,
    total: Tally,
}

impl Aggregate {
    /// Counts one item, in each of its groups (several where a field is a list) and once in the total.
    pub fn add(
        &mut self,
        groups: impl IntoIterator<Item = Vec<GroupKey>>,
        figure: Option<Figure>,
    ) -> Result<(), Overflow> {
        groups.into_iter().try_for_each(|keys| self.groups.entry(keys).or_default().add(figure))?;
        self.total.add(figure)
    }

    /// Groups that were filled otherwise, and the tally of all items.
    pub fn of(groups: impl Iterator<Item = (Vec<GroupKey>, Tally)>, total: Tally) -> Aggregate {
        Aggregate { groups: groups.collect(), total }
    }

    /// Adds what others counted. Sums are exact: their order does not matter.
    pub fn merge(&mut self, other: Aggregate) -> Result<(), Overflow> {
        for (keys, tally) in other.groups {
            self.groups.entry(keys).or_default().merge(&tally)?;
        }
        self.total.merge(&other.total)
    }

    /// The groups, sorted by their keys.
    pub fn groups(&self) -> impl ExactSizeIterator<Item = (&[GroupKey], &Tally)> {
        self.groups.iter().map(|(keys, tally)| (keys.as_slice(), tally))
    }

    /// All items, each counted once.
    pub fn total(&self) -> &Tally {
        &self.total
    }
}

impl Tally {
    /// Counts one item.
    ///
    /// # Errors
    /// The sum would not be exact any more.
    pub fn add(&mut self, figure: Option<Figure>) -> Result<(), Overflow> {
        self.items += 1;
        let (currency, amount) = match figure {
            None => {
                self.missing += 1;
                return Ok(());
            }
            Some(Figure::Money(money)) => (Some(money.currency), money.amount),
            Some(Figure::Number(number)) => (None, number),
        };
        let empty = Stretch { sum: Decimal::ZERO, count: 0, least: amount, most: amount, decimals: 0 };
        let stretch = self.stretch(currency, empty);
        stretch.sum = exact_sum(stretch.sum, amount).ok_or(Overflow)?;
        stretch.count += 1;
        stretch.least = stretch.least.min(amount);
        stretch.most = stretch.most.max(amount);
        stretch.decimals = stretch.decimals.max(amount.scale());
        Ok(())
    }

    /// Adds what another counted.
    ///
    /// # Errors
    /// The sum would not be exact any more.
    pub fn merge(&mut self, other: &Tally) -> Result<(), Overflow> {
        self.items += other.items;
        self.missing += other.missing;
        for (currency, stretch) in &other.stretches {
            let empty = Stretch { sum: Decimal::ZERO, count: 0, ..*stretch };
            let own = self.stretch(*currency, empty);
            own.sum = exact_sum(own.sum, stretch.sum).ok_or(Overflow)?;
            own.count += stretch.count;
            own.least = own.least.min(stretch.least);
            own.most = own.most.max(stretch.most);
            own.decimals = own.decimals.max(stretch.decimals);
        }
        Ok(())
    }

    /// What was found in a currency; nothing yet where it is a new one.
    fn stretch(&mut self, currency: Option<Currency>, empty: Stretch) -> &mut Stretch {
        // Most have one.
        let place = match self.stretches.iter().position(|(known, _)| *known >= currency) {
            Some(place) if self.stretches[place].0 == currency => place,
            place => {
                let place = place.unwrap_or(self.stretches.len());
                self.stretches.insert(place, (currency, empty));
                place
            }
        };
        &mut self.stretches[place].1
    }

    /// The function's values: one per currency, or one number. A count is one number always; the others have none where
    /// no item had a figure. An average has two decimals more than the currency, or than the numbers that went into it,
    /// and is rounded half away from zero.
    pub fn value(&self, function: Function) -> Vec<Figure> {
        if function == Function::Count {
            return vec![Figure::Number(Decimal::from(self.items))];
        }
        let figure = |(currency, stretch): &(Option<Currency>, Stretch)| {
            let decimals = currency.map_or(stretch.decimals, Currency::decimals);
            let amount = match function {
                Function::Sum | Function::Count => stretch.sum,
                Function::Average => decimal::fixed(stretch.sum / Decimal::from(stretch.count), decimals + 2),
                Function::Minimum => stretch.least,
                Function::Maximum => stretch.most,
            };
            match *currency {
                Some(currency) => Figure::Money(Money { amount, currency }),
                None => Figure::Number(amount),
            }
        };
        self.stretches.iter().map(figure).collect()
    }
}

/// The sum, unless it would have to be rounded: `rust_decimal` drops decimals silently when 96 bits are full.
fn exact_sum(a: Decimal, b: Decimal) -> Option<Decimal> {
    let sum = a.checked_add(b)?;
    (sum.scale() == a.scale().max(b.scale())).then_some(sum)
}

/// Orders two figures for a listing: plain numbers before money, money by currency, then by amount.
pub fn order(a: &Figure, b: &Figure) -> Ordering {
    let key = |figure: &Figure| match figure {
        Figure::Number(number) => (None, *number),
        Figure::Money(money) => (Some(money.currency), money.amount),
    };
    key(a).cmp(&key(b))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn money(text: &str) -> Option<Figure> {
        let (amount, code) = text.split_once(' ').unwrap();
        Some(Figure::Money(Money::new(decimal::parse(amount).unwrap(), Currency::from_code(code).unwrap())))
    }

    fn shown(figures: Vec<Figure>) -> Vec<String> {
        let one = |figure: &Figure| match figure {
            Figure::Money(money) => money.to_string(),
            Figure::Number(number) => number.to_string(),
        };
        figures.iter().map(one).collect()
    }

    #[test]
    fn each_currency_is_added_up_for_itself() {
        let mut deals = Aggregate::default();
        for figure in [money("10 EUR"), money("0.01 EUR"), money("5 USD"), money("-3 EUR"), None] {
            deals.add([vec![GroupKey::text("won")]], figure).unwrap();
        }
        let (keys, won) = deals.groups().next().unwrap();
        assert_eq!(keys, [GroupKey::text("won")]);
        assert_eq!(shown(won.value(Function::Sum)), ["7.01 EUR", "5.00 USD"]);
        assert_eq!(shown(won.value(Function::Average)), ["2.3367 EUR", "5.0000 USD"]);
        assert_eq!(shown(won.value(Function::Minimum)), ["-3.00 EUR", "5.00 USD"]);
        assert_eq!(shown(won.value(Function::Maximum)), ["10.00 EUR", "5.00 USD"]);
        assert_eq!(shown(won.value(Function::Count)), ["5"]);
        assert_eq!(won.missing, 1);
    }

    #[test]
    fn groups_come_in_the_order_of_their_keys_with_the_missing_last() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let sorted = [
            GroupKey::Date(day("2026-01-31")),
            GroupKey::Date(day("2026-02-01")),
            GroupKey::Period { from: day("2026-01-01"), label: "2026Q1".into() },
            GroupKey::Number(Decimal::from(9)),
            GroupKey::Number(Decimal::from(10)),
            GroupKey::Choice { rank: 0, name: "won".into() },
            GroupKey::Choice { rank: 1, name: "lost".into() },
            GroupKey::text("Ardennes"),
            GroupKey::text("école"),
            GroupKey::text("Zélande"),
            GroupKey::Missing,
        ];
        let mut backwards = Aggregate::default();
        sorted.iter().rev().for_each(|key| backwards.add([vec![key.clone()]], None).unwrap());
        let keys: Vec<_> = backwards.groups().map(|(keys, _)| keys[0].clone()).collect();
        assert_eq!(keys, sorted);
    }

    #[test]
    fn an_item_in_two_groups_counts_once_in_the_total() {
        let mut tags = Aggregate::default();
        tags.add([vec![GroupKey::text("a")], vec![GroupKey::text("b")]], money("4 EUR")).unwrap();
        assert_eq!(tags.groups().len(), 2);
        assert_eq!(shown(tags.total().value(Function::Sum)), ["4.00 EUR"]);
        assert!(Aggregate::default().total().value(Function::Sum).is_empty());
    }

    #[test]
    fn a_sum_is_exact_or_refused() {
        let mut numbers = Aggregate::default();
        numbers.add([], Some(Figure::Number(Decimal::MAX))).unwrap();
        assert_eq!(numbers.add([], Some(Figure::Number(decimal::parse("0.5").unwrap()))), Err(Overflow));
        assert_eq!(numbers.add([], Some(Figure::Number(Decimal::ONE))), Err(Overflow));
    }

    proptest! {
        #[test]
        fn the_order_of_items_changes_nothing_and_parts_sum_to_the_whole(
            items in proptest::collection::vec((0u8..3, -100_000i64..100_000), 1..20),
        ) {
            let fill = |items: &mut dyn Iterator<Item = &(u8, i64)>| {
                let mut all = Aggregate::default();
                for (group, cents) in items {
                    let key = GroupKey::Number(Decimal::from(*group));
                    all.add([vec![key]], Some(Figure::Number(Decimal::new(*cents, 2)))).unwrap();
                }
                all
            };
            let (forth, back) = (fill(&mut items.iter()), fill(&mut items.iter().rev()));
            prop_assert_eq!(&forth.groups, &back.groups);
            let sum = |tally: &Tally| match tally.value(Function::Sum)[..] {
                [Figure::Number(number)] => number,
                _ => panic!("one number"),
            };
            let parts: Decimal = forth.groups().map(|(_, tally)| sum(tally)).sum();
            prop_assert_eq!(parts, sum(forth.total()));
        }
    }
}
