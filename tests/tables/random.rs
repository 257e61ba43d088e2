//! Random books with everything that makes figures hard: several currencies, prices with tax, allowances and charges,
//! credit notes with and without the invoice they credit, corrected invoices, drafts, dates to come, payments that pay half,
//! too much, something else or nothing, deals in two pipelines. The same seed gives the same book on every machine.

use std::fmt::Write as _;

pub const FIRM: &str = r#"
format = 2
currency = "EUR"
terms = "30d"

[firm]
name = "Atelier <i>d'Essai</i>"

[[tax]]
id = "fr-20"
category = "S"
percent = 20
default = true

[[tax]]
id = "fr-55"
category = "S"
percent = 5.5

[[tax]]
id = "export"
category = "G"
percent = 0

[[pipeline]]
id = "sales"
stages = [
  { id = "lead", probability = 10 },
  { id = "proposal", probability = 50 },
  { id = "won", outcome = "won" },
  { id = "lost", outcome = "lost" },
]

[[pipeline]]
id = "after-sales"
stages = [
  { id = "lead", probability = 35 },
  { id = "won", outcome = "won" },
]

[[field]]
kind = "customer"
name = "machines"
type = "text"
list = true
description = "What stands in the workshop"

[[field]]
kind = "invoice"
name = "margin"
type = "amount"
description = "What was left in the end"
"#;

/// Numbers that look random (xorshift64*).
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % limit
    }

    fn one_in(&mut self, odds: u64) -> bool {
        self.below(odds) == 0
    }

    fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len() as u64) as usize]
    }

    fn day(&mut self) -> String {
        format!("{}-{:02}-{:02}", 2024 + self.below(3), 1 + self.below(12), 1 + self.below(28))
    }

    /// With no more decimals than the currency has.
    fn amount(&mut self, currency: &str) -> String {
        let whole = self.below(900);
        match currency {
            "JPY" => whole.to_string(),
            "TND" => format!("{whole}.{:03}", self.below(1000)),
            _ => format!("{whole}.{:02}", self.below(100)),
        }
    }
}

/// The files of a book.
pub fn book(seed: u64) -> Vec<(String, String)> {
    let mut chance = Chance::new(seed);
    let mut files = vec![("carnet.toml".to_owned(), FIRM.to_owned())];
    for member in ["claire", "paul"] {
        files.push((format!("team/{member}.toml"), format!("name = \"{member}\"\n")));
    }
    for i in 0..8 {
        let mut text =
            format!("name = \"Customer \\\"{i}\\\" & Søn\"\nowner = \"{}\"\n", chance.of(&["claire", "paul"]));
        if chance.one_in(3) {
            let _ =
                writeln!(text, "tags = [\"a\", \"b;c\"]\nmachines = [\"lathe\", \"press\"]\nannual_revenue = 1000.5");
        }
        if chance.one_in(4) {
            text += "currency = \"USD\"\n";
        }
        if chance.one_in(4) {
            let _ = write!(text, "\n[address]\nstreet = \"12 rue\\nhaute\"\ncity = \"Lille\"\ncountry = \"FR\"\n");
        }
        files.push((format!("customers/c{i}.toml"), text));
    }
    for i in 0..5 {
        let text = format!("name = \"Product {i}\"\nprice = 12.345678\ncategory = \"{}\"\n", chance.of(&["x", "y"]));
        files.push((format!("products/p{i}.toml"), text));
    }
    let mut issued: Vec<(usize, &str)> = Vec::new();
    for i in 0..90 {
        let (name, currency, text) = invoice(&mut chance, i, &issued);
        if text.contains("number = ") && !text.contains("credit-note") {
            issued.push((i, currency));
        }
        files.push((name, text));
    }
    for i in 0..60 {
        files.push((format!("payments/z{i}.toml"), payment(&mut chance, &issued)));
    }
    for i in 0..40 {
        let currency = chance.of(&["EUR", "EUR", "USD", "JPY"]);
        let pipeline = chance.of(&["sales", "sales", "after-sales"]);
        let stage = chance.of(&["lead", "lead", "proposal", "won", "lost", "dreaming"]);
        let mut text = format!("name = \"Deal {i}\"\ncustomer = \"c{}\"\nstage = \"{stage}\"\n", chance.below(8));
        if pipeline != "sales" || chance.one_in(2) {
            let _ = writeln!(text, "pipeline = \"{pipeline}\"");
        }
        if !chance.one_in(5) {
            let _ = writeln!(text, "amount = {}\ncurrency = \"{currency}\"", chance.amount(currency));
        }
        if chance.one_in(3) {
            let _ = writeln!(text, "probability = {}.5", chance.below(99));
        }
        if chance.one_in(2) {
            let _ = writeln!(text, "opened = {}", chance.day());
        }
        if chance.one_in(2) {
            let _ = writeln!(text, "closed = {}", chance.day());
        }
        files.push((format!("deals/d{i}.toml"), text));
    }
    for i in 0..10 {
        let text = format!(
            "customer = \"c{}\"\ndate = {}\nnumber = \"C-{i}\"\n\n[[lines]]\nproduct = \"p1\"\nquantity = 2.5\nunit_price = 3.335\n\n\
             [[lines]]\ntype = \"title\"\ndescription = \"Words\"\n",
            chance.below(8),
            chance.day()
        );
        files.push((format!("orders/o{i}.toml"), text));
    }
    for i in 0..12 {
        let mut text = format!("customer = \"c{}\"\ndate = {}\n", chance.below(8), chance.day());
        for _ in 0..=chance.below(4) {
            let (product, quantity) = (chance.below(5), chance.below(40));
            let _ =
                write!(text, "\n[[lines]]\nproduct = \"p{product}\"\nquantity = {quantity}.25\nunit_price = 7.335\n");
        }
        if chance.one_in(3) {
            text += "\n[[lines]]\ndescription = \"If wished\"\nquantity = 1\nunit_price = 10\noption = \"more\"\n";
        }
        files.push((format!("quotes/q{i}.toml"), text));
    }
    files
}

fn invoice(chance: &mut Chance, i: usize, issued: &[(usize, &'static str)]) -> (String, &'static str, String) {
    let mut currency = chance.of(&["EUR", "EUR", "EUR", "USD", "JPY", "TND"]);
    let mut text = String::new();
    let mut head = String::new();
    match chance.below(8) {
        0 => {
            head += "type = \"credit-note\"\n";
            if let Some((earlier, of)) = (!issued.is_empty() && !chance.one_in(3)).then(|| chance.of(issued)) {
                currency = of;
                let _ = writeln!(head, "credits = \"i{earlier}\"");
            }
        }
        1 if !issued.is_empty() => {
            let (earlier, of) = chance.of(issued);
            currency = of;
            let _ = writeln!(head, "type = \"corrected\"\nreplaces = \"i{earlier}\"");
        }
        _ => {}
    }
    let _ = writeln!(text, "customer = \"c{}\"\ndate = {}", chance.below(9), chance.day());
    // Where none is said it is the customer's.
    if currency != "EUR" || head.contains("credits") || head.contains("replaces") || chance.one_in(2) {
        let _ = writeln!(text, "currency = \"{currency}\"");
    }
    if !chance.one_in(8) {
        let _ = writeln!(text, "number = \"F-{i:04}\"\nseries = \"F\"");
    }
    if chance.one_in(3) {
        let _ = writeln!(text, "terms = \"{}\"", chance.of(&["on-receipt", "60d", "30d-eom"]));
    }
    if chance.one_in(3) {
        text += "prices_include_tax = true\n";
    }
    if chance.one_in(5) {
        let _ = writeln!(text, "margin = {}", chance.amount(currency));
    }
    text += &head;
    for _ in 0..1 + chance.below(4) {
        let _ = write!(
            text,
            "\n[[lines]]\nquantity = {}.{}\nunit_price = {}.{:03}\ntax = \"{}\"\n",
            chance.below(20),
            chance.below(10),
            chance.below(300),
            chance.below(1000),
            chance.of(&["fr-20", "fr-20", "fr-55", "export"])
        );
        match chance.below(3) {
            0 => {
                let _ = writeln!(text, "description = \"Words\"");
            }
            _ => {
                let _ = writeln!(text, "product = \"p{}\"", chance.below(6));
            }
        }
        if chance.one_in(5) {
            text += "allowances = [{ percent = 7.5, reason = \"kind\" }]\n";
        }
    }
    if chance.one_in(4) {
        text += "\n[[allowances]]\npercent = 3\nreason = \"kind\"\n";
    }
    if chance.one_in(5) {
        let _ = write!(text, "\n[[charges]]\namount = {}\nreason = \"Freight\"\n", chance.amount(currency));
    }
    (format!("invoices/i{i}.toml"), currency, text)
}

fn payment(chance: &mut Chance, issued: &[(usize, &'static str)]) -> String {
    let (invoice, of) = chance.of(issued);
    let currency = if chance.one_in(10) { "EUR" } else { of };
    let (amount, part) = (chance.amount(currency), chance.below(3));
    let mut text = format!(
        "customer = \"c{}\"\ndate = {}\namount = {amount}\ncurrency = \"{currency}\"\n",
        chance.below(8),
        chance.day()
    );
    if part > 0 {
        // By its number as well as by its id.
        let name = if part == 1 { format!("i{invoice}") } else { format!("F-{invoice:04}") };
        let _ = writeln!(text, "allocations = [{{ invoice = \"{name}\", amount = {amount} }}]");
    }
    text
}
