# La TVA au-delà du calcul : check/tax.rs. Les arguments sont décrits dans text/en/tax.ftl.

tax-customer-here = le client

E0340 = « { $value } » ne dit pas pourquoi la TVA n'est pas facturée
    .message-unknown = « { $value } » n'est pas un code de la liste VATEX
    .message-category = « { $value } » ne va pas avec un taux de catégorie { $category }
    .label = code de motif
    .label-unknown-nearest = { $suggestion }, peut-être ?
    .help = supprimez-le, ou écrivez le code qui répond au motif (`reason`) du taux
    .help-unknown-nearest = écrivez "{ $suggestion }", si tel est le motif
    .help-category = AE, K, G et O ont leur propre code, que carnet ajoute de lui-même ; tous les autres sont pour la catégorie E
    .what = Le code du motif d'exonération d'un taux (BT-121) n'est pas dans la liste européenne, ou vaut pour une autre catégorie.
    .why = Les destinataires refusent une facture électronique dont le code et la catégorie se contredisent.
    .mend = Supprimez la clé si la catégorie est AE, K, G ou O. Pour une exonération, écrivez le code de l'article : VATEX-EU-132-1I, VATEX-FR-FRANCHISE.
    .example =
        {"["}[tax]]
        id = "reverse"
        category = "AE"
        reason = "Autoliquidation"
        reason_code = "VATEX-EU-G"    # faux : c'est une exportation

E0341 = les cours de change « { $id } » sont inutilisables
    .message-pair = « { $id } » n'est pas une paire de devises
    .help-pair = nommez le fichier EUR-USD.toml : ce que vaut un euro en dollars
    .message-none = « { $id } » ne contient aucun cours
    .help-none = écrivez-en un par ligne : rates = [{"{"} date = 2026-10-01, rate = 1.0856 {"}"}]
    .message-nothing = un cours de change est supérieur à zéro
    .help-nothing = écrivez combien d'unités de la seconde devise vaut une unité de la première
    .message-twice = le cours du { $date } est donné deux fois
    .label-twice = et encore ici
    .help-twice = gardez le bon
    .message-both-ways = « { $id } » et { $other } sont la même paire, dans les deux sens
    .help-both-ways = gardez un seul des deux fichiers
    .label = faux ici
    .help = un fichier par paire, un cours par jour
    .what = Un fichier de rates/ ne porte pas le nom d'une paire de devises, ou donne un cours nul ou deux cours pour un jour.
    .why = La TVA d'une facture en devise figure aussi dans la devise du carnet, au cours du jour.
    .mend = Nommez le fichier d'après la paire (EUR-USD), et écrivez un cours daté par ligne.
    .example =
        # rates/EUR-USD.toml
        rates = [
            {"{"} date = 2026-10-01, rate = 1.0856 {"}"},
            {"{"} date = 2026-10-01, rate = 1.0871 {"}"},   # faux : ce jour a déjà un cours
        ]

E0342 = `{ $key }` est illisible : « { $value } »
    .label = formule inconnue
    .help-interest = écrivez "12%", ou un taux publié et des points : "ecb+10" (BCE), "boe+8", "basic+9", ou un multiple : "legal*3"
    .help-discount = écrivez un pourcentage et des jours : "2% 10d"
    .help = voyez `carnet explain E0342`
    .what = Une condition de paiement n'est pas écrite comme carnet la lit.
    .why = Les documents la disent dans la langue du lecteur ; pour cela il faut la comprendre.
    .mend = Les pénalités sont un pourcentage par an (12%), des points au-dessus d'un taux publié (ecb, boe, basic, legal), ou un multiple d'un tel taux. L'escompte est un pourcentage et des jours.
    .example =
        {"["}conditions]
        late_interest = "ecb+10"
        early_discount = "2 pour cent"    # faux : "2% 10d"

E0343 = le taux « { $value } » ne va pas avec le régime de TVA de l'entreprise au { $date }
    .message-franchise = l'entreprise ne facture pas la TVA au { $date } (franchise en base), et cette ligne porte le taux « { $value } »
    .message-exempt = l'entreprise est exonérée au { $date }, et cette ligne porte le taux « { $value } »
    .message-normal = le taux « { $value } » vaut pour un autre régime que celui de l'entreprise au { $date }
    .label = pas sous ce régime
    .help = retirez `tax`, pour que vaille le taux par défaut du régime, ou corrigez [[firm.vat]] dans carnet.toml
    .what = Une ligne d'un brouillon porte un taux que le régime de l'entreprise à cette date ne permet pas.
    .why = Qui mentionne la TVA sur une facture la doit, franchise ou non (art. 203 de la directive 2006/112/CE ; art. 283, 3 du CGI).
    .mend = Donnez à la ligne le taux du régime. Si le régime a changé, ajoutez une entrée [[firm.vat]] avec son premier jour.
    .example =
        {"["}[firm.vat]]
        from = 2026-01-01
        regime = "franchise"

        {"["}[lines]]               # dans un brouillon d'octobre 2026
        tax = "fr-20"           # faux : "fr-franchise", ou rien

E0344 = le taux « { $value } » n'est sans doute pas le bon pour { $customer }
    .message-service-to-member = un service à { $customer }, entreprise d'un autre État membre, y est taxé, et non avec « { $value } »
    .help-service-to-member = prenez un taux de catégorie AE : le client doit la taxe (art. 259, 1° et 283, 2 du CGI)
    .message-service-outside = un service à { $customer }, hors de l'Union européenne, n'est pas taxé ici
    .help-service-outside = prenez un taux de catégorie O, sauf service taxé là où il est rendu (immeuble, repas, entrée)
    .message-goods-to-member = des biens expédiés à { $customer }, entreprise d'un autre État membre, ne sont pas taxés avec « { $value } »
    .help-goods-to-member = prenez un taux de catégorie K ; s'ils sont remis sur place, la facture le dit par son `delivery`
    .message-goods-outside = des biens qui quittent l'Union européenne ne sont pas taxés avec « { $value } »
    .help-goods-outside = prenez un taux de catégorie G ; s'ils sont remis sur place, la facture le dit par son `delivery`
    .message-distance = des biens expédiés à { $customer }, consommateur d'un autre État membre, y sont taxés au-delà de 10 000 EUR de telles ventes par an
    .help-distance = en deçà, « { $value } » est juste ; le guichet unique (OSS) n'est pas pris en charge
    .message-reverse-to-consumer = { $customer } est un particulier : un consommateur ne doit pas la taxe à la place du vendeur
    .help-reverse-to-consumer = prenez le taux du pays, ou corrigez le `type` du client
    .label = taux
    .help = vérifiez le taux, le pays et le numéro de TVA du client
    .what = Une ligne d'un brouillon est taxée d'une façon qui ne va pas avec le pays ou la qualité du client.
    .why = La TVA facturée par erreur est due quand même, et le client ne peut la déduire ; celle qui est omise reste à la charge du vendeur.
    .mend = Donnez à la ligne le taux que la loi prévoit pour une telle vente. C'est un avertissement : il existe des exceptions que carnet ignore.
    .example =
        customer = "müller"          # vat_id = "DE136695976"

        {"["}[lines]]
        product = "audit-day"        # un service
        tax = "fr-20"                # douteux : un taux de catégorie AE

E0345 = « { $value } » désigne un régime de TVA qui n'est pas pris en charge
    .message-margin = « { $value } » : carnet ne calcule pas la TVA sur la marge
    .message-one-stop-shop = « { $value } » : carnet ne connaît pas les guichets uniques (OSS, IOSS)
    .message-flat-rate = « { $value } » : carnet ne connaît pas le régime forfaitaire agricole
    .label = pas pris en charge
    .help = facturez ces ventes avec un autre outil ; le reste du carnet n'en est pas touché
    .what = Les réglages nomment un régime de TVA dont carnet n'a pas les règles : marge (occasion, art, agences de voyages), guichets uniques pour les consommateurs d'autres États membres, forfait agricole.
    .why = Une facture qui traiterait une telle vente comme une autre afficherait une TVA fausse. Mieux vaut un refus que le silence.
    .mend = Retirez le régime ou le taux. Les ventes sous ce régime se facturent ailleurs.
    .example =
        {"["}[firm.vat]]
        from = 2026-01-01
        regime = "margin"    # faux : normal, franchise ou exempt
