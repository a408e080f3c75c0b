//! What becomes of a history when a household splits or merges, and how households come and go.

/// What history the parts of a split household have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum SplitRule {
    /// Each part carries the history of the household that it came from: each is followed, and where households are counted each
    /// counts with the weight of the origin. The rule of registers: a part of a household that left poverty has left poverty.
    #[default]
    EachPartCarries,
    /// Only the part that kept the identifier carries the history; the others begin without one.
    TheSameHousehold,
    /// The household ended; all parts, also one that kept the identifier, begin without a history.
    PartsBeginAnew,
}

/// What history a household has that came from several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum MergeRule {
    /// None: nothing is guessed. The merged household arrives and its origins depart, both by merger.
    #[default]
    NotLinkable,
    /// That of the first origin named, such as the household of the head.
    First,
    /// That of the origin that was in the worst class; of those with the same class, the first named. An origin whose class is not
    /// known comes last.
    Worst,
    /// That of the origin with the largest weight (the most persons, where persons are counted); of equal ones the first named.
    Heaviest,
}

/// Why a household ended, as far as was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Ending {
    /// It was dissolved: its last member died, or went to where the panel does not follow.
    Dissolved,
    /// It moved out of the area that is followed.
    Moved,
}

/// How a household ceased to be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Departure {
    /// It split, and by the rule none of its parts carries its history.
    Split,
    /// It merged, and by the rule the merged household does not carry its history.
    Merged,
    /// It was said to have ended.
    Ended(Ending),
    /// It was not observed, and nothing was said.
    NotObserved,
}

/// How a household came to be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Arrival {
    /// It is a part of a household whose history it does not carry by the rule.
    Split,
    /// It came of several households of which it carries no history by the rule.
    Merged,
    /// It was observed earlier, and not in the period before.
    Returned,
    /// It was not seen before.
    New,
}
