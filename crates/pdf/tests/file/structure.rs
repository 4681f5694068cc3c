//! The structure tree carries what the document says: a validator alone passes a table that lost its tags.

use report::document::{Block, Figure, FigureData, Inline, Report, Section, Spark, Table};
use report::look::Look;

use crate::made;
use crate::tree::{Element, open, tree};

/// Tables, graphics and headings of a report in reading order.
#[derive(Default)]
struct Said<'r> {
    tables: Vec<&'r Table>,
    figures: Vec<&'r Figure>,
    levels: Vec<String>,
    lists: usize,
    notes: usize,
}

fn said(report: &Report) -> Said<'_> {
    let mut said = Said::default();
    report.sections.iter().for_each(|section| hear(section, &mut said));
    said
}

fn hear<'r>(section: &'r Section, said: &mut Said<'r>) {
    said.levels.push(format!("H{}", section.level));
    section.blocks.iter().for_each(|block| hear_block(block, said));
}

fn hear_block<'r>(block: &'r Block, said: &mut Said<'r>) {
    match block {
        Block::Section(inner) => hear(inner, said),
        Block::Table(table) => said.tables.push(table),
        Block::Figure(figure) => {
            said.figures.push(figure);
            if let FigureData::Own(table) = &figure.data {
                said.tables.push(table);
            }
        }
        Block::List { items, .. } => {
            said.lists += 1;
            items.iter().flatten().for_each(|block| hear_block(block, said));
        }
        Block::Notes(notes) => said.notes += notes.len(),
        Block::Paragraph(_) | Block::Lead(_) | Block::Tiles(_) => {}
    }
}

fn tagged(report: &Report) -> Element {
    tree(&open(&pdf::pdf(report, &Look::new(&[])).unwrap()))
}

#[test]
fn every_table_keeps_its_caption_its_column_headers_and_a_header_for_each_row() {
    let report = made::whole();
    let (said, tree) = (said(&report), tagged(&report));
    let tables = tree.all("Table");
    assert_eq!(tables.len(), said.tables.len());
    for (tagged, table) in tables.iter().zip(&said.tables) {
        let rows: usize = table.groups.iter().map(|group| group.rows.len()).sum();
        let titled = table.groups.iter().filter(|group| group.title.is_some()).count();
        assert_eq!(tagged.all("Caption").len(), 1, "{}", table.id);
        assert_eq!(tagged.all("TR").len(), 1 + titled + rows, "{}", table.id);
        assert_eq!(tagged.headers("Column"), table.columns.len() + titled, "{}", table.id);
        assert_eq!(tagged.headers("Row"), rows, "{}", table.id);
        assert_eq!(tagged.all("TD").len(), rows * (table.columns.len() - 1), "{}", table.id);
        assert_eq!(tagged.summary, table.summary, "{}", table.id);
    }
}

#[test]
fn every_graphic_is_a_figure_whose_alternative_is_the_finding() {
    let report = made::whole();
    let (said, tree) = (said(&report), tagged(&report));
    let tagged: Vec<&str> = tree.all("Figure").iter().map(|figure| figure.alt.as_deref().unwrap_or_default()).collect();
    let stated: Vec<&str> = said.figures.iter().map(|figure| figure.alt.as_str()).collect();
    assert_eq!(tagged, stated);
}

#[test]
fn a_small_history_in_a_cell_is_a_figure_whose_alternative_says_every_value() {
    let mut table = made::measure_table("histories", 0..2);
    let svg = made::svg("history", "Share of adults");
    let alt = "Quarter 1 2025-26: 40.1%; Quarter 2 2025-26: 41.0%. Up from 40.1%.".to_string();
    let (id, title) = ("history".to_string(), "Share of adults".to_string());
    let spark = Spark { id, title, alt: alt.clone(), svg, size: (112, 28), points: Vec::new() };
    table.groups[0].rows[0].cells[3].content = vec![Inline::Spark(Box::new(spark))];
    let tree = tagged(&made::chapter(vec![Block::Table(table)]));
    let cells = tree.all("TD");
    let alts: Vec<&str> =
        cells.iter().flat_map(|cell| cell.all("Figure")).map(|one| one.alt.as_deref().unwrap_or_default()).collect();
    assert_eq!(alts, [alt.as_str()]);
}

#[test]
fn headings_keep_their_levels_and_order_after_the_contents() {
    let report = made::whole();
    let (said, tree) = (said(&report), tagged(&report));
    let headings = tree.every().into_iter().filter(|element| {
        element.kind.len() == 2 && element.kind.starts_with('H') && element.kind.ends_with(|c: char| c.is_ascii_digit())
    });
    let levels: Vec<String> = headings.map(|element| element.kind.clone()).collect();
    assert_eq!(levels, [vec!["H1".to_string()], said.levels].concat());
}

#[test]
fn contents_lists_and_notes_are_tagged_as_such() {
    let report = made::whole();
    let (said, tree) = (said(&report), tagged(&report));
    assert_eq!(tree.all("TOCI").len(), said.levels.len());
    // The notes are one list more.
    assert_eq!(tree.all("L").len(), said.lists + 1);
    let links = tree.all("Link").len();
    assert!(links >= said.levels.len() + 2, "{links} links");
}

#[test]
fn the_file_says_its_language_its_title_and_where_its_chapters_are() {
    let report = made::whole();
    let file = open(&pdf::pdf(&report, &Look::new(&[])).unwrap());
    let catalog = file.catalog().unwrap();
    assert_eq!(lopdf::decode_text_string(catalog.get(b"Lang").unwrap()).unwrap(), "en-GB");
    let (_, preferences) = file.dereference(catalog.get(b"ViewerPreferences").unwrap()).unwrap();
    assert!(preferences.as_dict().unwrap().get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
    let bookmarks = file.get_toc().unwrap().toc;
    let titles: Vec<&str> = bookmarks.iter().map(|bookmark| bookmark.title.as_str()).collect();
    for section in &report.sections {
        assert!(titles.contains(&section.title.as_str()), "{titles:?}");
    }
}
