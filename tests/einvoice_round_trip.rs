//! What carnet writes as UBL and CII, it reads back: the same terms, nothing left over, nothing wrong.

use carnet::einvoice::read::{self, Received};
use carnet::einvoice::term::*;
use carnet::einvoice::{Invoice, Profile, cii, ubl};
use carnet::value::tax::TaxCategory;
use carnet::value::{Currency, Date, Decimal, decimal};
use proptest::prelude::*;

/// Words as people write them, with what XML has to escape.
fn words() -> impl Strategy<Value = String> {
    "[A-Za-zéè0-9&<>'\"#][A-Za-zéèœ€0-9 &<>'\"./-]{0,18}[A-Za-z0-9é>]"
}

fn code() -> impl Strategy<Value = String> {
    "[A-Z0-9][A-Z0-9-]{0,9}"
}

fn maybe<T: Clone + std::fmt::Debug>(some: impl Strategy<Value = T>) -> impl Strategy<Value = Option<T>> {
    proptest::option::of(some)
}

fn day() -> impl Strategy<Value = Date> {
    (2020..2031_i32, 1..13_u32, 1..29_u32).prop_map(|(y, m, d)| Date::new(y, m, d).expect("a day of every month"))
}

fn amount() -> impl Strategy<Value = Decimal> {
    (0..10_000_000_i64).prop_map(|cents| Decimal::new(cents, 2))
}

fn tax() -> impl Strategy<Value = Tax> {
    let standard = [200_i64, 100, 55, 21].map(|percent| (TaxCategory::Standard, Decimal::new(percent, 1)));
    let none = [TaxCategory::Zero, TaxCategory::Exempt, TaxCategory::ReverseCharge].map(|c| (c, Decimal::ZERO));
    let all: Vec<(TaxCategory, Decimal)> = standard.into_iter().chain(none).collect();
    proptest::sample::select(all).prop_map(|(category, percent)| Tax { category, percent: Some(percent) })
}

fn adjustment(tax: Option<Tax>) -> impl Strategy<Value = Adjustment> {
    (amount(), maybe(amount()), maybe(1..100_i64), maybe(words()), maybe(code())).prop_map(
        move |(amount, base, percent, reason, reason_code)| Adjustment {
            amount,
            base,
            percent: percent.map(Decimal::from),
            reason,
            reason_code,
            tax,
        },
    )
}

fn id(schemes: &'static [&'static str]) -> impl Strategy<Value = Identifier> {
    (code(), proptest::sample::select(schemes)).prop_map(|(id, scheme)| Identifier::new(id, scheme))
}

fn address() -> impl Strategy<Value = Address> {
    (maybe(words()), maybe(words()), maybe(words()), maybe(words()), maybe(code()), maybe(words())).prop_map(
        |(line1, line2, line3, city, postcode, region)| Address {
            line1,
            line2,
            line3,
            city,
            postcode,
            region,
            country: Some("FR".into()),
        },
    )
}

fn party() -> impl Strategy<Value = Party> {
    let names = (words(), maybe(words()), maybe(id(&["0009", "0088"])), maybe(id(&["0002"])));
    let contact = (maybe(words()), maybe(code()), maybe(code()));
    (names, address(), maybe(code()), maybe(id(&["0225", "EM"])), maybe(contact)).prop_map(
        |((name, trade_name, own, legal_id), address, vat_id, endpoint, contact)| Party {
            name,
            trade_name,
            ids: own.into_iter().collect(),
            legal_id,
            vat_id,
            tax_number: None,
            legal_information: None,
            endpoint,
            address,
            contact: contact
                .map(|(name, phone, email)| Contact { name, phone, email })
                .filter(|contact| *contact != Contact::default()),
        },
    )
}

fn line() -> impl Strategy<Value = Line> {
    let numbers = (1..1_000_000_i64, 0..4_u32, 0..100_000_000_i64, 0..6_u32, maybe(2..1000_i64));
    let texts = (words(), maybe(words()), maybe(words()), maybe(code()), maybe(code()), maybe(code()));
    let more = (
        maybe(id(&["0160"])),
        proptest::collection::vec(id(&["STI", "HS"]), 0..3),
        proptest::collection::vec((words(), words()), 0..3),
        maybe(id(&["AWV"])),
        maybe((amount(), amount())),
    );
    let lists = (proptest::collection::vec(adjustment(None), 0..3), proptest::collection::vec(adjustment(None), 0..2));
    (numbers, texts, more, lists, tax(), maybe((day(), day()))).prop_map(
        |((quantity, places, price, decimals, base), texts, more, (allowances, charges), tax, period)| {
            let (name, description, note, seller_item, buyer_item, order_line) = texts;
            let (standard_item, classifications, attributes, object, gross) = more;
            let mut line = Line {
                note,
                object,
                net: Decimal::ZERO,
                order_line,
                period: period.map(|(start, end)| Period { start: Some(start), end: Some(end) }),
                allowances,
                charges,
                price_discount: gross.map(|(discount, _)| discount),
                gross_price: gross.map(|(_, gross)| gross),
                price_base: base.map(Decimal::from),
                description,
                seller_item,
                buyer_item,
                standard_item,
                classifications,
                origin_country: Some("FR".into()),
                attributes,
                ..Line::new(
                    String::new(),
                    name,
                    Decimal::new(quantity, places),
                    "C62".into(),
                    Decimal::new(price, decimals),
                    tax,
                )
            };
            let exact = line.quantity * line.price / line.price_base.unwrap_or(Decimal::ONE);
            let less: Decimal = line.allowances.iter().map(|a| a.amount).sum();
            let more: Decimal = line.charges.iter().map(|c| c.amount).sum();
            line.net = decimal::fixed(exact, 2) - less + more;
            line
        },
    )
}

/// An invoice whose sums are right, whatever its parts are.
fn invoice() -> impl Strategy<Value = Invoice> {
    let head = (code(), day(), maybe(day()), proptest::bool::ANY, maybe(code()), maybe(words()));
    let references = (maybe(code()), maybe(code()), maybe(code()), maybe(code()), maybe(code()), maybe(code()));
    let lists = (
        proptest::collection::vec(line(), 1..5),
        proptest::collection::vec(tax().prop_flat_map(|tax| adjustment(Some(tax))), 0..3),
        proptest::collection::vec(tax().prop_flat_map(|tax| adjustment(Some(tax))), 0..2),
        proptest::collection::vec((maybe("[A-Z]{3}"), words()), 0..3),
        proptest::collection::vec((code(), maybe(day())), 0..3),
    );
    let money = (maybe(amount()), maybe(-99..99_i64));
    let paying = (words(), code(), proptest::collection::vec((maybe(words()), maybe(code())), 0..3));
    let rest = (maybe(paying), maybe((words(), maybe(id(&["0088"])), maybe(id(&["0002"])))), maybe((day(), address())));
    (head, references, party(), party(), lists, money, rest).prop_map(
        |(head, references, seller, buyer, lists, (prepaid, rounding), (paying, payee, delivered))| {
            let (number, issue_date, due_date, credit, buyer_reference, payment_terms) = head;
            let (mut lines, allowances, charges, notes, preceding) = lists;
            for (index, line) in lines.iter_mut().enumerate() {
                line.id = (index + 1).to_string();
            }
            let mut invoice = Invoice {
                number,
                issue_date,
                type_code: if credit { TypeCode::CREDIT_NOTE } else { TypeCode::INVOICE },
                currency: Currency::euro(),
                tax_currency: None,
                tax_point_date: None,
                tax_point_code: Some(TaxPointCode::Payment),
                // A credit note in UBL has its due date with the means of payment.
                due_date: due_date.filter(|_| !credit || paying.is_some()),
                buyer_reference,
                project_reference: references.0,
                contract_reference: references.1,
                purchase_order: references.2,
                sales_order: references.3,
                receiving_advice: references.4,
                despatch_advice: references.5,
                tender: None,
                object: None,
                accounting_reference: None,
                payment_terms,
                notes: notes.into_iter().map(|(subject, text)| Note { subject, text }).collect(),
                process: None,
                specification: Some("urn:cen.eu:en16931:2017".into()),
                preceding: preceding.into_iter().map(|(number, date)| DocumentReference { number, date }).collect(),
                seller,
                buyer,
                payee: payee.map(|(name, id, legal_id)| Payee { name, id, legal_id }),
                tax_representative: None,
                delivery: delivered.map(|(date, address)| Delivery {
                    date: Some(date),
                    address: Some(address),
                    ..Delivery::default()
                }),
                period: None,
                payment: paying.map(|(remittance, account, accounts)| PaymentInstruction {
                    means: "30".into(),
                    means_text: None,
                    remittance: Some(remittance),
                    accounts: accounts
                        .into_iter()
                        .map(|(name, bic)| CreditTransfer { account: account.clone(), name, bic })
                        .collect(),
                    direct_debit: None,
                }),
                allowances,
                charges,
                totals: Totals { prepaid, rounding: rounding.map(|cents| Decimal::new(cents, 2)), ..Totals::default() },
                breakdown: Vec::new(),
                attachments: Vec::new(),
                lines,
            };
            settle(&mut invoice);
            invoice
        },
    )
}

/// Totals and breakdown as BR-CO-10 to BR-CO-17 say.
fn settle(invoice: &mut Invoice) {
    let sum = |amounts: &mut dyn Iterator<Item = Decimal>| decimal::fixed(amounts.sum(), 2);
    let mut parts: Vec<(Tax, Decimal)> = invoice.lines.iter().map(|line| (line.tax, line.net)).collect();
    parts.extend(invoice.allowances.iter().filter_map(|a| Some((a.tax?, -a.amount))));
    parts.extend(invoice.charges.iter().filter_map(|c| Some((c.tax?, c.amount))));
    let mut breakdown: Vec<TaxSubtotal> = Vec::new();
    for (tax, amount) in parts {
        match breakdown.iter_mut().find(|part| part.tax == tax) {
            Some(part) => part.taxable += amount,
            None => breakdown.push(TaxSubtotal {
                taxable: amount,
                tax_amount: Decimal::ZERO,
                tax,
                exemption_reason: (tax.category == TaxCategory::Exempt).then(|| "Exempt".into()),
                exemption_code: None,
            }),
        }
    }
    for part in &mut breakdown {
        part.taxable = decimal::fixed(part.taxable, 2);
        part.tax_amount = decimal::fixed(part.taxable * part.tax.percent.unwrap_or_default() / Decimal::from(100), 2);
    }
    let totals = &mut invoice.totals;
    totals.lines = sum(&mut invoice.lines.iter().map(|line| line.net));
    let total = |list: &[Adjustment]| (!list.is_empty()).then(|| list.iter().map(|a| a.amount).sum::<Decimal>());
    (totals.allowances, totals.charges) = (total(&invoice.allowances), total(&invoice.charges));
    totals.tax_exclusive = totals.lines - totals.allowances.unwrap_or_default() + totals.charges.unwrap_or_default();
    let tax = sum(&mut breakdown.iter().map(|part| part.tax_amount));
    totals.tax = Some(tax);
    totals.tax_inclusive = totals.tax_exclusive + tax;
    totals.due = totals.tax_inclusive - totals.prepaid.unwrap_or_default() + totals.rounding.unwrap_or_default();
    invoice.breakdown = breakdown;
}

fn same(read: &Received, written: &Invoice, xml: &[u8]) -> Result<(), TestCaseError> {
    let shown = String::from_utf8_lossy(xml);
    prop_assert_eq!(&read.faults, &vec![], "{}", shown);
    prop_assert_eq!(&read.unplaced, &vec![], "{}", shown);
    prop_assert_eq!(&read.invoice, written, "{}", shown);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// The orders and the delivery note of each line, which the largest profile alone has terms for.
    #[test]
    fn what_lines_come_from_reads_back(
        invoice in invoice(),
        sources in proptest::collection::vec((maybe(code()), maybe(code()), maybe((code(), code(), maybe(day())))), 5),
    ) {
        let mut invoice = invoice;
        for (i, (line, (order, sales_order, despatch))) in invoice.lines.iter_mut().zip(sources).enumerate() {
            line.order_line = Some((i + 1).to_string());
            (line.order, line.sales_order) = (order, sales_order);
            line.despatch = despatch.map(|(number, at, date)| Despatch { number, line: Some(at), date });
        }
        for xml in [ubl::write(&invoice, Profile::Extended), cii::write(&invoice, Profile::Extended)] {
            let xml = xml.expect("nothing that XML forbids");
            let read = read::read(&xml).expect("what was written can be read");
            prop_assert_eq!(&read.unplaced, &vec![]);
            for (written, found) in invoice.lines.iter().zip(&read.invoice.lines) {
                let of = |line: &Line| (line.order.clone(), line.sales_order.clone(), line.despatch.clone());
                prop_assert_eq!(of(found), of(written));
                prop_assert_eq!(&found.note, &written.note);
            }
        }
    }

    #[test]
    fn ubl_reads_back(invoice in invoice()) {
        let xml = ubl::write(&invoice, Profile::En16931).expect("nothing that XML forbids");
        same(&read::read(&xml).expect("our own UBL"), &invoice, &xml)?;
    }

    #[test]
    fn cii_reads_back(invoice in invoice()) {
        let xml = cii::write(&invoice, Profile::En16931).expect("nothing that XML forbids");
        same(&read::read(&xml).expect("our own CII"), &invoice, &xml)?;
    }
}
