//! What a document says, as plain lists to set beside what was written.

use domain::Mark;
use report::document::{Block, Figure, FigureData, Inline, Report, Section, Table};

/// Every heading with its level.
pub fn headings(report: &Report) -> Vec<(u8, String)> {
    fn gather(section: &Section, out: &mut Vec<(u8, String)>) {
        out.push((section.level, section.title.clone()));
        for block in &section.blocks {
            if let Block::Section(inner) = block {
                gather(inner, out);
            }
        }
    }
    let mut out = Vec::new();
    report.sections.iter().for_each(|section| gather(section, &mut out));
    out
}

fn blocks<'r>(section: &'r Section, out: &mut Vec<&'r Block>) {
    for block in &section.blocks {
        match block {
            Block::Section(inner) => blocks(inner, out),
            _ => out.push(block),
        }
    }
}

fn all(report: &Report) -> Vec<&Block> {
    let mut out = Vec::new();
    report.sections.iter().for_each(|section| blocks(section, &mut out));
    out
}

/// Every graphic, in order.
pub fn figures<'r>(report: &'r Report) -> Vec<&'r Figure> {
    let of = |block: &'r Block| match block {
        Block::Figure(figure) => Some(figure),
        _ => None,
    };
    all(report).into_iter().filter_map(of).collect()
}

/// Every table, in order; that of a graphic where the graphic stands.
pub fn tables(report: &Report) -> Vec<&Table> {
    all(report)
        .into_iter()
        .filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Figure(Figure { data: FigureData::Own(table), .. }) => Some(table),
            _ => None,
        })
        .collect()
}

/// What running text says, as Word shows it.
pub fn text(inlines: &[Inline]) -> String {
    let piece = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Muted(text) | Inline::Absent(text) => text.clone(),
        Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { content: inner, .. } => text(inner),
        Inline::Rating(tag) => format!(" {} {} ", sign(tag.mark), tag.word),
        Inline::Note(note) => format!("({})", note.letter),
        Inline::Marker(word, _) => format!(" ({word})"),
        Inline::Break => " ".into(),
        Inline::Spark(_) => String::new(),
    };
    inlines.iter().map(piece).collect()
}

fn sign(mark: Mark) -> char {
    match mark {
        Mark::Star => '★',
        Mark::Tick => '✔',
        Mark::Dot => '●',
        Mark::Flag => '⚑',
        Mark::Triangle => '▲',
        Mark::Diamond => '◆',
        Mark::Square => '■',
        Mark::Ring => '○',
    }
}

/// Text with every run of white space as one space.
pub fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
