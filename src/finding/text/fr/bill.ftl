# Factures des fournisseurs. Les arguments sont décrits dans text/en/bill.ftl.

E0620 = « { $key } » indique { $stated }, mais le calcul donne { $computed }
    .message-total = « { $key } » indique { $stated }, mais le calcul donne { $computed }
    .label = indiqué ici
    .help = comparez avec l’original ; si le fournisseur se trompe, demandez une facture rectifiée, et gardez celle-ci avec draft = true en attendant
    .what = Ce qu’un fournisseur indique sur sa facture n’est pas ce que donnent ses lignes, ses taxes ou ses autres totaux.
    .why = Vous paieriez trop, ou déduiriez une taxe que personne ne doit. La taxe d’un taux peut différer d’un centime par ligne, car certains l’arrondissent ligne à ligne.
    .mend = Corrigez ce qui a été mal saisi. Si le document du fournisseur est faux, demandez-en un autre et marquez celui-ci « draft = true » en attendant.
    .example =
        {"["}stated]
        net = 100.00
        tax = 20.00
        gross = 125.00         # faux : 120.00

E0621 = cette facture est un brouillon, alors que rien n’y manque
    .message-no-supplier = cette facture est un brouillon : on ne sait pas quel fournisseur l’a envoyée
    .message-no-number = cette facture est un brouillon : elle n’a pas de numéro
    .message-no-date = cette facture est un brouillon : elle n’a pas de date
    .message-no-total = cette facture est un brouillon : elle ne dit pas ce qui est à payer
    .message-total = cette facture est un brouillon : « { $key } » indique { $stated }, mais le calcul donne { $computed }
    .message-same-number = cette facture est un brouillon : { $other }, du même fournisseur, porte aussi le numéro { $number }
    .message-same-file = cette facture est un brouillon : { $other } vient du même fichier
    .message-missing = cette facture est un brouillon : il manque à son fichier : { $name } ({ $rule }{ $line ->
            [0] {""}
           *[other] {", ligne "}{ $line }
        })
    .message-sum = cette facture est un brouillon : dans son fichier, { $name } ({ $rule }{ $line ->
            [0] {""}
           *[other] {", ligne "}{ $line }
        }) indique { $text }, et le calcul donne { $expected }
    .message-other-buyer = cette facture est un brouillon : elle est adressée à { $text }, et l’entreprise est { $expected }
    .message-unread = cette facture est un brouillon : son fichier écrit { $name } ({ $rule }{ $line ->
            [0] {""}
           *[other] {", ligne "}{ $line }
        }) « { $text } », ce qui ne se lit pas
    .label = brouillon
    .help = une fois qu’elle est juste : carnet set ID --unset draft
    .help = ajoutez ce qui manque, ou « draft = true » tant que vous ne savez pas
    .help-no-supplier = ajoutez « supplier = "…" »
    .help-no-number = ajoutez « number = "…" »
    .help-no-date = ajoutez « date = … »
    .help-no-total = ajoutez « [stated] » avec « gross = … », ou les lignes
    .help-total = comparez avec l’original ; si le fournisseur se trompe, demandez une facture rectifiée
    .help-same-number = supprimez l’une des deux, ou corrigez le numéro
    .help-same-file = supprimez l’une des deux
    .help-missing = demandez une facture valide au fournisseur, ou complétez celle-ci d’après l’original ; puis : carnet set ID --unset draft
    .help-sum = demandez une facture rectifiée ; ou, si l’original est clair, corrigez celle-ci et enlevez « draft »
    .help-other-buyer = renvoyez-la, à moins que les numéros de l’entreprise dans carnet.toml ne soient faux
    .help-unread = regardez l’original sous files/ et écrivez ce qu’il veut dire ; puis : carnet set ID --unset draft
    .what = Une facture que quelqu’un doit regarder : un scan, un fichier non valide, ou une facture à laquelle manque ce que toute facture porte.
    .why = Un brouillon n’entre dans aucun chiffre : personne ne paie par erreur ce qui n’a pas été vérifié.
    .mend = Regardez l’original, complétez ou corrigez la facture, puis enlevez « draft ». Une facture à ne pas payer se supprime, ou reste un brouillon.
    .example =
        supplier = "papeterie"
        draft = true           # ni numéro ni total pour l’instant

E0622 = { $other } porte le numéro { $number } du même fournisseur
    .message-same-number = { $other }, du même fournisseur, porte aussi le numéro { $number }
    .message-same-file = { $other } vient du même fichier
    .label = encore ici
    .help = supprimez l’une des deux
    .help-same-number = supprimez l’une des deux, ou corrigez le numéro
    .help-same-file = supprimez l’une des deux
    .what = Le numéro d’un fournisseur figure sur deux factures, ou deux factures viennent d’un seul fichier.
    .why = Elle serait payée deux fois. Les fournisseurs envoient une facture par voie électronique, par courriel et sur papier, ou une fois de plus comme rappel.
    .mend = Gardez l’une des deux. Si le fournisseur a bien utilisé un numéro deux fois, ajoutez quelque chose à l’un d’eux, comme « F-17 (2) ».
    .example =
        supplier = "papeterie"
        number = "F-17"          # comme bills/2026/10/papeterie-f-17.toml

E0623 = { $iban } n’est pas un compte connu de { $supplier }
    .label = inconnu
    .help = appelez le fournisseur à un numéro que vous connaissiez avant ; si le compte est le sien, ajoutez-le à ses [[accounts]]
    .what = Une facture demande un paiement sur un compte qui n’est pas parmi ceux de son fournisseur.
    .why = Les factures avec un autre compte sont la fraude la plus fréquente contre les petites entreprises. Ce qui est écrit sur la facture, son numéro de téléphone compris, ne prouve rien.
    .mend = Interrogez le fournisseur par une voie que vous utilisiez avant la facture. Si le compte est juste, ajoutez-le sous [[accounts]] avec « confirmed = … » ; sinon, ne payez pas.
    .example =
        {"["}[accounts]]
        iban = "FR7630006000011234567890189"
        confirmed = 2026-11-20   # demandé à Mme Martin par téléphone

E0624 = il manque à cette facture ce que toute facture porte
    .message-no-supplier = cette facture n’a pas de fournisseur
    .message-no-number = cette facture n’a pas de numéro
    .message-no-date = cette facture n’a pas de date
    .message-no-total = cette facture ne dit pas ce qui est à payer
    .label = ici
    .help = ajoutez ce qui manque, ou « draft = true » tant que vous ne savez pas
    .help-no-supplier = ajoutez « supplier = "…" », ou « draft = true » tant que vous ne savez pas
    .help-no-number = ajoutez « number = "…" », le numéro du fournisseur, ou « draft = true » tant que vous ne savez pas
    .help-no-date = ajoutez « date = … », ou « draft = true » tant que vous ne savez pas
    .help-no-total = ajoutez « [stated] » avec « gross = … », ou des lignes avec « net » et « tax_category » ; ou « draft = true » tant que vous ne savez pas
    .what = Une facture qui n’est pas un brouillon n’a pas de fournisseur, de numéro, de date ou de total.
    .why = Sans eux personne ne sait qui payer, combien, ni si elle est venue deux fois ; et la taxe ne se déduit qu’avec une facture complète.
    .mend = Ajoutez ce qui manque, ou écrivez « draft = true ».
    .example =
        supplier = "papeterie"
        number = "F-17"
        date = 2026-10-30

        {"["}stated]
        gross = 120.00           # sans lui, personne ne sait ce qui est dû

bill-known-accounts = ceux qui sont connus

# Lecture.
bill-read-too-large = il dépasse { $limit } Mo
bill-read-empty = il est vide
bill-read-encoding = il est écrit en { $name }, qui n’est pas lu
bill-read-encoding-help = demandez au fournisseur de l’UTF-8, comme le veulent les normes
bill-read-not-text = il n’est pas le texte qu’il dit être
bill-read-doctype = il contient un type de document (<!DOCTYPE>), qu’aucune facture ne porte
bill-read-doctype-help = il pourrait attirer d’autres fichiers ou grandir sans fin : ne lui faites pas confiance
bill-read-entity = l’entité &{ $name }; n’est pas l’une des cinq de XML
bill-read-entity-help = elle pourrait attirer d’autres fichiers ou grandir sans fin : ne lui faites pas confiance
bill-read-character = le caractère { $code } est interdit en XML
bill-read-too-deep = plus de { $limit } éléments imbriqués
bill-read-too-many = plus de { $limit } éléments
bill-read-attributes = un élément avec plus de { $limit } attributs
bill-read-malformed = ce n’est pas du XML bien formé : { $detail }
bill-read-unknown = ce n’est ni de l’UBL ni du CII, mais « { $name } » de « { $namespace } »
bill-read-unknown-help = les factures sont en UBL 2.1 (Invoice, CreditNote), en CII (CrossIndustryInvoice), ou des PDF qui en contiennent une
bill-read-pdf = ce n’est pas un PDF lisible : { $detail }
bill-read-encrypted = il est chiffré
bill-read-encrypted-help = enregistrez-le d’abord sans mot de passe
bill-read-no-xml = { $count ->
        [0] ce PDF ne contient pas le XML d’une facture
       *[other] ce PDF ne contient pas le XML d’une facture, seulement { $files }
    }
bill-read-no-xml-help = classez-le comme un scan : carnet file bill { $file }

# import einvoice
bill-cell = { $cell }
bill-at = { $file }:{ $line }:{ $column } : { $message }
bill-unread = { $file } : { $message }
bill-missing = { $file } : { $detail }
bill-head = { $file } : { $syntax } { $number } de { $seller }
bill-head-embedded = { $file } ({ $embedded }) : { $syntax } { $number } de { $seller }
bill-no-number = sans numéro
bill-nobody = personne
bill-from = , { $date }
bill-amount = , { $amount } à payer
bill-known-file = { $file } : déjà importé, sous { $record }
bill-faulty = { $file } : pas importé : { $message }
bill-supplier-known = fournisseur : { $record }, d’après son { $by }
bill-supplier-new = fournisseur : { $record }, nouveau
bill-supplier-several = fournisseur : { $records } conviennent aussi bien
bill-supplier-none = fournisseur : le fichier ne nomme personne
bill-by-vat-id = numéro de TVA
bill-by-siret = SIRET
bill-by-siren = SIREN
bill-by-account = compte bancaire
bill-by-name = nom
bill-draft = brouillon, parce que :
bill-warning = à regarder :
bill-left = { $count ->
        [one] aucun champ ne contient ceci :
       *[other] aucun champ ne contient ces { $count } données :
    }
bill-left-line = { $what } (ligne { $line }) : { $text }
bill-left-term = { $name } ({ $what }{ $line ->
        [0] {""}
       *[other] {", ligne "}{ $line }
    }) : { $text }
bill-more = … et { $count } de plus : --all
bill-nothing = rien à importer
bill-binary = nouveau fichier { $path } ({ $size } octets)
bill-done = { $bills ->
        [one] { $record } écrite
       *[other] { $bills } factures écrites
    }{ $suppliers ->
        [0] {""}
        [one] , et un nouveau fournisseur
       *[other] , et { $suppliers } nouveaux fournisseurs
    }

# file bill
bill-file-kind = seules les factures reçues se classent : carnet file bill { $file }
bill-file-known = { $record } vient de ce même fichier
bill-file-has-xml = ce PDF contient une facture électronique ({ $name })
bill-file-has-xml-help = lisez-la : carnet import einvoice { $file }
bill-file-large = { $file } dépasse { $limit } Mo
bill-file-empty = { $file } est vide
bill-filed = { $record } est classée en brouillon

# Notions de EN 16931.
bill-term-other = donnée
bill-term-bt-1 = numéro
bill-term-bt-2 = date
bill-term-bt-3 = type de document
bill-term-bt-5 = devise
bill-term-bt-6 = devise de la taxe
bill-term-bt-7 = date d’exigibilité de la taxe
bill-term-bt-8 = fait générateur de l’exigibilité
bill-term-bt-9 = échéance
bill-term-bt-15 = avis de réception
bill-term-bt-17 = appel d’offres
bill-term-bt-18 = objet facturé
bill-term-bt-19 = compte comptable
bill-term-bt-25 = numéro de la facture antérieure
bill-term-bt-26 = date de la facture antérieure
bill-term-bt-27 = nom du fournisseur
bill-term-bt-29 = SIRET du fournisseur
bill-term-bt-30 = numéro d’immatriculation du fournisseur
bill-term-bt-31 = numéro de TVA du fournisseur
bill-term-bt-33 = forme juridique du fournisseur
bill-term-bt-40 = pays du fournisseur
bill-term-bt-42 = téléphone du fournisseur
bill-term-bt-43 = courriel du fournisseur
bill-term-bt-44 = nom de l’acheteur
bill-term-bt-47 = numéro d’immatriculation de l’acheteur
bill-term-bt-48 = numéro de TVA de l’acheteur
bill-term-bt-55 = pays de l’acheteur
bill-term-bt-59 = nom du bénéficiaire
bill-term-bt-60 = identifiant du bénéficiaire
bill-term-bt-61 = numéro d’immatriculation du bénéficiaire
bill-term-bt-62 = représentant fiscal
bill-term-bt-63 = numéro de TVA du représentant
bill-term-bt-70 = livré à
bill-term-bt-71 = lieu de livraison
bill-term-bt-72 = date de livraison
bill-term-bg-15 = adresse de livraison
bill-term-bt-73 = début de la période
bill-term-bt-74 = fin de la période
bill-term-bt-81 = moyen de paiement
bill-term-bt-82 = moyen de paiement en clair
bill-term-bt-84 = compte à créditer
bill-term-bt-86 = banque
bill-term-bt-89 = mandat de prélèvement
bill-term-bt-90 = créancier du prélèvement
bill-term-bt-91 = compte débité
bill-term-bt-92 = remise
bill-term-bt-93 = assiette de la remise ou des frais
bill-term-bt-94 = taux de la remise ou des frais
bill-term-bt-95 = taxe de la remise
bill-term-bt-96 = taux de taxe de la remise
bill-term-bt-99 = frais
bill-term-bt-102 = taxe des frais
bill-term-bt-103 = taux de taxe des frais
bill-term-bg-20 = remise ou frais
bill-term-bg-27 = remise ou frais de la ligne
bill-term-bt-106 = somme des lignes
bill-term-bt-107 = somme des remises
bill-term-bt-108 = somme des frais
bill-term-bt-109 = total hors taxe
bill-term-bt-110 = total de la taxe
bill-term-bt-111 = total de la taxe dans sa devise
bill-term-bt-112 = total TTC
bill-term-bt-113 = déjà payé
bill-term-bt-114 = arrondi
bill-term-bt-115 = net à payer
bill-term-bg-23 = taxes par taux
bill-term-bt-116 = base imposable
bill-term-bt-117 = taxe d’un taux
bill-term-bt-118 = catégorie de taxe
bill-term-bt-119 = taux de taxe
bill-term-bg-24 = pièce jointe
bill-term-bt-122 = référence de la pièce jointe
bill-term-bt-125 = fichier joint
bill-term-bg-25 = lignes
bill-term-bt-126 = numéro de ligne
bill-term-bt-128 = objet de la ligne
bill-term-bt-129 = quantité
bill-term-bt-130 = unité
bill-term-bt-131 = montant de la ligne
bill-term-bt-133 = compte comptable
bill-term-bt-134 = début de la période
bill-term-bt-135 = fin de la période
bill-term-bt-136 = remise de la ligne
bill-term-bt-141 = frais de la ligne
bill-term-bt-146 = prix unitaire
bill-term-bt-147 = remise comprise dans le prix
bill-term-bt-148 = prix avant remise
bill-term-bt-149 = nombre d’unités du prix
bill-term-bt-151 = catégorie de taxe
bill-term-bt-152 = taux de taxe
bill-term-bt-153 = désignation
bill-term-bt-156 = référence article de l’acheteur
bill-term-bt-157 = code article (GTIN)
bill-term-bt-158 = classification
bill-term-bt-159 = pays d’origine
bill-term-bt-160 = caractéristique
