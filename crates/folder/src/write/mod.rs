//! Writing a council as a folder: the same council comes back, and the same council gives the same bytes.

mod form;
mod lists;
mod plans;
mod schemes;
mod settings;
mod words;

use domain::Council;

use crate::Files;

pub(crate) use words::place as passage;

/// Writes every file of a council's folder.
pub(crate) fn write(council: &Council) -> Files {
    let mut files = Files::new();
    files.insert("council.toml".into(), settings::council(council).into_bytes());
    files.insert("editions.toml".into(), settings::editions(&council.editions).into_bytes());
    schemes::write(&council.schemes, &mut files);
    for (name, text) in &council.outlines {
        files.insert(format!("outlines/{name}.toml"), text.clone().into_bytes());
    }
    for plan in &council.plans {
        plans::write(plan, council, &mut files);
    }
    lists::write(council, &mut files);
    words::write(&council.passages, &mut files);
    files
}
