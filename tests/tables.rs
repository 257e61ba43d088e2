//! The book as tables: the views give the same cents as the reports, every cell comes back as it went, and nothing that is
//! asked in SQL can change anything.
//!
//! What DuckDB and Spark make of the Parquet files is tested on demand, since both come from the Python package index:
//! `CARNET_TABLES_ORACLE=1 cargo test --test tables -- --nocapture` (see `tests/tables/oracle.py`).
#![cfg(all(feature = "parquet", feature = "sql"))]

#[path = "tables/random.rs"]
mod random;
mod support;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use carnet::book::{Book, Source};
use carnet::figures::Figures;
use carnet::finding::Level;
use carnet::model::Kinds;
use carnet::render::{Format, Locale, Options, to_string};
use carnet::report::sheet::{Answer, Cell};
use carnet::report::{self, Params};
use carnet::table::column::{MONEY_SCALE, NUMBER_SCALE, scaled};
use carnet::table::query::{Fault, Limits, ask};
use carnet::table::row::Scope;
use carnet::table::{ColumnType, Dialect, Tables, VIEWS, Value, parquet, sqlite};
use carnet::template::demo::{DemoLanguage, demo};
use carnet::value::period::PeriodContext;
use carnet::value::{Date, Decimal, Period};
use parquet_crate::file::reader::{FileReader, SerializedFileReader};
use parquet_crate::record::Field;
use serde_json::Value as Json;

// Named apart from carnet's own module.
use ::parquet as parquet_crate;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn read(files: &[(String, String)]) -> Book {
    let sources = files.iter().map(|(path, text)| Source::new(path, text.as_bytes()));
    Book::read(Kinds::standard(), sources.collect())
}

/// The files of the demonstration firm.
fn demo_files() -> Vec<(String, String)> {
    let mut files = BTreeMap::new();
    for commit in demo(1, day("2026-10-03"), DemoLanguage::French) {
        for (path, text) in commit.changes {
            match text {
                Some(text) => files.insert(path, text),
                None => files.remove(&path),
            };
        }
    }
    files.into_iter().collect()
}

fn scope<'f, 'b>(figures: &'f Figures<'b>) -> Scope<'f, 'b> {
    Scope { figures, book: "here", until_then: false }
}

/// The rows of a statement, as programs get them.
fn sql(figures: &Figures<'_>, statement: &str) -> Vec<Json> {
    let tables = Tables::of(figures.book);
    let asked = ask(scope(figures), &tables, figures.as_of, statement, Limits::default())
        .unwrap_or_else(|fault| panic!("{statement}: {fault:?}"));
    records(&Answer::new(figures.as_of).sheet(asked.sheet))
}

fn fault(figures: &Figures<'_>, statement: &str) -> Fault {
    match ask(scope(figures), &Tables::of(figures.book), figures.as_of, statement, Limits::default()) {
        Err(fault) => fault,
        Ok(asked) => panic!("{statement}: {:?}", asked.sheet.rows),
    }
}

fn records(answer: &Answer) -> Vec<Json> {
    let words = |_: &str, _: &[(&'static str, String)]| None;
    let options = Options { words: &words, ..Options::plain(Locale::default()) };
    let json: Json = serde_json::from_str(&to_string(answer, Format::Json, &options).unwrap()).unwrap();
    json["records"].as_array().unwrap().clone()
}

fn report(figures: &Figures<'_>, name: &str, by: &[&str]) -> Vec<Json> {
    let params = Params {
        by: by.iter().map(|word| (*word).to_owned()).collect(),
        period: (name == "sales").then(|| Period::between(day("2023-01-01"), day("2027-12-31")).unwrap()),
        compare: (name == "sales").then(|| "none".to_owned()),
        ..Params::new(PeriodContext::new(figures.as_of))
    };
    let answer = report::find(name).unwrap().answer(figures, &params);
    records(&answer.unwrap_or_else(|fault| panic!("{name}: {fault:?}")))
}

/// Amounts by the words of `keys` and their currency: those that are not nil.
type Sums = BTreeMap<(Vec<String>, String), Decimal>;

fn sums(rows: &[Json], keys: &[&str], amounts: &[&str]) -> Sums {
    let mut sums = Sums::new();
    for row in rows {
        for name in amounts {
            let amount = &row[*name];
            let Some(number) = amount["amount"].as_str() else { continue };
            let mut key: Vec<String> = keys
                .iter()
                .map(|key| row[*key].as_str().filter(|word| *word != "none").unwrap_or("").to_owned())
                .collect();
            key.push((*name).to_owned());
            let sum = sums.entry((key, amount["currency"].as_str().unwrap().to_owned())).or_default();
            *sum += number.parse::<Decimal>().unwrap();
        }
    }
    sums.retain(|_, sum| !sum.is_zero());
    sums
}

/// The same under another name of the amount.
fn renamed(sums: Sums, name: &str) -> Sums {
    let rename = |((mut key, currency), sum): ((Vec<String>, String), Decimal)| {
        key.pop();
        key.push(name.to_owned());
        ((key, currency), sum)
    };
    sums.into_iter().map(rename).collect()
}

const AGES: [&str; 7] = ["not_due", "days_1_30", "days_31_60", "days_61_90", "over_90", "credit", "total"];

/// The views beside the reports, to the cent. Gives how many amounts were compared.
fn compare(figures: &Figures<'_>) -> usize {
    let mut compared = 0;
    let mut same = |what: &str, view: Sums, report: Sums| {
        compared += report.len();
        assert_eq!(view, report, "{what} as of {}", figures.as_of);
    };
    let receivables = report(figures, "receivables", &[]);
    let view = sql(figures, "SELECT * FROM receivable");
    same("receivable", sums(&view, &["customer"], &AGES), sums(&receivables, &["customer"], &AGES));
    let ageing = sql(figures, "SELECT * FROM ageing");
    for age in &AGES[..6] {
        let of_age: Vec<Json> = ageing.iter().filter(|row| row["age"] == *age).cloned().collect();
        same("ageing", sums(&of_age, &[], &["balance"]), renamed(sums(&receivables, &[], &[age]), "balance"));
    }
    let net = |rows: &[Json], keys: &[&str]| sums(rows, keys, &["net"]);
    let sold = |by: &[&str], keys: &[&str]| renamed(sums(&report(figures, "sales", by), keys, &["sales"]), "net");
    same("sales", net(&sql(figures, "SELECT * FROM sales"), &["month"]), sold(&["month"], &["month"]));
    let by_customer = sql(figures, "SELECT * FROM sales_by_customer");
    same("sales_by_customer", net(&by_customer, &["customer"]), sold(&["customer"], &["customer"]));
    let both = ["customer", "month"];
    same("sales_by_customer", net(&by_customer, &both), sold(&both, &both));
    let by_product = sql(figures, "SELECT * FROM sales_by_product WHERE product IS NOT NULL");
    let mut products = sold(&["product"], &["product"]);
    products.retain(|(key, _), _| !key[0].is_empty() && key[0] != "document");
    same("sales_by_product", net(&by_product, &["product"]), products);
    let by_category = sql(figures, "SELECT * FROM sales_by_product WHERE category IS NOT NULL");
    let mut categories = sold(&["category"], &["category"]);
    categories.retain(|(key, _), _| !key[0].is_empty() && key[0] != "document");
    same("sales_by_product", net(&by_category, &["category"]), categories);
    let keys = ["pipeline", "stage"];
    let pipeline = report(figures, "pipeline", &keys);
    let amounts = ["amount", "weighted"];
    let view = sql(figures, "SELECT * FROM pipeline");
    same("pipeline", sums(&view, &keys, &amounts), sums(&pipeline, &keys, &amounts));
    let deals = |rows: &[Json]| rows.iter().filter_map(|row| row["deals"].as_i64()).sum::<i64>();
    assert_eq!(deals(&view), deals(&pipeline));
    compared
}

#[test]
fn the_views_give_the_same_cents_as_the_reports() {
    let mut compared = 0;
    let demo = read(&demo_files());
    for as_of in ["2025-06-30", "2026-10-03"] {
        compared += compare(&Figures::new(&demo, day(as_of)));
    }
    for seed in 1..=12 {
        let book = read(&random::book(seed));
        let wrong: Vec<_> = book.findings.iter().filter(|finding| finding.level == Level::Error).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
        for as_of in ["2025-03-31", "2026-08-15"] {
            compared += compare(&Figures::new(&book, day(as_of)));
        }
    }
    assert!(compared > 3000, "{compared}");
}

/// What a cell should be, in the smallest words.
fn said(value: &Value<'_>) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::Text(text) => format!("t{text}"),
        Value::Bool(value) => format!("b{value}"),
        Value::Integer(value) => format!("i{value}"),
        Value::Date(date) => format!("d{date}"),
        Value::Money(money) => format!("m{} {}", money.amount.normalize(), money.currency),
        Value::Number(number) => format!("n{}", number.normalize()),
    }
}

/// Every cell of every table, row by row.
fn cells(tables: &Tables, scope: Scope<'_, '_>) -> BTreeMap<String, Vec<Vec<String>>> {
    let rows = |table: &carnet::table::Table| {
        let mut all = Vec::new();
        let currency = table.columns.iter().position(|column| column.name == "currency");
        table.rows(scope, &vec![true; table.columns.len()], &mut |row| {
            for value in row {
                if let Value::Money(money) = value {
                    let named = &row[currency.unwrap_or_else(|| panic!("{}: amounts of what currency?", table.name))];
                    assert_eq!(*named, Value::text(money.currency.code()), "{}: {row:?}", table.name);
                }
            }
            all.push(row.iter().map(said).collect());
        });
        all
    };
    tables.iter().map(|table| (table.name.clone(), rows(table))).collect()
}

/// A number that an engine holds as a whole count of 10^-scale, as `said` words it; money with its row's currency.
fn number(count: i64, scale: u32, currency: Option<&str>) -> String {
    let number = Decimal::new(count, scale).normalize();
    currency.map_or_else(|| format!("n{number}"), |currency| format!("m{number} {currency}"))
}

#[test]
fn every_cell_comes_back_from_parquet() {
    let mut books: Vec<Book> = (1..=3).map(|seed| read(&random::book(seed))).collect();
    books.push(read(&demo_files()));
    for book in &books {
        let figures = Figures::new(book, day("2026-08-15"));
        let tables = Tables::of(book);
        let expected = cells(&tables, scope(&figures));
        for table in tables.iter() {
            let mut bytes = Vec::new();
            let tally = parquet::write(&mut bytes, table, scope(&figures)).unwrap();
            let mut again = Vec::new();
            parquet::write(&mut again, table, scope(&figures)).unwrap();
            assert!(bytes == again, "{}: two writes differ", table.name);
            assert_eq!((tally.rows, tally.left_out), (expected[&table.name].len(), 0));
            let reader = {
                let mut file = tempfile::tempfile().unwrap();
                file.write_all(&bytes).unwrap();
                SerializedFileReader::new(file).unwrap()
            };
            let currency = table.columns.iter().position(|column| column.name == "currency");
            let mut found = Vec::new();
            for row in reader.get_row_iter(None).unwrap() {
                let row = row.unwrap();
                let fields: Vec<&Field> = row.get_column_iter().map(|(_, field)| field).collect();
                let code =
                    currency.and_then(|at| if let Field::Str(code) = fields[at] { Some(code.as_str()) } else { None });
                let word = |(field, column): (&&Field, &carnet::table::Column)| match field {
                    Field::Null => "–".to_owned(),
                    Field::Str(text) => format!("t{text}"),
                    Field::Bool(value) => format!("b{value}"),
                    Field::Long(value) => format!("i{value}"),
                    Field::Date(days) => format!("d{}", day("1970-01-01").plus_days(i64::from(*days))),
                    Field::Decimal(decimal) => {
                        let count = i64::from_be_bytes(decimal.data().try_into().unwrap());
                        let (scale, code) = match column.ty {
                            ColumnType::Money => (MONEY_SCALE, code),
                            _ => (NUMBER_SCALE, None),
                        };
                        assert_eq!((decimal.precision(), decimal.scale()), (18, scale as i32));
                        number(count, scale, code)
                    }
                    other => panic!("{}: {other:?}", table.name),
                };
                found.push(fields.iter().zip(&table.columns).map(word).collect::<Vec<_>>());
            }
            assert_eq!(found, expected[&table.name], "{}", table.name);
        }
    }
}

#[test]
fn every_cell_comes_back_from_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    for seed in 4..=6 {
        let book = read(&random::book(seed));
        let figures = Figures::new(&book, day("2026-08-15"));
        let tables = Tables::of(&book);
        let file = folder.path().join(format!("{seed}.sqlite"));
        sqlite::export(&file, &tables, scope(&figures)).unwrap();
        assert!(sqlite::is_ours(&std::fs::read(&file).unwrap()));
        let connection = rusqlite::Connection::open(&file).unwrap();
        let expected = cells(&tables, scope(&figures));
        for table in tables.iter() {
            let mut statement = connection.prepare(&format!("SELECT * FROM \"{}\"", table.name)).unwrap();
            let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
            let known: Vec<String> = table.columns.iter().map(|c| c.name_in(Dialect::Sqlite).into_owned()).collect();
            assert_eq!(names, known);
            let mut rows = statement.query([]).unwrap();
            let mut found = Vec::new();
            while let Some(row) = rows.next().unwrap() {
                let code: Option<String> = row.get("currency").ok();
                let decimals = code.as_deref().and_then(carnet::value::Currency::from_code).map(|code| code.decimals());
                let word = |(i, column): (usize, &carnet::table::Column)| {
                    use rusqlite::types::Value as Held;
                    match (row.get::<_, Held>(i).unwrap(), column.ty) {
                        (Held::Null, _) => "–".to_owned(),
                        (Held::Text(text), ColumnType::Date) => format!("d{text}"),
                        (Held::Text(text), ColumnType::Text) => format!("t{text}"),
                        (Held::Integer(value), ColumnType::Bool) => format!("b{}", value != 0),
                        (Held::Integer(value), ColumnType::Integer) => format!("i{value}"),
                        (Held::Integer(value), ColumnType::Money) => number(value, decimals.unwrap(), code.as_deref()),
                        (Held::Integer(value), ColumnType::Number) => number(value, NUMBER_SCALE, None),
                        (held, ty) => panic!("{}.{}: {held:?} for {ty:?}", table.name, column.name),
                    }
                };
                found.push(table.columns.iter().enumerate().map(|(i, column)| word((i, column))).collect::<Vec<_>>());
            }
            assert_eq!(found, expected[&table.name], "{}", table.name);
        }
        for view in VIEWS {
            let count: i64 =
                connection.query_row(&format!("SELECT COUNT(*) FROM {}", view.name), [], |r| r.get(0)).unwrap();
            assert!(count > 0, "{} is empty", view.name);
        }
    }
}

#[test]
fn every_table_and_view_can_be_asked_and_bears_the_columns_of_its_description() {
    let book = read(&random::book(1));
    let figures = Figures::new(&book, day("2026-08-15"));
    let tables = Tables::of(&book);
    for table in tables.iter() {
        let name = Dialect::Sqlite.quoted(&table.name);
        let asked =
            ask(scope(&figures), &tables, figures.as_of, &format!("SELECT * FROM {name}"), Limits::default()).unwrap();
        assert_eq!(asked.sheet.columns.len(), table.columns.len(), "{name}");
    }
    for view in VIEWS {
        let asked =
            ask(scope(&figures), &tables, figures.as_of, &format!("SELECT * FROM {}", view.name), Limits::default())
                .unwrap();
        let shown: Vec<&str> = asked.sheet.columns.iter().map(|column| &*column.key).collect();
        let described = view.columns();
        assert_eq!(shown, described.iter().map(|column| column.name.as_str()).collect::<Vec<_>>(), "{}", view.name);
    }
    // The firm's own fields are columns and tables like the others.
    assert!(!sql(&figures, "SELECT value FROM customer_machine WHERE value = 'lathe'").is_empty());
    assert!(!sql(&figures, "SELECT currency, margin_cents FROM invoice WHERE margin_cents > 0").is_empty());
}

#[test]
fn lines_add_up_to_their_document() {
    let book = read(&random::book(2));
    let figures = Figures::new(&book, day("2026-08-15"));
    let lines = sums(
        &sql(&figures, "SELECT id, currency, SUM(net_cents) AS net_cents FROM invoice_line GROUP BY id, currency"),
        &["id"],
        &["net"],
    );
    let mut documents = Sums::new();
    for (record, found) in book.sound_named("invoice") {
        let totals = figures.totals(record).unwrap();
        documents.insert((vec![found.id.to_string(), "net".into()], totals.currency.to_string()), totals.sum_of_lines);
    }
    documents.retain(|_, sum| !sum.is_zero());
    assert_eq!(lines, documents);
    let orders = sql(
        &figures,
        "SELECT position, currency, net_cents, left_to_deliver_e8, quantity_e8 FROM order_line WHERE id = 'o1'",
    );
    assert_eq!(orders[0]["net"]["amount"], "8.34");
    assert_eq!(orders[0]["left_to_deliver"], "2.5");
    assert!(orders[1].get("net").is_none(), "a title comes to nothing");
}

#[test]
fn names_say_the_unit_and_answers_are_amounts() {
    let book = read(&demo_files());
    let figures = Figures::new(&book, day("2026-10-03"));
    let row = &sql(
        &figures,
        "SELECT currency, SUM(balance_cents), MIN(date), COUNT(*) AS n FROM invoice WHERE currency = 'EUR' GROUP BY 1",
    )[0];
    assert_eq!(row["SUM(balance)"]["currency"], "EUR");
    let others = sql(&figures, "SELECT id FROM invoice WHERE currency <> 'EUR'").len();
    assert_eq!(row["n"], book.sound_named("invoice").count() - others);
    assert!(row["MIN(date)"].as_str().unwrap().starts_with("202"));
    // A number in hundred-millionths, one that is no amount any more, and days that are asked for by name.
    let row =
        &sql(&figures, "SELECT 250000000 AS quantity_e8, 100 AS cents, :as_of AS a, :today AS b, 1.0 / 4 AS q")[0];
    assert_eq!(
        *row,
        serde_json::json!({"quantity": "2.5", "cents": 100, "a": "2026-10-03", "b": "2026-10-03", "q": "0.25"})
    );
    // Amounts of several currencies are not shown as if they were of one, and never added up by accident.
    assert_eq!(fault(&figures, "SELECT SUM(net_cents) FROM invoice"), Fault::Mixed("SUM(net_cents)".into()));
}

#[test]
fn a_column_is_called_alike_whatever_stands_in_the_book() {
    let empty = read(&[("carnet.toml".into(), random::FIRM.into())]);
    let figures = Figures::new(&empty, day("2026-08-15"));
    let asked = ask(
        scope(&figures),
        &Tables::of(&empty),
        figures.as_of,
        "SELECT SUM(net_cents), id FROM invoice",
        Limits::default(),
    )
    .unwrap();
    assert_eq!(asked.sheet.columns[0].key, "SUM(net)");
    assert_eq!(asked.sheet.rows[0].cells[0], Cell::Empty);
}

#[test]
fn a_question_changes_nothing() {
    let book = read(&random::book(1));
    let figures = Figures::new(&book, day("2026-08-15"));
    for (statement, verb) in [
        ("DELETE FROM invoice", "DELETE"),
        ("insert into customer (id) values ('x')", "INSERT"),
        ("UPDATE invoice SET balance_cents = 0", "UPDATE"),
        ("WITH x AS (SELECT 1) DELETE FROM invoice", "DELETE"),
        ("DROP TABLE invoice", "DROP"),
        ("CREATE TABLE x (a)", "CREATE"),
        ("CREATE TEMP VIEW x AS SELECT 1", "CREATE"),
        ("ALTER TABLE invoice ADD COLUMN x", "ALTER"),
        ("ATTACH 'x.sqlite' AS x", "ATTACH"),
        ("PRAGMA query_only = 0", "PRAGMA"),
        ("VACUUM INTO 'x.sqlite'", "VACUUM"),
        ("BEGIN", "BEGIN"),
        ("SAVEPOINT x", "SAVEPOINT"),
        ("REINDEX", "REINDEX"),
        ("SELECT load_extension('x')", "load_extension"),
        ("SELECT * FROM sqlite_master", "sqlite_master"),
    ] {
        assert_eq!(fault(&figures, statement), Fault::NotReading(verb.into()), "{statement}");
    }
    assert!(!Path::new("x.sqlite").exists());
}

#[test]
fn what_is_wrong_is_said_with_what_to_write_instead() {
    let book = read(&random::book(1));
    let figures = Figures::new(&book, day("2026-08-15"));
    let no_column = |name: &str, suggestion: Option<&str>, place| Fault::NoColumn {
        name: name.into(),
        suggestion: suggestion.map(str::to_owned),
        place: Some(place),
    };
    let no_table = |name: &str, suggestion: Option<&str>| Fault::NoTable {
        name: name.into(),
        suggestion: suggestion.map(str::to_owned),
    };
    for (statement, expected) in [
        ("", Fault::Empty),
        (" ; ", Fault::Empty),
        ("SELECT 1; SELECT 2", Fault::Several),
        ("SELECT * FROM invoces", no_table("invoces", Some("invoice"))),
        ("SELECT * FROM nothing_like_it", no_table("nothing_like_it", None)),
        ("SELECT balance FROM invoice", no_column("balance", Some("balance_cents"), 7)),
        ("SELECT i.quantity FROM invoice_line i", no_column("i.quantity", Some("i.quantity_e8"), 7)),
        ("SELECT custmer FROM invoice", no_column("custmer", Some("customer"), 7)),
        ("SELECT id FROM invoice WHERE status = \"open\"", no_column("open", None, 38)),
        ("SELECT * FROM order", Fault::Reserved { name: "order".into(), place: Some(14) }),
        ("SELECT :who", Fault::Parameter(":who".into())),
        ("SELECT ?", Fault::Parameter("?".into())),
    ] {
        assert_eq!(fault(&figures, statement), expected, "{statement}");
    }
    assert!(matches!(fault(&figures, "SELEC 1"), Fault::Sql { place: Some(0), .. }));
    // A sum that is too large is an error, not a rounded one.
    let sum = "SELECT SUM(n) FROM (SELECT 9223372036854775807 AS n UNION ALL SELECT 1)";
    assert_eq!(fault(&figures, sum), Fault::Sql { message: "integer overflow".into(), place: None });
}

#[test]
fn a_number_that_no_engine_holds_is_left_out_and_counted() {
    let files = [
        ("carnet.toml".to_owned(), random::FIRM.to_owned()),
        ("products/huge.toml".to_owned(), "name = \"Huge\"\nprice = 10000000000\n".to_owned()),
        ("products/fine.toml".to_owned(), "name = \"Fine\"\nprice = 9999999999.99999999\n".to_owned()),
    ];
    let book = read(&files);
    let figures = Figures::new(&book, day("2026-08-15"));
    let asked =
        ask(scope(&figures), &Tables::of(&book), figures.as_of, "SELECT id, price_e8 FROM product", Limits::default())
            .unwrap();
    assert_eq!((asked.tally.rows, asked.tally.left_out), (1, 1));
    assert_eq!(asked.sheet.rows[0].cells[1], Cell::Decimal("9999999999.99999999".parse().unwrap()));
    // Whoever does not ask for the price misses nothing.
    let asked =
        ask(scope(&figures), &Tables::of(&book), figures.as_of, "SELECT COUNT(*) FROM product", Limits::default())
            .unwrap();
    assert_eq!((asked.tally.rows, asked.tally.left_out), (2, 0));
    assert_eq!(scaled("9999999999.99999999".parse().unwrap(), NUMBER_SCALE), Some(999_999_999_999_999_999));
}

#[test]
fn on_an_earlier_day_later_records_were_not_there() {
    let book = read(&random::book(3));
    let figures = Figures::new(&book, day("2025-03-31"));
    let count = |until_then: bool| {
        let scope = Scope { figures: &figures, book: "here", until_then };
        let asked =
            ask(scope, &Tables::of(&book), figures.as_of, "SELECT COUNT(*), MAX(date) FROM invoice", Limits::default())
                .unwrap();
        asked.sheet.rows[0].cells.clone()
    };
    assert_eq!(count(false)[0], Cell::Integer(90));
    let then = count(true);
    assert!(matches!(then[0], Cell::Integer(1..=60)), "{then:?}");
    assert!(matches!(then[1], Cell::Date(last) if last <= day("2025-03-31")), "{then:?}");
}

fn write_book(folder: &Path, files: &[(String, String)]) {
    for (path, text) in files {
        let file = folder.join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
}

fn carnet(book: &Path, args: &[&str]) -> Output {
    support::carnet(book).args(["--today", "2026-08-15"]).args(args).output().unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn an_export_writes_over_its_own_files_and_over_nobody_else_s() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("atelier");
    write_book(&book, &random::book(1));
    let lake = folder.path().join("lake/a");
    let to = lake.to_str().unwrap();
    let export = |args: &[&str]| carnet(&book, &[&["export", "parquet", to], args].concat());
    let first = export(&[]);
    assert!(first.status.success(), "{first:?}");
    let written = names(&lake);
    assert!(written.contains(&"customer_machine.parquet".to_owned()));
    let before = std::fs::read(lake.join("open_item.parquet")).unwrap();
    assert!(export(&[]).status.success());
    assert!(before == std::fs::read(lake.join("open_item.parquet")).unwrap(), "the same book, other bytes");

    // What the firm gave up goes; what somebody put there stays.
    let settings = random::FIRM.split("[[field]]").next().unwrap();
    std::fs::write(book.join("carnet.toml"), settings).unwrap();
    std::fs::write(lake.join("mine.csv"), "mine").unwrap();
    let done = export(&["--name", "b"]);
    // The records still hold the fields that are no more: they are not in the figures, and that is said.
    assert_eq!(done.status.code(), Some(1), "{done:?}");
    let now = names(&lake);
    assert!(!now.contains(&"customer_machine.parquet".to_owned()) && now.contains(&"mine.csv".to_owned()), "{now:?}");

    std::fs::create_dir_all(folder.path().join("other")).unwrap();
    let other = folder.path().join("other/customer.parquet");
    std::fs::write(&other, "somebody's").unwrap();
    let refused = carnet(&book, &["export", "parquet", folder.path().join("other").to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("did not write it"));
    assert_eq!(names(&folder.path().join("other")), ["customer.parquet"]);
    assert_eq!(std::fs::read_to_string(&other).unwrap(), "somebody's");

    let file = folder.path().join("book.sqlite");
    let sqlite = |args: &[&str]| carnet(&book, &[&["export", "sqlite", file.to_str().unwrap()], args].concat());
    std::fs::write(&file, "a letter").unwrap();
    assert_eq!(sqlite(&[]).status.code(), Some(1));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "a letter");
    sqlite(&["--force"]);
    assert!(sqlite::is_ours(&std::fs::read(&file).unwrap()));
    let again = sqlite(&["--name", "again"]);
    assert!(String::from_utf8_lossy(&again.stderr).contains("written"), "{again:?}");
    let connection = rusqlite::Connection::open(&file).unwrap();
    let name: String = connection.query_row("SELECT book FROM book", [], |row| row.get(0)).unwrap();
    assert_eq!(name, "again");
}

/// DuckDB and Spark over the Parquet files, and Python's SQLite over the exported ones, against carnet's reports: on demand.
#[test]
fn other_engines_give_the_same_cents() {
    if std::env::var_os("CARNET_TABLES_ORACLE").is_none() {
        return;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let work: PathBuf = root.join("target/tables");
    let books = work.join("books");
    let _ = std::fs::remove_dir_all(&books);
    for seed in 1..=4 {
        write_book(&books.join(format!("random-{seed}")), &random::book(seed));
    }
    write_book(&books.join("demo"), &demo_files());
    let status = Command::new("python3")
        .arg(root.join("tests/tables/oracle.py"))
        .arg(env!("CARGO_BIN_EXE_carnet"))
        .arg(&work)
        .status()
        .expect("python3 can be started");
    assert!(status.success());
}

/// Counts without an end.
const ENDLESS: &str = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT";

#[test]
fn a_question_without_an_end_is_stopped() {
    let book = read(&random::book(1));
    let figures = Figures::new(&book, day("2026-08-15"));
    let answer = |words: &str, limits| {
        let asked = ask(scope(&figures), &Tables::of(&book), figures.as_of, &format!("{ENDLESS} {words}"), limits);
        asked.map(|asked| asked.sheet.rows.len())
    };
    let time = Duration::from_millis(200);
    let begun = Instant::now();
    let limits = Limits { time: Some(time), ..Limits::default() };
    assert_eq!(answer("COUNT(*) FROM n", limits), Err(Fault::TooLong(time)));
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    // One that gives rows is stopped by how many they are: memory has an end too.
    let limits = Limits { values: 1_000, time: None };
    assert_eq!(answer("i, i FROM n", limits), Err(Fault::TooLarge(1_000)));
    assert_eq!(answer("i, i FROM n LIMIT 500", limits), Ok(500));
    assert_eq!(answer("i, i FROM n LIMIT 501", limits), Err(Fault::TooLarge(1_000)));
}

/// Sends a signal to a program that has just been started, and gives what it printed.
#[cfg(unix)]
fn interrupted(book: &Path, args: &[&str], signal: &str, after: Duration) -> Output {
    let mut command = support::carnet(book);
    command
        .args(["--today", "2026-08-15"])
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    std::thread::sleep(after);
    let sent = Command::new("kill").args([signal, &child.id().to_string()]).stderr(Stdio::null()).status();
    assert!(sent.is_ok(), "no `kill`");
    child.wait_with_output().unwrap()
}

/// Whether Control-C is ignored here, as a shell has it for what it runs in the background: then it is in all that is started.
#[cfg(unix)]
fn interrupts_are_ignored() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).map(str::trim);
    ignored.and_then(|mask| u64::from_str_radix(mask, 16).ok()).is_some_and(|mask| mask & 0b10 != 0)
}

#[cfg(unix)]
#[test]
fn a_long_question_ends_with_control_c() {
    use std::os::unix::process::ExitStatusExt;
    let folder = tempfile::tempdir().unwrap();
    write_book(folder.path(), &random::book(1));
    let question = format!("{ENDLESS} COUNT(*) FROM n");
    if interrupts_are_ignored() {
        eprintln!("NOT TESTED: Control-C, since it is ignored where these tests run (a shell's background)");
    } else {
        let output = interrupted(folder.path(), &["sql", &question], "-INT", Duration::from_millis(1500));
        assert_eq!(output.status.signal(), Some(2), "{output:?}");
        assert_eq!((output.stdout, output.stderr), (Vec::new(), Vec::new()));
    }
    // And without anybody at the keyboard.
    let output = support::carnet(folder.path()).args(["sql", "--timeout", "1", &question]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("it ran for a second") && said.contains("--timeout SECONDS"), "{said}");
}

/// Killed anywhere, an export has not touched the name it writes, or has written all of it.
#[cfg(unix)]
#[test]
fn a_killed_export_leaves_no_half_file() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("book");
    write_book(&book, &random::book(1));
    let out = folder.path().join("out");
    let whole = |file: &Path| {
        let connection = rusqlite::Connection::open(file).unwrap();
        let sound: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        let rows: i64 = connection.query_row("SELECT COUNT(*) FROM invoice", [], |row| row.get(0)).unwrap();
        (sound, rows)
    };
    let (file, lake) = (out.join("book.sqlite"), out.join("lake"));
    let export = |sort: &str, to: &Path| carnet(&book, &["export", sort, to.to_str().unwrap()]);
    let reference = folder.path().join("reference.sqlite");
    assert!(export("sqlite", &reference).status.success());
    let begun = Instant::now();
    assert!(export("parquet", &folder.path().join("reference")).status.success());
    let long = begun.elapsed();
    for part in 1..=10 {
        let after = long * part / 10;
        interrupted(&book, &["export", "sqlite", file.to_str().unwrap()], "-KILL", after);
        assert!(!file.exists() || whole(&file) == whole(&reference), "after {after:?}");
        interrupted(&book, &["export", "parquet", lake.to_str().unwrap()], "-KILL", after);
        for name in names(&lake).iter().filter(|name| name.ends_with(".parquet")) {
            let wanted = std::fs::read(folder.path().join("reference").join(name)).unwrap();
            assert!(std::fs::read(lake.join(name)).unwrap() == wanted, "{name} after {after:?}");
        }
        let _ = std::fs::remove_file(&file);
        let _ = std::fs::remove_dir_all(&lake);
    }
    // What was killed left something aside; the next one sweeps it up.
    assert!(export("sqlite", &file).status.success());
    assert!(export("parquet", &lake).status.success());
    assert!(names(&out).iter().chain(&names(&lake)).all(|name| !name.starts_with('.')), "{:?}", names(&out));
}
