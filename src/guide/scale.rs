//! From a laptop to a nation: how the work grows with the data, and how it is shared out.
//!
//! A measure of this library costs what its *patterns* cost, not what its rows cost. Twelve indicators make 4,096 patterns, however
//! many households there are: a household's row becomes one addition to the weight of its pattern, and everything asked afterwards
//! (every cutoff, weighting, group, standard error) reads the sums. So a survey of a million rows is read once and asked a hundred
//! times, and what has to be moved between machines is a table of sums that fits into a mail.
//!
//! # 1. A row is one addition
//!
//! ```
//! use poverty::measure::{Axes, By, Family, PatternTable, Profile, Structure, Tabulation, Weighting};
//! use poverty::quantity::{Households, Ratio, Weight};
//! let structure = Structure::flat(["water", "toilet", "school"])?;
//! let mut table = PatternTable::<Households>::new(&structure, Axes::new().subgroup("province")?)?;
//! // A cell is found once, rows are added to it by number.
//! let dak_lak = table.cell(&["Đắk Lắk"])?;
//! for household in 0..1_000_u64 {
//!     table.add(dak_lak, Profile::complete(household % 8), Weight::ONE)?;
//! }
//! // A thousand rows, eight sums.
//! assert_eq!(table.iter().count(), 8);
//!
//! // Twenty cutoffs are asked of the eight sums, not of the thousand rows.
//! let cutoffs = (1..=20).map(|twentieth| Ratio::new(twentieth, 20)).collect::<Result<Vec<_>, _>>()?;
//! let weighting = Weighting::nested(&structure)?;
//! let request = Tabulation::new(&table)
//!     .weighting(&weighting, cutoffs)
//!     .families([Family::HeadcountRatio])
//!     .by([By::whole(), By::axis("province")]);
//! assert_eq!(request.run()?.rows().len(), 40);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # 2. Parts add up, in any order, to the same bits
//!
//! Weights are whole numbers of billionths and sums are whole numbers too, so there is no order in which they come out otherwise: two
//! halves read by two programs, two threads or two offices make exactly the table of the whole. The [`Fingerprint`] of a result says
//! so in 32 hexadecimal digits: it is made from the sums and the question, not from the way.
//!
//! ```
//! use poverty::measure::{Axes, Family, PatternTable, Profile, Structure, Tabulation, Weighting};
//! use poverty::quantity::{Households, Ratio, Weight};
//! let structure = Structure::flat(["water", "toilet"])?;
//! let part = |rows: std::ops::Range<u64>| -> Result<_, Box<dyn std::error::Error>> {
//!     let mut table = PatternTable::<Households>::new(&structure, Axes::new().subgroup("area")?)?;
//!     for row in rows {
//!         let area = if row % 3 == 0 { "urban" } else { "rural" };
//!         let weight: Weight<Households> = format!("{}.{}", 100 + row, row % 10).parse()?;
//!         table.add_row(&[area], Profile::complete(row % 4), weight, &[])?;
//!     }
//!     Ok(table)
//! };
//! let weighting = Weighting::nested(&structure)?;
//! let fingerprint = |table: &PatternTable<Households>| -> Result<_, Box<dyn std::error::Error>> {
//!     let request = Tabulation::new(table).weighting(&weighting, [Ratio::new(1, 2)?]);
//!     Ok(request.families([Family::HeadcountRatio]).run()?.rows()[0].fingerprint())
//! };
//! let whole = part(0..900)?;
//! let mut joined = part(600..900)?;
//! joined.merge(&part(0..300)?)?;
//! joined.merge(&part(300..600)?)?;
//! assert_eq!(fingerprint(&joined)?, fingerprint(&whole)?);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! With the feature `rayon`, `PatternTable::gather` does this over the threads of a pool, and a [`Tabulation`] shares out its
//! groups.
//!
//! # 3. Sums that others made
//!
//! What adds up can be added up elsewhere. A database that holds the households returns sums by pattern, and a [`SurveyReader`] takes
//! them in place of rows. Weights are told in billionths, so that nothing is rounded on the way:
//!
//! ```
//! use poverty::measure::Profile;
//! use poverty::measure::spec::{Spec, SurveyReader};
//! let spec = Spec::from_toml("households.toml", r#"
//! data = { weight = "weight", period = "year" }
//! options = { standard_errors = false, measures = ["H", "M0"] }
//! dimension = [{ id = "services", indicators = [{ column = "water" }, { column = "toilet" }] }]
//! weighting = [{ id = "nested", cutoffs = ["1/2"] }]
//! "#)?;
//! let mut reader = SurveyReader::new(&spec, "a database", ["year", "weight", "water", "toilet"])?;
//! let year = reader.cell(&["2024"])?;
//! // SELECT year, pattern, sum(weight), count(*) ... GROUP BY year, pattern
//! for (pattern, households, rows) in [(0b00, 600_u128, 60), (0b01, 250, 25), (0b11, 150, 15)] {
//!     reader.add_sum(year, Profile::complete(pattern), households * 1_000_000_000, rows)?;
//! }
//! let tidy = reader.finish()?.measure()?;
//! assert_eq!(tidy.rows()[0].estimate, Some(0.4));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # 4. Which way for how much
//!
//! | households | where they are | the way |
//! |---|---|---|
//! | up to some millions | a CSV file | `examples/measure.rs`, which is [`Spec::read_csv`] |
//! | tens of millions | memory, as columns | the crate `poverty-engine`: record batches of Arrow, shared with data frames without a copy |
//! | hundreds of millions | Parquet files, more than memory | `poverty-engine`, feature `parquet`: streamed by row group, in constant memory |
//! | any number | a database | `poverty-engine`: the text of one query for PostgreSQL, DuckDB or DataFusion |
//! | a register, not a survey | a journal | the floor `register`, which keeps every version of every household |
//!
//! Every way ends in the same table of sums, so in the same [`Fingerprint`]; the engine's tests hold all of them to one. Its README
//! says how to run each.
//!
//! # 5. What does not shrink
//!
//! Measures that depend on more of a row than its pattern need the rows: Gini coefficients and quantiles of incomes, panels, gaps of
//! measured achievements (which are sums of their own), and standard errors where every row is a sampling unit. `Spec::grouping` says
//! `None` for these. Standard errors from villages do shrink: the sums are kept by village, and there are fewer villages than
//! households.
//!
//! [`Fingerprint`]: crate::measure::Fingerprint
//! [`SurveyReader`]: crate::measure::spec::SurveyReader
//! [`Spec::read_csv`]: crate::measure::spec::Spec::read_csv
//! [`Tabulation`]: crate::measure::Tabulation
