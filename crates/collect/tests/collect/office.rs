//! The workbook after LibreOffice has opened and saved it, where it is installed; where it is not, the test says so.

use std::path::Path;
use std::process::Command;

use collect::Read;

use crate::workbooks::summary;
use crate::{made_sheet, resaved::Resaved};

/// What LibreOffice makes of workbooks, in their order. `None`: it is not installed.
fn saved_again(folder: &Path, workbooks: &[(&str, &[u8])], ending: &str) -> Option<Vec<Vec<u8>>> {
    let (from, to) = (folder.join("in"), folder.join("out"));
    std::fs::create_dir_all(&from).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let mut command = Command::new("soffice");
    command.args([&profile, "--headless", "--convert-to", ending, "--outdir"]).arg(&to);
    for (name, bytes) in workbooks {
        let path = from.join(format!("{name}.xlsx"));
        std::fs::write(&path, bytes).unwrap();
        command.arg(path);
    }
    let ran = command.output().ok()?;
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    Some(workbooks.iter().map(|(name, _)| std::fs::read(to.join(format!("{name}.{ending}"))).unwrap()).collect())
}

#[test]
fn a_workbook_saved_again_by_libreoffice_as_either_form_reads_the_same() {
    let folder = std::env::temp_dir().join(format!("collect-office-{}", std::process::id()));
    let sheet = made_sheet::made();
    let made = collect::workbook(&sheet).unwrap();
    let mut filled = Resaved::of(&made);
    for change in [
        "Figures!I5 = percent 0.534",
        "Figures!I6 = formula 1000+234 shows 1234",
        "Figures!I7 = error #DIV/0!",
        "Figures!I8 = Good",
        "Figures!I9 = TRUE",
        "Figures!N8 = day 46010",
        "Figures!O8 = Judged in the autumn.",
        "Progress!E5 = On track",
        "Progress!G5 = Two hubs are open.",
    ] {
        filled.change(change);
    }
    let expected = [
        "repairs = 53.4; visits = 1234; inspection = 3, at 2025-12-19, “Judged in the autumn.”; plan = 1; \
         A1 = On track, “Two hubs are open.”",
        "Figures!I7 error-value",
        "",
    ];
    for ending in ["ods", "xlsx"] {
        let sent: [(&str, &[u8]); 2] = [("made", &made), ("filled", &filled.bytes())];
        let Some(saved) = saved_again(&folder, &sent, ending) else {
            println!("soffice is not installed: the round trip through LibreOffice was not tried");
            std::fs::remove_dir_all(&folder).unwrap();
            return;
        };
        let read = collect::read("made", &saved[0], &sheet);
        assert_eq!(read, Read { untouched: 6, unchanged: 2, ..Read::default() }, "{ending}");
        let read = collect::read("filled", &saved[1], &sheet);
        assert_eq!(summary(&read), expected.map(String::from), "{ending}: {read:#?}");
        assert_eq!((read.untouched, read.unchanged), (0, 2), "{ending}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}
