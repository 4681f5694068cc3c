//! A report made by hand for a council that does not exist, with one of everything a report may hold.

use domain::{Colour, Mark, Period};
use report::chart::{self, Bar, BasePlan, Era, MeasureChart, PlanGroup, PlanItem};
use report::document::{
    Block, Cell, Column, Fact, FactKind, Figure, FigureData, Group, Inline, Meta, NoteEntry, NoteRef, Report, Row,
    Section, Set, Stands, Table, Tag, Tile,
};
use report::look::Look;

pub fn text(said: &str) -> Inline {
    Inline::Text(said.into())
}

pub fn good() -> Tag {
    Tag { word: "Good".into(), mark: Mark::Tick, colour: Colour::Good }
}

fn grades() -> [Tag; 5] {
    let tag = |word: &str, mark, colour| Tag { word: word.into(), mark, colour };
    [
        tag("Complete", Mark::Star, Colour::Best),
        good(),
        tag("Review", Mark::Dot, Colour::Watch),
        tag("Action", Mark::Flag, Colour::Act),
        tag("Awaiting update", Mark::Ring, Colour::None),
    ]
}

fn note(letter: &str) -> Inline {
    Inline::Note(NoteRef { letter: letter.into(), id: format!("note-{letter}") })
}

fn meta() -> Meta {
    Meta {
        council: "Fellshire County Council".into(),
        title: "Performance Report Quarter 2 2025 to 2026".into(),
        plan: "Council Plan 2025 to 2029".into(),
        period: "Quarter 2 2025-26".into(),
        edition: "2025-26-Q2".into(),
        language: "en-GB".into(),
        position_at: "30 September 2025".into(),
        position_iso: "2025-09-30".into(),
        published_on: Some("4 December 2025".into()),
        status: "Published".into(),
        banner: Some("Figures invented for a demonstration & \"tests\" </style>".into()),
        licence: "Open Government Licence v3.0".into(),
        contact: Some("performance@fellshire.example, 01000 000000".into()),
        description: "How Fellshire kept its promises in Quarter 2 of 2025-26.".into(),
    }
}

fn cell(content: Vec<Inline>) -> Cell {
    Cell { content, fact: None }
}

fn value(shown: &str, exact: &str) -> Cell {
    let period = Period::quarter(2025, 2);
    let fact = Fact { subject: "WASTE-1".into(), period, kind: FactKind::Value, exact: exact.into() };
    Cell { content: vec![text(shown)], fact: Some(fact) }
}

pub fn measures() -> Table {
    let column = |title: &str, set, width| Column { title: title.into(), set, width };
    let row = |name: &str, tag: usize, last: Cell| Row {
        id: Some(format!("row-{}", name.len())),
        cells: vec![
            cell(vec![text(name), Inline::Break, Inline::Muted("Higher is better, year to date".into())]),
            value("48.92%", "48.92"),
            value("52.00%", "52"),
            last,
            value("55.00%", "55"),
            cell(vec![Inline::Rating(grades()[tag].clone())]),
            cell(vec![text("43.70%"), note("b")]),
            cell(vec![text("All English counties 2023-24")]),
        ],
    };
    let absent = cell(vec![Inline::Absent("due in Quarter 3".into())]);
    let provisional = Cell {
        content: vec![text("53.10% "), Inline::Marker("provisional".into(), "[p]".into()), note("a")],
        ..value("", "53.1")
    };
    Table {
        id: "measures".into(),
        caption: "Measures of a place that is clean and green".into(),
        summary: Some("One measure a row, grouped by how often it is reported.".into()),
        columns: vec![
            column("Measure", Set::Words, 6),
            column("Quarter 2 2024-25", Set::Numbers, 2),
            column("Quarter 1 2025-26", Set::Numbers, 2),
            column("Latest", Set::Numbers, 2),
            column("Target", Set::Numbers, 2),
            column("Rating", Set::Rating, 2),
            column("Benchmark", Set::Numbers, 2),
            column("Benchmark group", Set::Words, 3),
        ],
        row_header: 0,
        groups: vec![
            Group {
                title: Some("Reported every quarter".into()),
                rows: vec![
                    row("Household waste sent for reuse, recycling or composting", 1, provisional),
                    row("Pupils walking to school <all ages>", 2, value("12.0%", "12")),
                    row("Roads in need of repair", 3, Cell::default()),
                ],
            },
            Group { title: Some("Reported once a year".into()), rows: vec![row("Trees planted", 4, absent)] },
        ],
    }
}

fn chart(id: &str, title: &str, look: &Look) -> Block {
    let bar = |year: &str, part: &str, value: &str, era| Bar {
        year: year.into(),
        part: part.into(),
        value: Some(value.parse().unwrap()),
        printed: format!("{value}%"),
        era,
        after_break: false,
    };
    let made = MeasureChart {
        id: id.into(),
        title: title.into(),
        subtitle: "Year to date. Higher is better.".into(),
        alt: "Quarter 2 of 2025-26 stands at 53.10% against a target of 55.00%: Review; 4.18 points more than a year ago.".into(),
        bars: vec![
            bar("2023-24", "", "46.90", Era::Before),
            bar("2024-25", "", "48.92", Era::Before),
            bar("2025-26", "Q1", "52.00", Era::Now),
            bar("2025-26", "Q2", "53.10", Era::Now),
        ],
        target: Some(("55".parse().unwrap(), "Target 55.00%".into())),
        target_of: None,
        benchmark: Some(("43.7".parse().unwrap(), "England 2023-24 43.70%".into())),
        from_zero: true,
    };
    let (svg, size) = chart::measure_chart(&made, look);
    Block::Figure(Figure {
        id: id.into(),
        title: made.title,
        subtitle: made.subtitle,
        alt: made.alt,
        svg,
        size,
        stands: Stands::Half,
        tag: Some(grades()[2].clone()),
        data: FigureData::In("measures".into()),
    })
}

fn base_plan(look: &Look) -> Block {
    let item = |number: usize| PlanItem {
        reference: format!("SO-{number:02}"),
        title: format!("Objective {number}"),
        href: "#objective".into(),
        tag: grades()[number % 5].clone(),
    };
    let group =
        |name: &str, from: usize, to: usize| PlanGroup { name: name.into(), items: (from..to).map(item).collect() };
    let made = BasePlan {
        id: "base-plan".into(),
        title: "Progress of every objective, Quarter 2 2025-26".into(),
        alt: "Of 25 objectives 5 are complete, 5 good, 5 under review, 5 need action and 5 await an update.".into(),
        groups: vec![group("People", 1, 9), group("Prosperity", 9, 18), group("Place", 18, 26)],
        legend: grades().iter().map(|tag| (tag.clone(), 5)).collect(),
    };
    let (svg, size) = chart::base_plan(&made, look);
    let counts = grades().map(|tag| Row { id: None, cells: vec![cell(vec![Inline::Rating(tag)]), value("5", "5")] });
    let table = Table {
        id: "base-plan-data".into(),
        caption: "Objectives by rating".into(),
        summary: None,
        columns: vec![
            Column { title: "Rating".into(), set: Set::Rating, width: 4 },
            Column { title: "Objectives".into(), set: Set::Numbers, width: 2 },
        ],
        row_header: 0,
        groups: vec![Group { title: None, rows: counts.into() }],
    };
    Block::Figure(Figure {
        id: "base-plan".into(),
        title: made.title,
        subtitle: String::new(),
        alt: made.alt,
        svg,
        size,
        stands: Stands::Full,
        tag: None,
        data: FigureData::Own(table),
    })
}

fn section(id: &str, level: u8, title: &str, blocks: Vec<Block>) -> Section {
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

const SENTENCES: &str = "The council set out twenty-five objectives for the four years of its plan, and this report says \
    how each of them stood at the end of September. Where a figure is provisional, the final one follows in the next \
    report; where there is none, the reason stands in its place.";

pub fn report(look: &Look) -> Report {
    let mut tiles: Vec<Tile> = grades()
        .iter()
        .map(|tag| Tile { number: "5".into(), words: tag.word.clone(), tag: Some(tag.clone()) })
        .collect();
    tiles.push(Tile { number: "69%".into(), words: "31 of 45 priority measures improved".into(), tag: None });
    let own = Tag { word: "Bespoke".into(), mark: Mark::Diamond, colour: Colour::Own(0xcc, 0xff, 0xcc) };
    let list = Block::List {
        ordered: false,
        items: vec![
            vec![Block::Paragraph(vec![text("A new library opened in Underfell.")])],
            vec![Block::Paragraph(vec![
                text("Rated "),
                Inline::Rating(own),
                text(" by its members"),
                note("a"),
                text("."),
            ])],
        ],
    };
    let link = Inline::Link { to: "#objective".into(), content: vec![text("Objective 12")] };
    let place = section(
        "objective",
        2,
        "SO-12 Keep every road and path open through the winter",
        vec![
            Block::Paragraph(vec![
                Inline::Strong(vec![text("Progress: ")]),
                Inline::Rating(good()),
                text(" "),
                text(SENTENCES),
            ]),
            Block::Table(measures()),
            chart("waste", "Household waste sent for reuse, recycling or composting", look),
            chart("roads", "Roads in need of repair", look),
            chart("walks", "Pupils walking to school", look),
            Block::Notes(vec![
                NoteEntry { id: "note-a".into(), letter: "a".into(), text: vec![text("Provisional until March.")] },
                NoteEntry {
                    id: "note-b".into(),
                    letter: "b".into(),
                    text: vec![text("Another body's figure, a year older.")],
                },
            ]),
        ],
    );
    let summary = section(
        "summary",
        1,
        "Summary",
        vec![
            Block::Lead(vec![
                text("Five objectives are complete and five more are on course; "),
                link,
                text(" needs action."),
            ]),
            Block::Tiles(tiles),
            Block::Paragraph(vec![text(SENTENCES), text(" "), Inline::Emphasis(vec![text("Nothing is rounded.")])]),
            base_plan(look),
            Block::Section(section(
                "achievements",
                2,
                "Achievements",
                vec![list, Block::Paragraph(vec![text(SENTENCES)])],
            )),
        ],
    );
    Report { meta: meta(), sections: vec![summary, section("place", 1, "Place", vec![Block::Section(place)])] }
}
