//! Wishes and what they write, on a small book.

use proptest::prelude::*;

use super::*;
use crate::book::{Book, RecordRef, Source};
use crate::model::Kinds;
use crate::value::Date;
use crate::value::period::PeriodContext;

const FIRM: &str = r#"format = 2
currency = "EUR"

[[tax]]
id = "fr-20"
category = "S"
percent = 20

[[pipeline]]
id = "sales"

[[pipeline.stages]]
id = "lead"

[[pipeline.stages]]
id = "won"
outcome = "won"
"#;

const INVOICE: &str = r#"# for the audit
customer = "acme"      # the parent
date = 2026-10-03

tags = ["web"]

[[lines]]
description = "Audit"
quantity = 4           # days
unit_price = 650.00

# travel, as agreed
[[lines]]
description = "Travel"
quantity = 1
unit_price = 80.00
"#;

fn book(more: &[(&str, &str)]) -> Book {
    let files = [
        ("carnet.toml", FIRM),
        ("customers/acme.toml", "name = \"ACME\"\n"),
        ("customers/dollar.toml", "name = \"Dollar Inc\"\ncurrency = \"USD\"\n"),
        ("team/paul.toml", "name = \"Paul\"\n"),
        ("deals/acme.toml", "name = \"Site\"\nstage = \"lead\"\n"),
        ("deals/site.toml", "name = \"Site\"\nstage = \"lead\"\ntags = [\n  \"a\",\n  \"b\",\n]\n"),
        (
            "products/audit-day.toml",
            "name = \"Audit\"\ndescription = \"Security audit\"\nunit = \"DAY\"\n\nprice = 650.00\ntax = \"fr-20\"\n",
        ),
        ("products/free.toml", "name = \"Free\"\n"),
        ("invoices/2026/10/site.toml", INVOICE),
        ("notes/2026/10/call.md", "---\ndate: 2026-10-03\n---\n\nWe talked.\n"),
    ];
    let sources = files.iter().chain(more).map(|(path, text)| Source::new(path, text.as_bytes())).collect();
    let book = Book::read(Kinds::standard(), sources);
    assert_eq!(book.findings, [], "{:?}", book.findings);
    book
}

fn scope(book: &Book) -> Scope<'_> {
    Scope { book, periods: PeriodContext::new(Date::new(2026, 11, 20).unwrap()), last: None }
}

fn french(book: &Book) -> Scope<'_> {
    let scope = scope(book);
    Scope { periods: PeriodContext { day_first: true, ..scope.periods }, ..scope }
}

fn words(text: &str) -> Vec<String> {
    text.split('|').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
}

/// `new` as typed, the words parted by `|`.
fn create(scope: &Scope<'_>, kind: &str, line: &str) -> Result<Plan, ChangeError> {
    let words = words(line);
    let head = words.split(|word| word == "+").next().unwrap();
    let id = head.first().filter(|word| Assignment::parse(word).is_none());
    let assignments: Vec<Assignment> = head.iter().filter_map(|word| Assignment::parse(word)).collect();
    let lines = LineSpec::parse_all(&words)?;
    let wish = New { kind: scope.kind(kind)?, id: id.map(String::as_str), assignments: &assignments, lines: &lines };
    let plan = new(scope, &wish)?;
    let after = plan.applied(scope.book);
    assert_eq!(after.findings, [], "{}", plan.changes[0].after.as_deref().unwrap_or_default());
    Ok(plan)
}

fn written(plan: &Plan) -> String {
    let change = &plan.changes[0];
    format!("# {}\n{}", change.path, change.after.as_deref().unwrap_or("gone"))
}

fn change(scope: &Scope<'_>, record: &str, line: &str) -> Result<String, ChangeError> {
    let assignments: Vec<Assignment> = words(line).iter().filter_map(|word| Assignment::parse(word)).collect();
    let plan = set(scope, &[scope.record(record)?], &assignments, &[])?;
    Ok(plan.changes[0].after.clone().unwrap())
}

fn fault(result: Result<impl std::fmt::Debug, ChangeError>) -> String {
    let error = result.unwrap_err();
    match error.args.iter().find(|(name, _)| *name == "suggestion") {
        Some((_, suggestion)) => format!("{} → {suggestion}", error.key),
        None => error.key.to_owned(),
    }
}

#[test]
fn an_invoice_with_lines_is_written_in_canonical_order() {
    let book = book(&[]);
    let plan = create(
        &scope(&book),
        "invoice",
        "customer=acme | currency=eur | tags=a,b | due=+30d | + | audit-day | 4 | discount=5% | + | Travel | @80.00 | tax=fr-20",
    );
    let plan = plan.unwrap();
    assert_eq!(plan.subject, "invoice/acme-2026-11-20: new");
    assert_eq!(
        written(&plan),
        "\
# invoices/2026/11/acme-2026-11-20.toml
customer = \"acme\"
date = 2026-11-20
due = 2026-12-20

tags = [
  \"a\",
  \"b\",
]

[[lines]]
product = \"audit-day\"
description = \"Security audit\"
quantity = 4
unit = \"DAY\"
unit_price = 650.00
tax = \"fr-20\"
price_from = \"product/audit-day\"

[[lines.allowances]]
percent = 5

[[lines]]
description = \"Travel\"
quantity = 1
unit_price = 80.00
tax = \"fr-20\"
"
    );
}

#[test]
fn ids_are_proposed_and_made_unique() {
    let book = book(&[("contacts/c-0007.toml", "name = \"Someone\"\n")]);
    let scope = scope(&book);
    let id = |kind: &str, line: &str| create(&scope, kind, line).map(|plan| plan.touched[0].clone());
    assert_eq!(id("customer", "name=Éts Dupont & Fils").unwrap(), "customer/ets-dupont-fils");
    assert_eq!(id("client", "name=ACME").unwrap(), "customer/acme-2");
    assert_eq!(id("customer", "name=Jeanne | type=person").unwrap(), "customer/c-0001");
    assert_eq!(id("contact", "name=Jeanne").unwrap(), "contact/c-0008");
    assert_eq!(id("member", "name=Claire").unwrap(), "member/claire");
    assert_eq!(id("paiement", "customer=acme | amount=12").unwrap(), "payment/acme-2026-11-20");
    assert_eq!(id("note", "title=First call").unwrap(), "note/first-call");
    assert_eq!(fault(id("customer", "name=日本")), "change-needs-id");
    assert_eq!(fault(id("customer", "ACME | name=x")), "change-taken");
    assert_eq!(fault(id("customer", "où | name=x")), "change-bad-id → ou");
}

#[test]
fn everything_that_is_missing_is_said_at_once() {
    let book = book(&[]);
    let error = create(&scope(&book), "payment", "").unwrap_err();
    assert_eq!(error.key, "change-missing");
    assert_eq!(error.args[1], ("keys", "customer, amount".to_owned()));
    assert_eq!(error.args[3], ("words", "customer=ID amount=1234.50".to_owned()));
    // The first stage and today need no saying.
    assert!(
        create(&scope(&book), "deal", "name=New").unwrap().changes[0]
            .after
            .as_ref()
            .unwrap()
            .contains("stage = \"lead\"")
    );
}

#[test]
fn values_are_read_by_the_type_of_their_field() {
    let book = book(&[]);
    let customer = |line: &str| {
        let text = written(&create(&scope(&book), "customer", &format!("x | name=X | {line}")).unwrap());
        text.lines().last().unwrap_or_default().to_owned()
    };
    assert_eq!(customer("address.postcode=01000"), "postcode = \"01000\"");
    assert_eq!(customer("annual_revenue=1234.50"), "annual_revenue = 1234.50");
    assert_eq!(customer("taxable=oui"), "taxable = true");
    assert_eq!(customer("archived=yesterday"), "archived = 2026-11-19");
    assert_eq!(customer("sites.1.id=depot"), "id = \"depot\"");
    assert_eq!(customer("parent=customer/acme"), "parent = \"acme\"");
    assert_eq!(customer("currency=usd"), "currency = \"USD\"");
    let product = |unit: &str| create(&scope(&book), "product", &format!("x | name=X | unit={unit}")).unwrap();
    assert!(written(&product("jour")).ends_with("unit = \"DAY\"\n"));
    assert!(written(&product("HUR")).ends_with("unit = \"HUR\"\n"));
}

#[test]
fn numbers_that_could_mean_two_things_are_refused() {
    let book = book(&[]);
    let amount = |scope: &Scope<'_>, text: &str| match literal::read(scope, &crate::model::Type::Amount, "amount", text)
    {
        Ok(value) => value.toml(),
        Err(error) => fault(Err::<(), _>(error)),
    };
    let (english, french) = (scope(&book), french(&book));
    for (text, in_english, in_french) in [
        ("1234.50", "1234.50", "1234.50"),
        ("-12", "-12", "-12"),
        ("1250,50", "change-french-number → 1250.50", "1250.50"),
        ("1 250,50", "change-french-number → 1250.50", "1250.50"),
        ("1\u{202f}250", "change-french-number → 1250", "1250"),
        ("1.250", "change-ambiguous-number", "change-ambiguous-number"),
        ("1,250", "change-ambiguous-number", "change-ambiguous-number"),
        ("0.125", "0.125", "0.125"),
        ("1250.000", "1250.000", "1250.000"),
        ("12 50", "change-no-number", "change-no-number"),
        ("1.250,50", "change-no-number", "change-no-number"),
        ("1e3", "change-no-number", "change-no-number"),
        ("12,", "change-no-number", "change-no-number"),
    ] {
        assert_eq!(
            (amount(&english, text).as_str(), amount(&french, text).as_str()),
            (in_english, in_french),
            "{text}"
        );
    }
    let date =
        |scope: &Scope<'_>, text: &str| literal::read(scope, &crate::model::Type::Date, "due", text).map(|d| d.toml());
    assert_eq!(date(&french, "03/10/2026").unwrap(), "2026-10-03");
    assert_eq!(fault(date(&english, "03/10/2026")), "change-no-date");
    assert_eq!(fault(date(&english, "2026-02-30")), "change-no-such-day");
}

#[test]
fn writes_want_the_exact_record() {
    let book = book(&[("invoices/2026/10/old.toml", "customer = \"acme\"\nnumber = \"F/1\"\ndate = 2026-10-03\n")]);
    let scope = scope(&book);
    let name = |text: &str| scope.record(text).map(|record| book.name(record));
    assert_eq!(name("site").as_deref().ok(), None);
    assert_eq!(fault(name("acme")), "change-ambiguous");
    assert_eq!(name("client/acme").unwrap(), "customer/acme");
    assert_eq!(name("invoices/2026/10/site.toml").unwrap(), "invoice/site");
    assert_eq!(name("F/1").unwrap(), "invoice/old");
    assert_eq!(fault(name("audit-dya")), "change-no-record → product/audit-day");
    assert_eq!(fault(name("audit")), "change-no-record");
    assert_eq!(fault(name("custmer/acme")), "change-no-kind → customer");
    assert_eq!(fault(name("customer/acmee")), "change-no-such → acme");
    assert_eq!(fault(name("@")), "change-no-last");
}

#[test]
fn set_changes_just_the_line_it_is_about() {
    let book = book(&[]);
    let scope = scope(&book);
    let after = change(&scope, "invoice/site", "lines.2.quantity=3 | customer=dollar | tags+=vip").unwrap();
    assert_eq!(
        after,
        INVOICE
            .replace("customer = \"acme\"  ", "customer = \"dollar\"  ")
            .replace("quantity = 1\n", "quantity = 3\n")
            .replace("[\"web\"]", "[\n  \"web\",\n  \"vip\",\n]")
    );
    let after = change(&scope, "deal/site", "tags-=a | stage=won").unwrap();
    assert_eq!(after, "name = \"Site\"\nstage = \"won\"\ntags = [\n  \"b\",\n]\n");
    // The last item takes the list with it.
    assert_eq!(change(&scope, "invoice/site", "tags-=web").unwrap(), INVOICE.replace("\ntags = [\"web\"]\n", ""));
    assert_eq!(fault(change(&scope, "deal/site", "tags-=zzz")), "change-not-in-list");
    assert_eq!(fault(change(&scope, "deal/site", "stage+=x")), "change-no-list");
    assert_eq!(fault(change(&scope, "deal/site", "stage=")), "change-empty");
    assert_eq!(fault(change(&scope, "deal/site", "stgae=won")), "change-unknown-key → stage");
    assert_eq!(fault(change(&scope, "deal/site", "outcome=won")), "change-derived");
    assert_eq!(fault(change(&scope, "invoice/site", "lines.4.quantity=1")), "change-beyond");
    assert_eq!(fault(change(&scope, "invoice/site", "lines=1")), "change-table-lines");
    assert_eq!(fault(change(&scope, "customer/acme", "address=x")), "change-table");
}

#[test]
fn several_records_in_one_plan() {
    let book = book(&[]);
    let scope = scope(&book);
    let records = [scope.record("deal/acme").unwrap(), scope.record("deal/site").unwrap()];
    let plan = set(&scope, &records, &[Assignment::set("owner", "paul")], &["tags".to_owned()]).unwrap();
    assert_eq!(plan.subject, "deal: owner=paul, without tags (2 records)");
    assert_eq!(plan.touched, ["deal/acme", "deal/site"]);
    assert!(
        !plan
            .applied(&book)
            .records(records[0].kind)
            .iter()
            .any(|r| r.text(book.shape(records[0].kind), "tags").is_some())
    );
}

#[test]
fn notes_are_records_too() {
    let book = book(&[]);
    let scope = scope(&book);
    let after = change(&scope, "call", "about=customer/acme,deal/site | title=What: they want | author=paul").unwrap();
    assert_eq!(
        after,
        "---\ndate: 2026-10-03\nabout:\n  - customer/acme\n  - deal/site\nauthor: paul\ntitle: \"What: they want\"\n---\n\nWe talked.\n"
    );
    let plan = create(&scope, "note", "about=deal/site | title=Call | text=We said:\n- a\n- b").unwrap();
    assert_eq!(
        written(&plan),
        "# notes/2026/11/call-2.md\n---\ndate: 2026-11-20\nabout:\n  - deal/site\ntitle: Call\n---\n\nWe said:\n- a\n- b\n"
    );
}

#[test]
fn lines_are_added_changed_and_removed() {
    let book = book(&[]);
    let scope = scope(&book);
    let site = scope.record("invoice/site").unwrap();
    let spec = |line: &str| LineSpec::parse(&words(line));
    let add = |record: RecordRef, line: &str| {
        line_add(&scope, record, &[spec(line)?]).map(|plan| plan.changes[0].after.clone().unwrap())
    };
    let added = add(site, "audit-day | 2 | discount=10.00").unwrap();
    assert!(added.starts_with(INVOICE), "{added}");
    assert!(
        added.ends_with("unit_price = 650.00\ntax = \"fr-20\"\nprice_from = \"product/audit-day\"\n\n[[lines.allowances]]\namount = 10.00\n"),
        "{added}"
    );
    assert_eq!(fault(add(site, "Travel | 2")), "change-line-price");
    assert_eq!(fault(add(site, "audit-dya")), "change-line-price → audit-day");
    assert_eq!(fault(add(site, "free")), "change-line-price");
    assert_eq!(fault(add(site, "free | 2 | 3")), "change-line-word");
    assert_eq!(fault(add(site, "free | @1 | colour=red")), "change-unknown-key");
    assert_eq!(fault(add(scope.record("paul").unwrap(), "free | @1")), "change-no-lines");
    assert_eq!(fault(create(&scope, "invoice", "customer=dollar | + | audit-day")), "change-line-currency");
    assert_eq!(
        fault(create(&scope, "invoice", "customer=acme | prices_include_tax=true | + | audit-day")),
        "change-line-tax"
    );

    let edit = |number, line: &str| {
        let assignments: Vec<Assignment> = words(line).iter().filter_map(|word| Assignment::parse(word)).collect();
        line_set(&scope, site, number, &assignments, &[]).map(|plan| plan.changes[0].after.clone().unwrap())
    };
    assert_eq!(edit(1, "quantity=5").unwrap(), INVOICE.replace("quantity = 4 ", "quantity = 5 "));
    assert!(edit(2, "discount=5%").unwrap().ends_with("unit_price = 80.00\n\n[[lines.allowances]]\npercent = 5\n"));
    assert_eq!(fault(edit(3, "quantity=5")), "change-no-line");
    assert_eq!(fault(edit(0, "quantity=5")), "change-no-line");

    let removed = line_remove(&scope, site, 2).unwrap();
    assert_eq!(removed.subject, "invoice/site: line 2 removed");
    assert_eq!(removed.changes[0].after.as_deref(), INVOICE.split("\n# travel").next());
}

#[test]
fn line_ends_stay_and_broken_files_are_left_alone() {
    let torn = [("customers/crlf.toml", "name = \"A\"\r\n# c\r\nindustry = \"x\"\r\n")];
    let book = book(&torn);
    let after = change(&scope(&book), "crlf", "industry=y").unwrap();
    assert_eq!(after, "name = \"A\"\r\n# c\r\nindustry = \"y\"\r\n");
    let broken = Book::read(Kinds::standard(), vec![Source::new("customers/x.toml", "name = \n".as_bytes())]);
    assert_eq!(fault(change(&scope(&broken), "x", "name=y")), "change-broken-file");
}

proptest! {
    /// Whatever text is set is read back, and every other line stays.
    #[test]
    fn set_then_read_gives_the_value(value in "[^\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\r]{1,24}") {
        prop_assume!(!value.trim().is_empty());
        let book = book(&[]);
        let scope = scope(&book);
        let site = scope.record("invoice/site").unwrap();
        let plan = set(&scope, &[site], &[Assignment::set("lines.1.description", &value)], &[]).unwrap();
        let after = plan.applied(&book);
        prop_assert_eq!(&after.findings, &[]);
        let lines = after.get(site).get(after.shape(site.kind), "lines").unwrap().as_list();
        prop_assert_eq!(lines[0].as_table().unwrap().iter().flatten().next().unwrap().as_text(), Some(value.as_str()));
        let text = plan.changes[0].after.as_ref().unwrap();
        for line in INVOICE.lines().filter(|line| !line.contains("\"Audit\"")) {
            prop_assert!(text.lines().any(|other| other == line), "{}", line);
        }
    }

    /// Whatever is typed behind `new` and `set`, there is an answer.
    #[test]
    fn no_word_makes_it_panic(typed in prop::collection::vec("[a-z.=+@%0-9, -]{0,12}", 0..6)) {
        let book = book(&[]);
        let scope = scope(&book);
        let assignments: Vec<Assignment> = typed.iter().filter_map(|word| Assignment::parse(word)).collect();
        let site = scope.record("invoice/site").unwrap();
        let _ = set(&scope, &[site], &assignments, &[]);
        if let Ok(spec) = LineSpec::parse(&typed) {
            let _ = line_add(&scope, site, &[spec]);
        }
        for word in &typed {
            let _ = scope.record(word);
        }
    }
}
