//! What a form says against what it must: every difference in words that lead to its place.

use crate::expected::Expected;
use crate::fact::{Row, Says, Table, spaced};
use crate::forms::Form;

/// How many facts a form was found to state, and where it states something else.
#[derive(Debug, Default)]
pub struct Compared {
    /// Facts found as they must be.
    pub agree: usize,
    /// A sentence for each difference.
    pub differences: Vec<String>,
}

/// Holds what was read of a form against the document.
pub fn compare(edition: &str, form: Form, expected: &[Expected], read: &[Table]) -> Compared {
    let mut found = Compared::default();
    let place = format!("{edition}, {}", form.name());
    if expected.len() != read.len() {
        let says = format!("{place}: there are {} tables, and must be {}", read.len(), expected.len());
        found.differences.push(says);
    }
    for (at, (must, table)) in expected.iter().zip(read).enumerate() {
        let place = format!("{place}, table {} “{}”", at + 1, must.table.caption);
        found.table(form, &place, must, table);
    }
    found
}

impl Compared {
    fn same(&mut self, place: &str, must: &impl ToString, is: &impl ToString) -> bool {
        let (must, is) = (must.to_string(), is.to_string());
        if must != is {
            self.differences.push(format!("{place}: must be {must}, and is {is}"));
        }
        must == is
    }

    fn table(&mut self, form: Form, place: &str, must: &Expected, is: &Table) {
        let caption = form.worded(&must.table.caption);
        if !self.same(&format!("{place}, caption"), &caption, &form.worded(&is.caption)) {
            return;
        }
        let (columns, read) = (&must.table.columns, &is.columns);
        let worded = |titles: &[String]| titles.iter().map(|title| form.worded(title)).collect::<Vec<_>>().join(" | ");
        if !self.same(&format!("{place}, columns"), &worded(columns), &worded(read))
            || !self.same(&format!("{place}, number of rows"), &must.table.rows.len(), &is.rows.len())
        {
            return;
        }
        for (number, (row, read)) in must.table.rows.iter().zip(&is.rows).enumerate() {
            self.row(form, &format!("{place}, row {}", number + 1), must, row, read);
        }
    }

    fn row(&mut self, form: Form, place: &str, of: &Expected, must: &Row, is: &Row) {
        if !self.same(&format!("{place}, number of cells"), &must.cells.len(), &is.cells.len()) {
            return;
        }
        let (heads, headed) = (must.cells[of.heads].shown(), is.cells[of.heads].shown());
        let place = format!("{place} “{heads}”");
        self.same(&format!("{place}, its group"), &form.worded(&must.part), &form.worded(&is.part));
        self.same(&format!("{place}, its header"), &form.worded(&heads), &form.worded(&headed));
        for ((column, must), is) in of.table.columns.iter().zip(&must.cells).zip(&is.cells) {
            let Some(key) = &must.key else {
                if let Some(key) = &is.key {
                    self.differences.push(format!("{place}, column “{column}”: is keyed {key}, and is no fact"));
                }
                continue;
            };
            let place = format!("{place}, column “{column}” ({key})");
            if self.same(&place, &form.says(must), &form.read(is)) {
                self.agree += 1;
            }
        }
    }
}

/// Text in which white space counts for nothing.
pub fn solid(text: &str) -> String {
    spaced(text).replace(' ', "")
}

/// A cell in which white space counts for nothing, and which tells a reason and what qualifies it as one.
pub fn as_drawn(says: &Says) -> Says {
    let mut says = says.clone();
    if !says.reason.is_empty() && !says.beside.is_empty() {
        says.reason = format!("{}({})", says.reason, says.beside);
        says.beside.clear();
    }
    for text in [&mut says.text, &mut says.reason, &mut says.beside] {
        *text = solid(text);
    }
    says
}
