//! From an appropriation to a disbursement rate, and to what the money did.
//!
//! # 1. What was promised
//!
//! The National Target Programme of 2021-2025 is built in, with the source and the mark of every number; what nobody knows for
//! sure is unknown there, not zero.
//!
//! ```
//! use poverty::programme::structure::Programme;
//! use poverty::source::Language;
//! let programme = Programme::viet_nam_2021_2025()?;
//! assert_eq!(programme.name.in_language(Language::Vietnamese), "Chương trình mục tiêu quốc gia giảm nghèo bền vững giai đoạn 2021-2025");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # 2. Where the money is
//!
//! A [`BudgetLine`](crate::programme::BudgetLine) says what money is for: component, source, kind of capital, place, year. A
//! [`Ledger`](crate::programme::ledger::Ledger) takes entries and refuses what can't be.
//!
//! ```
//! use poverty::journal::Entry;
//! use poverty::programme::ledger::{BudgetRules, Flow, Ledger, Movement};
//! use poverty::programme::rates::{Execution, Pace};
//! use poverty::programme::{BudgetLine, Capital, FiscalYear, FundingSource};
//! use poverty::quantity::{Currency, Money, Rounding::HalfUp};
//!
//! let mut ledger = Ledger::new(Currency::VND, BudgetRules::viet_nam()?);
//! let year = FiscalYear::new(2024)?;
//! let line = ledger.open(BudgetLine::new("3.1", FundingSource::CentralBudget, Capital::Recurrent, "66", year)?)?;
//! let million = |millions: i64| Money::vnd(millions * 1_000_000);
//! for (id, day, flow, millions) in [
//!     (1, "2024-01-10", Flow::Appropriation, 1_000),
//!     (2, "2024-03-01", Flow::Release, 800),
//!     (3, "2024-08-20", Flow::Disbursement, 300),
//! ] {
//!     let entry = Entry::new(id, day.parse()?, Movement::on(line, flow, ledger.amount(million(millions))?));
//!     ledger.post(entry)?;
//! }
//! // More than was released: refused, named, and the ledger is as it was.
//! let too_much = Movement::on(line, Flow::Disbursement, ledger.amount(million(501))?);
//! let rejection = ledger.post(Entry::new(4, "2024-08-21".parse()?, too_much)).unwrap_err();
//! assert!(rejection.to_string().contains("exceeds what is released and not spent, 500,000,000 VND"));
//!
//! // 3. How far it is, and how fast it must go on.
//! let on = "2024-08-31".parse()?;
//! let execution = Execution::of(&ledger.as_of(on).statement(), |line| line.capital() == Capital::Recurrent);
//! assert_eq!(execution.disbursement_rate()?.percent(1, HalfUp).to_string(), "30.0 %");
//! let pace = Pace::new(million(300), million(1_000), "2024-01-01".parse()?, on, "2024-12-31".parse()?)?;
//! assert_eq!(pace.needed_a_month()?.in_millions().to_string(), "175 million VND");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # 4. Sharing out the next year
//!
//! The rule of 2026-2030 is data; a commune in several groups takes the highest of its coefficients, and the parts sum to the đồng.
//!
//! ```
//! use poverty::programme::allocation::{AllocationRule, Method, Recipient, apportion_money};
//! use poverty::quantity::Money;
//! let rule = AllocationRule::viet_nam_2026_2030()?;
//! let communes = [
//!     Recipient::new("Ea Rốk").of_group("border").of_group("zone_ii").with("specially_difficult_villages", 6),
//!     Recipient::new("Ea Súp").of_group("border").with("specially_difficult_villages", 1),
//! ];
//! let total: Money = "100 billion VND".parse()?;
//! let parts = apportion_money(total, rule.claimants(&communes)?, Method::Hamilton)?;
//! assert_eq!(Money::sum(parts.iter().map(|(_, part)| *part))?, Some(total));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # 5. What it did
//!
//! Outputs, results against their targets, loans, and who was helped, each household once:
//! [`delivery`](crate::programme::delivery), [`credit`](crate::programme::credit),
//! [`cost`](crate::programme::rates::cost). `cargo run --release --example budget` prints all of it for one province.
