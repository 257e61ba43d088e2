# audit et close. Les arguments sont décrits dans text/en/audit.ftl.

audit-title-faults = { $count ->
    [one] Contrôle : 1 anomalie
   *[other] Contrôle : { $count } anomalies
}
audit-title-whole = Contrôle : aucune anomalie
audit-branch = Branche { $branch }
audit-commits = commits
audit-edges = pas comparés
audit-proved = { $edges ->
    [one] Le texte de chaque document émis est inchangé sur le seul pas d’un commit au suivant
   *[other] Le texte de chaque document émis est inchangé sur les { $edges } pas d’un commit au suivant
}
audit-touching = touchant des factures
audit-documents = documents
audit-compared = comparé avec
audit-fault-count = anomalies
audit-none = aucune
audit-with-audited = le dernier contrôle ({ $commit })
audit-with-closings = { $count ->
    [one] 1 clôture
   *[other] { $count } clôtures
}
audit-with-nothing = rien d’autre
audit-series = Numéros
audit-first = premier
audit-last = dernier
audit-gapless = sans trou
audit-sealed = scellés
audit-no-series = (aucune)
audit-no-document = Aucun document ne porte de numéro.
audit-faults = Ce qui ne va pas
audit-the-tag = le tag
audit-the-history = l’historique

audit-against-parent = Dans l’état actuel
audit-against-earlier = État antérieur de cette branche
audit-against-audited = Dernier état contrôlé
audit-against-remote = Comparé avec { $name }
audit-against-remote-earlier = { $name } dans un état antérieur
audit-against-folder = Venu ici de { $name }
audit-against-closing = Clôture { $tag }

audit-fault-changed = modifié après émission : { $fields } ({ $path })
audit-fault-missing = émis, puis disparu ({ $path })
audit-fault-renumbered = porte désormais le numéro { $to } ({ $path })
audit-fault-unnumbered = son numéro a été retiré ({ $path })
audit-fault-twice = donné deux fois : { $path } et { $other }
audit-fault-in-merge = donné dans une fusion, qui ne fait que réunir ce qui était émis ({ $path })
audit-fault-gap = laisse un trou : { $missing } ({ $path })
audit-fault-backwards = donné après { $highest } : les numéros ne font que monter ({ $path })
audit-fault-date-backwards = daté du { $date }, avant { $highest } du { $earlier } ({ $path })
audit-fault-unreadable = son fichier est illisible ({ $path })
audit-fault-seal = son sceau ne correspond pas : lui, ou le document précédent, n’est plus tel qu’à l’émission ({ $path })
audit-fault-unsealed = ne porte pas de sceau, alors que le document précédent en porte un ({ $path })
audit-fault-gone = a été réécrit : ce commit n’est plus ici, et il ne reste rien à comparer
audit-fault-added = entré dans la période après sa clôture ({ $path })
audit-fault-tag-no-commit = ne désigne aucun commit : il a été remplacé, ou fait à la main
audit-fault-tag-lightweight = ne dit rien : il a été remplacé, ou fait à la main
audit-fault-tag-no-statement = ne contient pas de déclaration lisible : il a été remplacé, ou fait à la main
audit-fault-tag-newer = vient d’une version plus récente de carnet, qui saura le contrôler
audit-fault-tag-other-name = déclare une autre période que son nom : il a été déplacé ou copié
audit-fault-tag-differs = déclare { $key } { $stated }, mais son commit contient { $found } : le tag a été déplacé ou falsifié
audit-fault-tag-gone = a disparu, alors qu’il avait été vu ici. Ce qu’il clôturait est de nouveau ouvert. `git fetch --tags` le rapporte d’une autre copie, et `git update-ref refs/tags/{ $tag } { $was }` d’ici
audit-fault-tag-replaced = n’est plus celui qui avait été vu ici ({ $was }) : il a été remplacé
audit-fault-tag-elsewhere = désigne un commit absent de cet historique : l’historique a été réécrit depuis, ou le tag vient d’ailleurs
audit-fault-tag-signature = la signature n’est pas bonne : { $why }
audit-fault-total = déclare { $key } { $stated } ; les mêmes documents donnent maintenant { $found } : un taux ou une devise a changé depuis

audit-unproved = Non prouvé
audit-about-remote = autres copies :
audit-about-closing = clôtures :
audit-about-signature = signatures :
audit-about-last = contrôles précédents :
audit-about-files = fichiers :
audit-about-taken = sens :
audit-about-work = hors commit :
audit-about-since = avant cela :
audit-about-order = ordre :
audit-doubt-no-remote = il n’y a pas de dépôt distant : ce dossier est la seule copie, et personne ne pourrait contredire qui la réécrit
audit-doubt-not-pushed = { $count ->
    [one] 1 document n’est encore sur aucune branche distante
   *[other] { $count } documents ne sont encore sur aucune branche distante
} : tant qu’ils ne sont pas poussés, ce dossier seul en répond
audit-doubt-not-merged = { $count ->
    [one] 1 document de { $about } n’est pas ici ({ $first })
   *[other] { $count } documents de { $about } ne sont pas ici ({ $first }…)
} : pas encore fusionné, pour autant que ce clone s’en souvienne
audit-doubt-no-closing = aucune période n’est clôturée : si tout l’historique avait été réécrit dans chaque copie, rien ici ne le montrerait. `carnet close` fait un tag qui le montrerait
audit-doubt-open-tail = { $count ->
    [one] 1 document n’est dans aucune période clôturée ({ $about })
   *[other] { $count } documents ne sont dans aucune période clôturée ({ $about })
} : si cette partie avait été réécrite dans toutes les copies à la fois, seules les copies des clients le montreraient
audit-doubt-unsigned = { $count ->
    [one] 1 clôture n’est pas signée ({ $about })
   *[other] { $count } clôtures ne sont pas signées ({ $about }…)
} : qui peut écrire dans ce dépôt a pu la refaire ; comparez-la avec d’autres copies
audit-doubt-unverified = la signature de { $about } ne peut pas être jugée ici : { $why }
audit-doubt-tag-not-merged = { $about } clôture un commit d’une autre branche, qui n’est pas fusionnée ici : seuls les documents présents ici aussi ont été comparés
audit-doubt-mended = le fichier de { $about } a été illisible un temps à partir du commit { $commit } ; il dit la même chose qu’avant
audit-doubt-no-order = { $count ->
    [one] 1 numéro n’a pas la forme de sa série ({ $about })
   *[other] { $count } numéros n’ont pas la forme de leur série ({ $about }…)
} : l’ordre n’y a pas été contrôlé
audit-doubt-no-settings = carnet.toml était illisible au commit { $about } : l’ordre des numéros donnés là n’a pas été contrôlé
audit-doubt-loosened = le commit { $commit } a changé les règles des numéros de { $about } : { $what }. Ce qui a été donné jusqu’au changement suivant était tenu à moins
audit-loosened-gapless = les trous sont permis
audit-loosened-external = les numéros viennent d’ailleurs
audit-loosened-pattern = un autre modèle
audit-loosened-removed = la série a été supprimée
audit-doubt-came-from = le livre est venu ici du dossier { $about } avec le commit { $commit }. Ses documents ont été comparés sur ce pas ; ce qui précédait dans ce dossier n’a pas été examiné : extrayez le commit d’avant, et lancez le contrôle là
audit-doubt-other-closings = { $count ->
    [one] 1 clôture est celle d’un livre d’un autre dossier, qui n’y est plus ({ $about })
   *[other] { $count } clôtures sont celles d’un livre d’un autre dossier, qui n’y est plus ({ $about }…)
} : rien ici n’est comparé avec elles. Si le livre a été déplacé, clôturez de nouveau ces périodes
audit-doubt-taken = { $count ->
    [one] 1 document émis ({ $about }) ne dit pas { $what }
   *[other] { $count } documents émis ({ $about }…) ne disent pas { $what }
}, et le prennent d’ailleurs, où cela a changé depuis : en dernier par le commit { $commit }, dans { $source }
audit-taken-tax = le taux de son code de taxe
audit-taken-prices = si les prix sont taxe comprise
audit-taken-currency = la devise
audit-taken-due = son échéance
audit-taken-party = le nom et l’adresse du client
audit-doubt-first = c’est le premier contrôle de cette branche ici : ce qui a été réécrit avant lui, seules d’autres copies pourraient le dire
audit-doubt-detached = aucune branche n’est extraite : ce dont ce clone se souvient n’a pas été comparé
audit-doubt-uncommitted = { $count ->
    [one] 1 fichier diffère du dernier commit, et ne fait pas encore partie de l’historique
   *[other] { $count } fichiers diffèrent du dernier commit, et ne font pas encore partie de l’historique
}
audit-doubt-since = les commits jusqu’à { $about } n’ont pas été examinés
audit-doubt-accepted = { $count ->
    [one] 1 état antérieur de cette branche a été accepté avec --accept, et n’a pas été comparé
   *[other] { $count } états antérieurs de cette branche ont été acceptés avec --accept, et n’ont pas été comparés
}
audit-accepted = le commit { $commit } est tenu pour contrôlé : les états antérieurs de cette branche ne donnent plus l’alerte

audit-not-kept = ce qui a été vu ne peut pas être gardé ici pour le prochain contrôle : { $why }

close-no-journal = il n’y a pas de journal « { $journal } » : écrivez sales (ventes)
close-whole-months = « { $period } » ne peut pas être clôturé : donnez des mois entiers, avec un premier et un dernier, comme 2026-10, 2026Q3, 2026 ou 2024-01..2026-09
close-not-over = { $period } n’est pas terminé : son dernier jour est le { $until }
close-already = c’est déjà clôturé, par { $tag }
close-uncommitted = { $count ->
    [one] `{ $path }` n’est dans aucun commit
   *[other] `{ $path }` et d’autres fichiers ({ $count } en tout) ne sont dans aucun commit
} : c’est un commit que l’on clôture
close-errors = { $count ->
    [one] { $period } contient une erreur
   *[other] { $period } contient { $count } erreurs
} : rien n’est clôturé
close-drafts = { $count ->
    [one] un brouillon est daté dans { $period } : { $drafts }
   *[other] { $count } brouillons sont datés dans { $period } : { $drafts }
}
close-drafts-help = émettez-les, datez-les plus tard, ou supprimez-les
close-no-totals = personne ne peut calculer les totaux de { $number } : lancez `carnet check`
close-earlier-open = { $count ->
    [one] 1 document antérieur n’est dans aucune période clôturée ({ $range })
   *[other] { $count } documents antérieurs ne sont dans aucune période clôturée ({ $range })
}
close-earlier-first = clôturez cela d’abord : carnet close { $range }
close-dry-run = rien n’est clôturé ; ce serait par le tag { $tag }
close-done = { $period } est clôturé : tag { $tag } sur le commit { $commit }, non signé
close-done-signed = { $period } est clôturé : tag signé { $tag } sur le commit { $commit }
close-push = pour que les autres l’apprennent : git push { $remote } { $tag }
close-pushed = le tag est sur { $remote }
close-no-remote = le tag est fait et n’est pas poussé : il n’y a pas de dépôt distant, ou aucun d’évident parmi plusieurs
close-only-here = il n’y a pas de dépôt distant : gardez une copie du tag ailleurs, par exemple dans le courriel à votre comptable
close-title = Clôture de { $period }
close-journal = journal
close-journal-sales = ventes
close-period = période
close-from = du
close-until = au
close-tag = tag
close-digest = empreinte
close-seal = dernier sceau
close-empty = Aucun document dans cette période.
close-list-title = Périodes clôturées
close-list-empty = Aucune période n’est clôturée.
close-on = clôturé le
close-by = par
close-signature = signature
close-signature-unsigned = aucune
close-signature-good = bonne
close-signature-bad = mauvaise
close-signature-unverified = non vérifiée
close-holds = tient
close-unreadable = (illisible)
close-part-count = un nombre de
close-part-net = un total HT de
close-part-tax = une taxe de
close-part-gross = un total de
close-part-series = les numéros
close-part-seal = le dernier sceau
close-part-digest = l’empreinte
close-part-document = un nombre de
field-seal = sceau
