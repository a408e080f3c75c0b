//! What people read.

mod charts;
mod page;
mod tables;
