//! The four faces that a report is set in, and how wide text stands in them.

use std::sync::LazyLock;

use ttf_parser::Face;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// The faces as files: regular, bold, italic, bold italic.
const FILES: [&[u8]; 4] = [notosans::REGULAR_TTF, notosans::BOLD_TTF, notosans::ITALIC_TTF, notosans::BOLD_ITALIC_TTF];

/// The faces as Typst reads them.
pub static FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| FILES.iter().filter_map(|file| Font::new(Bytes::new(*file), 0)).collect());

/// What Typst looks faces up in.
pub static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// The faces as tables of glyphs and advances.
static FACES: LazyLock<Vec<Face<'static>>> =
    LazyLock::new(|| FILES.iter().filter_map(|file| Face::parse(file, 0).ok()).collect());

/// Which weight text is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Running text.
    Regular,
    /// What is looked up.
    Bold,
}

/// Whether every face has a glyph for the character, so that it can stand wherever text stands.
pub fn has_glyph(character: char) -> bool {
    FACES.iter().all(|face| face.glyph_index(character).is_some())
}

/// Width of text in thousandths of the size it is set in, without kerning.
pub fn width(text: &str, weight: Weight) -> u32 {
    let face = match weight {
        Weight::Regular => FACES.first(),
        Weight::Bold => FACES.get(1),
    };
    let Some(face) = face else { return 0 };
    let per_em = u32::from(face.units_per_em()).max(1);
    let advance = |character| face.glyph_index(character).and_then(|glyph| face.glyph_hor_advance(glyph)).unwrap_or(0);
    text.chars().map(|character| u32::from(advance(character)) * 1000 / per_em).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_faces_are_read_and_bold_is_wider() {
        assert_eq!((FONTS.len(), FACES.len()), (4, 4));
        assert!(width("Strong", Weight::Bold) > width("Strong", Weight::Regular));
    }

    #[test]
    fn figures_are_equally_wide() {
        assert_eq!(width("1111", Weight::Regular), width("8888", Weight::Regular));
    }
}
