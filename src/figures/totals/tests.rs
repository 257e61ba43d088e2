use proptest::prelude::*;

use super::*;
use crate::value::decimal;

fn d(text: &str) -> Decimal {
    decimal::parse(text).unwrap()
}

fn standard(percent: &str) -> TaxKey {
    TaxKey { category: TaxCategory::Standard, percent: d(percent) }
}

fn line(quantity: &str, unit_price: &str, percent: &str) -> LineInput {
    LineInput {
        quantity: d(quantity),
        unit_price: d(unit_price),
        price_base_quantity: None,
        allowances: Vec::new(),
        charges: Vec::new(),
        tax: standard(percent),
    }
}

fn document(lines: Vec<LineInput>) -> DocumentInput {
    DocumentInput { lines, ..DocumentInput::default() }
}

fn gross(lines: Vec<LineInput>) -> DocumentInput {
    DocumentInput { prices: Prices::Gross, ..document(lines) }
}

/// `taxable + tax` of each key, to read at a glance.
fn breakdown(totals: &Totals) -> Vec<String> {
    let row = |row: &TaxSubtotal| format!("{} {}%: {} + {}", row.category.code(), row.percent, row.taxable, row.tax);
    totals.breakdown.iter().map(row).collect()
}

#[test]
fn the_base_example_of_peppol_bis_billing() {
    let mut input = document(vec![line("7", "400", "25"), line("-3", "500", "25")]);
    input.charges.push(AdjustmentInput { adjustment: Adjustment::Amount(d("25")), tax: Some(standard("25")) });
    let totals = input.totals().unwrap();
    assert_eq!(totals.sum_of_lines.to_string(), "1300.00");
    assert_eq!(totals.charges.to_string(), "25.00");
    assert_eq!(totals.tax_exclusive.to_string(), "1325.00");
    assert_eq!(totals.tax.to_string(), "331.25");
    assert_eq!(totals.tax_inclusive.to_string(), "1656.25");
    assert_eq!(totals.due().to_string(), "1656.25 EUR");
}

#[test]
fn a_line_with_allowance_charge_and_a_price_for_a_hundred() {
    let mut screws = line("250", "12.30", "20");
    screws.price_base_quantity = Some(d("100"));
    screws.allowances = vec![Adjustment::Percent(d("5")), Adjustment::Amount(d("1"))];
    screws.charges = vec![Adjustment::Amount(d("2.50"))];
    let totals = document(vec![screws]).totals().unwrap();
    // 30.75, less 1.5375 rounded and 1.00, plus 2.50
    let expected = LineTotal {
        gross: d("30.75"),
        allowances: d("2.54"),
        charges: d("2.50"),
        agreed: d("30.71"),
        net: d("30.71"),
        tax: standard("20"),
    };
    assert_eq!(totals.lines, [expected]);
    assert_eq!(breakdown(&totals), ["S 20%: 30.71 + 6.14"]);
}

#[test]
fn a_percentage_is_rounded_once_with_its_line() {
    let mut discounted = line("3", "2.345", "20");
    discounted.allowances = vec![Adjustment::Percent(d("5"))];
    let totals = document(vec![discounted]).totals().unwrap();
    // 7.035 less 5 % is 6.68325. The gross is 7.04 and 5 % of it 0.352: rounded apart, they would leave 6.69.
    let line = totals.lines[0];
    assert_eq!((line.gross, line.allowances, line.net), (d("7.04"), d("0.36"), d("6.68")));
    assert_eq!(line.net, line.gross - line.allowances, "what PEPPOL-EN16931-R120 demands");
}

#[test]
fn a_percentage_on_top_is_rounded_once_too() {
    let mut raised = line("3", "2.345", "20");
    raised.charges = vec![Adjustment::Percent(d("7"))];
    // 7.52745; rounded apart 7.04 + 0.49 = 7.53 would be the same, and the charge is what makes it so.
    let line = document(vec![raised]).totals().unwrap().lines[0];
    assert_eq!((line.charges, line.net), (d("0.49"), d("7.53")));
}

#[test]
fn tax_is_rounded_on_the_sum_of_a_rate_not_by_line() {
    let totals = document(vec![line("1", "0.12", "20"); 10]).totals().unwrap();
    assert_eq!(breakdown(&totals), ["S 20%: 1.20 + 0.24"], "not ten times 0.02");
}

#[test]
fn half_a_cent_goes_away_from_zero() {
    let totals = document(vec![line("1", "0.125", "20"), line("-1", "0.125", "10")]).totals().unwrap();
    assert_eq!(totals.lines[0].net.to_string(), "0.13");
    assert_eq!(totals.lines[1].net.to_string(), "-0.13");
}

#[test]
fn rates_written_differently_are_one() {
    let totals = document(vec![line("1", "10", "20"), line("1", "10", "20.00")]).totals().unwrap();
    assert_eq!(totals.breakdown.len(), 1);
}

#[test]
fn an_allowance_on_the_whole_document_is_spread_over_its_rates() {
    let mut input = document(vec![line("1", "100", "20"), line("1", "50", "10"), line("1", "50", "5.5")]);
    input.allowances.push(AdjustmentInput { adjustment: Adjustment::Amount(d("10.01")), tax: None });
    let totals = input.totals().unwrap();
    assert_eq!(totals.allowances.to_string(), "10.01");
    // 2.5025, 2.5025 and 5.005: the cent goes to the largest remainder.
    assert_eq!(breakdown(&totals), ["S 5.5%: 47.50 + 2.61", "S 10%: 47.50 + 4.75", "S 20%: 94.99 + 19.00"]);
    assert_eq!(totals.tax_exclusive.to_string(), "189.99");
}

#[test]
fn prepaid_and_rounding() {
    let mut input = document(vec![line("1", "100.03", "8.1")]);
    input.prepaid = Some(d("30"));
    input.rounding = Some(d("0.02"));
    let totals = input.totals().unwrap();
    assert_eq!((totals.tax_inclusive, totals.due), (d("108.13"), d("78.15")));
}

#[test]
fn prices_with_tax_are_what_is_due() {
    // A restaurant's bill: 3 × 9.99 at 10 %, 2 × 4.50 at 20 %.
    let totals = gross(vec![line("3", "9.99", "10"), line("2", "4.50", "20")]).totals().unwrap();
    assert_eq!(breakdown(&totals), ["S 10%: 27.25 + 2.73", "S 20%: 7.50 + 1.50"]);
    // 29.97 holds 2.72 of tax, but 27.25 × 10 % is 2.73: a cent for BT-114.
    assert_eq!(totals.rounding.to_string(), "-0.01");
    assert_eq!(totals.due.to_string(), "38.97");
    assert_eq!(totals.lines[0].agreed.to_string(), "29.97");
}

#[test]
fn the_nets_of_gross_lines_sum_to_the_taxable_amount() {
    // Each 1.00 holds 0.8333 of net; 3.00 holds 2.50: one line gets the cent.
    let totals = gross(vec![line("1", "1.00", "20"); 3]).totals().unwrap();
    let nets: Vec<String> = totals.lines.iter().map(|line| line.net.to_string()).collect();
    assert_eq!(nets, ["0.84", "0.83", "0.83"]);
    assert_eq!((totals.tax_exclusive, totals.tax, totals.due), (d("2.50"), d("0.50"), d("3.00")));
}

#[test]
fn the_decimals_are_the_currencys() {
    let mut input = document(vec![line("3", "333.4", "10")]);
    input.currency = Currency::from_code("JPY").unwrap();
    assert_eq!(input.totals().unwrap().due().to_string(), "1100 JPY");
    input.currency = Currency::from_code("TND").unwrap();
    assert_eq!(input.totals().unwrap().due().to_string(), "1100.220 TND");
}

#[test]
fn an_empty_document_is_zero() {
    let totals = document(Vec::new()).totals().unwrap();
    assert_eq!((totals.due.to_string(), totals.breakdown.len()), ("0.00".to_string(), 0));
}

#[test]
fn faults_are_values() {
    let fault = |input: DocumentInput| input.totals().unwrap_err();
    let mut no_base = line("1", "1", "20");
    no_base.price_base_quantity = Some(Decimal::ZERO);
    assert_eq!(fault(document(vec![line("1", "1", "20"), no_base])).to_string(), "zero-base-quantity: line 2");
    assert_eq!(fault(document(vec![line("1", "1", "-1")])), TotalsFault::TaxPercent(d("-1")));
    let huge = line("99999999999999999999999999", "1", "20");
    assert_eq!(fault(document(vec![huge])), TotalsFault::Overflow);
    let mut input = document(vec![line("1", "5", "20"), line("-1", "5", "10")]);
    input.charges.push(AdjustmentInput { adjustment: Adjustment::Amount(d("1")), tax: None });
    assert_eq!(fault(input), TotalsFault::NothingToSpreadOver);
}

#[test]
fn the_limit_is_ten_to_the_twentieth() {
    assert_eq!(compute::LIMIT.to_string(), format!("1{}", "0".repeat(20)));
}

#[test]
fn codes_read_back() {
    for category in TaxCategory::ALL {
        assert_eq!(TaxCategory::from_code(category.code()), Some(category));
    }
    assert_eq!(TaxCategory::from_code("s"), None);
}

prop_compose! {
    fn any_adjustment()(percent in any::<bool>(), value in 0i64..3000) -> Adjustment {
        let value = Decimal::new(value, 2);
        if percent { Adjustment::Percent(value) } else { Adjustment::Amount(value) }
    }
}

prop_compose! {
    fn any_line()(
        quantity in -2000i64..20000,
        price in 0i64..10_000_000,
        scale in 0u32..5,
        rate in prop::sample::select(vec!["0", "2.1", "5.5", "10", "20", "8.1", "25"]),
        allowances in prop::collection::vec(any_adjustment(), 0..2),
        charges in prop::collection::vec(any_adjustment(), 0..2),
    ) -> LineInput {
        LineInput {
            allowances,
            charges,
            ..LineInput { quantity: Decimal::new(quantity, 2), unit_price: Decimal::new(price, scale), ..line("1", "1", rate) }
        }
    }
}

prop_compose! {
    fn any_document()(
        lines in prop::collection::vec(any_line(), 1..12),
        gross in any::<bool>(),
        allowances in prop::collection::vec((any_adjustment(), any::<bool>()), 0..3),
        charges in prop::collection::vec((any_adjustment(), any::<bool>()), 0..3),
        prepaid in prop::option::of(0i64..100_000),
    ) -> DocumentInput {
        let key = lines[0].tax;
        let adjust = |(adjustment, own): (Adjustment, bool)| AdjustmentInput { adjustment, tax: own.then_some(key) };
        DocumentInput {
            prices: if gross { Prices::Gross } else { Prices::Net },
            allowances: allowances.into_iter().map(adjust).collect(),
            charges: charges.into_iter().map(adjust).collect(),
            prepaid: prepaid.map(|cents| Decimal::new(cents, 2)),
            ..document(lines)
        }
    }
}

/// Decimals of every size and scale.
fn any_decimal() -> impl Strategy<Value = Decimal> {
    let word = || prop_oneof![Just(0), any::<u32>()];
    (any::<u32>(), word(), word(), any::<bool>(), 0u32..29)
        .prop_map(|(low, middle, high, negative, scale)| Decimal::from_parts(low, middle, high, negative, scale))
}

proptest! {
    #[test]
    fn the_rules_of_the_standard_hold(input in any_document()) {
        let totals = input.totals();
        prop_assume!(totals.is_ok(), "nothing to spread over");
        let totals = totals.unwrap();
        let sum = |amounts: Vec<Decimal>| amounts.into_iter().sum::<Decimal>();
        prop_assert_eq!(totals.sum_of_lines, sum(totals.lines.iter().map(|line| line.net).collect()), "BR-CO-10");
        prop_assert_eq!(totals.allowances, sum(totals.allowance_parts.iter().map(|part| part.net).collect()), "BR-CO-11");
        prop_assert_eq!(totals.charges, sum(totals.charge_parts.iter().map(|part| part.net).collect()), "BR-CO-12");
        prop_assert_eq!(totals.tax_exclusive, totals.sum_of_lines - totals.allowances + totals.charges, "BR-CO-13");
        prop_assert_eq!(totals.tax_exclusive, sum(totals.breakdown.iter().map(|row| row.taxable).collect()));
        prop_assert_eq!(totals.tax, sum(totals.breakdown.iter().map(|row| row.tax).collect()), "BR-CO-14");
        prop_assert_eq!(totals.tax_inclusive, totals.tax_exclusive + totals.tax, "BR-CO-15");
        prop_assert_eq!(totals.due, totals.tax_inclusive - totals.prepaid + totals.rounding, "BR-CO-16");
        for row in &totals.breakdown {
            prop_assert_eq!(row.tax, decimal::round(row.taxable * row.percent / Decimal::ONE_HUNDRED, 2), "BR-CO-17");
        }
        let parts = totals.lines.iter().map(|line| line.net);
        prop_assert!(parts.chain([totals.due, totals.tax, totals.rounding]).all(|amount| amount.scale() == 2));
    }

    /// Each line is quantity × price × (1 − percentage) rounded once, and no allowance is more than a cent from its own
    /// rounding.
    #[test]
    fn discounted_lines_are_rounded_once(quantity in 1i64..5000, price in 1i64..1_000_000, percent in 0i64..10000) {
        let mut line = line("1", "1", "20");
        (line.quantity, line.unit_price) = (Decimal::from(quantity), Decimal::new(price, 4));
        let percent = Decimal::new(percent, 2);
        line.allowances = vec![Adjustment::Percent(percent)];
        let gross = line.quantity * line.unit_price;
        let total = document(vec![line]).totals().unwrap().lines[0];
        let off = gross * percent / Decimal::ONE_HUNDRED;
        prop_assert_eq!(total.net, decimal::round(gross - off, 2));
        prop_assert_eq!(total.net, total.gross - total.allowances);
        prop_assert!(total.allowances >= Decimal::ZERO);
        prop_assert!((total.allowances - off).abs() <= Decimal::new(1, 2));
    }

    #[test]
    fn what_was_agreed_with_tax_is_what_is_due(input in any_document()) {
        let input = DocumentInput { prices: Prices::Gross, ..input };
        let totals = input.totals();
        prop_assume!(totals.is_ok(), "nothing to spread over");
        let totals = totals.unwrap();
        let lines: Decimal = totals.lines.iter().map(|line| line.agreed).sum();
        let allowances: Decimal = totals.allowance_parts.iter().map(|part| part.agreed).sum();
        let charges: Decimal = totals.charge_parts.iter().map(|part| part.agreed).sum();
        prop_assert_eq!(totals.due, lines - allowances + charges - totals.prepaid);
        // At most a cent a rate is left for BT-114.
        prop_assert!(totals.rounding.abs() <= Decimal::new(totals.breakdown.len() as i64, 2));
        // No line is more than a cent from its exact net.
        for (line, input) in totals.lines.iter().zip(&input.lines) {
            let exact = line.agreed * Decimal::ONE_HUNDRED / (Decimal::ONE_HUNDRED + input.tax.percent);
            prop_assert!((line.net - exact).abs() <= Decimal::new(1, 2));
        }
    }

    #[test]
    fn the_order_of_lines_changes_nothing(input in any_document(), by in 0usize..12) {
        let mut other = input.clone();
        other.lines.rotate_left(by % input.lines.len());
        other.lines.reverse();
        let strip = |totals: Result<Totals, TotalsFault>| totals.map(|mut totals| {
            let mut lines: Vec<_> = totals.lines.drain(..).map(|line| (line.agreed, line.net)).collect();
            lines.sort();
            (totals, lines)
        });
        let (a, b) = (strip(input.totals()), strip(other.totals()));
        prop_assert_eq!(a, b);
    }

    #[test]
    fn any_numbers_are_answered(numbers in prop::collection::vec(any_decimal(), 10), gross in any::<bool>()) {
        let lines = numbers[..6].chunks(2).zip(["20", "10", "20"]).map(|(pair, rate)| LineInput {
            quantity: pair[0],
            unit_price: pair[1],
            price_base_quantity: Some(numbers[6]),
            allowances: vec![Adjustment::Percent(numbers[7]), Adjustment::Amount(numbers[8])],
            ..line("1", "1", rate)
        }).collect();
        let mut input = document(lines);
        input.prices = if gross { Prices::Gross } else { Prices::Net };
        input.charges.push(AdjustmentInput { adjustment: Adjustment::Percent(numbers[9]), tax: None });
        input.rounding = Some(numbers[0]);
        let _ = input.totals();
    }
}

#[test]
fn equal_remainders_are_equal_however_many_digits_they_have() {
    // -8670.76 and -5.90 leave the same fraction of a cent without their 7 %: the larger of the two gets the cent.
    let mut input = gross(vec![line("-1", "8670.76", "7"), line("1", "10700", "7")]);
    input.allowances.push(AdjustmentInput { adjustment: Adjustment::Amount(d("5.90")), tax: None });
    let totals = input.totals().unwrap();
    let nets: Vec<String> = totals.lines.iter().map(|line| line.net.to_string()).collect();
    assert_eq!((nets, totals.allowances), (vec!["-8103.51".to_owned(), "10000.00".to_owned()], d("5.52")));
}

#[test]
fn a_price_for_three_is_divided_last() {
    // 1 × 1.00 / 6 less 25 % is exactly 0.125: half a cent, which goes up.
    let mut third = line("1", "1", "20");
    third.price_base_quantity = Some(d("6"));
    third.allowances = vec![Adjustment::Percent(d("25"))];
    assert_eq!(document(vec![third]).totals().unwrap().lines[0].net, d("0.13"));
}
