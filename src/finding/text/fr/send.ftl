# L’envoi, et ce qui revient : constats, champs, mots, commandes, réglage du courrier. Les arguments sont décrits dans
# text/en/send.ftl.

E0640 = rien ne dit ce qu’était le fichier { $path } quand il a été envoyé
    .message-place = { $path } n’est pas sous files/
    .message-hash = ce n’est pas un SHA-256 : 64 chiffres hexadécimaux
    .label = son empreinte manque
    .label-place = pas sous files/
    .label-hash = pas 64 chiffres hexadécimaux
    .help = écrivez hash = "…", comme l’affiche sha256sum
    .help-place = gardez ce qui a été envoyé sous files/ et nommez-le ici
    .help-hash = recopiez ce qu’affiche sha256sum
    .what = Un envoi nomme un fichier envoyé et son SHA-256. Le fichier se trouve sous files/, l’empreinte a 64 chiffres hexadécimaux.
    .why = Des années plus tard, seule l’empreinte prouve que ce fichier est bien celui qui est parti.
    .mend = Écrivez les deux, ou aucun.
    .example =
        document = "invoice/site-acme"
        channel = "post"
        date = 2026-11-20

        {"["}[files]]
        file = "files/F-2026-0001.pdf"     # sans hash : faux

E0641 = « { $value } » n’est pas une heure
    .label = écrite autrement
    .help = écrivez deux chiffres, deux-points, deux chiffres : "09:42"
    .what = L’heure d’un envoi ou d’une réponse est celle du fuseau du carnet, en heures et minutes.
    .why = Elle met en ordre deux réponses d’un même jour.
    .mend = Écrivez de 00:00 à 23:59, ou n’écrivez pas d’heure.
    .example =
        date = 2026-11-20
        time = "9h42"      # faux : "09:42"

E0642 = { $target } n’est pas un document que l’on envoie
    .message-draft = { $target } est un brouillon, et un brouillon ne s’envoie pas
    .label = pas un document
    .label-draft = sans numéro
    .help = nommez une facture, un devis, une commande ou une livraison
    .help-draft = émettez-la d’abord : carnet issue
    .what = Un envoi dit comment un document est parti : une facture ou un avoir émis, un devis, une commande, une livraison.
    .why = Ce que tient le client doit être ce que tient le carnet. Un brouillon peut encore changer.
    .mend = Nommez le bon document, ou émettez le brouillon.
    .example =
        document = "customer/acme"     # faux : invoice/site-acme
        channel = "email"
        date = 2026-11-20

E0643 = { $number } a été refusée le { $date }, et rien n’a été fait
    .message-rejected = { $number } a été rejetée le { $date }, et rien n’a été fait
    .label = la dernière réponse
    .help = carnet credit { $number } --cause '…' l’annule par un avoir ; émettez ensuite une facture juste
    .help-rejected = si seul le chemin était faux, carnet send { $number } --again ; sinon carnet credit { $number }
    .what = La dernière réponse à une facture dit non, et elle n’est ni annulée par un avoir, ni payée, ni renvoyée.
    .why = Une facture émise ne se modifie ni ne s’efface. Tant qu’un avoir ne l’annule pas, elle compte dans les ventes, dans la taxe et dans ce que doit le client.
    .mend = Annulez-la par un avoir avec sa cause, et émettez une nouvelle facture. Si la réponse était une erreur, notez la suivante.
    .example =
        # statuses/2026/11/2026-11-24-site-acme-refused-3fa2c1.toml
        transmission = "2026-11-20-site-acme-7c1e88"
        date = 2026-11-24
        status = "refused"
        reason = "Numéro de commande absent"

E0644 = personne ne dit pourquoi le statut est « { $detail } »
    .label = il faut un motif
    .help = écrivez reason = "…", ou le reason_code de la plateforme
    .what = Refusée, rejetée, en litige, suspendue et approuvée en partie s’accompagnent d’un motif.
    .why = Sans lui, personne ne sait quoi corriger. Dans le cycle de vie français, le motif fait partie du statut (XP Z12-012).
    .mend = Écrivez ce que le client ou la plateforme a dit.
    .example =
        transmission = "2026-11-20-site-acme-7c1e88"
        date = 2026-11-24
        status = "refused"     # sans reason

E0645 = la loi veut que { $number } passe par une plateforme
    .message-fr-public = { $number } est destinée à un organisme public : elle passe par Chorus Pro, pas par le courrier
    .message-fr-business = { $number } est destinée à une entreprise en France : elle passe par une plateforme agréée, pas par le courrier
    .label = depuis le { $from }
    .help = { $source }
    .what = Une facture est partie par courriel ou par la poste seulement, et la loi du pays des deux parties veut qu’elle passe par une plateforme.
    .why = L’acheteur peut la refuser, le délai de paiement peut ne pas courir, et il y a une amende. Une copie par courriel en plus de la plateforme est permise.
    .mend = Déposez-la et notez-le : carnet transmission record ID --channel portal (Chorus Pro) ou platform. Si l’entreprise est plus grande ou plus petite que ne le croit carnet, écrivez size sous [firm] dans carnet.toml.
    .example =
        # le client est type = "public"
        document = "invoice/mairie-audit"
        channel = "email"      # faux : portal
        date = 2026-11-20

E0646 = un carnet ne contient pas de serveur d’envoi
    .label = ceci va dans votre propre configuration
    .help = déplacez-le dans ~/.config/carnet/config.toml, et veillez à ce qu’aucun mot de passe ne reste dans les commits
    .what = carnet.toml a une section [smtp].
    .why = Quiconque clone le carnet enverrait par ce serveur, et un mot de passe dans un commit y est pour toujours. Un carnet ne décide jamais de ce que fait un programme sur votre machine.
    .mend = Retirez la section d’ici et écrivez-la dans votre propre configuration : docs/sending.md. Si un mot de passe s’y trouvait, changez-le.
    .example =
        format = 1

        {"["}smtp]             # faux : pas dans le carnet
        host = "smtp.example.org"

E0647 = personne ne sait si { $number } est partie le { $date }
    .label = la réponse s’est perdue
    .help = demandez au destinataire ; notez alors received, ou renvoyez avec --again
    .what = La connexion s’est rompue après la remise du message et avant la réponse du serveur.
    .why = Il est parti ou il n’est pas parti. Renvoyé sans demander, il peut arriver deux fois ; non renvoyé, jamais.
    .mend = Regardez dans les messages envoyés, ou demandez. Ensuite carnet transmission status ID received, ou carnet send ID --again.
    .example =
        document = "invoice/site-acme"
        channel = "email"
        date = 2026-11-20
        result = "unknown"

kind-status = statut
    .plural = statuts

field-delivery_status = acheminement
field-document = document
field-files = fichiers
field-message_id = identifiant du message
field-reason_code = code du motif
field-receipt = accusé
field-recipients = destinataires
field-result = résultat
field-size = taille
field-time = heure
field-transmission = envoi

word-unknown = inconnu
word-deposited = déposée
word-emitted = émise par la plateforme
word-received = reçue
word-available = mise à disposition
word-taken-up = prise en charge
word-approved = approuvée
word-partly-approved = approuvée en partie
word-disputed = en litige
word-suspended = suspendue
word-completed = complétée
word-refused = refusée
word-payment-sent = paiement transmis
word-rejected = rejetée

send-draft = { $name } est un brouillon : pas encore de numéro
send-draft-help = émettez d’abord : carnet issue { $id }
send-not-a-document = { $name } n’est pas un document que l’on envoie : les factures, devis, commandes et livraisons le sont
send-too-early = { $name } est du { $dated } : rien n’est parti le { $date }
send-known = c’est déjà noté : { $name }
send-never = { $name } n’a encore été envoyé à personne
send-never-help = carnet send { $id }, ou notez comment c’est parti : carnet transmission record { $id } --channel post
send-answer-early = { $name } est du { $sent } : rien n’est revenu le { $date }
send-no-reason = « { $status } » veut un motif
send-no-reason-help = dites pourquoi : --reason 'ce qu’ils ont dit'
send-bad-status = « { $value } » n’est pas un statut ; il y a : { $words }
send-bad-channel = « { $value } » n’est pas un canal ; il y a : { $words }
send-bad-time = « { $value } » n’est pas une heure : écrivez 09:42
send-bad-address = « { $value } » n’est pas une adresse électronique
send-future = le { $date } est encore à venir
send-act-refused = { $number } compte toujours dans les ventes et la taxe : annulez-la par `carnet credit { $id } --cause '…'`, puis émettez une facture juste
send-act-rejected = { $number } n’a pas été prise : si seul le chemin était faux, `carnet send { $id } --again` ; sinon annulez-la par `carnet credit { $id } --cause '…'`
send-no-contact = personne chez { $name } n’a d’adresse électronique
send-no-contact-help = donnez un email à { $name }, ou à un contact dans le rôle { $role } ; ou dites --to ADRESSE
send-no-sender = il n’y a pas d’adresse d’expéditeur
send-no-sender-help = écrivez email sous {"["}firm] dans carnet.toml, ou from sous {"["}smtp] dans votre propre configuration
send-written = { $document } est prêt pour { $to } : { $path }
send-written-help = une fois parti : carnet transmission record { $id } --channel email
send-one-file = { $count } documents font { $count } messages : nommez un dossier, pas un fichier
send-exists = { $path } existe déjà
send-exists-help = supprimez-le, ou choisissez un autre nom avec --output
send-sent = { $document } est parti pour { $to } par { $host }
send-before = { $document } est parti le { $date } ({ $status })
send-before-help = --again renvoie encore une fois
send-interrupted = un carnet send précédent de { $document } a été coupé pendant la remise du message : personne ne sait s’il est parti
send-interrupted-help = demandez au destinataire ; --again renvoie encore une fois
send-not-taken = { $host } n’a pas pris le message, rien n’est envoyé :
send-unreachable = { $host } ne peut pas être joint, rien n’est envoyé :
send-unknown = la connexion avec { $host } s’est rompue avant sa réponse : personne ne sait si { $document } est parti
send-unknown-help = c’est noté ; regardez dans les messages envoyés ou demandez, puis `carnet transmission status { $id } received` ou `carnet send { $id } --again`
send-unrecorded = { $document } est parti, mais cela n’a pas pu être noté ici
send-unrecorded-help = réparez d’abord ; puis carnet transmission record { $id } --channel email
send-dry-run = rien n’est envoyé (essai à blanc)
send-bulk = { $count } messages seraient envoyés
send-confirm = Envoyer { $count } messages ? [o/N]
send-no-attachment = le fichier { $path } ne peut pas être lu
send-nothing-attached = rien n’est joint : --attach FICHIER ajoute le document
send-template = le texte de la lettre est inutilisable : { $path }
send-template-key = dans { $path }, « { $key } » n’est pas un nom que connaît une lettre ; il y a : { $words }
send-duty-fr-public = { $number } est destinée à un organisme public : depuis le { $from } la loi la veut dans Chorus Pro, pas dans une boîte aux lettres ({ $source })
send-duty-fr-business = { $number } est destinée à une entreprise en France : depuis le { $from } la loi la veut par une plateforme agréée, pas par le courrier ({ $source })

send-config-unreadable = votre configuration { $path } ne peut pas être lue : { $detail }
send-config-unknown = { $path } a une clé inconnue « { $key } » ; il y a : { $words }
send-config-type = dans { $path }, « { $key } » est mal écrit : { $words }
send-config-missing = dans { $path }, { $key } manque
send-config-password = { $path } contient un mot de passe : carnet ne le lit pas là
send-config-password-help = écrivez password_command = ["programme", "argument"], dont la première ligne affichée est le mot de passe ; ou définissez CARNET_SMTP_PASSWORD
send-config-plain = security = "none" n’est permis que vers un serveur de cette machine, pas vers { $host }
send-config-plain-help = écrivez security = "starttls" ou "tls"
send-config-command = le password_command de { $path } a échoué : { $detail }
send-config-no-password = il y a un utilisateur mais pas de mot de passe pour { $host }
send-config-ca = le certificat { $path } est inutilisable : { $detail }
