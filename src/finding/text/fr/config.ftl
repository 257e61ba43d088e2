# Famille 07, configuration : carnet.toml. Les arguments sont décrits dans text/en/config.ftl.

E0701 = carnet.toml : { $detail }
    .message-two-defaults = deux taux de taxe sont celui par défaut : aussi « { $detail } »
    .message-twice = « { $detail } » est déclaré deux fois
    .message-no-format = il n’y a pas de format de livre { $detail }
    .message-missing = il n’y a pas de carnet.toml ici
    .message-twice = « { $detail } » est déclaré deux fois dans carnet.toml
    .message-pattern = « { $detail } » n’est pas une forme de numéro
    .message-colour = « { $detail } » n’est pas une couleur
    .message-logo = « { $detail } » ne peut pas être un logo
    .label = ici
    .label-no-format = format inexistant
    .label-twice = déclaré une seconde fois
    .label-pattern = forme incorrecte
    .label-colour = pas une couleur
    .label-logo = pas une image du livre
    .help = corrigez ceci d’abord : la plupart des autres règles en dépendent
    .help-missing = allez dans le dossier de votre livre, ou commencez-en un avec « carnet init »
    .help-no-format = écrivez format = 2
    .help-twice = renommez ou supprimez l’un des deux
    .help-pattern = écrivez par exemple F-{"{"}year{"}"}-{"{"}n:4{"}"}
    .help-colour = écrivez # et six chiffres hexadécimaux : "#1f4e79"
    .help-logo = écrivez le chemin d’un fichier svg, png ou jpg dans le dossier du livre : "files/logo.svg"
    .what = Les réglages de l’entreprise sont inutilisables tels quels.
    .why = C’est là que se trouvent taux de taxe, séries et pipelines. Jusqu’à la correction, seule la forme des autres fichiers est vérifiée.
    .mend = Corrigez la ligne indiquée. `carnet init` écrit un exemple complet dans un dossier vide.
    .example =
        format = 2

        {"["}firm]
        name = "Atelier Martin"

E0702 = ce livre est au format { $format } ; ce carnet connaît les formats jusqu’à { $supported }
    .label = plus récent que ce logiciel
    .help = installez une version plus récente de carnet
    .what = Le livre a été écrit par une version plus récente de carnet.
    .why = Une version plus ancienne pourrait le comprendre de travers ou l’abîmer.
    .mend = Mettez carnet à jour. Votre essai n’a pas modifié le livre.
    .example =
        format = 3    # connu de toutes les versions

# format, supported
E0706 = ce livre est au format { $format } ; le format actuel est { $supported }
    .label = format plus ancien
    .help = lancez `carnet migrate` : un seul commit, qui change des noms de clés et aucune valeur
    .what = Le livre a été écrit pour une version plus ancienne de carnet.
    .why = Il est lu correctement, chaque nom que le format a changé étant connu, mais rien n’y est écrit : un livre à moitié dans l’ancienne forme et à moitié dans la nouvelle ne servirait à personne.
    .mend = Lancez `carnet migrate`. Prévenez ceux qui travaillent sur le livre : un carnet plus ancien refuse le nouveau format en une phrase.
    .example =
        format = 2

E0703 = « { $code } » n’est pas un code de constat
    .label = code inconnu
    .help = écrivez un code comme E0203, ou son nom, comme archived-reference
    .help-suggestion = écrivez « { $suggestion } »
    .what = La table [check] de carnet.toml règle le niveau d’un code qui n’existe pas.
    .why = Avec un code mal tapé, la règle resterait comme avant alors que vous la croyez changée.
    .mend = Corrigez le code. La liste se trouve dans docs/findings.md.
    .example =
        {"["}check]
        off = ["E203"]     # faux
        off = ["E0203"]    # juste

E0704 = le champ personnalisé « { $field } » ne peut pas être déclaré
    .message-derived = le champ personnalisé « { $field } » porte le nom d’un chiffre que carnet calcule ({ $kind })
    .message-reserved = « { $detail } » a un sens propre dans les requêtes : aucun champ personnalisé ne peut porter ce nom
    .message-twice = le champ personnalisé « { $field } » ({ $kind }) est déclaré deux fois
    .message-no-target = le champ personnalisé « { $field } » ne dit pas à quel type de fiche il renvoie
    .message-clash = le champ personnalisé « { $field } » porte le nom d’une clé d’origine ({ $kind })
    .message-kind = le champ personnalisé « { $field } » vise un type de fiche qui n’existe pas : { $kind }
    .message-target = le champ personnalisé « { $field } » renvoie à un type de fiche qui n’existe pas : { $detail }
    .message-name = « { $detail } » ne peut pas être le nom d’un champ personnalisé
    .message-type = le type du champ personnalisé « { $field } » est inconnu ou incomplet : { $detail }
    .label = voir ici
    .label-derived = c’est déjà un chiffre calculé ({ $kind })
    .label-reserved = mot réservé
    .label-twice = déclaré une seconde fois
    .label-no-target = un renvoi sans cible
    .label-clash = c’est déjà une clé ({ $kind })
    .help = corrigez la déclaration
    .help-derived = choisissez un autre nom
    .help-reserved = choisissez un autre nom
    .help-twice = supprimez l’un des deux
    .help-no-target = ajoutez une ligne target = "customer", ou un autre type de fiche
    .help-clash = choisissez un autre nom
    .help-kind = nommez un type de fiche comme customer, deal ou invoice
    .help-target = écrivez target = "customer", ou un autre type de fiche
    .help-name = employez des minuscules sans accent, des chiffres et des tirets bas
    .help-type = choisissez parmi : text, integer, amount, date, bool, choice (avec choices), ref (avec target)
    .what = Un champ personnalisé est déclaré dans carnet.toml d’une façon qui ne peut pas marcher.
    .why = Les champs personnalisés valent partout les champs d’origine ; leur déclaration doit donc être exacte.
    .mend = Donnez-lui un nom à lui, un type connu et un type de fiche connu.
    .example =
        {"["}[field]]
        kind = "customer"
        name = "sector"
        type = "text"
