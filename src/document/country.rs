//! Names of countries, as the last line of an address has them.

use super::tongue::Tongue;

/// ISO 3166-1 code; English, French, German, Spanish, Italian, Dutch: the languages of [`Tongue::ALL`], in that order.
#[rustfmt::skip]
const NAMES: &[(&str, [&str; 6])] = &[
    ("AD", ["Andorra", "Andorre", "Andorra", "Andorra", "Andorra", "Andorra"]),
    ("AE", ["United Arab Emirates", "Émirats arabes unis", "Vereinigte Arabische Emirate", "Emiratos Árabes Unidos", "Emirati Arabi Uniti", "Verenigde Arabische Emiraten"]),
    ("AL", ["Albania", "Albanie", "Albanien", "Albania", "Albania", "Albanië"]),
    ("AR", ["Argentina", "Argentine", "Argentinien", "Argentina", "Argentina", "Argentinië"]),
    ("AT", ["Austria", "Autriche", "Österreich", "Austria", "Austria", "Oostenrijk"]),
    ("AU", ["Australia", "Australie", "Australien", "Australia", "Australia", "Australië"]),
    ("BA", ["Bosnia and Herzegovina", "Bosnie-Herzégovine", "Bosnien und Herzegowina", "Bosnia y Herzegovina", "Bosnia ed Erzegovina", "Bosnië en Herzegovina"]),
    ("BE", ["Belgium", "Belgique", "Belgien", "Bélgica", "Belgio", "België"]),
    ("BG", ["Bulgaria", "Bulgarie", "Bulgarien", "Bulgaria", "Bulgaria", "Bulgarije"]),
    ("BR", ["Brazil", "Brésil", "Brasilien", "Brasil", "Brasile", "Brazilië"]),
    ("CA", ["Canada", "Canada", "Kanada", "Canadá", "Canada", "Canada"]),
    ("CH", ["Switzerland", "Suisse", "Schweiz", "Suiza", "Svizzera", "Zwitserland"]),
    ("CI", ["Ivory Coast", "Côte d’Ivoire", "Elfenbeinküste", "Costa de Marfil", "Costa d’Avorio", "Ivoorkust"]),
    ("CL", ["Chile", "Chili", "Chile", "Chile", "Cile", "Chili"]),
    ("CM", ["Cameroon", "Cameroun", "Kamerun", "Camerún", "Camerun", "Kameroen"]),
    ("CN", ["China", "Chine", "China", "China", "Cina", "China"]),
    ("CO", ["Colombia", "Colombie", "Kolumbien", "Colombia", "Colombia", "Colombia"]),
    ("CY", ["Cyprus", "Chypre", "Zypern", "Chipre", "Cipro", "Cyprus"]),
    ("CZ", ["Czechia", "Tchéquie", "Tschechien", "Chequia", "Cechia", "Tsjechië"]),
    ("DE", ["Germany", "Allemagne", "Deutschland", "Alemania", "Germania", "Duitsland"]),
    ("DK", ["Denmark", "Danemark", "Dänemark", "Dinamarca", "Danimarca", "Denemarken"]),
    ("DZ", ["Algeria", "Algérie", "Algerien", "Argelia", "Algeria", "Algerije"]),
    ("EE", ["Estonia", "Estonie", "Estland", "Estonia", "Estonia", "Estland"]),
    ("EG", ["Egypt", "Égypte", "Ägypten", "Egipto", "Egitto", "Egypte"]),
    ("ES", ["Spain", "Espagne", "Spanien", "España", "Spagna", "Spanje"]),
    ("FI", ["Finland", "Finlande", "Finnland", "Finlandia", "Finlandia", "Finland"]),
    ("FR", ["France", "France", "Frankreich", "Francia", "Francia", "Frankrijk"]),
    ("GB", ["United Kingdom", "Royaume-Uni", "Vereinigtes Königreich", "Reino Unido", "Regno Unito", "Verenigd Koninkrijk"]),
    ("GR", ["Greece", "Grèce", "Griechenland", "Grecia", "Grecia", "Griekenland"]),
    ("HK", ["Hong Kong", "Hong Kong", "Hongkong", "Hong Kong", "Hong Kong", "Hongkong"]),
    ("HR", ["Croatia", "Croatie", "Kroatien", "Croacia", "Croazia", "Kroatië"]),
    ("HU", ["Hungary", "Hongrie", "Ungarn", "Hungría", "Ungheria", "Hongarije"]),
    ("ID", ["Indonesia", "Indonésie", "Indonesien", "Indonesia", "Indonesia", "Indonesië"]),
    ("IE", ["Ireland", "Irlande", "Irland", "Irlanda", "Irlanda", "Ierland"]),
    ("IL", ["Israel", "Israël", "Israel", "Israel", "Israele", "Israël"]),
    ("IN", ["India", "Inde", "Indien", "India", "India", "India"]),
    ("IS", ["Iceland", "Islande", "Island", "Islandia", "Islanda", "IJsland"]),
    ("IT", ["Italy", "Italie", "Italien", "Italia", "Italia", "Italië"]),
    ("JP", ["Japan", "Japon", "Japan", "Japón", "Giappone", "Japan"]),
    ("KR", ["South Korea", "Corée du Sud", "Südkorea", "Corea del Sur", "Corea del Sud", "Zuid-Korea"]),
    ("LI", ["Liechtenstein", "Liechtenstein", "Liechtenstein", "Liechtenstein", "Liechtenstein", "Liechtenstein"]),
    ("LT", ["Lithuania", "Lituanie", "Litauen", "Lituania", "Lituania", "Litouwen"]),
    ("LU", ["Luxembourg", "Luxembourg", "Luxemburg", "Luxemburgo", "Lussemburgo", "Luxemburg"]),
    ("LV", ["Latvia", "Lettonie", "Lettland", "Letonia", "Lettonia", "Letland"]),
    ("MA", ["Morocco", "Maroc", "Marokko", "Marruecos", "Marocco", "Marokko"]),
    ("MC", ["Monaco", "Monaco", "Monaco", "Mónaco", "Monaco", "Monaco"]),
    ("MD", ["Moldova", "Moldavie", "Moldau", "Moldavia", "Moldavia", "Moldavië"]),
    ("ME", ["Montenegro", "Monténégro", "Montenegro", "Montenegro", "Montenegro", "Montenegro"]),
    ("MK", ["North Macedonia", "Macédoine du Nord", "Nordmazedonien", "Macedonia del Norte", "Macedonia del Nord", "Noord-Macedonië"]),
    ("MT", ["Malta", "Malte", "Malta", "Malta", "Malta", "Malta"]),
    ("MX", ["Mexico", "Mexique", "Mexiko", "México", "Messico", "Mexico"]),
    ("NL", ["Netherlands", "Pays-Bas", "Niederlande", "Países Bajos", "Paesi Bassi", "Nederland"]),
    ("NO", ["Norway", "Norvège", "Norwegen", "Noruega", "Norvegia", "Noorwegen"]),
    ("NZ", ["New Zealand", "Nouvelle-Zélande", "Neuseeland", "Nueva Zelanda", "Nuova Zelanda", "Nieuw-Zeeland"]),
    ("PL", ["Poland", "Pologne", "Polen", "Polonia", "Polonia", "Polen"]),
    ("PT", ["Portugal", "Portugal", "Portugal", "Portugal", "Portogallo", "Portugal"]),
    ("RO", ["Romania", "Roumanie", "Rumänien", "Rumanía", "Romania", "Roemenië"]),
    ("RS", ["Serbia", "Serbie", "Serbien", "Serbia", "Serbia", "Servië"]),
    ("SE", ["Sweden", "Suède", "Schweden", "Suecia", "Svezia", "Zweden"]),
    ("SG", ["Singapore", "Singapour", "Singapur", "Singapur", "Singapore", "Singapore"]),
    ("SI", ["Slovenia", "Slovénie", "Slowenien", "Eslovenia", "Slovenia", "Slovenië"]),
    ("SK", ["Slovakia", "Slovaquie", "Slowakei", "Eslovaquia", "Slovacchia", "Slowakije"]),
    ("SM", ["San Marino", "Saint-Marin", "San Marino", "San Marino", "San Marino", "San Marino"]),
    ("SN", ["Senegal", "Sénégal", "Senegal", "Senegal", "Senegal", "Senegal"]),
    ("TN", ["Tunisia", "Tunisie", "Tunesien", "Túnez", "Tunisia", "Tunesië"]),
    ("TR", ["Türkiye", "Turquie", "Türkei", "Turquía", "Turchia", "Turkije"]),
    ("UA", ["Ukraine", "Ukraine", "Ukraine", "Ucrania", "Ucraina", "Oekraïne"]),
    ("US", ["United States", "États-Unis", "Vereinigte Staaten", "Estados Unidos", "Stati Uniti", "Verenigde Staten"]),
    ("VA", ["Vatican City", "Vatican", "Vatikanstadt", "Ciudad del Vaticano", "Città del Vaticano", "Vaticaanstad"]),
    ("ZA", ["South Africa", "Afrique du Sud", "Südafrika", "Sudáfrica", "Sudafrica", "Zuid-Afrika"]),
];

/// The country's name in a language; its code for one that is not in the list, which every post understands, too.
pub fn name(code: &str, tongue: Tongue) -> &str {
    match NAMES.binary_search_by_key(&code, |(code, _)| code) {
        // A tongue is one of the six.
        Ok(at) => NAMES[at].1[tongue as usize],
        Err(_) => code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_have_names_in_every_language() {
        assert_eq!(
            Tongue::ALL.map(|tongue| name("DE", tongue)),
            ["Germany", "Allemagne", "Deutschland", "Alemania", "Germania", "Duitsland"]
        );
        assert_eq!(name("VU", Tongue::French), "VU");
    }

    #[test]
    fn the_list_is_in_order_and_holds_the_european_union() {
        assert!(NAMES.is_sorted_by(|(one, _), (next, _)| one < next));
        for code in "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(' ') {
            assert!(NAMES.iter().any(|(known, _)| *known == code), "{code}");
        }
    }
}
