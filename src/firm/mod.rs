//! `carnet.toml` as data: the firm, its rates, series, pipelines, custom fields and check levels.

pub mod condition;
pub mod custom;
pub mod file;
pub mod role;
pub mod series;

use crate::finding::{Code, Finding, Level, Place, code};
use crate::finding::{KeyPath, Language};
use crate::model::invoice::InvoiceType;
use crate::value::{Currency, Date, Decimal};

pub use file::{Documents, FirmFile};
pub use file::{
    Outcome, Pipeline, Regime, Role, Series, SeriesDocument, Stage, SyncStrategy, TaxPoint, TaxRate, VatRegime,
};

/// The book's own settings. Figures come only from here, never from a user's configuration.
#[derive(Debug, Clone)]
pub struct Firm {
    pub file: FirmFile,
    currency: Currency,
}

/// The newest format of books that this program knows.
pub const FORMAT: i64 = 2;

/// Where the settings stand, below the book's root.
pub const PATH: &str = "carnet.toml";

impl Firm {
    /// Takes what was read and finds what contradicts itself. Form was judged by the walk before.
    pub fn new(file: FirmFile) -> (Firm, Vec<Finding>) {
        let mut findings = Vec::new();
        let currency = file.currency.as_ref().and_then(|c| Currency::from_code(&c.0)).unwrap_or(Currency::euro());
        // A newer one was found before anything else was read; an older one is read through the migrations.
        if !(1..=FORMAT).contains(&file.format.0) {
            let finding = Finding::new(&code::CONFIG, Place::key(PATH, KeyPath::key("format"))).variant("no-format");
            findings.push(finding.arg("detail", file.format.0));
        }
        if (1..FORMAT).contains(&file.format.0) {
            let finding = Finding::new(&code::OLD_FORMAT, Place::key(PATH, KeyPath::key("format")));
            findings.push(finding.arg("format", file.format.0).arg("supported", FORMAT));
        }
        let duplicate = |list: &str, ids: Vec<&str>, findings: &mut Vec<Finding>| {
            for (i, id) in ids.iter().enumerate() {
                if ids[..i].contains(id) {
                    let place = Place::key(PATH, KeyPath::key(list).at(i).and("id"));
                    findings.push(Finding::new(&code::CONFIG, place).variant("twice").arg("detail", id));
                }
            }
        };
        duplicate("tax", file.tax.iter().map(|t| t.id.as_str()).collect(), &mut findings);
        duplicate("series", file.series.iter().map(|s| s.id.as_str()).collect(), &mut findings);
        duplicate("pipeline", file.pipeline.iter().map(|p| p.id.as_str()).collect(), &mut findings);
        duplicate("role", file.role.iter().map(|role| role.id.as_str()).collect(), &mut findings);
        for (i, series) in file.series.iter().enumerate() {
            if let Some(pattern) = &series.pattern
                && series::Pattern::parse(pattern).is_none()
            {
                let place = Place::key(PATH, KeyPath::key("series").at(i).and("pattern"));
                findings.push(Finding::new(&code::CONFIG, place).variant("pattern").arg("detail", pattern));
            }
        }
        if let Some(documents) = &file.documents {
            let at = |key: &str| Place::key(PATH, KeyPath::key("documents").and(key));
            if let Some(colour) = documents.colour.as_ref().filter(|colour| !Documents::is_colour(colour)) {
                findings.push(Finding::new(&code::CONFIG, at("colour")).variant("colour").arg("detail", colour));
            }
            if let Some(logo) = documents.logo.as_ref().filter(|logo| Documents::logo_form(logo).is_none()) {
                findings.push(Finding::new(&code::CONFIG, at("logo")).variant("logo").arg("detail", logo));
            }
        }
        if let Some(levels) = &file.check {
            for (name, list) in levels.lists() {
                for (i, word) in list.iter().enumerate() {
                    if code::find(word).is_none() {
                        let place = Place::key(PATH, KeyPath::key("check").and(name).at(i));
                        findings.push(Finding::new(&code::CONFIG_CODE, place).arg("code", word));
                    }
                }
            }
        }
        (Firm { file, currency }, findings)
    }

    /// What a book without a readable `carnet.toml` is read with, so that form can still be judged.
    pub fn fallback() -> Firm {
        Firm { file: FirmFile::default(), currency: Currency::euro() }
    }

    /// The book's currency.
    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// How `carnet sync` brings commits together.
    pub fn sync_strategy(&self) -> SyncStrategy {
        self.file.sync.as_ref().and_then(|sync| sync.strategy).unwrap_or_default()
    }

    pub fn language(&self) -> Language {
        match &self.file.language {
            Some(tag) if tag.0.starts_with("fr") => Language::French,
            _ => Language::English,
        }
    }

    /// The first month of the fiscal year, 1 to 12.
    pub fn fiscal_year_start(&self) -> u32 {
        self.file
            .fiscal_year_start
            .as_ref()
            .and_then(|m| u32::try_from(m.0).ok())
            .filter(|m| (1..=12).contains(m))
            .unwrap_or(1)
    }

    /// Percent of the contact data that are expected to become wrong in a year, 0 to 100.
    pub fn decay(&self) -> Decimal {
        let decay = self.file.freshness.as_ref().and_then(|freshness| freshness.decay.as_ref());
        decay.map_or(Decimal::from(5), |decay| decay.0.clamp(Decimal::ZERO, Decimal::ONE_HUNDRED))
    }

    pub fn tax(&self, id: &str) -> Option<&TaxRate> {
        self.file.tax.iter().find(|rate| rate.id == id)
    }

    /// The regime on a day: the last that began on or before it.
    pub fn regime(&self, date: Date) -> Option<&VatRegime> {
        let regimes = self.file.firm.as_ref().map_or(&[][..], |firm| &firm.vat);
        regimes.iter().filter(|regime| regime.from <= date).max_by_key(|regime| regime.from)
    }

    /// The rate of lines that name none, on a day: the one of the firm's regime, else the one marked `default`, else the
    /// only one there is. One that is not in force on that day only where no other is.
    pub fn default_tax(&self, date: Date) -> Option<&TaxRate> {
        let regime = self.regime(date).map_or(Regime::Normal, |regime| regime.regime);
        // A rate for another regime is nobody's default.
        let possible = |rate: &&TaxRate| rate.regime.is_none_or(|own| own == regime);
        let in_force = |rate: &&TaxRate| rate.holds(date);
        let rates = || self.file.tax.iter().filter(possible);
        let of_regime = |rate: &&TaxRate| rate.regime.is_some();
        let marked = |rate: &&TaxRate| rate.default == Some(true);
        rates()
            .filter(in_force)
            .find(of_regime)
            .or_else(|| rates().filter(in_force).find(marked))
            .or_else(|| rates().find(of_regime))
            .or_else(|| rates().find(marked))
            .or(if let [only] = &self.file.tax[..] { Some(only) } else { None })
    }

    /// The firm's country, where its address says it.
    pub fn country(&self) -> Option<&str> {
        let address = self.file.firm.as_ref()?.address.as_ref()?;
        address.country.as_ref().map(|country| country.0.as_str())
    }

    /// Two letters: the language of documents where neither they nor their reader says another.
    pub fn document_language(&self) -> &str {
        self.file.language.as_ref().and_then(|tag| tag.0.get(..2)).unwrap_or("en")
    }

    /// The pipeline of this id, or the first one when none is named.
    pub fn pipeline(&self, id: Option<&str>) -> Option<&Pipeline> {
        match id {
            Some(id) => self.file.pipeline.iter().find(|pipeline| pipeline.id == id),
            None => self.file.pipeline.first(),
        }
    }

    /// The series of a document: the one that it names, else the first for its sort.
    pub fn series_for(&self, own: Option<&str>, sort: SeriesDocument) -> Option<&Series> {
        match own {
            Some(id) => self.series(id),
            None => {
                self.file.series.get(first_series(self.file.series.iter().map(|series| &series.documents[..]), sort)?)
            }
        }
    }

    pub fn series(&self, id: &str) -> Option<&Series> {
        self.file.series.iter().find(|series| series.id == id)
    }

    /// The level of a code in this book.
    pub fn level(&self, code: &Code) -> Level {
        let named = |list: &[String]| list.iter().any(|word| code::find(word).is_some_and(|found| found.id == code.id));
        match &self.file.check {
            Some(levels) if named(&levels.error) => Level::Error,
            Some(levels) if named(&levels.warning) => Level::Warning,
            Some(levels) if named(&levels.note) => Level::Note,
            Some(levels) if named(&levels.off) => Level::Off,
            _ => code.level,
        }
    }
}

impl TaxRate {
    /// Whether it may be used on a day.
    pub fn holds(&self, date: Date) -> bool {
        self.from.is_none_or(|from| date >= from) && self.until.is_none_or(|until| date <= until)
    }

    /// Why no tax is charged, by the list VATEX: what it says itself, else the code of its category.
    pub fn exemption_code(&self) -> Option<&str> {
        self.reason_code.as_deref().or_else(|| crate::value::exemption::of(self.category))
    }
}

impl Series {
    /// Whether its numbers must follow each other without a gap.
    pub fn is_gapless(&self) -> bool {
        self.gapless.unwrap_or(self.documents.is_empty() || self.documents.iter().any(|sort| sort.is_fiscal()))
    }
}

/// The position of the first series that numbers this sort of document: invoices of a special sort are numbered with the
/// other invoices where none is declared for them.
pub fn first_series<'s>(
    documents: impl Iterator<Item = &'s [SeriesDocument]> + Clone,
    sort: SeriesDocument,
) -> Option<usize> {
    let of = |sort: SeriesDocument| documents.clone().position(|documents| documents.contains(&sort));
    of(sort).or_else(|| of(SeriesDocument::Invoice).filter(|_| sort.is_fiscal() && sort != SeriesDocument::CreditNote))
}

impl SeriesDocument {
    /// The sort of a record of kind invoice, by the text of its `type`.
    pub fn of_invoice(name: Option<&str>) -> SeriesDocument {
        InvoiceType::from_name(name).into()
    }

    /// Whether its numbers must follow each other without a gap.
    pub fn is_fiscal(self) -> bool {
        !matches!(self, SeriesDocument::Quote | SeriesDocument::Order | SeriesDocument::Delivery)
    }
}

impl From<InvoiceType> for SeriesDocument {
    fn from(sort: InvoiceType) -> SeriesDocument {
        match sort {
            InvoiceType::Invoice => SeriesDocument::Invoice,
            InvoiceType::Deposit => SeriesDocument::Deposit,
            InvoiceType::Final => SeriesDocument::Final,
            InvoiceType::Progress => SeriesDocument::Progress,
            InvoiceType::CreditNote => SeriesDocument::CreditNote,
            InvoiceType::Corrected => SeriesDocument::Corrected,
        }
    }
}

impl Pipeline {
    pub fn stage(&self, id: &str) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.id == id)
    }
}

impl Stage {
    pub fn outcome(&self) -> Outcome {
        self.outcome.unwrap_or(Outcome::Open)
    }

    /// Chance of winning in percent: the stage's own, else 100 when won and 0 otherwise.
    pub fn probability(&self) -> Decimal {
        match (&self.probability, self.outcome()) {
            (Some(percent), _) => percent.0,
            (None, Outcome::Won) => Decimal::ONE_HUNDRED,
            (None, _) => Decimal::ZERO,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Shape, kind::schema_of};

    #[test]
    fn the_settings_have_a_shape() {
        let shape = Shape::compile("carnet.toml", &schema_of::<FirmFile>()).unwrap();
        assert!(shape.position("format").is_some());
    }

    #[test]
    fn levels_may_be_set_by_id_or_name() {
        let mut file = FirmFile::default();
        file.check = Some(file::CheckLevels {
            warning: vec!["unknown-key".into()],
            off: vec!["E0203".into()],
            ..Default::default()
        });
        let (firm, findings) = Firm::new(file);
        assert_eq!(findings, []);
        assert_eq!(firm.level(&code::UNKNOWN_KEY), Level::Warning);
        assert_eq!(firm.level(&code::ARCHIVED), Level::Off);
        assert_eq!(firm.level(&code::DANGLING), Level::Error);
    }
}
