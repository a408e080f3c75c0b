//! Makes `examples/data/register/journal.jsonl`, `heads.csv` and `requests.csv`: an invented commune of three villages, reviewed in
//! 2022, 2023 and, not to the end, in 2024.
//!
//! No household and no name is real. Everything is drawn from one seed, so that running this again gives the committed files to the
//! byte.
//!
//! `cargo run --example generate_register` writes to `examples/data/register`; a path writes to another folder.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "numbers of households and persons stay far below the ends of their types, and so do places in short lists"
)]

mod clerk;
#[path = "../generate_households/draw.rs"]
mod draw;
mod home;
#[path = "../review/sealed.rs"]
mod sealed;
mod story;

use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let committed = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/data/register");
    let folder = std::env::args_os().nth(1).map_or_else(committed, PathBuf::from);
    let made = story::made()?;
    std::fs::write(folder.join("journal.jsonl"), made.journal)?;
    std::fs::write(folder.join("heads.csv"), made.heads)?;
    std::fs::write(folder.join("requests.csv"), made.requests)?;
    Ok(())
}
