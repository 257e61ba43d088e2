# Le carnet dans le passé : --at et --compare.

history-at-day = Le carnet tel qu’il était le { $day } : commit { $commit } du { $committed }
history-at-commit = Le carnet au commit { $commit } du { $committed }
history-day = { $day }
history-no-repository = ce carnet n’est dans aucun dépôt git, il n’a donc pas de passé : `git init` et un premier commit lui en donnent un
history-no-commit = le dépôt de ce carnet n’a encore aucun commit : il n’y a pas de passé à regarder
history-before = le { $day }, ce carnet n’avait encore aucun commit : son histoire commence le { $first }
history-not-yet = le { $day } n’est pas encore venu : donnez un jour jusqu’à aujourd’hui
history-no-book = « { $revision } » ne contient pas de carnet.toml dans ce dossier : le carnet n’y était pas
history-ambiguous = les identifiants de plusieurs commits commencent par « { $revision } » : donnez plus de chiffres
history-shallow = ce clone est superficiel : les commits plus anciens n’y sont pas, et rien n’est dit de ce qu’on ne voit pas ; `git fetch --unshallow` les apporte
history-at-log = log raconte le passé sans --at : --period le limite à des jours (`--period ..2026-09-30`), et `carnet show ID --at JOUR` montre une fiche telle qu’elle était
history-at-feed = feed raconte le passé sans --at : --period le limite à des jours, comme dans `--period 2026-09`
history-at-diff = diff prend ses états sous la forme A..B, comme dans `carnet diff 2026-09-30..HEAD`, et pas de --at
history-at-blame = blame parle des valeurs d’aujourd’hui ; `carnet show ID --at JOUR` montre une fiche telle qu’elle était, `carnet log ID` ce qui lui est arrivé
history-at-audit = audit prouve toute l’histoire jusqu’à maintenant et ne prend pas de --at ; --since la fait commencer à un commit plus récent
history-at-guard = guard juge les commits qu’on lui donne, sous la forme A..B, et ne prend pas de --at
history-at-no-book = cette commande ne regarde aucun état du carnet : --at ne va pas avec elle
history-not-here = --at regarde le passé, que rien ne peut changer : il va avec list, show, find, total, report et check
history-not-with = --at ne va pas avec { $option }
history-forms = un jour (`2026-09-30`, `hier`, `-30d` écrit `--at=-30d`), ou ce que git appelle un commit : `HEAD~3`, une branche, une étiquette, les premiers chiffres d’un identifiant
history-forms-plain = un jour (`2026-09-30`, `hier`, `-30d`), ou ce que git appelle un commit : `HEAD~3`, une branche, une étiquette, les premiers chiffres d’un identifiant
history-period = « { $text } » est une période, et un état du carnet est d’un seul jour
history-period-day = son dernier jour : { $day }
history-unknown-keys = Des clés que cette version de carnet ne connaît pas, gardées telles quelles :

history-pipeline-title = Affaires en cours, avant et maintenant
history-then = Avant : { $day }, commit { $commit }
history-now = Maintenant : { $day }
history-deals-then = nb avant
history-deals-now = actuel
history-deals-change = écart
history-amount-then = montant avant
history-amount-now = actuel
history-amount-change = écart
history-compare-alone = --compare avec un état passé ne va pas avec { $option }
history-no-settings = le carnet.toml du commit { $commit } est illisible : aucun chiffre de ce temps-là n’est sûr
