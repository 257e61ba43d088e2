//! XRechnung 3.0 (`BR-DE-…`), the German public buyers' profile.

use super::{lacks, rules};
use crate::einvoice::term::{Address, Contact};
use crate::value::identifier::IdentifierKind;
use crate::value::tax::TaxCategory::{None, OutOfScope};

fn contact<'i>(c: &super::Case<'i>, part: fn(&Contact) -> Option<&String>) -> Option<&'i String> {
    c.invoice.seller.contact.as_ref().and_then(part)
}

fn delivery<'i>(c: &super::Case<'i>) -> Option<&'i Address> {
    c.invoice.delivery.as_ref()?.address.as_ref()
}

/// A transfer (30, 58), a card (48, 54, 55), a debit (59).
fn paid_by(c: &super::Case<'_>, means: &[&str]) -> bool {
    c.invoice.payment.as_ref().is_some_and(|payment| means.contains(&payment.means.as_str()))
}

rules! {
    pub(super) RULES:
    "BR-DE-1" "BG-16" Missing "" |c| c.when(c.invoice.payment.is_none());
    "BR-DE-3" "BT-37" Missing "" |c| c.when(lacks(c.invoice.seller.address.city.as_ref()));
    "BR-DE-4" "BT-38" Missing "" |c| c.when(lacks(c.invoice.seller.address.postcode.as_ref()));
    "BR-DE-5" "BT-41" Missing "" |c| c.when(lacks(contact(c, |person| person.name.as_ref())));
    "BR-DE-6" "BT-42" Missing "" |c| c.when(lacks(contact(c, |person| person.phone.as_ref())));
    "BR-DE-7" "BT-43" Missing "" |c| c.when(lacks(contact(c, |person| person.email.as_ref())));
    "BR-DE-8" "BT-52" Missing "" |c| c.when(lacks(c.invoice.buyer.address.city.as_ref()));
    "BR-DE-9" "BT-53" Missing "" |c| c.when(lacks(c.invoice.buyer.address.postcode.as_ref()));
    "BR-DE-10" "BT-77" Missing "" |c| c.when(delivery(c).is_some_and(|address| lacks(address.city.as_ref())));
    "BR-DE-11" "BT-78" Missing "" |c| c.when(delivery(c).is_some_and(|address| lacks(address.postcode.as_ref())));
    "BR-DE-14" "BT-119" Missing "rate-wanted" |c| c.parts(|part| part.tax.percent.is_none());
    "BR-DE-15" "BT-10" Missing "leitweg" |c| c.when(lacks(c.invoice.buyer_reference.as_ref()));
    "BR-DE-16" "BT-31" Missing "" |c| c.when({
        let seller = &c.invoice.seller;
        let taxed = c.taxed().any(|(tax, _)| !matches!(tax.category, OutOfScope | None));
        let number = !lacks(seller.vat_id.as_ref()) || !lacks(seller.tax_number.as_ref());
        taxed && !number && c.invoice.tax_representative.is_none()
    });
    "BR-DE-19" "BT-84" Wrong "iban" |c| c.when(paid_by(c, &["58"]) && c.invoice.payment.as_ref().is_some_and(|payment| {
        payment.accounts.iter().any(|account| IdentifierKind::Iban.check(&account.account).is_err())
    }));
    "BR-DE-23-b" "BT-89" Wrong "no-debit" |c| c.when({
        let debit = c.invoice.payment.as_ref().is_some_and(|payment| payment.direct_debit.is_some());
        debit && paid_by(c, &["30", "58"])
    });
    "BR-DE-24-a" "BT-81" Impossible "card" |c| c.when(paid_by(c, &["48", "54", "55"]));
    "BR-DE-25-a" "BT-89" Missing "" |c| c.when({
        let debit = c.invoice.payment.as_ref().is_some_and(|payment| payment.direct_debit.is_some());
        paid_by(c, &["59"]) && !debit
    });
    "BR-DE-25-b" "BT-84" Wrong "no-transfer" |c| c.when({
        paid_by(c, &["59"]) && c.invoice.payment.as_ref().is_some_and(|payment| !payment.accounts.is_empty())
    });
    "BR-DE-26" "BT-25" Missing "" |c| c.when(c.is_type(&[384]) && c.invoice.preceding.is_empty());
    "BR-DE-27" "BT-42" Wrong "three-digits" |c| c.when(contact(c, |person| person.phone.as_ref()).is_some_and(|phone| {
        phone.chars().filter(char::is_ascii_digit).count() < 3
    }));
    "BR-DE-28" "BT-43" Wrong "email" |c| c.when(contact(c, |person| person.email.as_ref()).is_some_and(|email| {
        IdentifierKind::Email.check(email).is_err()
    }));
    "BR-DE-30" "BT-90" Missing "" |c| c.when(c.invoice.payment.as_ref().is_some_and(|payment| {
        payment.direct_debit.as_ref().is_some_and(|debit| lacks(debit.creditor.as_ref()))
    }));
    "BR-DE-31" "BT-91" Missing "" |c| c.when(c.invoice.payment.as_ref().is_some_and(|payment| {
        payment.direct_debit.as_ref().is_some_and(|debit| lacks(debit.debited_account.as_ref()))
    }));
    "BR-DE-22" "BT-125" Wrong "names-differ" |c| c.when({
        let names = c.invoice.attachments.iter().filter_map(|found| Some(found.content.as_ref()?.name.as_str()));
        let mut names: Vec<&str> = names.collect();
        names.sort_unstable();
        names.windows(2).any(|pair| pair[0] == pair[1])
    });
}
