//! Sites of the examples and of an invented council: every page stands on its own and leads somewhere.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test that cannot go on has failed")]

mod councils;
mod links;

use std::collections::{BTreeMap, BTreeSet};

use councils::{Made, all};
use domain::EditionStatus;
use links::{attributes, lands};
use publish::{By, Edition, Site, Stand, site};
use report::look::Look;
use serde_json::Value;

type Files = Vec<(String, Vec<u8>)>;

fn site_of(editions: &[Made], downloads: &Files, address: Option<&str>) -> Option<Site> {
    let look = Look::new(&editions[0].snapshot.look);
    let given = editions.iter().map(|made| Edition { snapshot: &made.snapshot, report: &made.report, downloads });
    site(&given.collect::<Vec<_>>(), &look, Stand { address, by: By::Files })
}

fn sites() -> Vec<(Vec<Made>, Site)> {
    let site = |editions: Vec<Made>| {
        let site = site_of(&editions, &vec![("report.pdf".into(), b"%PDF".to_vec())], None).unwrap();
        (editions, site)
    };
    all().into_iter().map(site).collect()
}

fn pages(site: &Site) -> BTreeMap<&str, &str> {
    let html = site.files.iter().filter(|(path, _)| path.ends_with(".html"));
    html.map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).unwrap())).collect()
}

/// Two editions of an example: that of the second quarter of 2025-26, and an earlier one made of the same figures.
fn two_editions() -> Vec<Made> {
    let mut editions = all().remove(1);
    editions.retain(|made| made.snapshot.edition.period == domain::Period::quarter(2025, 2));
    let now = &editions[0];
    let (mut snapshot, mut report) = (now.snapshot.clone(), now.report.clone());
    snapshot.edition.period = now.snapshot.edition.period.previous();
    snapshot.edition.position_at = domain::Date::constant(2025, 6, 30);
    snapshot.edition.title = "Performance Report Quarter 1".into();
    report.meta.title = snapshot.edition.title.clone();
    for state in &mut snapshot.measures {
        let earlier = state.now.previous();
        state.now = earlier;
        state.history.retain(|period, _| *period <= earlier);
        state.published = None;
    }
    editions.insert(0, Made { name: "an earlier one".into(), snapshot, report });
    editions
}

#[test]
fn every_link_of_every_page_leads_to_a_file_of_the_site_and_to_a_place_in_it() {
    for (_, site) in sites() {
        for (path, page) in pages(&site) {
            for link in attributes(page, " href=\"").into_iter().chain(attributes(page, " src=\"")) {
                if link.starts_with("http") {
                    continue;
                }
                let (file, place) = link.split_once('#').map_or((link, None), |(file, place)| (file, Some(place)));
                let target = if file.is_empty() { path.to_string() } else { lands(path, file) };
                assert!(site.files.contains_key(&target), "{path}: {link}");
                if let Some(place) = place {
                    let there = std::str::from_utf8(&site.files[&target]).unwrap();
                    assert!(there.contains(&format!(" id=\"{place}\"")), "{path}: {link}");
                }
            }
        }
    }
}

#[test]
fn every_page_has_one_heading_of_the_first_level_one_main_part_and_ids_that_stand_once() {
    for (_, site) in sites() {
        for (path, page) in pages(&site) {
            assert_eq!(page.matches("<h1").count(), 1, "{path}");
            assert_eq!(page.matches("<main").count(), 1, "{path}");
            assert!(page.contains("<html lang=\"en-GB\">"), "{path}");
            let ids = attributes(page, " id=\"");
            assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{path}");
        }
    }
}

#[test]
fn no_page_shows_a_figure_or_a_chart_that_its_words_cite_as_it_was_typed() {
    for (_, site) in sites() {
        for (path, page) in pages(&site) {
            assert!(!page.contains("{{"), "{path}: {}", page.split("{{").nth(1).unwrap_or_default());
        }
    }
}

#[test]
fn no_page_needs_a_script_or_fetches_anything_from_elsewhere() {
    for (_, site) in sites() {
        for (path, page) in pages(&site) {
            let scripts = attributes(page, "<script src=\"");
            assert!(scripts.is_empty() || path == "measures/index.html", "{path}: {scripts:?}");
            let inline = page.matches("<script").count() - scripts.len();
            assert_eq!(inline, page.matches("<script type=\"application/ld+json\">").count(), "{path}");
            assert!(!page.contains(" style=\"") && !page.contains("<style"), "{path}");
            assert!(!page.contains("<iframe") && !page.contains(" src=\"http"), "{path}");
        }
    }
}

#[test]
fn every_heading_commitment_and_measure_has_a_page_of_its_own_that_names_it() {
    for (editions, site) in sites() {
        let pages = pages(&site);
        let snapshot = &editions.last().unwrap().snapshot;
        let headings = snapshot.plan.headings.iter().map(|one| one.title.clone());
        let commitments = snapshot.commitments.iter().map(|one| one.commitment.title.clone());
        let measures = snapshot.measures.iter().map(|one| one.title.clone());
        let titles: Vec<String> = headings.chain(commitments).chain(measures).collect();
        for title in &titles {
            let escaped = title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
            let named = pages.values().filter(|page| page.contains(&format!(">{escaped}</h1>")));
            assert!(named.count() > 0, "{}: {title}", snapshot.council);
        }
    }
}

#[test]
fn the_page_of_a_measure_states_every_value_of_its_history_and_how_its_rating_was_reached() {
    for (editions, site) in sites() {
        let pages = pages(&site);
        let snapshot = &editions.last().unwrap().snapshot;
        for state in &snapshot.measures {
            let page = pages[format!("measures/{}.html", report::slug(&state.measure.key)).as_str()];
            for value in state.history.values().filter_map(|one| one.reading.value()) {
                let printed = state.measure.write(value);
                assert!(page.contains(&printed), "{}: {printed}", state.measure.key);
            }
            let beginning: String = state.explanation.chars().take_while(|c| !"&<>\"".contains(*c)).collect();
            assert!(page.contains(&beginning), "{}: {beginning}", state.measure.key);
        }
    }
}

#[test]
fn a_measure_shows_the_rating_of_every_edition_that_reports_it() {
    let editions = two_editions();
    let site = site_of(&editions, &Files::new(), None).unwrap();
    let page = pages(&site)["measures/defects-28-day.html"];
    let (_, history) = page.split_once("History").unwrap();
    for period in ["Quarter 1", "Quarter 2"] {
        let (_, row) = history.split_once(&format!("{period} <span class=\"whole\">2025-26")).unwrap();
        let (row, _) = row.split_once("</tr>").unwrap();
        assert!(row.contains("class=\"tag"), "{period}: {row}");
    }
}

#[test]
fn earlier_editions_stay_at_their_addresses_and_lead_to_the_latest() {
    let site = site_of(&two_editions(), &Files::new(), None).unwrap();
    let pages = pages(&site);
    assert!(pages["editions/2025-26-Q1/index.html"].contains("../2025-26-Q2/index.html"));
    assert!(pages["index.html"].contains("editions/2025-26-Q1/index.html"));
    assert!(site.files.contains_key("editions/2025-26-Q1/measures.csv"));
}

#[test]
fn a_draft_is_no_part_of_the_site_and_of_a_withdrawn_report_only_a_notice_remains() {
    let mut editions = two_editions();
    editions[0].snapshot.edition.status = EditionStatus::Withdrawn;
    let site = site_of(&editions, &vec![("report.pdf".into(), b"%PDF".to_vec())], None).unwrap();
    let withdrawn: Vec<&String> = site.files.keys().filter(|path| path.starts_with("editions/2025-26-Q1")).collect();
    assert_eq!(withdrawn, ["editions/2025-26-Q1/index.html"]);
    assert!(pages(&site)["editions/2025-26-Q1/index.html"].contains("withdrawn this report"));

    editions[0].snapshot.edition.status = EditionStatus::Draft;
    let site = site_of(&editions, &Files::new(), None).unwrap();
    assert_eq!(site.left_out, [editions[0].snapshot.edition.period]);
    assert!(site.files.keys().all(|path| !path.contains("2025-26-Q1")));
    let links = pages(&site).values().filter(|page| page.contains("2025-26-Q1/")).count();
    assert_eq!(links, 0);
}

#[test]
fn a_council_with_nothing_but_drafts_has_no_site() {
    let mut editions = all().remove(0);
    editions.iter_mut().for_each(|made| made.snapshot.edition.status = EditionStatus::Draft);
    assert_eq!(site_of(&editions, &Files::new(), None), None);
}

#[test]
fn the_stylesheet_has_a_rule_for_every_shape_of_table_and_is_named_by_what_it_holds() {
    for (_, site) in sites() {
        let (name, style) = site.files.iter().find(|(path, _)| path.ends_with(".css")).unwrap();
        let style = std::str::from_utf8(style).unwrap();
        for (path, page) in pages(&site) {
            assert!(page.contains(name.rsplit('/').next().unwrap()), "{path}");
            for shape in attributes(page, "<colgroup class=\"") {
                assert!(style.contains(&format!(".{shape} col")), "{path}: {shape}");
            }
        }
    }
}

#[test]
fn the_manifest_lists_every_other_file_with_its_size_and_a_digest() {
    for (_, site) in sites() {
        let manifest: Value = serde_json::from_slice(&site.files["manifest.json"]).unwrap();
        let listed = manifest["files"].as_array().unwrap();
        let paths: Vec<&str> = listed.iter().map(|one| one["path"].as_str().unwrap()).collect();
        let written: Vec<&str> = site.files.keys().map(String::as_str).filter(|p| *p != "manifest.json").collect();
        assert_eq!(paths, written);
        for one in listed {
            assert_eq!(one["bytes"], site.files[one["path"].as_str().unwrap()].len());
            assert_eq!(one["sha256"].as_str().unwrap().len(), 64);
        }
    }
}

#[test]
fn with_an_address_every_page_stands_in_the_sitemap_under_it_but_the_one_for_missing_pages() {
    let editions = all().remove(0);
    let site = site_of(&editions, &Files::new(), Some("https://example.gov.uk/performance/")).unwrap();
    let sitemap = std::str::from_utf8(&site.files["sitemap.xml"]).unwrap();
    assert_eq!(sitemap.matches("<loc>").count(), pages(&site).len() - 1);
    assert!(sitemap.contains("<loc>https://example.gov.uk/performance/measures/</loc>"));
    let missing = pages(&site)["404.html"];
    assert!(missing.contains("href=\"https://example.gov.uk/performance/index.html\""));
    let robots = std::str::from_utf8(&site.files["robots.txt"]).unwrap();
    assert!(robots.contains("Sitemap: https://example.gov.uk/performance/sitemap.xml"));
}

#[test]
fn where_a_server_answers_every_page_leads_to_its_search_and_feed_and_elsewhere_none_does() {
    let editions = two_editions();
    let look = Look::new(&editions[0].snapshot.look);
    let given = editions.iter().map(|one| Edition { snapshot: &one.snapshot, report: &one.report, downloads: &[] });
    let given: Vec<Edition<'_>> = given.collect();
    for (by, leads) in [(By::Server, true), (By::Files, false)] {
        let site = site(&given, &look, Stand { address: None, by }).unwrap();
        for (path, page) in pages(&site) {
            let links: Vec<String> = attributes(page, "href=\"").into_iter().map(|link| lands(path, link)).collect();
            for served in ["search", "editions/", "api", "feed.atom"] {
                assert_eq!(links.iter().any(|link| link == served), leads, "{path}: {served}");
            }
        }
        // Asked for in any folder, so its style and its ways lead from the root.
        let missing = attributes(pages(&site)["404.html"], "href=\"");
        let ways: Vec<&str> = missing.into_iter().filter(|way| !way.starts_with('#') && !way.contains(':')).collect();
        assert!(ways.len() > 5);
        assert_eq!(ways.iter().all(|way| way.starts_with('/')), leads, "{ways:?}");
    }
}

#[test]
fn the_data_page_describes_the_data_of_every_edition_for_programs() {
    let site = site_of(&two_editions(), &Files::new(), None).unwrap();
    let page = pages(&site)["data/index.html"];
    let (_, described) = page.split_once("<script type=\"application/ld+json\">").unwrap();
    let described: Value = serde_json::from_str(described.split_once("</script>").unwrap().0).unwrap();
    let datasets = described["dataset"].as_array().unwrap();
    let versions: Vec<&str> = datasets.iter().map(|one| one["version"].as_str().unwrap()).collect();
    assert_eq!(versions, ["2025-26-Q2", "2025-26-Q1"]);
    assert_eq!(datasets[0]["license"], "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/");
    assert!(datasets[0]["distribution"].as_array().unwrap().len() >= 9);
}

#[test]
fn words_of_a_council_are_never_markup() {
    let mut editions = all().remove(2);
    editions[0].snapshot.council = "Council <script>alert(1)</script> & Sons".into();
    editions[0].snapshot.licence = "</script><b>".into();
    let site = site_of(&editions, &Files::new(), None).unwrap();
    for (path, page) in pages(&site) {
        assert!(!page.contains("<script>alert") && !page.contains("</script><b>"), "{path}");
    }
}

#[test]
fn the_same_editions_in_any_order_give_the_same_bytes() {
    let mut editions = two_editions();
    let one = site_of(&editions, &Files::new(), None).unwrap();
    editions.reverse();
    assert!(one == site_of(&editions, &Files::new(), None).unwrap());
}

#[test]
fn a_reference_of_an_earlier_plan_keeps_a_page_of_its_own_and_a_measure_goes_on_through_both_plans() {
    let mut editions = two_editions();
    let earlier = &mut editions[0].snapshot;
    earlier.plan.key = "2021-25".into();
    earlier.plan.title = "Council Plan 2021-25".into();
    earlier.plan.commitments[0].title = "What SO-01 meant before".into();
    earlier.commitments[0].commitment.title = "What SO-01 meant before".into();
    let site = site_of(&editions, &Files::new(), None).unwrap();
    let pages = pages(&site);
    assert!(pages["plans/2021-25/so-01.html"].contains(">What SO-01 meant before</h1>"));
    assert!(!pages["plans/2025-29/so-01.html"].contains("What SO-01 meant before"));
    assert!(pages["plans/2025-29/index.html"].contains("../2021-25/index.html"));
    assert_eq!(site.files.keys().filter(|path| path.contains("defects-28-day")).count(), 1);
}

#[test]
fn a_measure_that_only_an_earlier_edition_reports_keeps_its_page_and_says_from_when_it_is() {
    let mut editions = two_editions();
    editions[1].snapshot.measures.retain(|state| state.measure.key != "defects-28-day");
    let site = site_of(&editions, &Files::new(), None).unwrap();
    let pages = pages(&site);
    let (_, source) = pages["measures/defects-28-day.html"].split_once("As reported in").unwrap();
    assert!(source.trim_start().starts_with("<a href=\"../editions/2025-26-Q1/index.html\">"));
    let (_, earlier) = pages["measures/index.html"].split_once("Measures of earlier reports").unwrap();
    assert!(earlier.contains("defects-28-day.html"));
}
