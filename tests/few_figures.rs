//! What is computed of a few records alone is what is computed of them among all, and what a list makes while it is written is
//! what it makes at once. `CARNET_STEPS=2000` takes more books, `CARNET_SEED=7` other ones.

#[path = "support/dice.rs"]
mod dice;

use std::fmt::Write;
use std::io;
use std::sync::Arc;

use carnet::book::cache::{
    Computed, Depot, FileRow, FileRows, FolderRow, Index, Kept, Known, ReadFiles, Stamp, Written,
};
use carnet::book::{Again, Along, Book, Source};
use carnet::figures::Figures;
use carnet::figures::kept::Keeper;
use carnet::model::{KindId, Kinds};
use carnet::render::{self, Format, Locale, Options, Page};
use carnet::report::listing::Listing;
use carnet::threads::in_parts;
use carnet::value::Date;
use dice::{Dice, wished};

const FIRM: &str = "format = 2\ncurrency = \"EUR\"\n\n[firm]\nname = \"X\"\n";

/// A small book in which invoices, credit notes, corrections and payments name each other as chance wants: themselves, drafts,
/// what is not there, in circles, by id and by number, in two currencies.
fn book(dice: &mut Dice) -> Book {
    Book::read(Kinds::standard(), files(dice))
}

fn files(dice: &mut Dice) -> Vec<Source> {
    let mut files = vec![
        ("team/m0.toml".to_owned(), "name = \"M 0\"\n".to_owned()),
        ("team/m1.toml".to_owned(), "name = \"M 1\"\n".to_owned()),
        ("carnet.toml".to_owned(), FIRM.to_owned()),
        ("customers/c0.toml".to_owned(), "name = \"C 0\"\nterms = \"30%@order 70%@delivery\"\n".to_owned()),
        ("customers/c1.toml".to_owned(), "name = \"C 1\"\ncurrency = \"USD\"\nterms = \"30d\"\n".to_owned()),
    ];
    let count = 2 + dice.roll(9);
    let other = |dice: &mut Dice| match dice.roll(5) {
        0 => format!("F-{}", dice.roll(count)),
        1 if dice.roll(4) == 0 => "nowhere".to_owned(),
        _ => format!("i{}", dice.roll(count)),
    };
    let allocations = |dice: &mut Dice, text: &mut String| {
        for _ in 0..dice.roll(4) {
            let (invoice, amount) = (other(dice), 1 + dice.roll(60));
            writeln!(text, "\n[[allocations]]\ninvoice = \"{invoice}\"\namount = {amount}.00").unwrap();
        }
    };
    for i in 0..count {
        let mut text = format!("customer = \"c{}\"\n", dice.roll(3));
        if dice.roll(6) > 0 {
            writeln!(text, "number = \"F-{i}\"").unwrap();
        }
        writeln!(text, "date = 2026-{:02}-{:02}", 8 + dice.roll(5), 1 + dice.roll(28)).unwrap();
        let sort = *dice.pick(&["", "", "", "credit-note", "credit-note", "corrected", "corrected", "deposit"]);
        if !sort.is_empty() {
            writeln!(text, "type = \"{sort}\"").unwrap();
        }
        match sort {
            "credit-note" if dice.roll(3) > 0 => writeln!(text, "credits = \"{}\"", other(dice)).unwrap(),
            "corrected" => writeln!(text, "replaces = \"{}\"", other(dice)).unwrap(),
            _ => {}
        }
        if dice.roll(3) == 0 {
            text.push_str("currency = \"USD\"\n");
        }
        if dice.roll(3) == 0 {
            writeln!(text, "due = 2026-12-{:02}", 1 + dice.roll(28)).unwrap();
        }
        let terms = *dice.pick(&["", "", "45d", "60d", "50%@order 50%@30d"]);
        if !terms.is_empty() {
            writeln!(text, "terms = \"{terms}\"").unwrap();
        }
        if dice.roll(4) == 0 {
            writeln!(text, "owner = \"m{}\"", dice.roll(3)).unwrap();
        }
        if dice.roll(8) == 0 {
            text.push_str("retention = { percent = 5, due = 2027-06-30 }\n");
        }
        if sort == "credit-note" {
            allocations(dice, &mut text);
        }
        if dice.roll(12) > 0 {
            writeln!(text, "\n[[lines]]\ndescription = \"x\"\nquantity = {}\nunit_price = 10.00", 1 + dice.roll(9))
                .unwrap();
        } else {
            text.push_str("\n[[lines]]\ndescription = \"no price\"\nquantity = 1\n");
        }
        files.push((format!("invoices/i{i}.toml"), text));
    }
    for i in 0..dice.roll(8) {
        let (customer, month, amount) = (dice.roll(2), 9 + dice.roll(4), 1 + dice.roll(200));
        let mut text = format!("customer = \"c{customer}\"\ndate = 2026-{month:02}-10\namount = {amount}.00\n");
        if dice.roll(4) == 0 {
            text.push_str("currency = \"USD\"\n");
        }
        allocations(dice, &mut text);
        files.push((format!("payments/p{i}.toml"), text));
    }
    files.iter().map(|(path, text)| Source::new(path, text.as_bytes())).collect()
}

fn books() -> impl Iterator<Item = (u64, Book)> {
    let first = wished("CARNET_SEED", 1);
    (first..first + wished("CARNET_STEPS", 300)).map(|seed| (seed, book(&mut Dice::new(seed))))
}

fn day() -> Date {
    Date::new(2026, 11, 20).unwrap()
}

#[test]
fn a_document_alone_is_what_it_is_among_all() {
    let (mut replaced, mut credited, mut left) = (0, 0, 0);
    for (seed, book) in books() {
        let all = Figures::new(&book, day());
        let kind = |name| book.kinds.named(name).unwrap();
        for (record, _) in book.sound(kind("invoice")) {
            let few = Figures::new(&book, day());
            few.expect_few();
            let (alone, among) = (few.document(record), all.document(record));
            assert_eq!(format!("{alone:?}"), format!("{among:?}"), "{} of book {seed}", book.name(record));
            replaced += usize::from(among.is_some_and(|document| document.others.replaced_by.is_some()));
            credited += usize::from(among.is_some_and(|document| !document.credited.is_zero()));
            left += usize::from(among.is_none());
            // What is left of it is said without its days, and the same.
            let standing = Figures::new(&book, day()).standing(record);
            assert_eq!(
                standing.map(|standing| (standing.paid, standing.credited, standing.balance)),
                among.map(|document| (document.paid, document.credited, document.balance))
            );
            assert_eq!(Figures::new(&book, day()).status(record), among.map(|document| document.status));
            let owes =
                among.is_some_and(|document| document.balance.amount.is_sign_positive() && !document.balance.is_zero());
            assert_eq!(all.owed(record).is_some(), owes);
            assert_eq!(few.left_out() - book.unreadable.len(), usize::from(among.is_none()));
        }
        for (record, _) in book.sound(kind("payment")) {
            let few = Figures::new(&book, day());
            few.expect_few();
            assert_eq!(
                format!("{:?}", few.payment(record)),
                format!("{:?}", all.payment(record)),
                "{} of book {seed}",
                book.name(record)
            );
        }
    }
    assert!(replaced > 10 && credited > 10, "{replaced} replaced, {credited} credited, {left} without totals");
}

/// The bytes of a kept file, in memory.
struct Memory(Vec<u8>);

impl Depot for Memory {
    fn fill(&self, offset: u64, bytes: &mut [u8]) -> io::Result<()> {
        let found = self.0.get(offset as usize..).and_then(|found| found.get(..bytes.len()));
        bytes.copy_from_slice(found.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }

    fn file(&self, _: &str) -> io::Result<(Vec<u8>, Stamp)> {
        Err(io::ErrorKind::NotFound.into())
    }
}

/// What is made of values needs no texts.
impl Again for Memory {
    fn read(&self, _: &str) -> io::Result<Vec<u8>> {
        Err(io::ErrorKind::NotFound.into())
    }
}

/// What was read, each with its kind.
struct Rows<'r> {
    read: &'r ReadFiles,
    kinds: Vec<Option<KindId>>,
}

impl FileRows for Rows<'_> {
    fn count(&self) -> u32 {
        self.read.len() as u32
    }

    fn path(&self, number: u32) -> &str {
        self.read.path(number as usize)
    }

    fn file(&self, number: u32) -> FileRow<'_> {
        let file = number as usize;
        let values = self.kinds[file].zip(self.read.blob(file));
        FileRow { path: self.read.path(file), stamp: Stamp::NONE, values }
    }

    fn computed(&self, number: u32) -> Option<Computed<'_>> {
        self.read.computed(number as usize)
    }
}

/// A book of which all was kept, as it is read when some of its files have changed since.
fn kept_and_read_again(sources: Vec<Source>, changed: Vec<Source>) -> Book {
    let kinds = Kinds::standard();
    let mut all = sources.clone();
    all.sort_by(|a, b| a.path.cmp(&b.path));
    let mut sources = sources;
    let along = Along::of(&kinds, &mut sources, Arc::new(Memory(Vec::new())));
    let known = Known { along: Some(along), ..Known::default() };
    let book = Book::read_known(kinds.clone(), sources, Vec::new(), known);
    let keeper = Keeper::new(&book);
    let read = book.packed(|record| keeper.keep(&book, record));
    let kind = |path: &str| kinds.in_folder(path.split_once('/')?.0);
    let of_kinds = (0..read.len()).map(|file| kind(read.path(file))).collect();
    let files = Rows { read: &read, kinds: of_kinds };
    let folders = ["", "customers", "invoices", "payments", "team"];
    let folders = folders.map(|path| FolderRow { path: path.into(), stamp: Stamp::NONE }).to_vec();
    let written = Written::new(7, kinds.iter().count(), folders, &files);
    let head = written.head(7).unwrap();
    let memory = Memory(written.front().into_iter().chain(written.values()).collect::<Vec<_>>().concat());
    let index = {
        let fill = |offset, bytes: &mut [u8]| {
            let found = memory.kept(offset, bytes.len());
            found.map(|found| bytes.copy_from_slice(&found)).is_ok()
        };
        Index::read(head, fill).unwrap()
    };
    let is_changed = |path: &str| changed.iter().any(|source| &*source.path == path);
    let same = (0..index.files()).map(|file| file < index.kept() && !is_changed(&index.path(file))).collect();
    let known = Known { kept: Some(Arc::new(Kept::new(index, Box::new(memory)))), same, ..Known::default() };
    // What has a finding of form is not kept.
    let unkept = all.into_iter().zip(0..).filter(|(_, file)| read.blob(*file).is_none()).map(|(source, _)| source);
    let sources = unkept.chain(changed).collect();
    Book::read_known(kinds, sources, Vec::new(), known)
}

#[test]
fn what_was_kept_of_documents_is_what_they_say() {
    let first = wished("CARNET_SEED", 1);
    let (mut plain, mut unusual) = (0, 0);
    for seed in first..first + wished("CARNET_STEPS", 300) / 3 {
        let sources = files(&mut Dice::new(seed));
        // What a document takes from its customer is another's to say, today.
        let customer = *Dice::new(seed).pick(&[
            "name = \"C 1\"\ncurrency = \"USD\"\nterms = \"30d\"\n",
            "name = \"C 1\"\nterms = \"50%@order 50%@30d\"\nowner = \"m1\"\n",
            "name = \"C 1\"\nowner = \"m9\"\n",
        ]);
        let changed = vec![Source::new("customers/c1.toml", customer.as_bytes())];
        let now: Vec<Source> = (sources.iter().filter(|source| &*source.path != "customers/c1.toml"))
            .chain(&changed)
            .map(|source| Source::new(&source.path, source.bytes.clone()))
            .collect();
        let fresh = Book::read(Kinds::standard(), now);
        let kept = kept_and_read_again(sources, changed);
        let (read, again) = (Figures::new(&fresh, day()), Figures::new(&kept, day()));
        for (record, found) in kept.sound(kept.kinds.named("invoice").unwrap()) {
            let name = fresh.name(record);
            assert_eq!(
                format!("{:?}", again.entry(record)),
                format!("{:?}", read.entry(record)),
                "{name} of book {seed}"
            );
            assert_eq!(
                format!("{:?}", again.document(record)),
                format!("{:?}", read.document(record)),
                "{name} of book {seed}"
            );
            let row = found.values.computed().map(|row| row.computed());
            match row.map(|row| row.names[0]) {
                Some(Some(_)) => plain += 1,
                Some(None) => unusual += 1,
                None => {}
            }
        }
    }
    assert!(plain > 50 && unusual > 50, "{plain} kept whole, {unusual} with their sums only");
}

#[test]
fn more_than_a_few_are_computed_together() {
    for (seed, book) in books().take(40) {
        let (all, few) = (Figures::new(&book, day()), Figures::new(&book, day()));
        few.expect_few();
        let kind = book.kinds.named("invoice").unwrap();
        let records: Vec<_> = book.sound(kind).map(|(record, _)| record).collect();
        let told = |figures: &Figures<'_>| {
            in_parts(&records, |records| {
                records.iter().map(|record| format!("{:?}", figures.document(*record))).collect::<Vec<_>>()
            })
        };
        assert_eq!(told(&few), told(&all), "book {seed}");
        assert_eq!(few.left_out(), all.left_out());
    }
}

#[test]
fn a_list_that_is_made_while_it_is_written_is_the_list() {
    for (seed, book) in books().take(25) {
        for (kind, sort, limit) in
            [("invoice", "", None), ("invoice", "-balance", None), ("payment", "date", Some(3)), ("customer", "", None)]
        {
            let kind = book.kinds.named(kind).unwrap();
            let records: Vec<_> = book.sound(kind).map(|(record, _)| record).collect();
            let sort: Vec<String> = [sort].into_iter().filter(|sort| !sort.is_empty()).map(str::to_owned).collect();
            for (format, width) in Format::ALL.into_iter().flat_map(|format| [(format, None), (format, Some(50))]) {
                let figures = Figures::new(&book, day());
                let mut listing = Listing::new(&figures, kind, None, &sort).unwrap();
                listing.limit = limit;
                let options = Options { width, ..Options::plain(Locale::default()) };
                let at_once = render::to_string(&listing.answer(&figures, kind, records.clone()), format, &options);
                for step in [1, 3, 1000] {
                    let figures = Figures::new(&book, day());
                    let listed = listing.listed(&figures, kind, records.clone()).by(step);
                    let mut answer = listed.answer();
                    if format.says_whether_complete() {
                        listed.look_through();
                        answer.unreadable = listed.left_out();
                    }
                    let mut parts = Vec::new();
                    render::page(&Page::of(&answer, &listed), format, &options, &mut parts).unwrap();
                    let parts = String::from_utf8(parts).unwrap();
                    assert_eq!(parts, *at_once.as_ref().unwrap(), "{format}, {step} at once, book {seed}");
                }
            }
        }
    }
}
