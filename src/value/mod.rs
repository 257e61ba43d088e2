//! The values of trade: money, dates, periods, ids and the identifiers that the law gives.
//!
//! Nothing here knows a record, a file or a terminal.

pub mod currency;
pub mod date;
pub mod decimal;
pub mod europe;
pub mod exemption;
mod fold;
pub mod id;
pub mod identifier;
pub mod key;
pub mod money;
pub mod period;
pub mod tax;
pub mod terms;
pub mod zone;

pub use currency::Currency;
pub use date::Date;
pub use decimal::Decimal;
pub use fold::fold;
pub use id::Id;
pub use money::{Money, Moneys};
pub use period::Period;
pub use terms::Terms;
pub use zone::Zone;
