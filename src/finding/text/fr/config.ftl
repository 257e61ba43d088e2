# Famille 07, configuration : carnet.toml. Les arguments sont décrits dans text/en/config.ftl.

E0701 = carnet.toml : { $detail }
    .label = ici
    .help = corrigez ceci d’abord : la plupart des autres règles en dépendent
    .what = Les réglages de l’entreprise sont inutilisables tels quels.
    .why = C’est là que se trouvent taux de taxe, séries et pipelines. Jusqu’à la correction, seule la forme des autres fichiers est vérifiée.
    .mend = Corrigez la ligne indiquée. `carnet init` écrit un exemple complet dans un dossier vide.
    .example =
        format = 1

        {"["}firm]
        name = "Atelier Martin"

E0702 = ce livre est au format { $format } ; ce carnet connaît les formats jusqu’à { $supported }
    .label = plus récent que ce logiciel
    .help = installez une version plus récente de carnet
    .what = Le livre a été écrit par une version plus récente de carnet.
    .why = Une version plus ancienne pourrait le comprendre de travers ou l’abîmer.
    .mend = Mettez carnet à jour. Votre essai n’a pas modifié le livre.
    .example =
        format = 1    # connu de toutes les versions

E0703 = « { $code } » n’est pas un code de constat
    .label = code inconnu
    .help = écrivez un code comme E0203, ou son nom, comme archived-reference
    .help-suggestion = écrivez « { $suggestion } »
    .what = La table [check] de carnet.toml règle le niveau d’un code qui n’existe pas.
    .why = Avec un code mal tapé, la règle resterait comme avant alors que vous la croyez changée.
    .mend = Corrigez le code. La liste se trouve dans docs/findings.md.
    .example =
        {"["}check]
        E203 = "off"     # faux
        E0203 = "off"    # juste

E0704 = le champ personnalisé « { $field } » ne peut pas être déclaré
    .message-clash = le champ personnalisé « { $field } » porte le nom d’une clé d’origine ({ $kind })
    .message-type = le type du champ personnalisé « { $field } » est inconnu
    .message-kind = le champ personnalisé « { $field } » vise un type de fiche qui n’existe pas : { $kind }
    .label = voir ici
    .label-clash = c’est déjà une clé ({ $kind })
    .help = corrigez la déclaration
    .help-clash = choisissez un autre nom
    .help-type = choisissez parmi : text, number, amount, date, boolean, choice, reference, list
    .help-kind = nommez un type de fiche comme customer, deal ou invoice
    .what = Un champ personnalisé est déclaré dans carnet.toml d’une façon qui ne peut pas marcher.
    .why = Les champs personnalisés valent partout les champs d’origine ; leur déclaration doit donc être exacte.
    .mend = Donnez-lui un nom à lui, un type connu et un type de fiche connu.
    .example =
        {"["}[fields]]
        kind = "customer"
        name = "sector"
        type = "text"
