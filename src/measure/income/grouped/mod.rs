//! Poverty and inequality from published tables: Lorenz curves fitted to shares of income by quantile group.
//!
//! In order of reading: [`LorenzPoints`] are what was published; [`LorenzFit`] is a curve through them, of the general quadratic or
//! the beta form, with its error and what it violates; from the curve, the mean and a line come the FGT measures, and from the
//! curve alone the Gini index. Inside, each form has its file, and integrals are computed numerically.
//!
//! Sources: Kakwani 1980 (Econometrica 48, 437-446), Villaseñor and Arnold 1989 (Journal of Econometrics 40, 327-338), Datt 1998
//! (IFPRI discussion paper 50), which the World Bank's PIP follows.

mod beta;
mod fit;
mod integral;
mod least_squares;
mod points;
mod quadratic;

pub use fit::{LorenzFit, LorenzForm, Violation};
pub use points::LorenzPoints;
