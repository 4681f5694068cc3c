//! Which items My quarter shows: all, or those that stand in one way. Without a script, and nothing is left out unsaid.

use domain::cycle::Standing;
use maud::{Markup, html};

use super::Task;
use crate::words::{fill, say};

/// Items that stand alike for whoever owes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    /// Came back with a reason.
    Returned,
    /// Not entered, or entered and not submitted.
    ToDo,
    /// Wait for approval.
    Waiting,
    /// Are approved.
    Done,
}

/// The groups in the order in which people attend to them: the word in addresses, the key of the name, the key of the
/// heading with its count.
pub(super) const GROUPS: [(Group, &str, &str, &str); 4] = [
    (Group::Returned, "returned", "desk.returned", "desk.returned_count"),
    (Group::ToDo, "to-do", "desk.to_do", "desk.to_do_count"),
    (Group::Waiting, "waiting", "desk.handed_in", "desk.handed_in_count"),
    (Group::Done, "done", "desk.done", "desk.done_count"),
];

impl Group {
    /// Whether something that stands so is of the group.
    pub(super) fn of(self, standing: Standing) -> bool {
        let own = match standing {
            Standing::Returned => Group::Returned,
            Standing::Owed | Standing::Entered => Group::ToDo,
            Standing::Submitted => Group::Waiting,
            Standing::Approved => Group::Done,
        };
        self == own
    }
}

/// What is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// Everything.
    All,
    /// One group.
    Only(Group),
}

impl Shown {
    /// What an address asks for: everything, unless it names a group.
    pub(super) fn read(word: Option<&str>) -> Shown {
        let group = GROUPS.iter().find(|(_, known, ..)| Some(*known) == word);
        group.map_or(Shown::All, |(group, ..)| Shown::Only(*group))
    }

    /// Whether a group is shown.
    pub(super) fn holds(self, group: Group) -> bool {
        self == Shown::All || self == Shown::Only(group)
    }

    /// The ways to each group with how many it has in all open rounds, and what is left out now.
    pub(super) fn ways(self, rounds: &[Vec<Task<'_>>]) -> Markup {
        let standings = || rounds.iter().flatten().map(|(_, standing)| *standing);
        let all = standings().count();
        let count = |group: Group| standings().filter(|standing| group.of(*standing)).count();
        html! {
            @if all > 0 {
                nav.narrowing aria-label=(say("desk.narrow")) {
                    ul.across {
                        li { (way("/desk", say("desk.all"), all, self == Shown::All)) }
                        @for (group, word, name, _) in GROUPS {
                            li { (way(&format!("/desk?show={word}"), say(name), count(group), self == Shown::Only(group))) }
                        }
                    }
                }
                @if let Shown::Only(group) = self {
                    p { (fill("desk.shown", &[("shown", &count(group).to_string()), ("all", &all.to_string())])) " " a href="/desk" { (say("desk.show_all")) } }
                }
            }
        }
    }
}

/// The way to a group. Where it is empty there is none, but its count still says so.
fn way(to: &str, name: &str, count: usize, current: bool) -> Markup {
    html! {
        @if count == 0 && !current { span.muted { (name) " (0)" } }
        @else { a href=(to) aria-current=[current.then_some("page")] { (name) " (" (count) ")" } }
    }
}
