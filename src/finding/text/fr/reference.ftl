# Famille 02, références : une fiche en désigne une autre. Les arguments sont décrits dans text/en/reference.ftl.

E0201 = { $kind } introuvable : « { $target } »
    .message-no-kind = « { $target } » ne dit pas de quelle sorte de fiche il s’agit
    .help-no-kind = écrivez sorte/id : `{ $suggestion }`
    .label = introuvable
    .help = corrigez l’identifiant, ou créez d’abord la fiche ({ $kind })
    .help-suggestion = écrivez « { $suggestion } »
    .what = Une fiche en désigne une autre qui n’existe pas.
    .why = Une facture adressée à un client inconnu n’est sur le compte de personne, et le paiement d’une facture inconnue ne règle rien.
    .mend = Corrigez l’identifiant (c’est le nom du fichier de l’autre fiche, sans sa terminaison), ou créez la fiche qui manque.
    .example =
        customer = "amce"    # faux : pas de fichier customers/amce.toml
        customer = "acme"    # juste

E0202 = « { $key } » désigne une fiche du mauvais type
    .message-prefixed = « { $key } » attend un id seul, car une seule sorte de fiche est possible
    .label-prefixed = la sorte est déjà connue
    .help-prefixed = écrivez `{ $suggestion }`
    .label = trouvé : { $found } ; attendu : { $expected }
    .help = désignez une fiche du type attendu : { $expected }
    .what = La fiche désignée existe, mais elle n’est pas du type que veut la clé.
    .why = Un fournisseur n’a pas de compte client : on ne pourrait pas attribuer les chiffres.
    .mend = Désignez une fiche du bon type. Là où tous les types sont admis, écrivez type/identifiant, comme customer/acme.
    .example =
        invoice = "quote/site-acme"    # faux
        invoice = "site-acme"          # juste : l'identifiant d'une facture

E0203 = « { $target } » ({ $kind }) n’est plus en service depuis le { $date }
    .label = fiche archivée
    .help = choisissez-en une autre, ou retirez « archived » de cette fiche si elle sert de nouveau
    .what = Une fiche datée d’après ce jour en désigne une autre qui a été archivée.
    .why = Les clients et produits archivés n’apparaissent plus dans les listes : la nouvelle fiche passerait facilement inaperçue.
    .mend = Choisissez celle qui est en service, ou retirez la clé `archived` de l’autre fiche.
    .example =
        product = "audit-2019"    # faux : archived = 2024-12-31
        product = "audit-day"     # juste

E0204 = « { $target } » peut désigner plusieurs fiches
    .label = au choix : { $candidates }
    .help = écrivez type/identifiant, ou un identifiant plus long
    .what = Ce qui est écrit ici convient à plus d’une fiche.
    .why = carnet ne choisit jamais au hasard.
    .mend = Écrivez l’identifiant complet, avec son type s’il le faut : customer/acme.
    .example =
        about = "acme"             # faux : un client et un fournisseur
        about = "customer/acme"    # juste

E0205 = « { $key } » ramène à cette fiche
    .label = on tourne en rond : { $path }
    .help = supprimez l’un de ces liens
    .what = En suivant cette clé de fiche en fiche, on revient au point de départ.
    .why = Une société ne peut pas être sa propre maison mère, et une somme sur un tel cercle ne finirait jamais.
    .mend = Examinez les fiches du cercle et supprimez le lien qui est faux.
    .example =
        # customers/acme.toml
        parent = "acme-group"

        # customers/acme-group.toml
        parent = "acme"          # faux : à supprimer

E0206 = carnet.toml ne déclare pas « { $value } » ({ $table })
    .label = non déclaré
    .help = écrivez l’un de ces codes : { $choices } ; ou déclarez celui-ci dans carnet.toml
    .help-suggestion = écrivez « { $suggestion } » ; sont déclarés : { $choices }
    .what = Un taux de taxe, une série, un pipeline ou un autre code de l’entreprise est employé sans que carnet.toml le déclare.
    .why = Taux et séries se fixent en un seul endroit pour tout le livre, afin que deux personnes ne calculent jamais deux totaux.
    .mend = Employez un code déclaré, ou ajoutez celui-ci à carnet.toml.
    .example =
        tax = "20"       # faux
        tax = "fr-20"    # juste : déclaré sous {"["}[tax]] dans carnet.toml

E0207 = cette requête est illisible : { $detail }
    .label = dans cette requête
    .help = essayez-la avec « carnet list » jusqu’à obtenir une réponse, puis recopiez-la ici
    .what = Une fiche contient une requête, comme le font les segments, et la requête comporte une erreur.
    .why = Une requête illisible ne doit pas vouloir dire « toutes les fiches ».
    .mend = Corrigez la requête. `carnet list customer 'REQUÊTE'` montre ce qu’elle trouve.
    .example =
        query = "teritory:nord"     # faux : champ inconnu
        query = "territory:nord"    # juste
