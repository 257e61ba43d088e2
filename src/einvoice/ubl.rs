//! The OASIS Universal Business Language 2.1 (ISO/IEC 19845): `Invoice` and `CreditNote`, as EN 16931-3-2 binds them.

use super::cii::line_note;
use super::profile::Profile;
use super::term::{
    Address, Adjustment, Attachment, Contact, CreditTransfer, DocumentReference, Identifier, Invoice, Line, Party,
    PaymentInstruction, Tax, TaxPointCode, TaxSubtotal,
};
use super::xml::{Unwritable, Xml, base64, plain};
use crate::value::tax::TaxCategory;
use crate::value::{Currency, Decimal, decimal};

const COMMON: [(&str, &str); 2] = [
    ("xmlns:cac", "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"),
    ("xmlns:cbc", "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"),
];

/// What the schema wants for an order that has no number.
const NO_NUMBER: &str = "NA";

/// An invoice as UBL `Invoice`, or `CreditNote` where its type is one of a credit note. The profile is
/// [`Profile::En16931`], or [`Profile::Extended`] where lines may name their orders. Nothing is computed and nothing is
/// checked: see [`super::rule::check`].
///
/// # Errors
/// A text that XML cannot hold.
pub fn write(invoice: &Invoice, profile: Profile) -> Result<Vec<u8>, Unwritable> {
    let credit = invoice.type_code.is_credit();
    let (root, namespace) = match credit {
        true => ("CreditNote", "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"),
        false => ("Invoice", "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"),
    };
    let mut xml = Xml::new(root, &[("xmlns", namespace), COMMON[0], COMMON[1]]);
    let ubl = Ubl { invoice, profile, credit, money: Amounts(invoice.currency) };
    ubl.head(&mut xml);
    ubl.references(&mut xml);
    ubl.parties(&mut xml);
    ubl.delivery(&mut xml);
    ubl.payment(&mut xml);
    xml.group("cac:PaymentTerms", |xml| xml.maybe("cbc:Note", invoice.payment_terms.as_ref()));
    invoice.allowances.iter().for_each(|allowance| ubl.adjustment(&mut xml, allowance, false));
    invoice.charges.iter().for_each(|charge| ubl.adjustment(&mut xml, charge, true));
    ubl.tax(&mut xml);
    ubl.totals(&mut xml);
    invoice.lines.iter().for_each(|line| ubl.line(&mut xml, line));
    xml.finish()
}

/// How UNTDID 2005 calls what makes tax fall due (BT-8).
fn due_code(code: TaxPointCode) -> &'static str {
    match code {
        TaxPointCode::Invoice => "3",
        TaxPointCode::Delivery => "35",
        TaxPointCode::Payment => "432",
    }
}

/// Amounts of a currency.
#[derive(Clone, Copy)]
struct Amounts(Currency);

impl Amounts {
    fn write(self, xml: &mut Xml, name: &'static str, value: Decimal) {
        let text = decimal::fixed(value, self.0.decimals()).to_string();
        xml.with(name, &[("currencyID", self.0.code())], text);
    }

    fn maybe(self, xml: &mut Xml, name: &'static str, value: Option<Decimal>) {
        if let Some(value) = value {
            self.write(xml, name, value);
        }
    }

    /// Prices have as many decimals as they need.
    fn price(self, xml: &mut Xml, name: &'static str, value: Decimal) {
        xml.with(name, &[("currencyID", self.0.code())], plain(value));
    }
}

struct Ubl<'i> {
    invoice: &'i Invoice,
    profile: Profile,
    credit: bool,
    money: Amounts,
}

impl Ubl<'_> {
    fn head(&self, xml: &mut Xml) {
        let invoice = self.invoice;
        xml.maybe("cbc:CustomizationID", invoice.specification.as_ref());
        xml.maybe("cbc:ProfileID", invoice.process.as_ref());
        xml.text("cbc:ID", &invoice.number);
        xml.text("cbc:IssueDate", invoice.issue_date.to_string());
        let tax_point = invoice.tax_point_date.map(|date| date.to_string());
        let code = invoice.type_code.0.to_string();
        // The two documents have these in different orders; a credit note has its due date with the payment.
        if self.credit {
            xml.maybe("cbc:TaxPointDate", tax_point);
            xml.text("cbc:CreditNoteTypeCode", code);
            self.notes(xml);
        } else {
            xml.maybe("cbc:DueDate", invoice.due_date.map(|date| date.to_string()));
            xml.text("cbc:InvoiceTypeCode", code);
            self.notes(xml);
            xml.maybe("cbc:TaxPointDate", tax_point);
        }
        xml.text("cbc:DocumentCurrencyCode", invoice.currency.code());
        xml.maybe("cbc:TaxCurrencyCode", invoice.tax_currency.map(|currency| currency.code()));
        xml.maybe("cbc:AccountingCost", invoice.accounting_reference.as_ref());
        xml.maybe("cbc:BuyerReference", invoice.buyer_reference.as_ref());
        xml.group("cac:InvoicePeriod", |xml| {
            let day = |date: Option<crate::value::Date>| date.map(|date| date.to_string());
            xml.maybe("cbc:StartDate", day(invoice.period.and_then(|period| period.start)));
            xml.maybe("cbc:EndDate", day(invoice.period.and_then(|period| period.end)));
            xml.maybe("cbc:DescriptionCode", invoice.tax_point_code.map(due_code));
        });
    }

    /// UBL has no place for a subject (BT-21): it stands before the text, between number signs.
    fn notes(&self, xml: &mut Xml) {
        for note in &self.invoice.notes {
            match &note.subject {
                Some(subject) => xml.text("cbc:Note", format!("#{subject}#{}", note.text)),
                None => xml.text("cbc:Note", &note.text),
            }
        }
    }

    fn references(&self, xml: &mut Xml) {
        let invoice = self.invoice;
        xml.group("cac:OrderReference", |xml| {
            let number = invoice.purchase_order.as_deref();
            xml.maybe("cbc:ID", number.or(invoice.sales_order.as_ref().map(|_| NO_NUMBER)));
            xml.maybe("cbc:SalesOrderID", invoice.sales_order.as_ref());
        });
        for earlier in &invoice.preceding {
            xml.group("cac:BillingReference", |xml| preceding(xml, earlier));
        }
        let reference = |xml: &mut Xml, name: &'static str, number: &Option<String>| {
            xml.group(name, |xml| xml.maybe("cbc:ID", number.as_ref()));
        };
        reference(xml, "cac:DespatchDocumentReference", &invoice.despatch_advice);
        reference(xml, "cac:ReceiptDocumentReference", &invoice.receiving_advice);
        if !self.credit {
            reference(xml, "cac:OriginatorDocumentReference", &invoice.tender);
        }
        reference(xml, "cac:ContractDocumentReference", &invoice.contract_reference);
        let additional = |xml: &mut Xml, id: &Identifier, code: &str| {
            xml.group("cac:AdditionalDocumentReference", |xml| {
                identifier(xml, "cbc:ID", id);
                xml.text("cbc:DocumentTypeCode", code);
            });
        };
        if let Some(object) = &invoice.object {
            additional(xml, object, "130");
        }
        invoice.attachments.iter().for_each(|attachment| attached(xml, attachment));
        if self.credit {
            // A credit note has no element for a project: a reference of type 50 is one.
            if let Some(project) = &invoice.project_reference {
                additional(xml, &Identifier { id: project.clone(), scheme: None }, "50");
            }
            reference(xml, "cac:OriginatorDocumentReference", &invoice.tender);
        } else {
            reference(xml, "cac:ProjectReference", &invoice.project_reference);
        }
    }

    fn parties(&self, xml: &mut Xml) {
        let invoice = self.invoice;
        let debit = invoice.payment.as_ref().and_then(|payment| payment.direct_debit.as_ref());
        let creditor = debit.and_then(|debit| debit.creditor.as_deref());
        xml.group("cac:AccountingSupplierParty", |xml| {
            // The creditor's SEPA number (BT-90) is the payee's where there is one.
            let own = creditor.filter(|_| invoice.payee.is_none());
            xml.group("cac:Party", |xml| self.party(xml, &invoice.seller, own, usize::MAX));
        });
        xml.group("cac:AccountingCustomerParty", |xml| {
            // The standard has one identifier of a buyer (BT-46).
            let ids = if self.profile >= Profile::Extended { usize::MAX } else { 1 };
            xml.group("cac:Party", |xml| self.party(xml, &invoice.buyer, None, ids));
        });
        if let Some(payee) = &invoice.payee {
            xml.group("cac:PayeeParty", |xml| {
                if let Some(id) = &payee.id {
                    xml.group("cac:PartyIdentification", |xml| identifier(xml, "cbc:ID", id));
                }
                if let Some(creditor) = creditor {
                    sepa(xml, creditor);
                }
                xml.group("cac:PartyName", |xml| xml.text("cbc:Name", &payee.name));
                if let Some(id) = &payee.legal_id {
                    xml.group("cac:PartyLegalEntity", |xml| identifier(xml, "cbc:CompanyID", id));
                }
            });
        }
        if let Some(representative) = &invoice.tax_representative {
            xml.group("cac:TaxRepresentativeParty", |xml| {
                xml.group("cac:PartyName", |xml| xml.text("cbc:Name", &representative.name));
                address(xml, "cac:PostalAddress", &representative.address);
                tax_scheme(xml, representative.vat_id.as_ref(), "VAT");
            });
        }
    }

    fn party(&self, xml: &mut Xml, party: &Party, creditor: Option<&str>, ids: usize) {
        if let Some(endpoint) = &party.endpoint {
            identifier(xml, "cbc:EndpointID", endpoint);
        }
        for id in party.ids.iter().take(ids) {
            xml.group("cac:PartyIdentification", |xml| identifier(xml, "cbc:ID", id));
        }
        if let Some(creditor) = creditor {
            sepa(xml, creditor);
        }
        xml.group("cac:PartyName", |xml| xml.maybe("cbc:Name", party.trade_name.as_ref()));
        address(xml, "cac:PostalAddress", &party.address);
        tax_scheme(xml, party.vat_id.as_ref(), "VAT");
        tax_scheme(xml, party.tax_number.as_ref(), "FC");
        xml.group("cac:PartyLegalEntity", |xml| {
            xml.text("cbc:RegistrationName", &party.name);
            if let Some(id) = &party.legal_id {
                identifier(xml, "cbc:CompanyID", id);
            }
            xml.maybe("cbc:CompanyLegalForm", party.legal_information.as_ref());
        });
        if let Some(person) = &party.contact {
            contact(xml, person);
        }
    }

    fn delivery(&self, xml: &mut Xml) {
        let Some(delivery) = &self.invoice.delivery else { return };
        xml.group("cac:Delivery", |xml| {
            xml.maybe("cbc:ActualDeliveryDate", delivery.date.map(|date| date.to_string()));
            xml.group("cac:DeliveryLocation", |xml| {
                if let Some(location) = &delivery.location {
                    identifier(xml, "cbc:ID", location);
                }
                if let Some(place) = &delivery.address {
                    address(xml, "cac:Address", place);
                }
            });
            xml.group("cac:DeliveryParty", |xml| {
                xml.group("cac:PartyName", |xml| xml.maybe("cbc:Name", delivery.name.as_ref()));
            });
        });
    }

    /// One group for each account (BG-17); one at least, since it holds how to pay.
    fn payment(&self, xml: &mut Xml) {
        let Some(payment) = &self.invoice.payment else { return };
        match payment.accounts.is_empty() {
            true => self.means(xml, payment, None, true),
            false => {
                let accounts = payment.accounts.iter().enumerate();
                accounts.for_each(|(i, account)| self.means(xml, payment, Some(account), i == 0));
            }
        }
    }

    fn means(&self, xml: &mut Xml, payment: &PaymentInstruction, account: Option<&CreditTransfer>, first: bool) {
        xml.group("cac:PaymentMeans", |xml| {
            // The words for the means (BT-82) are said once (UBL-SR-46).
            let name: Vec<_> =
                payment.means_text.iter().filter(|_| first).map(|text| ("name", text.as_str())).collect();
            xml.with("cbc:PaymentMeansCode", &name, &payment.means);
            if self.credit {
                xml.maybe("cbc:PaymentDueDate", self.invoice.due_date.map(|date| date.to_string()));
            }
            xml.maybe("cbc:PaymentID", payment.remittance.as_ref());
            if let Some(account) = account {
                xml.group("cac:PayeeFinancialAccount", |xml| {
                    xml.text("cbc:ID", &account.account);
                    xml.maybe("cbc:Name", account.name.as_ref());
                    xml.group("cac:FinancialInstitutionBranch", |xml| xml.maybe("cbc:ID", account.bic.as_ref()));
                });
            }
            if let Some(debit) = &payment.direct_debit {
                xml.group("cac:PaymentMandate", |xml| {
                    xml.maybe("cbc:ID", debit.mandate.as_ref());
                    let debited = debit.debited_account.as_ref();
                    xml.group("cac:PayerFinancialAccount", |xml| xml.maybe("cbc:ID", debited));
                });
            }
        });
    }

    fn adjustment(&self, xml: &mut Xml, adjustment: &Adjustment, charge: bool) {
        xml.group("cac:AllowanceCharge", |xml| {
            xml.text("cbc:ChargeIndicator", if charge { "true" } else { "false" });
            xml.maybe("cbc:AllowanceChargeReasonCode", adjustment.reason_code.as_ref());
            xml.maybe("cbc:AllowanceChargeReason", adjustment.reason.as_ref());
            xml.maybe("cbc:MultiplierFactorNumeric", adjustment.percent.map(plain));
            self.money.write(xml, "cbc:Amount", adjustment.amount);
            self.money.maybe(xml, "cbc:BaseAmount", adjustment.base);
            if let Some(tax) = adjustment.tax {
                xml.group("cac:TaxCategory", |xml| category(xml, tax, None));
            }
        });
    }

    fn tax(&self, xml: &mut Xml) {
        let totals = &self.invoice.totals;
        xml.group("cac:TaxTotal", |xml| {
            self.money.write(xml, "cbc:TaxAmount", totals.tax.unwrap_or_default());
            for part in &self.invoice.breakdown {
                xml.group("cac:TaxSubtotal", |xml| {
                    self.money.write(xml, "cbc:TaxableAmount", part.taxable);
                    self.money.write(xml, "cbc:TaxAmount", part.tax_amount);
                    xml.group("cac:TaxCategory", |xml| category(xml, part.tax, Some(part)));
                });
            }
        });
        if let (Some(tax), Some(currency)) = (totals.tax_in_accounting_currency, self.invoice.tax_currency) {
            xml.group("cac:TaxTotal", |xml| Amounts(currency).write(xml, "cbc:TaxAmount", tax));
        }
    }

    fn totals(&self, xml: &mut Xml) {
        let (totals, money) = (&self.invoice.totals, self.money);
        xml.group("cac:LegalMonetaryTotal", |xml| {
            money.write(xml, "cbc:LineExtensionAmount", totals.lines);
            money.write(xml, "cbc:TaxExclusiveAmount", totals.tax_exclusive);
            money.write(xml, "cbc:TaxInclusiveAmount", totals.tax_inclusive);
            money.maybe(xml, "cbc:AllowanceTotalAmount", totals.allowances);
            money.maybe(xml, "cbc:ChargeTotalAmount", totals.charges);
            money.maybe(xml, "cbc:PrepaidAmount", totals.prepaid);
            money.maybe(xml, "cbc:PayableRoundingAmount", totals.rounding);
            money.write(xml, "cbc:PayableAmount", totals.due);
        });
    }

    fn line(&self, xml: &mut Xml, line: &Line) {
        let (name, quantity) = match self.credit {
            true => ("cac:CreditNoteLine", "cbc:CreditedQuantity"),
            false => ("cac:InvoiceLine", "cbc:InvoicedQuantity"),
        };
        xml.group(name, |xml| {
            xml.text("cbc:ID", &line.id);
            // The schema wants the number of a line with the number of its order.
            let despatched = line.despatch.as_ref().is_none_or(|despatch| despatch.line.is_some());
            let placed = self.profile >= Profile::Extended && line.order_line.is_some() && despatched;
            let room = if placed { Profile::Extended } else { Profile::En16931 };
            xml.maybe("cbc:Note", line_note(line, room));
            xml.with(quantity, &[("unitCode", &line.unit)], plain(line.quantity));
            self.money.write(xml, "cbc:LineExtensionAmount", line.net);
            xml.maybe("cbc:AccountingCost", line.accounting_reference.as_ref());
            if let Some(period) = line.period {
                xml.group("cac:InvoicePeriod", |xml| {
                    xml.maybe("cbc:StartDate", period.start.map(|date| date.to_string()));
                    xml.maybe("cbc:EndDate", period.end.map(|date| date.to_string()));
                });
            }
            xml.group("cac:OrderLineReference", |xml| {
                xml.maybe("cbc:LineID", line.order_line.as_ref());
                let order = line.order.as_deref().filter(|_| placed);
                let seller = line.sales_order.as_ref().filter(|_| placed);
                xml.group("cac:OrderReference", |xml| {
                    xml.maybe("cbc:ID", order.or(seller.map(|_| NO_NUMBER)));
                    xml.maybe("cbc:SalesOrderID", seller);
                });
            });
            // The schema wants the number of a line here, too.
            if let Some((despatch, at)) = line.despatch.as_ref().and_then(|d| Some((d, d.line.as_ref()?)))
                && placed
            {
                xml.group("cac:DespatchLineReference", |xml| {
                    xml.text("cbc:LineID", at);
                    xml.group("cac:DocumentReference", |xml| {
                        xml.text("cbc:ID", &despatch.number);
                        xml.maybe("cbc:IssueDate", despatch.date.map(|date| date.to_string()));
                    });
                });
            }
            if let Some(object) = &line.object {
                xml.group("cac:DocumentReference", |xml| {
                    identifier(xml, "cbc:ID", object);
                    xml.text("cbc:DocumentTypeCode", "130");
                });
            }
            line.allowances.iter().for_each(|allowance| self.adjustment(xml, allowance, false));
            line.charges.iter().for_each(|charge| self.adjustment(xml, charge, true));
            item(xml, line);
            self.price(xml, line);
        });
    }

    fn price(&self, xml: &mut Xml, line: &Line) {
        xml.group("cac:Price", |xml| {
            self.money.price(xml, "cbc:PriceAmount", line.price);
            if let Some(base) = line.price_base {
                xml.with("cbc:BaseQuantity", &[("unitCode", &line.unit)], plain(base));
            }
            if let Some(gross) = line.gross_price {
                xml.group("cac:AllowanceCharge", |xml| {
                    xml.text("cbc:ChargeIndicator", "false");
                    self.money.price(xml, "cbc:Amount", line.price_discount.unwrap_or_default());
                    self.money.price(xml, "cbc:BaseAmount", gross);
                });
            }
        });
    }
}

fn item(xml: &mut Xml, line: &Line) {
    xml.group("cac:Item", |xml| {
        xml.maybe("cbc:Description", line.description.as_ref());
        xml.text("cbc:Name", &line.name);
        xml.group("cac:BuyersItemIdentification", |xml| xml.maybe("cbc:ID", line.buyer_item.as_ref()));
        xml.group("cac:SellersItemIdentification", |xml| xml.maybe("cbc:ID", line.seller_item.as_ref()));
        if let Some(id) = &line.standard_item {
            xml.group("cac:StandardItemIdentification", |xml| identifier(xml, "cbc:ID", id));
        }
        let origin = line.origin_country.as_ref();
        xml.group("cac:OriginCountry", |xml| xml.maybe("cbc:IdentificationCode", origin));
        for class in &line.classifications {
            let list: Vec<_> = class.scheme.iter().map(|list| ("listID", list.as_str())).collect();
            xml.group("cac:CommodityClassification", |xml| {
                xml.with("cbc:ItemClassificationCode", &list, &class.id);
            });
        }
        xml.group("cac:ClassifiedTaxCategory", |xml| category(xml, line.tax, None));
        for (name, value) in &line.attributes {
            xml.group("cac:AdditionalItemProperty", |xml| {
                xml.text("cbc:Name", name);
                xml.text("cbc:Value", value);
            });
        }
    });
}

fn identifier(xml: &mut Xml, name: &'static str, id: &Identifier) {
    let scheme: Vec<_> = id.scheme.iter().map(|scheme| ("schemeID", scheme.as_str())).collect();
    xml.with(name, &scheme, &id.id);
}

/// The creditor's number for direct debits (BT-90).
fn sepa(xml: &mut Xml, creditor: &str) {
    xml.group("cac:PartyIdentification", |xml| xml.with("cbc:ID", &[("schemeID", "SEPA")], creditor));
}

fn preceding(xml: &mut Xml, earlier: &DocumentReference) {
    xml.group("cac:InvoiceDocumentReference", |xml| {
        xml.text("cbc:ID", &earlier.number);
        xml.maybe("cbc:IssueDate", earlier.date.map(|date| date.to_string()));
    });
}

/// What a category is, with the reasons that stand in the breakdown alone.
fn category(xml: &mut Xml, tax: Tax, reasons: Option<&TaxSubtotal>) {
    xml.text("cbc:ID", tax.category.code());
    // BR-O-05: what is not subject to tax has no rate on its lines.
    let rated = reasons.is_some() || tax.category != TaxCategory::OutOfScope;
    xml.maybe("cbc:Percent", tax.percent.filter(|_| rated).map(plain));
    xml.maybe("cbc:TaxExemptionReasonCode", reasons.and_then(|part| part.exemption_code.as_ref()));
    xml.maybe("cbc:TaxExemptionReason", reasons.and_then(|part| part.exemption_reason.as_ref()));
    xml.group("cac:TaxScheme", |xml| xml.text("cbc:ID", "VAT"));
}

fn tax_scheme(xml: &mut Xml, number: Option<&String>, scheme: &str) {
    if let Some(number) = number {
        xml.group("cac:PartyTaxScheme", |xml| {
            xml.text("cbc:CompanyID", number);
            xml.group("cac:TaxScheme", |xml| xml.text("cbc:ID", scheme));
        });
    }
}

fn address(xml: &mut Xml, name: &'static str, address: &Address) {
    xml.group(name, |xml| {
        xml.maybe("cbc:StreetName", address.line1.as_ref());
        xml.maybe("cbc:AdditionalStreetName", address.line2.as_ref());
        xml.maybe("cbc:CityName", address.city.as_ref());
        xml.maybe("cbc:PostalZone", address.postcode.as_ref());
        xml.maybe("cbc:CountrySubentity", address.region.as_ref());
        xml.group("cac:AddressLine", |xml| xml.maybe("cbc:Line", address.line3.as_ref()));
        xml.group("cac:Country", |xml| xml.maybe("cbc:IdentificationCode", address.country.as_ref()));
    });
}

fn contact(xml: &mut Xml, contact: &Contact) {
    xml.group("cac:Contact", |xml| {
        xml.maybe("cbc:Name", contact.name.as_ref());
        xml.maybe("cbc:Telephone", contact.phone.as_ref());
        xml.maybe("cbc:ElectronicMail", contact.email.as_ref());
    });
}

fn attached(xml: &mut Xml, attachment: &Attachment) {
    xml.group("cac:AdditionalDocumentReference", |xml| {
        xml.text("cbc:ID", &attachment.reference);
        xml.maybe("cbc:DocumentDescription", attachment.description.as_ref());
        xml.group("cac:Attachment", |xml| {
            if let Some(file) = &attachment.content {
                let attributes = [("mimeCode", file.mime.as_str()), ("filename", file.name.as_str())];
                xml.with("cbc:EmbeddedDocumentBinaryObject", &attributes, base64(&file.bytes));
            }
            let location = attachment.location.as_ref();
            xml.group("cac:ExternalReference", |xml| xml.maybe("cbc:URI", location));
        });
    });
}
