//! Which part of the population a result is about.

use core::fmt;

/// A part of the population: one level on some axes; all of it where none is named.
///
/// ```
/// use poverty::measure::Group;
/// let group = Group::whole().and("year", "2021").and("area", "rural");
/// assert_eq!(group.to_string(), "year = 2021, area = rural");
/// assert_eq!(Group::whole().to_string(), "the whole population");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Group {
    levels: Vec<(String, String)>,
}

impl Group {
    /// Everybody.
    #[must_use]
    pub const fn whole() -> Self {
        Self { levels: Vec::new() }
    }

    /// The part at a level of one more axis.
    #[must_use]
    pub fn and(mut self, axis: impl Into<String>, level: impl Into<String>) -> Self {
        self.levels.push((axis.into(), level.into()));
        self
    }

    /// The axes named, each with its level.
    #[must_use]
    pub fn levels(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.levels.iter().map(|(axis, level)| (axis.as_str(), level.as_str()))
    }

    /// The level on an axis, if it is named.
    #[must_use]
    pub fn level(&self, axis: &str) -> Option<&str> {
        self.levels().find_map(|(own, level)| (own == axis).then_some(level))
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.levels.is_empty() {
            return f.pad("the whole population");
        }
        let levels: Vec<String> = self.levels().map(|(axis, level)| format!("{axis} = {level}")).collect();
        f.pad(&levels.join(", "))
    }
}

/// How results are told apart: by nothing, by the levels of an axis, or by a cross-product of axes. Periods are always told
/// apart if the table has them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct By {
    axes: Vec<String>,
}

impl By {
    /// By nothing: the whole population.
    #[must_use]
    pub const fn whole() -> Self {
        Self { axes: Vec::new() }
    }

    /// By the levels of one axis.
    #[must_use]
    pub fn axis(name: impl Into<String>) -> Self {
        Self { axes: vec![name.into()] }
    }

    /// By each combination of levels that occurs.
    #[must_use]
    pub fn cross<A: Into<String>>(names: impl IntoIterator<Item = A>) -> Self {
        Self { axes: names.into_iter().map(Into::into).collect() }
    }

    /// The axes, in order; none for the whole.
    #[must_use]
    pub fn axes(&self) -> &[String] {
        &self.axes
    }
}
