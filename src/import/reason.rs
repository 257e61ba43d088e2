//! Why rows were rejected, and what else the reader of an import should know, in English and French.

use crate::finding::Language;

/// Why a row gave no record. Nothing is dropped without one of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Fewer fields than the header has.
    TooFewFields {
        found: usize,
        expected: usize,
    },
    /// More fields than the header has, and no `surplus` column to take them.
    TooManyFields {
        found: usize,
        expected: usize,
    },
    /// A quotation mark is never closed: everything behind it is one field.
    UnclosedQuote,
    /// The columns of the id or of `group_by` are empty.
    EmptyKey {
        columns: String,
    },
    /// The id's pattern gave a text that cannot be an id.
    BadId {
        text: String,
    },
    /// Another row already gave the record of this id.
    SameId {
        id: String,
        line: u64,
    },
    /// The rows of one record give several ids.
    IdsDiffer {
        first: String,
        other: String,
    },
    /// The rows of one record disagree about a field.
    RowsDiffer {
        field: String,
        first: String,
        other: String,
        line: u64,
    },
    NotANumber {
        field: String,
        text: String,
    },
    NotADate {
        field: String,
        text: String,
    },
    NotABool {
        field: String,
        text: String,
    },
    NotACountry {
        field: String,
        text: String,
    },
    /// A text that the field's `values` do not list.
    NotListed {
        field: String,
        text: String,
    },
    /// A field that is `required` is empty.
    Empty {
        field: String,
    },
    /// No `[[record]]` wants the row.
    NoRecord,
    /// A row of a joined file that is itself faulty.
    JoinedRow {
        file: String,
        line: u64,
    },
    /// A row of a joined file belongs to no row of this one.
    NoPartner {
        column: String,
        text: String,
    },
    /// A joined file has no row for this one, or several where one is wanted.
    Partners {
        file: String,
        column: String,
        text: String,
        found: usize,
    },
    /// Another line of the same record is faulty; half a record is worse than none.
    SameRecord {
        line: u64,
    },
}

impl Reason {
    /// A stable short name, to count by.
    pub fn name(&self) -> &'static str {
        match self {
            Reason::TooFewFields { .. } => "too-few-fields",
            Reason::TooManyFields { .. } => "too-many-fields",
            Reason::UnclosedQuote => "unclosed-quote",
            Reason::EmptyKey { .. } => "empty-key",
            Reason::BadId { .. } => "bad-id",
            Reason::SameId { .. } => "same-id",
            Reason::IdsDiffer { .. } => "ids-differ",
            Reason::RowsDiffer { .. } => "rows-differ",
            Reason::NotANumber { .. } => "not-a-number",
            Reason::NotADate { .. } => "not-a-date",
            Reason::NotABool { .. } => "not-yes-or-no",
            Reason::NotACountry { .. } => "not-a-country",
            Reason::NotListed { .. } => "not-listed",
            Reason::Empty { .. } => "empty",
            Reason::NoRecord => "no-record",
            Reason::JoinedRow { .. } => "joined-row",
            Reason::NoPartner { .. } => "no-partner",
            Reason::Partners { .. } => "partners",
            Reason::SameRecord { .. } => "same-record",
        }
    }

    /// What is wrong and what to do, in one sentence.
    pub fn words(&self, language: Language) -> String {
        match language {
            Language::English => self.english(),
            Language::French => self.french(),
        }
    }

    fn english(&self) -> String {
        match self {
            Reason::TooFewFields { found, expected } => {
                format!("the row has {found} fields where the header has {expected}; a separator is missing")
            }
            Reason::TooManyFields { found, expected } => format!(
                "the row has {found} fields where the header has {expected}; put the text that holds a separator in quotes, \
                 or name its column in the mapping: surplus = \"…\""
            ),
            Reason::UnclosedQuote => "a quotation mark opens here and is never closed; close it or remove it".into(),
            Reason::EmptyKey { columns } => format!("{columns} is empty, so the record would have no id"),
            Reason::BadId { text } => {
                format!("`{text}` cannot be an id; use the filter slug in the mapping: id = \"{{column|slug}}\"")
            }
            Reason::SameId { id, line } => format!(
                "line {line} already gives the record `{id}`; if both rows are one record, write group_by or once = true"
            ),
            Reason::IdsDiffer { first, other } => {
                format!("the rows of this record give two ids, `{first}` and `{other}`")
            }
            Reason::RowsDiffer { field, first, other, line } => format!(
                "{field} is `{first}` here and `{other}` on line {line} of the same record; correct one, or write in the \
                 mapping which counts: differ = \"first\""
            ),
            Reason::NotANumber { field, text } => format!("{field}: `{text}` is not a number"),
            Reason::NotADate { field, text } => {
                format!("{field}: `{text}` is not a date in any of the mapping's formats")
            }
            Reason::NotABool { field, text } => format!("{field}: `{text}` is neither yes nor no"),
            Reason::NotACountry { field, text } => {
                format!("{field}: `{text}` is no country that is known; translate it in the mapping: values = {{ … }}")
            }
            Reason::NotListed { field, text } => {
                format!("{field}: the mapping's values do not list `{text}`; add it, or write values_else = \"keep\"")
            }
            Reason::Empty { field } => format!("{field} is empty, and the mapping requires it"),
            Reason::NoRecord => {
                "no [[record]] of the mapping wants this row; add one, or a [[skip]] with its reason".into()
            }
            Reason::JoinedRow { file, line } => format!("its row on line {line} of {file} is faulty"),
            Reason::NoPartner { column, text } => {
                format!("{column} is `{text}`, and the imported file has no such row")
            }
            Reason::Partners { file, column, text, found: 0 } => {
                format!("{file} has no row where {column} is `{text}`")
            }
            Reason::Partners { file, column, text, found } => {
                format!("{file} has {found} rows where {column} is `{text}`; one was expected (or write many = true)")
            }
            Reason::SameRecord { line } => {
                format!("belongs to the same record as line {line}, which is faulty: the whole record is left out")
            }
        }
    }

    fn french(&self) -> String {
        match self {
            Reason::TooFewFields { found, expected } => {
                format!("la ligne a {found} champs et l'en-tête {expected} ; il manque un séparateur")
            }
            Reason::TooManyFields { found, expected } => format!(
                "la ligne a {found} champs et l'en-tête {expected} ; mettez entre guillemets le texte qui contient un \
                 séparateur, ou nommez sa colonne dans la correspondance : surplus = \"…\""
            ),
            Reason::UnclosedQuote => "un guillemet s'ouvre ici et ne se ferme jamais ; fermez-le ou ôtez-le".into(),
            Reason::EmptyKey { columns } => format!("{columns} est vide : la fiche n'aurait pas d'identifiant"),
            Reason::BadId { text } => format!(
                "« {text} » ne peut pas être un identifiant ; employez le filtre slug : id = \"{{colonne|slug}}\""
            ),
            Reason::SameId { id, line } => format!(
                "la ligne {line} donne déjà la fiche « {id} » ; si les deux lignes n'en font qu'une, écrivez group_by ou \
                 once = true"
            ),
            Reason::IdsDiffer { first, other } => {
                format!("les lignes de cette fiche donnent deux identifiants, « {first} » et « {other} »")
            }
            Reason::RowsDiffer { field, first, other, line } => format!(
                "{field} vaut « {first} » ici et « {other} » à la ligne {line} de la même fiche ; corrigez, ou dites dans la \
                 correspondance laquelle compte : differ = \"first\""
            ),
            Reason::NotANumber { field, text } => format!("{field} : « {text} » n'est pas un nombre"),
            Reason::NotADate { field, text } => {
                format!("{field} : « {text} » n'est une date dans aucun des formats de la correspondance")
            }
            Reason::NotABool { field, text } => format!("{field} : « {text} » n'est ni oui ni non"),
            Reason::NotACountry { field, text } => {
                format!("{field} : « {text} » n'est pas un pays connu ; traduisez-le : values = {{ … }}")
            }
            Reason::NotListed { field, text } => format!(
                "{field} : les values de la correspondance ignorent « {text} » ; ajoutez-le, ou écrivez values_else = \"keep\""
            ),
            Reason::Empty { field } => format!("{field} est vide, et la correspondance l'exige"),
            Reason::NoRecord => {
                "aucun [[record]] de la correspondance ne veut de cette ligne ; ajoutez-en un, ou un [[skip]] motivé"
                    .into()
            }
            Reason::JoinedRow { file, line } => format!("sa ligne {line} de {file} est fautive"),
            Reason::NoPartner { column, text } => {
                format!("{column} vaut « {text} », et le fichier importé n'a pas cette ligne")
            }
            Reason::Partners { file, column, text, found: 0 } => {
                format!("{file} n'a aucune ligne où {column} vaut « {text} »")
            }
            Reason::Partners { file, column, text, found } => format!(
                "{file} a {found} lignes où {column} vaut « {text} » ; on en attend une (ou écrivez many = true)"
            ),
            Reason::SameRecord { line } => {
                format!("appartient à la même fiche que la ligne {line}, fautive : toute la fiche est laissée de côté")
            }
        }
    }
}

/// Something that was done on the way and that nobody should have to discover later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The rows of a record disagree, and the mapping says which of them counts.
    Kept { kind: String, id: String, field: String, kept: String, other: String, line: u64 },
    /// Rows whose surplus fields went into the `surplus` column.
    Surplus { file: Option<String>, column: String, rows: usize },
    /// Rows without any content.
    Blank { file: Option<String>, rows: usize },
    /// Rows that a `[[skip]]` left out on purpose.
    Skipped { because: String, lines: Vec<u64> },
}

impl Note {
    /// One sentence.
    pub fn words(&self, language: Language) -> String {
        let french = language == Language::French;
        let of = |file: &Option<String>| file.as_deref().map(|file| format!("{file}: ")).unwrap_or_default();
        match self {
            Note::Kept { kind, id, field, kept, other, line } if french => {
                format!("{kind}/{id} : {field} garde « {kept} » ; la ligne {line} dit « {other} »")
            }
            Note::Kept { kind, id, field, kept, other, line } => {
                format!("{kind}/{id}: {field} keeps `{kept}`; line {line} says `{other}`")
            }
            Note::Surplus { file, column, rows } if french => {
                let s = plural(*rows);
                format!("{}{rows} ligne{s} à champs surnuméraires, versés dans {column}", of(file))
            }
            Note::Surplus { file, column, rows } => {
                format!("{}{rows} row{} had surplus fields, which went into {column}", of(file), plural(*rows))
            }
            Note::Blank { file, rows } if french => {
                let s = plural(*rows);
                format!("{}{rows} ligne{s} vide{s}", of(file))
            }
            Note::Blank { file, rows } => format!("{}{rows} empty row{}", of(file), plural(*rows)),
            Note::Skipped { because, lines } if french => {
                let s = plural(lines.len());
                format!("{} ligne{s} omise{s} : {because}", lines.len())
            }
            Note::Skipped { because, lines } => {
                format!("{} row{} skipped: {because}", lines.len(), plural(lines.len()))
            }
        }
    }
}

/// The ending of a noun, in both languages; there is no note of no rows.
fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speaks_both_languages() {
        let reason = Reason::TooManyFields { found: 12, expected: 11 };
        assert!(reason.words(Language::English).contains("surplus = "));
        assert!(reason.words(Language::French).contains("guillemets"));
        let note = Note::Blank { file: Some("a.csv".into()), rows: 2 };
        assert_eq!(note.words(Language::English), "a.csv: 2 empty rows");
        let note = Note::Skipped { because: "test".into(), lines: vec![3] };
        assert_eq!(note.words(Language::English), "1 row skipped: test");
        assert_eq!(note.words(Language::French), "1 ligne omise : test");
    }
}
