# Les factures de toute sorte : constats, champs, mots, commandes.

E0440 = on crédite plus de la facture `{ $invoice }` que ce qui a été facturé
    .message-line = { $credited } crédités sur la ligne { $line } de la facture `{ $invoice }`, qui est de { $total }
    .message-rate = { $credited } crédités à { $percent } % sur la facture `{ $invoice }`, qui a { $total } à ce taux
    .message-no-line = la facture `{ $invoice }` n’a pas de ligne { $line }
    .label = avec cet avoir
    .label-no-line = cette ligne n’existe pas
    .help = diminuez l’avoir `{ $note }`
    .help-no-line = `carnet show { $invoice }` montre ses lignes
    .what = Des avoirs reprennent plus d’une ligne, ou de ce qui est taxé à un taux, que ce que porte la facture.
    .why = On réclamerait une taxe jamais facturée, ou l’on reprendrait deux fois la même vente.
    .mend = Corrigez le brouillon de l’avoir, ou créditez le reste de la facture aux taux qu’elle porte.
    .example =
        type = "credit-note"
        credits = "site-acme"

        {"["}[lines]]
        description = "Deux chaises rendues"
        quantity = 2
        unit_price = 60.00     # faux : elles ont été vendues 50.00
        invoice_line = "3"

E0441 = cet avenant à la commande { $order } n’est pas possible
    .message-no-amendment = une ligne qui en modifie une autre appartient à un avenant
    .message-of-amendment = la commande { $order } est elle-même un avenant
    .message-customer = la commande { $order } est celle d’un autre client
    .message-no-line = la commande { $order } n’a pas de ligne { $line }
    .message-price = la ligne { $line } de la commande { $order } a un autre prix
    .message-too-much = il resterait { $ordered } de la ligne { $line } de la commande { $order }, dont { $total } sont facturés
    .label = ici
    .label-no-line = cette ligne n’existe pas
    .label-price = autre prix
    .label-too-much = on retire trop
    .help = nommez dans `amends` la commande à laquelle il s’ajoute
    .help-no-amendment = écrivez amends = "COMMANDE" plus haut, ou retirez order_line
    .help-of-amendment = nommez la commande d’origine : tous les avenants s’y rapportent
    .help-customer = vérifiez la commande et le client
    .help-no-line = `carnet show { $order }` montre ses lignes
    .help-price = une ligne à un autre prix est une ligne à part : retirez order_line
    .help-too-much = créditez d’abord ce qui a été facturé
    .what = Un avenant est une commande qui nomme celle qu’elle modifie ; ses lignes s’y ajoutent.
    .why = Ce qui est commandé, ce qui reste et ce qui est facturé serait faux.
    .mend = `amends` nomme une commande du même client qui n’est pas un avenant ; `order_line` une de ses lignes, au même prix.
    .example =
        amends = "acme-2026-10-03"

        {"["}[lines]]
        order_line = "1"
        quantity = -2          # deux de moins
        unit_price = 12.50     # faux si la ligne 1 est à 11.00

E0442 = `{ $target }` ne peut pas être déduit ainsi
    .message-no-deposit = `{ $target }` n’est pas une facture d’acompte
    .message-draft = l’acompte `{ $target }` n’a pas été émis
    .message-sign = un acompte se déduit par une quantité négative
    .message-too-much = on déduit { $amount } de plus de l’acompte `{ $target }` à { $percent } % que ce qu’il est
    .label = ici
    .label-sign = ceci l’ajoute encore une fois
    .help = déduisez ce qui reste de l’acompte
    .help-no-deposit = nommez une facture de type "deposit", ou retirez `invoice` de la ligne
    .help-draft = émettez d’abord l’acompte, ou retirez-le ainsi que cette ligne
    .help-sign = écrivez quantity = -1
    .help-too-much = diminuez le montant, ou retirez la ligne qui l’a déjà déduit
    .what = Une ligne de facture qui nomme une autre facture en déduit l’acompte.
    .why = La taxe serait comptée deux fois, ou rendue sans que personne l’ait payée.
    .mend = `carnet convert COMMANDE` écrit ces lignes : chaque acompte une fois, par taux, avec une quantité négative.
    .example =
        {"["}[lines]]
        description = "Acompte F-2026-0007 déduit"
        quantity = 1           # faux : -1
        unit_price = 300.00
        invoice = "acme-2026-10-03"

E0443 = cette ligne de situation ne dit pas où en sont les travaux
    .message-beyond = { $progress } % n’est pas entre 0 et 100
    .message-backwards = { $progress } % est moins que les { $earlier_percent } % déjà facturés
    .message-overlap = les situations de cette ligne font ensemble { $total } %
    .message-no-order = l’avancement de quelle commande ?
    .label = où en est-on ?
    .label-beyond = de toute la ligne
    .label-backwards = cumulé, depuis le début
    .label-overlap = commence avant la fin de la précédente
    .label-no-order = il manque `order`
    .help = écrivez `progress` : le pourcentage fait de la ligne de commande, depuis le début
    .help-beyond = au-delà de la commande, écrivez un avenant
    .help-backwards = pour reprendre quelque chose, écrivez un avoir
    .help-overlap = `earlier` est l’avancement de la situation précédente ; `carnet convert COMMANDE --progress` le connaît
    .help-no-order = écrivez order et order_line
    .what = Une facture de situation dit de chaque ligne de commande ce qui est fait, en pour cent depuis le début, et ce qui était facturé avant.
    .why = Quelque chose serait facturé deux fois, ou jamais.
    .mend = Refaites le brouillon avec `carnet convert COMMANDE --progress`, qui commence où la précédente s’arrête.
    .example =
        {"["}[lines]]
        description = "Maçonnerie"
        quantity = 1
        unit_price = 3000.00
        order = "acme-2026-10-03"
        order_line = "1"
        progress = 60
        earlier = 70           # faux : c’était 30

E0444 = ceci ne peut pas remplacer la facture `{ $target }`
    .message-nothing = une facture rectificative en remplace une autre
    .message-not-corrected = seule une facture rectificative en remplace une autre
    .message-credit-note = `{ $target }` est un avoir
    .message-draft = `{ $target }` est un brouillon
    .message-customer = la facture `{ $target }` est celle d’un autre client
    .message-currency = la facture `{ $target }` est dans une autre devise
    .message-before = la facture `{ $target }` est du { $earlier_date }, après le { $date }
    .message-twice = autre chose a déjà remplacé la facture `{ $target }`
    .label = ici
    .label-nothing = laquelle ?
    .label-twice = et encore ici
    .help = vérifiez quelle facture était fausse
    .help-nothing = écrivez replaces = "NUMÉRO"
    .help-not-corrected = écrivez type = "corrected", ou retirez `replaces`
    .help-credit-note = un avoir ne se rectifie pas : écrivez-en un autre, ou une facture
    .help-draft = un brouillon se modifie simplement
    .help-customer = créditez la facture, et faites-en une nouvelle pour le bon client
    .help-currency = créditez la facture, et faites-en une nouvelle dans la bonne devise
    .help-before = datez-la plus tard
    .help-twice = rectifiez la rectification : nommez celle-là dans `replaces`
    .what = Une facture rectificative nomme celle qu’elle remplace : une facture émise, du même client, une seule fois.
    .why = Les deux ensemble comptent une fois. Sans cette paire, une vente compterait deux fois, ou pas du tout.
    .mend = `carnet correct NUMÉRO` écrit un brouillon qui nomme la facture ; changez ce qui était faux, et émettez-le.
    .example =
        type = "corrected"
        replaces = "site-acme" # faux si c’est un brouillon

E0445 = cette retenue de garantie n’est pas possible
    .message-neither = combien est retenu ?
    .message-amount = { $amount } sur { $total } ne peuvent pas être retenus
    .message-before = le { $date } vient avant l’échéance de la facture elle-même, le { $earlier_date }
    .label = retenu
    .label-before = trop tôt
    .help = écrivez un pourcentage de la facture, et son échéance
    .help-neither = écrivez percent ou amount
    .help-amount = écrivez un montant entre 0 et celui de la facture
    .help-before = écrivez le jour où la retenue est due
    .what = La retenue de garantie est une part de la facture que le client garde jusqu’à plus tard ; elle est due, ce n’est pas une remise.
    .why = Ce qui est en retard, et depuis quand, serait faux.
    .mend = Écrivez percent (5 au plus pour des travaux en France) ou amount, et due.
    .example =
        {"["}retention]
        percent = 5
        due = 2027-10-03       # faux si c’est avant l’échéance de la facture

E0446 = les factures de la commande { $order } font { $total }, la commande est de { $ordered }
    .label = il ne reste rien de la commande
    .help = regardez ses factures : carnet show { $order }
    .what = Une commande a été facturée par parties jusqu’à la fin, et les parties ne font pas le tout.
    .why = Le client a accepté une somme et en paie une autre ; des centimes se perdent quand chaque partie est arrondie à part.
    .mend = `carnet convert` solde une commande au centime près : il écrit le `rounding` qui manque dans la dernière facture. Modifiée à la main, elle peut ne plus l’avoir.
    .example =
        type = "final"
        rounding = 0.01        # sans cette ligne, il manque 0.01

E0447 = un paiement pour la commande { $order } n’est pas utilisé
    .message-customer = la commande { $order } est celle d’un autre client
    .message-left = { $amount } ont été payés pour la commande { $order }, qui est facturée
    .label = payé avant toute facture
    .help = affectez-le à une facture
    .help-customer = vérifiez la commande et le client
    .help-left = affectez-le à une facture, ou rendez-le : un paiement négatif
    .what = Un paiement nomme une commande dont il ne reste rien, ou celle d’un autre client, et une part ne paie aucune facture.
    .why = Le client a payé, et reçoit encore des relances.
    .mend = Écrivez une affectation à la facture de la commande ; un paiement ne s’affecte de lui-même que si la facture est émise après lui.
    .example =
        amount = 500.00
        order = "acme-2026-10-03"

        {"["}[allocations]]      # sans cela : faux
        invoice = "F-2026-0042"
        amount = 500.00

field-amended = avenants
field-amends = modifie
field-amendments = avenants
field-cause = motif
field-deposit = acompte
field-deposited = acomptes à déduire
field-earlier = avant
field-invoice_line = ligne de facture
field-market = marché
field-preceding = factures antérieures
field-prepaid = payé d’avance
field-progress = avancement
field-replaces = remplace
field-rest = reste
field-retention = retenue de garantie
field-rounding = arrondi
field-this = cette facture

word-replaced = remplacée
word-deposit = acompte
word-final = solde
word-progress = situation
word-corrected = rectificative


sorts-deposit-draft = { $deposit } est encore un brouillon : nul ne sait que déduire de la commande { $order }
sorts-deposit-draft-help = émettez-le d’abord, ou retirez-le : carnet rm { $deposit }
sorts-no-deposit = aucun acompte n’a été convenu pour la commande { $order }
sorts-no-deposit-help = dites combien : --deposit 30%, ou --deposit 500.00
sorts-nothing-to-share = la commande { $order } ne vaut rien dont on puisse prendre une part
sorts-percent = { $percent } % n’est pas une part du tout : entre 0 et 100
sorts-amount = { $amount } n’est pas une part de la commande { $order }, qui est de { $most }
sorts-backwards = la ligne { $line } de la commande { $order } est facturée à { $before } %, c’est plus que { $percent } %
sorts-no-progress = la commande { $order } est déjà facturée à { $before } % : dites où en est le travail, depuis le début
sorts-mixed = la ligne { $line } de la commande { $order } est facturée par quantité : nul ne sait quel pourcentage cela fait
sorts-mixed-help = carnet convert { $order } facture ce qui reste
sorts-no-line = la commande { $order } n’a pas de ligne `{ $line }`
sorts-no-totals = les totaux de la facture { $invoice } ne se calculent pas : carnet check dit pourquoi
sorts-draft = la facture { $invoice } n’est pas émise : il n’y a rien à reprendre
sorts-draft-help = un brouillon se modifie simplement : carnet set, carnet line, carnet rm
sorts-is-credit-note = { $invoice } est un avoir
sorts-credited-before = il ne reste rien à créditer de la facture { $invoice }
sorts-replaced = la facture { $by } a remplacé { $invoice } : c’est elle qu’il faut nommer
sorts-credit-amount = { $amount } ne peuvent pas être crédités sur la facture { $invoice } : il reste { $most }
sorts-credit-quantity = { $quantity } de la ligne { $line } ne peuvent pas être crédités : elle en a { $most }
sorts-line-form = `{ $word }` n’est pas une ligne : dites --line 2, ou --line 2=3 pour trois
sorts-no-invoices = aucune facture dont on puisse créditer quelque chose
sorts-not-alike = { $invoice } et { $other } sont de clients, de devises ou de modes de prix différents : un avoir pour chacune
sorts-no-note = { $note } n’est pas un avoir émis
sorts-allocate = { $amount } de l’avoir { $note } ne peuvent pas payer { $invoice } : il a { $free } à donner, et { $open } y restent dus
sorts-one = on crédite une facture à la fois
sorts-one-help = une remise sur plusieurs : --rebate 5%
sorts-no-period = lesquelles des factures du client ?
sorts-no-period-help = dites la période : --period 2026Q3
