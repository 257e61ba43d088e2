//! The words of the mentions, in the six languages of documents. Where a directive words them in each language, the words are
//! the directive's.

use crate::firm::condition::BaseRate;

/// One text in each language, with `{placeholders}`.
#[derive(Debug, PartialEq, Eq)]
pub struct Words {
    pub en: &'static str,
    pub fr: &'static str,
    pub de: &'static str,
    pub es: &'static str,
    pub it: &'static str,
    pub nl: &'static str,
}

impl Words {
    /// The text of a language, of whose tag only the first two letters count; English for any other.
    pub fn of(&self, language: &str) -> &'static str {
        match language.get(..2) {
            Some("fr") => self.fr,
            Some("de") => self.de,
            Some("es") => self.es,
            Some("it") => self.it,
            Some("nl") => self.nl,
            _ => self.en,
        }
    }

    /// The text with its placeholders filled.
    pub fn say(&self, language: &str, values: &[(&'static str, String)]) -> String {
        let mut text = self.of(language).to_owned();
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }
}

/// The sentence itself is French law: it stays French.
pub static FRANCHISE: Words = Words {
    en: "TVA non applicable, art. 293 B du CGI",
    fr: "TVA non applicable, art. 293 B du CGI",
    de: "TVA non applicable, art. 293 B du CGI",
    es: "TVA non applicable, art. 293 B du CGI",
    it: "TVA non applicable, art. 293 B du CGI",
    nl: "TVA non applicable, art. 293 B du CGI",
};

/// Article 226, 11a of directive 2006/112/EC.
pub static REVERSE_CHARGE: Words = Words {
    en: "Reverse charge",
    fr: "Autoliquidation",
    de: "Steuerschuldnerschaft des Leistungsempfängers",
    es: "Inversión del sujeto pasivo",
    it: "Inversione contabile",
    nl: "Btw verlegd",
};

/// Article 226, 7a of directive 2006/112/EC.
pub static CASH_ACCOUNTING: Words = Words {
    en: "Cash accounting",
    fr: "Comptabilité de caisse",
    de: "Besteuerung nach vereinnahmten Entgelten",
    es: "Contabilidad de caja",
    it: "Contabilità di cassa",
    nl: "Kasstelsel",
};

/// French law words it.
pub static DEBITS: Words = Words {
    en: "VAT due on invoicing: « Option pour le paiement de la taxe d’après les débits »",
    fr: "Option pour le paiement de la taxe d’après les débits",
    de: "Steuer fällig mit der Rechnung: « Option pour le paiement de la taxe d’après les débits »",
    es: "IVA exigible con la factura: « Option pour le paiement de la taxe d’après les débits »",
    it: "IVA esigibile con la fattura: « Option pour le paiement de la taxe d’après les débits »",
    nl: "Btw verschuldigd bij facturering: « Option pour le paiement de la taxe d’après les débits »",
};

pub static INTEREST_PERCENT: Words = Words {
    en: "Late payment: interest at {percent}% a year from the day after the due date, without reminder.",
    fr: "Pénalités de retard : {percent} % par an, exigibles le jour suivant la date d’échéance, sans rappel.",
    de: "Verzugszinsen: {percent} % im Jahr, ab dem Tag nach Fälligkeit, ohne Mahnung.",
    es: "Intereses de demora: {percent} % anual, desde el día siguiente al vencimiento, sin necesidad de aviso.",
    it: "Interessi di mora: {percent}% annuo, dal giorno successivo alla scadenza, senza costituzione in mora.",
    nl: "Rente bij te late betaling: {percent}% per jaar, vanaf de dag na de vervaldag, zonder aanmaning.",
};

pub static INTEREST_ABOVE: Words = Words {
    en: "Late payment: interest a year at {base} plus {points} percentage points, from the day after the due date, without reminder.",
    fr: "Pénalités de retard : {base}, majoré de {points} points, exigibles le jour suivant la date d’échéance, sans rappel.",
    de: "Verzugszinsen: {points} Prozentpunkte über dem {base}, ab dem Tag nach Fälligkeit, ohne Mahnung.",
    es: "Intereses de demora: {base} más {points} puntos porcentuales, desde el día siguiente al vencimiento, sin necesidad de aviso.",
    it: "Interessi di mora: {base} maggiorato di {points} punti percentuali, dal giorno successivo alla scadenza, senza costituzione in mora.",
    nl: "Rente bij te late betaling: {base} plus {points} procentpunten, vanaf de dag na de vervaldag, zonder aanmaning.",
};

pub static INTEREST_TIMES: Words = Words {
    en: "Late payment: interest a year at {factor} times {base}, from the day after the due date, without reminder.",
    fr: "Pénalités de retard : {factor} fois le {base}, exigibles le jour suivant la date d’échéance, sans rappel.",
    de: "Verzugszinsen: {factor} Mal der {base}, ab dem Tag nach Fälligkeit, ohne Mahnung.",
    es: "Intereses de demora: {factor} veces el {base}, desde el día siguiente al vencimiento, sin necesidad de aviso.",
    it: "Interessi di mora: {factor} volte il {base}, dal giorno successivo alla scadenza, senza costituzione in mora.",
    nl: "Rente bij te late betaling: {factor} maal de {base}, vanaf de dag na de vervaldag, zonder aanmaning.",
};

/// What a base rate is called inside these sentences.
pub fn base(rate: BaseRate) -> &'static Words {
    match rate {
        BaseRate::Ecb => &ECB,
        BaseRate::BankOfEngland => &BANK_OF_ENGLAND,
        BaseRate::Legal => &LEGAL,
        BaseRate::Basic => &BASIC,
    }
}

static ECB: Words = Words {
    en: "the refinancing rate of the European Central Bank",
    fr: "taux de refinancement de la Banque centrale européenne",
    de: "Hauptrefinanzierungssatz der Europäischen Zentralbank",
    es: "tipo de refinanciación del Banco Central Europeo",
    it: "tasso di rifinanziamento della Banca centrale europea",
    nl: "herfinancieringsrente van de Europese Centrale Bank",
};

static BANK_OF_ENGLAND: Words = Words {
    en: "the base rate of the Bank of England",
    fr: "taux de base de la Banque d’Angleterre",
    de: "Leitzins der Bank of England",
    es: "tipo básico del Banco de Inglaterra",
    it: "tasso di base della Banca d’Inghilterra",
    nl: "basisrente van de Bank of England",
};

static LEGAL: Words = Words {
    en: "the French legal rate of interest",
    fr: "taux d’intérêt légal",
    de: "französischer gesetzlicher Zinssatz",
    es: "tipo de interés legal francés",
    it: "tasso d’interesse legale francese",
    nl: "Franse wettelijke rente",
};

static BASIC: Words = Words {
    en: "the German basic rate of interest (§ 247 BGB)",
    fr: "taux d’intérêt de base allemand (§ 247 BGB)",
    de: "Basiszinssatz (§ 247 BGB)",
    es: "tipo de interés básico alemán (§ 247 BGB)",
    it: "tasso d’interesse di base tedesco (§ 247 BGB)",
    nl: "Duitse basisrente (§ 247 BGB)",
};

pub static RECOVERY_40: Words = Words {
    en: "Late payment: fixed compensation of EUR 40 for recovery costs.",
    fr: "Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : 40 €.",
    de: "Zahlungsverzug: Pauschale von 40 EUR für Beitreibungskosten.",
    es: "Demora en el pago: indemnización fija de 40 EUR por costes de cobro.",
    it: "Ritardo di pagamento: importo forfettario di 40 EUR per le spese di recupero.",
    nl: "Te late betaling: vaste vergoeding van 40 EUR voor invorderingskosten.",
};

/// Section 5A of the Act: by the size of the debt.
pub static RECOVERY_BRITAIN: Words = Words {
    en: "Late payment: fixed compensation of GBP 40 for a debt below GBP 1,000, GBP 70 below GBP 10,000, GBP 100 from there on.",
    fr: "Retard de paiement : indemnité forfaitaire de 40 GBP pour une créance de moins de 1 000 GBP, 70 GBP de moins de 10 000 GBP, 100 GBP au-delà.",
    de: "Zahlungsverzug: Pauschale von 40 GBP bei einer Forderung unter 1.000 GBP, 70 GBP unter 10.000 GBP, 100 GBP darüber.",
    es: "Demora en el pago: indemnización fija de 40 GBP por una deuda inferior a 1.000 GBP, 70 GBP inferior a 10.000 GBP, 100 GBP a partir de ahí.",
    it: "Ritardo di pagamento: importo forfettario di 40 GBP per un debito sotto 1.000 GBP, 70 GBP sotto 10.000 GBP, 100 GBP oltre.",
    nl: "Te late betaling: vaste vergoeding van 40 GBP bij een schuld onder 1.000 GBP, 70 GBP onder 10.000 GBP, 100 GBP daarboven.",
};

pub static NO_DISCOUNT: Words = Words {
    en: "No discount for early payment.",
    fr: "Pas d’escompte pour paiement anticipé.",
    de: "Kein Skonto bei vorzeitiger Zahlung.",
    es: "Sin descuento por pronto pago.",
    it: "Nessuno sconto per pagamento anticipato.",
    nl: "Geen korting voor vervroegde betaling.",
};

pub static DISCOUNT: Words = Words {
    en: "Discount of {percent}% for payment within {days} days of the invoice.",
    fr: "Escompte de {percent} % pour un paiement dans les {days} jours suivant la facture.",
    de: "{percent} % Skonto bei Zahlung innerhalb von {days} Tagen ab Rechnungsdatum.",
    es: "Descuento del {percent} % por pago en {days} días desde la factura.",
    it: "Sconto del {percent}% per pagamento entro {days} giorni dalla fattura.",
    nl: "{percent}% korting bij betaling binnen {days} dagen na factuurdatum.",
};

pub static INSURANCE: Words = Words {
    en: "Professional insurance: {name}",
    fr: "Assurance professionnelle : {name}",
    de: "Berufshaftpflichtversicherung: {name}",
    es: "Seguro profesional: {name}",
    it: "Assicurazione professionale: {name}",
    nl: "Beroepsverzekering: {name}",
};

pub static MEDIATOR: Words = Words {
    en: "Consumer mediator: {name}",
    fr: "Médiateur de la consommation : {name}",
    de: "Verbraucherschlichtungsstelle: {name}",
    es: "Mediador de consumo: {name}",
    it: "Mediatore dei consumatori: {name}",
    nl: "Consumentenbemiddelaar: {name}",
};

pub static WITHDRAWAL: Words = Words {
    en: "You may withdraw from the contract within 14 days without giving a reason.",
    fr: "Vous disposez d’un délai de 14 jours pour vous rétracter, sans avoir à donner de motif.",
    de: "Sie können den Vertrag binnen 14 Tagen ohne Angabe von Gründen widerrufen.",
    es: "Puede desistir del contrato en un plazo de 14 días sin indicar el motivo.",
    it: "Può recedere dal contratto entro 14 giorni senza indicarne il motivo.",
    nl: "U kunt de overeenkomst binnen 14 dagen zonder opgave van redenen herroepen.",
};

/// Every text, for the test that reads them all.
#[cfg(test)]
pub static ALL: &[&Words] = &[
    &FRANCHISE,
    &REVERSE_CHARGE,
    &CASH_ACCOUNTING,
    &DEBITS,
    &INTEREST_PERCENT,
    &INTEREST_ABOVE,
    &INTEREST_TIMES,
    &ECB,
    &BANK_OF_ENGLAND,
    &LEGAL,
    &BASIC,
    &RECOVERY_40,
    &RECOVERY_BRITAIN,
    &NO_DISCOUNT,
    &DISCOUNT,
    &INSURANCE,
    &MEDIATOR,
    &WITHDRAWAL,
];
