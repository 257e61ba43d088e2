# Famille 08, historique : sceaux et périodes clôturées. Les arguments sont décrits dans text/en/closed.ftl.

E0801 = le sceau de { $number } ne correspond pas au document
    .message-wrong = le sceau de { $number } ne correspond pas : le document, ou celui qui le précède dans la série, a été modifié depuis son émission
    .message-missing = { $number } ne porte pas de sceau, alors que le document précédent en porte un
    .message-draft = { $number } porte un sceau mais pas de numéro
    .label = n’est pas le sceau de ce document
    .label-missing = pas de sceau
    .help = `carnet log { $number }` montre ce qui a changé et par qui ; remettez-le en état, et corrigez par un avoir
    .help-missing = remettez le sceau : `carnet log { $number }` montre qui l’a retiré
    .help-draft = seule l’émission écrit un sceau : retirez-le
    .what = Le sceau d’un document émis ne correspond pas à ses champs fiscaux et au sceau qui le précède dans la série.
    .why = Le sceau est fait à l’émission, sur le contenu du document et le sceau précédent. Qui modifie un document ensuite brise son sceau ; qui le scelle à nouveau brise le suivant.
    .mend = Remettez le document tel qu’il a été émis : `carnet log` montre la modification. Ce qui était faux se corrige par un avoir.
    .example =
        number = "F-2026-0042"
        seal = "9f86d081884c…"    # faux : un prix a été modifié après l’émission

E0802 = { $number } n’est plus tel qu’à la clôture de { $period }
    .message-changed = { $number } n’est plus tel qu’à la clôture de { $period } : `{ $key }` diffère
    .message-removed = { $number } a disparu, alors que { $period } est clôturé
    .message-added = { $number } est daté dans { $period }, qui est clôturé
    .message-draft = le brouillon { $number } est daté dans { $period }, qui est clôturé
    .label = clôturé par { $tag }
    .label-removed = il se trouvait ici
    .label-added = { $period } est clôturé
    .label-draft = { $period } est clôturé
    .help = remettez-le tel qu’il était, et corrigez-le par un avoir daté après la période
    .help-added = datez-le après la période
    .help-draft = datez-le après la période
    .what = Un document d’une période clôturée a été modifié, supprimé ou ajouté.
    .why = Une période clôturée a été déclarée, comptabilisée et transmise avec ses totaux. Ce que disent ses documents est acquis ; les paiements, les responsables, les étiquettes et les notes peuvent encore changer.
    .mend = Remettez le document (`git checkout TAG -- FICHIER` le reprend de la clôture) et corrigez-le par un avoir daté plus tard. Ce qui arrive trop tard est daté du jour de son émission.
    .example =
        # carnet/closed/sales/2026-10 contient 650.00
        unit_price = 600.00       # faux : octobre est clôturé

E0803 = la clôture { $tag } ne peut pas être comparée à ce carnet
    .message-unreadable = le tag { $tag } devrait être une clôture, et ne dit rien de lisible
    .message-elsewhere = la clôture { $tag } désigne un commit qui n’est pas dans cet historique
    .label = incomparable
    .help = `carnet audit` dit ce qui ne va pas
    .help-elsewhere = elle n’est pas encore fusionnée ici, ou cet historique a été réécrit : `carnet audit` dit lequel des deux
    .what = Le tag d’une période clôturée est inutilisable : il est abîmé, ou désigne un commit dont cette branche ne descend pas.
    .why = Plus personne ne veille alors sur les documents de cette période.
    .mend = `carnet audit` distingue les cas. Récupérez et fusionnez ce que des collègues ont clôturé ; un tag remplacé se reprend du dépôt distant avec `git fetch origin tag NOM --force`.
    .example =
        git tag -f carnet/closed/sales/2026-10    # faux : remplacé à la main
