# Famille 01, forme. Les arguments et les variantes sont décrits dans text/en/form.ftl.

E0101 = ce n’est pas du TOML valable : { $detail }
    .message-comma = la virgule décimale n’est pas admise en TOML
    .message-more = et d’autres endroits non valables en TOML, au nombre de { $detail }
    .label = la lecture bute ici
    .label-comma = il faut un point décimal
    .help = mettez les textes entre guillemets droits, et une seule « clé = valeur » par ligne
    .help-comma = remplacez la virgule par un point : 12.50
    .help-bracket = fermez chaque crochet et chaque accolade ouverts
    .help-escape = écrivez \\ pour une barre oblique inverse, ou mettez le texte entre apostrophes
    .help-quote = mettez un guillemet droit aux deux bouts du texte, sur une seule ligne
    .help-number = écrivez des chiffres, avec un point pour les décimales ; un numéro comme un code postal se met entre guillemets droits
    .help-twice = gardez une seule des deux lignes
    .help-separator = mettez une virgule entre deux éléments
    .help-line = écrivez une seule « clé = valeur » par ligne
    .help-more = corrigez d’abord ceux d’au-dessus
    .what = Le fichier enfreint une règle de TOML, la notation des fiches : on ne peut pas le lire de façon sûre.
    .why = Un guillemet ou une virgule mal placés peuvent masquer toute la suite du fichier. Plutôt que de deviner, carnet laisse la fiche entière hors de tous les chiffres jusqu’à sa correction, et le signale.
    .mend = Allez à la ligne indiquée. Le plus souvent, il manque un guillemet ou un signe égal, ou bien un montant est écrit avec une virgule.
    .example =
        name = ACME Conseil      # faux : texte sans guillemets
        name = "ACME Conseil"    # juste

E0102 = cette notation n’existe que dans TOML 1.1
    .message-newline-in-inline-table = une table entre accolades doit tenir sur une seule ligne
    .message-trailing-comma = une table entre accolades ne doit pas finir par une virgule
    .message-escape = cette séquence d’échappement n’existe que dans TOML 1.1
    .message-seconds = une heure doit comporter les secondes
    .label = absent de TOML 1.0
    .label-newline-in-inline-table = retour à la ligne ici
    .label-trailing-comma = virgule en trop
    .label-escape = échappement inconnu
    .label-seconds = secondes manquantes
    .help = écrivez-le en TOML 1.0, que tous les logiciels savent lire
    .help-newline-in-inline-table = mettez tout ce qui est entre accolades sur une ligne, ou faites-en une [section]
    .help-trailing-comma = supprimez la dernière virgule
    .help-escape = écrivez le caractère avec \u et quatre chiffres, comme \u001B
    .help-seconds = ajoutez les secondes, comme dans 07:32:00
    .what = Le fichier emploie une notation que seule la version récente de TOML, la 1.1, connaît.
    .why = Vos fiches doivent encore s’ouvrir dans tous les éditeurs et logiciels dans bien des années. La plupart ne lisent que TOML 1.0 et refuseraient ce fichier.
    .mend = Écrivez-le à l’ancienne manière, comme proposé. `carnet check --fix` le fait pour vous.
    .example =
        address = {"{"} city = "Lille", {"}"}    # faux : virgule avant l'accolade
        address = {"{"} city = "Lille" {"}"}     # juste

E0103 = pour « { $key } », il faut { $expected }, pas { $found }
    .label = c’est { $found }
    .help = écrivez { $expected }, par exemple { $expected_example }
    .what = La clé existe, mais sa valeur n’est pas du bon type : un texte au lieu d’un nombre, une valeur seule au lieu d’une liste, etc.
    .why = Un nombre entre guillemets est un texte et ne s’additionne pas. Le lire avec indulgence ferait dépendre les totaux de suppositions.
    .mend = Retirez ou ajoutez les guillemets, ou les crochets d’une liste, comme l’indique l’aide.
    .example =
        quantity = "4"    # faux : un texte
        quantity = 4      # juste : un nombre

E0104 = clé inconnue « { $key } »
    .message-stated = « { $key } » se calcule, cela ne s’écrit pas
    .message-figure = « { $key } » se calcule, cela ne s’écrit pas
    .label = cette clé n’existe pas ({ $kind })
    .label-stated = carnet le calcule à partir des lignes
    .label-figure = carnet le calcule
    .help = supprimez-la, ou déclarez-la comme champ personnalisé dans carnet.toml
    .help-suggestion = écrivez « { $suggestion } »
    .help-settings = supprimez-la, ou corrigez son orthographe
    .help-level = écrivez « { $suggestion } »
    .help-stated = supprimez-la ; pour la comparer à ce que dit un document, écrivez-la sous [stated]
    .help-figure = supprimez-la
    .what = La fiche contient une clé que ce type de fiche ne possède pas.
    .why = La plupart des clés inconnues sont des fautes de frappe. Si on les ignorait, une échéance ou une remise se perdrait sans que personne s’en aperçoive.
    .mend = Corrigez l’orthographe. Si la clé est voulue, déclarez-la sous [[field]] dans carnet.toml : elle vaudra alors une clé d’origine.
    .example =
        adress = "12 rue des Lilas"     # faux
        address = "12 rue des Lilas"    # juste

E0105 = il manque « { $key } »
    .label = « { $key } » est obligatoire ({ $kind })
    .help = ajoutez une ligne « { $key } = … »
    .what = Une clé obligatoire pour ce type de fiche est absente.
    .why = Sans elle, la fiche ne sert à rien : une facture sans client n’est à personne.
    .mend = Ajoutez la clé et sa valeur, ou supprimez le fichier si la fiche n’a pas lieu d’être.
    .example =
        date = 2026-10-03    # faux : une facture sans client

        customer = "acme"    # juste
        date = 2026-10-03

E0106 = ce fichier n’est pas en UTF-8
    .label = ce caractère est illisible
    .help = ouvrez le fichier dans votre éditeur et enregistrez-le avec l’encodage UTF-8
    .what = Le fichier est enregistré dans un autre encodage que l’UTF-8, par exemple Windows-1252 ou UTF-16.
    .why = Les lettres accentuées sortiraient abîmées sur vos documents, et aucun logiciel ne peut savoir quel encodage était voulu.
    .mend = Dans l’éditeur, choisissez « Enregistrer avec l’encodage », puis UTF-8. En ligne de commande : `iconv -f windows-1252 -t utf-8 ancien.toml > nouveau.toml`.
    .example =
        name = "Caf� du Nord"    # faux : enregistré en Windows-1252
        name = "Café du Nord"    # juste : enregistré en UTF-8

E0107 = un conflit de fusion n’a pas été résolu ici
    .label = marque de conflit
    .help = gardez l’une des deux versions, puis supprimez les lignes <<<<<<<, ======= et >>>>>>>
    .what = Deux personnes ont modifié les mêmes lignes et git n’a pas su choisir. Il a laissé les deux versions dans le fichier, entre des marques.
    .why = Tant que personne n’a choisi, nul ne sait quelle valeur est la bonne.
    .mend = Décidez laquelle est juste, supprimez l’autre ainsi que les trois lignes de marques, puis validez (commit).
    .example =
        <<<<<<< la vôtre         # faux
        stage = "won"
        =======
        stage = "lost"
        >>>>>>> la leur

        stage = "won"            # juste

E0108 = « { $value } » n’est pas un nombre accepté par carnet
    .message-exponent = « { $value } » est écrit avec un exposant
    .message-notation = « { $value } » n’est pas en notation décimale simple
    .message-not-finite = « { $value } » n’est pas un montant
    .message-comma = « { $value } » a une virgule décimale
    .label = des chiffres seulement
    .label-comma = il faut un point décimal
    .help = écrivez des chiffres, avec un point devant les décimales : 1234.50
    .help-exponent = écrivez tous les chiffres : 1200 et non 1.2e3
    .help-notation = écrivez-le sans 0x, 0o, 0b, _ ni + : 1000
    .help-not-finite = écrivez le montant, ou supprimez la clé s’il n’est pas connu
    .help-comma = remplacez la virgule par un point : 12.50
    .what = Un nombre n’est pas en notation décimale simple.
    .why = Les montants sont comptés au centime près, tels qu’ils sont écrits. Exposants, hexadécimal et virgules décimales prêtent à confusion.
    .mend = Écrivez les chiffres et, s’il le faut, un point et les décimales.
    .example =
        unit_price = 6.5e2     # faux
        unit_price = 650.00    # juste

E0109 = « { $value } » a trop de décimales pour un montant en { $currency }
    .message-price = « { $value } » a trop de décimales
    .label = nombre de décimales permis : { $decimals }
    .help = arrondissez ; nombre de décimales permis : { $decimals }
    .what = Le montant a plus de décimales que sa monnaie n’en connaît (2 pour l’euro, 0 pour le yen, 3 pour le dinar tunisien), ou un prix unitaire en a plus de 8.
    .why = Personne ne peut payer une fraction de centime. Arrondir est votre décision : carnet ne le fait pas en silence.
    .mend = Arrondissez le montant. Un prix unitaire peut avoir jusqu’à 8 décimales ; c’est alors le total de la ligne qui est arrondi.
    .example =
        amount = 12.345    # faux, en euros
        amount = 12.35     # juste

E0110 = « { $value } » n’est pas une date
    .message-time = « { $value } » comporte une heure ; il faut un jour seul
    .label = ce jour n’existe pas au calendrier
    .label-time = un jour, sans heure
    .help = écrivez année-mois-jour, sans guillemets : 2026-10-03
    .help-time = retirez l’heure : 2026-10-03
    .what = La date n’est pas écrite sous la forme année-mois-jour, ou ce jour n’existe pas.
    .why = 03/10/2026 est le 3 octobre à Paris et le 10 mars à New York. Année-mois-jour se lit partout de la même façon.
    .mend = Écrivez quatre chiffres pour l’année, deux pour le mois, deux pour le jour, séparés par des traits d’union, sans guillemets et sans heure.
    .example =
        date = "03/10/2026"    # faux
        date = 2026-10-03      # juste

E0111 = « { $value } » n’est pas un choix possible pour « { $key } »
    .label = absent de la liste
    .help = écrivez l’un de ces mots : { $choices }
    .help-suggestion = écrivez « { $suggestion } » ; les choix sont : { $choices }
    .what = La clé n’admet qu’une valeur d’une liste fixe, et celle-ci n’en fait pas partie.
    .why = Les rapports regroupent selon ces valeurs. Une variante d’écriture ferait un groupe à part et un total trop bas.
    .mend = Choisissez l’une des valeurs que donne l’aide.
    .example =
        type = "entreprise"    # faux
        type = "company"       # juste

E0112 = « { $value } » n’est pas une adresse électronique
    .message-character = l’adresse électronique « { $value } » contient « { $character } »
    .label = il faut nom@domaine
    .label-no-at-sign = il manque l’arobase @
    .label-at-signs = { $found } fois @
    .label-empty-local-part = rien devant l’arobase
    .label-misplaced-dot = un point mal placé
    .label-incomplete-domain = la fin du domaine manque
    .label-domain = « { $part } » ne peut pas être dans un domaine
    .label-length = trop long
    .help = écrivez une seule adresse, comme claire@example.com
    .what = Le texte n’a pas la forme d’une adresse électronique.
    .why = Les devis et relances envoyés là reviendraient, ou n’arriveraient jamais.
    .mend = Écrivez une adresse seule, sans nom, ni espace, ni chevrons.
    .example =
        email = "Claire <claire@example>"    # faux
        email = "claire@example.com"         # juste

E0113 = « { $value } » n’est pas un code de pays
    .label = il faut deux lettres majuscules
    .label-unknown-country = aucun pays n’a ce code
    .help = écrivez les deux lettres de la norme ISO 3166, comme FR, BE ou DE
    .help-suggestion = écrivez « { $suggestion } »
    .what = Les pays s’écrivent avec les deux lettres majuscules de la norme ISO 3166.
    .why = Le pays détermine la taxe et figure dans les factures électroniques, qui n’acceptent que ces codes.
    .mend = Écrivez le code, pas le nom. Le Royaume-Uni est GB, la Grèce GR.
    .example =
        country = "France"    # faux
        country = "FR"        # juste

E0114 = « { $value } » n’est pas un code de monnaie
    .label = il faut trois lettres majuscules
    .label-unknown = cette monnaie n’existe pas
    .help = écrivez les trois lettres de la norme ISO 4217, comme EUR, USD ou CHF
    .help-suggestion = écrivez « { $suggestion } »
    .what = Les monnaies s’écrivent avec les trois lettres majuscules de la norme ISO 4217.
    .why = Le code fixe le nombre de décimales, et l’on n’additionne jamais des montants de deux monnaies.
    .mend = Écrivez le code, pas le symbole : EUR au lieu de €.
    .example =
        currency = "€"      # faux
        currency = "EUR"    # juste

E0115 = « { $value } » n’est pas un numéro de TVA
    .message-checksum = la clé du numéro de TVA « { $value } » est fausse
    .message-length = le numéro de TVA « { $value } » a { $found } caractères au lieu de { $expected }
    .message-character = le numéro de TVA « { $value } » contient « { $character } »
    .label = vérifiez ce numéro
    .label-checksum = un chiffre est mal tapé
    .label-length = il faut { $expected } caractères
    .label-character = des lettres et des chiffres seulement
    .label-shape = la forme est { $pattern } (9 : chiffre, A : lettre, X : les deux)
    .label-unknown-country = « { $country } » n’est pas un pays qui a de tels numéros
    .label-not-a-siren = les neuf derniers chiffres ne sont pas un SIREN
    .help = recopiez-le d’un papier du client : code du pays, puis numéro, comme FR44732829320
    .help-checksum = comparez-le chiffre par chiffre avec un papier du client : deux chiffres sont peut-être inversés
    .what = Le numéro de TVA n’a pas la forme prévue pour son pays, ou sa clé de contrôle ne correspond pas au reste.
    .why = Un numéro faux sur une facture peut faire perdre l’exonération de TVA d’une vente à un autre État membre.
    .mend = Recopiez le numéro d’un papier du client. Le site VIES de la Commission européenne dit s’il est en service.
    .example =
        vat_id = "FR00732829320"    # faux : clé de contrôle
        vat_id = "FR44732829320"    # juste

E0116 = « { $value } » n’est pas un SIREN
    .message-checksum = la clé du SIREN « { $value } » est fausse
    .message-length = le SIREN « { $value } » a { $found } caractères au lieu de { $expected }
    .message-character = le SIREN « { $value } » contient « { $character } »
    .label = il faut neuf chiffres
    .label-checksum = un chiffre est mal tapé
    .label-character = des chiffres seulement
    .label-shape = la forme est { $pattern } (9 : chiffre, A : lettre, X : les deux)
    .help = écrivez les neuf chiffres qui désignent l’entreprise en France, comme 732829320
    .help-checksum = comparez-le chiffre par chiffre avec un papier de l’entreprise : deux chiffres sont peut-être inversés
    .what = Un SIREN compte neuf chiffres, dont le dernier se calcule à partir des autres ; ici, il ne correspond pas.
    .why = C’est par ce numéro que les factures électroniques trouvent leur destinataire : un numéro faux les envoie chez un autre, ou nulle part.
    .mend = Recopiez le numéro d’un papier de l’entreprise ou du registre public.
    .example =
        siren = "732829321"    # faux : clé de contrôle
        siren = "732829320"    # juste

E0117 = « { $value } » n’est pas un SIRET
    .message-checksum = la clé du SIRET « { $value } » est fausse
    .message-length = le SIRET « { $value } » a { $found } caractères au lieu de { $expected }
    .message-character = le SIRET « { $value } » contient « { $character } »
    .label = il faut quatorze chiffres
    .label-checksum = un chiffre est mal tapé
    .label-character = des chiffres seulement
    .label-shape = la forme est { $pattern } (9 : chiffre, A : lettre, X : les deux)
    .help = écrivez les quatorze chiffres de l’établissement : le SIREN de l’entreprise, puis cinq chiffres
    .help-checksum = comparez-le chiffre par chiffre avec un papier de l’entreprise : deux chiffres sont peut-être inversés
    .what = Un SIRET compte quatorze chiffres : les neuf du SIREN de l’entreprise, quatre pour l’établissement, et un dernier calculé à partir des autres. Les établissements de La Poste suivent une règle à part, que carnet connaît.
    .why = C’est par ce numéro que les factures électroniques trouvent leur destinataire : un numéro faux les envoie chez un autre, ou nulle part.
    .mend = Recopiez le numéro d’un papier de l’entreprise ou du registre public.
    .example =
        siret = "73282932000075"    # faux : clé de contrôle
        siret = "73282932000074"    # juste

E0118 = « { $value } » n’est pas un IBAN
    .message-checksum = la clé de l’IBAN « { $value } » est fausse
    .message-length = l’IBAN « { $value } » a { $found } caractères au lieu de { $expected }
    .message-character = l’IBAN « { $value } » contient « { $character } »
    .label = vérifiez ce numéro
    .label-checksum = un chiffre est mal tapé
    .label-length = il faut { $expected } caractères
    .label-character = des lettres et des chiffres seulement
    .label-shape = la forme est { $pattern } (9 : chiffre, A : lettre, X : les deux)
    .label-unknown-country = « { $country } » n’est pas un pays qui a de tels numéros
    .help = recopiez-le du relevé d’identité bancaire ; les espaces sont admis
    .help-checksum = comparez-le chiffre par chiffre avec le relevé d’identité bancaire : deux chiffres sont peut-être inversés
    .what = Le numéro de compte n’a pas la longueur prévue pour son pays, ou ses deux chiffres de contrôle ne correspondent pas au reste.
    .why = Un virement vers un numéro faux est refusé, ou difficile à récupérer.
    .mend = Recopiez le numéro du relevé d’identité bancaire.
    .example =
        iban = "FR76 3000 6000 0112 3456 7890 188"    # faux : clé de contrôle
        iban = "FR76 3000 6000 0112 3456 7890 189"    # juste

E0119 = « { $value } » n’est pas une condition de paiement
    .message-sum = les parts de « { $value } » font { $detail } % en tout, et non 100 %
    .label = condition incomprise
    .label-unknown = « { $detail } » n’est pas compris
    .label-too-many-days = « { $detail } » : trop de jours
    .label-day-of-month = « { $detail } » : ce jour du mois n’existe pas
    .label-percent = « { $detail } » n’est pas un pourcentage
    .label-without-percent = « { $detail } » n’a pas de pourcentage
    .label-sum = { $detail } % en tout
    .help = écrivez 30d, 30d-eom, eom-30d, on-receipt, ou des parts comme 30%@order 70%@delivery
    .help-sum = corrigez les parts pour qu’elles fassent 100 % en tout
    .what = Les conditions de paiement sont une courte formule, et celle-ci ne se lit pas.
    .why = L’échéance, les relances et la balance âgée en dépendent.
    .mend = `30d` : trente jours ; `30d-eom` : trente jours, puis fin de mois ; `eom-30d` : fin de mois, puis trente jours ; `on-receipt` : à réception. Les parts doivent faire 100 % en tout.
    .example =
        terms = "30 jours fin de mois"    # faux
        terms = "30d-eom"                 # juste

E0120 = « { $id } » ne peut pas servir d’identifiant
    .message-empty = un identifiant ne peut pas être vide
    .message-too-long = l’identifiant « { $id } » est trop long
    .message-character = l’identifiant « { $id } » contient « { $character } »
    .message-trailing-dot = l’identifiant « { $id } » finit par un point
    .message-windows = « { $id } » ne peut pas être un nom de fichier sous Windows
    .message-space = l’identifiant « { $id } » contient une espace
    .message-begins = l’identifiant « { $id } » commence par « { $character } »
    .label = à renommer
    .help = employez des lettres sans accent, des chiffres, points, traits d’union et tirets bas ; commencez par une lettre ou un chiffre
    .help-too-long = 80 caractères au plus
    .help-trailing-dot = supprimez le point
    .help-windows = choisissez un autre identifiant : Windows se réserve des noms comme con, nul et com1
    .help-begins = commencez par une lettre ou un chiffre
    .what = Le nom du fichier d’une fiche, sans sa terminaison, est l’identifiant de la fiche. Celui-ci contient quelque chose d’interdit.
    .why = Les identifiants se tapent dans les commandes et sont des noms de fichiers sur tous les systèmes ; accents et espaces n’y sont pas traités partout de la même façon.
    .mend = Renommez la fiche avec `carnet mv ANCIEN NOUVEAU`, qui corrige aussi toutes les références.
    .example =
        customers/café du nord.toml    # faux
        customers/cafe-du-nord.toml    # juste

E0121 = l’identifiant « { $id } » est aussi celui de { $other }
    .message-case = l’identifiant « { $id } » ne diffère de celui de { $other } que par les majuscules
    .message-twice = l’identifiant « { $id } » se trouve dans deux dossiers : voir aussi { $other }
    .label = même identifiant
    .help = renommez l’une des deux fiches avec « carnet mv »
    .what = Deux fiches du même type ont le même identifiant, dans deux sous-dossiers ou aux majuscules près.
    .why = Une référence à cet identifiant pourrait désigner l’une ou l’autre. Sous Windows et macOS, deux fichiers qui ne diffèrent que par les majuscules s’écrasent.
    .mend = Si c’est deux fois la même chose, supprimez l’une des fiches ; sinon, renommez-en une avec `carnet mv`.
    .example =
        customers/acme.toml            # faux : les deux existent
        customers/ACME.toml

        customers/acme.toml            # juste
        customers/acme-belgique.toml

E0122 = ce fichier n’est pas une fiche et n’est pas lu
    .message-extension = ce fichier n’est pas lu : une fiche ({ $kind }) se termine par .{ $extension }
    .message-top = ce fichier n’appartient à aucun type de fiche et n’est pas lu
    .message-nested = ce fichier est trop profond pour être une fiche et n’est pas lu
    .message-folder = { $path } n'est le dossier d'aucun type : rien de ce qu'il contient n'est lu
    .message-repository = un autre dépôt git se trouve ici et n’est pas lu
    .label = non lu
    .help = déplacez-le dans files/ si c’est une pièce jointe, ou hors du livre
    .help-extension = renommez-le pour qu’il se termine par .{ $extension }, ou déplacez-le dans files/
    .help-top = déplacez-le dans le dossier de son type, comme customers/, ou hors du livre
    .help-folder = renommez-le en { $suggestion }
    .help-repository = déplacez-le hors du livre
    .what = Un fichier se trouve là où sont les fiches, mais n’en est pas une : sa terminaison ou son dossier ne convient pas.
    .why = C’est peut-être une fiche à la terminaison mal tapée, qu’aucune liste ni aucun total ne montrerait jamais.
    .mend = Donnez-lui la bonne terminaison, déplacez-le dans files/ si c’est une pièce jointe, ou supprimez-le.
    .example =
        customers/acme.tml     # faux
        customers/acme.toml    # juste

E0123 = ceci est un lien symbolique
    .message-outside = ce lien mène hors du livre, vers { $target }
    .message-broken = ce lien mène à { $target }, qui n’existe pas
    .message-cycle = ce lien ramène à lui-même
    .message-inside = ce lien mène à { $target } : la même fiche serait lue deux fois
    .label = lien symbolique
    .help = remplacez le lien par le fichier lui-même
    .help-broken = supprimez le lien, ou remettez le fichier en place
    .what = Un fichier ou un dossier du livre est un lien symbolique. carnet ne le suit pas.
    .why = Un lien pourrait montrer à qui lit le livre des fichiers qui n’en font pas partie, et il ne marche que sur une seule machine.
    .mend = Remplacez le lien par une copie du fichier, ou supprimez-le.
    .example =
        customers/acme.toml -> /home/claire/acme.toml    # faux
        customers/acme.toml                              # juste : le fichier lui-même

E0124 = l’en-tête de cette note est illisible : { $detail }
    .message-missing = cette note n’a pas d’en-tête
    .message-unclosed = l’en-tête de cette note n’est pas fermé
    .message-nested = l’en-tête de cette note a trop de niveaux
    .label = dans l’en-tête de la note
    .label-missing = il faut ici une ligne ---
    .label-unclosed = ouvert ici
    .label-nested = seulement des textes, nombres, dates et listes simples
    .help = écrivez des lignes « clé: valeur » entre deux lignes ---
    .help-missing = commencez la note par une ligne ---, puis des lignes « clé: valeur », puis une autre ligne ---
    .help-unclosed = terminez l’en-tête par une ligne ---
    .help-nested = écrivez une seule valeur, ou une liste simple comme [a, b]
    .what = Une note commence par un en-tête : des lignes `clé: valeur` en YAML entre deux lignes de trois traits d’union. Celui-ci manque ou est mal formé.
    .why = L’en-tête dit de qui parle la note et quand elle fut écrite. Sans lui, personne ne la retrouvera.
    .mend = Écrivez l’en-tête comme dans l’exemple. Les textes qui contiennent un deux-points se mettent entre guillemets.
    .example =
        ---
        date: 2026-10-03
        about: {"["}customer/acme]
        ---
        Appel au sujet de l'audit.

E0125 = « { $value } » ne convient pas pour « { $key } »
    .message-shape = « { $value } » n’a pas la forme que demande « { $key } »
    .message-checksum = la clé de contrôle de « { $value } » est fausse
    .message-length = « { $value } » a { $found } caractères au lieu de { $expected }
    .message-character = « { $value } » contient « { $character } », que « { $key } » n’admet pas
    .label = forme incorrecte
    .label-checksum = un chiffre est mal tapé
    .label-shape = la forme est { $pattern } (9 : chiffre, A : lettre, X : les deux)
    .label-scheme = il manque https://
    .label-incomplete-domain = la fin du domaine manque
    .label-domain = « { $part } » ne peut pas être dans un domaine
    .label-unknown-name = ce nom n’existe pas
    .label-unknown-country = ce pays n’existe pas
    .help = « carnet schema » montre la forme de « { $key } »
    .help-scheme = écrivez l’adresse entière, comme https://example.com
    .what = Le texte n’a pas la forme que demande sa clé : numéro de téléphone, adresse web, période, etc.
    .why = D’autres logiciels et d’autres personnes comptent sur cette forme.
    .mend = Écrivez-le comme le dit le message ; la description des types de fiches donne un exemple pour chaque clé.
    .example =
        phone = "appeler Claire"    # faux
        phone = "+33 3 20 00 00 00" # juste

E0126 = ce fichier ne peut pas être lu : { $reason }
    .message-too-large = ce fichier est trop gros pour une fiche : plus de { $limit } Mo
    .message-permission = vous n’avez pas le droit de lire ce fichier
    .message-special = ce n’est ni un fichier ni un dossier
    .label = non lu
    .help = vérifiez que le fichier est intact
    .help-too-large = déplacez-le dans files/ et citez-le dans la fiche dont il dépend
    .help-permission = donnez-vous le droit de le lire : chmod u+r
    .help-special = retirez-le du livre
    .what = Le système n’a pas laissé carnet lire le fichier, ou il est bien plus gros qu’une fiche.
    .why = Ce qui n’est pas lu ne figure dans aucun chiffre.
    .mend = Vérifiez les droits et la taille du fichier. Les pièces jointes vont dans files/.
    .example =
        chmod u+r customers/acme.toml

E0127 = le nombre « { $value } » est trop grand
    .message-min = « { $key } » doit valoir au moins { $min }, pas « { $value } »
    .message-max = « { $key } » doit valoir au plus { $max }, pas « { $value } »
    .message-both = « { $key } » doit être compris entre { $min } et { $max }, pas « { $value } »
    .label = hors limites
    .label-min = au moins { $min }
    .label-max = au plus { $max }
    .help = vérifiez ce chiffre
    .what = Un nombre est plus petit ou plus grand que sa clé ne l’admet raisonnablement.
    .why = Une probabilité de 200 % ou une remise supérieure au prix est une faute de frappe qui fausserait tous les totaux.
    .mend = Corrigez le nombre. Les pourcentages s’écrivent 20, et non 0.20.
    .example =
        probability = 200    # faux
        probability = 20     # juste

E0128 = « { $key } » est vide
    .label = rien entre les guillemets
    .help = écrivez une valeur, ou supprimez la ligne
    .what = Une clé porte un texte vide ou fait d’espaces.
    .why = Pour un logiciel, un nom vide et un nom absent sont deux choses. Une clé sans valeur s’omet, tout simplement.
    .mend = Écrivez la valeur, ou supprimez toute la ligne.
    .example =
        phone = ""    # faux : supprimez la ligne
