# Rôles et clés de signature, constats connus du contrôle, et ce que dit la garde.

E0129 = ce n’est pas une clé qui signe des commits
    .message-damaged = cette clé ssh n’est pas entière
    .message-private = c’est la moitié secrète d’une clé
    .message-short = trop peu de chiffres pour désigner une clé OpenPGP
    .message-twice = deux membres ont la même clé
    .label = pas une clé de signature
    .label-damaged = coupée, ou d’un autre type qu’annoncé
    .label-private = ne l’écrivez jamais
    .label-short = donnez l’empreinte entière
    .label-twice = ici aussi
    .help = écrivez la ligne d’un fichier `.pub`, comme "ssh-ed25519 AAAA…", ou les 40 chiffres d’une empreinte OpenPGP
    .help-damaged = recopiez toute la ligne du fichier `.pub`
    .help-private = retirez-la, créez une nouvelle clé, et écrivez la ligne de son fichier `.pub`
    .help-short = `gpg --fingerprint` montre les 40 chiffres
    .help-twice = chaque membre signe avec une clé à lui
    .what = Une entrée de `keys` dans la fiche d’un membre n’est ni une clé ssh publique ni une empreinte OpenPGP, ou bien quelqu’un d’autre l’a aussi.
    .why = La garde reconnaît les personnes à la clé qui a signé leurs commits. Une clé illisible ne laisse passer personne ; une clé partagée laisserait chacun agir pour l’autre.
    .mend = Recopiez la ligne du fichier `.pub` écrit par `ssh-keygen`, ou l’empreinte que montre `gpg --fingerprint`.
    .example =
        keys = ["SHA256:w7Nf…"]         # faux : une empreinte ssh
        keys = ["ssh-ed25519 AAAA…"]    # juste : la ligne du fichier .pub

E0705 = le rôle « { $role } » nomme ce qui n’existe pas : « { $value } »
    .message-field = le rôle « { $role } » nomme un champ qui n’existe pas : { $kind } n’a pas de « { $key } »
    .label = aucun type de ce nom
    .label-field = aucun champ de ce nom
    .help = écrivez un type ({ $choices }), un champ (`deal.stage`), un dossier (`files/`) ou `*`
    .help-kind-suggestion = écrivez « { $suggestion } »
    .help-field = `carnet schema` montre les champs de chaque type
    .what = Un rôle de carnet.toml autorise un type ou un champ que le livre n’a pas.
    .why = Un rôle autorise exactement ce qu’il nomme. Un nom mal tapé n’autorise rien, et personne ne s’en aperçoit avant qu’un envoi soit refusé.
    .mend = Écrivez le nom du type comme dans `kind/id`, et le champ comme dans son fichier.
    .example =
        write = ["deals", "deal.stagge"]    # faux
        write = ["deal", "deal.stage"]      # juste

baseline-head =
    Constats présents quand ce livre a adopté le contrôle : ils sont comptés sans être montrés.
    Écrit par `carnet check --write-baseline` ; une ligne peut être retirée quand son constat est corrigé.
baseline-written = { $count ->
    [one] 1 constat écrit dans { $path }
   *[other] { $count } constats écrits dans { $path }
}
baseline-known = { $count ->
    [one] 1 constat déjà connu n’est pas montré
   *[other] { $count } constats déjà connus ne sont pas montrés
}
baseline-mended = { $count ->
    [one] 1 constat connu est corrigé : récrivez la liste avec `carnet check --write-baseline { $path }`
   *[other] { $count } constats connus sont corrigés : récrivez la liste avec `carnet check --write-baseline { $path }`
}
baseline-bad-line = { $path } : la ligne { $line } n’est pas une ligne de constats connus
baseline-bad-line-hint = `carnet check --write-baseline { $path }` récrit le fichier
baseline-missing = la liste de constats connus { $path } n’est pas là
baseline-missing-hint = `carnet check --write-baseline { $path }` l’écrit
baseline-not-text = la liste de constats connus { $path } n’est pas un texte
baseline-record = { $path } fait partie du livre : une liste de constats l’écraserait
baseline-other = { $path } existe et n’est pas une liste de constats connus : rien n’a été écrit
baseline-other-hint = nommez un fichier qui n’existe pas encore, comme `known-findings.txt` à côté de carnet.toml

guard-no-repository = { $path } n’est dans aucun dépôt git : il n’y a pas de commits à juger
guard-range = « { $range } » n’est pas un intervalle : écrivez ANCIEN..NOUVEAU, comme main..HEAD
guard-not-here = s’il a existé, la branche a été reculée, ou ce clone est incomplet : clonez avec tous les commits
guard-line = « { $line } » n’est pas ce que git donne à un hook pre-receive : ANCIEN NOUVEAU RÉFÉRENCE
guard-no-branch = HEAD de ce dépôt ne nomme aucune branche : dites avec --branch laquelle fait foi
guard-head = HEAD de ce dépôt nomme la branche { $branch }, qui n’existe pas : rien ne serait gardé
guard-head-hint = sur le serveur : `git symbolic-ref HEAD refs/heads/{ $name }`, ou `--branch { $name }` dans le hook
guard-several-books = ce dépôt contient plusieurs livres : { $folders }
guard-several-books-hint = dites avec --folder lequel est gardé ; lancez la garde une fois pour chacun

guard-passes = { $count ->
    [one] { $name } : 1 commit, rien à redire
   *[other] { $name } : { $count } commits, rien à redire
}
guard-passes-first = { $count ->
    [one] { $name } : 1 commit, le premier état : la suite sera jugée d’après lui
   *[other] { $name } : { $count } commits, le premier état : la suite sera jugée d’après lui
}
guard-passes-open = { $count ->
    [one] { $name } : 1 commit, rien à redire (carnet.toml ne déclare aucun rôle : on n’a demandé à personne qui il est)
   *[other] { $name } : { $count } commits, rien à redire (carnet.toml ne déclare aucun rôle : on n’a demandé à personne qui il est)
}
guard-refused = { $count ->
    [one] { $name } est refusé, pour 1 raison :
   *[other] { $name } est refusé, pour { $count } raisons :
}
guard-borrowed = { $count ->
    [one] à noter : { $commit } nomme { $author } comme auteur, mais { $member } l’a signé : il est de { $member }
   *[other] à noter : { $commit } et d’autres ({ $count } en tout) nomment { $author } comme auteur, mais { $member } les a signés : ils sont de { $member }
}
guard-passes-word = passe
guard-refused-word = refusé
guard-column-update = Envoi
guard-column-result = Résultat
guard-column-commits = Commits
guard-column-commit = Commit
guard-column-reason = Raison
guard-column-author = Auteur
guard-column-place = Endroit
guard-column-text = En clair
guard-says = { $text } ; il se dit de { $author }, ce qui ne prouve rien
guard-hint = rôles, membres et clés sont ceux de carnet.toml et de team/ avant ces commits

guard-rewound = elle ne contient pas ce qui fait foi ({ $old }) : ce qui est publié ne se retire jamais
guard-deleted = c’est la branche qui fait foi : elle ne peut pas être supprimée
guard-tag = une étiquette sert de témoin du passé : elle ne peut être ni déplacée ni supprimée
guard-closing = elle clôt une période : il faut la signature d’un membre dont un rôle a `issue = true` ({ $tag })
guard-replace = une référence qui fait montrer à git d’autres objets que les vrais ne peut pas entrer
guard-no-settings = carnet.toml est illisible dans l’état qui fait foi, et nul ne sait qui a le droit de quoi : corrigez-le sur le serveur
guard-no-book = carnet.toml a disparu : il n’y aurait plus de livre
guard-nowhere = il n’y a pas de carnet.toml là où la garde le cherche : --folder dit où est le livre
guard-unsigned = n’est pas signé
guard-unknown-key = est signé par une clé qui n’est celle d’aucun membre : { $name }
guard-bad-signature = porte une signature qui ne tient pas ({ $said })
guard-settings = { $member } ne peut pas modifier { $path } : il faut un rôle avec `settings = true`
guard-create = { $member } ne peut pas ajouter { $record } : aucun de ses rôles n’écrit `{ $kind }`
guard-remove = { $member } ne peut pas supprimer { $record } : aucun de ses rôles ne supprime `{ $kind }`
guard-rename = { $member } ne peut pas renommer { $record } : aucun de ses rôles n’écrit `{ $kind }` en entier
guard-broken = { $member } ne peut pas rendre { $record } illisible
guard-issue = { $member } ne peut pas numéroter { $record }, ni l’ajouter, le supprimer ou le renuméroter : il faut un rôle avec `issue = true`
guard-issued = { $member } ne peut pas modifier { $fields } de { $record }, qui est émis : il faut un rôle avec `issue = true`
guard-write = { $member } ne peut pas modifier { $fields } de { $record }
guard-file = { $member } ne peut pas modifier { $path }, qui n’est pas une fiche : il faut un rôle avec `settings = true`, ou un rôle qui écrit son dossier
guard-link = { $member } ne peut pas modifier { $path }, un lien ou un dépôt imbriqué : il faut un rôle avec `settings = true`
