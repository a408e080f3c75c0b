//! What people read.

mod tables;
