# The questions of `carnet init`, and what is wrong with an answer.

template-ask-name = What is the firm called?
template-ask-country = In which country is it? (two letters: FR, BE, DE…)
template-ask-legal-form = What is its legal form? (SARL, EI, SAS…; Enter for none)
template-ask-siret = What is its SIRET? (14 digits; Enter if there is none yet)
template-ask-capital = What is its share capital? (a number; documents state it)
template-ask-register = Where is it registered? (RCS Lille 732 829 320)
template-ask-street = What is its address? Street and number first (Enter to write it down later)
template-ask-postcode = Its postcode?
template-ask-city = Its city?
template-ask-vat = Does it charge VAT? (normal, or franchise for small firms that do not)
template-ask-vat-id = What is its VAT number? (Enter for the one proposed, or none)
template-ask-iban = On which bank account do customers pay? (IBAN; Enter for none)
template-ask-language = In which language shall reports and documents be? (en, fr…)
template-ask-currency = In which currency does it sell? (EUR, CHF, USD…)
template-ask-time-zone = In which time zone does its day begin and end?
template-ask-fiscal-year-start = In which month does its fiscal year begin? (1 to 12)
template-ask-terms = When do customers pay? (30d; 30d-eom for 30 days, then the month's end; on-receipt)
template-ask-first-number = What is the number of the first invoice written here? (1, or the next one of your series)
template-ask-member-name = What is your name?
template-ask-email = What is your e-mail address? (the one of your commits; Enter for none)
template-ask-member-id = Which short name shall stand for you in the files?

template-needed = This needs an answer: { $value }
template-bad-line = A name stands on one line and has no control characters: { $value }
template-bad-country = { $value } is no country code. Write two letters: FR, BE, DE, CH…
template-bad-siret = { $value } is no SIRET: { $fault ->
    [length] it has 14 digits, and this has { $found }
    [checksum-expected] a digit is wrong; were all others right, the last would be { $expected }
   *[other] it has 14 digits, the last of which checks the others
}.
template-bad-vat = Answer normal or franchise, not { $value }.
template-bad-vat-id = { $value } is no VAT number. Write it with its country: FR44732829320.
template-bad-iban = { $value } is no IBAN: its length or a digit is wrong. Copy it from a bank statement.
template-bad-amount = { $value } is no amount. Write a plain number: 10000 or 7622.45.
template-bad-language = { $value } is no language code. Write en, fr, or with a country fr-BE.
template-bad-currency = { $value } is no currency. Write its three letters: EUR, CHF, USD…
template-bad-time-zone = { $value } is no time zone. Write one of the usual names: Europe/Paris.
template-bad-month = { $value } is no month. Write a number from 1 to 12.
template-bad-terms = { $value } is no payment term. Write 30d, 30d-eom (30 days, then the month's end), eom-30d or on-receipt.
template-bad-number = { $value } is no number to begin with. Write 1 or more.
template-bad-email = { $value } is no e-mail address. Write it like claire@example.com.
template-bad-id = { $value } cannot be a short name. Use letters without accents, digits, dots, hyphens and underscores.
