# La chaîne du devis à la commande et à la facture. Les arguments sont décrits dans text/en/chain.ftl.

E0330 = le prix de { $product } est donné deux fois pour la même quantité
    .label = et encore ici
    .help = supprimez l’une des deux lignes, ou donnez à l’une un from_quantity
    .what = Un tarif a deux lignes pour un même produit et une même quantité.
    .why = Personne ne peut dire lequel des deux prix s’applique.
    .mend = Gardez la bonne ligne. Un prix réservé aux grandes quantités le dit dans from_quantity.
    .example =
        {"["}[prices]]
        product = "widget"
        price = 12.50

        {"["}[prices]]
        product = "widget"
        from_quantity = 10     # sans cette ligne : faux
        price = 11.00

E0331 = les mots entre les lignes n’ont ni quantité ni prix
    .message-no-price = cette ligne n’a pas de prix
    .label = cette ligne n’est pas un article
    .label-no-price = unit_price manque
    .help = supprimez cette clé, ou le type de la ligne
    .help-no-price = écrivez unit_price ; une ligne de mots seuls porte type = "title" ou "text"
    .what = Une ligne de devis ou de commande est un article et a un prix, ou bien un titre, un texte ou un sous-total et n’en a pas.
    .why = Un titre avec un prix serait lu par le client sans figurer dans aucun total.
    .mend = Donnez aux articles leur unit_price ; écrivez type = "title", "text" ou "subtotal" pour les lignes qui ne font que dire.
    .example =
        {"["}[lines]]
        type = "title"
        description = "Installation"
        quantity = 1           # faux : un titre n’a pas de quantité

E0430 = { $number } est sans réponse depuis son expiration le { $date }
    .label = ce jour est passé
    .help = relancez le client, puis écrivez une révision, ou declined = DATE
    .what = Un devis a été envoyé, son dernier jour est passé, et personne n’a dit oui ni non.
    .why = Une affaire attend, et ce qui était proposé ne vaut plus.
    .mend = Appelez le client. `carnet accept` note un oui, `declined` un non ; `carnet quote NUMÉRO --revise` refait une offre.
    .example =
        sent = 2026-09-01
        valid_until = 2026-10-01      # passé

E0431 = une seule des options « { $group } » peut être choisie
    .message-no-option = seule une option peut être choisie
    .message-no-lines = aucune ligne n’appartient aux options « { $group } »
    .label = choisie aussi
    .label-no-option = cette ligne compte toujours dans le total
    .label-no-lines = de quelles lignes ?
    .help = gardez-en une, ou retirez le groupe de `exclusive`
    .help-no-option = supprimez `chosen`, ou nommez dans `option` le groupe de la ligne
    .help-no-lines = écrivez option = "{ $group }" dans les lignes, ou supprimez-le ici
    .what = Les options sont des lignes avec `option` ; elles comptent une fois choisies (`chosen`). D’un groupe nommé dans `exclusive`, une au plus.
    .why = Deux réponses à une question font un total que le client n’a pas accepté.
    .mend = Regardez ce que le client a signé, et laissez `chosen = true` là où il faut.
    .example =
        exclusive = ["care"]

        {"["}[lines]]
        description = "Maintenance simple"
        option = "care"
        chosen = true

        {"["}[lines]]
        description = "Maintenance étendue"
        option = "care"
        chosen = true          # faux : l’une des deux

E0432 = le devis se contredit
    .message-both = le devis est à la fois accepté et refusé
    .message-no-hash = il manque { $wanted } au document signé
    .message-of-draft = ceci révise { $target }, qui n’a jamais été envoyé
    .message-both-accepted = { $target } a été accepté, et sa révision aussi
    .label = c’est dit ici
    .label-both = et refusé
    .label-no-hash = seul, ceci ne prouve rien
    .label-of-draft = un brouillon se modifie simplement
    .label-both-accepted = accepté avant
    .help = n’écrivez que ce qui s’est passé
    .help-both = supprimez `declined` ou l’acceptation
    .help-no-hash = écrivez `{ $wanted }` à côté
    .help-of-draft = écrivez quand il a été envoyé, ou supprimez revision_of
    .help-both-accepted = gardez l’acceptation qui vaut
    .what = Ce que le devis dit de son envoi, de son acceptation, de son refus ou de sa révision ne peut pas être tout vrai.
    .why = L’état du devis serait faux, et le pipeline avec lui.
    .mend = N’écrivez que ce qui s’est passé. Un devis qui en remplace un autre le nomme dans `revision_of`.
    .example =
        declined = 2026-10-09  # faux à côté d’une acceptation

        {"["}acceptance]
        date = 2026-10-12

E0433 = la commande { $order } n’a pas de ligne { $line }
    .message-which = quelle ligne de la commande { $order } ?
    .message-customer = la commande { $order } est celle de { $customer }
    .message-same = deux lignes de la commande s’appellent { $line }
    .label = pas de telle ligne
    .label-which = aucune ligne ne convient, ou plusieurs
    .label-customer = d’un autre client
    .label-same = pris deux fois
    .help = `carnet show { $order }` montre ses lignes
    .help-which = écrivez order_line
    .help-customer = vérifiez la commande et le client
    .help-same = donnez à chaque ligne son propre nom
    .what = Une ligne de livraison ou de facture nomme une commande, mais pas une ligne qui s’y trouve, ou bien la commande d’un autre.
    .why = Ce qui reste à livrer et à facturer serait faux.
    .mend = Écrivez dans `order_line` l’id de la ligne de commande. On peut l’omettre quand une seule ligne porte le produit.
    .example =
        {"["}[lines]]
        order = "acme-2026-10-03"
        order_line = "7"       # faux : la commande a les lignes 1 à 3
        quantity = 4

E0434 = plus que la commande { $order } : { $total } au lieu de { $ordered }
    .message-delivered = { $total } livrés, { $ordered } commandés dans { $order }
    .message-invoiced = { $total } facturés, { $ordered } commandés dans { $order }
    .label = avec ceci
    .help = vérifiez les quantités, ou changez la commande si le client est d’accord
    .what = Les livraisons ou les factures d’une ligne de commande dépassent ce qui a été commandé.
    .why = Le client ne l’a pas commandé et n’a pas à le payer. Souvent, c’est une livraison ou une facture en double.
    .mend = Regardez la commande avec `carnet show`. Si le client en veut plus, changez d’abord la ligne de la commande. Les brouillons de factures comptent.
    .example =
        {"["}[lines]]
        order = "acme-2026-10-03"
        order_line = "1"
        quantity = 6           # faux : 5 sont commandés

label-ordered-here = commandé ici

field-price_from = prix d’après
field-option = option
field-chosen = choisie
field-valid_until = valable jusqu’au
field-job = chantier
field-revision_of = révise
field-exclusive = une parmi
field-sent = envoyé
field-declined = refusé
field-declined_reason = motif du refus
field-acceptance = acceptation
field-signatory = signataire
field-means = moyen
field-file = fichier
field-hash = empreinte
field-order = commande
field-order_line = ligne de commande
field-promised = promis
field-quote = devis
field-carrier = transporteur
field-prices = prix
field-from_quantity = à partir de
field-segment = segment
field-delivered = livré
field-invoiced = facturé
field-left = reste
field-left_to_deliver = reste à livrer

word-sent = envoyé
word-accepted = accepté
word-declined = refusé
word-expired = expiré
word-revised = révisé
word-delivered = livrée
word-invoiced = facturée

chain-option = option
chain-to-deliver = à livrer
chain-to-invoice = à facturer
chain-option-note = une option compte dans le total une fois choisie

chain-frozen = le devis { $quote } a été envoyé le { $date } : il ne se modifie plus
chain-frozen-help = carnet quote { $quote } --revise écrit un brouillon qui le remplace ; --yes le modifie quand même
chain-no-customer = l’affaire { $deal } n’a pas de client à qui faire un devis
chain-no-customer-help = dites lequel : customer=ID
chain-sent-before = le devis { $quote } a été envoyé le { $date }
chain-revise-help = un changement est une révision : carnet quote { $quote } --revise
chain-accepted-before = le devis { $quote } est déjà accepté
chain-draft = le devis { $quote } n’a jamais été envoyé : il n’y a rien à réviser
chain-draft-help = modifiez-le : carnet set, carnet line
chain-declined = le devis { $quote } a été refusé
chain-declined-help = si le client est revenu : carnet quote { $quote } --revise
chain-revised = le devis { $quote } a été remplacé par une révision : c’est elle qui s’accepte
chain-no-totals = les totaux du devis { $quote } ne se calculent pas : carnet check dit pourquoi
chain-no-order = aucune commande n’a été écrite pour le devis { $quote }
chain-no-order-help = acceptez-le d’abord : carnet accept { $quote }
chain-several-orders = le devis { $quote } a plusieurs commandes : { $orders }
chain-order-totals = les totaux de la commande { $order } ne se calculent pas : carnet check dit pourquoi
chain-nothing-left = il ne reste rien à facturer de la commande { $order }
chain-no-option = il n’y a pas d’option « { $option } » ; il y a : { $options }
chain-which-option = plusieurs options s’appellent « { $option } » ; donnez le numéro : { $options }
chain-exclusive = une seule des options « { $group } » peut être choisie
chain-no-chain = { $name } n’est ni une commande, ni une livraison, ni un devis
chain-not-a-deal = { $name } n’est pas une affaire
chain-not-a-deal-help = un devis sans affaire : carnet new quote customer=ID + LIGNE
chain-future = { $date } n’est pas encore passé : personne n’a dit oui ce jour-là
chain-file = { $path } n’est pas un fichier sous files/ du livre
chain-file-help = copiez-y d’abord le document signé
chain-too-early = le devis { $quote } est du { $earliest } : personne ne l’a accepté le { $date }
