//! Every measure: formula, source, where it is, and who else computes it.
//!
//! Notation: unit `i` has weight `w_i`, `W` is their sum; `g_ij` is 1 where it lacks indicator `j`, whose weight is `v_j`;
//! `c_i = sum_j v_j g_ij` is its score, `q_i = 1` where `c_i >= k`. Income `y_i`, line `z`, mean `m`, `r_i = 1` where the unit is
//! poor by income.
//!
//! # Counting
//!
//! Source unless named: Alkire and Foster 2011, Journal of Public Economics 95(7-8); Alkire et al. 2015, *Multidimensional Poverty
//! Measurement and Analysis*, ch. 5.
//!
//! | measure | `Spec` | formula | here | elsewhere |
//! |---|---|---|---|---|
//! | headcount ratio | `H` | `sum w q / W` | [`Measure::HeadcountRatio`] | mpitbR, mpitb, mpindex |
//! | intensity | `A` | `sum w q c / sum w q` | [`Measure::Intensity`] | mpitbR, mpitb, mpindex |
//! | adjusted headcount ratio | `M0` | `sum w q c / W` | [`Measure::AdjustedHeadcountRatio`] | mpitbR, mpitb, mpindex |
//! | adjusted gap, severity, any power a | `M1` `M2` ... | `sum w q sum_j v_j gap_ij^a / W` | [`Measure::AdjustedGapRatio`] | |
//! | average gap, severity | `G` `S` | `M1 / M0`, `M2 / M0` | [`Measure::AverageGap`] | |
//! | uncensored headcount ratio | `hd` | `sum w g_j / W` | [`Measure::UncensoredHeadcountRatio`] | mpitbR, mpitb, mpindex |
//! | censored headcount ratio | `hdk` | `sum w q g_j / W` | [`Measure::CensoredHeadcountRatio`] | mpitbR, mpitb, mpindex |
//! | contribution | `actb` | `v_j hdk_j` | [`Measure::AbsoluteContribution`] | mpitbR, mpitb, without errors |
//! | contribution in percent | `pctb` | `v_j hdk_j / M0` | [`Measure::PercentageContribution`] | mpitbR, mpitb, mpindex, without errors |
//! | contribution to M1 ..., and in percent | `actb_M1` `pctb_M1` ... | `sum w q v_j gap_ij^a / W`, its share of M1 ... | [`Measure::GapAbsoluteContribution`], [`Measure::GapPercentageContribution`] | |
//! | change | `change` | `b - a`, `b / a - 1`, and a year | [`Measure::Change`] | mpitbR, mpitb |
//! | change of M0 by incidence and intensity | `change_incidence_intensity` | Shapley, two factors (Shorrocks 2013) | [`AdjustedHeadcountChange`] | |
//! | change of M0 by groups | `change_by_group` | within groups and shift of population | [`ChangePart`] | |
//! | dominance, ranks | `kendall_tau_b` `spearman` `pairs_kept` | Alkire et al. 2015, ch. 8 | [`Rankings`] | |
//! | association | `phi` `cramers_v` `r0` | Alkire et al. 2015, ch. 7; R0 = `P11 / min(P1+, P+1)` | [`Associations`] | mpitb `assoc` |
//!
//! # Income
//!
//! | measure | `Spec` | formula and source | here | elsewhere |
//! |---|---|---|---|---|
//! | Foster, Greer, Thorbecke (Econometrica 1984) | `fgt0` `fgt1` ... | `sum w r ((z - y) / z)^a / W` | [`Fgt`] | convey, wbpip |
//! | Watts 1968 | `watts` | `sum w r ln(z / y) / W` | [`Watts`] | convey, wbpip |
//! | Sen (Econometrica 1976) | `sen` | by ranks among the poor | [`Sen`] | convey, DASP |
//! | Sen, Shorrocks, Thon (Shorrocks 1995) | `sst` | by ranks among all | [`SenShorrocksThon`] | convey, DASP |
//! | threshold and rate of risk of poverty | `arpt` `arpr` | a share of the median or mean, and who is under it (Eurostat) | [`RelativeLine`], [`Fgt::at_risk_of_poverty`] | convey, laeken |
//! | relative median gap | `rmpg` | `1 - median of the poor / z` (Eurostat) | [`RelativeMedianGap`] | convey, laeken |
//! | quintile share ratio | `s80s20` | income of the top fifth over that of the bottom fifth (Eurostat) | [`ShareRatio`] | convey, laeken |
//! | Gini 1914 | `gini` | `sum_ij w_i w_j abs(y_i - y_j) / (2 W^2 m)` | [`Gini`] | laeken; convey by its own definition (`gini_convey`) |
//! | generalised entropy (Theil 1967; Shorrocks 1980) | `theil_l` `theil_t` `ge2` | `mean((y/m)^a - 1) / (a (a - 1))` and its limits | [`GeneralisedEntropy`] | convey |
//! | Atkinson (J. Economic Theory 1970) | `atkinson` | `1 - (mean (y/m)^(1-e))^(1/(1-e))` | [`Atkinson`] | convey |
//! | Lorenz and generalised Lorenz curve, growth incidence | | Lorenz 1905; Shorrocks 1983; Ravallion and Chen 2003 | [`Curve`], [`GrowthIncidence`] | convey, DASP |
//! | from published shares | | general quadratic (Villasenor and Arnold 1989), beta (Kakwani 1980) | [`grouped`] | wbpip |
//!
//! # Over time
//!
//! | measure | `Spec` | source | here |
//! |---|---|---|---|
//! | transitions, exits, entries, returns | `transition` `exit_rate` ... | shares of linked households | [`Transitions`] |
//! | survival of exits and of poverty | `exit_survival` `poverty_survival` | Kaplan and Meier 1958; error of Greenwood | [`panel::Survival`] |
//! | chronic poverty | | Foster 2009; Alkire, Apablaza, Chakravarty, Yalonetzky 2017 | [`Durations`] |
//! | chronic and transient in money | | Jalan and Ravallion 1998 | [`Components`] |
//! | official rates, pace, target | | differences and ratios of fractions | [`administrative`] |
//!
//! # Errors
//!
//! | what | source | here | elsewhere |
//! |---|---|---|---|
//! | linearised variance over sampling units, domains | Särndal, Swensson, Wretman 1992, ch. 5; Lumley 2010 | [`Design`] | survey |
//! | jackknife, balanced, Fay, bootstrap of Rao and Wu | Wolter 2007; Rao and Wu 1988 | [`ReplicateMethod`] | survey |
//! | linearised incomes | Deville 1999; Osier 2009 | [`Linearised`] | convey |
//! | post-stratification, raking | Deming and Stephan 1940; Deville and Särndal 1992 | [`Calibration`] | survey |
//!
//! [`Measure::HeadcountRatio`]: crate::measure::Measure::HeadcountRatio
//! [`Measure::Intensity`]: crate::measure::Measure::Intensity
//! [`Measure::AdjustedHeadcountRatio`]: crate::measure::Measure::AdjustedHeadcountRatio
//! [`Measure::AdjustedGapRatio`]: crate::measure::Measure::AdjustedGapRatio
//! [`Measure::AverageGap`]: crate::measure::Measure::AverageGap
//! [`Measure::UncensoredHeadcountRatio`]: crate::measure::Measure::UncensoredHeadcountRatio
//! [`Measure::CensoredHeadcountRatio`]: crate::measure::Measure::CensoredHeadcountRatio
//! [`Measure::AbsoluteContribution`]: crate::measure::Measure::AbsoluteContribution
//! [`Measure::PercentageContribution`]: crate::measure::Measure::PercentageContribution
//! [`Measure::GapAbsoluteContribution`]: crate::measure::Measure::GapAbsoluteContribution
//! [`Measure::GapPercentageContribution`]: crate::measure::Measure::GapPercentageContribution
//! [`Measure::Change`]: crate::measure::Measure::Change
//! [`AdjustedHeadcountChange`]: crate::measure::AdjustedHeadcountChange
//! [`ChangePart`]: crate::measure::ChangePart
//! [`Rankings`]: crate::measure::robust::Rankings
//! [`Associations`]: crate::measure::robust::Associations
//! [`Fgt`]: crate::measure::income::Fgt
//! [`Fgt::at_risk_of_poverty`]: crate::measure::income::Fgt::at_risk_of_poverty
//! [`Watts`]: crate::measure::income::Watts
//! [`Sen`]: crate::measure::income::Sen
//! [`SenShorrocksThon`]: crate::measure::income::SenShorrocksThon
//! [`RelativeLine`]: crate::measure::income::RelativeLine
//! [`RelativeMedianGap`]: crate::measure::income::RelativeMedianGap
//! [`ShareRatio`]: crate::measure::income::ShareRatio
//! [`Gini`]: crate::measure::income::Gini
//! [`GeneralisedEntropy`]: crate::measure::income::GeneralisedEntropy
//! [`Atkinson`]: crate::measure::income::Atkinson
//! [`Curve`]: crate::measure::income::Curve
//! [`GrowthIncidence`]: crate::measure::income::GrowthIncidence
//! [`grouped`]: crate::measure::income::grouped
//! [`Transitions`]: crate::measure::panel::Transitions
//! [`panel::Survival`]: crate::measure::panel::Survival
//! [`Durations`]: crate::measure::panel::Durations
//! [`Components`]: crate::measure::panel::Components
//! [`administrative`]: crate::measure::administrative
//! [`Design`]: crate::measure::Design
//! [`ReplicateMethod`]: crate::measure::ReplicateMethod
//! [`Linearised`]: crate::measure::income::Linearised
//! [`Calibration`]: crate::measure::Calibration
