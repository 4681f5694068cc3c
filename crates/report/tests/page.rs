//! The web page of a made report.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

mod gold;
mod made;
mod picture;

use report::document::{Block, Table};
use report::look::Look;
use report::out;

fn page() -> String {
    let look = Look::new(&[]);
    out::html(&made::report(&look), &look)
}

#[test]
fn the_page_looks_as_it_did() {
    gold::holds("report.html", &page());
}

#[test]
fn no_id_stands_twice_and_every_link_within_the_page_leads_somewhere() {
    let page = page();
    let ids = picture::values_of(&page, "id");
    let mut once = ids.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), ids.len());
    let within: Vec<String> =
        picture::values_of(&page, "href").into_iter().filter(|href| href.starts_with('#')).collect();
    assert!(within.len() > 30);
    for href in within {
        assert!(ids.contains(&href[1..].to_string()), "{href} leads nowhere");
    }
}

#[test]
fn a_caption_that_repeats_the_heading_above_its_table_is_left_to_those_who_listen() {
    let look = Look::new(&[]);
    let mut report = made::report(&look);
    let table = made::measures();
    let said = table.caption.clone();
    let mut section = report.sections[0].clone();
    (section.id, section.title) = ("said".into(), said.clone());
    section.blocks =
        vec![Block::Table(Table { id: "said-table".into(), caption: format!("{said}, 2025-26"), ..table })];
    report.sections.push(section);
    let page = out::html(&report, &look);
    assert!(page.contains(&format!("<caption class=\"visually-hidden\">{said}, 2025-26")), "the heading says it");
    assert!(page.contains(&format!("<caption>{said}")), "no heading says it");
}

#[test]
fn a_note_that_is_mentioned_twice_leads_back_to_both_places() {
    let page = page();
    for mention in ["note-a-mention-1", "note-a-mention-2", "note-b-mention-4"] {
        assert!(page.contains(&format!("<a id=\"{mention}\"")), "{mention} is no place");
        assert!(page.contains(&format!("<a class=\"back\" href=\"#{mention}\"")), "nothing leads back to {mention}");
    }
}

#[test]
fn there_is_one_title_no_script_no_style_attribute_and_nothing_fetched() {
    let page = page();
    assert_eq!(page.matches("<h1>").count(), 1);
    assert_eq!(page.matches("<style>").count(), 1);
    assert_eq!(page.matches("</style>").count(), 1);
    for never in ["<script", " style=\"", " onclick", "<img", "<link", "@import", "url(", "src="] {
        assert!(!page.contains(never), "{never}");
    }
}

#[test]
fn headings_go_down_one_level_at_a_time() {
    let page = page();
    let levels: Vec<u32> =
        page.match_indices("<h").filter_map(|(at, _)| page[at + 2..].chars().next()?.to_digit(10)).collect();
    assert_eq!(levels[0], 1);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
}

#[test]
fn every_table_has_a_caption_column_headers_and_one_row_header_a_row() {
    let page = page();
    let tables: Vec<&str> = page.split("<table").skip(1).map(|rest| rest.split("</table>").next().unwrap()).collect();
    assert_eq!(tables.len(), 2);
    for table in tables {
        assert!(table.contains("<caption"));
        let rows = table.matches("<tr").count();
        let heads = table.matches("scope=\"row\"").count() + table.matches("scope=\"rowgroup\"").count();
        assert_eq!(heads + 1, rows, "every row but the first has a row header");
        assert_eq!(table.matches("scope=\"col\"").count(), table.matches("<col>").count());
    }
}

#[test]
fn what_a_person_wrote_is_text_and_never_markup() {
    let page = page();
    assert!(page.contains("Pupils walking to school &lt;all ages&gt;"));
    assert!(page.contains("invented for a demonstration &amp; &quot;tests&quot; &lt;/style&gt;"));
}

#[test]
fn a_rating_is_a_word_with_a_mark_that_assistive_technology_skips() {
    let page = page();
    let tag = "<span class=\"tag is-good\"><svg class=\"mark\" viewBox=\"0 0 24 24\" width=\"14\" height=\"14\" \
               aria-hidden=\"true\" focusable=\"false\"><use href=\"#page-mark-tick\"></use></svg>Good</span>";
    assert!(page.contains(tag));
    assert!(page.contains(".is-ccffcc { background: #ccffcc; color: #0b0c0c; border: 1px solid #0b0c0c; }"));
}

#[test]
fn a_figure_keeps_its_exact_value_beside_the_printed_one() {
    assert!(page().contains("<data value=\"52\">52.00%</data>"));
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert_eq!(page(), page());
}
