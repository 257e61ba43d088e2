//! A small firm that sells from the quote to the money: every kind of document, each in its chain, numbered, sealed and paid.
#![allow(dead_code, reason = "each test file uses a part")]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use carnet::book::{Book, Source};
use carnet::figures::seal::{content_of, seal};
use carnet::model::Kinds;
use carnet::value::Date;

/// Texts of files, by path.
pub type Files = BTreeMap<String, String>;

const SETTINGS: &str = "format = 2\nnature = \"goods\"\n\n[firm]\nname = \"Atelier Lumen SARL\"\nsize = \"small\"\n\n[firm.address]\ncountry = \"FR\"\n\n\
    [[tax]]\nid = \"fr-20\"\ncategory = \"S\"\npercent = 20\ndefault = true\n\n\
    [[series]]\nid = \"F\"\ndocuments = [\"invoice\", \"credit-note\"]\npattern = \"F-{year}-{seq:4}\"\n\n\
    [[series]]\nid = \"D\"\ndocuments = [\"quote\"]\npattern = \"D-{seq:3}\"\ngapless = false\n\n\
    [[pipeline]]\nid = \"sales\"\n[[pipeline.stages]]\nid = \"new\"\n[[pipeline.stages]]\nid = \"won\"\noutcome = \"won\"\n";

/// How many chains there are.
const DEALS: usize = 12;

/// The day on which the first chain begins; each later one a week after it.
fn first_day() -> Date {
    Date::new(2026, 8, 17).expect("a day")
}

#[derive(Default)]
struct Trade {
    files: Files,
    /// How many documents have a number.
    numbered: usize,
}

/// All files of the firm.
pub fn trade() -> Files {
    let mut trade = Trade::default();
    trade.people();
    (0..DEALS).for_each(|n| trade.deal(n));
    trade.seal();
    trade.files
}

impl Trade {
    fn put(&mut self, path: &str, text: impl Into<String>) {
        self.files.insert(format!("{path}.toml"), text.into());
    }

    fn people(&mut self) {
        self.files.insert("carnet.toml".to_owned(), SETTINGS.to_owned());
        self.put("team/claire", "name = \"Claire\"\n");
        for (n, head) in ["", "", "parent = \"c1\"\n", "", "parent = \"c3\"\n", "bill_to = \"c0\"\n"].iter().enumerate()
        {
            let text = format!(
                "name = \"Customer {n}\"\ntype = \"company\"\nowner = \"claire\"\n{head}\n[address]\ncountry = \"FR\"\n"
            );
            self.put(&format!("customers/c{n}"), text);
            self.put(&format!("contacts/k{n}"), format!("name = \"Contact {n}\"\n\n[[roles]]\ncustomer = \"c{n}\"\n"));
        }
        self.put("products/widget", "name = \"Widget\"\nprice = 12.50\n");
        self.put("products/fitting", "name = \"Fitting\"\nnature = \"services\"\nprice = 100\n");
        self.put("pricelists/usual", "name = \"Usual\"\n\n[[prices]]\nproduct = \"widget\"\nprice = 12.50\n");
        self.put("suppliers/s0", "name = \"Supplier\"\n\n[[accounts]]\niban = \"FR1420041010050500013M02606\"\n");
        for n in 0..3 {
            let text = format!(
                "supplier = \"s0\"\nnumber = \"R-{n}\"\ndate = 2026-10-0{}\n\n[stated]\ngross = 12.00\n",
                n + 1
            );
            self.put(&format!("bills/b{n}"), text);
        }
        self.put("rates/EUR-USD", "[[rates]]\ndate = 2026-10-01\nrate = 1.10\n");
    }

    fn invoice(&mut self, id: &str, customer: &str, date: Date, head: &str, lines: &str) -> String {
        self.numbered += 1;
        let number = format!("F-2026-{:04}", self.numbered);
        let text =
            format!("customer = \"{customer}\"\n{head}number = \"{number}\"\ndate = {date}\nuid = \"u-{id}\"\n{lines}");
        self.put(&format!("invoices/{id}"), text);
        number
    }

    /// A chain: quote, order, delivery, invoices of one sort or another, payments, and what was sent.
    fn deal(&mut self, n: usize) {
        let customer = format!("c{}", n % 6);
        let day = |later: i64| first_day().plus_days(7 * n as i64 + later);
        let both = "\n[[lines]]\nid = \"1\"\nproduct = \"widget\"\nquantity = 10\nunit_price = 12.50\n\
            \n[[lines]]\nid = \"2\"\nproduct = \"fitting\"\nquantity = 2\nunit_price = 100\n";
        let offer = both.replace("id = \"1\"\n", "").replace("id = \"2\"\n", "price_from = \"product/fitting\"\n");
        let quote = |number: &str, head: String| {
            format!("customer = \"{customer}\"\n{number}date = {}\nvalid_until = {}\n{head}{offer}", day(0), day(30))
        };
        let yes = format!("sent = {}\n\n[acceptance]\ndate = {}\n", day(1), day(2));
        let number = format!("number = \"D-{n:03}\"\n");
        if n % 4 == 3 {
            let sent = format!("sent = {}\n", day(1));
            self.put(&format!("quotes/q{n}"), quote(&number, sent));
            self.put(&format!("quotes/r{n}"), quote("", format!("revision_of = \"q{n}\"\n{yes}")));
        } else {
            self.put(&format!("quotes/q{n}"), quote(&number, yes));
        }
        let head = format!("customer = \"{customer}\"\nnumber = \"B-{n:03}\"\ndate = {}\nquote = \"q{n}\"\n", day(2));
        self.put(&format!("orders/o{n}"), format!("{head}{both}"));
        if n % 5 == 3 {
            let head = format!(
                "customer = \"{customer}\"\nnumber = \"B-{:03}\"\ndate = {}\namends = \"o{n}\"\n",
                100 + n,
                day(3)
            );
            let line = "\n[[lines]]\norder_line = \"1\"\nproduct = \"widget\"\nquantity = 2\nunit_price = 12.50\n";
            self.put(&format!("orders/x{n}"), format!("{head}{line}"));
        }
        for (id, quantity) in [("l", 4), ("m", 6)] {
            let head = format!("customer = \"{customer}\"\nnumber = \"L-{id}{n}\"\ndate = {}\n", day(4));
            let line = format!(
                "\n[[lines]]\nid = \"1\"\norder = \"o{n}\"\norder_line = \"1\"\nproduct = \"widget\"\nquantity = {quantity}\n"
            );
            self.put(&format!("deliveries/{id}{n}"), head + &line);
        }
        let paid = self.invoices(n, &customer, &day);
        for (i, (id, amount)) in paid.iter().enumerate() {
            let mut text =
                format!("customer = \"{customer}\"\ndate = {}\namount = {amount}\nmethod = \"transfer\"\n", day(12));
            let _ = write!(text, "\n[[allocations]]\ninvoice = \"{id}\"\namount = {amount}\n");
            self.put(&format!("payments/p{n}{i}"), text);
        }
        if n % 4 == 2 {
            let text = format!("customer = \"{customer}\"\ndate = {}\namount = 50.00\norder = \"o{n}\"\n", day(3));
            let text = format!("{text}\n[[allocations]]\ninvoice = \"j{n}\"\namount = 50.00\n");
            self.put(&format!("payments/a{n}"), text);
        }
        for (id, channel) in [("t", "email"), ("u", "platform")] {
            let text = format!("document = \"invoice/i{n}\"\nchannel = \"{channel}\"\ndate = {}\n", day(7));
            self.put(&format!("transmissions/{id}{n}"), text);
        }
        let answer = ["received", "approved", "paid"][n % 3];
        let text = format!("transmission = \"u{n}\"\ndate = {}\nstatus = \"{answer}\"\n", day(8));
        self.put(&format!("statuses/s{n}"), text);
        if n % 4 == 2 {
            let text = format!(
                "customer = \"{customer}\"\ndate = {}\n\n[[lines]]\nproduct = \"widget\"\nquantity = 1\nunit_price = 5\n",
                day(9)
            );
            self.put(&format!("invoices/draft{n}"), text);
        }
        let text = format!(
            "name = \"Deal {n}\"\ncustomer = \"{customer}\"\nstage = \"new\"\namount = 325\nclose = {}\n",
            day(75)
        );
        self.put(&format!("deals/d{n}"), text);
        self.put(
            &format!("bills/w{n}"),
            format!("supplier = \"s0\"\nnumber = \"W-{n}\"\ndate = {}\n\n[stated]\ngross = 24.00\n", day(5)),
        );
    }

    /// The invoices of a chain, and what is paid of which: by number, or by id.
    fn invoices(&mut self, n: usize, customer: &str, day: &dyn Fn(i64) -> Date) -> Vec<(String, &'static str)> {
        let goods = format!(
            "\n[[lines]]\nid = \"1\"\nproduct = \"widget\"\ndelivery = \"l{n}\"\nquantity = 4\nunit_price = 12.50\n\
            \n[[lines]]\nid = \"2\"\nproduct = \"widget\"\ndelivery = \"m{n}\"\nquantity = 6\nunit_price = 12.50\n"
        );
        let work = format!(
            "\n[[lines]]\nid = \"3\"\norder = \"o{n}\"\norder_line = \"2\"\nproduct = \"fitting\"\nquantity = 2\nunit_price = 100\n"
        );
        let all = format!("{goods}{work}");
        match n % 4 {
            0 => {
                let number = self.invoice(&format!("i{n}"), customer, day(6), "", &all);
                vec![(number, "390.00")]
            }
            1 => {
                let line = format!("\n[[lines]]\norder = \"o{n}\"\nquantity = 1\nunit_price = 100\n");
                self.invoice(&format!("e{n}"), customer, day(3), "type = \"deposit\"\n", &line);
                let less = format!("\n[[lines]]\ninvoice = \"e{n}\"\nquantity = -1\nunit_price = 100\n");
                self.invoice(&format!("i{n}"), customer, day(6), "type = \"final\"\n", &format!("{all}{less}"));
                vec![(format!("e{n}"), "120.00"), (format!("i{n}"), "270.00")]
            }
            2 => {
                for (id, earlier, now) in [("i", 0, 50), ("j", 50, 100)] {
                    let line = |at: usize, price: &str| {
                        format!(
                            "\n[[lines]]\norder = \"o{n}\"\norder_line = \"{at}\"\nquantity = 1\nunit_price = {price}\n\
                            progress = {now}\nearlier = {earlier}\n"
                        )
                    };
                    let lines = line(1, "62.50") + &line(2, "100");
                    self.invoice(&format!("{id}{n}"), customer, day(6), "type = \"progress\"\n", &lines);
                }
                vec![(format!("i{n}"), "195.00")]
            }
            _ => {
                let number = self.invoice(&format!("i{n}"), customer, day(5), "", &goods);
                let line =
                    "\n[[lines]]\ninvoice_line = \"1\"\nproduct = \"widget\"\nquantity = 1\nunit_price = 12.50\n";
                let head = format!("type = \"credit-note\"\ncredits = \"i{n}\"\n");
                self.invoice(&format!("g{n}"), customer, day(6), &head, line);
                self.invoice(&format!("j{n}"), customer, day(6), "", &work);
                let head = format!("type = \"corrected\"\nreplaces = \"j{n}\"\n");
                self.invoice(&format!("k{n}"), customer, day(6), &head, &work);
                vec![(number, "135.00"), (format!("j{n}"), "200.00"), (format!("k{n}"), "40.00")]
            }
        }
    }

    /// Seals the documents in the order of their numbers.
    fn seal(&mut self) {
        let sources = self.files.iter().map(|(path, text)| Source::new(path, text.as_bytes())).collect();
        let book = Book::read(Kinds::standard(), sources);
        let kind = book.kinds.named("invoice").expect("a kind");
        let number = |record: &carnet::book::Record| record.text(book.shape(kind), "number").map(str::to_owned);
        let mut sealed: Vec<_> =
            book.sound(kind).filter_map(|(found, record)| Some((number(record)?, found))).collect();
        sealed.sort();
        let mut previous: Option<String> = None;
        for (number, found) in sealed {
            let own = seal(&content_of(&book, found), previous.as_deref());
            let text = self.files.get_mut(book.path(found)).expect("its file");
            let said = format!("number = \"{number}\"\n");
            *text = text.replacen(&said, &format!("{said}seal = \"{own}\"\n"), 1);
            previous = Some(own);
        }
    }
}
