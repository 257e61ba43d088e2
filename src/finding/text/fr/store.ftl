# Ce qui empêche de lire ou d'écrire un livre.

store-no-book = il n'y a pas de carnet.toml dans { $path } ni dans aucun dossier au-dessus : allez dans votre livre, ou faites-en un avec `carnet init`
store-broken-git = { $path } n'est pas un dépôt sain (son HEAD est illisible), rien ne pourrait y être enregistré : réparez-le, ou clonez le livre à nouveau
store-io = { $path } : { $detail }
os-not-found = ce fichier ou ce dossier n'existe pas
os-permission = vous n'en avez pas le droit : le dossier ou le fichier est à quelqu'un d'autre, ou protégé en écriture
os-exists = il y en a déjà un
os-not-a-folder = une partie du chemin n'est pas un dossier
os-a-folder = c'est un dossier
os-read-only = le disque est en lecture seule
os-full = le disque est plein
store-bad-path = « { $path } » n'est pas un chemin dans le livre
store-symlink = « { $path } » est, ou se trouve derrière, un lien symbolique ; carnet n'écrit que de vrais fichiers dans le livre
store-twice = « { $path } » serait écrit deux fois dans la même opération
store-changed-meanwhile = « { $path } » a été changé entre-temps par quelqu'un d'autre ; rien n'a été écrit : relancez la commande
store-uncommitted = { $paths }{ $more ->
    [0] { "" }
   *[other] { " " }et { $more } de plus
} : { $count ->
    [one] ce fichier a
   *[other] ces fichiers ont
} des changements pas encore enregistrés : faites-en d'abord un commit, ou prenez-les avec --with-my-edits
store-ignored = git ignore « { $path } » (voir `git check-ignore -v { $path }`), qui ne pourrait donc pas être enregistré
store-detached = HEAD est détaché : un commit fait ici n'appartiendrait à aucune branche. Revenez sur l'une d'elles avec `git switch BRANCHE`
store-unfinished = une opération de git n'est pas terminée ({ $operation }) : { $operation ->
    [bisect] `git bisect reset` la clôt
    [merge] terminez-la par `git merge --continue`, ou abandonnez-la par `git merge --abort`
    [rebase] terminez-la par `git rebase --continue`, ou abandonnez-la par `git rebase --abort`
    [revert] terminez-la par `git revert --continue`, ou abandonnez-la par `git revert --abort`
    [cherry-pick] terminez-la par `git cherry-pick --continue`, ou abandonnez-la par `git cherry-pick --abort`
   *[other] terminez-la ou abandonnez-la d'abord (`git status` dit comment)
}
store-unmerged = des fichiers sont en conflit : réglez-les et faites `git add` d'abord (`git status` les donne)
store-moved = un autre programme ne cesse de déplacer « { $branch } » ; rien n'a été écrit : réessayez
store-busy-process = un autre carnet (processus { $pid }) écrit dans ce livre : réessayez dans un instant
store-busy = un autre carnet écrit dans ce livre : réessayez dans un instant
store-nested = ce carnet a été lancé par un hook git d'un carnet qui écrit : il peut lire, pas écrire
store-index-busy = un autre git tient { $path } : rien n'a été changé, réessayez dans un instant (si aucun git ne tourne, supprimez ce fichier)
store-index-locked = le commit { $commit } est fait, mais un autre git tient { $path } : la prochaine commande de carnet mettra l'index à jour (si aucun git ne tourne, supprimez ce fichier)
store-no-identity = git ne sait pas qui vous êtes. Dites-le-lui une fois : `git config --global user.name "Votre Nom"` et `git config --global user.email vous@example.com`
store-bad-date = GIT_AUTHOR_DATE ou GIT_COMMITTER_DATE n'est pas une date que git comprend, comme 2026-10-03T10:00:00+02:00
store-owner = le dépôt appartient à un autre utilisateur. Si vous lui faites confiance : git config --global --add safe.directory '{ $path }'
store-bare = { $path } est un dépôt nu, sans fichiers de travail : clonez-le d'abord
store-unsupported = le dépôt utilise { $feature }, que carnet ne sait pas lire
store-unsupported-remedy = le dépôt utilise { $feature }, que carnet ne sait pas lire ; pour s'en passer : { $remedy }
store-unknown-revision = « { $revision } » ne nomme ni commit, ni branche, ni étiquette de ce dépôt
store-no-git = il faut ici git lui-même ({ $why }), qui n'a pas pu être lancé
store-refused = git a refusé le commit ; les fichiers sont comme avant. Il a dit :
store-damaged-intent = une écriture a été interrompue et sa note { $path } est illisible : voyez `git status`, puis supprimez ce fichier
store-git = git : { $detail }
