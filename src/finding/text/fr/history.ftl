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
history-not-here = --at regarde le passé, que rien ne peut changer : il va avec list, show, find, total, report et check
history-not-with = --at ne va pas avec { $option }
history-forms = un jour (`2026-09-30`, `hier`, `-30d` écrit `--at=-30d`), ou ce que git appelle un commit : `HEAD~3`, une branche, une étiquette, les premiers chiffres d’un identifiant
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
