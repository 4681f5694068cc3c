//! The marks at which a file's streams end.
//!
//! Typst ends a stream with a line feed and `endstream`. Where the stream's own last byte happens to be a carriage
//! return, the two read as one CR LF, and a reader that looks for the end mark instead of counting finds one byte less
//! than the stream says it has (ISO 19005-2, 6.1.7.1; it befalls one compressed stream in 256). There the mark gets a
//! carriage return of its own.

/// Bytes of one entry of a cross-reference table.
const ENTRY: usize = 20;
/// Digits of an offset in it.
const DIGITS: usize = 10;
/// What stands before the offset of the table itself.
const START: &[u8] = b"startxref\n";

/// The file with the end of every stream unmistakable. Unchanged if nothing is to be mended, or if the file is not laid
/// out as Typst lays it out.
pub(crate) fn unmistakable(file: Vec<u8>) -> Vec<u8> {
    mended(&file).unwrap_or(file)
}

fn mended(file: &[u8]) -> Option<Vec<u8>> {
    let start = last(file, START)? + START.len();
    let begins = number(file.get(start..)?)?;
    let (entries, offsets) = table(file, begins)?;
    let inserted = mistakable(file, &offsets, begins);
    let moved = |offset: usize| offset + inserted.partition_point(|at| *at < offset);

    let mut out = Vec::with_capacity(file.len() + inserted.len());
    let mut copied = 0;
    for at in &inserted {
        out.extend_from_slice(file.get(copied..*at)?);
        out.push(b'\r');
        copied = *at;
    }
    out.extend_from_slice(file.get(copied..entries)?);
    for (place, offset) in offsets.iter().enumerate() {
        let entry = file.get(entries + place * ENTRY..)?.get(..ENTRY)?;
        let (digits, rest) = entry.split_at_checked(DIGITS)?;
        match offset {
            Some(offset) => out.extend_from_slice(format!("{:0DIGITS$}", moved(*offset)).as_bytes()),
            None => out.extend_from_slice(digits),
        }
        out.extend_from_slice(rest);
    }
    out.extend_from_slice(file.get(entries + offsets.len() * ENTRY..start)?);
    out.extend_from_slice(format!("{}\n%%EOF", moved(begins)).as_bytes());
    Some(out)
}

/// Where the entries of the cross-reference table begin, and each object's offset. `None` for a free entry.
fn table(file: &[u8], begins: usize) -> Option<(usize, Vec<Option<usize>>)> {
    let heading = file.get(begins..)?.strip_prefix(b"xref\n0 ")?;
    let count = number(heading)?;
    let entries = file.len() - heading.len() + heading.iter().position(|byte| *byte == b'\n')? + 1;
    let rows = file.get(entries..entries.checked_add(count.checked_mul(ENTRY)?)?)?;
    let row = |row: &[u8]| (row.get(17) == Some(&b'n')).then(|| number(row)).flatten();
    Some((entries, rows.chunks_exact(ENTRY).map(row).collect()))
}

/// Where a carriage return is to be put in: before the line feed of a mark whose stream ends with one.
fn mistakable(file: &[u8], offsets: &[Option<usize>], begins: usize) -> Vec<usize> {
    let mut edges: Vec<usize> = offsets.iter().flatten().copied().collect();
    edges.push(begins);
    edges.sort_unstable();
    let objects = edges.windows(2).filter_map(|edge| Some((*edge.first()?, file.get(*edge.first()?..*edge.get(1)?)?)));
    let line_feed = |(at, object): (usize, &[u8])| {
        let before = object.trim_ascii_end().strip_suffix(b"\nendstream\nendobj")?;
        before.ends_with(b"\r").then_some(at + before.len())
    };
    objects.filter_map(line_feed).collect()
}

fn last(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|window| window == wanted)
}

/// The number that some bytes begin with.
fn number(bytes: &[u8]) -> Option<usize> {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(bytes.get(..digits)?).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of two objects, laid out as Typst does; the first is a stream of the bytes given.
    fn file(stream: &[u8]) -> Vec<u8> {
        let mut file = b"%PDF-1.7\n".to_vec();
        let first = file.len();
        file.extend(format!("1 0 obj\n<</Length {}>>\nstream\n", stream.len()).bytes());
        file.extend(stream);
        file.extend(b"\nendstream\nendobj\n\n");
        let second = file.len();
        file.extend(b"2 0 obj\n<</Type/Catalog>>\nendobj\n\n");
        let begins = file.len();
        file.extend(b"xref\n0 3\n0000000000 65535 f\r\n");
        file.extend(format!("{first:010} 00000 n\r\n{second:010} 00000 n\r\n").bytes());
        file.extend(format!("trailer\n<</Size 3/Root 2 0 R>>\nstartxref\n{begins}\n%%EOF").bytes());
        file
    }

    #[test]
    fn a_stream_that_ends_with_a_carriage_return_gets_a_mark_of_its_own_and_every_offset_still_leads_home() {
        let mended = unmistakable(file(b"data\r"));
        assert!(last(&mended, b"data\r\r\nendstream").is_some());
        let begins = number(&mended[last(&mended, START).unwrap() + START.len()..]).unwrap();
        assert!(mended[begins..].starts_with(b"xref\n"));
        let (_, offsets) = table(&mended, begins).unwrap();
        let starts: Vec<&[u8]> = offsets.iter().flatten().map(|at| &mended[*at..*at + 7]).collect();
        assert_eq!(starts, [b"1 0 obj", b"2 0 obj"]);
    }

    #[test]
    fn a_file_with_nothing_to_mend_keeps_its_bytes() {
        for stream in [b"data".as_slice(), b"data\n", b"\r\nendstream not the end"] {
            assert_eq!(unmistakable(file(stream)), file(stream));
        }
    }

    #[test]
    fn what_is_no_file_of_typsts_is_left_as_it_is() {
        for bytes in [b"".as_slice(), b"%PDF-1.7", b"startxref\n999\n%%EOF", b"startxref\n0\n%%EOF"] {
            assert_eq!(unmistakable(bytes.to_vec()), bytes);
        }
    }
}
