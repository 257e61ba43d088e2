# Les mots de mv, rm, fmt, check, explain, init, schema.

upkeep-did-you-mean = vouliez-vous dire `{ $word }` ?
upkeep-no-kind = aucun type ne s'appelle `{ $word }`
upkeep-kinds = les types sont { $kinds }
upkeep-no-code = aucun constat ne s'appelle `{ $word }`
upkeep-explain-all = `carnet explain` les énumère tous
upkeep-not-text = { $path } n'est pas un texte UTF-8 et ne peut pas être modifié ici : `carnet check` dit où

upkeep-changed = { $count ->
    [one] 1 fichier modifié
   *[other] { $count } fichiers modifiés
}

upkeep-removed = { $path } supprimé

upkeep-mv-same = la fiche s'appelle déjà { $id }
upkeep-mv-bad-id = `{ $id }` ne peut pas être un identifiant
upkeep-mv-bad-id-suggestion = écrivez { $id }
upkeep-mv-bad-id-rule = un identifiant a des lettres sans accent, des chiffres et, entre eux, . _ - ; 80 caractères au plus
upkeep-mv-taken = { $id } est déjà pris : { $path }
upkeep-mv-number = { $id } est le numéro d'un autre document : { $path }
upkeep-mv-occupied = un fichier est déjà là : { $path }
upkeep-mv-references = { $count ->
    [one] 1 référence porte le nouvel identifiant
   *[other] { $count } références portent le nouvel identifiant
}
upkeep-mv-doubtful = { $path } ne peut pas être lu en entier et contient l'ancien identifiant : à vérifier vous-même

upkeep-rm-numbered = { $name } est émis sous le numéro { $number } et reste
upkeep-rm-credit = annulez-le par un avoir : un document numéroté ne se supprime jamais
upkeep-rm-mentioned = { $name } est cité par { $by }
upkeep-rm-more = { $count } autres
upkeep-rm-archive = `carnet set { $name } archived=today` le retire des listes et garde ce qui le cite

upkeep-fmt-skipped = { $path } ne peut pas être lu en entier et reste tel quel : `carnet check` dit pourquoi
upkeep-fmt-check = { $count ->
    [one] 1 fichier n'est pas en forme canonique : `carnet fmt` le corrige
   *[other] { $count } fichiers ne sont pas en forme canonique : `carnet fmt` les corrige
}
upkeep-fmt-clean = { $count ->
    [one] 1 fichier, en forme canonique
   *[other] { $count } fichiers, tous en forme canonique
}

layout-unreadable = { $path } reste où il est, faute de date lisible : `carnet check` dit pourquoi
layout-taken = { $path } reste où il est : { $by } porte le même identifiant, et les deux ne peuvent pas tenir au même endroit
layout-no-folder = { $path } reste où il est : { $file } est un fichier, là où il faut un dossier de ce nom
layout-clean = { $count ->
    [one] 1 fiche, à sa place
   *[other] { $count } fiches, toutes à leur place
}
layout-check = { $count ->
    [one] 1 fichier n’est pas à sa place : `carnet fmt --layout` le déplace
   *[other] { $count } fichiers ne sont pas à leur place : `carnet fmt --layout` les déplace
}
layout-dry-run = { $count ->
    [one] 1 fichier serait déplacé ; rien n’est écrit (essai)
   *[other] { $count } fichiers seraient déplacés ; rien n’est écrit (essai)
}
layout-bulk = cela déplace { $count } fichiers
layout-confirm = cela déplace { $count } fichiers, en un seul commit, sans rien y changer. Continuer ? [o/N]
layout-done = { $count ->
    [one] 1 fichier déplacé
   *[other] { $count } fichiers déplacés
}

upkeep-check-clean = { $count ->
    [one] aucune erreur dans 1 fiche
   *[other] aucune erreur dans { $count } fiches
}
upkeep-check-clean-there = aucune erreur à cet endroit
upkeep-check-no-repository = ce carnet n'est dans aucun dépôt git : rien ne peut avoir changé depuis une révision
upkeep-check-nothing-to-fix = rien qui puisse être corrigé sans deviner
upkeep-check-fixable = { $count ->
    [one] 1 est corrigée par `carnet check --fix`
   *[other] { $count } sont corrigées par `carnet check --fix`
}

upkeep-init-book = il y a déjà un carnet : { $path }
upkeep-init-inside = c'est dans le carnet { $path }
upkeep-init-inside-hint = `--force` y commence un carnet à part
upkeep-init-not-empty = { $path } n'est pas vide
upkeep-init-not-empty-hint = nommez un nouveau dossier, ou `--force` pour commencer le carnet parmi ces fichiers ; aucun n'est modifié
upkeep-init-missing = il manque ces réponses : { $flags }
upkeep-init-stopped = rien n'a été écrit
upkeep-init-intro = Quelques questions ; Entrée prend la réponse entre crochets. Tout se change ensuite dans carnet.toml.
upkeep-init-usual = Proposé : { $answers }. Est-ce juste ? (Entrée pour oui, n pour répondre à chacun)
upkeep-init-done = Le carnet de { $name } est dans { $path }.
upkeep-init-next = Ensuite :
upkeep-init-try-customer = new client name='Premier client'
upkeep-init-try-quote = new devis customer=premier-client + 'Conseil' 1 @500
upkeep-init-try-render = render @
upkeep-mv-done = { $count ->
    [one] { $old } devient { $new } (1 fichier)
   *[other] { $old } devient { $new } ({ $count } fichiers)
}

upkeep-migrate-current = le livre est déjà au format { $format }, le plus récent que ce carnet connaisse
upkeep-migrate-broken = { $count ->
    [one] 1 fichier ne peut pas être lu en entier : corrigez-le, puis migrez
   *[other] { $count } fichiers ne peuvent pas être lus en entier : corrigez-les, puis migrez
}
upkeep-migrate-first = ce livre est au format { $format }, et ce carnet écrit le format { $current }
upkeep-migrate-first-help = `carnet migrate` l’y amène en un commit ; d’ici là, on ne peut que le lire
