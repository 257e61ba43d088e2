//! What is wrong with a mapping, in French.
//!
//! Most of these sentences come through the reader of TOML, which carries a text and nothing else: so they are made in
//! English and found again here. A sentence that is not listed stays as it is.

/// The sentence in English, with `{}` for what varies, and in French with the same in the same order.
const SENTENCES: [(&str, &str); 24] = [
    ("separator `{}`: write {}", "separator «\u{a0}{}\u{a0}»\u{a0}: écrivez \",\", \";\", \"|\", \":\" ou \"tab\""),
    ("decimal `{}`: write {}", "decimal «\u{a0}{}\u{a0}»\u{a0}: écrivez \".\" ou \",\""),
    (
        "thousands `{}`: write {}",
        "thousands «\u{a0}{}\u{a0}»\u{a0}: écrivez un seul signe, autre que celui des décimales",
    ),
    (
        "no [[record]]: say what the rows become, as in {}",
        "pas de [[record]]\u{a0}: dites ce que deviennent les lignes, comme dans {}",
    ),
    (
        "`once` groups rows by the record's id already; remove group_by",
        "`once` groupe déjà les lignes par identifiant\u{a0}; ôtez group_by",
    ),
    ("a record that is made `once` has no lines", "une fiche faite une seule fois (`once`) n'a pas de lignes"),
    ("there is no [values.{}]", "il n'y a pas de [values.{}]"),
    (
        "there is no column `{}` to join {} with; write {}",
        "il n'y a pas de colonne «\u{a0}{}\u{a0}» à laquelle joindre {}\u{a0}; écrivez {}",
    ),
    (
        "there is no column `{}`; did you mean `{}`?",
        "il n'y a pas de colonne «\u{a0}{}\u{a0}»\u{a0}; vouliez-vous dire «\u{a0}{}\u{a0}»\u{a0}?",
    ),
    ("there is no column `{}`", "il n'y a pas de colonne «\u{a0}{}\u{a0}»"),
    (
        "`{}` is a column: write {} for its text, or {} for the word itself",
        "«\u{a0}{}\u{a0}» est une colonne\u{a0}: écrivez {} pour son texte, ou {} pour le mot lui-même",
    ),
    (
        "two columns are called `{}`; give one file another name: {}",
        "deux colonnes s'appellent «\u{a0}{}\u{a0}»\u{a0}; donnez un autre nom à l'un des fichiers\u{a0}: {}",
    ),
    (
        "file `{}`: write a path below {}",
        "file «\u{a0}{}\u{a0}»\u{a0}: écrivez un chemin sous le dossier du fichier importé, avec `/` et sans `..`",
    ),
    (
        "`{}` names no full date; {}",
        "«\u{a0}{}\u{a0}» ne donne pas une date entière\u{a0}; il faut un jour, un mois et une année, comme dans `%d/%m/%Y`",
    ),
    ("`{}` is no filter; write one of {}", "«\u{a0}{}\u{a0}» n'est pas un filtre\u{a0}; écrivez l'un de {}"),
    (
        "`{}` has a brace without its partner; {}",
        "«\u{a0}{}\u{a0}» a une accolade sans sa pareille\u{a0}; pour l'accolade elle-même, écrivez-la deux fois",
    ),
    ("{}: write one of column, text and constant", "{}\u{a0}: écrivez un seul de column, text et constant"),
    ("{}: times `{}` is not a number", "{}\u{a0}: times «\u{a0}{}\u{a0}» n'est pas un nombre"),
    ("{}: negate, absolute, times and decimals want {}", "{}\u{a0}: negate, absolute, times et decimals demandent {}"),
    ("{}: format wants {}", "{}\u{a0}: format demande {}"),
    ("{}: split wants {}", "{}\u{a0}: split demande {}"),
    ("{} is given twice", "{} est donné deux fois"),
    ("unknown field `{}`, expected {}", "clé inconnue «\u{a0}{}\u{a0}»\u{a0}; sont connues\u{a0}: {}"),
    ("missing field `{}`", "il manque la clé «\u{a0}{}\u{a0}»"),
];

/// The sentence in French; as it is when it is not known.
pub(super) fn french(message: &str) -> String {
    let found = SENTENCES.iter().find_map(|(english, french)| Some((holes(english, message)?, french)));
    let Some((parts, french)) = found else { return message.to_owned() };
    let mut parts = parts.into_iter();
    let mut out = String::new();
    for (i, text) in french.split("{}").enumerate() {
        if i > 0 {
            out.push_str(parts.next().unwrap_or_default());
        }
        out.push_str(text);
    }
    out
}

/// What stands in the holes of a sentence; `None` when it is another sentence.
fn holes<'m>(sentence: &str, message: &'m str) -> Option<Vec<&'m str>> {
    let mut texts = sentence.split("{}");
    let mut rest = message.strip_prefix(texts.next()?)?;
    let mut found = Vec::new();
    let texts: Vec<&str> = texts.collect();
    for (i, text) in texts.iter().enumerate() {
        let at = match i + 1 == texts.len() {
            true => rest.strip_suffix(text)?.len(),
            false => rest.find(text)?,
        };
        found.push(&rest[..at]);
        rest = &rest[at + text.len()..];
    }
    rest.is_empty().then_some(found)
}

#[cfg(test)]
mod tests {
    use crate::finding::Language;
    use crate::import::Mapping;

    #[test]
    fn faults_of_a_mapping_are_said_in_french() {
        let record = "[[record]]\nkind = \"customer\"\nid = \"{a|slug}\"\n";
        for (text, words) in [
            (
                "separator = \"--\"\n".to_owned(),
                "ligne 1\u{a0}: separator «\u{a0}--\u{a0}»\u{a0}: écrivez \",\", \";\", \"|\", \":\" ou \"tab\"",
            ),
            (
                String::new(),
                "pas de [[record]]\u{a0}: dites ce que deviennent les lignes, comme dans `[[record]]`, `kind = \"customer\"`",
            ),
            (format!("{record}[record.fields]\na = \"{{b|map:x}}\"\n"), "ligne 5\u{a0}: il n'y a pas de [values.x]"),
            (
                "date = \"%d/%m\"\n".to_owned(),
                "ligne 1\u{a0}: «\u{a0}%d/%m\u{a0}» ne donne pas une date entière\u{a0}; il faut un jour, un mois et une année, comme dans `%d/%m/%Y`",
            ),
        ] {
            assert_eq!(Mapping::parse(&text).unwrap_err().words(Language::French), words);
        }
        let unknown = Mapping::parse("separater = \";\"\n").unwrap_err();
        assert!(unknown.words(Language::French).starts_with("ligne 1\u{a0}: clé inconnue «\u{a0}separater\u{a0}»"));
        assert_eq!(unknown.words(Language::English), unknown.to_string());
    }
}
