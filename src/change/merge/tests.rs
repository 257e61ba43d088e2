use super::*;
use crate::book::reading::firm_shape;
use crate::model::kind::Kinds;

fn shape(kind: &str) -> Shape {
    let kinds = Kinds::standard();
    let kind = kinds.get(kinds.named(kind).unwrap());
    Shape::compile(kind.name, &(kind.schema)()).unwrap()
}

fn merged(kind: &str, base: &str, ours: &str, theirs: &str) -> Merged {
    let euro = Currency::euro();
    let sides = Side { base: Some(base), ours: Some(ours), theirs: Some(theirs) };
    match kind {
        "carnet.toml" => merge(firm_shape(), kind, sides, euro),
        "note" => merge(&shape(kind), "notes/a.md", sides, euro),
        kind => merge(&shape(kind), "kind/a.toml", sides, euro),
    }
}

fn clean(kind: &str, base: &str, ours: &str, theirs: &str) -> String {
    match merged(kind, base, ours, theirs) {
        Merged::Text(text) => text,
        other => panic!("{other:#?}"),
    }
}

fn conflict(kind: &str, base: &str, ours: &str, theirs: &str) -> Conflict {
    match merged(kind, base, ours, theirs) {
        Merged::Conflict(conflict) => conflict,
        other => panic!("{other:#?}"),
    }
}

fn paths(conflict: &Conflict) -> Vec<String> {
    conflict.fields.iter().map(|field| field.path.to_string()).collect()
}

const DEAL: &str = "name = \"Website\"\ncustomer = \"acme\"\n\nstage = \"lead\"\nowner = \"claire\"\namount = 1000\n";

#[test]
fn different_fields_on_lines_that_touch_are_both_changed() {
    let ours = DEAL.replace("lead", "won");
    let theirs = DEAL.replace("1000", "1200.50").replace("claire", "luc");
    assert_eq!(
        clean("deal", DEAL, &ours, &theirs),
        "name = \"Website\"\ncustomer = \"acme\"\n\nstage = \"won\"\nowner = \"luc\"\namount = 1200.50\n"
    );
}

#[test]
fn what_both_did_is_done_once() {
    let ours = DEAL.replace("1000", "1200");
    let theirs = DEAL.replace("1000", "1200.00").replace("lead", "won");
    assert_eq!(clean("deal", DEAL, &ours, &theirs), ours.replace("lead", "won"));
}

#[test]
fn what_two_people_confirmed_is_confirmed_on_the_later_day() {
    let contact =
        |phone: &str, day: &str| format!("name = \"Zoe\"\nphone = \"{phone}\"\n\n[confirmed]\nphone = {day}\n");
    let base = contact("+33 1 40 20 50 50", "2026-01-05");
    let on = |day: &str| contact("+33 1 40 20 50 50", day);
    let later = on("2026-11-02");
    assert_eq!(clean("contact", &base, &on("2026-10-01"), &later), later);
    assert_eq!(clean("contact", &base, &later, &on("2026-10-01")), later);
    // Nobody had confirmed it before.
    let unconfirmed = base.split("\n[confirmed]").next().unwrap();
    assert_eq!(clean("contact", unconfirmed, &on("2026-10-01"), &later), later);
    // Two numbers are still two numbers, and one side's lack of a day is a decision.
    let ours = contact("+33 1 40 20 50 51", "2026-10-01");
    let theirs = contact("+33 1 40 20 50 52", "2026-11-02");
    let found = conflict("contact", &base, &ours, &theirs);
    assert_eq!(paths(&found), ["phone"]);
    assert!(found.ours_kept.ends_with("phone = 2026-11-02\n") && found.theirs_kept.ends_with("phone = 2026-11-02\n"));
    assert_eq!(conflict("contact", &base, &later, unconfirmed).fields.len(), 1);
}

#[test]
fn only_the_same_field_with_two_values_is_a_conflict() {
    let ours = DEAL.replace("1000", "1200").replace("lead", "won");
    let theirs = DEAL.replace("1000", "1300").replace("claire", "luc");
    let conflict = conflict("deal", DEAL, &ours, &theirs);
    assert_eq!(paths(&conflict), ["amount"]);
    let number = |value: &Option<Value>| value.as_ref().and_then(Value::as_decimal).unwrap().to_string();
    let field = &conflict.fields[0];
    assert_eq!([number(&field.base), number(&field.ours), number(&field.theirs)], ["1000", "1200", "1300"]);
    assert_eq!(
        conflict.marked("ours", "theirs"),
        "name = \"Website\"\ncustomer = \"acme\"\n\nstage = \"won\"\nowner = \"luc\"\n\
         <<<<<<< ours\namount = 1200\n=======\namount = 1300\n>>>>>>> theirs\n"
    );
}

#[test]
fn new_keys_come_with_their_comments() {
    let ours = DEAL.replace("amount = 1000", "amount = 1200 # after the call");
    let theirs = DEAL.replace("amount = 1000\n", "amount = 1000\n# as they said\nclose = 2026-12-01 # maybe\n");
    let text = clean("deal", DEAL, &ours, &theirs);
    assert!(text.contains("amount = 1200 # after the call\n"), "{text}");
    assert!(text.contains("# as they said\nclose = 2026-12-01 # maybe\n"), "{text}");
}

#[test]
fn comments_of_both_sides_stay() {
    let base = "# The file\n\n# who\nname = \"A\" # x\nstage = \"lead\"\n";
    let ours = "# The file\n\n# who\nname = \"B\" # x\nstage = \"lead\" # soon\n";
    let theirs = "# The file\n# of a deal\n\n# who it is\nname = \"A\" # y\nstage = \"won\"\n";
    assert_eq!(
        clean("deal", base, ours, theirs),
        "# The file\n# of a deal\n\n# who it is\nname = \"B\" # y\nstage = \"won\" # soon\n"
    );
}

const INVOICE: &str =
    "customer = \"acme\"\ndate = 2026-10-03\n\n[[lines]]\nproduct = \"audit\"\nquantity = 1\nunit_price = 650\n";

fn line(product: &str, quantity: u32) -> String {
    format!("\n[[lines]]\nproduct = \"{product}\"\nquantity = {quantity}\nunit_price = 10\n")
}

#[test]
fn lines_are_merged_by_what_they_are() {
    let ours = format!("{INVOICE}{}", line("widget", 3));
    let theirs = format!("{}{}", INVOICE.replace("650", "700"), line("travel", 1));
    let text = clean("invoice", INVOICE, &ours, &theirs);
    assert_eq!(text, format!("{}{}{}", INVOICE.replace("650", "700"), line("widget", 3), line("travel", 1)));
    // The same line added twice is one decision.
    assert_eq!(clean("invoice", INVOICE, &ours, &ours.replace("650", "700")), ours.replace("650", "700"));
}

#[test]
fn a_line_removed_here_and_changed_there_is_a_conflict() {
    let base = format!("{INVOICE}{}", line("widget", 3));
    let theirs = format!("{INVOICE}{}", line("widget", 4));
    let ours = INVOICE.replace("650", "700");
    let conflict = conflict("invoice", &base, &ours, &theirs);
    assert_eq!(paths(&conflict), ["lines.2"]);
    assert!(conflict.fields[0].ours.is_none() && conflict.fields[0].theirs.is_some());
    assert_eq!(conflict.ours_kept, ours);
    assert_eq!(conflict.theirs_kept, format!("{ours}{}", line("widget", 4)));
    // Removed here and untouched there: it goes.
    assert_eq!(
        clean("invoice", &base, &INVOICE.replace("650", "700"), &base.replace("10-03", "10-04")),
        INVOICE.replace("650", "700").replace("10-03", "10-04")
    );
}

#[test]
fn lists_are_sets_whose_order_is_kept() {
    let tags = |tags: &str| format!("name = \"A\"\ntags = [{tags}]\n");
    let text = clean("customer", &tags("\"a\", \"b\""), &tags("\"b\", \"c\""), &tags("\"a\", \"b\", \"d\""));
    assert_eq!(text, tags("\"b\", \"c\", \"d\""));
    let gone = clean("customer", &tags("\"a\""), "name = \"A\"\n", &tags("\"a\", \"b\""));
    assert_eq!(gone, "name = \"A\"\n\ntags = [\"b\"]\n");
}

#[test]
fn tables_are_merged_inside() {
    let base = "name = \"A\"\n\n[address]\nstreet = \"1 rue\"\ncity = \"Lille\"\n";
    let ours = base.replace("Lille", "Lyon");
    let theirs = base.replace("1 rue", "2 rue");
    assert_eq!(clean("customer", base, &ours, &theirs), ours.replace("1 rue", "2 rue"));
    let conflict = conflict("customer", base, "name = \"A\"\n", &theirs);
    assert_eq!(paths(&conflict), ["address"]);
    let added = clean("customer", "name = \"A\"\n", "name = \"B\"\n", base);
    assert_eq!(added, base.replace("\"A\"", "\"B\""));
}

#[test]
fn the_settings_are_merged_by_id() {
    let base = "format = 2\n\n[[tax]]\nid = \"fr-20\"\npercent = 20\n\n[[tax]]\nid = \"fr-10\"\npercent = 10\n";
    let ours = format!("{base}\n[[tax]]\nid = \"fr-55\"\npercent = 5.5\n");
    let theirs = format!("{base}\n[[tax]]\nid = \"fr-21\"\npercent = 2.1\n");
    let text = clean("carnet.toml", base, &ours, &theirs);
    assert_eq!(text, format!("{ours}\n[[tax]]\nid = \"fr-21\"\npercent = 2.1\n"));
    let other = ours.replace("5.5", "5.6");
    assert_eq!(paths(&conflict("carnet.toml", base, &ours, &other)), ["tax.3.percent"]);
}

#[test]
fn notes_by_key_and_by_line() {
    let base = "---\ndate: 2026-10-03\nabout:\n  - customer/acme\ntitle: Call\n---\n\nOne.\n\nTwo.\n\nThree.\n";
    let ours = base.replace("Call", "The call").replace("One", "First");
    let theirs = base.replace("acme\n", "acme\n  - deal/site\n").replace("Three", "Third");
    let text = clean("note", base, &ours, &theirs);
    assert_eq!(text, ours.replace("acme\n", "acme\n  - deal/site\n").replace("Three", "Third"));
    let conflict = conflict("note", base, &base.replace("Two", "2"), &base.replace("Two", "II").replace("Call", "x"));
    assert_eq!(paths(&conflict), ["text"]);
    assert!(
        conflict.marked("a", "b").contains("title: x\n---\n\nOne.\n\n<<<<<<< a\n2.\n=======\nII.\n>>>>>>> b\n\nThree")
    );
}

#[test]
fn comments_in_front_matter_come_along() {
    let base = "---\ndate: 2026-10-03\nauthor: claire\ntitle: Call\n---\n";
    let ours = base.replace("claire", "luc");
    let theirs =
        "---\n# by phone\ndate: 2026-10-04\nauthor: claire\n# short\ntitle: A call\ntags:\n  - x\n---\nText.\n";
    assert_eq!(
        clean("note", base, &ours, theirs),
        "---\n# by phone\ndate: 2026-10-04\nauthor: luc\n# short\ntitle: A call\ntags:\n  - x\n---\nText.\n"
    );
    // A list that one side removed keeps what the other added; a key that both added differently is a conflict.
    let tags = |tags: &str| base.replace("title", &format!("{tags}title"));
    let gone = clean("note", &tags("tags: [a]\n"), base, &tags("tags: [a, b]\n"));
    assert_eq!(gone, "---\ndate: 2026-10-03\nauthor: claire\ntitle: Call\ntags:\n  - b\n---\n");
    let about = |id: &str| base.replace("title", &format!("place: {id}\ntitle"));
    assert_eq!(paths(&conflict("note", base, &about("Lille"), &about("Lyon"))), ["place"]);
}

#[test]
fn the_order_of_lines_is_theirs_where_only_they_changed_it() {
    let lines = |order: &[u32], price: u32| {
        let head = format!("customer = \"acme\"\ndate = 2026-10-{price:02}\n");
        head + &order.iter().map(|i| line(&format!("p{i}"), *i)).collect::<String>()
    };
    let text = clean("invoice", &lines(&[1, 2, 3], 1), &lines(&[1, 2, 3, 4], 2), &lines(&[3, 1, 5, 2], 1));
    assert_eq!(text, lines(&[3, 4, 1, 5, 2], 2));
}

#[test]
fn another_product_is_another_line() {
    let base = format!("{INVOICE}{}", line("widget", 3));
    let ours = format!("{INVOICE}{}", line("gadget", 3));
    let theirs = format!("{INVOICE}{}", line("widget", 5));
    // Ours replaced the line that theirs changed: nobody orders five gadgets by accident.
    let conflict = conflict("invoice", &base, &ours, &theirs);
    assert_eq!(conflict.ours_kept, ours);
    assert!(conflict.theirs_kept.contains("widget") && conflict.theirs_kept.contains("gadget"));
}

#[test]
fn files_that_come_and_go() {
    let shape = shape("deal");
    let euro = Currency::euro();
    let go = |base, ours, theirs| merge(&shape, "deals/a.toml", Side { base, ours, theirs }, euro);
    assert_eq!(go(Some(DEAL), None, Some(DEAL)), Merged::Removed);
    assert_eq!(go(None, None, Some(DEAL)), Merged::Text(DEAL.into()));
    let other = DEAL.replace("lead", "won");
    assert!(matches!(
        go(Some(DEAL), None, Some(&other)),
        Merged::Conflict(Conflict { kind_of: ConflictKind::RemovedAgainstChanged, .. })
    ));
    match go(None, Some(DEAL), Some(&other)) {
        Merged::Conflict(conflict) => assert_eq!(paths(&conflict), ["stage"]),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_cannot_be_read_is_merged_by_lines() {
    let base = "name = \nstage = 1\nowner = 2\nx = 3\n";
    let text = clean("deal", base, &base.replace("1", "2"), &base.replace("3", "4"));
    assert_eq!(text, "name = \nstage = 2\nowner = 2\nx = 4\n");
    let conflict = conflict("deal", base, &base.replace("1", "2"), &base.replace("1", "3"));
    assert_eq!(conflict.kind_of, ConflictKind::NotReadable);
}

#[test]
fn line_ends_of_ours_stay() {
    let crlf = |text: &str| text.replace('\n', "\r\n");
    let ours = crlf(&DEAL.replace("lead", "won"));
    assert_eq!(
        clean("deal", &crlf(DEAL), &ours, &DEAL.replace("1000", "7")),
        crlf(&DEAL.replace("lead", "won").replace("1000", "7"))
    );
}
