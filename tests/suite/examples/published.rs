//! The checker of published figures as a program: its page, its exit status, its errors.

use super::{output, run, wide_lines};

#[test]
fn the_record_is_checked_and_what_can_not_be_read_is_told_with_its_place() {
    let page = output("published");
    for line in
        ["471,571 instead of 417,571", "give 1,258,797", "4.60 % instead of 4.06 %", "66,956 / 435,688 = 15.37 %"]
    {
        assert!(page.contains(line), "no {line} in\n{page}");
    }
    assert_eq!(wide_lines(&page), Vec::<&str>::new());

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("claims.csv");
    std::fs::write(&path, "area,date,class,rate\nx,2021,poor,12.79.1\n").unwrap();
    let path = path.to_str().unwrap();
    let bad = run("published", &[path]);
    let told = String::from_utf8(bad.stderr).unwrap();
    assert_eq!(bad.status.code(), Some(1));
    assert!(told.starts_with(&format!("{path}:2:13: a printed number `12.79.1` can't be read")), "{told}");
    let none = run("published", &["no-such-file.toml"]);
    assert_eq!(none.status.code(), Some(1));
    assert!(String::from_utf8(none.stderr).unwrap().starts_with("no-such-file.toml: "));
}
