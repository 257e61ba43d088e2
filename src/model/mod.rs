//! The kinds of record, each one struct in one file, and the [`Shape`] that everything reads them through.

pub mod address;
pub mod adjustment;
pub mod bill;
pub mod contact;
pub mod customer;
pub mod deal;
pub mod delivery;
pub mod field;
pub mod frozen;
pub mod invoice;
pub mod kind;
pub mod line;
pub mod member;
pub mod migration;
pub mod note;
pub mod order;
pub mod payment;
pub mod pricelist;
pub mod product;
pub mod quote;
pub mod rate;
pub mod retention;
pub mod segment;
pub mod shape;
pub mod status;
pub mod supplier;
pub mod territory;
pub mod transmission;

pub use kind::{Kind, KindId, Kinds, Model, Shapes};
pub use shape::{Field, Shape, Type};
