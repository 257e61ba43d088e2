//! The arithmetic of documents against another one: `tests/totals/oracle.py`, written from the standard's text with exact
//! fractions. Thousands of random documents, always the same ones; every total, breakdown and line must be equal to the last
//! cent. The rules of the standard themselves accept an error of up to 1.00 on tax: they prove nothing about cents.
//!
//! Half of the documents are also written as files and read as a book, so that what stands between a file and the arithmetic is
//! judged as well.

use std::io::Write;
use std::process::{Command, Stdio};

use carnet::book::{Book, Source};
use carnet::figures::Figures;
use carnet::figures::totals::{
    Adjustment, AdjustmentInput, DocumentInput, LineInput, Prices, TaxCategory, TaxKey, Totals, TotalsFault,
};
use carnet::model::Kinds;
use carnet::value::{Currency, Date, Decimal};
use serde_json::{Value, json};

const DOCUMENTS: usize = 6000;

/// Numbers that look random and are the same on every machine (xorshift64*).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % limit
    }

    fn one_in(&mut self, odds: u64) -> bool {
        self.below(odds) == 0
    }

    fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len() as u64) as usize]
    }

    /// From nothing up to a number of units, with so many decimals.
    fn decimal(&mut self, units: u64, decimals: u32) -> Decimal {
        Decimal::new(self.below(units) as i64, decimals)
    }
}

/// The rates that documents choose from: few for one document, so that they meet in a breakdown.
const RATES: &[(TaxCategory, &str)] = &[
    (TaxCategory::Standard, "20"),
    (TaxCategory::Standard, "10"),
    (TaxCategory::Standard, "5.5"),
    (TaxCategory::Standard, "2.1"),
    (TaxCategory::Standard, "19"),
    (TaxCategory::Standard, "7"),
    (TaxCategory::Standard, "8.1"),
    (TaxCategory::Zero, "0"),
    (TaxCategory::Exempt, "0"),
    (TaxCategory::ReverseCharge, "0"),
    (TaxCategory::IntraCommunity, "0"),
    (TaxCategory::Export, "0"),
    (TaxCategory::OutOfScope, "0"),
];

fn key(chance: &mut Chance, rates: &[(TaxCategory, &str)]) -> TaxKey {
    let (category, percent) = chance.of(rates);
    TaxKey { category, percent: percent.parse().expect("a number") }
}

fn adjustment(chance: &mut Chance, decimals: u32) -> Adjustment {
    if chance.one_in(2) {
        Adjustment::Amount(chance.decimal(5000, decimals))
    } else {
        let places = chance.below(3) as u32;
        Adjustment::Percent(chance.decimal(4 * 10u64.pow(places + 1), places))
    }
}

fn adjustments(chance: &mut Chance, decimals: u32) -> Vec<Adjustment> {
    let count = if chance.one_in(3) { 1 + chance.below(2) } else { 0 };
    (0..count).map(|_| adjustment(chance, decimals)).collect()
}

fn document(chance: &mut Chance, as_file: bool) -> DocumentInput {
    let currency = Currency::from_code(chance.of(&["EUR", "EUR", "JPY", "TND"])).expect("a currency");
    let decimals = currency.decimals();
    let count = 1 + chance.below(4);
    let rates: Vec<_> = (0..count).map(|_| chance.of(RATES)).collect();
    let lines = (0..1 + chance.below(9)).map(|_| {
        let (places, price_places) = (chance.below(4) as u32, chance.below(6) as u32);
        let sign = if chance.one_in(8) { -Decimal::ONE } else { Decimal::ONE };
        LineInput {
            quantity: sign * chance.decimal(30 * 10u64.pow(places), places),
            unit_price: chance.decimal(900 * 10u64.pow(price_places), price_places),
            price_base_quantity: (!as_file && chance.one_in(6)).then(|| Decimal::from(chance.of(&[3, 7, 100, 1000]))),
            allowances: adjustments(chance, decimals),
            charges: if chance.one_in(4) { adjustments(chance, decimals) } else { Vec::new() },
            tax: key(chance, &rates),
        }
    });
    let lines: Vec<LineInput> = lines.collect();
    let whole = |chance: &mut Chance| -> Vec<AdjustmentInput> {
        let count = if chance.one_in(2) { chance.below(3) } else { 0 };
        let one = |_| AdjustmentInput {
            adjustment: adjustment(chance, decimals),
            tax: chance.one_in(2).then(|| key(chance, &rates)),
        };
        (0..count).map(one).collect()
    };
    let (allowances, charges) = (whole(chance), whole(chance));
    DocumentInput {
        currency,
        prices: if chance.one_in(2) { Prices::Gross } else { Prices::Net },
        lines,
        allowances,
        charges,
        prepaid: (!as_file && chance.one_in(4)).then(|| chance.decimal(100_000, decimals)),
        rounding: (!as_file && chance.one_in(6)).then(|| chance.decimal(5, decimals)),
    }
}

/// A document as the oracle reads it.
fn asked(input: &DocumentInput) -> Value {
    let key = |key: TaxKey| json!([key.category.code(), key.percent.normalize().to_string()]);
    let one = |adjustment: &Adjustment| match adjustment {
        Adjustment::Amount(amount) => json!({ "amount": amount.to_string() }),
        Adjustment::Percent(percent) => json!({ "percent": percent.to_string() }),
    };
    let whole = |list: &[AdjustmentInput]| -> Value {
        let with_key = |input: &AdjustmentInput| {
            let mut value = one(&input.adjustment);
            if let Some(tax) = input.tax {
                value["tax"] = key(tax);
            }
            value
        };
        list.iter().map(with_key).collect()
    };
    let line = |line: &LineInput| {
        let mut value = json!({
            "quantity": line.quantity.to_string(),
            "price": line.unit_price.to_string(),
            "allowances": line.allowances.iter().map(one).collect::<Value>(),
            "charges": line.charges.iter().map(one).collect::<Value>(),
            "tax": key(line.tax),
        });
        if let Some(base) = line.price_base_quantity {
            value["base"] = json!(base.to_string());
        }
        value
    };
    let mut value = json!({
        "decimals": input.currency.decimals(),
        "gross": input.prices == Prices::Gross,
        "lines": input.lines.iter().map(line).collect::<Value>(),
        "allowances": whole(&input.allowances),
        "charges": whole(&input.charges),
    });
    for (name, amount) in [("prepaid", input.prepaid), ("rounding", input.rounding)] {
        if let Some(amount) = amount {
            value[name] = json!(amount.to_string());
        }
    }
    value
}

/// What carnet makes of it, in the oracle's words.
fn computed(totals: &Result<Totals, TotalsFault>) -> Value {
    let totals = match totals {
        Ok(totals) => totals,
        Err(fault) => return json!({ "fault": fault.name() }),
    };
    let write = |amount: Decimal| json!(amount.to_string());
    let row = |row: &carnet::figures::totals::TaxSubtotal| {
        let percent = row.percent.normalize().to_string();
        json!([row.category.code(), percent, row.taxable.to_string(), row.tax.to_string()])
    };
    json!({
        "lines": totals.lines.iter().map(|line| write(line.net)).collect::<Value>(),
        "allowances": totals.allowance_parts.iter().map(|part| write(part.net)).collect::<Value>(),
        "charges": totals.charge_parts.iter().map(|part| write(part.net)).collect::<Value>(),
        "breakdown": totals.breakdown.iter().map(row).collect::<Value>(),
        "BT-106": write(totals.sum_of_lines),
        "BT-107": write(totals.allowances),
        "BT-108": write(totals.charges),
        "BT-109": write(totals.tax_exclusive),
        "BT-110": write(totals.tax),
        "BT-112": write(totals.tax_inclusive),
        "BT-113": write(totals.prepaid),
        "BT-114": write(totals.rounding),
        "BT-115": write(totals.due),
    })
}

/// The oracle's answers, in the order of the documents; `None` where there is no Python here.
fn oracle(documents: &[DocumentInput]) -> Option<Vec<Value>> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/totals/oracle.py");
    let run = Command::new("python3").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut run = match run {
        Ok(run) => run,
        Err(error) => {
            eprintln!("SKIPPED: the arithmetic is compared with nothing, since python3 cannot be run: {error}");
            return None;
        }
    };
    let mut questions = String::new();
    for document in documents {
        questions.push_str(&asked(document).to_string());
        questions.push('\n');
    }
    let mut pipe = run.stdin.take().expect("a pipe");
    let writer = std::thread::spawn(move || pipe.write_all(questions.as_bytes()));
    let output = run.wait_with_output().expect("python3 ends");
    writer.join().expect("no panic").expect("python3 reads everything");
    assert!(output.status.success(), "the oracle failed");
    let text = String::from_utf8(output.stdout).expect("text");
    Some(text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect())
}

/// The file of a document that has no keys that files do not have.
fn file(input: &DocumentInput) -> String {
    let code = |key: TaxKey| format!("{}-{}", key.category.code(), key.percent.normalize());
    let one = |adjustment: &Adjustment| match adjustment {
        Adjustment::Amount(amount) => format!("amount = {amount}"),
        Adjustment::Percent(percent) => format!("percent = {percent}"),
    };
    let mut text = format!(
        "customer = \"acme\"\ndate = 2026-10-03\ncurrency = \"{}\"\nprices_include_tax = {}\n",
        input.currency.code(),
        input.prices == Prices::Gross
    );
    for line in &input.lines {
        text += &format!("\n[[lines]]\nquantity = {}\nunit_price = {}\n", line.quantity, line.unit_price);
        text += &format!("tax = \"{}\"\n", code(line.tax));
        for (name, list) in [("allowances", &line.allowances), ("charges", &line.charges)] {
            let items: Vec<String> = list.iter().map(|item| format!("{{ {} }}", one(item))).collect();
            text += &format!("{name} = [{}]\n", items.join(", "));
        }
    }
    for (name, list) in [("allowances", &input.allowances), ("charges", &input.charges)] {
        for item in list {
            text += &format!("\n[[{name}]]\n{}\n", one(&item.adjustment));
            if let Some(key) = item.tax {
                text += &format!("tax = \"{}\"\n", code(key));
            }
        }
    }
    text
}

/// A book of these documents, and what its figures say of each.
fn read(documents: &[&DocumentInput]) -> Vec<Value> {
    let mut settings = "format = 2\n".to_owned();
    for (category, percent) in RATES {
        let code = category.code();
        settings += &format!("\n[[tax]]\nid = \"{code}-{percent}\"\ncategory = \"{code}\"\npercent = {percent}\n");
    }
    let mut sources = vec![
        Source::new("carnet.toml", settings.into_bytes()),
        Source::new("customers/acme.toml", "name = \"ACME\"\n".as_bytes()),
    ];
    for (i, document) in documents.iter().enumerate() {
        sources.push(Source::new(&format!("invoices/d{i:05}.toml"), file(document).into_bytes()));
    }
    let book = Book::read(Kinds::standard(), sources);
    assert_eq!(book.findings, []);
    let figures = Figures::new(&book, Date::new(2026, 11, 1).expect("a day"));
    let kind = book.kinds.named("invoice").expect("the kind");
    let answer = |i: usize| {
        let record = book.find(kind, &format!("d{i:05}")).expect("the record");
        match figures.totals(record) {
            Some(totals) => computed(&Ok(totals.clone())),
            None => json!({ "fault": "nothing-to-spread-over" }),
        }
    };
    (0..documents.len()).map(answer).collect()
}

#[test]
fn every_cent_is_what_another_arithmetic_makes() {
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let documents: Vec<DocumentInput> = (0..DOCUMENTS).map(|i| document(&mut chance, i % 2 == 0)).collect();
    // What the comparison is worth: all sorts are among them.
    let count = |test: &dyn Fn(&DocumentInput) -> bool| documents.iter().filter(|document| test(document)).count();
    let spread = |document: &DocumentInput| {
        document.allowances.iter().any(|a| a.tax.is_none() && matches!(a.adjustment, Adjustment::Percent(_)))
    };
    assert!(count(&|document| document.prices == Prices::Gross) > 2000);
    assert!(count(&spread) > 500, "percentages spread over rates");
    for decimals in [0, 2, 3] {
        assert!(count(&|document| document.currency.decimals() == decimals) > 1000, "{decimals} decimals");
    }
    let Some(wanted) = oracle(&documents) else { return };
    assert_eq!(wanted.len(), DOCUMENTS);
    assert!(wanted.iter().filter(|answer| answer.get("fault").is_none()).count() > DOCUMENTS * 9 / 10);
    for (document, wanted) in documents.iter().zip(&wanted) {
        let found = computed(&document.totals());
        assert_eq!(found, *wanted, "{:#}", asked(document));
    }
    let files: Vec<&DocumentInput> = documents.iter().step_by(2).collect();
    for ((document, wanted), found) in files.iter().zip(wanted.iter().step_by(2)).zip(read(&files)) {
        assert_eq!(found, *wanted, "read from a file:\n{}", file(document));
    }
}
