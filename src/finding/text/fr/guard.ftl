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
        keys = ["SHA256:w7Nf…"]                      # faux : une empreinte ssh
        keys = ["ssh-ed25519 AAAAC3NzaC1lZDI1…"]     # juste : la ligne du fichier .pub

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
