# Deux clones d'un carnet n'en font plus qu'un : carnet sync.

sync-came = De { $upstream } : { $count ->
    [one] 1 commit
   *[other] { $count } commits
}
sync-went = Vers { $upstream } : { $count ->
    [one] 1 commit
   *[other] { $count } commits
}
sync-would-come = Viendrait de { $upstream } : { $count ->
    [one] 1 commit
   *[other] { $count } commits
}
sync-would-go = Partirait vers { $upstream } : { $count ->
    [one] 1 commit
   *[other] { $count } commits
}
sync-waits = Pas encore envoyé à { $upstream } : { $count ->
    [one] 1 commit
   *[other] { $count } commits
}
sync-no-record = Aucune valeur d'aucune fiche n'a changé.
sync-first = les { $shown } premiers changements sur { $count } (`carnet log` les montre tous)

sync-same = { $branch } et { $upstream } sont identiques : rien n'est venu, rien à envoyer
sync-no-commit = { $branch } n'a pas encore de commit, et { $upstream } non plus : rien n'est venu, rien à envoyer
sync-done = { $branch } et { $upstream } sont maintenant identiques, commit { $commit }
sync-no-push = rien n'a été envoyé : `carnet sync` sans --no-push s'en charge
sync-dry-run = rien n'a bougé : ce n'était qu'un essai
sync-uncommitted = { $count ->
    [one] 1 fichier a des modifications non validées : elles restent ici
   *[other] { $count } fichiers ont des modifications non validées : elles restent ici
}
sync-new-errors = { $count ->
    [one] vos commits apportent 1 erreur que le carnet commun n'avait pas : `carnet check` la montre
   *[other] vos commits apportent { $count } erreurs que le carnet commun n'avait pas : `carnet check` les montre
}
sync-dropped = { $count ->
    [one] 1 de vos commits ne disait plus rien de nouveau et n'a pas été repris
   *[other] { $count } de vos commits ne disaient plus rien de nouveau et n'ont pas été repris
}
sync-merged = vos commits ont été fusionnés et non rejoués : il y a une fusion parmi eux, ou une étiquette ou une autre branche les porte
sync-follow = { $branch } ne suit aucune branche distante. Suivre désormais { $remote }/{ $branch } ? [o/n]
sync-follows = { $branch } suit désormais { $upstream }

sync-conflicts = Changé des deux côtés
sync-field = champ
sync-before = avant
sync-mine = vous
sync-theirs = autre
sync-author = par
sync-since = le
sync-whole = (le tout)
sync-side-changed = changé
sync-side-removed = supprimé
sync-in-conflict = { $count ->
    [one] vous et vos collègues avez changé différemment 1 valeur ; rien n'a bougé
   *[other] vous et vos collègues avez changé différemment { $count } valeurs ; rien n'a bougé
}
sync-in-conflict-help = dans un terminal, carnet demande ; ou dites quelle valeur tient :
sync-all-theirs = la leur, partout
sync-all-mine = la vôtre, partout
sync-one-mine = la vôtre, pour tout ceci
sync-field-theirs = la leur, dans ce champ
sync-in-conflict-are = en conflit : { $names }
sync-both-all = --mine et --theirs sont dits tous deux de tout : lequel ?
sync-both-words = --mine et --theirs sont dits tous deux de { $word } : lequel ?
sync-no-such-conflict = rien de ce que les deux côtés ont changé ne s'appelle { $word } ; rien n'a bougé
sync-both-field = { $record } : les deux côtés ont changé { $field }
sync-both-whole = { $record } : les deux côtés l'ont changé, sans fusion possible
sync-before-label = avant :
sync-mine-label = vous :
sync-theirs-label = autre :
sync-by = { $author }, { $date }
sync-value = { $value }
sync-ask = Garder le vôtre (m), prendre le leur (l), M ou L pour le reste de la fiche, éditer (e) ou quitter (q) ?
sync-ask-whole = Garder le vôtre (m), prendre le leur (l), éditer (e) ou quitter (q) ?
sync-marks-left = { $path } porte encore des marques (<<<<<<<, =======, >>>>>>>) ou ne peut pas être lu. Le rouvrir ? [o/n]
sync-stopped = arrêté ; rien n'a bougé
sync-no-text = { $path } n'est pas un texte que l'on puisse éditer : choisissez un côté
sync-not-apart = dans { $record }, les deux choix ne se séparent pas : choisissez un côté pour toute la fiche, ou éditez-la
sync-would-break = { $count ->
    [one] ensemble, les deux côtés font une erreur qu'aucun n'a seul ; rien n'a bougé
   *[other] ensemble, les deux côtés font { $count } erreurs qu'aucun n'a seul ; rien n'a bougé
}
sync-both-renamed = vous et vos collègues avez renommé la même fiche : elle est { $mine } ici et { $theirs } là-bas ; rien n'a bougé
sync-both-renamed-help = prenez leur nom, et ce qui s'y réfère suit :
sync-closed = vos commits changent une période close ; rien n'a bougé
sync-closed-help = laissez les pièces de la période comme elles étaient (`git log` montre vos commits) et corrigez par un avoir
sync-would-break-help = changez une de vos fiches pour que les deux tiennent, validez-la et relancez
sync-renumber-help = reprenez le numéro, faites entrer ce qui est venu, donnez le suivant :
sync-number-given = un de vos commits donne à { $record } le numéro { $number }, qui est maintenant celui d'une autre pièce ; une fusion le publierait pour toujours ; rien n'a bougé
sync-number-given-help = réunissez vos commits non envoyés, sans ce numéro, après ce qui est venu :
sync-number-given-message = { $record } et ce qui va avec
sync-united = { $count } de vos commits n'en font plus qu'un : entre eux, le carnet aurait été faux à côté de ce qui est venu
sync-united-message = sync : { $count } commits réunis

sync-no-remote = ce dépôt n'en connaît aucun autre avec lequel se synchroniser
sync-no-remote-help = créez-en un (`git init --bare` dans un dossier que tous atteignent, ou un projet sur un serveur), puis `git remote add origin ADRESSE` et `carnet sync --remote origin`
sync-no-such-remote = aucun dépôt distant ne s'appelle { $remote }
sync-remotes = il y a { $known }
sync-no-upstream = { $branch } ne suit aucune branche distante : on ne sait pas avec qui se synchroniser
sync-no-upstream-help = carnet sync --remote { $remote }
sync-not-fetched = git n'est pas réglé pour prendre { $branch } chez { $remote }
sync-not-fetched-help = git remote set-branches --add { $remote } { $branch }
sync-shallow = ce clone est superficiel : ce que les deux côtés ont en commun peut y manquer
sync-shallow-help = git fetch --unshallow
sync-unreachable = { $remote } n'a pas pu être interrogé ; rien n'a bougé. git a dit :
sync-push-refused = { $upstream } n'a pas pris vos commits ; ils sont ici, par-dessus ce qui est venu. Il a dit :
sync-push-refused-help = une fois cela réparé, `carnet sync` les enverra
sync-rewritten = { $upstream } n'a plus des commits qu'il avait : son histoire a été réécrite ; rien n'a bougé
sync-rewritten-help = demandez à qui l'a fait. `git log HEAD..{ $upstream }` montre ce qu'il a maintenant, `git log { $upstream }..HEAD` ce que vous seul avez
sync-gone = { $upstream } n'est plus là : quelqu'un a supprimé la branche ; rien n'a bougé
sync-gone-help = demandez à qui l'a fait. Pour la refaire avec ce que vous avez : `git fetch --prune { $remote }`, puis `carnet sync`
sync-unrelated = { $upstream } et ce carnet n'ont aucun commit en commun : ce sont deux carnets différents
sync-file-and-folder = `{ $path }` ne peut pas être pris : un côté a un fichier là où l'autre a un dossier ; rien n'a bougé
sync-edited = { $paths }{ $more ->
    [0] { "" }
   *[other] { " " }et { $more } de plus
} { $count ->
    [one] a
   *[other] ont
} des modifications non validées, qui seraient écrasées ; rien n'a bougé
sync-edited-help = validez-les (`git commit -a`) ou mettez-les de côté avec `git stash`, puis relancez
sync-untracked = { $paths }{ $more ->
    [0] { "" }
   *[other] { " " }et { $more } de plus
} { $count ->
    [one] n'est pas connu de git et se trouve
   *[other] ne sont pas connus de git et se trouvent
} là où quelque chose arrive ; rien n'a bougé
sync-untracked-help = déplacez ce qui s'y trouve, ou validez-le, puis relancez
sync-crowded = { $upstream } a bougé { $attempts } fois pendant l'envoi : quelqu'un est plus rapide ; réessayez dans un instant
