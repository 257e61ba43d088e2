# Famille 04, numérotation et états. Les arguments sont décrits dans text/en/number.ftl.

E0401 = des numéros manquent dans la série { $series } : { $missing }
    .message-start = la série { $series } commence à { $after } : il manque { $missing }
    .label-start = la première de la série
    .help-start = retrouvez les pièces manquantes, ou mettez `first = { $first }` dans carnet.toml si la série a commencé là
    .message-one = le numéro { $missing } manque dans la série { $series }
    .message-many = les numéros { $missing } manquent dans la série { $series }
    .label = vient après { $before }
    .help = remettez le document manquant, ou déclarez la série « external » si un autre logiciel la numérote
    .what = Les numéros d’une série doivent se suivre sans trou ; entre ces deux-là, il en manque au moins un.
    .why = La loi veut des factures numérotées en continu (en France : CGI, annexe II, article 242 nonies A). Un trou ressemble à une vente cachée.
    .mend = Cherchez le fichier manquant dans l’historique : `carnet log` montre qui l’a supprimé. Une série numérotée par un autre logiciel se déclare avec `external = true`.
    .example =
        F-2026-0041
        F-2026-0043    # faux : où est F-2026-0042 ?

E0402 = le numéro { $number } est aussi celui de { $other }
    .label = donné deux fois
    .help = corrigez le numéro du document émis en second
    .what = Deux documents d’une série portent le même numéro.
    .why = Un paiement ou une relance pourrait désigner l’un ou l’autre, et la loi veut que chaque numéro soit unique.
    .mend = Si c’est deux fois le même document, supprimez la copie. Sinon, faites un avoir sur le second et émettez-le à nouveau.
    .example =
        # invoices/a.toml
        number = "F-2026-0041"

        # invoices/b.toml
        number = "F-2026-0041"    # faux

E0403 = { $number } est daté du { $date }, avant { $earlier_number }, dont le numéro est plus petit
    .message-ahead = { $number } est datée du { $date }, après { $earlier_number }, qui a un numéro plus grand
    .label = { $earlier_number } est daté du { $earlier_date }
    .help = vérifiez les deux dates
    .what = Dans une série, un numéro plus élevé porte une date plus ancienne.
    .why = Les numéros se donnent dans l’ordre du temps. Une date qui recule fait penser à une facture antidatée.
    .mend = Corrigez la date mal tapée. Un document déjà remis au client s’annule par un avoir et s’émet à nouveau.
    .example =
        number = "F-2026-0042"
        date = 2026-09-30         # faux : F-2026-0041 est daté du 2026-10-03

E0404 = « { $stage } » n’est pas une étape du pipeline { $pipeline }
    .message-no-pipeline = l’étape « { $stage } » n’appartient à aucun pipeline : carnet.toml n’en déclare pas
    .help-no-pipeline = déclarez un pipeline et ses étapes dans carnet.toml
    .label = étape inconnue
    .help = écrivez l’une de ces étapes : { $stages }
    .help-suggestion = écrivez « { $suggestion } » ; les étapes sont : { $stages }
    .what = L’affaire se trouve à une étape que son pipeline ne comporte pas.
    .why = Elle manquerait dans le rapport du pipeline et dans les prévisions.
    .mend = Employez l’une des étapes, ou ajoutez la nouvelle au pipeline dans carnet.toml.
    .example =
        stage = "negociation"    # faux
        stage = "negotiation"    # juste

E0405 = le numéro { $number } ne convient pas à la série { $series }
    .message-date = le numéro { $number } ne va pas avec la date du { $date }
    .label-date = d’une autre période
    .help-date = vérifiez le numéro et la date : la série { $series } est numérotée { $pattern }
    .label = il faut { $pattern }
    .help = écrivez-le sous la forme { $pattern }
    .what = Le numéro n’a pas la forme que carnet.toml déclare pour sa série.
    .why = On ne trouve les trous et les doublons qu’entre des numéros de même forme.
    .mend = Corrigez le numéro, ou la forme de la série dans carnet.toml.
    .example =
        number = "2026/41"        # faux
        number = "F-2026-0041"    # juste, avec la forme F-{"{"}year{"}"}-{"{"}n:4{"}"}

E0406 = cette affaire close est incomplète
    .message-still-open = cette affaire a une date de clôture, mais elle est dans une étape ouverte
    .help-still-open = passez-la à l’étape gagnée ou perdue, ou retirez `closed`
    .message-no-date = cette affaire est close, mais ne dit pas depuis quand
    .message-no-reason = cette affaire est perdue, mais ne dit pas pourquoi
    .label = close ici
    .help = complétez l’affaire
    .help-no-date = ajoutez « closed = » et le jour
    .help-no-reason = ajoutez « lost_reason = » et quelques mots
    .what = Il manque le jour ou le motif à une affaire gagnée ou perdue.
    .why = Le jour la place dans le bon mois ; les motifs disent ce qu’il faut mieux faire.
    .mend = Ajoutez ce qui manque.
    .example =
        stage = "lost"
        closed = 2026-10-03
        lost_reason = "prix"
