//! Guides: documentation that compiles.
//!
//! | guide | from what to what |
//! |---|---|
//! | `survey` (feature `csv`) | from a survey file to a published table |

#[cfg(feature = "csv")]
pub mod survey;
