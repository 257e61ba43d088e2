//! The three public sets of `../shared/data`, through the mappings that carnet ships: what is rejected, and whether the
//! drafts' totals are those that a separate Python script computes from the CSV. Skipped, loudly, where either is absent.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use carnet::import::{Draft, GuessField, GuessKind, ImportPlan, Mapping, Note, guess, plan};
use carnet::value::{Decimal, decimal};
use serde_json::Value;

/// The folder of a set and what its script prints; `None` when the set or Python is absent.
fn set(name: &str, script: &str) -> Option<(PathBuf, Value)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("../shared/data").join(name);
    if !folder.is_dir() {
        eprintln!("SKIPPED: the real data of {name} is not in ../shared/data");
        return None;
    }
    let script = root.join("tests/real_data").join(script);
    let Ok(output) = Command::new("python3").arg(script).arg(&folder).output() else {
        eprintln!("SKIPPED: python3 is needed to compute the totals of {name}");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some((folder, serde_json::from_slice(&output.stdout).unwrap()))
}

fn mapping_text(map: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data-template/imports").join(map).with_extension("toml");
    std::fs::read_to_string(path).unwrap()
}

fn import(folder: &Path, file: &str, map: &str) -> ImportPlan {
    import_as(folder, file, &mapping_text(map))
}

fn import_as(folder: &Path, file: &str, mapping: &str) -> ImportPlan {
    let mapping = Mapping::parse(mapping).unwrap_or_else(|fault| panic!("{file}: {fault}"));
    let read = |path: &str| std::fs::read(folder.join(path)).map_err(|fault| fault.to_string());
    let bytes = read(file).unwrap();
    plan(&bytes, &mapping, &mut |path| read(path)).unwrap_or_else(|fault| panic!("{file}: {fault}"))
}

fn counts(plan: &ImportPlan) -> Vec<(&str, usize)> {
    plan.counts.iter().map(|(kind, count)| (kind.as_str(), *count)).collect()
}

fn of<'a>(plan: &'a ImportPlan, kind: &'a str) -> impl Iterator<Item = &'a Draft> {
    plan.drafts.iter().filter(move |draft| draft.kind == kind)
}

fn number(text: Option<&str>) -> Decimal {
    text.map_or(Decimal::ZERO, |text| decimal::parse(text).unwrap())
}

/// Quantity × price less the percentages, rounded to the cent.
fn lines_net(draft: &Draft) -> Decimal {
    let net = |line: &carnet::import::DraftTable| {
        let full = number(line.text("quantity")) * number(line.text("unit_price"));
        let percent: Decimal = line.tables("allowances").iter().map(|item| number(item.text("percent"))).sum();
        decimal::fixed(full - full * percent / Decimal::ONE_HUNDRED, 2)
    };
    draft.values.tables("lines").iter().map(net).sum()
}

fn same(found: Decimal, expected: &Value) {
    assert_eq!(found, decimal::parse(expected.as_str().unwrap()).unwrap());
}

fn count(expected: &Value) -> usize {
    usize::try_from(expected.as_u64().unwrap()).unwrap()
}

#[test]
fn opportunities() {
    let Some((folder, facts)) = set("opportunities", "opportunities.py") else { return };
    let accounts = import(&folder, "accounts.csv", "opportunities-accounts");
    let products = import(&folder, "products.csv", "opportunities-products");
    let members = import(&folder, "sales_teams.csv", "opportunities-teams");
    let deals = import(&folder, "sales_pipeline.csv", "opportunities-pipeline");
    for plan in [&accounts, &products, &members, &deals] {
        assert_eq!((plan.rejected.as_slice(), plan.notes.as_slice()), (&[][..], &[][..]));
    }
    assert_eq!(counts(&accounts), [("customer", count(&facts["accounts"]))]);
    assert_eq!(counts(&products), [("product", count(&facts["products"]))]);
    assert_eq!(counts(&members), [("member", count(&facts["members"]))]);
    assert_eq!(counts(&deals), [("deal", count(&facts["deals"]))]);

    let customers: BTreeMap<&str, &Draft> = of(&accounts, "customer").map(|draft| (draft.id.as_str(), draft)).collect();
    let parents: Vec<&str> = customers.values().filter_map(|draft| draft.values.text("parent")).collect();
    assert_eq!(parents.len(), count(&facts["subsidiaries"]));
    assert!(parents.iter().all(|parent| customers.contains_key(parent)));
    assert!(customers.values().all(|draft| draft.values.text("industry") != Some("technolgy")));
    assert_eq!(customers["bioholding"].values.text("address.country"), Some("PH"));
    assert_eq!(customers["acme-corporation"].values.text("annual_revenue"), Some("1100040000"));
    same(customers.values().map(|draft| number(draft.values.text("annual_revenue"))).sum(), &facts["revenue"]);

    let mut stages: BTreeMap<&str, (usize, Decimal)> = BTreeMap::new();
    let mut by_product: BTreeMap<&str, usize> = BTreeMap::new();
    for deal in &deals.drafts {
        let stage = stages.entry(deal.values.text("stage").unwrap()).or_default();
        stage.0 += 1;
        stage.1 += number(deal.values.text("amount"));
        *by_product.entry(deal.values.text("product").unwrap()).or_default() += 1;
        assert!(deal.values.text("customer").is_none_or(|customer| customers.contains_key(customer)));
        assert!(of(&members, "member").any(|member| Some(member.id.as_str()) == deal.values.text("owner")));
    }
    assert_eq!(stages.len(), 4);
    for (stage, (deals, amount)) in stages {
        assert_eq!(deals, count(&facts["by_stage"][stage]), "{stage}");
        same(amount, &facts["amount_by_stage"][stage]);
    }
    // The two spellings of GTX Pro are one product.
    assert_eq!(by_product["gtx-pro"], count(&facts["by_product"]["GTX Pro"]));
    assert_eq!(by_product.len(), count(&facts["products"]));
    let orphans = deals.drafts.iter().filter(|deal| deal.values.text("customer").is_none()).count();
    assert_eq!((orphans, count(&facts["without_account"])), (1425, 1425));
}

#[test]
fn northwind() {
    let Some((folder, facts)) = set("northwind", "northwind.py") else { return };
    let customers = import(&folder, "customers.csv", "northwind-customers");
    let employees = import(&folder, "employees.csv", "northwind-employees");
    let territories = import(&folder, "territories.csv", "northwind-territories");
    let products = import(&folder, "products.csv", "northwind-products");
    let orders = import(&folder, "orders.csv", "northwind-orders");
    for plan in [&customers, &employees, &territories, &products, &orders] {
        assert_eq!(plan.rejected, []);
    }
    let mended = |column: &str, rows| vec![Note::Surplus { file: None, column: column.into(), rows }];
    assert_eq!(customers.notes, mended("address", count(&facts["customers_mended"])));
    assert_eq!(orders.notes, mended("shipAddress", count(&facts["orders_mended"])));

    let parties = count(&facts["customers"]);
    assert_eq!(counts(&customers), [("customer", parties), ("contact", parties)]);
    assert_eq!(counts(&employees), [("member", count(&facts["employees"]))]);
    assert_eq!(counts(&territories), [("territory", count(&facts["territories"]) + count(&facts["regions"]))]);
    assert_eq!(counts(&products), [("product", count(&facts["products"]))]);
    assert_eq!(counts(&orders), [("invoice", count(&facts["orders"]))]);

    let all = [&customers, &employees, &territories, &products];
    let exists =
        |kind: &str, id: Option<&str>| all.iter().any(|plan| of(plan, kind).any(|draft| Some(draft.id.as_str()) == id));
    for member in employees.drafts.iter().filter(|member| member.id != "andrew-fuller") {
        assert!(exists("member", member.values.text("manager")), "{}", member.id);
    }
    let mut years: BTreeMap<String, Decimal> = BTreeMap::new();
    let (mut lines, mut freight) = (0, Decimal::ZERO);
    for order in &orders.drafts {
        assert!(exists("customer", order.values.text("customer")));
        assert!(exists("member", order.values.text("owner")));
        for line in order.values.tables("lines") {
            assert!(exists("product", line.text("product")));
            lines += 1;
        }
        freight += order.values.tables("charges").iter().map(|charge| number(charge.text("amount"))).sum::<Decimal>();
        *years.entry(order.values.text("date").unwrap()[..4].to_owned()).or_default() += lines_net(order);
    }
    assert_eq!(lines, count(&facts["lines"]));
    same(freight, &facts["freight"]);
    same(years.values().copied().sum(), &facts["net"]);
    assert_eq!(facts["net"], "1265793.29");
    for (year, net) in years {
        same(net, &facts["net_by_year"][&year]);
    }
    let street = of(&customers, "customer").find(|draft| draft.id == "bolid").unwrap().values.text("address.street");
    assert_eq!(street, Some("C/ Araquil, 67"));
}

/// What the surplus commas cost when the mapping does not say where they go.
#[test]
fn northwind_without_surplus() {
    let Some((folder, _)) = set("northwind", "northwind.py") else { return };
    for (file, map, rejected) in [("customers.csv", "northwind-customers", 24), ("orders.csv", "northwind-orders", 176)]
    {
        let text = mapping_text(map);
        let without: String =
            text.lines().filter(|line| !line.starts_with("surplus")).map(|line| format!("{line}\n")).collect();
        let plan = import_as(&folder, file, &without);
        assert_eq!(plan.rejected_rows(), rejected, "{file}");
        assert!(plan.rejected.iter().all(|row| row.reason.name() == "too-many-fields"), "{file}");
        assert_eq!(plan.rows - rejected, plan.counts[0].1, "{file}");
    }
}

#[test]
fn online_retail() {
    let Some((folder, facts)) = set("online-retail", "online_retail.py") else { return };
    let plan = import(&folder, "online_retail.csv", "online-retail");
    assert_eq!(plan.rejected, []);
    assert_eq!(plan.rows, count(&facts["rows"]));
    let documents = count(&facts["invoices"]) + count(&facts["credit_notes"]);
    assert_eq!(
        counts(&plan),
        [("invoice", documents), ("customer", count(&facts["customers"])), ("product", count(&facts["products"]))]
    );
    let (mut invoiced, mut credited) = (Decimal::ZERO, Decimal::ZERO);
    let mut months: BTreeMap<String, Decimal> = BTreeMap::new();
    let mut lines = 0;
    for draft in of(&plan, "invoice") {
        lines += draft.values.tables("lines").len();
        let net = lines_net(draft);
        let signed = match draft.values.text("type") {
            Some("credit-note") => {
                credited -= net;
                -net
            }
            _ => {
                invoiced += net;
                net
            }
        };
        assert!(draft.values.tables("lines").iter().all(|line| number(line.text("quantity")) > Decimal::ZERO));
        *months.entry(draft.values.text("date").unwrap()[..7].to_owned()).or_default() += signed;
    }
    assert_eq!(lines, plan.rows);
    same(invoiced, &facts["invoiced"]);
    same(credited, &facts["credited"]);
    for (month, net) in months {
        same(net, &facts["by_month"][&month]);
    }
    let kept =
        |kind: &str| plan.notes.iter().filter(|note| matches!(note, Note::Kept { kind: of, .. } if of == kind)).count();
    assert_eq!(
        (kept("customer"), kept("product")),
        (count(&facts["other_countries"]), count(&facts["other_descriptions"]))
    );
    assert_eq!(plan.notes.len(), kept("customer") + kept("product"));
    let services: Vec<&str> = of(&plan, "product")
        .filter(|draft| draft.values.text("nature") == Some("services"))
        .map(|draft| draft.id.as_str())
        .collect();
    assert_eq!(services.len(), 4, "{services:?}");
}

/// Importing twice changes nothing: the ids and the values are the same.
#[test]
fn twice_is_once() {
    let Some((folder, _)) = set("online-retail", "online_retail.py") else { return };
    let once = import(&folder, "online_retail.csv", "online-retail");
    assert_eq!(once, import(&folder, "online_retail.csv", "online-retail"));
}

/// `--guess` on each file that has a mapping of its own: the right kind, and a first mapping that makes records.
#[test]
fn guesses() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    if !root.is_dir() {
        eprintln!("SKIPPED: the real data is not in ../shared/data");
        return;
    }
    let kind = |name: &str, fields: &str| GuessKind {
        name: name.into(),
        fields: fields
            .split_whitespace()
            .map(|field| {
                let (name, type_name) = field.split_once(':').unwrap_or((field, "Text"));
                GuessField { name: name.into(), type_name: type_name.into(), aliases: Vec::new() }
            })
            .collect(),
    };
    let kinds = [
        kind("member", "name email role manager:Ref office"),
        kind(
            "customer",
            "name industry phone parent:Ref employees:Integer annual_revenue:Amount founded:Integer address.street address.postcode address.city address.region address.country:Country",
        ),
        kind("product", "name description type price:Price category"),
        kind("deal", "name customer:Ref owner:Ref stage amount:Amount opened:Date closed:Date product:Ref"),
        kind(
            "invoice",
            "customer:Ref number date:Date owner:Ref lines.product:Ref lines.description lines.quantity:Quantity lines.unit_price:Price",
        ),
    ];
    for (file, kind, records) in [
        // One row names the "Philipines", which only a person can translate.
        ("opportunities/accounts.csv", "customer", 84),
        ("opportunities/sales_teams.csv", "member", 35),
        ("opportunities/products.csv", "product", 7),
        ("opportunities/sales_pipeline.csv", "deal", 8800),
        ("northwind/customers.csv", "customer", 67),
        ("northwind/products.csv", "product", 77),
        ("online-retail/online_retail.csv", "invoice", 1324),
    ] {
        let bytes = std::fs::read(root.join(file)).unwrap();
        let text = guess(&bytes, file, &kinds).unwrap();
        let plan = import_as(root.join(file).parent().unwrap(), file.rsplit('/').next().unwrap(), &text);
        assert_eq!(counts(&plan), [(kind, records)], "{file}\n{text}\n{:?}", plan.rejected.first());
    }
}
