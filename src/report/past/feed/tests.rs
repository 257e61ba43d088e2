//! What is news and what is an alert, in books whose commits are made here.

use super::item::midnight;
use super::*;
use crate::book::Book;
use crate::finding::{Catalogue, Language};
use crate::history::Revisions;
use crate::history::change::Records;
use crate::history::memory::MemoryRevisions;
use crate::model::Kinds;
use crate::value::Date;

const FIRM: &str = "format = 2\ncurrency = \"EUR\"\n[firm]\nname = \"Atelier\"\n\
    [[pipeline]]\nid = \"sales\"\n\
    [[pipeline.stages]]\nid = \"lead\"\nrotting_days = 30\n[[pipeline.stages]]\nid = \"offer\"\nname = \"Offer sent\"\n\
    [[pipeline.stages]]\nid = \"won\"\noutcome = \"won\"\n[[pipeline.stages]]\nid = \"lost\"\noutcome = \"lost\"\n";

/// A day of November 2026, at noon in UTC.
fn noon(day: i64) -> i64 {
    midnight(date(&format!("2026-11-{day:02}"))) + 43_200
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// A firm with two members and a customer, committed on 1 September.
fn firm() -> MemoryRevisions {
    let mut files = MemoryRevisions::new();
    files.write("carnet.toml", FIRM);
    files.write("team/claire.toml", "name = \"Claire Martin\"\nemail = \"claire@firm.example\"\n");
    files.write("team/hugo.toml", "name = \"Hugo Petit\"\nemail = \"hugo@firm.example\"\n");
    files.write("customers/acme.toml", "name = \"ACME\"\nowner = \"hugo\"\n");
    files.save("start", midnight(date("2026-09-01")));
    files
}

fn deal(rest: &str) -> String {
    format!("name = \"Site\"\ncustomer = \"acme\"\nowner = \"claire\"\n{rest}")
}

/// The files of the last commit, and then some.
fn book(files: &MemoryRevisions, more: &[(&str, &str)]) -> Book {
    let mut sources = Vec::new();
    for file in files.tree(files.head().unwrap().unwrap()).unwrap() {
        sources.push(crate::book::Source::new(&file.path, files.blob(file.blob).unwrap()));
    }
    for (path, text) in more {
        sources.retain(|source| &*source.path != *path);
        sources.push(crate::book::Source::new(path, text.as_bytes().to_vec()));
    }
    Book::read(Kinds::standard(), sources)
}

/// Asks as of 30 November for everything since the second of it.
fn ask(files: &MemoryRevisions, book: &Book, change: impl FnOnce(&mut Question)) -> Feed {
    let figures = Figures::new(book, date("2026-11-30"));
    let records = Records::new(files, book);
    let past = Past { records: &records, head: files.head().unwrap().unwrap(), zone: "UTC", today: date("2026-11-30") };
    let mut question = Question::new(Period::between(date("2026-11-02"), date("2026-11-30")).unwrap());
    change(&mut question);
    Feed::compute(&figures, Some(&past), question).unwrap()
}

fn feed(files: &MemoryRevisions) -> Feed {
    ask(files, &book(files, &[]), |_| {})
}

/// `day sort: about | before > after | amount`, empty parts left out; the newest first.
fn told(feed: &Feed) -> Vec<String> {
    let cell = |cell: &Cell| match cell {
        Cell::Text(text) => text.clone(),
        Cell::Money(money) => money.to_string(),
        Cell::Date(date) => date.to_string(),
        Cell::Word { code, .. } => code.to_string(),
        _ => String::new(),
    };
    let line = |item: &Item| {
        let mut line = format!("{} {}: ", item.when.date.day(), item.kind.name);
        line.push_str(&match item.record {
            Some(_) => cell(&item.about()),
            None => format!("{} at once", item.count),
        });
        let detail = [cell(&item.detail.before), cell(&item.detail.after)].join(" > ");
        let amount = item.amount.iter().flat_map(Moneys::iter).map(|money| money.to_string()).collect::<String>();
        let reason = item.detail.reason.clone().unwrap_or_default();
        for part in
            [detail.trim_matches(|c| c == ' ' || c == '>'), &reason, &amount].into_iter().filter(|p| !p.is_empty())
        {
            line.push_str(" | ");
            line.push_str(part);
        }
        line
    };
    feed.items.iter().map(line).collect()
}

/// `sort record who days`
fn alerts(book: &Book, feed: &Feed) -> Vec<String> {
    let line = |alert: &Alert| {
        let who = alert.who.map_or("nobody".to_owned(), |who| book.get(who).id.to_string());
        format!("{} {} {who} {}", alert.kind, book.name(alert.record), alert.days)
    };
    feed.alerts.iter().map(line).collect()
}

#[test]
fn the_life_of_a_deal() {
    let mut files = firm();
    for (day, text) in [
        (2, "stage = \"lead\"\namount = 1000\nclose = 2026-12-01\n"),
        (3, "stage = \"offer\"\namount = 1050\nclose = 2026-12-05\n"),
        (4, "stage = \"offer\"\namount = 1155\nclose = 2026-12-12\n"),
        (5, "stage = \"lost\"\namount = 1155\nclose = 2026-12-12\nlost_reason = \"Too dear\"\n"),
        (6, "stage = \"offer\"\namount = 900\nclose = 2026-12-12\n"),
        (7, "stage = \"won\"\namount = 500\nclose = 2026-12-12\nclosed = 2026-11-07\n"),
    ] {
        files.write("deals/site.toml", &deal(text));
        files.save("x", noon(day));
    }
    let all = [
        "7 won: ACME · Site | 500.00 EUR",
        "6 reopened: ACME · Site | lost > Offer sent | 900.00 EUR",
        "6 amount: ACME · Site | 1155.00 EUR | 900.00 EUR",
        "5 lost: ACME · Site | Too dear | 1155.00 EUR",
        "4 amount: ACME · Site | 1050.00 EUR | 1155.00 EUR",
        "4 close: ACME · Site | 2026-12-05 > 2026-12-12 | 1155.00 EUR",
        "3 moved: ACME · Site | lead > Offer sent | 1050.00 EUR",
        "2 opened: ACME · Site | 1000.00 EUR",
    ];
    assert_eq!(told(&feed(&files)), all);
}

#[test]
fn money_people_goods_and_notes() {
    let mut files = firm();
    files.write("customers/brasserie.toml", "name = \"Brasserie\"\n");
    files.write("products/widget.toml", "name = \"Widget\"\nprice = 12.5\n");
    files.write(
        "invoices/a.toml",
        "customer = \"acme\"\ndate = 2026-11-02\n[[lines]]\nquantity = 4\nunit_price = 650\n",
    );
    files.save("x", noon(2));
    let invoice = "customer = \"acme\"\nnumber = \"F-1\"\ndate = 2026-11-03\ndue = 2026-12-31\n\
        [[lines]]\nquantity = 4\nunit_price = 650\n";
    files.write("invoices/a.toml", invoice);
    files.write("products/widget.toml", "name = \"Widget\"\nprice = 13\n");
    files.save("x", noon(3));
    let paid =
        "customer = \"acme\"\ndate = 2026-11-04\namount = 2600\n[[allocations]]\ninvoice = \"a\"\namount = 2600\n";
    files.write("payments/p.toml", paid);
    files.write("payments/back.toml", "customer = \"acme\"\ndate = 2026-11-04\namount = -5\ncurrency = \"USD\"\n");
    let credit = "customer = \"acme\"\ntype = \"credit-note\"\nnumber = \"A-1\"\ndate = 2026-11-04\n\
        [[lines]]\nquantity = 1\nunit_price = 20\n";
    files.write("invoices/c.toml", credit);
    files.write("notes/n.md", "---\ndate: 2026-11-04\nabout: [customer/acme]\n---\n\n# First line\nSecond\n");
    files.save("x", noon(4));
    let all = [
        "4 credited: ACME · A-1 | -20.00 EUR",
        "4 paid: ACME · F-1 | 2600.00 EUR",
        "4 refunded: ACME | -5.00 USD",
        "4 note: ACME · First line",
        "3 issued: ACME · F-1 | 2600.00 EUR",
        "3 price: Widget | 12.50 EUR | 13.00 EUR",
        "2 customer: Brasserie",
        "2 product: Widget | 12.50 EUR",
    ];
    assert_eq!(told(&feed(&files)), all);
}

#[test]
fn what_is_not_in_the_table_is_no_news() {
    let mut files = firm();
    files.write("deals/site.toml", &deal("stage = \"lead\"\namount = 1000\n"));
    files.save("x", noon(1));
    files.write("deals/site.toml", &deal("stage = \"lead\"\namount = 1090\nnext_step = \"Call\"\ntags = [\"a\"]\n"));
    files.write("customers/acme.toml", "name = \"ACME\"\nowner = \"claire\"\nphone = \"+33 3 20 00 00 00\"\n");
    files.write("contacts/jo.toml", "name = \"Jo\"\ncustomer = \"acme\"\n");
    files.save("x", noon(2));
    files.rename("deals/site.toml", "deals/shop.toml");
    files.save("x", noon(3));
    files.remove("deals/shop.toml");
    files.save("x", noon(4));
    assert_eq!(told(&feed(&files)), [""; 0]);
}

#[test]
fn many_at_once_are_told_as_one() {
    let mut files = firm();
    for i in 0..312 {
        files.write(&format!("customers/c{i}.toml"), "name = \"C\"\n");
        files.write(&format!("payments/p{i}.toml"), "customer = \"acme\"\ndate = 2026-11-02\namount = 1.5\n");
    }
    for i in 0..MOST {
        files.write(&format!("products/g{i}.toml"), "name = \"G\"\n");
    }
    files.save("import", noon(2));
    let feed = feed(&files);
    let mut lines = told(&feed);
    lines.retain(|line| !line.contains("product"));
    assert_eq!(lines, ["2 paid: 312 at once | 468.00 EUR", "2 customer: 312 at once"]);
    assert_eq!(feed.items.len(), 2 + MOST);
}

#[test]
fn renamed_records_are_told_by_the_name_that_they_have_now() {
    let mut files = firm();
    files.write("deals/site.toml", &deal("stage = \"lead\"\n"));
    files.save("x", noon(2));
    files.rename("deals/site.toml", "deals/web.toml");
    files.save("x", noon(3));
    files.rename("deals/web.toml", "deals/shop.toml");
    files.save("x", noon(4));
    let feed = feed(&files);
    let links: Vec<_> = feed.items.iter().filter_map(|item| item.record.as_ref()).map(|link| link.target()).collect();
    assert_eq!(links, ["deal/shop"]);
}

#[test]
fn by_somebody_for_somebody_only_some_and_at_most_so_many() {
    let mut files = firm();
    files.author("H. Petit", "hugo@firm.example");
    files.write("deals/site.toml", &deal("stage = \"lead\"\n"));
    files.save("x", noon(2));
    files.author("Claire", "elsewhere@claire.example");
    files.write("deals/site.toml", &deal("stage = \"won\"\nclosed = 2026-11-03\n"));
    files.write("customers/zoo.toml", "name = \"Zoo\"\n");
    files.write("notes/n.md", "---\ndate: 2026-11-03\n---\nAsk @Hugo.\n");
    files.save("x", noon(3));
    let book = book(&files, &[]);
    let some = |change: &dyn Fn(&mut Question)| told(&ask(&files, &book, |question| change(question)));
    let member = |id| book.find(book.kinds.named("member").unwrap(), id);
    let all = ["3 won: ACME · Site", "3 customer: Zoo", "3 note: Ask @Hugo.", "2 opened: ACME · Site"];
    assert_eq!(some(&|_| {}), all);
    assert_eq!(some(&|q| q.authors = vec!["petit".to_owned()]), all[3..]);
    assert_eq!(some(&|q| q.member = member("claire")), [all[0], all[3]]);
    assert_eq!(some(&|q| q.member = member("hugo")), [all[2]]);
    assert_eq!(some(&|q| q.only(&["gagnee".to_owned(), "note".to_owned()]).unwrap()), [all[0], all[2]]);
    let two = ask(&files, &book, |q| q.limit = Some(2));
    assert_eq!((told(&two), two.more), (all[..2].iter().map(|line| line.to_string()).collect(), 2));
    // Whose name or address is a member's is that member.
    let authors: Vec<_> = ask(&files, &book, |_| {}).items.iter().map(|item| item.member).collect();
    assert_eq!(authors, [None, None, None, member("hugo")]);
    let mut question = Question::new(Period::ALL);
    assert_eq!(question.only(&["wom".to_owned()]).unwrap_err().nearest, Some("won"));
}

#[test]
fn alerts_of_the_book_as_it_is() {
    let mut files = firm();
    let invoice = "customer = \"acme\"\nnumber = \"F-1\"\ndate = 2026-11-03\ndue = 2026-11-20\n\
        [[lines]]\nquantity = 1\nunit_price = 100\n";
    files.write("invoices/late.toml", invoice);
    files.write("invoices/due.toml", &invoice.replace("11-20", "11-30").replace("F-1", "F-2"));
    files.write("deals/promised.toml", &deal("stage = \"offer\"\nclose = 2026-11-29\n"));
    files.write("deals/today.toml", &deal("stage = \"offer\"\nclose = 2026-11-30\nnext_step_on = 2026-11-30\n"));
    files.write("deals/step.toml", &deal("stage = \"offer\"\nnext_step = \"Call\"\nnext_step_on = 2026-11-28\n"));
    files.write("deals/won.toml", &deal("stage = \"won\"\nclose = 2026-11-01\nclosed = 2026-11-02\n"));
    files.write("deals/rots.toml", &deal("stage = \"lead\"\nstage_since = 2026-10-30\n"));
    files.write("deals/fresh.toml", &deal("stage = \"lead\"\nstage_since = 2026-10-31\n"));
    files.write("notes/n.md", "---\ndate: 2026-11-25\n---\nAsk @claire or @hugo, not x@claire.example\n");
    files.write("notes/old.md", "---\ndate: 2026-10-25\n---\n@claire\n");
    files.save("x", noon(3));
    let book = book(&files, &[]);
    let all = [
        "overdue invoice/late hugo 10",
        "promised deal/promised claire 1",
        "rotting deal/rots claire 31",
        "next-step deal/step claire 2",
        "mention note/n claire 5",
        "mention note/n hugo 5",
    ];
    assert_eq!(alerts(&book, &ask(&files, &book, |_| {})), all);
    let hugo = book.find(book.kinds.named("member").unwrap(), "hugo");
    assert_eq!(alerts(&book, &ask(&files, &book, |q| q.member = hugo)), [all[0], all[5]]);
    assert_eq!(alerts(&book, &ask(&files, &book, |q| q.authors = vec!["claire".to_owned()])), [""; 0]);
    assert_eq!(alerts(&book, &ask(&files, &book, |q| q.only(&["sommeil".to_owned()]).unwrap())), [all[2]]);
}

/// Without `stage_since` the commits tell since when a deal is in its stage, through renamings; other changes do not count.
#[test]
fn the_commits_know_since_when_a_deal_rots() {
    let mut files = firm();
    let october = |day: i64| noon(1) - (32 - day) * 86_400;
    files.write("deals/site.toml", &deal("stage = \"offer\"\n"));
    files.write("deals/born.toml", &deal("stage = \"lead\"\n"));
    files.save("x", october(5));
    files.write("deals/site.toml", &deal("stage = \"lead\"\n"));
    files.save("x", october(10));
    files.rename("deals/site.toml", "deals/shop.toml");
    files.save("x", october(20));
    files.write("deals/shop.toml", &deal("stage = \"lead\"\namount = 5\n"));
    files.save("x", noon(10));
    let now = book(&files, &[]);
    let all = ["rotting deal/born claire 56", "rotting deal/shop claire 51"];
    assert_eq!(alerts(&now, &ask(&files, &now, |_| {})), all);
    // A stage that is not committed yet was entered just now; the record's own date goes before the commits'.
    let offer = deal("stage = \"offer\"\n");
    let back = book(
        &files,
        &[("deals/born.toml", &offer), ("deals/shop.toml", &deal("stage = \"lead\"\nstage_since = 2026-10-25\n"))],
    );
    assert_eq!(alerts(&back, &ask(&files, &back, |_| {})), ["rotting deal/shop claire 36"]);
}

#[test]
fn the_ids_of_news_last() {
    let mut files = firm();
    files.write("deals/site.toml", &deal("stage = \"lead\"\nclose = 2026-11-03\n"));
    files.save("x", noon(2));
    let channel = |files: &MemoryRevisions, limit| {
        let book = book(files, &[]);
        let feed = ask(files, &book, |question| question.limit = limit);
        let figures = Figures::new(&book, date("2026-11-30"));
        let records = Records::new(files, &book);
        let past =
            Past { records: &records, head: files.head().unwrap().unwrap(), zone: "UTC", today: date("2026-11-30") };
        feed.channel(&figures, &past).unwrap()
    };
    let before = channel(&files, None);
    assert_eq!(before.news.iter().map(|news| news.sort).collect::<Vec<_>>(), ["promised", "opened"]);
    // The alert began on the day after the promised one.
    assert_eq!(before.updated, midnight(date("2026-11-04")));
    files.write("deals/site.toml", &deal("stage = \"won\"\nclosed = 2026-11-05\n"));
    files.save("x", noon(5));
    let after = channel(&files, None);
    assert_eq!(after.news.iter().map(|news| news.sort).collect::<Vec<_>>(), ["won", "opened"]);
    assert_eq!((after.updated, &after.id), (noon(5), &before.id));
    assert_eq!(after.news[1].id, before.news[1].id);
    let mut ids: Vec<String> = before.news.iter().chain(&after.news[..1]).map(|news| news.id.clone()).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 3);
}

#[test]
fn every_row_of_the_tables_has_its_own_name_and_words() {
    let mut names: Vec<String> = sorts().map(str::to_owned).collect();
    names.extend(ITEMS.iter().map(|row| fold(row.french).into_owned()));
    names.extend(ALERTS.iter().map(|row| fold(row.french).into_owned()));
    names.sort();
    // `note` and `mention` are the same in both languages.
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count - 2);
    for language in Language::ALL {
        let catalogue = Catalogue::new(language);
        let keys = ITEMS.iter().flat_map(|row| [row.key.to_owned(), format!("{}-many", row.key)]);
        let keys = keys.chain(ALERTS.iter().map(|row| row.key.to_owned()));
        for key in keys.chain((1..=7).map(|day| format!("feed-day-{day}"))) {
            assert!(catalogue.find(&key, &[("count", "12")]).is_some(), "{key}");
        }
    }
    let kinds = Kinds::standard();
    assert!(ITEMS.iter().all(|row| kinds.named(row.record).is_some()));
}
