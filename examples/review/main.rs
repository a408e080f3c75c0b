//! One commune's review of poor and near-poor households over three years, from the committed synthetic journal of its register: where
//! the reviews stand and what is overdue, who entered and left poverty, a correction with its trail, households registered twice,
//! what a household may get, a waiting list, and a table fit to publish.
//!
//! `cargo run --release --example review`

mod corrected;
mod entitled;
mod page;
mod sealed;
mod stand;

use poverty::journal::{FileStore, Store};
use poverty::place::Gazetteer;
use poverty::register::disclosure::{CountTable, DisclosureRule};
use poverty::register::privacy::Secret;
use poverty::register::quality::{BirthDate, DuplicateSearch, Identity};
use poverty::register::review::{Procedure, WorkingDays};
use poverty::register::{Change, HouseholdId, Register, View};
use poverty::source::Language::Vietnamese;
use std::collections::BTreeMap;
use std::error::Error;
use std::io::{self, Write};

/// Made by `cargo run --example generate_register`; no household and no name is real.
const JOURNAL: &str = include_str!("../data/register/journal.jsonl");
const HEADS: &str = include_str!("../data/register/heads.csv");
const PLACES: &str = include_str!("../data/register/places.toml");
pub(crate) const COMMUNE: &str = "66-X1";
pub(crate) const STANDARD: &str = "vn-decree-07-2021";
/// The day on which the page is asked for.
const TODAY: &str = "2024-12-20";

pub(crate) type Done = Result<(), Box<dyn Error>>;

fn main() -> Done {
    let mut page = Vec::new();
    write(&mut page)?;
    // A reader that has seen enough is no error.
    match io::stdout().write_all(&page) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

fn write(out: &mut dyn Write) -> Done {
    let mut store = FileStore::<Change, _>::on(sealed::Bytes(JOURNAL.as_bytes().to_vec()), "journal.jsonl")?;
    let places = Gazetteer::builder().provinces_of_viet_nam()?.toml("places.toml", PLACES)?.build()?;
    // The holidays of these years are left out of the calendar.
    let calendar = WorkingDays::over("2022-01-01/2026-01-01".parse()?);
    let register = Register::with_places(places).reviewing_by(Procedure::vn_decision_24_2021()?, calendar);
    let register = register.filled(store.read()?).map_err(|(entry, error)| format!("entry {entry}: {error}"))?;
    let now = register.as_of(TODAY.parse()?);

    writeln!(out, "The register of an invented commune, Xã Ea Mẫu, on {TODAY}. No household and no name is real.\n")?;
    writeln!(
        out,
        "{} entries about {} households, in {} sealed batches; the chain holds, and ends in {}.",
        register.journal().entries().len(),
        register.households_ever(),
        store.chain().batches(),
        store.chain().last().to_string().get(..16).unwrap_or_default(),
    )?;
    stand::reviews(out, &now)?;
    stand::overdue(out, &now)?;
    stand::passages(out, &register, &now)?;
    corrected::print(out, &register, &now)?;
    duplicates(out, &now)?;
    entitled::print(out, &now)?;
    publishable(out, &now)
}

/// The name of a unit of the day.
pub(crate) fn name<'a>(view: &View<'a>, code: &'a str) -> &'a str {
    let unit = view.register().gazetteer().at(code, view.on());
    unit.map_or(code, |unit| unit.name().in_language(Vietnamese))
}

/// Names stand in the office's own list; what the search prints of them is how they are alike.
fn duplicates(out: &mut dyn Write, now: &View<'_>) -> Done {
    page::heading(out, "Households that may be one")?;
    let mut identities = Vec::new();
    for row in csv::Reader::from_reader(HEADS.as_bytes()).deserialize::<BTreeMap<String, String>>() {
        let row = row?;
        let field = |name: &str| row.get(name).map_or("", String::as_str);
        let household: HouseholdId = field("household").parse()?;
        let born = BirthDate::on(field("born").parse()?)?;
        let Some(state) = now.household(household) else { continue };
        let size = u32::try_from(state.members().len())?;
        // The place is left out: who is registered twice is mostly so because of a move.
        identities.push(Identity::new(household, Secret::new(field("head"))?).born(born).of_size(size));
    }
    let found = DuplicateSearch::default().search(&identities)?;
    writeln!(
        out,
        "{} of {} households are searched by the names of their heads:",
        identities.len(),
        now.households().count()
    )?;
    for pair in found.pairs() {
        page::paragraph(out, &format!("- {pair}"))?;
    }
    Ok(())
}

/// Households by standing and size, as it can be published.
fn publishable(out: &mut dyn Write, now: &View<'_>) -> Done {
    page::heading(out, "A table fit to publish: households by standing and number of members")?;
    let mut pairs = Vec::new();
    for state in now.households_in(COMMUNE) {
        let size = match state.members().len() {
            1 => "1 member",
            2 => "2",
            3 => "3",
            4 => "4",
            _ => "5 and more",
        };
        pairs.push((state.standing().to_string(), size));
    }
    let rule = DisclosureRule::at_least(3)?;
    let published = CountTable::of_pairs(pairs)?.protect(rule);
    writeln!(out, "{published}\n")?;
    page::paragraph(
        out,
        &format!(
            ".. withheld: {} cells, so that nobody can exclude that a cell of fewer than {} households is empty, nor that it has {}.",
            published.withheld(),
            rule.minimum(),
            rule.minimum(),
        ),
    )
}
