//! The law of poverty, the household, the measure, the money and the register: one library, exact and able to explain itself.
//!
//! # A household, a law, a class
//!
//! ```
//! use poverty::household::{Contract, Dwelling, Household, Member, Services, Toilet, WaterSource, Work};
//! use poverty::place::Area;
//! use poverty::quantity::{FloorArea, Money};
//! use poverty::source::Language;
//! use poverty::standard::Standards;
//!
//! let household = Household::builder("DL-0001", "24133", Area::Rural)
//!     .income_per_person_month(Money::vnd(1_150_000))
//!     .dwelling(Dwelling::default().with_area(FloorArea::square_metres(15)?))
//!     .services(Services::default().with_toilet(Toilet::OpenPit).with_water_source(WaterSource::Surface))
//!     .member(Member::aged(36)?.with_work(Work::Waged).with_contract(Contract::None))
//!     .member(Member::aged(9)?)
//!     .build()?;
//!
//! // The law that is in force on the day; a day that no law covers is refused.
//! let on = "2024-12-31".parse()?;
//! let assessment = Standards::embedded().in_force("VN", on)?.assess(&household, on)?;
//!
//! // Four deprivations are seen and the income is under the line, so the household is poor, whatever else is unknown.
//! assert_eq!(assessment.class().map(|class| class.id()), Some("poor"));
//! let explanation = assessment.explain(Language::English).to_string();
//! assert!(explanation.contains("x floor area per person: 15 m2 for 2 people, 7.50 m2 each"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The floors
//!
//! Each module answers one question, and uses only the modules under it.
//!
//! | module | question |
//! |---|---|
//! | `report` | what do people read? (feature `report`) |
//! | `simulate` | what would it change, at what cost, and whom does it reach? (feature `simulate`) |
//! | `register` | who is poor this year, who left, who fell back, what was corrected? (feature `register`) |
//! | `programme` | what was planned, funded, spent, delivered? (feature `programme`) |
//! | `journal` | what happened, in order, and when was it known? (under both of these) |
//! | [`published`] | is what was printed consistent? |
//! | [`measure`] | how poor is the population? |
//! | [`standard`] | what does the law say? |
//! | [`household`] | what was observed? |
//! | [`place`] | where, and when? |
//! | [`quantity`] | exact numbers: money, ratios, percentage points, weights, areas, periods |
//! | [`source`] | who says so, how surely, in which language? |
//!
//! # Guides
//!
//! | to read | when |
//! |---|---|
//! | [`guide::concepts`] | before anything else: the ideas that all modules share |
//! | [`guide::first_measure`] | to have a rate in five steps |
//! | [`guide::own_standard`] | to write a law, or a measure of one's own, as a file |
//! | `guide::survey` (feature `csv`) | to go from a survey file to a published table with errors |
//! | `guide::programmes` (feature `programme`) | to follow money from an appropriation to what it did |
//! | `guide::simulation` (feature `simulate`) | to apply interventions, judge targeting, plan within budgets, and follow rates to a target |
//! | `guide::scale` (feature `csv`) | to measure millions of households, or leave them in a database |
//! | [`guide::peers`] | coming from mpitbR, mpitb, mpindex, convey or laeken |
//! | [`guide::measures`] | to look a formula and its source up |
//! | [`guide::glossary`] | to read Vietnamese sources |
//!
//! # A population, measured
//!
//! A household enters a counting measure only through *which* indicators it lacks. So the weights of the patterns of
//! deprivation are all that is kept: every cutoff, weighting and subgroup is computed from them, exactly.
//!
//! ```
//! use poverty::measure::{Axes, Group, PatternTable, Profile, Structure, Weighting};
//! use poverty::quantity::{Households, Ratio};
//! use poverty::standard::Standards;
//!
//! let decree = Standards::embedded().get("vn-decree-07-2021")?;
//! let mut table = PatternTable::<Households>::new(&Structure::of_standard(decree)?, Axes::new().subgroup("commune")?)?;
//! for (commune, deprived, weight) in [("24133", 0b0011_0000_0001, "2.5"), ("24133", 0, "3"), ("24136", 0b1, "4.5")] {
//!     let cell = table.cell(&[commune])?;
//!     table.add(cell, Profile::complete(deprived), weight.parse()?)?;
//! }
//! let poverty = Weighting::of_standard(decree)?.cutoff(Ratio::new(1, 4)?)?;
//! let whole = table.tally(&poverty, &Group::whole())?;
//! assert_eq!(whole.headcount_ratio()?, Ratio::new(1, 4)?);
//! let commune = table.tally(&poverty, &Group::whole().and("commune", "24133"))?;
//! assert_eq!(commune.headcount_ratio()?.to_string(), "5/11");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is exact
//!
//! Weights are integers of 10^-9, indicator weights and cutoffs are fractions compared as integers, money is decimal, and a
//! number is rounded once, in print, by the rule that the caller names. With twelve equal weights and a cutoff of one half,
//! binary floats call all 924 households that stand at the cutoff not poor; here they are poor.
//!
//! # Features
//!
//! None is on by default; each adds something and changes no result.
//!
//! | feature | adds |
//! |---|---|
//! | `csv` | readers of households, places and claims as CSV tables; survey files measured as a specification says |
//! | `json` | readers and writers of households as JSON Lines, standards in JSON |
//! | `register` | the register of households and its yearly review |
//! | `programme` | programmes and their money: structure, ledger, rates, allocation, credit, delivery |
//! | `simulate` | interventions, targeting, plans within budgets, and the way of the rates under a plan |
//! | `journal` | the append-only journal under both; `chain` seals it with SHA-256, `file` and `sqlite` keep it |
//! | `report` | tables, charts and a page for readers, from every kind of result |
//! | `optimise` | linear programmes: what a reader can work out about the cells that a table withholds |
//! | `quality` | rules for a register, completeness, duplicates by names and births in any spelling, audits by a random re-survey |
//! | `pseudonyms` | pseudonyms of households for exports, by a keyed hash |
//! | `schema` | the form of standards as a JSON Schema |
//! | `rayon` | tables gathered and measured by many threads, to the same bits |
//! | `proptest` | [strategies](https://docs.rs/proptest) for the public types, for your own tests |

mod error;
pub mod guide;
pub mod household;
#[cfg(feature = "journal")]
pub mod journal;
pub mod measure;
pub mod place;
#[cfg(feature = "programme")]
pub mod programme;
pub mod published;
pub mod quantity;
#[cfg(feature = "register")]
pub mod register;
#[cfg(feature = "report")]
pub mod report;
#[cfg(feature = "simulate")]
pub mod simulate;
pub mod source;
pub mod standard;
#[cfg(feature = "proptest")]
pub mod strategies;

pub use error::Error;

/// Runs the snippets of the README as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
