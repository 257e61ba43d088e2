//! Where the law wants an invoice to go through a platform: a dated table with its sources. It concerns firms and public
//! bodies that are established in the seller's own country; a consumer may always get paper or a PDF.

use super::Figures;
use crate::book::RecordRef;
use crate::book::link;
use crate::firm::file::FirmSize;
use crate::model::address::Address;
use crate::model::customer::{Customer, PartyType};
use crate::model::invoice::Invoice;
use crate::value::Date;

/// Whom an invoice is for, as far as these laws care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Buyer {
    /// A firm or an association that is liable to tax.
    Business,
    /// The state, a town, a hospital, and what belongs to them.
    Public,
    Consumer,
}

/// A row of the table.
#[derive(Debug, PartialEq)]
pub struct Duty {
    /// A word for messages: `send-duty-NAME` says which platform is meant.
    pub name: &'static str,
    /// Where both are established.
    pub country: &'static str,
    pub buyer: Buyer,
    /// The smallest and the largest seller that it concerns.
    pub sizes: (FirmSize, FirmSize),
    /// For invoices that are issued on this day or later: year, month, day.
    pub from: (i32, u32, u32),
    /// Which text says so.
    pub source: &'static str,
}

impl Duty {
    /// The first day on which it holds.
    pub fn first_day(&self) -> Option<Date> {
        let (year, month, day) = self.from;
        Date::new(year, month, day)
    }
}

use FirmSize::{Large, Micro, Mid, Small};

/// Every duty to send through a platform.
pub static DUTIES: &[Duty] = &[
    Duty {
        name: "fr-public",
        country: "FR",
        buyer: Buyer::Public,
        sizes: (Large, Large),
        from: (2017, 1, 1),
        source: "ordonnance 2014-697, art. 3; code de la commande publique, art. L2192-1, L2192-5",
    },
    Duty {
        name: "fr-public",
        country: "FR",
        buyer: Buyer::Public,
        sizes: (Mid, Mid),
        from: (2018, 1, 1),
        source: "ordonnance 2014-697, art. 3; code de la commande publique, art. L2192-1, L2192-5",
    },
    Duty {
        name: "fr-public",
        country: "FR",
        buyer: Buyer::Public,
        sizes: (Small, Small),
        from: (2019, 1, 1),
        source: "ordonnance 2014-697, art. 3; code de la commande publique, art. L2192-1, L2192-5",
    },
    Duty {
        name: "fr-public",
        country: "FR",
        buyer: Buyer::Public,
        sizes: (Micro, Micro),
        from: (2020, 1, 1),
        source: "ordonnance 2014-697, art. 3; code de la commande publique, art. L2192-1, L2192-5",
    },
    Duty {
        name: "fr-business",
        country: "FR",
        buyer: Buyer::Business,
        sizes: (Mid, Large),
        from: (2026, 9, 1),
        source: "CGI, art. 289 bis; loi 2023-1322, art. 91",
    },
    Duty {
        name: "fr-business",
        country: "FR",
        buyer: Buyer::Business,
        sizes: (Micro, Small),
        from: (2027, 9, 1),
        source: "CGI, art. 289 bis; loi 2023-1322, art. 91",
    },
];

/// The duty that holds for an invoice of this day, between a seller and a buyer of these countries.
pub fn duty(seller: &str, size: FirmSize, buyer_country: &str, buyer: Buyer, date: Date) -> Option<&'static Duty> {
    DUTIES.iter().find(|duty| {
        duty.country == seller
            && duty.country == buyer_country
            && duty.buyer == buyer
            && (duty.sizes.0..=duty.sizes.1).contains(&size)
            && duty.first_day().is_some_and(|first| first <= date)
    })
}

/// The duty that holds for an issued invoice or credit note, by its date and its parties as they were frozen in it, else as
/// they are. None for other documents, and where the country of either is not known.
pub fn of_invoice(figures: &Figures<'_>, record: RecordRef) -> Option<&'static Duty> {
    let book = figures.book;
    if Some(record.kind) != figures.invoice {
        return None;
    }
    let invoice: Invoice = book.typed(record)?;
    let firm = book.firm.file.firm.as_ref();
    let country = |address: Option<&Address>| address.and_then(|address| Some(address.country.as_ref()?.0.clone()));
    let seller = invoice.seller.as_ref().and_then(|seller| country(seller.address.as_ref()));
    let seller = seller.or_else(|| country(firm?.address.as_ref()))?;
    let customer = link::target(book, "customer", invoice.customer.as_str());
    let customer: Option<Customer> = customer.and_then(|customer| book.typed(customer));
    let frozen = invoice.buyer.as_ref();
    let place = frozen.and_then(|buyer| country(buyer.address.as_ref()));
    let place = place.or_else(|| country(customer.as_ref()?.address.as_ref()))?;
    let sort = frozen.and_then(|buyer| buyer.party_type).or(customer.as_ref().and_then(|customer| customer.party_type));
    let numbered = frozen.is_some_and(|b| b.siren.is_some() || b.siret.is_some() || b.vat_id.is_some())
        || customer.as_ref().is_some_and(|c| c.siren.is_some() || c.siret.is_some() || c.vat_id.is_some());
    let buyer = match sort {
        Some(PartyType::Public) => Buyer::Public,
        Some(PartyType::Person) => Buyer::Consumer,
        Some(PartyType::Company) => Buyer::Business,
        // Many associations are not liable to tax; one with a VAT number is.
        Some(PartyType::Association) => match frozen.and_then(|b| b.vat_id.as_ref()).is_some()
            || customer.as_ref().is_some_and(|c| c.vat_id.is_some())
        {
            true => Buyer::Business,
            false => Buyer::Consumer,
        },
        None if numbered => Buyer::Business,
        None => return None,
    };
    let size = firm.and_then(|firm| firm.size).unwrap_or(Micro);
    duty(&seller, size, &place, buyer, invoice.date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> Date {
        Date::new(year, month, day).unwrap()
    }

    #[test]
    fn a_duty_begins_on_its_day_and_stays_in_its_country() {
        let french = |size, buyer, date| duty("FR", size, "FR", buyer, date).map(|duty| duty.name);
        assert_eq!(french(Large, Buyer::Business, day(2026, 8, 31)), None);
        assert_eq!(french(Large, Buyer::Business, day(2026, 9, 1)), Some("fr-business"));
        assert_eq!(french(Micro, Buyer::Business, day(2026, 9, 1)), None);
        assert_eq!(french(Small, Buyer::Business, day(2027, 9, 1)), Some("fr-business"));
        assert_eq!(french(Micro, Buyer::Public, day(2019, 12, 31)), None);
        assert_eq!(french(Micro, Buyer::Public, day(2020, 1, 1)), Some("fr-public"));
        assert_eq!(french(Large, Buyer::Consumer, day(2030, 1, 1)), None);
        assert_eq!(duty("FR", Large, "BE", Buyer::Business, day(2030, 1, 1)), None);
        assert_eq!(duty("GB", Large, "FR", Buyer::Business, day(2030, 1, 1)), None);
    }

    #[test]
    fn every_row_names_a_day_that_exists() {
        for duty in DUTIES {
            assert!(duty.first_day().is_some() && !duty.source.is_empty(), "{}", duty.name);
        }
    }
}
