//! Documents with one thing wrong, and the rule that says so.

use carnet::einvoice::Target::{self, *};
use carnet::einvoice::term::*;
use carnet::value::tax::TaxCategory::{Standard, Zero};

use crate::sample::{currency, d, tax};

pub struct Mutation {
    pub name: &'static str,
    /// The case that it is made of.
    pub base: &'static str,
    pub target: Target,
    /// Ours; the official one may be another of the same matter.
    pub rule: &'static str,
    /// `early`: made before the target prepares the invoice; `late`: after that, since it would be mended.
    pub when: &'static str,
    /// `both`: the official rules of our oracles refuse it too; `ours`: they have no such rule.
    pub whose: &'static str,
    pub change: fn(&mut Invoice),
}

macro_rules! mutations {
    ($($when:ident $official:ident $name:literal $base:literal $target:ident $rule:literal |$invoice:ident| $change:expr;)*) => {
        pub static MUTATIONS: &[Mutation] = &[$(Mutation {
            name: $name,
            base: $base,
            target: $target,
            rule: $rule,
            when: stringify!($when),
            whose: stringify!($official),
            change: |$invoice: &mut Invoice| { $change; },
        }),*];
    };
}

mutations! {
    early both "no-number" "standard" En16931 "BR-02" |i| i.number.clear();
    early both "no-seller" "standard" En16931 "BR-06" |i| i.seller.name.clear();
    early both "no-buyer" "standard" Facturx "BR-07" |i| i.buyer.name.clear();
    early both "no-seller-country" "standard" En16931 "BR-09" |i| i.seller.address.country = None;
    early both "no-buyer-country" "standard" Facturx "BR-11" |i| i.buyer.address.country = None;
    early both "no-line" "standard" En16931 "BR-16" |i| i.lines.clear();
    early both "no-line-id" "standard" En16931 "BR-21" |i| i.lines[0].id.clear();
    early both "no-item" "standard" Facturx "BR-25" |i| i.lines[0].name.clear();
    early both "negative-price" "standard" En16931 "BR-27" |i| {
        i.lines[0].price = d("-650");
        i.lines[0].quantity = d("-4");
    };
    early both "period-backwards" "progress" En16931 "BR-29" |i| {
        let period = i.period.as_mut().unwrap();
        std::mem::swap(&mut period.start, &mut period.end);
    };
    early both "no-allowance-reason" "allowances-and-charges" En16931 "BR-33" |i| i.allowances[0].reason = None;
    early both "no-line-allowance-reason" "allowances-and-charges" Facturx "BR-42" |i| i.lines[0].allowances[0].reason = None;
    early both "no-account" "standard" En16931 "BR-61" |i| i.payment.as_mut().unwrap().accounts.clear();
    early both "no-tax-in-accounting-currency" "tax-currency" En16931 "BR-53" |i| {
        i.totals.tax_in_accounting_currency = None;
    };
    early both "endpoint-without-scheme" "standard" En16931 "BR-62" |i| i.seller.endpoint.as_mut().unwrap().scheme = None;
    early both "two-tax-points" "everything" En16931 "BR-CO-03" |i| i.tax_point_date = Some(i.issue_date);
    early both "vat-prefix" "standard" En16931 "BR-CO-09" |i| i.buyer.vat_id = Some("ZZ123".to_owned());
    early both "wrong-sum-of-lines" "standard" En16931 "BR-CO-10" |i| i.totals.lines = d("2600.01");
    early both "wrong-allowances" "allowances-and-charges" En16931 "BR-CO-11" |i| i.totals.allowances = Some(d("50.00"));
    early both "wrong-charges" "allowances-and-charges" Facturx "BR-CO-12" |i| i.totals.charges = Some(d("35.51"));
    early both "wrong-net" "standard" En16931 "BR-CO-13" |i| i.totals.tax_exclusive = d("2599.99");
    early both "wrong-tax" "standard" En16931 "BR-CO-14" |i| i.totals.tax = Some(d("519.99"));
    early both "wrong-total" "standard" En16931 "BR-CO-15" |i| i.totals.tax_inclusive = d("3120.01");
    early both "wrong-total-cii" "standard" Facturx "BR-CO-15" |i| i.totals.tax_inclusive = d("3120.01");
    early both "wrong-due" "prepaid" En16931 "BR-CO-16" |i| i.totals.due = d("3120.00");
    early both "wrong-tax-of-rate" "standard" En16931 "BR-CO-17" |i| {
        i.breakdown[0].tax_amount = d("521.00");
        i.totals.tax = Some(d("521.00"));
    };
    early both "no-breakdown" "standard" En16931 "BR-CO-18" |i| i.breakdown.clear();
    early ours "no-due" "standard" Facturx "BR-CO-25" |i| {
        i.due_date = None;
        i.payment_terms = None;
    };
    early both "no-seller-number" "exempt" En16931 "BR-CO-26" |i| {
        i.seller.ids.clear();
        i.seller.legal_id = None;
    };
    early both "unknown-type" "standard" En16931 "BR-CL-01" |i| i.type_code = TypeCode(999);
    early both "unknown-subject" "standard" En16931 "BR-CL-08" |i| i.notes[0].subject = Some("QQQ".to_owned());
    early both "unknown-icd" "standard" En16931 "BR-CL-10" |i| i.seller.ids[0].scheme = Some("0999".to_owned());
    early both "unknown-legal-icd" "standard" Facturx "BR-CL-11" |i| i.buyer.legal_id.as_mut().unwrap().scheme = Some("9999".to_owned());
    early both "unknown-country" "standard" En16931 "BR-CL-14" |i| i.buyer.address.country = Some("UK".to_owned());
    early both "unknown-means" "standard" En16931 "BR-CL-16" |i| i.payment.as_mut().unwrap().means = "99".to_owned();
    early both "unknown-allowance" "everything" En16931 "BR-CL-19" |i| i.allowances[0].reason_code = Some("FC".to_owned());
    early both "unknown-charge" "allowances-and-charges" En16931 "BR-CL-20" |i| i.charges[0].reason_code = Some("95".to_owned());
    early both "unknown-exemption" "exempt" En16931 "BR-CL-22" |i| i.breakdown[0].exemption_code = Some("VATEX-XX".to_owned());
    early both "unknown-unit" "standard" En16931 "BR-CL-23" |i| i.lines[0].unit = "PCE".to_owned();
    early both "unknown-mime" "everything" En16931 "BR-CL-24" |i| {
        i.attachments[0].content.as_mut().unwrap().mime = "text/plain".to_owned();
    };
    early both "unknown-endpoint" "standard" Facturx "BR-CL-25" |i| {
        i.buyer.endpoint = Some(Identifier::new("x", "0001"));
    };

    early both "s-no-vat" "standard" En16931 "BR-S-02" |i| i.seller.vat_id = None;
    early both "s-zero" "standard" En16931 "BR-S-05" |i| i.lines[0].tax = tax(Standard, "0");
    early both "s-reason" "standard" En16931 "BR-S-10" |i| i.breakdown[0].exemption_reason = Some("Why not".to_owned());
    early both "s-other-rate" "mixed" En16931 "BR-S-08" |i| i.lines[0].tax = tax(Standard, "10");
    early both "z-rate" "zero" En16931 "BR-Z-05" |i| i.lines[0].tax = tax(Zero, "5");
    early both "z-tax" "zero" En16931 "BR-Z-09" |i| i.breakdown[0].tax_amount = d("1.00");
    early both "e-no-reason" "exempt" En16931 "BR-E-10" |i| {
        i.breakdown[0].exemption_reason = None;
        i.breakdown[0].exemption_code = None;
    };
    early both "e-no-number" "exempt" En16931 "BR-E-02" |i| i.seller.tax_number = None;
    early both "ae-no-buyer" "reverse-charge-abroad" En16931 "BR-AE-02" |i| i.buyer.vat_id = None;
    early both "ae-sum" "reverse-charge" Facturx "BR-AE-08" |i| i.breakdown[0].taxable = d("8999.00");
    early both "k-no-buyer" "intra-community" En16931 "BR-IC-02" |i| i.buyer.vat_id = None;
    early both "k-no-date" "intra-community" En16931 "BR-IC-11" |i| i.delivery.as_mut().unwrap().date = None;
    early both "k-no-country" "intra-community" Facturx "BR-IC-12" |i| i.delivery.as_mut().unwrap().address = None;
    early both "g-no-vat" "export" En16931 "BR-G-02" |i| i.seller.vat_id = None;
    late both "o-vat" "out-of-scope" En16931 "BR-O-02" |i| i.seller.vat_id = Some("FR35812345676".to_owned());
    early both "o-mixed" "out-of-scope" En16931 "BR-O-11" |i| {
        i.seller.vat_id = Some("FR35812345676".to_owned());
        i.lines.push(crate::sample::line(2, "Audit", "1", "10", tax(Standard, "20")));
        i.lines[1].net = d("10.00");
    };
    early both "category-not-in-breakdown" "standard" En16931 "BR-Z-01" |i| i.lines[0].tax = tax(Zero, "0");

    early ours "three-decimals" "standard" En16931 "CARNET-DECIMALS" |i| i.currency = currency("TND");
    early ours "none" "standard" En16931 "CARNET-CATEGORY" |i| i.lines[0].tax = Tax { category: carnet::value::tax::TaxCategory::None, percent: None };
    early ours "pro-forma" "standard" En16931 "CARNET-PRO-FORMA" |i| i.type_code = TypeCode::PRO_FORMA;
    early ours "fraction-of-a-cent" "standard" En16931 "BR-DEC-23" |i| i.lines[0].net = d("2600.001");

    early both "xr-no-reference" "standard" Xrechnung "BR-DE-15" |i| i.buyer_reference = None;
    early both "xr-no-payment" "standard" Xrechnung "BR-DE-1" |i| i.payment = None;
    early both "xr-no-phone" "standard" XrechnungCii "BR-DE-6" |i| i.seller.contact.as_mut().unwrap().phone = None;
    early both "xr-no-email" "standard" Xrechnung "BR-DE-7" |i| i.seller.contact.as_mut().unwrap().email = None;
    early both "xr-no-city" "standard" Xrechnung "BR-DE-8" |i| i.buyer.address.city = None;
    early both "xr-no-delivery-postcode" "everything" Xrechnung "BR-DE-11" |i| {
        i.delivery.as_mut().unwrap().address.as_mut().unwrap().postcode = None;
    };
    early both "xr-no-endpoint" "standard" Xrechnung "PEPPOL-EN16931-R010" |i| i.buyer.endpoint = None;
    early ours "peppol-line" "standard" Peppol "PEPPOL-EN16931-R120" |i| i.lines[0].price = d("651");
    early both "xr-percent" "allowances-and-charges" XrechnungCii "PEPPOL-EN16931-R040" |i| {
        i.lines[0].allowances[0].percent = Some(d("20"));
    };
    early both "xr-base" "allowances-and-charges" Xrechnung "PEPPOL-EN16931-R041" |i| i.lines[0].allowances[0].base = None;
    early ours "peppol-no-reference" "standard" Peppol "PEPPOL-EN16931-R003" |i| {
        i.buyer_reference = None;
        i.purchase_order = None;
    };
    early ours "peppol-code" "reverse-charge" Peppol "PEPPOL-EN16931-P0104" |i| {
        i.breakdown[0].exemption_code = Some("VATEX-EU-G".to_owned());
    };

    early both "fr-number" "standard" France "BR-FR-01" |i| i.number = "F 2026.42".to_owned();
    early both "fr-long-number" "standard" FranceCii "BR-FR-01" |i| i.number = "F".repeat(36);
    early both "fr-type" "standard" France "BR-FR-04" |i| i.type_code = TypeCode(326);
    early both "fr-no-pmt" "standard" France "BR-FR-05" |i| i.notes.retain(|note| note.subject.as_deref() != Some("PMT"));
    early both "fr-no-aab" "standard" FranceCii "BR-FR-05" |i| i.notes.retain(|note| note.subject.as_deref() != Some("AAB"));
    early both "fr-two-pmd" "standard" France "BR-FR-05" |i| {
        let note = i.notes[1].clone();
        i.notes.push(note);
    };
    late both "fr-no-process" "standard" France "BR-FR-08" |i| i.process = None;
    early both "fr-siret" "standard" France "BR-FR-09" |i| i.seller.ids[0].id = "73282932000074".to_owned();
    early both "fr-no-siren" "standard" FranceCii "BR-FR-10" |i| {
        i.seller.legal_id = None;
        i.seller.ids.clear();
    };
    early both "fr-no-buyer-siren" "standard" France "BR-FR-11" |i| {
        i.buyer.legal_id = None;
        i.buyer.ids.clear();
    };
    late both "fr-no-endpoint" "standard" France "BR-FR-12" |i| i.buyer.endpoint = None;
    late both "fr-no-seller-endpoint" "standard" FranceCii "BR-FR-13" |i| i.seller.endpoint = None;
    early both "fr-rate" "standard" France "BR-FR-16" |i| {
        i.lines[0].tax = tax(Standard, "19");
        crate::sample::settle(i);
    };
    late both "fr-bar" "standard" France "BR-FR-20" |i| i.notes.last_mut().unwrap().text = "B2X".to_owned();
    early both "fr-directory" "standard" France "BR-FR-21" |i| {
        i.buyer.endpoint = Some(Identifier::new("paul@acme.example", "EM"));
    };
    early both "fr-corrects-nothing" "corrected" France "BR-FR-CO-04" |i| i.preceding.clear();
    early both "fr-credits-nothing" "credit-note" FranceCii "BR-FR-CO-05" |i| i.preceding.clear();
    early both "fr-due-before" "standard" France "BR-FR-CO-07" |i| i.due_date = Some("2026-10-01".parse().unwrap());
    late both "fr-not-paid" "standard" France "BR-FR-CO-09" |i| i.process = Some("S2".to_owned());
    early both "fr-dollars" "tax-currency" France "BR-FR-CO-12" |i| {
        i.tax_currency = None;
        i.totals.tax_in_accounting_currency = None;
    };
    early both "fr-quantity" "standard" France "BR-FR-DEC-02" |i| i.lines[0].quantity = d("4.00001");
    late both "fr-price" "standard" FranceCii "BR-FR-DEC-03" |i| i.lines[0].price = d("650.0000001");
    early ours "public-siret" "standard" FrancePublic "CHORUS-SIRET" |i| i.buyer.ids.clear();
    early ours "public-service" "standard" FrancePublic "CHORUS-SERVICE" |i| {
        i.buyer.ids = vec![Identifier::new("11000201100044", "0009")];
        i.buyer_reference = None;
    };
    early ours "public-commitment" "standard" FrancePublic "CHORUS-COMMITMENT" |i| {
        i.buyer.ids = vec![Identifier::new("11000201100044", "0009")];
        i.purchase_order = None;
    };
}
