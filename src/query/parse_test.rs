//! The query language by example, and its properties.

use proptest::prelude::*;

use super::*;

fn words(line: &[&str]) -> Result<Query, QueryFault> {
    parse_words(&line.iter().map(|word| word.to_string()).collect::<Vec<_>>())
}

/// The query as it is printed back.
fn printed(text: &str) -> String {
    parse_text(text).unwrap_or_else(|fault| panic!("{text}: {fault:?}")).to_string()
}

/// What stands under the caret, the message's key, and what to write instead.
fn faulty(result: Result<Query, QueryFault>, text: &str) -> (String, &'static str, Option<String>) {
    let fault = result.expect_err(text);
    (text[fault.span].to_owned(), fault.kind.key(), fault.kind.suggestion())
}

#[test]
fn every_documented_form_prints_as_it_is_written() {
    for text in [
        "stage:won",
        "stage:won,lost",
        "amount:1000..",
        "amount:..1000",
        "amount:1000..2000",
        "amount:1000EUR..",
        "amount:-5..-1,7",
        "due:..today",
        "close:2026Q3,2026-W12",
        "since:-30d..",
        "not:tag:test",
        "not:not:tag:test",
        "no:email",
        "has:email",
        "not:has:email",
        "customer.territory:nord",
        "name:=exact",
        "name:=a,=b,c",
        "name:L'Oréal",
        "website:https://acme.fr/x=1",
        "acme",
        "not:acme",
        "stage:won amount:1000..",
        "stage:won or stage:lost",
        "amount > 1000",
        "amount <= 1000 or not amount != 3",
        "not (a:b or c:d) e:f",
    ] {
        let shown = printed(text);
        assert_eq!(shown.replace(['"', '\''], ""), text.replace("not:not:", "not not:").replace('\'', ""), "{text}");
    }
}

#[test]
fn not_binds_tighter_than_and_then_or() {
    for (text, meant) in [
        ("a:1 b:2 or c:3", "(a:1 b:2) or c:3"),
        ("a:1 and b:2 OR not c:3 d:4", "(a:1 b:2) or (not:c:3 d:4)"),
        ("a:1 (b:2 or c:3)", "a:1 (b:2 or c:3)"),
        ("not(a:1 b:2)", "not (a:1 b:2)"),
        ("not:(a:1 or b:2)", "not (a:1 or b:2)"),
        ("amount > 1 and 250", "amount > 1 and 250"),
        ("amount>=1000 and stage = won", "amount >= 1000 and stage:=won"),
        ("name:'a, b'", "name:\"a, b\""),
        ("name:=\"say \"\"hi\"\"\"", "name:=\"say \"\"hi\"\"\""),
        ("date:\"2026-01-01\"..", "date:\"2026-01-01\".."),
    ] {
        assert_eq!(printed(text), meant, "{text}");
    }
}

#[test]
fn a_quoted_shell_word_is_one_value_or_an_expression_of_its_own() {
    for (line, meant) in [
        (&["stage:won", "acme"][..], "stage:won acme"),
        (&["name:ACME Conseil"], "name:\"ACME Conseil\""),
        (&["not:name:ACME Conseil,Durand SA"], "not:name:\"ACME Conseil\",\"Durand SA\""),
        (&["ACME Conseil", "city:lille"], "\"ACME Conseil\" city:lille"),
        (&["owner:claire", "stage:won or amount > 1000"], "owner:claire (stage:won or amount > 1000)"),
        (&["amount>1000"], "amount > 1000"),
        (&["stage:won", "or", "stage:lost"], "stage:won or stage:lost"),
        (&["name:\"ACME, Conseil\""], "name:\"ACME, Conseil\""),
        (&["name:'a b' stage:won"], "name:\"a b\" stage:won"),
    ] {
        assert_eq!(words(line).unwrap().to_string(), meant, "{line:?}");
    }
    assert_eq!(words(&[]).unwrap().root, None);
}

#[test]
fn nothing_faulty_is_read_as_no_filter() {
    for (text, place, key, instead) in [
        ("", "", "query-empty", ""),
        ("  ", "  ", "query-empty", ""),
        ("stage:", "stage:", "query-empty-value", "no:stage"),
        ("a:b stage: won", "stage:", "query-empty-value", "no:stage"),
        ("stage:=", "stage:=", "query-empty-value", "no:stage"),
        ("name:\"\"", "name:\"\"", "query-empty-value", "no:name"),
        ("name:' '", "name:' '", "query-empty-value", "no:name"),
        ("name:\u{301}", "name:\u{301}", "query-empty-value", "no:name"),
        ("amount >", "amount >", "query-empty-value", "no:amount"),
        ("amount:..", "amount:..", "query-empty-range", "has:amount"),
        ("amount:1...2", "1...2", "query-bad-range", ""),
        ("amount:1..2..3", "1..2", "query-bad-range", ""),
        ("name:\"acme", "\"", "query-unclosed-quote", ""),
        ("name:\"a\"b", "b", "query-text-after-quote", ""),
        ("size:24\"", "\"", "query-stray-quote", ""),
        ("(a:b", "(", "query-unclosed-parenthesis", ""),
        ("a:b)", ")", "query-unopened-parenthesis", ""),
        (") a:b", ")", "query-unopened-parenthesis", ""),
        ("name:ACME(Paris)", "(", "query-glued-parenthesis", ""),
        ("a:b ()", "(", "query-empty-parentheses", ""),
        ("a:b or", "or", "query-missing-operand", ""),
        ("and a:b", "and", "query-missing-operand", ""),
        ("(a:b or)", "or", "query-missing-operand", ""),
        ("not", "not", "query-missing-operand", ""),
        ("not: a:b", "not:", "query-missing-operand", ""),
        ("no:", "no:", "query-missing-operand", ""),
        ("> 5", ">", "query-missing-operand", ""),
        ("amount == 5", "==", "query-unknown-operator", "="),
        ("a:b && c:d", "&&", "query-unknown-operator", "and"),
        ("amount:>1000", ">", "query-operator-in-value", "'amount > 1000'"),
        ("amount:>=1000", ">", "query-operator-in-value", "amount:1000.."),
        ("amount > 1,2", "1,2", "query-one-value", "amount > 1"),
        ("stage = won,lost", "won,lost", "query-one-value", "stage:won,lost"),
        ("amount > 1 250", "1 250", "query-one-value", "amount > 1250"),
        ("amount > 1000 EUR", "1000 EUR", "query-one-value", "amount > 1000EUR"),
        ("no:email,phone", "email,phone", "query-one-field", "no:email no:phone"),
        ("nto:tag:test", "nto", "query-unknown-function", "not:tag:test"),
        ("isnt:stage:won", "isnt", "query-unknown-function", "not:stage:won"),
        (":won", ":won", "query-bad-field", ""),
        ("a..b:x", "a..b", "query-bad-field", ""),
        ("no:a.", "a.", "query-bad-field", ""),
        ("\"a\" > 1", "\"a\"", "query-bad-field", ""),
        ("-stage:won", "-stage:won", "query-negation-sign", "not:stage:won"),
        ("!acme", "!acme", "query-negation-sign", "not:acme"),
    ] {
        let instead = (!instead.is_empty()).then(|| instead.to_owned());
        assert_eq!(faulty(parse_text(text), text), (place.to_owned(), key, instead), "{text}");
    }
}

#[test]
fn a_shell_word_with_an_equals_sign_is_the_form_of_set() {
    let fault = |line: &[&str]| faulty(words(line), &line.join(" "));
    assert_eq!(fault(&["a:b", "stage=won"]), ("stage=won".into(), "query-equals-sign", Some("stage:won".into())));
    assert_eq!(fault(&["stage="]), ("stage=".into(), "query-empty-value", Some("no:stage".into())));
    assert_eq!(fault(&["a:b", ""]).1, "query-empty");
    assert_eq!(fault(&["name:ACME, Conseil"]).1, "query-empty-value");
    assert_eq!(fault(&["(a:b or c:d", "e:f"]).1, "query-unclosed-parenthesis");
    assert_eq!(words(&["stage = won"]).unwrap().to_string(), "stage:=won");
}

#[test]
fn parts_know_their_bytes() {
    let query = words(&["é", "customer.territory:nord,=sud"]).unwrap();
    let leaves = query.root.as_ref().unwrap().leaves();
    let Leaf::Term(term) = leaves[1] else { panic!("a term") };
    let steps: Vec<_> = term.field.spanned_steps().map(|(step, span)| (step, &query.text[span])).collect();
    assert_eq!(steps, [("customer", "customer"), ("territory", "territory")]);
    let Test::Any(values) = &term.test else { panic!("values") };
    let written: Vec<_> = values.iter().map(|value| &query.text[value.span()]).collect();
    assert_eq!(written, ["nord", "sud"]);
    assert_eq!(&query.text[term.span.clone()], "customer.territory:nord,=sud");
}

#[test]
fn expressions_hold_as_their_leaves_do() {
    let root = parse_text("yes no1 or not:no2").unwrap().root.unwrap();
    let words = root.try_map(&mut |leaf| Ok::<_, ()>(leaf.to_string())).unwrap();
    assert!(words.holds(&mut |word| word.starts_with("yes")));
    assert!(!words.holds(&mut |word| word == "yes" || word == "no2"));
}

#[test]
fn deep_nesting_is_refused_without_a_stack_overflow() {
    for text in ["(".repeat(100_000), "not ".repeat(100_000), "not:".repeat(100_000) + "a", "a or (".repeat(50_000)] {
        assert_eq!(parse_text(&text).unwrap_err().kind, FaultKind::TooDeep { limit: MAX_DEPTH });
    }
    let deepest = format!("{}a:b{}", "(".repeat(MAX_DEPTH), ")".repeat(MAX_DEPTH));
    assert_eq!(printed(&deepest), "a:b");
}

/// The expression with all spans at zero.
fn without_spans(expr: Expr) -> Expr {
    let bare = |text: &Text| Text { span: 0..0, ..text.clone() };
    let value = |value: &Value| match value {
        Value::Plain(text) => Value::Plain(bare(text)),
        Value::Exact(text) => Value::Exact(bare(text)),
        Value::Range { from, to, .. } => {
            Value::Range { from: from.as_ref().map(bare), to: to.as_ref().map(bare), span: 0..0 }
        }
    };
    let mut leaf = |leaf: &Leaf| -> Result<Leaf, ()> {
        Ok(match leaf {
            Leaf::Word(text) => Leaf::Word(bare(text)),
            Leaf::Term(term) => Leaf::Term(Term {
                field: Path { text: term.field.text.clone(), span: 0..0 },
                test: match &term.test {
                    Test::Any(values) => Test::Any(values.iter().map(value).collect()),
                    Test::Compare(comparison, text) => Test::Compare(*comparison, bare(text)),
                    other => other.clone(),
                },
                span: 0..0,
            }),
        })
    };
    expr.try_map(&mut leaf).unwrap()
}

use super::super::term::Path;

fn any_text() -> impl Strategy<Value = Text> {
    prop_oneof!["[a-z0-9-]{1,6}", "1|250|EUR", "[a-zé'\"(),.:=<>! &]{0,8}x", "and|or|not|x\\.|a\\.\\.b|''|today"]
        .prop_map(|text| Text::new(text, false, 0..0))
}

fn any_expr() -> impl Strategy<Value = Expr> {
    let value = prop_oneof![
        any_text().prop_map(Value::Plain),
        any_text().prop_map(Value::Exact),
        (any_text(), proptest::option::of(any_text())).prop_map(|(a, b)| Value::Range {
            from: Some(a),
            to: b,
            span: 0..0
        }),
        any_text().prop_map(|to| Value::Range { from: None, to: Some(to), span: 0..0 }),
    ];
    use Comparison::*;
    let test = prop_oneof![
        proptest::collection::vec(value, 1..4).prop_map(Test::Any),
        (prop::sample::select(vec![Less, AtMost, Greater, AtLeast, Differs]), any_text())
            .prop_map(|(c, t)| Test::Compare(c, t)),
        Just(Test::Missing),
        Just(Test::Present),
    ];
    let field = "f[a-z_]{0,3}(\\.g[a-z0-9-]{0,3}){0,2}".prop_map(|text| Path { text, span: 0..0 });
    let leaf = prop_oneof![
        (field, test).prop_map(|(field, test)| Leaf::Term(Term { field, test, span: 0..0 })),
        any_text().prop_map(Leaf::Word),
    ];
    leaf.prop_map(Expr::Leaf).prop_recursive(5, 24, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 2..4).prop_map(Expr::And),
            proptest::collection::vec(inner.clone(), 2..4).prop_map(Expr::Or),
            inner.prop_map(|part| Expr::Not(Box::new(part))),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_printed_parses_to_the_same(expr in any_expr()) {
        let text = expr.to_string();
        let query = parse_text(&text).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
        prop_assert_eq!(without_spans(query.root.unwrap()), expr, "{}", text);
    }

    #[test]
    fn no_text_panics_and_every_fault_has_a_place(text in "[ a-cé:=<>!().,\"'&|\\-\u{301}1not]{0,24}|\\PC{0,24}") {
        for result in [parse_text(&text), parse_words(std::slice::from_ref(&text))] {
            match result {
                Err(fault) => prop_assert!(text.get(fault.span.clone()).is_some(), "{:?}", fault),
                Ok(query) => {
                    let root = query.root.unwrap();
                    prop_assert!(root.leaves().iter().all(|leaf| text.get(leaf.span()).is_some_and(|t| !t.is_empty())));
                    let again = parse_text(&root.to_string()).unwrap_or_else(|f| panic!("{root}: {f:?}")).root.unwrap();
                    prop_assert_eq!(without_spans(again), without_spans(root));
                }
            }
        }
    }
}
