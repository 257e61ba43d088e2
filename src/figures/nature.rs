//! Goods or services: what the law asks of a line and of a document (article 242 nonies A of annex II to the French tax code),
//! and what decides which category of tax it may have.

use crate::book::Book;
use crate::book::link::target;
use crate::model::frozen::DocumentNature;
use crate::model::line::Line;
use crate::model::product::{Nature, Product};

/// What a line sells: what it says itself, else its product's type, else the firm's `nature`. `None` where nobody says.
pub fn of_line(book: &Book, line: &Line) -> Option<Nature> {
    line.nature.or_else(|| of_product(book, line.product.as_ref().map(|product| product.as_str())))
}

/// What a line of a product sells that does not say it itself; one without a product, too.
pub fn of_product(book: &Book, product: Option<&str>) -> Option<Nature> {
    let product = product.and_then(|id| book.typed::<Product>(target(book, "product", id)?));
    product.and_then(|product| product.nature).or(book.firm.file.nature)
}

/// What a document sells by its lines. `None` without lines, or where nobody says what one of them is.
pub fn of_lines(lines: impl IntoIterator<Item = Option<Nature>>) -> Option<DocumentNature> {
    let mut nature = None;
    for line in lines {
        let own = match line? {
            Nature::Goods => DocumentNature::Goods,
            Nature::Services => DocumentNature::Services,
        };
        nature = match nature {
            None => Some(own),
            Some(known) if known == own => nature,
            Some(_) => Some(DocumentNature::Mixed),
        };
    }
    nature
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_what_its_lines_are() {
        let (good, service) = (Some(Nature::Goods), Some(Nature::Services));
        assert_eq!(of_lines([good, good]), Some(DocumentNature::Goods));
        assert_eq!(of_lines([service]), Some(DocumentNature::Services));
        assert_eq!(of_lines([service, good, service]), Some(DocumentNature::Mixed));
        assert_eq!(of_lines([good, service, None]), None);
        assert_eq!(of_lines([]), None);
    }
}
