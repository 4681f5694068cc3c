//! A plan as a tree: headings, what stands under them, the measures of each with their targets.

use domain::plan::Link;
use domain::{Commitment, Heading, Plan};
use maud::{Markup, html};

use super::open::{Opened, name, row_address};
use crate::words::{fill, say};

/// The whole tree, each name leading to its form.
pub(super) fn shown(opened: &Opened, plan: &Plan) -> Markup {
    let tops: Vec<&Heading> = plan.headings.iter().filter(|heading| heading.parent.is_none()).collect();
    let own: Vec<&Link> = plan.links.iter().filter(|link| link.under.is_none()).collect();
    html! {
        @if tops.len() > 1 {
            nav aria-label=(say("plan.contents")) {
                ul.across { @for heading in &tops { li { a href={ "#" (anchor(&heading.reference)) } { (heading.reference) " " (heading.short) } } } }
            }
        }
        @for heading in tops { (under(opened, plan, heading, 0)) }
        @if !own.is_empty() {
            h2 { (say("plan.whole_council")) }
            (measures(opened, &own))
        }
    }
}

fn anchor(reference: &str) -> String {
    crate::form::id(&format!("under-{reference}"))
}

/// A heading with all under it. Chains of parents are no longer than the plan has levels, which reading has checked.
fn under(opened: &Opened, plan: &Plan, heading: &Heading, depth: usize) -> Markup {
    let named = html! { (edit(opened, "headings", &[&heading.reference], &heading.title)) " " span.muted { (heading.reference) } };
    let inner = plan.headings.iter().filter(|other| other.parent.as_deref() == Some(heading.reference.as_str()));
    let own: Vec<&Link> = links(plan, &heading.reference).collect();
    html! {
        section aria-labelledby=(anchor(&heading.reference)) {
            @if depth == 0 { h2 id=(anchor(&heading.reference)) { (named) } }
            @else { h3 id=(anchor(&heading.reference)) { (named) } }
            @if !own.is_empty() { (measures(opened, &own)) }
            ul.items {
                @for commitment in plan.commitments.iter().filter(|one| one.under == heading.reference) {
                    li { (promised(opened, plan, commitment)) }
                }
            }
            @for heading in inner { (under(opened, plan, heading, depth + 1)) }
        }
    }
}

fn links<'p>(plan: &'p Plan, reference: &'p str) -> impl Iterator<Item = &'p Link> {
    plan.links.iter().filter(move |link| link.under.as_deref() == Some(reference))
}

fn promised(opened: &Opened, plan: &Plan, commitment: &Commitment) -> Markup {
    let own: Vec<&Link> = links(plan, &commitment.reference).collect();
    let title = opened.stated.map_or(commitment.title.as_str(), |stated| commitment.title_in(stated));
    html! {
        (edit(opened, "commitments", &[&commitment.reference], title)) " " span.muted { (commitment.reference) }
        @if let Some(lead) = &commitment.lead { div.muted { (fill("plan.led_by", &[("name", lead)])) } }
        @if !own.is_empty() { (measures(opened, &own)) }
    }
}

fn measures(opened: &Opened, links: &[&Link]) -> Markup {
    html! {
        ul.tree {
            @for link in links {
                li { (measure(opened, &link.measure)) }
            }
        }
    }
}

/// A measure with the target that was stated last.
fn measure(opened: &Opened, key: &str) -> Markup {
    let council = opened.council();
    let Some(measure) = council.measure(key) else { return html! { (key) } };
    let ends = |period| council.calendar.dates(period).map(|(_, last)| last);
    let targets = council.targets.iter().filter(|target| target.measure == key);
    let latest = targets.max_by_key(|target| (ends(target.period), ends(target.stated)));
    let title = opened.stated.map_or(name(measure), |stated| measure.title_in(stated));
    html! {
        div { (edit(opened, "measures", &[key], title)) }
        @match latest {
            Some(target) => {
                @let stated = target.stated.to_string();
                @let period = target.period.to_string();
                a href=(row_address(table("targets"), &opened.plan, &[key.to_string(), period, stated])) {
                    (fill("plan.target", &[("target", &report::aim_words(report::words::Words::of("en-GB"), measure, &target.aim)), ("period", &council.calendar.print(target.period))]))
                }
            }
            None => span.muted { (say("plan.no_target")) },
        }
    }
}

fn edit(opened: &Opened, name: &str, key: &[&str], title: &str) -> Markup {
    let key: Vec<String> = key.iter().map(|part| (*part).to_string()).collect();
    html! { a href=(row_address(table(name), &opened.plan, &key)) { (title) } }
}

/// A table that is known by name in this file.
fn table(name: &str) -> &'static cycle::plan::Table {
    cycle::plan::table(name).unwrap_or(&cycle::plan::TABLES[0])
}
