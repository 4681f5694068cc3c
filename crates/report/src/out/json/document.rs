//! The document itself: sections of blocks, every block with its `type`; text as strings and, for all else, objects.

use domain::measure::word_of;
use domain::scheme::MARKS;
use serde_json::{Value, json};

use super::council::colour;
use crate::document::{
    Block, Cell, FactKind, Figure, FigureData, Group, Inline, NoteEntry, Row, Section, Set, Spark, SparkPoint, Table,
    Tag, Tile,
};

/// A section with everything under it.
pub fn section(section: &Section) -> Value {
    json!({
        "type": "section",
        "id": section.id,
        "level": section.level,
        "title": section.title,
        "blocks": blocks(&section.blocks),
    })
}

fn blocks(all: &[Block]) -> Vec<Value> {
    all.iter().map(block).collect()
}

fn block(block: &Block) -> Value {
    match block {
        Block::Section(one) => section(one),
        Block::Paragraph(text) => json!({ "type": "paragraph", "text": inlines(text) }),
        Block::Lead(text) => json!({ "type": "lead", "text": inlines(text) }),
        Block::List { ordered, items } => {
            let items: Vec<Value> = items.iter().map(|item| json!(blocks(item))).collect();
            json!({ "type": "list", "ordered": ordered, "items": items })
        }
        Block::Table(one) => table(one),
        Block::Figure(one) => figure(one),
        Block::Tiles(tiles) => json!({ "type": "tiles", "tiles": tiles.iter().map(tile).collect::<Vec<_>>() }),
        Block::Notes(notes) => json!({ "type": "notes", "notes": notes.iter().map(note).collect::<Vec<_>>() }),
    }
}

fn inlines(all: &[Inline]) -> Vec<Value> {
    all.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> Value {
    match inline {
        Inline::Text(text) => json!(text),
        Inline::Strong(content) => json!({ "strong": inlines(content) }),
        Inline::Emphasis(content) => json!({ "emphasis": inlines(content) }),
        Inline::Muted(text) => json!({ "muted": text }),
        Inline::Link { to, content } => json!({ "link": to, "text": inlines(content) }),
        Inline::Rating(one) => json!({ "rating": tag(one) }),
        Inline::Note(one) => json!({ "note": one.id, "letter": one.letter }),
        Inline::Absent(reason) => json!({ "absent": reason }),
        Inline::Marker(word, short) => json!({ "marker": word, "shorthand": short }),
        Inline::Break => json!("\n"),
        Inline::Spark(spark) => history(spark),
    }
}

/// A small history: its words, and each value as a cell.
fn history(spark: &Spark) -> Value {
    let point = |point: &SparkPoint| json!({ "period": point.period, "value": cell(&point.cell) });
    json!({ "history": spark.alt, "title": spark.title, "points": spark.points.iter().map(point).collect::<Vec<_>>() })
}

fn tag(tag: &Tag) -> Value {
    json!({ "word": tag.word, "mark": word_of(&MARKS, tag.mark), "colour": colour(tag.colour) })
}

fn tile(one: &Tile) -> Value {
    json!({ "number": one.number, "words": one.words, "rating": one.tag.as_ref().map(tag) })
}

fn note(one: &NoteEntry) -> Value {
    json!({ "id": one.id, "letter": one.letter, "text": inlines(&one.text) })
}

fn figure(figure: &Figure) -> Value {
    let data = match &figure.data {
        FigureData::Own(own) => table(own),
        FigureData::In(id) => json!({ "in": id }),
    };
    json!({
        "type": "figure",
        "id": figure.id,
        "title": figure.title,
        "subtitle": figure.subtitle,
        "alt": figure.alt,
        "rating": figure.tag.as_ref().map(tag),
        "data": data,
    })
}

fn table(table: &Table) -> Value {
    let column = |column: &crate::document::Column| {
        let set = match column.set {
            Set::Words => "words",
            Set::Numbers => "numbers",
            Set::Rating => "rating",
        };
        json!({ "title": column.title, "set": set })
    };
    let group = |group: &Group| json!({ "title": group.title, "rows": group.rows.iter().map(row).collect::<Vec<_>>() });
    json!({
        "type": "table",
        "id": table.id,
        "caption": table.caption,
        "summary": table.summary,
        "columns": table.columns.iter().map(column).collect::<Vec<_>>(),
        "row_header": table.row_header,
        "groups": table.groups.iter().map(group).collect::<Vec<_>>(),
    })
}

fn row(row: &Row) -> Value {
    json!({ "id": row.id, "cells": row.cells.iter().map(cell).collect::<Vec<_>>() })
}

fn cell(cell: &Cell) -> Value {
    let fact = cell.fact.as_ref().map(|fact| {
        json!({
            "subject": fact.subject,
            "period": fact.period.to_string(),
            "kind": kind(fact.kind),
            "exact": fact.exact,
        })
    });
    json!({ "text": inlines(&cell.content), "fact": fact })
}

fn kind(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Value => "value",
        FactKind::Target => "target",
        FactKind::Benchmark => "benchmark",
        FactKind::Rating => "rating",
        FactKind::Travel => "travel",
        FactKind::Progress => "progress",
        FactKind::Score => "score",
        FactKind::Completes => "completes",
    }
}
