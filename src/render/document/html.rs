//! Documents as web pages: one file, no script, nothing from the network; printed from a browser it is a proper document, too.

use std::fmt;

use minijinja::value::{Serde, Value as Word};
use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior, context};
use serde_json::Value;

use super::code;
use super::pdf::Templates;
use super::worded;
use crate::document::DocumentView;

/// The template, in the book's `templates/` as in `data-template/documents/`.
pub const TEMPLATE: &str = "document.html.j2";

/// The built-in one.
pub const BUILT_IN: &str = include_str!("../../../data-template/documents/document.html.j2");

/// Steps after which a template is stopped: some thousand times what the built-in one takes for a page.
const FUEL: u64 = 100_000_000;

/// A template of the book that does not work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HtmlFault {
    /// Below `templates/`.
    pub file: String,
    pub line: Option<usize>,
    /// In the words of the template language.
    pub message: String,
}

impl fmt::Display for HtmlFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = self.line.map_or(String::new(), |line| format!(":{line}"));
        write!(f, "templates/{}{line}: {}", self.file, self.message)
    }
}

impl std::error::Error for HtmlFault {}

/// The document as a page. A template may include others that stand beside it in `templates/`, and nothing else.
///
/// # Errors
/// The fault of a template, with its file and line: a name that does not exist is one.
pub fn html(view: &DocumentView, templates: &Templates) -> Result<String, HtmlFault> {
    let doc = worded(view);
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    // A template that would run for ever is stopped.
    environment.set_fuel(Some(FUEL));
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let own = templates.iter().filter(|(name, _)| name.ends_with(".j2"));
    let own: Vec<(&str, &str)> =
        own.filter_map(|(name, bytes)| Some((name.as_str(), std::str::from_utf8(bytes).ok()?))).collect();
    for (name, text) in [(TEMPLATE, BUILT_IN)].into_iter().chain(own) {
        environment.add_template(name, text).map_err(|error| fault(name, &error))?;
    }
    let template = environment.get_template(TEMPLATE).map_err(|error| fault(TEMPLATE, &error))?;
    let logo = view.style.logo.as_ref().map(|(bytes, form)| {
        let kind = match form.as_str() {
            "svg" => "svg+xml",
            "png" => "png",
            _ => "jpeg",
        };
        // Nothing in it must be escaped.
        Word::from_safe_string(format!("data:image/{kind};base64,{}", code::base64(bytes)))
    });
    let asks = !doc["payment"]["code"].is_null();
    let code = view.payment_code.as_deref().filter(|_| asks).and_then(code::svg).map(Word::from_safe_string);
    // The number of columns before the last one.
    let heads = ["quantity", "unit_price", "progress", "tax", "amount"];
    let span = heads.iter().filter(|head| !matches!(doc["heads"][head], Value::Null)).count();
    let page = template.render(context! { doc => Word::from(Serde(&doc)), logo, code, span });
    page.map_err(|error| {
        let mut fault = fault(TEMPLATE, &error);
        // The language does not say which name it was: the line does.
        let text = templates.get(&fault.file).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or(BUILT_IN);
        if let Some(line) = fault.line.and_then(|line| text.lines().nth(line.saturating_sub(1))) {
            fault.message = format!("{}: {}", fault.message, line.trim());
        }
        fault
    })
}

fn fault(file: &str, error: &minijinja::Error) -> HtmlFault {
    let detail = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    let message = match error.kind() {
        ErrorKind::SyntaxError => format!("{}: {detail}", error.kind()),
        _ => detail,
    };
    HtmlFault { file: error.name().unwrap_or(file).to_owned(), line: error.line(), message }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Sort;
    use crate::render::document::tests::sample;

    #[test]
    fn a_template_of_the_book_goes_before_the_built_in_one() {
        let view = sample(Sort::Invoice);
        let with = |text: &str| html(&view, &Templates::from([(TEMPLATE.to_owned(), text.as_bytes().to_vec())]));
        assert_eq!(with("<b>{{ doc.seller.name }}</b>").unwrap(), "<b>Atelier &lt;Martin&gt; &amp; fils</b>");
        let fault = with("\n{{ doc.no_such_thing }}").unwrap_err();
        assert_eq!((fault.file.as_str(), fault.line), (TEMPLATE, Some(2)));
        let fault = with("{% if %}").unwrap_err();
        assert_eq!(fault.line, Some(1), "{fault}");
        assert!(with("{% include '../carnet.toml' %}").is_err());
    }

    #[test]
    fn the_page_holds_all_that_it_needs() {
        for sort in Sort::ALL {
            let page =
                html(&sample(sort), &Templates::new()).unwrap_or_else(|fault| panic!("{}: {fault}", sort.name()));
            // An address of a vocabulary is no address of the network.
            let page = page.replace("http://www.w3.org/2000/svg", "");
            for outside in ["http://", "https://", "<script", "@import", "url("] {
                assert!(!page.contains(outside), "{}: {outside}", sort.name());
            }
            assert!(page.contains("Atelier &lt;Martin&gt; &amp; fils"), "{}", sort.name());
        }
    }
}
