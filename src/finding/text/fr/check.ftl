# Ce que trouvent les règles au-delà du premier tableau : familles 02 à 04, suite.

# key, value, target, suggestion; variant: suggestion
E0208 = le client « { $target } » n’a pas de site « { $value } »
    .label = pas de tel site
    .help = corrigez l’id du site, ou ajoutez le site au client
    .help-suggestion = écrivez `{ $suggestion }`
    .what = Un contact travaille sur un site que son client n’a pas.
    .why = Le courrier et les livraisons pour cette personne n’auraient pas d’adresse.
    .mend = Prenez l’id d’un des sites du client, ou ajoutez le site à sa fiche.
    .example =
        # contacts/anne.toml
        {"["}[roles]]
        customer = "acme"
        site = "depo"     # faux : customers/acme.toml a le site "depot"

# id
E0209 = le site « { $id } » figure deux fois chez ce client
    .label = même id
    .help = donnez un autre id à l’un des deux
    .what = Deux sites d’un client ont le même id.
    .why = Qui nomme le site peut vouloir dire l’un ou l’autre.
    .mend = Renommez l’un des deux et corrigez les contacts qui s’y rattachent.
    .example =
        {"["}[sites]]
        id = "depot"

        {"["}[sites]]
        id = "depot"      # faux

# key; variants: overflow, nothing-to-spread-over, zero-base-quantity
E0309 = les totaux de cette pièce ne peuvent pas être calculés
    .message-overflow = les totaux de cette pièce sont trop grands pour être calculés
    .message-nothing-to-spread-over = on ne peut pas savoir comment ce montant est taxé : le total des lignes est nul
    .label = ici
    .help = corrigez les lignes
    .help-overflow = vérifiez les quantités et les prix
    .help-nothing-to-spread-over = indiquez son taux : ajoutez `tax = "…"`
    .what = Les lignes, remises et suppléments d’une pièce ne donnent pas de total.
    .why = Une pièce sans total n’entre dans aucun chiffre : elle manquerait aux ventes et aux créances.
    .mend = Cherchez une quantité ou un prix mal saisi. Une remise ou un supplément sur une pièce dont les lignes font zéro demande son propre taux.
    .example =
        {"["}[charges]]
        amount = 10.00
        tax = "fr-20"     # cette ligne manquait

# key, value, date, limit; variants: before, after
E0310 = le taux de taxe « { $value } » n’est pas en vigueur le { $date }
    .message-before = le taux de taxe « { $value } » est en vigueur à partir du { $limit }, après cette pièce ({ $date })
    .message-after = le taux de taxe « { $value } » était en vigueur jusqu’au { $limit }, avant cette pièce ({ $date })
    .label = pas en vigueur le { $date }
    .help = indiquez le taux de ce jour-là, ou corrigez la date
    .what = Une ligne porte un taux de taxe que carnet.toml déclare pour une autre période.
    .why = Les taux changent un jour donné, par la loi. Une pièce au taux d’hier est fausse.
    .mend = Prenez le taux du jour de la pièce. Si les dates du taux sont fausses, corrigez-les dans carnet.toml.
    .example =
        date = 2014-01-15
        {"["}[lines]]
        tax = "fr-19.6"     # faux : jusqu’au 2013-12-31

# key; variants: both, neither
E0311 = « { $key } » doit avoir soit un montant, soit un pourcentage
    .message-both = « { $key } » a un montant et un pourcentage
    .message-neither = « { $key } » n’a ni montant ni pourcentage
    .label = lequel des deux ?
    .help = gardez `amount` ou `percent`
    .help-neither = ajoutez `amount` ou `percent`
    .what = Une remise ou un supplément ne dit pas combien, ou le dit deux fois.
    .why = carnet ne devine jamais lequel des deux a été convenu.
    .mend = Écrivez le montant ou le pourcentage, pas les deux.
    .example =
        {"["}[lines.allowances]]
        percent = 10
        amount = 5.00       # faux : retirez l’un des deux

# key, target; variants: not-a-credit-note, credits-credit-note, credits-draft
E0312 = « { $target } » ne peut pas être réduite par un avoir
    .message-not-a-credit-note = seul un avoir peut réduire une autre pièce
    .message-credits-credit-note = « { $target } » est elle-même un avoir
    .message-credits-draft = « { $target } » est un brouillon : elle n’a jamais été émise
    .label = ne peut pas être réduite
    .help = indiquez la facture à réduire
    .help-not-a-credit-note = ajoutez `type = "credit-note"`, ou retirez `credits`
    .help-credits-draft = modifiez ou supprimez le brouillon au lieu de faire un avoir
    .what = Une pièce en réduit une autre qui ne peut pas l’être, ou n’est pas un avoir.
    .why = L’avoir n’entrerait dans aucun solde.
    .mend = Indiquez une facture émise sous `credits`, et donnez son type à l’avoir.
    .example =
        type = "credit-note"
        credits = "F-2026-0041"    # une facture émise

# key, invoice
E0313 = la facture « { $invoice } » est payée, mais c’est encore un brouillon
    .label = n’a pas de numéro
    .help = émettez la facture, ou laissez l’argent non affecté d’ici là
    .what = Un règlement solde une facture qui n’a pas été émise.
    .why = Un brouillon n’est dû par personne. Son règlement ne réduit pas ce que doit le client.
    .mend = Émettez la facture. L’argent arrivé avant sa facture reste non affecté : c’est un crédit du client.
    .example =
        {"["}[allocations]]
        invoice = "site-acme"      # faux tant que site-acme n’a pas de numéro
        amount = 120.00

# key, date, today; variant: payment
E0407 = cette pièce est datée du { $date }, jour encore à venir
    .message-payment = ce règlement est daté du { $date }, jour encore à venir
    .message-confirmation = ceci a été confirmé le { $date }, jour encore à venir
    .label = dans l’avenir
    .help = corrigez la date
    .what = Une pièce émise, un règlement ou une confirmation de coordonnées porte une date postérieure à aujourd’hui.
    .why = Rien n’entre dans un chiffre d’ici là, et personne n’a pu confirmer quoi que ce soit. La loi veut qu’une facture porte le jour de son émission.
    .mend = Corrigez la date. Ce qui n’est pas encore émis n’a pas de numéro.
    .example =
        number = "F-2026-0041"
        date = 2062-10-03          # faux

# key, date, other, earlier_date; variant: credit-note
E0408 = « { $key } » ({ $date }) précède « { $other } »
    .message-credit-note = cet avoir ({ $date }) est plus ancien que la facture qu’il réduit
    .label = le { $date } est avant le { $earlier_date }
    .help = vérifiez les deux dates
    .what = Deux jours dont l’un doit suivre l’autre sont dans le mauvais ordre.
    .why = L’un des deux est mal saisi, et les relances, l’ancienneté et les rapports en dépendent.
    .mend = Corrigez celui qui est faux.
    .example =
        date = 2026-10-03
        due = 2026-09-03           # faux : échue avant d’être faite

# key, date
E0409 = cette affaire ouverte aurait dû être décidée le { $date } au plus tard
    .label = ce jour est passé
    .help = donnez-lui un autre jour, ou passez-la à gagnée ou perdue
    .what = Une affaire est encore ouverte bien que le jour prévu pour sa décision soit passé.
    .why = La prévision la compte dans un mois qui est fini.
    .mend = Voyez avec le client, puis écrivez le nouveau jour, ou l’étape où elle en est.
    .example =
        stage = "negotiation"
        close = 2025-01-31         # depuis longtemps

# key, number
E0410 = { $number } a été émise sans une ligne
    .label = a un numéro, mais pas de lignes
    .help = remettez les lignes
    .what = Une pièce numérotée ne vend rien : elle n’a ni lignes ni suppléments.
    .why = Un numéro donné est celui d’une pièce que le client possède. Ses lignes ont sans doute été perdues.
    .mend = Cherchez ses lignes dans l’historique du fichier. Un brouillon n’a pas besoin de numéro.
    .example =
        number = "F-2026-0041"     # et pas de {"["}[lines]] dessous

# Libellés d’un second endroit.
check-a-credit-note = un avoir
check-number-before = le numéro avant le trou
check-customer-here = adressée à ce client
# amount
check-document-of = une pièce de { $amount }
