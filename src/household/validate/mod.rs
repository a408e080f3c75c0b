//! What is valid but odd: findings for a person to look at, never errors.
//!
//! In order of reading: [`Validate`], [`Finding`], [`Oddity`] (every kind of finding, with its code), [`Severity`], [`Part`].
//!
//! An error stops a value that can't be; a finding points at one that can be and seldom is, or at two answers that exclude each
//! other. Nothing is changed and nothing is left out because of a finding.

mod ages;
mod dwelling;
mod finding;
mod member;
mod oddity;
mod together;

pub use finding::{Finding, Part};
pub use oddity::{Oddity, Severity};

use super::Household;
use chrono::NaiveDate;

/// Something that can be looked through for what is valid but odd.
///
/// ```
/// use poverty::household::{Dwelling, Household, Member, Relationship, Validate};
/// use poverty::place::Area;
/// use poverty::quantity::FloorArea;
/// let household = Household::builder("H1", "24133", Area::Rural)
///     .dwelling(Dwelling::default().with_area(FloorArea::square_metres(900)?))
///     .member(Member::aged(41)?.with_relationship(Relationship::Head))
///     .member(Member::aged(8)?.with_relationship(Relationship::Spouse))
///     .build()?;
/// let findings = household.findings("2024-12-15".parse()?);
/// let codes: Vec<_> = findings.iter().map(|finding| finding.code()).collect();
/// assert_eq!(codes, ["household/large-dwelling", "household/young-spouse"]);
/// assert_eq!(findings[1].path(), "members[1].relationship");
/// assert_eq!(findings[1].to_string(), "member 2: a wife or husband so young is rare (spouse, aged 8)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Validate {
    /// Hands every finding to `visit`, with ages counted on a day.
    fn visit_findings(&self, on: NaiveDate, visit: &mut dyn FnMut(Finding));

    /// Every finding, with ages counted on a day.
    fn findings(&self, on: NaiveDate) -> Vec<Finding> {
        let mut findings = Vec::new();
        self.visit_findings(on, &mut |finding| findings.push(finding));
        findings
    }
}

impl Validate for Household {
    /// The household as a whole, dwelling, services and possessions, then each member.
    fn visit_findings(&self, on: NaiveDate, visit: &mut dyn FnMut(Finding)) {
        together::check(self, on, visit);
        dwelling::check(self, visit);
        for (member, number) in self.members().iter().zip(1..) {
            let mut find = |oddity, field, observed| {
                visit(Finding::new(oddity, Part::Member(number), field, observed));
            };
            ages::check(self, member, on, &mut find);
            member::check(member, on, &mut find);
        }
    }
}
