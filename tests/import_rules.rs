//! How rows become records: groups, related records, joined files, and what happens to faulty rows.

use carnet::finding::Language;
use carnet::import::{ImportFault, ImportPlan, Mapping, Note, plan, preview, to_toml};

fn import(csv: &str, map: &str) -> ImportPlan {
    import_with(csv, map, &[]).unwrap()
}

fn import_with(csv: &str, map: &str, files: &[(&str, &str)]) -> Result<ImportPlan, ImportFault> {
    let mapping = Mapping::parse(map).unwrap_or_else(|fault| panic!("{fault}"));
    plan(csv.as_bytes(), &mapping, &mut |path| {
        let file = files.iter().find(|(name, _)| *name == path);
        file.map(|(_, text)| text.as_bytes().to_vec()).ok_or_else(|| "no such file".to_owned())
    })
}

/// `line name` of every rejected row.
fn rejected(plan: &ImportPlan) -> Vec<String> {
    plan.rejected.iter().map(|row| format!("{} {}", row.line, row.reason.name())).collect()
}

fn ids(plan: &ImportPlan) -> Vec<String> {
    plan.drafts.iter().map(|draft| format!("{}/{} {:?}", draft.kind, draft.id, draft.lines)).collect()
}

const INVOICES: &str = r#"
date = "%d/%m/%Y"
decimal = ","
thousands = " "
strip = "€"

[[record]]
kind = "invoice"
id = "f-{no}"
group_by = "no"

[record.fields]
customer = "{client|slug}"
date = { column = "date", type = "date" }
currency = "EUR"
charges = [{ when = { column = "port", sign = "positive" }, amount = { column = "port", type = "number" }, reason = "Port" }]

[record.line]
description = "{what}"
quantity = { column = "qty", type = "number" }
unit_price = { column = "price", type = "number" }

[[record]]
kind = "customer"
id = "{client|slug}"
once = true
conflict = "report"

[record.fields]
name = "{client}"
address.city = "{city}"
"#;

#[test]
fn rows_of_one_number_become_one_invoice_with_lines() {
    let csv = "no;client;city;date;port;what;qty;price\n\
               1;Éts Dupont;Lille;03/10/2026;12,50 €;Audit;4;1 250,00\n\
               2;Bo;Lyon;04/10/2026;0;\"Pose, \n\"\"grande\"\"\";1;80\n\
               1;Éts Dupont;Roubaix;03/10/2026;12,50 €;Voyage;1;80\n";
    let plan = import(csv, INVOICES);
    assert_eq!(rejected(&plan), [""; 0]);
    assert_eq!(ids(&plan), ["invoice/f-1 [2, 5]", "invoice/f-2 [3]", "customer/ets-dupont [2, 5]", "customer/bo [3]"]);
    assert_eq!(
        to_toml(&plan.drafts[0]),
        "customer = \"ets-dupont\"\ndate = 2026-10-03\ncurrency = \"EUR\"\n\n\
         [[charges]]\namount = 12.50\nreason = \"Port\"\n\n\
         [[lines]]\ndescription = \"Audit\"\nquantity = 4\nunit_price = 1250.00\n\n\
         [[lines]]\ndescription = \"Voyage\"\nquantity = 1\nunit_price = 80\n"
    );
    assert_eq!(plan.drafts[1].values.tables("lines")[0].text("description"), Some("Pose, \n\"grande\""));
    assert!(plan.drafts[1].values.tables("charges").is_empty());
    let [Note::Kept { kept, other, line: 5, .. }] = plan.notes.as_slice() else { panic!("{:?}", plan.notes) };
    assert_eq!((kept.as_str(), other.as_str()), ("Lille", "Roubaix"));
    assert_eq!(plan.counts, [("invoice".to_owned(), 2), ("customer".to_owned(), 2)]);
}

#[test]
fn one_faulty_line_rejects_the_whole_invoice_and_lists_all_its_lines() {
    let csv = "no;client;city;date;port;what;qty;price\n\
               1;A;X;03/10/2026;0;a;4;1\n\
               2;B;X;03/10/2026;0;a;1;1\n\
               1;A;X;03/10/2026;0;a;four;1\n\
               3;C;X;03/10/2026;0;a;1;1\n\
               3;C;X;04/10/2026;0;a;1;1\n\
               2;B;X;03/10/2026;0;a;1\n\
               ;D;X;03/10/2026;0;a;1;1\n\
               4;E;X;31/09/2026;0;a;1;1\n";
    let plan = import(csv, INVOICES);
    assert_eq!(
        rejected(&plan),
        [
            "2 same-record",
            "3 same-record",
            "4 not-a-number",
            "5 same-record",
            "6 rows-differ",
            "7 too-few-fields",
            "8 empty-key",
            "9 not-a-date"
        ]
    );
    assert_eq!(plan.rejected_rows(), plan.rows);
    assert_eq!(plan.rejected[0].reason.words(Language::English).matches("line 4").count(), 1);
    assert_eq!(plan.rejected[4].excerpt, "3;C;X;04/10/2026;0;a;1;1");
    // The customers stand on the good rows.
    assert_eq!(plan.counts, [("customer".to_owned(), 5)]);
    let preview = preview(&plan, 2);
    assert_eq!((preview.records.len(), preview.reasons[0]), (2, ("same-record", 3)));
}

const PLAIN: &str = "[[record]]\nkind = \"customer\"\nid = \"{id}\"\n[record.fields]\nname = \"{name}\"\n";

#[test]
fn no_row_is_dropped_in_silence() {
    let csv = "id,name,kind\na,A,x\na,B,x\nÉ,C,x\n,D,x\n\nb,E,y\nc,F,z\n,,\nd,G,x,more\n";
    let map = format!(
        "{}when = {{ column = \"kind\", is = \"x\" }}\n[record.fields]\nname = \"{{name}}\"\n\
         [[skip]]\nwhen = {{ column = \"kind\", is = \"z\" }}\nbecause = \"test entries\"\n",
        PLAIN.split("[record.fields]").next().unwrap()
    );
    let plan = import(csv, &map);
    assert_eq!(ids(&plan), ["customer/a [2]"]);
    assert_eq!(rejected(&plan), ["3 same-id", "4 bad-id", "5 empty-key", "7 no-record", "10 too-many-fields"]);
    assert_eq!(
        plan.notes,
        [Note::Blank { file: None, rows: 1 }, Note::Skipped { because: "test entries".into(), lines: vec![8] }]
    );
}

#[test]
fn the_same_bytes_give_the_same_plan() {
    let csv = "no;client;city;date;port;what;qty;price\n1;A;X;03/10/2026;0;a;4;1\n2;B;Y;03/10/2026;0;a;1;1\n";
    assert_eq!(import(csv, INVOICES), import(csv, INVOICES));
}

const JOINED: &str = r#"
[[join]]
file = "lines.csv"
as = "l"
on = "order"
with = "id"
many = true

[[record]]
kind = "invoice"
id = "{id}"
group_by = "id"

[record.line]
description = "{l.what}"
quantity = { column = "l.qty", type = "number" }
"#;

#[test]
fn lines_may_stand_in_another_file() {
    let lines = "order,what,qty\n1,a,2\n2,b,1\n1,c,3\n";
    let plan = import_with("id\n1\n2\n3\n", JOINED, &[("lines.csv", lines)]).unwrap();
    let counts: Vec<usize> = plan.drafts.iter().map(|draft| draft.values.tables("lines").len()).collect();
    assert_eq!((rejected(&plan).len(), counts), (0, vec![2, 1, 0]));
}

#[test]
fn faults_of_the_other_file_are_faults_too() {
    let lines = "order,what,qty\n1,a,2\n1,b,1,x\n9,c,3\n2,d,1\n";
    let plan = import_with("id\n1\n2\n", JOINED, &[("lines.csv", lines)]).unwrap();
    let found: Vec<_> = plan.rejected.iter().map(|row| (row.file.as_deref(), row.line, row.reason.name())).collect();
    assert_eq!(
        found,
        [(None, 2, "joined-row"), (Some("lines.csv"), 3, "too-many-fields"), (Some("lines.csv"), 4, "no-partner")]
    );
    assert_eq!(ids(&plan), ["invoice/2 [3]"]);
    let missing = import_with("id\n1\n", JOINED, &[]).unwrap_err();
    assert_eq!(missing.to_string(), "lines.csv: no such file");
}

#[test]
fn a_mapping_that_does_not_fit_says_where_and_what_to_write() {
    let fault = |map: &str| import_with("id,name\n1,A\n", map, &[]).unwrap_err().to_string();
    assert_eq!(
        fault(&PLAIN.replace("{name}", "{nmae}")),
        "mapping: line 5: there is no column `nmae`; did you mean `name`?"
    );
    assert!(fault(&PLAIN.replace("{name}", "name")).contains("line 5: `name` is a column: write \"{name}\""));
    assert!(fault(&PLAIN.replace("{name}", "{solde}")).contains("the columns are id, name"));
    assert!(fault(&format!("surplus = \"adress\"\n{PLAIN}")).contains("no column `adress`"));
}

#[test]
fn values_are_translated_or_refused() {
    let map = |rule: &str| PLAIN.replace("\"{name}\"", rule);
    let name = |rule: &str, cell: &str| {
        let plan = import(&format!("id,name\n1,\"{cell}\"\n"), &map(rule));
        match plan.rejected.first() {
            Some(row) => row.reason.name().to_owned(),
            None => plan.drafts[0].values.text("name").unwrap_or("nothing").to_owned(),
        }
    };
    for (rule, cell, found) in [
        ("{ column = \"name\", values = { a = \"b\" } }", "a", "b"),
        ("{ column = \"name\", values = { a = \"b\" } }", "c", "not-listed"),
        ("{ column = \"name\", values = { a = \"b\" }, values_else = \"keep\" }", "c", "c"),
        ("{ column = \"name\", values = { a = \"b\" }, values_else = \"drop\" }", "c", "nothing"),
        ("{ column = \"name\", values = { a = \"b\" }, values_else = \"z\" }", "c", "z"),
        ("{ column = \"name\", type = \"number\", times = 100 }", "0.15", "15"),
        ("{ column = \"name\", type = \"number\", negate = true }", "-3", "3"),
        ("{ column = \"name\", type = \"number\", absolute = true, decimals = 2 }", "-2.345", "2.35"),
        ("{ column = \"name\", type = \"number\" }", "90071992547409.93", "90071992547409.93"),
        ("{ column = \"name\", type = \"number\" }", "1e3", "not-a-number"),
        ("{ column = \"name\", type = \"number\", null = \"0\" }", "0", "nothing"),
        ("{ column = \"name\", type = \"country\" }", "Royaume-Uni", "GB"),
        ("{ column = \"name\", type = \"country\" }", "Unspecified", "nothing"),
        ("{ column = \"name\", type = \"country\" }", "Atlantis", "not-a-country"),
        ("{ column = \"name\", type = \"bool\" }", "oui", "true"),
        ("{ column = \"name\", required = true }", "NULL", "empty"),
        ("{ column = \"name\", filter = \"default:x\" }", "", "x"),
        ("{ text = [\"{name} of {id}\", \"no {id}\"] }", "", "no 1"),
    ] {
        assert_eq!(name(rule, cell), found, "{rule} {cell}");
    }
}
