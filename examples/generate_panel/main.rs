//! Makes `examples/data/panel.csv`: 360 households of an invented district followed from 2019 to 2024, with those that split from
//! them, merged, moved away and were dissolved.
//!
//! No household is real. Everything is drawn from one seed, so that running this again gives the committed file to the byte. Households are
//! poor or near-poor by an income that has a lasting part, a part that fades, and shocks: most exits hold, some don't.
//!
//! `cargo run --example generate_panel` writes to `examples/data`; a path writes elsewhere.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "numbers of households and thousands of dong stay far below the ends of their types"
)]

#[path = "../generate_households/draw.rs"]
mod draw;
mod life;

use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let committed = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/data/panel.csv");
    let path = std::env::args_os().nth(1).map_or_else(committed, PathBuf::from);
    std::fs::write(path, life::table())?;
    Ok(())
}
