# carnet issue.

issue-title = { $count ->
    [one] Émis : 1 document
   *[other] Émis : { $count } documents
}
issue-title-dry = { $count ->
    [one] Serait émis : 1 document
   *[other] Seraient émis : { $count } documents
}
issue-seal = sceau

issue-done = émis au commit { $commit }
issue-done-remote = émis : { $upstream } a pris le commit { $commit }
issue-before = { $name } a déjà été émis, sous le numéro { $number }
issue-dry-run = rien n’est émis : c’était un essai
issue-dry-run-remote = rien n’est émis : c’était un essai ; les numéros sont donnés quand le dépôt distant les prend, et peuvent être plus élevés
issue-reply-lost = la connexion s’est rompue avant la réponse du dépôt distant, mais il a pris les documents

issue-confirm = émettre { $count } brouillons ? Cela ne s’annule pas [o/N]
issue-bulk = { $count } brouillons seraient émis, ce qui ne s’annule pas
issue-later = { $count ->
    [one] 1 brouillon est daté de plus tard et reste un brouillon : nommez-le pour l’émettre maintenant
   *[other] { $count } brouillons sont datés de plus tard et restent des brouillons : nommez-les pour les émettre maintenant
}
issue-none-match = aucun brouillon ne répond à « { $query } »
issue-not-a-document = { $name } n’est ni une facture ni un avoir
issue-date-future = le { $date } est encore à venir (nous sommes le { $today }) : un document ne se date pas d’avance
issue-date-before = le { $date } précède le { $last }, date de { $number } : dans la série { $series }, les numéros suivent les dates
issue-date-before-help = émettez avec `--date { $last }` ou plus tard, jusqu’à aujourd’hui
issue-number-behind = la série { $series } a déjà { $last }, qui vient après { $number } : corrigez d’abord le modèle ou ce numéro
issue-no-series = la série { $series } ne donne pas de numéros : elle est externe, ou n’a pas de modèle
issue-unreadable = { $path } ne peut pas être lu, et porte peut-être le prochain numéro de la série { $series }
issue-no-totals = les totaux de { $name } ne peuvent pas être calculés
issue-not-committed = { $name } n’est pas encore dans un commit
issue-not-committed-help = faites d’abord le commit : ce qui est émis, c’est ce que tout le monde voit
issue-dirty = { $path } a des modifications qui ne sont dans aucun commit
issue-not-arbiter = on n’émet des documents que sur { $main } : { $branch } suit { $upstream }
issue-wanting = { $count ->
    [one] rien n’est émis : il y a d’abord 1 chose à mettre en ordre
   *[other] rien n’est émis : il y a d’abord { $count } choses à mettre en ordre
}
issue-refused = rien n’est émis : { $upstream } n’en veut pas. Sa réponse :
issue-done-alone = émis au commit { $commit } ; le dépôt distant est hors d’atteinte : `carnet sync` l’enverra plus tard
issue-other-clone = la série { $series } n’est émise que par la copie { $clone }
issue-other-clone-help = dans cette copie, et dans aucune autre : git config carnet.clone { $clone }
issue-nothing = rien n’est émis : c’est le dépôt distant qui donne les numéros
issue-unknown = personne ne peut dire si c’est émis : le dépôt distant n’a pas répondu, et reste hors d’atteinte
issue-unknown-help = quand il sera de retour, refaites `carnet issue` : un document qui a son numéro le garde
issue-not-landed = les documents sont émis, mais cette copie ne les a pas encore : mettez cela en ordre, puis `carnet sync`
issue-frozen = { $name } est émis sous le numéro { $number } : ce qu’il dit ne se change plus
issue-frozen-help = corrigez-le par un avoir (type=credit-note credits=ID) et une nouvelle facture ; étiquettes, responsable et notes peuvent changer

E0420 = { $number } n’est pas entier : `{ $key }` manque
    .message-missing = { $number } n’est pas entier : `{ $key }` manque
    .message-draft = un brouillon ne peut pas avoir `{ $key }` : seule l’émission l’écrit
    .label = émis sans cela
    .label-draft = écrit par l’émission
    .help = remettez le document tel qu’il a été émis : `carnet log { $number }` montre ce qui a été retiré
    .help-draft = retirez-le : `carnet issue` l’écrira
    .what = Un document a une partie de ce que l’émission écrit (vendeur, acheteur, totaux, taux, repères de ligne), et pas le reste.
    .why = Un document émis doit pouvoir se lire seul dans dix ans : personne ne saura plus alors quelle était l’adresse du client. Les documents venus d’ailleurs n’ont rien de tout cela, ce qui n’est pas une faute.
    .mend = Remettez ce qui a été retiré ; `carnet log` le montre. Dans un brouillon, retirez ce qui a été copié d’un document émis.
    .example =
        number = "F-2026-0042"
        {"["}seller]
        name = "Atelier Martin"
        # faux : [buyer] et [totals] ont disparu

E0421 = `{ $key }` de { $number } dit { $stated }, mais ses lignes font { $computed }
    .label = émis avec { $stated }
    .help = remettez le document tel qu’il a été émis : `carnet log { $number }` montre ce qui a changé
    .what = Les totaux écrits à l’émission ne sont pas ceux que font les lignes émises.
    .why = Une ligne ou un total a été changé après l’envoi au client.
    .mend = Remettez le document tel qu’il a été émis, et corrigez ce qui était faux par un avoir.
    .example =
        {"["}totals]
        net = 600.00              # faux : les lignes font 650,00

E0422 = ce document a le même uid que { $other }
    .label = copié
    .help = retirez `uid` ici : l’émission en écrira un autre
    .what = Deux documents ont le même nom permanent.
    .why = C’est à son uid qu’un brouillon se reconnaît après l’émission, pour ne jamais recevoir deux numéros. Un fichier copié l’emporte avec lui, et ne serait jamais émis.
    .mend = Retirez la ligne de la copie.
    .example =
        uid = "4a1f0c2b9d3e7a55"  # copié avec le fichier

E0423 = ce document ne peut pas encore être émis
    .message-seller-name = l’entreprise n’a pas de nom, que toute facture doit porter
    .message-seller-address = l’adresse de l’entreprise n’est pas entière, et toute facture doit la porter
    .message-seller-identifier = l’entreprise n’a pas de numéro d’immatriculation, que toute facture doit porter
    .message-seller-vat-id = l’entreprise n’a pas de numéro de TVA, que toute facture avec TVA doit porter
    .message-buyer = { $name } n’a pas de client que l’on trouve
    .message-buyer-address = l’adresse de { $buyer } n’est pas entière, et une facture doit la porter
    .message-buyer-vat-id = { $buyer } n’a pas de numéro de TVA, qu’une facture sans TVA doit porter
    .message-lines = { $name } n’a pas de ligne
    .message-description = cette ligne de { $name } ne dit pas ce qui est vendu
    .message-tax = personne ne peut dire comment ceci est taxé
    .message-exemption = ce taux est sans TVA et ne dit pas pourquoi
    .message-buyer-vat-id-member = le numéro de TVA de { $buyer } n’est pas celui d’un autre État membre, exigé pour une livraison intracommunautaire
    .message-to-member = ces biens ne vont pas dans un autre État membre, comme l’exige une livraison intracommunautaire
    .message-out-of-union = ces biens ne quittent pas l’Union européenne, comme l’exige une exportation
    .message-delivered = { $name } ne dit pas quand les biens sont partis vers l’autre État membre
    .message-service-as-goods = un service n’est pas une livraison de biens à l’étranger
    .message-outside-mixed = ce qui est hors du champ de la TVA se facture sur un document à part
    .message-against-regime = ce taux ne va pas avec le régime de TVA de l’entreprise à cette date
    .message-rate-out-of-date = ce taux n’est pas en vigueur à cette date
    .message-margin = carnet ne calcule pas la TVA sur la marge, dont relève ce taux
    .message-exchange-rate = aucun cours de change n’est connu à la date de { $name }, dont la TVA doit aussi figurer dans la devise du carnet
    .message-buyer-siren = { $buyer } n’a pas de SIREN, que doit porter une facture entre entreprises françaises
    .message-nature = rien ne dit si cette ligne de { $name } est un bien ou un service
    .message-late-interest = rien ne dit le taux des pénalités de retard, que doit porter une facture à un professionnel
    .message-insurance = l’entreprise est du bâtiment et ne dit pas comment elle est assurée
    .message-mediator = l’entreprise n’indique pas de médiateur, que doivent nommer les documents aux consommateurs
    .message-capital = l’entreprise est une société et n’indique pas son capital
    .message-register = l’entreprise est une société et n’indique pas où elle est immatriculée
    .message-due = { $name } ne dit pas quand il faut payer
    .message-due-before = { $name } est à payer avant le jour de son émission
    .message-retention = nul ne dit jusqu’à quand la retenue de garantie de { $name } est gardée
    .message-credits-before = { $name } serait daté d’avant le document qu’il crédite
    .message-series = aucune série de carnet.toml ne numérote { $name }
    .label = il le faut pour émettre { $name }
    .help = écrivez ce qui manque, faites le commit, et émettez de nouveau
    .help-seller-name = écrivez `name = ` sous [firm]
    .help-seller-address = écrivez au moins `city` et `country` sous [firm.address]
    .help-seller-identifier = écrivez `siret = ` (ou `siren`, `vat_id`) sous [firm]
    .help-seller-vat-id = écrivez `vat_id = ` sous [firm] ; qui ne facture pas de TVA donne à ses lignes un taux de catégorie E ou O
    .help-buyer = écrivez `customer = ` et son identifiant
    .help-buyer-address = écrivez au moins `city` et `country` sous [address]
    .help-buyer-vat-id = écrivez `vat_id = `
    .help-buyer-vat-id-member = écrivez le numéro que le client a dans son pays, ou donnez un autre taux à la ligne
    .help-to-member = écrivez le pays de livraison, ou donnez un autre taux à la ligne
    .help-out-of-union = écrivez le pays de livraison, ou donnez un autre taux à la ligne
    .help-delivered = écrivez le jour : `delivered = 2026-10-03`
    .help-service-as-goods = pour une entreprise d’un autre État membre, prenez un taux de catégorie AE ; hors de l’Union, de catégorie O
    .help-outside-mixed = écrivez-le sur un second document
    .help-against-regime = retirez `tax`, pour que vaille le taux par défaut du régime, ou corrigez [[firm.vat]] dans carnet.toml
    .help-rate-out-of-date = nommez le taux de cette date, ou corrigez `from` et `until` du taux
    .help-margin = établissez ce document autrement : les régimes de la marge ne sont pas pris en charge
    .help-exchange-rate = écrivez dans ce fichier le cours de ce jour ou du dernier jour avant : rates = [{"{"} date = 2026-10-01, rate = 1.0856 {"}"}]
    .help-buyer-siren = écrivez `siret = ` ou `siren = `
    .help-nature = écrivez `nature = "goods"` ou "services" ici ou sur son produit, ou `nature` dans carnet.toml pour toutes les lignes
    .help-late-interest = écrivez `late_interest = "ecb+10"` sous [conditions] dans carnet.toml ; `"legal*3"` ou `"12%"` conviennent aussi
    .help-insurance = écrivez `insurance = ` sous [firm] : assureur, adresse et territoire couvert
    .help-mediator = écrivez `mediator = ` sous [firm] : nom et adresse, ou site
    .help-capital = écrivez `capital = ` sous [firm]
    .help-register = écrivez `register = ` sous [firm] : « RCS Lille 732 829 320 »
    .help-lines = `carnet line add` ajoute ce qui est vendu
    .help-description = écrivez `description = `, ou nommez un produit
    .help-tax = déclarez le taux sous [[tax]] dans carnet.toml, et nommez-le : `tax = `
    .help-exemption = écrivez `reason = ` avec les mots que veut la loi : « Autoliquidation », « TVA non applicable, art. 293 B du CGI »
    .help-due = écrivez `terms = "30d"` (ici, chez le client ou dans carnet.toml), ou le jour : `due = `
    .help-due-before = retirez `due`, pour que les conditions de paiement jouent, ou écrivez un jour ultérieur
    .help-retention = écrivez retention.due : un an après la réception des travaux, en règle générale
    .help-credits-before = émettez-le avec un `--date` ultérieur, ou aujourd’hui
    .help-series = déclarez-en une sous [[series]] avec `documents` et un modèle, `pattern`
    .what = Il manque au brouillon ce que la loi, ou les règles de la facture électronique, veulent sur tout document de sa sorte.
    .why = Un document émis ne se change plus : il faudrait un avoir pour réparer ce qui manque.
    .mend = Écrivez ce qui manque à l’endroit indiqué, faites le commit, et émettez de nouveau. C’est `carnet issue` qui le trouve, et non `carnet check` : un brouillon a le droit d’être inachevé.
    .example =
        {"["}address]                 # customers/acme.toml
        street = "12 rue des Lilas"
        # faux : ni ville ni pays

issue-no-einvoice = rien n’est émis : la facture électronique n’en serait pas une
issue-no-einvoice-help = écrivez ce qui manque ; ou retirez `einvoice` de la fiche du client ou de [firm] dans carnet.toml
