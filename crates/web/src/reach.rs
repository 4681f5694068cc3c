//! How far a session reaches. One that began with a link from a mail is for entering alone: whoever reads a mail over
//! somebody's shoulder can neither approve, nor publish, nor see what others entered, nor change a password.

use domain::cycle::RoundKey;

/// How far a session reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Everything that its person may do.
    Whole,
    /// Entering, submitting and uploading what its person owes: in one round, or in every open one.
    Entering(Option<RoundKey>),
}

/// Its word in the store.
const ENTERING: &str = "enter";

impl Reach {
    /// As the store keeps it. `None`: whole.
    pub fn write(self) -> Option<String> {
        match self {
            Reach::Whole => None,
            Reach::Entering(None) => Some(ENTERING.to_string()),
            Reach::Entering(Some(round)) => Some(format!("{ENTERING} {round}")),
        }
    }

    /// Reads what [`Reach::write`] wrote. `None`: it says something else, so that nobody knows how far it reaches.
    pub fn read(written: Option<&str>) -> Option<Reach> {
        let Some(written) = written else { return Some(Reach::Whole) };
        match written.split_once(' ') {
            None => (written == ENTERING).then_some(Reach::Entering(None)),
            Some((word, round)) if word == ENTERING => Some(Reach::Entering(Some(RoundKey::parse(round)?))),
            Some(_) => None,
        }
    }

    /// How far a link to an address reaches: into the round that the address names, as `/desk/rounds/2025-26-Q3/…` or
    /// `/desk?round=2025-26-Q3`; else into every open one.
    pub fn of_link(leads_to: Option<&str>) -> Reach {
        let round = |path: &str| {
            let named = path.strip_prefix("/desk/rounds/").or_else(|| path.strip_prefix("/desk?round="))?;
            RoundKey::parse(named.split(['/', '&']).next()?)
        };
        Reach::Entering(leads_to.and_then(round))
    }

    /// Whether it is for everything.
    pub fn is_whole(self) -> bool {
        self == Reach::Whole
    }

    /// Whether it reaches into a round.
    pub fn covers(self, round: RoundKey) -> bool {
        match self {
            Reach::Whole | Reach::Entering(None) => true,
            Reach::Entering(Some(only)) => only == round,
        }
    }
}

#[cfg(test)]
mod cases {
    use super::*;

    fn q3() -> RoundKey {
        RoundKey::parse("2025-26-Q3").unwrap()
    }

    #[test]
    fn what_was_written_is_read_back_and_anything_else_reaches_nowhere() {
        for reach in [Reach::Whole, Reach::Entering(None), Reach::Entering(Some(q3()))] {
            assert_eq!(Reach::read(reach.write().as_deref()), Some(reach));
        }
        for written in ["", "whole", "enter ", "enter soon", "enter 2025-26-Q3 more", "publish 2025-26-Q3"] {
            assert_eq!(Reach::read(Some(written)), None, "{written}");
        }
    }

    #[test]
    fn a_link_reaches_into_the_round_that_it_leads_to() {
        for (leads_to, reaches) in [
            (Some("/desk/rounds/2025-26-Q3/items/figure/x/2025-26-Q3"), Some(q3())),
            (Some("/desk?round=2025-26-Q3"), Some(q3())),
            (Some("/desk"), None),
            (None, None),
        ] {
            assert_eq!(Reach::of_link(leads_to), Reach::Entering(reaches), "{leads_to:?}");
        }
    }
}
