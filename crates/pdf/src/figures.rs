//! Graphics as data: numbered pictures, alone across the text or two in a row.

use report::document::{Figure, FigureData, Stands};
use serde::Serialize;

use crate::columns::HALF;
use crate::inline::Lozenge;
use crate::pages::{Turned, Writer};
use crate::tables::Grid;
use crate::text::{printed, with_glyphs};

/// Graphics that share rows.
#[derive(Debug, Serialize)]
pub struct Row {
    across: Across,
    graphics: Vec<Graphic>,
}

/// How many stand in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Across {
    One,
    Two,
}

/// A graphic.
#[derive(Debug, Serialize)]
pub struct Graphic {
    across: Across,
    id: String,
    chart: usize,
    size: (u32, u32),
    alt: String,
    tag: Option<Lozenge>,
    /// Its own table, beneath it.
    own: Option<Grid>,
    /// The table near by that holds its figures: where, and its caption.
    near: Option<(String, String)>,
}

impl Row {
    /// A row that begins with a graphic.
    pub fn new(graphic: Graphic) -> Row {
        Row { across: graphic.across, graphics: vec![graphic] }
    }

    /// Whether a graphic may stand in it too.
    pub fn takes(&self, graphic: &Graphic) -> bool {
        self.across == Across::Two && graphic.across == Across::Two
    }

    /// Puts a graphic in it.
    pub fn push(&mut self, graphic: Graphic) {
        self.graphics.push(graphic);
    }
}

impl<'r> Writer<'r> {
    /// A graphic as data; its picture is kept by number.
    pub(crate) fn graphic(&mut self, figure: &'r Figure, turned: Turned) -> Graphic {
        let chart = self.charts.len();
        // All text in a picture is between tags or in attributes, where a code point in brackets is as harmless.
        self.charts.push(with_glyphs(&figure.svg));
        let across = match figure.stands {
            Stands::Full => Across::One,
            Stands::Half => Across::Two,
        };
        let (own, near) = match &figure.data {
            FigureData::Own(table) => {
                let room = if across == Across::One { turned.room() } else { HALF };
                (Some(self.grid(table, room)), None)
            }
            FigureData::In(id) => {
                let caption = self.captions.get(id.as_str());
                (None, caption.map(|caption| (id.clone(), printed(caption))))
            }
        };
        Graphic {
            across,
            id: figure.id.clone(),
            chart,
            size: (figure.size.0.max(1), figure.size.1.max(1)),
            alt: printed(&figure.alt),
            tag: figure.tag.as_ref().map(|tag| self.inliner.tag(tag)),
            own,
            near,
        }
    }
}
