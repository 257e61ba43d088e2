# Une facture de plusieurs commandes et livraisons : constats, champs, mots, commandes.

# delivery, line, customer, order, product
E0460 = la livraison { $delivery } n’a pas de ligne { $line }
    .message-which = quelle ligne de la livraison { $delivery } ?
    .message-customer = la livraison { $delivery } est de { $customer }
    .message-product = la livraison { $delivery } était de { $product }
    .message-order = ce que la livraison { $delivery } a livré est de la commande { $order }
    .message-same = deux lignes de la livraison s’appellent { $line }
    .label = pas de telle ligne
    .label-which = aucune ligne ne convient, ou plusieurs
    .label-customer = d’un autre client
    .label-product = un autre produit
    .label-order = une autre ligne de commande
    .label-same = deux fois
    .help = `carnet show { $delivery }` en montre les lignes
    .help-which = écrivez delivery_line
    .help-customer = vérifiez la livraison et le client
    .help-product = vérifiez delivery_line
    .help-order = retirez `order` et `order_line` : ils découlent de la livraison
    .help-same = donnez à chaque ligne un nom à elle
    .what = Une ligne de facture nomme une livraison, mais pas une ligne qui s’y trouve, ou autre chose que ce que cette ligne a livré.
    .why = Le reste à facturer serait faux, et le client ne pourrait pas rapprocher la facture des bons de livraison.
    .mend = Écrivez l’identifiant de la ligne de livraison, ou son rang, dans `delivery_line`. On peut l’omettre quand une seule ligne convient.
    .example =
        {"["}[lines]]
        delivery = "acme-2026-10-05"
        delivery_line = "3"    # faux : deux lignes ont été livrées
        quantity = 4

# delivery, delivered, total
E0461 = { $total } facturés, { $delivered } livrés par { $delivery }
    .label = avec ceci
    .help = vérifiez les quantités ; `carnet convert` de la livraison connaît le reste
    .what = Les factures d’une ligne de livraison dépassent ce qu’elle a livré.
    .why = Le client rapproche les factures des bons de livraison, et paie une fois ce qui a été livré.
    .mend = Regardez la livraison avec `carnet show`. Ce qui est facturé au-delà ne nomme que sa commande, ou une autre livraison. Les brouillons de factures comptent.
    .example =
        {"["}[lines]]
        delivery = "acme-2026-10-05"
        quantity = 6           # faux : 5 ont été livrés

# date, from, to
E0462 = { $date } n’est pas entre { $from } et { $to }
    .message-delivery = ce qui a été livré le { $date } n’est pas de la période du { $from } au { $to }
    .label = hors de la période du document
    .label-delivery = livré hors de la période du document
    .help = changez une des deux périodes
    .help-delivery = retirez `period` : l’émission écrit les jours des livraisons
    .what = La facture dit quels jours elle couvre, et une de ses lignes est d’autres jours.
    .why = Les destinataires de factures électroniques le refusent (PEPPOL-EN16931-R110 et R111), et le jour où la taxe est due serait incertain.
    .mend = Changez `period` de la facture ou de la ligne. Quand les lignes nomment des livraisons, il n’y a pas de période à écrire.
    .example =
        {"["}period]
        from = 2026-10-01
        to = 2026-10-31

        {"["}[lines]]
        description = "Assistance"
        period = {"{"} from = 2026-09-15, to = 2026-10-15 {"}"}  # faux

label-delivered-here = livré ici

field-delivery_line = ligne de livraison
field-period = période
field-order_date = commandé le
field-delivery_date = livré le
field-place = lieu
field-to = jusqu’au

word-planned = prévue
word-partly-invoiced = facturée en partie

gather-rounding = Arrondi

gather-what = nommez des commandes ou des livraisons, ou --delivered
gather-what-help = tout ce qui a été livré en octobre : carnet convert --delivered --period 2026-10
gather-delivered-kind = --delivered trouve lui-même les livraisons : nommez un client avec --customer
gather-several-how = acomptes et situations se facturent d’une seule commande
gather-customer = { $name } et { $other } ne sont pas du même client
gather-currency = { $name } et { $other } ne sont pas dans la même monnaie
gather-prices = de { $name } et { $other }, l’une a des prix avec taxe et l’autre sans
gather-terms = { $name } et { $other } ne se paient pas aux mêmes conditions
gather-retention = de { $name } et { $other }, le client ne retient pas la même somme
gather-scheme = de { $name } et { $other }, l’une est hors du champ de la taxe
gather-together-help = une facture pour chacune : carnet convert { $other }
gather-alone = la commande { $name } a des acomptes, ou des remises sur le tout : elle se facture seule
gather-alone-help = carnet convert avec ses seules livraisons
gather-progress = la commande { $name } se facture à l’avancement
gather-progress-help = carnet convert { $name } --progress POURCENT
gather-planned = la livraison { $name } est du { $date } : elle n’est pas encore partie
gather-nothing = rien ne reste à facturer de { $name }
gather-price = la livraison { $name } n’a pas de prix pour sa ligne { $line }, qui ne nomme ni commande ni produit
gather-price-help = écrivez `order` dans cette ligne, ou un produit qui a un prix
gather-none = rien de ce qui a été livré ne reste à facturer
gather-left-out = laissé de côté : { $reason }
gather-negative = ce que { $name } a renvoyé vaut plus que ce qui a été livré
gather-negative-help = un avoir le rend : carnet credit FACTURE --lines
