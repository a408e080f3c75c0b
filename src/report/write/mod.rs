//! How a table is written: for readers, rounded and in their locale; for files, in full.

mod csv;
mod html;
mod json;
mod latex;
mod markdown;
mod reader;
mod record;
mod terminal;

pub(crate) use reader::{header, said};
