//! Terms of payment in words (BT-20): `30d-eom` is "30 days, end of month", "30 jours fin de mois".

use super::label::Labels;
use crate::value::Terms;
use crate::value::terms::{Days, Moment};

/// The words of a formula; `None` for a text that is none.
pub fn words(formula: &str, labels: &Labels) -> Option<String> {
    let terms = Terms::parse(formula).ok()?;
    let part = |part: &crate::value::terms::Part| {
        let moment = moment(part.moment, labels);
        match part.percent {
            Some(percent) => {
                labels.with("terms-part", &[("percent", &labels.tongue.percent(percent)), ("terms", &moment)])
            }
            None => moment,
        }
    };
    let text = terms.parts().iter().map(part).collect::<Vec<_>>().join(", ");
    // A sentence of its own begins with a capital.
    let mut chars = text.chars();
    let first = chars.next()?;
    Some(first.to_uppercase().chain(chars).collect())
}

fn moment(moment: Moment, labels: &Labels) -> String {
    let (days, on_day) = match moment {
        Moment::OnReceipt => return labels.text("terms-on-receipt"),
        Moment::Event(event) => return labels.text(&format!("terms-{}", event.name())),
        Moment::Formula { days, on_day } => (days, on_day),
    };
    let with = |key, days: u32| labels.with(key, &[("days", &days.to_string())]);
    let words = match days {
        Days::Plain(0) => labels.text("terms-on-receipt"),
        Days::Plain(days) => with("terms-days", days),
        Days::ThenMonthEnd(0) | Days::AfterMonthEnd(None | Some(0)) => labels.text("terms-eom"),
        Days::ThenMonthEnd(days) => with("terms-days-eom", days),
        Days::AfterMonthEnd(Some(days)) => with("terms-eom-days", days),
    };
    match on_day {
        Some(day) => labels.with("terms-on-day", &[("terms", &words), ("day", &day.to_string())]),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tongue::Tongue;

    #[test]
    fn every_form_is_said() {
        let said = |formula: &str| {
            [Tongue::English, Tongue::French].map(|tongue| words(formula, &Labels::of(tongue)).unwrap())
        };
        for (formula, english, french) in [
            ("30d", "30 days", "30 jours"),
            ("0d", "On receipt", "À réception"),
            ("on-receipt", "On receipt", "À réception"),
            ("30d-eom", "30 days, end of month", "30 jours fin de mois"),
            ("eom-45d", "End of month, 45 days", "Fin de mois 45 jours"),
            ("eom", "End of month", "Fin de mois"),
            ("30d-eom-10", "30 days, end of month, on the 10", "30 jours fin de mois le 10"),
            (
                "30%@order 70%@delivery",
                "30% on order, 70% on delivery",
                "30\u{202f}% à la commande, 70\u{202f}% à la livraison",
            ),
        ] {
            assert_eq!(said(formula), [english, french], "{formula}");
        }
        assert_eq!(words("whenever", &Labels::of(Tongue::English)), None);
    }
}
