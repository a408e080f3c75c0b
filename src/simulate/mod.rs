//! Floor 5: what would it change, and at what cost?
//!
//! In order of reading:
//!
//! | module | what it is |
//! |---|---|
//! | [`targeting`] | whom a programme reaches and misses; how well a score finds the poor |
//! | [`path`] | the way of the rates under a plan, and what reaching a target takes |
//! | [`plan`] | what a budget should buy: greedy and proven optimal plans within budget lines and capacities |

pub mod path;
pub mod plan;
pub mod targeting;
