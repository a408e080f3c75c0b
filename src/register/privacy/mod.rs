//! What identifies a person, apart from everything else: names that never print themselves, and pseudonyms for exports.
//!
//! The register itself holds no name; an office that keeps names keeps them beside it, in these types.
//!
//! | type | what it is |
//! |---|---|
//! | [`Secret`] | a name or another text that identifies a person, printed by nothing but an explicit call |
//! | [`Pseudonymiser`], [`Pseudonym`] (feature `pseudonyms`) | a keyed hash of an identifier: the same person is the same in every export of one purpose |

mod error;
#[cfg(feature = "pseudonyms")]
mod pseudonym;
mod secret;

pub use error::PrivacyError;
#[cfg(feature = "pseudonyms")]
pub use pseudonym::{Pseudonym, Pseudonymiser};
pub use secret::Secret;
