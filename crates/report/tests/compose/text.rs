//! A composed document as plain text, for goldens that read in a diff.

use report::document::{Block, Cell, Figure, FigureData, Inline, Report, Section, Table};

/// Everything that the report says, in order.
pub fn to_text(report: &Report) -> String {
    let meta = &report.meta;
    let mut out = format!("{} — {}\n{} — {}\n", meta.council, meta.title, meta.plan, meta.period);
    out += &format!("position at {}; {}; {}\n", meta.position_at, meta.status, meta.description);
    for section in &report.sections {
        write_section(section, &mut out);
    }
    out
}

fn write_section(section: &Section, out: &mut String) {
    let page = if section.starts_page { " (new page)" } else { "" };
    *out += &format!("\n{} {} [{}]{page}\n", "#".repeat(usize::from(section.level)), section.title, section.id);
    section.blocks.iter().for_each(|block| write_block(block, "", out));
}

fn write_block(block: &Block, indent: &str, out: &mut String) {
    match block {
        Block::Section(section) => write_section(section, out),
        Block::Paragraph(inlines) => *out += &format!("\n{indent}{}\n", line(inlines)),
        Block::Lead(inlines) => *out += &format!("\n{indent}! {}\n", line(inlines)),
        Block::List { items, .. } => {
            for item in items {
                *out += &format!("{indent}-");
                item.iter().for_each(|block| write_block(block, &format!("{indent}  "), out));
            }
        }
        Block::Table(table) => write_table(table, out),
        Block::Figure(figure) => write_figure(figure, out),
        Block::Tiles(tiles) => {
            let tiles: Vec<String> = tiles.iter().map(|t| format!("[{} {}]", t.number, t.words)).collect();
            *out += &format!("\n{}\n", tiles.join(" "));
        }
        Block::Notes(notes) => {
            for note in notes {
                *out += &format!("({}) {} [{}]\n", note.letter, line(&note.text), note.id);
            }
        }
    }
}

fn write_table(table: &Table, out: &mut String) {
    let titles: Vec<&str> = table.columns.iter().map(|column| column.title.as_str()).collect();
    *out += &format!("\nTable: {} [{}]\n| {} |\n", table.caption, table.id, titles.join(" | "));
    for group in &table.groups {
        if let Some(title) = &group.title {
            *out += &format!("== {title}\n");
        }
        for row in &group.rows {
            let cells: Vec<String> = row.cells.iter().map(cell).collect();
            *out += &format!("| {} |\n", cells.join(" | "));
        }
    }
}

fn write_figure(figure: &Figure, out: &mut String) {
    let data = match &figure.data {
        FigureData::In(table) => format!("in {table}"),
        FigureData::Own(table) => format!("own {}", table.id),
    };
    *out += &format!("\nFigure: {} [{}]\n{}\n{}\nData {data}\n", figure.title, figure.id, figure.subtitle, figure.alt);
    if let FigureData::Own(table) = &figure.data {
        write_table(table, out);
    }
}

fn cell(cell: &Cell) -> String {
    line(&cell.content)
}

/// Running text on one line.
pub fn line(inlines: &[Inline]) -> String {
    inlines.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(text) => text.clone(),
        Inline::Strong(inner) => format!("*{}*", line(inner)),
        Inline::Emphasis(inner) => format!("_{}_", line(inner)),
        Inline::Muted(text) => format!("({text})"),
        Inline::Link { to, content } => format!("{}<{to}>", line(content)),
        Inline::Rating(tag) => format!("[{}]", tag.word),
        Inline::Note(note) => format!("({})", note.letter),
        Inline::Absent(why) => format!("‹{why}›"),
        Inline::Marker(word, short) => format!(" {word} {short}"),
        Inline::Break => " / ".to_string(),
        Inline::Spark(spark) => format!("∿ {}", spark.alt),
    }
}
