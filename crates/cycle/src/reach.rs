//! How far a grant reaches into the plan.

use domain::cycle::{Item, Scope};
use domain::{Council, Plan};

/// Whether a scope covers an item of a plan.
pub fn covers(scope: &Scope, item: &Item, council: &Council, plan: &Plan) -> bool {
    match scope {
        Scope::All => true,
        Scope::Measure(key) => measure_of(item) == Some(key),
        Scope::Commitment(reference) => places(item, plan).any(|place| place == reference),
        Scope::Heading(heading) => places(item, plan).any(|place| stands_under(place, heading, plan)),
        Scope::Named(name) => named(item, council, plan) == Some(name.as_str()),
    }
}

fn measure_of(item: &Item) -> Option<&String> {
    match item {
        Item::Figure { measure, .. } | Item::Rating { measure, .. } => Some(measure),
        Item::Progress { .. } | Item::Words { .. } => None,
    }
}

/// References that an item stands at: its commitment, what its words are about, or whatever its measure serves.
fn places<'a>(item: &'a Item, plan: &'a Plan) -> impl Iterator<Item = &'a str> {
    let own = match item {
        Item::Progress { commitment } => Some(commitment.as_str()),
        Item::Words { about, .. } => about.as_deref(),
        Item::Figure { .. } | Item::Rating { .. } => None,
    };
    let measure = measure_of(item);
    let served = plan.links.iter().filter(move |link| Some(&link.measure) == measure);
    own.into_iter().chain(served.filter_map(|link| link.under.as_deref()))
}

/// Whether a commitment or heading is a heading or stands under it, at any depth.
fn stands_under(reference: &str, heading: &str, plan: &Plan) -> bool {
    let mut at = plan.commitment(reference).map_or(reference, |commitment| &commitment.under);
    // No chain of parents is longer than the list of headings.
    for _ in 0..=plan.headings.len() {
        if at == heading {
            return true;
        }
        match plan.heading(at).and_then(|found| found.parent.as_deref()) {
            Some(parent) => at = parent,
            None => return false,
        }
    }
    false
}

/// Who the plan names for an item: a measure's owner, a commitment's lead.
pub fn named<'a>(item: &Item, council: &'a Council, plan: &'a Plan) -> Option<&'a str> {
    match item {
        Item::Figure { measure, .. } | Item::Rating { measure, .. } => council.measure(measure)?.owner.as_deref(),
        Item::Progress { commitment } => plan.commitment(commitment)?.lead.as_deref(),
        Item::Words { about, .. } => plan.commitment(about.as_deref()?)?.lead.as_deref(),
    }
}
