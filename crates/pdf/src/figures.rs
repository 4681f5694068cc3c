//! Graphics as data: numbered pictures, alone across the text, or two in a row and three on a page on its side.

use report::document::{Figure, FigureData, Stands};
use serde::Serialize;

use crate::columns::HALF;
use crate::inline::Lozenge;
use crate::pages::{Note, Turned, Writer};
use crate::tables::Grid;
use crate::text::{printed, with_glyphs};

/// Graphics that share rows.
#[derive(Debug, Serialize)]
pub struct Row {
    across: Across,
    graphics: Vec<Graphic>,
    /// Notes that stay with the last of them.
    notes: Vec<Note>,
}

/// How many stand in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Across {
    One,
    Two,
    Three,
}

/// A graphic.
#[derive(Debug, Serialize)]
pub struct Graphic {
    across: Across,
    id: String,
    chart: usize,
    /// Width and height in thousandths of a point.
    size: (u32, u32),
    /// The whole finding, for those who cannot see the picture.
    alt: String,
    /// The finding as it is printed beneath, without the title that stands in the picture.
    caption: String,
    tag: Option<Lozenge>,
    /// Its own table.
    own: Option<Grid>,
    /// Whether its table and what it says stand at its side rather than beneath it.
    beside: bool,
    /// The table near by that holds its figures: where, and its caption.
    near: Option<(String, String)>,
}

impl Row {
    /// A row that begins with a graphic.
    pub fn new(graphic: Graphic) -> Row {
        Row { across: graphic.across, graphics: vec![graphic], notes: Vec::new() }
    }

    /// Whether a graphic may stand in it too.
    pub fn takes(&self, graphic: &Graphic) -> bool {
        self.across != Across::One && graphic.across == self.across && self.notes.is_empty()
    }

    /// Height of all its rows, estimated, in thousandths of a point.
    pub fn height(&self) -> u32 {
        let one = |graphic: &Graphic| {
            let own = graphic.own.as_ref().map_or(0, Grid::height);
            let all = if graphic.beside { graphic.size.1.max(own) } else { graphic.size.1.saturating_add(own) };
            all.saturating_add(70_000)
        };
        let all = self.graphics.iter().map(one).fold(0, u32::saturating_add);
        match self.across {
            Across::One => all,
            Across::Two => all.div_ceil(2),
            Across::Three => all.div_ceil(3),
        }
    }

    /// Whether its last graphics stand in one piece, with which notes can be kept: a table across the text goes over
    /// pages.
    pub fn is_of_one_piece(&self) -> bool {
        let whole = |graphic: &Graphic| self.across != Across::One || graphic.beside || graphic.own.is_none();
        self.graphics.last().is_some_and(whole)
    }

    /// Keeps notes with its last graphics.
    pub fn note(&mut self, notes: Vec<Note>) {
        self.notes = notes;
    }

    /// Puts a graphic in it.
    pub fn push(&mut self, graphic: Graphic) {
        self.graphics.push(graphic);
    }
}

/// A picture as large as it was drawn and up to a quarter larger, where there is room, and no taller than lets
/// it stand on a page with the words around it. One that is taller than wide would come out too small for its
/// letters, so it may fill most of a page.
fn size(figure: &Figure, room: u32) -> (u32, u32) {
    const PIXEL: u64 = 750;
    const PART: u64 = 340_000;
    const MOST: u64 = 475_000;
    let (wide, high) = (u64::from(figure.size.0.max(1)), u64::from(figure.size.1.max(1)));
    let tallest = if high > wide { MOST } else { PART };
    let width = (wide * PIXEL * 5 / 4).min(u64::from(room)).min(tallest * wide / high);
    let point = |length: u64| u32::try_from(length).unwrap_or(u32::MAX);
    (point(width), point(width * high / wide))
}

impl<'r> Writer<'r> {
    /// A graphic as data; its picture is kept by number.
    pub(crate) fn graphic(&mut self, figure: &'r Figure, turned: Turned) -> Graphic {
        let chart = self.charts.len();
        // All text in a picture is between tags or in attributes, where a code point in brackets is as harmless.
        self.charts.push(with_glyphs(&figure.svg));
        // A card has no subtitle and shares its row with another: its table stays beneath it.
        let beside = figure.stands == Stands::Half
            && !figure.subtitle.is_empty()
            && turned == Turned::Upright
            && matches!(&figure.data, FigureData::Own(_));
        let across = match figure.stands {
            Stands::Full => Across::One,
            Stands::Half if beside => Across::One,
            Stands::Half if turned == Turned::Sideways => Across::Three,
            Stands::Half => Across::Two,
        };
        let room = if across == Across::One && !beside { turned.room() } else { HALF };
        let (own, near) = match &figure.data {
            FigureData::Own(table) => (Some(self.grid(table, room)), None),
            FigureData::In(id) => {
                let caption = self.captions.get(id.as_str());
                let ends = format!(", {}", self.period);
                let short = caption.map(|caption| caption.strip_suffix(ends.as_str()).unwrap_or(caption));
                (None, short.map(|caption| (id.clone(), printed(caption))))
            }
        };
        Graphic {
            across,
            id: figure.id.clone(),
            chart,
            size: size(figure, room),
            alt: printed(&figure.alt),
            caption: printed(figure.caption()),
            tag: figure.tag.as_ref().map(|tag| self.inliner.tag(tag)),
            own,
            beside,
            near,
        }
    }
}
