# Famille 03, argent et taxes. Les arguments sont décrits dans text/en/money.ftl.

E0301 = « { $key } » indique { $stated }, mais les lignes donnent { $computed }
    .message-sent = « { $key } » était { $stated } à l’envoi, et les lignes donnent maintenant { $computed }
    .label-sent = tel qu’envoyé
    .help-sent = remettez les lignes ; ce qui est envoyé se change par une révision : carnet quote NUMÉRO --revise
    .label = indiqué ici
    .help = corrigez les lignes, ou écrivez ici { $literal }
    .what = Un total écrit dans le document diffère de la somme de ses lignes.
    .why = L’un des deux est faux, et le client serait le premier à s’en apercevoir.
    .mend = Cherchez une quantité, un prix, une remise ou un taux erronés. Si les lignes sont justes, écrivez le total calculé, ou supprimez la clé : carnet le calcule de toute façon.
    .example =
        {"["}stated]
        gross = 120.00         # faux : 5 × 25.00 plus 20 % de taxe font 150.00

        {"["}[lines]]
        quantity = 5
        unit_price = 25.00

E0302 = les affectations ({ $allocated }) dépassent le paiement ({ $paid })
    .message-opposite = les affectations ({ $allocated }) sont de sens contraire au règlement ({ $paid })
    .message-credit-note = on affecte plus ({ $allocated }) que n’est l’avoir ({ $paid })
    .label = { $allocated } en tout
    .help = réduisez les affectations à { $paid } au plus en tout
    .what = Les parts d’un paiement dépassent ensemble le paiement lui-même.
    .why = Des factures passeraient pour réglées avec de l’argent qui n’est jamais entré.
    .mend = Corrigez la part de l’une des factures, ou le montant du paiement.
    .example =
        amount = 100.00

        {"["}[allocations]]
        invoice = "site-acme"
        amount = 120.00          # faux : 100.00 au plus

E0303 = la facture « { $invoice } » est réglée au-delà de ce qui est dû
    .message-below-zero = on a rendu plus sur la facture « { $invoice } » que ce qui avait été payé
    .message-credit-note = l’avoir « { $invoice } » ne peut pas solder ce montant
    .help-below-zero = vérifiez le remboursement : il dépasse les règlements
    .help-credit-note = un remboursement est négatif, et au plus ce que l’avoir laisse encore ; un avoir qui nomme sa facture réduit celle-ci : affectez le remboursement à la facture
    .label = { $allocated } affectés, { $owed } dus
    .help = affectez { $owed } au plus, et laissez le reste sans affectation
    .what = Les paiements et avoirs d’une facture dépassent ensemble son montant.
    .why = Son solde serait négatif. Ce que l’on doit rendre au client doit se voir comme tel.
    .mend = Laissez le surplus sans affectation : il reste au crédit du compte du client.
    .example =
        {"["}[allocations]]
        invoice = "site-acme"    # 120.00 dus
        amount = 130.00          # faux : écrivez 120.00

E0304 = deux monnaies se rencontrent ici : { $document } et { $payment }
    .label = { $payment } au lieu de { $document }
    .help = écrivez les deux en { $document }, ou indiquez ce que la banque a crédité en { $document }
    .what = Un document et ce qui s’y rapporte sont dans des monnaies différentes.
    .why = carnet n’additionne jamais deux monnaies et ne devine pas le cours du jour.
    .mend = Corrigez la monnaie, ou convertissez le montant au cours que la banque a appliqué.
    .example =
        currency = "USD"    # faux : la facture est en EUR

E0305 = la ligne { $line } n’a pas de taux de taxe
    .label = taux de taxe absent
    .help = ajoutez « tax = "…" » à la ligne ou à son produit
    .what = Ni la ligne ni son produit ne dit quel taux s’applique, et l’entreprise n’a pas de taux par défaut.
    .why = Une facture sans sa taxe est irrégulière. « Sans taxe » est un choix à énoncer, avec son motif.
    .mend = Nommez un taux déclaré dans carnet.toml. Pour des ventes exonérées, déclarez un taux de catégorie exempt ou none.
    .example =
        {"["}[lines]]
        description = "Audit"
        unit_price = 650.00
        tax = "fr-20"           # cette ligne manquait

E0306 = « { $key } » ne peut pas être négatif
    .message-price = le prix « { $key } » est négatif
    .help-price = mettez plutôt la quantité en négatif, ou une remise
    .message-adjustment = « { $key } » ne peut pas être négatif
    .help-adjustment = une remise négative est un supplément, et inversement
    .message-total = le total des lignes est inférieur à zéro ({ $value })
    .help-total = pour rendre de l’argent, faites un avoir avec des quantités positives
    .label = négatif
    .help = écrivez-le sans le signe moins ; pour rendre de l’argent, faites un avoir
    .what = Une quantité ou un montant porte un signe moins, alors que le genre du document dit déjà le sens.
    .why = Un avoir contient des chiffres positifs et tous les totaux les comptent en négatif. Un second signe moins en ferait une vente.
    .mend = Retirez le signe moins. Pour rendre de l’argent, faites un avoir.
    .example =
        quantity = -2    # faux
        quantity = 2     # juste, dans un avoir

E0307 = { $payer } règle la facture « { $invoice } », adressée à { $customer }
    .message-credit = un avoir à { $payer } réduit la facture « { $invoice } », qui est adressée à { $customer }
    .help-credit = vérifiez les deux pièces : le client devrait être le même
    .label = facture adressée à { $customer }
    .help = vérifiez la facture ; si elle est juste, renseignez « bill_to » dans la fiche de { $customer }
    .what = Le paiement d’un client règle la facture d’un autre.
    .why = C’est souvent un numéro de facture mal tapé : deux comptes sont alors faux à la fois.
    .mend = Corrigez la facture. Si c’est bien la maison mère qui paie, indiquez-la comme `bill_to` ou `parent` du client.
    .example =
        customer = "acme"

        {"["}[allocations]]
        invoice = "site-durand"    # faux : une facture adressée à durand

E0308 = les avoirs ({ $credited }) dépassent la facture « { $invoice } » ({ $total })
    .label = { $credited } d’avoirs en tout
    .help = réduisez l’avoir « { $note } » pour ne pas dépasser { $total } en tout
    .what = Les avoirs d’une facture dépassent ensemble son montant.
    .why = L’entreprise rendrait plus qu’elle n’a jamais demandé, taxe comprise.
    .mend = Cherchez un avoir saisi deux fois, ou corrigez ses lignes.
    .example =
        type = "credit-note"
        credits = "site-acme"     # une facture de 120.00

        {"["}[lines]]
        unit_price = 200.00       # faux : plus que la facture
