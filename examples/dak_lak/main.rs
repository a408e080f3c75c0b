//! Đắk Lắk from 2021 to 2024: what was published, what it implies, and how such figures come about.
//!
//! `cargo run --release --example dak_lak`
//!
//! 1. The published record: counts and rates as printed, what they imply, and how the parts of the fall add up.
//! 2. A commune's files: synthetic households assessed and classified under the law in force, and measured.
//! 3. A tie: one household on which binary floating point and the law disagree.
//!
//! Every figure on the page is computed from the claims, the budget and the households; none is typed in as a result.
#![expect(clippy::arithmetic_side_effects, reason = "the counters of a page are small")]

mod households;
mod page;
mod record;
#[path = "../shown/mod.rs"]
mod shown;
mod tie;

use std::error::Error;
use std::io::Write;

fn main() -> Result<(), Box<dyn Error>> {
    shown::whole(page)
}

fn page(out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    record::print(out)?;
    households::print(out)?;
    tie::print(out)
}
