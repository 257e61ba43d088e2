//! What will happen in any case: the people, the first deals of new customers, repeat orders, contracts, corrections.

use super::calendar::{self, demand};
use super::world::{Action, World};
use crate::value::Date;

/// How many deals are opened, and how many repeat orders come in, over the two years.
const DEALS: usize = 104;
const ORDERS: usize = 150;
/// Deals that are on their way when the book begins.
const FIRST_DEALS: usize = 9;

/// Days from a deal's beginning to its invoice, in the middle.
const LEAD: i64 = 75;

/// Fills the queue.
pub fn plan(world: &mut World<'_>) {
    let (start, today) = (world.start, world.today);
    let day = |months: i32| start.plus_months(months);
    world.plan_at(start, 9 * 60 + 5, Action::FirstDay);

    for (i, member) in world.data.firm.members.iter().enumerate() {
        if let Some(months) = member.joins {
            world.plan_at(day(months), 9 * 60, Action::Join(i));
        }
        if let Some(months) = member.leaves {
            let heir = world.data.firm.members.iter().position(|other| other.joins.is_some());
            world.plan_at(day(months).plus_days(-6), 11 * 60, Action::Handover { from: i, to: heir.unwrap_or(0) });
            world.plan_at(day(months), 17 * 60, Action::Leave(i));
        }
    }
    for (i, product) in world.data.firm.products.iter().enumerate() {
        if let Some(months) = product.ends {
            world.plan(day(months), Action::EndProduct(i));
        }
    }
    for year in start.year() + 1..=today.year() {
        if let Some(january) = Date::new(year, 1, 2) {
            world.plan_at(january, 9 * 60 + 30, Action::NewPrices);
        }
    }
    // Contracts are invoiced at the beginning of each quarter, bank statements entered on Mondays.
    let mut quarter = start.first_of_month();
    while quarter < today {
        if quarter > start && quarter.month() % 3 == 1 {
            world.plan_at(quarter.plus_days(2), 10 * 60, Action::Contracts);
        }
        quarter = quarter.plus_months(1);
    }
    let mut week = start.plus_days(7);
    while week < today {
        world.plan_at(week, 8 * 60 + 45, Action::Statement);
        week = week.plus_days(7);
    }
    // The last days are entered too, so that the history ends with an orderly book.
    world.plan_at(calendar::working_before(today), 17 * 60 + 55, Action::Statement);

    plan_sales(world);
    plan_changes(world);
}

/// Working days from `first` on, in order, as the season's demand `lead` days later has it: each takes its share of the
/// whole demand, at random within it, so that no month is empty by chance.
fn days_by_demand(world: &mut World<'_>, count: usize, first: Date, lead: i64) -> Vec<Date> {
    let days: Vec<Date> = (0..world.today.days_since(first))
        .map(|i| first.plus_days(i))
        .filter(|day| calendar::is_working(*day))
        .collect();
    let weights: Vec<i64> = days.iter().map(|day| demand(day.plus_days(lead), world.start)).collect();
    let share = weights.iter().sum::<i64>() / i64::try_from(count).unwrap_or(1).max(1);
    let mut drawn = Vec::with_capacity(count);
    for i in 0..count {
        let mut at = share * i64::try_from(i).unwrap_or(0) + world.random.between(0, share - 1);
        let day = weights.iter().position(|weight| {
            at -= weight;
            at < 0
        });
        drawn.extend(day.map(|day| days[day]));
    }
    drawn
}

fn plan_sales(world: &mut World<'_>) {
    let newcomers: Vec<usize> = (0..world.data.customers.len()).filter(|i| !world.data.customers[*i].old).collect();
    let (start, all) = (world.start, world.data.customers.len());
    for _ in 0..FIRST_DEALS {
        if let Some(customer) = known_buyer(world, all, 0) {
            let soon = world.random.between(1, 4);
            world.plan(start.plus_days(soon), Action::OpenDeal(customer));
        }
    }
    let days = days_by_demand(world, DEALS, start.plus_days(5), LEAD);
    let mut met = 0;
    for (i, day) in days.iter().enumerate() {
        // New customers come evenly over the first nine tenths.
        let due = (i + 1) * newcomers.len() * 10 / (DEALS * 9);
        let customer = if met < due.min(newcomers.len()) {
            met += 1;
            Some(newcomers[met - 1])
        } else {
            known_buyer(world, all, met)
        };
        if let Some(customer) = customer {
            world.plan(*day, Action::OpenDeal(customer));
        }
    }
    // Repeat orders are invoiced together, on Thursdays.
    let mut by_week: std::collections::BTreeMap<Date, usize> = std::collections::BTreeMap::new();
    for day in days_by_demand(world, ORDERS, start.plus_days(9), 0) {
        let thursday = day.plus_days((3 - calendar::weekday(day)) % 7);
        *by_week.entry(thursday).or_default() += 1;
    }
    for (thursday, count) in by_week {
        let share = newcomers.len() * usize::try_from(thursday.days_since(start).max(0)).unwrap_or(0) / 800;
        let mut customers: Vec<usize> = (0..count).filter_map(|_| known_buyer(world, all, share)).collect();
        customers.dedup();
        world.plan_at(thursday, 15 * 60 + 20, Action::Orders(customers));
    }
}

/// A customer by weight, among the old ones and the first `met` new ones.
fn known_buyer(world: &mut World<'_>, all: usize, met: usize) -> Option<usize> {
    let mut new = 0;
    let weights: Vec<i64> = (0..all)
        .map(|i| {
            let party = &world.data.customers[i];
            new += usize::from(!party.old);
            if party.old || new <= met { party.weight } else { 0 }
        })
        .collect();
    world.random.weighted(&weights)
}

/// What life brings: telephones, addresses, tags, people who leave, calls.
fn plan_changes(world: &mut World<'_>) {
    let (start, today, all) = (world.start, world.today, world.data.customers.len() as i64);
    let length = today.days_since(start);
    let scatter = |world: &mut World<'_>, count: usize, action: fn(usize) -> Action| {
        for _ in 0..count {
            let day = start.plus_days(world.random.between(25, length - 4));
            let customer = usize::try_from(world.random.between(0, all - 1)).unwrap_or(0);
            world.plan(day, action(customer));
        }
    };
    scatter(world, 16, Action::CorrectPhone);
    scatter(world, 4, Action::Move);
    scatter(world, 7, Action::Tag);
    scatter(world, 6, Action::ContactLeaves);
    scatter(world, 36, Action::Note);
    for (i, party) in world.data.customers.iter().enumerate() {
        if let Some(months) = party.closes {
            world.plan(start.plus_months(months), Action::Close(i));
        }
    }
}
