//! What columns and files are called elsewhere, in English and French: how a first mapping finds its fields.
//!
//! Words are normalised: lower case, no accents, spaces or punctuation.

/// Field (the last part of its path) → column names.
const FIELDS: &[(&str, &[&str])] = &[
    (
        "name",
        &[
            "nom",
            "company",
            "companyname",
            "customername",
            "account",
            "accountname",
            "raisonsociale",
            "societe",
            "libelle",
            "designation",
            "title",
            "description",
            "intitule",
            "label",
        ],
    ),
    ("first_name", &["firstname", "givenname", "prenom"]),
    ("last_name", &["lastname", "surname", "familyname", "nomdefamille"]),
    ("legal_name", &["legalname", "raisonsociale"]),
    ("email", &["mail", "emailaddress", "courriel", "adressemail", "adresseelectronique"]),
    ("phone", &["telephone", "tel", "phonenumber", "homephone", "mobile", "portable"]),
    ("website", &["web", "url", "homepage", "site", "siteweb"]),
    ("street", &["address", "adresse", "streetaddress", "rue", "address1", "adresse1", "shipaddress"]),
    ("street2", &["address2", "adresse2", "complement", "complementadresse"]),
    ("postcode", &["postalcode", "zip", "zipcode", "codepostal", "cp"]),
    ("city", &["town", "ville", "commune"]),
    ("region", &["state", "province", "etat", "departement"]),
    ("country", &["pays", "countryname", "officelocation"]),
    ("vat_id", &["vat", "vatnumber", "vatid", "tva", "numerotva", "tvaintracommunautaire", "taxid"]),
    ("industry", &["sector", "secteur", "activite", "branche"]),
    ("employees", &["staff", "headcount", "effectif", "salaries", "numberofemployees"]),
    ("annual_revenue", &["revenue", "turnover", "chiffredaffaires", "ca"]),
    ("founded", &["yearestablished", "established", "anneedecreation", "creation"]),
    ("parent", &["subsidiaryof", "parentcompany", "maisonmere", "groupe"]),
    (
        "owner",
        &[
            "salesagent",
            "salesperson",
            "accountmanager",
            "commercial",
            "vendeur",
            "responsable",
            "employee",
            "employeeid",
        ],
    ),
    ("manager", &["reportsto", "boss", "chef", "superieur", "responsable"]),
    ("role", &["title", "jobtitle", "fonction", "poste"]),
    ("office", &["regionaloffice", "agence", "bureau"]),
    (
        "customer",
        &["customerid", "customername", "client", "clientid", "codeclient", "account", "buyer", "company", "acheteur"],
    ),
    ("product", &["productid", "sku", "item", "stockcode", "article", "produit", "reference", "codearticle"]),
    ("description", &["label", "libelle", "designation", "details", "productname"]),
    ("quantity", &["qty", "qte", "quantite", "nombre", "units"]),
    ("unit", &["unite", "uom"]),
    ("unit_price", &["unitprice", "price", "prix", "prixunitaire", "pu", "puht"]),
    ("price", &["salesprice", "unitprice", "listprice", "prix", "prixdevente", "tarif", "prixunitaire"]),
    ("cost", &["unitcost", "purchaseprice", "cout", "prixdachat", "prixderevient"]),
    ("category", &["series", "family", "categorie", "famille", "categoryid"]),
    ("number", &["invoiceno", "invoicenumber", "numero", "numerofacture", "documentnumber", "orderid", "no"]),
    ("date", &["invoicedate", "orderdate", "datefacture", "documentdate", "paymentdate", "datedefacture"]),
    ("due", &["duedate", "echeance", "dateecheance"]),
    ("currency", &["devise", "currencycode", "monnaie"]),
    ("amount", &["closevalue", "value", "total", "montant", "sum", "paid", "montantht"]),
    ("stage", &["dealstage", "status", "etape", "statut", "phase"]),
    ("opened", &["engagedate", "created", "createdate", "ouverture", "creele"]),
    ("closed", &["closedate", "closeddate", "cloture"]),
    ("close", &["expectedclosedate", "expectedclose", "forecastdate", "closdatepreview"]),
    ("probability", &["probabilite", "chance"]),
    ("method", &["paymentmethod", "modedepaiement", "moyen"]),
    ("tags", &["labels", "keywords", "etiquettes", "motscles"]),
    ("tax", &["vatrate", "taxrate", "tauxtva"]),
    ("siren", &["numerosiren"]),
    ("siret", &["numerosiret"]),
];

/// Kind → what its files and columns are called.
const KINDS: &[(&str, &[&str])] = &[
    ("customer", &["customer", "client", "account", "company", "compte", "societe"]),
    ("contact", &["contact", "people", "person", "personne"]),
    ("member", &["member", "employee", "team", "agent", "salarie", "equipe", "collaborateur"]),
    ("product", &["product", "item", "article", "produit", "catalog"]),
    ("deal", &["deal", "opportunity", "opportunities", "pipeline", "affaire", "opportunite"]),
    ("invoice", &["invoice", "facture", "order", "retail", "sale", "vente", "commande"]),
    ("payment", &["payment", "paiement", "reglement", "receipt"]),
    ("territory", &["territory", "territories", "territoire", "secteur"]),
    ("note", &["note", "comment"]),
];

/// Whether a normalised column name is a usual one for the field of this name.
pub(super) fn means(field: &str, column: &str) -> bool {
    FIELDS.iter().any(|(name, words)| *name == field && words.contains(&column))
}

/// Normalised words for a kind; the kind's own name for one that is not listed.
pub(super) fn kind_words(kind: &str) -> Vec<&str> {
    match KINDS.iter().find(|(name, _)| *name == kind) {
        Some((_, words)) => words.to_vec(),
        None => vec![kind],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::country::normalised;

    #[test]
    fn words_are_normalised() {
        let words = FIELDS.iter().chain(KINDS).flat_map(|(_, words)| words.iter());
        words.for_each(|word| assert_eq!(&normalised(word), word));
        assert!(means("vat_id", "numerotva") && !means("vat_id", "total"));
        assert_eq!(kind_words("lead"), ["lead"]);
    }
}
