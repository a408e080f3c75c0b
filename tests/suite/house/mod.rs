//! The rules of the house, read from its source files.
//!
//! The default build asks the machine for nothing (no clock, entropy, file, thread, environment or network), depends on six
//! crates, and its files stay short and named after what they hold.

mod build;
mod files;
mod source;
