# Ce qui entoure le carnet, et les fusions.

doctor-health = état
doctor-check = quoi
doctor-result = constat
doctor-advice = que faire
doctor-ok = ok
doctor-warn = à voir
doctor-fail = en échec
doctor-unknown = non connu


doctor-do = → { $advice }

doctor-git = git
doctor-git-good = git { $version }
doctor-git-old = git { $version } est ancien
doctor-git-old-mend = installez git 2.26 ou plus récent
doctor-git-missing = le programme git est absent
doctor-git-missing-mend = installez git ; sans lui, carnet lit et écrit, mais ne fusionne pas, ne signe pas et ne lance pas de hook

doctor-book = carnet
doctor-book-good = { $path }
doctor-book-none = il n’y a de carnet ni dans { $path }, ni au-dessus
doctor-book-none-mend = allez dans le dossier du carnet, ou commencez-en un : carnet init

doctor-settings = réglages
doctor-settings-good = carnet.toml est lisible
doctor-settings-faulty = carnet.toml a des anomalies
doctor-settings-faulty-mend = carnet check les montre une à une

doctor-repository = dépôt
doctor-repository-good = le carnet est le dépôt { $path }
doctor-repository-subfolder = le carnet est { $folder } dans le dépôt { $path }
doctor-repository-none = le carnet n’est dans aucun dépôt git
doctor-repository-none-mend = sans dépôt, ni historique ni retour en arrière : git init, puis git add et git commit
doctor-repository-broken = { $path } n’est pas un dépôt que git sache lire
doctor-repository-broken-mend = remettez-le depuis un autre clone
doctor-repository-refused = { $reason }
doctor-repository-refused-mend = carnet n’écrit rien ici tant que cela n’a pas changé

doctor-identity = votre nom
doctor-identity-good = { $name } <{ $email }>
doctor-identity-missing = git ne sait pas qui vous êtes
doctor-identity-missing-mend = git config --global user.name "Votre Nom" ; git config --global user.email vous@example.com
doctor-identity-date = GIT_AUTHOR_DATE ou GIT_COMMITTER_DATE n’est pas une date
doctor-identity-date-mend = supprimez cette variable

doctor-branch = branche
doctor-branch-good = { $branch }
doctor-branch-unborn = { $branch } n’a pas encore de commit
doctor-branch-unborn-mend = la prochaine commande qui écrit en fera un
doctor-branch-detached = HEAD est détachée : on n’est sur aucune branche
doctor-branch-detached-mend = git switch BRANCHE ; carnet n’écrit que sur une branche
doctor-branch-meanwhile = aucune branche n’est active tant que dure l’opération ({ $operation })
doctor-branch-meanwhile-mend = terminez-la ou abandonnez-la d’abord
doctor-branch-unreadable = HEAD est illisible : { $reason }
doctor-branch-unreadable-mend = git fsck en dit plus

doctor-operation = en cours
doctor-operation-good = rien n’est à moitié fait
doctor-operation-unfinished = git est au milieu d’une opération { $operation }
doctor-operation-unfinished-mend = { $operation ->
    [bisect] git bisect reset
   *[other] git { $operation } --continue, ou git { $operation } --abort
}

doctor-write = écriture
doctor-write-good = complète
doctor-write-interrupted = une commande a été interrompue pendant qu’elle écrivait
doctor-write-interrupted-mend = rien : la prochaine commande carnet achève cette écriture ou la défait

doctor-driver = fusion
doctor-driver-good = les fiches fusionnent champ par champ dans ce clone
doctor-driver-missing = ce clone fusionne ligne par ligne
doctor-driver-missing-mend = carnet doctor --fix
doctor-driver-other = ce clone fusionne les fiches par { $command }
doctor-driver-other-mend = carnet doctor --fix y met le pilote de carnet

doctor-attributes = attributs
doctor-attributes-good = .gitattributes confie les fiches au pilote de fusion
doctor-attributes-missing = .gitattributes ne confie pas { $folder } au pilote de fusion
doctor-attributes-missing-mend = carnet doctor --fix

doctor-lines = fins de ligne
doctor-lines-good = les mêmes dans chaque clone
doctor-lines-converted = core.autocrlf vaut { $value } : les fichiers diffèrent de ce qui est commité
doctor-lines-converted-mend = ajoutez à .gitattributes la ligne *.toml text eol=lf

doctor-clone = clone
doctor-clone-good = tout l’historique est là
doctor-clone-shallow = clone superficiel : l’historique ancien n’est pas là
doctor-clone-shallow-mend = git fetch --unshallow

doctor-hooks = hooks
doctor-hooks-good = aucun
doctor-hooks-some = { $hooks } ; les commits de carnet les lancent
doctor-hooks-unreadable = impossible à dire : { $reason }
doctor-hooks-unreadable-mend = voyez core.hooksPath dans la configuration de git

doctor-remote = dépôt distant
doctor-remote-good = { $name } : { $url }
doctor-remote-none = aucun : ce clone est le seul que git connaisse
doctor-remote-none-mend = un seul exemplaire n’est pas une sauvegarde : git remote add origin ADRESSE, puis git push -u origin HEAD

doctor-upstream = amont
doctor-upstream-good = { $upstream }
doctor-upstream-none = { $branch } ne suit aucune branche du dépôt distant
doctor-upstream-none-mend = git push -u { $name } { $branch }
doctor-upstream-detached = on n’est sur aucune branche

doctor-answer = réponse
doctor-answer-good = { $name } répond
doctor-answer-unasked = non interrogé ; --online interroge le dépôt distant
doctor-answer-failed = { $name } ne répond pas : { $reason }
doctor-answer-failed-mend = vérifiez l’adresse (git remote -v), le réseau, votre clé
doctor-answer-slow = { $name } n’a pas répondu en { $seconds } secondes
doctor-answer-slow-mend = vérifiez l’adresse (git remote -v) et le réseau

doctor-rewind = reprise
doctor-rewind-good = le dépôt distant refuse que l’on reprenne des commits publiés
doctor-rewind-allowed = n’importe qui peut reprendre au dépôt distant des commits publiés
doctor-rewind-allowed-mend = git -C { $path } config receive.denyNonFastForwards true
doctor-rewind-unknown = seuls les réglages du dépôt distant disent s’il laisse reprendre des commits publiés (« force push »)

doctor-clock = horloge
doctor-clock-good = { $today } à { $zone }
doctor-clock-behind = ici on est le { $today }, mais le dernier commit est du { $last }
doctor-clock-behind-mend = réglez l’horloge de cette machine, ou de celle qui a fait le commit

doctor-case = casse
doctor-case-good = acme.toml et ACME.toml sont deux fichiers
doctor-case-same = acme.toml et ACME.toml sont un seul fichier sur ce disque
doctor-case-same-mend = pas deux identifiants qui ne diffèrent que par des majuscules ; carnet check les trouve

doctor-fixed-driver = merge.carnet.driver inscrit dans la configuration de ce clone
doctor-fixed-attributes = { $path } complété et commité

merge-no-text = { $path } n’est pas du texte UTF-8 : fusionné comme git le fait
merge-nothing = rien
merge-conflict = { $path } : { $field } vaut { $ours } d’un côté et { $theirs } de l’autre
merge-conflict-plain = { $path } : les deux côtés ont changé { $field }
merge-conflict-lines = { $path } : les deux côtés ont changé les mêmes lignes
