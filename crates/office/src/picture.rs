//! Graphics in pixels, set in the faces that they were measured for.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb::Database};

use crate::OfficeError;

/// Pixels to a CSS pixel, so that a graphic stays sharp on paper.
const SHARP: f32 = 2.0;

/// The faces; those of the machine are never looked at, so that the same document gives the same pixels everywhere.
static FACES: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut faces = Database::new();
    for file in [notosans::REGULAR_TTF, notosans::BOLD_TTF, notosans::ITALIC_TTF, notosans::BOLD_ITALIC_TTF] {
        faces.load_font_data(file.to_vec());
    }
    faces.set_sans_serif_family("Noto Sans");
    Arc::new(faces)
});

/// A graphic to be drawn.
#[derive(Debug, Clone, Copy)]
pub struct Drawing<'r> {
    /// Its id, by which a fault names it.
    pub id: &'r str,
    /// Its picture.
    pub svg: &'r str,
}

/// The pictures of graphics as PNG, in their order, drawn on as many cores as there are.
pub fn pictures(drawings: &[Drawing<'_>]) -> Result<Vec<Vec<u8>>, OfficeError> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = drawings.len().div_ceil(cores).max(1);
    std::thread::scope(|scope| {
        let draw = |part: &'_ [Drawing<'_>]| part.iter().map(png).collect::<Result<Vec<_>, _>>();
        let running: Vec<_> = drawings.chunks(share).map(|part| (part, scope.spawn(move || draw(part)))).collect();
        let mut pictures = Vec::with_capacity(drawings.len());
        for (part, thread) in running {
            // A thread that fell over is a fault of the drawing library: it is named by the first graphic of its share.
            let first = || part.first().map(|one| one.id.to_string()).unwrap_or_default();
            let drawn = thread.join().map_err(|_| OfficeError::Picture(first(), "drawing it stopped".into()))?;
            pictures.extend(drawn?);
        }
        Ok(pictures)
    })
}

/// The picture of a graphic as PNG.
fn png(drawing: &Drawing<'_>) -> Result<Vec<u8>, OfficeError> {
    let refused = |why: String| OfficeError::Picture(drawing.id.to_string(), why);
    let options = Options { fontdb: FACES.clone(), ..Options::default() };
    let tree = Tree::from_str(drawing.svg, &options).map_err(|why| refused(why.to_string()))?;
    let size = tree.size().to_int_size().scale_by(SHARP).ok_or_else(|| refused("it has no size".into()))?;
    let mut pixels =
        Pixmap::new(size.width(), size.height()).ok_or_else(|| refused("it is larger than a picture can be".into()))?;
    resvg::render(&tree, Transform::from_scale(SHARP, SHARP), &mut pixels.as_mut());
    pixels.encode_png().map_err(|why| refused(why.to_string()))
}
