//! Judging a household by a policy.

use super::{Answer, Entitlement, EntitlementError, Frequency, Missing, Policies, Policy, Reason};
use crate::household::Household;
use crate::programme::structure::{Applicant, Ineligible, Verdict};
use crate::quantity::Money;
use crate::register::Told;
use crate::register::{Origin, State, Support};
use chrono::{Datelike, Months, NaiveDate};

impl Policies {
    /// What a household may get on the day of its state, and why not the rest: one answer for each policy, in order.
    ///
    /// ```
    /// use poverty::household::{Household, Member};
    /// use poverty::journal::Entry;
    /// use poverty::place::Area;
    /// use poverty::register::entitlement::Policies;
    /// use poverty::register::{Change, Ground, Observation, Register, Registration};
    ///
    /// let household = Household::builder("24133-0017", "24133", Area::Rural).member(Member::aged(36)?).build()?;
    /// let observation = Observation::new(household, [1])?;
    /// let (id, day) = (observation.id(), "2024-01-05".parse()?);
    /// let mut register = Register::new();
    /// let registration = Registration { ground: Ground::Listed, observation };
    /// register.append(Entry::new(1, day, Change::Registered(registration.into())))?;
    ///
    /// let state = register.as_of(day).household(id).ok_or("it is there")?;
    /// let answers = Policies::viet_nam()?.judge(&state)?;
    /// let electricity = answers.iter().find(|one| &*one.policy == "vn-electricity-poor").ok_or("it is judged")?;
    /// assert_eq!(electricity.answer.to_string(), "no: no decision ever named it, expected poor");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`EntitlementError::Register`] if the entries of the household make none, such as one with too many members.
    pub fn judge(&self, state: &State<'_>) -> Result<Vec<Entitlement>, EntitlementError> {
        self.iter().map(|policy| policy.judge(state)).collect()
    }
}

impl Policy {
    /// Whether a household may get the support on the day of its state. Every reason of a "no" is told, not only the first.
    ///
    /// # Errors
    /// [`EntitlementError::Register`] if the entries of the household make none, such as one with too many members.
    pub fn judge(&self, state: &State<'_>) -> Result<Entitlement, EntitlementError> {
        let answer = match state.end() {
            Some((since, _)) => Answer::Refused(vec![Reason::Ended { since }]),
            None => self.answer(state, &state.household()?),
        };
        Ok(Entitlement { household: state.id(), policy: self.id.clone(), on: state.on(), answer })
    }

    /// The support of a household that may get it, to be recorded.
    ///
    /// # Errors
    /// [`EntitlementError::NotEntitled`], and the errors of [`Policy::judge`]. The register refuses what was recorded already.
    pub fn grant(&self, state: &State<'_>, amount: Option<Money>) -> Result<Support, EntitlementError> {
        let Entitlement { household, policy, on, answer } = self.judge(state)?;
        if !answer.is_entitled() {
            return Err(EntitlementError::NotEntitled {
                household,
                policy: (&policy).into(),
                on,
                because: Told::sentence(&answer.to_string()),
            });
        }
        Ok(Support { household, policy, occasion: self.frequency.occasion(on), amount })
    }

    fn answer(&self, state: &State<'_>, household: &Household) -> Answer {
        let on = state.on();
        let mut reasons = Vec::new();
        let mut missing = Vec::new();
        if !self.valid.contains(on) {
            reasons.push(Reason::NotGiven { valid: self.valid });
        }
        let class = state.recognised().map(|recognised| recognised.class().to_owned());
        let applicant = Applicant {
            // Whom no decision ever named is of no listed class, which is known.
            class: Some(class.clone().unwrap_or_default()),
            escaped_on: state.escaped_on(),
            ethnic_minority: household.is_ethnic_minority().known(),
            places: state.designations(),
        };
        match self.eligible.verdict(&applicant, on) {
            Verdict::Eligible => {}
            Verdict::Ineligible(conditions) => {
                for condition in conditions {
                    self.explain(condition, class.as_deref(), applicant.escaped_on, on, &mut reasons);
                }
            }
            // A class is always known here, so an open condition of class is one of place in its stead.
            Verdict::Unknown(conditions) => missing.extend(conditions.into_iter().map(|condition| match condition {
                Ineligible::Ethnicity => Missing::Ethnicity,
                Ineligible::Class | Ineligible::Place => Missing::Place,
            })),
        }
        if let Some(expected) = self.area.filter(|expected| *expected != state.area()) {
            reasons.push(Reason::Area { expected });
        }
        if let Some(age) = self.member_under {
            let ages = || household.members().iter().map(|member| member.age_on(on));
            if !ages().flatten().any(|known| known < age) {
                if ages().any(|known| known.is_none()) {
                    missing.push(Missing::Ages);
                } else {
                    reasons.push(Reason::NoMemberUnder { age });
                }
            }
        }
        reasons.extend(self.split_too_late(state));
        reasons.extend(self.received(state));
        if !reasons.is_empty() {
            Answer::Refused(reasons)
        } else if missing.is_empty() {
            Answer::Entitled
        } else {
            Answer::Unknown(missing)
        }
    }

    fn explain(
        &self,
        condition: Ineligible,
        class: Option<&str>,
        escaped: Option<NaiveDate>,
        on: NaiveDate,
        reasons: &mut Vec<Reason>,
    ) {
        match condition {
            Ineligible::Ethnicity => reasons.push(Reason::Ethnicity),
            Ineligible::Place => reasons.push(Reason::Place { expected: self.eligible.places.clone() }),
            Ineligible::Class => {
                let window = self.eligible.newly_escaped_months.zip(escaped).and_then(|(months, escaped)| {
                    let over = escaped.checked_add_months(Months::new(months)).filter(|over| *over <= on)?;
                    Some(Reason::WindowOver { escaped, months, over })
                });
                let expected = self.eligible.classes.clone();
                reasons.push(window.unwrap_or(Reason::Class { class: class.map(Into::into), expected }));
                if self.eligible.places_instead_of_class && !self.eligible.places.is_empty() {
                    reasons.push(Reason::Place { expected: self.eligible.places.clone() });
                }
            }
        }
    }

    fn split_too_late(&self, state: &State<'_>) -> Option<Reason> {
        let Some((split, Origin::Split(_))) = state.origin() else { return None };
        let months = Months::new(self.years_since_split?.saturating_mul(12));
        let latest = self.valid.start().checked_sub_months(months)?;
        (split > latest).then_some(Reason::SplitTooLate { split, latest })
    }

    /// Supports received by the day that leave no room for this one.
    fn received(&self, state: &State<'_>) -> Vec<Reason> {
        let on = state.on();
        let mut found = Vec::new();
        for (received, entry, support) in state.supports() {
            if support.policy == self.id {
                let same = match self.frequency {
                    Frequency::Once => true,
                    Frequency::Yearly | Frequency::Monthly => self.is_same_occasion(support, received, on),
                    Frequency::Unlimited => false,
                };
                if same {
                    found.push(Reason::Received { on: received, entry, occasion: self.frequency.occasion(on) });
                }
            } else if self.not_beside.contains(&support.policy) {
                found.push(Reason::ReceivedAnother { policy: support.policy.clone(), on: received, entry });
            }
        }
        found
    }

    /// By the occasion recorded, or by the day where none was.
    fn is_same_occasion(&self, support: &Support, received: NaiveDate, on: NaiveDate) -> bool {
        if support.occasion.is_some() {
            return support.occasion == self.frequency.occasion(on);
        }
        let same_month = self.frequency == Frequency::Yearly || received.month() == on.month();
        received.year() == on.year() && same_month
    }
}
