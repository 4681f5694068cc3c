//! A report made by hand, with every kind of block, and small parts to make others of.

use domain::{Colour, Mark};
use report::document::{
    Block, Cell, Column, Figure, FigureData, Group, Inline, Meta, NoteEntry, NoteRef, Report, Row, Section, Set,
    Stands, Table, Tag, Tile,
};

pub fn text(said: &str) -> Vec<Inline> {
    vec![Inline::Text(said.into())]
}

pub fn cell(content: Vec<Inline>) -> Cell {
    Cell { content, fact: None }
}

pub fn column(title: &str, set: Set, width: u8) -> Column {
    Column { title: title.into(), set, width }
}

pub fn strong() -> Tag {
    Tag { word: "Strong".into(), mark: Mark::Star, colour: Colour::Best }
}

pub fn good() -> Tag {
    Tag { word: "Good".into(), mark: Mark::Tick, colour: Colour::Good }
}

pub fn review() -> Tag {
    Tag { word: "Review".into(), mark: Mark::Dot, colour: Colour::Watch }
}

pub fn action() -> Tag {
    Tag { word: "Action".into(), mark: Mark::Flag, colour: Colour::Act }
}

pub fn none() -> Tag {
    Tag { word: "Not rated".into(), mark: Mark::Ring, colour: Colour::None }
}

pub fn meta() -> Meta {
    Meta {
        council: "Ambleford County Council".into(),
        title: "Performance Report Quarter 2 2025 to 2026".into(),
        plan: "Council Plan 2025 to 2029".into(),
        period: "Quarter 2 2025-26".into(),
        edition: "2025-26-Q2".into(),
        language: "en-GB".into(),
        position_at: "30 September 2025".into(),
        position_iso: "2025-09-30".into(),
        published_on: Some("4 December 2025".into()),
        status: "Published".into(),
        banner: Some("Figures invented for a demonstration".into()),
        licence: "The data are licensed under the Open Government Licence v3.0.".into(),
        contact: Some("For another format, write to performance@ambleford.example.".into()),
        description: "How the council did against its plan in the second quarter.".into(),
    }
}

pub fn section(id: &str, level: u8, title: &str, blocks: Vec<Block>) -> Section {
    Section {
        id: id.into(),
        level,
        title: title.into(),
        running: None,
        starts_page: level == 1,
        together: level > 1,
        blocks,
    }
}

/// A report of one chapter.
pub fn chapter(blocks: Vec<Block>) -> Report {
    Report { meta: meta(), sections: vec![section("chapter", 1, "The chapter", blocks)] }
}

pub fn measure_columns() -> Vec<Column> {
    vec![
        column("Measure", Set::Words, 6),
        column("Latest", Set::Numbers, 2),
        column("Same quarter last year", Set::Numbers, 2),
        column("Last quarter", Set::Numbers, 2),
        column("Target", Set::Numbers, 2),
        column("Rating", Set::Rating, 2),
        column("Benchmark", Set::Numbers, 2),
        column("Group", Set::Words, 3),
    ]
}

pub fn measure_row(number: usize) -> Row {
    let tag = [strong(), good(), review(), action(), none()].into_iter().nth(number % 5).unwrap();
    let mut name = text(&format!("Share of adults in group {number} who need less support after a stay"));
    name.push(Inline::Break);
    name.push(Inline::Muted("Year to date; higher is better".into()));
    let mut latest = text(&format!("{}.{}%", 40 + number, number % 10));
    latest.push(Inline::Marker("provisional".into(), "[p]".into()));
    latest.push(Inline::Note(NoteRef { letter: "a".into(), id: "note-a".into() }));
    Row {
        id: Some(format!("measure-{number}")),
        cells: vec![
            cell(name),
            cell(latest),
            cell(text(&format!("{}.0%", 39 + number))),
            cell(vec![Inline::Absent("awaited".into())]),
            cell(text("55.0%")),
            cell(vec![Inline::Rating(tag)]),
            cell(text("45.9%")),
            cell(text("England average")),
        ],
    }
}

pub fn measure_table(id: &str, rows: std::ops::Range<usize>) -> Table {
    let half = rows.start + rows.len() / 2;
    Table {
        id: id.into(),
        caption: format!("Measures of {id}: where they stand"),
        summary: Some("One row a measure, grouped by how often it is reported.".into()),
        columns: measure_columns(),
        row_header: 0,
        groups: vec![
            Group { title: Some("Reported every quarter".into()), rows: (rows.start..half).map(measure_row).collect() },
            Group { title: Some("Reported once a year".into()), rows: (half..rows.end).map(measure_row).collect() },
        ],
    }
}

pub fn words_table(id: &str, words: &str) -> Table {
    let mut long = text(words);
    long.extend([Inline::Break, Inline::Break]);
    long.extend(text("A second paragraph in the same cell."));
    let row = |reference: &str| Row {
        id: None,
        cells: vec![
            cell(text(reference)),
            cell(text("A commitment with a name of its own")),
            cell(long.clone()),
            cell(vec![Inline::Rating(good())]),
        ],
    };
    Table {
        id: id.into(),
        caption: format!("Commentary on {id}"),
        summary: None,
        columns: vec![
            column("Ref", Set::Words, 1),
            column("Commitment", Set::Words, 4),
            column("Progress", Set::Words, 12),
            column("Rating", Set::Rating, 2),
        ],
        row_header: 0,
        groups: vec![Group { title: None, rows: vec![row("SO-1"), row("SO-2"), row("SO-3")] }],
    }
}

pub fn svg(id: &str, said: &str) -> String {
    let bars: String = (0..6)
        .map(|n| {
            let (x, height) = (20 + n * 55, 40 + n * 15);
            let fill = if n < 4 { "#8d84b5" } else { "#3b2a7a" };
            format!(
                r##"<rect x="{x}" y="{}" width="36" height="{height}" fill="{fill}"/><text x="{}" y="{}" font-family="Noto Sans" font-size="12" text-anchor="middle">{}.5%</text>"##,
                170 - height, x + 18, 164 - height, 40 + n
            )
        })
        .collect();
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 200" width="360" height="200" role="img" aria-labelledby="{id}-t"><title id="{id}-t">{said}</title>{bars}<text x="20" y="192" font-family="Noto Sans" font-size="12">{said}</text></svg>"##
    )
}

pub fn figure(id: &str, stands: Stands, data: FigureData) -> Figure {
    Figure {
        id: id.into(),
        title: format!("Adults who need less support ({id})"),
        subtitle: "Year to date; higher is better".into(),
        alt: format!("{id}: 45.5% against a target of 40.0%, rated Strong, above 44.5% last quarter."),
        svg: svg(id, &format!("Adults who need less support ({id})")),
        size: (360, 200),
        stands,
        tag: Some(strong()),
        data,
    }
}

pub const COMMENTARY: &str = "The service met its target for the third quarter in a row. Waiting times fell in every \
    area but one, where two posts stood empty until August; both are filled now and the backlog should be gone by the end \
    of the year. ";

pub fn objective(number: usize, rows: std::ops::Range<usize>) -> Section {
    let mut lead = text("On course: ");
    lead.push(Inline::Rating(good()));
    section(
        &format!("objective-{number}"),
        2,
        &format!("Objective {number}: people live well and safely for longer"),
        vec![
            Block::Paragraph(lead),
            Block::Paragraph(text(&COMMENTARY.repeat(2))),
            Block::Table(measure_table(&format!("table-{number}"), rows)),
        ],
    )
}

/// Every kind of block, and enough of them to need several pages.
pub fn whole() -> Report {
    let data = || FigureData::In("table-1".into());
    let mut linked = vec![Inline::Strong(text("Bold")), Inline::Text(", ".into()), Inline::Emphasis(text("italic"))];
    linked.push(Inline::Text(" and a ".into()));
    linked.push(Inline::Link { to: "#measure-3".into(), content: text("link to a row") });
    linked.push(Inline::Text(" beside a ".into()));
    linked.push(Inline::Link { to: "https://council.example/plan".into(), content: text("link outside") });
    let tile = |number: &str, tag: Tag| Tile { number: number.into(), words: tag.word.to_lowercase(), tag: Some(tag) };
    let mut tiles: Vec<Tile> = vec![tile("20", strong()), tile("12", good()), tile("3", review()), tile("2", action())];
    tiles.push(Tile { number: "69%".into(), words: "31 of 45 priority measures improved".into(), tag: None });
    let nested = Block::List { ordered: false, items: vec![vec![Block::Paragraph(text("an inner item"))]] };
    let summary = vec![
        Block::Lead(text("Thirty-two of thirty-seven measures met their target, two more than in the quarter before.")),
        Block::Tiles(tiles),
        Block::Paragraph(linked),
        Block::Paragraph(text(COMMENTARY)),
        Block::List {
            ordered: false,
            items: vec![
                vec![Block::Paragraph(text("First achievement")), nested],
                vec![Block::Paragraph(text("Second achievement"))],
            ],
        },
        Block::List {
            ordered: true,
            items: vec![vec![Block::Paragraph(text("Step one"))], vec![Block::Paragraph(text("Step two"))]],
        },
        Block::Figure(figure("plan", Stands::Full, FigureData::Own(words_table("plan-data", "In words.")))),
    ];
    let outcome = |name: &str, first: usize, objectives: Vec<Section>| {
        section(
            name,
            1,
            &format!("Outcome {first}: a place to thrive"),
            objectives.into_iter().map(Block::Section).collect(),
        )
    };
    let charts = (0..5).map(|n| Block::Figure(figure(&format!("chart-{n}"), Stands::Half, data())));
    let mut last: Vec<Block> = charts.collect();
    last.push(Block::Table(words_table("commentary", &COMMENTARY.repeat(3))));
    last.push(Block::Notes(vec![NoteEntry {
        id: "note-a".into(),
        letter: "a".into(),
        text: text("Provisional until the audit is done."),
    }]));
    Report {
        meta: meta(),
        sections: vec![
            section("summary", 1, "Summary", summary),
            outcome("outcome-1", 1, vec![objective(1, 0..4), objective(2, 4..10)]),
            outcome("outcome-2", 2, vec![objective(3, 10..40)]),
            section("charts", 1, "Measures in pictures", last),
        ],
    }
}
