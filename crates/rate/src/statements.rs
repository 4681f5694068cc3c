//! Which of several statements an edition reads: none that was made later, and of the rest the latest.

use std::collections::BTreeMap;

use domain::{Council, Date, Edition, Period};

/// The latest statements that an edition may read, by what they are about and for which period.
pub(crate) type Latest<'a, T> = BTreeMap<&'a str, BTreeMap<Period, &'a T>>;

/// One edition's view of a council's lists.
pub(crate) struct Reader<'a> {
    pub(crate) council: &'a Council,
    pub(crate) edition: &'a Edition,
}

impl<'a> Reader<'a> {
    /// The latest readable statement for each thing and period. `of` tells a statement's thing, period and edition.
    /// Of two statements made in the same edition the later in the file wins.
    pub(crate) fn latest<T>(
        &self,
        statements: &'a [T],
        of: impl Fn(&'a T) -> (&'a str, Period, Period),
    ) -> Latest<'a, T> {
        let mut latest: BTreeMap<&str, BTreeMap<Period, (Option<Date>, &T)>> = BTreeMap::new();
        for statement in statements {
            let (about, period, stated) = of(statement);
            if !self.council.may_read(self.edition, stated) {
                continue;
            }
            let made = self.position(stated);
            let held = latest.entry(about).or_default().entry(period).or_insert((made, statement));
            if held.0 <= made {
                *held = (made, statement);
            }
        }
        latest.into_iter().map(|(about, by)| (about, by.into_iter().map(|(p, (_, s))| (p, s)).collect())).collect()
    }

    /// The day an edition's position is stated for; of one that is not listed, its period's last.
    fn position(&self, stated: Period) -> Option<Date> {
        self.council.edition(stated).map(|e| e.position_at).or_else(|| self.last_day(stated))
    }

    pub(crate) fn last_day(&self, period: Period) -> Option<Date> {
        self.council.calendar.dates(period).map(|(_, last)| last)
    }

    /// Whether a period has ended by the end of another.
    pub(crate) fn ends_by(&self, period: Period, other: Period) -> bool {
        matches!((self.last_day(period), self.last_day(other)), (Some(one), Some(two)) if one <= two)
    }
}

/// What is stated of one thing, by period; empty if nothing is.
pub(crate) fn of<'a, T: Clone>(latest: &Latest<'a, T>, about: &str) -> BTreeMap<Period, T> {
    latest.get(about).into_iter().flatten().map(|(period, statement)| (*period, (*statement).clone())).collect()
}

/// What is stated of one thing for one period.
pub(crate) fn at<T: Clone>(latest: &Latest<'_, T>, about: &str, period: Period) -> Option<T> {
    latest.get(about).and_then(|by| by.get(&period)).map(|statement| (*statement).clone())
}
