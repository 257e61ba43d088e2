# Les questions de `carnet init`, et ce qui ne va pas dans une réponse.

template-ask-name = Comment s'appelle l'entreprise ?
template-ask-country = Dans quel pays est-elle ? (deux lettres : FR, BE, DE…)
template-ask-legal-form = Quelle est sa forme juridique ? (SARL, EI, SAS… ; Entrée pour aucune)
template-ask-siret = Quel est son SIRET ? (14 chiffres ; Entrée s'il n'y en a pas encore)
template-ask-capital = Quel est son capital social ? (un nombre, que les documents mentionnent)
template-ask-register = Où est-elle immatriculée ? (RCS Lille 732 829 320)
template-ask-street = Quelle est son adresse ? D'abord la rue et le numéro (Entrée pour l'écrire plus tard)
template-ask-postcode = Son code postal ?
template-ask-city = Sa ville ?
template-ask-vat = Facture-t-elle la TVA ? (normal, ou franchise pour la franchise en base)
template-ask-vat-id = Quel est son numéro de TVA ? (Entrée pour celui proposé, ou aucun)
template-ask-iban = Sur quel compte paient les clients ? (IBAN ; Entrée pour aucun)
template-ask-language = Dans quelle langue seront les rapports et les documents ? (en, fr…)
template-ask-currency = Dans quelle monnaie vend-elle ? (EUR, CHF, USD…)
template-ask-time-zone = Dans quel fuseau horaire commence et finit sa journée ?
template-ask-fiscal-year-start = Quel mois commence son exercice ? (1 à 12)
template-ask-terms = Quand les clients paient-ils ? (30d ; 30d-eom pour 30 jours fin de mois ; on-receipt à réception)
template-ask-first-number = Quel est le numéro de la première facture écrite ici ? (1, ou le suivant de votre série)
template-ask-member-name = Comment vous appelez-vous ?
template-ask-email = Quelle est votre adresse électronique ? (celle de vos commits ; Entrée pour aucune)
template-ask-member-id = Quel nom court vous désignera dans les fichiers ?

template-needed = Il faut une réponse : { $value }
template-bad-line = Un nom tient sur une ligne, sans caractères de contrôle : { $value }
template-bad-country = { $value } n'est pas un code de pays. Écrivez deux lettres : FR, BE, DE, CH…
template-bad-siret = { $value } n'est pas un SIRET : { $fault ->
    [length] il compte 14 chiffres, et celui-ci { $found }
    [checksum-expected] un chiffre est faux ; si tous les autres étaient justes, le dernier serait { $expected }
   *[other] il compte 14 chiffres, dont le dernier contrôle les autres
}.
template-bad-vat = Répondez normal ou franchise, pas { $value }.
template-bad-vat-id = { $value } n'est pas un numéro de TVA. Écrivez-le avec son pays : FR44732829320.
template-bad-iban = { $value } n'est pas un IBAN : sa longueur ou un chiffre est faux. Recopiez-le d'un relevé bancaire.
template-bad-amount = { $value } n'est pas un montant. Écrivez un simple nombre : 10000 ou 7622.45.
template-bad-language = { $value } n'est pas un code de langue. Écrivez en, fr, ou avec un pays fr-BE.
template-bad-currency = { $value } n'est pas une monnaie. Écrivez ses trois lettres : EUR, CHF, USD…
template-bad-time-zone = { $value } n'est pas un fuseau horaire. Écrivez un nom usuel : Europe/Paris.
template-bad-month = { $value } n'est pas un mois. Écrivez un nombre de 1 à 12.
template-bad-terms = { $value } n'est pas un délai de paiement. Écrivez 30d, 30d-eom (30 jours, puis fin de mois), eom-30d ou on-receipt.
template-bad-number = { $value } n'est pas un numéro de départ. Écrivez 1 ou plus.
template-bad-email = { $value } n'est pas une adresse électronique. Écrivez-la comme claire@example.com.
template-bad-id = { $value } ne peut pas être un nom court. Employez des lettres sans accent, des chiffres, des points, des tirets et des soulignés.
