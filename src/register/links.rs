//! Which entries are about which household: a chain for each, from its last entry backwards.

/// Chains of entries, eight bytes an entry and four a household.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Links {
    links: Vec<Link>,
    /// The last link of each household.
    last: Vec<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Link {
    /// Place of an entry in the journal.
    entry: u32,
    /// The link before, of the same household.
    previous: u32,
}

const NONE: u32 = u32::MAX;

impl Links {
    /// Room for the chain of the next household.
    pub(super) fn add_household(&mut self) {
        self.last.push(NONE);
    }

    /// Hangs the entry at a place onto the chain of a household. A register has as many links as entries, or up to twice as
    /// many if every one is about two households; past 2^32 - 1 of them the journal is full.
    pub(super) fn add(&mut self, slot: u32, entry: usize) -> Option<()> {
        let number = u32::try_from(self.links.len()).ok().filter(|number| *number != NONE)?;
        let last = self.last.get_mut(usize::try_from(slot).ok()?)?;
        self.links.push(Link { entry: u32::try_from(entry).ok()?, previous: *last });
        *last = number;
        Some(())
    }

    /// The places of the entries of a household that lie before `known`, from the last.
    pub(super) fn backwards(&self, slot: u32, known: usize) -> impl Iterator<Item = usize> + use<'_> {
        let at = |number: u32| usize::try_from(number).ok().and_then(|number| self.links.get(number)).copied();
        let last = usize::try_from(slot).ok().and_then(|slot| self.last.get(slot)).copied();
        let chain = core::iter::successors(last.and_then(at), move |link| at(link.previous));
        chain.filter_map(|link| usize::try_from(link.entry).ok()).skip_while(move |entry| *entry >= known)
    }
}
