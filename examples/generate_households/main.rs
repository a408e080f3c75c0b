//! Makes the households of `examples/data`: 600 households of an invented town in the Central Highlands of Viet Nam.
//!
//! No household is real, and no place is: names, codes and numbers are drawn from one seed, so that running this again gives
//! the committed files to the byte. Shares and correlations are only of the kind that the published record shows: poverty about
//! 13 %, clearly higher among ethnic minorities and far from the ward; toilets, crowding, work and materials lacking most often.
//!
//! `cargo run --example generate_households` writes to `examples/data`; three paths (households.csv, members.csv,
//! households.jsonl) write elsewhere.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "ages, shares and thousands of dong stay far below the ends of their types"
)]

mod district;
mod draw;
mod home;
mod life;
mod people;

use poverty::household::read::{write_json_lines, write_tables};
use std::env;
use std::error::Error;
use std::fs::File;
use std::io::BufWriter;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let [households_csv, members_csv, json_lines] = paths()?;
    let households = district::households()?;
    let create = |path: &PathBuf| File::create(path).map(BufWriter::new);
    write_tables(create(&households_csv)?, create(&members_csv)?, &households)?;
    write_json_lines(create(&json_lines)?, &households)?;
    Ok(())
}

/// The three paths given, or those under `examples/data`.
fn paths() -> Result<[PathBuf; 3], String> {
    let given: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    if given.is_empty() {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/data");
        return Ok(["households.csv", "members.csv", "households.jsonl"].map(|file| folder.join(file)));
    }
    given.try_into().map_err(|given: Vec<_>| format!("{} paths given, expected three or none", given.len()))
}
