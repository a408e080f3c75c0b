//! Line numbers of places that are met in the order of a text.

/// Counts lines as far as it has come, so that a file is gone through once, not once for each place.
pub(super) struct Lines<'a> {
    text: &'a str,
    offset: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, offset: 0, line: 1 }
    }

    /// The line of a byte offset that does not lie before the last one asked for; line ends at the offset itself are
    /// passed over.
    pub(super) fn at(&mut self, offset: usize) -> u64 {
        let rest = self.text.get(offset..).unwrap_or("");
        let blank = rest.len().saturating_sub(rest.trim_start_matches(['\r', '\n']).len());
        let offset = offset.saturating_add(blank);
        let passed = self.text.get(self.offset..offset).unwrap_or("");
        let ends = passed.bytes().filter(|byte| *byte == b'\n').count();
        self.line = self.line.saturating_add(u64::try_from(ends).unwrap_or(0));
        self.offset = self.offset.max(offset);
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn counts_on_from_where_it_was() {
        let mut lines = Lines::new("a\nb\r\n\r\nc\n");
        assert_eq!((lines.at(0), lines.at(2), lines.at(3), lines.at(7), lines.at(99)), (1, 2, 4, 4, 4));
    }
}
