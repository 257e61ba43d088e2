//! The UN/CEFACT Cross Industry Invoice (CII): D16B as EN 16931-3-3 binds it and Factur-X cuts it to profiles. D22B has the
//! same namespaces and the same order of these elements, so that one file is both.

use std::borrow::Cow;

use super::profile::Profile;
use super::term::{
    Address, Adjustment, Attachment, Contact, CreditTransfer, Identifier, Invoice, Line, Party, PaymentInstruction,
    Period, Tax, TaxPointCode,
};
use super::xml::{Unwritable, Xml, base64, compact, plain};
use crate::value::identifier::IdentifierKind;
use crate::value::tax::TaxCategory;
use crate::value::{Date, Decimal, decimal};

const NAMESPACES: &[(&str, &str)] = &[
    ("xmlns:rsm", "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"),
    ("xmlns:ram", "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"),
    ("xmlns:qdt", "urn:un:unece:uncefact:data:standard:QualifiedDataType:100"),
    ("xmlns:udt", "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"),
];

/// An invoice as CII, with what the profile holds of it. Nothing is computed and nothing is checked: see
/// [`super::rule::check`].
///
/// # Errors
/// A text that XML cannot hold.
pub fn write(invoice: &Invoice, profile: Profile) -> Result<Vec<u8>, Unwritable> {
    let mut xml = Xml::new("rsm:CrossIndustryInvoice", NAMESPACES);
    let cii = Cii { invoice, profile, decimals: invoice.currency.decimals() };
    cii.context(&mut xml);
    cii.document(&mut xml);
    xml.group("rsm:SupplyChainTradeTransaction", |xml| {
        if profile.has_lines() {
            invoice.lines.iter().for_each(|line| cii.line(xml, line));
        }
        cii.agreement(xml);
        cii.delivery(xml);
        cii.settlement(xml);
    });
    xml.finish()
}

/// How UNTDID 2475 calls what makes tax fall due (BT-8).
fn due_code(code: TaxPointCode) -> &'static str {
    match code {
        TaxPointCode::Invoice => "5",
        TaxPointCode::Delivery => "29",
        TaxPointCode::Payment => "72",
    }
}

struct Cii<'i> {
    invoice: &'i Invoice,
    profile: Profile,
    decimals: u32,
}

impl Cii<'_> {
    fn has(&self, profile: Profile) -> bool {
        self.profile >= profile
    }

    fn amount(&self, value: Decimal) -> String {
        decimal::fixed(value, self.decimals).to_string()
    }

    fn context(&self, xml: &mut Xml) {
        xml.group("rsm:ExchangedDocumentContext", |xml| {
            let process = self.invoice.process.as_ref();
            xml.group("ram:BusinessProcessSpecifiedDocumentContextParameter", |xml| xml.maybe("ram:ID", process));
            let specification = self.invoice.specification.as_ref();
            xml.group("ram:GuidelineSpecifiedDocumentContextParameter", |xml| xml.maybe("ram:ID", specification));
        });
    }

    fn document(&self, xml: &mut Xml) {
        let invoice = self.invoice;
        xml.group("rsm:ExchangedDocument", |xml| {
            xml.text("ram:ID", &invoice.number);
            xml.text("ram:TypeCode", invoice.type_code.0.to_string());
            moment(xml, "ram:IssueDateTime", Some(invoice.issue_date));
            for note in invoice.notes.iter().filter(|_| self.has(Profile::BasicWl)) {
                xml.group("ram:IncludedNote", |xml| {
                    xml.text("ram:Content", &note.text);
                    xml.maybe("ram:SubjectCode", note.subject.as_ref());
                });
            }
        });
    }

    fn line(&self, xml: &mut Xml, line: &Line) {
        xml.group("ram:IncludedSupplyChainTradeLineItem", |xml| {
            xml.group("ram:AssociatedDocumentLineDocument", |xml| {
                xml.text("ram:LineID", &line.id);
                let note = line_note(line, self.profile);
                xml.group("ram:IncludedNote", |xml| xml.maybe("ram:Content", note));
            });
            self.product(xml, line);
            self.line_agreement(xml, line);
            xml.group("ram:SpecifiedLineTradeDelivery", |xml| {
                xml.with("ram:BilledQuantity", &[("unitCode", &line.unit)], plain(line.quantity));
                if let Some(despatch) = line.despatch.as_ref().filter(|_| self.has(Profile::Extended)) {
                    xml.group("ram:DespatchAdviceReferencedDocument", |xml| {
                        xml.text("ram:IssuerAssignedID", &despatch.number);
                        xml.maybe("ram:LineID", despatch.line.as_ref());
                        if let Some(date) = despatch.date {
                            xml.group("ram:FormattedIssueDateTime", |xml| {
                                xml.with("qdt:DateTimeString", &[("format", "102")], compact(date));
                            });
                        }
                    });
                }
            });
            self.line_settlement(xml, line);
        });
    }

    fn product(&self, xml: &mut Xml, line: &Line) {
        let whole = self.has(Profile::En16931);
        xml.group("ram:SpecifiedTradeProduct", |xml| {
            if let Some(item) = &line.standard_item {
                identifier(xml, "ram:GlobalID", item);
            }
            if whole {
                xml.maybe("ram:SellerAssignedID", line.seller_item.as_ref());
                xml.maybe("ram:BuyerAssignedID", line.buyer_item.as_ref());
            }
            xml.text("ram:Name", &line.name);
            if !whole {
                return;
            }
            xml.maybe("ram:Description", line.description.as_ref());
            for (name, value) in &line.attributes {
                xml.group("ram:ApplicableProductCharacteristic", |xml| {
                    xml.text("ram:Description", name);
                    xml.text("ram:Value", value);
                });
            }
            for class in &line.classifications {
                let list: Vec<_> = class.scheme.iter().map(|list| ("listID", list.as_str())).collect();
                xml.group("ram:DesignatedProductClassification", |xml| xml.with("ram:ClassCode", &list, &class.id));
            }
            xml.group("ram:OriginTradeCountry", |xml| xml.maybe("ram:ID", line.origin_country.as_ref()));
        });
    }

    fn line_agreement(&self, xml: &mut Xml, line: &Line) {
        let base = |xml: &mut Xml| {
            if let Some(base) = line.price_base {
                xml.with("ram:BasisQuantity", &[("unitCode", &line.unit)], plain(base));
            }
        };
        xml.group("ram:SpecifiedLineTradeAgreement", |xml| {
            let seller = line.sales_order.as_ref().filter(|_| self.has(Profile::Extended));
            xml.group("ram:SellerOrderReferencedDocument", |xml| xml.maybe("ram:IssuerAssignedID", seller));
            xml.group("ram:BuyerOrderReferencedDocument", |xml| {
                if self.has(Profile::Extended) {
                    xml.maybe("ram:IssuerAssignedID", line.order.as_ref());
                }
                if self.has(Profile::En16931) {
                    xml.maybe("ram:LineID", line.order_line.as_ref());
                }
            });
            if let Some(gross) = line.gross_price {
                xml.group("ram:GrossPriceProductTradePrice", |xml| {
                    xml.text("ram:ChargeAmount", plain(gross));
                    base(xml);
                    if let Some(discount) = line.price_discount {
                        xml.group("ram:AppliedTradeAllowanceCharge", |xml| {
                            indicator(xml, false);
                            xml.text("ram:ActualAmount", plain(discount));
                        });
                    }
                });
            }
            xml.group("ram:NetPriceProductTradePrice", |xml| {
                xml.text("ram:ChargeAmount", plain(line.price));
                base(xml);
            });
        });
    }

    fn line_settlement(&self, xml: &mut Xml, line: &Line) {
        xml.group("ram:SpecifiedLineTradeSettlement", |xml| {
            xml.group("ram:ApplicableTradeTax", |xml| tax(xml, line.tax));
            period(xml, line.period);
            line.allowances.iter().for_each(|allowance| self.adjustment(xml, allowance, false));
            line.charges.iter().for_each(|charge| self.adjustment(xml, charge, true));
            xml.group("ram:SpecifiedTradeSettlementLineMonetarySummation", |xml| {
                xml.text("ram:LineTotalAmount", self.amount(line.net));
            });
            if !self.has(Profile::En16931) {
                return;
            }
            if let Some(object) = &line.object {
                xml.group("ram:AdditionalReferencedDocument", |xml| {
                    xml.text("ram:IssuerAssignedID", &object.id);
                    xml.text("ram:TypeCode", "130");
                    xml.maybe("ram:ReferenceTypeCode", object.scheme.as_ref());
                });
            }
            let account = line.accounting_reference.as_ref();
            xml.group("ram:ReceivableSpecifiedTradeAccountingAccount", |xml| xml.maybe("ram:ID", account));
        });
    }

    fn agreement(&self, xml: &mut Xml) {
        let (invoice, whole) = (self.invoice, self.has(Profile::En16931));
        xml.group("ram:ApplicableHeaderTradeAgreement", |xml| {
            xml.maybe("ram:BuyerReference", invoice.buyer_reference.as_ref());
            xml.group("ram:SellerTradeParty", |xml| self.party(xml, &invoice.seller, Side::Seller));
            xml.group("ram:BuyerTradeParty", |xml| self.party(xml, &invoice.buyer, Side::Buyer));
            if let Some(representative) = invoice.tax_representative.as_ref().filter(|_| self.has(Profile::BasicWl)) {
                xml.group("ram:SellerTaxRepresentativeTradeParty", |xml| {
                    self.party(xml, representative, Side::Representative);
                });
            }
            let reference = |xml: &mut Xml, name: &'static str, number: Option<&String>| {
                xml.group(name, |xml| xml.maybe("ram:IssuerAssignedID", number));
            };
            if whole {
                reference(xml, "ram:SellerOrderReferencedDocument", invoice.sales_order.as_ref());
            }
            reference(xml, "ram:BuyerOrderReferencedDocument", invoice.purchase_order.as_ref());
            if self.has(Profile::BasicWl) {
                reference(xml, "ram:ContractReferencedDocument", invoice.contract_reference.as_ref());
            }
            if !whole {
                return;
            }
            invoice.attachments.iter().for_each(|attachment| attached(xml, attachment));
            if let Some(tender) = &invoice.tender {
                xml.group("ram:AdditionalReferencedDocument", |xml| {
                    xml.text("ram:IssuerAssignedID", tender);
                    xml.text("ram:TypeCode", "50");
                });
            }
            if let Some(object) = &invoice.object {
                xml.group("ram:AdditionalReferencedDocument", |xml| {
                    xml.text("ram:IssuerAssignedID", &object.id);
                    xml.text("ram:TypeCode", "130");
                    xml.maybe("ram:ReferenceTypeCode", object.scheme.as_ref());
                });
            }
            if let Some(project) = &invoice.project_reference {
                xml.group("ram:SpecifiedProcuringProject", |xml| {
                    xml.text("ram:ID", project);
                    // The schema wants a name, the standard has none: the usual one.
                    xml.text("ram:Name", "Project reference");
                });
            }
        });
    }

    fn party(&self, xml: &mut Xml, party: &Party, side: Side) {
        let (least, whole) = (!self.has(Profile::BasicWl), self.has(Profile::En16931));
        if !least && side != Side::Representative {
            // The standard has one identifier of a buyer (BT-46).
            let ids = party.ids.iter().take(if side == Side::Buyer && !self.has(Profile::Extended) { 1 } else { 99 });
            let (global, own): (Vec<_>, Vec<_>) = ids.partition(|id| id.scheme.is_some());
            own.into_iter().for_each(|id| xml.text("ram:ID", &id.id));
            global.into_iter().for_each(|id| identifier(xml, "ram:GlobalID", id));
        }
        xml.text("ram:Name", &party.name);
        if whole && side == Side::Seller {
            xml.maybe("ram:Description", party.legal_information.as_ref());
        }
        xml.group("ram:SpecifiedLegalOrganization", |xml| {
            if let Some(id) = &party.legal_id {
                identifier(xml, "ram:ID", id);
            }
            // BASIC WL and BASIC know a seller's trade name only.
            if !least && (whole || side == Side::Seller) {
                xml.maybe("ram:TradingBusinessName", party.trade_name.as_ref());
            }
        });
        if let Some(person) = party.contact.as_ref().filter(|_| whole && side != Side::Representative) {
            contact(xml, person);
        }
        if least {
            let country = party.address.country.as_ref().filter(|_| side == Side::Seller);
            xml.group("ram:PostalTradeAddress", |xml| xml.maybe("ram:CountryID", country));
        } else {
            address(xml, &party.address);
        }
        if let Some(endpoint) = party.endpoint.as_ref().filter(|_| !least && side != Side::Representative) {
            xml.group("ram:URIUniversalCommunication", |xml| identifier(xml, "ram:URIID", endpoint));
        }
        if least && side != Side::Seller {
            return;
        }
        for (scheme, number) in [("VA", &party.vat_id), ("FC", &party.tax_number)] {
            if let Some(number) = number.as_ref().filter(|_| scheme == "VA" || side == Side::Seller) {
                xml.group("ram:SpecifiedTaxRegistration", |xml| xml.with("ram:ID", &[("schemeID", scheme)], number));
            }
        }
    }

    fn delivery(&self, xml: &mut Xml) {
        let (invoice, basic) = (self.invoice, self.has(Profile::BasicWl));
        // The schema wants the group even when it is empty; a date in it keeps it, else it is closed at once.
        let date = invoice.delivery.as_ref().and_then(|delivery| delivery.date);
        let holds = basic && (invoice.delivery.is_some() || invoice.despatch_advice.is_some())
            || self.has(Profile::En16931) && invoice.receiving_advice.is_some();
        if !holds {
            xml.empty("ram:ApplicableHeaderTradeDelivery");
            return;
        }
        xml.group("ram:ApplicableHeaderTradeDelivery", |xml| {
            if let Some(delivery) = &invoice.delivery {
                xml.group("ram:ShipToTradeParty", |xml| {
                    if let Some(location) = &delivery.location {
                        let name = if location.scheme.is_some() { "ram:GlobalID" } else { "ram:ID" };
                        identifier(xml, name, location);
                    }
                    xml.maybe("ram:Name", delivery.name.as_ref());
                    if let Some(place) = &delivery.address {
                        address(xml, place);
                    }
                });
            }
            xml.group("ram:ActualDeliverySupplyChainEvent", |xml| moment(xml, "ram:OccurrenceDateTime", date));
            let despatch = invoice.despatch_advice.as_ref();
            xml.group("ram:DespatchAdviceReferencedDocument", |xml| xml.maybe("ram:IssuerAssignedID", despatch));
            let receiving = invoice.receiving_advice.as_ref().filter(|_| self.has(Profile::En16931));
            xml.group("ram:ReceivingAdviceReferencedDocument", |xml| xml.maybe("ram:IssuerAssignedID", receiving));
        });
    }

    fn settlement(&self, xml: &mut Xml) {
        let (invoice, basic) = (self.invoice, self.has(Profile::BasicWl));
        xml.group("ram:ApplicableHeaderTradeSettlement", |xml| {
            if basic {
                let payment = invoice.payment.as_ref();
                let debit = payment.and_then(|payment| payment.direct_debit.as_ref());
                xml.maybe("ram:CreditorReferenceID", debit.and_then(|debit| debit.creditor.as_ref()));
                xml.maybe("ram:PaymentReference", payment.and_then(|payment| payment.remittance.as_ref()));
                xml.maybe("ram:TaxCurrencyCode", invoice.tax_currency.map(|currency| currency.code()));
            }
            xml.text("ram:InvoiceCurrencyCode", invoice.currency.code());
            if basic {
                self.payee(xml);
                if let Some(payment) = &invoice.payment {
                    self.payment(xml, payment);
                }
                self.breakdown(xml);
                period(xml, invoice.period);
                invoice.allowances.iter().for_each(|allowance| self.adjustment(xml, allowance, false));
                invoice.charges.iter().for_each(|charge| self.adjustment(xml, charge, true));
                xml.group("ram:SpecifiedTradePaymentTerms", |xml| {
                    xml.maybe("ram:Description", invoice.payment_terms.as_ref());
                    moment(xml, "ram:DueDateDateTime", invoice.due_date);
                    let debit = invoice.payment.as_ref().and_then(|payment| payment.direct_debit.as_ref());
                    xml.maybe("ram:DirectDebitMandateID", debit.and_then(|debit| debit.mandate.as_ref()));
                });
            }
            self.totals(xml);
            if basic {
                for earlier in &invoice.preceding {
                    xml.group("ram:InvoiceReferencedDocument", |xml| {
                        xml.text("ram:IssuerAssignedID", &earlier.number);
                        if let Some(date) = earlier.date {
                            xml.group("ram:FormattedIssueDateTime", |xml| {
                                xml.with("qdt:DateTimeString", &[("format", "102")], compact(date));
                            });
                        }
                    });
                }
                let account = invoice.accounting_reference.as_ref();
                xml.group("ram:ReceivableSpecifiedTradeAccountingAccount", |xml| xml.maybe("ram:ID", account));
            }
        });
    }

    fn payee(&self, xml: &mut Xml) {
        let Some(payee) = &self.invoice.payee else { return };
        xml.group("ram:PayeeTradeParty", |xml| {
            if let Some(id) = &payee.id {
                identifier(xml, if id.scheme.is_some() { "ram:GlobalID" } else { "ram:ID" }, id);
            }
            xml.text("ram:Name", &payee.name);
            if let Some(id) = &payee.legal_id {
                xml.group("ram:SpecifiedLegalOrganization", |xml| identifier(xml, "ram:ID", id));
            }
        });
    }

    /// One group for each account (BG-17); one at least, since it holds how to pay.
    fn payment(&self, xml: &mut Xml, payment: &PaymentInstruction) {
        let whole = self.has(Profile::En16931);
        let mut means = |account: Option<&CreditTransfer>| {
            xml.group("ram:SpecifiedTradeSettlementPaymentMeans", |xml| {
                xml.text("ram:TypeCode", &payment.means);
                xml.maybe("ram:Information", payment.means_text.as_ref().filter(|_| whole));
                let debited = payment.direct_debit.as_ref().and_then(|debit| debit.debited_account.as_ref());
                xml.group("ram:PayerPartyDebtorFinancialAccount", |xml| xml.maybe("ram:IBANID", debited));
                let Some(account) = account else { return };
                xml.group("ram:PayeePartyCreditorFinancialAccount", |xml| {
                    let iban = IdentifierKind::Iban.check(&account.account).is_ok();
                    if iban {
                        xml.text("ram:IBANID", &account.account);
                    }
                    xml.maybe("ram:AccountName", account.name.as_ref().filter(|_| whole));
                    if !iban {
                        xml.text("ram:ProprietaryID", &account.account);
                    }
                });
                let bic = account.bic.as_ref().filter(|_| whole);
                xml.group("ram:PayeeSpecifiedCreditorFinancialInstitution", |xml| xml.maybe("ram:BICID", bic));
            });
        };
        match payment.accounts.is_empty() {
            true => means(None),
            false => payment.accounts.iter().for_each(|account| means(Some(account))),
        }
    }

    fn breakdown(&self, xml: &mut Xml) {
        for part in &self.invoice.breakdown {
            xml.group("ram:ApplicableTradeTax", |xml| {
                xml.text("ram:CalculatedAmount", self.amount(part.tax_amount));
                xml.text("ram:TypeCode", "VAT");
                xml.maybe("ram:ExemptionReason", part.exemption_reason.as_ref());
                xml.text("ram:BasisAmount", self.amount(part.taxable));
                xml.text("ram:CategoryCode", part.tax.category.code());
                xml.maybe("ram:ExemptionReasonCode", part.exemption_code.as_ref());
                if let Some(date) = self.invoice.tax_point_date.filter(|_| self.has(Profile::En16931)) {
                    xml.group("ram:TaxPointDate", |xml| {
                        xml.with("udt:DateString", &[("format", "102")], compact(date));
                    });
                }
                xml.maybe("ram:DueDateTypeCode", self.invoice.tax_point_code.map(due_code));
                xml.maybe("ram:RateApplicablePercent", part.tax.percent.map(plain));
            });
        }
    }

    fn adjustment(&self, xml: &mut Xml, adjustment: &Adjustment, charge: bool) {
        xml.group("ram:SpecifiedTradeAllowanceCharge", |xml| {
            indicator(xml, charge);
            // On the lines of BASIC an amount says all.
            if self.has(Profile::En16931) || adjustment.tax.is_some() {
                xml.maybe("ram:CalculationPercent", adjustment.percent.map(plain));
                xml.maybe("ram:BasisAmount", adjustment.base.map(|base| self.amount(base)));
            }
            xml.text("ram:ActualAmount", self.amount(adjustment.amount));
            xml.maybe("ram:ReasonCode", adjustment.reason_code.as_ref());
            xml.maybe("ram:Reason", adjustment.reason.as_ref());
            if let Some(own) = adjustment.tax {
                xml.group("ram:CategoryTradeTax", |xml| tax(xml, own));
            }
        });
    }

    fn totals(&self, xml: &mut Xml) {
        let (totals, basic) = (&self.invoice.totals, self.has(Profile::BasicWl));
        let amount = |value: Decimal| self.amount(value);
        xml.group("ram:SpecifiedTradeSettlementHeaderMonetarySummation", |xml| {
            if basic {
                xml.text("ram:LineTotalAmount", amount(totals.lines));
                xml.maybe("ram:ChargeTotalAmount", totals.charges.map(amount));
                xml.maybe("ram:AllowanceTotalAmount", totals.allowances.map(amount));
            }
            xml.text("ram:TaxBasisTotalAmount", amount(totals.tax_exclusive));
            if let Some(tax) = totals.tax {
                xml.with("ram:TaxTotalAmount", &[("currencyID", self.invoice.currency.code())], amount(tax));
            }
            if let (Some(tax), Some(currency)) = (totals.tax_in_accounting_currency, self.invoice.tax_currency)
                && basic
            {
                let tax = decimal::fixed(tax, currency.decimals()).to_string();
                xml.with("ram:TaxTotalAmount", &[("currencyID", currency.code())], tax);
            }
            if self.has(Profile::En16931) {
                xml.maybe("ram:RoundingAmount", totals.rounding.map(amount));
            }
            xml.text("ram:GrandTotalAmount", amount(totals.tax_inclusive));
            if basic {
                xml.maybe("ram:TotalPrepaidAmount", totals.prepaid.map(amount));
            }
            xml.text("ram:DuePayableAmount", amount(totals.due));
        });
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Seller,
    Buyer,
    Representative,
}

/// What a line's note says (BT-127). Where the profile has no place for the orders and the delivery note of a line, they are
/// said there.
pub(super) fn line_note(line: &Line, profile: Profile) -> Option<Cow<'_, str>> {
    let note = line.note.as_deref();
    let despatch = line.despatch.as_ref().map(|despatch| despatch.number.as_str());
    let sources = [line.sales_order.as_deref(), line.order.as_deref(), despatch].into_iter().flatten();
    let unsaid = |source: &&str| profile < Profile::Extended && note.is_none_or(|note| !note.contains(*source));
    let unsaid: Vec<&str> = sources.filter(unsaid).collect();
    match (note, unsaid.is_empty()) {
        (Some(note), false) => Some(format!("{note} ({})", unsaid.join(", ")).into()),
        (None, false) => Some(unsaid.join(", ").into()),
        (note, true) => note.map(Cow::from),
    }
}

fn identifier(xml: &mut Xml, name: &'static str, id: &Identifier) {
    let scheme: Vec<_> = id.scheme.iter().map(|scheme| ("schemeID", scheme.as_str())).collect();
    xml.with(name, &scheme, &id.id);
}

fn indicator(xml: &mut Xml, charge: bool) {
    xml.group("ram:ChargeIndicator", |xml| xml.text("udt:Indicator", if charge { "true" } else { "false" }));
}

fn moment(xml: &mut Xml, name: &'static str, date: Option<Date>) {
    if let Some(date) = date {
        xml.group(name, |xml| xml.with("udt:DateTimeString", &[("format", "102")], compact(date)));
    }
}

fn period(xml: &mut Xml, period: Option<Period>) {
    let Some(period) = period else { return };
    xml.group("ram:BillingSpecifiedPeriod", |xml| {
        moment(xml, "ram:StartDateTime", period.start);
        moment(xml, "ram:EndDateTime", period.end);
    });
}

fn tax(xml: &mut Xml, tax: Tax) {
    xml.text("ram:TypeCode", "VAT");
    xml.text("ram:CategoryCode", tax.category.code());
    xml.maybe("ram:RateApplicablePercent", rate(tax));
}

/// BR-O-05: what is not subject to tax has no rate.
fn rate(tax: Tax) -> Option<String> {
    tax.percent.filter(|_| tax.category != TaxCategory::OutOfScope).map(plain)
}

fn address(xml: &mut Xml, address: &Address) {
    xml.group("ram:PostalTradeAddress", |xml| {
        xml.maybe("ram:PostcodeCode", address.postcode.as_ref());
        xml.maybe("ram:LineOne", address.line1.as_ref());
        xml.maybe("ram:LineTwo", address.line2.as_ref());
        xml.maybe("ram:LineThree", address.line3.as_ref());
        xml.maybe("ram:CityName", address.city.as_ref());
        xml.maybe("ram:CountryID", address.country.as_ref());
        xml.maybe("ram:CountrySubDivisionName", address.region.as_ref());
    });
}

fn contact(xml: &mut Xml, contact: &Contact) {
    xml.group("ram:DefinedTradeContact", |xml| {
        xml.maybe("ram:PersonName", contact.name.as_ref());
        xml.group("ram:TelephoneUniversalCommunication", |xml| {
            xml.maybe("ram:CompleteNumber", contact.phone.as_ref());
        });
        xml.group("ram:EmailURIUniversalCommunication", |xml| xml.maybe("ram:URIID", contact.email.as_ref()));
    });
}

fn attached(xml: &mut Xml, attachment: &Attachment) {
    xml.group("ram:AdditionalReferencedDocument", |xml| {
        xml.text("ram:IssuerAssignedID", &attachment.reference);
        xml.maybe("ram:URIID", attachment.location.as_ref());
        xml.text("ram:TypeCode", "916");
        xml.maybe("ram:Name", attachment.description.as_ref());
        if let Some(file) = &attachment.content {
            let attributes = [("mimeCode", file.mime.as_str()), ("filename", file.name.as_str())];
            xml.with("ram:AttachmentBinaryObject", &attributes, base64(&file.bytes));
        }
    });
}
