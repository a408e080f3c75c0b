//! Who is poor by income, by deprivation, by both.

use super::{Domain, IncomeError, Linearised, PovertyLine};
use crate::quantity::{CountedUnit, Households, QuantityError, Ratio, TotalWeight};

/// How poverty by income and by deprivation match: the weight that is poor by both, by one only, by neither.
///
/// The two never agree wholly; which of them a measure or a programme looks at decides whom it misses. All shares are exact.
///
/// ```
/// use poverty::measure::income::Matching;
/// use poverty::quantity::{Households, TotalWeight};
/// let of = |households: u128| TotalWeight::<Households>::from_billionths(households * 1_000_000_000);
/// let matching = Matching::new(of(30), of(10), of(15), of(45))?;
/// assert_eq!(matching.mismatch()?.to_string(), "1/4");
/// assert_eq!(matching.overlap()?.to_string(), "6/11");
/// assert_eq!(matching.deprived_among_income_poor()?.to_string(), "3/4");
/// assert!((matching.association()? - 0.4923659639173309).abs() < 1e-15);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Matching<U: CountedUnit = Households> {
    both: TotalWeight<U>,
    income_only: TotalWeight<U>,
    deprivation_only: TotalWeight<U>,
    neither: TotalWeight<U>,
}

impl<U: CountedUnit> Matching<U> {
    /// The four parts of a population.
    ///
    /// # Errors
    /// [`IncomeError::Empty`] if all are zero; [`QuantityError::Overflow`].
    pub fn new(
        both: TotalWeight<U>,
        income_only: TotalWeight<U>,
        deprivation_only: TotalWeight<U>,
        neither: TotalWeight<U>,
    ) -> Result<Self, IncomeError> {
        let matching = Self { both, income_only, deprivation_only, neither };
        if matching.population()?.billionths() == 0 {
            return Err(IncomeError::Empty { group: "the population that is matched".to_owned() });
        }
        Ok(matching)
    }

    /// The parts of a domain: poor by income under a line, poor by deprivation where `deprived` says so for a row. Rows of which
    /// it is not known (`None`) are in none of the parts.
    ///
    /// # Errors
    /// [`IncomeError::Empty`] if nobody is known by both; those of the line.
    pub fn of(
        domain: &Domain<'_, U>,
        line: &PovertyLine,
        mut deprived: impl FnMut(usize) -> Option<bool>,
    ) -> Result<Self, IncomeError> {
        let lines = line.resolved(domain)?;
        let mut parts = [[TotalWeight::ZERO; 2]; 2];
        let [[neither, deprivation_only], [income_only, both]] = &mut parts;
        for row in domain.iter() {
            let poor = lines.of(row.number).covers(row.units);
            let part = match (poor, deprived(row.number)) {
                (_, None) => continue,
                (true, Some(true)) => &mut *both,
                (true, Some(false)) => &mut *income_only,
                (false, Some(true)) => &mut *deprivation_only,
                (false, Some(false)) => &mut *neither,
            };
            *part = part.checked_add(domain.incomes().weight_of(row.number).into())?;
        }
        Self::new(*both, *income_only, *deprivation_only, *neither)
    }

    /// Poor by both.
    #[must_use]
    pub const fn both(&self) -> TotalWeight<U> {
        self.both
    }

    /// Poor by income, not by deprivation.
    #[must_use]
    pub const fn income_only(&self) -> TotalWeight<U> {
        self.income_only
    }

    /// Poor by deprivation, not by income.
    #[must_use]
    pub const fn deprivation_only(&self) -> TotalWeight<U> {
        self.deprivation_only
    }

    /// Poor by neither.
    #[must_use]
    pub const fn neither(&self) -> TotalWeight<U> {
        self.neither
    }

    /// All four parts.
    ///
    /// # Errors
    /// [`QuantityError::Overflow`].
    pub fn population(&self) -> Result<TotalWeight<U>, QuantityError> {
        self.income_poor()?.checked_add(self.deprivation_only)?.checked_add(self.neither)
    }

    /// Poor by income, whether deprived or not.
    ///
    /// # Errors
    /// [`QuantityError::Overflow`].
    pub fn income_poor(&self) -> Result<TotalWeight<U>, QuantityError> {
        self.both.checked_add(self.income_only)
    }

    /// Poor by deprivation, whatever the income.
    ///
    /// # Errors
    /// [`QuantityError::Overflow`].
    pub fn deprivation_poor(&self) -> Result<TotalWeight<U>, QuantityError> {
        self.both.checked_add(self.deprivation_only)
    }

    /// The share on which the two disagree: poor by one only.
    ///
    /// # Errors
    /// [`QuantityError::Overflow`].
    pub fn mismatch(&self) -> Result<Ratio, QuantityError> {
        self.income_only.checked_add(self.deprivation_only)?.share_of(self.population()?)
    }

    /// The share of those who are poor by either who are poor by both (Jaccard's index).
    ///
    /// # Errors
    /// [`QuantityError::ZeroDenominator`] if nobody is poor by either; [`QuantityError::Overflow`].
    pub fn overlap(&self) -> Result<Ratio, QuantityError> {
        self.both.share_of(self.income_poor()?.checked_add(self.deprivation_only)?)
    }

    /// The overlap as a share of the smaller of the two groups: 1 if one lies within the other (R0 of Alkire et al. 2015,
    /// ch. 7).
    ///
    /// # Errors
    /// [`QuantityError::ZeroDenominator`] if nobody is poor by one of the two; [`QuantityError::Overflow`].
    pub fn overlap_of_the_smaller(&self) -> Result<Ratio, QuantityError> {
        self.both.share_of(self.income_poor()?.min(self.deprivation_poor()?))
    }

    /// The share of the income-poor who are also deprived.
    ///
    /// # Errors
    /// [`QuantityError::ZeroDenominator`] if nobody is poor by income; [`QuantityError::Overflow`].
    pub fn deprived_among_income_poor(&self) -> Result<Ratio, QuantityError> {
        self.both.share_of(self.income_poor()?)
    }

    /// The share of the deprived who are also poor by income: whom a line of income alone would reach.
    ///
    /// # Errors
    /// [`QuantityError::ZeroDenominator`] if nobody is deprived; [`QuantityError::Overflow`].
    pub fn income_poor_among_deprived(&self) -> Result<Ratio, QuantityError> {
        self.both.share_of(self.deprivation_poor()?)
    }

    /// The phi coefficient, the correlation of the two: 1 if they are the same, 0 if independent. Its size is Cramér's V.
    ///
    /// # Errors
    /// [`QuantityError::ZeroDenominator`] if everybody or nobody is poor by one of the two.
    pub fn association(&self) -> Result<f64, IncomeError> {
        let whole = self.population()?;
        let share = |part: TotalWeight<U>| part.share_of(whole);
        let (both, neither) = (share(self.both)?.to_f64(), share(self.neither)?.to_f64());
        let (income, deprivation) = (share(self.income_only)?.to_f64(), share(self.deprivation_only)?.to_f64());
        let (poor, deprived) = (share(self.income_poor()?)?, share(self.deprivation_poor()?)?);
        let margins = [poor, poor.complement()?, deprived, deprived.complement()?];
        if margins.contains(&Ratio::ZERO) {
            return Err(
                QuantityError::ZeroDenominator { numerator: "the association of two poverties".to_owned() }.into()
            );
        }
        let product: f64 = margins.iter().map(|margin| margin.to_f64()).product();
        Ok((both * neither - income * deprivation) / product.sqrt())
    }
}

/// A share of one set of rows in another, with its linearised variable `(1{part} - R 1{whole}) / W_whole`: the errors of all that
/// [`Matching`] says, and of any other rate.
///
/// `part` and `whole` say whether a row that counts in the domain is in them; rows of the part outside the whole do not count.
///
/// # Errors
/// [`IncomeError::Empty`] if the whole has no weight.
pub fn share_linearised<U: CountedUnit>(
    name: &str,
    domain: &Domain<'_, U>,
    mut part: impl FnMut(usize) -> bool,
    mut whole: impl FnMut(usize) -> bool,
) -> Result<Linearised<U>, IncomeError> {
    let inside: Vec<_> = domain.iter().filter(|row| whole(row.number)).map(|row| (row, part(row.number))).collect();
    let weight_of = |row: usize| domain.incomes().weight_of(row);
    let all = TotalWeight::sum(inside.iter().map(|(row, _)| weight_of(row.number)))?;
    let chosen = TotalWeight::sum(inside.iter().filter(|(_, chosen)| *chosen).map(|(row, _)| weight_of(row.number)))?;
    if all.billionths() == 0 {
        return Err(IncomeError::Empty { group: format!("{}: {name}", domain.group()) });
    }
    let ratio = chosen.share_of(all)?.to_f64();
    let total = super::approximate::weight(all.billionths());
    let contributions =
        inside.iter().map(|(row, chosen)| (row.number, row.weight * (f64::from(u8::from(*chosen)) - ratio) / total));
    Linearised::new(name, domain, ratio, contributions)
}
