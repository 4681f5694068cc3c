//! Every edition on one page, and the catalogue of their open data.

use domain::Date;
use domain::calendar::print_date;
use maud::{Markup, html};
use serde_json::{Value, json};

use super::document::Beside;
use super::file::Raw;
use super::framed::{Robots, framed};
use crate::api::published::EditionSaid;
use crate::words::{fill, say};

/// Between the period and the number in the key of an edition that was replaced.
const FORMER: &str = ".edition-";
/// Forms that people open, with the key of their name.
const FORMS: [(&str, &str); 3] =
    [("report.pdf", "preview.pdf"), ("report.docx", "preview.word"), ("report.xlsx", "preview.excel")];

/// The page that lists every edition, those too that were replaced or withdrawn.
pub fn page(all: &Beside<'_>, editions: &[EditionSaid]) -> Raw {
    let title = say("editions.title");
    let main = html! {
        h1 { (title) }
        p.lead { (say("editions.says")) }
        ul.editions { @for edition in editions { li { (listed(edition, &named(edition, editions))) } } }
        p { a href="/feed.atom" { (say("editions.feed")) } }
    };
    let bytes = framed(all.lent, title, &main.into_string(), Robots::Welcome).into_bytes();
    Raw { path: "editions/index.html".to_string(), media: "text/html; charset=utf-8".to_string(), bytes }
}

/// The title of an edition, told apart from others of the same period: `… (edition 1, replaced)` beside
/// `… (edition 2, corrected)`. The key of one that was replaced ends in its number.
fn named(edition: &EditionSaid, editions: &[EditionSaid]) -> String {
    let split = |key: &str| key.split_once(FORMER).map(|(period, number)| (period.to_string(), number.parse().ok()));
    let formers = editions.iter().filter_map(|other| split(&other.edition));
    let latest: Option<u32> = formers.filter(|(period, _)| *period == edition.edition).filter_map(|(_, n)| n).max();
    let number =
        split(&edition.edition).and_then(|(_, number)| number).or(latest.map(|number| number.saturating_add(1)));
    let key = match edition.status.as_str() {
        "superseded" => "editions.which_replaced",
        "withdrawn" => "editions.which_withdrawn",
        _ => "editions.which_corrected",
    };
    let with = |number: u32| fill(key, &[("title", &edition.title), ("number", &number.to_string())]);
    number.map_or_else(|| edition.title.clone(), with)
}

fn listed(edition: &EditionSaid, named: &str) -> Markup {
    let file = |name: &str| edition.files.iter().find(|path| path.ends_with(name));
    let forms: Vec<(&String, &str)> = FORMS.iter().filter_map(|(name, key)| Some((file(name)?, say(key)))).collect();
    html! {
        a href=(edition.page) { (named) }
        p {
            @if edition.demonstration { strong { (say("editions.demonstration")) } " " }
            @if let Some(period) = &edition.period_printed { (period) ". " }
            @if let Some(date) = &edition.position_at { (fill("editions.position", &[("date", &printed(date))])) " " }
            (status(edition))
            @if let Some(reason) = &edition.reason { " " (fill("editions.reason", &[("reason", reason)])) }
        }
        @if !forms.is_empty() {
            p {
                @for (place, (path, form)) in forms.iter().enumerate() {
                    @if place > 0 { ", " }
                    a.form href=(path) aria-label={ (form) ": " (named) } { (form) }
                }
            }
        }
    }
}

fn status(edition: &EditionSaid) -> String {
    match (edition.status.as_str(), &edition.published_on) {
        ("superseded", _) => say("editions.superseded").to_string(),
        ("withdrawn", _) => say("editions.withdrawn").to_string(),
        (_, Some(date)) if edition.reason.is_some() => fill("editions.corrected", &[("date", &printed(date))]),
        (_, Some(date)) => fill("editions.published_on", &[("date", &printed(date))]),
        (_, None) => say("editions.published").to_string(),
    }
}

/// A day as people read it; what is no day stands as it is.
fn printed(date: &str) -> String {
    date.parse::<Date>().map_or_else(|_| date.to_string(), print_date)
}

/// The catalogue of open data in DCAT 3, written as JSON-LD: each published edition is a data set, each of its files a
/// way to get it.
pub fn catalogue(all: &Beside<'_>, editions: &[EditionSaid]) -> Raw {
    let published = editions.iter().filter(|edition| edition.status == "published");
    let sets: Vec<Value> = published.map(|edition| data_set(all, edition)).collect();
    whole(all.address, all.council, &sets)
}

/// The catalogue with these data sets.
pub fn whole(address: &str, council: &str, sets: &[Value]) -> Raw {
    let catalogue = json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": format!("{address}/data.json"),
        "@type": "dcat:Catalog",
        "dct:title": fill("public.feed", &[("council", council)]),
        "dct:publisher": organisation(council),
        "foaf:homepage": { "@id": format!("{address}/") },
        "dcat:dataset": sets,
    });
    Raw {
        path: "data.json".to_string(),
        media: "application/ld+json".to_string(),
        bytes: catalogue.to_string().into_bytes(),
    }
}

fn organisation(council: &str) -> Value {
    json!({ "@type": "foaf:Organization", "foaf:name": council })
}

fn data_set(all: &Beside<'_>, edition: &EditionSaid) -> Value {
    let page = format!("{}{}", all.address, edition.page);
    let day = |date: &String| json!({ "@type": "xsd:date", "@value": date });
    let mut set = json!({
        "@id": page,
        "@type": "dcat:Dataset",
        "dct:identifier": edition.edition,
        "dct:title": edition.title,
        "dct:publisher": organisation(all.council),
        "dcat:landingPage": { "@id": page },
        "dcat:distribution": distributions(all, edition),
    });
    if let Some(set) = set.as_object_mut() {
        set.extend(edition.published_on.as_ref().map(|date| ("dct:issued".to_string(), day(date))));
        set.extend(edition.licence.as_ref().map(|licence| {
            ("dct:license".to_string(), json!({ "@type": "dct:LicenseDocument", "dct:title": licence }))
        }));
    }
    set
}

/// The files of an edition, but its page.
fn distributions(all: &Beside<'_>, edition: &EditionSaid) -> Vec<Value> {
    let folder = edition.page.trim_start_matches('/');
    let of = all.listing.files.iter().filter_map(|file| Some((file, file.path.strip_prefix(folder)?)));
    let got = of.filter(|(_, name)| *name != "index.html").map(|(file, name)| {
        json!({
            "@type": "dcat:Distribution",
            "dct:title": name,
            "dcat:downloadURL": { "@id": format!("{}/{}", all.address, file.path) },
            "dcat:mediaType": file.media.split(';').next(),
            "dcat:byteSize": file.size,
        })
    });
    got.collect()
}

#[cfg(test)]
mod cases {
    use super::*;

    fn edition(key: &str, status: &str) -> EditionSaid {
        EditionSaid {
            edition: key.into(),
            status: status.into(),
            title: "Halfway Report".into(),
            period_printed: None,
            position_at: None,
            published_on: None,
            reason: None,
            licence: None,
            demonstration: false,
            page: format!("/editions/{key}/"),
            files: vec![format!("/editions/{key}/report.pdf")],
        }
    }

    #[test]
    fn editions_of_one_period_are_told_apart_by_their_titles_and_those_of_their_files() {
        let all = [
            edition("2025-26-H1", "published"),
            edition("2025-26-H1.edition-2", "superseded"),
            edition("2025-26-H1.edition-1", "superseded"),
            edition("2024-25", "published"),
        ];
        let named: Vec<String> = all.iter().map(|one| named(one, &all)).collect();
        let told = [
            "Halfway Report (edition 3, corrected)",
            "Halfway Report (edition 2, replaced)",
            "Halfway Report (edition 1, replaced)",
            "Halfway Report",
        ];
        assert_eq!(named, told);
        let listed = listed(&all[2], &named[2]).into_string();
        assert!(listed.contains("aria-label=\"PDF: Halfway Report (edition 1, replaced)\""), "{listed}");
        let withdrawn = [edition("2025-26-H1", "withdrawn"), edition("2025-26-H1.edition-1", "superseded")];
        assert_eq!(super::named(&withdrawn[0], &withdrawn), "Halfway Report (edition 2, withdrawn)");
    }
}
