//! One commented record of each kind. Together with a new `carnet.toml` they are a valid book, which a test proves.

use crate::model::kind::FileFormat;

/// An example record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    pub kind: &'static str,
    pub text: &'static str,
}

macro_rules! examples {
    ($($kind:literal $file:literal;)*) => {
        /// The examples: one row a kind.
        pub static EXAMPLES: &[Example] = &[
            $(Example { kind: $kind, text: include_str!(concat!("../../data-template/examples/", $file)) }),*
        ];
    };
}

examples! {
    "member" "member.toml";
    "customer" "customer.toml";
    "contact" "contact.toml";
    "deal" "deal.toml";
    "product" "product.toml";
    "pricelist" "pricelist.toml";
    "quote" "quote.toml";
    "order" "order.toml";
    "delivery" "delivery.toml";
    "invoice" "invoice.toml";
    "payment" "payment.toml";
    "transmission" "transmission.toml";
    "status" "status.toml";
    "supplier" "supplier.toml";
    "bill" "bill.toml";
    "territory" "territory.toml";
    "segment" "segment.toml";
    "rate" "rate.toml";
    "note" "note.md";
}

impl Example {
    /// Where such a record would stand in a book: the example's first comment.
    pub fn path(&self) -> Option<&'static str> {
        self.text.lines().find_map(|line| line.strip_prefix("# "))
    }

    /// How its file is written.
    pub fn format(&self) -> FileFormat {
        if self.text.starts_with("---") { FileFormat::Note } else { FileFormat::Toml }
    }
}

/// The example of a kind.
pub fn example(kind: &str) -> Option<&'static Example> {
    EXAMPLES.iter().find(|example| example.kind == kind)
}
