//! Which axioms the counting measures satisfy, and the test that shows each.
//!
//! An axiom that a measure satisfies is a property test over random populations; one that it violates is a counter-example. All of
//! them stand in `tests/suite/axioms`: names that begin with `counting` in `counting.rs`, with `gaps` in `gaps.rs`. M1 and M2 stand
//! for the alpha family; where the power matters the row says so.
//!
//! Source: Alkire and Foster 2011, *Counting and multidimensional poverty measurement*, Journal of Public Economics 95, sections 4
//! and 5. A is the mean score of the poor, no measure of poverty by itself.
//!
//! | axiom | H | A | M0 | M1 | M2 | tests |
//! |---|---|---|---|---|---|---|
//! | symmetry | yes | yes | yes | yes | yes | `counting::symmetry`, `gaps::symmetry_and_replication_invariance` |
//! | replication invariance | yes | yes | yes | yes | yes | `counting::replication_invariance`, `gaps::symmetry_and_replication_invariance` |
//! | invariance to the scale of weights | yes | yes | yes | yes | yes | `counting::invariance_to_the_scale_of_the_weights`, `gaps::invariance_to_the_scale_of_the_weights` |
//! | scale invariance: achievement and cutoff in another unit | yes | yes | yes | yes | yes | `gaps::scale_invariance` |
//! | poverty focus | yes | yes | yes | yes | yes | `counting::poverty_focus`, `gaps::poverty_focus` |
//! | deprivation focus | yes | yes | yes | yes | yes | `gaps::deprivation_focus` |
//! | weak monotonicity | yes | **no** | yes | yes | yes | `counting::weak_monotonicity`, `gaps::weak_monotonicity`; `counting::intensity_violates_weak_monotonicity` |
//! | dimensional monotonicity | **no** | yes | yes | yes | yes | `counting::dimensional_monotonicity`, `gaps::dimensional_monotonicity`; `counting::headcount_violates_dimensional_monotonicity` |
//! | monotonicity in what a poor person lacks | **no** | **no** | **no** | yes | yes | `gaps::monotonicity`, which shows both; `gaps::headcounts_violate_monotonicity` |
//! | weak transfer | yes | **no** | **no** | yes (alpha >= 1) | yes | `gaps::weak_transfer`; `gaps::adjusted_headcount_violates_weak_transfer`, `gaps::fractional_powers_violate_weak_transfer` |
//! | strict transfer | **no** | **no** | **no** | **no** | yes (alpha > 1) | `gaps::strict_transfer_of_severity`; `gaps::only_severity_satisfies_strict_transfer` |
//! | weak rearrangement | yes | yes | yes | yes | yes | `counting::weak_rearrangement`, `gaps::weak_rearrangement` |
//! | strict rearrangement | **no** | **no** | **no** | **no** | **no** | `gaps::no_measure_satisfies_strict_rearrangement` |
//! | subgroup decomposability | yes | **no** | yes | yes | yes | `counting::subgroup_decomposability`, `gaps::subgroup_decomposability_and_consistency`; `counting::intensity_is_not_decomposable_by_population_shares` |
//! | subgroup consistency | yes | **no** | yes | yes | yes | `counting::subgroup_consistency`, `gaps::subgroup_decomposability_and_consistency`; `counting::intensity_violates_subgroup_consistency` |
//! | dimensional breakdown | **no** | yes | yes | yes | yes | `counting::dimensional_breakdown`, `gaps::dimensional_breakdown`; `counting::headcount_violates_dimensional_breakdown` |
//! | ordinality | yes | yes | yes | **no** | **no** | `gaps::headcounts_are_ordinal`; `gaps::gaps_violate_ordinality` |
//! | normalisation to [0, 1] | yes | yes | yes | yes | yes | `counting::normalisation`, `gaps::normalisation_and_nontriviality` |
//! | nontriviality | yes | **no** | yes | yes | yes | `counting::nontriviality`, `gaps::normalisation_and_nontriviality`; `counting::intensity_does_not_exist_without_poor` |
//!
//! Where the poor stay the same, as in transfers and rearrangements among them, A is M0 over an H that does not move, and does what M0
//! does. It breaks down as `A = sum of v_j h_j(k) / H`.
