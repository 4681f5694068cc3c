//! What the document says stands on the pages, whatever it is.

use report::document::{Block, Cell, Inline, Report, Section};
use report::look::Look;

use crate::made;
use crate::tree::open;

/// All text of the file without spaces and break opportunities.
fn printed(report: &Report) -> String {
    let file = open(&pdf::pdf(report, &Look::new(&[])).unwrap());
    let pages: Vec<u32> = file.get_pages().into_keys().collect();
    squeezed(&file.extract_text(&pages).unwrap())
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')).collect()
}

fn strings(section: &Section, out: &mut Vec<String>) {
    out.push(section.title.clone());
    section.blocks.iter().for_each(|block| block_strings(block, out));
}

fn block_strings(block: &Block, out: &mut Vec<String>) {
    match block {
        Block::Section(inner) => strings(inner, out),
        Block::Paragraph(text) | Block::Lead(text) => inline_strings(text, out),
        Block::List { items, .. } => items.iter().flatten().for_each(|block| block_strings(block, out)),
        Block::Table(table) => {
            out.push(table.caption.clone());
            out.extend(table.columns.iter().map(|column| column.title.clone()));
            for group in &table.groups {
                out.extend(group.title.clone());
                let cells: Vec<&Cell> = group.rows.iter().flat_map(|row| &row.cells).collect();
                cells.iter().for_each(|cell| inline_strings(&cell.content, out));
            }
        }
        Block::Figure(figure) => {
            out.push(figure.caption().to_string());
            if let report::document::FigureData::Own(table) = &figure.data {
                block_strings(&Block::Table(table.clone()), out);
            }
        }
        Block::Tiles(tiles) => out.extend(tiles.iter().flat_map(|tile| {
            let words = tile.tag.as_ref().map_or(&tile.words, |tag| &tag.word);
            [tile.number.clone(), words.clone()]
        })),
        Block::Notes(notes) => notes.iter().for_each(|note| inline_strings(&note.text, out)),
    }
}

fn inline_strings(text: &[Inline], out: &mut Vec<String>) {
    for inline in text {
        match inline {
            Inline::Text(said) | Inline::Muted(said) | Inline::Absent(said) | Inline::Marker(_, said) => {
                out.push(said.clone());
            }
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { content: inner, .. } => {
                inline_strings(inner, out);
            }
            Inline::Rating(tag) => out.push(tag.word.clone()),
            Inline::Note(note) => out.push(format!("({})", note.letter)),
            Inline::Spark(_) | Inline::Break => {}
        }
    }
}

#[test]
fn every_string_of_the_document_stands_on_a_page() {
    let report = made::whole();
    let pages = printed(&report);
    let mut said = Vec::new();
    report.sections.iter().for_each(|section| strings(section, &mut said));
    let meta = &report.meta;
    let cover = [&meta.council, &meta.title, &meta.plan, &meta.period, &meta.position_at, &meta.licence, &meta.status];
    said.extend(cover.into_iter().cloned());
    said.extend(meta.banner.clone());
    let lost: Vec<&String> = said.iter().filter(|text| !pages.contains(&squeezed(text))).collect();
    assert!(said.len() > 300 && lost.is_empty(), "{lost:?}");
}

/// What an officer may type, and how it is printed.
const TYPED: [(&str, &str); 12] = [
    ("#eval(\"1 + 1\") #set text(red) #panic()", "#eval(\"1 + 1\") #set text(red) #panic()"),
    ("$x^2$ and £5 for 3*4*5", "$x^2$ and £5 for 3*4*5"),
    ("*bold* _italic_ `code` = heading", "*bold* _italic_ `code` = heading"),
    ("@ref <label> //comment /* block */", "@ref <label> //comment /* block */"),
    ("C:\\path\\new ~ -- --- ...", "C:\\path\\new ~ -- --- ..."),
    ("{{ measure }} ]] [[ ))", "{{ measure }} ]] [[ ))"),
    ("a smile 😀 and 👩‍👧", "a smile [U+1F600] and [U+1F469 U+200D U+1F467]"),
    ("a star ★ and a tick ✔", "a star [U+2605] and a tick [U+2714]"),
    ("שלום", "[U+05E9 U+05DC U+05D5 U+05DD]"),
    ("bell\u{7} and null\u{0}", "bell[U+0007] and null[U+0000]"),
    ("Gwasanaethau Ŵyl · naïve café · ½ ≥ 3 → 4", "Gwasanaethau Ŵyl · naïve café · ½ ≥ 3 → 4"),
    (
        "LlanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochLlanfairpwllgwyngyllgogerychwyrn",
        "LlanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochLlanfairpwllgwyngyllgogerychwyrn",
    ),
];

#[test]
fn what_an_officer_types_is_printed_as_it_is_wherever_it_stands() {
    for (typed, expected) in TYPED {
        let mut table = made::words_table("typed", typed);
        table.caption = typed.into();
        table.groups[0].title = Some(typed.into());
        let mut figure =
            made::figure("picture", report::document::Stands::Half, report::document::FigureData::In("typed".into()));
        figure.alt = typed.into();
        figure.svg = made::svg("picture", "A 😀 in a picture");
        let mut report = made::chapter(vec![
            Block::Paragraph(made::text(typed)),
            Block::Lead(vec![Inline::Strong(made::text(typed)), Inline::Muted(typed.into())]),
            Block::Table(table),
            Block::Figure(figure),
        ]);
        report.sections[0].title = typed.into();
        report.meta.title = typed.into();
        report.meta.council = typed.into();
        let pages = printed(&report);
        let times = pages.matches(&squeezed(expected)).count();
        assert!(times >= 12, "{typed:?} stands {times} times");
    }
}

#[test]
fn a_link_to_a_place_that_is_not_in_the_report_is_printed_as_text() {
    let link = Inline::Link { to: "#nowhere".into(), content: made::text("a place elsewhere") };
    assert!(printed(&made::chapter(vec![Block::Paragraph(vec![link])])).contains("aplaceelsewhere"));
}
